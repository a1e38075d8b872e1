"""One side is surer than the other: may and will, will and did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.facts import arabic, english, links
from auditor.facts import modality as facts
from auditor.facts.fact import Fact
from auditor.facts.word_lists import word_list
from auditor.records import Finding, Severity, Span
from auditor.rules.view import BeadView, Context, finding

_RULE = "modality-mismatch"
_SAYS = {"possible": "leaves it open", "future": "says it is to come"}
_ANSWERS = {"possible": frozenset({"possible"}), "future": frozenset({"possible", "future"})}
"""What may answer a word on the other side: what is to come may be called likely; what may be is not sure to come."""


def modality(view: BeadView, context: Context) -> Iterator[Finding]:
    """Yield a finding where one side says `may` or `will` and the other has no word that leaves it open.

    Where the article alone speaks of what is to come, its verb must answer one that is past in the reference: English
    speaks of the future in the present too.
    """
    if not view.paired or (context.article_lang, context.reference_lang) != ("ar", "en"):
        return
    read, spoken = facts.extract(view.text("reference"), "en"), facts.extract(view.text("article"), "ar")
    for fact in _unanswered(read, spoken):
        spans = [*view.joined_span("reference", fact.start, fact.end), *_stated(fact, view)]
        yield _found(fact, spans, view, context)
        return
    for fact in _unanswered(spoken, read):
        done = _done(fact, view)
        if fact.kind == "possible" or done:
            spans = [*view.joined_span("article", fact.start, fact.end), *done]
            yield _found(fact, spans, view, context)
            return


def _unanswered(mine: Sequence[Fact], theirs: Sequence[Fact]) -> Iterator[Fact]:
    for fact in mine:
        if fact.certainty == 1.0 and not any(other.kind in _ANSWERS[fact.kind] for other in theirs):
            yield fact


def _stated(fact: Fact, view: BeadView) -> tuple[Span, ...]:
    """The word of the article that answers the verb behind `may` or `will`, which is the first word of weight there."""
    behind = (w for w in english.words(view.text("reference")) if w.start >= fact.end)
    verb = next((w for w in behind if w.norm not in word_list("grammar")), None)
    answer = next((a for w, a in _linked(view) if w == verb), None)
    return view.joined_span("article", answer.start, answer.end) if answer else ()


def _done(fact: Fact, view: BeadView) -> tuple[Span, ...]:
    """The verb of the reference that a verb of the article with the sign of the future answers, if it is past."""
    for word, answer in _linked(view):
        if answer.start == fact.start and english.past(word.norm):
            return view.joined_span("reference", word.start, word.end)
    return ()


def _linked(view: BeadView) -> list[tuple[english.Word, arabic.Word]]:
    read, spoken = english.words(view.text("reference")), arabic.words(view.text("article"))
    if max(len(read), len(spoken)) > links.LONGEST:
        return []
    return [(read[i], spoken[j]) for i, j in links.to_arabic(read, spoken).pairs]


def _found(fact: Fact, spans: Sequence[Span], view: BeadView, context: Context) -> Finding:
    side = spans[0].side
    here, there = ("article", "reference") if side == "article" else ("reference", "article")
    other = next((s.text for s in spans if s.side == there), None)
    states = f"states it (“{other}”)" if other else "states it"
    message = f"The {here} {_SAYS[fact.kind]} (“{fact.text}”), the {there} {states}"
    details = {here: fact.text, there: other, "kind": fact.kind}
    return finding(context, view, _RULE, Severity.MAJOR, message, spans, details)
