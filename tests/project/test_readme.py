"""The README says what the program does, in a page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PAGES = ["README.md", "CONTRIBUTING.md", *sorted(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md"))]


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


def test_the_run_shown_is_a_real_one() -> None:
    """Every line of the report in the README stands in what the command beside it prints, in that order."""
    text = section("What it shows")
    command, block = re.findall(r"`audit ([^`]+)` prints", text)[0], text.split("```\n")[1]
    real = iter(re.sub("[\u2066-\u2069]", "", printed("-m", "auditor", *command.split(), COLUMNS="100")).splitlines())
    for line in block.splitlines():
        if line.strip() and line != "…":
            assert line in real, line  # `in` on an iterator goes on from where the last line was found


def test_it_is_read_in_a_few_minutes() -> None:
    """150 lines at most, and one table of ten lines at most; the rest stands in docs/."""
    assert len(README.splitlines()) <= 150
    tables = re.findall(r"(?:^\|.*\n)+", README, re.MULTILINE)
    assert [table.count("\n") <= 10 for table in tables] == [True]


def test_its_figures_are_those_of_the_tables() -> None:
    """What was planted has the figures of the last column of the evaluation's last table, NTREX with the bundled model;
    the others stand in the sections on real translations and on changes of meaning."""
    evaluation = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    by_hand = "".join(
        evaluation.split(f"\n## {title}")[1].split("\n## ")[0] for title in ("Real", "Changes of meaning")
    )
    columns = evaluation.split("<!-- evaluate-corpora -->")[1]
    last = re.findall(r"\| ([\d.]+)(?: \(\d+\))? \|$", columns, re.MULTILINE)
    rows = re.findall(r"^\| ([^|]+) \|.*\| ([^|]*\d[^|]*) \|$", section("How good it is"), re.MULTILINE)
    assert len(rows) == 8
    for name, figures in rows:
        for figure in figures.split(", "):
            assert figure in last if name.startswith("planted") else stands(figure, by_hand), figure


def stands(figure: str, text: str) -> bool:
    """Whether a figure stands in a text, `5 of 46` also as: of 46 … it marks 5."""
    found, _, all_there_are = figure.partition(" of ")
    turned = re.findall(r"[Oo]f (\d+) [^.|]* marks (\d+)\.", text)
    return f"| {figure} |" in text or (all_there_are, found) in turned


def targets(text: str) -> Iterator[str]:
    """Targets of make that a text names."""
    for line in re.findall(r"^    make .*$|`make [^`]+`", text, re.MULTILINE):
        yield re.findall(r"make ([a-z-]+)", line)[0]


@pytest.mark.parametrize("page", PAGES)
def test_targets_of_make_exist(page: str) -> None:
    """What the pages call with make is a target that `make help` lists; README and CONTRIBUTING say how to test."""
    named = set(targets((ROOT / page).read_text(encoding="utf-8")))
    if not page.startswith("docs/"):
        assert {"test"} <= named
    assert named <= set(re.findall(r"^([a-z-]+):.*##", MAKEFILE, re.MULTILINE))


def test_ci_runs_the_command_for_the_tests() -> None:
    """The last line of .ci/run is the command that the README gives for the tests."""
    (command,) = re.findall(r"^    (make \w+) +# sets up and runs the tests$", README, re.MULTILINE)
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == command
