"""Back-translations that were made elsewhere."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from auditor.engines.recorded import read_recorded, recorded_file, recorded_revision
from auditor.errors import EngineError
from auditor.plurals import plural


def test_recorded_lines_belong_to_sentences(tmp_path: Path) -> None:
    """Line k is sentence k's, from a file or from the folder's file of the article's stem, whatever ends the lines."""
    file = tmp_path / "story.txt"
    file.write_bytes("\ufeffFirst.\r\n\r\nThird\u2028still third.\r\n".encode())
    for path in (file, tmp_path):
        found = read_recorded(path, "articles/story.html", ["١", "٢", "٣"])
        assert [t.text for t in found] == ["First.", "", "Third\u2028still third."]
        assert [t.problem for t in found] == [None, "empty", None]
    assert recorded_file(tmp_path, "articles/story.html") == file
    assert recorded_revision(file, ["a"]) != recorded_revision(tmp_path / "none", ["a"])
    odd = os.fsdecode(b"bad\xff.txt")  # a name of bytes that are no text
    assert recorded_revision(tmp_path, [odd]) != recorded_revision(tmp_path, ["bad.txt"])


@pytest.mark.parametrize(("lines", "sentences"), [(2, 3), (4, 3), (0, 1), (1, 2)])
def test_a_recorded_file_that_does_not_fit_names_both_counts(tmp_path: Path, lines: int, sentences: int) -> None:
    """Too few or too many lines is an error with the two numbers and the file."""
    file = tmp_path / "bt.txt"
    file.write_text("x\n" * lines)
    said = f"holds {plural(lines, 'line')}, but story.txt has {plural(sentences, 'sentence')};"
    with pytest.raises(EngineError, match=re.escape(f"bt.txt: {said}")):
        read_recorded(file, "story.txt", ["س"] * sentences)


def test_recorded_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    """Missing, and not UTF-8."""
    with pytest.raises(EngineError, match="no such file"):
        read_recorded(tmp_path, "story.txt", ["س"])
    (tmp_path / "story.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(EngineError, match="not UTF-8"):
        read_recorded(tmp_path, "story.txt", ["س"])
