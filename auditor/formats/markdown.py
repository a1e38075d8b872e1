"""Markdown for a comment on a pull request, that fits.

GitHub refuses a comment of more than 65,536 characters: the worst findings come in first, what does not fit is counted.
All that comes from the texts stands inside HTML blocks, escaped: Markdown has no way to say in which direction a cell
runs, and HTML has one way to escape instead of Markdown's many. Names that would call people or link issues (`@…`,
`#…`) are broken by a zero-width space. The first line lets a bot find its comment again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from auditor.formats._blocks import cut, text
from auditor.formats._phrasing import fails, left_out, place, tally, uncompared
from auditor.formats._rows import MarkedRun, counts, coverage, direction, marks_by_sentence, runs
from auditor.plurals import plural
from auditor.records import Audit, Finding, Report, Severity, Side

LIMIT = 65_000
"""Characters; GitHub's limit less what a workflow may add."""

MARKER = "<!-- auditor report -->"

_OVERVIEW_LIMIT = 20_000
"""Characters for the table of articles, at most."""

_ICONS = {Severity.CRITICAL: "🟥", Severity.MAJOR: "🟧", Severity.MINOR: "🟨", Severity.NEUTRAL: "⬜"}

_VERDICTS = {0: "passes", 1: "fails", 2: "no verdict: something could not be audited"}


@dataclass(frozen=True, slots=True)
class _Block:
    """One finding, written, and where it belongs."""

    audit: int
    order: int
    finding: Finding
    text: str


def render(report: Report) -> str:
    """The comment: the verdict, a table of the articles, and the findings of each, folded away."""
    head = _head(report)
    blocks = [
        _Block(a, o, f, _finding(audit, f))
        for a, audit in enumerate(report.audits)
        for o, f in enumerate(audit.findings)
    ]
    # Each article that shows a finding also needs its frame.
    frames = [len(_article(report, a, [])) for a in range(len(report.audits))]
    room = LIMIT - len(head) - 200
    shown: list[_Block] = []
    framed: set[int] = set()
    for block in sorted(blocks, key=_first):
        cost = len(block.text) + 1 + (0 if block.audit in framed else frames[block.audit])
        if cost <= room:
            room -= cost
            shown.append(block)
            framed.add(block.audit)
    by_audit: dict[int, list[_Block]] = {}
    for block in sorted(shown, key=lambda b: (b.audit, b.order)):
        by_audit.setdefault(block.audit, []).append(block)
    parts = [head, *(_article(report, a, of) for a, of in by_audit.items())]
    if hidden := len(blocks) - len(shown):
        parts.append(f"{plural(hidden, 'further finding')} did not fit here; the full report has them.\n")
    return "\n".join(parts)


def _first(block: _Block) -> tuple[bool, int, float, int, int]:
    """What is worth most room: what is not accepted, the worst, the surest."""
    finding = block.finding
    return finding.suppressed, -finding.severity, -finding.certainty, block.audit, block.order


def _head(report: Report) -> str:
    """Marker, verdict and the table of the articles."""
    found = tally(report.counts()) or "no findings"
    alone = f", {words}" if (words := uncompared(report)) else ""
    lines = [MARKER, "", f"## auditor: {_VERDICTS[report.exit_code]}{alone} ({found})", ""]
    header = ("", "Article", *(s.label for s in sorted(Severity, reverse=True)), "accepted", "chrF", "covered")
    lines += ["<table>", "<tr>" + "".join(f"<th>{h}</th>" for h in header) + "</tr>"]
    written = sum(map(len, lines))
    entries = [
        f'<tr><td>⛔</td><td><code>{text(f.path)}</code></td><td colspan="7">{text(f.message)}</td></tr>'
        for f in report.failures
    ]
    entries += [_overview(report, audit) for audit in report.audits]
    for number, entry in enumerate(entries):
        written += len(entry) + 1
        if written > _OVERVIEW_LIMIT:
            left = len(entries) - number
            lines.append(f"<tr><td></td><td>and {plural(left, 'further article')}</td></tr>")
            break
        lines.append(entry)
    return "\n".join([*lines, "</table>", ""])


def _overview(report: Report, audit: Audit) -> str:
    """The row of an article."""
    covered, sentences = coverage(audit)
    numbers = counts(audit)
    cells = (
        "❌" if fails(report, audit) else "✅",
        f"<code>{text(audit.article.name)}</code>",
        *(str(n) if n else "" for n in numbers.values()),
        str(sum(f.suppressed for f in audit.findings) or ""),
        f"{audit.scores.chrf:.1f}" if audit.scores else "",
        f"{covered}/{sentences}" if sentences else "",
    )
    return "<tr>" + "".join(f"<td>{c}</td>" for c in cells) + "</tr>"


def _article(report: Report, number: int, blocks: Iterable[_Block]) -> str:
    """The findings of one article, folded; open where there is only one article."""
    audit = report.audits[number]
    opened = " open" if len(report.audits) == 1 else ""
    found = tally(counts(audit)) or "nothing that counts"
    lines = [f"<details{opened}><summary><code>{text(audit.article.name)}</code>: {found}{_units(audit)}</summary>"]
    lines += [b.text for b in blocks]
    return "\n".join([*lines, "</details>", ""])


def _units(audit: Audit) -> str:
    units = left_out(audit)
    return f" ({units})" if units else ""


def _finding(audit: Audit, finding: Finding) -> str:
    """One finding: what and where, and the sentences of the three sides with the words marked."""
    label = f"{_ICONS[finding.severity]} <strong>{finding.severity.label}</strong> <code>{finding.rule}</code>"
    accepted = ""
    if finding.suppressed:
        label = f"<s>{label}</s>"
        accepted = f"<br>accepted: {text(finding.reason or 'in the baseline')}"
    lines = [
        f'<p dir="ltr">{label} {text(place(audit, finding))}: {text(finding.message)}{accepted}'
        f"<br><sub>fingerprint <code>{finding.fingerprint}</code></sub></p>"
    ]
    cells = list(_sides(audit, finding))
    if cells:
        lines += ["<table>", *cells, "</table>"]
    return "\n".join(lines)


def _sides(audit: Audit, finding: Finding) -> Iterator[str]:
    """A table row for each side that says something."""
    reference_lang = audit.reference.document.lang if audit.reference else "en"
    hypotheses = [(i, audit.hypotheses[i]) for i in finding.article]
    texts: dict[Side, list[tuple[int, str]]] = {
        "article": [(i, audit.segments[i].text) for i in finding.article],
        "hypothesis": [(i, h.text) for i, h in hypotheses if h is not None],
        "reference": [(i, audit.reference_segments[i].text) for i in finding.reference],
    }
    names: dict[Side, str] = {"article": "article", "hypothesis": "back-translation", "reference": "reference"}
    langs: dict[Side, str] = {"article": audit.article.lang, "hypothesis": reference_lang, "reference": reference_lang}
    marks = marks_by_sentence([finding])
    for side, sentences in texts.items():
        if sentences:
            marked = " ".join(_marked(runs(text, marks.get((side, i), []))) for i, text in sentences)
            lang = langs[side]
            yield f'<tr><th>{names[side]}</th><td dir="{direction(lang)}" lang="{text(lang)}">{marked}</td></tr>'


def _marked(pieces: tuple[MarkedRun, ...], most: int = 40) -> str:
    """A sentence with its marked words strong; long unmarked stretches are cut in their middle."""
    written = []
    for piece in pieces[:most]:
        if piece.findings:
            written.append(f"<strong>{text(cut(piece.text, 400))}</strong>")
        else:
            written.append(text(cut(piece.text, 240), strip=False))
    return "".join(written) + ("…" if len(pieces) > most else "")
