"""Which files a command line means: folders become the articles in them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from auditor.errors import DocumentError
from auditor.reading.bilingual.read import IN_FOLDERS
from auditor.reading.document import SUFFIXES
from auditor.wordlists.patterns import Pattern

_REFERENCE = Pattern(r"[._-]en$", re.IGNORECASE)
_NO_ARTICLE = Pattern(r"(readme|license|licence|changelog|contributing|notice|authors)([._-].*)?", re.IGNORECASE)


_SUFFIXES = (*SUFFIXES, *IN_FOLDERS)


def collect(arguments: Sequence[str], references: Path, out: Path | None = None) -> tuple[str, ...]:
    """Files as given, and of each folder the articles below it, in order of name; each once.

    Passed over in folders: hidden files, the folder of references and any of its name, English references by their
    name (`story.en.txt`), READMEs and the like, and `out`, the folder that reports are written into. A folder that may not
    be read stands among the files, so that it is named when it is to be read, and no article in it is passed over
    unsaid. Raises DocumentError for a folder without articles.
    """
    found: list[str] = []
    for argument in arguments:
        if argument == "-" or not os.path.isdir(argument):
            found.append(argument)
            continue
        inside = sorted(_articles(argument, references, out))
        if not inside:
            raise DocumentError(
                f"{argument}: the folder holds no articles ({', '.join(_SUFFIXES)}); name a file or another folder."
            )
        found += inside
    return tuple(dict.fromkeys(found))


def _articles(folder: str, references: Path, out: Path | None) -> Iterator[str]:
    unread: list[str] = []
    for place, folders, files in os.walk(folder, onerror=lambda error: unread.append(error.filename)):
        folders[:] = [
            f
            for f in folders
            if not f.startswith(".")
            and f != references.name
            and not _same(os.path.join(place, f), references)
            and (out is None or not _same(os.path.join(place, f), out))
        ]
        for name in files:
            stem, suffix = os.path.splitext(name)
            passed_over = name.startswith((".", "~")) or _REFERENCE.search(stem) or _NO_ARTICLE.fullmatch(stem)
            if suffix.lower() in _SUFFIXES and not passed_over:
                yield os.path.join(place, name)
    yield from unread


def _same(one: str, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
