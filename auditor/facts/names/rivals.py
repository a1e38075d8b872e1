"""Who stands in a name's place: its twin, somebody who is named too often, the name itself misspelt."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.facts.fact import Fact
from auditor.facts.names import names as facts
from auditor.facts.names import table as name_table
from auditor.facts.names.match import SURE, Reading, beside, known, spells, step, words_of
from auditor.facts.names.transliteration import likeness, likeness_from
from auditor.facts.words import arabic, english, lexicon
from auditor.facts.words.lists import word_list

_BADLY = (0.55, 0.78)
"""Likeness of an Arabic word beside the rest of a name from which it means to spell a part of it, and up to which it does
so badly: of 1,064 such words in human and machine translations of news eleven lie between, nine of them slips."""

_NATIVE = frozenset("عحصضظ")
"""Letters of sounds that English has not: a name with one is Arabic itself, and English spells it as it likes."""
_EVERYDAY = 0.62
"""The least of them for an everyday word, which is rather translated: semiconductor."""
_SHORTEST = 4
"""Letters of an Arabic word below which a likeness says nothing."""
_MOST = 3
"""Words of a name of which each may be spelt; a longer one is translated, and stands in another order."""
_MEANT = 0.15
"""Weight in the dictionary from which an Arabic word is the translation of an English one, whatever it spells."""
_LONG = 5
"""Letters of a name from which a likeness says something by itself."""


def twin(fact: Fact, reading: Reading) -> arabic.Word | None:
    """Where the Arabic has a place of the same name but for one word too often and this one too seldom: North Korea for
    South Korea. A place of which the reference says nothing (Seoul) may stand for the one that is missed."""
    name = next((n for n in name_table.canonical(words_of(fact)) if " " in n), "")
    there = [f for f in name_table.extract(reading.arabic) if f.certainty == 1.0]
    known_here = name_table.canonical([w.norm for w in reading.reference])
    rival = next((str(f.value) for f in there if _but_for_one_word(name, str(f.value))), None)
    if rival is None or any(f.value not in known_here and f.value != rival for f in there):
        return None
    stated, wanted = [str(f.value) for f in there], _mentions(reading.reference, (name, rival))
    if stated.count(name) >= wanted.count(name) or stated.count(rival) <= wanted.count(rival):
        return None
    both = [f for f in there if f.value in (name, rival)]
    at = next((k for k, (mine, f) in enumerate(zip(wanted, both)) if mine == name and f.value == rival), None)
    return next((w for w in reading.arabic if w.start == both[at].start), None) if at is not None else None


def _but_for_one_word(one: str, other: str) -> bool:
    """Names of equally many words whose last is the same, as North and South Korea; United States and United Kingdom are
    no twins."""
    mine, theirs = one.split(), other.split()
    return len(mine) == len(theirs) > 1 and mine[-1] == theirs[-1] and sum(a != b for a, b in zip(mine, theirs)) == 1


def _mentions(read: Sequence[english.Word], names: tuple[str, ...]) -> list[str]:
    """Which of two names of equally many words an English sentence has, in order; North Korean is one of North Korea."""
    norms = [w.norm.removesuffix("'s").removesuffix("’s") for w in read]
    length = names[0].count(" ") + 1
    runs = (name_table.canonical(norms[at : at + length]) for at in range(len(norms) - length + 1))
    return [name for run in runs for name in names if name in run]


def doubled(reading: Reading) -> tuple[arabic.Word, ...]:
    """Arabic words that spell a name of the reference, written large there, more often than it stands there; no country,
    which has a people of its name, and no word that another one of the reference means: البنك for the bank beside
    Banco."""
    large = [
        w.norm for w in reading.reference if w.text[0].isupper() and len(w.norm) > 2 and not facts.everyday(w.norm)
    ]
    places = [f for f in name_table.extract(reading.arabic) if name_table.state((str(f.value),))]
    small = [w.norm for w in reading.reference if not w.text[0].isupper()]
    people = [
        w
        for w in reading.arabic
        if not any(f.start <= w.start < f.end for f in places)
        and not any(lexicon.weight(word, w.norm) >= _MEANT for word in small)
    ]
    found: list[arabic.Word] = []
    for name in dict.fromkeys(large):
        there = [w for w in people if spells(w, name)]
        found += there if len(there) > large.count(name) else ()
    return tuple(found)


def misspelt(fact: Fact, reading: Reading) -> arabic.Word | None:
    """The Arabic word beside one part of a name that is plainly there, which spells the other part badly: درليك for the
    Drake of Darren Drake."""
    run = words_of(fact) if len(words_of(fact)) <= _MOST else ()
    if name_table.canonical(run) & {f.value for f in name_table.extract(reading.arabic)}:
        return None
    for i, word in enumerate(run):
        if len(word) < 4 or facts.in_arabic(word, run, reading.arabic)[0] >= SURE:
            continue
        for j in beside(i, run):
            sure = next((k for k, w in enumerate(reading.arabic) if likeness_from(run[j], w.norm, SURE) >= SURE), None)
            at = None if sure is None else sure + step(i, j, run)
            if at is not None and 0 <= at < len(reading.arabic) and _badly_spelt(word, reading.arabic[at], reading):
                return reading.arabic[at]
    return None


def badly(word: str, reading: Reading) -> arabic.Word | None:
    """The Arabic word that comes nearest to a name of one word which no dictionary has, if it means to spell it and does so
    badly."""
    if len(word) < _LONG or lexicon.known(word) or name_table.canonical((word,)) or not reading.arabic:
        return None
    value, at = max((likeness(word, w.norm), -k) for k, w in enumerate(reading.arabic))
    nearest = reading.arabic[-at]
    two = nearest.norm + (reading.arabic[1 - at].norm if 1 - at < len(reading.arabic) else "")
    return nearest if value < SURE and likeness(word, two) < SURE and _badly_spelt(word, nearest, reading) else None


def _badly_spelt(word: str, other: arabic.Word, reading: Reading) -> bool:
    if len(other.norm) < _SHORTEST or any(spells(other, w.norm) for w in reading.reference):
        return False
    least, most = _BADLY
    least = _EVERYDAY if facts.everyday(word) else least
    if not least <= likeness(word, other.norm) < most or len(other.norm) > len(word) + 2 or _NATIVE & set(other.norm):
        return False
    if any(likeness_from(word[:k], other.norm, SURE) >= SURE for k in range(4, len(word))):
        return False  # Disneyland is Disney for short
    return not (facts.everyday_arabic(other.norm) or other.norm in word_list("arabic-person") or known(other))
