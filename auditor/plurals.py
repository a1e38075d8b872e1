"""Things counted in words."""

from __future__ import annotations


def plural(n: int, noun: str, many: str = "") -> str:
    """`1 finding`, `2 findings`, `1,200 findings`; `many` where the plural is not the noun with an s."""
    return f"1 {noun}" if n == 1 else f"{n:,} {many or f'{noun}s'}"
