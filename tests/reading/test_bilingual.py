"""Bilingual files: units with their sides, ids, states and lines; inline tags."""

from __future__ import annotations

from pathlib import Path

import pytest
from bilingual_files import TMX, UNIT, XLIFF, XLIFF_2, read, texts
from desk import ROOT

from auditor.reading.bilingual.markup import marked
from auditor.reading.bilingual.read import read_bilingual
from auditor.reading.segment import segment

SAMPLES = ROOT / "tests" / "samples" / "bilingual"
ENGLISH = ["The bridge was closed for 12 days.", "The mayor did not resign.", "Repairs cost 40,000 dollars."]


@pytest.mark.parametrize(
    ("name", "ids", "left_out", "lines"),
    [
        ("bridge.xlf", ["u1", "u2", "u3"], {"without a target": 1, "not reviewed": 1}, [7, 11, 15]),
        ("bridge-2.xliff", ["u1", "u2", "u3"], {"without a target": 1, "not reviewed": 1}, [6, 11, 16]),
        ("bridge.tmx", ["#1", "#2", "#3"], {}, [11, 19, 27]),
        (
            "bridge.po",
            ["#1", "front page", "#3"],
            {"without a target": 1, "fuzzy": 1, "a special plural form": 4},
            [13, 17, 21],
        ),
        ("bridge.csv", ["u1", "u2", "u3"], {"without a target": 1, "fuzzy": 1}, [2, 3, 4]),
    ],
)
def test_files_of_other_tools_are_read(name: str, ids: list[str], left_out: dict[str, int], lines: list[int]) -> None:
    """What translate-toolkit and gettext wrote: both sides of each unit, ids, lines of the file, and what is left out."""
    sides = read_bilingual(str(SAMPLES / name), "ar", "en")
    found = texts(sides)[:3]
    assert [(i, english) for i, _, english in found] == list(zip(ids, ENGLISH))
    assert found[0][1] == "أغلق الجسر 12 يوما."
    assert dict(sides.article.left_out) == left_out
    sentences = segment(sides.article)[:3]
    assert [s.line for s in sentences] == lines
    content = (SAMPLES / name).read_text(encoding="utf-8").splitlines()
    if name.startswith("bridge.x") or name.endswith(".tmx"):
        assert all(s.text in content[s.line - 1] for s in sentences)


@pytest.mark.parametrize(
    ("name", "left_out", "unreviewed"),
    [
        ("bridge.xlf", {"without a target": 1}, {"u5": "not reviewed"}),
        ("bridge-2.xliff", {"without a target": 1}, {"u5": "not reviewed"}),
        ("bridge.po", {"without a target": 1, "a special plural form": 4}, {"#5": "fuzzy"}),
        ("bridge.csv", {"without a target": 1}, {"u5": "fuzzy"}),
    ],
)
def test_units_that_need_review_are_included_where_that_is_asked_for(
    name: str, left_out: dict[str, int], unreviewed: dict[str, str]
) -> None:
    """Between the others, with what the file says of them; what has no target or is for no comparison stays out."""
    sides = read_bilingual(str(SAMPLES / name), "ar", "en", include_unreviewed=True)
    (own,) = unreviewed
    assert (own, "تفتح المدرسة يوم الاثنين.", "The school opens on Monday.") in texts(sides)
    assert dict(sides.article.left_out) == left_out
    assert {u.id: u.unreviewed for u in sides.article.units if u.unreviewed} == unreviewed


STATES = {
    '<target state="new">{}</target>': "not reviewed",
    '<target state="needs-review-translation">{}</target>': "not reviewed",
    '<target state="translated">{}</target>': None,
    '<target state="final">{}</target>': None,
}


@pytest.mark.parametrize(("target", "state"), STATES.items())
def test_states_of_xliff_1(tmp_path: Path, target: str, state: str | None) -> None:
    """What somebody has still to look at; `translate="no"` is never included."""
    unit = f'<trans-unit id="{{}}"{{}}><source>{ENGLISH[0]}</source>{target.format("أغلق الجسر 12 يوما.")}</trans-unit>'
    path = tmp_path / "a.xlf"
    path.write_text(XLIFF.format(unit.format("u", "") + unit.format("v", ' translate="no"')), encoding="utf-8")
    sides = read_bilingual(str(path), "ar", "en", include_unreviewed=True)
    assert [(u.id, u.unreviewed) for u in sides.article.units] == [("u", state)]
    assert sides.article.left_out == (("not for translation", 1),)


@pytest.mark.parametrize(
    ("state", "unreviewed"),
    [
        ('state="initial"', "not reviewed"),
        ('state="translated" subState="x:needs-review"', "not reviewed"),
        ('state="translated"', None),
        ('state="reviewed"', None),
        ("", None),
    ],
)
def test_states_of_xliff_2(tmp_path: Path, state: str, unreviewed: str | None) -> None:
    """What somebody has still to look at is left out, unless it is to be included."""
    segment_ = f"<segment {state}><source>{ENGLISH[0]}</source><target>أغلق الجسر 12 يوما.</target></segment>"
    plain = f"<segment><source>{ENGLISH[1]}</source><target>لم يستقل رئيس البلدية.</target></segment>"
    path = tmp_path / "a.xlf"
    path.write_text(XLIFF_2.format(f'<unit id="u">{segment_}</unit><unit id="v">{plain}</unit>'), encoding="utf-8")
    sides = read_bilingual(str(path), "ar", "en")
    assert [u.id for u in sides.article.units] == (["v"] if unreviewed else ["u", "v"])
    assert sides.article.left_out == (((unreviewed, 1),) if unreviewed else ())
    sides = read_bilingual(str(path), "ar", "en", include_unreviewed=True)
    assert [(u.id, u.unreviewed) for u in sides.article.units] == [("u", unreviewed), ("v", None)]


def test_plural_forms_are_compared_with_the_number_they_are_for() -> None:
    """Of a PO message the singular belongs to msgid and the general form to msgid_plural."""
    sides = read_bilingual(str(SAMPLES / "bridge.po"), "ar", "en")
    assert texts(sides)[3:] == [
        ("#6[1]", "جسر مغلق.", "bridge is closed."),
        ("#6[5]", "جسر مغلق.", "bridges are closed."),
    ]
    assert [u.article_markup for u in sides.article.units[3:]] == [(), ("%d",)]


def test_a_unit_may_hold_several_sentences(tmp_path: Path) -> None:
    """They belong to their unit on both sides, whatever their number."""
    sides = read(
        tmp_path,
        "a.jsonl",
        '{"id": 7, "article": "هبت العاصفة. أغلق الجسر.\\nعاد الناس.", "reference": "A storm. Closed."}\n',
    )
    assert [(s.text, s.unit, s.line) for s in segment(sides.article)] == [
        ("هبت العاصفة.", 0, 1),
        ("أغلق الجسر.", 0, 1),
        ("عاد الناس.", 0, 1),
    ]
    assert [u.id for u in sides.reference.units] == ["7"]


INLINE = {
    "xliff 1.2": (
        "a.xlf",
        XLIFF.format(
            UNIT.format(
                1,
                'Read <g id="1">the <x id="2"/>report</g><bpt id="3">&lt;b></bpt>now<ept id="3">&lt;/b></ept>.',
                'اقرأ <mrk mtype="seg">ال<g id="1">تقرير</g></mrk><x id="2"/>الآن.',
            )
        ),
        ("اقرأ التقرير الآن.", "Read the report now."),
        (("<g 1>", "<x 2>"), ("<g 1>", "<x 2>", "<bpt 3>", "<ept 3>")),
    ),
    "xliff 2": (
        "a.xlf",
        XLIFF_2.format(
            '<unit id="1"><segment><source>Read <pc id="1">this</pc><cp hex="0021"/> <ph id="2"/></source>'
            '<target>اقرأ <sc id="1"/>هذا<ec startRef="1"/>!</target></segment></unit>'
        ),
        ("اقرأ هذا!", "Read this!"),
        (("<pc 1>",), ("<pc 1>", "<ph 2>")),
    ),
    "tmx": (
        "a.tmx",
        TMX.format(
            '<tu tuid="1"><tuv xml:lang="EN-us"><seg>Read <bpt i="1" x="1">{b}</bpt>this<ept i="1">{/b}</ept>.</seg></tuv>'
            '<tuv xml:lang="ar"><seg>اقرأ <hi>هذا</hi>.</seg></tuv></tu>'
        ),
        ("اقرأ هذا.", "Read this."),
        ((), ("<bpt 1>", "<ept>")),
    ),
    "written out": (
        "a.csv",
        "en,ar\n"
        '"Hello <a href=""x"">%(name)s</a>, you have {n} letters, 50% read.",مرحبا <a>%(name)s</a>، لديك {n} رسائل.\n',
        ("مرحبا، لديك رسائل.", "Hello, you have letters, 50% read."),
        (("<a>", "%(name)s", "</a>", "{n}"), ("<a>", "%(name)s", "</a>", "{n}")),
    ),
}


@pytest.mark.parametrize("case", INLINE)
def test_inline_tags_are_kept_out_of_the_text(tmp_path: Path, case: str) -> None:
    """Both texts are as a reader would read them, and what was taken out is kept, in order."""
    name, content, (arabic, english), markup = INLINE[case]
    sides = read(tmp_path, name, content)
    assert texts(sides)[0][1:] == (arabic, english)
    (unit,) = sides.article.units
    assert (unit.article_markup, unit.reference_markup) == markup


@pytest.mark.parametrize("text", ["نسبة 50% من", "5 < 6 and 7 > 3", "100%d", "{", "a {b", "%", "x % d"])
def test_what_is_no_markup_stays(text: str) -> None:
    """Per cent signs behind numbers, comparisons and lone braces are text."""
    assert marked([text]).text == text
