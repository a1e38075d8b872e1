"""What the pages of docs/ say of rules, options, settings, formats and fields is what the program has."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import click
import pytest
import write_docs
from shared_report import make_report

from auditor.cli.audit import cli
from auditor.cli.auditor import toolbox
from auditor.formats import FORMATS
from auditor.rules import RULES
from auditor.settings import settings as config
from auditor.settings.settings import Settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
COMMANDS = [
    *(["models", name] for name in ("list", "pull", "convert", "info")),
    *(["references", name] for name in ("list", "find")),
    ["calibrate"],
    ["explain"],
    ["diff"],
    ["schema"],
    ["init"],
    ["serve"],
    ["batch"],
    *(["cache", name] for name in ("info", "clear")),
]


def text_of(page: str) -> str:
    """A page of docs/."""
    return (DOCS / page).read_text(encoding="utf-8")


def first_column(text: str) -> list[str]:
    """The first cells of the tables of a text, without heads and marks."""
    cells = re.findall(r"^\| ([^|]+?) \|", text, re.MULTILINE)
    return [cell.strip("`") for cell in cells if cell not in ("key", "format", "code")]


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.name)
def test_pages_are_up_to_date(page: Path) -> None:
    """`make docs` would change nothing."""
    text = page.read_text(encoding="utf-8")
    assert write_docs.filled(text) == text, "run `make docs`"


def test_every_part_stands_somewhere() -> None:
    """Each part that is written has one place, between two markers, and no marker is without its other."""
    whole = "".join(page.read_text(encoding="utf-8") for page in DOCS.glob("*.md"))
    assert sorted(part[1] for part in write_docs.PART.findall(whole)) == sorted(write_docs.PARTS)
    assert len(re.findall(r"<!-- /?make docs: ", whole)) == 2 * len(write_docs.PARTS)


def test_a_stale_page_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What stands between the markers is replaced, what stands around them stays, and a page that is right is left."""
    monkeypatch.setattr(write_docs, "ROOT", tmp_path)
    monkeypatch.setattr(write_docs, "DOCS", tmp_path)
    page = "# Rules\n\n<!-- make docs: rules -->\n{}<!-- /make docs: rules -->\n\nBy hand.\n"
    (tmp_path / "rules.md").write_text(page.format("| old |\n"), encoding="utf-8")
    (tmp_path / "other.md").write_text("# By hand\n", encoding="utf-8")
    write_docs.main()
    assert (tmp_path / "rules.md").read_text(encoding="utf-8") == page.format(f"{write_docs.rules()}\n")
    assert capsys.readouterr().out == "rules.md\n"
    write_docs.main()
    assert capsys.readouterr().out == ""


def test_an_unknown_part_is_refused() -> None:
    """A name that nothing writes is a mistake in the page, not an empty part."""
    with pytest.raises(KeyError, match="ruels"):
        write_docs.filled("<!-- make docs: ruels -->\n<!-- /make docs: ruels -->\n")


def help_of(*command: str) -> str:
    """What a command prints for --help in a terminal of 80 columns, as a block."""
    done = subprocess.run(
        [sys.executable, "-c", f"from auditor.cli.{command[0]} import main; main()", *command[1:], "--help"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.startswith(f"Usage: {' '.join(command)} ")
    return f"```\n{done.stdout.strip()}\n```"


@pytest.mark.parametrize("command", ["audit", "auditor"])
def test_help_stands_in_the_page(command: str) -> None:
    """The blocks of options are what `audit --help` and `auditor --help` print."""
    assert help_of(command) in text_of("command-line.md")


def test_no_summary_of_a_command_is_cut_off() -> None:
    """The list of commands says of each a whole sentence."""
    summaries = help_of("auditor").split("Commands:\n")[1].splitlines()[:-1]
    assert len(summaries) > 5
    assert all(line.endswith(".") and not line.endswith("...") for line in summaries)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_of_every_command_stands_in_the_page(command: list[str]) -> None:
    """Below a heading with its name."""
    assert f"### auditor {' '.join(command)}\n\n{help_of('auditor', *command)}\n" in text_of("command-line.md")


def test_no_command_is_left_out() -> None:
    """The commands tested above are all there are."""
    headings = re.findall(r"^### auditor (.*)$", text_of("command-line.md"), re.MULTILINE)
    assert headings == [" ".join(command) for command in COMMANDS]


def options_of(command: click.Command) -> set[str]:
    """The long options of a command and of those below it."""
    own = {name for p in command.params for name in p.opts} | {"--help"}
    below = command.commands.values() if isinstance(command, click.Group) else ()
    return own.union(*map(options_of, below))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_options_named_in_the_pages_exist(page: Path) -> None:
    """Every long option that a page names is one of `audit`, or of a command of `auditor`; the columns of other tools have
    theirs."""
    text = page.read_text(encoding="utf-8")
    if page.name == "comparison.md":
        text = "\n".join("|".join(line.split("|")[:3]) for line in text.splitlines())
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))
    assert named <= options_of(cli) | options_of(toolbox)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_rules_are_listed(rule: object) -> None:
    """Every rule stands in the table as it is in the program, and its row links its page."""
    assert isinstance(rule, type(RULES["omission"]))
    link = f"[{rule.id}](../auditor/data/rules/{rule.id}.md)"
    assert f"| {link} | {rule.severity.label} | {rule.mqm} | {rule.summary} |" in text_of("rules.md")
    assert files("auditor").joinpath("data", "rules", f"{rule.id}.md").is_file()


def test_every_rule_has_a_file_of_its_name() -> None:
    """A reader finds a rule by its file: the files of the folder are the ids of the table, no more and no fewer."""
    names = {f.name.removesuffix(".py") for f in files("auditor").joinpath("rules").iterdir() if f.is_file()}
    runner = {"run", "suspicions", "precedence"}
    rules = {name.replace("_", "-") for name in names - runner if not name.startswith("_")}
    assert rules == set(RULES)
    assert {f.name for f in files("auditor").joinpath("data", "rules").iterdir()} == {f"{rule}.md" for rule in RULES}


def test_formats_and_exit_codes_are_listed() -> None:
    """The tables have every format and every exit code, and no other."""
    assert first_column(text_of("formats.md")) == list(FORMATS)
    assert first_column(text_of("exit-codes.md")) == ["0", "1", "2"]


def test_settings_are_listed() -> None:
    """The table has every key of a settings file, and the default that `--show-settings` prints of it."""
    table = text_of("settings.md")
    assert first_column(table) == [name.replace("_", "-") for name in config.OPTIONS]
    for key, default in tomllib.loads(config.show(Settings())).items():
        assert f"| `{key}` | `{json.dumps(default)}` |" in table


def test_defaults_in_the_help_are_those_of_the_settings() -> None:
    """Where the help of an option names a default and the settings have one, they are the same."""
    said = {p.name: write_docs.Option.of(p).default for p in cli.params if isinstance(p, click.Option)}
    kept = tomllib.loads(config.show(Settings()))
    both = {name for name, default in said.items() if default and name.replace("_", "-") in kept}
    assert {name: said[name] for name in both} == {name: str(kept[name.replace("_", "-")]) for name in both}
    assert both == {"references", "article_lang", "reference_lang", "false_alarms", "fail_on"}


def test_fields_of_the_json_are_listed() -> None:
    """The tables name every key of a report, of an article and of a finding, in their order, and no other."""
    report = json.loads(FORMATS["json"](make_report()))
    article = next(a for a in report["articles"] if a["findings"])
    sections = text_of("json.md").split("\n## ")[1:]
    assert [s.partition("\n")[0] for s in sections] == ["The report", "An article", "A finding"]
    for section, described in zip(sections, (report, article, article["findings"][0]), strict=True):
        assert first_column(section) == list(described)


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("evaluation.md", "evaluate"),
        ("evaluation.md", "evaluate-corpora"),
        ("speed.md", "bench"),
        ("speed.md", "bench-align"),
    ],
)
def test_tables_of_measurements_are_filled(page: str, name: str) -> None:
    """Between its markers every measured table has rows."""
    table = text_of(page).split(f"<!-- {name} -->")[1].split(f"<!-- /{name} -->")[0]
    assert re.search(r"^\| [^|]+ \|.*\d", table, re.MULTILINE)
