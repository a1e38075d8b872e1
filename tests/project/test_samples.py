"""The samples: what the documents beside them say of them is true."""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path

import pytest
from pairs import BY_ITSELF, findings

from auditor.reading.document import check_language, read_document
from auditor.reading.segment import segment
from auditor.records import Document, Segment
from auditor.rules import RULES
from auditor.rules.frame.context import Context

SAMPLES = Path(__file__).parents[1] / "samples"
REFERENCES = SAMPLES.parent.parent / "references"
SENTENCES = {"harbour-reopening": (15, 3, 15), "rate-decision": (22, 3, 22), "river-floods": (64, 3, 65)}
"""Sentences of content and of disclosure in the article, and sentences of the reference."""


def article(name: str) -> Document:
    return read_document(str(SAMPLES / name), "ar")


def article_sentences(name: str) -> tuple[Segment, ...]:
    return segment(article(f"{name}.txt"))


def reference_sentences(name: str) -> tuple[Segment, ...]:
    return segment(read_document(str(REFERENCES / f"{name}.txt"), "en"))


def surface_findings(document: Document) -> list[tuple[str, tuple[int, ...]]]:
    context = Context(document, segment(document), ())
    return sorted((f.rule, f.article) for f in findings(context, *BY_ITSELF))


@pytest.mark.parametrize("name", SENTENCES)
def test_articles_and_references_have_the_sentences_they_should(name: str) -> None:
    """The splitter finds as many sentences as were written, the disclosure alone in the last paragraph."""
    content, disclosure, reference = SENTENCES[name]
    sentences = article_sentences(name)
    assert len(sentences) == content + disclosure
    assert [s.index for s in sentences if s.paragraph == sentences[-1].paragraph] == [
        content + k for k in range(disclosure)
    ]
    assert len(reference_sentences(name)) == reference


@pytest.mark.parametrize("name", SENTENCES)
def test_the_samples_are_in_their_languages(name: str) -> None:
    """Articles pass as Arabic and references as English."""
    check_language(article(f"{name}.txt"))
    check_language(read_document(str(REFERENCES / f"{name}.txt"), "en"))


@pytest.mark.parametrize("name", SENTENCES)
def test_there_is_a_back_translation_for_each_sentence(name: str) -> None:
    """Recorded back-translations hold one line for each sentence, none of them empty and none Arabic."""
    text = (SAMPLES / "back-translations" / f"{name}.txt").read_text(encoding="utf-8")
    assert text.endswith("\n")
    lines = text.splitlines()
    assert len(lines) == len(article_sentences(name))
    assert all(line == line.strip() != "" and line.isascii() for line in lines)


def test_the_planted_divergences_are_where_they_are_said_to_be() -> None:
    """Each has a known rule, sentences that exist, at most one on each side, and the changed words stand there."""
    planted = json.loads((SAMPLES / "rate-decision.expected.json").read_text(encoding="utf-8"))
    content, _, reference = SENTENCES["rate-decision"]
    assert len(planted) >= 12
    assert len({p["kind"] for p in planted}) == len(planted)
    for p in planted:
        assert set(p) == {"kind", "rule", "article", "reference", "note"}
        assert p["rule"] in RULES
        assert len(p["article"]) <= 1
        assert len(p["reference"]) <= 1
        assert set(p["article"]) <= set(range(content))
        assert set(p["reference"]) <= set(range(reference))
        assert p["article"] or p["rule"] == "omission"
        assert p["reference"] or p["rule"] == "addition"
    quoted = {5: "يعتزم", 6: "ارتفع", 12: "مايو/أيار", 13: "بوليفيا", 14: "كاميلا سوتو", 18: "to borrowers"}
    sentences = article_sentences("rate-decision")
    assert [k for k, word in quoted.items() if word not in sentences[k].text] == []


def test_the_gold_alignment_holds_every_sentence_once() -> None:
    """The beads cover all content of both sides, and every kind of change the long sample promises is there."""
    beads = json.loads((SAMPLES / "river-floods.expected.json").read_text(encoding="utf-8"))
    content, _, reference = SENTENCES["river-floods"]
    assert sorted(i for bead, _ in beads for i in bead) == list(range(content))
    assert sorted(j for _, bead in beads for j in bead) == list(range(reference))
    kinds = Counter(f"{len(a)}-{len(r)}" for a, r in beads)
    assert kinds == {"1-1": 48, "0-1": 5, "1-0": 4, "2-1": 4, "1-2": 4}
    moved = [[[2], [8]], [[12], [52]], [[57], [28]]]
    assert all(bead in beads for bead in moved)
    in_order = [(a, r) for a, r in beads if a and r and [a, r] not in moved]
    assert in_order == sorted(in_order)
    assert [r for _, r in in_order] == sorted(r for _, r in in_order)


@pytest.mark.parametrize("name", ["harbour-reopening", "river-floods"])
def test_clean_text_passes_the_checks_of_the_arabic(name: str) -> None:
    """Nothing in the articles without planted slips trips a check that needs no reference."""
    assert surface_findings(article(f"{name}.txt")) == []


def test_the_planted_slips_of_the_arabic_are_found_and_nothing_else() -> None:
    """The checks that need no reference find exactly what was planted for them."""
    planted = json.loads((SAMPLES / "rate-decision.expected.json").read_text(encoding="utf-8"))
    own = {"untranslated", "repetition", "typography", "hidden-text"}
    expected = sorted((p["rule"], tuple(p["article"])) for p in planted if p["rule"] in own)
    assert len(expected) == 3
    assert surface_findings(article("rate-decision.txt")) == expected


@pytest.mark.parametrize("suffix", ["html", "md"])
def test_the_article_reads_the_same_in_other_formats(suffix: str) -> None:
    """The web page and the Markdown file give the sentences of the plain text and lines of their own file."""
    document = article(f"formats/harbour-reopening.{suffix}")
    sentences = segment(document)
    assert [s.text for s in sentences] == [s.text for s in article_sentences("harbour-reopening")]
    file = (SAMPLES / "formats" / f"harbour-reopening.{suffix}").read_text(encoding="utf-8").splitlines()
    opening = [s for k, s in enumerate(sentences) if k == 0 or sentences[k - 1].paragraph != s.paragraph]
    assert all(s.text.split()[0] in file[s.line - 1] for s in opening)


def test_the_article_reads_the_same_as_a_word_document() -> None:
    """A .docx of the article, with a bold run and a table, gives the same sentences."""
    from docx import Document as new_docx

    paragraphs = (SAMPLES / "harbour-reopening.txt").read_text(encoding="utf-8").splitlines()
    word = new_docx()
    for text in paragraphs[:-1]:
        head, _, tail = text.partition(" ")
        paragraph = word.add_paragraph()
        paragraph.add_run(head).bold = True
        paragraph.add_run(f" {tail}")
    word.add_table(rows=1, cols=1).cell(0, 0).text = paragraphs[-1]
    data = io.BytesIO()
    word.save(data)
    document = read_document("harbour-reopening.docx", "ar", data.getvalue())
    assert [s.text for s in segment(document)] == [s.text for s in article_sentences("harbour-reopening")]
