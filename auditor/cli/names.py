"""What the reports of a folder are called: each like its article, and no two alike."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from auditor.cli.own_files import STATE
from auditor.formats import FORMATS

INDEX = "index"
INDEX_FORMATS = ("json", "html")
_TAKEN = frozenset({STATE, *(f"{INDEX}.{form}" for form in INDEX_FORMATS)})
"""What else than reports stands in their folder."""
LONGEST = 180
"""Bytes of a name; file systems take 255, and an ending is still to come."""


def report_names(articles: Sequence[str], arguments: Sequence[str]) -> dict[str, str]:
    """For each article the path of its reports in their folder, with `/` and without an ending.

    The article's path from the folder that was named, without its suffix. Where several would have one name, on file
    systems too that know no capitals, all of them keep their suffix, and so does one whose report would be called like a
    folder of others (`a.txt` beside `a.json/`); where that is not enough, a digest of the path is added. A folder that is
    called like a file of the index has an underscore added. The order of the articles does not matter.
    """
    choices = {article: tuple(_choices(article, arguments)) for article in articles}
    level = dict.fromkeys(articles, 0)
    while True:
        taken = Counter(_folded(choices[a][level[a]]) for a in articles)
        taken[INDEX] += 1
        folders = {_folded(str(folder)) for a in articles for folder in PurePath(choices[a][level[a]]).parents}
        crowded = [
            a
            for a in articles
            if level[a] + 1 < len(choices[a])
            and (taken[name := _folded(choices[a][level[a]])] > 1 or any(f"{name}.{f}" in folders for f in FORMATS))
        ]
        if not crowded:
            return {a: choices[a][level[a]] for a in articles}
        for article in crowded:
            level[article] += 1


def _choices(article: str, arguments: Sequence[str]) -> Iterator[str]:
    """Names that it can have, best first; the last is nobody else's."""
    path = PurePath("stdin.txt" if article == "-" else _below(article, arguments))
    if len(path.parts) > 1 and _folded(path.parts[0]) in _TAKEN:
        path = PurePath(f"{path.parts[0]}_", *path.parts[1:])
    digest = hashlib.sha256(os.fsencode(article)).hexdigest()[:12]
    if len(os.fsencode(path.name)) <= LONGEST:
        yield path.with_suffix("").as_posix()
        yield path.as_posix()
    short = os.fsencode(path.name)[: LONGEST // 2].decode("utf-8", "ignore")
    yield path.with_name(f"{short}-{digest}").as_posix()


def _below(article: str, arguments: Sequence[str]) -> str:
    """The path from the folder that was named; of a file that was named, its own name."""
    for folder in arguments:
        inside = os.path.join(folder, "")
        if folder != article and article.startswith(inside):
            return article[len(inside) :]
    return PurePath(article).name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
