"""English number words by what they are: the lists of `data/en/numbers.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

from auditor.wordlists.tables import numbers, values


@cache
def table(name: str) -> Mapping[str, int]:
    """The words of a list, and what number each is: `small`, `tens`, `scale`."""
    return {word: int(value) for word, value in numbers("en/numbers.tsv", name).items()}


def parts(name: str) -> Mapping[str, Fraction]:
    """The same of a list with fractions in it: `fraction`, `fractions`, `loose`."""
    return numbers("en/numbers.tsv", name)


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(values("en/numbers.tsv")[name])
