"""Denials, opposites, quotations and the links between two sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.facts import negation, opposites, quotes
from auditor.facts.words import arabic, english, links

TEXT = st.text(alphabet="abcno't لامنليسغيرNOT،.\"“”«»‘’ \n", max_size=120)


def strong(text: str, lang: str) -> list[str]:
    return [f.text for f in negation.extract(text, lang) if f.certainty >= 0.8]


@pytest.mark.parametrize(
    ("text", "lang", "cues"),
    [
        ("He did not come and never wrote.", "en", ["not", "never"]),
        ("They couldn’t leave without help.", "en", ["couldn’t", "without"]),
        ("Not only the price matters, no doubt.", "en", []),
        ("Do not forget the details.", "en", []),
        ("لم يحضر ولن يكتب", "ar", ["لم", "ولن"]),
        ("غادر دون كلام وبدون وداع", "ar", ["دون", "وبدون"]),
        ("لا يزال الطريق مغلقًا لا سيما ليلًا", "ar", []),
        ("لم يفز سوى مرة", "ar", []),
        ("غيّر اسمه وظل غير معروف", "ar", ["غير"]),
        ("The ministry has yet to answer.", "en", ["yet"]),
        ("Nobody asked him, yet he came.", "en", ["Nobody"]),
        ("She pleaded in vain, to no avail.", "en", []),
        ("He promised that no worker and no guest would pay.", "en", ["no"]),
        ("بشجاعة لا متناهية", "ar", []),
        ("أليس ذلك رائعا؟", "ar", ["أليس"]),
    ],
)
def test_cues_of_denial(text: str, lang: str, cues: list[str]) -> None:
    """Grammatical denials are found in both languages; turns of phrase that deny nothing are not among them."""
    assert strong(text, lang) == cues


@pytest.mark.parametrize("word", ["unfair", "illegal", "homeless", "refused", "failed", "unable"])
def test_words_that_may_stand_for_a_denial(word: str) -> None:
    """Prefixes, endings and verbs of denial count as a possible one."""
    assert len(negation.extract(f"it was {word}", "en")) == 1


def test_and_not_denies_by_itself_where_nothing_was_denied_before() -> None:
    """ولا goes on with a denial (nor), or is one."""
    assert [f.certainty for f in negation.extract("ولا يتوقع الخبراء تحسنًا", "ar")] == [1.0]
    assert [f.certainty for f in negation.extract("لم يحضر ولا اعتذر", "ar")] == [1.0, 0.8]


@pytest.mark.parametrize("word", ["important", "increase", "union", "discuss", "under", "information"])
def test_words_that_only_look_denied(word: str) -> None:
    """A word that begins like a negated one is none."""
    assert negation.extract(f"it was {word}", "en") == ()


@given(TEXT, st.sampled_from(["en", "ar", "de"]))
def test_facts_stand_where_they_say(text: str, lang: str) -> None:
    """The span of every cue, opposite and quotation holds its text."""
    for fact in (*negation.extract(text, lang), *opposites.extract(text, lang), *quotes.extract(text, lang)):
        assert text[fact.start : fact.end] == fact.text


def test_opposites_know_each_other() -> None:
    """Inflected forms are of their pole; the other pole's Arabic speaks against them."""
    (fell,) = [p for p in opposites.poles("fell") if "rise" in p.other.words][:1]
    assert fell.has("falling")
    assert fell.other.has("rising")
    assert opposites.speaks_against(arabic.level("وارتفعت"), fell) >= 0.5
    assert opposites.speaks_for("fell", arabic.level("انخفضت"), fell) >= 0.3
    assert opposites.poles("table") == ()


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "we are here" twice.', ["we are here"]),
        ("قال: «سنعود غدًا» ثم “غدًا”.", ["سنعود غدًا", "غدًا"]),
        ("It's the players' game.", []),
        ("She said ‘we’re here’ again.", ["we’re here"]),
    ],
)
def test_quotations(text: str, inside: list[str]) -> None:
    """Words between a pair of marks are quoted, an apostrophe opens nothing."""
    assert [f.text for f in quotes.extract(text, "en")] == inside


def test_links_go_through_the_dictionary_and_back() -> None:
    """Content words are linked across the languages, and a place is expected between the links around it."""
    read = english.words("The president opened the school in Paris")
    spoken = arabic.words("افتتح الرئيس المدرسة في باريس")
    there = links.to_arabic(read, spoken)
    assert {(1, 1), (4, 2), (6, 4)} <= set(there.pairs)
    assert (4, 6) in there.turned().pairs
    assert 3 <= there.expect(6) <= 5


@given(TEXT, TEXT)
def test_links_are_one_to_one(one: str, other: str) -> None:
    """No word is linked twice."""
    pairs = links.to_english(english.words(one), english.words(other)).pairs
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


def test_long_text_costs_no_more_than_its_length() -> None:
    """A thousand repetitions of a tricky phrase are read at once."""
    for text, lang in (
        ("لا " * 5_000 + "إلا", "ar"),
        ("not " * 5_000, "en"),
        ('"' * 5_000, "en"),
        ("‘ " * 5_000, "en"),
    ):
        negation.extract(text, lang)
        quotes.extract(text, lang)
