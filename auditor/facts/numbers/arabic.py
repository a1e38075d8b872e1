"""Reads the numbers of an Arabic sentence, in digits and in words."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from auditor.facts.fact import Fact
from auditor.facts.numbers import arabic_words as lexicon
from auditor.facts.numbers.arabic_forms import NumberWord, number_word
from auditor.facts.numbers.arabic_groups import Groups
from auditor.facts.words.tokens import Token

_SURE, _PLAIN, _LOW, _LOOSE = 0.9, 0.7, 0.45, 0.2
_CENTURY = "قرن"
_IN_PERCENT = ("في", "ب")
_AND = "و"
_JOINED = ("و", "ف", "لل")
_AGE_ENDINGS = ("", "ا", "ه", "ين", "ون", "ات")


def _age(form: str) -> int | None:
    """The age that an adjective says: خمسيني, fifty years old; ستينية, in her sixties. None where it is no such word."""
    bare = form.removeprefix("و").removeprefix("ب" if form[:1] == "ب" else "ل").removeprefix("ال")
    ages = lexicon.table("age").items()
    return next((int(n) for stem, n in ages for end in _AGE_ENDINGS if bare == stem + end), None)


def read(text: str, tokens: Sequence[Token]) -> list[Fact]:
    """All numeric facts in order; facts of one span are alternative readings."""
    found: list[Fact] = []
    at = 0
    while at < len(tokens):
        reader = _Reader(text, tokens, at)
        facts, after = reader.read()
        found.extend(reader.and_a_part(facts, after))
        at = max(after, at + 1)
    return found


class _Reader(Groups):
    """Reads one number from a place in the tokens."""

    def fact(self, end: int, value: Fraction | int | str, certainty: float, kind: str = "number") -> Fact:
        """A fact over the tokens from the start to before `end`."""
        start, stop = self.tokens[self.at].start, self.tokens[end - 1].end
        exact = value if isinstance(value, str) else Fraction(value)
        return Fact(kind, start, stop, self.text[start:stop], exact, certainty)

    def read(self) -> tuple[list[Fact], int]:
        """The facts of the number that starts here, and the token after it."""
        token = self.tokens[self.at]
        if token.kind == "number":
            return self._digits()
        word = self.word(self.at)
        if word is None:
            return self._other()
        if word.role == "decade":
            return self._decade(word)
        if word.role == "ordinal":
            return self._ordinal(word)
        if word.role == "fraction":
            return self._fraction(word)
        if self._of_percent(word):
            return [], self.at + 1
        if word.role == "unit" and word.definite and 3 <= word.value <= 10 and self._by_how_much():
            return [self.fact(self.at + 1, 1 / word.value, 0.6, "fraction")], self.at + 1
        if word.role == "vague" or (word.role == "scale" and word.plural):
            return self._vague(word)
        if word.role == "dual":
            if self._counted():
                return [], self.at + 1
            return [self.fact(self.at + 1, 2, 0.6, "dual")], self.at + 1
        if word.role in ("loose", "part"):
            return [self.fact(self.at + 1, word.value, _LOOSE, "loose")], self.at + 1
        return self._spelled()

    def and_a_part(self, facts: list[Fact], after: int) -> list[Fact]:
        """The facts, and as another reading what سنتين ونصف and ثلاث سنوات ونصف may come to."""
        if not facts or facts[0].kind not in ("number", "dual") or facts[0].certainty < _LOW:
            return facts
        at = after if facts[0].kind == "dual" else after + 1
        part = self.word(at) if self.near(at) else None
        between = None if facts[0].kind == "dual" else self.word(after)
        if part is None or between is not None or part.role != "fraction" or not part.joined or part.definite:
            return facts
        whole = facts[0].value
        assert isinstance(whole, Fraction)
        return [*facts, self.fact(after, whole + part.value, 0.6, facts[0].kind)]

    def _other(self) -> tuple[list[Fact], int]:
        """A word that is no number word may be a dual."""
        token = self.tokens[self.at]
        if token.kind == "word" and (age := _age(token.form)):
            return [
                self.fact(self.at + 1, age, c, kind) for c, kind in ((_LOW, "number"), (0.4, "decade"))
            ], self.at + 1
        ending = token.kind == "word" and len(token.form) >= 5 and token.form.endswith(("ان", "ين", "تا", "تي"))
        if ending and token.form not in lexicon.words("plural") and not self._counted():
            return [self.fact(self.at + 1, 2, 0.15, "dual")], self.at + 1
        return [], self.at + 1

    def _counted(self) -> bool:
        """A number stands right before it: ثلاثة مسؤولين is a plural, no dual."""
        before = self.word(self.at - 1) if self.at else None
        number = self.at > 0 and self.tokens[self.at - 1].kind == "number"
        return self.near(self.at) and (number or (before is not None and before.role == "unit"))

    def _of_percent(self, word: NumberWord) -> bool:
        """The hundred of بالمئة and في المئة."""
        before = self.tokens[self.at - 1].form if self.at else ""
        return self.tokens[self.at].form in lexicon.words("percent") or (
            word.role == "hundred" and word.definite and before in _IN_PERCENT
        )

    def _digits(self) -> tuple[list[Fact], int]:
        token = self.tokens[self.at]
        before = self.text[token.start - 1 : token.start]
        certainty = 1.0
        if not token.readings:
            return [self.fact(self.at + 1, token.form, 0.5, "code")], self.at + 1
        if before.isascii() and before.isalpha():
            return [self.fact(self.at + 1, v, 0.5 * c, "code") for v, c in token.readings], self.at + 1
        main, end = self.groups(token.readings[0][0], self.at + 1)
        if end > self.at + 1:
            facts = [self.fact(end, main, certainty)]
            if len(token.readings) > 1:
                other, _ = self.groups(token.readings[1][0], self.at + 1)
                facts.append(self.fact(end, other, 0.9))
            return [*facts, *self._apart(end, main)], end
        return self._kind([self.fact(end, v, c * certainty) for v, c in token.readings], end), end

    def _apart(self, end: int, value: Fraction) -> list[Fact]:
        """Another reading of 12 ألفا و500: twelve thousand of one thing and five hundred of another."""
        last = self.tokens[end - 1]
        if end - self.at < 3 or last.kind != "number":
            return []
        rest = Fraction(int(last.form))
        loose = Fact("loose", last.start, last.end, self.text[last.start : last.end], rest, _LOOSE)
        return [self.fact(end, value - rest, 0.3), loose]

    def _kind(self, facts: list[Fact], end: int) -> list[Fact]:
        """The facts as percentages where بالمئة, في المئة or a sign follows token `end - 1`."""
        before = self.tokens[self.at - 1].form if self.at else ""
        percent = self.percent_at(end) or before in ("%", "٪")
        if not percent:
            return facts
        return [Fact("percent", f.start, f.end, f.text, f.value, f.certainty) for f in facts]

    def _spelled(self) -> tuple[list[Fact], int]:
        word = self.word(self.at)
        assert word is not None
        if word.role == "scale":
            if dual := self._dual_construct(word):
                return dual, self.at + 1
            value, end = self.groups(Fraction(1), self.at)
            facts = [self.fact(end, value, 0.6 if value != word.value else 0.5)]
            return [*facts, *self._apart(end, value)], end
        if word.role == "dual scale":
            value, end = self.further_groups(2 * word.value, word.value, self.at + 1)
            return [self.fact(end, value, _SURE), *self._apart(end, value)], end
        small = self.small(self.at)
        if small is None:
            return [], self.at + 1
        value, end = small
        if end == self.at + 1 and word.role == "unit" and self._share():
            return [self.fact(end, 1 / value, 0.5, "fraction"), self.fact(end, value, 0.4)], end
        part = self.word(end) if self.near(end) else None
        if part is not None and part.role == "part" and not part.joined and 2 <= value <= 9:
            return [self.fact(end + 1, value * part.value, _PLAIN, "fraction")], end + 1
        scaled, after = self.groups(value, end)
        half = self.word(after) if after == end and self.near(after) else None
        if half is not None and half.role == "fraction" and half.joined and not half.definite and half.value < 1:
            return [self.fact(after + 1, scaled + half.value, 0.5), self.fact(after + 1, scaled, 0.5)], after + 1
        certainty = 0.3 if scaled <= 1 else _LOW if scaled == 2 else _PLAIN if scaled <= 10 else _SURE
        if after == self.at + 1 and scaled == 100:
            certainty = 0.6
        facts = self._kind([self.fact(after, scaled, certainty)], after)
        return [*facts, *self._apart(after, scaled)], after

    def _dual_construct(self, word: NumberWord) -> list[Fact]:
        """ألفا قتيل, مليونا نازح: a dual that has lost its ن before the noun it counts. Behind a number (12 ألفا), before
        another word than a noun and at the end it is an accusative, one thousand."""
        form = self.tokens[self.at].form
        construct = form.removeprefix(_AND) in lexicon.words("dual construct")
        counted = self.near(self.at) and (
            self.tokens[self.at - 1].kind == "number" or self.word(self.at - 1) is not None
        )
        noun = self.tokens[self.at + 1] if self.near(self.at + 1) else None
        if not construct or counted or noun is None or noun.kind != "word" or number_word(noun.form) is not None:
            return []
        if noun.form.startswith((*_JOINED, "ال")) or noun.form.endswith("ا") or noun.form in lexicon.words("no noun"):
            return []
        return [self.fact(self.at + 1, 2 * word.value, _PLAIN)]

    def _ordinal(self, word: NumberWord) -> tuple[list[Fact], int]:
        compound = self.below_hundred(self.at)
        if compound is not None:
            return [self.fact(compound[1], compound[0], _SURE, "ordinal")], compound[1]
        if word.value == 11:
            return [], self.at + 1
        if self.near(self.at) and self.tokens[self.at - 1].form.endswith(tuple(lexicon.words("stage"))):
            return [self.fact(self.at + 1, word.value, 0.6, "stage")], self.at + 1
        certainty = _LOOSE if word.value == 1 else 0.4 if word.value == 2 else 0.6
        return [self.fact(self.at + 1, word.value, certainty, "ordinal")], self.at + 1

    def _fraction(self, word: NumberWord) -> tuple[list[Fact], int]:
        scale = self.word(self.at + 1) if self.near(self.at + 1) else None
        if scale is not None and scale.role == "scale" and not scale.joined:
            return [self.fact(self.at + 2, word.value * scale.value, _SURE)], self.at + 2
        half = word.value == Fraction(1, 2)
        shared = word.owned or (not word.definite and self._of_something())
        certainty = (
            0.3 if half and not shared else 0.6 if self._by_how_much() else 0.45 if half else 0.5 if shared else 0.3
        )
        return [self.fact(self.at + 1, word.value, certainty, "fraction")], self.at + 1

    def _share(self) -> bool:
        """خمس السكان: a word that is a number as well, before a noun with its article."""
        following = self.tokens[self.at + 1] if self.near(self.at + 1) else None
        owner = following is not None and following.kind == "word" and following.form.startswith("ال")
        return owner and self.tokens[self.at].form.endswith(tuple(lexicon.words("share")))

    def _of_something(self) -> bool:
        """ثلث الأعضاء, ثلث أعضاء المجلس: a share of what the next words name."""
        after = self.tokens[self.at + 1 : self.at + 3]
        return self.near(self.at + 1) and any(t.kind == "word" and t.form.startswith("ال") for t in after)

    def _by_how_much(self) -> bool:
        """بمقدار الربع: by a quarter."""
        return self.near(self.at) and self.tokens[self.at - 1].form in lexicon.words("by")

    def _vague(self, word: NumberWord) -> tuple[list[Fact], int]:
        """عشرات, عشرات الآلاف, الملايين: an order of magnitude."""
        value, end = word.value, self.at + 1
        scale = self.word(end) if self.near(end) else None
        if word.value <= 100 and scale is not None and scale.role == "scale" and not scale.joined:
            value, end = value * scale.value, end + 1
        return [self.fact(end, value, 0.5, "vague")], end

    def _decade(self, word: NumberWord) -> tuple[list[Fact], int]:
        """الثمانينيات, ثمانينيات القرن العشرين, ثمانينيات القرن الماضي."""
        end, centuries = self.at + 1, []
        if self.near(end) and self.tokens[end].form.endswith(_CENTURY):
            number = _Reader(self.text, self.tokens, end + 1).read() if end + 1 < len(self.tokens) else ([], 0)
            if end + 1 < len(self.tokens) and self.tokens[end + 1].form in lexicon.words("past"):
                centuries, end = [19], end + 2
            elif number[0] and isinstance(number[0][0].value, Fraction) and 10 <= number[0][0].value <= 21:
                centuries, end = [int(number[0][0].value) - 1], number[1]
        if centuries:
            return [self.fact(end, 100 * centuries[0] + int(word.value), _SURE, "decade")], end
        likely = [1900 + word.value, *([2000 + word.value] if word.value <= 20 else []), word.value]
        return [self.fact(end, v, 0.8 if i == 0 else 0.5, "decade") for i, v in enumerate(likely)], end
