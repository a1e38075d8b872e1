"""Documents to located sentences.

sentencex finds the boundaries, one line of the text at a time, so that a sentence never spans lines. What it leaves to
its caller is done here on top of its spans: abbreviations, initials and enumerators it does not know are joined to what
follows them, stray punctuation goes to the sentence before it, and a quotation too long to be read as one sentence is
taken apart at its inner stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.records import Document, Segment
from auditor.wordlists.patterns import Pattern

LONG = 400
"""Code points from which a quotation or parenthesis that holds several sentences is split at its inner stops."""

_TAIL = 40
"""Code points of a sentence looked at before and after a boundary: keeps the work linear on any input."""

_CHUNK = 4_000
"""Code points sentencex reads at once, well above any paragraph."""

# Lines as editors count them, and the further separators that end a paragraph without starting a new numbered line.
_BREAK = Pattern(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_NUMBERED = frozenset({"\n", "\r", "\r\n"})

# What sentencex sees instead, a character for a character: a bullet at the start of a line keeps it from splitting; it
# panics on a capital letter, a space beyond ASCII and a stop; and it takes the stop of ٤.٥ for the end of a sentence.
_BULLETS = dict.fromkeys(map(ord, "•●▪■◦‣·∙➢►▶✓✔★"), " ")
_SPACES = dict.fromkeys(
    map(
        ord,
        "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029"
        "\u202f\u205f\u3000",
    ),
    " ",
)
_DIGITS = {zero + n: str(n) for zero in (0x660, 0x6F0) for n in range(10)}
_SEEN = _BULLETS | _SPACES | _DIGITS

_OPEN = r"(?:^|[\s(\[\"'“‘«–—-])"

# Abbreviations that are followed by more of the same sentence.
_TITLE = Pattern(
    _OPEN + r"(?:Adm|Amb|Atty|Brig|Capt|Cmdr|Col|Cpl|Dr|Drs|Fr|Gen|Gov|Hon|Insp|Lt|Maj|Mmes|Mr|Mrs|Ms|Msgr|Mt|Pfc|Prof"
    r"|Pvt|Rep|Reps|Rev|Sen|Sens|Sgt|Sgts|Supt|[Aa]pprox|[Cc]f|[Ff]igs?|[Pp]p|[Vv]ols?|[Vv]s|viz|e\.g|i\.e)\.\s*$"
)
# Abbreviations that are words of their own, too, and so only count before a number.
_BEFORE_NUMBER = Pattern(_OPEN + r"(?:[Aa]rt|[Cc]h|[Nn]os?|[Pp]|[Pp]ara|[Ss]ec)\.\s*$")
_MONTH = Pattern(_OPEN + r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.\s*$")
_INITIAL = Pattern(r"(?:^|[\s(\"“«])[A-Z]\.\s*$")
_NOT_INITIAL = Pattern(
    r"\b(?:[Pp]lan|[Vv]itamin|[Hh]epatitis|[Gg]roup|War|[Tt]ype|[Gg]rade|[Cc]lass|and|or|I)\s[A-Z]\.\s*$"
)
_TIME = Pattern(r"\b[ap]\.m\.\s*$", re.IGNORECASE)
_AFTER_TIME = Pattern(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.|Eastern|Central|Mountain|Pacific|[A-Z]{1,3}T\b|UTC)"
)
_COUNTRY = Pattern(r"(?:^|[\s(\"“])(?:U\.S|U\.N|U\.K|E\.U|U\.S\.A|D\.C|L\.A)\.\s*$")
# A capitalised word after `U.S.` mostly goes on with the name (U.S. President); these start a sentence.
_STARTER = Pattern(
    r"(?:A|After|All|Also|An|And|Another|As|At|Before|Both|But|By|Each|Even|For|From|He|Her|His|How|However|I|If|In|It"
    r"|Its|Last|Many|Meanwhile|More|Most|No|Not|Now|On|One|Only|Other|Our|She|Since|So|Some|Such|That|The|Their|Then|There"
    r"|These|They|This|Those|Though|Thus|To|Two|Under|Until|We|What|When|Where|While|Who|Why|With|Yet|You)\b"
)
_SHOUTED = Pattern(r"[?!][\"”’]\s*$")
_SAYS = Pattern(
    r"(?:[A-Z][\w.’'-]{0,30}\s){1,4}(?:said|says|asked|asks|added|shouted|told|wrote|replied|cried|exclaimed|wondered"
    r"|tweeted|continued|warned|declared)\b"
)

# One Arabic letter before a stop is a title, a unit or part of an acronym (د. م. أ. ق.م. أ.ف.ب), hardly ever a word.
_LETTER = Pattern(r"(?:^|[\s(\[\"'“«.–—-])(?:[\u0621-\u064a]|[ول][دمأ])\.\s*$")
_NOT_TITLE = Pattern(
    r"(?:[\d\u0660-\u0669]\s?[همك]|\b(?:فيتامين|الكبد|الفئة|فئة|المجموعة|مجموعة|الصف|الدرجة|حرف|الحرف|النقطة|القسم|الشعبة|النوع)"
    r"\s[\u0621-\u064a]|(?:[\s(]|^)(?:[\u0621-\u064a]\.\s?){2,}[\u0621-\u064a]|ق\.\s?م"
    r"|(?:\s|^)و?[\u0621-\u064a](?:\s[\u0621-\u064a]){2})\.\s+$"
)
# Latin letters spelled out in Arabic: بي.بي.سي
_SPELLED = (
    "(?:إيه|ايه|أيه|إي|بي|سي|دي|إف|اف|جي|إتش|اتش|آي|اي|جيه|كيه|كي|إل|ال|إم|ام|إن|ان|أو|او|كيو|آر|ار|إس|اس|تي|يو|في|دبليو"
    "|إكس|اكس|واي|زد)"
)
_SPELLED_LEFT = Pattern(rf"(?:^|[\s(\[\"“«.])و?{_SPELLED}\.$")
_SPELLED_RIGHT = Pattern(rf"{_SPELLED}(?![\u0621-\u0652])")

_ENUMERATOR = Pattern(r"[\W_]{0,8}(?:[\d\u0660-\u0669]{1,3}|[A-Za-z]|[IVXivx]{1,4}|[\u0621-\u064a])[.)]\s*")
_WORD = Pattern(r"\w")
_SPACED_DOTS = Pattern(r"\s(?:\.{2,}|…)\s*$")
_CLOSERS = ")]}»”’"

_STOP = r"[.!?؟]+"
_AFTER_NUMBER = Pattern(r"(?<=[\d\u0660-\u0669%٪])\.(?=[\u0621-\u064a]{2})")
_INNER_STOP = Pattern(rf"(?<=\w){_STOP}[\"'”’»)]{{0,3}}\s{{1,9}}(?=\S)")


def segment(document: Document, *, one_sentence_per_line: bool = False) -> tuple[Segment, ...]:
    """The sentences of a document in reading order, every code point that is not white space in exactly one of them.

    Every end of a line ends a sentence; within a line the boundaries are those an editor would see: titles, initials,
    decimals, web addresses and enumerators do not end a sentence, a dateline belongs to the sentence it opens, and a
    quotation stays whole up to `LONG` code points. With `one_sentence_per_line` each line that is not blank is a
    sentence as it stands.
    """
    segments: list[Segment] = []
    for paragraph, (number, line_start, start, end) in enumerate(_lines(document.text)):
        spans = [(start, end)] if one_sentence_per_line else _sentences(document.text, start, end, document.lang)
        line = document.source_lines[number] if document.source_lines else number + 1
        unit = document.unit_of_line[number] if document.unit_of_line else None
        for begin, stop in spans:
            text, column = document.text[begin:stop], begin - line_start + 1
            segments.append(Segment(len(segments), text, begin, stop, line, column, paragraph, unit=unit))
    return tuple(segments)


def _lines(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Lines that are not blank: index of the numbered line, its start, and the bounds of what is not white space."""
    number = line_start = start = 0
    while start <= len(text):
        match = _BREAK.search(text, start)
        end = match.start() if match else len(text)
        bounds = _strip(text, start, end)
        if bounds[0] < bounds[1]:
            yield number, line_start, *bounds
        if match is None:
            return
        start = match.end()
        if match.group() in _NUMBERED:
            number, line_start = number + 1, start


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds without the white space at either end."""
    body = text[start:end]
    left = len(body) - len(body.lstrip())
    return start + left, max(start + left, start + len(body.rstrip()))


def _sentences(text: str, start: int, end: int, lang: str) -> list[tuple[int, int]]:
    """Bounds of the sentences of one line."""
    line = text[start:end]
    cuts = [0, *_boundaries(line.translate(_SEEN), lang), len(line)]
    spans = [span for left, right in zip(cuts, cuts[1:]) for span in _split(line, left, right)]
    return [
        (start + left, start + right)
        for left, right in (_strip(line, *span) for span in _join(line, spans, lang))
        if left < right
    ]


def _boundaries(line: str, lang: str) -> Iterator[int]:
    """Ends of sentences as sentencex finds them.

    It takes quadratic time on some junk, and so reads a long line in chunks, each from the last sentence the chunk
    before left open; a sentence that fills a chunk is cut at its last space.
    """
    from sentencex import get_sentence_boundaries

    start = 0
    while start < len(line):
        chunk = line[start : start + _CHUNK]
        ends = [boundary["end_index"] for boundary in get_sentence_boundaries(lang, chunk)]
        if start + _CHUNK < len(line):
            ends = ends[:-1] or [chunk.rfind(" ") + 1 or len(chunk)]
        yield from (start + end for end in ends)
        start += ends[-1]


def _split(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """One span of sentencex, cut where a number's stop touches an Arabic word and where it is too long."""
    for match in _AFTER_NUMBER.finditer(line, start, end):
        if not _ENUMERATOR.fullmatch(line, start, match.end()):
            yield start, match.end()
            start = match.end()
    if end - start > LONG:
        for match in _INNER_STOP.finditer(line, start, end):
            yield start, match.end()
            start = match.end()
    if start < end:
        yield start, end


def _join(line: str, spans: list[tuple[int, int]], lang: str) -> list[tuple[int, int]]:
    """The spans with those made one that belong together."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        while joined and start < end and line[start] in _CLOSERS:
            start += 1
            joined[-1] = (joined[-1][0], start)
        if joined and (start == end or _belongs(line, joined[-1], start, end, lang)):
            joined[-1] = (joined[-1][0], end)
        elif start < end:
            joined.append((start, end))
    return joined


def _belongs(line: str, before: tuple[int, int], start: int, end: int, lang: str) -> bool:
    """Whether the span from `start` goes on with the sentence `before` it."""
    left = line[max(before[0], before[1] - _TAIL) : before[1]]
    right = line[start : min(end, start + 4 * _TAIL)].lstrip()
    if end - start <= 4 * _TAIL and not _WORD.search(right):
        return True
    if before[1] - before[0] < _TAIL and (_ENUMERATOR.fullmatch(left) or not _WORD.search(left)):
        return before[0] == 0 or not _WORD.search(left)
    return _abbreviated(left, right) or (_arabic(left, right) if lang == "ar" else _english(left, right))


def _abbreviated(left: str, right: str) -> bool:
    """English abbreviations and initials, which stand in Arabic text as well."""
    if _TITLE.search(left):
        return True
    if _INITIAL.search(left):
        return not _NOT_INITIAL.search(left)
    return right[:1].isdigit() and bool(_BEFORE_NUMBER.search(left) or _MONTH.search(left))


def _english(left: str, right: str) -> bool:
    if _TIME.search(left):
        return bool(_AFTER_TIME.match(right))
    if _COUNTRY.search(left):
        return right[:1].isalnum() and not _STARTER.match(right)
    return bool(_SHOUTED.search(left) and _SAYS.match(right))


def _arabic(left: str, right: str) -> bool:
    if _LETTER.search(left):
        return not _NOT_TITLE.search(left)
    if _SPELLED_LEFT.search(left):
        return bool(_SPELLED_RIGHT.match(right))
    return bool(_SPACED_DOTS.search(left))
