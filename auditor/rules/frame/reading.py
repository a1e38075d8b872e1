"""A bead as the rules read it: the words of its sides, which of them answer each other, and what denies. Each is read
once, when a rule first asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from auditor.facts import negation
from auditor.facts.fact import Fact
from auditor.facts.names.match import Reading
from auditor.facts.words import arabic, english, links
from auditor.records import Hypothesis, ScoredBead, Segment, Side, Span
from auditor.rules.frame.letters import run_together
from auditor.scoring.bead_view import BeadView
from auditor.scoring.encoder_scores import EncoderScores

Denials = tuple[tuple[int, Fact], ...]
"""The words of a side that deny or may deny, each with its position among the side's words."""


@dataclass(frozen=True)
class BeadReading:
    """A bead of Arabic and English. Without `slots`, so that what was read can be kept."""

    view: BeadView
    """The bead with all its scores."""
    position: int
    """Its place among the beads of the article."""
    readable: bool
    """The engine writes English that single words may be judged by."""

    @cached_property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        """The back-translation, one for each article sentence; empty where it may accuse nobody: without one, from an
        engine that writes poor English, and where it is known to be broken and has no end."""
        if not self.readable or (not self.view.reliable and self._endless):
            return ()
        return self.view.hypotheses

    @property
    def _endless(self) -> bool:
        return len(english.words(self.view.text("hypothesis"))) > links.LONGEST

    @property
    def witness(self) -> bool:
        """Its back-translation bears witness: there is one, and nothing is known to be wrong with it."""
        return bool(self.hypotheses) and self.reliable

    @cached_property
    def _seen(self) -> BeadView:
        return replace(self.view, hypotheses=self.hypotheses)

    @property
    def scored(self) -> ScoredBead:
        """The bead as aligned, with its scores."""
        return self.view.scored

    @property
    def weighed(self) -> EncoderScores:
        """What the sentence encoder says of it."""
        return self.view.weighed

    @property
    def article(self) -> tuple[Segment, ...]:
        """The sentences of the article."""
        return self.view.article

    @property
    def reference(self) -> tuple[Segment, ...]:
        """The sentences of the reference."""
        return self.view.reference

    @property
    def paired(self) -> bool:
        """Both sides hold a sentence."""
        return self.view.paired

    @property
    def reliable(self) -> bool:
        """No hypothesis that may bear witness is known to be broken."""
        return self._seen.reliable

    def text(self, side: Side) -> str:
        """The sentences of one side, joined by a space."""
        return self._seen.text(side)

    def side(self, side: Side) -> tuple[Segment | Hypothesis, ...]:
        """The sentences of one side; each has `.text`."""
        return self._seen.side(side)

    def span(self, side: Side, position: int, start: int, end: int) -> Span:
        """A span in the `position`-th sentence of a side."""
        return self._seen.span(side, position, start, end)

    def joined_span(self, side: Side, start: int, end: int) -> tuple[Span, ...]:
        """The span of `text(side)[start:end]` in the sentence that it starts in, cut at that sentence's end."""
        return self._seen.joined_span(side, start, end)

    @cached_property
    def reference_words(self) -> tuple[english.Word, ...]:
        """The words of the reference side."""
        return tuple(english.words(self.text("reference")))

    @cached_property
    def article_words(self) -> tuple[arabic.Word, ...]:
        """The Arabic words of the article side."""
        return tuple(arabic.words(self.text("article")))

    @cached_property
    def hypothesis_words(self) -> tuple[english.Word, ...]:
        """The words of the back-translation; none where it bears no witness."""
        return tuple(english.words(self.text("hypothesis"))) if self.witness else ()

    @cached_property
    def names(self) -> Reading:
        """The sides as names are matched; a broken back-translation spells a name all the same."""
        latin, said = (tuple(english.words(self.text(side))) for side in ("article", "hypothesis"))
        return Reading(self.article_words, latin, said, self.reference_words)

    @cached_property
    def too_long(self) -> bool:
        """A side has more words than a sentence has: comparing word by word would cost too much."""
        sides = (self.reference_words, self.article_words, self.hypothesis_words)
        return max(map(len, sides)) > links.LONGEST

    @cached_property
    def run_together(self) -> bool:
        """Words of the article stand without spaces: what is no word has no counterpart, and a short denial may be hidden
        in any of them."""
        return any(run_together(s.text) for s in self.article)

    @cached_property
    def to_article(self) -> links.Links:
        """From the words of the reference to those of the article."""
        return links.to_arabic(self.reference_words, self.article_words)

    @cached_property
    def to_hypothesis(self) -> links.Links | None:
        """From the words of the reference to those of the back-translation; None where it bears no witness, or says too
        little of what the reference says."""
        if not links.same_matter(self.reference_words, self.hypothesis_words):
            return None
        return links.to_english(self.reference_words, self.hypothesis_words)

    @cached_property
    def reference_denials(self) -> Denials:
        """What denies in the reference."""
        return _denials(self.reference_words, self.text("reference"), "en")

    @cached_property
    def article_denials(self) -> Denials:
        """What denies in the article."""
        return _denials(self.article_words, self.text("article"), "ar")

    @cached_property
    def hypothesis_denials(self) -> Denials:
        """What denies in the back-translation; nothing where it bears no witness."""
        return _denials(self.hypothesis_words, self.text("hypothesis") if self.witness else "", "en")


def _denials(words: Sequence[english.Word] | Sequence[arabic.Word], text: str, lang: str) -> Denials:
    at = {start: i for i, start in enumerate(w.start for w in words)}
    return tuple((at[fact.start], fact) for fact in negation.extract(text, lang))
