"""What the reports of a folder are called."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from archives import index
from desk import ARTICLE, BACK_TRANSLATIONS, RECORDED, REFERENCE, run

from auditor.cli.names import report_names


def test_no_two_articles_share_a_report(archive: Path) -> None:
    """Names that differ in their suffix or in capitals only, that of the index, and two folders with the same names."""
    shutil.copytree(archive / "articles", archive / "more")
    for name in ("wrong.md", "Clean.txt", "march/CLEAN.txt", "index.txt"):
        shutil.copy(archive / "articles" / "wrong.txt", archive / "articles" / name)
    arguments = ("articles", "more", "-r", "references/wrong.txt")
    several = run(archive, *arguments, "--back-translations", "back-translations/wrong.txt", "--out", "reports")
    assert "--reference belongs to one article" in several.stderr
    (archive / "auditor.toml").write_text(
        '[[overrides]]\npaths = ["*"]\nreference = "references/wrong.txt"\n'
        'back-translations = "back-translations/wrong.txt"\n',
        encoding="utf-8",
    )
    run(archive, "articles", "more", "--out", "reports", "--back-translations", "back-translations/wrong.txt")
    rows = {a["path"]: a["reports"]["json"] for a in index(archive)["articles"]}
    assert len(rows) == 8
    assert len({name.casefold() for name in rows.values()} | {"index.json"}) == 9
    assert rows["articles/index.txt"] == "index.txt.json"
    assert rows["articles/wrong.md"] == "wrong.md.json"
    assert rows["articles/Clean.txt"] == "Clean.json"
    for path, name in rows.items():
        report = json.loads((archive / "reports" / name).read_text(encoding="utf-8"))
        assert [a["path"] for a in report["articles"]] == [path]


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
    done = run(desk, *command)
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
    assert "6 articles, 6 of them unchanged since an earlier run" in run(desk, *command).stderr
