"""How much a model reads at once, and how a longer sentence is cut."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

MOST_PARTS = 24
"""Parts a sentence is cut into at most: what is longer than this is not a sentence."""
_STRONG = re.compile(r"[.!?؟;؛:…]$")
_WEAK = re.compile(r"[,،)»\"\]—–-]$")


def positions(config: Mapping[str, Any]) -> int:
    """Pieces a model can read or write in one go, start and end not counted."""
    return max(1, (config.get("max_position_embeddings") or 512) - 2)


def read_limit(config: Mapping[str, Any], bundled: bool) -> int:
    """Pieces of a sentence that are translated in one go: where the models were trained on enough of that length."""
    return min(positions(config), 96 if bundled else 200)


def write_limit(config: Mapping[str, Any], pieces: int) -> int:
    """Pieces written at most for a sentence of so many: generous for any translation, short for a loop."""
    return max(1, min(positions(config), 2 * pieces + 20))


def cut(text: str, pieces: int, limit: int) -> tuple[list[str], bool]:
    """Parts of about equal length, and whether they are the whole text.

    `pieces` is the length of the text in pieces, `limit` what a part may have; as letters are counted, a part may
    exceed it a little. The cut comes at the strongest boundary near: end of a sentence, then a comma, else any space,
    else anywhere. At most MOST_PARTS parts; what is left after them is dropped.
    """
    if pieces <= limit:
        return [text], True
    goal = len(text) / -(-pieces // limit)
    parts: list[str] = []
    current: list[str] = []
    size = 0
    for word in _words(text, max(1, int(goal))):
        if len(parts) == MOST_PARTS:
            return parts, False
        current.append(word)
        size += len(word) + 1
        share = 0.6 if _STRONG.search(word) else 0.8 if _WEAK.search(word) else 1.0
        if size >= goal * share:
            parts.append(" ".join(current))
            current, size = [], 0
    if current:
        parts.append(" ".join(current))
    return parts[:MOST_PARTS], len(parts) <= MOST_PARTS


def _words(text: str, most: int) -> Sequence[str]:
    """Words; one that is longer than a whole part is broken."""
    return [word[at : at + most] for word in text.split() for at in range(0, len(word), most)]
