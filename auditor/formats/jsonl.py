"""JSON Lines, for pipes: every line is an object that says in `type` what it is.

For each article a line `article` (its scores and counts), then a line for each `finding`, with the path and the words
of all three sides; a line for each `failure`; last a line `summary`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditor.formats.json import dumps, report_object
from auditor.records import Report, Severity


def render(report: Report) -> str:
    """One object a line, each line ending in a line feed."""
    whole = report_object(report)
    return "".join(map(of_article, whole["articles"])) + end(whole)


def of_article(article: Mapping[str, Any]) -> str:
    """The lines of one article, as the JSON report has it: they can be written as soon as it is there."""
    return "".join(
        f"{dumps(line)}\n" for line in (_article(article), *(_finding(article, f) for f in article["findings"]))
    )


def end(whole: Mapping[str, Any]) -> str:
    """What comes after the articles, of the JSON report or of an index: a line a failure, and the last line."""
    lines = [{"type": "failure", **failure} for failure in whole["failures"]]
    lines.append(
        {
            "type": "summary",
            "version": whole["version"],
            "tool": whole["tool"],
            "engine": whole["engine"],
            **whole["summary"],
            "exit_code": whole["exit_code"],
        }
    )
    return "".join(f"{dumps(line)}\n" for line in lines)


def _article(whole: Mapping[str, Any]) -> dict[str, Any]:
    live = [f["severity"] for f in whole["findings"] if not f["suppressed"]]
    return {
        "type": "article",
        **{key: whole[key] for key in ("path", "reference", "provenance", "scores", "units")},
        "sentences": len(whole["segments"]),
        "reference_sentences": len(whole["reference_segments"]),
        "findings": {s.label: live.count(s.label) for s in sorted(Severity, reverse=True)},
    }


def _finding(whole: Mapping[str, Any], finding: Mapping[str, Any]) -> dict[str, Any]:
    ours = [whole["segments"][i] for i in finding["article"]]
    return {
        "type": "finding",
        "path": whole["path"],
        **finding,
        "article_text": " ".join(s["text"] for s in ours),
        "hypothesis_text": " ".join(s["hypothesis"] for s in ours if s["hypothesis"] is not None),
        "reference_text": " ".join(whole["reference_segments"][i]["text"] for i in finding["reference"]),
    }
