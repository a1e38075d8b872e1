"""One article of the input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["texts", "named files", "file"]


@dataclass(frozen=True, slots=True)
class Row:
    """An article as the input has it."""

    id: str | None
    """None where the row is so broken that it has none."""
    kind: Kind
    """`texts`: the two texts themselves. `named files`: the names of both files. `file`: that of the article, whose
    reference is looked for as `audit` does."""
    article: str = ""
    reference: str | None = None
    """None: the article is checked by itself; of the kind `file`, its reference is looked for."""
    problem: str | None = None
    """Why it cannot be audited, in one sentence."""


def row_of(record: object, where: str, kind: Kind) -> Row:
    """The row that a record of a table is, broken or not. `where` names its place, as in `in.jsonl, line 3`."""
    if not isinstance(record, Mapping):
        return Row(None, kind, problem=f"{where}: no object; give one with id, article and reference.")
    name = record.get("id")
    if isinstance(name, bool) or not isinstance(name, str | int) or name == "":
        return Row(None, kind, problem=f"{where}: the id is missing or neither text nor a whole number; give one.")
    article, missing = record.get("article"), object()
    reference = record.get("reference", missing)
    problem = None
    if not isinstance(article, str):
        problem = f"{where}: the article is missing or no text; give its text as `article`."
    elif reference is missing:
        problem = f"{where}: there is no reference; give its text, or null to check the article by itself."
    elif not isinstance(reference, str | None):
        problem = f"{where}: the reference is no text; give its text, or null to check the article by itself."
    if problem is not None or not isinstance(article, str) or not isinstance(reference, str | None):
        return Row(str(name), kind, problem=problem)
    return Row(str(name), kind, article, reference)
