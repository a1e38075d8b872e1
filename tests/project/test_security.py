"""SECURITY.md promises nothing that no test holds, and its limits are those of the program."""

from __future__ import annotations

import re

from desk import ROOT

from auditor import input_file, windows
from auditor.batch import inputs
from auditor.cli.serve import serve
from auditor.engines import checkpoint, encoder, hub, limits, store
from auditor.formats import markdown
from auditor.reading import bounds, document, docx, markup, segment
from auditor.service import app, parts, server
from auditor.settings import values

PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
LIMITS = [
    line
    for line in PAGE.split("## Limits")[1].splitlines()
    if line.startswith("| ") and not line.startswith(("| what |", "| told or read |"))
]


def test_every_promise_has_its_test() -> None:
    """Each row of the table names a test that is there."""
    table = PAGE.split("## Promises")[1].split("## Limits")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]
    named = [re.fullmatch(r"\| .+ \| `(test_\w+)` \|", row) for row in rows]
    assert len(named) > 15
    assert all(named)
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    defined = set(re.findall(r"^def (test_\w+)\(", code, re.MULTILINE))
    assert {match[1] for match in named if match} <= defined


def row(what: str) -> str:
    """The cell beside what is limited."""
    (found,) = (line.split("|")[2].strip() for line in LIMITS if line.split("|")[1].strip().startswith(what))
    return found


def test_the_limits_are_those_of_the_program() -> None:
    """Each number of the tables is the constant's, or the default of the option's, and no row is left out here."""
    megabyte = 1024 * 1024
    of_service = {option.name: option.default for option in serve.params}
    of_model = [checkpoint._NUMBERS[n] for n in ("vocab_size", "d_model", "encoder_layers", "max_position_embeddings")]
    config = {"max_position_embeddings": 512}
    stated = {
        "visible text": f"{bounds.MOST_CHARACTERS:,} characters",
        "one sentence": f"{bounds.LONGEST_SENTENCE:,} characters",
        "plain text": f"{document.MAX_TEXT_BYTES // megabyte} MB",
        "`.html`": f"{document.MAX_MARKUP_BYTES // megabyte} MB",
        "`.docx`": "; ".join(f"{n // megabyte} MB" for n in (document.MAX_BYTES, docx.MAX_XML, docx.MAX_UNPACKED)),
        "a bilingual": f"{document.MAX_BYTES // megabyte} MB",
        "settings, a": f"{input_file._MOST // megabyte} MB",
        "letters and": f"at least {bounds.LEAST_WORDED * 100:.0f} in 100",
        "`beam`": f"{values.MOST_BEAM}, {values.MOST_THREADS}",
        "`config.json`": "; ".join(f"{n:,}" for n in of_model),
        "a line of": f"{inputs.LONGEST_LINE // megabyte} MB",
        "a request": f"{of_service['max_bytes']:,} bytes; {parts.MOST_PARTS}",
        "time for": f"{app.READING:.0f} s; {of_service['timeout']:.0f} s",
        "requests that": f"{of_service['queue']}; {app.READERS}; {server.CONNECTIONS}",
        "text between": f"{segment._CHUNK:,} characters",
        "a paragraph": f"{markup._LONGEST_PARAGRAPH:,} characters",
        "a sentence that": f"{limits.read_limit(config, True)} pieces with the bundled model,"
        f" {limits.read_limit(config, False)} with another",
        "parts of": f"{limits.MOST_PARTS}",
        "what the": f"{encoder.MOST_WINDOWS} windows of {encoder.WINDOW} pieces",
        "sentences of": f"{windows.WINDOW}",
        "translations and": f"{store.MOST_BYTES / 1e9:.0f} GB",
        "wait for a cache": f"{store.PATIENCE:.0f} s each",
        "wait for an": f"{hub.TIMEOUT:.0f} s",
        "Markdown": f"{markdown.LIMIT:,} characters",
    }
    assert {what: row(what) for what in stated} == stated
    assert f"| sentences | {bounds.MOST_SENTENCES:,} |" in LIMITS
    assert len(LIMITS) == len(stated) + 1
