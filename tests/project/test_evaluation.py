"""The labelled articles of the evaluation are what their labels say, and counting counts what it should."""

from __future__ import annotations

import random
from pathlib import Path

import changes_arabic
import changes_english
import pytest
from evaluate import NAMED, Tally
from perturb import HARMLESS, KINDS, Changed, Document, Place, perturb, read, write
from samples import clean_documents

from auditor.records import Evidence, Finding, Severity

DOCUMENTS = clean_documents()
CHANGED = [one for seed in (1, 2) for one in perturb(DOCUMENTS, seed, 3)]
BY_NAME = {d.name: d for d in DOCUMENTS}


def test_the_same_seed_makes_the_same_articles() -> None:
    """Chance is seeded, for each kind by itself."""
    assert list(perturb(DOCUMENTS, 1, 3)) == list(perturb(DOCUMENTS, 1, 3))
    assert list(perturb(DOCUMENTS, 1, 3)) != list(perturb(DOCUMENTS, 2, 3))


def test_the_samples_have_a_place_for_every_kind() -> None:
    """No kind goes unmeasured where nobody brings a corpus, and each has rules that would name it."""
    assert {one.kind for one in CHANGED} == set(KINDS)
    assert set(NAMED) == set(KINDS) - set(HARMLESS)


@pytest.mark.parametrize("one", CHANGED, ids=lambda one: one.id)
def test_an_article_differs_where_its_label_says(one: Changed) -> None:
    """One sentence is another, or gone, on the side that the kind changes, and all others are as they were."""
    clean = BY_NAME[one.name]
    assert clean.recorded is not None
    assert one.recorded is not None
    assert len(one.recorded) == len(one.article)
    if one.kind in HARMLESS:
        assert one.expected == ()
        assert (one.article, one.recorded) == (clean.article, clean.recorded)
        return
    (place,) = one.expected
    if one.kind == "omission":
        assert put_back(one.article, place.reference[0], clean.article) == clean.article
    elif one.kind == "addition":
        assert put_back(one.reference, place.article[0], clean.reference) == clean.reference
    else:
        arabic = one.kind in changes_arabic.CHANGES
        assert differing(one.article, clean.article) == (list(place.article) if arabic else [])
        assert differing(one.recorded, clean.recorded) == (list(place.article) if arabic else [])
        assert differing(one.reference, clean.reference) == ([] if arabic else list(place.reference))


def put_back(sentences: tuple[str, ...], i: int, clean: tuple[str, ...]) -> tuple[str, ...]:
    return (*sentences[:i], clean[i], *sentences[i:])


def differing(ones: tuple[str, ...], others: tuple[str, ...]) -> list[int]:
    assert len(ones) == len(others)
    return [i for i, (one, other) in enumerate(zip(ones, others)) if one != other]


@pytest.mark.parametrize(
    ("kind", "article", "reference", "recorded", "expected"),
    [
        ("ar-scale", "كلف 5 ملايين يورو.", "It cost 5 million euros.", "It cost 5 million.", "كلف 5 مليارات يورو."),
        ("ar-negation", "ولم يُقتل أحد.", "No one was not hurt.", None, "ويُقتل أحد."),
        ("ar-opposite", "وارتفع السعر.", "The price rose.", "The price rose.", "وانخفض السعر."),
    ],
)
def test_arabic_changes(kind: str, article: str, reference: str, recorded: str | None, expected: str) -> None:
    """Scale, denial and opposite are exchanged in the form that the word has, with what is joined to it."""
    made = changes_arabic.CHANGES[kind](article, reference, recorded, random.Random(1))
    assert made is not None
    assert made[0] == expected


@pytest.mark.parametrize(
    ("kind", "article", "reference", "recorded"),
    [
        ("ar-number", "قتل 12 شخصا.", "Twelve people were killed.", None),  # the reference has it in words
        ("ar-number", "قتل 12 شخصا.", "12 people were killed.", "Twelve people were killed."),
        ("ar-month", "وقع في مارس.", "It happened last spring.", None),
        ("ar-negation", "لا يزال مغلقا.", "It is not open.", None),  # an idiom that denies nothing
        ("ar-opposite", "قبل العرض.", "He accepted the offer.", None),  # not the preposition
    ],
)
def test_arabic_is_left_alone_where_a_change_is_not_safe(
    kind: str, article: str, reference: str, recorded: str | None
) -> None:
    """Where the reference or the back-translation does not hold the word, or the word means something else."""
    assert changes_arabic.CHANGES[kind](article, reference, recorded, random.Random(1)) is None


def test_english_changes_change_the_meaning() -> None:
    """A denial goes or comes; a digit becomes another and the first never 0; Arabic-Indic digits stay so."""
    assert changes_english.affirm("They did not come.") == "They come."
    assert changes_english.deny("They will come.", random.Random(1)) == "They will not come."
    assert changes_english.deny("They cannot come.", random.Random(1)) is None
    for seed in range(50):
        new = changes_english.other_digits("٤٥", random.Random(seed))
        assert new != "٤٥"
        assert new[0] != "٠"
        assert set(new) <= set("٠١٢٣٤٥٦٧٨٩")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """A corpus is read as it was written; the labels hold an object for each article."""
    write(CHANGED, tmp_path)
    assert len((tmp_path / "labels.jsonl").read_text(encoding="utf-8").splitlines()) == len(CHANGED)
    document = DOCUMENTS[0]
    for side, lines in (("ar", document.article), ("en", document.reference), ("bt", document.recorded or ())):
        (tmp_path / f"{document.name}.{side}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert read(tmp_path) == [document]
    (tmp_path / f"{document.name}.en.txt").write_text("One.\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="another number of lines"):
        read(tmp_path)


def made(rule: str, severity: Severity, article: tuple[int, ...], reference: tuple[int, ...]) -> Finding:
    return Finding(rule, severity, "", article, reference, 1, 1, 1, 1, Evidence(), "")


def test_counting() -> None:
    """Found on the sentence, named by the rule, false elsewhere; minor findings count for nothing."""
    counts = Tally()
    four = ("",) * 4
    number = Changed("number", "x", four, four, None, (Place("number", (1,), (1,)),))
    counts.add(number, [made("number-mismatch", Severity.CRITICAL, (1,), (1,))])
    counts.add(
        number, [made("divergent-meaning", Severity.MAJOR, (1,), (1,)), made("omission", Severity.MAJOR, (), (3,))]
    )
    counts.add(number, [made("repetition", Severity.MINOR, (1,), ())])
    assert (counts.found["number"], counts.named["number"], counts.total["number"]) == (2, 1, 3)
    omission = Changed("omission", "x", four, four, None, (Place("omission", (), (2,)),))
    counts.add(omission, [made("omission", Severity.MAJOR, (), (2,))])
    assert (counts.right["omission"], counts.wrong["omission"]) == (1, 1)
    clean = Changed("clean", "x", four, four, None, ())
    counts.add(
        clean, [made("name-mismatch", Severity.MAJOR, (0,), (0,)), made("number-mismatch", Severity.MAJOR, (0,), (0,))]
    )
    assert (counts.alarms[True], counts.clean[True]) == (1, 4)  # a sentence counts once
    assert (counts.alarms[False], counts.clean[False]) == (1, 13)


def test_the_document_is_what_a_corpus_needs() -> None:
    """The samples give three documents, sentence for sentence on three sides."""
    assert len(DOCUMENTS) == 3
    for document in DOCUMENTS:
        assert isinstance(document, Document)
        assert len(document.article) == len(document.reference) == len(document.recorded or ())
