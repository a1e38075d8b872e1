"""A chunk of rows becomes rows of results."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from auditor import baseline as baselines
from auditor.baseline import Baseline
from auditor.batch.rows import Row
from auditor.errors import DocumentError, EngineError
from auditor.formats.json import article_object
from auditor.instruments import Instruments, open_instruments
from auditor.pipeline import audit_prepared, report_of
from auditor.prepare import Library, Prepared, given, prepare, prepare_document
from auditor.reading.references import Names
from auditor.records import Audited, Failure, ReferenceMatch, Severity
from auditor.settings.settings import Settings, for_article
from auditor.windows import failure

logger = logging.getLogger(__name__)

VERDICTS = ("passed", "failed", "incomplete")
"""By exit code."""
SCORES = ("bleu", "chrf", "chrf++", "ter")
LEVELS = tuple(s.label for s in sorted(Severity, reverse=True))

Result = dict[str, Any]
"""`id`, `verdict`, `scores`, `counts`, `findings` (the article as the JSON report has it) and `error`; what there is none of
is None."""


@dataclass(slots=True)
class Auditor:
    """What audits chunks, one after another, with one engine."""

    settings: Settings
    folder: Path
    """Below which files that a table names must lie."""
    instruments: Instruments
    baseline: Baseline
    names: Names = field(default_factory=Names)
    library: Library = field(default_factory=Library)

    @classmethod
    def open(cls, settings: Settings, folder: Path) -> Auditor:
        """Raises EngineError where the engine cannot be had, BaselineError and SettingsError."""
        path = settings.baseline
        return cls(settings, folder, open_instruments(settings), baselines.load(path) if path else Baseline(Path()))

    def results(self, rows: Sequence[Row]) -> list[Result]:
        """A result for each row, in order; whatever is wrong with a row is in its result. Raises EngineError where the
        engine cannot work."""
        try:
            articles = [(row.id or "", self._read(row)) for row in rows]
            found = list(audit_prepared(articles, self.instruments, self.library))
            return [self._result(row, one) for row, one in zip(rows, found, strict=True)]
        except EngineError:
            raise
        except Exception as error:  # a bug that a single row brings out must not take the others with it
            if len(rows) == 1:
                return [broken(rows[0].id, failure(rows[0].id or "a row", error).message)]
            logger.info("a chunk of %d rows failed; each is audited by itself", len(rows), exc_info=error)
            return [result for row in rows for result in self.results([row])]

    def _read(self, row: Row) -> Prepared | Audited:
        name = row.id or ""
        if row.problem is not None:
            return Audited(name, None, (Failure(name, row.problem),))
        try:
            if row.kind == "texts":
                return self._given(row, for_article(self.settings, name))
            path = row.article if row.kind == "file" else self._below(row.article)
            settings = for_article(self.settings, path)
            if row.kind == "named files" and row.reference is None:
                settings = replace(settings, no_reference=True)
            elif row.kind == "named files" and row.reference is not None:
                settings = replace(settings, reference=Path(self._below(row.reference)))
            return prepare(path, settings, None, self.names)
        except Exception as error:
            return Audited(name, None, (failure(name, error),))

    def _given(self, row: Row, settings: Settings) -> Prepared:
        """Texts, read as plain ones under the name that the row has."""
        document, match = given(row.id or "", row.article, settings.article_lang), None
        if row.reference is not None and not settings.no_reference:
            match = ReferenceMatch(given("reference", row.reference, settings.reference_lang), "option")
        return prepare_document(document, match, replace(settings, no_reference=match is None))

    def _below(self, name: str) -> str:
        """The path of a file that a table names. Raises DocumentError for one that lies elsewhere."""
        path = os.path.join(self.folder, name)
        folder = os.path.join(os.path.realpath(self.folder), "")
        if "\0" in name or not os.path.realpath(path).startswith(folder):
            raise DocumentError(f"{name!r} does not lie below {self.folder}: only files there are read")
        return path

    def _result(self, row: Row, one: Audited) -> Result:
        error = " ".join(failed.message for failed in one.failures) or None
        if one.audit is None:
            return broken(row.id, error or "")
        report = report_of([one.audit], one.failures, self.settings, self.instruments.info)
        report = baselines.apply(report, self.baseline)
        article = article_object(report.audits[0])
        return {
            "id": row.id,
            "verdict": VERDICTS[report.exit_code],
            "scores": {name: article["scores"][name] for name in SCORES},
            "counts": {severity.label: n for severity, n in report.counts().items()},
            "findings": article,
            "error": error,
        }


def broken(name: str | None, message: str) -> Result:
    """The result of a row that could not be audited."""
    nothing = dict.fromkeys(("scores", "counts", "findings"))
    return {"id": name, "verdict": VERDICTS[2], **nothing, "error": message}
