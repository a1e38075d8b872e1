"""What a report says in plain words: verdicts, counts, provenance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from auditor.formats import _location as location
from auditor.formats._rows import counts, median_percentile, visible
from auditor.plurals import plural
from auditor.records import READABLE, Audit, Finding, Report, Severity

NOT_OF_WORDS = "that says nothing about single words"
"""Goes with every percentile: a score of whole sentences says nothing of a number, a name or a denial."""
_LESS_CLOSE = 25
"""Percentile below which a sentence is called less close to its reference than most of clean translations. Above, it is
called about as close, however high: a report with findings shall not praise."""


def fails(report: Report, audit: Audit) -> bool:
    """Whether this article alone would fail the run."""
    return report.fail_on is not None and any(n for s, n in counts(audit).items() if s >= report.fail_on)


def uncompared(report: Report) -> str:
    """What to say of articles that were held against nothing, so that nobody takes silence for agreement; empty where
    all have a reference."""
    alone = sum(a.reference is None for a in report.audits)
    number = "" if alone == len(report.audits) else f"{alone} "
    return f"{number}not compared with a reference" if alone else ""


def tally(numbers: Mapping[Severity, int]) -> str:
    """`5 critical, 2 minor`; empty where nothing counts."""
    return ", ".join(f"{n} {s.label}" for s, n in numbers.items() if n)


def place(audit: Audit, finding: Finding) -> str:
    """`line 2, column 32`; of a bilingual file with the unit before it; of a Word document, which has no lines to count in,
    `paragraph 2`."""
    if audit.article.line_word == "paragraph":
        return f"paragraph {finding.line}"
    name = location.unit(audit, finding)
    unit = "" if name is None else f"unit {visible(name)}, "
    return f"{unit}line {finding.line}, column {finding.column}"


def left_out(audit: Audit) -> str:
    """How many units of a bilingual file were audited, how many of these need review, how many were not audited, and
    why; empty for any other article."""
    article = audit.article
    if not article.units:
        return ""
    unreviewed = ", ".join(f"{n} {state}" for state, n in location.unreviewed(audit).items())
    skipped = ", ".join(f"{n} {reason}" for reason, n in article.left_out)
    compared = plural(len(article.units), "unit") + " compared" + (f" ({unreviewed})" if unreviewed else "")
    return compared + (f"; left out: {skipped}" if skipped else "")


def standing(audit: Audit) -> str | None:
    """How the whole article stands to clean text, and what that does not say; None without a calibration."""
    median = median_percentile(audit)
    if median is None:
        return None
    return f"overall the sentences are {closeness(median, 'median: ')}"


def closeness(percentile: float, of: str = "") -> str:
    """How close to the reference a sentence is among those of clean translations, and what that does not say; `of` stands
    before the percentile."""
    how = (
        "less close to the reference than most"
        if percentile < _LESS_CLOSE
        else "about as close to the reference as those"
    )
    return f"{how} of clean translations ({of}{ordinal(percentile)} percentile); {NOT_OF_WORDS}"


def rough(audit: Audit) -> str | None:
    """What to make of back-translations that can hardly be read; None where they can, or nothing is known of them."""
    clean = audit.clean_quantiles.get("chrf", ())
    if not clean or clean[50] >= READABLE or not any(audit.hypotheses):
        return None
    return "the back-translations are rough, for orientation only: no word is judged by them"


def provenance_words(audit: Audit) -> str:
    """What the article says of how it was made, as one phrase; says so where it says nothing."""
    provenance = audit.provenance
    return made_by(provenance.machine_translated, provenance.human_reviewed, provenance.credits)


def made_by(machine_translated: bool | None, human_reviewed: bool | None, credits: Sequence[str]) -> str:
    """The same of what it says; None: nothing."""
    said = []
    if machine_translated is not None:
        said.append("machine-translated" if machine_translated else "not machine-translated")
    if human_reviewed is not None:
        said.append("reviewed by a person" if human_reviewed else "not reviewed by a person")
    if credits:
        said.append("credited to " + ", ".join(credits))
    return ", ".join(said) if said else "the article does not say how it was made"


def ordinal(n: float) -> str:
    """`1st`, `22nd`, `93rd`, `11th`, of the number rounded."""
    whole = round(n)
    ending = "th" if whole % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th")
    return f"{whole}{ending}"


def rule_name(rule: str) -> str:
    """`number-mismatch` → `Number mismatch`."""
    return rule.replace("back-translation", "back–translation").replace("-", " ").replace("–", "-").capitalize()


def concerns_translator(finding: Finding) -> bool:
    """Whether there may be something to mend in the Arabic: not what was accepted, says nothing against it, or is about the
    engine alone."""
    return not finding.suppressed and finding.severity > Severity.NEUTRAL and finding.rule not in _ABOUT_THE_ENGINE


def for_translator(finding: Finding) -> str:
    """What is wrong with the Arabic, in a sentence without scores, which say nothing to whoever is to mend it."""
    said = _WITHOUT_SCORES.get(finding.rule, finding.message).strip()
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


_ABOUT_THE_ENGINE = frozenset({"unreliable-back-translation"})
_WITHOUT_SCORES = {
    "divergent-meaning": "The Arabic may say something else than the reference; no single word was found to blame",
    "unrelated": "The Arabic and the reference say nothing in common",
}


def grave(audit: Audit) -> bool:
    """Something critical or major was found."""
    found = counts(audit)
    return bool(found[Severity.CRITICAL] or found[Severity.MAJOR])


def verdict(audit: Audit) -> str:
    """What to do with one article, in one sentence; findings are suspicions, so it never says `wrong`."""
    found = counts(audit)
    critical, major = found[Severity.CRITICAL], found[Severity.MAJOR]
    if grave(audit):
        worst = " and ".join(f"{n} {word}" for n, word in ((critical, "critical"), (major, "major")) if n)
        noun = "finding" if critical + major == 1 else "findings"
        return f"{worst.capitalize()} {noun} to check before this runs"
    if audit.reference is None:
        return "Not compared: no reference was given"
    accepted = sum(f.suppressed and f.severity > Severity.NEUTRAL for f in audit.findings)
    seen = f"Beside {plural(accepted, 'accepted finding')} no" if accepted else "No"
    seen += f" divergence found; looked for: {_LOOKED_FOR}"
    if found[Severity.MINOR]:
        return f"{seen}; {plural(found[Severity.MINOR], 'minor finding')} to look at. {_ONLY_IN_PART}"
    return f"{seen}. {_ONLY_IN_PART}"


def checked(audit: Audit) -> str:
    """What was looked for in an article and what was not, in sentences; stands below the verdict, and repeats nothing that
    one without critical and major findings says."""
    if audit.reference is None:
        return "Checked: the Arabic by itself. Not checked: whether it says what the English says."
    undecided = len({i for f in audit.findings if f.rule in _ABOUT_THE_ENGINE for i in f.article})
    unread = f" No verdict on {plural(undecided, 'sentence')} whose back-translation failed." if undecided else ""
    told = f"Checked: {_LOOKED_FOR}. {_ONLY_IN_PART}. " if grave(audit) else ""
    return f"{told}Not checked: style, and whether the news is true.{unread}"


_LOOKED_FOR = "numbers, dates, names, denials, opposites, missing or added text"
_ONLY_IN_PART = "Not every one is seen, of wrong words and idioms only some"


def overall(report: Report) -> str:
    """The same for a run of several articles."""
    failing = sum(fails(report, a) for a in report.audits)
    total = plural(len(report.audits), "article")
    passed = f"{failing} of {total} to check before they run" if failing else f"Nothing that fails the gate in {total}"
    if alone := uncompared(report):
        passed += f"; {alone}"
    if not report.failures:
        return passed
    unread = f"No verdict on {plural(len(report.failures), 'article')}"
    return f"{unread}; {passed[0].lower()}{passed[1:]}" if report.audits else unread


@cache
def rule_page(rule: str) -> str:
    """The help page of a rule in Markdown; empty where the package has none."""
    page = files("auditor").joinpath("data", "rules", f"{rule}.md")
    known = rule.replace("-", "").isalnum() and page.is_file()
    return page.read_text("utf-8") if known else ""


def by_rule(findings: tuple[Finding, ...]) -> list[tuple[str, Severity, int]]:
    """(rule, its worst severity here, how many count), worst first, then most frequent."""
    live = [f for f in findings if not f.suppressed]
    worst: dict[str, Severity] = {}
    for finding in live:
        worst[finding.rule] = max(finding.severity, worst.get(finding.rule, Severity.NEUTRAL))
    numbers = Counter(f.rule for f in live)
    return sorted(((r, s, numbers[r]) for r, s in worst.items()), key=lambda t: (-t[1], -t[2], t[0]))
