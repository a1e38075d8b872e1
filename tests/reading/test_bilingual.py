"""Bilingual files: units with their sides, ids and lines; what is left out; hostile files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from desk import ROOT
from hang import ends

from auditor.errors import DocumentError
from auditor.reading.bilingual.markup import marked
from auditor.reading.bilingual.read import Bilingual, is_bilingual, read_bilingual
from auditor.reading.segment import segment

SAMPLES = ROOT / "tests" / "samples" / "bilingual"
ENGLISH = ["The bridge was closed for 12 days.", "The mayor did not resign.", "Repairs cost 40,000 dollars."]
XLIFF = '<xliff version="1.2"><file source-language="en" target-language="ar"><body>{}</body></file></xliff>'
UNIT = '<trans-unit id="{}"><source>{}</source><target>{}</target></trans-unit>'
XLIFF_2 = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="ar">'
    '<file id="f">{}</file></xliff>'
)
TMX = '<tmx version="1.4"><header/><body>{}</body></tmx>'
PO = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n\n{}'


def read(folder: Path, name: str, content: str | bytes) -> Bilingual:
    """A file of that content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_bilingual(str(path), "ar", "en")


def texts(sides: Bilingual) -> list[tuple[str, str, str]]:
    """Id, Arabic and English of each unit."""
    article, reference = (
        [" ".join(s.text for s in segment(d) if s.unit == k) for k in range(len(d.units))]
        for d in (sides.article, sides.reference)
    )
    return list(zip((u.id for u in sides.article.units), article, reference))


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


@pytest.mark.parametrize(
    ("name", "content", "left_out"),
    [
        (
            "a.xlf",
            XLIFF.format(
                UNIT.format(1, "One.", "واحد.")
                + '<trans-unit id="2" translate="no"><source>A</source><target>ا</target></trans-unit>'
                + '<trans-unit id="3"><source>B</source><target state="needs-review-translation">ب</target></trans-unit>'
                + '<trans-unit id="4"><source>C</source><target/><alt-trans><target>ج</target></alt-trans></trans-unit>'
            ),
            {"not for translation": 1, "not reviewed": 1, "without a target": 1},
        ),
        (
            "a.tmx",
            TMX.format(
                '<tu><tuv xml:lang="en"><seg>One.</seg></tuv><tuv xml:lang="ar"><seg>واحد.</seg></tuv></tu>'
                '<tu><tuv xml:lang="en"><seg>Two.</seg></tuv><tuv xml:lang="fr"><seg>Deux.</seg></tuv></tu>'
                '<tu><tuv xml:lang="fr"><seg>Trois.</seg></tuv><tuv xml:lang="ar"><seg>ثلاثة.</seg></tuv></tu>'
            ),
            {"without a target": 1, "in another language": 1},
        ),
        ("a.tsv", "One.\tواحد.\nTwo.\t\n\t\nTags.\t<b></b>\n", {"without a target": 2}),
    ],
)
def test_units_that_are_not_ready_are_counted(
    tmp_path: Path, name: str, content: str, left_out: dict[str, int]
) -> None:
    """One unit is compared; every other one is counted by why it is not."""
    sides = read(tmp_path, name, content)
    assert len(sides.article.units) == 1
    assert dict(sides.article.left_out) == left_out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "a.xlf",
            XLIFF.format(UNIT.format(1, "One.", "واحد.") + '<trans-unit id="x"><target>ا</target></trans-unit>'),
            "unit x (line 1) has no <source>",
        ),
        ("a.csv", "en,ar,note\nOne.,واحد.\nTwo.\n", "unit #2 (line 3) has 1 cells where the first row has 3"),
        (
            "a.jsonl",
            '{"article": "واحد.", "reference": "One."}\n{"article": 2}\n',
            "unit #2 (line 2) has no text as `article`",
        ),
        (
            "a.jsonl",
            '{"article": "واحد.", "reference": "One."}\n' + "[" * 100_000,
            "unit #2 (line 2) is not valid JSON",
        ),
    ],
)
def test_a_broken_unit_does_not_hide_the_others(tmp_path: Path, name: str, content: str, said: str) -> None:
    """The good one is there, and a sentence names the broken one with its line."""
    sides = read(tmp_path, name, content)
    assert texts(sides)[0][1:] == ("واحد.", "One.")
    (failure,) = sides.broken
    assert failure.message == f"{tmp_path / name}: {said}; mend it or take it out."
    assert f"(line {failure.line})" in failure.message


def test_many_broken_units_are_counted(tmp_path: Path) -> None:
    """The first are named, the rest are one sentence."""
    sides = read(tmp_path, "a.jsonl", '{"article": "واحد.", "reference": "One."}\n' + "{\n" * 1000)
    assert len(sides.broken) == 6
    assert "995 further units" in sides.broken[-1].message
    assert [failure.line for failure in sides.broken] == [2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
def test_encodings_are_told(tmp_path: Path, encoding: str) -> None:
    """Those that tools write, with the declaration they write."""
    content = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>\n' + XLIFF.format(
        UNIT.format(
            1, "The bridge was closed for 12 days.", "أغلق الجسر 12 يوما بعد أن قالت البلدية إن العاصفة كانت قوية."
        )
    )
    sides = read(tmp_path, "a.xlf", content.encode(encoding))
    assert texts(sides)[0][1].startswith("أغلق الجسر 12 يوما")


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE xliff [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12))
    + "]>"
)
HOSTILE = {
    "billion laughs": ("a.xlf", BOMB + XLIFF.format(UNIT.format(1, "A", "&m;")), "defines XML entities"),
    "external entity": (
        "a.tmx",
        '<!DOCTYPE tmx [<!entity % x SYSTEM "file:///etc/passwd">]>' + TMX.format("&x;"),
        "defines XML entities",
    ),
    "entity never defined": ("a.xlf", XLIFF.format(UNIT.format(1, "A", "&nothing;")), "not well-formed XML at line 1"),
    "deep": ("a.xlf", XLIFF.format("<g>" * 5000), "not well-formed XML"),
    "cut off": ("a.xlf", XLIFF.format("")[:60], "not well-formed XML"),
    "another root": ("a.xlf", "<html/>", "its outermost element is 'html', not 'xliff'"),
    "another version": ("a.xlf", '<xliff version="9"/>', "XLIFF of version '9'"),
    "no units": ("a.xlf", XLIFF.format(""), "no unit in both languages that could be compared (it has none)"),
    "another language": (
        "a.xlf",
        XLIFF.replace('"ar"', '"fr"').format(UNIT.format(1, "A", "B")),
        "(1 in another language)",
    ),
    "no PO": ("a.po", "hello\n", "no PO file that can be read, at line 1"),
    "PO cut off": ("a.po", PO.format('msgid "a'), "no PO file that can be read"),
    "PO with a bad header": (
        "a.po",
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=x; plural=__import__;\\n"\n',
        "PO file",
    ),
    "columns without names": ("a.csv", "one,two\nthree,four\n", "does not say which columns to compare"),
    "nothing but commas": ("a.csv", ",,,\n,,\n", "does not say which columns to compare"),
    "an open quotation mark": ("a.csv", 'en,ar\nOne,"' + "ا" * 200_000, "cannot be read as a table at line 2"),
    "binary": ("a.tmx", bytes(range(256)) * 10, "binary"),
    "an archive": ("a.xlf", b"PK\x03\x04" + bytes(50), "zip archive"),
    "damaged UTF-8": ("a.jsonl", '{"article": "كلمة كلمة كلمة'.encode() + b"\xff\xfe", "a.jsonl"),
    "huge": ("a.po", b"x" * (20 * 1024**2 + 1), "over 20 MB"),
    "empty": ("a.tsv", "\n\n", "is empty"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_end_in_a_sentence(tmp_path: Path, case: str) -> None:
    """One line that names the file and says what is wrong."""
    name, content, said = HOSTILE[case]
    with ends(), pytest.raises(DocumentError) as caught:
        read(tmp_path, name, content)
    message = str(caught.value)
    assert said in message
    assert name in message
    assert "\n" not in message


def test_no_address_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The DTD that a memory names is not looked for, neither on the disk nor elsewhere."""
    dtd = tmp_path / "tmx14.dtd"
    dtd.write_text("<!ENTITY x 'y'> this is no DTD", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    body = '<tu><tuv xml:lang="en"><seg>One.</seg></tuv><tuv xml:lang="ar"><seg>واحد.</seg></tuv></tu>'
    assert len(read(tmp_path, "a.tmx", '<!DOCTYPE tmx SYSTEM "tmx14.dtd">' + TMX.format(body)).article.units) == 1


def test_half_characters_of_json_do_no_harm(tmp_path: Path) -> None:
    """A lone surrogate, which no encoding can hold, is replaced."""
    sides = read(tmp_path, "a.jsonl", '{"id": "\\udc00", "article": "واحد \\ud800.", "reference": "One."}\n')
    assert (sides.article.text + sides.article.units[0].id).encode()


def test_readers_are_imported_where_they_are_used() -> None:
    """Whoever audits a plain article pays for no parser."""
    code = (
        "import sys, auditor.pipeline, auditor.cli.audit;"
        "assert not {'lxml', 'babel.messages.pofile', 'auditor.reading.bilingual.xliff'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


@pytest.mark.parametrize(
    ("path", "known"), [("a.XLIFF", True), ("b.po", True), ("c.txt", False), ("-", False), ("po", False)]
)
def test_the_suffix_decides(path: str, known: bool) -> None:
    """In capitals too."""
    assert is_bilingual(path) is known
