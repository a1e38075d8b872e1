"""Quoted words: where a sentence gives someone's words as theirs."""

from __future__ import annotations

from auditor.facts.fact import Fact

_PAIRS = {"“": "”", "«": "»", "„": "“", "‹": "›", '"': '"', "”": "“"}
"""Opening marks and what closes them; Arabic pages also set the English pair the other way round."""
_APOSTROPHES = {"‘": "’", "'": "'"}
"""Marks that are apostrophes too: they open after a space and close before one."""
_MARKS = frozenset('“”«»„‹›"')
_READABLE = 20_000
"""Longer sentences are none; a mark in every other place would make them slow to read."""
_LONGEST = 2_000


def extract(text: str, lang: str) -> tuple[Fact, ...]:
    """Quotations that open and close within the sentence, in any language; `value` is the number of words between.

    The span leaves the marks out. Certainty 1; 0.6 between single marks, which are apostrophes too.
    """
    if len(text) > _READABLE:
        return ()
    found: list[Fact] = []
    at = 0
    while at < len(text):
        end = _close(text, at)
        if end is None:
            at += 1
            continue
        inside = text[at + 1 : end]
        certainty = 0.6 if text[at] in _APOSTROPHES else 1.0
        if inside.strip():
            found.append(Fact("quote", at + 1, end, inside, len(inside.split()), certainty))
        at = end + 1
    return tuple(found)


def _close(text: str, at: int) -> int | None:
    """Where the quotation that opens at `at` closes; None where none opens there."""
    mark = text[at]
    if mark in _PAIRS:
        end = text.find(_PAIRS[mark], at + 1, at + _LONGEST)
        return end if end > 0 else None
    if mark in _APOSTROPHES and (at == 0 or not text[at - 1].isalnum()):
        end = at
        while (end := text.find(_APOSTROPHES[mark], end + 1, at + _LONGEST)) > 0:
            if end + 1 == len(text) or not text[end + 1].isalnum():
                return end
    return None


def marked(text: str) -> bool:
    """The text has a quotation mark of any kind but an apostrophe, or a quotation between single marks."""
    return any(c in _MARKS for c in text) or bool(extract(text, ""))
