"""`auditor init`: settings, an empty baseline and a snippet for CI, to begin with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

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
_GITHUB = """\
name: articles
on: pull_request
permissions:
  contents: read
jobs:
  audit:
    runs-on: ubuntu-latest
    env:
      # The address of auditor's repository, as git clones it.
      AUDITOR: ""
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: python -m pip install "auditor @ git+$AUDITOR"
      - run: audit articles --format github --report json=audit.json
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: audit
          path: audit.json
"""
_GITLAB = """\
audit:
  image: python:3.12
  variables:
    # The address of auditor's repository, as git clones it.
    AUDITOR: ""
  script:
    - pip install "auditor @ git+$AUDITOR"
    - audit articles --report gitlab=gl-code-quality-report.json --report junit=audit.xml
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
      junit: audit.xml
"""
CI = {
    "none": None,
    "github": (Path(".github/workflows/articles.yml"), _GITHUB),
    "gitlab": (Path(".gitlab-ci.yml"), _GITLAB),
}
"""File and content for each kind of CI."""


def init(folder: Path, ci: str) -> Iterator[Path]:
    """Write the files that a folder of articles begins with; yields each path when it is written.

    Raises SettingsError, before anything is written, where one of them is there already, and where one cannot be written.
    """
    snippet = CI[ci]
    wanted = [(Path("auditor.toml"), _SETTINGS), (Path(BASELINE), _BASELINE), *([snippet] if snippet else [])]
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
