"""The help pages of the rules."""

from __future__ import annotations

import difflib
from importlib import resources

from auditor.errors import SettingsError
from auditor.rules import RULES


def explain(rule: str) -> str:
    """The page of a rule, Markdown. Raises SettingsError for an unknown one, naming the nearest."""
    if rule not in RULES:
        near = difflib.get_close_matches(rule, RULES, 1)
        raise SettingsError(
            f"{rule}: there is no such rule; {f'did you mean {near[0]}?' if near else 'see `auditor explain`.'}"
        )
    page = resources.files("auditor").joinpath("data", "rules", f"{rule}.md")
    return page.read_text(encoding="utf-8").rstrip("\n")
