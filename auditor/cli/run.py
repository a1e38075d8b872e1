"""One run of the command: settings, the audit, the baseline, the reports."""

from __future__ import annotations

import getpass
import logging
import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from auditor import baseline as baselines
from auditor import difference as differences
from auditor.baseline import Baseline
from auditor.cli import outputs, xliff_notes
from auditor.cli.archive import check as check_archive
from auditor.cli.archive import open_archive
from auditor.cli.messages import Reporter, say
from auditor.cli.page import open_page
from auditor.errors import AuditError, BaselineError, DocumentError, SettingsError
from auditor.formats import FORMATS, jsonl
from auditor.formats._index import INDEXES
from auditor.formats._runners import inert, shown
from auditor.formats.json import article_object, report_object
from auditor.instruments import Instruments, open_instruments
from auditor.pipeline import audit, audit_each, report_of
from auditor.reading.articles import collect
from auditor.reading.document import MAX_BYTES
from auditor.records import Audit, Failure, Report, outline
from auditor.rules import IDS
from auditor.settings import settings as config
from auditor.settings.settings import Settings

_NOT_SETTINGS = frozenset(
    ("config", "show_settings", "update_baseline", "accept", "reason", "diff", "open", "watch", "quiet", "verbose")
)


@dataclass(frozen=True, slots=True)
class Invocation:
    """What the command line asked for."""

    articles: tuple[str, ...]
    settings: Settings
    update_baseline: bool
    accept: str | None
    reason: str | None
    diff: Path | None
    """A JSON report of an earlier run; what it has already does not fail this one."""
    open: bool
    """Show the page in the browser."""
    watching: bool
    reporter: Reporter

    @classmethod
    def begin(cls, articles: Sequence[str], options: Mapping[str, Any]) -> Invocation:
        """Read the settings and check what contradicts itself. Raises AuditError."""
        _log(options["verbose"])
        given = {k: v for k, v in options.items() if k not in _NOT_SETTINGS and v not in (None, ())}
        file = options["config"] or config.find(Path())
        settings = config.settle(given, file, known_rules=IDS, known_formats=FORMATS)
        invocation = cls(
            tuple(articles),
            settings,
            options["update_baseline"],
            options["accept"],
            options["reason"],
            options["diff"],
            options["open"],
            options["watch"],
            Reporter(quiet=options["quiet"]),
        )
        invocation._check()
        return invocation

    def _check(self) -> None:
        if self._accepting and self.settings.baseline is None:
            raise SettingsError("Accepting findings needs a baseline; name one with --baseline FILE.")
        if self.accept is not None and not self.reason:
            raise SettingsError("--accept needs a reason; add --reason TEXT.")
        if self.settings.no_reference and self.settings.reference is not None:
            raise SettingsError("--reference and --no-reference exclude each other; leave one of them.")
        if self.settings.out is not None:
            self._check_archive()

    def _check_archive(self) -> None:
        """What goes with a folder of reports, which holds no report over all articles."""
        settings = self.settings
        others = {"--report": settings.report, "--diff": self.diff, "--open": self.open, "--watch": self.watching}
        others |= {"--update-baseline or --accept": self._accepting}
        if (other := next((name for name, given in others.items() if given), None)) is not None:
            raise SettingsError(f"--out and {other} exclude each other; leave one of them.")
        if settings.format not in INDEXES or (settings.format == "html" and "html" not in settings.out_format):
            raise SettingsError(
                f"With --out standard output gets the index, which is {', '.join(INDEXES)} (with --out-format html), not"
                f" {settings.format}; choose with --format, and formats of the reports with --out-format."
            )

    def shown_settings(self) -> str:
        """The settings as text, and where each comes from."""
        first = next((a for a in self.articles if a != "-"), None)
        return config.show(config.for_article(self.settings, first) if first else self.settings, self._passed_over())

    def _passed_over(self) -> tuple[Path, ...]:
        return config.passed_over((a for a in self.articles if a != "-"), self.settings.file)

    def run(self) -> int:
        """Audit, write the reports, print one; return the exit code. Raises AuditError where there is no verdict, or where
        a report or the baseline could not be written: then after everything else was."""
        self.reporter.passed_over(self._passed_over())
        articles = collect(self.articles, self.settings.references, self.settings.out)
        if self.settings.reference is not None and len(articles) > 1:
            raise SettingsError(
                f"--reference belongs to one article, but there are {len(articles)}; use --references DIR."
            )
        self._look_ahead(articles)
        earlier = differences.read(self.diff) if self.diff is not None else None
        standard_input = _standard_input() if "-" in articles else None
        instruments = open_instruments(self.settings, articles)
        if self.settings.out is not None:
            return self._archive(articles, instruments, standard_input)
        if self._can_flow:
            return self._flow(articles, instruments, standard_input)
        with self.reporter.running() as progress:
            report = audit(
                articles, self.settings, standard_input=standard_input, instruments=instruments, progress=progress
            )
        if not report.audits:  # no verdict on anything: nothing is written, and the baseline is left as it is
            self.reporter.summary(report, instruments)
            return report.exit_code
        report, lost = self._with_baseline(report)
        changed = differences.since(earlier, report) if earlier is not None else None
        report = differences.only_new(report, earlier) if earlier is not None else report
        lost += outputs.write(self.settings.report, report)
        lost += outputs.show(FORMATS[self.settings.format](report), self.settings.format)
        self.reporter.summary(report, instruments)
        if earlier is not None and changed is not None:
            self.reporter.changed(earlier.path, changed)
        if self.open and (problem := open_page(report, self.settings.report)):
            self.reporter.no_page(problem)
        if lost:
            raise SettingsError(" ".join(lost))
        return report.exit_code

    @property
    def _can_flow(self) -> bool:
        """Whether nothing needs all articles at once."""
        return self.settings.format == "jsonl" and not (
            self.settings.report or self.diff or self.open or self._accepting
        )

    def _flow(self, articles: Sequence[str], instruments: Instruments, standard_input: bytes | None) -> int:
        """Print each article as soon as it is there, and keep no more of it than the last line needs."""
        settings, failures, outlines = self.settings, list[Failure](), list[Audit]()
        path = settings.baseline
        baseline = Baseline(Path()) if path is None else baselines.load(path)
        seen: Counter[str] = Counter()
        with self.reporter.running() as progress:
            stream = audit_each(articles, settings, instruments, standard_input=standard_input, progress=progress)
            for one in stream:
                failures += one.failures
                if one.audit is not None:
                    (marked,) = baselines.apply(report_of([one.audit], (), settings, instruments.info), baseline).audits
                    self._print(jsonl.of_article(article_object(marked, seen)))
                    outlines.append(outline(marked))
        report = report_of(outlines, failures, settings, instruments.info)
        if report.audits:
            self._print(jsonl.end(report_object(report)))
            if path is not None:
                self.reporter.stale(path, len(baselines.stale(report, baseline, [r.id for r in report.rules])))
        self.reporter.summary(report, instruments)
        return report.exit_code

    def _print(self, lines: str) -> None:
        """Some lines of JSON. Raises SettingsError where that fails: more of them would be lost as well."""
        if lost := list(outputs.show(inert("jsonl", lines), "jsonl")):
            raise SettingsError(" ".join(lost))

    def _archive(self, articles: Sequence[str], instruments: Instruments, standard_input: bytes | None) -> int:
        """Write a report for each article and print the index; the exit code."""
        archive = open_archive(self.settings, instruments, articles, self.articles)
        flows = self.settings.format == "jsonl"
        with self.reporter.running() as progress:
            index = archive.run(
                standard_input, progress, self.reporter.waiting, self._print if flows else lambda lines: None
            )
        lost = list(outputs.show(INDEXES[self.settings.format](index), self.settings.format))
        self.reporter.archived(index, archive.kept, instruments)
        if lost:
            raise SettingsError(" ".join(lost))
        return index.exit_code

    def _look_ahead(self, articles: Sequence[str]) -> None:
        """What is wrong with the baseline or with where reports go is said before the work. Raises AuditError."""
        settings, path = self.settings, self.settings.baseline
        xliff_notes.require_one_file(settings.report, articles)
        inputs = [Path(a) for a in articles if a != "-"]
        inputs += [
            p for p in (settings.reference, settings.file, path, settings.back_translations, self.diff) if p is not None
        ]
        inputs += [p for _, p in settings.report if os.path.exists(p) and _inside(p, settings.references)]
        if (recorded := settings.back_translations) is not None:
            inputs += [p for _, p in settings.report if os.path.exists(p) and _inside(p, recorded)]
        outputs.check(settings.report, inputs)
        if settings.out is not None:
            check_archive(settings, articles)
        if path is not None:
            baselines.load(path, missing_ok=self._accepting)
            if self._accepting:
                outputs.require_writable(path, "baseline")

    @property
    def _accepting(self) -> bool:
        return self.update_baseline or self.accept is not None

    def watch(self) -> int:
        """Audit whenever an article changes, until Ctrl-C."""
        from auditor.cli.watch import watch

        runs = chain([self], repeat(replace(self, open=False)))  # a page for each save would be too many

        def again() -> None:
            try:
                next(runs).run()
            except AuditError as error:
                say(f"audit: {error}")

        if "-" in self.articles:
            raise SettingsError("Standard input cannot be watched; name a file or a folder.")
        try:
            watch([Path(p) for p in self.articles], again, lambda: False)
        except KeyboardInterrupt:
            self.reporter.stopped()
        return 0

    def _with_baseline(self, report: Report) -> tuple[Report, list[str]]:
        """The report with what was accepted marked, and a sentence where the baseline could not be written."""
        path = self.settings.baseline
        if path is None:
            return report, []
        lost = []
        with baselines.alone(path) if self._accepting else nullcontext():
            baseline = baselines.load(path, missing_ok=self._accepting)
            try:
                baseline = self._accepted(report, baseline)
                if self._accepting:
                    baselines.save(baseline)
            except BaselineError as error:
                lost = [str(error)]
        stale = baselines.stale(report, baseline, [r.id for r in report.rules])
        self.reporter.stale(path, len(stale))
        return baselines.apply(report, baseline), lost

    def _accepted(self, report: Report, baseline: Baseline) -> Baseline:
        """The baseline with what this run is told to accept."""
        who, today, why = _who(), date.today(), self.reason or ""
        if self.accept is not None:
            baseline = baselines.accept(report, baseline, self.accept, who, today, why)
        if self.update_baseline:
            baseline = baselines.update(report, baseline, who, today, why, rules=[r.id for r in report.rules])
        return baseline


def _inside(path: Path, folder: Path) -> bool:
    return os.path.realpath(path.parent) == os.path.realpath(folder)


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise DocumentError("standard input is closed; send the article to it, or name a file.")
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or error
        raise DocumentError(
            f"standard input cannot be read ({reason}); send the article to it, or name a file."
        ) from error


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


class _Lines(logging.Formatter):
    """Records whose text may hold a name of a file."""

    def format(self, record: logging.LogRecord) -> str:
        return "\n".join(map(shown, super().format(record).split("\n")))


def _log(verbose: int) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(_Lines("%(name)s: %(message)s"))
    logging.basicConfig(level=(logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)], handlers=[handler])
