"""Repetition: a word, a phrase or a whole sentence that stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from auditor.records import Segment, Severity
from auditor.rules.frame.article_text import on_sentence
from auditor.rules.frame.context import Context
from auditor.rules.frame.letters import ARABIC_LETTERS, ARABIC_MARKS
from auditor.rules.frame.rule import Hit, Rule, shortened
from auditor.wordlists.patterns import Pattern
from auditor.wordlists.tables import word_lists

LONGEST_PHRASE = 12
"""Words of the longest phrase that is found said twice in a row."""
SENTENCE_WORDS = 5
"""Words from which a sentence that comes again is a repetition; a shorter one may be a refrain."""

_WORD = Pattern(rf"[^\W_](?:[\w{ARABIC_MARKS}\u0640'’-]*[\w{ARABIC_MARKS}])?")
_IGNORED = Pattern(rf"[{ARABIC_MARKS}\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\xad]")
_LETTERS = Pattern(f"[{ARABIC_LETTERS}A-Za-z]")
_LATIN = Pattern("[A-Za-z]")


def repetition(context: Context) -> Iterator[Hit]:
    """One hit for each sentence in which a word or phrase stands twice in a row, or that came before.

    Words are compared without vowel signs and tatweel. Only white space may stand between the two, from phrases of four
    words on also a comma or the like. In a bilingual file a sentence may come again in another unit.
    """
    seen: dict[tuple[str, ...], Segment] = {}
    for segment in context.segments:
        tokens = _tokens(segment.text)
        words = tuple(word for word, _, _ in tokens)
        before = seen.setdefault(words, segment) if len(words) >= SENTENCE_WORDS else segment
        doubles = list(_doubles(segment.text, tokens))
        if before is not segment and before.unit == segment.unit and segment.kind == "content":
            message = f"The same sentence as in {context.article.line_word} {before.line}"
            details = {"same_as": before.index}
            span = (0, len(segment.text))
            yield on_sentence(segment, message, [span], details)
        elif doubles:
            yield _said_twice(segment, doubles)


def _said_twice(segment: Segment, doubles: list[tuple[int, int, str]]) -> Hit:
    words = "; ".join(word for _, _, word in doubles)
    spans = [(start, end) for start, end, _ in doubles]
    return on_sentence(segment, f"Said twice in a row: {shortened(words)}", spans, {"words": words})


def _tokens(text: str) -> list[tuple[str, int, int]]:
    """Words as compared, with their spans."""
    return [(_IGNORED.sub("", m[0]).casefold(), m.start(), m.end()) for m in _WORD.finditer(text)]


def _doubles(text: str, tokens: list[tuple[str, int, int]]) -> Iterator[tuple[int, int, str]]:
    """Spans over both copies of what is said twice in a row, longest first at each place, and the words said."""
    at = 0
    while at < len(tokens):
        length = next((n for n in range(LONGEST_PHRASE, 0, -1) if _twice(text, tokens, at, n)), 0)
        if length:
            start, end = tokens[at][1], tokens[at + 2 * length - 1][2]
            yield start, end, text[start : tokens[at + length - 1][2]]
        at += max(1, 2 * length)


def _twice(text: str, tokens: list[tuple[str, int, int]], at: int, length: int) -> bool:
    middle, end = at + length, at + 2 * length
    # Most words differ from the one `length` on: that settles it without building anything.
    if end > len(tokens) or tokens[at][0] != tokens[middle][0]:
        return False
    phrase = [word for word, _, _ in tokens[at:middle]]
    if phrase != [word for word, _, _ in tokens[middle:end]] or not _is_slip(phrase):
        return False
    if length == 1 and phrase[0] in _listed("letter") and _spelled(tokens, at):
        return False
    seams = range(middle - 1, middle) if length >= 4 else range(at, end - 1)
    gaps = [text[tokens[k][2] : tokens[k + 1][1]] for k in seams]
    return all(re.fullmatch(r"[\s،,.؛:–—-]{1,4}" if length >= 4 else r"\s+", gap) for gap in gaps)


def _spelled(tokens: list[tuple[str, int, int]], at: int) -> bool:
    """Whether the word before or after the doubled word at `at` is the name of a letter, too."""
    around = [tokens[k][0] for k in (at - 1, at + 2) if 0 <= k < len(tokens)]
    return any(word.removeprefix("و") in _listed("letter") for word in around)


def _is_slip(phrase: list[str]) -> bool:
    """Whether a phrase is hardly ever doubled on purpose.

    Arabic doubles many words rightly: those of a list, and the accusative of manner (صفا صفا, رويدا رويدا, جدا جدا), which
    ends in alif and is let through as a whole.
    """
    if len(phrase) > 1:
        return len(set(phrase)) > 1 and any(len(w) > 3 and _LETTERS.search(w) for w in phrase)
    word = phrase[0]
    if word in _listed("slip"):
        return True
    if len(word) < 4 or word in _listed("letter") or not _LETTERS.match(word) or _LATIN.match(word):
        return False
    if word.endswith(("ا", "اء")) and not word.startswith(("ال", "وال")):
        return False
    return word not in _listed("rightly") and word not in _listed("name")


@cache
def _listed(name: str) -> frozenset[str]:
    """A list of both languages, as it is written: على is a slip where علي is a name."""
    files = (word_lists(f"{lang}/repetition.tsv", None) for lang in ("ar", "en"))
    return frozenset().union(*(lists.get(name, frozenset()) for lists in files))


def why(hit: Hit) -> str:
    same = hit.number("same_as")
    if same is not None:
        return f"It is sentence {same + 1:.0f} word for word, vowel signs aside."
    return "The words stand there twice with no other word between them, and are none that Arabic is known to double."


RULE = Rule(
    "repetition",
    Severity.MINOR,
    "linguistic conventions",
    "A word or a sentence is said twice over.",
    level="article",
    article_checks=(repetition,),
    why=why,
)
