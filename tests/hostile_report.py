"""An article of the shared report that attacks whatever shows it."""

from __future__ import annotations

from report_builder import Builder
from report_texts import (
    CDATA_END,
    EMOJI,
    ESCAPE,
    HOSTILE_ARTICLE,
    HOSTILE_HYPOTHESES,
    HOSTILE_PATH,
    HOSTILE_REFERENCE,
    RLO,
    SCRIPT,
)

from auditor.records import (
    Audit,
    Provenance,
    Severity,
)


def hostile_audit() -> Audit:
    """The hostile article: markup, escapes and controls in its path, its text, its findings."""
    b = Builder(
        HOSTILE_PATH,
        HOSTILE_ARTICLE,
        HOSTILE_HYPOTHESES,
        HOSTILE_REFERENCE,
        reference_path="references/</script>.txt",
        found_by="content",
    )
    for i in range(5):
        b.bead([i], [i], chrf=90.0 - i, percentile=None)
    b.bead([], [5])
    b.bead([5], [6], chrf=99.0, percentile=None)
    b.bead([6], [])
    b.find(
        "number-mismatch",
        Severity.CRITICAL,
        f"{SCRIPT} 5 ≠ 7 {CDATA_END} [bold]no[/bold] {ESCAPE}",
        [0],
        [0],
        [("article", 0, "5"), ("hypothesis", 0, "5"), ("reference", 0, "7")],
        {'<b onclick="x">': f"{SCRIPT}{CDATA_END}\x00", "article_value": 5},
        why=f"“{SCRIPT}” stands there. {CDATA_END}",
    )
    b.find(
        "hidden-text",
        Severity.MAJOR,
        f"Hidden {RLO}text\u202c and {EMOJI}.",
        [2],
        [2],
        [("article", 2, f"{RLO}مقلوبة\u202c"), ("hypothesis", 2, f"{RLO}Inverted\u202c")],
    )
    b.find(
        "typography",
        Severity.MINOR,
        "Control characters \x07 in the text.\nSecond line of the message.",
        [3],
        [],
        [("article", 3, "\x07\x0b\x0c\x85\u2028")],
        suppressed=True,
        reason=f'{SCRIPT} by "ops"',
    )
    b.find(
        "omission", Severity.MAJOR, "=cmd|' /C calc'!A0", [], [5], [("reference", 5, HOSTILE_REFERENCE[0][5])], after=4
    )
    b.find("addition", Severity.MAJOR, "`--> ` | pipes | and @everyone #1", [6], [], [("article", 6, "-->")])
    return b.audit(Provenance(None, None, (f"Agency {SCRIPT}",)))
