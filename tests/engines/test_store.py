"""The cache: what is kept, what a damaged one does, and several processes at one."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random

import numpy as np
import pytest
from counting_engine import SENTENCES, Counting

from auditor.engines import EngineOptions, open_engine
from auditor.engines import store as store_module
from auditor.engines.cache import CachedTranslator, CachedWitness, Store
from auditor.records import Translation


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
