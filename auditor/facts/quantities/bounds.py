"""What is said of a number beside its value: that it is more or less than that, and by what time it is counted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile
from typing import Literal

from auditor.facts.words.tokens import Token, tokens
from auditor.wordlists.folding import Fold
from auditor.wordlists.patterns import Pattern
from auditor.wordlists.tables import word_lists

Bound = Literal["at least", "at most"]

_REACH = 7
"""Tokens before a number that may belong to the words for its bound."""
_BEHIND = 5
"""Tokens after a number: `116 votes at least`."""
_DENIAL = 14
"""Tokens before a number in which a denial may turn its bound round."""
_STOPS = frozenset('.,;:!?،؛؟()[]«»"“”')


def _patterns(place: str, *rows: tuple[Bound, str]) -> tuple[tuple[Bound, Pattern], ...]:
    return tuple((bound, Pattern(place % words, folded=Fold.NUMBERS)) for bound, words in rows)


_ENDING, _BEGINNING = r"(?:^| )(%s)$", r"(?:\w+ ){0,2}(?:%s)\b"
"""Where the words stand in the text before a number, and in the text behind it: up to two words on."""


_BEFORE = {
    # The first that fits counts: "no more than" before "more than".
    "en": _patterns(
        _ENDING,
        ("at least", "(?:no|not) (?:less|fewer|lower|younger) than|not (?:below|under)"),
        ("at most", "(?:no|not) (?:more|greater|higher|longer|older|later) than|(?:not|t|never) (?:to )?exceed"),
        ("at least", "at least|(?:a )?minimum of|more than|over|above|greater than|higher than|older than|longer than"),
        ("at least", "upwards of|in excess of|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|topp(?:ed|ing)"),
        ("at most", "at most|(?:a )?maximum of|less than|fewer than|lower than|younger than|shorter than"),
        ("at most", "under|below|up to"),
    ),
    "ar": _patterns(
        _ENDING,
        ("at least", r"(?:[وف]?(?:ما )?ل[امن]|[وبل]?ألا) [يت](?:قل|نقص)(?:ون)?(?: \w+){0,2} عن"),
        ("at most", r"(?:[وف]?(?:ما )?ل[امن]|[وبل]?ألا) [يت](?:زد|زيد|ربو)(?:ون)?(?: \w+){0,2} (?:على?|عن)"),
        ("at most", r"(?:[وف]?(?:ما )?ل[امن]|[وبل]?ألا) [يت](?:تجاوز|تخطى|تعدى|فوق)(?: \w+)?"),
        ("at least", r"[وفبل]?(?:أكثر|أزيد|أكبر|أعلى) من|(?:على|في) الأقل|[يت]زيد(?:ون)?(?: \w+){0,2} (?:على?|عن)"),
        ("at least", "[وفبل]?فوق|[يت]فوق|فاق(?:ت)?|[وف]?[يت]?تجاوز(?:ت|وا)?|[يت]تخطى|تخط(?:ى|ت)"),
        ("at most", r"[وفبل]?(?:أقل|أدنى|أصغر) من|(?:على|في) الأكثر|[يت]قل(?:ون)?(?: \w+){0,2} عن"),
        ("at most", "[وفبل]?(?:دون|تحت)|[وفب]?ما [يت]صل (?:إلى|ل)|بحد أقصى"),
    ),
}
"""What stands before a number."""
_BEHIND_IT = {
    "en": _patterns(
        _BEGINNING,
        ("at least", "at least|(?:or|and) (?:more|over|older|higher|above|longer)"),
        ("at most", "at most|(?:or|and) (?:less|fewer|under|younger|lower|below)"),
    ),
    "ar": _patterns(
        _BEGINNING,
        ("at least", "على الأقل|كحد أدنى|بحد أدنى|(?:أو |[فو])أكثر|فما فوق"),
        ("at most", "على الأكثر|كحد أقصى|بحد أقصى|على أقصى تقدير|(?:أو |[فو])أقل|فما دون"),
    ),
}
"""What stands behind it."""

_NO_DATE = (
    r"(?! (?:ago|ahead|into|early|since|and|or|earlier|later|before|after|old|long|from|\d"
    r"|الماضي|الماضية|المقبل|المقبلة|الحالي|نفسه))"
)
_RATES: dict[str, tuple[tuple[str, Pattern], ...]] = {
    "en": tuple(
        (period, Pattern(rf"(?:\w+ )?(?:(?:a|an|per|each|every) {period}|{adverb})\b{_NO_DATE}", folded=Fold.NUMBERS))
        for period, adverb in (
            ("hour", "hourly"),
            ("day", "daily"),
            ("week", "weekly"),
            ("month", "monthly"),
            ("year", "annually|yearly"),
        )
    ),
    "ar": tuple(
        (period, Pattern(rf"(?:\w+ )?(?:(?:في|كل) (?:{nouns})|{adverbs})\b{_NO_DATE}", folded=Fold.NUMBERS))
        for period, nouns, adverbs in (
            ("hour", "الساعة|ساعة", "بالساعة"),
            ("day", "اليوم|يوم", "يوميا|يومية?"),
            ("week", "الأسبوع|أسبوع", "أسبوعيا|أسبوعية?"),
            ("month", "الشهر|شهر", "شهريا|شهرية?"),
            ("year", "السنة|العام|سنة|عام", "سنويا|سنوية?"),
        )
    ),
}


def bound(text: str, start: int, end: int, lang: str) -> tuple[Bound, int, int] | None:
    """What limits the number `text[start:end]` from one side: whether it is the least or the most, and the span of the
    number with those words. None where nothing does, or where a denial before it may turn it round."""
    before, after = _around(text, start, end, lang)
    near = list(before)
    while near and near[-1].form in _listed(lang, "filler"):
        near.pop()
    said = _joined(near[-_REACH:])
    for kind, pattern in _BEFORE.get(lang, ()):
        if match := pattern.search(said):
            at = len(near) - match[1].count(" ") - 1
            return None if _denied(before[:at], lang) else (kind, near[at].start, end)
    said = _joined(after)
    for kind, pattern in _BEHIND_IT.get(lang, ()):
        if match := pattern.match(said):
            return None if _denied(before, lang) else (kind, start, after[match[0].count(" ")].end)
    return None


def rate(text: str, start: int, end: int, lang: str) -> tuple[str, int, int] | None:
    """What time the number `text[start:end]` is counted by (`2% a year`: year) and the span of both; None: by none."""
    after = _around(text, start, end, lang)[1]
    said = _joined(after)
    for period, pattern in _RATES.get(lang, ()):
        if match := pattern.match(said):
            return period, start, after[match[0].count(" ")].end
    return None


def _listed(lang: str, name: str) -> frozenset[str]:
    return word_lists(f"{lang}/bounds.tsv", Fold.NUMBERS)[name] if lang in _BEFORE else frozenset()


def _around(text: str, start: int, end: int, lang: str) -> tuple[list[Token], list[Token]]:
    """The tokens before and behind a number, as far as the next stop."""
    row = tokens(text, lang)
    first, last = bisect_left(row, start, key=_start), bisect_left(row, end, key=_start)
    before = list(takewhile(_goes_on, reversed(row[max(0, first - _DENIAL) : first])))[::-1]
    after = takewhile(_goes_on, (t for t in row[last : last + _BEHIND + 1] if t.form not in "%٪"))
    return before, list(after)[:_BEHIND]


def _start(token: Token) -> int:
    return token.start


def _goes_on(token: Token) -> bool:
    return token.form not in _STOPS


def _joined(row: Sequence[Token]) -> str:
    return " ".join(t.form for t in row)


def _denied(before: Sequence[Token], lang: str) -> bool:
    return any(t.form in _listed(lang, "denied") for t in before)
