"""Which word of one sentence answers which word of the other, and where a place in one is to be expected in the
other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from auditor.facts.names.names import spelling
from auditor.facts.words import arabic, english, lexicon
from auditor.facts.words.lists import word_list

LONGEST = 200
"""Words of a side from which a bead is no sentence any more; comparing word by word would cost too much there."""


@dataclass(frozen=True, slots=True)
class Links:
    """Links between the words of two sentences: pairs of positions, in the order of the first."""

    pairs: tuple[tuple[int, int], ...]
    sizes: tuple[int, int]

    def expect(self, position: float) -> float:
        """Where the word at `position` of the first sentence is to be expected in the second.

        Between the links around it; without a link, at the same share of the length.
        """
        first, second = self.sizes
        slope = second / max(1, first)
        at = bisect_left(self.pairs, (int(position), -1))
        near = sorted(self.pairs[max(0, at - 3) : at + 3], key=lambda p: abs(p[0] - position))[:4]
        if not near:
            return position * slope
        guesses = [(1.0 / (1 + abs(i - position)), j + (position - i) * slope) for i, j in near]
        return min(max(0.0, sum(w * g for w, g in guesses) / sum(w for w, _ in guesses)), float(second))

    def turned(self) -> Links:
        """The same links seen from the second sentence."""
        return Links(tuple(sorted((j, i) for i, j in self.pairs)), (self.sizes[1], self.sizes[0]))


def to_english(first: Sequence[english.Word], second: Sequence[english.Word]) -> Links:
    """Links between an English sentence and another one that should say the same."""
    return _link(
        len(first),
        len(second),
        lambda i, j: _alike(first[i], second[j]),
        [w.norm in word_list("grammar") for w in first],
    )


def to_arabic(first: Sequence[english.Word], second: Sequence[arabic.Word]) -> Links:
    """Links between an English sentence and an Arabic one, by dictionary and spelling."""
    return _link(
        len(first),
        len(second),
        lambda i, j: _answers(first[i], second[j]),
        [w.norm in word_list("grammar") for w in first],
    )


def _alike(one: english.Word, other: english.Word) -> float:
    if one.norm == other.norm or english.lemma(one.norm) == english.lemma(other.norm):
        return 1.0
    if min(len(one.norm), len(other.norm)) >= 5 and fuzz.ratio(one.norm, other.norm) >= 80:
        return 0.8
    return 0.6 if len(one.norm) > 3 and synonyms(one.norm, other.norm) else 0.0


def synonyms(one: str, other: str) -> bool:
    """Two English words that one Arabic word often stands for."""
    mine, theirs = lexicon.translations(one), lexicon.translations(other)
    return any(weight >= 0.15 and theirs.get(word, 0.0) >= 0.15 for word, weight in mine.items())


def _answers(one: english.Word, other: arabic.Word) -> float:
    value = lexicon.weight(one.norm, other.norm)
    if value >= lexicon.ANSWERS:
        return min(1.0, 0.4 + value)
    if one.text[0].isupper() and len(one.norm) > 2:
        spelt = spelling(one.norm, other.norm, 0.8)
        return spelt if spelt >= 0.8 else 0.0
    return 0.0


def _link(rows: int, columns: int, value: Callable[[int, int], float], stop: Sequence[bool]) -> Links:
    scored = []
    for i in range(min(rows, LONGEST)):
        if stop[i]:
            continue
        for j in range(min(columns, LONGEST)):
            worth = value(i, j)
            if worth:
                scored.append((worth - 0.8 * abs(i / rows - j / columns), i, j))
    scored.sort(reverse=True)
    taken_first: set[int] = set()
    taken_second: set[int] = set()
    pairs = []
    for worth, i, j in scored:
        if worth > 0.1 and i not in taken_first and j not in taken_second:
            taken_first.add(i)
            taken_second.add(j)
            pairs.append((i, j))
    return Links(tuple(sorted(pairs)), (rows, columns))


def same_matter(reference: Sequence[english.Word], hypothesis: Sequence[english.Word]) -> bool:
    """A back-translation that shares enough words with the reference to be trusted as a witness."""
    wanted = {english.lemma(w.norm) for w in reference if len(w.norm) > 3}
    said = {english.lemma(w.norm) for w in hypothesis}
    return bool(wanted) and len(wanted & said) >= 0.35 * len(wanted)
