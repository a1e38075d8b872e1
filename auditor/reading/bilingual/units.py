"""What every reader of a bilingual file yields: a unit with its two sides, or what is wrong with one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from auditor.reading.bilingual.markup import Marked

Unreviewed = Literal["fuzzy", "not reviewed"]
"""What a file says of a translation that somebody has to look at."""
Reason = Literal["without a target", "not for translation", "in another language", "a special plural form"] | Unreviewed
"""Why a unit is left out."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit as its file has it."""

    id: str
    article: Marked
    reference: Marked
    article_line: int
    """Line of the file, from 1."""
    reference_line: int
    left_out: Reason | None = None
    unreviewed: Unreviewed | None = None
    """Also where the unit is audited all the same."""
    compare_markup: bool = True
    """Not so in the singular of a PO file, which may rightly say *one file* without the number's placeholder."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A unit that cannot be read; the others can."""

    id: str
    line: int
    what: str
    """`has no …`: what follows the name of the unit in a sentence."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a reader is told of the file beside its text."""

    path: str
    article_lang: str
    reference_lang: str
    include_unreviewed: bool = False
    """Whether units that need review are audited too."""

    def passed_over(self, unreviewed: Unreviewed | None) -> Unreviewed | None:
        """Why a unit of such a state is left out; None where it is not."""
        return None if self.include_unreviewed else unreviewed


Reader = Callable[[str, Origin], Iterator[Pair | Broken]]
"""From the text of a file. Raises DocumentError where the file as a whole cannot be read."""


def same_language(tag: str | None, lang: str) -> bool:
    """Whether a language tag (`ar-EG`, `ar_EG`) is of a language; no tag is taken to be."""
    return not tag or _primary(tag) == _primary(lang)


def _primary(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()
