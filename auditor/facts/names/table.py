"""The table of names that are worth knowing in both languages, with the territories and cities of the CLDR."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from auditor.facts.fact import Fact
from auditor.facts.words import arabic, english
from auditor.facts.words.lists import word_list
from auditor.wordlists.tables import rows


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the table: a name, and whether its Arabic is sure enough to be read back."""

    english: frozenset[tuple[str, ...]]
    arabic: tuple[tuple[str, ...], ...]
    canonical: str
    both_ways: bool


@lru_cache(maxsize=1)
def _entries() -> tuple[_Entry, ...]:
    made = [_entry(forms.split("|"), spellings.split("|")) for forms, spellings in rows("ar-en/names.tsv", 2)]
    return (*made, *_territories())


def _entry(forms: Sequence[str], spellings: Sequence[str]) -> _Entry:
    sure = not forms[0].startswith("~")
    names = [form.removeprefix("~") for form in forms]
    return _Entry(
        frozenset(tuple(n.split()) for n in names),
        tuple(tuple(_bare(w) for w in s.split()) for s in spellings),
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


def known_name(norm: str) -> bool:
    """A lower-cased English word that opens a name of the table."""
    return norm in _by_english()


def extract(spoken: Sequence[arabic.Word]) -> tuple[Fact, ...]:
    """The names of the table in an Arabic sentence, in order; `value` is the English name, `text` the folded spelling."""
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
    # The longest stem first: sets have no order, and a name must be the same one in every run.
    for stem in sorted(arabic.stems(spoken[i].norm), key=lambda stem: (-len(stem), stem)):
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


def answer(word: str, nearby: Sequence[str], spoken: Sequence[arabic.Word]) -> arabic.Word | None:
    """The Arabic word that by the table has a word of a name, which stands among the lower-cased words of a run."""
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
