"""What is refused before it is read: no text, too much of it, and files that never end."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from hang import ends
from read_texts import ARABIC, refusal

from auditor.errors import DocumentError
from auditor.reading.bounds import MOST_CHARACTERS, MOST_SENTENCES, check_sentences
from auditor.reading.document import MAX_BYTES, MAX_TEXT_BYTES, read_document
from auditor.reading.segment import segment
from auditor.records import Segment


def test_missing_folder_and_unreadable(tmp_path: Path) -> None:
    """Each case has one sentence that names the path and what is the matter."""
    with pytest.raises(DocumentError, match="does not exist"):
        read_document(str(tmp_path / "none.txt"), "ar")
    with pytest.raises(DocumentError, match="is a folder"):
        read_document(str(tmp_path), "ar")
    with pytest.raises(DocumentError, match="cannot be read"):
        read_document("a\0b.txt", "ar")


@pytest.mark.parametrize("raw", [b"", b" \n\t\r\n", "\ufeff".encode(), "\ufeff \n".encode("utf-16")])
def test_empty_files(raw: bytes) -> None:
    """Nothing, and nothing but white space, is empty."""
    message = refusal(raw)
    assert "empty" in message or "no visible text" in message


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "image"),
        (b"%PDF-1.7\n" + bytes(50), "PDF"),
        (b"PK\x03\x04" + bytes(50), "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "office"),
    ],
)
def test_binary_files_are_named_for_what_they_are(raw: bytes, what: str) -> None:
    """A picture, a PDF or a program is refused with a word on what it is."""
    assert what in refusal(raw)


def test_a_file_over_the_limit_is_refused() -> None:
    """Two megabytes and a byte are no article; nor are twenty of Word."""
    assert "2 MB" in refusal(b"a" * (MAX_TEXT_BYTES + 1))
    with pytest.raises(DocumentError, match="20 MB"):
        read_document("story.docx", "ar", b"a" * (MAX_BYTES + 1))


def cut(path: str, text: str) -> tuple[Segment, ...]:
    """Sentences of what is within the bounds."""
    document = read_document(path, "ar", text.encode())
    sentences = segment(document)
    check_sentences(document, sentences)
    return sentences


BEYOND = {
    "a novel": ("txt", "كلمة " * (MOST_CHARACTERS // 5 + 1), "300,00"),
    "angle brackets": ("html", "<p>مرحبا بكم في المدينة" + "&lt; " * 5_000, "hardly any letters"),
    "entities": ("html", "<p>مرحبا بكم في المدينة" + "&amp;" * 250_000, "hardly any letters"),
    "brackets": ("md", "مرحبا بكم في المدينة " + "[](" * 19_000, "hardly any letters"),
    "lines of a letter": ("txt", "م\n" * (MOST_SENTENCES + 1), "5,001 sentences"),
}


@pytest.mark.parametrize("case", BEYOND)
def test_what_no_article_is_is_refused_at_once(case: str) -> None:
    """With one sentence, whatever the format: nothing of it reaches an engine."""
    suffix, text, message = BEYOND[case]
    with ends(), pytest.raises(DocumentError, match=message):
        cut(f"story.{suffix}", text)


def test_a_sentence_beyond_any_is_refused() -> None:
    """Where lines are sentences, one may be of any length."""
    document = read_document("story.txt", "ar", ("كلمة " * 2_500).encode())
    with pytest.raises(DocumentError, match="a sentence of 12,499 characters in line 1"):
        check_sentences(document, segment(document, one_sentence_per_line=True))
    check_sentences(document, segment(document))


def test_the_longest_article_is_read() -> None:
    """Fifty thousand words, and as many vowel signs as letters, are within the bounds."""
    text = "قَالَ " * (MOST_CHARACTERS // 6)
    assert cut("story.txt", text)


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody writes to it: it is named, and the other articles are audited."""
    os.mkfifo(tmp_path / "b.txt")
    with pytest.raises(DocumentError, match="is a pipe, not a file"):
        read_document(str(tmp_path / "b.txt"), "ar")


def test_a_word_document_of_empty_paragraphs_is_refused() -> None:
    """Thirty thousand bytes that unpack to a million paragraphs, which as a tree take gigabytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:p/>" * 2_000_000)
    assert len(packed.getvalue()) < 50_000
    with pytest.raises(DocumentError, match="holds 11 MB of XML"):
        read_document("story.docx", "ar", packed.getvalue())


def test_a_device_without_end_is_refused() -> None:
    """Reading stops at the limit."""
    with pytest.raises(DocumentError):
        read_document("/dev/zero", "ar")


def test_a_pipe_is_read(tmp_path: Path) -> None:
    """Process substitution gives a pipe, not a file; it is read to its end."""
    ours, theirs = os.pipe()
    os.write(theirs, ARABIC.encode())
    os.close(theirs)
    try:
        assert read_document(f"/dev/fd/{ours}", "ar").text == ARABIC
    finally:
        os.close(ours)
