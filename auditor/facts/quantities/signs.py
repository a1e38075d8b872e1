"""Whether a temperature is below zero: by a minus before it, or by words."""

from __future__ import annotations

from bisect import bisect_left

from auditor.facts.words.tokens import tokens
from auditor.wordlists.folding import Fold
from auditor.wordlists.patterns import Pattern
from auditor.wordlists.tables import word_lists

_MINUS = Pattern(r"(?:^|[\s(«“\"])[-−–‒]$")
"""Right before a number and set apart from what stands before it, so no range and no dash between words."""
_BEHIND = Pattern(r"[-−](?!\s?\d)")
"""Right behind a number: where Arabic is typed from right to left the minus lands there."""
_REACH = 2
"""Tokens behind a number among which the degrees stand."""


def sign(text: str, start: int, end: int, lang: str) -> tuple[bool, int, int] | None:
    """Whether the temperature `text[start:end]` is below zero, and its span with the minus.

    None where no degrees follow the number, and where words of the sentence may say either: below zero, a frost.
    """
    if lang not in ("ar", "en"):
        return None
    listed, row = word_lists(f"{lang}/bounds.tsv", Fold.NUMBERS), tokens(text, lang)
    first = bisect_left(row, end, key=lambda t: t.start)  # a sentence may be a table with a number in each place
    behind = [t.form for t in row[first : first + _REACH]]
    if listed["degrees"].isdisjoint(behind):
        return None
    if _MINUS.search(text[max(0, start - 2) : start]):
        return True, start - 1, end
    if lang == "ar" and _BEHIND.match(text, end):
        return True, start, end + 1
    return None if not listed["below zero"].isdisjoint(t.form for t in row) else (False, start, end)
