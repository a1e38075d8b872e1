"""The JSON report: version 1 of the contract, key by key, and safe to print."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_builder import Builder
from shared_report import make_clean_report, make_report

from auditor.formats import FORMATS
from auditor.records import Evidence, Failure, Report, Severity

NUMBER = {"type": ["number", "null"]}
INDEXES = {"type": "array", "items": {"type": "integer", "minimum": 0}}
POSITION = {"type": "integer", "minimum": 1}


def _object(required: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": required}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


SENTENCE = {
    "index": {"type": "integer"},
    "text": {"type": "string"},
    "line": POSITION,
    "column": POSITION,
    "start": {"type": "integer"},
    "end": {"type": "integer"},
}
SCORES = {"bleu": NUMBER, "chrf": NUMBER, "chrf++": NUMBER, "ter": NUMBER}
FINDING = {
    "rule": {"type": "string"},
    "severity": {"enum": ["neutral", "minor", "major", "critical"]},
    "certainty": {"type": "number", "minimum": 0, "maximum": 1},
    "message": {"type": "string"},
    "article": INDEXES,
    "reference": INDEXES,
    "line": POSITION,
    "column": POSITION,
    "end_line": POSITION,
    "end_column": POSITION,
    "evidence": {"type": "object"},
    "id": {"type": "string", "minLength": 1},
    "fingerprint": {"type": "string", "minLength": 1},
    "suppressed": {"type": "boolean"},
}
ARTICLE = {
    "path": {"type": "string"},
    "reference": {
        "oneOf": [
            {"type": "null"},
            _object({"path": {"type": "string"}, "found_by": {"enum": ["option", "name", "content"]}}),
        ]
    },
    "provenance": _object(
        {
            "machine_translated": {"type": ["boolean", "null"]},
            "human_reviewed": {"type": ["boolean", "null"]},
            "credits": _list({"type": "string"}),
        }
    ),
    "scores": _object({**SCORES, "signatures": {"type": "object"}, "confidence": {"type": "object"}}),
    "segments": _list(
        _object({**SENTENCE, "kind": {"enum": ["content", "disclosure"]}, "hypothesis": {"type": ["string", "null"]}})
    ),
    "reference_segments": _list(_object(SENTENCE)),
    "beads": _list(
        _object(
            {
                "article": INDEXES,
                "reference": INDEXES,
                "scores": {"oneOf": [{"type": "null"}, _object(SCORES)]},
                "percentile": NUMBER,
            }
        )
    ),
    "findings": _list(_object(FINDING)),
}
SCHEMA = _object(
    {
        "version": {"const": 1},
        "tool": _object({"name": {"const": "auditor"}, "version": {"type": "string"}}),
        "engine": _object(
            {
                "name": {"type": "string"},
                "revision": {"type": "string"},
                "runtime": {"type": "string"},
                "beam": {"type": ["integer", "null"]},
                "calibration": {"type": ["string", "null"]},
            }
        ),
        "articles": _list(_object(ARTICLE)),
        "summary": _object(
            {
                "articles": {"type": "integer"},
                "findings": _object({s.label: {"type": "integer"} for s in Severity}),
            }
        ),
        "exit_code": {"enum": [0, 1, 2]},
    }
)


def load(report: Report) -> dict[str, Any]:
    """The report as another program reads it."""
    return json.loads(FORMATS["json"](report))


@pytest.mark.parametrize("made", [make_report(), make_clean_report(), make_report(failures=(Failure("a", "b"),))])
def test_keys_and_types_are_those_of_the_contract(made: Report) -> None:
    """Every key of version 1 is there with its type, whatever the report holds."""
    jsonschema.validate(load(made), SCHEMA)


def test_everything_is_told_in_order(report: Report) -> None:
    """Sentences, beads and findings come out one for one, with the words they had."""
    for audit, article in zip(report.audits, load(report)["articles"], strict=True):
        assert article["path"] == audit.article.path
        assert [s["text"] for s in article["segments"]] == [s.text for s in audit.segments]
        assert [s["hypothesis"] for s in article["segments"]] == [h.text if h else None for h in audit.hypotheses]
        assert [s["text"] for s in article["reference_segments"]] == [s.text for s in audit.reference_segments]
        assert [b["article"] for b in article["beads"]] == [list(b.bead.article) for b in audit.beads]
        assert [f["message"] for f in article["findings"]] == [f.message for f in audit.findings]
        assert [f["fingerprint"] for f in article["findings"]] == [f.fingerprint for f in audit.findings]


def test_offsets_point_into_the_sentences(report: Report) -> None:
    """`start` and `end` of every span of evidence cut its `text` out of the sentence of its side."""
    for article in load(report)["articles"]:
        for finding in article["findings"]:
            for span in finding["evidence"]["spans"]:
                if span["side"] == "reference":
                    sentence = article["reference_segments"][span["segment"]]["text"]
                else:
                    key = "text" if span["side"] == "article" else "hypothesis"
                    sentence = article["segments"][span["segment"]][key]
                assert sentence[span["start"] : span["end"]] == span["text"]


def test_a_score_that_does_not_exist_is_null(report: Report) -> None:
    """A bead with an empty side, an article without a reference, an unknown percentile: null, never 0."""
    port, hostile, alone = load(report)["articles"]
    assert all(b["scores"] is None for b in port["beads"] if not b["article"] or not b["reference"])
    assert all(b["percentile"] is None for b in hostile["beads"])
    assert alone["reference"] is None
    assert [alone["scores"][k] for k in SCORES] == [None] * 4


def test_numbers_that_json_lacks_are_null(report: Report) -> None:
    """NaN and infinity in the evidence or the scores do not make invalid JSON."""
    audit = report.audits[0]
    evidence = Evidence((), {"odds": float("inf"), "nothing": float("nan")})
    finding = replace(audit.findings[0], evidence=evidence)
    broken = replace(report, audits=(replace(audit, findings=(finding,)),))
    article = json.loads(FORMATS["json"](broken), parse_constant=pytest.fail)["articles"][0]
    assert article["findings"][0]["evidence"]["details"] == {"odds": None, "nothing": None}


def test_counts_leave_out_what_is_accepted(report: Report) -> None:
    """The summary counts what counts for the exit code; accepted findings are listed and counted apart."""
    data = load(report)
    listed = [f for a in data["articles"] for f in a["findings"]]
    live = [f["severity"] for f in listed if not f["suppressed"]]
    assert data["summary"]["findings"] == {s.label: live.count(s.label) for s in Severity}
    assert data["summary"]["suppressed"] == len(listed) - len(live) > 0
    assert data["exit_code"] == report.exit_code == 1


def test_failures_are_named() -> None:
    """An article that could not be audited is listed with its reason, and the exit code is 2."""
    data = load(make_report(failures=(Failure("x.txt", "x.txt is empty."),)))
    assert data["failures"] == [{"path": "x.txt", "message": "x.txt is empty.", "line": None}]
    assert data["exit_code"] == 2


def test_printing_it_cannot_act_on_a_terminal(report: Report) -> None:
    """Arabic stands as it is; escapes and bidirectional controls are written as JSON escapes."""
    text = FORMATS["json"](report)
    assert "أغلقت السلطات" in text
    assert not set(text) & set("\x1b\x9b\x07\x85\u2028\u202e\u202c")
    assert "\\u202e" in text


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1), st.text())
def test_any_text_survives(article: str, hypothesis: str) -> None:
    """Whatever Unicode an article holds, lone surrogates too, is read back unchanged, and UTF-8 can hold the file."""
    builder = Builder("any.txt", ((article,),), (hypothesis,), ())
    text = FORMATS["json"](Report("0", make_report().engine, (builder.audit(),)))
    text.encode("utf-8")
    segment = json.loads(text)["articles"][0]["segments"][0]
    assert (segment["text"], segment["hypothesis"]) == (article, hypothesis)
