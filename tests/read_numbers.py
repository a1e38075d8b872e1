"""The numbers that are read in a sentence."""

from __future__ import annotations

from auditor.facts.numbers import numbers


def likeliest(text: str, lang: str) -> list[tuple[str, object]]:
    """Kind and value of the first reading of each place, without what is only maybe a number."""
    seen: dict[tuple[int, int], tuple[str, object]] = {}
    for fact in numbers.extract(text, lang):
        if fact.certainty > 0.25:
            seen.setdefault((fact.start, fact.end), (fact.kind, fact.value))
    return list(seen.values())
