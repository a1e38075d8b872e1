"""Directional controls that make a line look different from what it says (Unicode Standard Annex 9)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from auditor.rules.frame.letters import ARABIC_LETTERS
from auditor.wordlists.patterns import Pattern

NAMES = {
    "\u202a": "left-to-right embedding",
    "\u202b": "right-to-left embedding",
    "\u202d": "left-to-right override",
    "\u202e": "right-to-left override",
    "\u2066": "left-to-right isolate",
    "\u2067": "right-to-left isolate",
    "\u2068": "first-strong isolate",
}
"""What opens a stretch of text with a direction of its own."""

_POP, _POP_ISOLATE = "\u202c", "\u2069"
_ISOLATES = "\u2066\u2067\u2068"
_CONTROL = Pattern("[\u202a-\u202e\u2066-\u2069]")
_RIGHT = Pattern(f"[\u0590-\u05ff{ARABIC_LETTERS}]")
_LEFT = Pattern("[A-Za-z0-9\xc0-\u024f\u0370-\u052f\u0660-\u0669\u06f0-\u06f9]")


def reordered(line: str) -> Iterator[tuple[int, int, str]]:
    """Stretches of a right-to-left line that its directional controls show in another order than they are written.

    Yields the span, controls included, and the name of the control; of nested stretches the outermost. Controls around
    words of one direction, as editing systems leave them, change nothing and are passed over.
    """
    reported = 0
    for start, end, control in sorted(_changed(line), key=lambda found: (found[0], -found[1])):
        if end > reported:
            yield start, end, NAMES[control]
            reported = end


def _changed(line: str) -> Iterator[tuple[int, int, str]]:
    pairs = list(_stretches(line))
    if not pairs:
        return
    # Counts up to each place, so that nested controls by the thousand stay cheap.
    right = list(accumulate((bool(_RIGHT.match(c)) for c in line), initial=0))
    left = list(accumulate((bool(_LEFT.match(c)) for c in line), initial=0))
    leads_left = _leads_left(line)
    for start, end, control in pairs:
        rights, lefts = right[end] - right[start], left[end] - left[start]
        if control == "\u202e":
            changed = lefts > 1
        elif control == "\u202d":
            changed = rights > 1
        elif control == "\u2068":
            changed = rights > 0 and lefts > 0 and leads_left[start]
        else:
            changed = control in "\u202a\u2066" and rights > 0 and lefts > 0
        if changed:
            yield start, end, control


def _leads_left(line: str) -> list[bool]:
    """For each place whether the first strong letter from there on is a left-to-right one."""
    found, leads = [], False
    for char in reversed(line):
        if _RIGHT.match(char):
            leads = False
        elif char.isalpha() and _LEFT.match(char):
            leads = True
        found.append(leads)
    return found[::-1]


def _stretches(line: str) -> Iterator[tuple[int, int, str]]:
    """Opening controls with the span up to what closes them, at the latest the end of the line."""
    stack: list[tuple[int, str]] = []
    isolates = 0  # how many of the stack are
    for match in _CONTROL.finditer(line):
        control = match[0]
        if control in NAMES:
            stack.append((match.start(), control))
            isolates += control in _ISOLATES
        elif control == _POP and stack and stack[-1][1] not in _ISOLATES:
            start, opener = stack.pop()
            yield start, match.end(), opener
        elif control == _POP_ISOLATE and isolates:
            isolates -= 1
            while stack:
                start, opener = stack.pop()
                yield start, match.end(), opener
                if opener in _ISOLATES:
                    break
    for start, opener in stack:
        yield start, len(line), opener
