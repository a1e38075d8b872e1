"""`auditor init`: a folder of articles to begin with."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner
from desk import RECORDED, files, run

from auditor import baseline
from auditor.cli.audit import cli as audit
from auditor.cli.auditor import toolbox
from auditor.formats import FORMATS

WRITTEN = {"none": None, "github": ".github/workflows/articles.yml", "gitlab": ".gitlab-ci.yml"}


def init(*options: str) -> tuple[int, str]:
    """Exit code and output of the command, in the working folder."""
    done = CliRunner().invoke(toolbox, ["init", *options])
    return done.exit_code, done.output


@pytest.mark.parametrize("ci", WRITTEN)
def test_it_writes_what_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ci: str) -> None:
    """Settings, a baseline that is one, and a job in YAML whose options and formats exist."""
    monkeypatch.chdir(tmp_path)
    code, output = init("--ci", ci)
    assert code == 0
    names = {"auditor.toml", "accepted.json", WRITTEN[ci]} - {None}
    assert set(files(tmp_path)) == names
    assert all(f"{name} is written." in output for name in names)
    assert baseline.load(tmp_path / "accepted.json").entries == ()
    baseline.save(baseline.load(tmp_path / "accepted.json"))
    assert json.loads((tmp_path / "accepted.json").read_text()) == {"version": 1, "accepted": []}
    if snippet := WRITTEN[ci]:
        text = (tmp_path / snippet).read_text(encoding="utf-8")
        assert yaml.safe_load(text)
        (command,) = re.findall(r"audit articles (.*)", text)
        known = {o for p in audit.params if isinstance(p, click.Option) for o in p.opts}
        assert set(re.findall(r"--[a-z-]+", command)) <= known
        assert set(re.findall(r"(?:--report |--format )([a-z]+)", command)) <= set(FORMATS)


def test_its_settings_are_obeyed(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An audit in that folder finds the settings, and counts nothing as accepted yet."""
    monkeypatch.chdir(desk)
    assert init()[0] == 0
    done = run(desk, "library.txt", *RECORDED, "-q", "-f", "concise")
    assert done.returncode == 1
    shown = run(desk, "library.txt", "--show-settings").stdout
    assert re.search(r"^# settings file: .*auditor\.toml$", shown, re.MULTILINE)
    assert re.search(r"^baseline = .*accepted\.json", shown, re.MULTILINE)


@pytest.mark.parametrize("name", ["auditor.toml", "accepted.json", ".gitlab-ci.yml"])
def test_nothing_is_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Where one of the files is there, one sentence names it, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    code, output = init("--ci", "gitlab")
    assert code == 2
    assert output.endswith(f"{name}: it is there already and stays as it is; move it away, or change it by hand.\n")
    assert files(tmp_path) == {name: b"mine"}
