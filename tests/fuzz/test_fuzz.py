"""Damaged and hostile bytes wherever the program reads a file: a right report, or a sentence and exit code 2.

In the suite some seconds of it run, always with the same examples. `make fuzz MINUTES=10 SEED=1` runs more.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from random import Random

import click
import pytest
import tiny_marian
from desk import ARTICLE
from fuzzing import damaged, fuzzed
from hypothesis import example, given
from hypothesis import strategies as st
from read_back import PARSERS

from auditor import baseline
from auditor.baseline import VERSION
from auditor.cli.audit import cli
from auditor.engines import EngineOptions, open_engine
from auditor.engines.locate import digest
from auditor.engines.store import FILE, Store
from auditor.errors import AuditError, EngineError
from auditor.formats import FORMATS

SETTINGS = """\
fail-on = "minor"
ignore = ["typography"]
beam = 4
false-alarms = 0.05
report = ["json=out.json"]

[severity]
moved = "off"

[glossary]
"الأمم المتحدة" = ["United Nations", "UN"]

[[overrides]]
paths = ["archive/*"]
ignore = ["hidden-text"]
"""
ENTRY = {"fingerprint": "0123456789", "rule": "moved", "article": "a.txt", "message": "x", "why": "fine"}
BASELINE = json.dumps({"version": VERSION, "accepted": [ENTRY]})


def exit_code(*arguments: str) -> int:
    """The command in this process; anything that is no exit code and no sentence is raised."""
    try:
        return int(cli.main(list(arguments), prog_name="audit", standalone_mode=False) or 0)
    except click.ClickException as error:
        return error.exit_code if error.format_message().strip() else 1


@fuzzed(0.05)
@given(damaged(SETTINGS))
def test_any_settings_file(content: bytes) -> None:
    """Settings that are shown, or a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "auditor.toml"
        path.write_bytes(content)
        assert exit_code("--config", str(path), "--show-settings") in (0, 2)


@fuzzed(0.35)
@given(damaged(ARTICLE, f"<html><body><p>{ARTICLE}</p></body></html>"), st.sampled_from([".txt", ".md", ".html"]))
@example(b"\x91\xc0\xfd", ".txt")
def test_any_article(content: bytes, suffix: str) -> None:
    """Checked by itself: every format can be read back, or there is a sentence and no report is left half-written."""
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / f"article{suffix}"
        article.write_bytes(content)
        reports = [f"--report={name}={folder}/report.{name}" for name in PARSERS]
        alone = ("--no-reference", "--no-back-translation", "--model", "ar-en-mini", "--cache", folder, "-q")
        code = exit_code(str(article), *alone, *reports, "-f", "concise")
        assert code in (0, 1, 2)
        written = {path.suffix[1:] for path in Path(folder).glob("report.*")}
        assert written == set(PARSERS) or (code == 2 and not written)
        for name in written:
            with (Path(folder) / f"report.{name}").open(encoding="utf-8", newline="") as file:
                PARSERS[name](file.read())
        assert (
            not written or json.loads((Path(folder) / "report.json").read_text(encoding="utf-8"))["exit_code"] == code
        )


@fuzzed(0.05)
@given(damaged(BASELINE))
def test_any_baseline(content: bytes) -> None:
    """A baseline that is read, or a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "accepted.json"
        path.write_bytes(content)
        said = ""
        try:
            baseline.load(path).by_fingerprint().values()
        except AuditError as error:
            said = str(error)
        assert not said or str(path) in said


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny MarianMT folder."""
    return tiny_marian.build(tmp_path_factory.mktemp("tiny") / "model")


@fuzzed(0.2)
@given(st.sampled_from(["config.json", "vocab.json", "source.spm", "model.safetensors"]), st.integers(0, 2**32))
def test_any_model_folder(model: Path, name: str, number: int) -> None:
    """One file of it damaged: it translates all the same, or the sentence names the folder."""
    with tempfile.TemporaryDirectory() as work:
        folder = shutil.copytree(model, Path(work) / "model")
        data, random = bytearray((folder / name).read_bytes()), Random(number)
        for _ in range(random.randint(1, 8)):
            data[int(len(data) * random.random() ** 2)] = random.randrange(256)
        (folder / name).write_bytes(data if random.random() < 0.8 else data[: random.randrange(len(data))])
        digest.cache_clear()
        options = EngineOptions(model=str(folder), cache_dir=Path(work) / "cache", threads=1, beam=1, use_cache=False)
        said = ""
        try:
            assert isinstance(open_engine(options).translate([ARTICLE.splitlines()[0]])[0].text, str)
        except EngineError as error:
            said = str(error)
        assert not said or work in said


ENTRIES = {bytes([number]) * 32: f"value {number}".encode() * number for number in range(120)}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a cache with some pages of entries."""
    folder = tmp_path_factory.mktemp("kept")
    Store(folder).put(ENTRIES, "sentences")
    return (folder / FILE).read_bytes()


@fuzzed(0.1)
@given(st.data())
def test_any_cache_file(kept: bytes, data: st.DataObject) -> None:
    """Bytes changed or cut off: what is read is what was kept or nothing, it can be counted, and
    cleared, and used again."""
    content = bytearray(kept)
    for _ in range(data.draw(st.integers(1, 6))):
        at, part = data.draw(st.integers(0, len(content) - 1)), data.draw(st.binary(min_size=1, max_size=64))
        content[at : at + len(part)] = part
    size = len(content) if data.draw(st.booleans()) else data.draw(st.integers(0, len(content)))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / FILE).write_bytes(content[:size])
        assert Store(Path(folder)).get([*ENTRIES]).items() <= ENTRIES.items()
        counts = Store(Path(folder), most_bytes=data.draw(st.sampled_from([1, 10**9]))).counts()
        assert counts is None or all(number >= 0 for number, _ in counts.values())
        Store(Path(folder)).clear(older_than=data.draw(st.integers(0, 3)))
        Store(Path(folder)).put(ENTRIES)
        assert Store(Path(folder)).get([*ENTRIES]).items() <= ENTRIES.items()
        Store(Path(folder)).clear()
        Store(Path(folder)).put(ENTRIES)
        assert Store(Path(folder)).get([*ENTRIES]) == ENTRIES


def test_the_samples_are_sound(kept: bytes) -> None:
    """What is damaged is right before that, so that not every example stops at the first line; no format is without a
    reader."""
    assert set(PARSERS) == set(FORMATS)
    assert len(kept) > 20_000
    from auditor.settings.settings import settle

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "auditor.toml"
        path.write_text(SETTINGS, encoding="utf-8")
        assert settle({}, path, known_rules=["typography", "moved", "hidden-text"], known_formats=["json"]).beam == 4
        path.write_text(BASELINE, encoding="utf-8")
        assert len(baseline.load(path).by_fingerprint()) == 1
