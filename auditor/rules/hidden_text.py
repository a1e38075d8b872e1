"""Hidden text: characters nobody sees, and letters that only look like others, where they change what is read.

A reader of the page and a program that reads the same text must see the same words. Directional overrides can show 51
where the text says 15; a zero-width character inside a word, or a Cyrillic letter in a Latin name, hides the word from
every search and comparison. See Unicode Technical Reports 36 and 39, and Boucher & Anderson, "Trojan Source" (2021).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from auditor.records import Severity
from auditor.rules._bidi import reordered
from auditor.rules.frame.article_text import on_sentence, paragraphs
from auditor.rules.frame.context import Context
from auditor.rules.frame.letters import ARABIC_LETTERS, ARABIC_MARKS
from auditor.rules.frame.rule import Hit, Rule
from auditor.wordlists.patterns import Pattern

_UNSEEN = "[\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0]+"
_MARKS = "[\u200e\u200f\u061c]+"
_A, _A_END = f"[{ARABIC_LETTERS}]", f"[{ARABIC_LETTERS}{ARABIC_MARKS}]"
_L = "[A-Za-z\xc0-\u024f\u0370-\u052f]"
# Between Latin and Arabic, and next to punctuation, such characters are harmless and common.
_PATTERNS = (
    (
        "invisible character inside a word",
        rf"(?<={_A_END}){_UNSEEN}(?={_A})|(?<={_L}){_UNSEEN}(?={_L})|(?<=\d){_UNSEEN}(?=\d)",
    ),
    ("directional mark inside a word", rf"(?<={_A_END}){_MARKS}(?={_A})|(?<={_L}){_MARKS}(?={_L})"),
    # It turns the order of the words round: `United Manchester`.
    ("directional mark between Latin words", rf"(?<={_L})[\u200f\u061c]+ (?={_L})|(?<={_L} )[\u200f\u061c]+(?={_L})"),
    # After the black flag they spell the flag of a region.
    ("tag characters", "(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0001\U000e0020-\U000e007f]+"),
)
_CHECKS = tuple((name, Pattern(pattern)) for name, pattern in _PATTERNS)

_NO_GLYPH = Pattern(f"{_UNSEEN}|{_MARKS}|[\u202a-\u202e\u2066-\u2069\U000e0001-\U000e007f]")

_WORD = Pattern("[A-Za-z\u0370-\u03ff\u0400-\u052f]{2,64}")
_LATIN_LETTER = Pattern("[A-Za-z]")
_LATIN_TWIN = Pattern("[АВЕЅІЈКМНОРСТУХҺԚԜавеѕіјкморсухһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο]")
# Letters of other languages in Arabic script that look like Arabic ones in some places of a word, and letters that tell
# that a word really is Persian, Urdu or Kurdish.
_ARABIC_WORD = Pattern(f"[{ARABIC_LETTERS}{ARABIC_MARKS}\u0640\u200c]{{1,64}}")
_ARABIC_TWIN = Pattern("[\u06a9\u06aa\u06be\u06c1\u06c3\u06cc\u06d5]")
_OTHER_LANGUAGE = Pattern("[\u0679\u067e\u0686\u0688\u0691\u0695\u0698\u06af\u06b5\u06ba\u06c6\u06ce\u06d2]")

Found = tuple[str, tuple[int, int]]


def hidden_text(context: Context) -> Iterator[Hit]:
    """One hit for each sentence that reads differently from what is seen.

    `details["problems"]` names the kinds, `details["characters"]` the code points. Marks that only keep the layout in
    order (LRM, RLM and ZWNJ between Latin and Arabic, embeddings and isolates around a name) are passed over.
    """
    for paragraph in paragraphs(context):
        found: defaultdict[int, list[Found]] = defaultdict(list)
        for name, span in _hidden(paragraph.text, context.article_lang):
            for at, place in paragraph.pieces(*span):
                found[at].append((name, place))
                break
        for at in sorted(found):
            segment = paragraph.segments[at]
            problems = ", ".join(dict.fromkeys(name for name, _ in found[at]))
            spans = [place for _, place in found[at]]
            message = f"Not what it looks like: {problems}{_seen(segment.text, found[at])}"
            details = {"problems": problems, "characters": _code_points(segment.text, spans)}
            yield on_sentence(segment, message, spans, details)


def _hidden(text: str, lang: str) -> Iterator[Found]:
    for start, end, control in reordered(text):
        yield control, (start, end)
    if text.isascii():
        return
    for name, pattern in _CHECKS:
        for match in pattern.finditer(text):
            yield name, match.span()
    if _LATIN_TWIN.search(text):
        for match in _WORD.finditer(text):
            if _LATIN_LETTER.search(match[0]) and _LATIN_TWIN.search(match[0]):
                yield "look-alike letter in a Latin word", match.span()
    if lang == "ar" and _ARABIC_TWIN.search(text):
        for match in _ARABIC_WORD.finditer(text):
            if _ARABIC_TWIN.search(match[0]) and not _OTHER_LANGUAGE.search(match[0]):
                yield "look-alike letter in an Arabic word", match.span()


def _code_points(text: str, spans: list[tuple[int, int]], limit: int = 12) -> str:
    """The characters that do the hiding, each once: `U+202E U+202C`."""
    marked = "".join(text[start:end] for start, end in spans)
    twins = _LATIN_TWIN.findall(marked) + _ARABIC_TWIN.findall(marked)
    codes = dict.fromkeys(c for c in [*"".join(_NO_GLYPH.findall(marked)), *twins])
    shown = [f"U+{ord(c):04X}" for c in codes][:limit]
    return " ".join(shown) + (" …" if len(codes) > limit else "")


def _seen(text: str, found: list[Found]) -> str:
    """For the first short override, how its text looks: `: 15 is seen as 51`."""
    for name, (start, end) in found:
        if name.endswith("override") and end - start <= 60:
            written = re.sub("[\u202a-\u202e\u2066-\u2069]", "", text[start:end])
            return f": {written} is seen as {written[::-1]}"
    return ""


def why(hit: Hit) -> str:
    characters = hit.details.get("characters")
    return f"The characters that do it are {characters}." if characters else ""


RULE = Rule(
    "hidden-text",
    Severity.MAJOR,
    "security",
    "Invisible characters change what is read.",
    level="article",
    article_checks=(hidden_text,),
    why=why,
)
