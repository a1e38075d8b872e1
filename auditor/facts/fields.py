"""Fields of words of which one is true and the others would be wrong: first, second, third; north, south; oil, gas.

The table (`data/ar-en/fields.tsv`) has one member a line, with its words in both languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from auditor.facts.words import arabic, english
from auditor.facts.words.expressions import Pattern, Place, arabic_pattern, end_in_english, english_pattern, in_arabic
from auditor.wordlists.tables import NONE, phrases, read


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """One member of a field."""

    field: str
    forms: tuple[str, ...]
    """English, as the table has them; forms at the same place in two members answer each other."""
    english: tuple[Pattern, ...]
    arabic: tuple[Pattern, ...]
    """Arabic that says this member and no other."""
    also: tuple[Pattern, ...]
    """Arabic that may say it, and something else too."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A member in the reference, another one in the Arabic (positions of their words), and what the reference would say if
    the Arabic was right."""

    reference: Place
    article: Place
    other: Member
    said: str
    perhaps: tuple[Place, ...] = ()
    """Where the Arabic has words that may say the member, and something else too."""


@lru_cache(maxsize=1)
def _fields() -> Mapping[str, tuple[Member, ...]]:
    found: dict[str, list[Member]] = {}
    for row in read("ar-en/fields.tsv", 3, 4):
        member = _member(*row)
        found.setdefault(member.field, []).append(member)
    return {field: tuple(members) for field, members in found.items()}


def _member(field: str, forms: str, spoken: str, also: str = NONE) -> Member:
    listed = tuple(phrases(forms))
    says, may_say = (tuple(map(arabic_pattern, phrases(cell))) for cell in (spoken, also))
    return Member(field, listed, tuple(map(english_pattern, listed)), says, may_say)


@lru_cache(maxsize=1)
def _by_first_word() -> Mapping[str, tuple[tuple[int, Member], ...]]:
    """By the first word of a form: which form of which member, longer forms first."""
    index: dict[str, list[tuple[int, Member]]] = {}
    for members in _fields().values():
        for member in members:
            for k, pattern in enumerate(member.english):
                index.setdefault(pattern[0], []).append((k, member))
    longest_first = {word: sorted(found, key=lambda f: -len(f[1].english[f[0]])) for word, found in index.items()}
    return {word: tuple(found) for word, found in longest_first.items()}


def exchanged(reference: Sequence[english.Word], article: Sequence[arabic.Word], text: str) -> Iterator[Exchange]:
    """Members of the reference that nothing in the Arabic answers, each with every other member of its field that the
    Arabic (`text` and its words) has and the reference has not."""
    named = list(_named(reference))
    asked = {member for _, _, member in named}
    spoken = {field: _spoken(field, article, text) for field in {m.field for m in asked}}
    for place, form, member in named:
        others = spoken[member.field]
        others = [] if any(m is member for _, m in others) else [(at, m) for at, m in others if m not in asked]
        perhaps = tuple(at for p in member.also for at in in_arabic(p, article)) if others else ()
        for found, other in others:
            said = other.forms[form] if form < len(other.forms) else other.forms[0]
            yield Exchange(place, found, other, said, perhaps)


def _spoken(field: str, article: Sequence[arabic.Word], text: str) -> list[tuple[Place, Member]]:
    """The members of a field that an Arabic sentence names; a longer expression takes its words: شقيقته is no شقيق."""
    found = [
        (-len("".join(pattern)), place, member)
        for member in _fields()[field]
        for pattern in member.arabic
        for place in in_arabic(pattern, article, text)
    ]
    taken: set[int] = set()
    kept = []
    for _, place, member in sorted(found, key=lambda f: f[:2]):
        if taken.isdisjoint(range(*place)):
            taken.update(range(*place))
            kept.append((place, member))
    return kept


def _named(reference: Sequence[english.Word]) -> Iterator[tuple[Place, int, Member]]:
    """The members that an English sentence names; a longer form takes its words: north-west is neither north nor west."""
    taken: dict[str, set[int]] = {}
    words = [word.norm for word in reference]
    for at, word in enumerate(words):
        for form, member in _by_first_word().get(word, ()):
            end = end_in_english(member.english[form], words, at)
            if end is None or at in taken.setdefault(member.field, set()):
                continue
            taken[member.field].update(range(at, end))
            yield (at, end), form, member
