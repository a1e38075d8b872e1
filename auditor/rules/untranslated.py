"""Untranslated: English that was left standing in the Arabic."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.records import Severity
from auditor.rules.frame.article_text import on_sentence
from auditor.rules.frame.context import Context
from auditor.rules.frame.rule import ARABIC, Hit, Rule, shortened
from auditor.wordlists.patterns import Pattern

_JOINED = Pattern(
    r"[A-Z][\w.&]*-(?:aligned|backed|based|bound|built|controlled|dominated|friendly|funded|held|installed|led|like|linked"
    r"|listed|made|occupied|only|owned|related|ruled|run|sanctioned|sponsored|style|themed|wide)"
)
"""English joined to a name: -led means nothing in Arabic."""
GLOSS_WORDS = 6
"""English in parentheses or quotation marks up to this many words is a title or a term given for the record."""

TITLE_WORDS = 14
"""The same for a title of plain words in parentheses, behind its Arabic."""

_ADDRESS = Pattern(r"://|[@#/\\_<>=]|\d[A-Za-z]|[A-Za-z]\d|[A-Za-z]\.[A-Za-z]")
_TOKEN = Pattern(r"\S+")
_LATIN = "A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u024f"
_WORD = Pattern(rf"[{_LATIN}]+(?:['’-][{_LATIN}]+)*")
# What may stand between two words of one run: white space, punctuation, and numbers.
_BETWEEN = Pattern(r"[\s\d,.;:!?%$€£&'’\"“”()\u200e\u200f–—-]+")
_OPENERS, _CLOSERS = "([«“\"'‘", ")]»”\"'’"

# Small words that only English prose has; those that also stand in names and titles (Bank of England); and those of
# other languages, which make a run a name from there (Ligue nationale de football professionnel).
_PROSE = frozenset(
    {
        "about",
        "after",
        "also",
        "are",
        "be",
        "because",
        "been",
        "before",
        "but",
        "can",
        "could",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "if",
        "into",
        "is",
        "it",
        "its",
        "more",
        "not",
        "our",
        "over",
        "said",
        "says",
        "she",
        "should",
        "so",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "under",
        "until",
        "up",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "will",
        "within",
        "without",
        "would",
        "you",
        "your",
    }
)
_IN_NAMES = frozenset(
    {
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "no",
        "of",
        "on",
        "or",
        "the",
        "to",
        "vs",
        "with",
    }
)
_FOREIGN = frozenset(
    {
        "al",
        "bin",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "die",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "en",
        "et",
        "il",
        "la",
        "las",
        "le",
        "les",
        "los",
        "ou",
        "pour",
        "sur",
        "um",
        "und",
        "une",
        "van",
        "von",
        "y",
        "zu",
    }
)


def untranslated(context: Context) -> Iterator[Hit]:
    """One hit for each sentence in which English words other than names are left.

    Of the lower-case words in a run of Latin words two must bear meaning and one be a small word (`the prices of`), or
    one be a small word that names do not have (`which rose`), or three bear meaning; or a name has a tail such as -led. Web
    and mail addresses, hashtags, file names and short glosses in parentheses or quotation marks do not count, nor do runs
    with small words of another language.
    """
    for segment in context.segments:
        spans = [span for span in _runs(segment.text) if _english(segment.text, *span)]
        if spans:
            words = "; ".join(segment.text[start:end] for start, end in spans)
            message = f"English left in the article: {shortened(words)}"
            yield on_sentence(segment, message, spans, {"words": words})


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of Latin words with nothing but white space, punctuation and numbers between them."""
    masked = _TOKEN.sub(lambda m: "\ue000" * len(m[0]) if _ADDRESS.search(m[0]) else m[0], text)
    start = end = -1
    for match in _WORD.finditer(masked):
        if start >= 0 and not _BETWEEN.fullmatch(masked, end, match.start()):
            yield start, end
            start = -1
        if start < 0:
            start = match.start()
        end = match.end()
    if start >= 0:
        yield start, end


def _english(text: str, start: int, end: int) -> bool:
    """Whether a run of Latin words is English prose, not a name, a title or a gloss."""
    words = _WORD.findall(text, start, end)
    if any(_JOINED.fullmatch(w) for w in words) and not _enclosed(text, start, end):
        return True
    lower = [w for w in words if w[0].islower() and w.isascii()]
    meant = [w for w in lower if len(w) > 2 and w not in _PROSE | _IN_NAMES | _FOREIGN]
    prose = any(w in _PROSE for w in lower)
    if not meant or (not prose and any(w in _FOREIGN for w in lower)):
        return False
    if len(words) <= GLOSS_WORDS and _enclosed(text, start, end):
        return False
    if len(words) <= TITLE_WORDS and not prose and words[0][0].isupper() and _in_parentheses(text, start, end):
        return False
    return prose or len(meant) > 2 or (len(meant) > 1 and any(w in _IN_NAMES for w in lower))


def _enclosed(text: str, start: int, end: int) -> bool:
    """Whether the run stands in parentheses or quotation marks."""
    before, after = text[max(0, start - 4) : start].rstrip()[-1:], text[end : end + 4].lstrip(" .,;:!?،؛؟")[:1]
    return bool(before and after) and before in _OPENERS and after in _CLOSERS


def _in_parentheses(text: str, start: int, end: int) -> bool:
    """Whether the run is all that stands in a pair of parentheses."""
    return text[:start].endswith("(") and text[end:].startswith(")")


def why(hit: Hit) -> str:
    return "These Latin words read like English prose, not like a name, a title or a gloss in brackets."


RULE = Rule(
    "untranslated",
    Severity.MAJOR,
    "accuracy/untranslated",
    "A run of English is left in the article.",
    level="article",
    article_checks=(untranslated,),
    languages=ARABIC,
    why=why,
)
