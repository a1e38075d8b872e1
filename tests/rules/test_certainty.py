"""How sure findings are, and the one dial that cuts the unsure ones."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest
from desk import ROOT, run
from hypothesis import given
from hypothesis import strategies as st

from auditor.records import Severity
from auditor.rules import RULES
from auditor.rules.frame.certainty import STATED, certainty, clean_text, least, precision
from auditor.rules.frame.rule import Hit

NUMBERS = st.floats(-50, 50)


def test_the_counts_are_of_rules() -> None:
    """No more were right than were read, and each rule that is counted exists."""
    assert set(precision()) <= set(RULES)
    assert all(0 <= right <= seen for right, seen in precision().values())


@given(st.sampled_from(sorted(RULES)), NUMBERS, NUMBERS)
def test_the_more_the_engine_says_for_it_the_surer(rule: str, one: float, other: float) -> None:
    """Within 0 and 1, whatever the contrast."""
    low, high = sorted((one, other))
    sure = [certainty(RULES[rule], Hit("", contrast=c)) for c in (low, high)]
    assert 0 < sure[0] <= sure[1] < 1


def test_a_heavier_clause_is_surer() -> None:
    """What just passes its limit is the least sure."""
    rule = RULES["partial-omission"]
    sure = [certainty(rule, Hit("", details={"weight": w, "limit": 10.0})) for w in (10.5, 14.0, 20.0)]
    assert sure == sorted(set(sure))


def test_what_is_middling_speaks_neither_for_nor_against() -> None:
    """A contrast of 4, a clause of 1.6 times its limit; the most that either does is a factor of e in the odds."""
    negation, clause = RULES["negation-mismatch"], RULES["partial-omission"]
    assert certainty(negation, Hit("", contrast=4.0)) == certainty(negation, Hit(""))
    assert certainty(clause, Hit("", details={"weight": 16.0, "limit": 10.0})) == certainty(clause, Hit(""))
    unread = replace(negation, id="never-read")
    for sign in (1, -1):
        assert certainty(unread, Hit("", contrast=sign * 1e6)) == round(1 / (1 + math.exp(-sign)), 2)


def test_what_a_rule_lowers_is_less_sure() -> None:
    """A minor finding of a rule that is major else; what it raises is no surer for that, nor less sure."""
    rule = RULES["name-mismatch"]
    assert certainty(rule, Hit("", severity=Severity.MINOR)) < certainty(rule, Hit(""))
    raised = RULES["omission"]
    assert raised.severity < Severity.CRITICAL
    assert certainty(raised, Hit("", severity=Severity.CRITICAL)) == certainty(raised, Hit(""))


def test_rules_that_were_right_oftener_are_surer() -> None:
    """A rule that nobody read findings of is as likely right as wrong."""
    unread = replace(RULES["omission"], id="never-read")
    assert certainty(unread, Hit("")) == 0.5
    assert certainty(RULES["omission"], Hit("")) > certainty(RULES["negation-mismatch"], Hit(""))


@pytest.mark.parametrize(("rate", "needed"), [(STATED, 0.0), (0.5, 0.0), (0.0, 1.0)])
def test_the_ends_of_the_dial(rate: float, needed: float) -> None:
    """At the stated rate everything stands, at none nothing."""
    assert least(rate) == needed


@given(st.floats(0.0001, STATED, exclude_max=True))
def test_the_rate_that_is_stated_is_the_rate_that_was_seen(rate: float) -> None:
    """What stands at a rate accused no more clean sentences wrongly, all rules together; one finding less sure would."""
    seen = clean_text()
    scored = sum(text.scored for text in seen) * rate / STATED
    wrong = [sure for text in seen for sure in text.certainties]
    allowed = rate * sum(text.sentences for text in seen)
    needed = least(rate)
    assert scored + sum(sure >= needed for sure in wrong) <= allowed
    assert needed == 0.0 or scored + sum(sure >= needed - 0.01 for sure in wrong) > allowed - 1


def test_the_stated_rate_holds_for_news() -> None:
    """With every finding standing."""
    (news,) = (text for text in clean_text() if text.kind == "news")
    assert news.sentences > 1_000
    assert news.rate <= STATED


def test_one_dial_for_all_rules() -> None:
    """The lower the rate, the fewer findings that compare the two sides; checks of the Arabic by itself stay."""
    kept = []
    for rate in ("0.01", "0.002", "0.001", "0"):
        audited = run(ROOT, "tests/samples/rate-decision.txt", "-f", "json", "--false-alarms", rate)
        found = json.loads(audited.stdout)["articles"][0]["findings"]
        # A clause is as sure as it is heavier than a limit, which turns with the dial.
        fixed = [f for f in found if RULES[f["rule"]].level not in ("clause", "score")]
        kept.append([(RULES[f["rule"]].level, f["rule"], f["message"], f["certainty"]) for f in fixed])
    assert all(set(fewer) <= set(more) for more, fewer in zip(kept, kept[1:]))
    assert len(kept[0]) > len(kept[1]) > len(kept[3])
    assert all(level in ("article", "note") for level, *_ in kept[3])
    assert all(sure >= least(0.002) for level, *_, sure in kept[1] if level in ("sentence", "word"))
