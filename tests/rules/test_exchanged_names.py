"""Somebody else in the place of who is named: in one sentence, and in the story."""

from __future__ import annotations

import pytest
from pairs import findings, found, make_context


def test_somebody_else_in_the_story_in_the_place_of_the_one_who_said_it() -> None:
    """Who speaks is exchanged for another whom other sentences name, wherever the two stand; where a pronoun may stand for
    the other, nothing is said."""
    rows = [
        ("وقال بنحدو للصحفيين: «كنا الأفضل لمدة ساعة».", "“We were the better team for an hour,” Dahl told reporters."),
        ("ورد المدرب بنحدو بأن فريقه يستحق الفوز.", "Coach Benhaddou answered that his team deserved to win."),
        ("وغادر دال الملعب.", "Dahl left the pitch."),
    ]
    first, *others = found("name-mismatch", *rows)
    assert [[s.text for s in f.evidence.spans] for f in first] == [["Dahl", "بنحدو"]]
    assert others == [[], []]
    rows[0] = ("والتقى المدرب بنحدو بعد المباراة.", "Dahl met him after the match.")
    assert found("name-mismatch", *rows) == [[], [], []]
    rows[0] = ("والتقى المدرب بنحدو بعد المباراة.", "Dahl met the home captain after the match.")
    assert found("name-mismatch", *rows) == [[], [], []]
    rows[0] = ("وقال المدرب بنحدو إن فريقه كان متعبا.", "Coach Dahl told reporters that his team was tired.")
    assert [[s.text for s in f.evidence.spans] for f in found("name-mismatch", *rows)[0]] == [["Dahl", "بنحدو"]]


def test_a_word_that_is_meant_is_nobody_named_once_too_often() -> None:
    """The bank beside Banco Verde is no second Banco: whoever is there in the place of the name is what is shown."""
    article = "وقالت كاميلا مورينو من بانكو فيردي إن البنك سيرفع الفائدة."
    reference = "Paula Jimenez of Banco Verde said the bank would raise rates."
    said = "Camila Moreno of Banco Verde said the bank would raise interest rates."
    (finding,) = findings(make_context((article, reference, said)), "name-mismatch")
    assert [s.text for s in finding.evidence.spans if s.side == "article"] == ["كاميلا"]


@pytest.mark.parametrize(
    ("article", "reference", "stranger"),
    [
        (
            "واستقبل الرئيس لينا كاستيلو المستشارة كاستيلو.",
            "President Omar Duarte received Chancellor Castillo.",
            "كاستيلو",
        ),
        # Named twice, and the other one as well.
        ("واستقبل دوارتي كاستيلو ثم ودع كاستيلو.", "Duarte received Castillo, then saw her off.", None),
        # Somebody may be meant by a word of the reference.
        ("ورافقت كاستيلو والدة كاستيلو.", "Duarte accompanied her mother and Castillo.", None),
    ],
)
def test_one_leader_for_the_other(article: str, reference: str, stranger: str | None) -> None:
    """A name once too often in the Arabic stands for one that is not there, though both are in the story."""
    rows = [(article, reference), ("وقال دوارتي ذلك.", "Omar Duarte said so."), ("ووافقت كاستيلو.", "Castillo agreed.")]
    marked = [s.text for f in found("name-mismatch", *rows)[0] for s in f.evidence.spans if s.side == "article"]
    assert marked == ([stranger] if stranger else [])


def test_a_first_name_names_the_same_person() -> None:
    """One half of a name in the place of the other is nobody else."""
    rows = [
        ("تعتقد نانسي أن الشهادة كاذبة.", "Pelosi believes that the testimony is false."),
        ("وكانت نانسي بيلوسي قد وصلت صباحا.", "Nancy Pelosi had arrived in the morning."),
    ]
    assert found("name-mismatch", *rows) == [[], []]


@pytest.mark.parametrize(
    ("article", "reference", "stranger"),
    [
        ("وقالت صوفيا دوارتي: «لم نأت إلى هنا».", "“We did not come here,” Helena Duarte said.", "صوفيا"),
        ("وطلبت محاميته سعاد حداد التأجيل.", "His lawyer, Leila Haddad, asked for a delay.", "سعاد"),
        ("وقالت سميرة الفاسي إنها خسرت.", "Samira Alaoui said she had lost.", "الفاسي"),
        ("وتجمع الآباء أمام البرلمان في مراكش.", "Parents gathered outside the parliament in Rabat.", "مراكش"),
        ("أقرض البنك الدولي البلاد مليونا.", "The International Monetary Fund lent the country a million.", "البنك"),
    ],
)
def test_a_name_in_the_place_of_a_name(article: str, reference: str, stranger: str) -> None:
    """Half a person's name, a city and an organisation for another, though the right one recurs in the story."""
    rows = [(article, reference), ("وقالوا ذلك.", "Leila Haddad and Samira Alaoui said so in Rabat to the IMF.")]
    (finding,) = found("name-mismatch", *rows)[0]
    assert stranger in {s.text for s in finding.evidence.spans if s.side == "article"}


def test_a_common_noun_of_a_name_is_no_place_to_look_beside() -> None:
    """Hospital stands before the name in Arabic: its neighbour there is another word."""
    row = ("زار الوزير مستشفى كينغزبري الجديد.", "The minister visited the new Kingsbury Hospital.")
    assert found("name-mismatch", row) == [[]]


def test_a_first_name_is_exchanged_before_initials() -> None:
    """The rest of the name, whose own word is an everyday one, and an initial between them do not bear it out."""
    row = ("رحب الرئيس جورج دبليو بوش بالإعلان.", "President Samsung W. Bush welcomed the announcement.")
    (finding,) = found("name-mismatch", row)[0]
    assert {s.text for s in finding.evidence.spans} == {"Samsung W. Bush", "جورج"}
    right = (row[0], "President George W. Bush welcomed the announcement.")
    assert found("name-mismatch", right) == [[]]
