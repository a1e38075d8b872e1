"""Files written whole or not at all, and which files a command line means."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from auditor import atomic_file as files
from auditor.errors import DocumentError
from auditor.reading.articles import collect


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    """The new text stands there, the mode stays, nothing else is left in the folder."""
    target = tmp_path / "report.json"
    target.write_text("old")
    target.chmod(0o640)
    files.write(target, "جديد\ud800")
    assert target.read_bytes() == "جديد".encode() + b"\\ud800"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["report.json"]


def test_a_failed_write_leaves_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full while writing, the old file stays whole and no part of the new one is left."""
    target = tmp_path / "report.json"
    target.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write(target, "new")
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["report.json"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    """What a symbolic link points to is replaced, not the link."""
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old")
    link.symlink_to(real)
    files.write(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_folder_means_its_articles(tmp_path: Path) -> None:
    """In order of name; hidden files, READMEs, references and other kinds of files are passed over."""
    kept = ("b.txt", "a.html", "c/d.MD")
    for name in (*kept, ".hidden.txt", "README.md", "a.en.txt", "x.json", "references/r.txt", "c/references/s.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = collect([str(tmp_path), str(tmp_path / "b.txt"), "-"], tmp_path / "references")
    assert [os.path.relpath(p, tmp_path) for p in found[:-1]] == ["a.html", "b.txt", os.path.join("c", "d.MD")]
    assert found[-1] == "-"


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    """The message names the folder."""
    with pytest.raises(DocumentError, match="holds no articles"):
        collect([str(tmp_path)], tmp_path / "references")
