"""The lines that say how an article was made: found, kept out of the comparison, and summed up as provenance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from auditor.reading.notices import Notice, dateline_credits, read_notice
from auditor.records import Document, Provenance, Segment

CLOSING = 14
"""Sentences at the end among which closing lines are looked for."""

OPENING = 5
"""Sentences at the start among which a byline or a notice is looked for."""

_GAP = 2
"""Sentences of content that may stand between closing lines."""

# These may well be news, unless nothing but closing lines follows.
_WEAK = {"byline", "more", "end", "copyright", "terms", "heading"}


def disclose(document: Document, segments: Sequence[Segment]) -> tuple[tuple[Segment, ...], Provenance]:
    """The same segments with their kind set, and what the disclosure among them says.

    Only sentences at the end of the text, and a byline or notice at its start, can be disclosure; whatever is not
    recognised stays content. `document` decides nothing but the language the sentences are in is read from their words.
    """
    notices = _closing(segments) | _opening(segments)
    if len(notices) == len(segments):
        # Something must be the article: a text of nothing but notices has them compared like any other.
        return tuple(segments), _sum_up(notices.values(), ())
    marked = tuple(replace(s, kind="disclosure") if i in notices else s for i, s in enumerate(segments))
    first = next((s.text for s in marked if s.kind == "content" and dateline_credits(s.text)), "")
    return marked, _sum_up((notices[i] for i in sorted(notices)), dateline_credits(first))


def _closing(segments: Sequence[Segment]) -> dict[int, Notice]:
    """Notices at the end, walking backwards until too much content stands between them."""
    found: dict[int, Notice] = {}
    missed: list[int] = []
    for i in range(len(segments) - 1, max(-1, len(segments) - 1 - CLOSING), -1):
        notice = read_notice(segments[i].text)
        if notice and notice.kind == "heading" and _only_links(segments, missed):
            found |= {j: Notice("more") for j in missed}
            missed = []
        if notice and (notice.kind not in _WEAK or not missed):
            found[i] = notice
        else:
            missed.append(i)
            if len(missed) > (_GAP if not _only_links(segments, missed) else CLOSING):
                break
    return found


def _only_links(segments: Sequence[Segment], indexes: Sequence[int]) -> bool:
    """Headlines of other articles: lines of their own without a stop."""
    return all(
        segments[i].text[-1:] not in ".!؟?" and (i == 0 or segments[i - 1].paragraph != segments[i].paragraph)
        for i in indexes
    )


def _opening(segments: Sequence[Segment]) -> dict[int, Notice]:
    """Bylines and notices at the start; the headline may stand before them and the lead after."""
    found: dict[int, Notice] = {}
    for i in range(min(OPENING, len(segments))):
        notice = read_notice(segments[i].text)
        if notice is None or notice.kind not in ("making", "credit", "byline") or not _stands_alone(segments, i):
            continue
        # "Report: unemployment rises" is a headline; an agency, or a name in Latin letters, is none.
        if i or notice.kind != "credit" or all(name.isascii() for name in notice.credits):
            found[i] = notice
    return found


def _stands_alone(segments: Sequence[Segment], i: int) -> bool:
    """Whether the sentence has a line to itself, or shares it only with other notices."""
    line = [s for s in segments[max(0, i - OPENING) : i + OPENING] if s.paragraph == segments[i].paragraph]
    return all(s is segments[i] or read_notice(s.text) for s in line)


def _sum_up(notices: Iterable[Notice], dateline: Sequence[str]) -> Provenance:
    """One word on each question: a plain yes outweighs silence, a denial of review outweighs a yes."""
    held = list(notices)
    machine = {n.machine for n in held} - {None}
    reviewed = {n.reviewed for n in held} - {None}
    names = [*(name for n in held for name in n.credits), *dateline]
    return Provenance(
        machine_translated=(True in machine) if machine else None,
        human_reviewed=(False not in reviewed) if reviewed else None,
        credits=tuple(dict.fromkeys(names)),
    )
