"""The records of an audit, in the order they come to be.

All are frozen; sequences are tuples. A record points back at what it was made from, nothing points forward and nothing
is filled in later: where a stage adds something, it makes a new record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

Side = Literal["article", "hypothesis", "reference"]


class Severity(IntEnum):
    """How much a finding matters, in MQM's words; the value is MQM's penalty weight."""

    NEUTRAL = 0
    MINOR = 1
    MAJOR = 5
    CRITICAL = 25

    @property
    def label(self) -> str:
        """The lower-case word used on the command line and in every report."""
        return self.name.lower()


def told(path: str) -> str:
    """A path as people are told it: `-` is standard input."""
    return "standard input" if path == "-" else path


READABLE = 45.0
"""Median chrF of clean text from which an engine's English can be read, about the level of opus-mt-mul-en."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A translation unit of a bilingual file."""

    id: str
    """As the file names it, on one line; `#12` where it does not."""
    article_markup: tuple[str, ...] = ()
    """Inline tags and placeholders of the Arabic, in order: `<b>`, `%s`. They are in no text of the audit."""
    reference_markup: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An article or a reference as read. Every offset of the audit counts code points of `text`, unnormalised."""

    path: str
    """As the user named it; `-` for standard input."""
    lang: str
    """ISO 639-1 code the text is taken to be in."""
    text: str
    """The visible text. For .html, .md and .docx this is what a reader sees, not the markup."""
    encoding: str = "utf-8"
    source_lines: tuple[int, ...] | None = None
    """Line of the file for each line of `text` (from 1), where the two differ; None where they are the same."""
    units: tuple[Unit, ...] = ()
    """Of a bilingual file, those that are audited, the same in the article and in its reference; else empty."""
    unit_of_line: tuple[int, ...] | None = None
    """Of a bilingual file: for each line of `text` the index of its unit."""
    left_out: tuple[tuple[str, int], ...] = ()
    """Of a bilingual file: how many units are not audited, by reason (`without a target`, `fuzzy`, …)."""

    @property
    def name(self) -> str:
        """The path as people are told it."""
        return told(self.path)

    @property
    def line_word(self) -> Literal["line", "paragraph"]:
        """What `Segment.line` counts: a Word document has no lines, only paragraphs."""
        return "paragraph" if self.path.lower().endswith(".docx") else "line"


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence of a document: `document.text[start:end] == text`."""

    index: int
    text: str
    start: int
    end: int
    line: int
    """Line in the file, from 1."""
    column: int
    """Column in the line of the visible text, in code points, from 1."""
    paragraph: int = 0
    """Index of the paragraph (the input line) the sentence stands in; sentences never span paragraphs."""
    kind: Literal["content", "disclosure"] = "content"
    unit: int | None = None
    """Index into the document's `units`; None outside bilingual files."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an article says of how it was made. None: it does not say."""

    machine_translated: bool | None = None
    human_reviewed: bool | None = None
    credits: tuple[str, ...] = ()
    """Agencies and authors named in the closing lines or the byline, in English where known (`Reuters`)."""


@dataclass(frozen=True, slots=True)
class Translation:
    """What an engine made of one sentence."""

    text: str
    log_probability: float | None = None
    """Mean natural-log probability a target piece, ≤ 0, higher is better; None where the engine does not say."""
    alternatives: tuple[str, ...] = ()
    """Further hypotheses of the beam, best first, without `text` itself."""
    problem: str | None = None
    """Why the text cannot be trusted (`loop`, `dropped text`, `empty`, `unlikely`, `contradiction`), in a few words; None
    where nothing is known."""


@dataclass(frozen=True, slots=True)
class TokenScores:
    """Forced decoding of a given English sentence: natural-log probability of each piece, end of sentence included."""

    pieces: tuple[str, ...]
    log_probabilities: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """The English back-translation of one article segment."""

    segment: Segment
    translation: Translation

    @property
    def text(self) -> str:
        """The English text."""
        return self.translation.text


@dataclass(frozen=True, slots=True)
class Bead:
    """An aligned group: indexes of article segments and of reference segments; one side may be empty, not both."""

    article: tuple[int, ...]
    reference: tuple[int, ...]
    similarity: float | None = None
    """Similarity of the two sides as the aligner saw it, 0–1, higher is closer; None where a side is empty."""
    margin: float | None = None
    """How much worse the whole alignment gets without this bead, in the aligner's units; higher is surer."""
    moved: bool = False
    """The two sides say the same but stand in different places."""
    best_partner: int | None = None
    """For a bead with an empty side: the index on the other side that came nearest."""
    best_similarity: float | None = None
    """The similarity of that partner, 0–1."""

    @property
    def kind(self) -> str:
        """Sizes of the two sides, article first: `1-1`, `2-1`, `0-1` (omission), `1-0` (addition)."""
        return f"{len(self.article)}-{len(self.reference)}"


@dataclass(frozen=True, slots=True)
class Scores:
    """sacrebleu scores of one bead. BLEU, chrF and chrF++: 0–100, higher is better; TER: from 0, lower is better."""

    bleu: float
    chrf: float
    chrf_pp: float
    ter: float
    cosine: float | None = None
    """Cosine of article and reference sentence vectors of the bundled encoder: clean news about 0.9, unrelated
    sentences about 0.77, higher is closer. None where the encoder does not know one of the languages."""


@dataclass(frozen=True, slots=True)
class ScoredBead:
    """A bead with its scores; None, never 0, where there is nothing to score."""

    bead: Bead
    scores: Scores | None
    percentile: float | None = None
    """Share of clean sentences of this engine that score lower, 0–100; None without a calibration."""


@dataclass(frozen=True, slots=True)
class ArticleScores:
    """Corpus-level scores over the paired beads of an article. What was left out of the article does not show here."""

    bleu: float
    chrf: float
    chrf_pp: float
    ter: float
    signatures: Mapping[str, str]
    """sacrebleu signature for each of `bleu`, `chrf`, `chrf++`, `ter`."""
    confidence: Mapping[str, tuple[float, float]]
    """95 % bootstrap interval (low, high) for each; empty where there are too few beads."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text that bears on a finding: `text == sentence[start:end]` of the given side's sentence."""

    side: Side
    segment: int
    """Index into the article's segments (sides `article` and `hypothesis`) or the reference's segments."""
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a finding rests on: the words on each side, and the values they were read as."""

    spans: tuple[Span, ...] = ()
    details: Mapping[str, str | int | float | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked for."""

    id: str
    severity: Severity
    """The default; settings may change it."""
    mqm: str
    """The MQM error type it suggests, e.g. `accuracy/omission`."""
    summary: str
    """One line."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worth a reader's look."""

    rule: str
    severity: Severity
    message: str
    article: tuple[int, ...]
    """Indexes into the article's segments; empty for an omission."""
    reference: tuple[int, ...]
    """Indexes into the reference's segments; empty for an addition or an Arabic-side check."""
    line: int
    column: int
    end_line: int
    end_column: int
    """Place in the article, from 1, end exclusive. An omission stands at the end of the sentence before it."""
    evidence: Evidence
    fingerprint: str
    """Hex digest of rule, normalised sentences and evidence: the same while the words are the same, wherever they stand."""
    suppressed: bool = False
    """Accepted in the baseline: shown, but does not count."""
    reason: str | None = None
    """Why it was accepted."""
    why: str = ""
    """What speaks for it, in one or two plain sentences; empty where the message says all there is."""


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """Which engine made the hypotheses."""

    name: str
    revision: str
    runtime: str
    beam: int | None
    calibration: str | None
    """Name of the calibration that thresholds and percentiles come from; None: none fits, defaults were used."""


@dataclass(frozen=True, slots=True)
class ReferenceMatch:
    """The reference of an article and how it was found."""

    document: Document
    found_by: Literal["option", "name", "content", "units"]
    """`units`: article and reference are the two sides of a bilingual file."""


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything concluded about one article."""

    article: Document
    reference: ReferenceMatch | None
    provenance: Provenance
    segments: tuple[Segment, ...]
    hypotheses: tuple[Hypothesis | None, ...]
    """One for each segment; None for disclosure, which is not translated, and where nothing was translated."""
    reference_segments: tuple[Segment, ...]
    beads: tuple[ScoredBead, ...]
    scores: ArticleScores | None
    """None where no bead is paired."""
    findings: tuple[Finding, ...]
    """In reading order of the article."""
    clean_quantiles: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """For drawing: 101 quantiles (0–100 %) of `chrf` and of `cosine` on clean text of this engine; empty without."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be audited."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one run concluded: the one owner of counts and of the exit code."""

    version: str
    """Version of auditor."""
    engine: EngineInfo
    audits: tuple[Audit, ...]
    failures: tuple[Failure, ...] = ()
    fail_on: Severity | None = Severity.MAJOR
    """The least severity that fails the run; None: never."""
    rules: tuple[Rule, ...] = ()
    """The rules that ran, for the formats that explain them; empty where nobody said."""

    def counts(self) -> dict[Severity, int]:
        """Findings that count (not suppressed) of each severity, most severe first."""
        live = [f.severity for a in self.audits for f in a.findings if not f.suppressed]
        return {s: live.count(s) for s in sorted(Severity, reverse=True)}

    @property
    def exit_code(self) -> int:
        """0: nothing at or above `fail_on`; 1: something is; 2: an article could not be audited."""
        if self.failures:
            return 2
        if self.fail_on is None:
            return 0
        return int(any(n for s, n in self.counts().items() if s >= self.fail_on))
