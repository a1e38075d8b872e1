"""An English sentence as it would read if it said something else: a denial taken out or put in, a word exchanged."""

from __future__ import annotations

import re

from auditor.facts import english

_AFTER = re.compile(
    r"\b(?:is|are|was|were|am|will|would|can|could|has|have|had|do|does|did|should|must|may|might)\b"
    r"(?!\s+(?:not|never)\b|n['’]t)",
    re.IGNORECASE,
)
"""A verb that takes `not` behind it."""
_OUT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (r"\b(?:do|does|did)(?: not|n['’]t) ", ""),
        (r"\bcan(?:not|['’]t)\b", "can"),
        (r"\bwon['’]t\b", "will"),
        (r"n['’]t\b", ""),
        (r"\b(?:not|never) ", ""),
        (r"\bno longer\b", "still"),
        (r"\b(?:no one|nobody)\b", "everybody"),
        (r"\bnothing\b", "everything"),
        (r"\bnowhere\b", "everywhere"),
        (r"\bnone\b", "all"),
        (r"\bno\b", "some"),
        (r"\bneither\b", "either"),
        (r"\bnor\b", "and"),
        (r"\bwithout\b", "with"),
        (r"\bunable\b", "able"),
    )
)
_LEAD = 9
"""Characters before a denial in which its auxiliary may stand: `did not`, `does not`."""
_MOST = 3
"""Places at which a sentence is tried with a denial put in."""


def affirmed(text: str, start: int, end: int) -> str | None:
    """The sentence without the denial at `[start:end)`: `did not sign` → `sign`; None where it cannot be taken out."""
    for pattern, instead in _OUT:
        for found in pattern.finditer(text, max(0, start - _LEAD), end + 8):
            if found.start() < end and found.end() > start:
                return text[: found.start()] + instead + text[found.end() :]
    return None


def denied(text: str) -> tuple[str, ...]:
    """The sentence with `not` put in after one of its first auxiliaries; without any, with `did not` before one of its
    first verbs in the past."""
    after = [m.end() for m in _AFTER.finditer(text)][:_MOST]
    if after:
        return tuple(f"{text[:at]} not{text[at:]}" for at in after)
    past = [
        w for w in english.words(text) if w.text.islower() and (w.norm.endswith("ed") or w.norm in english.irregular())
    ]
    return tuple(
        f"{text[: w.start]}did not {english.irregular().get(w.norm, w.norm)}{text[w.end :]}" for w in past[:_MOST]
    )


def exchanged(text: str, start: int, end: int, word: str) -> str:
    """The sentence with another word at `[start:end)`, capitalised as the one that stood there."""
    return text[:start] + (word.capitalize() if text[start].isupper() else word) + text[end:]
