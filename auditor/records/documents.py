"""What was read: documents, their sentences, what they say of how they were made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


def told(path: str) -> str:
    """A path as people are told it: `-` is standard input."""
    return "standard input" if path == "-" else path


@dataclass(frozen=True, slots=True)
class Unit:
    """A translation unit of a bilingual file."""

    id: str
    """As the file names it, on one line; `#12` where it does not."""
    article_markup: tuple[str, ...] = ()
    """Inline tags and placeholders of the Arabic, in order: `<b>`, `%s`. They are in no text of the audit."""
    reference_markup: tuple[str, ...] = ()
    """The same of the English."""
    unreviewed: str | None = None
    """`fuzzy` or `not reviewed`, where the file says so of a unit that is audited all the same."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article or a reference as read. Every offset of the audit counts code points of `text`, unnormalised."""

    path: str
    """As the user named it; `-` for standard input."""
    lang: str
    """ISO 639-1 code the text is taken to be in."""
    text: str
    """The visible text. For .html, .md and .docx this is what a reader sees, not the markup."""
    encoding: str = "utf-8"
    """Of the file, as Python names it."""
    source_lines: tuple[int, ...] | None = None
    """Line of the file for each line of `text` (from 1), where the two differ; None where they are the same."""
    units: tuple[Unit, ...] = ()
    """Of a bilingual file, those that are audited, the same in the article and in its reference; else empty."""
    unit_of_line: tuple[int, ...] | None = None
    """Of a bilingual file: for each line of `text` the index of its unit."""
    left_out: tuple[tuple[str, int], ...] = ()
    """Of a bilingual file: how many units are not audited, by reason (`without a target`, `fuzzy`, …)."""

    @property
    def name(self) -> str:
        """The path as people are told it."""
        return told(self.path)

    @property
    def line_word(self) -> Literal["line", "paragraph"]:
        """What `Segment.line` counts: a Word document has no lines, only paragraphs."""
        return "paragraph" if self.path.lower().endswith(".docx") else "line"


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence of a document: `document.text[start:end] == text`."""

    index: int
    """Its place in the document, from 0; disclosure counts too."""
    text: str
    """The sentence as it stands, unnormalised."""
    start: int
    """Offset in the document's text, in code points, from 0."""
    end: int
    """The same of its end, exclusive."""
    line: int
    """Line in the file, from 1."""
    column: int
    """Column in the line of the visible text, in code points, from 1."""
    paragraph: int = 0
    """Index of the paragraph (the input line) the sentence stands in; sentences never span paragraphs."""
    kind: Literal["content", "disclosure"] = "content"
    """`disclosure` is what the article says of how it was made; it is not translated, aligned or scored."""
    unit: int | None = None
    """Index into the document's `units`; None outside bilingual files."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an article says of how it was made. None: it does not say."""

    machine_translated: bool | None = None
    """Whether it says that a machine translated it."""
    human_reviewed: bool | None = None
    """Whether it says that a person reviewed it."""
    credits: tuple[str, ...] = ()
    """Agencies and authors named in the closing lines or the byline, in English where known (`Reuters`)."""
