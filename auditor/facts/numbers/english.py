"""Reads the numbers of an English sentence, in digits and in words."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from auditor.facts.fact import Fact
from auditor.facts.numbers import english_words as lexicon
from auditor.facts.numbers.english_labels import currency_before, label
from auditor.facts.words.tokens import Reading, Token
from auditor.wordlists.patterns import Pattern

_CURRENCY = frozenset("$£€¥₹₽₺₪")
_SURE, _PLAIN, _LOW, _LOOSE = 0.9, 0.7, 0.45, 0.2
_ROMAN = Pattern(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_STAGES = frozenset({"half", "quarter", "round", "leg", "phase", "stage"})
"""Nouns that an ordinal counts: the first half, the third quarter."""

_AFTER_A_SHARE = frozenset(
    ["in", "from", "since", "after", "over", "to", "during", "this", "last", "as", "and", "on", "at"]
)
"""Words behind `by a third`, where `by a third party` has a noun."""


def read(text: str, tokens: Sequence[Token]) -> list[Fact]:
    """All numeric facts in order; facts of one span are alternative readings."""
    tokens = [t for t in tokens if not _hyphen(text, t) and not _plus(text, t)]
    found: list[Fact] = []
    at = 0
    while at < len(tokens):
        facts, at = _at(text, tokens, at)
        found.extend(facts)
    return found


def _at(text: str, tokens: Sequence[Token], at: int) -> tuple[list[Fact], int]:
    """The facts of the number that starts at a token, and the token after it; no facts where none starts."""
    token = tokens[at]
    if token.kind == "number":
        return _digits(text, tokens, at)
    if token.kind != "word":
        return [], at + 1
    if token.form in ("a", "an") and at + 1 < len(tokens) and _near(text, token, tokens[at + 1]):
        return _article(text, tokens, at)
    if _continues(token.form):
        return _spelled(text, tokens, at)
    found, after = _single(text, tokens, at)
    if not found and (value := _roman(text[token.start : token.end])) is not None:
        return [_fact(text, token, token, value, _LOOSE, "loose")], at + 1
    return found, after


def _roman(word: str) -> int | None:
    """The value of a Roman numeral of two letters or more; None for other words."""
    if len(word) < 2 or not _ROMAN.fullmatch(word):
        return None
    letters = [_ROMAN_VALUES[c] for c in word]
    return sum(-v if v < after else v for v, after in zip(letters, [*letters[1:], 0]))


def _hyphen(text: str, token: Token) -> bool:
    """A hyphen inside a compound (`twenty-five`)."""
    inside = text[token.start - 1 : token.start].isalnum() and text[token.end : token.end + 1].isalnum()
    return token.kind == "sign" and token.form in "-‑" and token.start > 0 and inside


def _plus(text: str, token: Token) -> bool:
    """A plus that says `and more` of the number before it: 300+ billion."""
    return token.form == "+" and text[token.start - 1 : token.start].isdigit()


def _near(text: str, one: Token, other: Token) -> bool:
    """Nothing but spaces, a hyphen or a plus stands between two tokens."""
    gap = text[one.end : other.start]
    return len(gap) <= 3 and not gap.strip(" \u00a0-‑–+")


def _fact(
    text: str, first: Token, last: Token, value: Fraction | int | str, certainty: float, kind: str = "number"
) -> Fact:
    exact = value if isinstance(value, str) else Fraction(value)
    return Fact(kind, first.start, last.end, text[first.start : last.end], exact, certainty)


def _digits(text: str, tokens: Sequence[Token], at: int) -> tuple[list[Fact], int]:
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    before = text[token.start - 1 : token.start]
    certainty = 1.0
    if not token.readings:
        return [_fact(text, token, token, token.form, 0.5, "code")], at + 1
    if label(text, token):
        return [_fact(text, token, token, v, 0.5 * c, "code") for v, c in token.readings], at + 1
    if before == "G" and token.form in lexicon.words("group") and not text[: token.start - 1][-1:].isalnum():
        return [_fact(text, token, token, v, _PLAIN) for v, _ in token.readings], at + 1
    if before.isalpha() and not currency_before(text, tokens, at):
        return [_fact(text, token, token, v, 0.5 * c, "code") for v, c in token.readings], at + 1
    if following is None or following.kind != "word":
        return _percent_or_number(text, tokens, at, at, token.readings, certainty), at + 1
    joined = following.start == token.end
    if joined and following.form in ("st", "nd", "rd", "th"):
        return [_fact(text, token, following, v, c * certainty, "ordinal") for v, c in token.readings], at + 2
    if joined and following.form == "s" and token.readings[0][0] % 10 == 0:
        return [_fact(text, token, following, token.readings[0][0], certainty, "decade")], at + 2
    if joined and following.form in lexicon.table("joined scale"):
        scale = lexicon.table("joined scale")[following.form]
        money = before in _CURRENCY and before != ""
        readings: tuple[Reading, ...] = ((token.readings[0][0] * scale, certainty),)
        if not money:
            readings += ((token.readings[0][0], 0.9 * certainty),)
        return [_fact(text, token, following, v, c) for v, c in readings], at + 2
    end, readings = at, token.readings
    if _near(text, token, following):
        end, readings = _scaled(text, tokens, at, readings)
    return _percent_or_number(text, tokens, at, end, readings, certainty), end + 1


def _scaled(
    text: str, tokens: Sequence[Token], at: int, readings: tuple[Reading, ...]
) -> tuple[int, tuple[Reading, ...]]:
    """Multiply by the scale words that follow token `at`; the last token used and the new readings."""
    end = at
    while end + 1 < len(tokens) and tokens[end + 1].kind == "word" and _near(text, tokens[end], tokens[end + 1]):
        form = tokens[end + 1].form
        scale = 100 if form == "hundred" else lexicon.table("scale").get(form)
        if form == "dozen":
            # A round number: Arabic says ten as often as twelve.
            readings, end = (*((v * 12, c) for v, c in readings), *((v * 10, 0.4) for v, _ in readings)), end + 1
            break
        if scale is None:
            break
        readings, end = tuple((v * scale, c) for v, c in readings), end + 1
    return end, readings


def _percent_or_number(
    text: str, tokens: Sequence[Token], first: int, last: int, readings: tuple[Reading, ...], certainty: float
) -> list[Fact]:
    """Facts for tokens `first`–`last`; a percent sign or word after them makes them a percentage."""
    rest = text[tokens[last].end : tokens[last].end + 12].casefold().lstrip(" -\u00a0")
    percent = rest.startswith(("%", "٪", "percent", "per cent", "pct"))
    points = percent and "point" in text[tokens[last].end : tokens[last].end + 30].casefold()
    kind = "percent" if percent and not points else "number"
    return [_fact(text, tokens[first], tokens[last], v, c * certainty, kind) for v, c in readings]


def _article(text: str, tokens: Sequence[Token], at: int) -> tuple[list[Fact], int]:
    """`a hundred`, `a million and a half`, `a dozen`, `a third`, `a quarter of a million`."""
    form = tokens[at + 1].form
    if form in ("hundred", "dozen") or form in lexicon.table("scale") and not form.endswith("s"):
        end, readings = _scaled(text, tokens, at, ((Fraction(1), 0.6),))
        return [_fact(text, tokens[at], tokens[end], v, c) for v, c in readings], end + 1
    by = bool(at) and tokens[at - 1].form == "by"
    if form in lexicon.parts("fraction") and (form not in lexicon.table("ordinal") or _share(tokens, at + 1, by)):
        share = at + 2 < len(tokens) and tokens[at + 2].form == "of"
        certainty = 0.3 if form == "half" else 0.6 if by else 0.5 if share else 0.3
        return _fraction(text, tokens, at + 1, lexicon.parts("fraction")[form], certainty)
    return [], at + 1


def _share(tokens: Sequence[Token], at: int, by: bool) -> bool:
    """`a third of`, `by a third in May`: a fraction; `a third defeat` is an ordinal."""
    after = tokens[at + 1].form if at + 1 < len(tokens) else ""
    return after == "of" or (by and (not after or after in _AFTER_A_SHARE))


def _fraction(
    text: str, tokens: Sequence[Token], at: int, value: Fraction, certainty: float = 0.3
) -> tuple[list[Fact], int]:
    """A fraction word at `at`, and what it is a fraction of where that is a scale: `half a million`."""
    end = at
    forms = [t.form for t in tokens[at + 1 : at + 4]]
    while forms and forms[0] in ("of", "a", "an"):
        forms, end = forms[1:], end + 1
    if end > at and forms and forms[0] == "dozen":
        return [_fact(text, tokens[at], tokens[end + 1], value * 12, _PLAIN)], end + 2
    if end > at and forms and forms[0] in lexicon.table("scale"):
        return [_fact(text, tokens[at], tokens[end + 1], value * lexicon.table("scale")[forms[0]], _SURE)], end + 2
    return [_fact(text, tokens[at], tokens[at], value, certainty, "fraction")], at + 1


def _spelled(text: str, tokens: Sequence[Token], at: int) -> tuple[list[Fact], int]:
    """A number in words: `two hundred and five thousand`, `twenty-first`, `two thirds`, `one and a half`."""
    total, current, end, scale_before, ordinal = Fraction(0), Fraction(0), at, 0, False
    last_scale, used = 10**18, 0
    position = at
    while position < len(tokens) and tokens[position].kind == "word":
        form = tokens[position].form
        if used and not _near(text, tokens[end], tokens[position]):
            break
        if form == "and" and scale_before and position + 1 < len(tokens) and _continues(tokens[position + 1].form):
            if not _near(text, tokens[position], tokens[position + 1]):
                break
            position, end = position + 1, position
            continue
        # `two thousandth` is made as `two thousand` is.
        cardinal = form.removesuffix("th") if used and form in ("hundredth", "thousandth") else form
        step = _step(cardinal, current, used, scale_before)
        if step is None:
            scale = lexicon.table("scale").get(cardinal)
            if scale is None or not current or scale >= last_scale:
                break
            total, current, last_scale, scale_before = total + current * scale, Fraction(0), scale, scale
        else:
            current, scale_before = step, 100 if cardinal == "hundred" else 0
        used, end, position = used + 1, position, position + 1
        if form in lexicon.table("ordinal"):
            ordinal = True
            break
    return _after_spelled(text, tokens, at, end, total + current, used, ordinal)


def _continues(form: str) -> bool:
    return form in lexicon.table("small") or form in lexicon.table("tens") or form in lexicon.table("ordinal")


def _step(form: str, current: Fraction, used: int, scale_before: int) -> Fraction | None:
    """The running value below a scale after one more word, or None where the word does not continue it."""
    if form == "hundred":
        return current * 100 if 0 < current < 100 else None
    small = lexicon.table("small").get(form, lexicon.table("ordinal").get(form))
    if form in lexicon.table("tens") or (small is not None and small >= 10):
        value = lexicon.table("tens").get(form, small)
        return current + value if not used or scale_before else None  # type: ignore[operator]
    if small is None:
        return None
    if not used or scale_before or (current % 100 >= 20 and current % 10 == 0 and small):
        return current + small
    return None


def _after_spelled(
    text: str, tokens: Sequence[Token], at: int, end: int, value: Fraction, used: int, ordinal: bool
) -> tuple[list[Fact], int]:
    following = [t.form for t in tokens[end + 1 : end + 5]]
    first, last = tokens[at], tokens[end]
    if used == 1 and following and not ordinal:
        part = lexicon.parts("fractions").get(
            following[0], lexicon.parts("fraction").get(following[0]) if value == 1 else None
        )
        if part is not None and value < 10:
            return [_fact(text, first, tokens[end + 1], value * part, _PLAIN, "fraction")], end + 2
    if following[:3] == ["and", "a", "half"] and not ordinal:
        end, readings = _scaled(text, tokens, end + 3, ((value + Fraction(1, 2), _PLAIN),))
        return [_fact(text, first, tokens[end], v, c) for v, c in readings], end + 1
    if ordinal:
        if next((w for w in following if w != "-"), "") in _STAGES:
            return [_fact(text, first, last, value, 0.6, "stage")], end + 1
        certainty = _LOOSE if value == 1 else _LOW if value == 2 else 0.6 if value <= 10 else _SURE
        kind = "ordinal"
        if used == 1 and tokens[at].form in lexicon.parts("fraction"):
            part = lexicon.parts("fraction")[tokens[at].form]
            return [
                _fact(text, first, last, value, certainty, kind),
                _fact(text, first, last, part, 0.3, kind),
            ], end + 1
    else:
        certainty = 0.3 if value <= 1 else _LOW if value == 2 else _PLAIN if value <= 10 else _SURE
        kind = "number"
    if kind == "number":
        end, readings = (
            _scaled(text, tokens, end, ((value, certainty),)) if value < 10 else (end, ((value, certainty),))
        )
        return _percent_or_number(text, tokens, at, end, readings, 1.0), end + 1
    return [_fact(text, first, last, value, certainty, kind)], end + 1


def _single(text: str, tokens: Sequence[Token], at: int) -> tuple[list[Fact], int]:
    """Words that are a number by themselves: fractions, decades, vague quantities, Roman numerals, `both`."""
    token = tokens[at]
    form = token.form
    if form in lexicon.parts("fraction"):
        return _fraction(text, tokens, at, lexicon.parts("fraction")[form])
    if form in lexicon.table("decade"):
        return [_fact(text, token, token, 1900 + lexicon.table("decade")[form], 0.6, "decade"),
                _fact(text, token, token, lexicon.table("decade")[form], 0.5, "decade")], at + 1  # fmt: skip
    if form in lexicon.table("vague"):
        return _vague(text, tokens, at)
    if form in lexicon.words("several") and at + 1 < len(tokens) and tokens[at + 1].form in lexicon.table("scale"):
        return [_fact(text, token, tokens[at + 1], lexicon.table("scale")[tokens[at + 1].form], 0.5, "vague")], at + 2
    if form in lexicon.table("roman") and text[token.start : token.end].isupper():
        return [_fact(text, token, token, lexicon.table("roman")[form], 0.6, "ordinal")], at + 1
    if form in lexicon.table("war"):
        return [_fact(text, token, token, lexicon.table("war")[form], 0.6, "ordinal")], at + 1
    if form == "i" and at and tokens[at - 1].form in ("war", "part", "phase", "volume", "type"):
        return [_fact(text, token, token, 1, _LOOSE, "ordinal")], at + 1
    if form in lexicon.table("multiple"):
        return [_fact(text, token, token, lexicon.table("multiple")[form], _LOW)], at + 1
    if form in lexicon.parts("loose"):
        return [_fact(text, token, token, lexicon.parts("loose")[form], _LOOSE, "loose")], at + 1
    return [], at + 1


def _vague(text: str, tokens: Sequence[Token], at: int) -> tuple[list[Fact], int]:
    """`dozens`, `tens of thousands`: an order of magnitude."""
    value, end = lexicon.table("vague")[tokens[at].form], at
    if [t.form for t in tokens[at + 1 : at + 2]] == ["of"] and at + 2 < len(tokens):
        scale = lexicon.table("vague").get(tokens[at + 2].form, 0)
        if scale > value:
            value, end = value * scale, at + 2
    return [_fact(text, tokens[at], tokens[end], value, 0.5, "vague")], end + 1
