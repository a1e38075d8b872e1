"""Names of currencies, units of measure and the nations whose currency it is: the lists of `data/ar-en/units.tsv`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from auditor.wordlists.folding import Fold
from auditor.wordlists.tables import Rows, rows

SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee", "₽": "rouble", "₺": "lira", "₪": "shekel",
         "₩": "won"}  # fmt: skip


@cache
def dimensions() -> Mapping[str, tuple[str, float]]:
    """What each unit measures, and how many base units it is."""
    return {name: (measured, float(factor)) for name, measured, factor, _, _ in _rows("unit")}


@cache
def english(kind: str) -> Mapping[str, str]:
    """Which `currency`, `unit` or `nation` (ISO code) an English word, lower case, is."""
    return {word: name for name, _, _, words, _ in _rows(kind) for word in words.split()}


@cache
def arabic(kind: str) -> Mapping[str, str]:
    """Which `currency`, `unit` or `nation` (ISO code) a folded Arabic word is: nouns also in the accusative and in the dual,
    adjectives also in the accusative. Of two that share a word, the one that stands first."""
    inflected: Callable[[str], Iterable[str]] = _adjective if kind == "nation" else _noun
    return {
        form: name
        for name, _, _, _, words in reversed(_rows(kind))
        for word in words.split()
        for form in inflected(word)
    }


def _rows(kind: str) -> Rows:
    return tuple(row[1:] for row in rows("ar-en/units.tsv", 6, strength=Fold.NUMBERS) if row[0] == kind)


def _adjective(word: str) -> Iterable[str]:
    return word, word + "ا"


def _noun(word: str) -> Iterable[str]:
    stem = word[:-1] + "ت" if word.endswith("ه") else word
    return word, word + "ا", stem + "ان", stem + "ين", stem + "ي"
