"""English words: where they stand, and what they are inflected from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from auditor.facts.words.lists import word_list
from auditor.wordlists.patterns import Pattern

_WORD = Pattern(r"(?:[A-Z]\.){2,4}|[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)*")
_LONGEST = 40
_VOWEL = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: `sentence[start:end]`, as written in `text` and lower-cased without possessive in
    `norm`."""

    start: int
    end: int
    text: str
    norm: str


def words(text: str) -> tuple[Word, ...]:
    """The Latin-script words of a sentence, in order; contractions and dotted initials stay whole (`didn't`,
    `U.S.`)."""
    return tuple(Word(m.start(), m.end(), m.group(), _norm(m.group())) for m in _WORD.finditer(text))


def _norm(word: str) -> str:
    low = word[:_LONGEST].lower().replace("’", "'")
    return low[:-2] if low.endswith("'s") else low.rstrip(".")


@lru_cache(maxsize=1)
def irregular_verbs() -> Mapping[str, str]:
    """Base form of each irregular form of a verb in the table: `said` → `say`."""
    return dict(pair.split(":") for pair in sorted(word_list("irregular")))


@lru_cache(maxsize=1)
def _irregular() -> Mapping[str, str]:
    return {**irregular_verbs(), **dict(pair.split(":") for pair in word_list("irregular-noun"))}


def past(norm: str) -> bool:
    """A word looks like a verb in the past: `hosted`, `said`."""
    if norm in irregular_verbs():
        return irregular_verbs()[norm] != norm
    return norm.endswith("ed") and not norm.endswith(("eed", "dred", "cred")) and len(norm) > 3


@lru_cache(maxsize=20_000)
def lemma(norm: str) -> str:
    """A word's likely base form: irregular verbs by table, else endings taken off (`increased`, `increases` →
    `increas`).

    Not a dictionary form: words that share it are forms of one word.
    """
    word = _irregular().get(norm, norm)
    for ending, short in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        stem = word[: len(word) - len(ending)]
        if word.endswith(ending) and len(stem) >= 3 and _VOWEL & set(stem) and not word.endswith(("ss", "us", "is")):
            word = stem + short
            break
    if len(word) >= 4 and word[-1] == word[-2] and word[-1] not in "lsz" and word[-1] not in _VOWEL:
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) >= 4 else word
