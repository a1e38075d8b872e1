"""`auditor init`: a folder of articles to begin with."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner
from desk import RECORDED, files, run
from packaging.requirements import Requirement

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


def came_from(folder: Path, monkeypatch: pytest.MonkeyPatch, url: dict[str, object]) -> None:
    """Let the auditor that runs be one that pip installed from there (PEP 610)."""
    info = folder / "site" / "auditor-0.1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: auditor\nVersion: 0.1.0\n", encoding="utf-8")
    (info / "direct_url.json").write_text(json.dumps(url), encoding="utf-8")
    monkeypatch.syspath_prepend(str(info.parent))


def install_line(text: str) -> str:
    """The command of a job that installs auditor, as the shell gets it."""
    job = yaml.safe_load(text)
    steps = job["jobs"]["audit"]["steps"] if "jobs" in job else [{"run": line} for line in job["audit"]["script"]]
    return next(str(step["run"]) for step in steps if "pip install" in step.get("run", ""))


def variables(text: str) -> dict[str, str]:
    """Those that the job sets."""
    job = yaml.safe_load(text)
    return dict(job["jobs"]["audit"]["env"] if "jobs" in job else job["audit"].get("variables", {}))


def shell(line: str, **variables_: str) -> subprocess.CompletedProcess[str]:
    """A line in a shell where `pip` and `python` only say what they are told."""
    echo = 'pip() { printf "%s\\n" "$@"; }; python() { printf "%s\\n" "$@"; }; '
    return subprocess.run(
        ["sh", "-ec", echo + line], env=variables_, capture_output=True, encoding="utf-8", check=False, timeout=10
    )


FROM = {
    "https://git.example.org/desk/auditor.git": "https://git.example.org/desk/auditor.git",
    "https://mona:secret@git.example.org:8443/a.git": "https://git.example.org:8443/a.git",
    "https://token@git.example.org/a.git": "https://git.example.org/a.git",
    "ssh://git@git.example.org/a.git": "ssh://git@git.example.org/a.git",
}
"""What pip noted, and what a job may say of it."""


@pytest.mark.parametrize("ci", ["github", "gitlab"])
@pytest.mark.parametrize("url", FROM)
def test_a_job_installs_from_where_this_auditor_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ci: str, url: str
) -> None:
    """One that came from a repository is installed from there again, at its commit, and nothing is left to set; no word
    of who fetched it."""
    vcs = {"vcs": "git", "commit_id": "c0ffee" * 6 + "c0ff"}
    came_from(tmp_path, monkeypatch, {"url": url, "vcs_info": vcs})
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    code, output = init("--ci", ci)
    assert code == 0
    assert "AUDITOR" not in output
    text = Path(str(WRITTEN[ci])).read_text(encoding="utf-8")
    source = f"git+{FROM[url]}@{vcs['commit_id']}"
    assert variables(text) == {"AUDITOR": source}
    done = shell(install_line(text), **variables(text))
    assert done.stdout.splitlines()[-2:] == ["install", f"auditor @ {source}"]
    assert Requirement(done.stdout.splitlines()[-1]).url == source


ODD = {"url": 1, "vcs_info": {"vcs": "git", "commit_id": "c0ffee"}}


@pytest.mark.parametrize("ci", ["github", "gitlab"])
@pytest.mark.parametrize("url", [{"url": "file:///home/mona/auditor", "dir_info": {}}, {}, {"vcs_info": None}, ODD])
def test_a_job_says_what_it_needs_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ci: str, url: dict[str, object]
) -> None:
    """From a folder of this machine nothing can be installed elsewhere: the job takes a variable of the project, stops
    with a sentence where that is not set, and init says so."""
    came_from(tmp_path, monkeypatch, url)
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    code, output = init("--ci", ci)
    assert code == 0
    assert "The job needs the variable AUDITOR" in output
    text = Path(str(WRITTEN[ci])).read_text(encoding="utf-8")
    assert "auditor is on no package index" in text
    assert "mona" not in text
    assert variables(text) == ({"AUDITOR": "${{ vars.AUDITOR }}"} if ci == "github" else {})
    for empty in ({}, {"AUDITOR": ""}):
        done = shell(install_line(text), **empty)
        assert (done.returncode != 0, done.stdout) == (True, "")
        assert "AUDITOR: is not set, see the comment on it in this file" in done.stderr
    done = shell(install_line(text), AUDITOR="git+ssh://git@example.org/a.git@v1")
    assert Requirement(done.stdout.splitlines()[-1]).url == "git+ssh://git@example.org/a.git@v1"


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
