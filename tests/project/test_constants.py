"""What was measured once is written once."""

from __future__ import annotations

import ast
from pathlib import Path

from auditor import encoder_geometry

PACKAGE = Path(encoder_geometry.__file__).parent
COMMON = {0.02, 0.03, 0.35, 0.80}
"""Numbers of the encoder that other things have by chance."""


def numbers(file: Path) -> set[float]:
    """The fractions that a module writes down."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, float)}


def test_what_belongs_to_the_encoder_stands_in_one_place() -> None:
    """No other module repeats a number of the encoder's geometry."""
    own = Path(encoder_geometry.__file__)
    mine = numbers(own) - COMMON
    assert len(mine) >= 7
    others = [file for file in PACKAGE.rglob("*.py") if file != own]
    assert len(others) > 100
    assert {file.name: numbers(file) & mine for file in others if numbers(file) & mine} == {}
