"""Puts the words and digits of one Arabic number together: units, tens, hundreds, and the groups that a scale makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from auditor.facts.numbers import arabic_words as lexicon
from auditor.facts.numbers.arabic_forms import NumberWord, number_word
from auditor.facts.words.tokens import Token

_AND = "و"
_AND_ONE = "واحد"
_IN_PERCENT = ("في", "ب")
_PERCENT_SIGNS = frozenset("%٪﹪％")
_BELOW_A_THOUSAND = 1000
"""Only the rest below a thousand is written in bare digits: 12 ألفا و500, but 3 ملايين و200 ألف."""


class Groups:
    """The tokens of a sentence, and what number the words from one of them on make."""

    def __init__(self, text: str, tokens: Sequence[Token], at: int) -> None:
        self.text, self.tokens, self.at = text, tokens, at

    def word(self, at: int) -> NumberWord | None:
        """The number word at a token, if one is there."""
        if at >= len(self.tokens) or self.tokens[at].kind != "word":
            return None
        return number_word(self.tokens[at].form)

    def near(self, at: int) -> bool:
        """Only spaces stand between the token before `at` and the one at `at`."""
        if not 0 < at < len(self.tokens):
            return False
        gap = self.text[self.tokens[at - 1].end : self.tokens[at].start]
        return len(gap) <= 3 and not gap.strip(" \u00a0")

    def followed_by(self, at: int, listed: str) -> bool:
        """Right at token `at` stands a word of a list of `numbers.tsv`."""
        return self.near(at) and self.tokens[at].form in lexicon.words(listed)

    def percent_at(self, at: int) -> bool:
        """A percentage is made of what stands before token `at`: by a sign, بالمئة or في المئة."""
        rest = self.tokens[at : at + 2]
        return bool(rest) and (
            rest[0].form in _PERCENT_SIGNS
            or rest[0].form in lexicon.words("percent")
            or (len(rest) == 2 and rest[0].form in _IN_PERCENT and rest[1].form[2:] in lexicon.words("hundred"))
        )

    def groups(self, value: Fraction, end: int) -> tuple[Fraction, int]:
        """Take in the scale after a number, and the smaller groups that follow with و."""
        word = self.word(end)
        follows = end > self.at
        if word is None or word.role != "scale" or (follows and (word.joined or not self.near(end))):
            return value, end
        return self.further_groups(value * word.value, word.value, end + 1)

    def further_groups(self, total: Fraction, last: Fraction, end: int) -> tuple[Fraction, int]:
        """The groups that follow with و where the scale `last` has been reached, added to the total."""
        while True:
            step = self._next_group(end, last)
            if step is None:
                return total, end
            total, last, end = total + step[0], step[1], step[2]

    def digits_after(self, at: int) -> int | None:
        """The place of digits that follow with و at token `at`: و500, و 500. None where none do."""
        digits = at + 1
        follow = self.near(at) and self.tokens[at].form == _AND and self.near(digits)
        return digits if follow and self.tokens[digits].kind == "number" and self.tokens[digits].readings else None

    def joined(self, at: int) -> tuple[NumberWord, int] | None:
        """The number word that follows with و at token `at`, and its place: وسبعة, and و سبعة with a space between."""
        word = self.word(at) if self.near(at) else None
        if word is not None and word.joined:
            return word, at
        # Folded, وأحد عشر begins like واحد.
        if word is not None and self.tokens[at].form == _AND_ONE and self.followed_by(at + 1, "ten"):
            return replace(word, joined=True), at
        if not self.near(at) or self.tokens[at].form != _AND or not self.near(at + 1):
            return None
        word = self.word(at + 1)
        return (replace(word, joined=True), at + 1) if word is not None and not word.joined else None

    def _rest(self, at: int, below: Fraction | int) -> int | None:
        """The place of plain digits that follow with و and are the rest of a number: of 12 ألفا و500 the 500.

        None where they count something of their own: و500 منهم, و20 في المئة.
        """
        digits = self.digits_after(at)
        if digits is None or not self.tokens[digits].form.isdecimal() or not 0 < int(self.tokens[digits].form) < below:
            return None
        counts = self.percent_at(digits + 1) or self.followed_by(digits + 1, "apart")
        return None if counts else digits

    def _next_group(self, end: int, last: Fraction) -> tuple[Fraction, Fraction, int] | None:
        """After a scale: ونصف, و200 ألف, وخمسون ألفا, و500. The value to add, the scale now reached, the next token."""
        digits = self.digits_after(end)
        if digits is not None:
            scale = self.word(digits + 1)
            if scale is not None and scale.role == "scale" and not scale.joined and scale.value < last:
                return self.tokens[digits].readings[0][0] * scale.value, scale.value, digits + 2
            own = scale is not None and scale.role in ("scale", "hundred") and not scale.joined
            if own or last != _BELOW_A_THOUSAND or self._rest(end, last) is None:
                return None
            return Fraction(int(self.tokens[digits].form)), Fraction(1), digits + 1
        found = self.joined(end)
        return None if found is None else self._next_words(*found, last)

    def _next_words(self, word: NumberWord, end: int, last: Fraction) -> tuple[Fraction, Fraction, int] | None:
        """The next group, in words, from the word at token `end` on."""
        if word.role == "fraction" and word.value < 1:
            after = self.word(end + 1)
            more = after is not None and after.role == "scale" and after.definite
            return word.value * last, Fraction(1), end + 2 if more else end + 1
        if word.role == "scale" and word.value < last and not word.definite:
            return word.value, word.value, end + 1
        if word.role == "dual scale" and word.value < last:
            return 2 * word.value, word.value, end + 1
        small = self.small(end)
        if small is None or last <= 1:
            return None
        value, after_small = small
        scale = self.word(after_small)
        if scale is not None and scale.role == "scale" and not scale.joined and scale.value < last:
            return value * scale.value, scale.value, after_small + 1
        of_its_own = scale is not None and scale.role == "scale" and not scale.joined
        # Behind digits only hundreds are surely the rest: 12 ألفا وخمسمئة, but 12 ألفا وثلاثة جنود.
        few = self.tokens[self.at].kind == "number" and (value < 100 or last != _BELOW_A_THOUSAND)
        counts = self.percent_at(after_small) or self.followed_by(after_small, "apart")
        if few or of_its_own or value >= last or (self.tokens[self.at].kind == "number" and counts):
            return None
        return value, Fraction(1), after_small

    def small(self, at: int) -> tuple[Fraction, int] | None:
        """A number below 1,000 in words from token `at`, and the token after it."""
        word = self.word(at)
        if word is None:
            return None
        after = self.word(at + 1) if self.near(at + 1) else None
        if word.role == "hundred":
            return self._and_rest(Fraction(100), at + 1)
        if word.role == "hundreds":
            return self._and_rest(word.value, at + 1)
        if (
            word.role == "unit"
            and after is not None
            and after.role == "hundred"
            and not after.joined
            and not after.definite
            and 3 <= word.value <= 9
        ):
            return self._and_rest(word.value * 100, at + 2)
        return self._and_hundreds(self.below_hundred(at))

    def _and_hundreds(self, below: tuple[Fraction, int] | None) -> tuple[Fraction, int] | None:
        """In old-fashioned order the hundreds come last: خمسة وستون وثلاثمئة."""
        found = self.joined(below[1]) if below else None
        if below is None or found is None or found[0].role not in ("hundred", "hundreds"):
            return below
        return below[0] + (100 if found[0].role == "hundred" else found[0].value), found[1] + 1

    def _and_rest(self, value: Fraction, at: int) -> tuple[Fraction, int]:
        digits = self._rest(at, 100)
        if digits is not None:
            return value + int(self.tokens[digits].form), digits + 1
        found = self.joined(at)
        if found is not None and found[0].role in ("unit", "tens", "teens"):
            rest = self.below_hundred(found[1])
            if rest is not None:
                return value + rest[0], rest[1]
        return value, at

    def below_hundred(self, at: int) -> tuple[Fraction, int] | None:
        """A number below 100 in words from token `at`, an ordinal with its tens as well, and the token after it."""
        word = self.word(at)
        if word is None:
            return None
        if word.role in ("tens", "teens"):
            return word.value, at + 1
        if word.role not in ("unit", "ordinal"):
            return None
        if self.near(at + 1) and 1 <= word.value <= 11:
            unit = word.value if word.value != 11 else Fraction(1)
            if self.tokens[at + 1].form in lexicon.words("ten") and unit <= 9:
                return unit + 10, at + 2
            tens = self.joined(at + 1)
            if tens is not None and tens[0].role == "tens" and unit <= 9:
                return unit + tens[0].value, tens[1] + 1
        return (word.value, at + 1) if word.role == "unit" else None
