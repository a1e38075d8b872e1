"""Names of currencies, units of measure and the nations whose currency it is: the lists of `data/ar-en/units.tsv`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from auditor.wordlists.folding import Fold
from auditor.wordlists.tables import Rows, rows

SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee", "₽": "rouble", "₺": "lira", "₪": "shekel",
         "₩": "won"}  # fmt: skip
_POUND_OR_LIRA = frozenset({"LB", "SY", ""})


_LITRES = 1000
"""In a cubic metre."""


@cache
def dimensions() -> Mapping[str, tuple[str, float]]:
    """What each unit measures, and how many base units it is; `square mile`, `cubic metre` and `nautical mile` as well."""
    plain = {name: (measured, float(factor)) for name, measured, factor, _, _ in _rows("unit")}
    lengths = {name: factor for name, (measured, factor) in plain.items() if measured == "length"}
    return plain | {
        f"{qualifier} {name}": (measured, _qualified(measured, factor, float(by)))
        for qualifier, measured, by, _, _ in _rows("qualifier")
        for name, factor in lengths.items()
    }


def _qualified(measured: str, factor: float, by: float) -> float:
    if measured == "length":
        return float(factor * by)
    return float(factor**by) * (_LITRES if measured == "volume" else 1)


def powered(form: str) -> tuple[str, str]:
    """A unit without its power and what that makes of it: km² is a `square` km; "" where it has none."""
    qualifier = {"²": "square", "³": "cubic"}.get(form[-1:], "")
    return (form[:-1], qualifier) if qualifier else (form, "")


def qualified(qualifier: str, unit: str) -> str:
    """The name of the unit with its qualifier; without it where there is no such unit (a square dollar)."""
    return name if (name := f"{qualifier} {unit}") in dimensions() else unit


def same_currency(one: str, other: str, nations: set[str]) -> bool:
    """Two names are of one currency: what English calls the pound of Lebanon and Syria is ليرة in Arabic."""
    return one == other or ({one, other} == {"lira", "pound"} and nations <= _POUND_OR_LIRA)


@cache
def english(kind: str) -> Mapping[str, str]:
    """Which `currency`, `unit`, `qualifier` or `nation` (ISO code) an English word, lower case, is."""
    return {word: name for name, _, _, words, _ in _rows(kind) for word in words.split()}


@cache
def arabic(kind: str) -> Mapping[str, str]:
    """Which `currency`, `unit`, `qualifier` or `nation` (ISO code) a folded Arabic word is: nouns also in the accusative
    and in the dual, adjectives also in the accusative. Of two that share a word, the one that stands first."""
    inflected: Callable[[str], Iterable[str]] = _noun if kind in ("currency", "unit") else _adjective
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
