"""What was found, where, and by which rule."""

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


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text that bears on a finding: `text == sentence[start:end]` of the given side's sentence."""

    side: Side
    """Whose sentence it is of: `article`, `reference`, or `hypothesis`, the back-translation."""
    segment: int
    """Index into the article's segments (sides `article` and `hypothesis`) or the reference's segments."""
    start: int
    """Offset in the sentence, in code points, from 0."""
    end: int
    """The same of its end, exclusive."""
    text: str
    """The words themselves."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a finding rests on: the words on each side, and the values they were read as."""

    spans: tuple[Span, ...] = ()
    """The words on each side; empty where the sentences as a whole are meant."""
    details: Mapping[str, str | int | float | bool | None] = field(default_factory=dict)
    """What the rule read or measured, by name; each rule has its own."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked for."""

    id: str
    """As settings name it: `number-mismatch`."""
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
    """Id of its rule."""
    severity: Severity
    """As severe as settings, else the finding itself, else its rule says."""
    message: str
    """What differs, in a sentence without a full stop."""
    article: tuple[int, ...]
    """Indexes into the article's segments; empty for an omission."""
    reference: tuple[int, ...]
    """Indexes into the reference's segments; empty for an addition or an Arabic-side check."""
    line: int
    """Line of the file in which it begins, from 1; in a Word document the paragraph."""
    column: int
    """Column in that line of the visible text, in code points, from 1."""
    end_line: int
    """Line in which it ends."""
    end_column: int
    """Column after the last one. An omission stands at the end of the sentence before it."""
    evidence: Evidence
    """What it rests on."""
    fingerprint: str
    """Hex digest of rule, normalised sentences and evidence: the same while the words are the same, wherever they stand."""
    suppressed: bool = False
    """Accepted in the baseline: shown, but does not count."""
    reason: str | None = None
    """Why it was accepted."""
    why: str = ""
    """What speaks for it, in one or two plain sentences; empty where the message says all there is."""
    certainty: float = 1.0
    """The chance that it is right, 0–1, as far as can be told (see `rules.frame.certainty`)."""
