"""Tokens of a sentence for the number and date readers: words, and digits of any script with their readings."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import Literal

from auditor.wordlists.folding import Fold, fold
from auditor.wordlists.patterns import Pattern
from auditor.wordlists.tables import values

Reading = tuple[Fraction, float]
"""A value and its certainty, 0–1."""

_LONGEST = 30
"""Longer runs of digits are identifiers; they are not turned into numbers (and could not be, cheaply)."""
_LONGEST_WORD = 40
_VULGAR = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_GROUPING = ",٬،'’\u00a0\u202f"
_SPACES = " \u2007\u2009"
"""Set thousands apart where French does it, too: 12 500. Arabic of the United Nations turns the groups round, so that they
read from right to left: 500 12."""
_DECIMAL = "٫·ر"
"""Only ever part a number from its decimals: agencies of Jordan and the Gulf write 3ر5 for 3.5."""
_TOKEN = Pattern(
    rf"(?P<clock>(?<![\d:])\d{{1,2}}:\d\d(?::\d\d)?(?![\d:]))"
    rf"|(?P<slash>(?<![\d/])[1-9]/[2-9](?![\d/]))"
    rf"|(?P<spaced>(?<![\w.,٫٬،/:–-])[1-9]\d{{0,2}}(?P<space>[{_SPACES}])\d{{3}}(?:(?P=space)\d{{3}})*"
    r"(?:[.,٫]\d{1,2})?(?![\w/:–-]|[.,٫٬]\d| \d))"
    rf"|(?P<turned>(?<![\w.,٫٬،/:–-])(?<!\d[{_SPACES}])\d{{3}}(?P<gap>[{_SPACES}])(?:\d{{3}}(?P=gap))*[1-9]\d{{0,2}}"
    rf"(?![\w/:–-]|[.,٫٬]\d|[{_SPACES}]\d))"
    r"|(?P<reh>(?<![\w.,٫])\d{1,4}ر\d+(?!\w))"
    rf"|(?P<number>\d+(?:[.٫·{_GROUPING}]\d+)*[{_VULGAR}]?|[{_VULGAR}])"
    # Square and cubic metres: an abbreviation with its power.
    r"|(?P<power>\b(?:(?:كل|ك|س|مل)?م|[kcm]?m)[23²³](?![\w]))"
    rf"|(?P<word>[^\W\d_{_VULGAR}]+(?:[\u0640\u064b-\u065f\u0670\u200c-\u200f]+[^\W\d_{_VULGAR}]*)*)"
    r"|(?P<sign>[^\s\w])"
)
_YEAR_BEFORE = Pattern(r"(?<!\d)((?:1[5-9]|20)\d\d)[-–/]$")
_POWERS = str.maketrans("23", "²³")
_CHUNK = Pattern(r"\S+")
_PATH = Pattern(
    r"[A-Za-z]\.[a-z]{2,}/|^(?=[^A-Za-z]*[A-Za-z])(?!\d{1,2}/[A-Za-z]{3,9}/\d{2,4})\S*/\S*/|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}"
)
"""What only an address has, or a part of one: the end of a host, a path of Latin letters (no 12/Dec/2023), an identifier."""


@dataclass(frozen=True, slots=True)
class Token:
    """`text[start:end]`. `form`: an Arabic word folded (`Fold.NUMBERS`), others case-folded; digits in ASCII; signs as they
    are."""

    kind: Literal["number", "clock", "word", "sign"]
    start: int
    end: int
    form: str
    readings: tuple[Reading, ...] = ()
    """What digits may mean, the likeliest first; empty for other tokens and for identifiers."""


def ascii_digits(text: str) -> str:
    """The text with decimal digits of every script as 0–9; offsets stay the same."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


@lru_cache(maxsize=2048)
def tokens(text: str, lang: str) -> tuple[Token, ...]:
    """The tokens of a sentence in order. Web and mail addresses are left out: their digits are no statement."""
    folded = _without_addresses(ascii_digits(text))
    return tuple(t for m in _TOKEN.finditer(folded) for t in _tokens_of(m, lang))


def _without_addresses(text: str) -> str:
    if not any(sign in text for sign in ("/", "@", "www.", "-")):
        return text

    def blank(match: re.Match[str]) -> str:
        chunk = match.group()
        address = "://" in chunk or "@" in chunk or "www." in chunk or _PATH.search(chunk)
        return " " * len(chunk) if address else chunk

    return _CHUNK.sub(blank, text)


def _tokens_of(match: re.Match[str], lang: str) -> list[Token]:
    start, end, form = match.start(), match.end(), match.group()
    kind = next((name for name in ("spaced", "turned") if match[name] is not None), match.lastgroup)
    if kind == "word":
        return [Token("word", start, end, _word(form, lang))]
    if kind == "power":
        return [Token("word", start, end, _word(form.translate(_POWERS), lang))]
    if kind == "spaced":
        return _spaced(match, lang)
    if kind == "turned":
        return _turned(match, lang)
    if kind == "clock":
        return [Token("clock", start, end, form)]
    if kind == "slash":
        return [Token("number", start, end, form, ((Fraction(int(form[0]), int(form[2])), 0.9),))]
    if kind == "sign":
        return [Token("sign", start, end, form)]
    readings = _listed_or_decimal(match, lang) if "،" in form else _readings(form, lang)
    if readings is not None:
        return [Token("number", start, end, form, _whole_year(match) + readings)]
    return [
        Token("number", start + m.start(), start + m.end(), m.group(), _readings(m.group(), lang) or ())
        for m in re.finditer(r"\d+", form)
    ]


def _spaced(match: re.Match[str], lang: str) -> list[Token]:
    """12 500 as one number; as several where the language does not write it so."""
    start, form, space = match.start(), match.group(), match["space"]
    if lang == "en" and space == " ":
        pieces = re.finditer(r"[^ ]+", form)
        return [Token("number", start + m.start(), start + m.end(), m[0], _readings(m[0], lang) or ()) for m in pieces]
    whole = form.replace(space, "")
    readings = (_readings(whole, lang) or ()) if len(form) <= _LONGEST else ()
    groups = form.split(space)
    if lang == "ar" and readings and len(groups[0]) == 3 and all(g.isdecimal() for g in groups):
        readings += ((Fraction(int("".join(reversed(groups)))), 0.5),)
    return [Token("number", start, match.end(), whole, readings)]


def _turned(match: re.Match[str], lang: str) -> list[Token]:
    """500 12 as twelve thousand five hundred, 000 100 as a hundred thousand; as several where nobody writes so."""
    start, form, space = match.start(), match.group(), match["gap"]
    groups = form.split(space)
    if lang == "ar" and len(form) <= _LONGEST:
        whole = "".join(reversed(groups))
        return [Token("number", start, match.end(), whole, ((Fraction(int(whole)), 1.0),))]
    pieces = re.finditer(r"\d+", form)
    return [Token("number", start + m.start(), start + m.end(), m[0], _readings(m[0], lang) or ()) for m in pieces]


def _listed_or_decimal(match: re.Match[str], lang: str) -> tuple[Reading, ...] | None:
    """Readings of 1،5: one and a half where that is counted in millions or in percent, else a list of two numbers."""
    form = match.group()
    whole, _, part = form.partition("،")
    if whole.isdecimal() and part.isdecimal() and len(part) <= 2 and _counted().match(match.string, match.end()):
        return _readings(form.replace("،", "٫"), lang)
    return _readings(form, lang)


def _whole_year(match: re.Match[str]) -> tuple[Reading, ...]:
    """The second year of a span that is cut short: 1946 in 1943–6."""
    form, year = match.group(), match.string[max(0, match.start() - 6) : match.start()]
    cut = _YEAR_BEFORE.search(year)
    if not cut or not form.isdecimal() or len(form) > 2 or int(form) <= int(cut[1][-len(form) :]):
        return ()
    return ((Fraction(int(cut[1][: -len(form)] + form)), 1.0),)


@cache
def _counted() -> Pattern:
    """What stands behind a number that is no member of a list: a scale or a percentage."""
    listed = values("ar/numbers.tsv", Fold.NUMBERS)
    scales = "|".join((*listed["scale"], *listed["percent"]))
    return Pattern(rf"[ \u00a0]?(?:[%٪]|(?:{scales}|في (?:المئة|المائة))\b)", folded=Fold.NUMBERS)


def _word(form: str, lang: str) -> str:
    return fold(form[:_LONGEST_WORD], Fold.NUMBERS) if lang == "ar" else form.casefold()[:_LONGEST_WORD]


def _readings(form: str, lang: str) -> tuple[Reading, ...] | None:
    """Readings of digits with separators; None where they are several numbers (33،34 or 192.168.1.1)."""
    if len(form) > _LONGEST:
        return () if form.isdecimal() else None
    extra = Fraction(0)
    if form[-1] in _VULGAR:
        extra = Fraction(unicodedata.numeric(form[-1])).limit_denominator(10)
        form = form[:-1] or "0"
    groups = re.split(r"\D", form)
    marks = re.sub(r"\d", "", form)
    if not marks:
        return ((int(form) + extra, 1.0),)
    whole = Fraction(int("".join(groups)))
    decimal = Fraction(int("".join(groups)), 10 ** len(groups[-1]))
    grouped = len(groups[0]) <= 3 and len(groups[-1]) == 3 and all(len(g) in (2, 3) for g in groups[1:])
    if marks in tuple(_DECIMAL):
        turned = Fraction(int("".join(reversed(groups))), 10 ** len(groups[0]))
        # Some editors turn the two halves round: 5ر6278 for 6278.5.
        return ((decimal, 1.0), (turned, 0.5)) if marks == "ر" and len(groups[1]) > 3 else ((decimal, 1.0),)
    if marks[-1] == "," and set(marks[:-1]) == {"."} and lang != "en" and len(groups[-1]) <= 2:
        return ((decimal, 1.0),) if len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:-1]) else None
    if len(marks) > 1:
        if len(set(marks)) == 1 and marks[0] != "٫":
            return ((whole, 1.0),) if grouped else None
        integer = len(groups[0]) <= 3 and all(len(g) in (2, 3) for g in groups[1:-1])
        return ((decimal, 1.0),) if marks[-1] in ".٫" and set(marks[:-1]) <= set(_GROUPING) and integer else None
    if marks == "." and not grouped:
        return ((decimal, 1.0),)
    if marks == ".":
        ordered = (whole, decimal) if lang == "ar" and groups[0] != "0" else (decimal, whole)
        return ((ordered[0], 1.0), (ordered[1], 0.5))
    if grouped:
        return ((whole, 1.0), (decimal, 0.4)) if marks == "," and lang == "ar" else ((whole, 1.0),)
    return ((decimal, 1.0),) if marks == "," and len(groups[1]) <= 2 and lang != "en" else None
