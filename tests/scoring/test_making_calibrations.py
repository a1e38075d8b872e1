"""A calibration made from pairs, against what is known of the pairs; and its tails against a law that is known."""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import sacrebleu
from numpy.typing import NDArray

from auditor.calibrate import CleanPair, _segments, calibrate, read_pairs
from auditor.errors import DocumentError, SettingsError
from auditor.instruments import Instruments
from auditor.records import READABLE, EngineInfo, TokenScores, Translation
from auditor.scoring.calibration import LEVELS, Calibration, default, dumps, load, make

WORDS = {
    "وزير": "minister",
    "مدينة": "city",
    "ميناء": "harbour",
    "مدرسة": "school",
    "جسر": "bridge",
    "نهر": "river",
    "سوق": "market",
    "طريق": "road",
    "مصنع": "factory",
    "حديقة": "garden",
    "مكتبة": "library",
}
ARABIC, ENGLISH = list(WORDS), list(WORDS.values())
COUNT, WRONG, JOINED = 130, 3, 10


class Dictionary:
    """An engine that knows these words: a word and its translation have one vector, all others each their own."""

    name, revision, runtime, beam, can_score, identity, hint = "dictionary", "7", "none", 4, False, "d", None

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        self.asked += sentences
        return [Translation(english(s), -len(s) / 100) for s in sentences]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[TokenScores]:
        raise AssertionError("an engine that cannot score is not asked to")

    def embed(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        rows = np.array([sum((vector(w) for w in s.split()), np.zeros(512)) + 1e-9 for s in sentences])
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)

    def embed_tokens(self, sentences: Sequence[str]) -> list[tuple[list[tuple[int, int]], NDArray[np.float32]]]:
        found = []
        for sentence in sentences:
            at, spans = 0, []
            for word in sentence.split():
                start = sentence.index(word, at)
                at = start + len(word)
                spans.append((start, at))
            rows = [vector(w) for w in sentence.split()]
            found.append((spans, np.array(rows, np.float32).reshape(-1, 512)))
        return found


def vector(word: str) -> NDArray[np.float64]:
    plain = word.strip(".").lower()
    row = np.zeros(512)
    known = ENGLISH.index(WORDS.get(plain, plain)) if WORDS.get(plain, plain) in ENGLISH else None
    row[known if known is not None else 11 + sum(ord(c) * (k + 1) for k, c in enumerate(plain)) % 501] = 1.0
    return row


def english(sentence: str) -> str:
    return " ".join(WORDS.get(w.strip("."), w.strip(".")) for w in sentence.split()).capitalize() + "."


def pairs() -> list[list[CleanPair]]:
    """Two documents; in some pairs the numbers differ, in others the Arabic runs together, and much is missing; the second
    has back-translations, each with a word that the reference lacks."""
    documents: list[list[CleanPair]] = [[], []]
    for k in range(COUNT):
        words = [ARABIC[(k * 3 + i * (1 + k % 7)) % 11] for i in range(4 + k % 5)]
        article = " ".join(dict.fromkeys(words)) + "."
        reference = english(article)
        if k < WRONG:
            article, reference = f"{20 + k} {article}", f"{50 + k} {reference}"
        elif k < WRONG + JOINED:
            article = "".join(dict.fromkeys(words)) * 3 + "."
            reference = f"{reference[:-1]} where farmers sold apples yesterday morning."
        recorded = k >= COUNT // 2
        documents[recorded].append(CleanPair(article, reference, f"Old {reference.lower()}" if recorded else None))
    return documents


@pytest.fixture(scope="module")
def measured() -> tuple[Calibration, Dictionary]:
    """Made once, with the engine that was asked."""
    engine = Dictionary()
    info = EngineInfo("dictionary", "7", "none", 4, None)
    blank = Calibration("", "", None, None, 0, {}, {})
    return calibrate(pairs(), Instruments(engine, info, blank, False), "mine"), engine


def test_a_calibration_says_what_it_rests_on(measured: tuple[Calibration, Dictionary]) -> None:
    """Name, engine and the number of pairs; only what was not recorded is translated."""
    made, engine = measured
    assert (made.name, made.engine, made.revision, made.beam, made.pairs) == ("mine", "dictionary", "7", 4, COUNT)
    assert engine.asked == [p.article for d in pairs() for p in d if p.hypothesis is None]


def test_its_scores_are_those_of_the_pairs(measured: tuple[Calibration, Dictionary]) -> None:
    """chrF as sacrebleu gives it, cosines of the vectors, log-probabilities of the engine: from the tenth percentile on the
    quantiles are those of the pairs themselves."""
    made, engine = measured
    flat = [p for d in pairs() for p in d]
    heard = [p.hypothesis or english(p.article) for p in flat]
    metric = sacrebleu.CHRF()
    known = {
        "chrf": [metric.sentence_score(h, [p.reference]).score for h, p in zip(heard, flat)],
        "cosine": [float(np.dot(*engine.embed([p.article, p.reference]))) for p in flat],
        "log_probability": [-len(p.article) / 100 for p in flat if p.hypothesis is None],
    }
    for score, of_pairs in known.items():
        assert made.quantiles(score)[10:] == pytest.approx(np.percentile(of_pairs, range(10, 101)), abs=1e-3), score


def test_words_that_run_together_are_not_clean(measured: tuple[Calibration, Dictionary]) -> None:
    """What seems to be missing in them is not counted: in all other pairs hardly a word is without its counterpart."""
    made, _ = measured
    for score in ("missing", "extra"):
        assert set(made.quantiles(score)[6:]) == {0.0}


def test_its_false_alarms_are_what_the_rules_found(measured: tuple[Calibration, Dictionary]) -> None:
    """Findings for each clean sentence, those of severity major and above."""
    made, _ = measured
    assert made.false_alarms["number-mismatch"] == round(WRONG / COUNT, 5)
    assert "typography" not in made.false_alarms
    assert all(0 < rate <= 1 for rate in made.false_alarms.values())


def test_recorded_back_translations_are_of_any_revision() -> None:
    """Nobody knows which engine wrote them, and none is asked."""
    recorded = [[CleanPair(p.article, p.reference, p.reference) for p in d] for d in pairs()]
    engine = Dictionary()
    blank = Calibration("", "", None, None, 0, {}, {})
    info = EngineInfo("recorded", "digest", "recorded", None, None)
    made = calibrate(recorded, Instruments(engine, info, blank, False), "mine")
    assert (made.revision, made.beam, engine.asked) == (None, None, [])
    assert made.quantiles("chrf")[20:] == pytest.approx([100.0] * 81)


def test_major_findings_are_false_alarms_too() -> None:
    """What is major by its rule is counted beside what is critical, and what is minor is not."""
    documents = [[CleanPair(p.article, p.reference, p.reference) for p in d] for d in pairs()]
    documents[1][:4] = [replace(p, article=f"{p.article[0]}\u200b{p.article[1:]}") for p in documents[1][:4]]
    documents[1][4] = replace(documents[1][4], article=documents[1][4].article + ".")
    blank = Calibration("", "", None, None, 0, {}, {})
    info = EngineInfo("recorded", "digest", "recorded", None, None)
    made = calibrate(documents, Instruments(Dictionary(), info, blank, False), "mine")
    assert made.false_alarms["hidden-text"] == round(4 / COUNT, 5)
    assert "typography" not in made.false_alarms


def test_sentences_lie_where_they_stand() -> None:
    """One a line: offsets, lines and indexes are those of the joined text."""
    texts = ["واحد", "two three", "x"]
    joined = "\n".join(texts)
    found = _segments(texts)
    assert [joined[s.start : s.end] for s in found] == texts
    assert [(s.index, s.text, s.line, s.column) for s in found] == [(k, t, k + 1, 1) for k, t in enumerate(texts)]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """It is not there, or no UTF-8."""
    file = tmp_path / "pairs.tsv"
    with pytest.raises(DocumentError, match=r"pairs\.tsv: the pairs cannot be read"):
        read_pairs(file)
    file.write_bytes(b"\xff\xfe\x00" * 9)
    with pytest.raises(DocumentError, match=r"pairs\.tsv: the pairs cannot be read"):
        read_pairs(file)


def test_every_length_has_its_band() -> None:
    """A sentence is held against those of the shortest band that reaches to its length: the bands are named so."""
    shipped = default()
    bands = shipped.scores["chrf"]
    ends = sorted(int(name) for name in bands if name.isdigit())
    for words in range(1, 60):
        name = next((str(end) for end in ends if words <= end), "long")
        assert shipped.tail("chrf", 0.3, words) == pytest.approx(np.interp(30, LEVELS, bands[name]))
        assert shipped.percentile("chrf", bands[name][50], words) == pytest.approx(LEVELS[50], abs=0.6)
    assert list(LEVELS) == sorted(set(LEVELS))


def test_a_band_with_enough_sentences_has_its_own_quantiles() -> None:
    """With fewer it takes those of all."""
    rows = [(words, {"chrf": float(words)}) for words in (10, 18, 25, 40) for _ in range(100)] + [(26, {"chrf": 0.0})]
    made = make("x", "x", None, None, rows, {})
    medians = {name: table[LEVELS.index(50.0)] for name, table in made.scores["chrf"].items()}
    assert medians == {"all": 18.0, "12": 10.0, "20": 18.0, "30": 25.0, "long": 40.0}
    few = make("x", "x", None, None, rows[1:], {})
    assert few.scores["chrf"]["12"] == few.scores["chrf"]["all"]


def test_one_witness_is_its_percentile_and_two_their_mean() -> None:
    """Where both are as good as 90 in 100 they agree on that; where one is as bad as the other is good, on the middle."""
    rows = [(10, {"chrf": float(k), "cosine": k / 1000}) for k in range(1001)]
    made = make("x", "x", None, None, rows, {})
    for value in (150.0, 500.0, 900.0):
        assert made.agreement(value, None, 10) == pytest.approx(value / 10)
        assert made.agreement(None, value / 1000, 10) == pytest.approx(value / 10)
        assert made.agreement(value, value / 1000, 10) == pytest.approx(value / 10, abs=0.5)
        raw = made.raw_agreement(value, value / 1000, 10)
        assert raw == pytest.approx(statistics.NormalDist().inv_cdf(value / 1000))
    assert made.raw_agreement(900.0, 0.1, 10) == pytest.approx(0, abs=1e-6)
    assert make("x", "x", None, None, [], {}).agreement(1.0, None, 10) is None


@pytest.mark.parametrize(("shift", "readable"), [(-0.01, False), (0.0, True)])
def test_back_translations_are_readable_by_their_median(shift: float, readable: bool) -> None:
    """The middle one of all clean sentences decides."""
    rows = [(10, {"chrf": READABLE + shift + (k - 100) / 10}) for k in range(201)]
    assert make("x", "x", None, None, rows, {}).readable is readable


@pytest.mark.parametrize("count", [100, 250])
def test_the_tail_of_a_small_sample_is_that_of_its_law(count: int) -> None:
    """Of scores whose distance from the top is exponential, one in a thousand lies below the mean times ln 1000. What is
    estimated from small samples is in the middle that, and a little more, since other text has the heavier tail."""
    chance = np.random.default_rng(5)
    depths = []
    for _ in range(200):
        values = -chance.exponential(1.0, count)
        made = make("x", "x", None, None, [(10, {"chrf": float(v)}) for v in values], {})
        tail = made.tail("chrf", 0.001, 10)
        assert tail is not None
        depths.append(-tail / np.log(1000))
    assert 1.0 < statistics.median(depths) < 1.0 + 1.2 * count**-0.5


def test_the_tail_begins_at_the_lowest_tenth() -> None:
    """There it is the quantile of the sentences themselves, however few they are; where all of them score the same there
    is no tail."""
    values = [50 + 40 * np.sin(k) for k in range(20)]
    made = make("x", "x", None, None, [(10, {"chrf": v}) for v in values], {})
    assert made.tail("chrf", 0.1, 10) == pytest.approx(np.percentile(values, 10))
    same = make("x", "x", None, None, [(10, {"chrf": 70.0})] * 120, {})
    assert set(same.scores["chrf"]["all"]) == {70.0}


DAMAGES: dict[str, Callable[[dict[str, list[float]]], object]] = {
    "a band is missing": lambda bands: bands.pop("20"),
    "a table is too short": lambda bands: bands["long"].pop(),
    "a table is too long": lambda bands: bands["long"].append(1e6),
    "a value is no number": lambda bands: bands["12"].__setitem__(40, math.nan),
    "the last value has no end": lambda bands: bands["12"].__setitem__(-1, math.inf),
    "a table falls": lambda bands: bands["all"].__setitem__(60, -1.0),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_table_is_refused(damage: str, tmp_path: Path) -> None:
    """One damage is enough, in any table, and the message says which score it is of."""
    made = make("x", "x", None, 4, [(10, {"chrf": k / 7, "cosine": k / 200}) for k in range(150)], {})
    data = json.loads(dumps(made))
    file = tmp_path / "x.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    assert load(file).pairs == 150
    DAMAGES[damage](data["scores"]["cosine"])
    file.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(SettingsError, match=r"x\.json: not a calibration \(a table of cosine is damaged\)"):
        load(file)


def test_the_file_is_json_that_people_can_read(tmp_path: Path) -> None:
    """Names as they are written, tables by score and band, five decimals; another version is refused."""
    made = make(
        "غرفة الأخبار", "e", "r", 4, [(10, {"chrf": k / 7}) for k in range(150)], {"omission": 0.01, "moved": 0.02}
    )
    text = dumps(made)
    data = json.loads(text)
    assert "غرفة الأخبار" in text
    assert list(data["false_alarms"]) == ["moved", "omission"]
    assert data["scores"] == {
        s: {b: [round(v, 5) for v in t] for b, t in bands.items()} for s, bands in made.scores.items()
    }
    file = tmp_path / "x.json"
    for version in (0, 2):
        file.write_text(json.dumps({**data, "version": version}), encoding="utf-8")
        with pytest.raises(SettingsError, match=f"version {version}"):
            load(file)
