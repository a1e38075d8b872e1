"""Tells which Arabic words are number words, whatever is joined to them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from auditor.facts.numbers import arabic_words as lexicon


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A reading of an Arabic word as a number word."""

    role: str
    value: Fraction
    joined: bool
    """Begins with و."""
    definite: bool
    plural: bool = False
    owned: bool = False
    """Ends with a pronoun: a quarter of them."""


_ROLES = ("hundreds", "teens", "tens", "unit", "dual scale", "scale", "ordinal", "decade")
"""Lists that say what role a word has in a number, in the order in which they are asked."""


@lru_cache(maxsize=8192)
def number_word(form: str) -> NumberWord | None:
    """What number word a folded word is, its prefixes taken off; None where it is none."""
    for prefix, whole in _splits(form):
        rest = _owned(whole) or whole
        definite = prefix.endswith(("ال", "لل"))
        joined = prefix.startswith("و")
        if rest in lexicon.table("hundred"):
            return NumberWord("hundred", Fraction(100), joined, definite)
        for role in _ROLES:
            if rest in lexicon.table(role):
                return NumberWord(role, lexicon.table(role)[rest], joined, definite, rest in lexicon.table("vague"))
        if rest in lexicon.table("fraction"):
            return NumberWord("fraction", lexicon.table("fraction")[rest], joined, definite, owned=rest != whole)
        if rest in lexicon.table("part"):
            return NumberWord("part", lexicon.table("part")[rest], joined, definite)
        if rest in lexicon.table("vague"):
            return NumberWord("vague", lexicon.table("vague")[rest], joined, definite)
        if rest in lexicon.table("loose"):
            return NumberWord("loose", lexicon.table("loose")[rest], joined, definite)
        if rest in lexicon.duals():
            return NumberWord("dual", Fraction(2), joined, definite)
    return None


def _owned(word: str) -> str | None:
    """A number word without its pronoun: نصفهم → نصف, أربعتهم → أربعة."""
    for pronoun in ("هم", "ها", "هما", "نا", "هن", "كم", "ه"):
        stem = word[: -len(pronoun)]
        if word.endswith(pronoun) and len(stem) >= 3:
            if stem in lexicon.table("fraction") or stem in lexicon.table("part"):
                return stem
            if stem.endswith("ت") and stem[:-1] + "ه" in lexicon.table("unit"):
                return stem[:-1] + "ه"
            if stem in lexicon.words("owned"):
                return stem
    return None


def _splits(form: str) -> list[tuple[str, str]]:
    """Ways to read a folded word as (prefix, rest), the whole word first."""
    found = [("", form)]
    rest, prefix = form, ""
    for _ in range(3):
        for article in ("ال", "لل"):
            if rest.startswith(article) and len(rest) > 4:
                found.append((prefix + article, rest[2:]))
        if rest[:1] not in ("و", "ف", "ب", "ل", "ك") or len(rest) < 3:
            break
        prefix, rest = prefix + rest[0], rest[1:]
        found.append((prefix, rest))
    return found
