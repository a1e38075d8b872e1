"""Expressions in another sense, members of a field in each other's place, and how the words of such tables are found."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.facts import fields, senses
from auditor.facts.words import arabic, english
from auditor.facts.words.expressions import GAP, arabic_pattern, english_pattern, in_arabic, in_english
from auditor.wordlists.folding import fold
from auditor.wordlists.tables import read


def misread(reference: str, article: str, beside: str = "") -> list[tuple[str, str]]:
    """What of the reference is misread, and by which Arabic."""
    read_, spoken = english.words(reference), arabic.words(article)
    found = senses.misread(read_, spoken, [*read_, *english.words(beside)])
    return [
        (
            " ".join(w.text for w in read_[slice(*m.reference)]),
            article[spoken[m.article[0]].start : spoken[m.article[1] - 1].end],
        )
        for m in found
    ]


def exchanged(reference: str, article: str) -> set[str]:
    """What the reference would say if the Arabic was right."""
    return {e.said for e in fields.exchanged(english.words(reference), arabic.words(article), article)}


@pytest.mark.parametrize(
    ("reference", "article", "found"),
    [
        ("The rally lifted bank shares.", "ورفع التجمع أسهم البنوك.", [("rally", "التجمع")]),
        ("Rallies lifted bank shares.", "ورفعت المظاهرات أسهم البنوك.", [("Rallies", "المظاهرات")]),
        # The right sense is borne out.
        ("The rally lifted bank shares.", "وصعدت أسهم البنوك بفضل الارتفاع.", []),
        # The sense of the table is not meant: no cue of it, or a cue of the other.
        ("Thousands joined the rally in the square.", "وانضم الآلاف إلى التجمع في الساحة.", []),
        ("The mayor jumped the gun.", "قفز رئيس البلدية فوق السلاح.", [("jumped the gun", "السلاح")]),
        ("The sprinter jumped the gun.", "قفز العداء قبل طلقة المسدس.", []),
    ],
)
def test_a_sense(reference: str, article: str, found: list[tuple[str, str]]) -> None:
    """The wrong sense where its row applies, and nothing where the right one may be said."""
    assert misread(reference, article) == found


def test_a_cue_may_stand_in_the_sentence_beside() -> None:
    """What is talked of need not be said in each sentence."""
    assert misread("The rally went on.", "واستمر التجمع.") == []
    assert misread("The rally went on.", "واستمر التجمع.", "Stocks had closed higher.") == [("rally", "التجمع")]


@pytest.mark.parametrize(
    ("reference", "article", "said"),
    [
        ("Her sister called the police.", "واتصل ابنها بالشرطة.", {"son"}),
        ("Her sister called the police.", "واتصلت شقيقتها بالشرطة.", set()),
        ("The health minister resigned.", "استقال وزير الدفاع.", {"defence minister"}),
        ("He came third.", "وحل في المركز الخامس.", {"fifth"}),
        # The reference has both.
        ("Her sister and her son called.", "واتصل ابنها.", set()),
        # A brother of hers, whose ه is no ة; a sister.
        ("Her father called.", "واتصل شقيقه ووالده.", set()),
        ("His brother called.", "واتصلت شقيقة الرجل.", {"sister"}),
        ("His brother called.", "واتصلت شقيقته.", {"sister"}),
        ("Her husband called.", "واتصل زوجها.", set()),
        # North-west is neither north nor west.
        ("The north-west was flooded.", "وغمرت المياه الشمال الغربي.", set()),
    ],
)
def test_a_field(reference: str, article: str, said: set[str]) -> None:
    """Another member in the place of one, and nothing where it is answered or the reference has both."""
    assert exchanged(reference, article) >= said
    assert bool(exchanged(reference, article)) is bool(said)


@pytest.mark.parametrize("word", ["مسيرة", "المسيرة", "ومسيرتها", "بمسيرتهم", "مَسيرة"])
def test_an_arabic_word_in_any_of_its_forms(word: str) -> None:
    """Article, particles, pronouns and vowel signs do not hide a word of the table."""
    assert list(in_arabic(arabic_pattern(fold("مسيرة")), arabic.words(f"شهدت {word} أمس"))) == [(1, 2)]


def test_a_gap_holds_one_to_three_words() -> None:
    """`sided * with` is found around its object, however short, and not over half a sentence."""
    pattern = english_pattern(f"sided {GAP} with")
    found = [list(in_english(pattern, english.words(f"he sided {gap}with them"))) for gap in ("", "once ", "a b c ")]
    assert found == [[], [(1, 4)], [(1, 6)]]
    assert list(in_english(pattern, english.words("he sided a b c d with them"))) == []


@given(st.text(alphabet="abc '’-", max_size=30), st.text(alphabet="ابتة ـ", max_size=30))
def test_any_text_is_searched(said: str, spoken: str) -> None:
    """Places lie within the sentence, whatever it is made of."""
    read_, words = english.words(said), arabic.words(spoken)
    for start, end in [*in_english(("a", GAP, "b"), read_), *in_english(("a",), read_)]:
        assert 0 <= start < end <= len(read_)
    for start, end in in_arabic(("اب", "تب"), words):
        assert 0 <= start < end <= len(words)


def test_no_rendering_is_right_and_wrong() -> None:
    """A row that calls the same Arabic right and wrong would never speak."""
    for row in read("ar-en/senses.tsv", 6):
        assert not set(row[1].split("|")) & set(row[3].split("|")), row[0]


def test_members_of_a_field_share_no_word() -> None:
    """A word of two members of one field would accuse both of them."""
    rows = list(read("ar-en/fields.tsv", 3, 4))
    for cell in (1, 2):
        counts = Counter((row[0], word) for row in rows for word in set(row[cell].split("|")))
        assert [key for key, n in counts.items() if n > 1] == []
