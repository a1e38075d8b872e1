"""Results as JSON Lines or Parquet: written as they come, and in their place when all are there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from auditor import atomic_file
from auditor.batch.audits import LEVELS, SCORES, Result
from auditor.batch.inputs import LINES, TABLE, require_pyarrow
from auditor.errors import SettingsError
from auditor.formats.json import dumps

Write = Callable[[Result], None]

_GROUP = 500
"""Rows of a group in Parquet, some ten megabytes of JSON before it is compressed."""


def check_output(path: Path) -> None:
    """Raise SettingsError where nothing can be written under this name."""
    suffix = path.suffix.lower()
    if suffix == TABLE:
        require_pyarrow(path)
    elif suffix not in LINES:
        raise SettingsError(f"{path}: results are written to {', '.join(LINES)} or {TABLE}; name such a file.")


@contextmanager
def opened(path: Path) -> Iterator[Write]:
    """What takes one result after another; the file is there when the block has ended, and never in part. Raises
    SettingsError where it cannot be written."""
    writer = _table if path.suffix.lower() == TABLE else _lines
    try:
        with atomic_file.replacing(path) as file, writer(file) as write:
            yield write
    except OSError as error:
        raise SettingsError(f"{path}: the results cannot be written ({error.strerror or error}).") from error


@contextmanager
def _lines(file: BinaryIO) -> Iterator[Write]:
    def write(result: Result) -> None:
        file.write(f"{dumps(result)}\n".encode("utf-8", "backslashreplace"))

    yield write


@contextmanager
def _table(file: BinaryIO) -> Iterator[Write]:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    schema = pa.schema(
        [
            ("id", pa.string()),
            ("verdict", pa.string()),
            ("scores", pa.struct([(name, pa.float64()) for name in SCORES])),
            ("counts", pa.struct([(name, pa.int32()) for name in LEVELS])),
            ("findings", pa.string()),
            ("error", pa.string()),
        ]
    )
    rows: list[dict[str, Any]] = []
    with ParquetWriter(file, schema, compression="zstd") as table:

        def flush() -> None:
            table.write_table(pa.Table.from_pylist(rows, schema))
            rows.clear()

        def write(result: Result) -> None:
            findings = result["findings"]
            plain = {key: _text(value) for key, value in result.items()}
            rows.append({**plain, "findings": None if findings is None else dumps(findings)})
            if len(rows) == _GROUP:
                flush()

        yield write
        if rows:
            flush()


def _text(value: object) -> object:
    """Half a surrogate pair, which UTF-8 cannot say, as an escape."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
