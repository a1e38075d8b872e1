"""One run of the command: settings, the audit, the baseline, the reports."""

from __future__ import annotations

import getpass
import io
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from auditor import atomic_file as files
from auditor import baseline as baselines
from auditor.cli.messages import Reporter
from auditor.errors import AuditError, DocumentError, SettingsError
from auditor.formats import FOR_PEOPLE, FORMATS
from auditor.instruments import open_instruments
from auditor.pipeline import audit
from auditor.reading.articles import collect
from auditor.reading.document import MAX_BYTES
from auditor.records import Report
from auditor.rules import IDS
from auditor.settings import settings as config
from auditor.settings.settings import Settings

_NOT_SETTINGS = {"config", "show_settings", "update_baseline", "accept", "reason", "watch", "quiet", "verbose"}


@dataclass(frozen=True, slots=True)
class Session:
    """What the command line asked for."""

    articles: tuple[str, ...]
    settings: Settings
    update_baseline: bool
    accept: str | None
    reason: str | None
    reporter: Reporter

    @classmethod
    def begin(cls, articles: Sequence[str], options: Mapping[str, Any]) -> Session:
        """Read the settings and check what contradicts itself. Raises AuditError."""
        _log(options["verbose"])
        given = {k: v for k, v in options.items() if k not in _NOT_SETTINGS and v not in (None, ())}
        file = options["config"] or config.find(Path())
        settings = config.settle(given, file, known_rules=IDS, known_formats=FORMATS)
        session = cls(
            tuple(articles),
            settings,
            options["update_baseline"],
            options["accept"],
            options["reason"],
            Reporter(quiet=options["quiet"]),
        )
        session._check()
        return session

    def _check(self) -> None:
        accepting = self.update_baseline or self.accept is not None
        if accepting and self.settings.baseline is None:
            raise SettingsError("Accepting findings needs a baseline; name one with --baseline FILE.")
        if self.accept is not None and not self.reason:
            raise SettingsError("--accept needs a reason; add --reason TEXT.")
        if sys.stdout is None:
            raise SettingsError("standard output is closed, so the report would be lost; send it somewhere.")
        for _, path in self.settings.report:
            if not path.parent.is_dir():
                raise SettingsError(f"{path}: there is no folder {path.parent} for the report; make it first.")
        if self.settings.no_reference and self.settings.reference is not None:
            raise SettingsError("--reference and --no-reference exclude each other; leave one of them.")

    def shown_settings(self) -> str:
        """The settings as text, and where each comes from."""
        first = next((a for a in self.articles if a != "-"), None)
        return config.show(config.for_article(self.settings, first) if first else self.settings, self._passed_over())

    def _passed_over(self) -> tuple[Path, ...]:
        return config.passed_over((a for a in self.articles if a != "-"), self.settings.file)

    def run(self) -> int:
        """Audit, write the reports, print one; return the exit code. Raises AuditError where there is no verdict."""
        self.reporter.passed_over(self._passed_over())
        articles = collect(self.articles, self.settings.references)
        if self.settings.reference is not None and len(articles) > 1:
            raise SettingsError(
                f"--reference belongs to one article, but there are {len(articles)}; use --references DIR."
            )
        standard_input = _standard_input() if "-" in articles else None
        instruments = open_instruments(self.settings, articles)
        with self.reporter.running() as progress:
            report = audit(
                articles, self.settings, standard_input=standard_input, instruments=instruments, progress=progress
            )
        if not report.audits:  # no verdict on anything: nothing is written, and the baseline is left as it is
            self.reporter.summary(report, instruments)
            return report.exit_code
        report = self._with_baseline(report)
        for name, path in self.settings.report:
            _write(path, FORMATS[name](report))
        _print(FORMATS[self.settings.format](report), self.settings.format)
        self.reporter.summary(report, instruments)
        return report.exit_code

    def watch(self) -> int:
        """Audit whenever an article changes, until Ctrl-C."""
        from auditor.cli.watch import watch

        def again() -> None:
            try:
                self.run()
            except AuditError as error:
                click.echo(f"audit: {error}", err=True)

        if "-" in self.articles:
            raise SettingsError("Standard input cannot be watched; name a file or a folder.")
        try:
            watch([Path(p) for p in self.articles], again, lambda: False)
        except KeyboardInterrupt:
            self.reporter.stopped()
        return 0

    def _with_baseline(self, report: Report) -> Report:
        path = self.settings.baseline
        if path is None:
            return report
        accepting = self.update_baseline or self.accept is not None
        baseline = baselines.load(path, missing_ok=accepting)
        who, today = _who(), date.today()
        if self.accept is not None:
            baseline = baselines.accept(report, baseline, self.accept, who, today, self.reason or "")
        if self.update_baseline:
            ran = [r.id for r in report.rules]
            baseline = baselines.update(report, baseline, who, today, self.reason or "", rules=ran)
        if accepting:
            baselines.save(baseline)
        stale = baselines.stale(report, baseline, [r.id for r in report.rules])
        self.reporter.stale(path, len(stale))
        return baselines.apply(report, baseline)


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise DocumentError("standard input is closed; send the article to it, or name a file.")
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _write(path: Path, text: str) -> None:
    try:
        files.write(path, text)
    except OSError as error:
        raise SettingsError(f"{path}: the report cannot be written ({error.strerror or error}).") from error


def _print(text: str, name: str) -> None:
    """Print a report: what machines read is UTF-8 whatever the stream's encoding is, what people read is in theirs."""
    try:
        if name in FOR_PEOPLE:
            click.echo(text, nl=False, color=_colour())
        else:
            click.echo(text.encode("utf-8", "backslashreplace"), nl=False)
    except BrokenPipeError:
        raise
    except OSError as error:
        sys.stdout = io.StringIO()  # what is left in the buffer would fail again at the end
        raise SettingsError(f"standard output: the report cannot be written ({error.strerror or error}).") from error


def _colour() -> bool | None:
    """None leaves it to click: colour on a terminal only. NO_COLOR (no-color.org) wins."""
    return False if os.environ.get("NO_COLOR") else None


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _log(verbose: int) -> None:
    level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
    logging.basicConfig(level=level, format="%(name)s: %(message)s", stream=sys.stderr)
