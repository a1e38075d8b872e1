"""Tables with an English and an Arabic column: tab-separated or comma-separated values."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from auditor.errors import DocumentError
from auditor.plurals import plural
from auditor.reading.bilingual.markup import Marked, marked
from auditor.reading.bilingual.units import Broken, Origin, Pair, Unreviewed
from auditor.wordlists.patterns import Pattern

_NAMES = {
    "article": ("article", "target", "translation", "arabic"),
    "reference": ("reference", "source", "original", "english"),
    "id": ("id", "key", "context"),
    "fuzzy": ("fuzzy",),
}
"""Heads of the columns, beside the codes of the two languages."""
_YES = frozenset({"1", "true", "yes", "y", "x", "fuzzy"})
_ARABIC = Pattern("[\u0620-\u064a]")
_LATIN = Pattern("[A-Za-z]")


def read_tsv(text: str, origin: Origin) -> Iterator[Pair | Broken]:
    """Rows of tab-separated values. Raises DocumentError as `_pairs` does."""
    lines = text.splitlines()
    # Most such files quote nothing, and a quotation mark at the head of a cell is one; Excel's quote as in CSV.
    plain = '""' not in text and len({line.count("\t") for line in lines if line}) == 1
    return _pairs(text, origin, "\t", csv.QUOTE_NONE if plain else csv.QUOTE_MINIMAL)


def read_csv(text: str, origin: Origin) -> Iterator[Pair | Broken]:
    """Rows of values separated by commas, semicolons or tabs, whichever the first line has most of."""
    first = text.lstrip("\n").partition("\n")[0]
    return _pairs(text, origin, max(",;\t", key=first.count), csv.QUOTE_MINIMAL)


def _pairs(text: str, origin: Origin, delimiter: str, quoting: int) -> Iterator[Pair | Broken]:
    """A unit for each row. Raises DocumentError where the columns cannot be told, or the table cannot be read."""
    rows = _rows(text, origin.path, delimiter, quoting)
    line, head = next(rows, (1, []))
    columns = _by_name(head, origin)
    if columns is None:
        columns = _by_script(head, origin)
        yield from _unit(1, line, head, len(head), columns, origin)
        number = 2
    else:
        number = 1
    for count, (line, row) in enumerate(rows, number):
        yield from _unit(count, line, row, len(head), columns, origin)


def _rows(text: str, path: str, delimiter: str, quoting: int) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, with the line that each begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise DocumentError(
            f"{path} cannot be read as a table at line {line} ({error}): save it again, with its quotation marks closed"
        ) from error


def _by_name(head: Sequence[str], origin: Origin) -> dict[str, int] | None:
    """Columns by the names in the first row; None where the two sides are not named."""
    names = [re.split(r"[-_]", cell.strip().lower())[0] for cell in head]
    wanted = {
        **_NAMES,
        "article": (*_NAMES["article"], origin.article_lang),
        "reference": (*_NAMES["reference"], origin.reference_lang),
    }
    found = {what: names.index(name) for what, all_ in wanted.items() for name in reversed(all_) if name in names}
    return found if {"article", "reference"} <= found.keys() else None


def _by_script(row: Sequence[str], origin: Origin) -> dict[str, int]:
    """Of two columns without names, which is Arabic and which English. Raises DocumentError where that cannot be told."""
    arabic = [i for i, cell in enumerate(row) if _ARABIC.search(cell)]
    latin = [i for i, cell in enumerate(row) if _LATIN.search(cell) and i not in arabic]
    if (
        len(row) == 2
        and len(arabic) == len(latin) == 1
        and (origin.article_lang, origin.reference_lang) == ("ar", "en")
    ):
        return {"article": arabic[0], "reference": latin[0]}
    raise DocumentError(
        f"{origin.path} does not say which columns to compare: name them {origin.reference_lang} and {origin.article_lang}"
        " in its first row"
    )


def _unit(
    number: int, line: int, row: Sequence[str], cells: int, columns: dict[str, int], origin: Origin
) -> Iterator[Pair | Broken]:
    name = row[columns["id"]].strip() if columns.get("id", len(row)) < len(row) else ""
    name = name or f"#{number}"
    if len(row) > cells or max(columns["article"], columns["reference"]) >= len(row):
        yield Broken(name, line, f"has {plural(len(row), 'cell')} where the first row has {cells}")
        return
    unreviewed: Unreviewed | None = None
    if columns.get("fuzzy", len(row)) < len(row) and row[columns["fuzzy"]].strip().lower() in _YES:
        unreviewed = "fuzzy"
    article = marked([row[columns["article"]]]) if row[columns["article"]].strip() else Marked("")
    reference = marked([row[columns["reference"]]])
    yield Pair(
        name, article, reference, line, line, origin.passed_over(unreviewed) if article.text else None, unreviewed
    )
