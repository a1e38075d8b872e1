"""One side is surer than the other: may and will, will and did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.facts import modality as facts
from auditor.facts.fact import Fact
from auditor.facts.words import arabic, english
from auditor.facts.words.lists import word_list
from auditor.records import Severity, Side
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import ARABIC_ENGLISH, MISTRANSLATION, Hit, Rule

_SAYS = {"possible": "leaves it open", "future": "says it is to come"}
_ANSWERS = {"possible": frozenset({"possible"}), "future": frozenset({"possible", "future"})}
"""What may answer a word on the other side: what is to come may be called likely; what may be is not sure to come."""
_BEFORE_PARTICIPLE = frozenset({"am", "is", "are", "be", "been", "being", "was", "were", "has", "have"})

_Linked = Sequence[tuple[english.Word, arabic.Word]]


def modality(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """One side says `may` or `will`, the other has no word that leaves it open, and something there plainly is
    surer: it says that it will be, or the verb in question is past."""
    read, spoken = facts.extract(bead.text("reference"), "en"), facts.extract(bead.text("article"), "ar")
    open_read, open_spoken = list(_unanswered(read, spoken)), list(_unanswered(spoken, read))
    if not open_read and not open_spoken:
        return
    words = bead.reference_words, bead.article_words
    linked = [(words[0][i], words[1][j]) for i, j in bead.to_article.pairs]
    for fact in open_read:
        if surer := _coming(fact, spoken) or _done_in_arabic(fact, words, linked):
            yield _found(fact, "reference", surer, bead)
            return
    for fact in open_spoken:
        if surer := _coming(fact, read) or _done_in_english(fact, words, linked):
            yield _found(fact, "article", surer, bead)
            return


def _unanswered(mine: Sequence[Fact], theirs: Sequence[Fact]) -> Iterator[Fact]:
    for fact in mine:
        if fact.certainty == 1.0 and not any(other.kind in _ANSWERS[fact.kind] for other in theirs):
            yield fact


def _coming(fact: Fact, theirs: Sequence[Fact]) -> tuple[int, int] | None:
    """Where the other side says that what only may be is to come."""
    if fact.kind != "possible":
        return None
    return next(((f.start, f.end) for f in theirs if f.kind == "future" and f.certainty == 1.0), None)


def _done_in_arabic(
    fact: Fact, words: tuple[Sequence[english.Word], Sequence[arabic.Word]], linked: _Linked
) -> tuple[int, int] | None:
    """Where the article has the verb behind `may` or `will` at its head, as a verb in the past stands in Arabic, or behind
    the particle of one."""
    verb = next((w for w in words[0] if w.start >= fact.end and w.norm not in word_list("grammar")), None)
    answer = next((a for w, a in linked if w == verb), None)
    if answer is None or answer.norm.startswith(("ال", "وال", "لل", "بال")):
        return None
    at = words[1].index(answer)
    head = at == 0 or words[1][at - 1].norm in ("قد", "وقد", "فقد", "لقد")
    return (answer.start, answer.end) if head else None


def _done_in_english(
    fact: Fact, words: tuple[Sequence[english.Word], Sequence[arabic.Word]], linked: _Linked
) -> tuple[int, int] | None:
    """Where the reference has the verb of the fact in the past."""
    at = next(i for i, w in enumerate(words[1]) if w.start == fact.start) + (fact.kind == "possible")
    verb = words[1][at] if at < len(words[1]) else None
    answer = next((w for w, a in linked if a == verb), None)
    if answer is None or not english.past(answer.norm) or not answer.text.islower():
        return None
    before = words[0][words[0].index(answer) - 1] if answer != words[0][0] else None
    passive = before is not None and before.norm in _BEFORE_PARTICIPLE
    return None if passive else (answer.start, answer.end)


def _found(fact: Fact, side: Side, surer: tuple[int, int], bead: BeadReading) -> Hit:
    other: Side = "reference" if side == "article" else "article"
    said = bead.text(other)[slice(*surer)]
    message = f"The {side} {_SAYS[fact.kind]} (“{fact.text}”), the {other} is surer (“{said}”)"
    details = {side: fact.text, other: said, "kind": fact.kind}
    spans, shown = bead.joined_span(side, fact.start, fact.end), bead.joined_span(other, *surer)
    return Hit(message, spans, details, shown)


def why(hit: Hit) -> str:
    first = next((s.side for s in hit.spans), "reference")
    other = "reference" if first == "article" else "article"
    words = "may or perhaps" if hit.details.get("kind") == "possible" else "will, may or plans to"
    return f"The {other} has no word such as {words}."


RULE = Rule(
    "modality-mismatch",
    Severity.MAJOR,
    MISTRANSLATION,
    "One side is surer: may and will, will and did.",
    level="word",
    checks=(modality,),
    languages=ARABIC_ENGLISH,
    by_words=True,
    why=why,
)
