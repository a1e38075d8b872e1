"""Words that have an opposite, in English and Arabic: rose and fell, before and after, support and oppose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from auditor.facts.fact import Fact
from auditor.facts.words import arabic, english, lexicon
from auditor.wordlists.tables import rows


@dataclass(frozen=True, slots=True, eq=False)
class Pole:
    """One side of a pair of opposites: English words in the order of the table, their base forms, and Arabic stems;
    `other` is its opposite."""

    line: int
    first: bool
    words: tuple[str, ...]
    bases: frozenset[str]
    stems: frozenset[str]
    exact: bool
    """Its words have one sense, and one answer in the other language: north, summer."""

    @property
    def other(self) -> Pole:
        """The opposite pole."""
        here, there = _lines()[self.line]
        return there if self.first else here

    def has(self, norm: str) -> bool:
        """An English word (as `english.Word.norm`) is of this pole."""
        return norm in self.words or english.lemma(norm) in self.bases

    def has_arabic(self, norm: str) -> bool:
        """A folded Arabic word is of this pole, and not rather of the other: والدتها, her mother, has `father` in it."""
        mine = _longest(norm, self.stems)
        return 0 < mine >= _longest(norm, self.other.stems)


@lru_cache(maxsize=50_000)
def _longest(norm: str, stems: frozenset[str]) -> int:
    """Letters of the longest of the stems that a folded Arabic word is built on; 0: on none."""
    return max(map(len, _built(norm) & stems), default=0)


@lru_cache(maxsize=20_000)
def _built(norm: str) -> frozenset[str]:
    """What a folded Arabic word may be built on."""
    # No ه that is half of an ending (والدها, her father), but the feminine one, which is written ت before an ending.
    halved = norm.endswith("ها") and not norm.endswith("هها")
    built = {stem for stem in arabic.stems(norm) if not (halved and stem.endswith("ه"))}
    return frozenset(built | {stem[:-1] + "ه" for stem in built if stem.endswith("ت")})


@lru_cache(maxsize=1)
def _lines() -> tuple[tuple[Pole, Pole], ...]:
    return tuple(
        (_pole(i, True, a, c, exact=bool(mark)), _pole(i, False, b, d, exact=bool(mark)))
        for i, (a, b, c, d, *mark) in enumerate(rows("ar-en/opposites.tsv", 4, 5))
    )


def _pole(line: int, first: bool, words: str, stems: str, *, exact: bool) -> Pole:
    forms = tuple(words.split())
    # `left`, `last`: a form that is also an inflection of another word does not bring that word in.
    bases = frozenset(english.lemma(w) for w in forms)
    return Pole(line, first, forms, bases, frozenset(stems.split()), exact)


@lru_cache(maxsize=1)
def _by_english() -> Mapping[str, tuple[Pole, ...]]:
    index: dict[str, list[Pole]] = {}
    for pair in _lines():
        for pole in pair:
            for form in {*pole.words, *pole.bases}:
                index.setdefault(form, []).append(pole)
    return {form: tuple(poles) for form, poles in index.items()}


@lru_cache(maxsize=20_000)
def poles(norm: str) -> tuple[Pole, ...]:
    """The poles that an English word (as `english.Word.norm`) is of, one for each sense in the table."""
    found = {id(p): p for form in (norm, english.lemma(norm)) for p in _by_english().get(form, ())}
    return tuple(found.values())


def base(norm: str) -> str:
    """The shortest word of the table that an English word is a form of, itself where there is none."""
    found = [w for p in poles(norm) for w in p.words if english.lemma(w) == english.lemma(norm)]
    return min(found, key=lambda w: (len(w), w), default=norm)


def extract(text: str, lang: str) -> tuple[Fact, ...]:
    """The English words of a sentence that have an opposite in the table; `value` is their base form. Other
    languages: none."""
    if lang != "en":
        return ()
    found = (w for w in english.words(text) if poles(w.norm))
    return tuple(Fact("opposite", w.start, w.end, text[w.start : w.end], english.lemma(w.norm), 1.0) for w in found)


@lru_cache(maxsize=50_000)
def speaks_for(norm: str, arabic_norm: str, pole: Pole) -> float:
    """How surely an Arabic word stands for an English word of a pole, 0–1: by the dictionary, or by the table's
    stems."""
    return max(lexicon.weight(norm, arabic_norm), 0.3 if pole.has_arabic(arabic_norm) else 0.0)


@lru_cache(maxsize=50_000)
def speaks_against(arabic_norm: str, pole: Pole) -> float:
    """How surely an Arabic word stands for the opposite pole, 0–1."""
    best = max((lexicon.weight(word, arabic_norm) for word in pole.other.words), default=0.0)
    return max(best, 0.5 if pole.other.has_arabic(arabic_norm) else 0.0)
