"""Words and idioms that machine translation takes in another sense, or renders word for word.

The table (`data/ar-en/senses.tsv`) names for an English expression what Arabic it is wrongly rendered by, and what that
Arabic says instead. An encoder cannot choose a sense by itself, but it decides well whether the sentence suits better
with the one or the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from auditor.facts.words import arabic, english
from auditor.facts.words.expressions import Pattern, Place, arabic_pattern, end_in_english, english_pattern, in_arabic
from auditor.wordlists.tables import phrases, read


@dataclass(frozen=True, slots=True, eq=False)
class Sense:
    """One way in which an English expression is misread."""

    english: tuple[Pattern, ...]
    wrong: tuple[Pattern, ...]
    """Arabic that takes it in another sense."""
    said: str
    """What that Arabic says, in the form of the first English one."""
    right: tuple[Pattern, ...]
    """Arabic that bears the right sense out."""
    when: tuple[Pattern, ...]
    """English beside which the sense is the right one; none: always."""
    unless: tuple[Pattern, ...]
    """English beside which the other sense may be meant."""


@dataclass(frozen=True, slots=True)
class Misread:
    """An expression of the reference (positions of its words) and the Arabic that misreads it."""

    sense: Sense
    reference: Place
    article: Place


@lru_cache(maxsize=1)
def _by_first_word() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The rows of the table by the first words of their English forms. A sense is made when its word is met: most never
    are."""
    index: dict[str, dict[tuple[str, ...], None]] = {}
    for row in read("ar-en/senses.tsv", 6):
        for form in row[0].replace("-", " ").split("|"):
            index.setdefault(english_pattern(form.split(None, 1)[0])[0], {})[row] = None
    return {word: tuple(found) for word, found in index.items()}


@lru_cache(maxsize=4096)
def _beginning(word: str) -> tuple[tuple[Pattern, Sense], ...]:
    """The forms that begin with a word (as `english.Word.norm`), each with its sense."""
    senses = [_sense(*row) for row in _by_first_word().get(word, ())]
    return tuple((pattern, sense) for sense in senses for pattern in sense.english if pattern[0] == word)


def _sense(forms: str, wrong: str, said: str, right: str, when: str, unless: str) -> Sense:
    return Sense(
        tuple(map(english_pattern, phrases(forms))),
        tuple(map(arabic_pattern, phrases(wrong))),
        said,
        tuple(map(arabic_pattern, phrases(right))),
        tuple(map(_lemmas, phrases(when))),
        tuple(map(_lemmas, phrases(unless))),
    )


def _lemmas(phrase: str) -> Pattern:
    return tuple(map(english.lemma, english_pattern(phrase)))


def misread(
    reference: Sequence[english.Word], article: Sequence[arabic.Word], around: Sequence[english.Word]
) -> Iterator[Misread]:
    """The expressions of a reference sentence that its Arabic takes in another sense, where nothing in the Arabic bears the
    right one out. `around`: the words of the reference sentences beside it, and its own."""
    forms, lemmas = [w.norm for w in reference], [english.lemma(w.norm) for w in around]
    taken: set[int] = set()
    for at, word in enumerate(reference):
        for pattern, sense in _beginning(word.norm):
            end = end_in_english(pattern, forms, at)
            if end is None or at in taken or not _meant(sense, lemmas):
                continue
            if len(pattern) == 1 and _of_a_name(reference, at):
                continue
            if any(True for right in sense.right for _ in in_arabic(right, article)):
                continue
            there = next((found for wrong in sense.wrong for found in in_arabic(wrong, article)), None)
            if there is not None:
                taken.update(range(at, end))
                yield Misread(sense, (at, end), there)


def _of_a_name(words: Sequence[english.Word], at: int) -> bool:
    """A word written large beside another one: the Telugu Desam Party is no celebration."""
    beside = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
    return words[at].text[0].isupper() and any(w.text[0].isupper() for w in beside)


def _meant(sense: Sense, lemmas: Sequence[str]) -> bool:
    if sense.when and not any(_stands(cue, lemmas) for cue in sense.when):
        return False
    return not any(_stands(cue, lemmas) for cue in sense.unless)


def _stands(cue: Pattern, lemmas: Sequence[str]) -> bool:
    known: Collection[str] = lemmas
    if cue[0] not in known:
        return False
    return any(tuple(lemmas[k : k + len(cue)]) == cue for k in range(len(lemmas)))
