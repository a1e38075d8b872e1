"""Names of people, places and organisations, in English and Arabic, and whether a sentence of the other language has
them."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from rapidfuzz import fuzz

from auditor.facts import arabic, english, lexicon
from auditor.facts.fact import Fact
from auditor.facts.transliteration import likeness
from auditor.facts.word_lists import word_list

_ABSTRACT = ("tion", "ment", "ness", "ology", "graphy", "ship", "ism", "ing", "ance", "ence", "ical", "ional")
_JOINERS = frozenset((" ", "-", "–", "'", "’"))
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…–—|\[(“‘«*•-]|(?<!,)[\"”]|--)[\s\"'“‘’«(\[*]*$")
"""A quotation that ends in a comma is followed by whoever said it."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the table: a name, and whether its Arabic is sure enough to be read back."""

    english: frozenset[tuple[str, ...]]
    arabic: tuple[tuple[str, ...], ...]
    canonical: str
    both_ways: bool


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    packed = resources.files("auditor.data").joinpath("common_words.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode("utf-8").split())


@lru_cache(maxsize=1)
def _entries() -> tuple[_Entry, ...]:
    text = resources.files("auditor.data").joinpath("names.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    made = [_entry(forms.split("|"), spellings.split("|")) for forms, spellings in lines]
    return (*made, *_territories())


def _entry(forms: Sequence[str], spellings: Sequence[str]) -> _Entry:
    sure = not forms[0].startswith("~")
    names = [form.removeprefix("~") for form in forms]
    return _Entry(
        frozenset(tuple(n.split()) for n in names),
        tuple(tuple(_bare(w) for w in arabic.level(s).split()) for s in spellings),
        names[0],
        sure,
    )


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 5 else word


def _territories() -> tuple[_Entry, ...]:
    """CLDR's territories and the cities of its time zones; support only, as some are everyday words."""
    from babel import Locale

    ours, theirs = Locale("en"), Locale("ar")
    pairs = [(name, theirs.territories.get(code)) for code, name in ours.territories.items() if not code.isdigit()]
    pairs += [(zone.split("/")[-1].replace("_", " "), at.get("city")) for zone, at in theirs.time_zones.items()]
    return tuple(
        _entry(["~" + " ".join(w.norm for w in english.words(e))], [" ".join(w.norm for w in arabic.words(a))])
        for e, a in pairs
        if e and a and english.words(e) and arabic.words(a) and "&" not in e and "(" not in e
    )


@lru_cache(maxsize=1)
def _by_english() -> Mapping[str, tuple[tuple[tuple[str, ...], _Entry], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], _Entry]]] = {}
    for entry in _entries():
        for form in entry.english:
            index.setdefault(form[0], []).append((form, entry))
    return {first: tuple(found) for first, found in index.items()}


@lru_cache(maxsize=1)
def _by_arabic() -> Mapping[str, tuple[tuple[tuple[str, ...], _Entry], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], _Entry]]] = {}
    for entry in _entries():
        for spelling in entry.arabic:
            index.setdefault(spelling[0], []).append((spelling, entry))
    return {first: tuple(found) for first, found in index.items()}


def extract(text: str, lang: str) -> tuple[Fact, ...]:
    """The names of a sentence.

    English: runs of capitalised words; `value` is the tuple of their lower-cased words. Certainty 1 where a word of
    the run
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
    certainty = 0.3 if not proper else 0.5 if opens and len(run) == 1 and not known_name(run[0].norm) else 1.0
    start, end = run[0].start, run[-1].end
    return Fact("name", start, end, text[start:end], tuple(w.norm for w in run), certainty)


def _everyday(word: english.Word) -> bool:
    return everyday(word.norm) and not (word.text.isupper() and len(word.text) > 1)


def everyday(norm: str) -> bool:
    """A lower-cased English word that is mostly written small in open text."""
    # Most words with these endings are no names, but France and Beijing are.
    return norm in _common() or "'" in norm or (norm.endswith(_ABSTRACT) and not known_name(norm))


def common(norm: str) -> bool:
    """A lower-cased English word of the list of everyday words itself."""
    return norm in _common()


def spells_name(text: str, read: Sequence[english.Word]) -> bool:
    """An Arabic word that may mean something (لا, ستون) is here a name of an English sentence in Arabic letters: La
    Riviera, Emma Stone."""
    norms = {norm for stem in arabic.stems(arabic.level(text)) for norm in (arabic.level(text), stem)}
    return any(w.text[0].isupper() and w.start and max(likeness(w.norm, n) for n in norms) >= 0.9 for w in read)


def known_name(norm: str) -> bool:
    """A lower-cased English word that opens a name of the table."""
    return norm in _by_english()


def _shouted(text: str) -> bool:
    """Text all in capitals: case says nothing there."""
    letters = sum(c.isalpha() for c in text)
    return letters > 12 and sum(c.isupper() for c in text) > 0.7 * letters


def _extract_arabic(text: str) -> tuple[Fact, ...]:
    return tuple(
        Fact("name", f.start, f.end, text[f.start : f.end], f.value, f.certainty)
        for f in extract_words(arabic.words(text))
    )


def extract_words(spoken: Sequence[arabic.Word]) -> tuple[Fact, ...]:
    """`extract` for an Arabic sentence that is at hand as words; `text` is the levelled spelling."""
    found: list[Fact] = []
    free = 0
    for i, word in enumerate(spoken):
        if i < free:
            continue
        hit = _longest(spoken, i)
        if hit is not None:
            size, entry = hit
            free = i + size
            end = spoken[i + size - 1].end
            spelt = " ".join(w.norm for w in spoken[i : i + size])
            found.append(Fact("name", word.start, end, spelt, entry.canonical, 1.0 if entry.both_ways else 0.5))
    return tuple(found)


def _longest(spoken: Sequence[arabic.Word], i: int) -> tuple[int, _Entry] | None:
    best: tuple[int, _Entry] | None = None
    for stem in arabic.stems(spoken[i].norm):
        for spelling, entry in _by_arabic().get(stem, ()):
            if _spelt(spoken, i, spelling) and (
                best is None or (len(spelling), entry.both_ways) > (best[0], best[1].both_ways)
            ):
                best = (len(spelling), entry)
    return best


def _spelt(spoken: Sequence[arabic.Word], i: int, spelling: tuple[str, ...]) -> bool:
    return len(spoken) >= i + len(spelling) and all(
        part in arabic.stems(spoken[i + k].norm) for k, part in enumerate(spelling)
    )


def canonical(run: Sequence[str]) -> frozenset[str]:
    """The table's names that lower-cased words of a run contain."""
    found = set()
    for i, first in enumerate(run):
        for singular in {first, first[:-1] if first.endswith("s") else first}:
            for form, entry in _by_english().get(singular, ()):
                if tuple(run[i + 1 : i + len(form)]) == form[1:]:
                    found.add(entry.canonical)
    return frozenset(found)


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    """The table's names that the CLDR has as territories."""
    from babel import Locale

    territories = {name.lower() for code, name in Locale("en").territories.items() if not code.isdigit()}
    return frozenset(e.canonical for e in _entries() if e.both_ways and {" ".join(f) for f in e.english} & territories)


def state(canonical_names: Iterable[str]) -> bool:
    """Canonical names of the table among which is a country's or another territory's."""
    return not _states().isdisjoint(canonical_names)


def organisations(canonical_names: Iterable[str]) -> frozenset[str]:
    """Those of the table's canonical names that are organisations which could stand in each other's place."""
    return frozenset(name for name in canonical_names if name.replace(" ", "-") in word_list("organisation"))


def in_arabic(word: str, nearby: Sequence[str], spoken: Sequence[arabic.Word]) -> tuple[float, arabic.Word | None]:
    """How surely an Arabic sentence has a word of an English name, 0–1, and where.

    By the table (with `nearby`, the lower-cased words of the whole run), by the dictionary, and by spelling, also
    across two
    Arabic words written for one English word.
    """
    by_table = _table_hit(word, nearby, spoken)
    if by_table is not None:
        return 1.0, by_table
    best: tuple[float, arabic.Word | None] = lexicon.best(word, spoken)
    best = (min(1.0, best[0] * 4), best[1])
    for i, other in enumerate(spoken):
        value = spelling(word, other.norm)
        if (
            i + 1 < len(spoken)
            and value < 0.9
            and not (everyday_arabic(other.norm) and everyday_arabic(spoken[i + 1].norm))
        ):
            value = max(value, likeness(word, other.norm + spoken[i + 1].norm) - 0.04)
        if value > best[0]:
            best = (value, other)
    return best


def spelling(word: str, norm: str) -> float:
    """Likeness of an English name and a levelled Arabic word; less where that word is an everyday one, unless it is
    plainly the name (Flake, فليك)."""
    alike = likeness(word, norm)
    return alike if alike >= 0.9 and len(norm) > 3 else alike - (0.2 if everyday_arabic(norm) else 0.0)


@lru_cache(maxsize=20_000)
def everyday_arabic(norm: str) -> bool:
    """A levelled Arabic word that mostly stands for an everyday English one, or is a short particle."""
    if len(norm) <= 2 or norm in word_list("arabic-grammar"):
        return True
    found = lexicon.meanings(norm)
    return bool(found) and found[0][1] in _common_forms() and found[0][0] >= 0.1


@lru_cache(maxsize=1)
def _common_forms() -> frozenset[str]:
    return frozenset(english.lemma(w) for w in _common())


def _table_hit(word: str, nearby: Sequence[str], spoken: Sequence[arabic.Word]) -> arabic.Word | None:
    singulars = (word, word[:-1]) if word.endswith("s") else (word,)
    wanted = [
        entry
        for i, first in enumerate(nearby)
        for start in {first, first[:-1] if first.endswith("s") else first}
        for form, entry in _by_english().get(start, ())
        if len(form) <= len(nearby) - i
        and tuple(nearby[i + 1 : i + len(form)]) == form[1:]
        and any(s in (start, *form) for s in singulars)
    ]
    for entry in wanted:
        for spelling in entry.arabic:
            for i in range(len(spoken)):
                if _spelt(spoken, i, spelling):
                    return spoken[i]
    return None


def in_english(
    word: str, nearby: Sequence[str], said: Sequence[english.Word], *, shouted: bool = False
) -> tuple[float, english.Word | None]:
    """How surely an English sentence has a word of a name, 0–1, and where: the same word, another spelling of it, the
    same
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
        mine = canonical(nearby)
        there = [w.norm for w in said]
        if mine & canonical(there):
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
