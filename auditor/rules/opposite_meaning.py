"""One side says the opposite of the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from auditor.facts import opposites as facts
from auditor.facts import variants
from auditor.facts.opposites import Pole
from auditor.facts.words import arabic, english, lexicon, links
from auditor.facts.words.lists import word_list
from auditor.records import Severity, Side
from auditor.rules._turned_round import turned_round
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading, Denials
from auditor.rules.frame.rule import ARABIC_ENGLISH, MISTRANSLATION, Hit, Rule

_REACH = 7.0
"""Words between where the opposite is expected and where it may stand."""
_SUPPORT = 0.04
"""Weight from which an Arabic word bears the reference's word out."""
_PLAIN = 0.3
"""Weight from which it does so plainly, whatever the back-translation says."""
_AGAINST = 0.5
"""Weight from which an Arabic word is taken for the opposite."""
_SURE, _BLIND, _TWICE, _ONCE, _ALONE = 0.0, 0.5, 1.0, 2.5, 4.0
"""What the contrast must reach. For words in each other's place: beside a back-translation that bears witness (all twelve
exchanged in recorded Wikinews reach 0.3), and without one (ten of eleven exchanged in NTREX news do, particles such as فقد
beside a verb do not). For an opposite anywhere: in both the Arabic and the back-translation, in one of them, and in the
Arabic where there is no other witness."""
_TRIED = 3
"""Words of the opposite pole that are tried in the reference."""
_DENIED = 4
"""Words before a word in which a denial turns it round: not clear, غير واضح."""


@dataclass(frozen=True, slots=True)
class _Contrary:
    """The words that say the opposite."""

    arabic: arabic.Word | None
    hypothesis: english.Word | None


def said_otherwise(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """Yield what `opposites` and `turned_round` suspect; a word that both suspect once, with what the table of expressions
    asks of the contrast."""
    turned = list(turned_round(bead, context))
    for hit in opposites(bead, context):
        same = [other for other in turned if hit.overlaps(other, "reference")]
        turned = [other for other in turned if other not in same]
        yield replace(hit, least=same[0].least, variants=hit.variants + same[0].variants, plain=True) if same else hit
    yield from turned


def opposites(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """A plain suspicion for each word of the reference that the Arabic does not bear out and whose opposite stands in
    its place: in the back-translation, or, for words of few senses, in the Arabic itself; an unsure one where an opposite
    stands anywhere.
    """
    for at, word in enumerate(bead.reference_words):
        poles = facts.poles(word.norm) if not _denied(bead.reference_denials, at) else ()
        sure = next(((p, c) for p in poles if (c := _contrary(bead, at, word, p) or _exact(bead, word, p))), None)
        found = sure or next(((p, c) for p in poles if (c := _rival(bead, word, p))), None)
        if found:
            least = _least(None if sure else found[1], bead)
            yield _suspicion(bead, word, *found, least, plain=bool(sure))


def _homograph(word: arabic.Word) -> bool:
    """A particle, or a word that is mostly another word than the opposite it is written like: على is no high."""
    return word.norm in word_list("no-pole")


def _denied(denials: Denials, at: int) -> bool:
    return any(0 <= at - i <= _DENIED and cue.certainty >= 0.6 for i, cue in denials)


def _contrary(bead: BeadReading, at: int, word: english.Word, pole: Pole) -> _Contrary | None:
    light = bool({word.norm, facts.base(word.norm)} & word_list("many-senses"))
    least = _PLAIN if light else _SUPPORT
    support = sum(facts.speaks_for(word.norm, w.norm, pole) >= least for w in bead.article_words)
    if bead.to_hypothesis is None:
        against = None if support or light else _against_arabic(bead, at, pole)
        return _Contrary(against, None) if against else None
    said = _against_english(bead, at, pole, bead.to_hypothesis)
    if said and support < sum(pole.has(w.norm) for w in bead.reference_words):
        return _Contrary(_against_arabic(bead, at, pole), said)
    if support or light or any(pole.has(w.norm) for w in bead.hypothesis_words):
        return None
    against = _against_arabic(bead, at, pole)
    if against and not any(i == at for i, _ in bead.to_hypothesis.pairs):
        return _Contrary(against, None)
    return None


def _exact(bead: BeadReading, word: english.Word, pole: Pole) -> _Contrary | None:
    """Of words that have one sense: the Arabic has the opposite and not the word, the reference the word and not its
    opposite, wherever they stand."""
    if not pole.exact or any(pole.has(w.norm) for w in bead.hypothesis_words):
        return None
    borne_out = any(facts.speaks_for(word.norm, w.norm, pole) > _SUPPORT for w in bead.article_words)
    if borne_out or any(pole.other.has(w.norm) for w in bead.reference_words):
        return None
    there = [
        w
        for i, w in enumerate(bead.article_words)
        if pole.other.has_arabic(w.norm) and not _denied(bead.article_denials, i) and not _homograph(w)
    ]
    mine = [w for w in there if not any(lexicon.weight(r.norm, w.norm) > _SUPPORT for r in bead.reference_words)]
    return _Contrary(mine[0], None) if mine else None


def _against_arabic(bead: BeadReading, at: int, pole: Pole) -> arabic.Word | None:
    """The Arabic word near the expected place that stands for the opposite and for no other word of the reference."""
    expected = bead.to_article.expect(at)
    taken = {j: i for i, j in bead.to_article.pairs}
    others = [r.norm for r in bead.reference_words if pole.other.has(r.norm)]
    found: list[tuple[float, int]] = []
    for j, word in enumerate(bead.article_words):
        if abs(j - expected) > _REACH or taken.get(j, at) != at or _denied(bead.article_denials, j) or _homograph(word):
            continue
        if any(lexicon.weight(o, word.norm) > _SUPPORT for o in others):
            continue
        value = facts.speaks_against(word.norm, pole)
        if value >= _AGAINST:
            found.append((value, -j))
    # The reference says both: as many of the opposite words as it has are its own.
    return bead.article_words[-max(found)[1]] if len(found) > len(others) else None


def _against_english(bead: BeadReading, at: int, pole: Pole, between: links.Links) -> english.Word | None:
    """The word of the back-translation that stands for the opposite, where it has more of those and fewer of these."""
    mine = sum(pole.has(w.norm) for w in bead.reference_words) - sum(pole.has(w.norm) for w in bead.hypothesis_words)
    theirs = [(j, w) for j, w in enumerate(bead.hypothesis_words) if pole.other.has(w.norm)]
    if mine <= 0 or len(theirs) <= sum(pole.other.has(w.norm) for w in bead.reference_words):
        return None
    expected = between.expect(at)
    j, word = min(theirs, key=lambda t: abs(t[0] - expected))
    return word if abs(j - expected) <= _REACH + 1 and not _denied(bead.hypothesis_denials, j) else None


def _rival(bead: BeadReading, word: english.Word, pole: Pole) -> _Contrary | None:
    """Words anywhere that stand for the opposite and are not denied, where no word of the reference itself does. The
    back-translation alone accuses nobody of what the Arabic bears out."""
    if any(pole.other.has(w.norm) for w in bead.reference_words):
        return None
    said = [
        w
        for i, w in enumerate(bead.hypothesis_words)
        if pole.other.has(w.norm) and not _denied(bead.hypothesis_denials, i)
    ]
    spoken = [
        (value, w)
        for i, w in enumerate(bead.article_words)
        if (value := facts.speaks_against(w.norm, pole)) >= _SUPPORT
        and value > facts.speaks_for(word.norm, w.norm, pole)
        and not _denied(bead.article_denials, i)
        and not _homograph(w)
        and not any(lexicon.weight(r.norm, w.norm) > _PLAIN for r in bead.reference_words if r is not word)
    ]
    if spoken:
        return _Contrary(max(spoken, key=lambda found: found[0])[1], said[0] if said else None)
    borne_out = any(facts.speaks_for(word.norm, w.norm, pole) >= _PLAIN for w in bead.article_words)
    return _Contrary(None, said[0]) if said and not borne_out else None


def _least(rival: _Contrary | None, bead: BeadReading) -> float:
    """`rival` None: the words stand in each other's place."""
    if not bead.witness:
        return _ALONE if rival else _BLIND
    if rival is None:
        return _SURE
    return _TWICE if rival.arabic and rival.hypothesis else _ONCE


def _suspicion(
    bead: BeadReading, word: english.Word, pole: Pole, contrary: _Contrary, least: float, *, plain: bool
) -> Hit:
    spans = list(bead.joined_span("reference", word.start, word.end))
    if contrary.arabic:
        spans += bead.joined_span("article", contrary.arabic.start, contrary.arabic.end)
    if contrary.hypothesis:
        spans += bead.joined_span("hypothesis", contrary.hypothesis.start, contrary.hypothesis.end)
    there = next((s.text for s in spans if s.side == "article"), None)
    back = contrary.hypothesis.text if contrary.hypothesis else None
    message = f"“{word.text}” is the opposite of what the Arabic says (“{back or there}”)"
    details = {"reference": word.text, "article": there, "hypothesis": back}
    reference = bead.text("reference")
    instead = tuple(variants.reworded(reference, word.start, word.end, w) for w in _instead(pole, contrary))
    return Hit(message, tuple(spans), details, least=least, variants=instead, plain=plain)


def _instead(pole: Pole, contrary: _Contrary) -> list[str]:
    """The words that the reference might have: the back-translation's, and those of the table that best render the
    Arabic by the dictionary, the first ones where it knows none."""
    words = [contrary.hypothesis.norm] if contrary.hypothesis else []
    if contrary.arabic:
        norm = contrary.arabic.norm
        words += sorted(pole.other.words, key=lambda w: -lexicon.weight(w, norm))[:_TRIED]
    return words


def why(hit: Hit) -> str:
    sides: dict[Side, str] = {"article": "article", "hypothesis": "back-translation"}
    other = [f"“{w}” in the {name}" for side, name in sides.items() if (w := hit.words(side))]
    word = hit.words("reference")
    return f"By the word lists “{word}” is the opposite of {' and of '.join(other)}." if word and other else ""


RULE = Rule(
    "opposite-meaning",
    Severity.CRITICAL,
    MISTRANSLATION,
    "One side says the opposite: rose or fell.",
    level="word",
    checks=(said_otherwise,),
    languages=ARABIC_ENGLISH,
    by_words=True,
    why=why,
)
