"""The engines: finding models, the Hub, broken folders, the caches, recorded back-translations, what people do with
models."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import tiny_marian
from desk import ROOT
from safetensors.numpy import load_file, save_file

from auditor import Settings, audit
from auditor.engines import EngineOptions, canary, convert, hub, models, open_engine
from auditor.engines import store as store_module
from auditor.engines.cache import CachedTranslator, CachedWitness, Store
from auditor.engines.convert import converted
from auditor.engines.ctranslate2 import CTranslate2Runtime
from auditor.engines.locate import bundled, default_model, digest, in_folder, in_hub_cache
from auditor.engines.open import choose_model
from auditor.engines.recorded import read_recorded, recorded_file, recorded_revision
from auditor.engines.search import Search
from auditor.errors import EngineError
from auditor.records import TokenScores, Translation

SENTENCES = ["وصل الوفد إلى العاصمة.", "ارتفعت الأسعار كثيرا."]
COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture(scope="module")
def opus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny MarianMT folder of the opus-mt kind."""
    return tiny_marian.build(tmp_path_factory.mktemp("tiny") / "opus")


@pytest.fixture
def hub_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty local Hub cache."""
    folder = tmp_path / "hub"
    folder.mkdir()
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(folder))
    return folder


def put_into_hub_cache(cache: Path, name: str, model: Path, reference: str = "main", commit: str = COMMIT) -> Path:
    """Lay a model out as the Hub client does."""
    root = cache / f"models--{name.replace('/', '--')}"
    snapshot = root / "snapshots" / commit
    shutil.copytree(model, snapshot)
    (root / "refs" / reference).parent.mkdir(parents=True, exist_ok=True)
    (root / "refs" / reference).write_text(commit)
    return snapshot


class Counting:
    """A translator and witness that counts what it is asked."""

    name, revision, runtime, beam, can_score, identity = "counting", "1", "none", 4, True, "counting-1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        self.asked += sentences
        return [Translation(f"<{s}>", -0.5, (f"({s})",), "loop" if "!" in s else None) for s in sentences]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[TokenScores]:
        self.asked += [said for _, said in pairs]
        return [TokenScores((said, "</s>"), (-len(said) / 7, -1.0)) for _, said in pairs]

    def embed(self, sentences: Sequence[str]) -> np.ndarray:
        self.asked += sentences
        return np.array([[1.0, 0.0] if len(s) % 2 else [0.0, 1.0] for s in sentences], np.float32).reshape(-1, 2)

    def embed_tokens(self, sentences: Sequence[str]) -> list[Any]:
        self.asked += sentences
        return [
            ([(k, k + 1) for k in range(len(s))], np.array([[ord(c), 1 / 3] for c in s], np.float32).reshape(-1, 2))
            for s in sentences
        ]


# --- which model ----------------------------------------------------------------------------------


def test_the_default_is_the_best_model_on_the_machine(hub_cache: Path, opus: Path) -> None:
    """Bundled when nothing is pulled; a pulled opus-mt before it; a pulled tc-big before both. Only the bundled one
    comes with a hint."""
    assert choose_model(EngineOptions()).name == "ar-en-mini"
    assert choose_model(EngineOptions()).hint == "auditor models pull Helsinki-NLP/opus-mt-ar-en"
    put_into_hub_cache(hub_cache, "Helsinki-NLP/opus-mt-ar-en", opus)
    assert choose_model(EngineOptions()).name == "Helsinki-NLP/opus-mt-ar-en"
    put_into_hub_cache(hub_cache, "Helsinki-NLP/opus-mt-tc-big-ar-en", opus)
    model = choose_model(EngineOptions())
    assert (model.name, model.revision, model.hint) == ("Helsinki-NLP/opus-mt-tc-big-ar-en", COMMIT, None)


def test_a_download_that_broke_off_is_not_the_default(hub_cache: Path, opus: Path) -> None:
    """It must not stop an audit that names no model."""
    snapshot = put_into_hub_cache(hub_cache, "Helsinki-NLP/opus-mt-ar-en", opus)
    (snapshot / "source.spm").unlink()
    assert default_model().name == "ar-en-mini"


def test_a_pulled_pickle_without_torch_is_not_the_default(
    hub_cache: Path, opus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Weights that cannot be read here do not count as being there; asked for by name they name the extra."""
    snapshot = put_into_hub_cache(hub_cache, "Helsinki-NLP/opus-mt-ar-en", opus)
    (snapshot / "model.safetensors").rename(snapshot / "pytorch_model.bin")
    monkeypatch.setattr("auditor.engines.locate.find_spec", lambda name: None)
    assert default_model(allow_pickle=True).bundled
    with pytest.raises(EngineError, match=r"pip install 'auditor\[torch\]'"):
        choose_model(EngineOptions(model="Helsinki-NLP/opus-mt-ar-en", allow_pickle=True))


def test_a_pulled_model_translates_and_the_bundled_encoder_stands_beside_it(
    hub_cache: Path, opus: Path, tmp_path: Path
) -> None:
    """A Hub model from the local cache runs without a network; vectors still come from the bundled encoder."""
    put_into_hub_cache(hub_cache, "some-org/tiny", opus)
    engine = open_engine(EngineOptions(model="some-org/tiny", cache_dir=tmp_path, offline=True, beam=2))
    assert (engine.name, engine.revision, engine.beam) == ("some-org/tiny", COMMIT, 2)
    assert len(engine.translate(SENTENCES)) == 2
    assert engine.embed(SENTENCES).shape == (2, 384)


def test_a_revision_pins_a_hub_model(hub_cache: Path, opus: Path) -> None:
    """A branch or a commit picks its own snapshot; one that is not there is not replaced by another."""
    put_into_hub_cache(hub_cache, "some-org/tiny", opus)
    other = "f" * 40
    put_into_hub_cache(hub_cache, "some-org/tiny", opus, "v2", other)
    assert choose_model(EngineOptions(model="some-org/tiny")).revision == COMMIT
    assert choose_model(EngineOptions(model="some-org/tiny", revision="v2")).revision == other
    assert choose_model(EngineOptions(model="some-org/tiny", revision=other)).revision == other
    with pytest.raises(EngineError, match="models pull some-org/tiny --revision v3"):
        choose_model(EngineOptions(model="some-org/tiny", revision="v3", offline=True))


def test_converted_weights_of_a_pull_request_are_found(hub_cache: Path, opus: Path) -> None:
    """A model that was pulled at the converter's pull request is found by its name alone."""
    put_into_hub_cache(hub_cache, "some-org/tiny", opus, "refs/pr/3")
    model = in_hub_cache("some-org/tiny")
    assert model is not None
    assert model.revision == COMMIT


@pytest.mark.parametrize("variable", [None, "HF_HUB_OFFLINE"])
def test_a_named_model_that_is_not_there_says_how_to_get_it(
    hub_cache: Path, monkeypatch: pytest.MonkeyPatch, variable: str | None
) -> None:
    """Offline, by option or by environment, nothing is asked of the network and nothing is written."""
    if variable:
        monkeypatch.setenv(variable, "1")
    monkeypatch.setattr(hub, "pull", lambda *a: pytest.fail("asked the network"))
    with pytest.raises(EngineError, match="get it with `auditor models pull some-org/none`"):
        open_engine(EngineOptions(model="some-org/none", offline=variable is None))
    assert not list(hub_cache.iterdir())


# --- broken folders -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["config.json", "vocab.json", "source.spm", "target.spm", "model.safetensors"])
def test_a_folder_with_a_file_missing_names_it(opus: Path, tmp_path: Path, name: str) -> None:
    """The message names the file, before anything is loaded or written."""
    folder = tmp_path / "model"
    shutil.copytree(opus, folder)
    (folder / name).unlink()
    with pytest.raises(EngineError, match=name.replace(".", r"\.")):
        open_engine(EngineOptions(model=str(folder), cache_dir=tmp_path / "cache"))
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("runtime", ["ctranslate2", "transformers"])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("config.json", b"{"),
        ("config.json", b"[]"),
        ("config.json", b'{"model_type": "bart"}'),
        ("vocab.json", b'{"</s>": 0}'),
        ("source.spm", b"not a model"),
        ("model.safetensors", b""),
        ("model.safetensors", b"\xff" * 100),
        ("model.safetensors", b"half"),
    ],
)
def test_a_corrupt_folder_is_one_clear_error(
    opus: Path, tmp_path: Path, runtime: str, name: str, content: bytes
) -> None:
    """Whatever is broken, in either runtime: an EngineError that names the folder, never the library's own; and no
    half-made conversion stays behind."""
    folder = tmp_path / "model"
    shutil.copytree(opus, folder)
    if content == b"half":
        content = (opus / name).read_bytes()[:-5000]
    (folder / name).write_bytes(content)
    cache = tmp_path / "cache"
    options = EngineOptions(model=str(folder), cache_dir=cache, runtime=runtime)  # type: ignore[arg-type]
    with pytest.raises(EngineError, match=str(folder)):
        open_engine(options).translate(SENTENCES)
    assert not list((cache / "ctranslate2").glob("*")) if (cache / "ctranslate2").exists() else True


def test_heads_that_do_not_divide_the_width_are_refused(opus: Path, tmp_path: Path) -> None:
    """A config.json that contradicts itself is one sentence."""
    folder = shutil.copytree(opus, tmp_path / "model")
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps(config | {"decoder_attention_heads": 7}), encoding="utf-8")
    with pytest.raises(EngineError, match="7 decoder_attention_heads do not divide d_model"):
        open_engine(EngineOptions(model=str(folder), cache_dir=tmp_path / "cache")).translate(SENTENCES)


@pytest.mark.parametrize("name", ["n" * 300, "some-org/" + "n" * 300, "./" + "n" * 5000])
def test_a_model_name_of_any_length_is_one_clear_error(name: str, tmp_path: Path) -> None:
    """Longer than any file may be named."""
    with pytest.raises(EngineError, match="no such model"):
        open_engine(EngineOptions(model=name, cache_dir=tmp_path, offline=True))


def test_weights_of_another_size_are_refused(opus: Path, tmp_path: Path) -> None:
    """A folder mixed from two models is noticed before it translates nonsense."""
    folder = tmp_path / "model"
    shutil.copytree(opus, folder)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"d_model": 64}))
    with pytest.raises(EngineError, match="shape"):
        open_engine(EngineOptions(model=str(folder), cache_dir=tmp_path / "cache")).translate(SENTENCES)


@pytest.mark.parametrize("name", ["no/such/folder", "./nothing", "missing", "pyproject.toml"])
def test_a_path_that_is_no_folder_is_one_clear_error(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file, and a folder that does not exist."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    with pytest.raises(EngineError, match=r"no such model|not a folder"):
        open_engine(EngineOptions(model=name, cache_dir=tmp_path / "cache"))


def test_old_pickles_are_read_with_torch_and_refused_without(
    opus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pytorch_model.bin gives the weights that safetensors give; without torch the error names the extra; a pickle
    that would run code is refused."""
    import torch
    from safetensors.torch import load_file

    folder = tmp_path / "old"
    shutil.copytree(opus, folder)
    (folder / "model.safetensors").unlink()
    torch.save(load_file(opus / "model.safetensors"), folder / "pytorch_model.bin")
    old, new = in_folder(folder, allow_pickle=True), in_folder(opus)
    paths = [converted(m, "translator", "int8", tmp_path / "cache") / "model.bin" for m in (old, new)]
    assert paths[0] != paths[1]
    assert paths[0].read_bytes() == paths[1].read_bytes()

    torch.save({"weight": Path("x")}, folder / "pytorch_model.bin")
    digest.cache_clear()
    with pytest.raises(EngineError, match=r"pytorch_model\.bin: not readable"):
        converted(in_folder(folder, allow_pickle=True), "translator", "int8", tmp_path / "cache")
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(EngineError, match=r"pip install 'auditor\[torch\]'"):
        converted(in_folder(folder, allow_pickle=True), "translator", "int8", tmp_path / "cache")


# --- conversions and caches -----------------------------------------------------------------------


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


def test_translations_are_kept(tmp_path: Path) -> None:
    """A second time nothing is computed, in another process either; every field survives; order and repeats do too."""
    first = Counting()
    translator = CachedTranslator(first, Store(tmp_path))
    said = translator.translate(["a", "b!", "a"])
    assert sorted(first.asked) == ["a", "b!"]
    second = Counting()
    assert CachedTranslator(second, Store(tmp_path)).translate(["b!", "c", "a"])[::2] == [said[1], said[0]]
    assert second.asked == ["c"]
    assert said[1].problem == "loop"
    assert translator.translate([]) == []


def test_scores_are_kept(tmp_path: Path) -> None:
    """Log-probabilities come back exactly, for the same pair only."""
    first, second = Counting(), Counting()
    pairs = [("أ", "a"), ("ب", "a"), ("أ", "b")]
    scores = CachedTranslator(first, Store(tmp_path)).score(pairs)
    assert scores == Counting().score(pairs)
    assert CachedTranslator(second, Store(tmp_path)).score([pairs[2], ("ب", "b"), pairs[0]])[::2] == scores[::-2]
    assert second.asked == ["b"]


def test_another_engine_has_a_cache_of_its_own(tmp_path: Path) -> None:
    """Name, revision, runtime and beam are all part of the key."""
    CachedTranslator(Counting(), Store(tmp_path)).translate(["a"])
    for field, value in [("name", "x"), ("revision", "2"), ("runtime", "y"), ("beam", 1)]:
        other = Counting()
        setattr(other, field, value)
        CachedTranslator(other, Store(tmp_path)).translate(["a"])
        assert other.asked == ["a"], field


def test_vectors_are_kept(tmp_path: Path) -> None:
    """Vectors come back as they were, without the encoder."""
    first = CachedWitness(Counting(), Store(tmp_path)).embed(["a", "bb", "a"])
    second = Counting()
    again = CachedWitness(second, Store(tmp_path)).embed(["a", "bb", "a"])
    np.testing.assert_array_equal(first, again)
    assert second.asked == []
    assert CachedWitness(second, Store(tmp_path)).embed([]).shape == (0, 2)


def test_what_is_kept_is_what_was_computed(tmp_path: Path) -> None:
    """The bundled engine gives bit for bit the same on the first run and on the second, from the cache."""
    options = EngineOptions(cache_dir=tmp_path, threads=1)
    first, second = open_engine(options), open_engine(options)
    assert first.translate(SENTENCES) == second.translate(SENTENCES)
    np.testing.assert_array_equal(first.embed(SENTENCES), second.embed(SENTENCES))


@pytest.mark.parametrize("content", [b"", b"garbage" * 1000, b"SQLite format 3\x00" + b"\x07" * 5000])
def test_a_broken_cache_is_made_anew(tmp_path: Path, content: bytes) -> None:
    """A cache file with anything in it is replaced; the translations are right and are kept again."""
    store = Store(tmp_path)
    store._path.write_bytes(content)
    assert CachedTranslator(Counting(), store).translate(["a"])[0].text == "<a>"
    again = Counting()
    assert CachedTranslator(again, store).translate(["a"])[0].text == "<a>"
    assert again.asked == []


def test_a_broken_entry_is_made_anew(tmp_path: Path) -> None:
    """A cached translation that is no JSON is computed again."""
    store = Store(tmp_path)
    CachedTranslator(Counting(), store).translate(["a"])
    with sqlite3.connect(store._path) as connection:
        connection.execute("UPDATE entries SET value = ?", (b"{",))
    connection.close()
    assert CachedTranslator(Counting(), store).translate(["a"])[0].text == "<a>"


def test_a_damaged_cache_never_lies(tmp_path: Path) -> None:
    """Twenty bytes at random places, two hundred times over, the schema among them: every answer is the right one, and the
    file works again afterwards."""
    store, sentences = Store(tmp_path), [f"sentence {n}" for n in range(40)]
    right = CachedTranslator(Counting(), store).translate(sentences)
    vectors = CachedWitness(Counting(), store).embed(sentences)
    pieces = CachedWitness(Counting(), store).embed_tokens(sentences)
    sound = store._path.read_bytes()
    random = Random(1)
    for _ in range(200):
        damaged = bytearray(sound)
        for _ in range(20):
            damaged[random.randrange(len(sound))] = random.randrange(256)
        store._path.write_bytes(damaged)
        fresh = Store(tmp_path)
        assert CachedTranslator(Counting(), fresh).translate(sentences) == right
        np.testing.assert_array_equal(CachedWitness(Counting(), fresh).embed(sentences), vectors)
        for (spans, states), (others, same) in zip(CachedWitness(Counting(), fresh).embed_tokens(sentences), pieces):
            assert spans == others
            np.testing.assert_array_equal(states, same)


@pytest.mark.parametrize("at", range(0, 60, 7))
def test_a_damaged_schema_heals(tmp_path: Path, at: int) -> None:
    """A byte that is no text in the first page, of which SQLite itself raises a UnicodeDecodeError."""
    store = Store(tmp_path)
    CachedTranslator(Counting(), store).translate(["a"])
    content = bytearray(store._path.read_bytes())
    end = content.index(b"used INTEGER NOT NULL") + 21
    content[end - 1 - at] = 0x80 + at
    store._path.write_bytes(content)
    for _ in range(2):
        assert CachedTranslator(again := Counting(), Store(tmp_path)).translate(["a"])[0].text == "<a>"
    assert again.asked == []


def test_a_bug_does_not_cost_the_cache(tmp_path: Path) -> None:
    """What a damaged file cannot raise is shown, and what was kept stays; a value of another kind is no answer."""
    store = Store(tmp_path)
    store.put({b"key": b"value", b"other": b"x"})
    with pytest.raises(TypeError):
        store._run(lambda connection: len(5))  # type: ignore[arg-type]
    with closing(sqlite3.connect(store._path)) as connection, connection:
        connection.execute("UPDATE entries SET value = 'text' WHERE key = ?", (b"other",))
    assert Store(tmp_path).get([b"key", b"other"]) == {b"key": b"value"}


def test_an_entry_in_the_place_of_another_is_no_answer(tmp_path: Path) -> None:
    """A whole value under the wrong key is made anew."""
    store = Store(tmp_path)
    CachedTranslator(Counting(), store).translate(["a", "b"])
    with closing(sqlite3.connect(store._path)) as connection, connection:
        (value,) = connection.execute("SELECT value FROM entries LIMIT 1").fetchone()
        connection.execute("UPDATE entries SET value = ?", (value,))
    assert [t.text for t in CachedTranslator(Counting(), Store(tmp_path)).translate(["a", "b"])] == ["<a>", "<b>"]


def test_a_locked_cache_is_waited_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Then the run goes on without it, and says so."""
    monkeypatch.setattr(store_module, "PATIENCE", 0.5)
    store = Store(tmp_path)
    store.put({b"key": b"value"})
    with closing(sqlite3.connect(store._path)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        asked, connect = [], sqlite3.connect
        monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: asked.append(a) or connect(*a, **k))  # type: ignore[func-returns-value]
        for sentence in "abcdefgh":
            assert CachedTranslator(Counting(), store).translate([sentence])[0].text == f"<{sentence}>"
        assert len(asked) == 1
    assert caplog.text.count("not used") == 1


def test_a_run_that_is_killed_leaves_what_it_had(tmp_path: Path) -> None:
    """Of 200 sentences those that were translated before the end are not translated again."""

    class Killed(Counting):
        def translate(self, sentences: Sequence[str]) -> list[Translation]:
            if len(self.asked) > 100:
                raise KeyboardInterrupt
            return super().translate(sentences)

    sentences = [f"sentence {n}" for n in range(200)]
    killed, again = Killed(), Counting()
    with pytest.raises(KeyboardInterrupt):
        CachedTranslator(killed, Store(tmp_path)).translate(sentences)
    CachedTranslator(again, Store(tmp_path)).translate(sentences)
    assert len(killed.asked) >= 100
    assert sorted(killed.asked + again.asked) == sorted(sentences)


def test_a_cache_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    """Where the cache folder is a file, translating goes on."""
    (tmp_path / "file").touch()
    assert CachedTranslator(Counting(), Store(tmp_path / "file")).translate(["a"])[0].text == "<a>"


def test_vectors_of_words_are_remembered(tmp_path: Path) -> None:
    """To the last bit, in the order asked for; also of a text without any piece."""
    texts = ["ab", "", "c" * 70, "ab"]
    first = CachedWitness(once := Counting(), Store(tmp_path)).embed_tokens(texts)
    second = CachedWitness(again := Counting(), Store(tmp_path)).embed_tokens(texts)
    assert sorted(once.asked) == sorted(set(texts))
    assert again.asked == []
    for (spans, states), (others, same) in zip(first, second, strict=True):
        assert spans == others
        assert states.dtype == same.dtype == np.float32
        np.testing.assert_array_equal(states, same)


def test_the_cache_keeps_within_its_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not used for the longest time goes first, and the file shrinks; what was read lately stays."""
    day, keys = [100], [f"{n}".encode() for n in range(400)]
    monkeypatch.setattr(store_module, "_today", lambda: day[0])
    store = Store(tmp_path, most_bytes=200_000)
    for key in keys:
        store.put({key: b"x" * 1000}, "old" if key == keys[-1] else "some")
        if key in keys[50::50]:
            day[0] += 1
            store.get(keys[:3])
    assert store._path.stat().st_size < 210_000
    left = store.get(keys)
    assert set(left) >= {*keys[:3], *keys[-49:]}
    assert keys[3] not in left
    counts = store.counts()
    assert counts is not None
    assert counts["old"] == (1, 1016)
    assert counts["some"][0] == len(left) - 1
    day[0] += 10
    assert store.clear(older_than=99) == 0
    assert store.get(keys[-1:])
    assert store.clear(older_than=5) == len(left) - 1
    assert set(store.get(keys)) == {keys[-1]}
    assert store.clear() == 1


def test_a_cache_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another day, when its use can no longer be noted."""
    Store(tmp_path).put({b"key": b"value"})
    monkeypatch.setattr(store_module, "_today", lambda: 99_999)
    with closing(sqlite3.connect(f"file:{Store(tmp_path)._path}?mode=ro", uri=True)) as reading:
        monkeypatch.setattr(store_module.sqlite3, "connect", lambda *_, **__: reading)
        assert Store(tmp_path).get([b"key"]) == {b"key": b"value"}


def test_many_processes_share_a_cache(tmp_path: Path) -> None:
    """Processes that write at the same time lose nothing and break nothing."""
    code = (
        "import sys, pathlib\n"
        "from auditor.engines.cache import Store\n"
        "store = Store(pathlib.Path(sys.argv[1]))\n"
        "for n in range(30): store.put({f'{sys.argv[2]}-{n}'.encode(): b'x' * 1000})\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), str(k)]) for k in range(4)]
    assert [p.wait(timeout=120) for p in running] == [0, 0, 0, 0]
    keys = [f"{k}-{n}".encode() for k in range(4) for n in range(30)]
    assert len(Store(tmp_path).get(keys)) == 120


def test_no_cache_keeps_nothing(opus: Path, tmp_path: Path) -> None:
    """Without the cache only the converted model is written."""
    open_engine(EngineOptions(model=str(opus), cache_dir=tmp_path, use_cache=False)).translate(SENTENCES)
    assert [p.name for p in tmp_path.iterdir()] == ["ctranslate2"]


# --- recorded back-translations -------------------------------------------------------------------


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


@pytest.mark.parametrize(("lines", "sentences"), [(2, 3), (4, 3), (0, 1)])
def test_a_recorded_file_that_does_not_fit_names_both_counts(tmp_path: Path, lines: int, sentences: int) -> None:
    """Too few or too many lines is an error with the two numbers and the file."""
    file = tmp_path / "bt.txt"
    file.write_text("x\n" * lines)
    with pytest.raises(EngineError, match=rf"bt\.txt: holds {lines} lines, but story\.txt has {sentences} sentences"):
        read_recorded(file, "story.txt", ["س"] * sentences)


def test_recorded_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    """Missing, and not UTF-8."""
    with pytest.raises(EngineError, match="no such file"):
        read_recorded(tmp_path, "story.txt", ["س"])
    (tmp_path / "story.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(EngineError, match="not UTF-8"):
        read_recorded(tmp_path, "story.txt", ["س"])


# --- what people do with models -------------------------------------------------------------------


def test_models_are_listed(hub_cache: Path, opus: Path) -> None:
    """The bundled one and every pulled Arabic-to-English MarianMT; others and broken ones are left out."""
    put_into_hub_cache(hub_cache, "Helsinki-NLP/opus-mt-ar-en", opus)
    put_into_hub_cache(hub_cache, "some-org/broken", opus).joinpath("vocab.json").unlink()
    other = put_into_hub_cache(hub_cache, "some-org/other", opus)
    (other / "tokenizer_config.json").write_text('{"source_lang": "fr", "target_lang": "en"}')
    bert = put_into_hub_cache(hub_cache, "some-org/bert", opus)
    (bert / "config.json").write_text('{"model_type": "bert"}')
    found = models.list_models()
    assert [(m.name, m.default) for m in found] == [("ar-en-mini", False), ("Helsinki-NLP/opus-mt-ar-en", True)]
    assert found[0].pieces == 21_606
    assert found[1].parameters == "2+2 layers, 32 wide"


def test_pulling_needs_a_name_and_a_network(hub_cache: Path) -> None:
    """The bundled model needs no pulling; a path cannot be pulled; offline nothing can."""
    assert models.pull_model("ar-en-mini").name == "ar-en-mini"
    with pytest.raises(EngineError, match="not a Hub name"):
        models.pull_model("./folder")
    with pytest.raises(EngineError, match="offline"):
        models.pull_model("some-org/some-model", offline=True)


def test_the_bundled_model_passes_its_check(tmp_path: Path) -> None:
    """The canary: the right English is likelier than another, the translation whole."""
    check = models.check_model(EngineOptions(model="ar-en-mini", cache_dir=tmp_path))
    assert check.sound, check.verdict
    assert check.right > check.wrong


def test_a_model_of_random_weights_fails_its_check(opus: Path, tmp_path: Path) -> None:
    """A model that runs but knows nothing is not sound."""
    assert not models.check_model(EngineOptions(model=str(opus), cache_dir=tmp_path, beam=1)).sound


@pytest.mark.parametrize("said", [float("nan"), -1.0])
def test_a_model_that_cannot_tell_two_sentences_apart_is_refused(said: float) -> None:
    """As one of zeros or of a shuffled vocabulary does, or one whose probabilities are no numbers."""

    class Garbage(Counting):
        def score(self, pairs: Sequence[tuple[str, str]]) -> list[TokenScores]:
            return [TokenScores(("x", "</s>"), (said, said)) for _ in pairs]

    with pytest.raises(EngineError, match="counting: the model cannot be used, an unrelated English sentence"):
        canary.require_sound(Garbage())


def test_a_weight_that_is_no_number_is_refused(opus: Path, tmp_path: Path) -> None:
    """One damaged weight is seen when the model is converted, and named."""
    folder = tmp_path / "copy"
    shutil.copytree(opus, folder)
    weights = {name: tensor.copy() for name, tensor in load_file(folder / "model.safetensors").items()}
    name = "model.encoder.layers.0.fc1.weight"
    weights[name][3, 2] = float("nan")
    save_file(weights, folder / "model.safetensors")
    with pytest.raises(EngineError, match=re.escape(f"{folder}: {name} is not all numbers")):
        open_engine(EngineOptions(model=str(folder), cache_dir=tmp_path, beam=1)).translate(SENTENCES)


def test_an_audit_with_a_garbage_model_has_no_verdict(opus: Path, tmp_path: Path) -> None:
    """Random weights would find divergences in any article: the run is refused with the reason."""
    settings = Settings(model=str(opus), cache=tmp_path, threads=1, references=ROOT / "references")
    with pytest.raises(EngineError, match="the model cannot be used"):
        audit([str(ROOT / "tests" / "samples" / "rate-decision.txt")], settings)


def test_converting_ahead_is_converting(opus: Path, tmp_path: Path) -> None:
    """`convert` says where the model lies, and a run uses it."""
    options = EngineOptions(model=str(opus), cache_dir=tmp_path)
    path = models.convert_model(options)
    before = (path / "model.bin").stat().st_mtime_ns
    open_engine(options).translate(SENTENCES)
    assert (path / "model.bin").stat().st_mtime_ns == before
    assert models.model_info(options).folder == opus


def test_revisions_follow_the_content(opus: Path, tmp_path: Path) -> None:
    """Two copies of a folder are one model; a changed file makes another."""
    folder = tmp_path / "copy"
    shutil.copytree(opus, folder)
    assert digest(folder) == digest(opus)
    (folder / "generation_config.json").write_text("{}")
    digest.cache_clear()
    assert digest(folder) != digest(opus)
    assert bundled().revision == digest(bundled().folder)


def test_the_runtime_that_needs_torch_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without torch, `--runtime transformers` names the extra, before anything runs."""
    monkeypatch.setattr("auditor.engines.open.find_spec", lambda name: None)
    with pytest.raises(EngineError, match=r"pip install 'auditor\[torch\]'"):
        open_engine(EngineOptions(runtime="transformers", cache_dir=tmp_path))


def test_the_hub_explains_itself() -> None:
    """Terms to accept and an unknown revision have sentences of their own."""
    from huggingface_hub import errors

    response = SimpleNamespace(headers={}, status_code=403, request=None, url="", text="")
    for kind, words in [
        (errors.GatedRepoError, "accept the model's terms"),
        (errors.RevisionNotFoundError, "not this revision"),
    ]:
        error = kind("no", response=response)  # type: ignore[arg-type]
        assert words in hub._explain("a/b", "pull a/b", error)
    assert "HF_HUB_OFFLINE" in hub._explain("a/b", "pull a/b", errors.OfflineModeIsEnabled("x"))
