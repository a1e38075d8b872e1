"""Lists of words that ship as data, by name."""

from __future__ import annotations

from collections import ChainMap
from functools import cache

from auditor.wordlists.tables import word_lists

_FILES = ("en/grammar.tsv", "en/modality.tsv", "ar/grammar.tsv", "ar/modality.tsv")


@cache
def word_list(name: str) -> frozenset[str]:
    """The list of that name in the files of grammar and modality; Arabic words are folded."""
    return ChainMap(*map(word_lists, _FILES))[name]
