"""What one sentence says of how its article was made.

No single word makes a notice: it is how the evidence combines. The sentence must speak of the article it stands in (or
leave its subject out, as notices do), and must not be somebody's words. `phrases` holds the evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from auditor.reading import phrases as say
from auditor.reading.agencies import ANY_NAME, agencies
from auditor.wordlists.folding import Fold
from auditor.wordlists.patterns import Pattern

LONGEST = 700
"""Code points above which a sentence is taken for content unread: no notice is that long."""

_REACH = 6
"""Words over which a denial reaches."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a sentence says of its article."""

    kind: Literal["making", "credit", "byline", "terms", "copyright", "more", "heading", "end"]
    machine: bool | None = None
    """Translated by machine; None: it does not say."""
    reviewed: bool | None = None
    credits: tuple[str, ...] = ()


def read_notice(text: str) -> Notice | None:
    """What a sentence says of how its article was made; None where it says nothing of the kind."""
    if len(text) > LONGEST:
        return None
    folded = say.fold(text)
    return _making(folded) or _credit(folded, text) or _small_print(folded)


def dateline_credits(text: str) -> tuple[str, ...]:
    """Agencies in the brackets of a dateline (`سول (رويترز) – …`)."""
    head = re.match(r"[^\W\d_][^().:!?]{0,60}\(([^()]{2,40})\)\s*[-:]", say.fold(text[:160]))
    return agencies(head.group(1), credits_only=True) if head else ()


def _making(folded: str) -> Notice | None:
    """Translation, machine, review; and the warning of mistakes that goes with them."""
    body = folded[_opening(folded) :]
    if say.REPORTED.search(folded) or not say.SPEAKS_OF_ITSELF.match(body):
        return _errata(folded)
    of_itself = say.SELF.search(body) is not None and _is_subject(body)
    if not (of_itself or _elliptic(body)):
        return _errata(folded)
    machine, reviewed = _machine(folded), _reviewed(folded)
    by_machine = say.MACHINE.search(folded) is not None
    # "This translation" alone says nothing of how it came to be.
    translated = say.TRANSLATION.search(folded if by_machine else say.SELF.sub(" ", folded)) is not None
    made = by_machine and say.MAKING.search(folded) is not None
    checked = reviewed is not None and say.HUMAN.search(folded) is not None
    terse = (of_itself and _LANGUAGE.search(folded)) or (len(body.split()) <= 8 and not re.search("[,،]", body))
    if not (made or checked or (translated and (by_machine or terse))):
        return _errata(folded)
    return Notice("making", machine if translated else None, reviewed, agencies(folded, credits_only=False))


def _opening(folded: str) -> int:
    match = say.OPENING.match(folded)
    return match.end() if match else 0


_ONLY_TITLE = Pattern(r"(?:ai|machine|auto\w*|computer|human|manual(?:ly)?|automated)")
_REVIEWED = Pattern(r"(?:ال)?مراجع(?:ة|ته|تها)|[وف]?(?:راجع|دقق|حرر|نقح)(?:ه|ها|تها|ته)|روجعت?", folded=Fold.WORDS)
_REVIEWED_BY = Pattern(r"(?:reviewed|edited|checked|proofread|verified)")
_BY_ITSELF = Pattern(r"(?:ال)?آلي(?:ة|ا)?|ال(?:آلي|تلقائي)ة?|تلقائي(?:ة|ا)|automatically", folded=Fold.WORDS)
_BY_MACHINE = Pattern(r"ب(?:ال)?ذكاء|بال|chatgpt|deepl")
_HUMAN_TRANSLATION = Pattern(
    r"ترجمة (?:بشرية|يدوية)|\bhuman[- ]translat|\btranslated by (?:a )?(?:human|professional)", folded=Fold.WORDS
)
_TRANSLATED_BY = Pattern(r"\btranslated by \w|^\W*ترجمة ?[:/] ?\w", folded=Fold.WORDS)
_TERMS_TO_REVIEW = Pattern(
    r"(?:\S*مراجعة|\S*راجعوا?|review) (?:\S+ ){0,3}?\S*(?:شروط|سياس|أحكام|terms|polic)\w*", folded=Fold.WORDS
)
_REVIEWED_BY_MACHINE = Pattern(r"(?:راجع\w*|review\w*|checked) (?:by )?(?:ال)?(?:ai|ذكاء|machine)")
_ACTED_ON = Pattern(
    r"(?:\b(?:was|were|is|are|has|have|had|may|might|contains?|uses?|used|using|help\w*|with|by|translated|unreviewed)\b)"
)


_LANGUAGE = Pattern(
    r"\b(?:english|arabic|french|german|spanish|russian|chinese|turkish|hebrew|persian|original|translated by)\b"
    r"|(?:عربية|إنجليزية|إنكليزية|فرنسية|ألمانية|إسبانية|روسية|صينية|تركية|عبرية|فارسية)(?!\w)",
    folded=Fold.WORDS,
)
"""Translated from or into something that is a language, or by somebody: not into action."""


def _is_subject(body: str) -> bool:
    """Whether the article is what the sentence is about: near its start, or what the first words act on."""
    match = say.SELF.search(body)
    if match is None:
        return False
    before, after = body[: match.start()].split(), body[match.end() :]
    if body[match.start() : match.end()].isascii():
        return (len(before) <= 5 and bool(_ACTED_ON.search(after[:80]))) or bool(_ACTED_ON.search(" ".join(before[:8])))
    return len(before) <= 8


def _elliptic(body: str) -> bool:
    """A notice that does not name the article: translation or review, then an instrument, a language or nothing."""
    words = body.split()
    first = 0
    while first < min(2, len(words) - 1) and say.AUXILIARY.fullmatch(words[first]):
        first += 1
    rest = [word.strip("()[]\"'*") for word in words[first : first + 6]]
    if not rest:
        return False
    while len(rest) > 1 and say.UNTOLD.fullmatch(rest[0]):
        rest = rest[1:]
    if _ONLY_TITLE.fullmatch(rest[0]) and len(rest) > 1:
        rest = rest[1:]
    head = rest[0].rstrip(".,:;-")
    if say.TRANSLATION.fullmatch(head) or (head in {"generated", "created", "written", "produced"} and len(rest) > 1):
        return _goes_on(rest)
    if _REVIEWED.fullmatch(head):
        return len(words) <= 20
    return _REVIEWED_BY.fullmatch(head) is not None and rest[1:2] == ["by"]


def _goes_on(rest: list[str]) -> bool:
    if rest[0][-1:] in ".,:;-" or len(rest) == 1 or not rest[1][:1].isalnum():
        return True
    after = rest[2:] if _BY_ITSELF.fullmatch(rest[1]) else rest[1:]
    if not after or rest[1][-1:] in ".,:;-" or not after[0][:1].isalnum():
        return True
    return bool(say.GOES_ON.match(after[0]) or _BY_MACHINE.match(after[0]))


def _errata(folded: str) -> Notice | None:
    """A sentence that goes with a notice: that it may be wrong, whom to tell, where the original is."""
    if not say.ERRATA.search(folded) or say.REPORTED.search(folded):
        return None
    of_article = say.SELF.search(folded) or say.TRANSLATION.search(folded) or say.POINTER.search(folded)
    return Notice("terms") if of_article and len(folded.split()) <= 40 else None


def _machine(folded: str) -> bool | None:
    """Translated by machine? A named human translator is a no."""
    if _HUMAN_TRANSLATION.search(folded):
        return False
    if not say.MACHINE.search(folded):
        return False if _TRANSLATED_BY.search(folded) else None
    return not _denied(folded, (say.MACHINE, say.TRANSLATION), say.REVIEW)


def _reviewed(folded: str) -> bool | None:
    """Reviewed by a human? To `review the terms` is the reader's part and says nothing."""
    plain = _TERMS_TO_REVIEW.sub(" ", folded)
    if say.UNREVIEWED.search(plain):
        return False
    if not say.REVIEW.search(plain):
        return None
    if _REVIEWED_BY_MACHINE.search(plain) and not say.HUMAN.search(plain):
        return None
    return not _denied(plain, (say.REVIEW,), None)


def _denied(folded: str, what: tuple[Pattern, ...], unless: Pattern | None) -> bool:
    """Whether a denial reaches one of `what` before a contrast, the end of a clause or something of `unless`."""
    for denial in say.DENIAL.finditer(folded):
        clause = re.split(r"[.;؛]", folded[denial.end() : denial.end() + 120])[0]
        reach = " ".join(clause.split()[:_REACH])
        contrast = say.CONTRAST.search(reach)
        reach = reach[: contrast.start()] if contrast else reach
        hits = [match.start() for pattern in what if (match := pattern.search(reach))]
        other = unless.search(reach) if unless else None
        if hits and (other is None or min(hits) < other.start()):
            return True
    return False


def _credit(folded: str, text: str) -> Notice | None:
    """Agencies, staff and origin."""
    staff = (say.STAFF_EN.match(folded) and _only_names(text)) or say.STAFF_AR.match(folded)
    if staff and len(folded.split()) <= 60:
        return Notice("credit", credits=_staff(folded, text))
    if _only_credits(folded):
        return Notice("credit", credits=agencies(folded, credits_only=True))
    if say.REPORTED.search(folded):
        return None
    named = agencies(folded, credits_only=False)
    short = len(folded.split()) <= 40
    if short and say.CONTRIBUTED.search(folded) and (named or say.SELF.search(folded) or "report" in folded):
        return Notice("credit", credits=named or _contributors(text))
    if short and say.CONTRIBUTED.match(folded[_opening(folded) :]):
        return Notice("credit", credits=named)
    if short and say.SELF.search(folded[:60]) and (say.ORIGIN.search(folded) or (named and len(folded.split()) <= 12)):
        return Notice("credit", credits=named)
    if say.BYLINE.match(folded) and len(folded.split()) <= 12 and (not text.isascii() or _only_names(text)):
        return Notice("byline", credits=named or _names(text))
    return Notice("byline") if say.DATED.match(folded) else None


_SMALL_WORDS = frozenset(
    {
        "and",
        "in",
        "at",
        "by",
        "for",
        "of",
        "the",
        "with",
        "from",
        "de",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "al",
    }
    | {"reporting", "writing", "editing", "additional", "compiled", "photos", "graphics", "photography", "translation"}
    | {"staff", "writer", "writers", "reporter", "bureau", "bureaux", "newsroom", "newsrooms", "desk", "team"}
)


def _only_names(text: str) -> bool:
    """English: nothing but capitalised words, and the small words that stand between names."""
    if re.search(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", text):
        return False
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    return all(word[0].isupper() or word.lower() in _SMALL_WORDS or not word.isascii() for word in words)


def _only_credits(folded: str) -> bool:
    """Agency names, words that go with them, addresses and punctuation, and nothing else."""
    if len(folded) > 160 or not (ANY_NAME.search(folded) or re.match(r"^\W*(?:ال)?(?:مصدر|source)s? ?[:/]", folded)):
        return bool(re.fullmatch(r"\W*(?:ال)?وكالات\W*", folded))
    if re.match(r"^\W*(?:ال)?(?:مصدر|مصادر|source|sources|via) ?[:/]", folded):
        return True
    rest = re.sub(r"https?://\S+|www\.\S+|\b[\w-]+\.(?:com|net|org)\b|\d+", " ", folded)
    rest = say.CREDIT_FILLER.sub(" ", ANY_NAME.sub(" ", rest))
    words = re.findall(r"\w+", rest)
    # A place may stand before the agency: "القاهرة - رويترز", "London (Reuters)".
    place = len(words) <= 3 and bool(re.search(r"[-(/|،,]", folded)) and len(folded.split()) <= 7
    return not words or place


def _staff(folded: str, text: str) -> tuple[str, ...]:
    """Agencies, else the people who reported or wrote, as they are written."""
    named = agencies(folded, credits_only=False)
    body = re.sub(r"^\W*(?:[A-Za-z ]+? by|[^:]{0,20}:)\s*", "", text)
    people = re.split(r"[;؛(]|\s-\s|[.)]*\s*$", body)[0]
    return named or _people(people)


def _contributors(text: str) -> tuple[str, ...]:
    names, verb, _ = text.partition(" contributed")
    return _people(names) if verb and _only_names(names) else ()


def _names(text: str) -> tuple[str, ...]:
    return _people(re.sub(r"^\W*\w+\s+", "", text))


def _people(text: str) -> tuple[str, ...]:
    """Names in a list: `Jane Doe, John Roe in London and A. Person`."""
    parts = re.split(r",|،|\band\b|\s(?=و[\u0621-\u064a]{3,}\s)|&", text)
    names = (re.sub(r"\s(?:in|from|من|في)\s.*", "", part).strip(" .()[]|–—-\"'،,") for part in parts)
    return tuple(name for name in names if re.match(r"[^\W\d_]", name) and len(name.split()) <= 5)


def _small_print(folded: str) -> Notice | None:
    """Terms, copyright, what else to read, end marks."""
    words = len(folded.split())
    if say.STANDARDS.search(folded) and words <= 20:
        return Notice("terms", credits=agencies(folded, credits_only=False))
    if say.END.match(folded):
        return Notice("end")
    if say.REPORTED.search(folded) or words > 60:
        return None
    if say.TERMS.search(folded) and (say.POINTER.search(" ".join(folded.split()[:4])) or say.SELF.search(folded)):
        return Notice("terms")
    if say.COPYRIGHT.search(folded):
        return Notice("copyright", credits=agencies(folded, credits_only=False))
    if say.MORE.match(folded):
        return Notice("heading" if say.HEADING.match(folded) else "more")
    return None
