"""A person, place or organisation on one side only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from auditor.facts import arabic, english, links
from auditor.facts import name_match as match
from auditor.facts import names as facts
from auditor.facts.fact import Fact
from auditor.records import Finding, Severity, Span
from auditor.rules.view import BeadView, Context, finding

_RULE = "name-mismatch"
LONGEST_NAME = 12
"""A run of more capitalised words is a headline."""
_REACH = 5.0
"""Words between where a country is expected and where another may stand in its place."""


@dataclass(frozen=True, slots=True)
class _Missing:
    """A name of the reference that the Arabic does not have: `position` of its sentence, and what stands in its
    place."""

    position: int
    fact: Fact
    supports: tuple[match.Support, ...]
    exchange: arabic.Word | None


def names(view: BeadView, context: Context) -> Iterator[Finding]:
    """Yield a finding for each name of the reference that neither the Arabic nor its back-translation has.

    A name that the reference has elsewhere too may have become a pronoun or a title here; it counts only where another
    name stands in its place, which the reference has not: beside the rest of the name; a country about where the other
    country should stand; or in the back-translation, if the Arabic bears it out.
    """
    if not view.paired or (context.article_lang, context.reference_lang) != ("ar", "en"):
        return
    reading = _reading(view)
    if max(len(reading.arabic), len(reading.hypothesis), len(reading.reference)) > links.LONGEST:
        return
    missing = list(_missing(view, reading))
    if not missing:
        return
    there = [f for h in view.hypotheses for f in facts.extract(h.text, "en")]
    instead = match.strangers_english(there, reading)
    arabic_instead = match.strangers_arabic(reading)
    for each in (_with_state(m, view, reading, arabic_instead) for m in missing):
        if each.exchange or instead or _foreign(each, view, context, reading, arabic_instead):
            yield _found(each, view, context, instead, arabic_instead)


def _missing(view: BeadView, reading: match.Reading) -> Iterator[_Missing]:
    for position, sentence in enumerate(view.reference):
        for fact in facts.extract(sentence.text, "en"):
            if fact.certainty < 0.5 or _acronym(fact) or len(match.words_of(fact)) > LONGEST_NAME:
                continue
            supports = match.supports(fact, reading)
            exchange = match.exchanged(fact, reading)
            if exchange or not match.present(supports):
                yield _Missing(position, fact, supports, exchange)


def _with_state(each: _Missing, view: BeadView, reading: match.Reading, strangers: Sequence[arabic.Word]) -> _Missing:
    """A country exchanged for another one. Where a place or a person of the table stands nearer (Moscow for Russia), that
    may be another way to name it."""
    if each.exchange or not facts.state(facts.canonical(match.words_of(each.fact))):
        return each
    before = sum(len(s.text) + 1 for s in view.reference[: each.position])
    at = next((i for i, w in enumerate(reading.reference) if w.start >= before + each.fact.start), 0)
    expected = links.to_arabic(reading.reference, reading.arabic).expect(at)
    near = sorted((abs(reading.arabic.index(w) - expected), w.start, w) for w in strangers if match.known(w))
    if near and near[0][0] <= _REACH and match.state(near[0][2]):
        return replace(each, exchange=near[0][2])
    return each


def _foreign(
    each: _Missing, view: BeadView, context: Context, reading: match.Reading, instead: Sequence[arabic.Word]
) -> bool:
    """The name is nowhere else in the reference, nor in the Arabic of the sentences around, and no translated title."""
    if each.fact.certainty < 1.0 or _elsewhere(each.fact, view, context):
        return False
    if match.partly_translated(each.fact, reading):
        return False
    if any(match.present(match.supports(each.fact, _reading(v))) for v in context.neighbours(view) if v.article):
        return False
    # Without a back-translation worth the name the spelling alone must be plain: nothing in the Arabic comes near, or a
    # stranger stands there.
    about = links.same_matter(reading.reference, reading.hypothesis)
    return about or bool(instead) or all(s.value <= 0.6 for s in each.supports)


def _elsewhere(fact: Fact, view: BeadView, context: Context) -> bool:
    wanted = [w for w in match.words_of(fact) if len(w) > 3 and not facts.everyday(w)]
    texts = (s.text.lower() for v in context.views if v is not view for s in v.reference)
    return bool(wanted) and any(w in text for text in texts for w in wanted)


def _acronym(fact: Fact) -> bool:
    """Mostly capitals: the Arabic writes such names out, in words that need not begin with these letters."""
    letters = [c for c in fact.text if c.isalpha()]
    large = sum(c.isupper() for c in letters)
    words = len(match.words_of(fact))
    return words <= 2 and (len(letters) < 3 or (large >= 2 and large > len(letters) / 2.5))


def _found(
    each: _Missing, view: BeadView, context: Context, instead: Sequence[Fact], arabic_instead: Sequence[arabic.Word]
) -> Finding:
    fact = each.fact
    spans = [view.span("reference", each.position, fact.start, fact.end)]
    stranger = each.exchange or _nearest(each, view, arabic_instead)
    spans += view.joined_span("article", stranger.start, stranger.end) if stranger else ()
    spans += _hypothesis_span(view, instead)
    article = next((s.text for s in spans if s.side == "article"), None)
    hypothesis = instead[0].text if instead else None
    message = f"“{fact.text}” is not in the Arabic"
    message += f", which has “{article}”" if article else ""
    message += f"; the back-translation has “{hypothesis}”." if hypothesis else "."
    details = {"reference": fact.text, "article": article, "hypothesis": hypothesis}
    return finding(context, view, _RULE, Severity.MAJOR, message, spans, details)


def _nearest(each: _Missing, view: BeadView, found: Sequence[arabic.Word]) -> arabic.Word | None:
    """The stranger that stands in the Arabic about where the name stands in the reference; a known name goes first."""
    if not found:
        return None
    here = each.fact.start / max(1, len(view.reference[each.position].text))
    length = max(1, len(view.text("article")))
    return min(found, key=lambda w: (not match.known(w), abs(w.start / length - here)))


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
