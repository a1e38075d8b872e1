"""`auditor schema`: what others validate reports and settings with."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from desk import ROOT
from shared_report import make_clean_report, make_report

from auditor.cli.init import _SETTINGS
from auditor.cli.schemas import SCHEMAS
from auditor.formats import FORMATS
from auditor.records import Failure, Report
from auditor.rules import IDS
from auditor.settings import settings as config

EXAMPLES = (
    *(
        block.partition("```")[0]
        for block in (ROOT / "docs/settings.md").read_text(encoding="utf-8").split("```toml\n")[1:]
    ),
    _SETTINGS,
    config.show(config.Settings()),
    'article_lang = "AR"\nselect = "typography,omission"\nreport = ["json=a=b", "xliff=x.xlf"]\n'
    "false-alarms = 0\nbeam = 1\n",
)
WRONG = (
    "beam = 0",
    'colour = "red"',
    "false-alarms = 0.6",
    'format = "xliff"',
    'report = ["json"]',
    'runtime = "gpu"',
    'fail-on = "neutral"',
    'article-lang = "arabic"',
    "offline = 1",
    '[severity]\nomision = "off"',
    '[[overrides]]\nignore = ["omission"]',
    '[[overrides]]\npaths = ["a"]\nbeam = 2',
    '[glossary]\n"x" = []',
)


def validator(what: str) -> Any:
    """From the committed copy."""
    schema = json.loads((ROOT / f"docs/{what}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("what", SCHEMAS)
def test_the_copies_in_docs_are_current(what: str) -> None:
    """`make docs` writes them."""
    assert json.loads((ROOT / f"docs/{what}.schema.json").read_text(encoding="utf-8")) == SCHEMAS[what]()


@pytest.mark.parametrize("made", [make_report(), make_clean_report(), make_report(failures=(Failure("a", "b"),))])
def test_reports_are_valid(made: Report) -> None:
    """Whatever they hold."""
    validator("report").validate(json.loads(FORMATS["json"](made)))


def test_what_is_no_report_is_refused() -> None:
    """A report that lacks one of its keys, or has a score as text."""
    report = json.loads(FORMATS["json"](make_report(hostile=False)))
    for key in report:
        assert not validator("report").is_valid({k: v for k, v in report.items() if k != key})
    report["articles"][0]["scores"]["chrf"] = "75.0"
    assert not validator("report").is_valid(report)


@pytest.mark.parametrize("text", EXAMPLES)
def test_settings_are_valid(text: str, tmp_path: Path) -> None:
    """What the program takes, the schema takes."""
    (tmp_path / "auditor.toml").write_text(text, encoding="utf-8")
    config.settle({}, tmp_path / "auditor.toml", known_rules=IDS, known_formats=FORMATS)
    validator("settings").validate(tomllib.loads(text))


@pytest.mark.parametrize("text", WRONG)
def test_settings_that_are_refused_are_not(text: str, tmp_path: Path) -> None:
    """What the program refuses, the schema refuses."""
    (tmp_path / "auditor.toml").write_text(text, encoding="utf-8")
    with pytest.raises(config.SettingsError):
        config.settle({}, tmp_path / "auditor.toml", known_rules=IDS, known_formats=FORMATS)
    assert not validator("settings").is_valid(tomllib.loads(text))
