"""What models do wrong and what is done about it: loops, dropped text, sentences without end."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from news_sentences import ARABIC, ENGLISH

from auditor.engines import EngineOptions, open_engine
from auditor.engines.batches import batches
from auditor.engines.faults import fault, loops
from auditor.engines.limits import MOST_PARTS, cut
from auditor.engines.locate import bundled
from auditor.engines.pieces import Pieces
from auditor.engines.search import Search, Written
from auditor.engines.translator import MarianTranslator


class Scripted:
    """A runtime that writes what it is told: for each call a list of texts, pieces being words."""

    name = "scripted"
    config = {"max_position_embeddings": 512}

    def __init__(self, pieces: Pieces, *calls: list[str]) -> None:
        self.pieces = pieces
        self.calls = list(calls)
        self.asked: list[tuple[list[list[str]], Search]] = []

    def write(self, rows: list[list[str]], search: Search) -> list[list[Written]]:
        self.asked.append((list(rows), search))
        texts = self.calls.pop(0)
        assert len(texts) == len(rows)
        return [[Written(tuple("▁" + w for w in text.split()), -1.0, False)] for text in texts]

    def force(self, sources: list[list[str]], targets: list[list[str]]) -> list[list[float]]:
        return [[-1e9, *([-1.0] * len(t))] for t in targets]


@given(st.lists(st.lists(st.sampled_from("ab"), max_size=9), max_size=30), st.integers(1, 40))
def test_batches_hold_every_row_once(rows: list[list[str]], tokens: int) -> None:
    """Every row is in one batch, no batch is larger than allowed unless it is a single row, and the order in which
    rows come does not change what stands together."""
    found = list(batches(rows, tokens))
    assert sorted(i for batch in found for i in batch) == list(range(len(rows)))
    assert all(len(b) == 1 or len(b) * max(len(rows[i]) for i in b) <= tokens for b in found)
    backwards = rows[::-1]
    assert [[rows[i] for i in b] for b in found] == [[backwards[i] for i in b] for b in batches(backwards, tokens)]


@given(st.text(alphabet="اب ت،.؟\n", max_size=400), st.integers(1, 60))
def test_cut_loses_no_word(text: str, limit: int) -> None:
    """The parts hold every letter of the text in order, unless they say they are not the whole."""
    parts, whole = cut(text, len(text), limit)
    letters = "".join(text.split())
    joined = "".join("".join(part.split()) for part in parts)
    assert joined == letters if whole else letters.startswith(joined)
    assert len(parts) <= MOST_PARTS


def test_cut_prefers_the_end_of_a_clause() -> None:
    """A comma or a full stop near the middle is where a long sentence is cut."""
    text = "قال الوزير إن الأسعار ارتفعت كثيرا هذا العام، ولم تستطع الحكومة أن تفعل شيئا حيال ذلك حتى الآن"
    parts, whole = cut(text, 40, 20)
    assert whole
    assert parts[0].endswith("،")
    assert len(parts) == 2


@pytest.mark.parametrize(
    ("source", "english", "expected"),
    [
        (ARABIC[0], ENGLISH[0], None),
        (ARABIC[0], "the the the the", "loop"),
        (ARABIC[0], "in the city of the city of the city of the city", "loop"),
        (ARABIC[0], "The minister.", "dropped text"),
        (ARABIC[0] + " " + ARABIC[1], ENGLISH[0], "dropped text"),
        (ARABIC[0] + " " + ARABIC[1], ENGLISH[0] + " " + ENGLISH[1], None),
        (ARABIC[0], "", "empty"),
        (ARABIC[0], "...", "empty"),
        ("لا لا لا لا لا", "No, no, no, no, no", None),
        ("نعم.", "Yes.", None),
        ("", "", None),
    ],
)
def test_faults(source: str, english: str, expected: str | None) -> None:
    """Loops, dropped text and silence are seen; a source that repeats itself may be repeated."""
    assert fault(source, english) == expected


@given(st.lists(st.integers(0, 10_000), unique=True, max_size=60))
def test_words_that_never_repeat_do_not_loop(numbers: list[int]) -> None:
    """No text of different words is a loop; any text said three times over is one."""
    words = [str(n) for n in numbers]
    assert not loops(words)
    if 1 < len(words) <= 8:
        assert loops(words * 3)


def test_a_loop_is_tried_again_and_mended() -> None:
    """A looping translation is replaced by what a second search without repeats finds; only that sentence is asked
    for again."""
    runtime = Scripted(Pieces(bundled().folder), ["on and on and on and on and on", ENGLISH[1]], [ENGLISH[0]])
    found = MarianTranslator(bundled(), runtime).translate(ARABIC[:2])
    assert [t.text for t in found] == ENGLISH[:2]
    assert [t.problem for t in found] == [None, None]
    rows, search = runtime.asked[1]
    assert len(rows) == 1
    assert search.no_repeat_ngram == 3
    assert search.repetition_penalty > 1


def test_a_loop_that_stays_is_said() -> None:
    """Where the second search loops too, the first translation is kept and marked."""
    text = "on and on and on and on and on"
    (found,) = MarianTranslator(bundled(), Scripted(Pieces(bundled().folder), [text], [text])).translate(ARABIC[:1])
    assert (found.text, found.problem) == (text, "loop")


def test_dropped_text_is_tried_again_in_halves() -> None:
    """A model that stops after the first of two sentences gets them one by one."""
    both = f"{ARABIC[0]} {ARABIC[1]}"
    runtime = Scripted(Pieces(bundled().folder), [ENGLISH[0]], ENGLISH[:2])
    (found,) = MarianTranslator(bundled(), runtime).translate([both])
    assert (found.text, found.problem) == (f"{ENGLISH[0]} {ENGLISH[1]}", None)
    assert runtime.asked[1][0] == runtime.pieces.encode(ARABIC[:2])


def test_an_endless_sentence_is_said_to_be_too_long(tmp_path: Path) -> None:
    """Hostile input: of a sentence of a hundred thousand words the beginning is translated, in little time, and the
    translation is marked."""
    engine = open_engine(EngineOptions(cache_dir=tmp_path, use_cache=False, beam=1))
    (found,) = engine.translate(["وصل الوفد إلى العاصمة " * 25_000])
    assert found.problem == "too long"


def test_marks_do_not_change_the_translation(tmp_path: Path) -> None:
    """The bundled model reads a vowelled and a decomposed sentence as the plain one."""
    engine = open_engine(EngineOptions(cache_dir=tmp_path, use_cache=False, beam=1))
    plain, vowelled = "وصل الوفد إلى العاصمة", "وَصَلَ الوَفْدُ إلى العاصِمَة"
    decomposed = unicodedata.normalize("NFD", plain)
    first, *others = engine.translate([plain, vowelled, decomposed])
    assert {t.text for t in others} == {first.text}
