"""Does an Arabic word spell an English name? Vowels are loose, consonants follow the habits of Arabic newsrooms."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate

from auditor.wordlists.tables import read

_VOWELS = frozenset("aeiou")
_LOOSE = frozenset("اويعه")
_PREFIXES = ("", "و", "ف", "ب", "ك", "ل", "ال", "وال", "بال", "لل", "وب", "ول", "كال", "فال", "س")
_SUFFIXES = ("", "ي", "يه", "يين", "يون", "يات", "ين", "ون", "ات", "ا", "ه", "ها", "ان")
_RARE = 0.08
"""Cost of a reading for each factor e by which it is rarer than the commonest one."""
_MISS = 1.0
_SLACK = 1e-9
"""More than what rounding makes of a sum of costs."""
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
    best, weight = 0.0, _weight(name, "hwy", _VOWELS)
    for rest, ends in _forms(arabic):
        # A reading that costs as much is no better than what is known.
        enough = (1.0 - best) * max(weight, ends[0][1]) + _SLACK
        costs = _costs(name, rest, enough)
        best = max(best, *(1.0 - costs[end] / max(weight, its) for end, its in ends))
        if best == 1.0:
            return best
    if _may_hide(name, arabic):
        best = max(best, _read_inside(name, arabic[:60], weight))
    return best


@lru_cache(maxsize=50_000)
def at_most(english: str, arabic: str) -> float:
    """A bound that `likeness` does not exceed, found much faster.

    The order of the letters is left out: a reading of English letters counts where its Arabic letters are anywhere in the
    word, and an Arabic letter that is in no reading is one too many.
    """
    name = plain(english)[:_LONGEST]
    if not name or not arabic:
        return 0.0
    cost = [0.0] + [math.inf] * len(name)
    used = ""
    for i in range(len(name)):
        for size, letters, charge in _units(name, i):
            if letters in arabic:
                used += letters
                cost[i + size] = min(cost[i + size], cost[i] + charge)
    best, weight = 0.0, _weight(name, "hwy", _VOWELS)
    for rest, ends in _forms(arabic):
        costs = list(accumulate((0.0 if c in used else _too_many(c) for c in rest), initial=cost[-1]))
        best = max(best, *(1.0 - costs[end] / max(weight, its) for end, its in ends))
    if _may_hide(name, arabic):
        best = max(best, 0.97 - 1.2 * cost[-1] / weight)
    return best + _SLACK


def likeness_from(english: str, arabic: str, least: float) -> float:
    """The likeness where it is `least` or more; else it or 0, whichever costs less to find."""
    return likeness(english, arabic) if least <= 0.0 or at_most(english, arabic) >= least else 0.0


@lru_cache(maxsize=20_000)
def _forms(arabic: str) -> tuple[tuple[str, tuple[tuple[int, float], ...]], ...]:
    """An Arabic word behind each prefix that it may have, with where its suffixes may begin, the end first, and the weight
    of the letters before that."""
    found = []
    for prefix in _PREFIXES:
        rest = arabic[len(prefix) : len(prefix) + _LONGEST]
        if arabic.startswith(prefix) and len(rest) >= 2:
            ends = [len(rest) - len(s) for s in _SUFFIXES if not s or (rest.endswith(s) and len(rest) >= len(s) + 3)]
            found.append((rest, tuple((end, _weight(rest[:end], "", _LOOSE)) for end in ends)))
    return tuple(found)


def _may_hide(name: str, arabic: str) -> bool:
    """The Arabic word may be several words without spaces, the name among them."""
    return len(arabic) >= _GLUED and len(name) >= 5


def plain(word: str) -> str:
    """The word in the letters a to z, without accents."""
    low = word.lower().translate(_SPECIAL)
    return "".join(c for c in unicodedata.normalize("NFD", low) if "a" <= c <= "z")


_SPECIAL = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def _read_inside(name: str, word: str, weight: float) -> float:
    """Likeness of the name to the run of the word that spells it best; a little less than a word of its own."""
    return max(0.0, 0.97 - 1.2 * min(_costs(name, word, weight, free=True)) / weight)


def _costs(name: str, word: str, enough: float, *, free: bool = False) -> list[float]:
    """Least cost of reading the name as the first 0, 1, 2 … letters of the word; `free`: as any run that ends there. What
    costs `enough` or more may come out greater than it is."""
    rows, columns = len(name), len(word)
    cost = [[math.inf] * (columns + 1) for _ in range(rows + 1)]
    cost[0] = [0.0] * (columns + 1) if free else cost[0]
    cost[0][0] = 0.0
    many = [_too_many(c) for c in word]
    for i in range(rows + 1):
        here = cost[i]
        if min(here) >= enough:
            continue
        at = here[0]
        for j, charge in enumerate(many, 1):
            at = here[j] = min(here[j], at + charge)
        for size, letters, charge in _units(name, i):
            row, wide = cost[i + size], len(letters)
            if not letters:
                cost[i + size] = [min(old, new + charge) for old, new in zip(row, here)]
                continue
            j = word.find(letters)
            while j >= 0:
                row[j + wide] = min(row[j + wide], here[j] + charge)
                j = word.find(letters, j + 1)
    return cost[rows]


def _too_many(letter: str) -> float:
    """Cost of an Arabic letter that the name does not have."""
    return 0.25 if letter in _LOOSE else _MISS


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
    dropped = {size: min(c for s, a, c in found if s == size and not a) for size in {s for s, a, _ in found if not a}}
    return (*(unit for unit in found if unit[1]), *((size, "", charge) for size, charge in dropped.items()))


def _weight(word: str, light: str, vowels: frozenset[str]) -> float:
    return sum(0.4 if c in vowels or c in light else 1.0 for c in word) or 1.0
