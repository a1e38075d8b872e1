"""--report xliff=FILE: the XLIFF file that was audited, with a note in its units for each finding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath

from auditor.errors import SettingsError
from auditor.formats._phrasing import for_translator
from auditor.formats._rows import visible
from auditor.reading.bilingual.read import XLIFF
from auditor.records import Audit, Finding, Report, Severity

NAME = "xliff"
_PRIORITIES = {Severity.CRITICAL: 1, Severity.MAJOR: 3, Severity.MINOR: 6, Severity.NEUTRAL: 10}


def require_one_file(targets: Iterable[tuple[str, Path]], articles: Sequence[str]) -> None:
    """SettingsError where notes are asked for and there is not exactly one XLIFF file to put them into."""
    path = next((path for name, path in targets if name == NAME), None)
    if path is not None and (len(articles) != 1 or PurePath(articles[0]).suffix.lower() not in XLIFF):
        raise SettingsError(
            f"{path}: notes go into a copy of one XLIFF file, and this run audits something else; "
            "give exactly one .xlf or .xliff file, or leave --report xliff."
        )


def render(report: Report) -> bytes:
    """The file with its notes. Raises DocumentError where it has changed since it was read."""
    from auditor.reading.bilingual.notes import Note, annotate
    from auditor.reading.bilingual.units import Origin
    from auditor.reading.document import read_bytes

    (audit,) = report.audits
    article = audit.article
    reference_lang = audit.reference.document.lang if audit.reference else "en"
    notes: dict[int, list[Note]] = {}
    for finding in audit.findings:
        unit = _unit(audit, finding)
        if unit is not None and not finding.suppressed:
            text = f"{finding.severity.label} {finding.rule}: {for_translator(finding)}"
            notes.setdefault(unit, []).append(Note(" ".join(visible(text).split()), _PRIORITIES[finding.severity]))
    # Where none is among them, it made no difference whether they were included.
    included = any(unit.unreviewed is not None for unit in article.units)
    origin = Origin(article.path, article.lang, reference_lang, included)
    return annotate(read_bytes(article.path), origin, [u.id for u in article.units], notes)


def _unit(audit: Audit, finding: Finding) -> int | None:
    """Index of the unit that a finding is about."""
    sentences = [audit.segments[i] for i in finding.article] + [audit.reference_segments[i] for i in finding.reference]
    return next((s.unit for s in sentences if s.unit is not None), None)
