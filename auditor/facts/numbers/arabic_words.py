"""Arabic number words by what they are: the lists of `data/ar/numbers.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from auditor.wordlists.folding import Fold
from auditor.wordlists.tables import numbers, values

_FILE = "ar/numbers.tsv"


def table(name: str) -> Mapping[str, Fraction]:
    """The folded words of a list, and what number each is: `unit`, `tens`, `fraction`."""
    return numbers(_FILE, name, Fold.NUMBERS)


@cache
def words(name: str) -> frozenset[str]:
    """The folded words of a list."""
    return frozenset(values(_FILE, Fold.NUMBERS)[name])


@cache
def duals() -> frozenset[str]:
    """Duals of nouns that news counts: a plain `two`."""
    return frozenset(stem + ending for stem in words("dual") for ending in ("ان", "ين"))
