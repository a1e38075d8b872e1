"""An English sentence as it would read if it said something else: a denial taken out or put in, a word exchanged.

The sentences are only weighed against each other, never shown; a wrong inflection costs a little likelihood, no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from auditor.facts import english, names

_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|am|will|would|can|could|has|have|had|do|does|did|should|must|may|might)\b"
    r"(?!\s+(?:not|never)\b|['’]t)"
)
"""A verb that takes `not` behind it; written small, since Will and May are names too."""
_SUPPORTED = re.compile(r"\b(do|does|did)(?:\s+not|n['’]t)\s+(\w+)", re.IGNORECASE)
_OUT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), instead)
    for pattern, instead in (
        (r"\bcan(?:not|['’]t)\b", "can"),
        (r"\bwon['’]t\b", "will"),
        (r"n['’]t\b", ""),
        (r"\s?\b(?:not|never)\b", ""),
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
_SHORT = re.compile(r"[^aeiou]{1,2}[aeiou][bdgmnprt]")
"""Verbs that double their last letter before an ending: stop, plan."""


def affirmed(text: str, start: int, end: int) -> tuple[str, ...]:
    """The sentence without the denial at `[start:end)`: `did not sign` → `signed`, `did sign`; none where it cannot be
    taken out, or where nothing would be left."""
    found: list[str] = []
    for hit in _over(_SUPPORTED, text, start, end):
        found.append(text[: hit.start()] + _BENT[hit[1].lower()](hit[2]) + text[hit.end() :])
    for pattern, instead in _OUT:
        if out := _over(pattern, text, start, end):
            found.append(text[: out[0].start()] + instead + text[out[0].end() :])
            break
    return tuple(variant for variant in found if any(map(str.isalnum, variant)))


def _over(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[re.Match[str]]:
    near = pattern.finditer(text, max(0, start - _LEAD), end + _TRAIL)
    return [hit for hit in near if hit.start() < end and hit.end() > start]


def denied(text: str) -> tuple[str, ...]:
    """The sentence with `not` put in after one of its first auxiliaries; without any, with `did not` before one of its
    first verbs in the past."""
    after = [m.end() for m in _AUXILIARY.finditer(text)][:_MOST]
    if after:
        return tuple(f"{text[:at]} not{text[at:]}" for at in after)
    verbs = [(w, base) for w in english.words(text) if w.text.islower() and (base := _present(w.norm))]
    return tuple(f"{text[: w.start]}did not {base}{text[w.end :]}" for w, base in verbs[:_MOST])


def reworded(text: str, start: int, end: int, word: str) -> str:
    """The sentence with another word at `[start:end)`, capitalised as the one that stood there."""
    return text[:start] + (word.capitalize() if text[start].isupper() else word) + text[end:]


def _present(norm: str) -> str | None:
    """The base form of a verb in the past: `signed` → `sign`, `closed` → `close`; None for any other word."""
    irregular = english.irregular_verbs().get(norm)
    if irregular is not None:
        return irregular if irregular != norm else None
    if not norm.endswith("ed"):
        return None
    stem = norm.removesuffix("ed")
    if stem.endswith("i"):
        return f"{stem[:-1]}y"
    likely = (f"{stem}e", stem, stem[:-1]) if stem[-1:] != stem[-2:-1] else (stem[:-1], stem, f"{stem}e")
    return next((form for form in likely if names.common(form)), None)


def _third_person(verb: str) -> str:
    if verb in ("have", "be", "do"):
        return {"have": "has", "be": "is", "do": "does"}[verb]
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "o")) else f"{verb}s"


def _past(verb: str) -> str:
    # Of two forms the participle, which the past tense is not, mostly ends in n: rose, risen.
    irregular = [form for form, of in english.irregular_verbs().items() if of == verb]
    if irregular:
        return min(irregular, key=lambda form: (form.endswith("n"), form))
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}d" if verb.endswith("e") else f"{verb}{verb[-1] if _SHORT.fullmatch(verb) else ''}ed"


_BENT: Mapping[str, Callable[[str], str]] = {"do": str, "does": _third_person, "did": _past}
"""What a verb becomes when it does without its auxiliary."""
