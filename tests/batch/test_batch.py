"""`auditor batch` in one process: what comes out of every kind of input, and of what is broken in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from desk import ARTICLE, BACK_TRANSLATIONS, RECORDED, REFERENCE, environment, files, run
from toolbox import run_toolbox

from auditor.batch import inputs
from auditor.batch.audits import Auditor
from auditor.batch.inputs import chunks, open_input
from auditor.batch.run import EVERY
from auditor.batch.run import run as write_results
from auditor.settings.settings import Settings

CLEAN = REFERENCE.replace("21,000", "12,000")
"""A reference with which the article agrees."""


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a result, with what is JSON in them read."""
    if path.suffix == ".parquet":
        rows = pq.read_table(path).to_pylist()
        return [{**row, "findings": row["findings"] and json.loads(row["findings"])} for row in rows]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def record(name: object, reference: str | None = REFERENCE, article: object = ARTICLE) -> dict[str, object]:
    """A row of the input."""
    return {"id": name, "article": article, "reference": reference}


def lay_lines(path: Path, records: Sequence[object]) -> None:
    """JSON Lines; text goes in as it is."""
    lines = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def stories(desk: Path) -> Path:
    """A desk with back-translations of stories 1 to 40 and a file of three of them: one fails, one passes, one is alone."""
    for number in range(1, 41):
        (desk / "back-translations" / f"{number}.txt").write_text(BACK_TRANSLATIONS, encoding="utf-8")
    lay_lines(desk / "in.jsonl", [record(1), record("2", CLEAN), record(3, None)])
    return desk


def test_lines_in_lines_out(stories: Path) -> None:
    """A row each, in order: verdict, scores, counts, and the article as the JSON report has it."""
    done = run_toolbox(stories, "batch", "in.jsonl", "out.jsonl", *RECORDED)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == "out.jsonl: 3 articles: 2 passed, 1 failed."
    first, second, third = rows_of(stories / "out.jsonl")
    assert list(first) == ["id", "verdict", "scores", "counts", "findings", "error"]
    assert [(row["id"], row["verdict"], row["error"]) for row in (first, second, third)] == [
        ("1", "failed", None),
        ("2", "passed", None),
        ("3", "passed", None),
    ]
    assert first["counts"] == {"critical": 1, "major": 0, "minor": 0, "neutral": 0}
    (report,) = json.loads(run(stories, "library.txt", *RECORDED, "-f", "json").stdout)["articles"]
    same = {"path": "1", "reference": {"path": "reference", "found_by": "option"}}
    assert first["findings"] == {**report, **same}
    assert first["scores"] == {name: report["scores"][name] for name in ("bleu", "chrf", "chrf++", "ter")}
    assert third["findings"]["reference"] is None
    assert third["scores"] == dict.fromkeys(("bleu", "chrf", "chrf++", "ter"))


def test_parquet_says_what_lines_say(stories: Path) -> None:
    """In either direction, with groups of rows that are no whole chunks."""
    records = [record(str(n), CLEAN if n % 2 else REFERENCE) for n in range(1, 41)]
    lay_lines(stories / "in.jsonl", records)
    pq.write_table(pa.Table.from_pylist(records), stories / "in.parquet", row_group_size=18)
    for source in ("in.jsonl", "in.parquet"):
        for output in ("out.jsonl", "out.parquet"):
            done = run_toolbox(stories, "batch", source, output, *RECORDED, "-q")
            assert (done.returncode, done.stderr) == (1, "")
        assert rows_of(stories / "out.parquet") == rows_of(stories / "out.jsonl")
        assert [row["id"] for row in rows_of(stories / "out.jsonl")] == [str(n) for n in range(1, 41)]
    schema = pq.read_schema(stories / "out.parquet")
    assert (schema.field("findings").type, schema.field("counts").type.field("major").type) == (pa.string(), pa.int32())


def test_a_folder_is_audited_as_audit_does(stories: Path) -> None:
    """References by name; ids are paths from the folder; the same article objects."""
    (stories / "inbox" / "march").mkdir(parents=True)
    for name in ("march/library.txt", "2.txt"):
        (stories / "inbox" / name).write_text(ARTICLE, encoding="utf-8")
    (stories / "references" / "2.txt").write_text(CLEAN, encoding="utf-8")
    assert run_toolbox(stories, "batch", "inbox", "out.jsonl", *RECORDED).returncode == 1
    report = json.loads(run(stories, "inbox", *RECORDED, "-f", "json").stdout)
    rows = rows_of(stories / "out.jsonl")
    assert [(row["id"], row["verdict"]) for row in rows] == [("2.txt", "passed"), ("march/library.txt", "failed")]
    assert [row["findings"] for row in rows] == report["articles"]


def test_broken_rows_are_rows(stories: Path) -> None:
    """Each with a sentence that says where it is; the others are audited, and the exit code says that some were not."""
    (stories / "back-translations" / "9.txt").unlink()
    broken = ["{", "[]", "", record(None), record(4, article=7), {"id": 5, "article": ARTICLE}, record(6, article="")]
    broken += [record(7, article=REFERENCE), record(8, article="كلمة. " * 6000), record(9), record("\ud800x")]
    (stories / "in.jsonl").write_text(
        "\n".join(one if isinstance(one, str) else json.dumps(one) for one in [*broken, record(1)]), encoding="utf-8"
    )
    for output in ("out.jsonl", "out.parquet"):
        assert run_toolbox(stories, "batch", "in.jsonl", output, *RECORDED).returncode == 2
    *errors, good = rows_of(stories / "out.jsonl")
    assert good["verdict"] == "failed"
    assert {row["verdict"] for row in errors} == {"incomplete"}
    assert {row["findings"] for row in errors} == {None}
    said = [(row["id"], row["error"]) for row in errors]
    assert [said[k] for k in (0, 1, 2, 3, 4, 5)] == [
        (None, "in.jsonl, line 1: no JSON in UTF-8; mend the line."),
        (None, "in.jsonl, line 2: no object; give one with id, article and reference."),
        (None, "in.jsonl, line 4: the id is missing or neither text nor a whole number; give one."),
        ("4", "in.jsonl, line 5: the article is missing or no text; give its text as `article`."),
        ("5", "in.jsonl, line 6: there is no reference; give its text, or null to check the article by itself."),
        ("6", "6 is empty: it should hold the text of an article or reference"),
    ]
    assert "reads as English" in said[6][1]
    assert "sentences, 5,000 at most" in said[7][1]
    assert "9.txt: no such file of back-translations" in said[8][1]
    assert len(said) == 10
    assert [row["error"] for row in rows_of(stories / "out.parquet")][:9] == [error for _, error in said][:9]


def test_texts_are_never_taken_for_paths(stories: Path) -> None:
    """A name of a file is a text unless --paths says otherwise, and then it lies below the folder of the input."""
    (stories / "secret.txt").write_text(ARTICLE, encoding="utf-8")
    (stories / "data").mkdir()
    (stories / "data" / "1.txt").write_text(ARTICLE, encoding="utf-8")
    (stories / "data" / "1.en.txt").write_text(CLEAN, encoding="utf-8")
    (stories / "data" / "2.txt").symlink_to(stories / "secret.txt")
    named = [record("1", "1.en.txt", "1.txt")]
    named += [record("2", None, name) for name in ("../secret.txt", str(stories / "secret.txt"), "2.txt", "1\0.txt")]
    lay_lines(stories / "data" / "in.jsonl", named)
    run_toolbox(stories, "batch", "data/in.jsonl", "out.jsonl", *RECORDED)
    texts = rows_of(stories / "out.jsonl")
    assert {row["verdict"] for row in texts} == {"incomplete"}
    assert all("reads as" in row["error"] or "binary" in row["error"] or "holds" in row["error"] for row in texts)
    run_toolbox(stories, "batch", "data/in.jsonl", "out.jsonl", "--paths", *RECORDED)
    good, *others = rows_of(stories / "out.jsonl")
    assert (good["id"], good["verdict"], good["findings"]["path"]) == ("1", "passed", "data/1.txt")
    assert all(row["error"].endswith("does not lie below data: only files there are read") for row in others)
    assert len(others) == 4


@pytest.mark.parametrize(
    ("source", "output", "said"),
    [
        ("gone.jsonl", "out.jsonl", "gone.jsonl does not exist: check the name."),
        (
            "library.txt",
            "out.jsonl",
            "library.txt: neither a folder nor .jsonl, .ndjson or .parquet; give one of these.",
        ),
        ("in.jsonl", "out.csv", "out.csv: results are written to .jsonl, .ndjson or .parquet; name such a file."),
        ("in.jsonl", "in.jsonl", "this run reads that file"),
        ("in.jsonl", "no/out.jsonl", "no/out.jsonl: there is no folder no for the report; make it first."),
        ("bad.parquet", "out.jsonl", "bad.parquet cannot be read ("),
        ("few.parquet", "out.jsonl", "few.parquet has no column reference: give it id, article, reference"),
        ("nothing.jsonl", "out.jsonl", "nothing.jsonl holds no articles: give it a row for each."),
        ("nothing.parquet", "out.jsonl", "nothing.parquet holds no articles: give it a row for each."),
        ("empty", "out.jsonl", "empty: the folder holds no articles"),
    ],
)
def test_what_stops_a_run(stories: Path, source: str, output: str, said: str) -> None:
    """One sentence, exit code 2, and nothing is written."""
    (stories / "bad.parquet").write_bytes(b"PAR1 and more that is none")
    (stories / "empty").mkdir()
    (stories / "nothing.jsonl").write_text("\n\n", encoding="utf-8")
    nothing = pa.schema([(name, pa.string()) for name in ("id", "article", "reference")]).empty_table()
    pq.write_table(nothing, stories / "nothing.parquet")
    pq.write_table(pa.table({"id": ["1"], "article": [ARTICLE]}), stories / "few.parquet")
    before = files(stories)
    done = run_toolbox(stories, "batch", source, output, *RECORDED)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("auditor: ")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert files(stories) == before


def test_an_input_that_ends_in_the_middle_leaves_the_output_alone(stories: Path) -> None:
    """Parquet whose second group of rows is damaged: what was there of an earlier run stays, and nothing else."""
    lay_lines(stories / "in.jsonl", [record(1)])
    run_toolbox(stories, "batch", "in.jsonl", "out.jsonl", *RECORDED)
    records = [record(str(n), CLEAN) for n in range(1, 41)]
    pq.write_table(pa.Table.from_pylist(records), stories / "in.parquet", row_group_size=20, compression="zstd")
    group = pq.ParquetFile(stories / "in.parquet").metadata.row_group(1).column(1)
    raw = bytearray((stories / "in.parquet").read_bytes())
    begin = group.dictionary_page_offset or group.data_page_offset
    raw[begin : begin + group.total_compressed_size] = bytes(group.total_compressed_size)
    (stories / "in.parquet").write_bytes(raw)
    before = files(stories)
    done = run_toolbox(stories, "batch", "in.parquet", "out.jsonl", *RECORDED)
    assert done.returncode == 2
    assert "auditor: in.parquet cannot be read (" in done.stderr
    assert files(stories) == before


def test_accepted_findings_do_not_count(stories: Path) -> None:
    """With a baseline, and with a bar that is higher."""
    run(stories, "library.txt", *RECORDED, "--baseline", "accepted.json", "--update-baseline")
    done = run_toolbox(stories, "batch", "in.jsonl", "out.jsonl", *RECORDED, "--baseline", "accepted.json")
    assert done.returncode == 0
    (finding,) = rows_of(stories / "out.jsonl")[0]["findings"]["findings"]
    assert finding["suppressed"]
    assert run_toolbox(stories, "batch", "in.jsonl", "out.jsonl", *RECORDED, "--fail-on", "never").returncode == 0


def test_few_rows_are_held_at_a_time(stories: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks are read when their turn comes, from any of them on, and a line without end is never held whole."""
    monkeypatch.setattr(inputs, "LONGEST_LINE", 4000)
    lines = [json.dumps(record(n)) for n in range(40)]
    lines[20] = json.dumps(record(20, article="x" * 50_000))
    lines.insert(3, "")
    (stories / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    source = open_input(stories / "in.jsonl", stories / "references", False)
    found = list(chunks(source))
    assert [(number, len(rows)) for number, rows in found] == [(0, 16), (1, 16), (2, 8)]
    assert [row.id for _, rows in found for row in rows] == [str(n) if n != 20 else None for n in range(40)]
    assert "line 22: over" in str(found[1][1][4].problem)
    assert list(source.read(list(source.stretches())[2])) == found[2:]


def test_a_row_that_breaks_the_engine_is_alone(stories: Path) -> None:
    """A bug that one article brings out while a chunk is translated together costs that article alone."""
    settings = Settings(threads=1, no_cache=True)
    auditor = Auditor.open(settings, stories)

    class Fragile:
        """Fails on one sentence."""

        def __getattr__(self, name: str) -> Any:
            return getattr(engine, name)

        def translate(self, sentences: Sequence[str]) -> Any:
            if any("جسر" in sentence for sentence in sentences):
                raise ZeroDivisionError("of a library")
            return engine.translate(sentences)

    engine = auditor.instruments.engine
    auditor.instruments = replace(auditor.instruments, engine=cast(Any, Fragile()))
    lay_lines(stories / "in.jsonl", [record(1), record(2, article="أغلق الجسر 15 يوما."), record(3)])
    ((_, rows),) = chunks(open_input(stories / "in.jsonl", stories / "references", False))
    first, second, third = auditor.results(rows)
    assert (first["verdict"], first["counts"]) == (third["verdict"], third["counts"])
    assert first["error"] is None
    assert second["error"] == (
        "2: not audited for a bug in auditor (ZeroDivisionError: of a library); please report it, with the lines of -v."
    )


def test_it_says_how_far_it_is(tmp_path: Path) -> None:
    """Now and then, with the pace of the whole run."""
    said: list[str] = []
    times = iter([0.0, EVERY / 2, EVERY, EVERY + 1])
    results = [{"id": str(n), "verdict": "passed"} for n in range(3)]
    outcome = write_results(results, tmp_path / "out.jsonl", said.append, lambda: next(times))
    assert said == ["2 articles: 2 passed. 2 a minute."]
    assert str(outcome) == "3 articles: 3 passed."


def test_without_pyarrow(stories: Path) -> None:
    """Lines need no extra; Parquet says which one it needs."""
    hide = "import sys; sys.modules['pyarrow'] = None"
    (stories / "hidden").mkdir()
    (stories / "hidden" / "sitecustomize.py").write_text(hide, encoding="utf-8")
    path = f"{stories / 'hidden'}:{environment()['PYTHONPATH']}"
    assert run_toolbox(stories, "batch", "in.jsonl", "out.jsonl", *RECORDED, PYTHONPATH=path).returncode == 1
    done = run_toolbox(stories, "batch", "in.jsonl", "out.parquet", *RECORDED, PYTHONPATH=path)
    assert (done.returncode, done.stderr) == (
        2,
        "auditor: out.parquet: Parquet needs an extra; pip install 'auditor[parquet]'.\n",
    )
