"""Words and turns of phrase of a table, found in a sentence however they are inflected or joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from auditor.facts.words import arabic
from auditor.wordlists.folding import MARKS

Pattern = tuple[str, ...]
"""The words of a phrase, as they are compared."""
Place = tuple[int, int]
"""Positions of the first word of a phrase in a sentence, and behind the last."""
GAP = "*"
"""Stands for one to three words of an English phrase: `sided * with`."""
_WIDEST = 3
_NOT = "غير"


def english_pattern(phrase: str) -> Pattern:
    """An English phrase, in the form that it has in the sentence."""
    return tuple(w if w == GAP else w.lower().replace("’", "'") for w in phrase.replace("-", " ").split())


def arabic_pattern(phrase: str) -> Pattern:
    """A folded Arabic phrase of a table, without article, joined particles and endings; `-` stands for the person letter of
    an imperfect."""
    return tuple(phrase.split())


def end_in_english(pattern: Pattern, forms: Sequence[str], at: int) -> int | None:
    """Behind the last word of a phrase that begins at a word of an English sentence; None where it does not. `forms`: the
    words of the sentence as those of the pattern are written, as they stand or in their base forms."""
    for k, form in enumerate(pattern):
        if form == GAP:
            ends = (end_in_english(pattern[k + 1 :], forms, at + gap) for gap in range(1, _WIDEST + 1))
            return next((end for end in ends if end is not None), None)
        if at >= len(forms) or forms[at] != form:
            return None
        at += 1
    return at


def in_arabic(pattern: Pattern, words: Sequence[arabic.Word], text: str | None = None) -> Iterator[Place]:
    """Where the phrase stands, its words next to each other, each with whatever is joined to it. With the `text` that the
    words are of, a last ة must be written with its dots: شقيقه, his brother, is no شقيقة."""
    stems = _stems(tuple(word.norm for word in words))
    if not all(form in stems or (form.endswith("ه") and f"{form[:-1]}ت" in stems) for form in pattern):
        return
    for at in range(len(words) - len(pattern) + 1):
        there = list(zip(words[at:], pattern))
        found = all(built_on(word.norm, form) and _denies(word.norm, form) for word, form in there)
        if found and not (text is not None and any(_undotted(word, form, text) for word, form in there)):
            yield at, at + len(pattern)


def _denies(norm: str, form: str) -> bool:
    """Of غير: with a pronoun it is `others` and denies nothing: وغيرها آمنة."""
    return form != _NOT or norm.endswith(_NOT)


@lru_cache(maxsize=64)
def _stems(norms: tuple[str, ...]) -> frozenset[str]:
    """Every form that `built_on` may find in these words: few phrases of the tables are in a sentence at all."""
    return frozenset(stem for norm in norms for stem in arabic.stems(norm))


def _undotted(word: arabic.Word, form: str, text: str) -> bool:
    return (
        form.endswith("ه") and word.norm.endswith(form) and _bare().sub("", text[word.start : word.end]).endswith("ه")
    )


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(f"[{MARKS}]")


def built_on(norm: str, form: str) -> bool:
    """A folded Arabic word is a form of a folded word of the table. A feminine ending opens before a pronoun (مسيرة،
    مسيرتها), so what follows it unopened is another word: زوجها is no زوجة."""
    if not form.endswith("ه"):
        return form in arabic.stems(norm)
    return (norm.endswith(form) and form in arabic.stems(norm)) or f"{form[:-1]}ت" in arabic.stems(norm)
