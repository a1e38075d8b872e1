"""Writes into the pages of docs/ what the program alone knows: its rules, its options and its settings.

    python tests/write_docs.py

A page holds such text between two markers, `<!-- make docs: NAME -->` and `<!-- /make docs: NAME -->`; what stands
around them is written by hand and left alone. Prints the pages it changed.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import dependency_licences

from auditor import atomic_file
from auditor import records as room
from auditor.cli.audit import cli as audit
from auditor.cli.auditor import toolbox
from auditor.cli.schemas import SCHEMAS
from auditor.rules import RULES
from auditor.rules.frame import certainty
from auditor.settings import settings as config
from auditor.settings.settings import Settings

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
COLUMNS = 80
"""Width of the terminal that the help is shown for."""
RECORDS = (
    room.Report,
    room.EngineInfo,
    room.Rule,
    room.Failure,
    room.Audit,
    room.Document,
    room.Unit,
    room.ReferenceMatch,
    room.Provenance,
    room.Segment,
    room.Hypothesis,
    room.Translation,
    room.ScoredBead,
    room.Bead,
    room.Scores,
    room.ArticleScores,
    room.Finding,
    room.Severity,
    room.Evidence,
    room.Span,
)
"""What is documented field by field, from the whole to its parts."""
PART = re.compile(r"(<!-- make docs: ([a-z-]+) -->\n).*?(<!-- /make docs: \2 -->)", re.DOTALL)
"""A part of a page that is written here: its first marker, its name, its last marker."""


def filled(page: str) -> str:
    """A page with every part as the program has it now. Raises KeyError for a part that nothing here writes."""
    return PART.sub(lambda part: f"{part[1]}{PARTS[part[2]]()}\n{part[3]}", page)


def rules() -> str:
    """A row for each rule, with a link to its page."""
    rows = (f"| {page_of(r.id)} | {r.severity.label} | {r.mqm} | {r.summary} |" for r in RULES.values())
    return "\n".join(["| id | severity | MQM | says |", "|---|---|---|---|", *rows])


def rule_pages() -> str:
    """A link to the page of each rule, as running text."""
    return ",\n".join(map(page_of, RULES)) + "."


def page_of(rule: str) -> str:
    """A link from docs/ to the page of a rule."""
    return f"[{rule}](../auditor/data/rules/{rule}.md)"


def audit_help() -> str:
    """What `audit --help` prints."""
    return help_of(context_of(audit))


def auditor_help() -> str:
    """What `auditor --help` prints, and the help of each command below it under a heading of its own."""
    top = context_of(toolbox)
    return "\n\n".join([help_of(top), *(f"### {c.command_path}\n\n{help_of(c)}" for c in commands_below(top))])


def commands_below(context: click.Context) -> Iterator[click.Context]:
    """The commands of a group that do something, those of its groups in their place."""
    assert isinstance(context.command, click.Group)
    for command in context.command.commands.values():
        below = context_of(command, context)
        if isinstance(command, click.Group):
            yield from commands_below(below)
        else:
            yield below


def context_of(command: click.Command, parent: click.Context | None = None) -> click.Context:
    """What click shows the help of a command in, as wide as in a terminal of COLUMNS; click leaves two of them empty."""
    settings = {**command.context_settings, "terminal_width": COLUMNS - 2}
    return click.Context(command, parent=parent, info_name=command.name, **settings)


def help_of(context: click.Context) -> str:
    """The help of a command as a block."""
    return f"```\n{context.get_help()}\n```"


def records() -> str:
    """A table for each record that the library returns: field, type, and what its docstring says."""
    return "\n\n".join(map(record, RECORDS))


def record(kind: type) -> str:
    """One of them. Raises ValueError where a field does not say what it is."""
    (tree,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(tree, ast.ClassDef)
    rows = [described(kind, node, after) for node, after in zip(tree.body, [*tree.body[1:], None])]
    head = [f"## {kind.__name__}", "", one_line(inspect.getdoc(kind)), "", "| field | type | holds |", "|---|---|---|"]
    return "\n".join([*head, *filter(None, rows)])


def described(kind: type, node: ast.stmt, after: ast.stmt | None) -> str | None:
    """The row of a field, of a property or method, or of a member of an enumeration; None for anything else."""
    if isinstance(node, ast.FunctionDef):
        name = node.name if node.decorator_list else f"{node.name}()"
        return row(name, ast.unparse(node.returns) if node.returns else "", ast.get_docstring(node))
    if isinstance(node, ast.Assign):
        return row(ast.unparse(node.targets[0]), "int", ast.unparse(node.value))
    if not isinstance(node, ast.AnnAssign):
        return None
    said = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else None
    if not isinstance(said, str):
        raise ValueError(f"{kind.__name__}.{ast.unparse(node.target)} has no docstring")
    return row(ast.unparse(node.target), ast.unparse(node.annotation), said)


def row(name: str, kind: str, said: str | None) -> str:
    """Of the table of a record."""
    pipe = "\\|"  # in a cell, also in code
    cells = (name, f"`{kind}`", one_line(said))
    return f"| {' | '.join(cell.replace('|', pipe) for cell in cells)} |"


def one_line(text: str | None) -> str:
    """A docstring as running text."""
    return " ".join((text or "").split())


@dataclass(frozen=True)
class Option:
    """What the help of `audit` says of an option: the text, and the default where it names one."""

    text: str
    default: str | None

    @classmethod
    def of(cls, parameter: click.Option) -> Option:
        """Taken apart: the help of an option ends in `[default: …]` where it has one."""
        text, _, default = (parameter.help or "").partition("  [default: ")
        return cls(text, default.removesuffix("]") or None)


def settings() -> str:
    """A row for each key of a settings file."""
    options = {p.name: Option.of(p) for p in audit.params if isinstance(p, click.Option)}
    defaults = tomllib.loads(config.show(Settings()))
    rows = (setting(name, options.get(name), defaults) for name in config.OPTIONS)
    return "\n".join(["| key | default | in overrides | says |", "|---|---|---|---|", *rows])


def setting(name: str, option: Option | None, defaults: dict[str, object]) -> str:
    """The row of a key. What it says is the help of the option of that name; a key without one says what it holds."""
    key, field = name.replace("_", "-"), config.OPTIONS[name].metadata
    text = option.text if option else first_line(field["read"])
    unset = option.default if option and option.default else "not set"
    default = f"`{json.dumps(defaults[key])}`" if key in defaults else unset
    return f"| `{key}` | {default} | {'yes' if field['local'] else 'no'} | {escaped(text)} |"


def escaped(text: str) -> str:
    """Text of a cell, in which Markdown would read `|` and `<` as its own."""
    return re.sub(r"([|<])", r"\\\1", text)


def first_line(function: Callable[..., object]) -> str:
    """What a function is documented to do, in a line."""
    return (function.__doc__ or "").strip().partition("\n")[0]


def clean_text() -> str:
    """False alarms by kind of clean text, and what the dial asks for at some rates."""
    rows = [(t.kind, t.sentences, t.scored + len(t.certainties)) for t in certainty.clean_text()]
    rows.append(("all", sum(r[1] for r in rows), sum(r[2] for r in rows)))
    seen = [f"| {kind} | {count:,} | {wrong} | {100 * wrong / count:.2f} |" for kind, count, wrong in rows]
    dial = [f"| {rate} | {certainty.least(rate):.2f} |" for rate in (0.01, 0.005, 0.002, 0.001)]
    return "\n".join(
        [
            "| kind of text | sentences | false alarms | in 100 |",
            "|---|---|---|---|",
            *seen,
            "",
            "| `--false-alarms` | certainty that a finding needs |",
            "|---|---|",
            *dial,
        ]
    )


PARTS: dict[str, Callable[[], str]] = {
    "clean-text": clean_text,
    "rules": rules,
    "rule-pages": rule_pages,
    "audit": audit_help,
    "auditor": auditor_help,
    "settings": settings,
    "records": records,
    "dependencies": dependency_licences.table,
}
"""What writes the part of each name."""


def main() -> None:
    """Bring the pages up to date, each written whole or not at all."""
    for page in sorted(DOCS.glob("*.md")):
        old = page.read_text(encoding="utf-8")
        new = filled(old)
        if new != old:
            atomic_file.write(page, new)
            print(page.relative_to(ROOT))
    for copy in sorted(DOCS.glob("*.schema.json")):
        new = json.dumps(SCHEMAS[copy.name.partition(".")[0]](), ensure_ascii=False, indent=2) + "\n"
        if new != copy.read_text(encoding="utf-8"):
            atomic_file.write(copy, new)
            print(copy.relative_to(ROOT))


if __name__ == "__main__":
    main()
