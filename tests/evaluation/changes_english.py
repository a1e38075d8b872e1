"""Changes of meaning in an English sentence. Each takes the sentence and returns another, or None where none fits."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

NUMBER = re.compile(r"(?<![\w.,])\d(?:[\d.,]*\d)?(?![\w])")
DENIAL = re.compile(r"\b(?:(?:do|does|did) not|cannot|not|never)\b ?|n['’]t\b", re.IGNORECASE)
AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|would|can|could|has|have|had|should|must|may)\b(?! not\b|n['’]t)")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*")
CALENDAR = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Christmas)\b"
)
STRANGERS = (
    "Ingrid Solberg", "Paraguay", "Tomas Novak", "Lisbon", "Mongolia", "Harriet Doyle", "Winnipeg", "Toyota", "Namibia",
    "Callum Reid", "Marseille", "Finland", "Osaka", "Rosa Delgado", "Siemens",
)  # fmt: skip
PAIRS = (
    ("rose", "fell"), ("rise", "fall"), ("rising", "falling"), ("increase", "decrease"), ("increased", "decreased"),
    ("gained", "lost"), ("won", "lost"), ("win", "lose"), ("before", "after"), ("above", "below"), ("more", "fewer"),
    ("higher", "lower"), ("highest", "lowest"), ("largest", "smallest"), ("bigger", "smaller"), ("best", "worst"),
    ("better", "worse"), ("first", "last"), ("early", "late"), ("earlier", "later"), ("old", "new"), ("north", "south"),
    ("east", "west"), ("northern", "southern"), ("eastern", "western"), ("accepted", "rejected"), ("opened", "closed"),
    ("supported", "opposed"), ("support", "oppose"), ("praised", "criticised"), ("welcomed", "condemned"),
    ("success", "failure"), ("succeeded", "failed"), ("arrived", "departed"), ("strengthened", "weakened"),
    ("agreed", "refused"), ("started", "finished"), ("allowed", "banned"), ("male", "female"),
)  # fmt: skip
OPPOSITES = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}
_SCALES = {"million": "billion", "billion": "million"}


def other_digits(number: str, chance: random.Random) -> str:
    """The number with one digit changed; the first is never made 0."""
    places = [i for i, c in enumerate(number) if c.isdecimal()]
    i = chance.choice(places)
    digits = [str(d) for d in range(i == places[0], 10) if d != int(number[i])]
    zero = ord(number[i]) - int(number[i])  # Arabic-Indic digits stay Arabic-Indic
    return number[:i] + chr(zero + int(chance.choice(digits))) + number[i + 1 :]


def number(sentence: str, chance: random.Random) -> str | None:
    """A digit of a number becomes another."""
    found = list(NUMBER.finditer(sentence))
    if not found:
        return None
    hit = chance.choice(found)
    return sentence[: hit.start()] + other_digits(hit[0], chance) + sentence[hit.end() :]


def scale(sentence: str, chance: random.Random) -> str | None:
    """A million becomes a billion, or the other way about."""
    found = list(re.finditer(r"\b[mb]illion\b", sentence))
    if not found:
        return None
    hit = chance.choice(found)
    return sentence[: hit.start()] + _SCALES[hit[0]] + sentence[hit.end() :]


def deny(sentence: str, chance: random.Random) -> str | None:
    """A "not" after an auxiliary; None for a sentence that denies already."""
    found = [] if DENIAL.search(sentence) else list(AUXILIARY.finditer(sentence))
    if not found:
        return None
    hit = chance.choice(found)
    return f"{sentence[: hit.end()]} not{sentence[hit.end() :]}"


def affirm(sentence: str) -> str | None:
    """A sentence with exactly one denial, without it."""
    found = list(DENIAL.finditer(sentence))
    if len(found) != 1:
        return None
    hit = found[0]
    kept = "can " if hit[0].lower().startswith("cannot") else ""
    return sentence[: hit.start()] + kept + sentence[hit.end() :]


def negation(sentence: str, chance: random.Random) -> str | None:
    """The denial is taken out, or one is put in."""
    return affirm(sentence) or deny(sentence, chance)


def name(sentence: str, chance: random.Random) -> str | None:
    """A name inside the sentence becomes another."""
    found = [m for m in NAME.finditer(sentence) if not CALENDAR.match(m[0])]
    if not found:
        return None
    hit = chance.choice(found)
    return sentence[: hit.start()] + chance.choice([s for s in STRANGERS if s != hit[0]]) + sentence[hit.end() :]


def opposite(sentence: str, chance: random.Random) -> str | None:
    """A word becomes its opposite."""
    found = [m for m in re.finditer(r"[a-z]+", sentence) if m[0] in OPPOSITES]
    if not found:
        return None
    hit = chance.choice(found)
    return sentence[: hit.start()] + OPPOSITES[hit[0]] + sentence[hit.end() :]


def drop_clause(sentence: str) -> str | None:
    """What follows the last comma goes, where five words at least stand on both sides of it."""
    head, comma, tail = sentence.rpartition(", ")
    if not comma or min(len(head.split()), len(tail.split())) < 5:
        return None
    return f"{head.rstrip('.')}."


def add_clause(sentence: str, others: Sequence[str], chance: random.Random) -> str | None:
    """A clause of another text is put at the end."""
    clauses = [c for s in others for c in s.split(", ")[1:] if 5 <= len(c.split()) <= 14]
    if not clauses or len(sentence.split()) < 6:
        return None
    clause = chance.choice(clauses).rstrip('."”')
    return f"{sentence.rstrip('.')}, {clause}."


CHANGES: dict[str, Callable[[str, random.Random], str | None]] = {
    "number": number,
    "scale": scale,
    "negation": negation,
    "name": name,
    "opposite": opposite,
}
