"""Who imports whom."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("torch", "transformers", "ctranslate2", "scipy", "sentencepiece", "sacrebleu", "babel", "lxml", "docx")
WEB = ("starlette", "uvicorn", "python_multipart")


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Modules of auditor and what they import."""
    return grimp.build_graph("auditor", cache_dir=None)


def python(code: str) -> str:
    """What a fresh interpreter prints."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_the_contracts_hold() -> None:
    """The order of imports written down in pyproject.toml is kept."""
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_formats_see_only_records(graph: grimp.ImportGraph) -> None:
    """A format imports the records, what other formats are made of and the word for a number of things, nothing else of
    auditor."""
    formats = {m for m in graph.modules if m.startswith("auditor.formats")}
    assert len(formats) > 5
    imported = {i for m in formats for i in graph.find_modules_directly_imported_by(m)}
    assert imported - formats == {"auditor.records", "auditor.plurals"}


def test_records_stand_alone(graph: grimp.ImportGraph) -> None:
    """Records and errors import nothing of auditor but each other's kind."""
    rooms = {m for m in graph.modules if m.startswith("auditor.records")}
    assert all(graph.find_modules_directly_imported_by(m) <= rooms for m in rooms)
    assert not graph.find_modules_directly_imported_by("auditor.errors")


def test_nobody_imports_the_command(graph: grimp.ImportGraph) -> None:
    """Only the other ways to start it know the command line."""
    assert graph.find_modules_that_directly_import("auditor.cli.audit") <= {
        "auditor.__main__",
        "auditor.cli.auditor",
        "auditor.cli.batch",
    }


def loaded(module: str, libraries: tuple[str, ...]) -> str:
    """Which of the libraries a fresh interpreter has loaded after importing the module."""
    return python(f"import sys, {module}; print(*[m for m in {libraries} if m in sys.modules])").strip()


@pytest.mark.parametrize("module", ["auditor", "auditor.rules", "auditor.cli.audit", "auditor.cli.auditor"])
def test_the_commands_start_light(module: str) -> None:
    """Importing them, or the ids of the rules, loads no heavy library, not even numpy: help is there at once, and a bad
    option fails at once."""
    assert loaded(module, (*HEAVY, *WEB, "numpy")) == ""


def test_the_pipeline_starts_light() -> None:
    """What runs an audit imports the engines' libraries when they are used, not before, and those of a page."""
    assert loaded("auditor.cli.run", (*HEAVY, "jinja2", "rich", "filelock")) == ""


SPY = """
import re, sys
real, ours = re.compile, []
def compile(pattern, flags=0):
    caller = sys._getframe(1).f_globals.get("__name__", "")
    ours.extend([f"{caller}: {pattern}"] if caller.startswith("auditor") else [])
    return real(pattern, flags)
re.compile = compile
import auditor.pipeline
at_import = list(ours)
auditor.reading.notices.read_notice("A line.")
print(len(at_import), len(ours) > len(at_import), *at_import[:3])
"""


def test_importing_the_pipeline_compiles_nothing() -> None:
    """No regular expression of auditor is compiled before it is used."""
    assert python(SPY).split() == ["0", "True"]


def test_an_article_that_was_audited_before_loads_no_engine(tmp_path: Path) -> None:
    """The second time everything comes from the cache: no model is opened, and nothing that would compute with it; nor where
    another setting has the article compared anew."""
    code = (
        "import sys\n"
        "from auditor.cli.audit import cli\n"
        f"where = ['--cache', {str(tmp_path)!r}, '--report', {f'json={tmp_path}/r'!r}]\n"
        "cli.main(['tests/samples/river-floods.txt', '-q', *where], standalone_mode=False)\n"
        "print('ENGINE', *[m for m in ('ctranslate2', 'sentencepiece', 'sacremoses', 'transformers') if m in sys.modules])"
    )
    first = python(code).rpartition("ENGINE")[2].split()
    report = (tmp_path / "r").read_bytes()
    assert "ctranslate2" in first
    assert python(code).rpartition("ENGINE")[2].split() == []
    assert (tmp_path / "r").read_bytes() == report
    anew = code.replace("'-q', *where", "'-q', '--ignore', 'typography', *where")
    assert anew != code
    assert python(anew).rpartition("ENGINE")[2].split() == []
