"""The labelled articles of the evaluation are what their labels say, and counting counts what it should."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import changes_arabic
import changes_english
import pytest
import real
from evaluate import NAMED, Tally
from perturb import HARMLESS, KINDS, Changed, Document, Place, perturb, read, write
from samples import clean_documents

from auditor.reading.segment import segment
from auditor.records import Audit, EngineInfo, Evidence, Finding, Provenance, Report, Severity, Span
from auditor.records import Document as AuditorDocument

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


def on_sentence(rule: str, severity: Severity, *words: str, article: tuple[int, ...] = (0,)) -> Finding:
    """A finding on sentence 0 of the reference that marks words of it."""
    spans = tuple(Span("reference", 0, 0, len(w), w) for w in words)
    return Finding(rule, severity, "…", article, (0,), 1, 1, 1, 1, Evidence(spans, {}), "0")


ERROR = {
    "system": "A",
    "article": "one",
    "severity": "critical",
    "category": "word-sense",
    "ar_index": 0,
    "en_index": 0,
    "ar_fragment": "تجمع الاثنين",
    "en_fragment": "Monday's rally",
}


@pytest.mark.parametrize(
    ("finding", "error", "marked"),
    [
        (on_sentence("wrong-word", Severity.MAJOR, "rally"), ERROR, True),
        (on_sentence("wrong-word", Severity.MAJOR, "bank"), ERROR, False),
        (on_sentence("wrong-word", Severity.MAJOR, "rally"), {**ERROR, "ar_index": 1, "en_index": 2}, False),
        (on_sentence("omission", Severity.MAJOR, article=()), ERROR, False),
        (on_sentence("omission", Severity.MAJOR, article=()), {**ERROR, "category": "omission-sentence"}, True),
    ],
)
def test_a_finding_marks_an_error_by_its_words(finding: Finding, error: dict[str, object], marked: bool) -> None:
    """On the same sentence a word that was noted must be marked; a sentence that is not there has none."""
    assert real.marks(finding, error) is marked


def test_real_translations_are_counted_as_readers_judged(tmp_path: Path) -> None:
    """One flag marks an error, one was judged false, one was never judged, and what is minor counts for nothing."""
    text = "الجملة الأولى هنا.\nوالثانية هنا.\nوالثالثة هنا.\nوالرابعة هنا."
    document = AuditorDocument(str(tmp_path / "one.txt"), "ar", text)
    segments = segment(document, one_sentence_per_line=True)
    flags = [
        on_sentence("wrong-word", Severity.MAJOR, "rally"),
        *(replace(on_sentence("name-mismatch", Severity.MAJOR), article=(i,), reference=(i,)) for i in (1, 2)),
        on_sentence("typography", Severity.MINOR),
    ]
    audited = Audit(document, None, Provenance(), segments, (), (), (), None, tuple(flags))
    report = Report("0", EngineInfo("a", "b", "c", None, None), (audited,), (), Severity.MAJOR, ())
    judged = {"system": "A", "article": "one", "rule": "name-mismatch", "at": [1], "reference": [1], "label": "FALSE"}
    missed = {**ERROR, "ar_index": 3, "en_index": 3}
    counts = real.count(
        report, "A", [ERROR, missed, {**ERROR, "severity": "minor"}, {**ERROR, "system": "B"}], [judged]
    )
    assert (counts.sentences, counts.flagged) == (4, 3)
    assert counts.verdicts == {"error": 1, "FALSE": 1, "not judged": 1}
    assert counts.right == (1, 2)
    assert counts.rules["name-mismatch", "FALSE"] == counts.rules["wrong-word", "error"] == 1
    assert (counts.errors["word-sense"], counts.marked["word-sense"]) == (2, 1)
