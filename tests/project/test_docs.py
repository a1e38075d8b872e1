"""What the pages of docs/ tell a reader to run, runs as written."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from markdown_it import MarkdownIt

import auditor
from auditor import baseline
from auditor.formats import FORMATS
from auditor.rules import RULES
from auditor.settings import settings as config

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
ENVIRONMENT = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    language: str
    text: str


def blocks(page: str, language: str) -> list[Block]:
    """The fenced blocks of one language, in order."""
    tokens = MarkdownIt().parse((DOCS / page).read_text(encoding="utf-8"))
    return [Block(t.info, t.content) for t in tokens if t.type == "fence" and t.info == language]


def run(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a folder, as GitHub's runner would."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={**ENVIRONMENT, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the article of the gate page, its reference and its back-translations."""
    folder = tmp_path_factory.mktemp("desk")
    assert run(blocks("baseline.md", "sh")[0].text, folder).returncode == 0
    return folder


def test_the_gate_runs_as_written(tmp_path: Path) -> None:
    """First run fails, findings accepted, second run passes and lists them as such, sentence edited, third run fails, one
    accepted, passes."""
    codes, printed = [], []
    for block in blocks("baseline.md", "sh"):
        expected = re.search(r"# exit code (\d)", block.text)
        done = run(block.text, tmp_path)
        assert done.returncode == (int(expected[1]) if expected else 0), block.text + done.stderr
        if expected:
            codes.append(done.returncode)
            printed.append(done.stdout)
    assert codes == [1, 0, 0, 1, 0]
    assert printed[2].startswith("passed · 1 article · no findings · 1 accepted\n")
    assert "accepted: the council corrected the figure (" in " ".join(printed[2].split())
    assert "back-translation  " not in printed[2]
    kept = baseline.load(tmp_path / "accepted.json")
    assert {e.rule for e in kept.entries} == {"number-mismatch"}
    assert [e.why for e in kept.entries if "15" in e.message] == ["checked with the council"]


def test_the_baseline_shown_is_one(tmp_path: Path) -> None:
    """The example file of the page is read without complaint and written back as it stands."""
    (block,) = blocks("baseline.md", "json")
    path = tmp_path / "accepted.json"
    path.write_text(block.text, encoding="utf-8")
    baseline.save(baseline.load(path))
    assert path.read_text(encoding="utf-8") == block.text


def test_the_settings_shown_are_settings(tmp_path: Path) -> None:
    """The example settings of the page are accepted."""
    (block,) = blocks("settings.md", "toml")
    assert tomllib.loads(block.text)
    (tmp_path / "auditor.toml").write_text(block.text, encoding="utf-8")
    config.settle({}, tmp_path / "auditor.toml", known_rules=RULES, known_formats=FORMATS)


def test_the_library_is_used_as_written() -> None:
    """Each example for Python, from the root of the repository, prints what stands below it."""
    for example, shown in zip(blocks("library.md", "python"), blocks("library.md", ""), strict=True):
        done = subprocess.run(
            [sys.executable, "-c", example.text], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
        )
        assert done.stdout == shown.text


def test_the_public_names_are_listed() -> None:
    """The page names everything that `auditor` exports."""
    page = (DOCS / "library.md").read_text(encoding="utf-8")
    (listed,) = re.findall(r"those of `auditor.__all__`: (.*?)\.\s", page, re.DOTALL)
    assert set(re.findall(r"`(\w+)`", listed)) == set(auditor.__all__)


def test_make_rebuilds_only_what_changed(desk: Path, tmp_path: Path) -> None:
    """The pattern rule makes one report an article, and again only that of a changed article or reference."""
    assert shutil.which("make")
    (tmp_path / "articles").mkdir()
    for name in ("one", "two"):
        shutil.copy(desk / "library.txt", tmp_path / "articles" / f"{name}.txt")
        for folder in ("references", "back-translations"):
            (tmp_path / folder).mkdir(exist_ok=True)
            shutil.copy(desk / folder / "library.txt", tmp_path / folder / f"{name}.txt")
    (tmp_path / "Makefile").write_text(blocks("ci.md", "make")[0].text, encoding="utf-8")
    flags = "AUDITFLAGS=--back-translations back-translations"
    made = run(f"make '{flags}'", tmp_path)
    assert made.returncode == 0, made.stderr
    report = json.loads((tmp_path / "articles" / "one.audit.json").read_text(encoding="utf-8"))
    assert report["articles"][0]["path"] == "articles/one.txt"
    assert "Nothing to be done" in run(f"make '{flags}'", tmp_path).stdout
    later = (tmp_path / "articles" / "two.audit.json").stat().st_mtime + 5
    os.utime(tmp_path / "references" / "two.txt", (later, later))
    planned = run(f"make -n '{flags}'", tmp_path).stdout
    assert "articles/two.txt" in planned
    assert "articles/one.txt" not in planned


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_as_documented(shell: str, tmp_path: Path) -> None:
    """The variable of the page makes the command print a completion script for that shell."""
    assert any(f"_AUDIT_COMPLETE={shell}_source audit" in b.text for b in blocks("ci.md", "sh"))
    printed = run(f"_AUDIT_COMPLETE={shell}_source audit", tmp_path)
    assert printed.returncode == 0
    assert f"_AUDIT_COMPLETE={shell}_complete" in printed.stdout


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_the_action_is_valid() -> None:
    """The composite action satisfies the schema of action metadata, and pastes no input into a script."""
    action = _yaml(ROOT / ".github/actions/audit/action.yml")
    schema = json.loads((ROOT / "tests/schemas/github-action.json").read_text(encoding="utf-8"))
    jsonschema.validate(action, schema)
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_the_action_audits(desk: Path, tmp_path: Path) -> None:
    """Its script annotates, leaves SARIF and a summary, hands on the exit code, and takes paths with spaces."""
    step = _yaml(ROOT / ".github/actions/audit/action.yml")["runs"]["steps"][-1]
    shutil.copytree(desk, tmp_path / "repo")
    shutil.copy(desk / "library.txt", tmp_path / "repo" / "the library.txt")
    for folder in ("references", "back-translations"):
        shutil.copy(desk / folder / "library.txt", tmp_path / "repo" / folder / "the library.txt")
    output, summary = tmp_path / "output", tmp_path / "summary"
    variables = {
        "ARTICLES": "library.txt\n\nthe library.txt\n",
        "REFERENCES": "references",
        "FAIL_ON": "critical",
        "BASELINE": "",
        "OPTIONS": "--back-translations\nback-translations\n",
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_OUTPUT": str(output),
        "GITHUB_STEP_SUMMARY": str(summary),
    }
    done = run("set -e\n" + step["run"], tmp_path / "repo", **variables)
    assert done.returncode == 1, done.stderr
    assert done.stdout.count("::error file=") == 2
    assert "file=the library.txt" in done.stdout
    outputs = dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())
    assert outputs["exit-code"] == "1"
    assert len(json.loads(Path(outputs["sarif"]).read_text(encoding="utf-8"))["runs"][0]["results"]) == 2
    assert summary.read_text(encoding="utf-8").startswith("<!-- auditor report -->")


def test_the_pre_commit_hook_takes_articles_and_not_references() -> None:
    """The hook runs `audit` over documents, all in one process, and leaves the references alone."""
    (hook,) = _yaml(ROOT / ".pre-commit-hooks.yaml")
    assert (hook["id"], hook["entry"], hook["language"]) == ("audit", "audit", "python")
    taken = [
        p
        for p in ("a.txt", "articles/a.docx", "references/a.txt", "x/references/a.md", "a.py", "preferences/a.html")
        if re.search(hook["files"], p) and not re.search(hook["exclude"], p)
    ]
    assert taken == ["a.txt", "articles/a.docx", "preferences/a.html"]


def test_snippets_for_ci_are_yaml_with_options_that_exist() -> None:
    """Every YAML snippet parses; every option and format in the page is one of the command's."""
    from auditor.cli.audit import cli

    assert all(yaml.safe_load(b.text) for b in blocks("ci.md", "yaml"))
    known = {name for p in cli.params for name in p.opts}
    for page in ("ci.md", "baseline.md"):
        text = (DOCS / page).read_text(encoding="utf-8")
        commands = [line for line in text.splitlines() if re.match(r"\s*(- )?\S*\s*audit .*--", line)]
        assert commands
        for line in commands:
            assert set(re.findall(r"(?<!\S)--[a-z-]+", line)) <= known
        assert set(re.findall(r"--report (\w+)=", text)) <= set(FORMATS)
        assert set(re.findall(r"(?:-f|--format) (\w+)", text)) <= set(FORMATS)
