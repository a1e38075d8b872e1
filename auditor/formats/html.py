"""The report as one page that an editor reads: self-contained, no network, whole without scripts.

Everything that comes from an article passes Jinja's autoescape; characters that would act on the page (controls,
bidirectional overrides) are shown by name. A content security policy in the page lets nothing load and no script run
but its own.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from auditor.formats import _charts as charts
from auditor.formats import _corrections as corrections
from auditor.formats import _location as location
from auditor.formats import _phrasing as words
from auditor.formats import _rows as view
from auditor.records import Audit, Finding, Report, Rule, Severity, Side, Span

TEMPLATES = files("auditor").joinpath("data", "templates")
SIDE_NAMES: dict[Side, str] = {"article": "Article", "hypothesis": "Back-translation", "reference": "Reference"}
LONGEST_EVIDENCE = 160
"""Code points; longer evidence is the sentence itself, which stands above the card."""
_SENTENCES = {"nearest": "nearest sentence", "same_as": "same as sentence"}
"""Details that are the index of a sentence."""


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as shown; `number` counts the findings of the page from 1."""

    number: int
    address: str
    """Its id, which is its fragment: stable, and one of a kind on the page."""
    finding: Finding
    accepted_as: dict[str, str]
    """The entry of a baseline that accepts it, less who, when and why."""
    as_text: str
    """For the translator."""
    evidence: tuple[tuple[str, str, str, Markup], ...]
    """(name of the side, lang, dir, words)."""
    details: tuple[tuple[str, str], ...]
    """(name, value) of what the rule compared."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the reading view."""

    row: view.Row
    article: Markup
    hypothesis: Markup
    reference: Markup
    problem: str | None
    """Why the back-translation cannot be trusted."""
    opens_paragraph: bool
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One article of the page."""

    number: int
    audit: Audit
    verdict: str
    lines: tuple[Line, ...]
    loose: tuple[Card, ...]
    """Findings about no sentence."""
    article_dir: str
    reference_lang: str
    reference_dir: str

    @property
    def rows(self) -> tuple[view.Row, ...]:
        """The rows without what is drawn around them."""
        return tuple(line.row for line in self.lines)

    @property
    def cards(self) -> tuple[Card, ...]:
        """Its findings as they are shown, from the top."""
        return (*self.loose, *(c for line in self.lines for c in line.cards))

    def first_of(self, rule: str) -> str:
        """Address of the first finding of a rule that counts."""
        return next(c.address for c in self.cards if c.finding.rule == rule and not c.finding.suppressed)


def render(report: Report) -> str:
    """The page as text, to be stored as UTF-8."""
    script = TEMPLATES.joinpath("report.js").read_text("utf-8")
    pages = tuple(_pages(report))
    cards = [c for p in pages for c in (*(c for line in p.lines for c in line.cards), *p.loose)]
    rules = sorted({c.finding.rule for c in cards})
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    text = (
        environment()
        .get_template("report.html")
        .render(
            report=report,
            pages=pages,
            cards=cards,
            rules=rules,
            rough=bool(pages) and all(words.rough(p.audit) for p in pages),
            rule_help=_rule_help,
            rule_summary={r: _rule_summary(r, report.rules) for r in rules},
            severities=sorted(Severity, reverse=True),
            style=Markup(TEMPLATES.joinpath("report.css").read_text("utf-8")),
            script=Markup(script),
            script_hash=f"sha256-{digest}",
        )
    )
    return text.rstrip() + "\n"


@cache
def environment() -> Environment:
    """Fills in every page, also the form and the index of a folder: autoescaped; a name that is not given is an error."""
    made = Environment(
        loader=PackageLoader("auditor", "data/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Whatever is printed without being markup loses what HTML cannot hold or a reader cannot see.
        finalize=lambda value: view.visible(value) if type(value) is str else value,
    )
    made.filters["prose"] = _prose
    made.filters["ordinal"] = words.ordinal
    made.globals.update(view=view, words=words, charts=charts, Severity=Severity)
    return made


def _pages(report: Report) -> Iterator[Page]:
    number = 0
    addresses = {id(f): name for f, name in location.identified(report.audits)}
    for at, audit in enumerate(report.audits, 1):
        numbers = {id(f): number + i for i, f in enumerate(audit.findings, 1)}
        number += len(audit.findings)
        rows = view.rows(audit)
        placed = {id(f) for row in rows for f in row.findings}
        loose = tuple(_card(audit, f, numbers, addresses) for f in audit.findings if id(f) not in placed)
        reference_lang = audit.reference.document.lang if audit.reference else "en"
        yield Page(
            at,
            audit,
            words.verdict(audit),
            tuple(_lines(audit, rows, numbers, addresses)),
            loose,
            view.direction(audit.article.lang),
            reference_lang,
            view.direction(reference_lang),
        )


def _lines(
    audit: Audit, rows: Sequence[view.Row], numbers: dict[int, int], addresses: dict[int, str]
) -> Iterator[Line]:
    marks = view.marks_by_sentence(audit.findings)
    paragraph = -1

    def cell(side: Side, sentences: Sequence[tuple[int, str]]) -> Markup:
        return Markup(" ").join(_sentence(text, marks.get((side, i), ()), numbers) for i, text in sentences)

    for row in rows:
        hypotheses = [h for s in row.article if (h := audit.hypotheses[s.index]) is not None]
        before, paragraph = paragraph, row.article[-1].paragraph if row.article else paragraph
        yield Line(
            row,
            cell("article", [(s.index, s.text) for s in row.article]),
            cell("hypothesis", [(h.segment.index, h.text) for h in hypotheses]),
            cell("reference", [(s.index, s.text) for s in row.reference]),
            next((h.translation.problem for h in hypotheses if h.translation.problem), None),
            bool(row.article) and row.article[0].paragraph != before,
            tuple(_card(audit, f, numbers, addresses) for f in row.findings),
        )


def _sentence(text: str, marks: Sequence[tuple[Span, Finding]], numbers: dict[int, int]) -> Markup:
    """A sentence with its marked runs; each names the findings that mark it."""
    if not marks:
        return _shown(text)
    return Markup("").join(
        Markup('<mark class="{}" data-f="{}">{}</mark>').format(
            run.severity.label, " ".join(str(numbers[id(f)]) for f in run.findings), _shown(run.text)
        )
        if run.severity is not None
        else _shown(run.text)
        for run in view.runs(text, marks)
    )


def _card(audit: Audit, finding: Finding, numbers: dict[int, int], addresses: dict[int, str]) -> Card:
    reference_lang = audit.reference.document.lang if audit.reference else "en"
    langs = {"article": audit.article.lang, "hypothesis": reference_lang, "reference": reference_lang}
    evidence = tuple(
        (SIDE_NAMES[span.side], langs[span.side], view.direction(langs[span.side]), _shown(span.text))
        for span in finding.evidence.spans
        if span.text.strip() and len(span.text) <= LONGEST_EVIDENCE and not _whole(audit, span)
    )
    entry = {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "article": location.relative(audit.article.path),
        "message": view.visible(finding.message),
    }
    as_text = corrections.as_text(audit, finding)
    details = tuple(_detail(key, value) for key, value in finding.evidence.details.items())
    return Card(numbers[id(finding)], addresses[id(finding)], finding, entry, as_text, evidence, details)


def _detail(key: str, value: object) -> tuple[str, str]:
    """A detail as a reader counts and calls it: sentences from one, as in the prose beside it, and no hypothesis."""
    if key in _SENTENCES and isinstance(value, int):
        return _SENTENCES[key], str(value + 1)
    name = "back-translation" if key == "hypothesis" else key.replace("_", " ")
    return name, "–" if value is None else str(value)


def _whole(audit: Audit, span: Span) -> bool:
    """Whether a span is its whole sentence, which stands above the card already."""
    if span.side == "reference":
        return len(span.text) == len(audit.reference_segments[span.segment].text)
    hypothesis = audit.hypotheses[span.segment]
    sentence = audit.segments[span.segment].text if span.side == "article" else hypothesis.text if hypothesis else ""
    return len(span.text) == len(sentence)


def _shown(text: str) -> Markup:
    """Escaped text in which hidden and active characters are badges."""
    parts = [
        escape(piece) if name is None else Markup('<span class="hidden-char" title="{}">{}</span>').format(name, piece)
        for piece, name in view.pieces(text)
    ]
    return parts[0] if len(parts) == 1 else Markup("").join(parts)


def _prose(text: str) -> Markup:
    """English prose in which every right-to-left run is isolated."""
    at, parts = 0, []
    for match in view.RTL_RUN.finditer(text):
        parts.append(_shown(text[at : match.start()]))
        parts.append(Markup('<bdi lang="ar" dir="rtl">{}</bdi>').format(_shown(match[0])))
        at = match.end()
    return Markup("").join([*parts, _shown(text[at:])])


def _rule_summary(rule: str, rules: Sequence[Rule]) -> Markup:
    """What the rule looks for: its one line where the report has it, else the first paragraph of its page."""
    line = next((r.summary for r in rules if r.id == rule), "")
    _, _, section = words.rule_page(rule).partition("\n## ")
    paragraph = section.partition("\n\n")[2].partition("\n\n")[0]
    return _prose(line) if line else Markup(_markdown().renderInline(paragraph))


@cache
def _rule_help(rule: str) -> Markup:
    """The whole page; each cell of its tables runs in the direction of its own text."""
    markdown = _markdown()
    tokens = markdown.parse(words.rule_page(rule).partition("\n")[2])
    for token in tokens:
        if token.type == "td_open":
            token.attrSet("dir", "auto")
    return Markup(markdown.renderer.render(tokens, markdown.options, {}))


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")
