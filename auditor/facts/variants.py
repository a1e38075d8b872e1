"""An English sentence as it would read if it said something else: a denial taken out or put in, a word exchanged.

The sentences are only weighed against each other, never shown; a wrong inflection costs a little likelihood, no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from auditor.facts import english

_AFTER = re.compile(
    r"\b(?:is|are|was|were|am|will|would|can|could|has|have|had|do|does|did|should|must|may|might)\b"
    r"(?!\s+(?:not|never)\b|n['’]t)",
    re.IGNORECASE,
)
"""A verb that takes `not` behind it."""
_SUPPORTED = re.compile(r"\b(do|does|did)(?: not|n['’]t) (\w+)", re.IGNORECASE)
_OUT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
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
_LEAD, _TRAIL = 9, 40
"""Characters around a denial in which its auxiliary and its verb may stand: `did not sign`."""
_MOST = 3
"""Places at which a sentence is tried with a denial put in."""


def affirmed(text: str, start: int, end: int) -> tuple[str, ...]:
    """The sentence without the denial at `[start:end)`: `did not sign` → `signed`, `did sign`; none where it cannot be
    taken out."""
    found: list[str] = []
    for hit in _over(_SUPPORTED, text, start, end):
        bend = _BENT[hit[1].lower()]
        found.append(text[: hit.start()] + bend(hit[2]) + text[hit.end() :])
    for pattern, instead in _OUT:
        if out := _over(pattern, text, start, end):
            found.append(text[: out[0].start()] + instead + text[out[0].end() :])
            break
    return tuple(found)


def _over(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[re.Match[str]]:
    near = pattern.finditer(text, max(0, start - _LEAD), end + _TRAIL)
    return [hit for hit in near if hit.start() < end and hit.end() > start]


def denied(text: str) -> tuple[str, ...]:
    """The sentence with `not` put in after one of its first auxiliaries; without any, with `did not` before one of its
    first verbs in the past."""
    after = [m.end() for m in _AFTER.finditer(text)][:_MOST]
    if after:
        return tuple(f"{text[:at]} not{text[at:]}" for at in after)
    verbs = [w for w in english.words(text) if w.text.islower() and _in_the_past(w.norm)][:_MOST]
    return tuple(f"{text[: w.start]}did not {base(w.norm)}{text[w.end :]}" for w in verbs)


def exchanged(text: str, start: int, end: int, word: str) -> str:
    """The sentence with another word at `[start:end)`, capitalised as the one that stood there."""
    return text[:start] + (word.capitalize() if text[start].isupper() else word) + text[end:]


def _in_the_past(norm: str) -> bool:
    return (norm.endswith("ed") and len(norm) > 4) or norm in english.irregular()


def base(norm: str) -> str:
    """The likely base form of a verb in the past: `signed` → `sign`, `wrote` → `write`."""
    if norm in english.irregular():
        return english.irregular()[norm]
    stem = norm.removesuffix("ed")
    if stem.endswith("i"):
        return f"{stem[:-1]}y"
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sl" else stem


def third_person(word: str) -> str:
    """`sign` → `signs`, also the plural of a noun."""
    if word.endswith("s"):
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("sh", "ch", "x", "o")) else f"{word}s"


def past(word: str) -> str:
    """`sign` → `signed`, `write` → `wrote`."""
    if word.endswith("ed") or word in english.irregular():
        return word
    # Of two forms the participle, which the past tense is not, mostly ends in n: rose, risen.
    irregular = [form for form, of in english.irregular().items() if of == word]
    if irregular:
        return min(irregular, key=lambda form: (form.endswith("n"), form))
    stem = _stem(word)
    return f"{stem[:-1]}ied" if stem.endswith("y") and stem[-2:-1] not in "aeiou" else f"{stem}ed"


def _stem(word: str) -> str:
    """What an ending is put to: `close` → `clos`, `stop` → `stopp`."""
    return word[:-1] if word.endswith("e") else f"{word}{word[-1]}" if _SHORT.fullmatch(word) else word


_SHORT = re.compile(r"[^aeiou]{1,2}[aeiou][bdgmnprt]")
_BENT: Mapping[str, Callable[[str], str]] = {"do": str, "does": third_person, "did": past}
"""What a verb becomes when it does without its auxiliary."""
