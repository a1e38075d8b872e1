"""What clean text scores, and the thresholds that follow."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.calibrate import read_pairs
from auditor.errors import DocumentError, SettingsError
from auditor.scoring.calibration import LEVELS, Calibration, default, dumps, find, load, make

SHIPPED = ("ar-en-mini", "Helsinki-NLP/opus-mt-ar-en", "Helsinki-NLP/opus-mt-tc-big-ar-en", "recorded")


def rows(count: int, seed: int = 0) -> list[tuple[int, dict[str, float]]]:
    """Clean sentences with normal scores."""
    draw = random.Random(seed)
    return [(draw.randint(5, 40), {"chrf": draw.gauss(60, 10), "cosine": draw.gauss(0.9, 0.02)}) for _ in range(count)]


def test_percentiles_are_those_of_the_sample() -> None:
    """The median clean score is at 50 %, and no score leaves 0–100."""
    made = make("x", "x", None, 4, rows(2000), {})
    assert made.percentile("chrf", 60, 15) == pytest.approx(50, abs=4)
    assert made.percentile("chrf", -1e9, 15) == 0
    assert made.percentile("chrf", 1e9, 15) == 100
    assert made.percentile("unknown", 1, 15) is None


def test_a_threshold_has_the_rate_it_states() -> None:
    """Of other clean sentences about one in a hundred lies below the agreement of one in a hundred."""
    made = make("x", "x", None, 4, rows(4000), {})
    below = [made.agreement(v["chrf"], v["cosine"], words) for words, v in rows(4000, seed=1)]
    share = sum(a is not None and a < 1 for a in below) / len(below)
    assert 0.005 <= share <= 0.02


def test_agreement_needs_one_witness_only() -> None:
    """With one witness its own percentile counts, with none there is no number."""
    made = make("x", "x", None, 4, rows(500), {})
    assert made.agreement(None, 0.9, 15) == pytest.approx(50, abs=8)
    assert made.agreement(None, None, 15) is None


def test_a_small_sample_does_not_take_its_worst_for_the_worst() -> None:
    """With 100 sentences the value of one in a thousand lies below all of them."""
    sample = rows(100)
    made = make("x", "x", None, 4, sample, {})
    tail = made.tail("chrf", 0.001, 15)
    assert tail is not None
    assert tail < min(v["chrf"] for _, v in sample)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=300))
def test_quantiles_rise(values: list[float]) -> None:
    """Whatever the scores, every table rises and has a value for each level."""
    made = make("x", "x", None, None, [(10, {"chrf": v}) for v in values], {})
    for bands in made.scores.values():
        for table in bands.values():
            assert len(table) == len(LEVELS)
            assert list(table) == sorted(table)


def test_a_calibration_survives_its_file(tmp_path: Path) -> None:
    """Written and read it is the same, to the decimals kept."""
    made = make("x", "some/model", "abc", 4, rows(300), {"omission": 0.01})
    file = tmp_path / "x.json"
    file.write_text(dumps(made), encoding="utf-8")
    back = load(file)
    assert (back.name, back.engine, back.revision, back.beam, back.pairs) == ("x", "some/model", "abc", 4, 300)
    assert back.false_alarms == {"omission": 0.01}
    assert back.scores["chrf"]["all"] == pytest.approx(made.scores["chrf"]["all"], abs=1e-4)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 9}', '{"version": 1, "scores": {"chrf": {"all": [1]}}}'])
def test_what_is_no_calibration_is_refused(text: str, tmp_path: Path) -> None:
    """The message names the file and what makes a new one."""
    file = tmp_path / "x.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"x\.json: not a calibration .* `auditor calibrate`"):
        load(file)


@pytest.mark.parametrize("engine", SHIPPED)
def test_calibrations_are_shipped(engine: str) -> None:
    """Each engine the documentation names has one, with the tables that rules read."""
    made = next(c for c in map(found, [engine]) if c)
    assert {"chrf", "cosine", "agreement", "missing", "extra"} <= made.scores.keys()
    assert made.pairs >= 176


def found(engine: str) -> Calibration | None:
    """The shipped calibration of an engine, whatever its revision."""
    from auditor.engines.locate import bundled

    return find(engine, bundled().revision if engine == "ar-en-mini" else "", 4 if engine == "ar-en-mini" else None)


def test_the_bundled_calibration_is_of_the_bundled_weights() -> None:
    """Weights that were exchanged without a new calibration would be judged by another model's scores."""
    assert found("ar-en-mini") is not None
    assert find("ar-en-mini", "another revision", 4) is None


def test_the_default_is_readable() -> None:
    """An engine without a calibration is taken for one that writes readable English."""
    assert default().readable


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("نص\tText\n", "holds 1 pair; a calibration needs at least 100"),
        ("نص\tText\n" * 99, "holds 99 pairs; a calibration needs at least 100"),
        ("نص فقط\n", "line 1: expected"),
        ("a\tb\tc\td\n", "line 1: expected"),
    ],
)
def test_pairs_that_are_none_are_refused(text: str, message: str, tmp_path: Path) -> None:
    """Too few pairs and lines with other columns are named."""
    file = tmp_path / "pairs.tsv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match=message):
        read_pairs(file)


def test_a_hundred_pairs_are_enough(tmp_path: Path) -> None:
    """As the message says to whoever has fewer."""
    file = tmp_path / "pairs.tsv"
    file.write_text("نص\tText\n" * 100, encoding="utf-8")
    assert sum(map(len, read_pairs(file))) == 100


def test_pairs_are_read_by_documents(tmp_path: Path) -> None:
    """An empty line parts documents; a file without one is cut into documents of 20."""
    file = tmp_path / "pairs.tsv"
    file.write_text("نص\tText\n" * 60 + "\n" + "نص\tText\tHyp\n" * 60, encoding="utf-8")
    first, second = read_pairs(file)
    assert (len(first), len(second)) == (60, 60)
    assert second[0].hypothesis == "Hyp"
    file.write_text("نص\tText\n" * 120, encoding="utf-8")
    assert [len(d) for d in read_pairs(file)] == [20] * 6


def test_a_named_calibration_must_be_of_the_engine(tmp_path: Path) -> None:
    """`--calibration` takes one that fits, and refuses another engine's by name."""
    from auditor.instruments import open_instruments
    from auditor.settings.settings import Settings

    file, recorded = tmp_path / "mine.json", tmp_path / "bt"
    recorded.mkdir()
    file.write_text(dumps(make("mine", "recorded", None, None, rows(200), {})), encoding="utf-8")
    instruments = open_instruments(Settings(calibration=file, back_translations=recorded))
    assert (instruments.info.calibration, instruments.fits) == ("mine", True)
    file.write_text(dumps(make("mine", "another", None, None, rows(200), {})), encoding="utf-8")
    with pytest.raises(SettingsError, match="a calibration of another"):
        open_instruments(Settings(calibration=file, back_translations=recorded))
