"""audit(): the one place that knows the order of the stages. Many articles, one engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from auditor.align import align_segments
from auditor.bench import Bench, open_bench
from auditor.calibration import WITNESSES
from auditor.config import Settings, for_article
from auditor.disclosure import disclose
from auditor.document import read_document
from auditor.engines.recorded import read_recorded
from auditor.errors import AuditError, SettingsError
from auditor.language import check_language
from auditor.records import (
    Audit,
    Bead,
    Document,
    Failure,
    Finding,
    Hypothesis,
    Provenance,
    ReferenceMatch,
    Report,
    Rule,
    ScoredBead,
    Segment,
    Translation,
)
from auditor.references import by_content, by_name, candidates
from auditor.rules import RULES
from auditor.rules.run import run_rules
from auditor.rules.view import BeadView, Context
from auditor.score import score_article, score_beads
from auditor.segment import segment
from auditor.weigh import Weighed, weigh

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done and how much there is."""
PLACED = {"ar", "en"}
"""Languages whose sentences the bundled encoder can place; its vocabulary is cut to these."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article that was read, with what its audit needs beside the engine."""

    settings: Settings
    document: Document
    segments: tuple[Segment, ...]
    provenance: Provenance
    reference: ReferenceMatch | None
    recorded: tuple[Translation, ...] | None

    @property
    def content(self) -> tuple[Segment, ...]:
        """The sentences that are audited."""
        return tuple(s for s in self.segments if s.kind == "content")


def audit(
    articles: Sequence[str],
    settings: Settings,
    *,
    standard_input: bytes | None = None,
    bench: Bench | None = None,
    progress: Progress = lambda what, done, total: None,
) -> Report:
    """Audit articles against their references.

    Args:
        articles: paths of files; `-` is `standard_input`.
        settings: see `config`; overrides for some paths are looked up for each article.
        bench: from `open_bench(settings)`; opened here where it is not given.
        progress: told about each stage.

    Returns:
        A report over all articles. An article that cannot be audited is a Failure in it, not an exception.

    Raises:
        EngineError: the engine cannot be had. SettingsError: settings that exclude each other.
    """
    from auditor import __version__

    bench = bench or open_bench(settings, articles)
    failures: list[Failure] = []
    prepared: list[Prepared] = []
    for path in articles:
        try:
            prepared.append(_prepare(path, for_article(settings, path), standard_input))
        except AuditError as error:
            failures.append(Failure(path, str(error)))
    hypotheses = _back_translate(prepared, bench, progress)
    audits = []
    for number, (one, translated) in enumerate(zip(prepared, hypotheses, strict=True)):
        progress("comparing", number, len(prepared))
        try:
            audits.append(_compare(_with_reference(one, translated), translated, bench))
        except AuditError as error:
            failures.append(Failure(one.document.path, str(error)))
    progress("comparing", len(prepared), len(prepared))
    order = {path: i for i, path in enumerate(articles)}
    return Report(
        version=__version__,
        engine=bench.info,
        audits=tuple(audits),
        failures=tuple(sorted(failures, key=lambda f: order[f.path])),
        fail_on=settings.fail_on,
        rules=_rules(settings),
    )


def _prepare(path: str, settings: Settings, standard_input: bytes | None) -> Prepared:
    document = read_document(path, settings.article_lang, standard_input if path == "-" else None)
    check_language(document)
    sentences = segment(document, one_sentence_per_line=settings.one_sentence_per_line)
    sentences, provenance = disclose(document, sentences)
    recorded = None
    if settings.back_translations is not None:
        recorded = tuple(read_recorded(settings.back_translations, path, [s.text for s in sentences]))
    return Prepared(settings, document, sentences, provenance, _named_reference(path, settings), recorded)


def _named_reference(path: str, settings: Settings) -> ReferenceMatch | None:
    """The reference given by option or by name; None where its content must tell, or none is wanted."""
    if settings.no_reference:
        return None
    if settings.reference is not None:
        return ReferenceMatch(_read_reference(settings.reference, settings), "option")
    found = by_name(Path(path), settings.references) if path != "-" else None
    return ReferenceMatch(_read_reference(found, settings), "name") if found else None


def _read_reference(path: Path, settings: Settings) -> Document:
    document = read_document(str(path), settings.reference_lang)
    check_language(document)
    return document


def _with_reference(prepared: Prepared, hypotheses: Sequence[Hypothesis | None]) -> Prepared:
    if prepared.reference is not None or prepared.settings.no_reference:
        return prepared
    texts = [h.text for h in hypotheses if h is not None]
    found = by_content(texts, candidates(prepared.settings.references, prepared.settings.reference_lang))
    return replace(prepared, reference=ReferenceMatch(found, "content"))


def _back_translate(
    prepared: Sequence[Prepared], bench: Bench, progress: Progress
) -> list[tuple[Hypothesis | None, ...]]:
    """Hypotheses of all articles: those that were recorded, all others by the engine together."""
    wanted = list(
        dict.fromkeys(
            s.text
            for one in prepared
            if one.recorded is None and not one.settings.no_back_translation
            for s in one.content
        )
    )
    progress("translating", 0, len(wanted))
    made = dict(zip(wanted, bench.engine.translate(wanted), strict=True)) if wanted else {}
    progress("translating", len(wanted), len(wanted))
    return [tuple(_hypothesis(one, s, made) for s in one.segments) for one in prepared]


def _hypothesis(one: Prepared, sentence: Segment, made: dict[str, Translation]) -> Hypothesis | None:
    if sentence.kind != "content":
        return None
    if one.recorded is not None:
        return Hypothesis(sentence, one.recorded[sentence.index])
    return Hypothesis(sentence, made[sentence.text]) if sentence.text in made else None


def _compare(prepared: Prepared, hypotheses: tuple[Hypothesis | None, ...], bench: Bench) -> Audit:
    """Align, score, check."""
    settings, article = prepared.settings, prepared.content
    references: tuple[Segment, ...] = ()
    if prepared.reference is not None:
        references = segment(prepared.reference.document, one_sentence_per_line=settings.one_sentence_per_line)
        references, _ = disclose(prepared.reference.document, references)
    answers = tuple(s for s in references if s.kind == "content")
    ours = tuple(h for h in hypotheses if h is not None)
    seen = {settings.article_lang, settings.reference_lang} <= PLACED
    beads = _align(article, ours, answers, bench, seen) if prepared.reference is not None else ()
    views = look(beads, article, ours, answers, bench, seen)
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
        findings=_in_reading_order(run_rules(_context(prepared, views, ours, bench), settings.is_on)),
        clean_quantiles={s: bench.calibration.quantiles(s) for s in WITNESSES} if bench.fits else {},
    )


def look(
    beads: Sequence[Bead],
    article: Sequence[Segment],
    hypotheses: Sequence[Hypothesis],
    references: Sequence[Segment],
    bench: Bench,
    seen: bool = True,
) -> tuple[BeadView, ...]:
    """Weigh and score beads (positions in the sequences given) and lay their sentences beside them. `seen`: the encoder
    knows both languages."""
    weighed = _weigh(beads, article, hypotheses, references, bench) if seen else tuple(Weighed() for _ in beads)
    scored = _score(beads, hypotheses, references, weighed, bench)
    return tuple(
        _view(position, s, w, article, hypotheses, references)
        for position, (s, w) in enumerate(zip(scored, weighed, strict=True))
    )


def _context(
    prepared: Prepared, views: tuple[BeadView, ...], hypotheses: tuple[Hypothesis, ...], bench: Bench
) -> Context:
    settings = prepared.settings
    return Context(
        article=prepared.document,
        segments=prepared.segments,
        views=views,
        reference_lang=settings.reference_lang,
        severities=settings.severities,
        calibration=bench.calibration,
        false_alarms=settings.false_alarms,
        glossary=settings.glossary,
        provenance=prepared.provenance,
        require_disclosure=settings.require_disclosure,
        hypotheses=hypotheses,
        has_reference=prepared.reference is not None,
    )


def _align(
    article: Sequence[Segment],
    hypotheses: Sequence[Hypothesis],
    references: Sequence[Segment],
    bench: Bench,
    seen: bool,
) -> tuple[Bead, ...]:
    if not hypotheses and not seen:
        raise SettingsError(
            "Without back-translation only Arabic and English can be compared; leave --no-back-translation."
        )
    return align_segments(
        [(h.text, *h.translation.alternatives) for h in hypotheses] if hypotheses else None,
        [s.text for s in references],
        article=[s.text for s in article],
        embed=bench.engine.embed if seen else None,
        article_paragraphs=[s.paragraph for s in article],
        reference_paragraphs=[s.paragraph for s in references],
    )


def _weigh(
    beads: Sequence[Bead],
    article: Sequence[Segment],
    hypotheses: Sequence[Hypothesis],
    references: Sequence[Segment],
    bench: Bench,
) -> tuple[Weighed, ...]:
    readable = bool(hypotheses) and bench.calibration.readable
    return weigh(
        beads,
        [s.text for s in article],
        [s.text for s in references],
        [h.text if h.translation.problem is None else None for h in hypotheses] if readable else None,
        bench.engine.embed,
        bench.engine.embed_tokens,
    )


def _score(
    beads: Sequence[Bead],
    hypotheses: Sequence[Hypothesis],
    references: Sequence[Segment],
    weighed: Sequence[Weighed],
    bench: Bench,
) -> tuple[ScoredBead, ...]:
    cosines = {(b.article, b.reference): w.cosine for b, w in zip(beads, weighed) if w.cosine is not None}
    if not hypotheses:
        bare = [ScoredBead(bead, None) for bead in beads]
    else:
        bare = list(score_beads(beads, [h.text for h in hypotheses], [s.text for s in references], cosines))
    found = []
    for one, weight in zip(bare, weighed, strict=True):
        words = sum(len(references[j].text.split()) for j in one.bead.reference)
        chrf = one.scores.chrf if one.scores else None
        percentile = bench.calibration.agreement(chrf, weight.cosine, words) if bench.fits else None
        found.append(replace(one, percentile=percentile))
    return tuple(found)


def _view(
    position: int,
    scored: ScoredBead,
    weighed: Weighed,
    article: Sequence[Segment],
    hypotheses: Sequence[Hypothesis],
    references: Sequence[Segment],
) -> BeadView:
    bead = scored.bead
    return BeadView(
        scored=replace(scored, bead=_by_index(bead, article, references)),
        article=tuple(article[i] for i in bead.article),
        hypotheses=tuple(hypotheses[i] for i in bead.article) if hypotheses else (),
        reference=tuple(references[j] for j in bead.reference),
        weighed=weighed,
        position=position,
    )


def _by_index(bead: Bead, article: Sequence[Segment], references: Sequence[Segment]) -> Bead:
    """The bead in indexes of all sentences of the documents, disclosure included."""
    other = article if not bead.article else references
    partner = bead.best_partner
    return replace(
        bead,
        article=tuple(article[i].index for i in bead.article),
        reference=tuple(references[j].index for j in bead.reference),
        best_partner=None if partner is None else other[partner].index,
    )


def _in_reading_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: (f.line, f.column, -f.severity, f.rule)))


def _rules(settings: Settings) -> tuple[Rule, ...]:
    severities = settings.severities
    return tuple(
        replace(rule, severity=severities.get(rule.id, rule.severity))
        for rule in RULES.values()
        if settings.is_on(rule.id)
    )
