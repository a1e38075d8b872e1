"""`--deterministic`: the same input, the same report to the byte, whatever else is in the run."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
from desk import lay, run

from auditor.engines import EngineOptions, open_engine

ARABIC = (
    "أعلن الوزير أن الميناء سيفتح أبوابه يوم الأحد.",
    "قالت المتحدثة إن منسوب النهر ارتفع مترين خلال أسبوع واحد بعد أمطار غزيرة.",
    "لم ترد الشركة على طلب للتعليق.",
    "وصل وفد من التجار إلى العاصمة لبحث أسعار القمح، وقال رئيسه إن المحادثات ستستمر ثلاثة أيام على الأقل.",
    "خفض البنك المركزي سعر الفائدة ربع نقطة مئوية.",
)
ENGLISH = (
    "The minister announced that the port would open its doors on Sunday.",
    "The spokeswoman said the river had risen two metres within a single week after heavy rain.",
    "The company did not answer a request for comment.",
    "A delegation of traders arrived in the capital to discuss wheat prices; its head said talks would last three days.",
    "The central bank cut its interest rate by a quarter of a percentage point.",
)
SECOND = "أغلقت البلدية الجسر القديم أمام السيارات ثلاثة أسابيع. ولم يصب أحد بأذى.\n"
SECOND_REFERENCE = "The town closed the old bridge to cars for three weeks. Nobody was hurt.\n"


def test_a_sentence_is_computed_alike_alone_and_among_others(tmp_path: Path) -> None:
    """Translations with their probabilities, forced decoding, vectors of sentences and of pieces, on one thread and two."""
    options = EngineOptions(model="ar-en-mini", threads=1, deterministic=True, use_cache=False, cache_dir=tmp_path)
    engine = open_engine(options)
    pairs = list(zip(ARABIC, ENGLISH))
    others = open_engine(replace(options, threads=2))
    assert engine.translate(ARABIC) == [engine.translate([s])[0] for s in ARABIC]
    assert engine.score(pairs) == [others.score([pair])[0] for pair in pairs]
    assert np.array_equal(engine.embed(ENGLISH), np.concatenate([others.embed([s]) for s in ENGLISH]))
    together, alone = engine.embed_tokens(ARABIC), [others.embed_tokens([s])[0] for s in ARABIC]
    assert [spans for spans, _ in together] == [spans for spans, _ in alone]
    assert all(np.array_equal(a, b) for (_, a), (_, b) in zip(together, alone))


def test_the_report_is_the_same_to_the_byte(tmp_path: Path) -> None:
    """Alone without a cache on one thread; on two threads into a new cache; out of that cache; beside another article.
    Hash seeds differ in each."""
    lay(tmp_path)
    (tmp_path / "bridge.txt").write_text(SECOND, encoding="utf-8")
    (tmp_path / "references" / "bridge.txt").write_text(SECOND_REFERENCE, encoding="utf-8")
    common = ("--model", "ar-en-mini", "--deterministic", "-q", "-f", "json", "--fail-on", "never", "--cache", "cache")
    alone = run(tmp_path, "library.txt", *common, "--no-cache", "--threads", "1", PYTHONHASHSEED="1")
    cold = run(tmp_path, "library.txt", *common, "--threads", "2", PYTHONHASHSEED="2")
    warm = run(tmp_path, "library.txt", *common, PYTHONHASHSEED="3")
    assert (alone.returncode, alone.stderr) == (0, "")
    assert json.loads(alone.stdout)["articles"][0]["segments"][0]["hypothesis"]
    assert alone.stdout == cold.stdout == warm.stdout
    batch = run(tmp_path, "bridge.txt", "library.txt", *common, "--no-cache", PYTHONHASHSEED="4")
    (same,) = (a for a in json.loads(batch.stdout)["articles"] if a["path"] == "library.txt")
    assert json.dumps(same) == json.dumps(json.loads(alone.stdout)["articles"][0])


def test_what_a_batch_computed_does_not_answer_for_one(tmp_path: Path) -> None:
    """The two kinds of run keep what they computed apart."""
    for deterministic in (False, True):
        engine = open_engine(EngineOptions(model="ar-en-mini", deterministic=deterministic, cache_dir=tmp_path))
        engine.translate(ARABIC[:1])
    kept = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.sqlite3"))
    assert [Path(path).parent.name for path in kept] == ["deterministic", ""]
