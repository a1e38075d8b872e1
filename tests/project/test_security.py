"""SECURITY.md promises nothing that no test holds, and its limits are those of the program."""

from __future__ import annotations

import re

from desk import ROOT

from auditor.engines import store
from auditor.reading import bounds, document, docx

PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


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


def test_the_limits_are_those_of_the_program() -> None:
    """Each number of the table is the constant's."""
    limits = PAGE.split("## Limits")[1]
    megabyte = 1024 * 1024
    for stated in (
        f"{bounds.MOST_CHARACTERS:,} characters",
        f"| {bounds.MOST_SENTENCES:,} |",
        f"{bounds.LONGEST_SENTENCE:,} characters",
        f"| {document.MAX_TEXT_BYTES // megabyte} MB |",
        f"| {document.MAX_MARKUP_BYTES // megabyte} MB |",
        f"| {document.MAX_BYTES // megabyte} MB; {docx.MAX_XML // megabyte} MB; {docx.MAX_UNPACKED // megabyte} MB |",
        f"{bounds.LEAST_WORDED * 100:.0f} in 100",
        f"{store.PATIENCE:.0f} s",
    ):
        assert stated in limits
