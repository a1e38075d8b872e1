"""Words of the calendar and the clock by what they are: the lists of `data/ar/calendar.tsv` and `data/en/calendar.tsv`.

Arabic words are folded, English ones lower-case.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from auditor.wordlists.folding import Fold
from auditor.wordlists.tables import numbers, values


@cache
def named(lang: str, name: str) -> Mapping[str, str]:
    """The words of a list and what each stands for: `half`, am or pm; `place`, last, this or next."""
    return values(f"{lang}/calendar.tsv", Fold.NUMBERS)[name]


@cache
def numbered(lang: str, name: str) -> Mapping[str, int]:
    """The words of a list and the number of each: `month`, `weekday` (Monday is 1), `relative day`, `minutes`. Names of two
    words keep their space."""
    return {word: int(value) for word, value in numbers(f"{lang}/calendar.tsv", name, Fold.NUMBERS).items()}


def ends(form: str, name: str) -> bool:
    """A folded Arabic word is one of a list, perhaps with something joined before it: بالساعة is an `hour`."""
    return form.endswith(tuple(named("ar", name)))
