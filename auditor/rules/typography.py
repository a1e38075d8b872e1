"""Typography: stops, commas, spaces, tatweel and digits that a copy editor would put right."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from auditor.records import Segment, Severity
from auditor.rules.frame.article_text import Paragraph, on_sentence, paragraphs
from auditor.rules.frame.context import Context
from auditor.rules.frame.letters import ARABIC_LETTERS, ARABIC_MARKS, RUN_TOGETHER
from auditor.rules.frame.rule import ARABIC, Hit, Rule
from auditor.wordlists.patterns import Pattern

LONG_SENTENCE = 8
"""Words from which a sentence is expected to end in a stop; headlines, captions and list items are often shorter."""
STOPPED_SHARE = 0.8
"""Share of the article's long last sentences of paragraphs that must end in a stop for the others to stand out."""

_LETTERS = f"{ARABIC_LETTERS}{ARABIC_MARKS}"
_NUMERALS = "0-9\u0660-\u0669"
_A = f"[{_LETTERS}]"
_LETTER = f"[{ARABIC_LETTERS}]"
# The look-behinds ask for two or three letters where a single letter before the stop is an abbreviation (د. ق.م).
_PATTERNS = (
    ("doubled punctuation", rf"(?<![.\s])\.\.(?!\.)|،{{2,}}|؛{{2,}}|(?<={_A}{_A}{_A})(?:\.[،؛]|[،؛؟:]\.(?!\.))"),
    (
        "no space after punctuation",
        rf"(?<={_A}{_A}{_A})\.(?={_LETTER}[{ARABIC_MARKS}]*{_LETTER})|(?<={_A})[،؛؟](?=[{ARABIC_LETTERS}{_NUMERALS}A-Za-z])"
        rf"|(?<=[{_NUMERALS}])[،؛؟](?={_LETTER})|(?<={_A}{_A})[!:](?={_LETTER})",
    ),
    ("space before punctuation", rf"(?<=[{_LETTERS}{_NUMERALS}»”\")\]])[ \xa0]+[،؛؟!:.](?![.A-Za-z{_NUMERALS}])"),
    ("tatweel", rf"(?<={_A})\u0640+(?={_LETTER})|\u0640{{2,}}"),
    ("Latin punctuation", rf"(?<={_A}),(?=[\s{ARABIC_LETTERS}])|(?<={_A});(?=[\s{ARABIC_LETTERS}])|(?<={_A})\?"),
    ("words run together", RUN_TOGETHER.pattern),
    # Where they stand between letters they hide something: another rule.
    ("invisible character", r"(?<!\w)[\u200b\u2060\ufeff\xad]+|[\u200b\u2060\ufeff\xad]+(?!\w)"),
)
_CHECKS = tuple((name, Pattern(pattern)) for name, pattern in _PATTERNS)

_TOKEN = Pattern(r"\S+")
_ADDRESS = Pattern(r"://|@|^\W?(?:www\.|#)|[A-Za-z0-9]\.[A-Za-z]{2}")
_ALNUM = Pattern(r"[A-Za-z0-9\u0660-\u0669\u06f0-\u06f9-]+")
_ENDED = Pattern(r"[.!?؟…:؛۔\"'”’»)\]}][\s\u200e\u200f\u202c\u2069]*$")
_LIST_ITEM = Pattern(r"\s*(?:[-–—•●▪■◦*·]|[\d\u0660-\u0669]{1,3}[.)\-])")
_DIGITS = {"0-9": Pattern("[0-9]"), "٠-٩": Pattern("[\u0660-\u0669]"), "۰-۹": Pattern("[\u06f0-\u06f9]")}


def typography(context: Context) -> Iterator[Hit]:
    """One hit for each sentence with slips of the keyboard; `details["problems"]` names the kinds.

    Doubled stops and missing or surplus spaces are also found where they stand between
    two sentences, and are then reported on the first of them.
    """
    digits = _main_digits(context.segments)
    unstopped = _unstopped(context)
    for paragraph in paragraphs(context):
        found = _slips(paragraph)
        for at, segment in enumerate(paragraph.segments):
            if span := _other_digits(segment, digits):
                found[at].append(("mixed digit systems", span))
            if segment.index in unstopped:
                found[at].append(("no stop at the end", (len(segment.text.rstrip()) - 1, len(segment.text))))
        for at in sorted(found):
            problems = ", ".join(dict.fromkeys(name for name, _ in found[at]))
            spans = [span for _, span in found[at]]
            message = f"Typography: {problems}"
            yield on_sentence(paragraph.segments[at], message, spans, {"problems": problems})


def _slips(paragraph: Paragraph) -> defaultdict[int, list[tuple[str, tuple[int, int]]]]:
    """What the patterns find, by the position of the sentence in the paragraph."""
    text = _TOKEN.sub(_mask, paragraph.text)
    found: defaultdict[int, list[tuple[str, tuple[int, int]]]] = defaultdict(list)
    for name, pattern in _CHECKS:
        for match in pattern.finditer(text):
            for at, span in paragraph.pieces(*match.span()):
                found[at].append((name, span))
                break
    return found


def _mask(token: re.Match[str]) -> str:
    """Web and mail addresses and hashtags, whose punctuation is their own, as so many letters of no script."""
    return "\ue000" * len(token[0]) if _ADDRESS.search(token[0]) else token[0]


def _numerals(text: str) -> Iterator[tuple[int, int, str]]:
    """Numbers written in digits that are not part of a Latin name (COVID-19, B52): span and digit system."""
    for match in _ALNUM.finditer(text):
        if not re.search("[A-Za-z]", match[0]):
            for name, pattern in _DIGITS.items():
                if pattern.search(match[0]):
                    yield match.start(), match.end(), name


def _main_digits(segments: tuple[Segment, ...]) -> str | None:
    """The digit system that most numbers of the article are written in, the first one where two are as frequent."""
    counts = Counter(name for s in segments for _, _, name in _numerals(s.text))
    return max(counts, key=lambda name: counts[name]) if counts else None


def _other_digits(segment: Segment, main: str | None) -> tuple[int, int] | None:
    """The first number of the sentence that is not written as most numbers of the article are."""
    return next(((start, end) for start, end, name in _numerals(segment.text) if name != main), None)


def _unstopped(context: Context) -> frozenset[int]:
    """Long last sentences of paragraphs without a stop, in an article where nearly all others have one."""
    lasts = [p.segments[-1] for p in paragraphs(context)]
    long = [
        s
        for s in lasts
        if s.kind == "content" and len(s.text.split()) >= LONG_SENTENCE and not _LIST_ITEM.match(s.text)
    ]
    missing = [s.index for s in long if not _ENDED.search(s.text[-20:]) and s.index > 0]
    if len(long) - len(missing) < STOPPED_SHARE * len(long):
        return frozenset()
    return frozenset(missing)


RULE = Rule(
    "typography",
    Severity.MINOR,
    "linguistic conventions",
    "Stops, spaces, tatweel or digits are off.",
    level="article",
    article_checks=(typography,),
    languages=ARABIC,
)
