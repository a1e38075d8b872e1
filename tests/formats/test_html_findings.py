"""What the page says of each finding, and of the whole."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import click
from parsed_page import page
from report_texts import RLO
from shared_report import make_clean_report, make_report

from auditor.formats import FORMATS
from auditor.formats import _phrasing as words
from auditor.formats import _rows as view
from auditor.formats.json import report_object
from auditor.records import Report


def test_differing_words_are_marked_on_all_sides() -> None:
    """A number mismatch marks its number in article, back-translation and reference, and names its finding."""
    row = page(make_report(hostile=False)).select_one(".row")
    marks = {side: row.select_one(f".c-{side} mark") for side in view.SIDES}
    assert {side: m.get_text() for side, m in marks.items()} == {"article": "12", "hypothesis": "12", "reference": "21"}
    assert all(m["class"] == ["critical"] and m["data-f"] == "1" for m in marks.values())


def test_every_finding_has_its_card(report: Report) -> None:
    """One card a finding, with rule, severity and message; an accepted one says why."""
    soup = page(report)
    cards = soup.select(".card")
    findings = [f for a in report.audits for f in a.findings]
    assert [c["data-number"] for c in cards] == [str(n) for n in range(1, len(findings) + 1)]
    for card, finding in zip(cards, findings, strict=True):
        assert (card["data-rule"], card["data-severity"]) == (finding.rule, finding.severity.label)
        assert "accepted" in card["class"] if finding.suppressed else "accepted" not in card["class"]
    assert "Company motto, kept on purpose" in soup.select_one(".accepted .reason").get_text()


def test_a_card_counts_sentences_as_its_prose_does() -> None:
    """The index 5 is the sixth sentence, there as in the reason beside it; no card speaks of a hypothesis."""
    report = make_report(hostile=False)
    first, *rest = report.audits[0].findings
    compared = {"nearest": 5, "nearest_similarity": 0.75, "hypothesis": "twelve", "article": None}
    told = replace(first, evidence=replace(first.evidence, details=compared))
    soup = page(replace(report, audits=(replace(report.audits[0], findings=(told, *rest)),)))
    (card,) = [c for c in soup.select(".card") if c["data-number"] == "1"]
    assert [tuple(e.get_text() for e in row.select("dt, dd")) for row in card.select(".details > div")] == [
        ("nearest sentence", "6"),
        ("nearest similarity", "0.75"),
        ("back-translation", "twelve"),
        ("article", "–"),
    ]


def test_each_finding_has_a_lasting_address(report: Report) -> None:
    """Its id, one of a kind: the card and the index print it, and so do JSON and the terminal; other findings do not change
    it."""
    soup = page(report)
    addresses = [c["id"] for c in soup.select(".card")]
    assert len(set(addresses)) == len(addresses)
    shown = sorted((f for a in report.audits for f in a.findings), key=lambda f: addresses.index(f.fingerprint[:10]))
    assert addresses == [f.fingerprint[:10] for f in shown]
    assert {f["id"] for a in report_object(report)["articles"] for f in a["findings"]} == set(addresses)
    in_terminal = re.findall(r" · #([0-9a-f-]+)", click.unstyle(FORMATS["terminal"](report)))
    assert sorted(in_terminal) == sorted(addresses)
    assert [a.get_text() for a in soup.select(".card .address a")] == [f"#{a}" for a in addresses]
    assert [a["href"] for a in soup.select(".index .every a")] == [f"#{a}" for a in addresses]
    first, *rest = report.audits[0].findings
    fewer = replace(report, audits=(replace(report.audits[0], findings=(*rest,)),))
    assert [c["id"] for c in page(fewer).select(".card")] == addresses[1 : len(rest) + 1]
    twice = replace(report, audits=(replace(report.audits[0], findings=(first, replace(first))),))
    again = [addresses[0], f"{addresses[0]}-2"]
    assert [c["id"] for c in page(twice).select(".card")] == again
    assert [f["id"] for f in report_object(twice)["articles"][0]["findings"]] == again
    assert [json.loads(line).get("id") for line in FORMATS["jsonl"](twice).splitlines()][1:3] == again
    assert all(f"· #{name}" in click.unstyle(FORMATS["terminal"](twice)) for name in again)


def test_a_card_has_what_a_baseline_and_a_translator_need() -> None:
    """Its entry, which the reader of baselines takes, and its text without scores; accepted ones have no entry."""
    report = make_report(hostile=False)
    soup = page(report)
    (audit,) = report.audits
    wanted = [(f.fingerprint, f.rule, "articles/port.txt") for f in audit.findings if not f.suppressed]
    entries = [json.loads(form["data-entry"]) for form in soup.select("form.accept")]
    assert [(e["fingerprint"], e["rule"], e["article"]) for e in entries] == wanted
    assert soup.select_one(".copy")["data-text"] == (
        "articles/port.txt, line 1, column 32\nThe article says 12 where the reference says 21.\n"
        f"Article: {audit.segments[0].text}\nReference: {audit.reference_segments[0].text}"
    )


def test_it_says_what_was_checked_and_what_was_not(report: Report) -> None:
    """Of each article, whatever was found; of one without a reference that nothing was compared. A headline that says what
    was looked for is not repeated."""
    said = [p.get_text() for p in page(report).select(".checked")]
    assert said[0].startswith(
        "Checked: numbers, dates, names, denials, opposites, missing or added text. Not every one"
    )
    assert said[0].endswith("No verdict on 1 sentence whose back-translation failed.")
    assert said[2] == "Checked: the Arabic by itself. Not checked: whether it says what the English says."
    clean = page(make_clean_report())
    assert clean.select_one(".verdict").get_text().startswith("No divergence found; looked for: numbers, dates, names")
    assert clean.select_one(".checked").get_text() == "Not checked: style, and whether the news is true."


def test_it_says_why() -> None:
    """A card says why this finding was made, then what its rule looks for, and leads to the rule's whole page."""
    soup = page(make_report(hostile=False))
    why, general = (p.get_text() for p in soup.select('.card[data-rule="number-mismatch"] details p')[:2])
    assert why == "The Arabic has “12”, and its back-translation “12”: two witnesses against the reference."
    assert general.startswith("In general: A number of the reference")
    general = soup.select_one('.card[data-rule="omission"] details p:not(.why)').get_text()
    assert "A whole sentence of the reference has no counterpart in the article." in general
    help_page = soup.select_one("#rule-omission .page")
    assert help_page.find("table")
    assert all(td["dir"] == "auto" for td in help_page.find_all("td"))


def test_the_findings_come_before_the_charts() -> None:
    """Verdict, findings, scores; severity, rule and place in that order on every card; a percentile with its warning."""
    soup = page(make_report(hostile=False))
    article = soup.select_one("#a1")
    parts = article.find_all(["header", "section"], recursive=False)
    assert [part["class"][0] for part in parts] == ["head", "reading", "board"]
    for card in soup.select(".card"):
        assert re.match(r"(critical|major|minor|neutral)(, accepted)? \S.* line \d+, column \d+$", card.h4.get_text())
        assert re.match(r"Finding \d+: (critical|major|minor|neutral), .*, line \d+, column \d+$", card["aria-label"])
    assert words.NOT_OF_WORDS in soup.select_one(".board").get_text().lower()
    assert words.NOT_OF_WORDS in soup.select_one(".gutter .score")["title"]


def test_the_top_tells_what_there_is_to_know() -> None:
    """Verdict, scores with signatures, distribution, coverage, provenance and engine."""
    soup = page(make_report(hostile=False))
    assert soup.h1.get_text() == "4 critical and 8 major findings to check before this runs"
    board = soup.select_one(".board").get_text(" ", strip=True)
    for word in ("chrF", "61.9", "ar-en-mini", "Reuters", "nrefs:1|case:mixed", "of 17 sentences are in the article"):
        assert word in board
    labels = [svg["aria-label"] for svg in soup.select(".board svg")]
    assert "Distribution of 15 sentence scores (chrF); 2 lower than 95 % of clean sentences" in labels
    assert [a["title"] for a in soup.select(".strip a")] == ["Sentence 3: left out", "Sentence 7: in part"]


def test_words_for_numbers() -> None:
    """Ordinals and plurals as English has them."""
    assert [words.ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 92.6, 100)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "93rd", "100th",
    ]  # fmt: skip
    assert words.plural(1, "finding") == "1 finding"
    assert words.rule_name("unreliable-back-translation") == "Unreliable back-translation"
    assert view.visible(f"a{RLO}b") == "a‹U+202E›b"
