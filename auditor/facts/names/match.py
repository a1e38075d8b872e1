"""Which names of an English sentence an Arabic sentence and its back-translation have, and which they have instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from auditor.facts.fact import Fact
from auditor.facts.names import names as facts
from auditor.facts.names import table as name_table
from auditor.facts.names.transliteration import likeness, likeness_from
from auditor.facts.words import arabic, english, lexicon
from auditor.facts.words.lists import word_list
from auditor.wordlists.patterns import Pattern

SURE = 0.87
"""Likeness from which one word of a name stands for the whole name."""
_SPELT = 0.74
_SPELT_SHORT = 0.78
_RESPELT = 0.76
"""Likeness from which two English spellings may be of one name."""
_TWO_WORDS = 6
"""Letters from which a name may be written in two words."""
_PART = Pattern(r"[A-Z][a-z]+|[A-Z]+(?![a-z])")
_UNLIKE = 0.6
"""Likeness below which a word of a name is plainly not there."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of a bead as words: Arabic, the Latin-script words in it, back-translation, reference."""

    arabic: tuple[arabic.Word, ...]
    latin: tuple[english.Word, ...]
    hypothesis: tuple[english.Word, ...]
    reference: tuple[english.Word, ...]


@dataclass(frozen=True, slots=True)
class Support:
    """How surely the Arabic side has one word of a name, 0–1, and the Arabic word that answers it best."""

    word: str
    value: float
    answer: arabic.Word | None


def words_of(fact: Fact) -> tuple[str, ...]:
    """The lower-cased words of an English name."""
    return fact.value if isinstance(fact.value, tuple) else ()


def partly_translated(fact: Fact, reading: Reading) -> bool:
    """An everyday word of the name is in the Arabic: a title or an institution, of which the rest was translated
    too."""
    run = words_of(fact)
    return any(facts.everyday(w) and _support(w, run, False, reading).value >= _UNLIKE for w in run)


def known(word: arabic.Word) -> bool:
    """The table has the Arabic word as a name."""
    return bool(name_table.extract((word,)))


def surely_name(word: arabic.Word) -> bool:
    """The Arabic word is a name by the table, by the list of given names, or since its translation is its spelling:
    مراكش, Marrakesh."""
    if word.norm in word_list("arabic-person"):
        return True
    if known(word):
        return arabic.stems(word.norm).isdisjoint(word_list("arabic-homograph"))
    found = lexicon.meanings(word.norm)
    return bool(found) and not facts.everyday_arabic(word.norm) and likeness(found[0][1], word.norm) >= _SPELT


def maybe_name(word: arabic.Word) -> bool:
    """A stranger that may be a name: not built on an everyday word, and without the feminine ending that hardly any foreign
    name has. Of 187 strangers in a machine translation of news, five of them names, that leaves 70, with all five."""
    if surely_name(word):
        return True
    bases = (stem.removeprefix("-") for stem in arabic.stems(word.norm))
    return not word.norm.endswith("ه") and not any(len(base) > 2 and facts.everyday_arabic(base) for base in bases)


def state(word: arabic.Word) -> bool:
    """The table has the Arabic word as a country or its people."""
    return name_table.state(str(f.value) for f in name_table.extract((word,)))


def supports(fact: Fact, reading: Reading) -> tuple[Support, ...]:
    """For each word of a reference name that is no everyday word (or each, where all are): who answers it."""
    run = words_of(fact)
    proper = [w for w in run if not facts.everyday(w) and len(w) > 1] or list(run)
    return tuple(support(fact, w, reading) for w in proper)


def support(fact: Fact, word: str, reading: Reading) -> Support:
    """Who answers one word of a reference name."""
    return _support(word, words_of(fact), fact.text.isupper(), reading)


@lru_cache(maxsize=1024)
def _support(word: str, run: tuple[str, ...], shouted: bool, reading: Reading) -> Support:
    value, other = facts.in_arabic(word, run, reading.arabic)
    if value < SURE and (joined := _in_two_words(word, reading) or _clipped(word, reading)):
        return Support(word, SURE, joined)
    if value < 0.97 and other is not None:
        best = max((claim(w.norm, other.norm, value) for w in reading.reference if w.norm != word), default=0.0)
        if best > value + 0.08:
            value = min(value, _UNLIKE)
    if other is not None and value < 0.97 and _another_state(run, other):
        value = min(value, _UNLIKE)
    if facts.in_english(word, run, reading.latin, shouted=shouted)[0] >= _RESPELT:
        value = 1.0
    said, english_word = facts.in_english(word, run, reading.hypothesis, shouted=shouted)
    if said >= 0.95 or (said >= _RESPELT and not _claimed(word, english_word, reading)):
        value = max(value, said, SURE)
    return Support(word, value, other)


def _in_two_words(word: str, reading: Reading) -> arabic.Word | None:
    """The first of two Arabic words that together spell one English word: بلاك روك, BlackRock."""
    if len(word) < _TWO_WORDS:
        return None
    pairs = zip(reading.arabic, reading.arabic[1:])
    return next((a for a, b in pairs if likeness_from(word, a.norm + b.norm, SURE) >= SURE), None)


def _clipped(word: str, reading: Reading) -> arabic.Word | None:
    """The Arabic word that spells a longer word of the reference, of which this one is the head: Insta, for Instagram."""
    longer = {w.norm for w in reading.reference if len(w.norm) > len(word) and w.norm.startswith(word)}
    if len(word) < 4 or not longer:
        return None
    return next((a for a in reading.arabic if any(likeness_from(w, a.norm, SURE) >= SURE for w in longer)), None)


def _another_state(run: Sequence[str], word: arabic.Word) -> bool:
    """A country, and another name of the table that is spelt alike: Ghana, غينيا; Germany, رومانيا."""
    mine = name_table.canonical(run)
    theirs = {str(f.value) for f in name_table.extract((word,))}
    return bool(theirs) and name_table.state(mine) and mine.isdisjoint(theirs)


def _claimed(word: str, other: english.Word | None, reading: Reading) -> bool:
    """Another word of the reference is exactly the word that was taken for this one."""
    return other is not None and any(w.norm == other.norm for w in reading.reference if w.norm != word)


def in_parts(fact: Fact, reading: Reading) -> bool:
    """Several words written together, as hashtags are (GazaStrip), and the Arabic has each, by spelling or by meaning."""
    parts = [part.lower() for part in _PART.findall(fact.text)]
    if len(words_of(fact)) != 1 or len(parts) < 2 or min(map(len, parts)) < 3:
        return False
    return all(max(claim(part, word.norm, _SPELT) for word in reading.arabic) >= _SPELT for part in parts)


def present(found: Sequence[Support]) -> bool:
    """The name as a whole is there: one word surely, or all of them roughly."""
    if any(s.value >= SURE for s in found):
        return True
    letters = sum(len(s.word) for s in found)
    mean = sum(s.value * len(s.word) for s in found) / letters
    return mean >= (_SPELT if letters > 4 else _SPELT_SHORT)


def claim(word: str, norm: str, least: float = 0.0) -> float:
    """How well one English word answers one Arabic word, 0–1; what is less than `least` may come out still less."""
    known = min(1.0, lexicon.weight(word, norm) * 4)
    return max(known, facts.spelling(word, norm, max(least, known)) if len(word) > 2 else 0.0)


def stranger(word: arabic.Word, reading: Reading, claimed: float = _UNLIKE) -> bool:
    """An Arabic word that looks like a name and that no word of the reference answers as well as `claimed`."""
    bare = word.norm[1:] if word.norm[0] in "وفبلك" and len(word.norm) > 4 else word.norm
    if len(word.norm) < 3 or facts.everyday_arabic(word.norm) or facts.everyday_arabic(bare):
        return False
    return not any(claim(w.norm, word.norm, claimed) >= claimed for w in reading.reference)


def exchanged(fact: Fact, reading: Reading) -> arabic.Word | None:
    """The stranger that stands in the place of a word of the name which is not there though another one is: of `Samsung
    W. Bush`, جورج before دبليو بوش."""
    run = words_of(fact)
    found = [_support(w, run, fact.text.isupper(), reading) for w in run]
    for i, missing in enumerate(found):
        if len(missing.word) < 4 or missing.value >= SURE or facts.everyday(missing.word):
            continue
        for j in beside(i, run):
            if found[j].value >= SURE and found[j].answer is not None and _spelt_out(found[j]):
                at = reading.arabic.index(found[j].answer) + step(i, j, run)
                if not 0 <= at < len(reading.arabic):
                    continue
                other = reading.arabic[at]
                # A likeness counts where the rest of the name is, not anywhere.
                if (missing.value > _UNLIKE and missing.answer in (other, None)) or _glued(missing.word, other):
                    continue
                family = j < i == len(run) - 1
                unlike = facts.spelling(missing.word, other.norm) < _UNLIKE and (
                    stranger(other, reading, _SPELT) or _known_person(other, reading)
                )
                if unlike or _somebody(other, reading, family=family):
                    return other
    return None


def _known_person(word: arabic.Word, reading: Reading) -> bool:
    """Surely a name, no country's, that no word of the reference answers, also where it looks like an everyday word with a
    particle before it: Putin."""
    sure = known(word) or (surely_name(word) and not facts.everyday_arabic(word.norm))
    return sure and not state(word) and not any(claim(w.norm, word.norm) >= _SPELT for w in reading.reference)


def _glued(word: str, other: arabic.Word) -> bool:
    """The name is there without the space before it: منأوفي for من أوفي."""
    return any(likeness_from(word, other.norm[at:], SURE) >= SURE for at in range(2, len(other.norm) - 2))


def other_organisation(fact: Fact, reading: Reading) -> arabic.Word | None:
    """Where the Arabic has another organisation of the table in the place of this one: the World Bank for the IMF."""
    wanted = name_table.organisations(name_table.canonical(words_of(fact)))
    if not wanted:
        return None
    there = {str(f.value): f for f in name_table.extract(reading.arabic)}
    # A name of several words must be there in full: a European is not yet the European Union.
    full = [name for name, f in there.items() if " " in f.text or " " not in name]
    known_here = name_table.canonical([w.norm for w in reading.reference])
    rivals = [there[name] for name in name_table.organisations(full) if name not in known_here]
    if not rivals or not wanted.isdisjoint(there):
        return None
    return next(w for w in reading.arabic if w.start == rivals[0].start)


def _somebody(word: arabic.Word, reading: Reading, *, family: bool) -> bool:
    """An everyday word that is a person's name beside another name: سعاد; as a `family` name also one that is formed from
    a place or a forefather: الفاسي."""
    if not ((family and origin(word)) or word.norm in word_list("arabic-person")) or state(word):
        return False
    return not any(
        lexicon.weight(w.norm, word.norm) * 4 >= _UNLIKE
        or (w.text[0].isupper() and likeness_from(w.norm, word.norm, _SPELT) >= _SPELT)
        for w in reading.reference
    )


def origin(word: arabic.Word) -> bool:
    """It has the form of where somebody or something is from: الأسكتلندي, الفاسي."""
    return len(word.norm) > 5 and word.norm.startswith("ال") and word.norm.endswith("ي")


def spells(word: arabic.Word, name: str) -> bool:
    """An Arabic word is a lower-cased English name in Arabic letters: نانسي, nancy."""
    return likeness_from(name, word.norm, SURE) >= SURE


def beside(i: int, run: Sequence[str]) -> list[int]:
    """The words before and after one of a name; an initial or an article (El-Naggar) between them is passed over."""
    steps = [(step * 2 if len(run[i + step]) <= 2 else step) for step in (-1, 1) if 0 <= i + step < len(run)]
    return [i + step for step in steps if 0 <= i + step < len(run)]


def step(i: int, j: int, run: Sequence[str]) -> int:
    """How many Arabic words lie between two words of a name: an initial is one, an article none."""
    article = abs(i - j) == 2 and len(run[(i + j) // 2]) == 2
    return (i - j) // 2 if article else i - j


def _spelt_out(found: Support) -> bool:
    """Answered as a name, letter by letter: a common noun of a name (hospital) stands elsewhere in Arabic."""
    if not facts.everyday(found.word) or found.answer is None:
        return True
    return any(likeness_from(found.word, stem, _SPELT) >= _SPELT for stem in arabic.stems(found.answer.norm))


def strangers_arabic(reading: Reading) -> tuple[arabic.Word, ...]:
    """Arabic words that look like names and that no word of the reference answers."""
    known = name_table.canonical([w.norm for w in reading.reference])
    hits = [f for f in name_table.extract(reading.arabic) if f.certainty == 1.0]
    told = {w.start for f in hits if f.value in known for w in reading.arabic if f.start <= w.start < f.end}
    foreign = {f.start for f in hits if f.value not in known}
    return tuple(
        w
        for w in reading.arabic
        if w.start not in told
        and ((w.start in foreign and all(_another_name(r, w) for r in reading.reference)) or stranger(w, reading))
    )


def _another_name(word: english.Word, other: arabic.Word) -> bool:
    """An English word does not stand for a known Arabic name, or is a country that is only spelt like it."""
    return not _names(word, other) or _another_state((word.norm,), other)


def _names(word: english.Word, other: arabic.Word) -> bool:
    """An English word stands for a known Arabic name: as its translation, or spelt like it and written large."""
    if lexicon.weight(word.norm, other.norm) * 4 >= _UNLIKE:
        return True
    return word.text[0].isupper() and facts.spelling(word.norm, other.norm, _SPELT) >= _SPELT


def strangers_english(names: Sequence[Fact], reading: Reading) -> tuple[Fact, ...]:
    """Names of the back-translation that the Arabic has and the reference has in no form."""
    found = []
    for fact in names:
        run = words_of(fact)
        proper = [w for w in run if not facts.everyday(w) and len(w) > 2]
        if (
            not proper
            or fact.certainty < 0.5
            or any(facts.in_english(w, run, reading.reference)[0] >= 0.7 for w in run)
        ):
            continue
        if any(facts.in_arabic(w, run, reading.arabic)[0] >= _SPELT for w in proper):
            found.append(fact)
    return tuple(found)
