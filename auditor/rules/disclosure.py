"""What the article says of how it was made."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Provenance, Severity
from auditor.rules.frame.article_text import on_sentence
from auditor.rules.frame.context import Context
from auditor.rules.frame.rule import Hit, Rule

_SAYS = {
    "machine-translated": "whether a machine translated it",
    "human-reviewed": "whether a person reviewed it",
    "credits": "whom it credits",
}


def disclosure(context: Context) -> Iterator[Hit]:
    """What the article says of how it was made; what a policy requires and it does not say."""
    for segment in context.segments:
        if segment.kind == "disclosure":
            message = f"Disclosure: {said(context.provenance)}"
            yield on_sentence(segment, message)
            break
    missing = [what for what in context.require_disclosure if not _says(context.provenance, what)]
    if missing and context.segments:
        message = f"The article does not say {' nor '.join(_SAYS[m] for m in missing)}"
        details = {"missing": ", ".join(missing)}
        yield on_sentence(context.segments[-1], message, (), details, severity=Severity.MAJOR)


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


RULE = Rule(
    "disclosure",
    Severity.NEUTRAL,
    "—",
    "What the article says of how it was made.",
    level="article",
    article_checks=(disclosure,),
)
