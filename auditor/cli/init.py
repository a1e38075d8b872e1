"""`auditor init`: settings, an empty baseline and a snippet for CI, to begin with."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from textwrap import indent
from urllib.parse import urlsplit, urlunsplit

from auditor import atomic_file
from auditor.errors import SettingsError

BASELINE = "accepted.json"
_BASELINE = '{\n  "version": 1,\n  "accepted": []\n}\n'
_SETTINGS = f"""\
# Settings of auditor, for every `audit` from this folder downwards. `audit --show-settings` says what holds.

# Where the English references lie; one has the name of its article, or says the same.
references = "references"

# The least severity that fails a run: never, minor, major or critical.
fail-on = "major"

# Findings that somebody has accepted, with the reason. They stay in every report and do not count.
baseline = "{BASELINE}"

# Reports to write beside what goes to standard output, as FORMAT=FILE.
# report = ["json=audit.json", "corrections=corrections.docx"]

# Rules that shall not run; `auditor explain` lists them all.
# ignore = ["typography"]

# What every article must say of how it was made: machine-translated, human-reviewed, credits.
# require-disclosure = ["machine-translated"]

# Another severity for a rule, or off.
# [severity]
# name-mismatch = "critical"
# moved = "off"

# How a term is to be translated: where the article has the one, the reference must have one of the others.
# [glossary]
# "مجلس الأمن" = ["Security Council"]

# Other settings for some articles.
# [[overrides]]
# paths = ["archive/*"]
# ignore = ["hidden-text"]
"""
_INSTALL = '"auditor @ ${AUDITOR:?is not set, see the comment on it in this file}"'
_GITHUB = f"""\
name: articles
on: pull_request
permissions:
  contents: read
jobs:
  audit:
    runs-on: ubuntu-latest
    env:
<where>
      AUDITOR: <source>
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: python -m pip install {_INSTALL}
      - run: audit articles --format github --report json=audit.json
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: audit
          path: audit.json
"""
_GITLAB = f"""\
audit:
  image: python:3.12
<where>
  variables:
    AUDITOR: <source>
  script:
    - pip install {_INSTALL}
    - audit articles --report gitlab=gl-code-quality-report.json --report junit=audit.xml
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
      junit: audit.xml
"""
_KNOWN = """\
# AUDITOR is what pip installs. auditor is on no package index, so that it comes from its repository:
# here from where the auditor came that wrote this file, at the same commit."""
_UNKNOWN = """\
# AUDITOR is what pip installs. auditor is on no package index, so that it comes from its repository.
# {}
# to git+ADDRESS@TAG, with the address as git clones it, or write that here."""
_GITHUB_VARIABLE = "Set the variable AUDITOR (Settings, Secrets and variables, Actions, Variables)"
_GITLAB_VARIABLE = "Set the variable AUDITOR (Settings, CI/CD, Variables)"


def installed_from() -> str | None:
    """What pip can install this very auditor from on another machine, `git+https://…@commit`; None where it came from a
    folder or a file of this one."""
    try:
        raw = distribution("auditor").read_text("direct_url.json")  # PEP 610
        found = json.loads(raw or "{}")
        return f"{found['vcs_info']['vcs']}+{_without_password(found['url'])}@{found['vcs_info']['commit_id']}"
    except (PackageNotFoundError, AttributeError, ValueError, KeyError, TypeError):
        return None


def _without_password(url: str) -> str:
    """The address without who fetched it, since the job goes into a repository; `git` is everybody's name at a forge."""
    parts = urlsplit(url)
    user, at, host = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=host)) if at and user != "git" else url


def _job(ci: str) -> tuple[Path, str] | None:
    """File and content of the job for a kind of CI."""
    source = installed_from()
    if ci == "github":
        where = _KNOWN if source else _UNKNOWN.format(_GITHUB_VARIABLE)
        return Path(".github/workflows/articles.yml"), _filled(_GITHUB, where, " " * 6, source or "${{ vars.AUDITOR }}")
    if ci == "gitlab" and source:
        return Path(".gitlab-ci.yml"), _filled(_GITLAB, _KNOWN, " " * 2, source)
    if ci == "gitlab":
        # An empty variable here would win over the one of the project.
        bare = _GITLAB.replace("  variables:\n    AUDITOR: <source>\n", "")
        return Path(".gitlab-ci.yml"), _filled(bare, _UNKNOWN.format(_GITLAB_VARIABLE), " " * 2, "")
    return None


def _filled(job: str, where: str, margin: str, source: str) -> str:
    return job.replace("<where>", indent(where, margin)).replace("<source>", json.dumps(source))


def init(folder: Path, ci: str) -> Iterator[Path]:
    """Write the files that a folder of articles begins with; yields each path when it is written.

    Raises SettingsError, before anything is written, where one of them is there already, and where one cannot be written.
    """
    job = _job(ci)
    wanted = [(Path("auditor.toml"), _SETTINGS), (Path(BASELINE), _BASELINE), *([job] if job else [])]
    for name, _ in wanted:
        if os.path.lexists(folder / name):
            raise SettingsError(f"{name}: it is there already and stays as it is; move it away, or change it by hand.")
    for name, text in wanted:
        try:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            atomic_file.write(folder / name, text)
        except OSError as error:
            raise SettingsError(
                f"{name}: cannot be written ({error.strerror or error}); choose another folder."
            ) from error
        yield name
