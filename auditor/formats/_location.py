"""Where a finding is, in the ways machine formats ask for it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path, PurePath
from urllib.parse import quote

from auditor.records import Audit, Document, Finding, Report, Segment

ID_DIGITS = 10
"""Of a fingerprint, that are its finding's id."""


def findings(report: Report) -> Iterator[tuple[Audit, Finding, int]]:
    """Every finding with its audit and with which occurrence of its fingerprint in the report it is, from 1."""
    seen: Counter[str] = Counter()
    for audit in report.audits:
        for finding in audit.findings:
            seen[finding.fingerprint] += 1
            yield audit, finding, seen[finding.fingerprint]


def identified(audits: Iterable[Audit], seen: Counter[str] | None = None) -> Iterator[tuple[Finding, str]]:
    """Each finding with its id, by which terminal, page and JSON call it: the first ten digits of its fingerprint, so
    that it is the same as long as article and finding are. What is found again, in this article or another, is counted:
    `0123456789-2`. `seen` counts on from the articles before."""
    seen = Counter() if seen is None else seen
    for audit in audits:
        for finding in audit.findings:
            short = finding.fingerprint[:ID_DIGITS]
            seen[short] += 1
            yield finding, short if seen[short] == 1 else f"{short}-{seen[short]}"


def unit(audit: Audit, finding: Finding) -> str | None:
    """The id of the translation unit that a finding is about; None outside bilingual files."""
    sentences = [audit.segments[i] for i in finding.article] + [audit.reference_segments[i] for i in finding.reference]
    found = next((s.unit for s in sentences if s.unit is not None), None)
    return None if found is None else audit.article.units[found].id


def unreviewed(audit: Audit) -> dict[str, int]:
    """How many of the units that were audited need review, by what their file says of them."""
    return dict(Counter(u.unreviewed for u in audit.article.units if u.unreviewed is not None))


def message(audit: Audit, finding: Finding) -> str:
    """What a finding says, for formats that have no place of their own for the unit: `unit 12: …`."""
    name = unit(audit, finding)
    return finding.message if name is None else f"unit {name}: {finding.message}"


def relative(path: str) -> str:
    """A path as repositories write it: with `/`, without `./`."""
    return PurePath(os.path.normpath(path)).as_posix()


def uri(path: str) -> str:
    """A percent-encoded URI: absolute paths as `file:`, relative ones relative."""
    native = os.path.normpath(path)
    if os.path.isabs(native):
        return Path(native).as_uri()
    return quote(os.fsencode(PurePath(native).as_posix()), safe="/")


def has_columns(document: Document) -> bool:
    """Whether columns of the visible text are columns of the file: not so in markup."""
    return document.source_lines is None


def end(segment: Segment) -> tuple[int, int]:
    """Line and column, from 1, just after a sentence, which never spans lines."""
    return segment.line, segment.column + len(segment.text)


def byte_columns(line: str) -> list[int]:
    """For each column of a line in code points, the end included, its column in UTF-8 bytes, from 1."""
    return list(accumulate((len(c.encode("utf-8", "surrogatepass")) for c in line), initial=1))
