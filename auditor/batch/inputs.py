"""Folders, JSON Lines and Parquet, cut into chunks that can be read one by one, by whoever has the files."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from auditor.batch.rows import Kind, Row, row_of
from auditor.errors import DocumentError, SettingsError
from auditor.reading.articles import collect

ROWS = 16
"""Articles of a chunk: enough that batches of their sentences waste little, few enough that little is lost with a worker."""
LONGEST_LINE = 16 * 1024 * 1024
"""Bytes; two texts of the largest size that is audited, their Arabic written as escapes, are less."""
LINES = (".jsonl", ".ndjson")
TABLE = ".parquet"

Stretch = tuple[int, ...]
"""A part of the input that is read in one go, in numbers: that of its first chunk, then what the input needs to find it."""
Chunk = tuple[int, list[Row]]
"""Its number, counted from 0 through the input, and its rows."""


class Input(Protocol):
    """Where articles come from."""

    def stretches(self) -> Iterator[Stretch]:
        """The whole input, in order. Raises DocumentError where it cannot be read."""

    def read(self, stretch: Stretch) -> Iterator[Chunk]:
        """The chunks of one part, in order. Raises DocumentError where it cannot be read."""


def open_input(path: Path, references: Path, named: bool) -> Input:
    """The input that a path is.

    Args:
        path: a folder of articles, `.jsonl`, `.ndjson` or `.parquet`.
        references: for a folder; passed over where it lies in it.
        named: the columns of a table hold names of files, below its folder, not texts.

    Raises:
        DocumentError: it cannot be read, or holds no article.
        SettingsError: it is something else, or pyarrow is needed and not installed.
    """
    if not os.path.exists(path):
        raise DocumentError(f"{path} does not exist: check the name.")
    source = _source(path, references, named)
    if next(source.stretches(), None) is None:
        raise DocumentError(f"{path} holds no articles: give it a row for each.")
    return source


def _source(path: Path, references: Path, named: bool) -> Input:
    kind: Kind = "named files" if named else "texts"
    if os.path.isdir(path):
        if named:
            raise SettingsError(f"{path}: a folder has no columns; leave --paths.")
        return Folder(path, collect([str(path)], references))
    suffix = path.suffix.lower()
    if suffix in LINES:
        return Lines(path, kind)
    if suffix == TABLE:
        require_pyarrow(path)
        return Table(path, kind)
    raise SettingsError(f"{path}: neither a folder nor {', '.join(LINES)} or {TABLE}; give one of these.")


def require_pyarrow(path: Path) -> None:
    """Raise SettingsError where Parquet cannot be read or written."""
    if find_spec("pyarrow") is None:
        raise SettingsError(f"{path}: Parquet needs an extra; pip install 'auditor[parquet]'.")


def chunks(source: Input) -> Iterator[Chunk]:
    """The whole input. Raises DocumentError where it cannot be read."""
    for stretch in source.stretches():
        yield from source.read(stretch)


@dataclass(frozen=True, slots=True)
class Folder:
    """The articles of a folder; an article's id is its path from there."""

    path: Path
    articles: tuple[str, ...]

    def stretches(self) -> Iterator[Stretch]:
        """A chunk each."""
        return ((n,) for n in range(-(-len(self.articles) // ROWS)))

    def read(self, stretch: Stretch) -> Iterator[Chunk]:
        """Nothing is opened here."""
        (number,) = stretch
        paths = self.articles[number * ROWS : (number + 1) * ROWS]
        yield number, [Row(Path(p).relative_to(self.path).as_posix(), "file", p) for p in paths]


@dataclass(frozen=True, slots=True)
class Lines:
    """JSON Lines, an object with `id`, `article` and `reference` a line; empty lines are passed over."""

    path: Path
    kind: Kind

    def stretches(self) -> Iterator[Stretch]:
        """A chunk each: where it begins in bytes, and the number of its first line."""
        try:
            with self.path.open("rb") as file:
                number, at, first, full = 0, 0, 1, 0
                for line, raw in enumerate(_lines(file), 1):
                    full += raw is None or bool(raw.strip())
                    if full == ROWS:
                        yield number, at, first
                        number, at, first, full = number + 1, file.tell(), line + 1, 0
                if full:
                    yield number, at, first
        except OSError as error:
            raise _unreadable(self.path, error) from error

    def read(self, stretch: Stretch) -> Iterator[Chunk]:
        """As many lines as a chunk has."""
        number, at, first = stretch
        try:
            with self.path.open("rb") as file:
                file.seek(at)
                full = ((n, raw) for n, raw in enumerate(_lines(file), first) if raw is None or raw.strip())
                yield number, [self._row(raw, f"{self.path}, line {n}") for n, raw in islice(full, ROWS)]
        except OSError as error:
            raise _unreadable(self.path, error) from error

    def _row(self, raw: bytes | None, where: str) -> Row:
        if raw is None:
            problem = f"{where}: over {LONGEST_LINE // 1024**2} MB, which no article is; give the article's text alone."
            return Row(None, self.kind, problem=problem)
        try:
            return row_of(json.loads(raw.decode("utf-8-sig")), where, self.kind)
        except (ValueError, RecursionError):
            return Row(None, self.kind, problem=f"{where}: no JSON in UTF-8; mend the line.")


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Lines; None for one that is too long, which is never held whole."""
    while raw := file.readline(LONGEST_LINE):
        if len(raw) < LONGEST_LINE or raw.endswith(b"\n"):
            yield raw
            continue
        while (more := file.readline(LONGEST_LINE)) and not more.endswith(b"\n"):
            pass
        yield None


@dataclass(frozen=True, slots=True)
class Table:
    """Parquet with the columns `id`, `article` and `reference`; others are not read."""

    path: Path
    kind: Kind

    def stretches(self) -> Iterator[Stretch]:
        """A group of rows each: its number, and that of its first row."""
        with self._open() as file:
            number, row, groups = 0, 0, [file.metadata.row_group(g).num_rows for g in range(file.num_row_groups)]
        for group, rows in enumerate(groups):
            if rows:
                yield number, group, row
            number, row = number + -(-rows // ROWS), row + rows

    def read(self, stretch: Stretch) -> Iterator[Chunk]:
        """Few rows are held at a time."""
        number, group, first = stretch
        with self._open() as file:
            rows = self._rows(_records(self.path, file, group), first)
            while chunk := list(islice(rows, ROWS)):
                yield number, chunk
                number += 1

    def _rows(self, records: Iterable[object], first: int) -> Iterator[Row]:
        for n, record in enumerate(records, first + 1):
            yield row_of(record, f"{self.path}, row {n}", self.kind)

    def _open(self) -> Any:
        """The file, whose columns are there. Raises DocumentError."""
        import pyarrow
        from pyarrow.parquet import ParquetFile

        try:
            file = ParquetFile(self.path, pre_buffer=False)
        except (OSError, pyarrow.ArrowException) as error:
            raise _unreadable(self.path, error) from error
        if missing := [name for name in COLUMNS if name not in file.schema_arrow.names]:
            file.close()
            raise DocumentError(
                f"{self.path} has no column {', '.join(missing)}: give it {', '.join(COLUMNS)}, the last of them null"
                " where an article has no reference."
            )
        return file


COLUMNS = ("id", "article", "reference")


def _records(path: Path, file: Any, group: int) -> Iterator[object]:
    import pyarrow

    try:
        for batch in file.iter_batches(ROWS, row_groups=[group], columns=list(COLUMNS)):
            yield from batch.to_pylist()
    except (OSError, pyarrow.ArrowException) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> DocumentError:
    reason = getattr(error, "strerror", None) or (str(error) or type(error).__name__).splitlines()[0].rstrip(".")
    return DocumentError(f"{path} cannot be read ({reason}): check the file.")
