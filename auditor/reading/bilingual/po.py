"""PO files of gettext."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.errors import DocumentError
from auditor.reading.bilingual.markup import Marked, marked
from auditor.reading.bilingual.units import Broken, Origin, Pair, Reason, Unreviewed, same_language


def read(text: str, origin: Origin) -> Iterator[Pair | Broken]:
    """The messages of a catalogue, its header and what is obsolete aside; each plural form is a unit.

    Of these the singular (form 1) and the general one (the last) are compared: the others may say *no files* or *two files*
    where the English has a number. Raises DocumentError where the file is no catalogue.
    """
    from babel.messages.pofile import PoFileError, read_po

    try:
        catalog = read_po(iter(text.splitlines(keepends=True)), ignore_obsolete=True, abort_invalid=True)
    except PoFileError as error:
        what = error.args[0].rsplit(" on ", 1)[0]
        raise DocumentError(
            f"{origin.path} is no PO file that can be read, at line {error.lineno + 1}"
            f" ({what}): mend it until msgfmt takes it"
        ) from error
    except Exception as error:  # Babel raises whatever its readers of headers, plurals and escapes raise
        raise DocumentError(f"{origin.path} is no PO file that can be read: mend it until msgfmt takes it") from error
    language = {key.lower(): value for key, value in catalog.mime_headers}.get("language")
    for number, message in enumerate((m for m in catalog if m.id), 1):
        yield from _pairs(
            message, number, None if same_language(language, origin.article_lang) else "in another language", origin
        )


def _pairs(message: Any, number: int, elsewhere: Reason | None, origin: Origin) -> Iterator[Pair]:
    name = message.context or f"#{number}"
    unreviewed: Unreviewed | None = "fuzzy" if message.fuzzy else None
    reason: Reason | None = elsewhere or origin.passed_over(unreviewed)
    line = message.lineno or 1
    if not isinstance(message.id, tuple):
        article, reference = _text(message.string), _text(message.id)
        yield Pair(name, article, reference, line, line, reason if article.text else elsewhere, unreviewed)
        return
    last = len(message.string) - 1
    for form, string in enumerate(message.string):
        article, reference = _text(string), _text(message.id[0 if form == 1 else 1])
        left_out = (reason or (None if form in (1, last) else "a special plural form")) if article.text else elsewhere
        yield Pair(f"{name}[{form}]", article, reference, line, line, left_out, unreviewed, form == last)


def _text(text: str | None) -> Marked:
    return marked([text or ""])
