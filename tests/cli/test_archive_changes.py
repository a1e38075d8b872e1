"""--out while somebody else is at work in the folders."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk import ARTICLE, BACK_TRANSLATIONS, RECORDED, REFERENCE
from desk import run as invoke

from auditor.cli import archive
from auditor.cli.audit import Refusal, cli
from auditor.cli.names import report_names
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


def test_a_report_is_not_called_like_a_folder_of_others() -> None:
    """`a.txt` beside `a.json/`."""
    names = report_names(["d/a.txt", "d/a.json/x.txt", "d/b.txt"], ["d"])
    assert names == {"d/a.txt": "a.txt", "d/a.json/x.txt": "a.json/x", "d/b.txt": "b"}


def test_a_folder_of_articles_is_not_called_like_the_index(desk: Path) -> None:
    """Nor like the folder of the records; its reports are in one with an underscore, and a run again keeps them."""
    for name in (
        "index.json/x",
        "Index.HTML/y",
        "index.json_/x",
        "index.sarif/z",
        "deep/index.json/v",
        ".auditor/records/w",
    ):
        path = desk / "articles" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARTICLE, encoding="utf-8")
        (desk / "references" / path.name).write_text(REFERENCE, encoding="utf-8")
        (desk / "back-translations" / path.name).write_text(BACK_TRANSLATIONS, encoding="utf-8")
    command = ("articles", "articles/.auditor", *RECORDED, "--out", "o", "--out-format", "html", "-f", "json")
    done = invoke(desk, *command)
    assert done.returncode == 1
    rows = {a["path"].removeprefix("articles/"): a["reports"]["json"] for a in json.loads(done.stdout)["articles"]}
    kept = {row for row in rows.values() if row.startswith("index.json_/")}
    assert {rows.pop("index.json/x.txt"), rows.pop("index.json_/x.txt")} == kept
    assert len(kept) == 2
    assert rows == {
        "Index.HTML/y.txt": "Index.HTML_/y.json",
        "index.sarif/z.txt": "index.sarif/z.json",
        "deep/index.json/v.txt": "deep/index.json/v.json",
        ".auditor/records/w.txt": ".auditor_/records/w.json",
    }
    for row in (*kept, *rows.values()):
        assert (desk / "o" / row).is_file()
    assert "6 articles, 6 of them unchanged since an earlier run" in invoke(desk, *command).stderr
