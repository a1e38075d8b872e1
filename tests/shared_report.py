"""One hand-built report that every format renders: all rules, all kinds of bead, provenance, and hostile text.

Three articles: an ordinary one, a hostile one, and one that has no reference. All text was written for these tests.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from auditor.records import (
    ArticleScores,
    Audit,
    Bead,
    Document,
    EngineInfo,
    Evidence,
    Failure,
    Finding,
    Hypothesis,
    Provenance,
    ReferenceMatch,
    Report,
    ScoredBead,
    Scores,
    Segment,
    Severity,
    Side,
    Span,
    Translation,
)

SIGNATURES = {
    "bleu": "nrefs:1|case:mixed|eff:yes|tok:13a|smooth:exp|version:2.6.0",
    "chrf": "nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0",
    "chrf++": "nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|version:2.6.0",
    "ter": "nrefs:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:2.6.0",
}
ENGINE = EngineInfo("ar-en-mini", "0123456789abcdef0123456789abcdef01234567", "ctranslate2", 4, "ar-en-mini-int8-beam4")

SCRIPT = "<script>alert('x')</script>"
CDATA_END = "]]>"
RLO = "\u202e"
EMOJI = "👩‍👩‍👧‍👦🇪🇬"
ESCAPE = "\x1b[31m"
HOSTILE_PATH = "articles/<img src=x onerror=alert(1)> \"&' ]]> ::error::%0A|`.txt"

PORT_ARTICLE = (
    (
        "أغلقت السلطات ميناء الإسكندرية 12 ساعة بسبب العاصفة.",
        "وقال المتحدث سامي حداد إن الأضرار محدودة.",
        "ولم تقع إصابات.",
    ),
    (
        "وأضاف أن الملاحة ستعود يوم الخميس.",
        "وتوقعت الأرصاد أن ترتفع سرعة الرياح، وأن تصل الأمواج إلى ثلاثة أمتار.",
        "وطالب سكان الحي القديم بتعويضات عاجلة.",
        "وقالت مهندسة الميناء ليلى منصور: «نحن مستعدون».",
    ),
    (
        "ووصل وزير النقل كريم الشامي إلى الميناء ظهراً.",
        "وكان الميناء قد أُغلق مرتين هذا العام.",
        "وأكدت الشركة أن the cranes were not damaged خلال العاصفة.",
        "وتعمل الفرق تعمل الفرق على إزالة الرمال.",
        "وتبلغ كلفة الإصلاح ٤٠ ألف دولار ..",
    ),
    (
        "ويبقى الصيادون في بيوتهم حتى إشعار آخر.",
        "وفاز الفريق بالكأس للمرة الثالثة.",
        f"ودعت البلدية {RLO}المواطنين\u202c إلى الحذر.",
        "ورحب التجار بالقرار، رغم تأخر شحناتهم، وطالبوا بخطة واضحة.",
        "وستجتمع اللجنة مجدداً الأسبوع المقبل.",
    ),
    ("ساهمت رويترز في هذا المقال.", "تُرجم هذا المقال بمساعدة الذكاء الاصطناعي وراجعه أحد المحررين."),
)
PORT_HYPOTHESES = (
    "Authorities closed the port of Alexandria for 12 hours because of the storm.",
    "Spokesman Sami Haddad said the damage was limited.",
    "No injuries occurred.",
    "He added that shipping would return on Thursday.",
    "Forecasters expected the wind speed to rise and the waves to reach three metres.",
    "Residents of the old quarter demanded urgent compensation.",
    "The port's engineer, Layla Mansour, said: “We are ready”.",
    "Transport Minister Karim al-Shami arrived at the port at noon.",
    "The port had been closed twice this year.",
    "The company confirmed that the cranes were not damaged during the storm.",
    "Crews are working, crews are working to remove the sand.",
    "The repair costs 40 thousand dollars.",
    "The fishermen stay in their houses until further notice.",
    "The team won the cup for the third time.",
    "The municipality called on citizens to be careful.",
    "Traders welcomed the decision, welcomed the decision, welcomed the decision",
    "The committee will meet again next week.",
    None,
    None,
)
PORT_REFERENCE = (
    (
        "Authorities closed the port of Alexandria for 21 hours because of the storm.",
        "Spokesman Sami Haddad said damage was limited but there were injuries.",
        "Two ferries had been due to leave for Cyprus that evening.",
    ),
    (
        "He added that shipping would resume on Tuesday.",
        "Forecasters expected the wind to drop.",
        "Waves could reach three metres.",
        "The port engineer, Layla Mansour, said: “We are ready for anything”, and praised her crews.",
    ),
    (
        "The port had already been closed twice this year.",
        "Transport Minister Karim al-Masri arrived at the port at noon.",
        "The company said the cranes were not damaged in the storm.",
        "Crews are working to clear the sand.",
        "Repairs will cost $40,000.",
    ),
    (
        "Fishermen blamed the city for ignoring their warnings.",
        "The harbour museum stays open.",
        "The municipality urged people to be careful.",
        "Traders welcomed the decision and asked for a clear plan.",
        "The committee will meet again next week.",
    ),
)

HOSTILE_ARTICLE = (
    (
        f"قال الموقع {SCRIPT} إن العدد 5.",
        f"نص فيه {CDATA_END} و\"علامات\" و'أخرى' و`هذه` | وتلك & <b>عريض</b>.",
        f"كلمات {RLO}مقلوبة\u202c وأسرة {EMOJI} هنا.",
        f"أحرف تحكم \x07\x0b\x0c\x85\u2028 و{ESCAPE}أحمر\x1b[0m هنا.",
        '=HYPERLINK("x") ثم {{ 7*7 }} ثم {% raw %} ثم [bold]نص[/bold] ثم ::error::100%.',
    ),
    ("كلمة" + "طويلة" * 60 + " بلا مسافات.", "-->"),
)
HOSTILE_HYPOTHESES = (
    f"The site {SCRIPT} said the number is 5.",
    f"A text with {CDATA_END} and \"marks\" and 'others' and `these` | and those & <b>bold</b>.",
    f"{RLO}Inverted\u202c words and a family {EMOJI} here.",
    f"Control characters \x07\x0b\x0c\x85\u2028 and {ESCAPE}red\x1b[0m here.",
    '=HYPERLINK("x") then {{ 7*7 }} then {% raw %} then [bold]text[/bold] then ::error::100%.',
    "A" + "long" * 60 + " word without spaces.",
    "-->",
)
HOSTILE_REFERENCE = (
    (
        f"The site {SCRIPT} said the number is 7.",
        f"A text with {CDATA_END} and \"marks\" and 'others' and `these` | and those & </td></pre><b>bold</b>.",
        f"Inverted words and a family {EMOJI} here.",
        f"Control characters \x07\x0b\x0c\x85\u2028 and {ESCAPE}red\x1b[0m here.",
        '=HYPERLINK("x") then {{ 7*7 }} then {% raw %} then [bold]text[/bold] then ::error::100%.',
        f"<!-- {CDATA_END} --> </style></script><svg onload=alert(2)>",
    ),
    ("A" + "long" * 60 + " word without spaces.",),
)


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
        why="“12” stands in the Arabic itself, and the back-translation has “12” too: both speak against it.",
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


def unreferenced_audit() -> Audit:
    """An article without a reference: no bead, no score, one finding about the article alone."""
    b = Builder("articles/alone.txt", (("هذا خبر قصير  جداً.",),), ("This is a very short item.",), ())
    b.find("typography", Severity.MINOR, "Two spaces in a row.", [0], [], [("article", 0, "  ")])
    return b.audit(Provenance(machine_translated=False))


@dataclass
class Builder:
    """Puts an `Audit` together from sentences, so that every offset, line and column is true."""

    path: str
    paragraphs: Sequence[Sequence[str]]
    hypothesis_texts: Sequence[str | None]
    reference_paragraphs: Sequence[Sequence[str]]
    reference_path: str | None = None
    found_by: str = "name"
    disclosure: Sequence[int] = ()
    problems: dict[int, str] = field(default_factory=dict)
    beads: list[ScoredBead] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.document, self.segments = _lay_out(self.path, "ar", self.paragraphs, self.disclosure)
        self.reference, self.reference_segments = _lay_out(
            self.reference_path or "", "en", self.reference_paragraphs, ()
        )
        self.hypotheses = tuple(
            None if t is None else Hypothesis(s, Translation(t, -0.4, (), self.problems.get(s.index)))
            for s, t in zip(self.segments, self.hypothesis_texts, strict=True)
        )

    def bead(
        self,
        article: Sequence[int],
        reference: Sequence[int],
        *,
        chrf: float | None = None,
        percentile: float | None = None,
        moved: bool = False,
        best_partner: int | None = None,
        best_similarity: float | None = None,
    ) -> None:
        """Add a bead; its other scores follow from `chrf`."""
        scores = None
        if chrf is not None:
            cosine = 0.95 + chrf / 200
            scores = Scores(max(0.0, 1.2 * chrf - 30), chrf, 0.97 * chrf, max(0.0, 110 - 1.1 * chrf), cosine)
        similarity = None if chrf is None else chrf / 100
        bead = Bead(tuple(article), tuple(reference), similarity, 1.5, moved, best_partner, best_similarity)
        self.beads.append(ScoredBead(bead, scores, percentile))

    def find(
        self,
        rule: str,
        severity: Severity,
        message: str,
        article: Sequence[int],
        reference: Sequence[int],
        spans: Sequence[tuple[Side, int, str]] = (),
        details: dict[str, str | int | float | bool | None] | None = None,
        *,
        after: int | None = None,
        suppressed: bool = False,
        reason: str | None = None,
        why: str = "",
    ) -> None:
        """Add a finding; spans are (side, sentence, words in it), `after` is the sentence an omission follows."""
        made = tuple(self._span(*s) for s in spans)
        marked = [s for s in made if s.side == "article"]
        if marked:
            base = self.segments[marked[0].segment].start
            start, end = base + marked[0].start, base + marked[0].end
        elif article:
            start, end = self.segments[article[0]].start, self.segments[article[-1]].end
        else:
            start = end = self.segments[after].end if after is not None else 0
        line, column = _position(self.document.text, start)
        end_line, end_column = _position(self.document.text, end)
        words = "\x1f".join([self.path, rule, message, *(s.text for s in made)])
        digest = hashlib.sha256(words.encode()).hexdigest()[:32]
        self.findings.append(
            Finding(
                rule,
                severity,
                message,
                tuple(article),
                tuple(reference),
                line,
                column,
                end_line,
                end_column,
                Evidence(made, details or {}),
                digest,
                suppressed,
                reason,
                why,
            )
        )

    def audit(
        self, provenance: Provenance | None = None, quantiles: dict[str, tuple[float, ...]] | None = None
    ) -> Audit:
        """The finished record."""
        chrf = [b.scores.chrf for b in self.beads if b.scores]
        scores = None
        if chrf:
            mean = sum(chrf) / len(chrf)
            values = {
                "bleu": max(0.0, 1.2 * mean - 30),
                "chrf": mean,
                "chrf++": 0.97 * mean,
                "ter": max(0.0, 110 - 1.1 * mean),
            }
            confidence = {k: (max(0.0, v - 5.5), v + 5.0) for k, v in values.items()} if len(chrf) > 5 else {}
            scores = ArticleScores(values["bleu"], mean, values["chrf++"], values["ter"], SIGNATURES, confidence)
        match = ReferenceMatch(self.reference, self.found_by) if self.reference_path else None  # type: ignore[arg-type]
        return Audit(
            self.document,
            match,
            provenance or Provenance(),
            self.segments,
            self.hypotheses,
            self.reference_segments,
            tuple(self.beads),
            scores,
            tuple(self.findings),
            quantiles or {},
        )

    def _span(self, side: Side, segment: int, words: str) -> Span:
        sides = {"article": self.segments, "hypothesis": self.hypotheses, "reference": self.reference_segments}
        text = sides[side][segment].text  # type: ignore[index]
        start = text.index(words)
        return Span(side, segment, start, start + len(words), words)


def _lay_out(
    path: str, lang: str, paragraphs: Sequence[Sequence[str]], disclosure: Sequence[int]
) -> tuple[Document, tuple[Segment, ...]]:
    """A document of one line a paragraph, and its located sentences."""
    text = "\n".join(" ".join(sentences) for sentences in paragraphs) + ("\n" if paragraphs else "")
    segments: list[Segment] = []
    offset = 0
    for paragraph, sentences in enumerate(paragraphs):
        for sentence in sentences:
            line, column = _position(text, offset)
            kind = "disclosure" if len(segments) in disclosure else "content"
            end = offset + len(sentence)
            segments.append(Segment(len(segments), sentence, offset, end, line, column, paragraph, kind))
            offset = end + 1
    return Document(path, lang, text), tuple(segments)


def _position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1; only `\\n` ends a line."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


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
