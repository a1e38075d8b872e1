"""Bilingual files that are broken, hostile or not ready: what is said, and what is read all the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from bilingual_files import PO, TMX, UNIT, XLIFF, read, texts
from desk import ROOT
from hang import ends

from auditor.errors import DocumentError
from auditor.reading.bilingual.read import is_bilingual


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
        ("a.csv", "en,ar,note\nOne.,واحد.\nTwo.\n", "unit #2 (line 3) has 1 cell where the first row has 3"),
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
    assert "995 further units that cannot be read;" in sides.broken[-1].message
    assert [failure.line for failure in sides.broken] == [2, 3, 4, 5, 6, 7]
    sixth = read(tmp_path, "b.jsonl", '{"article": "واحد.", "reference": "One."}\n' + "{\n" * 6).broken[-1]
    assert sixth.message.endswith(": 1 further unit that cannot be read; mend or take out each.")


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
