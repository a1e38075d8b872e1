"""What a run says on standard error: which engine, how far it is, and what came of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import click

from auditor.difference import Difference
from auditor.formats._index import Index
from auditor.formats._phrasing import uncompared
from auditor.formats._runners import shown
from auditor.instruments import Instruments
from auditor.pipeline import Progress
from auditor.plurals import plural
from auditor.records import Report


@dataclass(frozen=True, slots=True)
class Reporter:
    """Speaks on standard error, unless it is to be quiet."""

    quiet: bool = False

    def _engine(self, instruments: Instruments) -> None:
        """Name the engine, and how to get a better one."""
        info = instruments.info
        beam = f", beam {info.beam}" if info.beam else ""
        calibrated = "" if instruments.fits else "; no calibration fits it, default thresholds are used"
        better = f" Get a better one with `{instruments.hint}`." if instruments.hint else ""
        self._say(f"Engine: {info.name} ({info.runtime}{beam}){calibrated}.{better}")

    @contextmanager
    def running(self) -> Iterator[Progress]:
        """A progress bar on a terminal, silence elsewhere."""
        if self.quiet or sys.stderr is None or not sys.stderr.isatty():
            yield lambda what, done, total: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as Bars

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[pace]}"),
        )
        # Standard output is left alone: lines of a report may go there meanwhile.
        with Bars(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bars:
            task = bars.add_task("reading", total=None, pace="")
            began = time.monotonic()

            def progress(what: str, done: int, total: int) -> None:
                nonlocal began
                began = began if done else time.monotonic()
                words = pace(done, total, time.monotonic() - began)
                bars.update(task, description=what, completed=done, total=total, pace=words)

            yield progress

    def stopped(self) -> None:
        """Watching has ended."""
        self._say("Stopped.")

    def passed_over(self, files: Iterable[Path]) -> None:
        """Settings that came with an article."""
        for file in files:
            self._say(f"{file}: not obeyed, since it lies with an article; --config names settings that are elsewhere.")

    def stale(self, path: Path, count: int) -> None:
        """Entries of a baseline that nothing answers to any more."""
        if count:
            entries = plural(count, "entry answers", "entries answer")
            self._say(
                f"{path}: {entries} to no finding any more: delete what does there, or run with --update-baseline, which"
                " also accepts every finding of this run."
            )

    def summary(self, report: Report, instruments: Instruments) -> None:
        """One line a failure, first of all; where there is a verdict, the engine it rests on and one line for the run."""
        for failure in report.failures:
            say(f"audit: {failure.message}")
        counts = ", ".join(f"{n} {s.label}" for s, n in report.counts().items() if n) or "no findings"
        if not report.audits:
            if len(report.failures) > 1:
                self._say("No article was audited.")
            return
        self._engine(instruments)
        articles = plural(len(report.audits), "article")
        unread = f", {len(report.failures)} not audited" if report.failures else ""
        alone = f", {words}" if (words := uncompared(report)) else ""
        self._say(f"{articles}{unread}{alone}: {counts}.")

    def waiting(self) -> None:
        """Another run is at work in the folder of the reports."""
        self._say("Another run is writing into the same folder; this one goes on when it has ended.")

    def archived(self, index: Index, kept: int, instruments: Instruments) -> None:
        """The same of a folder of reports, and how many articles did not have to be audited again."""
        for failure in index.failures:
            say(f"audit: {failure.message}")
        if index.entries:
            self._engine(instruments)
        unchanged = f", {kept} of them unchanged since an earlier run" if kept else ""
        articles = plural(len(index.entries), "article")
        self._say(f"{articles}{unchanged}. {index.verdict}.")

    def changed(self, earlier: Path, difference: Difference) -> None:
        """What is gone since an earlier report, and how much is new; what is new is in the report itself."""
        for finding in difference.gone:
            self._say(f"gone: {finding}")
        self._say(f"Since {earlier}: {difference}.")

    def no_page(self, problem: str) -> None:
        """Why no browser shows the page."""
        self._say(problem)

    def _say(self, text: str) -> None:
        if not self.quiet:
            say(text)


def pace(done: int, total: int, seconds: float) -> str:
    """How fast articles are done since the beginning, and how long the others take at that rate; empty before the first.
    They come in windows, so that a rate of the last moments would jump."""
    if not done or seconds <= 0:
        return ""
    minutes, left = divmod(round(seconds / done * (total - done)), 60)
    hours, minutes = divmod(minutes, 60)
    time_left = f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"
    return f"articles, {60 * done / seconds:.1f} a minute, {time_left} left"


def say(text: str) -> None:
    """A line on standard error, of text that may hold a name of a file; what cannot be written there must not change the
    verdict."""
    with suppress(OSError):
        click.echo(shown(text), err=True)
