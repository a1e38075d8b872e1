"""The report as a person reads it in a terminal: a summary, then each finding with its sentences under each other.

Why a finding was made mostly repeats these sentences in other words, so that only the page says it; what the rules look
for is pointed to once.

The text is always coloured (`click.echo` strips that where no terminal reads it; NO_COLOR leaves only bold), so what
differs is also bracketed ⟦like this⟧. Nothing is drawn beside right-to-left text, since terminals disagree on which
way such a line runs; each line of it is one bidirectional isolate, which keeps its full stop at its end. Whatever in
an article could act on the terminal (escapes, overrides) is shown by its name instead.
"""

from __future__ import annotations

import io
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from auditor.formats import _location as location
from auditor.formats import _phrasing as words
from auditor.formats import _rows as view
from auditor.plurals import plural
from auditor.records import Audit, Finding, Report, Severity, Side, Span, told

STYLES = {
    Severity.CRITICAL: "bold red",
    Severity.MAJOR: "bold yellow",
    Severity.MINOR: "bold cyan",
    Severity.NEUTRAL: "bold blue",
}
LABELS: dict[Side, str] = {"article": "article", "hypothesis": "back-translation", "reference": "reference"}
INDENT = "  "
LABEL_WIDTH = max(len(label) for label in LABELS.values()) + 2


def render(report: Report) -> str:
    """The whole report, coloured, as wide as the terminal (between 40 and 120 columns; 100 where there is none)."""
    width = min(120, max(40, shutil.get_terminal_size((100, 24)).columns))
    output = io.StringIO()
    console = Console(file=output, width=width, force_terminal=True, highlight=False, emoji=False, markup=False)
    lines = list(_lines(report, console))
    # One blank line at most between blocks, none at the ends.
    for line, before in zip(lines, [Text(), *lines]):
        if line.plain or before.plain:
            console.print(line, soft_wrap=True, end="\n")
    return output.getvalue().rstrip("\n") + "\n"


def _lines(report: Report, console: Console) -> Iterator[Text]:
    """Of one article the verdict comes first, of a batch last, where a long report ends on the screen."""
    seen: Counter[str] = Counter()
    batch = len(report.audits) + len(report.failures) > 1
    if not batch:
        yield from _summary(report, console)
    for audit in report.audits:
        if batch and not audit.findings:
            yield _brief(audit)
        else:
            yield Text()
            yield from _article(report, audit, console, seen)
            yield Text()
    yield from _where_explained(report, console)
    if batch:
        yield from _summary(report, console)


def _summary(report: Report, console: Console) -> Iterator[Text]:
    """The verdict, the engine it rests on, and what could not be audited, between blank lines."""
    yield Text()
    yield from _wrapped(_headline(report), console)
    yield from _wrapped(Text(_engine_words(report), "dim"), console)
    yield Text()
    for failure in report.failures:
        line = Text.assemble(("not audited ", "bold red"), (_path(failure.path), "bold"), ": ", _safe(failure.message))
        yield from _wrapped(line, console)
    yield Text()


def _where_explained(report: Report, console: Console) -> Iterator[Text]:
    """How to learn more of the rule of the gravest finding, and so of every rule, between blank lines; nothing where no
    finding needs it."""
    open_ = tuple(f for a in report.audits for f in a.findings if not (f.suppressed or _says_all(f)))
    if open_:
        rule = words.by_rule(open_)[0][0]
        line = f"What a rule looks for and how sure it is: for example audit --explain {_safe(rule)}"
        yield Text()
        yield from _wrapped(Text(line, "dim"), console)
        yield Text()


def _headline(report: Report) -> Text:
    """The verdict in words, with the counts it rests on."""
    counts = report.counts()
    articles = plural(len(report.audits), "article")
    accepted = sum(f.suppressed for a in report.audits for f in a.findings)
    word, style = {
        0: ("passed", "bold green"),
        1: ("failed", "bold red"),
        2: ("incomplete", "bold red"),
    }[report.exit_code]
    alone = words.uncompared(report)
    line = Text.assemble((word, style), f" · {articles}", (f" · {alone}" if alone else "", "bold"), *_counted(counts))
    if accepted:
        line.append(f" · {accepted} accepted", "dim")
    if report.failures:
        line.append(f" · {len(report.failures)} could not be audited", "bold red")
    if report.exit_code == 1 and report.fail_on is not None:
        line.append(f" · fails at {report.fail_on.label}" + ("" if report.fail_on == max(Severity) else " or worse"))
    return line


def _counted(counts: dict[Severity, int]) -> Iterator[str | tuple[str, str]]:
    if not any(counts.values()):
        yield " · no findings"
    for severity, n in counts.items():
        if n:
            yield " · "
            yield (f"{n} {severity.label}", STYLES[severity])


def _engine_words(report: Report) -> str:
    engine = report.engine
    parts = [engine.runtime] + ([f"beam {engine.beam}"] if engine.beam else [])
    if engine.revision:
        parts.append(engine.revision[:12])
    how = "compared by sentence vectors of" if engine.runtime == "encoder" else "back-translated by"
    words = f"{how} {engine.name} ({', '.join(parts)})"
    words += f", calibration {engine.calibration}" if engine.calibration else ", no calibration"
    return _safe(f"auditor {report.version}: {words}")


def _brief(audit: Audit) -> Text:
    """The one line of an article without findings in a batch; as long as its path makes it."""
    line = Text.assemble(("✓ ", "bold green"), (_path(audit.article.path), "bold"), *_counted(view.counts(audit)))
    if audit.reference is None:
        line.append(" · without a reference", "dim")
    if audit.scores is not None:
        line.append(f" · chrF {audit.scores.chrf:.1f}", "dim")
    if units := words.left_out(audit):
        line.append(f" · {units}", "dim")
    return line


def _article(report: Report, audit: Audit, console: Console, seen: Counter[str]) -> Iterator[Text]:
    """One article: its heading, what is known of it, its findings, whose ids count on from those `seen` before."""
    mark = ("✗ ", "bold red") if words.fails(report, audit) else ("✓ ", "bold green")
    heading = Text.assemble(mark, (_path(audit.article.path), "bold"))
    if audit.article.units and audit.reference is not None:
        heading.append(" unit by unit", "dim")
    elif audit.reference is not None:
        found_by = "given" if audit.reference.found_by == "option" else f"by {audit.reference.found_by}"
        heading.append(f" against {_path(audit.reference.document.path)} ({found_by})", "dim")
    else:
        heading.append(" without a reference", "dim")
    heading.append_text(Text.assemble(*_counted(view.counts(audit))))
    yield from _wrapped(heading, console)
    for fact in _facts(audit):
        yield from _wrapped(Text(INDENT + _safe(fact), "dim"), console, INDENT)
    for finding, name in location.identified([audit], seen):
        yield Text()
        yield from _finding(audit, finding, name, console)


def _facts(audit: Audit) -> Iterator[str]:
    """Scores, what no score shows, and provenance."""
    if audit.scores is not None:
        scores = audit.scores
        line = f"chrF {scores.chrf:.1f}, chrF++ {scores.chrf_pp:.1f}, BLEU {scores.bleu:.1f}, TER {scores.ter:.1f}"
        yield line
        if (standing := words.standing(audit)) is not None:
            yield standing
        if (rough := words.rough(audit)) is not None:
            yield rough
    if audit.reference is not None:
        omissions, additions = view.unpaired(audit)
        covered, total = view.coverage(audit)
        line = f"{covered} of {plural(total, 'reference sentence')} covered"
        yield line + f"; unpaired, not scored: {omissions} in the reference, {additions} in the article"
    yield words.left_out(audit) or words.provenance_words(audit)
    if audit.reference is not None and not words.grave(audit):
        yield words.verdict(audit) + "."


def _finding(audit: Audit, finding: Finding, name: str, console: Console) -> Iterator[Text]:
    """Severity, rule, place and id; the message; the sentences of the three sides."""
    accepted = finding.suppressed
    style = "dim" if accepted else STYLES[finding.severity]
    place = f"{words.place(audit, finding)} · #{name}"
    heading = Text.assemble(INDENT, (finding.severity.label, style), " ", (finding.rule, "bold"), (f"  {place}", "dim"))
    if accepted:
        heading.append(f"  accepted: {_safe(finding.reason or 'no reason given')}", "dim")
    yield from _wrapped(heading, console, INDENT)
    yield from _wrapped(Text(INDENT + _isolated(_safe(finding.message))), console, INDENT)
    if not accepted and not _says_all(finding):
        for side in view.SIDES:
            yield from _side(audit, finding, side, console)


def _says_all(finding: Finding) -> bool:
    """Its message is all there is to say: a disclosure says of itself what its lines say."""
    return finding.rule == "disclosure" and finding.severity == Severity.NEUTRAL


def _side(audit: Audit, finding: Finding, side: Side, console: Console) -> Iterator[Text]:
    """The sentences of one side, marked, behind a label on the first line."""
    marked = view.marks_by_sentence([finding])
    sentences = [
        _marked(text, marked.get((side, index), ()), STYLES[finding.severity])
        for index, text in _sentences(audit, finding, side)
    ]
    if not sentences:
        return
    label = Text(f"{INDENT}{LABELS[side]:<{LABEL_WIDTH}}", "dim")
    rtl = bool(view.RTL_RUN.search("".join(s.plain for s in sentences)))
    narrow = console.width < 60
    room = console.width - (2 * len(INDENT) if narrow else len(label)) - 1
    body = Text(" ").join(sentences).wrap(console, room, no_wrap=False)
    if narrow:
        yield label
    for n, line in enumerate(body):
        line.rstrip()
        lead = Text(INDENT * 2) if narrow else label if n == 0 else Text(" " * len(label))
        yield Text.assemble(lead, "\u2067", line, "\u2069") if rtl else Text.assemble(lead, line)


def _sentences(audit: Audit, finding: Finding, side: Side) -> Iterator[tuple[int, str]]:
    """(index, text) of each sentence of a side that a finding is about."""
    if side == "reference":
        yield from ((i, audit.reference_segments[i].text) for i in finding.reference)
    elif side == "article":
        yield from ((i, audit.segments[i].text) for i in finding.article)
    else:
        for i in finding.article:
            hypothesis = audit.hypotheses[i]
            if hypothesis is not None:
                yield i, hypothesis.text


def _marked(text: str, marks: Iterable[tuple[Span, Finding]], style: str) -> Text:
    """The sentence with its marked runs bracketed and coloured; a sentence marked from end to end is left bare."""
    pieces = view.runs(text, tuple(marks))
    line = Text()
    for run in pieces:
        if run.severity is None or len(pieces) == 1:
            line.append(_safe(run.text))
        else:
            line.append(f"⟦{_safe(run.text)}⟧", style)
    return line


def _wrapped(text: Text, console: Console, indent: str = "") -> Iterator[Text]:
    """Lines no wider than the console; further lines are indented."""
    first, *rest = text.wrap(console, console.width - 1 - len(indent) - len(INDENT)) or [Text()]
    first.rstrip()
    yield first
    for line in rest:
        line.rstrip()
        yield Text(indent + INDENT) + line


def _safe(text: str) -> str:
    """Text that cannot act on the terminal, on one line."""
    return view.visible(text.replace("\r\n", "\n").replace("\n", " ").replace("\t", " "))


def _path(path: str) -> str:
    return _isolated(_safe(told(path)))


def _isolated(text: str) -> str:
    """Left-to-right text whose right-to-left runs reorder nothing but themselves."""
    return view.RTL_RUN.sub("\u2067\\g<0>\u2069", text)
