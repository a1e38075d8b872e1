"""Inline tags and placeholders of a unit that its translation has lost, or that only the translation has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.reading.bilingual.markup import is_placeholder
from auditor.records import Severity
from auditor.rules.frame.context import Context
from auditor.rules.frame.rule import Hit, Rule

_SHOWN = 5
"""Tags that a message lists."""


def markup_mismatch(context: Context) -> Iterator[Hit]:
    """One hit for each unit whose sides do not have the same tags and placeholders equally often, in whatever order.

    A placeholder that is lost is major: what would stand there is missing from what people read.
    """
    for view in context.views:
        unit = view.article[0].unit if view.article else None
        if unit is None:
            continue
        sides = context.article.units[unit]
        lost = _left_over(sides.reference_markup, sides.article_markup)
        added = _left_over(sides.article_markup, sides.reference_markup)
        if lost or added:
            severity = Severity.MAJOR if any(map(is_placeholder, lost)) else None
            details = {"lost": " ".join(lost), "added": " ".join(added)}
            yield Hit(_message(lost, added), (), details, bead=view, severity=severity)


def _left_over(markup: Sequence[str], other: Sequence[str]) -> list[str]:
    """What one side has more often than the other."""
    return list((Counter(markup) - Counter(other)).elements())


def _message(lost: Sequence[str], added: Sequence[str]) -> str:
    said = [f"{verb} {_listed(names)}" for verb, names in (("lacks", lost), ("adds", added)) if names]
    return f"The translation {' and '.join(said)}"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(f"“{name}”" for name in names[:_SHOWN]) + more


RULE = Rule(
    "markup-mismatch",
    Severity.MINOR,
    "design and markup",
    "An inline tag or a placeholder of a translation unit is lost or added.",
    level="article",
    article_checks=(markup_mismatch,),
)
