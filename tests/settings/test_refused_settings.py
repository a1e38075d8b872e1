"""Settings that make no sense, and files that cannot be read."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from settled import FORMATS, RULES, settle, write

from auditor.errors import SettingsError
from auditor.settings import settings as config


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fial-on = 'minor'", "unknown setting 'fial-on'; did you mean 'fail-on'?"),
        ("zzz = 1", "unknown setting 'zzz'; known are "),
        ("beam = 'four'", "beam must be a whole number from 1 to 64, not 'four'"),
        ("beam = true", "beam must be a whole number from 1 to 64, not true"),
        ("threads = 0", "threads must be a whole number from 1 to 1024, not 0"),
        ("cache-size = 0", "cache-size must be gigabytes, a number from 0.001, not 0"),
        ("offline = 'yes'", "offline must be true or false, not 'yes'"),
        ("false-alarms = 0.6", "false-alarms must be a number between 0 and 0.5, not 0.6"),
        ("false-alarms = nan", "false-alarms must be a number between 0 and 0.5, not nan"),
        ("false-alarms = -inf", "false-alarms must be a number between 0 and 0.5, not -inf"),
        ("fail-on = 'maior'", "fail-on must be one of never, minor, major, critical, not 'maior'"),
        ("article-lang = 'Arabic'", "article-lang must be a language code like \"ar\", not 'Arabic'"),
        ("reference = 7", "reference must be a path in quotes, not 7"),
        ('reference = "\\u0000"', "reference must be a path in quotes"),
        ('cache = "~no_such_user_here/x"', "cache must be a path with a home folder that exists"),
        ("model = ''", "model must be text in quotes, not ''"),
        ("runtime = 'onnx'", "runtime must be one of auto, ctranslate2, transformers, not 'onnx'"),
        ("format = 'jason'", "unknown format 'jason' in format; did you mean 'json'?"),
        ("report = ['json']", "report must be a list of FORMAT=FILE, not 'json'"),
        ("report = 'json=a'", "report must be a list of FORMAT=FILE, not 'json=a'"),
        ("report = ['jsn=a']", "unknown format 'jsn' in report; did you mean 'json'?"),
        ("ignore = ['number-missmatch']", "unknown rule 'number-missmatch' in ignore; did you mean 'number-mismatch'?"),
        ("ignore = [1]", "ignore must be a list of rules, not [1]"),
        ("severity.mooved = 'off'", "unknown rule 'mooved' in severity; did you mean 'moved'?"),
        ("severity.moved = 'hard'", "severity.moved must be one of off, neutral, minor, major, critical, not 'hard'"),
        ("severity = 'off'", "severity must be a table of rule = \"severity\", not 'off'"),
        ("glossary = ['a']", "glossary must be a table of term = [translations], not ['a']"),
        ("glossary.a = []", "glossary.'a' must be a term with one or more translations, not []"),
        ("glossary.a = 3", "glossary.'a' must be a list of translations, not 3"),
        ("require-disclosure = ['ai']", "unknown disclosure 'ai' in require-disclosure; known are "),
        ("require-disclosure = true", "require-disclosure must be a list of machine-translated"),
        ("overrides = 1", "overrides must be tables, each under [[overrides]], not 1"),
        ("[[overrides]]\nignore = []", "overrides.paths must be a list of path patterns, not None"),
        ("[[overrides]]\npaths = []", "overrides.paths must be a list of path patterns, not []"),
        ("[[overrides]]\npaths = ['*']\nbeam = 3", "beam holds for a whole run; move it out of [[overrides]]"),
        ("[[overrides]]\npaths = ['*']\nignroe = []", "unknown setting 'ignroe'; did you mean 'ignore'?"),
        ("a = ", "not valid TOML"),
        ("a = " + "[" * 5000, "not valid TOML"),
        ("beam = 1\nbeam = 2", "not valid TOML"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    """Unknown keys get a suggestion, wrong types are named, and each message names the file."""
    file = write(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        settle(file)
    message = str(caught.value)
    assert message.startswith(f"{file}: ")
    assert said in message
    assert "\n" not in message


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    """A missing file, a folder, bytes that are not UTF-8, and a [tool.auditor] that is no table."""
    for file in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(SettingsError, match="cannot be read"):
            settle(file)
    binary = tmp_path / "auditor.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="not valid TOML"):
        settle(binary)
    for text in ("tool = 1", "tool.auditor = 1"):
        with pytest.raises(SettingsError, match="must be a table"):
            settle(write(tmp_path, text, "pyproject.toml"))


def test_an_option_of_the_command_line_is_named_as_typed() -> None:
    """The message for an option carries its dashes."""
    with pytest.raises(SettingsError, match=r"^command line: --fail-on must be one of"):
        settle(fail_on="sometimes")


@given(st.dictionaries(st.text(), st.one_of(st.text(), st.integers(), st.booleans(), st.none(), st.lists(st.text()))))
def test_no_value_escapes_as_another_error(raw: dict[str, object]) -> None:
    """Whatever is given, the answer is Settings or SettingsError."""
    for name in config.OPTIONS:
        for value in raw.values():
            with contextlib.suppress(SettingsError):
                config.settle({name: value}, None, known_rules=RULES, known_formats=FORMATS)
