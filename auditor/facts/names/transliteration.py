"""Does an Arabic word spell an English name? Vowels are loose, consonants follow the habits of Arabic newsrooms."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from auditor.wordlists.tables import read

_VOWELS = frozenset("aeiou")
_LOOSE = frozenset("اويعه")
_PREFIXES = ("", "و", "ف", "ب", "ك", "ل", "ال", "وال", "بال", "لل", "وب", "ول", "كال", "فال", "س")
_SUFFIXES = ("", "ي", "يه", "يين", "يون", "يات", "ين", "ون", "ات", "ا", "ه", "ها", "ان")
_RARE = 0.08
"""Cost of a reading for each factor e by which it is rarer than the commonest one."""
_MISS = 1.0
_LONGEST = 24
_GLUED = 9
"""An Arabic word from this length may be several words written without spaces, and is searched for the name inside
it."""


@lru_cache(maxsize=1)
def _readings() -> Mapping[str, tuple[tuple[str, float], ...]]:
    table = {}
    for unit, entries in read("ar-en/transliteration.tsv", 2, strength=None):
        shares = [(e.split(":")[0].replace("-", ""), int(e.split(":")[1])) for e in entries.split(" ")]
        top = max(share for _, share in shares)
        table[unit] = tuple((letters, _cost(unit, letters, share / top)) for letters, share in shares)
    return table


def _cost(unit: str, letters: str, ratio: float) -> float:
    rare = -_RARE * math.log(ratio)
    return rare if letters or _VOWELS & set(unit) else rare + 0.25


@lru_cache(maxsize=50_000)
def likeness(english: str, arabic: str) -> float:
    """How well a folded Arabic word spells an English one, 0–1, higher is closer; joined particles are forgiven.

    The least-cost reading of the English letters as Arabic ones, over the number of letters that weigh: an edit
    distance in
    which a consonant that Arabic writers choose costs nothing, a rare choice a little, and a vowel hardly anything.
    """
    name = plain(english)[:_LONGEST]
    if not name or not arabic:
        return 0.0
    best = 0.0
    for prefix in _PREFIXES:
        rest = arabic[len(prefix) : len(prefix) + _LONGEST]
        if arabic.startswith(prefix) and len(rest) >= 2:
            forms = [
                rest[: len(rest) - len(s)] for s in _SUFFIXES if not s or (rest.endswith(s) and len(rest) >= len(s) + 3)
            ]
            best = max(best, *(_read(name, form) for form in forms))
            if best == 1.0:
                return best
    if len(arabic) >= _GLUED and len(name) >= 5:
        best = max(best, _read_inside(name, arabic[:60]))
    return best


def plain(word: str) -> str:
    """The word in the letters a to z, without accents."""
    low = word.lower().translate(_SPECIAL)
    return "".join(c for c in unicodedata.normalize("NFD", low) if "a" <= c <= "z")


_SPECIAL = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def _read(name: str, word: str) -> float:
    cost = _costs(name, word, free=False)
    return max(0.0, 1.0 - cost / max(_weight(name, "hwy", _VOWELS), _weight(word, "", _LOOSE)))


def _read_inside(name: str, word: str) -> float:
    """Likeness of the name to the run of the word that spells it best; a little less than a word of its own."""
    return max(0.0, 0.97 - 1.2 * _costs(name, word, free=True) / _weight(name, "hwy", _VOWELS))


def _costs(name: str, word: str, *, free: bool) -> float:
    """Least cost of reading the name as the word; `free`: as any run of it."""
    rows, columns = len(name), len(word)
    far = float(rows + columns)
    cost = [[far] * (columns + 1) for _ in range(rows + 1)]
    cost[0] = [0.0] * (columns + 1) if free else cost[0]
    cost[0][0] = 0.0
    for i in range(rows + 1):
        here = cost[i]
        units = _units(name, i)
        for j in range(columns + 1):
            at = here[j]
            if at >= far:
                continue
            if j < columns:
                here[j + 1] = min(here[j + 1], at + (0.25 if word[j] in _LOOSE else _MISS))
            for size, letters, charge in units:
                if word.startswith(letters, j):
                    row, k = cost[i + size], j + len(letters)
                    if at + charge < row[k]:
                        row[k] = at + charge
    return min(cost[rows]) if free else cost[rows][columns]


@lru_cache(maxsize=20_000)
def _units(name: str, i: int) -> tuple[tuple[int, str, float], ...]:
    """(English letters used, Arabic letters, cost) of every reading of the name at `i`."""
    found: list[tuple[int, str, float]] = []
    for size in (3, 2, 1):
        unit = name[i : i + size]
        if len(unit) == size:
            first = 0.2 if i == 0 else 0.0
            found += [(size, a, c if a else c + first) for a, c in _readings().get(unit, ())]
    if i < len(name) and name[i] not in _VOWELS:
        found.append((1, "", 0.0 if i and name[i - 1] == name[i] else _MISS))
    return tuple(found)


def _weight(word: str, light: str, vowels: frozenset[str]) -> float:
    return sum(0.4 if c in vowels or c in light else 1.0 for c in word) or 1.0
