"""What auditor looks for: one file a rule, named as its id, in which everything stands that the rule is.

The ids are read often (every option that takes one is checked), the rules themselves only where text is checked: they are
imported when somebody asks for `RULES`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auditor.rules.frame.rule import Rule

    RULES: dict[str, Rule]
    """Every rule by its id, in the order of `IDS`."""

IDS = (
    "unrelated",
    "divergent-meaning",
    "omission",
    "addition",
    "partial-omission",
    "partial-addition",
    "number-mismatch",
    "date-mismatch",
    "name-mismatch",
    "negation-mismatch",
    "opposite-meaning",
    "wrong-word",
    "modality-mismatch",
    "quote-mismatch",
    "untranslated",
    "repetition",
    "typography",
    "hidden-text",
    "terminology",
    "markup-mismatch",
    "inconsistent-translation",
    "moved",
    "unreliable-back-translation",
    "disclosure",
)
"""The ids of all rules, in the order the documentation lists them."""


def __getattr__(name: str) -> Any:
    """`RULES`, made once."""
    if name != "RULES":
        raise AttributeError(f"module 'auditor.rules' has no attribute {name!r}")
    rules = {rule: import_module(f"auditor.rules.{rule.replace('-', '_')}").RULE for rule in IDS}
    globals()["RULES"] = rules
    return rules
