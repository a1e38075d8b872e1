"""--report xliff: notes in the file of the translation tool, and nothing else in it changed."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

import pytest
from desk import ROOT, files, run
from lxml import etree

RECORDED = ("--back-translations", "recorded.txt", "-q", "-f", "concise")
BRIDGE = ("The bridge was closed for 12 days.", "أغلق الجسر 12 يوما.", "The bridge was closed for 12 days.")
SUM = ("Repairs cost 40,000 dollars.", "تكلفت الإصلاحات 14 ألف دولار.", "Repairs cost 14,000 dollars.")
"""English, Arabic and back-translation; the sum is wrong."""

OKAPI = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:okp="okapi-framework:xliff-extensions">
<file original="news.html" source-language="en" target-language="ar" datatype="html" okp:inputEncoding="UTF-8">
<body>
<!-- <trans-unit id="gone"><source>a > b</source></trans-unit> -->
<trans-unit id="tu1">
<source xml:lang="en">{BRIDGE[0]}</source>
<seg-source><mrk mid="0" mtype="seg">{BRIDGE[0]}</mrk></seg-source>
<target xml:lang="ar"><mrk mid="0" mtype="seg">{BRIDGE[1]}</mrk></target>
</trans-unit>
<trans-unit id="tu2" resname='a > "b"'>
<source xml:lang="en"><![CDATA[{SUM[0]}]]></source>
<target xml:lang="ar"><![CDATA[{SUM[1]}]]></target>
<note>Ask the desk.</note>
<alt-trans match-quality="80"><source>Repairs.</source><target>إصلاحات.</target></alt-trans>
</trans-unit>
</body>
</file>
</xliff>
"""
OMEGAT = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
  <file source-language="en-US" target-language="ar-EG" datatype="x-text" original="news.txt" tool-id="OmegaT">
    <body><group id="g1">
      <trans-unit id="1"><source>{BRIDGE[0]}</source><target>{BRIDGE[1]}</target></trans-unit>
      <trans-unit id="2"><source>{SUM[0]}</source><target>{SUM[1]}</target></trans-unit>
      <trans-unit id="3"><source>{SUM[0]}</source></trans-unit>
    </group></body>
  </file>
</xliff>
"""
PREFIXED = (
    OMEGAT.replace("xmlns=", "xmlns:x=")
    .replace("</", "</x:")
    .replace("<xliff", "<x:xliff")
    .replace("<file", "<x:file")
    .replace("<body", "<x:body")
    .replace("<group", "<x:group")
    .replace("<trans-unit", "<x:trans-unit")
    .replace("<source", "<x:source")
    .replace("<target", "<x:target")
)
VERSION_2 = f"""\
<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="ar">
 <file id="f1">
  <unit id="u1">
   <segment id="s1"><source>{BRIDGE[0]}</source><target>{BRIDGE[1]}</target></segment>
   <ignorable><source> </source></ignorable>
   <segment id="s2"><source>{SUM[0]}</source><target>{SUM[1]}</target></segment>
  </unit>
 </file>
</xliff>
"""
WITH_NOTES = VERSION_2.replace('<unit id="u1">\n', '<unit id="u1">\n   <notes>\n    <note>Ask.</note>\n   </notes>\n')
DIALECTS = {
    "okapi": OKAPI.encode(),
    "omegat": OMEGAT.encode(),
    "prefixed": PREFIXED.encode(),
    "version 2": VERSION_2.encode(),
    "version 2 with notes": WITH_NOTES.encode(),
    "mark and line ends": codecs.BOM_UTF8 + OMEGAT.replace("\n", "\r\n").encode(),
    "utf-16": codecs.BOM_UTF16_BE + OKAPI.replace("UTF-8", "UTF-16").encode("utf-16-be"),
    "windows": OMEGAT.replace("UTF-8", "windows-1256").encode("cp1256"),
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A folder with the back-translations of two units."""
    (tmp_path / "recorded.txt").write_text(f"{BRIDGE[2]}\n{SUM[2]}\n", encoding="utf-8")
    return tmp_path


def without_notes(raw: bytes) -> bytes:
    """The file with our notes taken out, by their author alone."""
    codec = "utf-16-be" if raw.startswith(codecs.BOM_UTF16_BE) else "cp1256" if b"windows" in raw else "utf-8"
    text = raw.decode(codec)
    ours = re.compile(r'<(\w+:)?note (?:from|category)="auditor"[^>]*>[^<]*</(\w+:)?note>')
    return re.sub(r"<notes></notes>", "", ours.sub("", text)).encode(codec)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_only_notes_are_added(table: Path, dialect: str) -> None:
    """One note, in the unit of the finding, where the schema has it; without it the file is the one that was given; a
    second run, on the file with notes, gives the same again."""
    (table / "news.xlf").write_bytes(DIALECTS[dialect])
    assert run(table, "news.xlf", *RECORDED, "--report", "xliff=noted.xlf").returncode == 1
    noted = (table / "noted.xlf").read_bytes()
    assert noted != DIALECTS[dialect]
    assert without_notes(noted) == DIALECTS[dialect]
    root = etree.fromstring(noted)
    (note,) = (n for n in root.iter("{*}note") if "auditor" in (n.get("from"), n.get("category")))
    segment = "segment u1/s2: " if "version 2" in dialect else ""
    assert note.text.startswith(f"{segment}critical number-mismatch: The reference says “40,000 dollars”")
    assert note.get("priority") == "1"
    assert etree.QName(note).namespace == etree.QName(root).namespace
    above = [etree.QName(e).localname for e in note.iterancestors()]
    if segment:
        assert above[:2] == ["notes", "unit"]
        following = note.getparent().getnext()
        assert etree.QName(following).localname == "segment"
    else:
        assert above[0] == "trans-unit"
        assert etree.QName(note.getprevious()).localname == "target"
        assert "14" in "".join(note.getprevious().itertext())
    assert run(table, "noted.xlf", *RECORDED, "--report", "xliff=again.xlf").returncode == 1
    assert (table / "again.xlf").read_bytes() == noted


@pytest.mark.parametrize("dialect", DIALECTS)
def test_notes_go_when_the_findings_are_gone(table: Path, dialect: str) -> None:
    """What was found before is accepted: the copy is the file that was first given."""
    (table / "news.xlf").write_bytes(DIALECTS[dialect])
    run(table, "news.xlf", *RECORDED, "--report", "xliff=noted.xlf")
    accept = ("--baseline", "accepted.json", "--update-baseline")
    assert run(table, "noted.xlf", *RECORDED, *accept, "--report", "xliff=clean.xlf").returncode == 0
    assert (table / "clean.xlf").read_bytes() == DIALECTS[dialect]


@pytest.mark.parametrize("articles", [("news.xlf", "other.xlf"), ("news.tsv",)])
def test_it_takes_one_xliff_file(table: Path, articles: tuple[str, ...]) -> None:
    """Else one sentence before the work, exit code 2, nothing written."""
    for name in articles:
        (table / name).write_text(OMEGAT if name.endswith("xlf") else "en\tar\n", encoding="utf-8")
    before = files(table)
    done = run(table, *articles, "--no-back-translation", "--report", "xliff=noted.xlf")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "audit: noted.xlf: notes go into a copy of one XLIFF file, and this run audits something else; "
        "give exactly one .xlf or .xliff file, or leave --report xliff.\n"
    )
    assert files(table) == before


def test_samples_of_the_translate_toolkit_keep_their_bytes(table: Path) -> None:
    """XLIFF 1.1 and 2.0 as that library writes them, with units that are left out."""
    recorded = f"{BRIDGE[2]}\nThe mayor did not resign.\n{SUM[2]}\n"
    (table / "recorded.txt").write_text(recorded, encoding="utf-8")
    for name in ("bridge.xlf", "bridge-2.xliff"):
        given = (ROOT / "tests/samples/bilingual" / name).read_bytes()
        (table / name).write_bytes(given)
        assert run(table, name, *RECORDED, "--report", "xliff=noted.xlf").returncode == 1
        noted = (table / "noted.xlf").read_bytes()
        assert (noted.count(b"auditor"), without_notes(noted)) == (1, given)
