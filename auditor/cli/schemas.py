"""JSON Schemas of what others read and write: the JSON report and the settings file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from auditor.formats import FORMATS
from auditor.formats.json import VERSION
from auditor.records import Severity, Side
from auditor.rules import IDS
from auditor.settings import values
from auditor.settings.settings import OPTIONS

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Schema = {"type": "string"}
_MAYBE_TEXT: Schema = {"type": ["string", "null"]}
_FLAG: Schema = {"type": "boolean"}
_MAYBE_FLAG: Schema = {"type": ["boolean", "null"]}
_NUMBER: Schema = {"type": ["number", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_PLACE: Schema = {"type": "integer", "minimum": 1}
_LEVELS = [s.label for s in sorted(Severity)]
_SCORES = {"bleu": _NUMBER, "chrf": _NUMBER, "chrf++": _NUMBER, "ter": _NUMBER}


def report() -> Schema:
    """Of a JSON report of this version. Keys that are not in it are allowed, since keys are only ever added."""
    sentence = {
        "index": _COUNT,
        "text": _TEXT,
        "line": _PLACE,
        "column": _PLACE,
        "start": _COUNT,
        "end": _COUNT,
        "unit": {"type": ["integer", "null"], "minimum": 0},
    }
    span = {"side": {"enum": list(get_args(Side))}, "segment": _COUNT, "start": _COUNT, "end": _COUNT, "text": _TEXT}
    detail = {"type": ["string", "number", "boolean", "null"]}
    finding = {
        "rule": _TEXT,
        "severity": {"enum": _LEVELS},
        "certainty": {"type": "number", "minimum": 0, "maximum": 1},
        "message": _TEXT,
        "article": _list(_COUNT),
        "reference": _list(_COUNT),
        **dict.fromkeys(("line", "column", "end_line", "end_column"), _PLACE),
        "unit": _MAYBE_TEXT,
        "evidence": _object({"spans": _list(_object(span)), "details": _table(detail)}),
        "id": {"type": "string", "minLength": 1},
        "fingerprint": {"type": "string", "minLength": 1},
        "suppressed": _FLAG,
        "reason": _MAYBE_TEXT,
    }
    bead = {
        "article": _list(_COUNT),
        "reference": _list(_COUNT),
        "scores": _or_null(_object({**_SCORES, "cosine": _NUMBER})),
        "percentile": _NUMBER,
        "similarity": _NUMBER,
        "moved": _FLAG,
    }
    interval = {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2}
    found_by = ["option", "name", "content", "units"]
    article = {
        "path": _TEXT,
        "reference": _or_null(_object({"path": _TEXT, "found_by": {"enum": found_by}})),
        "provenance": _object(
            {"machine_translated": _MAYBE_FLAG, "human_reviewed": _MAYBE_FLAG, "credits": _list(_TEXT)}
        ),
        "scores": _object({**_SCORES, "signatures": _table(_TEXT), "confidence": _table(interval)}),
        "units": _or_null(_object({"ids": _list(_TEXT), "left_out": _table(_COUNT), "unreviewed": _table(_COUNT)})),
        "segments": _list(
            _object(
                {
                    **sentence,
                    "kind": {"enum": ["content", "disclosure"]},
                    "hypothesis": _MAYBE_TEXT,
                    "hypothesis_problem": _MAYBE_TEXT,
                }
            )
        ),
        "reference_segments": _list(_object(sentence)),
        "beads": _list(_object(bead)),
        "findings": _list(_object(finding)),
    }
    engine = {
        "name": _TEXT,
        "revision": _TEXT,
        "runtime": _TEXT,
        "beam": {"type": ["integer", "null"], "minimum": 1},
        "calibration": _MAYBE_TEXT,
    }
    summary = {
        "articles": _COUNT,
        "findings": _object(dict.fromkeys(reversed(_LEVELS), _COUNT)),
        "suppressed": _COUNT,
        "fail_on": {"enum": [*_LEVELS, "never"]},
    }
    whole = {
        "version": {"const": VERSION},
        "tool": _object({"name": {"const": "auditor"}, "version": _TEXT}),
        "engine": _object(engine),
        "articles": _list(_object(article)),
        "failures": _list(_object({"path": _TEXT, "message": _TEXT, "line": _or_null(_PLACE)})),
        "summary": _object(summary),
        "exit_code": {"enum": [0, 1, 2]},
    }
    return {"$schema": DIALECT, "title": "JSON report of auditor", **_object(whole)}


def settings() -> Schema:
    """Of auditor.toml, and of the table [tool.auditor] in pyproject.toml."""
    every = _settings(OPTIONS)
    local = _settings([name for name, option in OPTIONS.items() if option.metadata["local"]])
    paths = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1}
    override = {**_closed({"paths": paths, **local}), "required": ["paths"]}
    return {"$schema": DIALECT, "title": "Settings of auditor", **_closed({**every, "overrides": _list(override)})}


def _settings(names: Any) -> Schema:
    """Keys may be written with dashes or underscores."""
    return {spelt: _VALUES[OPTIONS[n].metadata["read"]] for n in names for spelt in dict.fromkeys((_dashed(n), n))}


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _table(value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": value}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(value: Schema) -> Schema:
    return {"oneOf": [{"type": "null"}, value]}


_SOME_TEXT: Schema = {"type": "string", "minLength": 1}
_REPORTS = "|".join((*FORMATS, *values.FOR_FILES))
_TERM: Schema = {"type": "string", "pattern": r"\S"}
_VALUES: dict[Callable[..., object], Schema] = {
    values.text: _SOME_TEXT,
    values.path: _SOME_TEXT,
    values.flag: _FLAG,
    values.beam: {"type": "integer", "minimum": 1, "maximum": values.MOST_BEAM},
    values.threads: {"type": "integer", "minimum": 1, "maximum": values.MOST_THREADS},
    values.gigabytes: {"type": "number", "minimum": 0.001},
    values.rate: {"type": "number", "minimum": 0, "maximum": 0.5},
    values.language: {"type": "string", "pattern": "^[A-Za-z]{2,3}$"},
    values.runtime: {"enum": ["auto", "ctranslate2", "transformers"]},
    values.format_name: {"enum": list(FORMATS)},
    values.format_names: _list({"enum": list(FORMATS)}),
    values.reports: _list({"type": "string", "pattern": f"^({_REPORTS})=."}),
    values.severity_or_never: {"enum": ["never", "minor", "major", "critical"]},
    # One text with commas will do as well, as on the command line.
    values.rule_names: {"oneOf": [_TEXT, _list(_TEXT)]},
    values.severities: _closed({rule: {"enum": ["off", *_LEVELS]} for rule in IDS}),
    values.glossary: {
        "type": "object",
        "propertyNames": _TERM,
        "additionalProperties": {"oneOf": [_TERM, {"type": "array", "items": _TERM, "minItems": 1}]},
    },
    values.disclosures: _list({"enum": list(values.DISCLOSURES)}),
}
"""What each reader of a value takes."""

SCHEMAS: dict[str, Callable[[], Schema]] = {"report": report, "settings": settings}
"""By what is described."""
