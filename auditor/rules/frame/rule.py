"""How a rule is declared, and what its checks yield."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from auditor import records
from auditor.records import Severity, Side, Span
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.scoring.bead_view import BeadView

MISTRANSLATION = "accuracy/mistranslation"
"""The MQM error type of most rules."""

Level = Literal["article", "note", "sentence", "clause", "word", "score"]
"""What a rule judges, which decides what gives way to what (see `precedence`).

article: the Arabic by itself, or what it says of itself. note: a pair of sentences, without accusing anybody. sentence,
clause, word: that much of a pair. score: a pair of which nothing more precise is known."""

Languages = tuple[str | None, str | None]
"""ISO 639-1 codes of article and reference that a rule can read; None: any."""
ANY: Languages = (None, None)
ARABIC: Languages = ("ar", None)
ARABIC_ENGLISH: Languages = ("ar", "en")

Value = str | int | float | bool | None


_SHOWN = 80
"""Characters of a quotation that a message shows."""


def shortened(text: str) -> str:
    """A quotation as a message shows it."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check yields: something worth a look. The runner makes a finding of it."""

    message: str
    """No sentence of its own: without a full stop."""
    spans: tuple[Span, ...] = ()
    """The words that accuse, each side's."""
    details: Mapping[str, Value] = field(default_factory=dict)
    """The values that the words were read as."""
    shown: tuple[Span, ...] = ()
    """Words marked only to show where something would stand; they accuse nobody."""
    bead: BeadView | None = None
    """What it speaks of, where its check goes through the article; None: the bead that the check was asked about."""
    whole: bool = False
    """It speaks of the article as a whole."""
    severity: Severity | None = None
    """Where this one weighs otherwise than its rule."""
    refutable: bool = True
    """The encoder may refute it, where its rule lets it (see `Rule.refuted_at`)."""
    least: float | None = None
    """Words alone do not bear it out: what the contrast must reach (see `scoring.contrast`), in log-odds. None: they do."""
    variants: tuple[str, ...] = ()
    """What the contrast weighs: the reference of the bead rewritten, in one way or several; none: there is nothing to
    ask."""
    plain: bool = False
    """Words alone suggest it plainly. Where no contrast can be asked, plain ones stand and no others; of those that are not,
    a rule reports one for each bead."""
    contrast: float | None = None
    """What the contrast reached; filled in by the runner."""

    @property
    def marked(self) -> tuple[Span, ...]:
        """All words that a report marks."""
        return (*self.spans, *self.shown)

    def words(self, side: Side) -> str:
        """The words marked on one side, shortened; empty where none are."""
        return shortened(" … ".join(s.text for s in self.marked if s.side == side))

    def overlaps(self, other: Hit, side: Side) -> bool:
        """Both mark the same words of a side, or some of them."""
        mine, theirs = ([s for s in hit.marked if s.side == side] for hit in (self, other))
        return any(m.segment == t.segment and m.start < t.end and t.start < m.end for m in mine for t in theirs)

    def number(self, name: str) -> float | None:
        """A detail that is a number; None where there is none."""
        value = self.details.get(name)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None


BeadCheck = Callable[[BeadReading, Context], Iterator[Hit]]
ArticleCheck = Callable[[Context], Iterator[Hit]]


def silent(hit: Hit) -> str:
    """For a rule whose messages say all there is."""
    return ""


@dataclass(frozen=True, slots=True)
class Rule(records.Rule):
    """What is looked for and how."""

    level: Level
    checks: tuple[BeadCheck, ...] = ()
    """Asked about every bead; of clauses, words and scores only about those with two sides."""
    article_checks: tuple[ArticleCheck, ...] = ()
    """Asked once; each of their hits names its bead."""
    languages: Languages = ANY
    by_words: bool = False
    """It compares word by word: not asked about beads that are no sentence any more."""
    needs_spaces: bool = False
    """Not asked where words of the article run together."""
    refuted_at: float | None = None
    """Where no back-translation bears witness, the encoder is asked instead: a hit gives way where every word that it
    marks in the reference is surely said in the article, its log-likelihood ratio (see `word_support`) at or below this.
    None: it has no say."""
    why: Callable[[Hit], str] = silent
    """Why one hit was made, in one or two plain sentences, from what it holds; empty where its message says all."""

    def reads(self, article: str, reference: str) -> bool:
        """Whether the rule knows these two languages."""
        return self.languages[0] in (None, article) and self.languages[1] in (None, reference)

    def concerns(self, bead: BeadReading) -> bool:
        """Whether the rule is to be asked about a bead."""
        if self.level in ("clause", "word", "score") and not bead.paired:
            return False
        return not (self.by_words and bead.too_long) and not (self.needs_spaces and bead.run_together)
