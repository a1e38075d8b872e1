"""The letters of the Arabic script, for the patterns of the rules, and words that stand without spaces."""

from __future__ import annotations

import re

from auditor.wordlists.patterns import Pattern

ARABIC_LETTERS = (
    "\u0620-\u063a\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9"
)
"""For a character class: letters of the Arabic script, those of other languages included; no tatweel, no marks."""
ARABIC_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
"""For a character class: vowel signs and other marks on letters."""


RUN_TOGETHER = Pattern(rf"(?:[{ARABIC_LETTERS}][{ARABIC_MARKS}\u0640]*){{16,}}")
"""More letters than an Arabic word with everything that can be joined to it has."""


def run_together(text: str) -> re.Match[str] | None:
    """The first place where Arabic words stand without spaces: `RUN_TOGETHER` letters and more in a row."""
    return RUN_TOGETHER.search(text)
