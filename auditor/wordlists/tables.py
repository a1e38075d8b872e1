"""The word lists of `data/`: one reader for all, their Arabic folded on the way in.

A list is a text file, a row a line, its cells between tabs. Lines that begin with `#` and empty lines say nothing. A cell
holds words between spaces, or phrases between bars; who asks knows which. `ـ` (tatweel), which no spelling needs, stands for
the person letter of an imperfect verb and is read as `-`.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from importlib import resources

from auditor.errors import TableError
from auditor.wordlists.folding import Fold, fold

Rows = tuple[tuple[str, ...], ...]
NONE = "–"
"""Stands in a cell that says nothing."""


def read(name: str, cells: int, most: int = 0, strength: Fold | None = Fold.WORDS) -> Iterator[tuple[str, ...]]:
    """The rows of `data/<name>`, each of `cells` cells, or of up to `most`; packed where the name ends in `.gz`.

    `strength`: how its Arabic is folded; None for lists that are compared as they are written, and for tables that were
    counted on folded text.

    Raises:
        TableError: a row has too few or too many cells, or an empty one.
    """
    packed = resources.files("auditor").joinpath("data", *name.split("/")).read_bytes()
    text = (gzip.decompress(packed) if name.endswith(".gz") else packed).decode("utf-8")
    return parsed(name, text, cells, max(cells, most), strength)


@cache
def rows(name: str, cells: int, most: int = 0, strength: Fold | None = Fold.WORDS) -> Rows:
    """`read`, once: for lists that several ask for."""
    return tuple(read(name, cells, most, strength))


def parsed(name: str, text: str, least: int, most: int, strength: Fold | None) -> Iterator[tuple[str, ...]]:
    """The rows of a list that is called `name` in what is raised; see `read`."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line and line[0] != "#":
            found = tuple(line.strip(" ").split("\t"))
            if not least <= len(found) <= most or "" in found:
                wanted = f"{least}" if least == most else f"{least} to {most}"
                raise TableError(f"auditor/data/{name}, line {number}: not {wanted} cells between tabs, none empty.")
            yield found if strength is None else tuple(fold(cell.replace("ـ", "-"), strength) for cell in found)


@cache
def word_lists(name: str, strength: Fold | None = Fold.WORDS) -> dict[str, frozenset[str]]:
    """A file of rows `list, words between spaces`: the words of each list; a list may have several rows."""
    found: dict[str, frozenset[str]] = {}
    for key, words in rows(name, 2, strength=strength):
        found[key] = found.get(key, frozenset()) | frozenset(words.split())
    return found


@cache
def values(name: str, strength: Fold | None = Fold.WORDS) -> dict[str, dict[str, str]]:
    """A file of rows `list, value, words between spaces or phrases between bars`: of each list, the value of each of its
    words; where a word stands in two rows of a list, the later one holds."""
    found: dict[str, dict[str, str]] = {}
    for key, value, words in rows(name, 3, strength=strength):
        found.setdefault(key, {}).update(dict.fromkeys(entries(words), value))
    return found


@cache
def numbers(name: str, key: str, strength: Fold | None = Fold.WORDS) -> dict[str, Fraction]:
    """Of one list of such a file the number that each word has (`12`, `-1`, `2/3`).

    Raises:
        TableError: a value is no number.
    """
    try:
        return {word: Fraction(value) for word, value in values(name, strength)[key].items()}
    except ValueError as fault:
        raise TableError(f"auditor/data/{name}, list {key}: {fault}.") from fault


def phrases(cell: str) -> list[str]:
    """The phrases of a cell, between bars; none of one that says nothing."""
    return [] if cell == NONE else [phrase.strip() for phrase in cell.split("|") if phrase.strip()]


def entries(cell: str) -> list[str]:
    """The entries of a cell: between bars where it has one, else between spaces."""
    return phrases(cell) if "|" in cell else cell.split()
