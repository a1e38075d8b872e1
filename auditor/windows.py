"""The first half of the way: articles are read and translated a window at a time, so that what is held at once has an end
however many there are. While the articles of one window are compared, the next one is translated."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from auditor.ahead import Ahead
from auditor.engines.canary import require_sound
from auditor.engines.protocol import SHARE
from auditor.errors import AuditError
from auditor.instruments import Instruments
from auditor.kept_audits import KeptAudits
from auditor.prepare import Prepared, prepare
from auditor.reading.references import Names
from auditor.records import Audited, Failure, Hypothesis, Segment, Translation
from auditor.settings.settings import Settings, for_article

logger = logging.getLogger(__name__)

WINDOW = 256
"""Sentences from which a window is full: many enough that batches of sentences of like length waste little padding (some
ten articles), few enough that the first report comes soon, little is lost with a run that is killed, and nearly all
comparing has another window's translating beside it."""

Stage = Callable[[str], None]
"""Told what is being done."""
Check = Callable[[], None]
"""Raises where the work is not wanted any more."""


@dataclass(frozen=True, slots=True)
class Translated:
    """An article with its back-translation."""

    prepared: Prepared
    hypotheses: tuple[Hypothesis | None, ...]


Stream = Generator[tuple[str, Translated | Audited], None, None]
"""Articles by their path; to be closed, which ends what is made ahead."""


def read_and_translate(
    articles: Iterable[str],
    settings: Settings,
    instruments: Instruments,
    kept: KeptAudits | None,
    *,
    standard_input: bytes | None = None,
    stage: Stage = lambda what: None,
) -> Stream:
    """Each article with its back-translation, or with what came of it where its audit was kept or it cannot be read, in the
    order given. Raises EngineError where the engine cannot work."""
    names = Names()
    read = ((path, _read(path, settings, kept, standard_input, names)) for path in articles)
    with closing(translate(read, instruments, stage=stage)) as translated:
        yield from translated


def translate(
    articles: Iterable[tuple[str, Prepared | Audited]], instruments: Instruments, *, stage: Stage = lambda what: None
) -> Stream:
    """The same for articles that whoever calls reads, each when it is its turn."""
    windows = _windows(articles)
    stage("reading")
    first, more = next(windows, ((), False))
    stage("translating")
    translated = _translated(first, instruments)
    if not more:
        yield from translated
        return

    def later(check: Check) -> Iterator[Sequence[tuple[str, Translated | Audited]]]:
        for window, _ in windows:
            yield _translated(window, instruments, check)

    with closing(Ahead(later)) as ready:
        yield from translated
        stage("translating")
        for window in ready:
            yield from window
            stage("translating")


def _windows(
    articles: Iterable[tuple[str, Prepared | Audited]],
) -> Iterator[tuple[Sequence[tuple[str, Prepared | Audited]], bool]]:
    """Articles in windows, and whether a window is full."""
    window: list[tuple[str, Prepared | Audited]] = []
    sentences = 0
    for path, one in articles:
        window.append((path, one))
        if isinstance(one, Prepared):
            sentences += len(one.content)
        elif one.audit is not None:
            sentences += len(one.audit.segments)
        if sentences >= WINDOW:
            yield window, True
            window, sentences = [], 0
    if window:
        yield window, False


def _read(
    path: str, settings: Settings, kept: KeptAudits | None, standard_input: bytes | None, names: Names
) -> Prepared | Audited:
    try:
        found, problem = _find(kept, path)
        prepared = found or prepare(path, for_article(settings, path), standard_input, names)
        if problem is not None:  # what is wrong with the article itself was said before that
            raise problem
        return prepared
    except Exception as error:
        return Audited(path, None, (failure(path, error),))


def _find(kept: KeptAudits | None, path: str) -> tuple[Audited | None, AuditError | None]:
    try:
        return kept.find(path) if kept is not None else None, None
    except AuditError as error:
        return None, error


def _translated(
    window: Sequence[tuple[str, Prepared | Audited]], instruments: Instruments, check: Check = lambda: None
) -> Sequence[tuple[str, Translated | Audited]]:
    hypotheses = iter(back_translate([one for _, one in window if isinstance(one, Prepared)], instruments, check))
    return [(path, Translated(one, next(hypotheses)) if isinstance(one, Prepared) else one) for path, one in window]


def back_translate(
    prepared: Sequence[Prepared], instruments: Instruments, check: Check = lambda: None
) -> list[tuple[Hypothesis | None, ...]]:
    """Hypotheses of some articles: those that were recorded, all others by the engine together. `check` is called now and
    then; what it raises ends the work."""
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
    made: dict[str, Translation] = {}
    wanted.sort(key=lambda s: (-len(s), s))  # as the cache does it: the same shares with and without
    for at in range(0, len(wanted), SHARE):
        check()
        share = wanted[at : at + SHARE]
        made.update(zip(share, instruments.engine.translate(share), strict=True))
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
