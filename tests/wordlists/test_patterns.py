"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from auditor.wordlists.folding import Fold, fold
from auditor.wordlists.patterns import Pattern


def test_nothing_happens_before_the_first_use() -> None:
    """A function that makes the expression is called once, and an expression that is wrong says so when it is used."""
    asked: list[int] = []

    def source() -> str:
        asked.append(1)
        return "a+"

    pattern = Pattern(source)
    assert asked == []
    assert [m[0] for m in pattern.finditer("a baa")] == ["a", "aa"]
    assert pattern.search("b") is None
    assert asked == [1]
    wrong = Pattern("(")
    with pytest.raises(re.error):
        wrong.match("x")


def test_it_finds_what_the_expression_finds() -> None:
    """Every way of asking, with a start and an end, is that of the standard library."""
    mine, theirs, text = Pattern(r"(\w)\d", re.IGNORECASE), re.compile(r"(\w)\d", re.IGNORECASE), "a1 B2 c3"
    for ask in ("match", "search", "fullmatch"):
        for span in ((), (3,), (3, 5)):
            got, wanted = (getattr(p, ask)(text, *span) for p in (mine, theirs))
            assert (got and got.span()) == (wanted and wanted.span())
    assert [m.span() for m in mine.finditer(text, 1, 6)] == [m.span() for m in theirs.finditer(text, 1, 6)]
    assert mine.findall(text) == theirs.findall(text)
    assert mine.findall(text, 3, 5) == theirs.findall(text, 3, 5)
    assert mine.sub("-", text, count=1) == theirs.sub("-", text, count=1)
    assert mine.split(text) == theirs.split(text)
    assert mine.pattern == theirs.pattern


def test_arabic_in_it_is_spelt_as_in_a_dictionary() -> None:
    """A folded expression finds folded text; ranges written as escapes stay."""
    pattern = Pattern(r"إنكار|مسؤولي(?:ة|ات)|[\u0621-\u064a]+ئ", folded=Fold.WORDS)
    assert pattern.fullmatch(fold("مسؤولية"))
    assert pattern.fullmatch(fold("إنكار"))
    assert Pattern("إنكار").fullmatch(fold("إنكار")) is None
    assert Pattern("مئة", folded=Fold.NUMBERS).fullmatch(fold("مئة", Fold.NUMBERS))
