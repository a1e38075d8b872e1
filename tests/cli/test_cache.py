"""`auditor cache`: what is kept, and how it goes."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli.auditor import toolbox
from auditor.engines import convert, store
from auditor.engines.store import Store


def run(*arguments: str) -> Result:
    return CliRunner().invoke(toolbox, ["cache", *arguments])


def model(folder: Path, name: str, *, days: int = 0, source: Path | None = None) -> Path:
    """A converted model of a million bytes, last used so many days ago."""
    made = folder / "ctranslate2" / name
    made.mkdir(parents=True)
    (made / "model.bin").write_bytes(b"x" * 1_000_000)
    if source is not None:
        (made / "source").write_bytes(os.fsencode(source))
    (made / "digest").write_text(convert._digest(made), encoding="utf-8")
    os.utime(made / "digest", (time.time() - days * 86_400 - 60,) * 2)
    return made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache whose translations were used long ago, and whose vectors and one of whose models are of today."""
    kept, today = tmp_path / "cache", store._today()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(store, "_today", lambda: today - 40)
    Store(kept).put({f"{n}".encode(): b"x" * 984 for n in range(1000)}, "translations")
    monkeypatch.setattr(store, "_today", lambda: today)
    Store(kept).put({b"v": b"x" * 499_984, b"w": b"x" * 499_984}, "vectors")
    model(kept, "old", days=40)
    model(kept, "new")
    (kept / "mine.txt").write_text("no part of it", encoding="utf-8")
    return kept


def test_info_says_what_is_kept(folder: Path, tmp_path: Path) -> None:
    """Place, entries and size of each kind, and the bound of the settings; also of a cache that is not there yet."""
    (tmp_path / "auditor.toml").write_text('cache = "cache"\ncache-size = 0.5\n', encoding="utf-8")
    assert run("info").stdout.splitlines() == [
        str(folder),
        "translations           1,000        1.0 MB",
        "vectors                    2        1.0 MB",
        "converted models           2        2.0 MB",
        "Everything but converted models may take 500 MB (cache-size); the oldest go first.",
    ]
    empty = run("info", "--cache", str(tmp_path / "none"))
    assert empty.exit_code == 0
    assert empty.stdout.splitlines()[1:-1] == ["converted models           0        0.0 MB"]
    assert not (tmp_path / "none").exists()


def test_clear_removes_what_is_old(folder: Path) -> None:
    """By last use; then all of it. Files that are not of the cache stay."""
    said = run("clear", "--cache", str(folder), "--older-than", "30").stdout
    assert said.startswith(f"{folder}: 1,001 entries and converted models removed, 2.")
    assert Store(folder).counts() == {"vectors": (2, 1_000_000)}
    assert [p.name for p in convert.conversions(folder)] == ["new"]
    (folder / "translations-2.sqlite3").write_bytes(b"of an earlier version")
    assert "3 entries and converted models removed" in run("clear", "--cache", str(folder)).stdout
    assert sorted(p.name for p in folder.iterdir()) == sorted(["ctranslate2", "mine.txt", store.FILE])
    assert Store(folder).counts() == {}
    assert "0 entries and converted models removed, 0.0 MB" in run("clear", "--cache", str(folder)).stdout
    Store(folder).put({b"k": b"v"}, "vectors")
    assert ": 1 entry or converted model removed, " in run("clear", "--cache", str(folder)).stdout


def test_what_deterministic_runs_kept_is_counted_and_goes(folder: Path) -> None:
    """They keep it in a file of its own."""
    Store(folder / store.APART).put({b"t": b"x" * 984}, "translations")
    assert run("info", "--cache", str(folder)).stdout.splitlines()[1] == "translations           1,001        1.0 MB"
    assert "1,005 entries" in run("clear", "--cache", str(folder)).stdout
    assert Store(folder / store.APART).counts() == {}


def test_clear_forgets_what_a_wrong_clock_dated(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything means also what was last used tomorrow."""
    today = store._today()
    monkeypatch.setattr(store, "_today", lambda: today + 400)
    Store(folder).put({b"later": b"x"}, "translations")
    monkeypatch.setattr(store, "_today", lambda: today)
    assert run("clear", "--cache", str(folder)).exit_code == 0
    assert Store(folder).counts() == {}


def test_a_cache_in_use_is_not_cleared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence and exit code 2; everything is still there."""
    monkeypatch.setattr(store, "PATIENCE", 0.1)
    with closing(sqlite3.connect(folder / store.FILE)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        refused = run("clear", "--cache", str(folder))
    assert refused.exit_code == 2
    assert "wait for the audit that keeps it locked" in refused.stderr
    assert len(convert.conversions(folder)) == 2


def test_conversions_of_models_that_are_gone_go(tmp_path: Path) -> None:
    """When another model is converted; one whose model is there stays, and one that does not say of what it was made."""
    (tmp_path / "there").mkdir()
    model(tmp_path, "gone", source=tmp_path / "away")
    model(tmp_path, "kept", source=tmp_path / "there")
    model(tmp_path, "unsaid")
    convert._sweep(tmp_path / "ctranslate2")
    assert [p.name for p in convert.conversions(tmp_path)] == ["kept", "unsaid"]
