"""Lists of words that ship as data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, frozenset[str]]:
    text = resources.files("auditor.data").joinpath("words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: frozenset(entries.split()) for name, entries in rows}


def word_list(name: str) -> frozenset[str]:
    """The list of that name in `data/words.tsv`."""
    return _lists()[name]
