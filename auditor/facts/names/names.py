"""Names of people, places and organisations, in English and Arabic, and whether a sentence of the other language has
them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from auditor.facts.fact import Fact
from auditor.facts.names import table as name_table
from auditor.facts.names.transliteration import likeness_from
from auditor.facts.words import arabic, english, lexicon
from auditor.facts.words.lists import word_list
from auditor.wordlists.folding import fold
from auditor.wordlists.patterns import Pattern
from auditor.wordlists.tables import read

_ABSTRACT = ("tion", "ment", "ness", "ology", "graphy", "ship", "ism", "ing", "ance", "ence", "ical", "ional")
_JOINERS = frozenset((" ", "-", "–", "'", "’"))
_SENTENCE_START = Pattern(r"(?:^|[.!?:;…–—|\[(“‘«*•-]|(?<!,)[\"”]|--)[\s\"'“‘’«(\[*]*$")
"""A quotation that ends in a comma is followed by whoever said it."""


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(word for (word,) in read("en/common-words.txt.gz", 1, strength=None))


def extract(text: str, lang: str) -> tuple[Fact, ...]:
    """The names of a sentence.

    English: runs of capitalised words; `value` is the tuple of their lower-cased words. Certainty 1 where a word of the run
    is no everyday word, 0.5 where the run opens a sentence, 0.3 where every word is an everyday word written large.
    Arabic: names the table knows; `value` is the English name. Other languages: none.
    """
    if lang == "en":
        return _extract_english(text)
    if lang == "ar":
        return _extract_arabic(text)
    return ()


def _extract_english(text: str) -> tuple[Fact, ...]:
    runs: list[list[english.Word]] = []
    shouted = _shouted(text)
    for word in english.words(text):
        if not word.text[0].isupper() or word.norm in word_list("not-name") or shouted:
            continue
        if word.start and text[word.start - 1].isdigit():
            continue  # a unit: 600Mbit
        if runs and _joined(text, runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    found = []
    for run in runs:
        opens = bool(_SENTENCE_START.search(text[max(0, run[0].start - 8) : run[0].start]))
        if opens and len(run[0].norm) > 1 and _everyday(run[0]):
            run = run[1:]  # noqa: PLW2901  the sentence's first word is large by rule
            opens = False
        for part in _without_titles(run):
            found.append(_fact(text, part, opens and part[0] is run[0]))
    return tuple(found)


def _without_titles(run: Sequence[english.Word]) -> list[Sequence[english.Word]]:
    """The names in a capitalised run: of `Hungarian Prime Minister Viktor Orban` the people and the person. A title is
    translated, so that it would bear out whatever name stands behind it."""
    last = max((i for i, w in enumerate(run[:-1]) if w.norm in word_list("title")), default=None)
    if last is None or all(_everyday(w) for w in run[last + 1 :]):
        return [run] if run else []
    before = [w for w in run[:last] if w.norm not in word_list("title")]
    whole = bool(before) and before == list(run[: len(before)])
    return [*([before] if whole else []), run[last + 1 :]]


def _joined(text: str, last: english.Word, word: english.Word) -> bool:
    """Two capitalised words stand in one name: nothing but a space or hyphen between them, or the stop of an
    initial."""
    between = text[last.end : word.start]
    initial = len(last.norm) == 1 and between == ". "
    return (between in _JOINERS or initial) and not last.text.endswith(("'s", "’s"))


def _fact(text: str, run: Sequence[english.Word], opens: bool) -> Fact:
    proper = any(not _everyday(w) for w in run)
    certainty = (
        0.3 if not proper else 0.5 if opens and len(run) == 1 and not name_table.known_name(run[0].norm) else 1.0
    )
    start, end = run[0].start, run[-1].end
    return Fact("name", start, end, text[start:end], tuple(w.norm for w in run), certainty)


def _everyday(word: english.Word) -> bool:
    return everyday(word.norm) and not (word.text.isupper() and len(word.text) > 1)


def everyday(norm: str) -> bool:
    """A lower-cased English word that is mostly written small in open text."""
    # Most words with these endings are no names, but France and Beijing are.
    return norm in _common() or "'" in norm or (norm.endswith(_ABSTRACT) and not name_table.known_name(norm))


def common(norm: str) -> bool:
    """A lower-cased English word of the list of everyday words itself."""
    return norm in _common()


def spells_name(text: str, read: Sequence[english.Word]) -> bool:
    """An Arabic word that may mean something (لا, ستون) is here a name of an English sentence in Arabic letters: La
    Riviera, Emma Stone."""
    norms = {norm for stem in arabic.stems(fold(text)) for norm in (fold(text), stem)}
    return any(
        w.text[0].isupper() and w.start and max(likeness_from(w.norm, n, 0.9) for n in norms) >= 0.9 for w in read
    )


def _shouted(text: str) -> bool:
    """Text all in capitals: case says nothing there."""
    letters = sum(c.isalpha() for c in text)
    return letters > 12 and sum(c.isupper() for c in text) > 0.7 * letters


def _extract_arabic(text: str) -> tuple[Fact, ...]:
    return tuple(
        Fact("name", f.start, f.end, text[f.start : f.end], f.value, f.certainty)
        for f in name_table.extract(arabic.words(text))
    )


@lru_cache(maxsize=1024)
def in_arabic(word: str, nearby: tuple[str, ...], spoken: tuple[arabic.Word, ...]) -> tuple[float, arabic.Word | None]:
    """How surely an Arabic sentence has a word of an English name, 0–1, and where.

    By the table (with `nearby`, the lower-cased words of the whole run), by the dictionary, and by spelling, also across
    two Arabic words written for one English word.
    """
    by_table = name_table.answer(word, nearby, spoken)
    if by_table is not None:
        return 1.0, by_table
    best: tuple[float, arabic.Word | None] = lexicon.best(word, spoken)
    best = (min(1.0, best[0] * 4), best[1])
    for i, other in enumerate(spoken):
        value = spelling(word, other.norm, min(best[0], 0.9))
        if (
            i + 1 < len(spoken)
            and value < 0.9
            and not (everyday_arabic(other.norm) and everyday_arabic(spoken[i + 1].norm))
        ):
            value = max(value, likeness_from(word, other.norm + spoken[i + 1].norm, best[0] + 0.03) - 0.04)
        if value > best[0]:
            best = (value, other)
    return best


def spelling(word: str, norm: str, least: float = 0.0) -> float:
    """Likeness of an English name and a folded Arabic word; less where that word is an everyday one, unless it is
    plainly the name (Flake, فليك). What is less than `least` may come out still less."""
    alike = likeness_from(word, norm, least)
    return alike if alike >= 0.9 and len(norm) > 3 else alike - (0.2 if everyday_arabic(norm) else 0.0)


@lru_cache(maxsize=20_000)
def everyday_arabic(norm: str) -> bool:
    """A folded Arabic word that mostly stands for an everyday English one, or is a short particle."""
    if len(norm) <= 2 or norm in word_list("arabic-grammar") or norm in _everyday_arabic():
        return True
    found = lexicon.meanings(norm)
    return bool(found) and found[0][1] in _common_forms() and found[0][0] >= 0.1


@lru_cache(maxsize=1)
def _everyday_arabic() -> frozenset[str]:
    """Everyday words that the dictionary does not have; learned by `tests/evaluation/learn_everyday_arabic.py`."""
    return frozenset(word for (word,) in read("ar/everyday-words.txt.gz", 1, strength=None))


@lru_cache(maxsize=1)
def _common_forms() -> frozenset[str]:
    return frozenset(english.lemma(w) for w in _common())


def in_english(
    word: str, nearby: Sequence[str], said: Sequence[english.Word], *, shouted: bool = False
) -> tuple[float, english.Word | None]:
    """How surely an English sentence has a word of a name, 0–1, and where: the same word, another spelling of it, the same
    name by the table, or the name whose initials it is."""
    best: tuple[float, english.Word | None] = (0.0, None)
    for other in said:
        value = 1.0 if other.norm == word else _alike(word, other)
        if value > best[0]:
            best = (value, other)
    if best[0] < 1.0 and len(word) > 5:
        joined = ((fuzz.ratio(_sound(word), _sound(a.norm + b.norm)) / 100, a) for a, b in zip(said, said[1:]))
        best = max(best, max(joined, key=lambda j: j[0], default=best), key=lambda j: j[0])
    if best[0] < 1.0:
        mine = name_table.canonical(nearby)
        there = [w.norm for w in said]
        if mine & name_table.canonical(there):
            return 1.0, best[1]
        if shouted and word.isalpha() and 2 <= len(word) <= 6 and _initials(word, said):
            return 1.0, best[1]
    return best


def _alike(word: str, other: english.Word) -> float:
    if not other.text[0].isupper() and len(word) < 5:
        return 0.0
    if len(word) < 3 or len(other.norm) < 3:
        return 0.0
    return fuzz.ratio(_sound(word), _sound(other.norm)) / 100


@lru_cache(maxsize=20_000)
def _sound(word: str) -> str:
    """A rough sound of an English spelling, so that two spellings by ear meet."""
    word = word.replace("'", "")
    for old, new in (
        ("ph", "f"),
        ("ck", "k"),
        ("sch", "sh"),
        ("kh", "k"),
        ("gh", "g"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("ie", "i"),
        ("ei", "i"),
        ("y", "i"),
        ("c", "k"),
        ("q", "k"),
        ("v", "f"),
        ("w", "u"),
        ("z", "s"),
        ("p", "b"),
        ("j", "g"),
        ("o", "u"),
        ("e", "i"),
    ):
        word = word.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", word)


def _initials(word: str, said: Sequence[english.Word]) -> bool:
    letters = "".join(w.norm[0] for w in said if w.norm not in ("of", "the", "and", "for", "in", "on"))
    return word in letters
