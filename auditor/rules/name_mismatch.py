"""A person, place or organisation on one side only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from auditor.facts.fact import Fact
from auditor.facts.names import match, rivals
from auditor.facts.names import names as facts
from auditor.facts.names import table as name_table
from auditor.facts.names.transliteration import likeness
from auditor.facts.words import arabic, english, lexicon, links
from auditor.facts.words.lists import word_list
from auditor.records import Severity, Span
from auditor.rules._exchanged_numbers import countries_exchanged
from auditor.rules._names_in_story import certain, elsewhere, meant, misspelt_throughout, somebody_else, told
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import ARABIC_ENGLISH, MISTRANSLATION, Hit, Rule, Value
from auditor.wordlists.patterns import Pattern

LONGEST_NAME = 12
"""A run of more capitalised words is a headline."""
_REACH = 5.0
"""Words between where a country is expected and where another may stand in its place."""
_FAR = 14.0
"""The same where no other name stands nearer."""
_SOMEWHAT = 0.6
"""Likeness from which a stranger may be the name misspelt; a word less like it is no name's place (of 20 such words that
were marked in three machine translations, three were)."""
_QUOTED = Pattern(r"[\"“«][^\"“”«»]{2,60}[\"”»]")
"""A title: short words in quotation marks."""
_WORD = Pattern(r"\S+")
_MEANT = 0.04
"""Weight from which an Arabic word may be the translation of a word of a title."""
_PLAINLY = 0.6
"""Likeness up to which a name is plainly not there."""
_SHORT = 4
"""Letters that a name and its short form have in common."""


@dataclass(frozen=True, slots=True)
class _Missing:
    """A name of the reference that the Arabic does not have: `position` of its sentence, and what stands in its
    place."""

    position: int
    fact: Fact
    supports: tuple[match.Support, ...]
    exchange: arabic.Word | None


def names(bead: BeadReading, context: Context) -> Iterator[Hit]:
    """Each name of the reference that neither the Arabic nor its back-translation has.

    A name that the reference has elsewhere too may have become a pronoun or a title here; it counts only where another
    name stands in its place, which the reference has not: beside the rest of the name; a country about where the other
    country should stand; or in the back-translation, if the Arabic bears it out.
    """
    reading = bead.names
    missing = [each for each in _missing(bead, context, reading) if not _title(each, bead)]
    if not missing:
        return
    there = [f for h in bead.hypotheses for f in facts.extract(h.text, "en")]
    instead = match.strangers_english(there, reading)
    arabic_instead = match.strangers_arabic(reading)
    borne_out = bool(instead) or not bead.hypotheses
    for each in (_replaced(m, bead, context, reading, arabic_instead, borne_out) for m in missing):
        if each.exchange or instead or _foreign(each, bead, context, reading, arabic_instead):
            yield _found(each, bead, reading, instead, arabic_instead)


def _missing(bead: BeadReading, context: Context, reading: match.Reading) -> Iterator[_Missing]:
    for position, sentence in enumerate(bead.reference):
        for fact in facts.extract(sentence.text, "en"):
            if rival := match.other_organisation(fact, reading) or rivals.twin(fact, reading):
                yield _Missing(position, fact, (), rival)
                continue
            # Everyday words are a name for sure where the Arabic spells one of them.
            if rival := rivals.misspelt(fact, reading):
                yield _Missing(position, fact, (), rival)
                continue
            if fact.certainty < 0.5 or _acronym(fact) or len(match.words_of(fact)) > LONGEST_NAME:
                continue
            supports = match.supports(fact, reading)
            exchange = match.exchanged(fact, reading) or misspelt_throughout(fact, bead, context)
            if exchange or not (match.present(supports) or match.in_parts(fact, reading)):
                yield _Missing(position, fact, supports, exchange)


def _replaced(
    each: _Missing,
    bead: BeadReading,
    context: Context,
    reading: match.Reading,
    strangers: Sequence[arabic.Word],
    borne_out: bool,
) -> _Missing:
    """A name in whose place another one stands. For a country that is another country, unless a place or a person of the
    table stands nearer (Moscow for Russia); for a name that is plainly not there it is one that the whole reference has
    not, or that of somebody else in the story, `borne_out` by the back-translation where there is one."""
    if each.exchange:
        return each
    if borne_out and (rival := _again(each, bead, context, reading)):
        return replace(each, exchange=rival)
    if not strangers:
        return each
    if name_table.state(name_table.canonical(match.words_of(each.fact))):
        near = _near(each, bead, [w for w in strangers if match.known(w)])
        far = _near(each, bead, [w for w in strangers if match.state(w)], _FAR)
        rival = near or far
        return replace(each, exchange=rival) if rival and match.state(rival) else each
    if not borne_out or any(s.value > _PLAINLY for s in each.supports) or not certain(each.fact, bead, context):
        return each
    others = [w for w in strangers if somebody_else(w, each.fact, bead, context)]
    if others:  # who speaks stands first in one language and last in the other
        return replace(each, exchange=_near(each, bead, others, len(reading.arabic)))
    rival = _near(each, bead, [w for w in strangers if match.surely_name(w)])
    return (
        replace(each, exchange=rival) if rival and not match.state(rival) and not told(rival, bead, context) else each
    )


def _again(each: _Missing, bead: BeadReading, context: Context, reading: match.Reading) -> arabic.Word | None:
    """The name of somebody whom the Arabic has once too often, the nearest to where this one is expected: one leader for
    the other."""
    if (
        not certain(each.fact, bead, context)
        or any(s.value > _PLAINLY for s in each.supports)
        or meant(each.fact, bead)
    ):
        return None
    own = match.words_of(each.fact)
    others = [w for w in rivals.doubled(reading) if not any(match.spells(w, name) for name in own)]
    return _near(each, bead, others, len(reading.arabic))


def _near(
    each: _Missing,
    bead: BeadReading,
    rivals: Sequence[arabic.Word],
    reach: float = _REACH,
) -> arabic.Word | None:
    """The one that stands nearest to where the name is to be expected, if it is near at all."""
    before = sum(len(s.text) + 1 for s in bead.reference[: each.position])
    at = next((i for i, w in enumerate(bead.reference_words) if w.start >= before + each.fact.start), 0)
    expected = bead.to_article.expect(at)
    away = sorted((abs(bead.article_words.index(w) - expected), w.start, w) for w in rivals)
    return away[0][2] if away and away[0][0] <= reach else None


def _foreign(
    each: _Missing, bead: BeadReading, context: Context, reading: match.Reading, instead: Sequence[arabic.Word]
) -> bool:
    """The name is nowhere else in the reference, nor in the Arabic of the sentences around, and no translated title."""
    if each.fact.certainty < 1.0 or elsewhere(each.fact, bead, context):
        return False
    if match.partly_translated(each.fact, reading):
        return False
    if any(_moved(each.fact, v) for v in context.neighbours(bead)):
        return False
    # Without a back-translation worth the name the spelling alone must be plain: nothing in the Arabic comes near, or a
    # stranger stands there.
    about = links.same_matter(reading.reference, reading.hypothesis)
    return about or bool(instead) or all(s.value <= _PLAINLY for s in each.supports)


def _title(each: _Missing, bead: BeadReading) -> bool:
    """The name is of what both sides have in quotation marks: a film or a book, whose title is translated; not where the
    dictionary knows words of the title and the Arabic has none of them."""
    text = bead.reference[each.position].text
    title = next((m[0] for m in _QUOTED.finditer(text) if m.start() < each.fact.start and each.fact.end < m.end()), "")
    if not title or any(s.value > _SOMEWHAT for s in each.supports) or not _QUOTED.search(bead.text("article")):
        return False
    words = [w.norm.removesuffix("'s") for w in english.words(title) if w.norm not in word_list("grammar")]
    known = [w for w in words if lexicon.known(w)]
    return not known or any(lexicon.best(w, bead.article_words)[0] >= _MEANT for w in known)


def _moved(fact: Fact, neighbour: BeadReading) -> bool:
    """The sentence before or after has the name, and no word of it is plainly not there."""
    found = match.supports(fact, neighbour.names) if neighbour.article else ()
    return bool(found) and match.present(found) and all(s.value > _PLAINLY for s in found)


def _acronym(fact: Fact) -> bool:
    """Mostly capitals: the Arabic writes such names out, in words that need not begin with these letters."""
    letters = [c for c in fact.text if c.isalpha()]
    large = sum(c.isupper() for c in letters)
    words = len(match.words_of(fact))
    return words <= 2 and (len(letters) < 3 or (large >= 2 and large > len(letters) / 2.5))


def _found(
    each: _Missing,
    bead: BeadReading,
    reading: match.Reading,
    instead: Sequence[Fact],
    arabic_instead: Sequence[arabic.Word],
) -> Hit:
    fact = each.fact
    spans = [bead.span("reference", each.position, fact.start, fact.end)]
    likely = [w for w in arabic_instead if match.surely_name(w) or (match.maybe_name(w) and _like(w, fact))]
    stranger = each.exchange or _near(each, bead, likely)
    spans += bead.joined_span("article", stranger.start, stranger.end) if stranger else ()
    spans += _hypothesis_span(bead, instead)
    article = next((s.text for s in spans if s.side == "article"), None)
    hypothesis = instead[0].text if instead else None
    message = f"“{_missed(fact, reading)}” is not in the Arabic"
    message += f", which has “{article}”" if article else ""
    message += f"; the back-translation has “{hypothesis}”" if hypothesis else ""
    details: dict[str, Value] = {"reference": fact.text, "article": article, "hypothesis": hypothesis}
    others = [w for w in arabic_instead if match.maybe_name(w)]
    unnamed = not (stranger or instead or reading.latin or _near(each, bead, others)) and _described(fact)
    unnamed = unnamed or not (each.exchange or instead or _canonical(fact)) and _by_meaning(bead)
    # China and India are close in any vector space: where the article names the other, the encoder is not asked.
    other = each.exchange or (stranger if stranger and match.known(stranger) and _canonical(fact) else None)
    return Hit(message, tuple(spans), details, severity=Severity.MINOR if unnamed else None, refutable=not other)


def _missed(fact: Fact, reading: match.Reading) -> str:
    """Of a name of the table the whole; of another its words that are not in the Arabic, from the first to the last: all
    where none is surely there."""
    words = list(_WORD.finditer(fact.text))
    text = fact.text
    if not _canonical(fact) and len(words) == len(match.words_of(fact)):
        values = [match.support(fact, word, reading).value for word in match.words_of(fact)]
        lost = [word for word, value in zip(words, values) if value < match.SURE and len(word[0].strip(".")) > 1]
        if lost and any(value >= match.SURE for value in values):
            text = text[lost[0].start() : lost[-1].end()]
    return text.removesuffix("'s").removesuffix("’s")


def _described(fact: Fact) -> bool:
    """A name in whose place Arabic may say what it is: a charity banquet for a Shriners banquet, a magazine for the Utne
    Reader; no name of the table, and no given name with a family name."""
    run = match.words_of(fact)
    return not _canonical(fact) and (len(run) == 1 or any(map(facts.everyday, run)))


def _canonical(fact: Fact) -> bool:
    return bool(name_table.canonical(match.words_of(fact)))


def _by_meaning(bead: BeadReading) -> bool:
    """The Arabic has more short quotations than the reference: it marks a name so where it says what the name means."""
    here, there = (sum(1 for _ in _QUOTED.finditer(bead.text(side))) for side in ("article", "reference"))
    return here > there


def _like(word: arabic.Word, fact: Fact) -> bool:
    """The Arabic word is spelt somewhat like a word of the name, as a misspelling is."""
    return any(likeness(w, word.norm) >= _SOMEWHAT for w in match.words_of(fact) if len(w) >= _SHORT)


def _hypothesis_span(bead: BeadReading, instead: Sequence[Fact]) -> list[Span]:
    for position, hypothesis in enumerate(bead.hypotheses):
        for fact in instead:
            if hypothesis.text[fact.start : fact.end] == fact.text:
                return [bead.span("hypothesis", position, fact.start, fact.end)]
    return []


def why(hit: Hit) -> str:
    if sum(s.side == "article" for s in hit.spans) > 1:
        return "The article names the two in the other order."
    article, heard = hit.words("article"), hit.words("hypothesis")
    # Where another name stands, the sentences beside are not asked.
    where = "of this sentence" if article or heard else "of this sentence and of those beside it"
    said = f"The name was looked for in the Arabic {where}, by spelling and by meaning, and not found"
    instead = f"; “{article}” may stand in its place" if article else ""
    return f"{said}{instead}." + (f" The back-translation reads “{heard}”." if heard else "")


RULE = Rule(
    "name-mismatch",
    Severity.MAJOR,
    MISTRANSLATION,
    "A person, place or organisation on one side only.",
    level="word",
    checks=(names, countries_exchanged),
    languages=ARABIC_ENGLISH,
    by_words=True,
    # On clean news that halves the findings and keeps 97 of 100 right ones.
    refuted_at=-1.6,
    why=why,
)
