"""A bilingual file as an article and its reference, cut into the same units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from auditor.errors import DocumentError
from auditor.plurals import plural
from auditor.reading.bilingual.units import Broken, Origin, Pair, Reader
from auditor.reading.document import MAX_BYTES, read_bytes
from auditor.reading.encodings import decode
from auditor.records import Document, Failure, Unit

_READERS = {
    ".xlf": ("xliff", "read"),
    ".xliff": ("xliff", "read"),
    ".sdlxliff": ("xliff", "read"),  # of Trados
    ".mqxliff": ("xliff", "read"),  # of memoQ
    ".mxliff": ("xliff", "read"),  # of Phrase
    ".tmx": ("tmx", "read"),
    ".po": ("po", "read"),
    ".tsv": ("table", "read_tsv"),
    ".csv": ("table", "read_csv"),
    ".jsonl": ("jsonl", "read"),
}
"""Suffix → module beside this one and its reader, imported when a file of that kind is read."""

XLIFF = tuple(suffix for suffix, (module, _) in _READERS.items() if module == "xliff")

IN_FOLDERS = (*XLIFF, ".tmx", ".po")
"""What a folder is searched for, beside articles; a table may be anything."""

MANY = 5
"""Units that cannot be read, from which the others are only counted."""
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Bilingual:
    """Both sides of a file; sentence k of neither belongs to sentence k of the other, but their units are the same."""

    article: Document
    reference: Document
    broken: tuple[Failure, ...]
    """The units that cannot be read."""


def is_bilingual(path: str) -> bool:
    """Whether a file is read as one that holds both languages, by its suffix."""
    return Path(path).suffix.lower() in _READERS


def read_bilingual(path: str, article_lang: str, reference_lang: str, *, include_unreviewed: bool = False) -> Bilingual:
    """Read both sides of a file.

    Units without a target are left out and counted in `article.left_out`; so are those that are fuzzy or not reviewed, if
    they are not to be included. Raises DocumentError where
    the file cannot be read, or no unit is left.
    """
    raw = read_bytes(path)
    if len(raw) > MAX_BYTES:
        raise DocumentError(f"{path} is over {MAX_BYTES // 1024**2} MB: split it into several files")
    if not raw.strip():
        raise DocumentError(f"{path} is empty: give a file with translated units")
    module, reader = _READERS[Path(path).suffix.lower()]
    read: Reader = getattr(import_module(f"auditor.reading.bilingual.{module}"), reader)
    text = decode(raw, path, article_lang).text
    found = list(read(text, Origin(path, article_lang, reference_lang, include_unreviewed)))
    pairs = [unit for unit in found if isinstance(unit, Pair)]
    skipped = Counter(filter(None, map(left_out, pairs)))
    kept = [pair for pair in pairs if left_out(pair) is None]
    broken = _told([unit for unit in found if isinstance(unit, Broken)], path)
    if not kept:
        why = ", ".join(f"{n} {reason}" for reason, n in skipped.items()) or "it has none"
        said = f"; {broken[0].message}" if broken else ""
        raise DocumentError(f"{path} has no unit in both languages that could be compared ({why}): look at it{said}")
    return Bilingual(*_documents(path, (article_lang, reference_lang), kept, skipped), broken)


def left_out(pair: Pair) -> str | None:
    """Why a unit is not audited; None where it is."""
    if pair.left_out is None and not pair.article.text:
        return "without a target"
    if pair.left_out is None and not pair.reference.text:
        return "without a source"
    return pair.left_out


def _told(broken: Sequence[Broken], path: str) -> tuple[Failure, ...]:
    said = [
        Failure(path, f"{path}: unit {named(b.id)} (line {b.line}) {b.what}; mend it or take it out.", b.line)
        for b in broken[:MANY]
    ]
    if rest := broken[MANY:]:
        more = f"{path}: {plural(len(rest), 'further unit')} that cannot be read; mend or take out each."
        said.append(Failure(path, more, rest[0].line))
    return tuple(said)


def _documents(
    path: str, langs: tuple[str, str], pairs: Sequence[Pair], reasons: Counter[str]
) -> tuple[Document, Document]:
    units = tuple(
        Unit(
            named(p.id),
            p.article.markup if p.compare_markup else (),
            p.reference.markup if p.compare_markup else (),
            p.unreviewed,
        )
        for p in pairs
    )
    skipped = tuple(reasons.items())
    article = _side(path, langs[0], [(p.article.text, p.article_line) for p in pairs], units, skipped)
    return article, _side(path, langs[1], [(p.reference.text, p.reference_line) for p in pairs], units, skipped)


def _side(
    path: str,
    lang: str,
    texts: Sequence[tuple[str, int]],
    units: tuple[Unit, ...],
    left_out: tuple[tuple[str, int], ...],
) -> Document:
    """One side: each line of its text belongs to one unit."""
    lines = [
        (line, number, unit) for unit, (text, number) in enumerate(texts) for line in text.splitlines() if line.strip()
    ]
    return Document(
        path,
        lang,
        "\n".join(line for line, _, _ in lines),
        source_lines=tuple(number for _, number, _ in lines),
        units=units,
        unit_of_line=tuple(unit for _, _, unit in lines),
        left_out=left_out,
    )


def named(name: str) -> str:
    """An id as it is told: on one line, and not longer than a line."""
    name = " ".join(name.split())
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
