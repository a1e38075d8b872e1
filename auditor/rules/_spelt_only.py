"""Arabic words that are no words: invented, or another language's in Arabic letters; an engine can only spell them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from auditor.facts.names import names
from auditor.facts.names import table as name_table
from auditor.facts.names.match import surely_name
from auditor.facts.words import arabic, english, lexicon
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import Hit
from auditor.wordlists.tables import read

_SHORTEST = 4
"""Letters of a word below which a likeness says nothing."""
_SPELT = 0.8
"""Likeness from which an English word is an Arabic one in other letters, and may be meant by it."""
_NAME = 0.7
"""The same for a name, which may be spelt less well: Antab for the Gaziantep of the reference."""
_ALIKE, _PART = 50, 60
"""Likeness, of 100, that the two English words must have besides, since half of a long Arabic word spells many a short one;
that of a part of a name."""
_FEMININE = "ه"
"""The folded ending of Arabic feminines, which hardly any foreign word has: البويبة is a word, if a rare one."""


@lru_cache(maxsize=1)
def _rarer() -> frozenset[str]:
    """English words beside the everyday ones and those of the dictionary."""
    return frozenset(word for (word,) in read("en/rarer-words.txt.gz", 1, strength=None))


def spelt_only(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """Yield a hit for each word of a back-translation that is no English and spells an Arabic word that no list knows,
    where the reference has nothing that is spelt like it, nor the whole of it a name (a name may stand for a pronoun).

    In good back-translations of two machine translations of news it speaks seven times, of four words, all of them
    wrong; beside recorded opus-mt output for clean Wikinews (290 sentences) never.
    """
    strange = [w for w in bead.article_words if _strange(w)] if bead.hypothesis_words else []
    if not strange:
        return
    read = {form for w in bead.reference_words for form in (w.norm, english.lemma(w.norm))}
    for word in bead.hypothesis_words:
        if len(word.norm) < _SHORTEST or {word.norm, english.lemma(word.norm)} & read or _english(word.norm):
            continue
        spelt = next((w for w in strange if names.spelling(word.norm, w.norm, _SPELT) >= _SPELT), None)
        if spelt is not None and not _meant(spelt, word, bead, context):
            yield _hit(spelt, word, bead)


def _strange(word: arabic.Word) -> bool:
    known = names.everyday_arabic(word.norm) or lexicon.meanings(word.norm) or surely_name(word)
    return len(word.norm) >= _SHORTEST and not known and not word.norm.endswith(_FEMININE)


def _english(norm: str) -> bool:
    forms = {norm, english.lemma(norm)}
    return any(names.everyday(f) or lexicon.known(f) or name_table.known_name(f) or f in _rarer() for f in forms)


def _meant(spelt: arabic.Word, word: english.Word, bead: BeadReading, context: Context) -> bool:
    """The reference has a word that it spells or that begins like it, here, or a name anywhere."""
    here = bead.reference_words
    anywhere = [other for b in context.beads for other in b.reference_words if _name(other)]
    return (
        any(other.norm.startswith(word.norm) for other in here)  # half of it: flexi, disc
        or any(_spells(other, spelt, _NAME if _name(other) else _SPELT) and _alike(other, word) for other in here)
        or any(_spells(other, spelt, _SPELT) and _ratio(other, word) >= _ALIKE for other in anywhere)
    )


def _spells(other: english.Word, spelt: arabic.Word, least: float) -> bool:
    return names.spelling(other.norm, spelt.norm, least) >= least


def _alike(other: english.Word, word: english.Word) -> bool:
    part = fuzz.partial_ratio(other.norm, word.norm) if _name(other) else 0.0
    return part >= _PART or _ratio(other, word) >= _ALIKE


def _ratio(other: english.Word, word: english.Word) -> float:
    return fuzz.ratio(other.norm, word.norm)


def _name(word: english.Word) -> bool:
    return word.text[0].isupper() and not names.everyday(word.norm)


def _hit(spelt: arabic.Word, word: english.Word, bead: BeadReading) -> Hit:
    there = bead.text("article")[spelt.start : spelt.end]
    return Hit(
        f"“{there}” is no Arabic word, and spells nothing that the reference has",
        (
            *bead.joined_span("article", spelt.start, spelt.end),
            *bead.joined_span("hypothesis", word.start, word.end),
        ),
        {"article": there, "hypothesis": word.text},
    )
