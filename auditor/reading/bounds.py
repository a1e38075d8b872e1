"""What no article is: refused at once with a sentence, so that no file can take the machine for minutes."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.errors import DocumentError
from auditor.records import Document, Segment

MOST_CHARACTERS = 300_000
"""Code points of visible text, some fifty thousand words; a newspaper's longest features have twenty thousand."""
MOST_SENTENCES = 5_000
LONGEST_SENTENCE = 10_000
"""Code points. Only a file that is taken to be split already can have a longer one; some rules' work grows with its
square."""
LEAST_WORDED = 0.2
"""Share of letters and digits in what is no white space. Arabic with all its vowel signs has 0.5."""
_FEW = 2_000
"""Code points below which any share will do."""


def check_text(document: Document) -> None:
    """Raise DocumentError for text that is longer than any article, or hardly holds a letter."""
    length = len(document.text)
    if length > MOST_CHARACTERS:
        raise DocumentError(
            f"{document.name} has {length:,} characters of text, {MOST_CHARACTERS:,} at most are audited: give it in parts"
        )
    written = sum(not c.isspace() for c in document.text)
    worded = sum(map(str.isalnum, document.text))
    if written >= _FEW and worded < LEAST_WORDED * written:
        raise DocumentError(
            f"{document.name} holds hardly any letters: it should hold the text of an article or reference"
        )


def check_sentences(document: Document, sentences: Sequence[Segment]) -> None:
    """Raise DocumentError for more sentences, or a longer one, than any article has."""
    if len(sentences) > MOST_SENTENCES:
        raise DocumentError(
            f"{document.name} has {len(sentences):,} sentences, {MOST_SENTENCES:,} at most are audited: give it in parts"
        )
    longest = max(sentences, key=lambda s: len(s.text), default=None)
    if longest is not None and len(longest.text) > LONGEST_SENTENCE:
        raise DocumentError(
            f"{document.name} has a sentence of {len(longest.text):,} characters in line {longest.line},"
            f" {LONGEST_SENTENCE:,} at most are audited: split it"
        )
