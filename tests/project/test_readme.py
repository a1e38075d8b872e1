"""The README says what the program says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from auditor.formats import FORMATS
from auditor.rules import IDS, RULES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text under a heading."""
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def printed(*command: str, **variables: str) -> str:
    """What a command prints on standard output."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


@pytest.mark.parametrize("module", ["audit", "auditor"])
def test_help_stands_in_the_readme(module: str) -> None:
    """The blocks of options are what `audit --help` and `auditor --help` print."""
    shown = printed("-c", f"from auditor.cli.{module} import main; main()", "--help", COLUMNS="80")
    assert f"```\n{shown.strip()}\n```" in section("Options")


def test_the_run_shown_is_a_real_one() -> None:
    """Every line of the report in the README stands in what the command beside it prints, in that order."""
    text = section("What it shows")
    command, block = re.findall(r"`audit ([^`]+)` prints", text)[0], text.split("```\n")[1]
    real = iter(re.sub("[\u2066-\u2069]", "", printed("-m", "auditor", *command.split(), COLUMNS="100")).splitlines())
    for line in block.splitlines():
        if line.strip() and line != "…":
            assert line in real, line  # `in` on an iterator goes on from where the last line was found


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_rules_are_listed(rule: object) -> None:
    """Every rule stands in the table as it is in the program, and has a page."""
    assert isinstance(rule, type(RULES["omission"]))
    assert f"| {rule.id} | {rule.severity.label} | {rule.mqm} | {rule.summary} |" in section("Rules")
    assert files("auditor").joinpath("data", "rules", f"{rule.id}.md").is_file()


RUNNER = {"run", "suspicions", "precedence"}
"""The files of the folder of rules that ask all of them."""


def test_every_rule_has_a_file_of_its_name() -> None:
    """A reader finds a rule by its file: the files of the folder, the ids and the help pages are the same, no more and no
    fewer, and each rule is declared in its own."""
    names = {f.name.removesuffix(".py") for f in files("auditor").joinpath("rules").iterdir() if f.is_file()}
    rules = {name.replace("_", "-") for name in names if not name.startswith("_") and name not in RUNNER}
    assert rules == set(IDS)
    assert list(RULES) == list(IDS) == [rule.id for rule in RULES.values()]
    assert {f.name for f in files("auditor").joinpath("data", "rules").iterdir()} == {f"{rule}.md" for rule in RULES}


def test_formats_and_exit_codes_are_listed() -> None:
    """The tables have every format and every exit code, and no other."""
    assert re.findall(r"^\| (\w+) \| ", section("Formats"), re.MULTILINE)[1:] == list(FORMATS)
    assert re.findall(r"^\| (\d) \| ", section("Exit codes"), re.MULTILINE) == ["0", "1", "2"]


def targets(text: str) -> Iterator[str]:
    """Targets of make that a text names."""
    for line in re.findall(r"^    make .*$|`make [^`]+`", text, re.MULTILINE):
        yield re.findall(r"make ([a-z-]+)", line)[0]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_targets_of_make_exist(page: str) -> None:
    """What the pages call with make is a target that `make help` lists."""
    named = set(targets((ROOT / page).read_text(encoding="utf-8")))
    assert {"test"} <= named
    assert named <= set(re.findall(r"^([a-z-]+):.*##", MAKEFILE, re.MULTILINE))


@pytest.mark.parametrize("name", ["evaluate", "evaluate-corpora", "bench", "bench-align"])
def test_tables_of_measurements_are_filled(name: str) -> None:
    """Between its markers every measured table has rows."""
    table = README.split(f"<!-- {name} -->")[1].split(f"<!-- /{name} -->")[0]
    assert re.search(r"^\| [^|]+ \|.*\d", table, re.MULTILINE)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(page: str) -> None:
    """Links to files of the project lead to files."""
    for link in re.findall(r"\]\(([^)#]+)\)", (ROOT / page).read_text(encoding="utf-8")):
        assert link.startswith("https://") or (ROOT / link).is_file(), link
