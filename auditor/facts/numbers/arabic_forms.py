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


_ROLES: tuple[tuple[str, dict[str, int]], ...] = (
    ("hundreds", lexicon.HUNDREDS),
    ("teens", lexicon.TEENS_JOINED),
    ("tens", lexicon.TENS),
    ("unit", lexicon.UNITS),
    ("dual scale", lexicon.DUAL_SCALES),
    ("scale", lexicon.SCALES),
    ("ordinal", lexicon.ORDINALS),
    ("decade", lexicon.DECADES),
)


@lru_cache(maxsize=8192)
def number_word(form: str) -> NumberWord | None:
    """What number word a levelled word is, its prefixes taken off; None where it is none."""
    for prefix, whole in _splits(form):
        rest = _owned(whole) or whole
        definite = prefix.endswith(("ال", "لل"))
        joined = prefix.startswith("و")
        if rest in lexicon.HUNDRED:
            return NumberWord("hundred", Fraction(100), joined, definite)
        for role, table in _ROLES:
            if rest in table:
                return NumberWord(role, Fraction(table[rest]), joined, definite, rest in lexicon.VAGUE)
        if rest in lexicon.FRACTIONS:
            return NumberWord("fraction", lexicon.FRACTIONS[rest], joined, definite, owned=rest != whole)
        if rest in lexicon.PARTS:
            return NumberWord("part", lexicon.PARTS[rest], joined, definite)
        if rest in lexicon.VAGUE:
            return NumberWord("vague", Fraction(lexicon.VAGUE[rest]), joined, definite)
        if rest in lexicon.LOOSE:
            return NumberWord("loose", Fraction(lexicon.LOOSE[rest]), joined, definite)
        if rest in lexicon.DUALS:
            return NumberWord("dual", Fraction(2), joined, definite)
    return None


def _owned(word: str) -> str | None:
    """A number word without its pronoun: نصفهم → نصف, أربعتهم → أربعة."""
    for pronoun in ("هم", "ها", "هما", "نا", "هن", "كم", "ه"):
        stem = word[: -len(pronoun)]
        if word.endswith(pronoun) and len(stem) >= 3:
            if stem in lexicon.FRACTIONS or stem in lexicon.PARTS:
                return stem
            if stem.endswith("ت") and stem[:-1] + "ه" in lexicon.UNITS:
                return stem[:-1] + "ه"
            if stem in ("احد", "احدي", "كلا", "كلتا"):
                return stem
    return None


def _splits(form: str) -> list[tuple[str, str]]:
    """Ways to read a levelled word as (prefix, rest), the whole word first."""
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
