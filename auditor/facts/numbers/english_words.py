"""English number words."""

from __future__ import annotations

from fractions import Fraction


def _words(row: str) -> list[str]:
    return row.split()


SMALL = {
    w: n
    for n, w in enumerate(
        _words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen"
        )
    )
}
TENS = {w: 10 * n for n, w in enumerate(_words("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)}
SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15,
    "millions": 10**6, "billions": 10**9, "trillions": 10**12,
    "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
LETTER_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
"""Only joined to digits; without a currency sign `m` may as well be metres."""
ORDINALS = {
    w: n
    for n, w in enumerate(
        _words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
),
        start=1,
    )
} | {
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
    "eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
FRACTIONS = {"half": Fraction(1, 2), "third": Fraction(1, 3), "quarter": Fraction(1, 4)} | {
    w: Fraction(1, n) for w, n in ORDINALS.items() if 4 <= n <= 10
}
PLURAL_FRACTIONS = {"halves": Fraction(1, 2), "thirds": Fraction(1, 3), "quarters": Fraction(1, 4)} | {
    w + "s": Fraction(1, n) for w, n in ORDINALS.items() if 4 <= n <= 10
}
LOOSE: dict[str, int | Fraction] = {
    "both": 2, "pair": 2, "couple": 2, "couples": 2, "twice": 2, "double": 2, "doubled": 2, "doubling": 2, "dual": 2,
    "twin": 2, "twins": 2, "duo": 2, "either": 2, "bilateral": 2, "neither": 2, "once": 1, "single": 1, "sole": 1,
    "trio": 3, "trilateral": 3, "quartet": 4, "decade": 10, "dozen": 12, "century": 100, "fortnight": 2,
    "halved": Fraction(1, 2), "halve": Fraction(1, 2), "midway": Fraction(1, 2), "week": 7, "weeklong": 7,
    "none": 0, "nil": 0, "goalless": 0, "midnight": 12, "noon": 12,
    "lone": 1, "solo": 1,
}  # fmt: skip
"""Words that may stand for a number the other language spells out; they support a number, they never demand one."""
MULTIPLES = {"triple": 3, "triples": 3, "tripled": 3, "tripling": 3, "thrice": 3, "threefold": 3, "quadruple": 4,
             "quadrupled": 4, "fourfold": 4, "fivefold": 5, "tenfold": 10}  # fmt: skip
VAGUE = {
    "dozens": 10, "tens": 10, "scores": 10, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9,
    "trillions": 10**12,
}  # fmt: skip
SEVERAL = frozenset({"several", "many", "few", "some", "multiple"})
"""Before a scale: an order of magnitude."""
WARS = {"wwi": 1, "wwii": 2}
ROMAN = {
    "ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9,
    "xi": 11, "xii": 12, "xiii": 13, "xiv": 14, "xv": 15, "xvi": 16,
    "xvii": 17,
    "xviii": 18, "xix": 19, "xx": 20, "xxi": 21,
}  # fmt: skip
"""Single letters are left out: I, V and X are other things too often."""
