"""How many small faults the tests notice: `python tests/mutate.py [AREA …]` prints a table and what survived.

A mutant is the code with one operator, number or truth value changed; cosmic-ray makes them. Of each area so many places are
drawn, the same ones for a seed, and of each place one change; the few test files that know the area run on it. Not drawn:
annotations and decorators, which are not run or only keep results, and `is` for `==`, the same for most values. All happens
in a copy under build/mutation, where cosmic-ray has an environment of its own.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "mutation"
COSMIC_RAY = "cosmic-ray==8.7.0"
SESSION = "session.sqlite"


@dataclass(frozen=True)
class Area:
    """What is mutated, and the tests that run on each mutant, the quickest first."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


AREAS = {
    "alignment": Area(
        ("alignment/*.py",),
        (
            "alignment/test_parts.py",
            "alignment/test_witnesses.py",
            "alignment/test_similarity.py",
            "alignment/test_align.py",
        ),
    ),
    "rules": Area(
        ("rules/frame/*.py", "rules/run.py", "rules/precedence.py"),
        (
            "rules/test_precedence.py",
            "rules/test_why.py",
            "rules/test_encoders_say.py",
            "rules/test_reading.py",
            "rules/test_certainty.py",
            "rules/test_exchanged.py",
            "rules/test_whole_sentences.py",
            "rules/test_typography.py",
            "rules/test_hidden_text.py",
            "rules/test_article_alone.py",
        ),
    ),
    "numbers": Area(
        ("facts/numbers/*.py",),
        (
            "facts/test_numbers.py",
            "facts/test_number_kinds.py",
            "facts/test_number_readings.py",
            "facts/test_number_words.py",
            "facts/test_bounds.py",
            "facts/test_dates.py",
        ),
    ),
    "calibration": Area(
        ("calibrate.py", "scoring/calibration.py", "scoring/reliability.py"),
        ("scoring/test_calibration.py", "scoring/test_making_calibrations.py", "scoring/test_reliability.py"),
    ),
}
SLOW = ("rules/test_certainty.py::test_one_dial_for_all_rules",)
"""Left out: whole audits."""
SAME = re.compile(r".*_(Is|IsNot)$|.*Operator_(Is|IsNot)_.*")
"""Changes between `==` and `is`."""


def main() -> None:
    """Mutate each area that is named, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("area", nargs="*", choices=[*AREAS, []], help="all where none is named")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--places", type=int, default=150, help="of an area, at most")
    options = parser.parse_args()
    print("| area | mutants | killed | timed out | survived |\n|---|---|---|---|---|", flush=True)
    survivors = []
    for name in options.area or AREAS:
        outcomes = _run(name, AREAS[name], options.seed, options.places)
        count = Counter(outcome for outcome, _ in outcomes)
        rows = count["killed"], count["timed out"], count["survived"]
        print(f"| {name} | {len(outcomes)} | {' | '.join(map(str, rows))} |", flush=True)
        survivors += [diff for outcome, diff in outcomes if outcome == "survived"]
    print("\n".join(["", *survivors]))


def _run(name: str, area: Area, seed: int, places: int) -> list[tuple[str, str]]:
    """For each mutant what became of it, and its difference."""
    copy, environment = _prepared(name, area, seed, places)
    command = [_installed(), "exec", "cosmic-ray.toml", SESSION]
    subprocess.run(command, cwd=copy, env=environment, check=True)
    with sqlite3.connect(copy / SESSION) as database:
        rows = database.execute("SELECT test_outcome, output, diff FROM work_results ORDER BY diff").fetchall()
    return [("timed out" if output == "timeout" else _OUTCOMES[outcome], diff) for outcome, output, diff in rows]


def _prepared(name: str, area: Area, seed: int, places: int) -> tuple[Path, dict[str, str]]:
    """A copy of everything with the mutants to be tried, and the environment to try them in."""
    copy = BUILD / name
    shutil.rmtree(copy, ignore_errors=True)
    left_out = shutil.ignore_patterns(".*", "build", "dist", "__pycache__")
    shutil.copytree(ROOT, copy, ignore=left_out)
    tests = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    tests += ["-p", "_hypothesis_pytestplugin", "--hypothesis-seed=0", *(f"--deselect=tests/{t}" for t in SLOW)]
    tests += [f"tests/{t}" for t in area.tests]
    # Plugins that no such test needs take longer to open than the tests to run.
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    start = time.monotonic()
    # This run compiles what the others then find compiled.
    subprocess.run(tests, cwd=copy, env=environment, stdout=sys.stderr, check=True)
    limit = 10 + 3 * (time.monotonic() - start)
    modules = sorted(
        f"auditor/{p.relative_to(copy / 'auditor')}" for m in area.modules for p in (copy / "auditor").glob(m)
    )
    (copy / "cosmic-ray.toml").write_text(
        f"[cosmic-ray]\nmodule-path = {json.dumps(modules)}\ntimeout = {limit:.0f}.0\nexcluded-modules = []\n"
        f'test-command = {json.dumps(" ".join(tests))}\n[cosmic-ray.distributor]\nname = "local"\n',
        encoding="utf-8",
    )
    command = [_installed(), "init", "cosmic-ray.toml", SESSION]
    subprocess.run(command, cwd=copy, env=environment, check=True)
    _draw(copy / SESSION, copy, seed, places)
    return copy, environment


_OUTCOMES = {"KILLED": "killed", "INCOMPETENT": "killed", "SURVIVED": "survived"}


def _installed() -> Path:
    """The command, installed at its pinned version into its own environment where it is not yet."""
    home = BUILD / COSMIC_RAY
    command = home / "bin" / "cosmic-ray"
    if not command.exists():
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        subprocess.run([home / "bin" / "python", "-m", "pip", "install", "--quiet", COSMIC_RAY], check=True)
    return command


def _draw(session: Path, copy: Path, seed: int, places: int) -> None:
    """Leave so many places in the session, and of each one mutant.

    The draw hangs on the text of a line and not on where it stands, so that a change elsewhere leaves it the same."""
    at: dict[tuple[str, str], tuple[str, str]] = {}
    source: dict[str, tuple[list[str], list[_Span]]] = {}
    with sqlite3.connect(session) as database:
        columns = "job_id, module_path, operator_name, operator_args, occurrence, start_pos_row, start_pos_col"
        rows = database.execute(f"SELECT {columns} FROM mutation_specs").fetchall()
        for job, module, name, more, occurrence, row, column in rows:
            if module not in source:
                text = (copy / module).read_text(encoding="utf-8")
                source[module] = text.splitlines(), list(_not_run(ast.parse(text)))
            lines, spans = source[module]
            if SAME.match(name) or any(start <= (row, column) < end for start, end in spans):
                continue
            place = f"{seed} {module} {lines[row - 1].strip()} {column}"
            key = _hash(place), f"{module} {row} {column}"
            # Numbers are changed by one operator, upwards and then downwards.
            at[key] = min(at.get(key, ("z", "")), (_hash(f"{place} {name} {more} {occurrence % 2}"), job))
        drawn = [job for _, (_, job) in sorted(at.items())[:places]]
        marks = ",".join("?" * len(drawn))
        for table in ("mutation_specs", "work_items"):
            database.execute(f"DELETE FROM {table} WHERE job_id NOT IN ({marks})", drawn)


_Span = tuple[tuple[int, int], tuple[int, int]]


def _not_run(tree: ast.AST) -> Iterator[_Span]:
    """Annotations and decorators: from where to where, in lines and columns."""
    for node in ast.walk(tree):
        parts = [
            getattr(node, "annotation", None),
            getattr(node, "returns", None),
            *getattr(node, "decorator_list", []),
        ]
        for part in parts:
            if part is not None:
                yield (part.lineno, max(0, part.col_offset - 1)), (part.end_lineno, part.end_col_offset)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    main()
