"""What clean text scores with one engine: percentiles of scores, and thresholds at a stated false-alarm rate.

A calibration is made from clean parallel text (`auditor calibrate`). It keeps, for each score and band of sentence
length, the quantiles of clean sentences. Two scores are witnesses of a sentence: chrF of back-translation and reference,
and the cosine of article and reference. Their `agreement` is the mean of the standard normal scores of their percentiles
(Stouffer et al. 1949), itself calibrated, so that a threshold on it has the rate it states.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import pairwise
from math import isfinite
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING, TypeVar

from auditor import input_file
from auditor.errors import SettingsError
from auditor.records import READABLE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VERSION = 1
LEVELS = (0.0, 0.1, 0.2, 0.5, *map(float, range(1, 101)))
"""Quantiles that are kept, in per cent: whole ones, and finer ones in the tail that thresholds are read from."""
BANDS = (12, 20, 30)
"""Reference words up to which a band goes; longer sentences are the last band."""
SCORES = ("chrf", "cosine")
"""Scores of a pair that a verdict rests on, and that reports draw."""
OTHERS = ("bleu", "chrf_pp", "ter", "missing", "extra", "log_probability")
"""Further scores that are kept. `missing` and `extra` are negated weights of evidence, so that low is bad for all but TER;
`log_probability` is the engine's own of its back-translation, a piece."""
_BANDS = frozenset({"all", *map(str, BANDS), "long"})
_NORMAL = NormalDist()
_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class Calibration:
    """Quantiles of clean text. `scores[score][band]` holds one value for each of LEVELS, rising."""

    name: str
    engine: str
    """Name of the model it was made with; `recorded` for back-translations of unknown origin."""
    revision: str | None
    """None: fits every revision."""
    beam: int | None
    pairs: int
    """Clean sentences it rests on."""
    scores: Mapping[str, Mapping[str, tuple[float, ...]]]
    false_alarms: Mapping[str, float]
    """Measured findings of each rule per clean sentence."""

    def percentile(self, score: str, value: float, words: int) -> float | None:
        """Share of clean sentences (0–100) of that length that score lower than `value`; None for an unknown score."""
        bands = self.scores.get(score)
        return None if bands is None else _position(bands[band(words)], value)

    def agreement(self, chrf: float | None, cosine: float | None, words: int) -> float | None:
        """Percentile (0–100, higher is better) of both witnesses together, or of the one there is; None without."""
        raw = self.raw_agreement(chrf, cosine, words)
        if raw is None or chrf is None or cosine is None:
            return None if raw is None else 100 * _NORMAL.cdf(raw)
        return self.percentile("agreement", raw, words)

    def raw_agreement(self, chrf: float | None, cosine: float | None, words: int) -> float | None:
        """Mean standard normal score of the witnesses' percentiles, about −3 to 3; None where there is none."""
        found = [
            _NORMAL.inv_cdf(min(max(percentile / 100, 0.0005), 0.9995))
            for name, value in (("chrf", chrf), ("cosine", cosine))
            if value is not None and (percentile := self.percentile(name, value, words)) is not None
        ]
        return sum(found) / len(found) if found else None

    def tail(self, score: str, rate: float, words: int) -> float | None:
        """The value below which `rate` (0–1) of clean sentences of that length score; None for an unknown score."""
        import numpy as np

        bands = self.scores.get(score)
        return None if bands is None else float(np.interp(100 * rate, LEVELS, bands[band(words)]))

    def fits(self, engine: str, revision: str, beam: int | None) -> bool:
        """Whether it is of this engine: of its name and, where it names them, of its revision and beam."""
        return self.engine == engine and self.revision in (None, revision) and self.beam in (None, beam)

    @property
    def readable(self) -> bool:
        """Whether the back-translations are good enough to bear witness on single words."""
        chrf = self.quantiles("chrf")
        return bool(chrf) and chrf[50] >= READABLE

    def quantiles(self, score: str) -> tuple[float, ...]:
        """101 quantiles (0–100 %) over all lengths, for drawing; empty for an unknown score."""
        bands = self.scores.get(score)
        return tuple(bands["all"][i] for i, level in enumerate(LEVELS) if level == int(level)) if bands else ()


def band(words: int) -> str:
    """The length band of a sentence of so many reference words."""
    return next((str(most) for most in BANDS if words <= most), "long")


def make(
    name: str,
    engine: str,
    revision: str | None,
    beam: int | None,
    rows: Sequence[tuple[int, Mapping[str, float]]],
    false_alarms: Mapping[str, float],
) -> Calibration:
    """A calibration from clean pairs: of each its length in reference words and its scores by name.

    A band with under 100 sentences takes the quantiles of all.
    """
    plain = {
        score: _bands([(float(values[score]), words) for words, values in rows if score in values])
        for score in (*SCORES, *OTHERS)
    }
    plain = {score: bands for score, bands in plain.items() if bands}
    draft = Calibration(name, engine, revision, beam, len(rows), plain, {})
    both = [
        (raw, words)
        for words, values in rows
        if {*SCORES} <= values.keys()
        and (raw := draft.raw_agreement(values["chrf"], values["cosine"], words)) is not None
    ]
    tables = plain | ({"agreement": _bands(both)} if both else {})
    return Calibration(name, engine, revision, beam, len(rows), tables, dict(false_alarms))


def dumps(calibration: Calibration) -> str:
    """JSON, one line a table."""
    head = {
        "version": VERSION,
        "name": calibration.name,
        "engine": calibration.engine,
        "revision": calibration.revision,
        "beam": calibration.beam,
        "pairs": calibration.pairs,
        "false_alarms": dict(sorted(calibration.false_alarms.items())),
    }
    lines = [
        f"  {json.dumps(score)}: {{\n"
        + ",\n".join(f"    {json.dumps(b)}: {json.dumps([round(v, 5) for v in values])}" for b, values in bands.items())
        + "\n  }"
        for score, bands in calibration.scores.items()
    ]
    return json.dumps(head, indent=1, ensure_ascii=False)[:-2] + ',\n "scores": {\n' + ",\n".join(lines) + "\n }\n}\n"


def load(path: Path | Traversable) -> Calibration:
    """Read a calibration. Raises SettingsError where the file is not one."""
    try:
        data = json.loads((input_file.read(path) if isinstance(path, Path) else path.read_bytes()).decode("utf-8-sig"))
        if data["version"] != VERSION:
            raise ValueError(f"version {data['version']}")
        tables = {s: {b: tuple(map(float, v)) for b, v in bands.items()} for s, bands in data["scores"].items()}
        for score, bands in tables.items():
            if not bands.keys() >= _BANDS or not all(map(_rises, bands.values())):
                raise ValueError(f"a table of {score} is damaged")
        return Calibration(
            _of(str, data["name"]),
            _of(str, data["engine"]),
            None if data["revision"] is None else _of(str, data["revision"]),
            None if data["beam"] is None else _of(int, data["beam"]),
            _of(int, data["pairs"]),
            tables,
            {str(rule): float(rate) for rule, rate in data["false_alarms"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SettingsError(f"{path}: not a calibration ({error}); make one with `auditor calibrate`.") from error


def _of(kind: type[_Kind], value: object) -> _Kind:
    if not isinstance(value, kind):
        raise ValueError(f"{value!r:.40} where another kind of value belongs")
    return value


def _rises(values: Sequence[float]) -> bool:
    """Whether it is a table of quantiles: one number for each of LEVELS, none less than the one before it."""
    return len(values) == len(LEVELS) and all(map(isfinite, values)) and all(a <= b for a, b in pairwise(values))


def shipped() -> tuple[Calibration, ...]:
    """The calibrations that come with auditor, by name of the file."""
    folder = resources.files("auditor").joinpath("data", "calibrations")
    return tuple(load(f) for f in sorted(folder.iterdir(), key=lambda f: f.name) if f.name.endswith(".json"))


def find(engine: str, revision: str, beam: int | None) -> Calibration | None:
    """The shipped calibration that fits an engine; None where none fits.

    An engine fits when name and beam are the same and the revision is, or the calibration names none.
    """
    return next((c for c in shipped() if c.fits(engine, revision, beam)), None)


def default() -> Calibration:
    """What thresholds are taken from where no calibration fits the engine: that of recorded OPUS-MT output."""
    return load(resources.files("auditor").joinpath("data", "calibrations", "recorded.json"))


def _bands(values: Sequence[tuple[float, int]]) -> dict[str, tuple[float, ...]]:
    """Quantiles of LEVELS for every band and for `all`; empty where there are no values."""
    import numpy as np

    if not values:
        return {}
    groups = {"all": [v for v, _ in values]}
    for name in (*map(str, BANDS), "long"):
        mine = [v for v, words in values if band(words) == name]
        groups[name] = mine if len(mine) >= 100 else groups["all"]
    return {name: _quantiles(np.sort(np.asarray(group, float))) for name, group in groups.items()}


def _quantiles(rising: NDArray[np.float64]) -> tuple[float, ...]:
    """Quantiles at LEVELS. Below what so many sentences can show, an exponential tail is laid through the lowest tenth
    (peaks over threshold, Pickands 1975): the worst of a few sentences is not the worst there is."""
    import numpy as np

    values = np.percentile(rising, LEVELS)
    start = np.percentile(rising, 10)
    excess = start - rising[rising < start]
    # Half a standard error more: the tail of other text is likelier to be heavier than lighter. With calibrations of one
    # half of the dev stories that takes the false alarms on the other half from 2.8 to 1.8 in a hundred.
    mean = float(excess.mean()) * (1 + 0.5 * len(excess) ** -0.5) if len(excess) else 0.0
    for i, level in enumerate(LEVELS):
        if level * len(rising) < 300:  # fewer than three sentences lie below
            values[i] = start - mean * np.log(10 / max(level, 0.02))
    return tuple(float(v) for v in np.maximum.accumulate(values))


def _position(quantiles: Sequence[float], value: float) -> float:
    """Where `value` lies among rising quantiles, in per cent, linear between them."""
    import numpy as np

    return float(np.interp(value, quantiles, LEVELS))
