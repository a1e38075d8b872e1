"""The help pages of the rules, with what was measured of them."""

from __future__ import annotations

import difflib
import re
from importlib import resources

from auditor.errors import SettingsError
from auditor.records import Severity
from auditor.rules import RULES
from auditor.rules.frame.certainty import precision
from auditor.scoring.calibration import shipped
from auditor.wordlists.patterns import Pattern

UNMEASURED = frozenset({"omission", "addition"})
"""Calibrations are made of pairs that belong together, on which these rules have nothing to say; `make evaluate` measures
them."""

_FINDING = Pattern(r"#?[0-9a-f]{10}(?:[0-9a-f]{22})?(?:-\d+)?", re.IGNORECASE)
"""The id of a finding as reports write it, or its whole fingerprint."""


def explain(rule: str) -> str:
    """The page of a rule, Markdown, with its rate of false alarms by every calibration that is shipped.

    Raises SettingsError for an unknown one, naming the nearest, and for the id of a finding, naming what to give instead.
    """
    if rule not in RULES:
        if _FINDING.fullmatch(rule):
            raise SettingsError(
                f"{rule}: that is the id of a finding; name its rule, which stands before it in the report, as in"
                " `audit --explain number-mismatch`."
            )
        hint = f"did you mean {near}?" if (near := _nearest(rule)) else "see `auditor explain`."
        raise SettingsError(f"{rule}: there is no such rule; {hint}")
    page = resources.files("auditor").joinpath("data", "rules", f"{rule}.md")
    return page.read_text(encoding="utf-8").rstrip("\n") + _read(rule) + _rates(rule)


def _nearest(written: str) -> str | None:
    """The rule meant by a name that is none: compared are the names and their parts, `negation` of negation-mismatch."""
    names = {rule: rule for rule in RULES}
    for rule in RULES:
        for part in rule.split("-"):
            names.setdefault(part, rule)
    near = difflib.get_close_matches(written.lower(), names, 1)
    return names[near[0]] if near else None


def _read(rule: str) -> str:
    """How often it was right where people read its findings."""
    if rule not in precision():
        return ""
    right, seen = precision()[rule]
    counted = f"Of its findings {seen} were read, in real translations and in clean text; {right} were right."
    return f"\n\n## In real translations\n\n{counted}"


def _rates(rule: str) -> str:
    """Where a rule is severe enough to fail a gate: how often it speaks on clean text."""
    if RULES[rule].severity < Severity.MAJOR or rule in UNMEASURED:
        return ""
    rows = [
        f"| {c.name} | {c.pairs:,} | {100 * c.false_alarms[rule]:.2f} |" for c in shipped() if rule in c.false_alarms
    ]
    silent = [c.name for c in shipped() if rule not in c.false_alarms]
    said = "How often it speaks where the translation is right, with each model:"
    table = [said, "", "| calibration | sentences | findings in 100 |", "|---|---|---|", *rows] if rows else []
    never = [f"None on the clean text of {', '.join(silent)}."] if silent else []
    return "\n".join(["", "", "## On clean text", "", *table, *([""] if rows and never else []), *never])
