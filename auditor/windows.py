"""The first half of the way: articles are read and translated a window at a time, so that what is held at once has an end
however many there are."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from auditor.engines.canary import require_sound
from auditor.errors import AuditError
from auditor.instruments import Instruments
from auditor.prepare import Prepared, prepare
from auditor.reading.references import Names
from auditor.records import Failure, Hypothesis, Segment, Translation
from auditor.settings.settings import Settings, for_article

logger = logging.getLogger(__name__)

WINDOW = 512
"""Sentences from which a window is full: many enough that batches of sentences of like length waste little padding (some
twenty articles), few enough that the first report comes soon and little is lost with a run that is killed."""

Stage = Callable[[str], None]
"""Told what is being done."""


@dataclass(frozen=True, slots=True)
class Translated:
    """An article with its back-translation."""

    prepared: Prepared
    hypotheses: tuple[Hypothesis | None, ...]


def read_and_translate(
    articles: Iterable[str],
    settings: Settings,
    instruments: Instruments,
    *,
    standard_input: bytes | None = None,
    stage: Stage = lambda what: None,
) -> Iterator[tuple[str, Translated | Failure]]:
    """Each article with its back-translation, or why it has none, in the order given. Raises EngineError where the engine
    cannot work."""
    names = Names()
    read = ((path, _read(path, settings, standard_input, names)) for path in articles)
    yield from translate(read, instruments, stage=stage)


def translate(
    articles: Iterable[tuple[str, Prepared | Failure]], instruments: Instruments, *, stage: Stage = lambda what: None
) -> Iterator[tuple[str, Translated | Failure]]:
    """The same for articles that whoever calls reads, each when it is its turn."""
    window: list[tuple[str, Prepared | Failure]] = []
    sentences = 0
    stage("reading")
    for path, one in articles:
        window.append((path, one))
        if isinstance(one, Prepared):
            sentences += len(one.content)
        if sentences >= WINDOW:
            yield from _translated(window, instruments, stage)
            window, sentences = [], 0
            stage("reading")
    yield from _translated(window, instruments, stage)


def _read(path: str, settings: Settings, standard_input: bytes | None, names: Names) -> Prepared | Failure:
    try:
        return prepare(path, for_article(settings, path), standard_input, names)
    except Exception as error:
        return failure(path, error)


def _translated(
    window: Sequence[tuple[str, Prepared | Failure]], instruments: Instruments, stage: Stage
) -> Iterator[tuple[str, Translated | Failure]]:
    stage("translating")
    hypotheses = iter(back_translate([one for _, one in window if isinstance(one, Prepared)], instruments))
    for path, one in window:
        yield path, one if isinstance(one, Failure) else Translated(one, next(hypotheses))


def back_translate(prepared: Sequence[Prepared], instruments: Instruments) -> list[tuple[Hypothesis | None, ...]]:
    """Hypotheses of some articles: those that were recorded, all others by the engine together."""
    wanted = list(
        dict.fromkeys(
            s.text
            for one in prepared
            if one.recorded is None and not one.settings.no_back_translation
            for s in one.content
        )
    )
    logger.info("translating %d sentences with %s", len(wanted), instruments.info.name)
    if wanted and all((s.article_lang, s.reference_lang) == ("ar", "en") for s in (one.settings for one in prepared)):
        require_sound(instruments.engine)  # which is asked in these languages
    made = dict(zip(wanted, instruments.engine.translate(wanted), strict=True)) if wanted else {}
    return [tuple(_hypothesis(one, s, made) for s in one.segments) for one in prepared]


def _hypothesis(one: Prepared, sentence: Segment, made: dict[str, Translation]) -> Hypothesis | None:
    if sentence.kind != "content":
        return None
    if one.recorded is not None:
        return Hypothesis(sentence, one.recorded[sentence.index])
    return Hypothesis(sentence, made[sentence.text]) if sentence.text in made else None


def failure(path: str, error: Exception) -> Failure:
    """An article that could not be audited must not hide the others, a bug in auditor no less than a file that cannot be
    read; the traceback of a bug goes to the log."""
    if isinstance(error, AuditError):
        return Failure(path, str(error))
    logger.error("%s: a bug in auditor", path, exc_info=error)
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return Failure(path, f"{path}: not audited for a bug in auditor ({what}); please report it, with the lines of -v.")
