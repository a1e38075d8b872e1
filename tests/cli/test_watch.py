"""Watching files: every way of saving is noticed, nothing else is."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.cli.watch import watch
from auditor.errors import DocumentError


class Desk:
    """Does one thing at each run, and counts the runs; gives up after some seconds without a further one."""

    def __init__(self, *deeds: Callable[[], object], patience: float = 20.0) -> None:
        self.deeds = list(deeds)
        self.patience = patience
        self.runs = 0
        self.last = time.monotonic()

    def run(self) -> None:
        """An audit, in the place of one."""
        self.runs += 1
        self.last = time.monotonic()
        if self.deeds:
            self.deeds.pop(0)()

    def stop(self) -> bool:
        """Stop when nothing is left to do and what was done had its time."""
        return time.monotonic() - self.last > (self.patience if self.deeds else 2.5)


def test_a_save_in_place_and_a_save_by_replacement_run_again(tmp_path: Path) -> None:
    """The first run comes at once; then one for a file written over, and one for a file put in its place."""
    article = tmp_path / "a.txt"
    article.write_text("نص.", encoding="utf-8")

    def replace_it() -> None:
        (tmp_path / "new").write_text("نص ثالث.", encoding="utf-8")
        os.replace(tmp_path / "new", article)

    desk = Desk(lambda: article.write_text("نص آخر.", encoding="utf-8"), replace_it)
    watch([article], desk.run, desk.stop)
    assert desk.runs == 3


def test_neighbours_and_deletions_do_not_run(tmp_path: Path) -> None:
    """Another file in the same folder, and the article being taken away, are no reason for an audit."""
    article = tmp_path / "a.txt"
    article.write_text("نص.", encoding="utf-8")

    def elsewhere() -> None:
        (tmp_path / "b.txt").write_text("x", encoding="utf-8")
        article.unlink()

    desk = Desk(elsewhere)
    watch([article], desk.run, desk.stop)
    assert desk.runs == 1


def test_a_folder_is_watched_with_all_that_is_in_it(tmp_path: Path) -> None:
    """A file that appears below a watched folder runs again."""
    (tmp_path / "desk").mkdir()
    desk = Desk(lambda: (tmp_path / "desk" / "new.txt").write_text("نص.", encoding="utf-8"))
    watch([tmp_path], desk.run, desk.stop)
    assert desk.runs == 2


def test_a_missing_folder_is_an_error_that_names_it(tmp_path: Path) -> None:
    """There is nothing to wait for in a folder that does not exist."""
    desk = Desk()
    with pytest.raises(DocumentError, match="no such folder to watch"):
        watch([tmp_path / "none" / "a.txt"], desk.run, desk.stop)
    assert desk.runs == 0
