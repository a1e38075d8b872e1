"""Beads made of one Arabic and one English sentence, and what single rules find in them, for the tests of rules."""

from __future__ import annotations

from auditor.records import Bead, Document, Finding, Hypothesis, ScoredBead, Segment, Translation
from auditor.rules.frame.context import Context
from auditor.rules.run import run_rules
from auditor.scoring.bead_view import BeadView

BY_ITSELF = ("untranslated", "repetition", "typography", "hidden-text")
"""The rules that look at the Arabic by itself."""
CLEAN = [
    ("زار وزير الخارجية الصيني طوكيو يوم الجمعة.", "China's foreign minister visited Tokyo on Friday."),
    ("ارتفعت صادرات البلاد بعد توقيع الاتفاق.", "The country's exports rose after the deal was signed."),
    ("لم يعلق المتحدث على التقرير.", "The spokesman did not comment on the report."),
    ("قال المدير: «سنفتتح المصنع قريبًا».", "“We shall open the factory soon,” the director said."),
]
"""Sentences and what they are translated from."""


def findings(context: Context, *rules: str) -> list[Finding]:
    """What these rules find by words alone, without an engine to ask."""
    return run_rules(context, lambda rule: rule in rules)


def by_bead(context: Context, *rules: str) -> list[list[Finding]]:
    """The same for each bead."""
    found = findings(context, *rules)
    places = [(tuple(s.index for s in v.article), tuple(s.index for s in v.reference)) for v in context.views]
    return [[f for f in found if (f.article, f.reference) == place] for place in places]


def found(rule: str, *rows: tuple[str, str] | tuple[str, str, str]) -> list[list[Finding]]:
    """What a rule finds in each of these beads; see `make_context`."""
    return by_bead(make_context(*rows), rule)


def make_context(*rows: tuple[str, str] | tuple[str, str, str]) -> Context:
    """A context of 1-1 beads; a row is article, reference and, where there is one, back-translation."""
    text = "\n".join(row[0] for row in rows)
    segments = as_segments([row[0] for row in rows])
    references = as_segments([row[1] for row in rows])
    views = tuple(
        BeadView(
            ScoredBead(Bead((i,), (i,), 0.8), None),
            (segments[i],),
            (Hypothesis(segments[i], Translation(row[2])),) if len(row) == 3 else (),
            (references[i],),
        )
        for i, row in enumerate(rows)
    )
    return Context(Document("article.txt", "ar", text), segments, views)


def as_segments(texts: list[str]) -> tuple[Segment, ...]:
    """Sentences, one a line."""
    made = []
    start = 0
    for i, text in enumerate(texts):
        made.append(Segment(i, text, start, start + len(text), i + 1, 1, i))
        start += len(text) + 1
    return tuple(made)
