"""How much a model reads at once, and how a longer sentence is cut."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

MOST_PARTS = 24
"""Parts a sentence is cut into at most: what is longer than this is not a sentence."""
_STRONG = re.compile(r"[.!?؟;؛:…]$")
_WEAK = re.compile(r"[,،)»\"\]—–-]$")


def read_limit(config: Mapping[str, Any], bundled: bool) -> int:
    """Pieces of a sentence that are translated in one go, `</s>` not counted."""
    positions = int(config.get("max_position_embeddings", 512))
    return min(positions - 2, 96 if bundled else 200)


def write_limit(config: Mapping[str, Any], pieces: int) -> int:
    """Pieces written at most for a sentence of so many: generous for any translation, short for a loop."""
    positions = int(config.get("max_position_embeddings", 512))
    return max(1, min(positions - 2, 2 * pieces + 20))


def cut(text: str, pieces: Sequence[str], limit: int) -> list[str]:
    """Parts of about equal length, none much longer than `limit` pieces, cut at the strongest boundary near: end of a
    sentence, then a comma, else any space. At most MOST_PARTS parts; what is left after them is dropped.
    """
    if len(pieces) <= limit:
        return [text]
    words = text.split()
    share = len(pieces) / max(len(text), 1)
    count = -(-len(pieces) // limit)
    goal = len(text) / count
    parts: list[str] = []
    current: list[str] = []
    size = 0
    for word in _short(words, max(1, int(goal))):
        current.append(word)
        size += len(word) + 1
        strength = 0.6 if _STRONG.search(word) else 0.8 if _WEAK.search(word) else 1.0
        if size >= goal * strength and size * share >= 4:
            parts.append(" ".join(current))
            current, size = [], 0
            if len(parts) == MOST_PARTS:
                return parts
    if current:
        parts.append(" ".join(current))
    return parts


def _short(words: Sequence[str], most: int) -> list[str]:
    """Words; one that is longer than a whole part is broken."""
    return [word[at : at + most] for word in words for at in range(0, len(word), most)]
