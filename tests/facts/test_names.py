"""Arabic and English words, and names across both."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.facts.names import match as name_match
from auditor.facts.names import names
from auditor.facts.names.transliteration import at_most, likeness, likeness_from
from auditor.facts.words import arabic, english, lexicon
from auditor.wordlists.folding import fold

ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآءؤئًٌَُِّْـ ،.", max_size=80)
LATIN = st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'’-. éü", max_size=80)

SPELLINGS = [
    ("Washington", "واشنطن"), ("Google", "غوغل"), ("Google", "جوجل"), ("Putin", "بوتين"), ("Schröder", "شرودر"),
    ("Chavez", "تشافيز"), ("Xavier", "زافيير"), ("Kathmandu", "كاتماندو"), ("Philip", "فيليب"), ("Nasser", "ناصر"),
    ("Vladivostok", "فلاديفوستوك"), ("Qaddafi", "القذافي"), ("Johnson", "وجونسون"), ("Berlin", "ببرلين"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "word"), SPELLINGS)
def test_a_name_is_known_in_arabic_letters(name: str, word: str) -> None:
    """The usual Arabic spellings of a name come near it, whichever letter stands for g or p, with joined particles."""
    assert likeness(name, fold(word)) >= 0.75


@pytest.mark.parametrize(
    ("name", "word"), [("Washington", "نيويورك"), ("Putin", "ترامب"), ("Berlin", "باريس"), ("Nasser", "محمود")]
)
def test_another_name_is_not_taken_for_it(name: str, word: str) -> None:
    """The spelling of another name stays far below the threshold."""
    assert likeness(name, fold(word)) < 0.6


def test_a_name_that_is_an_everyday_word_is_known() -> None:
    """A word of everyday Arabic is no name that it is only a little like; a name plainly spelt is one all the same."""
    assert names.spelling("flake", fold("فليك")) >= 0.9
    assert names.spelling("wallace", fold("والصحة")) < 0.75


def test_a_name_is_found_in_words_written_together() -> None:
    """Where the spaces are lost, the name is found inside the run of letters."""
    assert likeness("Johnson", fold("قالجونسونالوزير")) > 0.8


@settings(deadline=None)
@given(LATIN, ARABIC)
def test_likeness_is_a_share(name: str, word: str) -> None:
    """Whatever it is given, the likeness is from 0 to 1."""
    assert 0.0 <= likeness(name, fold(word)) <= 1.0


@given(LATIN, ARABIC, st.floats(0.0, 1.0))
def test_a_likeness_that_is_asked_for_is_the_likeness(name: str, word: str, least: float) -> None:
    """The bound is never below the likeness, and what may be left out because of it is less than was asked for."""
    alike = likeness(name, fold(word))
    assert alike <= at_most(name, fold(word))
    assert likeness_from(name, fold(word), least) == alike or alike < least


@pytest.mark.parametrize(("name", "word"), SPELLINGS)
def test_a_name_is_not_refused_by_the_bound(name: str, word: str) -> None:
    """A name that is plainly spelt is as like as it is, also where much is asked for."""
    assert likeness_from(name, fold(word), 0.75) == likeness(name, fold(word)) >= 0.75
    assert at_most("Putin", fold("المدرسة")) < 0.6


@given(ARABIC)
def test_arabic_words_stand_where_they_say(text: str) -> None:
    """The span of every word holds the letters that it was folded from."""
    for word in arabic.words(text):
        assert fold(text[word.start : word.end])[:40] == word.norm


@settings(deadline=None)
@given(LATIN)
def test_names_stand_where_they_say(text: str) -> None:
    """The span of every English name is its text, and its words are in it."""
    for fact in names.extract(text, "en"):
        assert text[fact.start : fact.end] == fact.text
        assert 0 < fact.certainty <= 1


def test_english_names_are_capitalised_runs() -> None:
    """Runs of capitals are names; titles, weekdays, months and the large first word of a sentence are not."""
    text = "Reporters say Mr Thomas Müller met Angela Braun in Oslo on Monday, before the June vote."
    assert [f.text for f in names.extract(text, "en")] == ["Thomas Müller", "Angela Braun", "Oslo"]


def test_a_text_in_capitals_has_no_names() -> None:
    """Where everything is large, being large says nothing."""
    assert names.extract("MINISTER MEETS THOMAS MÜLLER IN OSLO", "en") == ()


def test_arabic_names_come_from_the_table() -> None:
    """Countries, their peoples and organisations are read in Arabic, with particles and endings, as English names."""
    found = names.extract("التقى الصينيون بموظفي الأمم المتحدة في كوريا الجنوبية", "ar")
    assert [f.value for f in found] == ["china", "united nations", "south korea"]


def test_a_name_in_presentation_forms_is_known() -> None:
    """As text from a PDF writes it; the span is that of the letters there."""
    (fact,) = names.extract("ﺇﻟﻰ ﺍﻟﻘﺎﻫﺮﺓ", "ar")
    assert (fact.value, fact.text) == ("cairo", "ﺍﻟﻘﺎﻫﺮﺓ")


def test_other_languages_have_no_names_yet() -> None:
    """A language that is not read gives nothing."""
    assert names.extract("Der Minister fuhr nach Oslo", "de") == ()


def test_forms_of_a_word_share_a_lemma() -> None:
    """Regular and irregular forms meet; possessives and dotted initials are one word."""
    assert len({english.lemma(w) for w in ("increase", "increased", "increases", "increasing")}) == 1
    assert english.lemma("rose") == english.lemma("rise")
    assert [w.norm for w in english.words("The U.S. minister's visit didn't end")][1:3] == ["u.s", "minister"]


def test_the_dictionary_answers_with_arabic_stems() -> None:
    """A common word has its translation among its stems, in a sentence with joined particles too."""
    spoken = arabic.words("وافتتح الرئيس المدرسة الجديدة")
    assert lexicon.best("school", spoken)[1] == spoken[2]
    assert lexicon.known("school")
    assert not lexicon.known("qwxzy")


def reading(article: str, reference: str, hypothesis: str = "") -> name_match.Reading:
    latin = english.words(article)
    return name_match.Reading(arabic.words(article), latin, english.words(hypothesis), english.words(reference))


def test_a_word_that_answers_another_is_no_support() -> None:
    """An Arabic word that spells another word of the reference better does not stand for the name."""
    text = "Martin said Merton would return"
    both = reading("قال مارتن إنه سيعود", text)
    martin, merton = names.extract(text + " to Merton", "en")[:2]
    assert name_match.present(name_match.supports(martin, both))
    assert name_match.supports(merton, both)[0].value < name_match.supports(martin, both)[0].value


@pytest.mark.parametrize(
    ("article", "reference", "instead"),
    [
        (
            "والتقى الوزير الرئيس فلاديمير بوتين في جنيف.",
            "The minister met President Volodymyr Zelenskiy in Geneva.",
            "بوتين",
        ),
        ("والتقى الوزير الرئيس فولوديمير زيلينسكي.", "The minister met President Volodymyr Zelenskiy.", None),
        ("والتقى الوزير الرئيس فلاديمير بوتين.", "The minister met President Vladimir Putin.", None),
        ("والتقى الوزير فلاديمير وقال إنه راض.", "The minister met Volodymyr Zelenskiy and was satisfied.", None),
        ("وصل فلاديمير من موسكو.", "Volodymyr Zelenskiy arrived from Moscow.", None),
    ],
)
def test_a_like_given_name_is_not_the_person(article: str, reference: str, instead: str | None) -> None:
    """Beside the given name another family name stands; a verb, a place or the name itself is none."""
    (name, *_) = [f for f in names.extract(reference, "en") if f.text[0] == "V"]
    found = name_match.exchanged(name, reading(article, reference))
    assert (found and found.norm) == instead
