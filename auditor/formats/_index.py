"""The index of a folder of reports: a row for each article, taken from its JSON report, so that articles which were audited
in an earlier run need not be held or audited again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from auditor.formats import _phrasing as words
from auditor.formats._runners import inert, shown
from auditor.formats.json import VERSION, dumps, engine_object, failure_object
from auditor.formats.jsonl import end
from auditor.plurals import plural
from auditor.records import EngineInfo, Failure, Severity, told

LEVELS = tuple(s.label for s in sorted(Severity, reverse=True))


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of the index."""

    values: Mapping[str, Any]
    """As the index has them in JSON."""
    failures: tuple[Failure, ...]
    """Units of a bilingual file that could not be audited."""

    @property
    def name(self) -> str:
        """The article as people are told it."""
        return told(self.values["path"])

    @property
    def fails(self) -> bool:
        """Whether its findings fail the run."""
        return bool(self.values["fails"])

    @property
    def made_by(self) -> str:
        """What the article says of how it was made."""
        made = self.values["provenance"]
        return words.made_by(made["machine_translated"], made["human_reviewed"], made["credits"])


@dataclass(frozen=True, slots=True)
class Index:
    """What is known of a folder of reports: the owner of its counts and of the exit code of the run."""

    version: str
    """Version of auditor."""
    engine: EngineInfo
    entries: tuple[Entry, ...]
    failures: tuple[Failure, ...]
    """Articles, and units of bilingual files, that could not be audited."""
    pending: int
    """Articles that this run has not come to yet."""
    fail_on: Severity | None

    @property
    def exit_code(self) -> int:
        """That of a report over the same articles; 2 as long as some are pending."""
        if self.failures or self.pending:
            return 2
        return int(any(entry.fails for entry in self.entries))

    @property
    def findings(self) -> dict[str, int]:
        """Findings that count, by severity, the most severe first."""
        return {level: sum(e.values["findings"][level] for e in self.entries) for level in LEVELS}

    @property
    def suppressed(self) -> int:
        """Findings that were accepted."""
        return sum(e.values["suppressed"] for e in self.entries)

    @property
    def verdict(self) -> str:
        """What came of it, in a sentence."""
        total = plural(len(self.entries), "article")
        failing = sum(entry.fails for entry in self.entries)
        said = (
            f"{failing} of {total} to check before they run" if failing else f"Nothing that fails the gate in {total}"
        )
        if alone := sum(e.values["reference"] is None for e in self.entries):
            said += f"; {alone} not compared with a reference"
        if self.failures:
            said = f"No verdict on {plural(len({f.path for f in self.failures}), 'article')}; {_lower(said)}"
        return f"{plural(self.pending, 'article')} still to be audited; {_lower(said)}" if self.pending else said


def entry(report: Mapping[str, Any], reports: Mapping[str, str], fails_at: Severity | None) -> Entry:
    """The row of an article, of its JSON report with that one article in it; `reports` are the files of its reports by
    format. Raises KeyError, TypeError or ValueError where that is no such report."""
    (article,) = report["articles"]
    findings = dict.fromkeys(LEVELS, 0)
    for finding in article["findings"]:
        findings[finding["severity"]] += not finding["suppressed"]
    percentiles = sorted(b["percentile"] for b in article["beads"] if b["percentile"] is not None)
    covered = {i for bead in article["beads"] if bead["article"] for i in bead["reference"]}
    worst = max((Severity[level.upper()] for level, n in findings.items() if n), default=None)
    values = {
        "path": article["path"],
        "reports": dict(reports),
        "reference": article["reference"],
        "provenance": article["provenance"],
        "scores": {name: article["scores"][name] for name in ("bleu", "chrf", "chrf++", "ter")},
        "percentile": percentiles[len(percentiles) // 2] if percentiles else None,
        "sentences": len(article["segments"]),
        "reference_sentences": len(article["reference_segments"]),
        "covered": len(covered),
        "findings": findings,
        "suppressed": sum(bool(f["suppressed"]) for f in article["findings"]),
        "fails": fails_at is not None and worst is not None and worst >= fails_at,
    }
    return Entry(values, tuple(Failure(f["path"], f["message"], f["line"]) for f in report["failures"]))


def render_json(index: Index) -> str:
    """The index as one JSON object, indented, ending in a newline."""
    return inert("json", dumps(_object(index), indent=2) + "\n")


def render_end(index: Index) -> str:
    """What JSON Lines say after the articles."""
    return inert("jsonl", end(_object(index)))


def _object(index: Index) -> dict[str, Any]:
    return {
        "version": VERSION,
        "tool": {"name": "auditor", "version": index.version},
        "engine": engine_object(index.engine),
        "articles": [dict(e.values) for e in index.entries],
        "failures": [failure_object(f) for f in index.failures],
        "pending": index.pending,
        "summary": {
            "articles": len(index.entries),
            "findings": index.findings,
            "suppressed": index.suppressed,
            "fail_on": index.fail_on.label if index.fail_on is not None else "never",
        },
        "exit_code": index.exit_code,
    }


def render_html(index: Index) -> str:
    """The index as a page with a link to the page of each article."""
    from markupsafe import Markup

    from auditor.formats.html import TEMPLATES, environment  # who makes no page does not pay for them

    text = (
        environment()
        .get_template("folder.html")
        .render(index=index, address=_address, style=Markup(TEMPLATES.joinpath("report.css").read_text("utf-8")))
    )
    return inert("html", text.rstrip() + "\n")


def render_terminal(index: Index) -> str:
    """Lines for a person: each article that has findings or could not be audited, then the verdict."""
    return "".join(f"{shown(line)}\n" for line in _lines(index))


def _lines(index: Index) -> Iterator[str]:
    for one in index.entries:
        if counted := _tally(one.values["findings"]):
            yield f"{'✗' if one.fails else '✓'} {one.name} · {counted} · {one.values['reports']['json']}"
    for failure in index.failures:
        yield f"not audited {told(failure.path)}: {failure.message}"
    word = ("passed", "failed", "incomplete")[index.exit_code]
    counted = _tally(index.findings) or "no findings"
    accepted = f" · {index.suppressed} accepted" if index.suppressed else ""
    lost = f" · {len(index.failures)} could not be audited" if index.failures else ""
    yield f"{word} · {plural(len(index.entries), 'article')} · {counted}{accepted}{lost}"


INDEXES: dict[str, Callable[[Index], str]] = {
    "terminal": render_terminal,
    "json": render_json,
    "jsonl": render_end,
    "html": render_html,
}
"""Formats in which the index can be printed; before the end of JSON Lines come those of the articles."""


def _tally(findings: Mapping[str, int]) -> str:
    return ", ".join(f"{n} {level}" for level, n in findings.items() if n)


def _address(file: str) -> str:
    """A path as a link: whatever an article is called, it leads nowhere else."""
    return quote(file.encode("utf-8", "surrogateescape"))


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def in_order(
    entries: Mapping[str, Entry], failures: Mapping[str, Sequence[Failure]], articles: Sequence[str]
) -> tuple[tuple[Entry, ...], tuple[Failure, ...]]:
    """Rows and failures as the articles were named."""
    rows = tuple(entries[a] for a in articles if a in entries)
    lost = [f for a in articles for f in (entries[a].failures if a in entries else failures.get(a, ()))]
    return rows, tuple(lost)
