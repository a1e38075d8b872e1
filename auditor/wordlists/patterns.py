"""Regular expressions that cost nothing until they are used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from auditor.wordlists.folding import Fold, fold


class Pattern:
    """A regular expression, compiled when it is first used and not when the module that names it is imported.

    `source` may be a function, for an expression that is made of word lists. `folded`: the Arabic in it is written as a
    dictionary spells it, and is matched against text that is folded so.
    """

    def __init__(self, source: str | Callable[[], str], flags: int = 0, *, folded: Fold | None = None) -> None:
        self._source, self._flags, self._folded = source, flags, folded

    @property
    def pattern(self) -> str:
        """The expression as text, for one that contains it; not compiled for that."""
        source = self._source if isinstance(self._source, str) else self._source()
        return source if self._folded is None else fold(source, self._folded)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself."""
        return re.compile(self.pattern, self._flags)

    def match(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self.compiled.match(text, start, len(text) if end is None else end)

    def fullmatch(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self.compiled.fullmatch(text, start, len(text) if end is None else end)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self.compiled.search(text, start, len(text) if end is None else end)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self.compiled.finditer(text, start, len(text) if end is None else end)

    def findall(self, text: str, start: int = 0, end: int | None = None) -> list[str]:
        """As `re.Pattern.findall`."""
        return self.compiled.findall(text, start, len(text) if end is None else end)

    def sub(self, instead: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """As `re.Pattern.sub`."""
        return self.compiled.sub(instead, text, count)

    def split(self, text: str, most: int = 0) -> list[str]:
        """As `re.Pattern.split`."""
        return self.compiled.split(text, most)
