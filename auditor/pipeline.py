"""audit(): the one place that knows the order of the stages. Many articles, one engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from auditor import encoder_geometry as geometry
from auditor.alignment.align import align_segments
from auditor.alignment.units import align_units
from auditor.engines.recall import recalling
from auditor.errors import ReferenceError_, SettingsError
from auditor.instruments import Instruments, contrast_of, open_instruments
from auditor.kept_audits import KeptAudits
from auditor.prepare import Library, Prepared, given, prepare_document, sentences_of, with_reference
from auditor.reading.articles import collect
from auditor.records import (
    Audit,
    Audited,
    Bead,
    EngineInfo,
    Failure,
    Finding,
    Hypothesis,
    ReferenceMatch,
    Report,
    Rule,
    Segment,
)
from auditor.rules import RULES
from auditor.rules.frame.context import Context
from auditor.rules.run import run_rules
from auditor.scoring.bead_view import BeadView, view_beads
from auditor.scoring.calibration import SCORES
from auditor.scoring.reliability import check_reliability
from auditor.scoring.sacrebleu_scores import score_article
from auditor.settings.settings import Settings
from auditor.windows import Translated, back_translate, failure, read_and_translate, translate

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many articles are done and how many there are."""
PLACED = {"ar", "en"}
"""Languages whose sentences the bundled encoder can place; its vocabulary is cut to these."""


def audit(
    articles: str | Path | Sequence[str | Path],
    settings: Settings | None = None,
    *,
    standard_input: bytes | None = None,
    instruments: Instruments | None = None,
    progress: Progress = lambda what, done, total: None,
) -> Report:
    """Audit articles against their references.

    Args:
        articles: paths of files and folders, or a single one; `-` is `standard_input`.
        settings: None: the defaults; overrides for some paths are looked up for each article.
        instruments: from `open_instruments(settings)`; opened here where it is not given.
        progress: told about each stage.

    Returns:
        A report over all articles. An article that cannot be audited is a Failure in it, not an exception.

    Raises:
        EngineError: the engine cannot be had. SettingsError: settings that exclude each other. DocumentError: a folder
        holds no articles.
    """
    settings = settings or Settings()
    named = [articles] if isinstance(articles, str | Path) else articles
    articles = collect([str(path) for path in named], settings.references)
    audits: list[Audit] = []
    failures: list[Failure] = []
    instruments = instruments or open_instruments(settings, articles)
    for one in audit_each(articles, settings, instruments, standard_input=standard_input, progress=progress):
        audits += [one.audit] if one.audit is not None else []
        failures += one.failures
    return report_of(audits, failures, settings, instruments.info)


def audit_each(
    articles: Sequence[str],
    settings: Settings,
    instruments: Instruments,
    *,
    standard_input: bytes | None = None,
    progress: Progress = lambda what, done, total: None,
) -> Iterator[Audited]:
    """The same one by one, in the order given, each as soon as it is there; nothing of it is held here afterwards.

    Raises EngineError where the engine cannot work.
    """
    from auditor import __version__

    done, library = 0, Library()
    kept = KeptAudits.of(__version__, settings, instruments, standard_input)
    stream = read_and_translate(
        articles,
        settings,
        instruments,
        kept,
        standard_input=standard_input,
        stage=lambda what: progress(what, done, len(articles)),
    )
    with closing(stream):
        for path, one in stream:
            progress("comparing", done, len(articles))
            audited = _audited(path, one, instruments, library)
            if kept is not None:
                kept.keep(audited)
            yield audited
            done += 1
    progress("comparing", done, len(articles))


def audit_prepared(
    articles: Iterable[tuple[str, Prepared | Audited]], instruments: Instruments, library: Library
) -> Iterator[Audited]:
    """The same for articles that whoever calls reads; `library` keeps references that are found by content from one call
    to the next. Raises EngineError where the engine cannot work."""
    with closing(translate(articles, instruments)) as stream:
        for path, one in stream:
            yield _audited(path, one, instruments, library)


def _audited(path: str, one: Translated | Audited, instruments: Instruments, library: Library) -> Audited:
    if isinstance(one, Audited):
        return one
    broken = one.prepared.broken
    try:
        prepared = with_reference(one.prepared, one.hypotheses, library)
        return Audited(path, _compare(prepared, one.hypotheses, instruments), broken)
    except Exception as error:
        return Audited(path, None, (*broken, failure(path, error)))


def report_of(audits: Iterable[Audit], failures: Iterable[Failure], settings: Settings, engine: EngineInfo) -> Report:
    """A report over these articles."""
    from auditor import __version__

    return Report(
        version=__version__,
        engine=engine,
        audits=tuple(audits),
        failures=tuple(failures),
        fail_on=settings.fail_on,
        rules=rules_of(settings),
    )


def audit_texts(
    article: str,
    reference: str | None,
    settings: Settings | None = None,
    *,
    name: str = "article",
    instruments: Instruments | None = None,
) -> Audit:
    """Audit one text against another; no file is read but those of the engine.

    Args:
        article: plain text, lines are paragraphs.
        reference: plain text; None checks the article by itself.
        settings: those of the engine and the rules; what says where files are is passed over, but for recorded
            back-translations, which are looked for under `name`.
        name: what the article is called in messages and reports.
        instruments: from `open_instruments(settings)`, for one engine over many calls; opened here where it is not given.

    Raises:
        DocumentError: a text is empty, or plainly in another language. EngineError: the engine cannot be had.
    """
    settings = settings or Settings()
    document, match = given(name, article, settings.article_lang), None
    if reference is not None:
        match = ReferenceMatch(given("reference", reference, settings.reference_lang), "option")
    prepared = prepare_document(document, match, settings)
    instruments = instruments or open_instruments(settings, [name])
    (hypotheses,) = back_translate([prepared], instruments)
    return _compare(prepared, hypotheses, instruments)


def _compare(prepared: Prepared, hypotheses: tuple[Hypothesis | None, ...], instruments: Instruments) -> Audit:
    """Align, score, check."""
    instruments = replace(instruments, engine=recalling(instruments.engine))
    hypotheses = _check_reliability(prepared, hypotheses, instruments)
    settings, article = prepared.settings, prepared.content
    references: tuple[Segment, ...] = ()
    if prepared.reference is not None:
        references, _ = sentences_of(prepared.reference.document, settings)
    answers = tuple(s for s in references if s.kind == "content")
    ours = tuple(h for h in hypotheses if h is not None)
    seen = {settings.article_lang, settings.reference_lang} <= PLACED
    beads = _align(prepared, ours, answers, instruments, seen) if prepared.reference is not None else ()
    views = view_beads(
        beads, article, ours, answers, instruments.engine, instruments.calibration, instruments.fits, seen
    )
    another_story = _another_story(prepared, views)
    texts: list[str | None] = [h.text for h in ours] or [None] * len(article)
    return Audit(
        article=prepared.document,
        reference=prepared.reference,
        provenance=prepared.provenance,
        segments=prepared.segments,
        hypotheses=hypotheses,
        reference_segments=references,
        beads=tuple(view.scored for view in views),
        scores=score_article(beads, texts, [s.text for s in answers]),
        findings=_in_reading_order(
            run_rules(
                _context(prepared, views, ours, instruments, another_story),
                settings.is_on,
                contrast_of(instruments) if seen else None,
            )
        ),
        clean_quantiles={s: instruments.calibration.quantiles(s) for s in SCORES} if instruments.fits else {},
    )


def _check_reliability(
    prepared: Prepared, hypotheses: Sequence[Hypothesis | None], instruments: Instruments
) -> tuple[Hypothesis | None, ...]:
    """Hypotheses with what speaks against them; without a calibration that fits there is nothing to measure them by."""
    if not instruments.fits:
        return tuple(hypotheses)
    lang = prepared.settings.article_lang
    return tuple(h and check_reliability(h, lang, instruments.calibration) for h in hypotheses)


FEWEST_TO_DOUBT = 5
"""Sentences of an article that is long enough to say whether the reference is another story."""
LEAST_RELATED = 0.25
"""Share of the sentences that must have something in common with it (`encoder_geometry.RELATED`)."""
LEAST_OF_PAIRS = 0.4
"""The same of the pairs alone, since in a short article whatever comes nearest may seem to have: of 119 stories and their
translations the least is 0.6, of 40 that do not belong together, of eleven to 13 sentences, 31 stay below."""


def _another_story(prepared: Prepared, views: Sequence[BeadView]) -> tuple[int, int] | None:
    """How many sentences of how many have something in common with the reference, where hardly one has, or too few of those
    that are paired; else None, and without the encoder too, since then nothing is known. Raises ReferenceError_ where such
    a reference was not named by hand: findings by the dozen help nobody."""
    match = prepared.reference
    known = [v for v in views if v.article]
    if match is None or len(known) < FEWEST_TO_DOUBT or all(v.weighed.cosine is None for v in known):
        return None
    related = sum(v.weighed.cosine is not None and v.weighed.cosine >= geometry.RELATED for v in known)
    pairs = sum(v.paired for v in known)
    if related >= max(LEAST_RELATED * len(known), LEAST_OF_PAIRS * pairs if match.found_by != "units" else 0):
        return None
    if match.found_by in ("name", "content"):
        raise ReferenceError_(
            f"{prepared.document.name}: {match.document.path} tells another story (it has something in common"
            f" with {related} of {len(known)} sentences); name the right one with --reference."
        )
    return related, len(known)


def _context(
    prepared: Prepared,
    views: tuple[BeadView, ...],
    hypotheses: tuple[Hypothesis, ...],
    instruments: Instruments,
    another_story: tuple[int, int] | None,
) -> Context:
    settings = prepared.settings
    return Context(
        article=prepared.document,
        segments=prepared.segments,
        views=views,
        reference_lang=settings.reference_lang,
        severities=settings.severities,
        calibration=instruments.calibration,
        false_alarms=settings.false_alarms,
        glossary=settings.glossary,
        provenance=prepared.provenance,
        require_disclosure=() if prepared.document.units else settings.require_disclosure,
        hypotheses=hypotheses,
        has_reference=prepared.reference is not None,
        another_story=another_story,
    )


def _align(
    prepared: Prepared,
    hypotheses: Sequence[Hypothesis],
    references: Sequence[Segment],
    instruments: Instruments,
    seen: bool,
) -> tuple[Bead, ...]:
    if not hypotheses and not seen:
        raise SettingsError(
            "Without back-translation only Arabic and English can be compared; leave --no-back-translation."
        )
    article = prepared.content
    if prepared.document.units:
        return align_units([s.unit or 0 for s in article], [s.unit or 0 for s in references])
    return align_segments(
        [(h.text, *h.translation.alternatives) for h in hypotheses] if hypotheses else None,
        [s.text for s in references],
        article=[s.text for s in article],
        embed=instruments.engine.embed if seen else None,
        article_paragraphs=[s.paragraph for s in article],
        reference_paragraphs=[s.paragraph for s in references],
    )


def _in_reading_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: (f.line, f.column, -f.severity, f.rule)))


def rules_of(settings: Settings) -> tuple[Rule, ...]:
    """The rules that are on, as a report lists them."""
    severities = settings.severities
    return tuple(
        Rule(rule.id, severities.get(rule.id, rule.severity), rule.mqm, rule.summary)
        for rule in RULES.values()
        if settings.is_on(rule.id)
    )
