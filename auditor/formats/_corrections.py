"""What a translator is to look at again: the findings that concern the Arabic, without scores and back-translations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from auditor.formats._phrasing import concerns_translator, for_translator, place
from auditor.formats._rows import MarkedRun, direction, marks_by_sentence, runs, visible
from auditor.plurals import plural
from auditor.records import Audit, Finding, Report, Segment, Side

TITLE = "Corrections"
WHAT_THIS_IS = (
    "Each entry is a suspicion: look at the Arabic, and where it is right leave it as it is. "
    "The words in question stand out."
)


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled text of an entry; without runs it is room to write."""

    label: str
    lang: str
    runs: tuple[MarkedRun, ...] = ()

    @property
    def dir(self) -> str:
        """`rtl` or `ltr`."""
        return direction(self.lang)


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding."""

    place: str
    severity: str
    says: str
    """What is wrong, in a sentence."""
    fields: tuple[Field, ...]


def summary(report: Report) -> str:
    """How much there is to look at."""
    audits = [n for a in report.audits if (n := sum(map(concerns_translator, a.findings)))]
    if not audits:
        return f"Nothing to correct was found in {plural(len(report.audits), 'article')}."
    return f"{plural(sum(audits), 'entry', 'entries')} in {plural(len(audits), 'article')}."


def entries(audit: Audit) -> Iterator[Entry]:
    """The findings of an article in reading order."""
    for finding in audit.findings:
        if concerns_translator(finding):
            yield Entry(
                place(audit, finding),
                finding.severity.label,
                for_translator(finding),
                tuple(_fields(audit, finding)),
            )


def as_text(audit: Audit, finding: Finding) -> str:
    """A finding as lines of plain text, to be sent to the translator."""
    fields = (f for f in _fields(audit, finding) if f.runs)
    lines = [f"{f.label}: {''.join(r.text for r in f.runs)}" for f in fields]
    head = f"{audit.article.name}, {place(audit, finding)}"
    return "\n".join(map(visible, [head, for_translator(finding), *lines]))


def _fields(audit: Audit, finding: Finding) -> Iterator[Field]:
    lang = audit.article.lang
    article = [audit.segments[i] for i in finding.article]
    if article:
        yield Field("Article", lang, _marked("article", article, finding))
    elif before := _before(audit, finding):
        yield Field("Behind this", lang, runs(before.text, ()))
    if finding.reference and audit.reference is not None:
        sentences = [audit.reference_segments[i] for i in finding.reference]
        yield Field("Reference", audit.reference.document.lang, _marked("reference", sentences, finding))
    yield Field("Correction", lang)


def _marked(
    side: Literal["article", "reference"], sentences: Sequence[Segment], finding: Finding
) -> tuple[MarkedRun, ...]:
    marks = marks_by_sentence([finding])
    found: list[MarkedRun] = []
    for sentence in sentences:
        if found:
            found.append(MarkedRun(" ", ()))
        key: tuple[Side, int] = (side, sentence.index)
        found += runs(sentence.text, marks.get(key, ()))
    return tuple(found)


def _before(audit: Audit, finding: Finding) -> Segment | None:
    """The sentence behind which something is missing; None at the beginning of the article."""
    behind = bisect_left(audit.segments, (finding.line, finding.column), key=lambda s: (s.line, s.column))
    return audit.segments[behind - 1] if behind else None
