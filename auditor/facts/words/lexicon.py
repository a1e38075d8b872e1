"""A small statistical dictionary: which Arabic words stand for an English word in open parallel text.

The table (`data/ar-en/lexicon.tsv.gz`) was counted with IBM model 1 (Brown et al. 1993) in both directions over openly
licensed
English–Arabic text, on the forms of `english.lemma` and `arabic.light`. One line an English form:
`form<TAB>word:weight …`,
weight 0–100: how often the Arabic word stands for this English one, or the geometric mean of both directions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from auditor.facts.words import arabic, english
from auditor.wordlists.tables import read

ANSWERS = 0.08
"""Weight from which an entry makes an Arabic word the answer of an English one."""
_PARTICLES = ("ل", "ب", "ف", "ك", "س", "و")


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Mapping[str, float]]:
    return {
        form: {word: int(weight) / 100 for word, weight in (e.rsplit(":", 1) for e in entries.split(" "))}
        for form, entries in read("ar-en/lexicon.tsv.gz", 2, strength=None)
    }


@lru_cache(maxsize=1)
def _arabic_forms() -> Mapping[str, tuple[tuple[float, str], ...]]:
    """The table read backwards: English forms of each Arabic one, best first."""
    back: dict[str, list[tuple[float, str]]] = {}
    for form, entries in _table().items():
        for word, value in entries.items():
            back.setdefault(word, []).append((value, form))
    return {word: tuple(sorted(found, reverse=True)) for word, found in back.items()}


@lru_cache(maxsize=20_000)
def meanings(norm: str) -> tuple[tuple[float, str], ...]:
    """English forms (as of `english.lemma`) that a folded Arabic word may stand for, with weights, best first."""
    for form in forms(norm):
        if form in _arabic_forms():
            return _arabic_forms()[form]
    return ()


def known(word: str) -> bool:
    """The dictionary has the English word (as `english.Word.norm`)."""
    return english.lemma(word) in _table()


def translations(word: str) -> Mapping[str, float]:
    """Light Arabic stems for an English word, with weights 0–1; empty where the word is unknown."""
    return _table().get(english.lemma(word), {})


@lru_cache(maxsize=20_000)
def forms(norm: str) -> tuple[str, ...]:
    """The forms under which a folded Arabic word may stand in the table."""
    found = [arabic.light(norm)]
    for particle in _PARTICLES:
        if norm.startswith(particle) and len(norm) > 3:
            found.append(arabic.light(norm[1:]))
    return tuple(dict.fromkeys(found))


def weight(word: str, norm: str) -> float:
    """How well a folded Arabic word stands for an English word, 0–1, higher is surer; 0 where nothing is known."""
    entries, best = translations(word), 0.0
    if entries:
        for form in forms(norm):  # a loop, since this is asked for every two words of a bead
            value = entries.get(form, 0.0)
            if value > best:
                best = value
    return best


def best(word: str, sentence: Iterable[arabic.Word]) -> tuple[float, arabic.Word | None]:
    """The Arabic word of a sentence that stands for an English word best, with its weight; (0, None) where none
    does."""
    top: tuple[float, arabic.Word | None] = (0.0, None)
    if translations(word):
        for candidate in sentence:
            value = weight(word, candidate.norm)
            if value > top[0]:
                top = (value, candidate)
    return top
