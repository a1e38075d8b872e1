"""Text from an article or a reference for an HTML block in Markdown, where nothing of it is markup or calls anybody."""

from __future__ import annotations

from auditor.formats._rows import visible

_ESCAPES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "'": "&#39;",
        "@": "@&#8203;",
        "#": "#&#8203;",
    }
)


def cut(text: str, most: int) -> str:
    """A text without its middle where it is longer than `most` characters."""
    return text if len(text) <= most else f"{text[: most // 2]} … {text[-(most // 2) :]}"


def text(text: str, *, strip: bool = True, most: int | None = 2000) -> str:
    """One line, hidden characters named, markup escaped, nobody called; without its middle where longer than `most`."""
    shown = visible(text if most is None else cut(text, most)).replace("\n", " ").replace("\t", " ")
    return (shown.strip() if strip else shown).translate(_ESCAPES)
