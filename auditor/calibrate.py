"""Make a calibration from clean parallel text: score what is right, to know what right looks like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from auditor import input_file
from auditor.errors import DocumentError
from auditor.instruments import Instruments, contrast_of
from auditor.plurals import plural
from auditor.records import Bead, Document, Hypothesis, Segment, Severity, Translation
from auditor.rules.frame.context import Context
from auditor.rules.frame.letters import run_together
from auditor.rules.run import run_rules
from auditor.scoring import calibration as calibrations
from auditor.scoring.bead_view import BeadView, view_beads
from auditor.scoring.calibration import Calibration

LENGTH = 20
"""Sentences of a document where the file does not separate documents."""
FEWEST = 100
"""Fewer clean sentences say nothing of their worst hundredth."""


@dataclass(frozen=True, slots=True)
class CleanPair:
    """One clean sentence; `hypothesis` where its back-translation was recorded."""

    article: str
    reference: str
    hypothesis: str | None = None


def read_pairs(path: Path) -> list[list[CleanPair]]:
    """Documents of clean pairs: `Arabic<TAB>English[<TAB>back-translation]` a line, an empty line between documents.

    Raises DocumentError for a file that cannot be read, a line with other columns, and too few pairs.
    """
    try:
        lines = input_file.read(path).decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(f"{path}: the pairs cannot be read ({error}); give UTF-8 text.") from error
    documents: list[list[CleanPair]] = [[]]
    for number, line in enumerate(lines, 1):
        cells = [c.strip() for c in line.rstrip("\r").split("\t")]
        if cells == [""]:
            documents.append([])
        elif len(cells) in (2, 3) and all(cells):
            documents[-1].append(CleanPair(*cells))
        else:
            raise DocumentError(f"{path}, line {number}: expected Arabic, a tab, English (a tab, back-translation).")
    documents = [d for d in documents if d]
    if len(documents) == 1:
        documents = [documents[0][at : at + LENGTH] for at in range(0, len(documents[0]), LENGTH)]
    count = sum(map(len, documents))
    if count < FEWEST:
        raise DocumentError(f"{path}: holds {plural(count, 'pair')}; a calibration needs at least {FEWEST}.")
    return documents


def calibrate(documents: Sequence[Sequence[CleanPair]], instruments: Instruments, name: str) -> Calibration:
    """Quantiles of every score, and how often each rule speaks on text that is right.

    Pairs without a recorded back-translation are translated. Raises EngineError where the engine fails.
    """
    wanted = [p.article for d in documents for p in d if p.hypothesis is None]
    made = dict(zip(wanted, instruments.engine.translate(wanted), strict=True)) if wanted else {}
    laid = [_lay(d, made) for d in documents]
    info = instruments.info
    revision = None if info.runtime == "recorded" else info.revision

    def finish(rows: list[tuple[int, dict[str, float]]], rates: dict[str, float]) -> Calibration:
        return calibrations.make(name, info.name, revision, info.beam, rows, rates)

    # Whether back-translations bear witness on words depends on their quality, so that is found out first.
    first = finish([(w, {"chrf": v["chrf"]}) for d in laid for w, v in _rows(_views(d, _blank(instruments)))], {})
    instruments = replace(instruments, calibration=first, fits=False)
    views = [_views(d, instruments) for d in laid]
    instruments = replace(instruments, calibration=finish([r for v in views for r in _rows(v)], {}))
    return replace(instruments.calibration, false_alarms=_rates(laid, views, instruments))


def _blank(instruments: Instruments) -> Instruments:
    return replace(instruments, calibration=Calibration("", "", None, None, 0, {}, {}), fits=False)


@dataclass(frozen=True, slots=True)
class _Laid:
    document: Document
    article: tuple[Segment, ...]
    reference: tuple[Segment, ...]
    hypotheses: tuple[Hypothesis, ...]


def _lay(pairs: Sequence[CleanPair], made: dict[str, Translation]) -> _Laid:
    article, reference = (_segments([getattr(p, side) for p in pairs]) for side in ("article", "reference"))
    translations = [made[p.article] if p.hypothesis is None else Translation(p.hypothesis) for p in pairs]
    document = Document("-", "ar", "\n".join(p.article for p in pairs))
    return _Laid(document, article, reference, tuple(map(Hypothesis, article, translations)))


def _segments(texts: Sequence[str]) -> tuple[Segment, ...]:
    found, at = [], 0
    for i, text in enumerate(texts):
        found.append(Segment(i, text, at, at + len(text), i + 1, 1, i))
        at += len(text) + 1
    return tuple(found)


def _views(laid: _Laid, instruments: Instruments) -> tuple[BeadView, ...]:
    beads = [Bead((i,), (i,)) for i in range(len(laid.article))]
    return view_beads(
        beads,
        laid.article,
        laid.hypotheses,
        laid.reference,
        instruments.engine,
        instruments.calibration,
        instruments.fits,
    )


def _rows(views: Sequence[BeadView]) -> list[tuple[int, dict[str, float]]]:
    return [(len(v.text("reference").split()), values(v)) for v in views]


def values(view: BeadView) -> dict[str, float]:
    """Every score of a bead that a calibration keeps, by name."""
    found: dict[str, float] = {}
    if view.scored.scores is not None:
        scores = view.scored.scores
        found |= {"bleu": scores.bleu, "chrf": scores.chrf, "chrf_pp": scores.chrf_pp, "ter": scores.ter}
    likely = [h.translation.log_probability for h in view.hypotheses]
    if len(likely) == 1 and likely[0] is not None:
        found["log_probability"] = likely[0]
    weighed = view.weighed
    if weighed.cosine is not None:
        found["cosine"] = weighed.cosine
    for name, run in (("missing", weighed.missing), ("extra", weighed.extra)):
        # The rules that use these pass over words that run together: such text is not clean.
        if run is not None and not any(run_together(s.text) for s in view.article):
            found[name] = -run.weight
    return found


def _rates(laid: Sequence[_Laid], views: Sequence[tuple[BeadView, ...]], instruments: Instruments) -> dict[str, float]:
    """Findings of severity major and above for each clean sentence, by rule."""
    counts: Counter[str] = Counter()
    for one, seen in zip(laid, views, strict=True):
        context = Context(
            one.document, one.article, seen, calibration=instruments.calibration, hypotheses=one.hypotheses
        )
        counts.update(
            f.rule
            for f in run_rules(context, lambda rule: True, contrast_of(instruments))
            if f.severity >= Severity.MAJOR
        )
    total = sum(len(one.article) for one in laid)
    return {rule: round(n / total, 5) for rule, n in sorted(counts.items())}
