"""Rules that say what an audit could not tell, what the article says of itself, and what the newsroom asks for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from auditor.records import Finding, Provenance, Severity
from auditor.rules.frame.article_text import on_sentence
from auditor.rules.frame.context import Context, finding
from auditor.scoring.bead_view import BeadView

_WHY = {
    "loop": "it repeats itself",
    "dropped text": "it is much shorter than the sentence",
    "empty": "it is empty",
    "unlikely": "the engine is less sure of it than of 99 in 100 clean sentences",
    "contradiction": "its numbers are not those of the article",
}

_SAYS = {
    "machine-translated": "whether a machine translated it",
    "human-reviewed": "whether a person reviewed it",
    "credits": "whom it credits",
}


def unreliable_back_translation(view: BeadView, context: Context) -> Iterator[Finding]:
    """The engine's own text cannot be trusted: no verdict rests on it."""
    for position, hypothesis in enumerate(view.hypotheses):
        problem = hypothesis.translation.problem
        if problem is None:
            continue
        spans = [view.span("hypothesis", position, 0, len(hypothesis.text))] if hypothesis.text else []
        message = f"The back-translation cannot be trusted ({_WHY.get(problem, problem)}): compare this sentence by eye"
        yield finding(
            context, view, "unreliable-back-translation", Severity.NEUTRAL, message, spans, {"problem": problem}
        )


def terminology(context: Context) -> Iterator[Finding]:
    """A glossary term stands in the article and none of its agreed renderings in the reference sentence beside it."""
    for term, renderings in context.glossary.items():
        # Up to three letters joined before it: and-with-the.
        spelled = re.compile(rf"(?<!\w)\w{{0,3}}{re.escape(term)}")
        agreed = re.compile("|".join(rf"(?<!\w){re.escape(_plain(r))}(?!\w)" for r in renderings))
        for view in context.views:
            if view.paired and not agreed.search(_plain(view.text("reference"))):
                yield from _unrendered(view, context, term, renderings, spelled)


def _unrendered(
    view: BeadView, context: Context, term: str, renderings: Sequence[str], spelled: re.Pattern[str]
) -> Iterator[Finding]:
    for position, sentence in enumerate(view.article):
        if at := spelled.search(sentence.text):
            spans = [view.span("article", position, at.start(), at.end())]
            message = f"The glossary renders “{term}” as {' or '.join(f'“{r}”' for r in renderings)}"
            yield finding(context, view, "terminology", Severity.MINOR, message, spans, {"term": term})
            return


def disclosure(context: Context) -> Iterator[Finding]:
    """What the article says of how it was made; what a policy requires and it does not say."""
    for segment in context.segments:
        if segment.kind == "disclosure":
            message = f"Disclosure: {said(context.provenance)}"
            yield on_sentence(context, segment, "disclosure", Severity.NEUTRAL, message, [], {})
            break
    missing = [what for what in context.require_disclosure if not _says(context.provenance, what)]
    if missing and context.segments:
        message = f"The article does not say {' nor '.join(_SAYS[m] for m in missing)}"
        details: dict[str, str | int | float | bool | None] = {"missing": ", ".join(missing)}
        yield on_sentence(context, context.segments[-1], "disclosure", Severity.MAJOR, message, [], details)


def said(provenance: Provenance) -> str:
    """In words, what an article says of how it was made."""
    parts = []
    if provenance.machine_translated is not None:
        parts.append("machine-translated" if provenance.machine_translated else "not machine-translated")
    if provenance.human_reviewed is not None:
        parts.append("reviewed by a person" if provenance.human_reviewed else "not reviewed by a person")
    if provenance.credits:
        parts.append("credits " + ", ".join(provenance.credits))
    return "; ".join(parts) or "closing lines that say nothing of the translation"


def _says(provenance: Provenance, what: str) -> bool:
    return bool(
        {
            "machine-translated": provenance.machine_translated,
            "human-reviewed": provenance.human_reviewed,
            "credits": provenance.credits,
        }[what]
    )


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
