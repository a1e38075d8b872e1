"""Plain text whose lines were broken at a width, as mail and wire copy are: a paragraph is one line there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.reading.markup import Visible

_NARROWEST, _WIDEST = 45, 100
"""Code points between which the width lies that text is broken at."""
_SURE = 3
"""So many breaks in the middle of a sentence tell that the text is broken at a width."""
_SENTENCE_ENDS = tuple(".!?؟…:؛;»”\"')")
_NO_PARAGRAPH = tuple("-*•–—#>|")
"""What opens an item of a list or a row, which nobody breaks at a width."""


def unwrapped(text: str) -> Visible:
    """The text with a line for each paragraph, and on which line of the file it begins; the text itself where its lines
    were not broken at a width.

    They were where empty lines part the paragraphs, no line is longer than a width of 45 to 100 code points, at least
    three sentences go on over the end of a line, and no line ends before the next word would be too much for the width.
    """
    rows = [row.rstrip("\r") for row in text.split("\n")]
    paragraphs = list(_paragraphs(rows))
    if not _broken(paragraphs):
        return Visible(text, None)
    starts = [number for number, _ in paragraphs]
    return Visible("\n".join(" ".join(lines) for _, lines in paragraphs), tuple(starts))


def _paragraphs(rows: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The runs of lines that are not empty, each with the number of its first line, from 1."""
    start, lines = 0, list[str]()
    for number, row in enumerate((*rows, ""), start=1):
        if row.strip():
            start = start if lines else number
            lines.append(row.strip())
        elif lines:
            yield start, lines
            lines = []


def _broken(paragraphs: Sequence[tuple[int, list[str]]]) -> bool:
    """The lines were broken at a width."""
    breaks = [(one, other) for _, lines in paragraphs for one, other in zip(lines, lines[1:])]
    if len(paragraphs) < 2 or not breaks:
        return False
    width = max(len(line) for _, lines in paragraphs for line in lines)
    if not _NARROWEST <= width <= _WIDEST or sum(not one.endswith(_SENTENCE_ENDS) for one, _ in breaks) < _SURE:
        return False
    full = (len(one) + 1 + len(other.split(maxsplit=1)[0]) > width for one, other in breaks)
    return all(full) and not any(other.startswith(_NO_PARAGRAPH) for _, other in breaks)
