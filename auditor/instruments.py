"""What the stages of an audit work with: an engine, who it is, and what clean text scores with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from auditor import engines
from auditor.engines.locate import is_hub_name, require_pinnable, unpinnable
from auditor.engines.recorded import recorded_revision
from auditor.engines.store import Store
from auditor.errors import SettingsError
from auditor.records import EngineInfo
from auditor.scoring import calibration as calibrations
from auditor.scoring.calibration import Calibration
from auditor.scoring.contrast import Contrast
from auditor.settings.settings import COMMAND_LINE, Settings


@dataclass(frozen=True, slots=True)
class Instruments:
    """What the stages work with: the engine, who it is, and what clean text scores with it."""

    engine: engines.Engine
    info: EngineInfo
    calibration: Calibration
    """The one that fits, else the default one, which thresholds are taken from all the same."""
    fits: bool
    hint: str | None = None
    """What would make a better run, in one line."""
    kept: Store | None = None
    """Where audits are kept from run to run; None: they are not."""


def open_instruments(settings: Settings, articles: Sequence[str] = ()) -> Instruments:
    """The engine and the calibration that settings ask for. Raises EngineError where the engine cannot be had,
    or a revision is given for what has none."""
    _require_pinnable(settings)
    options = engines.EngineOptions(
        model=settings.model if settings.back_translations is None else None,
        revision=settings.revision if settings.back_translations is None else None,
        allow_pickle=settings.allow_pickle,
        runtime=settings.runtime,  # type: ignore[arg-type]  # checked where settings are read
        beam=settings.beam or 4,
        threads=settings.threads,
        deterministic=settings.deterministic,
        offline=settings.offline,
        cache_dir=settings.cache,
        use_cache=not settings.no_cache,
        cache_bytes=int(settings.cache_size * 1e9),
    )
    kept = engines.open_store(options)
    engine = engines.open_engine(options, kept)
    if settings.back_translations is not None:
        # Whoever recorded them may say with --model which engine that was.
        name = settings.model or "recorded"
        info = EngineInfo(name, recorded_revision(settings.back_translations, articles), "recorded", None, None)
    else:
        info = EngineInfo(engine.name, engine.revision, engine.runtime, engine.beam, None)
    revision = settings.revision or "" if info.runtime == "recorded" else info.revision
    found = _calibration(settings.calibration, info, revision)
    if settings.no_back_translation:
        info = EngineInfo(info.name, info.revision, "encoder", None, None)
    translates = not settings.no_back_translation and settings.back_translations is None
    hint = getattr(engine, "hint", None) if translates else None
    return Instruments(
        engine,
        replace(info, calibration=found.name if found else None),
        found or calibrations.default(),
        found is not None,
        hint,
        kept,
    )


def _require_pinnable(settings: Settings) -> None:
    """EngineError where the revision is one of nothing, whoever is asked for it: recorded back-translations have the
    revision of the Hub model that made them, where `--model` names it."""
    origin = settings.origins.get("revision", COMMAND_LINE)
    given = None if origin == COMMAND_LINE else f"{origin}: revision {settings.revision}"
    if settings.back_translations is None:
        require_pinnable(settings.model, settings.revision, given)
    elif settings.revision and not (settings.model and is_hub_name(settings.model)):
        raise unpinnable(given or f"--revision {settings.revision}", "the back-translations are recorded")


def _calibration(file: Path | None, info: EngineInfo, revision: str) -> Calibration | None:
    """The one that was named, else the shipped one that fits."""
    if file is None:
        return calibrations.find(info.name, revision, info.beam)
    named = calibrations.load(file)
    if not named.fits(info.name, revision, info.beam):
        raise SettingsError(
            f"{file}: a calibration of {named.engine}, revision {named.revision}, beam {named.beam}, but the engine is"
            f" {info.name}, revision {revision}, beam {info.beam}; make another with `auditor calibrate`."
        )
    return named


def contrast_of(instruments: Instruments) -> Contrast:
    """What judges suspicions: where back-translations are poor, the decoder that wrote them is asked as well, since it
    knows more of the Arabic than it can say."""
    wrote = instruments.info.runtime not in ("recorded", "encoder")
    scores = wrote and instruments.engine.can_score and not instruments.calibration.readable
    return Contrast(instruments.engine.embed, instruments.engine.score if scores else None)
