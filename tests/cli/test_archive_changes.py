"""--out while somebody else is at work in the folders."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk import RECORDED

from auditor.cli import archive
from auditor.cli.audit import Refusal, cli
from auditor.pipeline import Audited, audit_each


def run(monkeypatch: pytest.MonkeyPatch, desk: Path, meanwhile: Any, *options: str) -> Any:
    """A run during which something happens as soon as an article is audited."""

    def stream(*arguments: Any, **named: Any) -> Iterator[Audited]:
        for one in audit_each(*arguments, **named):
            meanwhile()
            yield one

    monkeypatch.chdir(desk)
    monkeypatch.setattr(archive, "audit_each", stream)
    return cli.main(["library.txt", *RECORDED, "--out", "o", *options], standalone_mode=False)


def test_an_article_that_changes_while_it_is_audited_is_audited_again(
    monkeypatch: pytest.MonkeyPatch, desk: Path
) -> None:
    """Its report is not taken for that of either text; that of one that did not change is kept."""
    article, calls = desk / "library.txt", []
    text = article.read_text(encoding="utf-8")
    run(monkeypatch, desk, lambda: (calls.append(1), article.write_text(text + "\n", encoding="utf-8")))
    assert json.loads((desk / "o/.auditor/records/library.json").read_bytes())["identity"] == ""
    article.write_text(text, encoding="utf-8")
    for audited in (2, 2):
        run(monkeypatch, desk, lambda: calls.append(1))
        assert len(calls) == audited


def test_a_report_that_vanishes_is_a_sentence(monkeypatch: pytest.MonkeyPatch, desk: Path) -> None:
    """With the path, where the lines of all articles are to be printed."""
    run(monkeypatch, desk, lambda: None)
    written = archive.Archive._write_on_the_way

    def gone(self: archive.Archive) -> float:
        (desk / "o/library.json").unlink()
        return written(self)

    monkeypatch.setattr(archive.Archive, "_write_on_the_way", gone)
    with pytest.raises(Refusal, match=r"o/library\.json: the report cannot be read again \(No such file"):
        run(monkeypatch, desk, lambda: None, "-f", "jsonl")
