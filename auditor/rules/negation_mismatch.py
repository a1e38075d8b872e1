"""One side denies what the other states."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from auditor.facts import negation as facts
from auditor.facts import opposites, variants
from auditor.facts.fact import Fact
from auditor.facts.names.names import spells_name
from auditor.facts.words import arabic, english, lexicon, links
from auditor.facts.words.lists import word_list
from auditor.records import Severity, Side
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading, Denials
from auditor.rules.frame.rule import ARABIC_ENGLISH, MISTRANSLATION, Hit, Rule, Value
from auditor.wordlists.patterns import Pattern

_NEAR = 9.0
"""Words between where a negation is expected and where it may stand."""
_FAR = 100.0
"""Cost of a denial in another part of the sentence."""
_NEAR_WEAK = 5.0
"""The same for a word that only may stand for a negation."""
_AROUND = 3
"""Words on either side of where a denial is expected, among which the likeliest to be denied is marked: in the Arabic of
74 lost denials that is the very verb in 36, the word expected in 22."""
_JOINED_NO = Pattern(r"[وفبل]?(?:ال)?لا")
"""A denial written together with its adjective: اللاإنساني."""
_MEANT = 0.1
"""Weight from which an Arabic word is the translation of an adjective."""
_BEFORE = 4
"""Words between a denial and the adjective that it denies."""
_IMPERFECT = Pattern(r"[وف]?س?[يتن]\w{2}")
_SURE, _BLIND, _UNSURE, _PREFIX = 0.0, 2.0, 3.0, 6.0
"""What the contrast must reach. Where a denial has no answer: beside a back-translation that bears witness (all 14 changed
in recorded Wikinews reach 0.6), and without one, where the encoder must speak for it (of 19 denials changed in NTREX news
all reach 2.1; of ten wrong ones in two machine translations one does). Where there are only more of them on one side. For a
prefix (unfair), which Arabic says in a word of its own as often as not."""

Words = Sequence[english.Word] | Sequence[arabic.Word]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Side:
    """A side of the bead: its words, and its cues with the position of each among them."""

    words: Words
    cues: Denials

    @property
    def sure(self) -> int:
        """Words that deny by grammar."""
        return sum(cue.certainty == 1.0 for _, cue in self.cues)

    @property
    def strong(self) -> int:
        """Words that deny, if not always what follows."""
        return sum(cue.certainty >= 0.6 for _, cue in self.cues)

    def open(self, linked: Collection[int]) -> int:
        """Words that may deny what the other side denies: those that only may stand for a denial do not where they
        translate a word of their own, at a `linked` position."""
        return sum(cue.certainty > 0.4 or at not in linked for at, cue in self.cues)


def negation(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """A plain suspicion for the first denial of one side that has no counterpart near its place in the other; where
    there is none, unsure ones wherever one side has more words of denial than another.

    The Arabic and, where it can be trusted, its back-translation must both lack what the reference denies (or have what
    it does not); a weaker word near the place (refuse, fail, un-) is taken for a denial in another wording.
    """
    reference = _Side(bead.reference_words, bead.reference_denials)
    article = _Side(bead.article_words, bead.article_denials)
    to_article = bead.to_article
    to_reference = to_article.turned()
    lacking = [c for c in _alone(reference, article, to_article) if c.certainty == 1.0]
    spare = [
        c
        for c in _alone(article, reference, to_reference, lenient=True)
        if not spells_name(c.text, bead.reference_words)
    ]
    if (to_hypothesis := bead.to_hypothesis) is not None:
        hypothesis = _Side(bead.hypothesis_words, bead.hypothesis_denials)
        lacking = [c for c in lacking if c in _alone(reference, hypothesis, to_hypothesis)]
        echoed = any(c.certainty == 1.0 for c in _alone(hypothesis, reference, to_hypothesis.turned(), lenient=True))
        spare = spare if echoed else []
    else:
        spare = [c for c in spare if c.certainty == 1.0]
    if lacking:
        place = _place(lacking[0], reference, article, to_article)
        yield _suspicion(bead, "reference", lacking[0], place, _sure(bead), plain=True)
    elif spare:
        place = _place(spare[0], article, reference, to_reference)
        yield _suspicion(bead, "article", spare[0], place, _sure(bead), plain=True)
    elif bare := _bare(bead, reference, article):
        yield _suspicion(bead, "reference", bare, None, _SURE, plain=True)
    else:
        yield from _unsure(bead, reference, article, to_article)


def _bare(bead: BeadReading, reference: _Side, article: _Side) -> Fact | None:
    """An adjective that denies by its prefix (unconditional), of which the Arabic has what is denied and no word of denial
    before it: مشروط without غير."""
    if bead.witness:
        return None
    for at, cue in reference.cues:
        word = bead.reference_words[at].norm
        base = (
            None if opposites.poles(word) else facts.denied_adjective(word)
        )  # what has an opposite is left to its rule
        if base is None or any(w.norm == base for w in bead.reference_words):
            continue
        there = {k: w for k, w in enumerate(bead.article_words) if lexicon.weight(base, w.norm) >= _MEANT}
        denied = any(0 <= k - i <= _BEFORE for i, _ in article.cues for k in there)
        if there and not denied and not any(_JOINED_NO.match(w.norm) for w in there.values()):
            return cue
    return None


def _sure(bead: BeadReading) -> float:
    return _SURE if bead.witness else _BLIND


def _unsure(bead: BeadReading, reference: _Side, article: _Side, to_article: links.Links) -> Iterator[Hit]:
    """Denials by number alone: one side has more words for them than the other, or surely denies more often than the
    other may in words that translate nothing else."""
    ours, theirs = {at for at, _ in reference.cues}, {at for at, _ in article.cues}
    # A word of denial that translates another one is no less a denial for that: rather, لا.
    pairs = [(i, j) for i, j in to_article.pairs if i not in ours or j not in theirs]
    linked = {i for i, _ in pairs}, {j for _, j in pairs}
    if reference.strong > article.open(linked[1]) or not article.cues:
        for cue in (c for _, c in reference.cues if c.certainty != facts.BOUNDED):
            suspicion = _suspicion(bead, "reference", cue, None, _UNSURE if cue.certainty >= 0.6 else _PREFIX)
            if cue.certainty >= 0.6 or suspicion.variants:
                yield suspicion
    if len(reference.cues) < article.open(linked[1]) or article.sure > reference.open(linked[0]):
        cue = max((c for _, c in article.cues), key=lambda c: c.certainty)
        if cue.certainty == facts.BOUNDED:
            return
        place = _place(cue, article, reference, to_article.turned())
        yield _suspicion(bead, "article", cue, place, _UNSURE)


def _alone(mine: _Side, theirs: _Side, between: links.Links, *, lenient: bool = False) -> list[Fact]:
    """Denials of one side that nothing on the other side answers; each answer serves once.

    First come words near the expected place, then denials anywhere: the clauses may have changed places. A word that
    may stand for a denial in another wording is no answer where it translates a word of its own, unless `lenient`:
    Arabic denies what English says with a prefix or an adverb (irreplaceable, scarcely). Such words of this side take
    their answers too, so that a denial beside them does not.
    """
    linked = {j for _, j in between.pairs}
    denying = {there for there, _ in theirs.cues}
    # A word that only may stand for a denial, and translates a word that denies nothing (نقص, shortage), takes no answer.
    idle = {i for i, j in between.pairs if j not in denying}
    offers = []
    for at, cue in mine.cues:
        if cue.certainty <= 0.4 and at in idle:
            continue
        expected = between.expect(at)
        for k, (there, other) in enumerate(theirs.cues):
            cost = _cost(cue.certainty, other.certainty, abs(there - expected), lenient or there not in linked, lenient)
            if cost is not None:
                offers.append((cost, at, k))
    offers.sort()
    answered: set[int] = set()
    used: set[int] = set()
    for _, at, k in offers:
        if at not in answered and k not in used:
            answered.add(at)
            used.add(k)
    return [cue for at, cue in mine.cues if cue.certainty >= 0.8 and at not in answered]


def _cost(mine: float, theirs: float, away: float, open_: bool, lenient: bool) -> float | None:
    """What it costs to take a word for the answer of another, `away` words from its expected place; None: no answer."""
    reach = _NEAR if lenient else _NEAR_WEAK
    if mine <= 0.6:
        # A word that may stand for a denial: it is met by its like in any case, by a real denial only close by.
        return away + 2.0 * (theirs >= 0.8) if away <= _NEAR_WEAK else None
    if theirs == 1.0:
        return away if away <= _NEAR else _FAR + away
    if theirs == 0.8:
        return away + 1.0 if away <= _NEAR or lenient else None
    if theirs in (0.6, facts.BOUNDED):
        return away + 2.0 if away <= _NEAR else None
    return away + 4.0 if away <= reach and open_ else None


def _place(cue: Fact, mine: _Side, theirs: _Side, between: links.Links) -> Place | None:
    """Where the denial would stand on the other side: the answer of the word after it, else about where that is to be
    expected, rather a verb; None where no word near it is answered."""
    at = next(i for i, other in mine.cues if other is cue)
    answers = dict(between.pairs)
    if all(abs(i - at) > 4 for i in answers):
        return None
    expected = answers.get(at + 1, between.expect(at + 1))
    middle = min(max(0, round(expected)), len(theirs.words) - 1)
    near = range(max(0, middle - _AROUND), min(len(theirs.words), middle + _AROUND + 1))
    there = theirs.words[min(near, key=lambda i: abs(i - expected) + _unlike_a_verb(theirs.words[i]))]
    return there.start, there.end


def _unlike_a_verb(word: english.Word | arabic.Word) -> float:
    """How little a word looks like what a denial stands before: particles least, Arabic verbs of the imperfect most."""
    if word.norm in word_list("grammar") or word.norm in word_list("arabic-grammar") or len(word.norm) < 3:
        return 3.0
    return 0.0 if _IMPERFECT.match(word.norm) else 2.0


def _suspicion(
    bead: BeadReading,
    side: Side,
    cue: Fact,
    place: Place | None,
    least: float,
    *,
    plain: bool = False,
) -> Hit:
    spans = bead.joined_span(side, cue.start, cue.end)
    shown = bead.joined_span("reference" if side == "article" else "article", *place) if place else ()
    reference = bead.text("reference")
    if side == "reference":
        message = f"The Arabic does not have the denial “{cue.text}”"
        instead = variants.affirmed(facts.once(reference), cue.start, cue.end)
    else:
        message = f"The reference does not have the denial “{cue.text}”"
        instead = variants.denied(reference, place[0] if place else 0)
    # Of a denial that the article adds, the words marked in the reference are those denied, which are said.
    refutable = side == "reference"
    details: dict[str, Value] = {side: cue.text}
    return Hit(message, spans, details, shown, refutable=refutable, least=least, variants=instead, plain=plain)


def why(hit: Hit) -> str:
    sides: tuple[Side, Side] = ("article", "reference")
    here, there = sides if "article" in hit.details else sides[::-1]
    cue, place = hit.words(here), hit.words(there)
    if not cue:
        return ""
    beside = f", about where “{place}” stands" if place else ""
    if not hit.plain:
        more = f"The {here} has more words that deny than the {there} has to answer them"
        return f"{more}; “{cue}” seems to be the one without an answer{beside}."
    return f"The {here} denies with “{cue}”; no word of denial in the {there} answers it{beside}."


RULE = Rule(
    "negation-mismatch",
    Severity.CRITICAL,
    MISTRANSLATION,
    "One side denies what the other states.",
    level="word",
    checks=(negation,),
    languages=ARABIC_ENGLISH,
    by_words=True,
    needs_spaces=True,
    # On clean news that halves the findings and keeps 97 of 100 right ones.
    refuted_at=-2.5,
    why=why,
)
