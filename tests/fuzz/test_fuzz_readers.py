"""Damaged and hostile bytes for what reads a file by itself: Word and bilingual files, rows of a batch, earlier reports and
calibrations, back-translations."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from io import BytesIO
from pathlib import Path

from desk import ARTICLE, BACK_TRANSLATIONS, ROOT
from docx import Document as new_word_file
from fuzzing import damaged, fuzzed
from hypothesis import given
from hypothesis import strategies as st

from auditor import difference
from auditor.batch.inputs import chunks, open_input
from auditor.engines.recorded import read_recorded
from auditor.errors import AuditError
from auditor.reading.bilingual.read import is_bilingual, read_bilingual
from auditor.reading.document import read_document
from auditor.scoring import calibration

BILINGUAL = [path for path in sorted((ROOT / "tests/samples/bilingual").iterdir()) if is_bilingual(path.name)]
REPORT = (ROOT / "tests/samples/rate-decision.expected.json").read_text(encoding="utf-8")
ROWS = "".join(
    json.dumps({"id": str(number), "article": ARTICLE, "reference": None}, ensure_ascii=False) + "\n"
    for number in range(3)
)
CALIBRATION = (resources.files("auditor") / "data/calibrations").joinpath("recorded.json").read_text(encoding="utf-8")


def word_file() -> dict[str, bytes]:
    """The parts of a Word file."""
    written, document = BytesIO(), new_word_file()
    for line in ARTICLE.splitlines():
        document.add_paragraph(line)
    document.save(written)
    with zipfile.ZipFile(written) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


WORD = word_file()


@contextmanager
def laid(name: str, content: bytes) -> Iterator[Path]:
    """A file in a folder of its own; what refuses it names it."""
    problem = ""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            yield path
        except AuditError as error:
            problem = str(error)
        assert not problem or str(path) in problem


@fuzzed(0.05)
@given(st.data())
def test_any_word_file(data: st.DataObject) -> None:
    """A part of it damaged, or the file as a whole: text, or a sentence that names it."""
    parts, name = dict(WORD), data.draw(st.sampled_from(["word/document.xml", "[Content_Types].xml", "_rels/.rels"]))
    parts[name] = data.draw(damaged(WORD[name].decode()))
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    whole = bytearray(written.getvalue())
    for _ in range(data.draw(st.integers(0, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with laid("article.docx", bytes(whole)) as path:
        assert read_document(str(path), "ar").text.strip()


@fuzzed(0.1)
@given(st.sampled_from(BILINGUAL), st.data())
def test_any_bilingual_file(sample: Path, data: st.DataObject) -> None:
    """Two sides with the same units, or a sentence that names the file."""
    with laid(sample.name, data.draw(damaged(sample.read_text(encoding="utf-8")))) as path:
        both = read_bilingual(str(path), "ar", "en")
        assert both.article.units is not None
        assert len(both.article.units) == len(both.reference.units or ())


@fuzzed(0.05)
@given(damaged(ROWS), st.booleans())
def test_any_rows_of_a_batch(content: bytes, named: bool) -> None:
    """A row for each line that is not empty, or a sentence that names the file."""
    with laid("rows.jsonl", content) as path:
        rows = [row for _, some in chunks(open_input(path, Path("references"), named)) for row in some]
        assert len(rows) == sum(bool(line.strip()) for line in content.split(b"\n"))


@fuzzed(0.05)
@given(damaged(REPORT))
def test_any_earlier_report(content: bytes) -> None:
    """A report, or a sentence that names the file."""
    with laid("report.json", content) as path:
        assert difference.read(path).path == path


@fuzzed(0.05)
@given(damaged(CALIBRATION))
def test_any_calibration(content: bytes) -> None:
    """A calibration, or a sentence that names the file."""
    with laid("calibration.json", content) as path:
        assert calibration.load(path).engine is not None


@fuzzed(0.05)
@given(damaged(BACK_TRANSLATIONS))
def test_any_back_translations(content: bytes) -> None:
    """Lines, or a sentence that names the file."""
    with laid("library.txt", content) as path:
        read = read_recorded(path, "library.txt", ["a", "b", "c"])
        assert len(read) == 3
