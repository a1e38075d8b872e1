"""One hand-built report that every format renders: all rules, all kinds of bead, provenance, and hostile text.

Three articles: an ordinary one, a hostile one, and one that has no reference. All text was written for these tests.
"""

from __future__ import annotations

from dataclasses import replace

from hostile_report import hostile_audit
from report_builder import Builder
from report_texts import (
    PORT_ARTICLE,
    PORT_HYPOTHESES,
    PORT_REFERENCE,
    RLO,
)

from auditor.records import (
    Audit,
    EngineInfo,
    Failure,
    Provenance,
    Report,
    Severity,
)

ENGINE = EngineInfo("ar-en-mini", "0123456789abcdef0123456789abcdef01234567", "ctranslate2", 4, "ar-en-mini-int8-beam4")


def make_report(
    *, failures: tuple[Failure, ...] = (), fail_on: Severity | None = Severity.MAJOR, hostile: bool = True
) -> Report:
    """The report; with the default arguments its exit code is 1. Without `hostile`: the ordinary article alone."""
    audits = (port_audit(), hostile_audit(), unreferenced_audit()) if hostile else (port_audit(),)
    return Report("0.1.0", ENGINE, audits, failures, fail_on)


def make_clean_report() -> Report:
    """One article of two sentences without a finding; exit code 0; an engine without calibration."""
    builder = Builder(
        "clean.txt",
        (("اجتمع المجلس يوم الأحد.", "وأقر الخطة."),),
        ("The council met on Sunday.", "It approved the plan."),
        (("The council met on Sunday.", "It approved the plan."),),
        reference_path="references/clean.txt",
    )
    builder.bead([0], [0], chrf=100.0, percentile=None)
    builder.bead([1], [1], chrf=100.0, percentile=None)
    return Report("0.1.0", EngineInfo("recorded", "", "recorded", None, None), (builder.audit(),))


def clean_quantiles() -> dict[str, tuple[float, ...]]:
    """A plausible calibration: chrF from 20 to 98, margin-normalised cosine from 1.05 to 1.45."""
    return {
        "chrf": tuple(20 + 78 * (i / 100) ** 0.7 for i in range(101)),
        "cosine": tuple(1.05 + 0.4 * (i / 100) ** 0.8 for i in range(101)),
    }


def port_audit() -> Audit:
    """The ordinary article: every rule but those of the hostile one, every kind of bead."""
    b = Builder(
        "articles/port.txt",
        PORT_ARTICLE,
        PORT_HYPOTHESES,
        PORT_REFERENCE,
        reference_path="references/port.txt",
        disclosure=(17, 18),
        problems={15: "loop"},
    )
    b.bead([0], [0], chrf=94.1, percentile=93.0)
    b.bead([1, 2], [1], chrf=61.7, percentile=41.2)
    b.bead([], [2], best_partner=2, best_similarity=0.21)
    b.bead([3], [3], chrf=70.2, percentile=58.0)
    b.bead([4], [4, 5], chrf=55.3, percentile=30.5)
    b.bead([5], [], best_partner=6, best_similarity=0.18)
    b.bead([6], [6], chrf=52.0, percentile=25.0)
    b.bead([7], [8], chrf=86.0, percentile=84.0)
    b.bead([8], [7], chrf=88.8, percentile=88.0, moved=True)
    b.bead([9], [9], chrf=77.7, percentile=70.0)
    b.bead([10], [10], chrf=66.0, percentile=52.0)
    b.bead([11], [11], chrf=38.0, percentile=9.0)
    b.bead([12], [12], chrf=19.0, percentile=0.0)
    b.bead([13], [13], chrf=11.0, percentile=0.0)
    b.bead([14], [14], chrf=64.0, percentile=47.0)
    b.bead([15], [15], chrf=44.0, percentile=15.0)
    b.bead([16], [16], chrf=100.0, percentile=100.0)
    port_findings(b)
    return b.audit(
        Provenance(machine_translated=True, human_reviewed=True, credits=("Reuters",)), quantiles=clean_quantiles()
    )


def port_findings(b: Builder) -> None:
    """One finding of each rule, in reading order."""
    s = Severity
    b.find(
        "number-mismatch",
        s.CRITICAL,
        "The article says 12 where the reference says 21.",
        [0],
        [0],
        [("article", 0, "12"), ("hypothesis", 0, "12"), ("reference", 0, "21")],
        {"article_value": 12, "reference_value": 21, "unit": "hours"},
        why="The Arabic has “12”, and its back-translation “12”: two witnesses against the reference.",
    )
    b.find(
        "negation-mismatch",
        s.CRITICAL,
        "The article denies what the reference states.",
        [1, 2],
        [1],
        [("article", 2, "لم"), ("hypothesis", 2, "No"), ("reference", 1, "there were injuries")],
    )
    b.find(
        "omission",
        s.MAJOR,
        "The article leaves out a sentence of the reference.",
        [],
        [2],
        [("reference", 2, PORT_REFERENCE[0][2])],
        {"best_similarity": 0.21},
        after=2,
    )
    b.find(
        "date-mismatch",
        s.MAJOR,
        "The article says Thursday where the reference says Tuesday.",
        [3],
        [3],
        [("article", 3, "الخميس"), ("hypothesis", 3, "Thursday"), ("reference", 3, "Tuesday")],
    )
    b.find(
        "opposite-meaning",
        s.CRITICAL,
        "“ترتفع” (rise) against “drop”.",
        [4],
        [4, 5],
        [("article", 4, "ترتفع"), ("hypothesis", 4, "rise"), ("reference", 4, "drop")],
    )
    b.find(
        "addition",
        s.MAJOR,
        "The reference has no such sentence.",
        [5],
        [],
        [("article", 5, PORT_ARTICLE[1][2])],
        {"best_similarity": 0.18},
    )
    b.find(
        "partial-omission",
        s.MAJOR,
        "A clause of the reference is missing: “and praised her crews”.",
        [6],
        [6],
        [("reference", 6, "and praised her crews")],
    )
    b.find(
        "quote-mismatch",
        s.MINOR,
        "The quoted words differ.",
        [6],
        [6],
        [("article", 6, "نحن مستعدون"), ("reference", 6, "We are ready for anything")],
    )
    b.find(
        "name-mismatch",
        s.MAJOR,
        "“الشامي” (al-Shami) is not in the reference, which has “al-Masri”.",
        [7],
        [8],
        [("article", 7, "الشامي"), ("hypothesis", 7, "al-Shami"), ("reference", 8, "al-Masri")],
    )
    b.find("moved", s.NEUTRAL, "The same sentence stands elsewhere in the reference.", [8], [7])
    b.find(
        "untranslated",
        s.MAJOR,
        "A run of English was left in the article.",
        [9],
        [9],
        [("article", 9, "the cranes were not damaged")],
        suppressed=True,
        reason="Company motto, kept on purpose",
    )
    b.find(
        "repetition",
        s.MINOR,
        "“تعمل الفرق” is said twice over.",
        [10],
        [10],
        [("article", 10, "تعمل الفرق تعمل الفرق")],
    )
    b.find(
        "typography",
        s.MINOR,
        "A doubled full stop after a space.",
        [11],
        [],
        [("article", 11, " ..")],
        {"found": " .."},
    )
    b.find(
        "divergent-meaning",
        s.MAJOR,
        "Scores lower than clean text of this engine.",
        [12],
        [12],
        (),
        {"chrf": 19.0, "threshold": 27.5, "false_alarm_rate": 0.01, "calibrated": True, "note": None},
    )
    b.find("unrelated", s.CRITICAL, "The two sentences have nothing in common.", [13], [13])
    b.find(
        "hidden-text",
        s.MAJOR,
        "A right-to-left override (U+202E) changes what is read.",
        [14],
        [14],
        [("article", 14, f"{RLO}المواطنين\u202c")],
        {"code_point": "U+202E"},
    )
    b.find(
        "partial-addition",
        s.MAJOR,
        "A clause is not in the reference: “رغم تأخر شحناتهم”.",
        [15],
        [15],
        [("article", 15, "رغم تأخر شحناتهم")],
    )
    b.find(
        "unreliable-back-translation",
        s.NEUTRAL,
        "The engine looped: no verdict on this sentence.",
        [15],
        [15],
        [("hypothesis", 15, "welcomed the decision, welcomed the decision")],
        {"problem": "loop"},
    )
    b.find(
        "disclosure",
        s.NEUTRAL,
        "The article says it was machine-translated and reviewed; it credits Reuters.",
        [17, 18],
        [],
    )


def unreferenced_audit() -> Audit:
    """An article without a reference: no bead, no score, one finding about the article alone."""
    b = Builder("articles/alone.txt", (("هذا خبر قصير  جداً.",),), ("This is a very short item.",), ())
    b.find("typography", Severity.MINOR, "Two spaces in a row.", [0], [], [("article", 0, "  ")])
    return b.audit(Provenance(machine_translated=False))


def long_report() -> Report:
    """Ten thousand sentences with a finding in every tenth."""
    n = 10_000
    reference = (tuple(f"Sentence number {i} of a long text." for i in range(n)),)
    article = (tuple(f"الجملة رقم {i} من نص طويل." for i in range(n)),)
    builder = Builder("long.txt", article, reference[0], reference, reference_path="r.txt")
    pattern = make_report(hostile=False).audits[0].findings[0]
    evidence = replace(pattern.evidence, spans=())
    for i in range(n):
        builder.bead([i], [i], chrf=float(i % 100), percentile=float(i % 100))
        if i % 10 == 0:
            builder.findings.append(replace(pattern, article=(i,), reference=(i,), evidence=evidence))
    return Report("0", make_report().engine, (builder.audit(Provenance(), clean_quantiles()),))
