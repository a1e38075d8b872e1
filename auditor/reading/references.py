"""Which English reference belongs to an article: by the name of the file, else by what the texts say."""

from __future__ import annotations

import logging
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log, sqrt
from pathlib import Path

from auditor.errors import DocumentError, ReferenceError_
from auditor.reading.document import SUFFIXES, read_document
from auditor.records import Document
from auditor.wordlists.patterns import Pattern

logger = logging.getLogger(__name__)

FLOOR = 0.25
"""The least similarity (0–1, higher is closer) at which a reference is taken for the article's own. Back-translations
of news stories score 0.63–0.85 with their originals, 0.35 at least with six words in ten lost, and 0.21 at most with
any of a hundred other stories."""

MARGIN = 0.85
"""The runner-up may reach this share of the best score at most. Unrelated stories reach 0.24; an earlier version of
the same story, nearly 1."""

_ARTICLE_MARK = Pattern(r"[._-]ar$", re.IGNORECASE)
_REFERENCE_MARK = Pattern(r"[._-]en$", re.IGNORECASE)

_PREFIX = 5
"""Letters of a word that count: a crude stem, so that a back-translation in the wrong tense still matches."""

# Words that say nothing of what a text is about, as NFKD and casefold leave them.
_STOP = {
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can",
    "could", "did", "do", "does", "for", "from", "had", "has", "have", "he", "her", "him", "his", "how", "i", "if",
    "in", "into", "is", "it", "its", "more", "most", "my", "new", "no", "not", "of", "on", "one", "or", "our", "out",
    "over", "said", "say", "says", "she", "so", "some", "such", "than", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "those", "to", "told", "two", "up", "us", "was", "we", "were", "what", "when",
    "where", "which", "while", "who", "will", "with", "would", "you", "your",
}  # fmt: skip


Names = dict[Path, dict[str, list[Path]]]
"""Of folders that were searched: the references by each stem that may be an article's."""


def by_name(article: Path, folder: Path, known: Names | None = None) -> Path | None:
    """The reference of the same stem in the folder, or None.

    `story.txt` and `story.ar.txt` go with `story.txt`, `story.en.txt`, `story_en.md`, `story-en.docx` and the like; the
    article itself is never its own reference. With `known` a folder is searched once for many articles. Raises
    ReferenceError_ where the folder cannot be read or several fit.
    """
    known = {} if known is None else known
    if folder not in known:
        known[folder] = _stems_of(files(folder))
    stem = unicodedata.normalize("NFC", article.stem)
    hits = {path for name in (stem, _ARTICLE_MARK.sub("", stem)) for path in known[folder].get(name, ())}
    found = sorted(path for path in hits if not _same(path, article))
    if len(found) > 1:
        raise ReferenceError_(
            f"{article} has {len(found)} references of its name in {folder} "
            f"({', '.join(path.name for path in found[:3])}): choose one with --reference"
        )
    return found[0] if found else None


def _stems_of(paths: Iterable[Path]) -> dict[str, list[Path]]:
    stems: dict[str, list[Path]] = {}
    for path in paths:
        name = unicodedata.normalize("NFC", path.stem)
        for stem in {name, _REFERENCE_MARK.sub("", name)}:
            stems.setdefault(stem, []).append(path)
    return stems


def files(folder: Path) -> list[Path]:
    """Every file of the folder that may be a reference, by name. Raises ReferenceError_ where there is no folder."""
    try:
        with os.scandir(folder) as entries:
            found = (folder / entry.name for entry in entries if _is_file(entry))
            return sorted(path for path in found if path.suffix.lower() in SUFFIXES)
    except OSError as error:
        raise ReferenceError_(
            f"{folder} cannot be searched for references ({error.strerror}): name the folder with --references or the "
            f"file with --reference"
        ) from error


def _is_file(entry: os.DirEntry[str]) -> bool:
    """No where it cannot be found out, as of a link that points to itself: then it is no reference either."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def candidates(folder: Path, lang: str) -> tuple[Document, ...]:
    """Every document of the folder that can be read; one that cannot is no reference for anybody."""
    found = []
    for file in files(folder):
        try:
            found.append(read_document(str(file), lang))
        except DocumentError as error:
            logger.info("%s", error)
    return tuple(found)


def by_content(hypotheses: Sequence[str], candidates: Sequence[Document]) -> Document:
    """The candidate that says what the back-translated sentences say.

    Texts are compared as bags of word stems: cosine of log term frequencies, weighted by how rare a stem is among the
    candidates. The best must reach `FLOOR` without those weights, so that the number means the same in any folder, and
    lead the next by `MARGIN`. Raises ReferenceError_ with the best three and their scores otherwise.
    """
    wanted = _stems(" ".join(hypotheses))
    bags = [_bag(candidate) for candidate in candidates]
    spread = Counter(stem for bag in bags for stem in bag)
    rarity = {stem: log(1 + len(bags) / (spread[stem] or 0.5)) for stem in wanted.keys() | spread.keys()}
    scores = [_cosine(wanted, bag, rarity) for bag in bags]
    order = sorted(range(len(bags)), key=lambda i: -scores[i])
    if not order:
        raise ReferenceError_("There is no reference to compare with: name one with --reference")
    best = order[0]
    plain = {i: _cosine(wanted, bags[i], None) for i in order[:3]}
    ranking = ", ".join(f"{candidates[i].path} {score:.2f}" for i, score in plain.items())
    scale = "likeness of wording, from 0 to 1"
    if plain[best] < FLOOR:
        raise ReferenceError_(
            f"No reference says what the article says (nearest, by {scale}, of which {FLOOR} is needed: {ranking}): name"
            " it with --reference"
        )
    if len(order) > 1 and scores[order[1]] > MARGIN * scores[best]:
        raise ReferenceError_(
            f"Several references fit the article (by {scale}: {ranking}): choose one with --reference"
        )
    return candidates[best]


@lru_cache(maxsize=4096)
def _bag(candidate: Document) -> Counter[str]:
    """Stems of a reference, which a batch holds against many articles."""
    return _stems(candidate.text)


def _stems(text: str) -> Counter[str]:
    """Word stems and how often each stands in the text."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
    return Counter(word[:_PREFIX] for word in re.findall(r"[^\W_]+", plain) if word not in _STOP)


def _cosine(one: Mapping[str, int], other: Mapping[str, int], rarity: Mapping[str, float] | None) -> float:
    """Cosine of log term frequencies, 0–1, each weighted with its rarity if given."""

    def weight(bag: Mapping[str, int], stem: str) -> float:
        return (1 + log(bag[stem])) * (rarity[stem] if rarity else 1.0)

    def length(bag: Iterable[str], of: Mapping[str, int]) -> float:
        return sqrt(sum(weight(of, stem) ** 2 for stem in bag))

    product = sum(weight(one, stem) * weight(other, stem) for stem in one if stem in other)
    lengths = length(one, one) * length(other, other)
    return product / lengths if lengths else 0.0
