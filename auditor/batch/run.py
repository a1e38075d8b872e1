"""One run: rows in, results out, and what came of them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from auditor.batch.audits import VERDICTS, Auditor, Result
from auditor.batch.inputs import Input, chunks
from auditor.batch.outputs import opened
from auditor.plurals import plural
from auditor.settings.settings import Settings

EVERY = 60.0
"""Seconds between two words on how far it is."""


@dataclass(slots=True)
class Outcome:
    """What came of a run."""

    verdicts: Counter[str] = field(default_factory=Counter)

    @property
    def articles(self) -> int:
        """How many rows there were."""
        return self.verdicts.total()

    @property
    def exit_code(self) -> int:
        """2: an article could not be audited; 1: one has findings that count; 0: none has."""
        return max((code for code, word in enumerate(VERDICTS) if self.verdicts[word]), default=0)

    def __str__(self) -> str:
        counts = ", ".join(f"{self.verdicts[word]:,} {word}" for word in VERDICTS if self.verdicts[word])
        articles = plural(self.articles, "article")
        return f"{articles}: {counts}." if counts else f"{articles}."


def run(
    results: Iterable[Result], output: Path, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic
) -> Outcome:
    """Write the results as they come; `say` is told now and then how many there are. Raises AuditError where the results
    end before their time or cannot be written; the output is then what it was."""
    outcome, began = Outcome(), clock()
    due = began + EVERY
    with opened(output) as write:
        for result in results:
            write(result)
            outcome.verdicts[result["verdict"]] += 1
            if (now := clock()) >= due:
                say(f"{outcome} {60 * outcome.articles / (now - began):,.0f} a minute.")
                due = now + EVERY
    return outcome


def here(source: Input, settings: Settings, folder: Path) -> Generator[Result]:
    """The results of an input, audited in this process, a chunk at a time. Raises AuditError."""
    auditor = Auditor.open(settings, folder)
    for _, rows in chunks(source):
        yield from auditor.results(rows)
