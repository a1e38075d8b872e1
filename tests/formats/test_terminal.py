"""The terminal report: what a person reads, with and without colour, at any width, from hostile text."""

from __future__ import annotations

import re
from dataclasses import replace

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_builder import Builder
from rich.cells import cell_len
from shared_report import make_clean_report, make_report

from auditor.formats import FORMATS
from auditor.formats._phrasing import by_rule, closeness
from auditor.records import Failure, Provenance, Report, Severity

STYLE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same terminal for every test."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


def plain(report: Report) -> str:
    """The report as a pipe gets it: click strips the colours."""
    return click.unstyle(FORMATS["terminal"](report))


def test_it_begins_with_the_verdict() -> None:
    """Of one article the first line says whether the run failed, and why."""
    one = make_report(hostile=False)
    assert " ".join(plain(one).split()).startswith("failed · 1 article · 4 critical")
    text = plain(make_clean_report())
    assert text.startswith("passed · 1 article · no findings\n")
    assert (
        "No divergence found; looked for: numbers, dates, names, denials, opposites, missing or added text."
        in " ".join(text.split())
    )
    assert "Not every one is seen, of wrong words and idioms only some." in " ".join(text.split())


def test_what_was_accepted_is_no_silence() -> None:
    """Where all that was found is accepted, terminal and page do not say that nothing was found."""
    report = make_report(hostile=False)
    (audit,) = report.audits
    accepted = tuple(replace(f, suppressed=True, reason="so said") for f in audit.findings)
    number = sum(f.severity > Severity.NEUTRAL for f in accepted)
    quiet = replace(report, audits=(replace(audit, findings=accepted),))
    said = f"Beside {number} accepted findings no divergence found; looked for: numbers, dates, names, denials,"
    assert said in " ".join(plain(quiet).split())
    assert said in FORMATS["html"](quiet)


def test_a_batch_ends_with_the_verdict(report: Report) -> None:
    """The last block of several says it, with what could not be audited."""
    head = "failed · 3 articles · 1 not compared with a reference · 5 critical · 11 major · 4 minor · 3 neutral · 2 accepted"
    assert " ".join(plain(report).split("\n\n")[-1].split()).startswith(head)
    unread = plain(make_report(failures=(Failure("x.txt", "x.txt is empty."),))).split("\n\n")
    assert unread[-2].startswith("incomplete")
    assert unread[-1] == "not audited x.txt: x.txt is empty.\n"


def test_the_three_sides_stand_under_each_other(report: Report) -> None:
    """Article, back-translation and reference follow each other with the differing words bracketed."""
    lines = plain(report).splitlines()
    at = next(i for i, line in enumerate(lines) if "number-mismatch" in line)
    finding = next(f for f in report.audits[0].findings if f.rule == "number-mismatch")
    assert lines[at].strip() == f"critical number-mismatch  line 1, column 32 · #{finding.fingerprint[:10]}"
    article, back, reference = lines[at + 2 : at + 5]
    assert article.startswith("  article")
    assert "⟦12⟧" in article
    assert back.startswith("  back-translation  Authorities")
    assert "⟦12⟧" in back
    assert reference.startswith("  reference         Authorities")
    assert "⟦21⟧" in reference
    starts = {line.index(word) for line, word in ((back, "Auth"), (reference, "Auth"))}
    assert starts == {article.index("\u2067")}


def test_neutral_findings_show_their_sentences(report: Report) -> None:
    """Whoever reads that a sentence stands elsewhere reads which; only a disclosure is summed up by its message."""
    lines = plain(report).splitlines()
    at = next(i for i, line in enumerate(lines) if "neutral moved" in line)
    assert [line.split()[0] for line in lines[at + 2 : at + 5]] == ["article", "back-translation", "reference"]
    at = next(i for i, line in enumerate(lines) if "neutral disclosure" in line)
    assert not any(line.startswith("  article") for line in lines[at : at + 5])


def test_where_rules_are_explained_is_said_once(report: Report) -> None:
    """Behind the findings of one article and before the verdict on several, with the rule of the gravest that counts;
    not where there is none, or only a disclosure."""
    hint = "What a rule looks for and how sure it is: for example audit --explain "
    (audit,) = make_report(hostile=False).audits
    one = plain(replace(report, audits=(audit,)))
    assert one.count(hint) == 1
    assert one.splitlines()[-1] == f"{hint}{by_rule(audit.findings)[0][0]}"
    several = plain(report).split("\n\n")
    assert [block.startswith(hint) for block in several[-2:]] == [True, False]
    assert hint not in plain(make_clean_report())
    disclosure = tuple(f for f in audit.findings if f.rule == "disclosure")
    accepted = tuple(replace(f, suppressed=True) for f in audit.findings)
    for findings in (disclosure, accepted):
        assert findings
        assert hint not in plain(replace(report, audits=(replace(audit, findings=findings),)))


def test_every_finding_is_told(report: Report) -> None:
    """Each rule and message is there, the accepted ones with their reason."""
    text = " ".join(plain(report).replace("\u2067", "").replace("\u2069", "").split())
    for finding in report.audits[0].findings:
        assert finding.rule in text
        assert finding.message in text
    assert "accepted: Company motto, kept on purpose" in text


def test_what_scores_do_not_show_is_said(report: Report) -> None:
    """Scores come with their standing among clean text and what that does not say; unpaired beads, provenance."""
    text = " ".join(plain(report).split())
    closeness = "about as close to the reference as those of clean translations (median: 47th percentile)"
    assert f"overall the sentences are {closeness}; that says nothing about single words" in text
    assert "16 of 17 reference sentences covered; unpaired, not scored: 1 in the reference, 1 in the article" in text
    assert "machine-translated, reviewed by a person, credited to Reuters" in text


@pytest.mark.parametrize(
    ("percentile", "said"), [(0, "less close"), (24, "less close"), (26, "about as close"), (100, "about as close")]
)
def test_a_high_percentile_is_no_praise(percentile: float, said: str) -> None:
    """Below a failed verdict it must not sound like one that passed; a low one says what it is."""
    told = closeness(percentile)
    assert told.startswith(f"{said} to the reference")
    assert told.endswith("; that says nothing about single words")


def test_rough_back_translations_are_called_that(report: Report) -> None:
    """Where an engine's English can hardly be read, terminal and page say what to make of it; else they do not."""
    for chrf, said in ((30.0, True), (60.0, False)):
        audits = tuple(replace(a, clean_quantiles={"chrf": (chrf,) * 101}) for a in report.audits)
        for shown in (plain(replace(report, audits=audits)), FORMATS["html"](replace(report, audits=audits))):
            assert ("ack-translations are rough" in shown) is said


def test_colour_is_for_terminals_alone(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """Colours by severity; NO_COLOR leaves none."""
    assert "\x1b[1;31mcritical" in FORMATS["terminal"](report)
    monkeypatch.setenv("NO_COLOR", "1")
    codes = set("".join(STYLE.findall(FORMATS["terminal"](report))).replace("\x1b[", ";").replace("m", "").split(";"))
    assert codes <= {"", "0", "1", "2"}


def test_hostile_text_cannot_act(report: Report) -> None:
    """Escapes, controls and overrides are named; nothing but our own colours and isolates reaches the terminal."""
    text = plain(report)
    assert "‹U+001B›[31m" in text
    assert "‹U+202E›" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]", text)
    assert "[bold]no[/bold]" in text
    for line in text.splitlines():
        assert line.count("\u2067") == line.count("\u2069")


def test_no_box_stands_beside_arabic(report: Report) -> None:
    """No line-drawing character is used anywhere."""
    assert not re.search("[\u2500-\u257f]", plain(report))


@pytest.mark.parametrize("columns", [20, 40, 58, 80, 200])
def test_lines_fit_the_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is wider than the terminal, within sensible limits (40 to 120 columns)."""
    monkeypatch.setenv("COLUMNS", str(columns))
    widest = max(cell_len(line) for line in plain(make_report(hostile=False)).splitlines())
    assert widest <= min(120, max(40, columns))


def test_a_batch_is_compact() -> None:
    """A thousand articles without findings take one line each, above the summary."""
    builder = Builder("a.txt", (("نص قصير.",),), ("A short text.",), (("A short text.",),), reference_path="r.txt")
    builder.bead([0], [0], chrf=100.0, percentile=100.0)
    audit = builder.audit(Provenance(True, True))
    text = plain(Report("0", make_report().engine, (audit,) * 1000))
    assert len(text.splitlines()) < 1010
    assert text.splitlines()[:1000] == ["✓ a.txt · no findings · chrF 100.0"] * 1000
    assert text.splitlines()[1001] == "passed · 1,000 articles · no findings"


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1), st.text())
def test_any_text_is_shown(article: str, message: str) -> None:
    """Any Unicode gives a report that a terminal takes: encodable, no controls but line ends."""
    builder = Builder("any.txt", ((article,),), ("Text.",), ())
    builder.find("typography", Severity.MINOR, message, [0], [], [("article", 0, article)])
    text = plain(Report("0", make_report().engine, (builder.audit(),)))
    text.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e]", text)
