"""Plain text that was broken at a width has a line for each paragraph; all other text keeps its lines."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.reading.document import read_document
from auditor.reading.wrapped import unwrapped

STORY = [
    "The ferry between the two islands will stop sailing on Monday because its engine has to be replaced, it was said.",
    "Passengers can take a bus to the northern harbour, from where smaller boats leave every hour until late at night.",
    "The operator expects the ferry to return in time for the summer holidays, when it carries most of its passengers.",
]
ARABIC = [
    "تتوقف العبارة التي تربط الجزيرتين عن الإبحار يوم الاثنين لأن محركها يحتاج إلى الاستبدال، بحسب الشركة المشغلة.",
    "ويمكن للركاب أن يستقلوا حافلة إلى الميناء الشمالي حيث تغادر قوارب أصغر كل ساعة حتى وقت متأخر من المساء.",
    "وتتوقع الشركة أن تعود العبارة قبل عطلة الصيف التي تنقل فيها معظم ركابها من سكان المدن البعيدة عن الساحل.",
]


@pytest.mark.parametrize("story", [STORY, ARABIC])
@pytest.mark.parametrize("width", [48, 60, 72, 80])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_paragraphs_broken_at_a_width_are_lines(story: list[str], width: int, end: str) -> None:
    """At any usual width and with either line end; each paragraph knows where it begins."""
    wrapped = [textwrap.wrap(p, width, break_on_hyphens=False) for p in story]
    text = f"{end}{end}".join(end.join(lines) for lines in wrapped) + end
    document = read_document("a.txt", "en", text.encode())
    starts = [1, len(wrapped[0]) + 2, len(wrapped[0]) + len(wrapped[1]) + 3]
    assert document.text.split("\n") == story
    assert document.source_lines == tuple(starts)


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(STORY),
        "\n".join(STORY),
        "\n".join(textwrap.fill(p, 72) for p in STORY),
        "\n\n".join(textwrap.fill(p, 30) for p in STORY),
        "\n\n".join(p.replace(" ", "\n", 4) for p in STORY),
        "The ferry stops.\nIt needs an engine.\n\nBuses run instead.\nThey leave every hour.\n\nIt returns in summer.",
        "Roses are red and violets are blue,\nand nobody knows what the ferry will do,\n\nit sails in the\nand\n\nback",
        "\n\n".join(textwrap.fill(p, 72).replace("\n", "\n- ") for p in STORY),
    ],
)
def test_other_text_keeps_its_lines(text: str) -> None:
    """A line a paragraph, no empty lines, a column of a table, sentences by line, verse and lists."""
    assert unwrapped(text).text == text
    assert unwrapped(text).lines is None


@settings(deadline=None)
@given(st.text(st.sampled_from(list("ab .\n\r\tا")), max_size=600))
def test_no_word_is_lost(text: str) -> None:
    """Whatever the text, its words stay as they are, in their order."""
    assert unwrapped(text).text.split() == text.split()
