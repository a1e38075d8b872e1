"""The README says what the program says."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from auditor.formats import FORMATS
from auditor.rules import RULES

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_help_stands_in_the_readme() -> None:
    """The block of options is what `audit --help` prints."""
    command = [sys.executable, "-m", "auditor", "--help"]
    shown = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env={**os.environ, "COLUMNS": "80"})
    assert shown.stdout.strip() in README


@pytest.mark.parametrize("rule", RULES)
def test_rules_are_explained(rule: str) -> None:
    """Every rule stands in the README and has a page."""
    assert f"| {rule} |" in README
    assert files("auditor").joinpath("data", "rules", f"{rule}.md").is_file()


@pytest.mark.parametrize("name", FORMATS)
def test_formats_are_named(name: str) -> None:
    """Every format stands in the README."""
    assert name in README


def test_the_command_starts_light() -> None:
    """Importing the command imports no heavy library."""
    code = "import sys, auditor.cli; print([m for m in ('torch', 'transformers', 'ctranslate2') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
