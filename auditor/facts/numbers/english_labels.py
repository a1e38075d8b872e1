"""What English digits are by what stands around them: an amount of a currency, or a part of a name."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.facts.numbers import english_words as lexicon
from auditor.facts.words.tokens import Token
from auditor.wordlists.patterns import Pattern

_LABEL = Pattern(
    r"(?:\b[A-Z][a-z]+ 101|\b24/7|\b9/11|\b50[-–/]50|\b[Cc]atch[- ]22)(?![\d.,]*\d)(?!\w)",
)
"""Digits that are a name rather than a count: Physics 101, 24/7, 50-50, Catch-22. Arabic says them in words of its own."""


def currency_before(text: str, tokens: Sequence[Token], at: int) -> str | None:
    """The code of the currency right before the number at a token, lower case: USD131 million, SAR 5bn, Dh500."""
    code = tokens[at - 1] if at else None
    if code is None or text[code.end : tokens[at].start] not in ("", " ", "\u00a0"):
        return None
    written = text[code.start : code.end]
    return code.form if written[0].isupper() and written != "Try" and code.form in lexicon.words("currency") else None


def label(text: str, token: Token) -> bool:
    """The digits are part of a name or a set phrase."""
    near = text[max(0, token.start - 24) : token.end + 8]
    offset = token.start - max(0, token.start - 24)
    return any(m.start() <= offset < m.end() for m in _LABEL.finditer(near))
