"""What the rest of the story says of a name: who else is in it, how the name is spelt there."""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.facts.fact import Fact
from auditor.facts.names import match, rivals
from auditor.facts.names import names as facts
from auditor.facts.words import arabic, english
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.wordlists.patterns import Pattern

_STORY = 200
"""Beads before and after one that may name the same people; no story is longer, and an endless one takes no endless time."""
_OBJECTS = frozenset({"him", "her", "them"})
_SOMEBODY = Pattern(
    r"\bthe (?:[A-Z][a-z]+\b"
    r"|(?:\w+ ){0,2}(?:chancellor|president|minister|premier|leader|coach|captain|king|queen|pope|mayor|chief))"
)
"""Somebody who goes without a name: the chancellor, the Spaniard."""
_SUBJECTS = frozenset({"he", "she", "they", "his", "hers", "their"})


_SHORT = 4
"""Letters that a name and its short form have in common."""


def misspelt_throughout(fact: Fact, bead: BeadReading, context: Context) -> arabic.Word | None:
    """How the story spells a name that returns, badly each time and each time alike: an odd spelling met once may be
    somebody's own. Of 418 names that return in translations of news one is, a slip."""
    for word in match.words_of(fact) if fact.certainty == 1.0 else ():
        if not (here := rivals.badly(word, bead.names)):
            continue
        others = [b for b in context.neighbours(bead, _STORY) if any(w.norm == word for w in b.reference_words)]
        again = [w for b in others if (w := rivals.badly(word, b.names)) and w.norm.endswith(here.norm[-_SHORT:])]
        right = any(match.spells(w, word) for b in others for w in b.article_words)
        if again and not right:
            return here
    return None


def somebody_else(word: arabic.Word, fact: Fact, bead: BeadReading, context: Context) -> bool:
    """The name of another in the story, which other sentences have in both languages; and nothing here stands for them:
    for `Obama met her` or `Obama met the chancellor` the president met Merkel."""
    if match.origin(word) or meant(fact, bead):
        return False
    own = set(match.words_of(fact))
    return any(
        own.isdisjoint(run) and not name.startswith(tuple(w[:_SHORT] for w in own))  # Juve is no other than Juventus
        for v in context.neighbours(bead, _STORY)
        if any(w.norm == word.norm for w in v.article_words)
        for run, _ in _names(v.text("reference"))
        for name in run
        if match.spells(word, name)
    )


def meant(fact: Fact, bead: BeadReading) -> bool:
    """Somebody else than the named may be meant by a word of the reference: a title, an object anywhere, or a pronoun
    before the name."""
    sentence = next(s.text for s in bead.reference if s.text[fact.start : fact.end] == fact.text)
    words = [(w, w.start < fact.start) for w in english.words(sentence)]
    return bool(_SOMEBODY.search(sentence)) or any(
        w.norm in _OBJECTS or (w.norm in _SUBJECTS and before) for w, before in words
    )


def certain(fact: Fact, bead: BeadReading, context: Context) -> bool:
    """A name for sure, or one that some sentence of the reference has where it need not be written large."""
    own = set(match.words_of(fact))
    return fact.certainty == 1.0 or any(
        sure and own.issubset(run)
        for v in (bead, *context.neighbours(bead, _STORY))
        for run, sure in _names(v.text("reference"))
    )


def told(word: arabic.Word, bead: BeadReading, context: Context) -> bool:
    """The reference has the name somewhere."""
    around = (bead, *context.neighbours(bead, _STORY))
    large = {w.norm for v in around for w in v.reference_words if w.text[0].isupper()}
    return any(match.spells(word, name) for name in large)


def elsewhere(fact: Fact, bead: BeadReading, context: Context) -> bool:
    wanted = [w for w in match.words_of(fact) if len(w) > 2 and not facts.everyday(w)]
    pattern = re.compile("|".join(re.escape(w) if len(w) > 3 else rf"\b{re.escape(w)}\b" for w in wanted))
    texts = (s.text.lower() for v in context.neighbours(bead, _STORY) for s in v.reference)
    return bool(wanted) and any(pattern.search(text) for text in texts)


@lru_cache(maxsize=2048)
def _names(text: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """The names of an English text, and whether each is one for sure."""
    return tuple((match.words_of(f), f.certainty == 1.0) for f in facts.extract(text, "en"))
