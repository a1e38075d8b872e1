"""The rule number-mismatch: numbers, percentages, money and units that differ."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from auditor.facts.quantities.compare import Divergence
from auditor.facts.quantities.marks import Mark
from auditor.records import Severity
from auditor.rules._exchanged_numbers import numbers_exchanged
from auditor.rules._quantities import divergences, witnesses
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import MISTRANSLATION, Hit, Rule, Value

_PLURALS = {"foot": "feet", "inch": "inches", "century": "centuries", "pound (mass)": "pounds", "yen": "yen",
            "yuan": "yuan", "won": "won"}  # fmt: skip
"""Units and currencies whose plural is not their name with an s."""


def number_mismatch(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """A number of the reference that the article gives otherwise or not at all, or one that only the article has."""
    for divergence in divergences(bead, context):
        if not divergence.dated:
            yield report(divergence, bead)


def report(divergence: Divergence, bead: BeadReading) -> Hit:
    """The hit for a divergence, with the span, the value and the unit of every side that states one."""
    spans = tuple(bead.span(m.side, m.position, m.start, m.end) for m in divergence.marks)
    details: dict[str, Value] = {m.side: shown(m) for m in divergence.marks}
    details["kind"] = next(m.kind for m in (divergence.reference, divergence.article) if m is not None)
    details |= {f"{m.side}_unit": unit for m in divergence.marks if (unit := _unit(m))}
    return Hit(_message(divergence), spans, details)


def _message(divergence: Divergence) -> str:
    reference, article = (
        _quoted(m, divergence.dated) if m else None for m in (divergence.reference, divergence.article)
    )
    if reference and article:
        return f"The reference says {reference}, the article {article}"
    if reference:
        return f"The reference says {reference}, which the article does not"
    return f"The article says {article}, which the reference does not"


def _quoted(mark: Mark, dated: bool) -> str:
    """The words with their unit, and what they were read as where they are more than digits."""
    words = " ".join(mark.with_unit().text.split())[:60]
    # Months and weekdays are numbered inside; their names say more.
    if mark.pool != "numeric":
        return f"“{words}”"
    value, spelled = shown(mark), _spelled(mark, dated)
    digits = mark.text in (value, f"{int(value):,}" if value.isdecimal() else value)
    if digits and mark.kind == "percent":
        return f"“{words}%”"
    plain = digits and mark.kind not in ("time", "century") and (dated or len(value) <= 4 or "," in mark.text)
    plain = plain and not (mark.unit and mark.unit.text == mark.text)  # its unit stands elsewhere: السنوات الـ20
    return f"“{words}”" if plain or words == spelled else f"“{words}” ({spelled})"


def _spelled(mark: Mark, dated: bool) -> str:
    """The value as people write it: with its unit, and its thousands set apart where it is no year."""
    value, unit = shown(mark), _unit(mark)
    if mark.kind in ("century", "decade", "percent"):
        return {"century": f"century {value}", "decade": f"{value}s", "percent": f"{value}%"}[mark.kind]
    whole, point, rest = value.partition(".")
    if whole.isdecimal() and not dated:
        value = f"{int(whole):,}{point}{rest}"
    return f"{value} {unit if value == '1' else _plural(unit)}".rstrip()


def _unit(mark: Mark) -> str:
    """The English name of the currency or unit of a mark, the country before it; empty without one."""
    if mark.unit is None or not isinstance(mark.unit.value, tuple):
        return ""
    _, name, *nation = mark.unit.value
    return " ".join(filter(None, (*nation, name)))


def _plural(unit: str) -> str:
    country, space, name = unit.rpartition(" ") if unit not in _PLURALS else ("", "", unit)
    return f"{country}{space}{_PLURALS.get(name, f'{name}s' if name else '')}"


def shown(mark: Mark) -> str:
    """The likeliest value of a mark, as programs read it."""
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
        return f"{float(value):.15g}" if exact == 1 else f"{value.numerator}/{value.denominator}"
    return str(value)


RULE = Rule(
    "number-mismatch",
    Severity.CRITICAL,
    MISTRANSLATION,
    "Numbers, percentages, money or units differ.",
    level="word",
    checks=(number_mismatch, numbers_exchanged),
    why=witnesses,
)
