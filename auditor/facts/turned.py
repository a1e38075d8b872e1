"""Words and turns of phrase that a translation may turn round: often and rarely, refused to rule out and ruled out.

The table (`data/ar-en/turned.tsv`) has both sides of a pair in both languages. What it lists as saying the one side never
says the other, so that its rows, unlike pairs of `opposites`, need little to bear them out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from auditor.facts.words import arabic, english
from auditor.facts.words.expressions import (
    GAP,
    Pattern,
    Place,
    arabic_pattern,
    end_in_english,
    english_pattern,
    in_arabic,
)
from auditor.wordlists.tables import phrases, read


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """One side of a pair, as the reference may have it, and what turns it round."""

    english: tuple[Pattern, ...]
    """Base forms."""
    forms: tuple[str, ...]
    """The same as the table has them; those at the same place on both sides answer each other."""
    arabic: tuple[Pattern, ...]
    """Arabic that says this side and not the other."""
    also: tuple[Pattern, ...]
    """Arabic that may say this side, and something else too."""


@dataclass(frozen=True, slots=True)
class Turned:
    """An expression of the reference and the Arabic that says the other side (positions of their words), and what the
    reference would say if the Arabic was right."""

    reference: Place
    article: Place
    said: str


@lru_cache(maxsize=1)
def _by_first_word() -> Mapping[str, tuple[tuple[int, Turn, Turn], ...]]:
    """By the base form of its first word: which form of which side, and the side against it; longer forms first."""
    index: dict[str, list[tuple[int, Turn, Turn]]] = {}
    for one, other, says_one, says_other, also_one, also_other in read("ar-en/turned.tsv", 6):
        pair = _turn(one, says_one, also_one), _turn(other, says_other, also_other)
        for mine, theirs in (pair, pair[::-1]):
            for k, pattern in enumerate(mine.english):
                index.setdefault(pattern[0], []).append((k, mine, theirs))
    longest_first = {word: sorted(found, key=lambda f: -len(f[1].english[f[0]])) for word, found in index.items()}
    return {word: tuple(found) for word, found in longest_first.items()}


def _turn(forms: str, spoken: str, also: str) -> Turn:
    listed = tuple(phrases(forms))
    bases = tuple(tuple(w if w == GAP else english.lemma(w) for w in english_pattern(form)) for form in listed)
    says, may_say = (tuple(map(arabic_pattern, phrases(cell))) for cell in (spoken, also))
    return Turn(bases, listed, says, may_say)


def turned(reference: Sequence[english.Word], article: Sequence[arabic.Word], text: str) -> Iterator[Turned]:
    """The expressions of a reference sentence whose other side its Arabic (`text` and its words) says, where the Arabic says
    the one less often than the reference, and the reference the other nowhere."""
    named = _named([english.lemma(w.norm) for w in reference])
    for (mine, theirs), places in named.items():
        if (theirs, mine) in named:
            continue
        for there in _other_side(mine, theirs, len(places), article, text):
            for place, form in places:
                yield Turned(place, there, theirs.forms[min(form, len(theirs.forms) - 1)])


def _named(bases: Sequence[str]) -> Mapping[tuple[Turn, Turn], list[tuple[Place, int]]]:
    """The sides that an English sentence names, each with the side against it: where, and by which form. Of a pair a longer
    expression takes its words: to refuse to rule out is not to rule out."""
    found = [
        (at - end, (at, end), form, mine, theirs)
        for at, base in enumerate(bases)
        for form, mine, theirs in _by_first_word().get(base, ())
        if (end := end_in_english(mine.english[form], bases, at)) is not None
    ]
    taken: dict[frozenset[Turn], set[int]] = {}
    named: dict[tuple[Turn, Turn], list[tuple[Place, int]]] = {}
    for _, place, form, mine, theirs in sorted(found, key=lambda f: f[:2]):
        words = taken.setdefault(frozenset((mine, theirs)), set())
        if words.isdisjoint(range(*place)):
            words.update(range(*place))
            named.setdefault((mine, theirs), []).append((place, form))
    return named


def _other_side(mine: Turn, theirs: Turn, asked: int, article: Sequence[arabic.Word], text: str) -> list[Place]:
    """Where the Arabic says the other side, and the one less often than it is `asked` for. A longer expression takes its
    words here too: غير منتخب is not منتخب."""
    # What only silences need not be written with its dots.
    listed = ((mine, mine.arabic, text), (mine, mine.also, None), (theirs, theirs.arabic, text))
    found = [
        (place[0] - place[1], place, turn)
        for turn, patterns, written in listed
        for pattern in patterns
        for place in in_arabic(pattern, article, written)
    ]
    taken: set[int] = set()
    there: list[Place] = []
    for _, place, turn in sorted(found, key=lambda f: (*f[:2], f[2] is theirs)):
        if taken.isdisjoint(range(*place)):
            taken.update(range(*place))
            asked -= turn is mine
            there += [place] * (turn is theirs)
    return there if asked > 0 else []
