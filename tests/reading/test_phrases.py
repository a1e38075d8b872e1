"""The words of notices and credits: whatever is in a list is found as it is spelt there."""

from __future__ import annotations

import pytest

from auditor.reading import phrases as say
from auditor.reading.agencies import agencies
from auditor.wordlists.patterns import Pattern
from auditor.wordlists.tables import rows

LISTS: dict[str, Pattern] = {
    "self": say.SELF, "translation": say.TRANSLATION, "making": say.MAKING, "machine": say.MACHINE, "review": say.REVIEW,
    "unreviewed": say.UNREVIEWED, "human": say.HUMAN, "denial": say.DENIAL, "contrast": say.CONTRAST,
    "said": say.REPORTED, "reported": say.REPORTED, "opens": say.SPEAKS_OF_ITSELF, "auxiliary": say.AUXILIARY,
    "untold": say.UNTOLD, "goes on": say.GOES_ON, "errata": say.ERRATA, "pointer": say.POINTER, "terms": say.TERMS,
    "standards": say.STANDARDS, "contributed": say.CONTRIBUTED, "origin": say.ORIGIN, "filler": say.CREDIT_FILLER,
}  # fmt: skip
JOINED = {"article", "contributing", "contribution"}
"""Lists whose phrases are put together from two."""


def unfolded(name: str) -> list[tuple[str, str]]:
    """List and phrase of every entry, spelt as the file has it, with what may stand for its signs."""
    cells = [(key, phrase) for key, cell in rows(name, 2, strength=None) for phrase in cell.split("|")]
    return [(key, phrase.replace("…", "كل يوم").replace("~", "ال").replace("*", "")) for key, phrase in cells]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_phrase_is_found_as_it_is_spelt(lang: str) -> None:
    """Hamza, ة and ى where a dictionary has them: article and list are folded alike."""
    found = unfolded(f"{lang}/notices.tsv")
    assert {key for key, _ in found} <= {*LISTS, *JOINED}
    assert [p for key, p in found if key not in JOINED and not LISTS[key].search(say.fold(p))] == []


def test_phrases_of_two_lists() -> None:
    """The article by each of its nouns; whoever contributed, to what."""
    nouns = [phrase for key, phrase in unfolded("ar/notices.tsv") if key == "article"]
    assert all(say.SELF.match(say.fold(f"هذا ال{noun}")) for noun in nouns)
    assert say.CONTRIBUTED.match(say.fold("أسهمت سلمى في إعداد هذه المادة"))
    assert say.REVIEW.search(say.fold("مراجعة بشرية"))
    assert not say.SELF.search(say.fold("هذا الرجل"))


def test_every_agency_is_found_as_it_is_spelt() -> None:
    """Each way of writing each name; those that are words of their own in credits alone."""
    for name, ways, *own in rows("ar-en/agencies.tsv", 2, 3, strength=None):
        for way in ways.split("|"):
            assert name in agencies(say.fold(way.replace("?", "")), credits_only=False)
        for way in (*own, "")[0].split("|"):
            assert not way or name in agencies(say.fold(way.replace("?", "")), credits_only=True)
    assert agencies(say.fold("وكالة الأنباء الجزائرية"), credits_only=False) == ("APS",)
    assert agencies(say.fold("زارت البعثة السعودية"), credits_only=False) == ()
