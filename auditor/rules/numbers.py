"""The rule number-mismatch: numbers, percentages, money and units that differ."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from auditor.records import Finding, Severity
from auditor.rules.marks import Mark
from auditor.rules.quantities import Divergence, divergences
from auditor.rules.view import BeadView, Context, finding


def number_mismatch(view: BeadView, context: Context) -> Iterator[Finding]:
    """A number of the reference that the article gives otherwise or not at all, or one that only the article has.

    Critical where digits or plainly spelled-out numbers are missing or stand against each other, else major.
    """
    for divergence in divergences(view, context):
        if not divergence.dated:
            severity = Severity.CRITICAL if divergence.sure else Severity.MAJOR
            yield report("number-mismatch", severity, divergence, view, context)


def report(rule: str, severity: Severity, divergence: Divergence, view: BeadView, context: Context) -> Finding:
    """The finding for a divergence, with the span and the value of every side that states one."""
    spans = [view.span(m.side, m.position, m.start, m.end) for m in divergence.marks]
    details: dict[str, str | int | float | bool | None] = {m.side: shown(m) for m in divergence.marks}
    details["kind"] = next(m.kind for m in (divergence.reference, divergence.article) if m is not None)
    return finding(context, view, rule, severity, _message(divergence), spans, details)


def _message(divergence: Divergence) -> str:
    reference, article = divergence.reference, divergence.article
    if reference is not None and article is not None:
        return f"The reference says {_quoted(reference)}, the article {_quoted(article)}"
    if reference is not None:
        return f"The reference says {_quoted(reference)}, which the article does not"
    assert article is not None
    return f"The article says {_quoted(article)}, which the reference does not"


def _quoted(mark: Mark) -> str:
    text, value = " ".join(mark.text.split())[:60], shown(mark)
    # Months and weekdays are numbered inside; their names say more.
    return f"“{text}”" if text == value or mark.pool != "numeric" else f"“{text}” ({value})"


def shown(mark: Mark) -> str:
    """The likeliest value of a mark, as people write it."""
    value = mark.values[0]
    if isinstance(value, tuple):
        return f"{value[0]}:{value[1]:02d}"
    if isinstance(value, Fraction):
        if value.denominator == 1:
            return str(value.numerator)
        exact = value.denominator
        while exact % 2 == 0:
            exact //= 2
        while exact % 5 == 0:
            exact //= 5
        return f"{float(value):.6g}" if exact == 1 else f"{value.numerator}/{value.denominator}"
    return str(value)
