"""Expressions that a translation may turn round."""

from __future__ import annotations

import pytest

from auditor.facts import turned
from auditor.facts.words import arabic, english
from auditor.wordlists.tables import read

ROWS = list(read("ar-en/turned.tsv", 6, strength=None))


def said(reference: str, article: str) -> list[tuple[str, str, str]]:
    """What of the reference is turned round, by which Arabic, and what the reference would say."""
    read_, spoken = english.words(reference), arabic.words(article)
    return [
        (
            " ".join(w.text for w in read_[slice(*t.reference)]),
            article[spoken[t.article[0]].start : spoken[t.article[1] - 1].end],
            t.said,
        )
        for t in turned.turned(read_, spoken, article)
    ]


@pytest.mark.parametrize(
    ("reference", "article", "found"),
    [
        ("The mayor seldom spoke.", "وغالبا ما تحدث رئيس البلدية.", [("seldom", "وغالبا", "frequently")]),
        ("The mayor spoke in public.", "وتحدث رئيس البلدية سرا.", [("in public", "سرا", "in secret")]),
        # An inflected form, a gap, and the same words in the plural or with a pronoun.
        ("Tenants sued.", "ورفع الملاك دعوى.", [("Tenants", "الملاك", "landlord")]),
        ("He went of his own accord.", "وذهب قسرا.", [("of his own accord", "قسرا", "under duress")]),
        # A longer expression takes its words, in English and in Arabic.
        ("She refused to rule out a tax.", "استبعدت فرض ضريبة.", [("refused to rule out", "استبعدت", "rule out")]),
        ("She ruled out a tax.", "ورفضت استبعاد فرض ضريبة.", [("ruled out", "ورفضت استبعاد", "refuse to rule out")]),
        ("An unelected council ruled.", "وحكم مجلس منتخب.", [("unelected", "منتخب", "elected")]),
        ("An unelected council ruled.", "وحكم مجلس غير منتخب.", []),
        # The Arabic may say what the reference says, or the reference says both.
        ("The mayor often spoke.", "وتحدث رئيس البلدية كثيرا، ونادرا ما صمت.", []),
        ("The mayor often spoke and rarely wrote.", "ونادرا ما تحدث رئيس البلدية.", []),
        # It says so twice, and the Arabic once.
        (
            "He hailed the deal and praised her.",
            "وندد بالاتفاق وأشاد بها.",
            [("hailed", "وندد", "condemn"), ("praised", "وندد", "denounce")],
        ),
    ],
)
def test_what_is_turned_round(reference: str, article: str, found: list[tuple[str, str, str]]) -> None:
    """The other side of a row where its Arabic stands for it, and nothing where the right side may be said."""
    assert said(reference, article) == found


def _spoken(phrase: str) -> str:
    return " ".join("ي" + word[1:] if word.startswith("ـ") else word for word in phrase.split())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].split("|")[0])
def test_every_phrase_of_a_row_speaks_for_its_side_alone(row: tuple[str, ...]) -> None:
    """Each Arabic phrase turns the other side round, and leaves its own alone: none stands on both sides, and none is
    silenced by what may say the other."""
    for mine, theirs, phrases in ((row[0], row[1], row[2]), (row[1], row[0], row[3])):
        for phrase in map(_spoken, phrases.split("|")):
            own, other = (sides.split("|")[0].replace("*", "their") for sides in (mine, theirs))
            assert said(own, phrase) == [], (own, phrase)
            assert said(other, phrase) != [], (other, phrase)


def test_every_english_form_is_read() -> None:
    """Each form of a row is found, and taken for its own side."""
    for one, other, says_one, says_other, _, _ in ROWS:
        for forms, phrases in ((one, says_other), (other, says_one)):
            for form in forms.split("|"):
                assert said(form.replace("*", "their"), _spoken(phrases.split("|")[0])) != [], form
