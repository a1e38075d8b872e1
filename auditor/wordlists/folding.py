"""Arabic as it is compared: the spellings that writers mix made one.

There is one folding, in two strengths. Word lists are written as a dictionary spells them and folded when they are read
(`tables`), articles when they are looked at; nothing is written folded by hand, since a word that is folded wrongly matches
nothing and nobody sees it.

| letters | become | why |
|---|---|---|
| أ إ آ ٱ | ا | the hamza of alef is left out as often as it is written |
| ى | ي | Egyptian typesetting writes both without dots |
| ة | ه | the dots are dropped |
| ؤ | و | the hamza is dropped |
| ک ی | ك ي | Persian keyboards |
| گ ڤ پ چ | ك ف ب ج | sounds that Arabic lacks, in foreign names; many fonts and writers have only the plain letter |
| letters in a form for one place in the word, ﻻ ﺑ | لا ب | text taken from a PDF |
| ي with a hamza of its own | ئ | decomposed letters, as some systems write them |
| vowel signs, tatweel, invisible joiners and marks | nothing | ornament |
| ئ | ي, but not in numbers | the hamza is dropped; yet it is all that tells two hundred (مئتين) from two dead (ميتين) |
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import cache

MARKS = "\u0640\u064b-\u065f\u0670\u200b-\u200f"
"""Vowel signs, tatweel and invisible marks, for a character class."""
_NUMBERS = str.maketrans("أإآٱىةؤکیگڤپچ", "اااايهوكيكفبج")
_WORDS = _NUMBERS | {ord("ئ"): "ي"}


class Fold(Enum):
    """How much is made one: `WORDS` all of the table above, `NUMBERS` all but ئ."""

    WORDS = "words"
    NUMBERS = "numbers"


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(f"[{MARKS}]")


@cache
def _forms() -> tuple[re.Pattern[str], dict[int, str]]:
    """Presentation forms of letters (U+FB50 to U+FEFC), and the letters that each stands for."""
    places = (*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFD3E), *range(0xFE71, 0xFEFD))
    plain = {place: unicodedata.normalize("NFKC", chr(place)).replace(" ", "") for place in places}
    return re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufe71-\ufefc\u0654]"), plain


def _composed(text: str) -> str:
    """The text with presentation forms made plain letters, and a hamza put on its ي."""
    rare, plain = _forms()
    return text.translate(plain).replace("ي\u0654", "ئ") if rare.search(text) else text


def fold(text: str, strength: Fold = Fold.WORDS) -> str:
    """The text as it is compared; shorter than before where it had vowel signs or the like."""
    return fold_in_place(_marks().sub("", _composed(text)), strength)


def fold_in_place(text: str, strength: Fold = Fold.WORDS) -> str:
    """`fold` that keeps every offset: vowel signs and the like stay."""
    return text.translate(_WORDS if strength is Fold.WORDS else _NUMBERS)
