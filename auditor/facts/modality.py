"""How sure a sentence is of what it says: that it may be, or that it is still to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from auditor.facts.fact import Fact
from auditor.facts.words import arabic, english, lexicon
from auditor.facts.words.lists import word_list
from auditor.wordlists.patterns import Pattern

_PLAIN, _LOOSE = 1.0, 0.4
_TO = Pattern(
    r"\b(?:(?:is|are) (?:expected|due|scheduled|set|planning|hoping)|(?:plans?|intends?|hopes?|aims?)) to\b",
    re.IGNORECASE,
)
"""What is meant to be, in English."""
_COMING = Pattern(r"^[وف]?س([يتنا]\w{2,})$")
"""A verb with the sign of the future: ستستضيف. Much else begins with these letters."""
_GOING_ON = Pattern(r"^[وفل]?([يتن])(\w{2,})$")


@lru_cache(maxsize=2048)
def extract(text: str, lang: str) -> tuple[Fact, ...]:
    """Words by which a sentence leaves open whether or when.

    Kinds: `possible` (may, ربما) and `future` (will, plans to, ستستضيف). Certainty 1: it says so; 0.4: words that may
    stand for one in another wording. Languages other than `ar` and `en`: none.
    """
    found = _english(text) if lang == "en" else _arabic(text) if lang == "ar" else ()
    return tuple(sorted(found, key=lambda f: (f.start, -f.certainty)))


def _english(text: str) -> Iterator[Fact]:
    for word in english.words(text):
        if word.text in ("may", "might"):
            yield _fact("possible", text, word.start, word.end, _PLAIN)
        elif word.norm in ("will", "shall") and word.text.islower():
            yield _fact("future", text, word.start, word.end, _PLAIN)
        elif word.norm in word_list("possible") or english.lemma(word.norm) in word_list("possible"):
            yield _fact("possible", text, word.start, word.end, _LOOSE)
        elif word.norm in ("will", "shall") or word.norm.endswith("'ll") or word.norm in word_list("open"):
            yield _fact("future", text, word.start, word.end, _LOOSE)
    for match in _TO.finditer(text):
        yield _fact("future", text, match.start(), match.end(), _PLAIN)


def _arabic(text: str) -> Iterator[Fact]:
    spoken = arabic.words(text)
    for at, word in enumerate(spoken):
        forms = {word.norm, word.norm[1:] if word.norm[0] in "وفبل" else "", word.norm.removeprefix("ال")}
        if forms & word_list("arabic-perhaps") or _perhaps(spoken, at):
            yield _fact("possible", text, word.start, word.end, _PLAIN)
        elif forms & word_list("arabic-possible"):
            yield _fact("possible", text, word.start, word.end, _LOOSE)
        elif forms & word_list("arabic-will") or _coming(word.norm):
            yield _fact("future", text, word.start, word.end, _PLAIN)
        elif forms & word_list("arabic-meant") or _COMING.match(word.norm) or _going_on(word.norm):
            yield _fact("future", text, word.start, word.end, _LOOSE)


def _perhaps(spoken: Sequence[arabic.Word], at: int) -> bool:
    """قد before an imperfect verb; before a perfect one it stresses what was done (تحدث may be either)."""
    following = spoken[at + 1].norm if at + 1 < len(spoken) else ""
    return spoken[at].norm in ("قد", "وقد", "فقد") and following.startswith("ي") and _going_on(following)


def _coming(norm: str) -> bool:
    """A verb behind the sign of the future that the dictionary knows, and which means there what it means with the sign:
    not سيارة, سيطر."""
    match = _COMING.match(norm)
    if not match:
        return False
    persons = {meaning for person in "يتن" for meaning in _means(person + match[1][1:])}
    whole = _means(norm[1:] if norm[0] in "وف" else norm)
    return bool(persons) and (not whole or bool(persons & whole))


def _means(norm: str) -> set[str]:
    return {english for _, english in lexicon.meanings(norm)}


def _going_on(norm: str) -> bool:
    """An imperfect verb, of now or of later: the dictionary knows it in another person or without one."""
    match = _GOING_ON.match(norm)
    if not match or norm in word_list("arabic-grammar"):
        return False
    return any(lexicon.meanings(person + match[2]) for person in ("ي", "ت", "") if person != match[1])


def _fact(kind: str, text: str, start: int, end: int, certainty: float) -> Fact:
    return Fact(kind, start, end, text[start:end], kind, certainty)
