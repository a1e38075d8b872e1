"""A person, place or organisation on one side only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from auditor.facts.fact import Fact
from auditor.facts.names import match
from auditor.facts.names import names as facts
from auditor.facts.names import table as name_table
from auditor.facts.names.transliteration import likeness
from auditor.facts.words import arabic, english, links
from auditor.patterns import Pattern
from auditor.records import Severity, Span
from auditor.rules._exchanged_numbers import countries_exchanged
from auditor.rules.frame.context import Context
from auditor.rules.frame.rule import ARABIC_ENGLISH, MISTRANSLATION, Hit, Rule, Value
from auditor.scoring.bead_view import BeadView

LONGEST_NAME = 12
"""A run of more capitalised words is a headline."""
_REACH = 5.0
"""Words between where a country is expected and where another may stand in its place."""
_FAR = 14.0
"""The same where no other name stands nearer."""
_SOMEWHAT = 0.6
"""Likeness from which a stranger may be the name misspelt; a word less like it is no name's place (of 20 such words that
were marked in three machine translations, three were)."""
_QUOTED = Pattern(r"[\"“«][^\"“”«»]{2,60}[\"”»]")
"""A title: short words in quotation marks."""
_PLAINLY = 0.6
"""Likeness up to which a name is plainly not there."""
_STORY = 200
"""Beads before and after one that may name the same people; no story is longer, and an endless one takes no endless time."""
_SHORT = 4
"""Letters that a name and its short form have in common."""
_OBJECTS = frozenset({"him", "her", "them"})
_SOMEBODY = Pattern(
    r"\bthe (?:[A-Z][a-z]+\b"
    r"|(?:\w+ ){0,2}(?:chancellor|president|minister|premier|leader|coach|captain|king|queen|pope|mayor|chief))"
)
"""Somebody who goes without a name: the chancellor, the Spaniard."""
_SUBJECTS = frozenset({"he", "she", "they", "his", "hers", "their"})


@dataclass(frozen=True, slots=True)
class _Missing:
    """A name of the reference that the Arabic does not have: `position` of its sentence, and what stands in its
    place."""

    position: int
    fact: Fact
    supports: tuple[match.Support, ...]
    exchange: arabic.Word | None


def names(view: BeadView, context: Context) -> Iterator[Hit]:
    """Each name of the reference that neither the Arabic nor its back-translation has.

    A name that the reference has elsewhere too may have become a pronoun or a title here; it counts only where another
    name stands in its place, which the reference has not: beside the rest of the name; a country about where the other
    country should stand; or in the back-translation, if the Arabic bears it out.
    """
    reading = _reading(view)
    if max(len(reading.arabic), len(reading.hypothesis), len(reading.reference)) > links.LONGEST:
        return
    missing = list(_missing(view, reading))
    if not missing:
        return
    there = [f for h in view.hypotheses for f in facts.extract(h.text, "en")]
    instead = match.strangers_english(there, reading)
    arabic_instead = match.strangers_arabic(reading)
    borne_out = bool(instead) or not view.hypotheses
    between = links.to_arabic(reading.reference, reading.arabic)
    for each in (_replaced(m, view, context, reading, between, arabic_instead, borne_out) for m in missing):
        if each.exchange or instead or _foreign(each, view, context, reading, arabic_instead):
            yield _found(each, view, reading, between, instead, arabic_instead)


def _missing(view: BeadView, reading: match.Reading) -> Iterator[_Missing]:
    for position, sentence in enumerate(view.reference):
        for fact in facts.extract(sentence.text, "en"):
            if rival := match.other_organisation(fact, reading) or match.twin(fact, reading):
                yield _Missing(position, fact, (), rival)
                continue
            if fact.certainty < 0.5 or _acronym(fact) or len(match.words_of(fact)) > LONGEST_NAME:
                continue
            supports = match.supports(fact, reading)
            exchange = match.exchanged(fact, reading)
            if exchange or not match.present(supports):
                yield _Missing(position, fact, supports, exchange)


def _replaced(
    each: _Missing,
    view: BeadView,
    context: Context,
    reading: match.Reading,
    between: links.Links,
    strangers: Sequence[arabic.Word],
    borne_out: bool,
) -> _Missing:
    """A name in whose place another one stands. For a country that is another country, unless a place or a person of the
    table stands nearer (Moscow for Russia); for a name that is plainly not there it is one that the whole reference has
    not, or that of somebody else in the story, `borne_out` by the back-translation where there is one."""
    if each.exchange or not strangers:
        return each
    if name_table.state(name_table.canonical(match.words_of(each.fact))):
        near = _near(each, view, reading, between, [w for w in strangers if match.known(w)])
        far = _near(each, view, reading, between, [w for w in strangers if match.state(w)], _FAR)
        rival = near or far
        return replace(each, exchange=rival) if rival and match.state(rival) else each
    if not borne_out or any(s.value > _PLAINLY for s in each.supports) or not _certain(each.fact, view, context):
        return each
    others = [w for w in strangers if _somebody_else(w, each.fact, view, context)]
    if others:  # who speaks stands first in one language and last in the other
        return replace(each, exchange=_near(each, view, reading, between, others, len(reading.arabic)))
    rival = _near(each, view, reading, between, [w for w in strangers if match.surely_name(w)])
    return (
        replace(each, exchange=rival) if rival and not match.state(rival) and not _told(rival, view, context) else each
    )


def _somebody_else(word: arabic.Word, fact: Fact, view: BeadView, context: Context) -> bool:
    """The name of another in the story, which other sentences have in both languages; and nothing here stands for them:
    for `Obama met her` or `Obama met the chancellor` the president met Merkel."""
    if match.origin(word) or _meant(fact, view):
        return False
    own = set(match.words_of(fact))
    return any(
        own.isdisjoint(run) and not name.startswith(tuple(w[:_SHORT] for w in own))  # Juve is no other than Juventus
        for v in context.neighbours(view, _STORY)
        if word.norm in _spoken(v.text("article"))
        for run, _ in _names(v.text("reference"))
        for name in run
        if match.spells(word, name)
    )


def _meant(fact: Fact, view: BeadView) -> bool:
    """Somebody else than the named may be meant by a word of the reference: a title, an object anywhere, or a pronoun
    before the name."""
    sentence = next(s.text for s in view.reference if s.text[fact.start : fact.end] == fact.text)
    words = [(w, w.start < fact.start) for w in english.words(sentence)]
    return bool(_SOMEBODY.search(sentence)) or any(
        w.norm in _OBJECTS or (w.norm in _SUBJECTS and before) for w, before in words
    )


def _certain(fact: Fact, view: BeadView, context: Context) -> bool:
    """A name for sure, or one that some sentence of the reference has where it need not be written large."""
    own = set(match.words_of(fact))
    return fact.certainty == 1.0 or any(
        sure and own.issubset(run)
        for v in (view, *context.neighbours(view, _STORY))
        for run, sure in _names(v.text("reference"))
    )


def _told(word: arabic.Word, view: BeadView, context: Context) -> bool:
    """The reference has the name somewhere."""
    around = (view, *context.neighbours(view, _STORY))
    return any(match.spells(word, name) for name in {n for v in around for n in _capitalised(v.text("reference"))})


@lru_cache(maxsize=2048)
def _spoken(text: str) -> frozenset[str]:
    """The folded words of an Arabic text."""
    return frozenset(w.norm for w in arabic.words(text))


@lru_cache(maxsize=2048)
def _capitalised(text: str) -> frozenset[str]:
    """The words of an English text that are written large, in small letters."""
    return frozenset(w.norm for w in english.words(text) if w.text[0].isupper())


@lru_cache(maxsize=2048)
def _names(text: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """The names of an English text, and whether each is one for sure."""
    return tuple((match.words_of(f), f.certainty == 1.0) for f in facts.extract(text, "en"))


def _near(
    each: _Missing,
    view: BeadView,
    reading: match.Reading,
    between: links.Links,
    rivals: Sequence[arabic.Word],
    reach: float = _REACH,
) -> arabic.Word | None:
    """The one that stands nearest to where the name is to be expected, if it is near at all."""
    before = sum(len(s.text) + 1 for s in view.reference[: each.position])
    at = next((i for i, w in enumerate(reading.reference) if w.start >= before + each.fact.start), 0)
    expected = between.expect(at)
    away = sorted((abs(reading.arabic.index(w) - expected), w.start, w) for w in rivals)
    return away[0][2] if away and away[0][0] <= reach else None


def _foreign(
    each: _Missing, view: BeadView, context: Context, reading: match.Reading, instead: Sequence[arabic.Word]
) -> bool:
    """The name is nowhere else in the reference, nor in the Arabic of the sentences around, and no translated title."""
    if each.fact.certainty < 1.0 or _elsewhere(each.fact, view, context):
        return False
    if match.partly_translated(each.fact, reading) or _title(each, view):
        return False
    if any(_moved(each.fact, v) for v in context.neighbours(view)):
        return False
    # Without a back-translation worth the name the spelling alone must be plain: nothing in the Arabic comes near, or a
    # stranger stands there.
    about = links.same_matter(reading.reference, reading.hypothesis)
    return about or bool(instead) or all(s.value <= _PLAINLY for s in each.supports)


def _title(each: _Missing, view: BeadView) -> bool:
    """The name opens what both sides have in quotation marks: a film or a book, whose title is translated."""
    text = view.reference[each.position].text
    quoted = any(m.start() < each.fact.start and each.fact.end < m.end() for m in _QUOTED.finditer(text))
    spelt = any(s.value >= _SOMEWHAT for s in each.supports)
    return quoted and not spelt and bool(_QUOTED.search(view.text("article")))


def _moved(fact: Fact, neighbour: BeadView) -> bool:
    """The sentence before or after has the name, and no word of it is plainly not there."""
    found = match.supports(fact, _reading(neighbour)) if neighbour.article else ()
    return bool(found) and match.present(found) and all(s.value > _PLAINLY for s in found)


def _elsewhere(fact: Fact, view: BeadView, context: Context) -> bool:
    wanted = [w for w in match.words_of(fact) if len(w) > 2 and not facts.everyday(w)]
    pattern = re.compile("|".join(re.escape(w) if len(w) > 3 else rf"\b{re.escape(w)}\b" for w in wanted))
    texts = (s.text.lower() for v in context.neighbours(view, _STORY) for s in v.reference)
    return bool(wanted) and any(pattern.search(text) for text in texts)


def _acronym(fact: Fact) -> bool:
    """Mostly capitals: the Arabic writes such names out, in words that need not begin with these letters."""
    letters = [c for c in fact.text if c.isalpha()]
    large = sum(c.isupper() for c in letters)
    words = len(match.words_of(fact))
    return words <= 2 and (len(letters) < 3 or (large >= 2 and large > len(letters) / 2.5))


def _found(
    each: _Missing,
    view: BeadView,
    reading: match.Reading,
    between: links.Links,
    instead: Sequence[Fact],
    arabic_instead: Sequence[arabic.Word],
) -> Hit:
    fact = each.fact
    spans = [view.span("reference", each.position, fact.start, fact.end)]
    likely = [w for w in arabic_instead if match.surely_name(w) or _like(w, fact)]
    stranger = each.exchange or _near(each, view, reading, between, likely)
    spans += view.joined_span("article", stranger.start, stranger.end) if stranger else ()
    spans += _hypothesis_span(view, instead)
    article = next((s.text for s in spans if s.side == "article"), None)
    hypothesis = instead[0].text if instead else None
    message = f"“{fact.text}” is not in the Arabic"
    message += f", which has “{article}”" if article else ""
    message += f"; the back-translation has “{hypothesis}”" if hypothesis else ""
    details: dict[str, Value] = {"reference": fact.text, "article": article, "hypothesis": hypothesis}
    # China and India are close in any vector space: where the article names the other, the encoder is not asked.
    return Hit(message, tuple(spans), details, refutable=not each.exchange)


def _like(word: arabic.Word, fact: Fact) -> bool:
    """The Arabic word is spelt somewhat like a word of the name, as a misspelling is."""
    return any(likeness(w, word.norm) >= _SOMEWHAT for w in match.words_of(fact) if len(w) >= _SHORT)


def _hypothesis_span(view: BeadView, instead: Sequence[Fact]) -> list[Span]:
    for position, hypothesis in enumerate(view.hypotheses):
        for fact in instead:
            if hypothesis.text[fact.start : fact.end] == fact.text:
                return [view.span("hypothesis", position, fact.start, fact.end)]
    return []


def _reading(view: BeadView) -> match.Reading:
    return match.Reading(
        arabic.words(view.text("article")),
        english.words(view.text("article")),
        english.words(view.text("hypothesis")),
        english.words(view.text("reference")),
    )


def why(hit: Hit) -> str:
    if sum(s.side == "article" for s in hit.spans) > 1:
        return "The article names the two in the other order."
    article, heard = hit.words("article"), hit.words("hypothesis")
    said = "The name was looked for in the Arabic of this sentence and of those beside it, by spelling and by meaning"
    instead = f"; “{article}” is a name there that the reference does not have" if article else ", and not found"
    return f"{said}{instead}." + (f" The back-translation reads “{heard}”." if heard else "")


RULE = Rule(
    "name-mismatch",
    Severity.MAJOR,
    MISTRANSLATION,
    "A person, place or organisation on one side only.",
    level="word",
    checks=(names, countries_exchanged),
    languages=ARABIC_ENGLISH,
    # On clean news that halves the findings and keeps 97 of 100 right ones.
    refuted_at=-1.6,
    why=why,
)
