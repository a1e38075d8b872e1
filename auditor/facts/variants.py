"""An English sentence as it would read if it said something else: a denial taken out or put in, a word exchanged.

The sentences are only weighed against each other, never shown; a wrong inflection costs a little likelihood, no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from auditor.facts.names import names
from auditor.facts.words import english
from auditor.facts.words.lists import word_list
from auditor.wordlists.patterns import Pattern

_AUXILIARY = Pattern(
    r"\b(?:is|are|was|were|am|will|would|can|could|has|have|had|do|does|did|should|must|may|might)\b"
    r"(?!\s+(?:not|never)\b|['’]t)"
)
"""A verb that takes `not` behind it; written small, since Will and May are names too."""
_SUPPORTED = Pattern(r"\b(do|does|did)(?:\s+not|n['’]t)\s+(\w+)", re.IGNORECASE)
_YET = Pattern(r"\b(has|have|had|is|are|was|were|remains?|remained)\s+yet\s+to\s+(\w+)", re.IGNORECASE)
_FAILED = Pattern(r"\b(fail|fails|failed|refuse|refuses|refused|decline|declines|declined)\s+to\s+(\w+)", re.IGNORECASE)
_OUT: tuple[tuple[Pattern, str], ...] = tuple(
    (Pattern(pattern, re.IGNORECASE), instead)
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
        (r"\b(?:un(?!less\b)|in|im|ir|il)(?=\w{4})", ""),
    )
)
_LEAD, _TRAIL = 9, 40
"""Characters around a denial in which its auxiliary and its verb may stand: `did not sign`."""
_MOST = 3
"""Places at which a sentence is tried with a denial put in."""
_BEFORE_NOUNS = Pattern(r"the|an?|its|his|her|their|our|my|your|this|these|no|some|any|many|several|of|to")
"""What stands behind one of these is no verb in the past, and none in the present: to sign, the signed treaty."""
_DENYING = Pattern(r".*n't|cannot|not|never")
_SUBJECTS = Pattern(r"they|we|you|i|who|which|that")
"""Words of grammar behind which a verb may stand, as behind a plural."""
_SHORT = Pattern(r"[^aeiou]{1,2}[aeiou][bdgmnprt]")
"""Verbs that double their last letter before an ending: stop, plan."""


def affirmed(text: str, start: int, end: int) -> tuple[str, ...]:
    """The sentence without the denial at `[start:end)`: `did not sign` → `signed`, `did sign`; none where it cannot be
    taken out, or where nothing would be left."""
    found: list[str] = []
    for hit in _over(_SUPPORTED, text, start, end):
        found.append(text[: hit.start()] + _BENT[hit[1].lower()](hit[2]) + text[hit.end() :])
    for hit in _over(_YET, text, start, end):
        happened = f"{_HAPPENED.get(hit[1].lower(), 'has')} already {_past(hit[2])}"
        found.append(text[: hit.start()] + happened + text[hit.end() :])
    for hit in _over(_FAILED, text, start, end):
        bend = _past if hit[1].lower().endswith("d") else _third_person if hit[1].endswith("s") else str
        found.append(text[: hit.start()] + bend(hit[2]) + text[hit.end() :])
    for pattern, instead in _OUT:
        if out := _over(pattern, text, start, end):
            found.append(text[: out[0].start()] + instead + text[out[0].end() :])
            break
    return tuple(variant for variant in found if any(map(str.isalnum, variant)))


def _over(pattern: Pattern, text: str, start: int, end: int) -> list[re.Match[str]]:
    near = pattern.finditer(text, max(0, start - _LEAD), end + _TRAIL)
    return [hit for hit in near if hit.start() < end and hit.end() > start]


def denied(text: str, near: int = 0) -> tuple[str, ...]:
    """The sentence with `not` put in after an auxiliary, or with `did not`, `does not` or `do not` before a verb without
    one: at the places nearest to the offset `near`."""
    places = sorted(_places(text), key=lambda place: abs(place[0] - near))[:_MOST]
    return tuple(text[:start] + instead + text[end:] for start, end, instead in sorted(places))


def _places(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a denial can be put in: what it replaces, and by what."""
    for auxiliary in _AUXILIARY.finditer(text):
        yield auxiliary.end(), auxiliary.end(), " not"
    words = english.words(text)
    for before, word in zip((None, *words), words):
        if word.text.islower() and (verb := _plain_verb(word.norm, before)):
            yield word.start, word.end, verb


def _plain_verb(norm: str, before: english.Word | None) -> str | None:
    """A verb that stands without an auxiliary, denied: `signed` → `did not sign`, `expects` → `does not expect`."""
    if _AUXILIARY.fullmatch(norm):
        return None
    if before is not None and any(p.fullmatch(before.norm) for p in (_BEFORE_NOUNS, _AUXILIARY, _DENYING)):
        return None
    if (base := _present(norm)) is not None:
        return None if base == "be" else f"did not {base}"
    if before is None or (before.norm in word_list("grammar") and not _SUBJECTS.fullmatch(before.norm)):
        return None
    if before.text.endswith(("'s", "’s")):
        return None
    if before.norm.endswith("s") or _SUBJECTS.fullmatch(before.norm):
        return f"do not {norm}" if _verb(norm) else None
    return next((f"does not {base}" for base in _bases(norm) if _verb(base)), None)


def reworded(text: str, start: int, end: int, word: str) -> str:
    """The sentence with another word at `[start:end)`, capitalised as the one that stood there."""
    return text[:start] + (word[:1].upper() + word[1:] if text[start].isupper() else word) + text[end:]


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
    doubled = stem[-1:] == stem[-2:-1] and stem[-1:] not in "sflz"
    likely = (stem[:-1], stem, f"{stem}e") if doubled else (f"{stem}e", stem, stem[:-1])
    return next((form for form in likely if names.common(form)), None)


def _verb(base: str) -> bool:
    """Everyday text has the word with both endings of a verb: `expect`, `plan`; many nouns are verbs too."""
    doubled = base + base[-1:] if _SHORT.fullmatch(base) else base
    stem = base[:-1] if base.endswith("e") else doubled
    return len(base) > 2 and names.common(base) and names.common(_past(base)) and names.common(f"{stem}ing")


def _bases(norm: str) -> tuple[str, ...]:
    """What a verb in the third person may be formed from: `goes`, `tries`, `makes`."""
    if not norm.endswith("s") or norm.endswith("ss"):
        return ()
    return (f"{norm[:-3]}y",) if norm.endswith("ies") else (norm[:-1], norm.removesuffix("es"))


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
_HAPPENED = {"have": "have", "are": "have", "had": "had", "was": "had", "were": "had", "remained": "had"}
"""`has yet to come` or `is yet to come` is the contrary of `has come`."""
