"""Which finding gives way to which."""

from __future__ import annotations

import pytest
from pairs import make_context

from auditor.records import Severity, Span
from auditor.rules import RULES
from auditor.rules.frame.finding import Claim, claim
from auditor.rules.frame.rule import Hit
from auditor.rules.precedence import settled

CONTEXT = make_context(("وصل الوفد أمس.", "The delegation arrived yesterday."))


def made(rule: str, *words: str, shown: str | None = None, severity: Severity | None = None) -> Claim:
    """A claim on words of the reference; `shown` is a word of the article that accuses nobody."""
    view = CONTEXT.views[0]

    def span(side: str, word: str) -> Span:
        at = view.text(side).index(word)  # type: ignore[arg-type]
        return view.span(side, 0, at, at + len(word))  # type: ignore[arg-type]

    marks = (span("article", shown),) if shown else ()
    hit = Hit("", tuple(span("reference", w) for w in words), shown=marks, severity=severity)
    return claim(CONTEXT, RULES[rule], hit, view)


CLAUSE = "delegation arrived"


@pytest.mark.parametrize(
    ("claims", "standing"),
    [
        # What has nothing in common differs in everything else as a matter of course; what accuses nobody stays.
        (
            [made("unrelated"), made("number-mismatch", "The"), made("partial-omission", CLAUSE), made("moved")],
            ["unrelated", "moved"],
        ),
        ([made("unrelated"), made("divergent-meaning")], ["unrelated"]),
        # A clause takes its words along, one that lies beside it not.
        ([made("partial-omission", CLAUSE), made("name-mismatch", "delegation")], ["partial-omission"]),
        (
            [made("partial-omission", CLAUSE), made("name-mismatch", "yesterday")],
            ["partial-omission", "name-mismatch"],
        ),
        # The place where a denial would stand accuses nobody.
        ([made("partial-omission", CLAUSE), made("negation-mismatch", "arrived", shown="وصل")], ["partial-omission"]),
        # The same word is a date rather than an opposite, whatever becomes of the date.
        ([made("opposite-meaning", "yesterday"), made("date-mismatch", "yesterday")], ["date-mismatch"]),
        (
            [made("partial-omission", CLAUSE), made("opposite-meaning", "arrived"), made("date-mismatch", "arrived")],
            ["partial-omission"],
        ),
        # A score gives way to what is as grave as itself, not to less.
        ([made("divergent-meaning"), made("name-mismatch", "delegation")], ["name-mismatch"]),
        ([made("divergent-meaning"), made("quote-mismatch", "delegation")], ["divergent-meaning", "quote-mismatch"]),
        # What gave way takes nothing along.
        (
            [
                made("divergent-meaning"),
                made("partial-omission", CLAUSE, severity=Severity.MINOR),
                made("number-mismatch", "arrived", severity=Severity.MINOR),
            ],
            ["divergent-meaning", "partial-omission"],
        ),
        # A clause that is hardly one gives way to what lies in it and weighs more, and stays beside what lies elsewhere.
        (
            [made("partial-omission", CLAUSE, severity=Severity.MINOR), made("number-mismatch", "arrived")],
            ["number-mismatch"],
        ),
        (
            [made("partial-omission", CLAUSE, severity=Severity.MINOR), made("number-mismatch", "yesterday")],
            ["partial-omission", "number-mismatch"],
        ),
        # A denial in a prefix may be an opposite too; a denial beside an opposite is another error.
        ([made("opposite-meaning", "arrived"), made("negation-mismatch", "arrived")], ["negation-mismatch"]),
        (
            [made("opposite-meaning", "arrived"), made("negation-mismatch", "delegation")],
            ["opposite-meaning", "negation-mismatch"],
        ),
        # A word that another rule knows better is said once.
        ([made("wrong-word", "arrived"), made("opposite-meaning", "arrived")], ["opposite-meaning"]),
        ([made("wrong-word", "arrived"), made("opposite-meaning", "yesterday")], ["wrong-word", "opposite-meaning"]),
        ([made("wrong-word", " arrived"), made("opposite-meaning", "delegation")], ["wrong-word", "opposite-meaning"]),
        ([made("wrong-word", "delegation"), made("opposite-meaning", " arrived")], ["wrong-word", "opposite-meaning"]),
    ],
)
def test_what_stands(claims: list[Claim], standing: list[str]) -> None:
    """One divergence is said once, by the rule that says it best."""
    assert [c.rule.id for c in settled(claims)] == standing
