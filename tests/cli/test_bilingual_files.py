"""Bilingual files by the command."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from desk import ROOT, run

SAMPLES = ROOT / "tests" / "samples" / "bilingual"
RECORDED = "The bridge was closed for 12 days.\nThe mayor did not resign.\nRepairs cost 14,000 dollars.\n"

BACK = ("--back-translations", "recorded.txt")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A folder with one file of each kind and back-translations for those of three sentences; no references."""
    shutil.copytree(SAMPLES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "recorded.txt").write_text(RECORDED, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["bridge.xlf", "bridge-2.xliff", "bridge.csv"])
def test_a_bilingual_file_needs_no_reference(table: Path, name: str) -> None:
    """The wrong sum is found, with its unit and the line in the file; the right units are left alone."""
    done = run(table, name, "--back-translations", "recorded.txt", "-f", "concise")
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    number = {"bridge.xlf": 15, "bridge-2.xliff": 16, "bridge.csv": 4}[name]
    assert line.startswith(f"{name}:{number}:17: critical number-mismatch unit u3: The reference says “40,000 dollars”")


@pytest.mark.parametrize(
    ("name", "line", "unit", "state"),
    [
        ("bridge.xlf", 22, "u5", "not reviewed"),
        ("bridge-2.xliff", 25, "u5", "not reviewed"),
        ("bridge.po", 28, "#5", "fuzzy"),
    ],
)
@pytest.mark.parametrize("by", ["option", "settings"])
def test_units_that_need_review_are_audited_on_request(
    table: Path, name: str, line: int, unit: str, state: str, by: str
) -> None:
    """XLIFF 1 and 2 and PO: the day that only such a unit has wrong is found in it, and the report says how many there
    are; without the request the unit is counted and left out."""
    recorded = [*RECORDED.splitlines(), "The school opens on Thursday."]
    recorded += ["A bridge is closed.", "Bridges are closed."] if name.endswith(".po") else []
    path = table / name
    path.write_text(path.read_text(encoding="utf-8").replace("يوم الاثنين", "يوم الخميس"), encoding="utf-8")
    (table / "recorded.txt").write_text("\n".join(recorded), encoding="utf-8")
    (table / "plain.txt").write_text("\n".join(r for r in recorded if "school" not in r), encoding="utf-8")
    if by == "settings":
        (table / "auditor.toml").write_text("include-unreviewed = true\n", encoding="utf-8")
    asked = ("--include-unreviewed",) if by == "option" else ()
    done = run(table, name, *asked, "--select", "date-mismatch", "--back-translations", "recorded.txt", "-f", "json")
    assert done.returncode == 1, done.stderr
    (article,) = json.loads(done.stdout)["articles"]
    assert [(f["unit"], f["line"]) for f in article["findings"]] == [(unit, line)]
    assert article["units"]["unreviewed"] == {state: 1}
    assert state not in article["units"]["left_out"]
    done = run(table, name, *asked, "--select", "date-mismatch", "--back-translations", "recorded.txt")
    assert f"units compared (1 {state}); left out: 1 without a target" in done.stdout
    (table / "auditor.toml").unlink(missing_ok=True)
    done = run(table, name, "--select", "date-mismatch", "--back-translations", "plain.txt", "-f", "json")
    assert done.returncode == 0, done.stderr
    (article,) = json.loads(done.stdout)["articles"]
    assert (article["units"]["left_out"][state], article["units"]["unreviewed"]) == (1, {})


def test_notes_go_into_units_that_need_review_too(table: Path) -> None:
    """Of both versions of XLIFF, into that very unit, and nothing but the note is new."""
    for name in ("bridge.xlf", "bridge-2.xliff"):
        path = table / name
        path.write_text(path.read_text(encoding="utf-8").replace("يوم الاثنين", "يوم الخميس"), encoding="utf-8")
        (table / "recorded.txt").write_text(f"{RECORDED}The school opens on Thursday.\n", encoding="utf-8")
        run(table, name, "--include-unreviewed", "--select", "date-mismatch", *BACK, "--report", "xliff=noted.xlf")
        noted = (table / "noted.xlf").read_text(encoding="utf-8")
        unit = noted[noted.index('id="u5"') :]
        assert unit.count("date-mismatch") == noted.count("date-mismatch") == 1
        assert re.sub("<notes>.*?</notes>|<note .*?</note>", "", noted) == path.read_text(encoding="utf-8")
        (table / "noted.xlf").unlink()


def test_a_reference_beside_it_is_refused(table: Path) -> None:
    """One of the two would be passed over."""
    (table / "other.txt").write_text("The bridge.\n", encoding="utf-8")
    done = run(table, "bridge.xlf", "-r", "other.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "audit: bridge.xlf holds its reference itself; leave --reference.\n"


def test_a_broken_unit_is_named_and_the_others_are_audited(table: Path) -> None:
    """The report is there, and the code says that it is not whole."""
    rows = (SAMPLES / "bridge.csv").read_text(encoding="utf-8") + "\nlost\n"
    (table / "broken.csv").write_text(rows, encoding="utf-8")
    done = run(table, "broken.csv", "--back-translations", "recorded.txt", "-f", "json")
    assert done.returncode == 2
    assert "broken.csv: unit lost (line 8) has 1 cell where the first row has 4; mend it" in done.stderr
    report = json.loads(done.stdout)
    assert [f["rule"] for f in report["articles"][0]["findings"]] == ["number-mismatch"]
    assert len(report["failures"]) == 1


def test_a_folder_is_searched_for_them(table: Path) -> None:
    """For those of translation tools; a table in a folder may be anything."""
    shutil.rmtree(table / "references", ignore_errors=True)
    done = run(table, ".", "--no-back-translation", "--no-reference", "-f", "json")
    names = [Path(a["path"]).name for a in json.loads(done.stdout)["articles"]]
    assert [name for name in names if name != "recorded.txt"] == [
        "bridge-2.xliff",
        "bridge.po",
        "bridge.tmx",
        "bridge.xlf",
    ]


def test_a_hostile_file_ends_in_a_sentence(table: Path) -> None:
    """Exit code 2, one line, nothing on standard output."""
    (table / "bomb.tmx").write_text('<!DOCTYPE tmx [<!ENTITY a "b">]><tmx>&a;</tmx>', encoding="utf-8")
    done = run(table, "bomb.tmx")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "audit: bomb.tmx defines XML entities, which no TMX file needs: save it again without them\n"


def test_the_same_english_in_two_translations_is_found(table: Path) -> None:
    """At the unit that departs from the others, with the line of the file."""
    rows = "id,en,ar\nu1,Read more,اقرأ المزيد\nu2,Read more,طالع المزيد\nu3,Read more,اقرأ المزيد.\n"
    (table / "buttons.csv").write_text(rows, encoding="utf-8")
    done = run(table, "buttons.csv", "--no-back-translation", "--select", "inconsistent-translation", "-f", "concise")
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        "buttons.csv:3:1: minor inconsistent-translation unit u2: Unit u1 has another translation of the same English:"
        " “اقرأ المزيد”\n"
    )


TRADOS = """\ufeff<?xml version="1.0" encoding="utf-8"?>
<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="news.docx" source-language="en-US" target-language="ar-SA" datatype="x-sdlfilterframework2"><body>
<trans-unit id="layout" translate="no"><source><x id="0"/></source></trans-unit>
<trans-unit id="5f1c"><source>Repairs cost <g id="1">40,000</g> dollars.</source>
<seg-source><mrk mtype="seg" mid="1">Repairs cost <g id="1">40,000</g> dollars.</mrk></seg-source>
<target><mrk mtype="seg" mid="1">تكلفت الإصلاحات <g id="1">14 ألف</g> دولار.</mrk></target>
<sdl:seg-defs><sdl:seg id="1" conf="Translated" origin="mt"/></sdl:seg-defs></trans-unit>
</body></file></xliff>
"""
MEMOQ = """\
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff">
<file original="news.docx" source-language="en" target-language="ar" datatype="x-memoq"><body>
<trans-unit id="5f1c" mq:status="Confirmed"><source xml:space="preserve">Repairs cost 40,000 dollars.</source>
<target xml:space="preserve">تكلفت الإصلاحات 14 ألف دولار.</target></trans-unit>
</body></file></xliff>
"""
PHRASE = MEMOQ.replace('xmlns:mq="MQXliff"', 'xmlns:m="http://www.memsource.com/mxlf/2.0"').replace(
    'mq:status="Confirmed"', 'm:confirmed="1" m:para-id="0"'
)


@pytest.mark.parametrize(("name", "content"), [("a.sdlxliff", TRADOS), ("a.mqxliff", MEMOQ), ("a.mxliff", PHRASE)])
def test_xliff_of_other_tools_goes_by_their_suffixes(tmp_path: Path, name: str, content: str) -> None:
    """Found in a folder and not taken for text; notes go into a copy that is otherwise the file."""
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / name).write_text(content, encoding="utf-8")
    (tmp_path / "recorded.txt").write_text("Repairs cost 14,000 dollars.\n", encoding="utf-8")
    done = run(tmp_path, "news", *BACK, "-f", "concise", "--report", f"xliff=noted{Path(name).suffix}")
    assert done.returncode == 1, done.stderr
    (line,) = done.stdout.splitlines()
    assert "critical number-mismatch unit 5f1c: The reference says “40,000 dollars”" in line
    noted = (tmp_path / f"noted{Path(name).suffix}").read_text(encoding="utf-8")
    assert noted.count('<note from="auditor"') == 1
    assert re.sub("<note .*?</note>", "", noted) == content
