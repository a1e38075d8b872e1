"""Names of news agencies and newsrooms, as credits write them: the list `data/ar-en/agencies.tsv`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from auditor.wordlists.patterns import Pattern
from auditor.wordlists.tables import rows

_PROCLITIC = "(?:وال|بال|لل|[وبلكف]ال|[وبلكف])?"


@cache
def _names(*, credits_only: bool) -> Mapping[str, Pattern]:
    """A pattern for each name, in folded text; with the ways of writing it that are words of their own, or without."""
    table = rows("ar-en/agencies.tsv", 2, 3)
    return {name: Pattern(_expression("|".join(ways if credits_only else ways[:1]))) for name, *ways in table}


def _expression(ways: str) -> str:
    spelt = (re.escape(way).replace(r"\?", "?") for way in ways.split("|"))
    return rf"(?<!\w){_PROCLITIC}(?:ال)?(?:{'|'.join(spelt)})(?!\w)"


ANY_NAME = Pattern(lambda: "|".join(f"(?:{pattern.pattern})" for pattern in _names(credits_only=True).values()))
"""Any of the names, in a line of credits."""


def agencies(folded: str, *, credits_only: bool) -> tuple[str, ...]:
    """English names of the agencies in a folded line, in the order they stand there.

    `credits_only`: the line holds nothing but credits, so that names which are words of their own count, too.
    """
    table = _names(credits_only=credits_only)
    found = ((match.start(), name) for name, pattern in table.items() if (match := pattern.search(folded)))
    return tuple(name for _, name in sorted(found))
