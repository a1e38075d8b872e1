"""Converted models: made once, known to be whole, made anew where they are not."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from counting_engine import SENTENCES

from auditor.engines import EngineOptions, convert, models, open_engine
from auditor.engines.convert import converted
from auditor.engines.ctranslate2 import CTranslate2Runtime
from auditor.engines.locate import in_folder
from auditor.engines.search import Search
from auditor.errors import EngineError


def test_two_processes_may_convert_at_once(opus: Path, tmp_path: Path) -> None:
    """Processes that start together all end with the same complete model, and leave nothing else."""
    code = (
        "import sys, pathlib\n"
        "from auditor.engines.convert import converted\n"
        "from auditor.engines.locate import in_folder\n"
        "print(converted(in_folder(pathlib.Path(sys.argv[1])), 'translator', 'int8', pathlib.Path(sys.argv[2])))\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(opus), str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = {process.communicate(timeout=120)[0].strip() for process in running}
    assert [p.returncode for p in running] == [0, 0]
    (path,) = said
    assert sorted(p.name for p in (tmp_path / "ctranslate2").iterdir()) == [Path(path).name]
    assert (Path(path) / "model.bin").is_file()


def test_a_broken_conversion_is_made_anew(opus: Path, tmp_path: Path) -> None:
    """A converted model that was cut short is thrown away and converted again."""
    model = in_folder(opus)
    rows = [["▁س"]]
    expected = CTranslate2Runtime(model, tmp_path, threads=1).write(rows, Search(2))
    path = converted(model, "translator", "int8", tmp_path) / "model.bin"
    path.write_bytes(path.read_bytes()[:1000])
    assert CTranslate2Runtime(model, tmp_path, threads=1).write(rows, Search(2)) == expected


@pytest.mark.parametrize("name", ["model.bin", "config.json", "vocabulary.json"])
def test_one_byte_off_in_a_converted_model_is_seen(opus: Path, tmp_path: Path, name: str) -> None:
    """Where nothing fails but everything would be a little different: the model is converted again."""
    model = in_folder(opus)
    path = converted(model, "encoder", "int8", tmp_path) / name
    sound = path.read_bytes()
    path.write_bytes(sound[:-20] + bytes([sound[-20] ^ 1]) + sound[-19:])
    assert (converted(model, "encoder", "int8", tmp_path) / name).read_bytes() == sound


def test_a_cache_that_cannot_be_written_is_done_without(
    opus: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Where `--cache` names a file, the model is converted for this run alone, which is said."""
    (tmp_path / "file").touch()
    engine = open_engine(EngineOptions(model=str(opus), cache_dir=tmp_path / "file"))
    kept = open_engine(EngineOptions(model=str(opus), cache_dir=tmp_path / "cache"))
    assert engine.translate(SENTENCES) == kept.translate(SENTENCES)
    assert "name another folder with --cache" in caplog.text


def test_no_room_for_a_conversion_is_one_clear_error(
    opus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither in the cache nor among temporary files: one sentence that names the cache."""
    (tmp_path / "file").touch()
    monkeypatch.setattr(convert, "_of_this_run", lambda: tmp_path / "file")
    with pytest.raises(EngineError, match="could not be written, nor elsewhere"):
        converted(in_folder(opus), "encoder", "int8", tmp_path / "file")


def test_what_a_killed_conversion_left_is_removed(opus: Path, tmp_path: Path) -> None:
    """After an hour; one that may be at work is left alone."""
    folder = tmp_path / "ctranslate2"
    for name, age in ((".converting-old", convert.ABANDONED + 60), (".converting-new", 0)):
        (folder / name).mkdir(parents=True)
        os.utime(folder / name, (time.time() - age,) * 2)
    converted(in_folder(opus), "encoder", "int8", tmp_path)
    assert [p.name for p in folder.glob(".converting-*")] == [".converting-new"]


def test_converting_ahead_is_converting(opus: Path, tmp_path: Path) -> None:
    """`convert` says where the model lies, and a run uses it."""
    options = EngineOptions(model=str(opus), cache_dir=tmp_path)
    path = models.convert_model(options)
    before = (path / "model.bin").stat().st_mtime_ns
    open_engine(options).translate(SENTENCES)
    assert (path / "model.bin").stat().st_mtime_ns == before
    assert models.model_info(options).folder == opus
