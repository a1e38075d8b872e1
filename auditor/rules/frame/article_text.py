"""What the checks share that look at the Arabic alone: paragraphs, places in sentences, and a hit on one sentence.

Such a check is a generator `(Context) -> Iterator[Hit]`: it sees the whole article, disclosure included, with what
stands between the sentences.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from auditor.records import Bead, ScoredBead, Segment, Severity
from auditor.rules.frame.context import Context
from auditor.rules.frame.rule import Hit, Value
from auditor.scoring.bead_view import BeadView


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the article with its sentences and what stands between them."""

    segments: tuple[Segment, ...]
    text: str
    """From the start of the first sentence to the end of the last."""

    @property
    def start(self) -> int:
        """Offset of `text` in the article."""
        return self.segments[0].start

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, tuple[int, int]]]:
        """A span of `text` as (index in `segments`, span in that sentence), one for each sentence it touches."""
        start, end = start + self.start, end + self.start
        first = bisect_right(self.segments, start, key=lambda s: s.start) - 1
        for at in range(first, len(self.segments)):
            segment = self.segments[at]
            if segment.start >= end:
                return
            if segment.end > start:
                yield at, (max(start, segment.start) - segment.start, min(end, segment.end) - segment.start)


def paragraphs(context: Context) -> Iterator[Paragraph]:
    """The paragraphs of the article in order."""
    for _, group in groupby(context.segments, key=lambda s: s.paragraph):
        segments = tuple(group)
        yield Paragraph(segments, context.article.text[segments[0].start : segments[-1].end])


def on_sentence(
    segment: Segment,
    message: str,
    spans: Iterable[tuple[int, int]] = (),
    details: Mapping[str, Value] | None = None,
    *,
    severity: Severity | None = None,
) -> Hit:
    """A hit on one sentence of the article, whatever it is aligned with; `spans` are offsets in the sentence."""
    view = BeadView(ScoredBead(Bead((segment.index,), ()), None), (segment,), (), ())
    marked = tuple(view.span("article", 0, start, end) for start, end in sorted(set(spans)))
    return Hit(message, marked, dict(details or {}), bead=view, severity=severity)
