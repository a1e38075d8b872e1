"""Where a sentence denies: words of negation, and words that may stand for one in another wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import resources

from auditor.facts.fact import Fact
from auditor.facts.names import names
from auditor.facts.words import arabic, english

_PREFIX = re.compile(r"(?:un|in|im|ir|il|dis|non)(?=[a-z]{4})")
_EXEMPT = re.compile(
    r"\bnot (?:only|just|merely|simply)\b|\bnot (?:\w+ ){1,2}(?:only|just)\b|\b(?:only|just) not\b|\bwhether or not\b|"
    r"\bno (?:doubt|matter|wonder|sooner|less|more than|less than|fewer than|later than)\b|\bif not\b|"
    r"\bor not\b|\bwhy not\b|\bno\. ?\d|\bcan(?:not|['’]t) help but\b|\bcan['’]t wait\b|"
    r"\bnothing (?:but|less than|short of)\b|\bnot least\b|"
    r"\band (?:not|no)\b|\bto no avail\b|\bno(?=[,!])|\b\w+n['’]t (?:just|only)\b|\b(?:just|only) \w+n['’]t\b|"
    r"\bno(?:thing|body|where| one) else\b|\bnot to mention\b|\bnot until\b|\bnone other\b|"
    r"\b(?:don['’]t|do not|never) forget\b",
    re.IGNORECASE,
)
"""Words of negation that deny nothing, or not what follows."""
_ADJECTIVE = ("able", "ible", "ent", "ant", "ate", "al", "ive", "ite", "ous", "ect", "ly", "lar", "ary", "ure")
_ARABIC_EXEMPT = re.compile(
    r"\b[وف]?(?:لا [يت](?:قتصر|عدو|قل|تجاوز|زيد|تعدي)\w*|لن [يت]دخر\w*|لا غير)\b|"
    r"\b[ا][مو] لا\b|\b(?:ال)?لا ?(?:متناه|نهاي|محدود|مركزي|انساني|سلكي|ارادي|مبالا|ساميه)\w*|"
    r"\b[وف]?(?:لا|لم|لن|ليست?|ما) (?:[^\s،.]+ ){0,10}(?:سوي|الا|فقط|فحسب|مجرد)\b"
)
"""Denials that only bound what is said (only, at least, or not): they may answer a denial, no more."""
_IDLE = re.compile(
    r"\b[وف]?(?:لا (?:[يتان]زال\w*|زال\w*|سيما|بد|شك|ريب|جرم|محاله|مفر|غني)|ل(?:م|ا) [يتان]زل\w*|ما (?:زال|[يت]زال)\w*|"
    r"ما لم|لم شمل\w*|مالم|بلا حدود)\b"
)
"""Turns of phrase that deny nothing (still, no doubt, especially), on levelled spelling."""
_YET = re.compile(r"\b(?:(?:has|have|had|is|are|was|were|remains?|remained)|[’']ve) (yet) to(?= [a-z])", re.IGNORECASE)
"""What is yet to happen has not happened."""
_IN_VAIN = re.compile(r"\bin (vain)\b", re.IGNORECASE)
_REPLY = re.compile(r"\b(?:لا|كلا)(?=\s*[،,!.])")
"""A bare no, which the other side may leave out."""
_NOR = "ولا"
_SHADDA = "\u0651"
"""غيّر, changed, is not غير, other than: levelling takes the difference away."""
_THAT_NOT = re.compile(r"[وف]?\u0623\u0644\u0651?\u0627")
"""ألا, that not: after levelling it looks like إلا, except."""


@lru_cache(maxsize=1)
def _lists() -> Mapping[tuple[str, float], frozenset[str]]:
    text = resources.files("auditor.data").joinpath("negation.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {(name, float(certainty)): _words(name, entries.split()) for name, certainty, entries in rows}


def _words(name: str, entries: Sequence[str]) -> frozenset[str]:
    if name == "en-base":
        return frozenset(english.lemma(w) for w in entries)
    return frozenset(arabic.level(w.replace("ـ", "-")) for w in entries)


def extract(text: str, lang: str) -> tuple[Fact, ...]:
    """Cues of negation in order; `value` is the cue's lower-cased or levelled word.

    Certainty 1: grammatical negation (not, n't, no; لا لم لن ليس). 0.8: a preposition or noun of it (without; غير دون
    عدم). 0.6: a negation that only bounds what is said or that may be left out (not only; ليس فقط). 0.5: a word with a
    prefix or an ending of it (unfair, irreplaceable). 0.4: a word that another wording may use instead (fail, refuse;
    رفض فشل). Other languages: none.
    """
    if lang == "en":
        cues = _cues(text, english.words(text), _exempt(_EXEMPT, text), _english)
        phrases = [_phrase(m, sure) for pattern, sure in ((_YET, 1.0), (_IN_VAIN, 0.4)) for m in pattern.finditer(text)]
        return tuple(sorted((*cues, *phrases), key=lambda f: f.start))
    if lang == "ar":
        bare = arabic.level_in_place(text)
        idle = _exempt(_IDLE, bare)
        spoken = [w for w in arabic.words(text) if not any(start <= w.start < end for start, end in idle)]
        spoken = [w for w in spoken if not (w.norm.endswith("غير") and _SHADDA in text[w.start : w.end])]
        cues = _cues(text, spoken, _exempt(_ARABIC_EXEMPT, bare) + _exempt(_REPLY, bare), _arabic)
        that_not = [w for w in spoken if _THAT_NOT.fullmatch(text, w.start, w.end)]
        further = [Fact("negation", w.start, w.end, text[w.start : w.end], w.norm, 0.8) for w in that_not]
        return _opening(sorted((*cues, *further), key=lambda f: f.start))
    return ()


def _exempt(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [m.span() for m in pattern.finditer(text)]


def _opening(cues: Sequence[Fact]) -> tuple[Fact, ...]:
    """ولا goes on with a denial (nor); where nothing was denied before, it is one itself (and not)."""
    first = next((i for i, cue in enumerate(cues) if cue.certainty > 0.4), None)
    return tuple(replace(c, certainty=1.0) if i == first and c.value == _NOR else c for i, c in enumerate(cues))


def _phrase(found: re.Match[str], certainty: float) -> Fact:
    return Fact("negation", found.start(1), found.end(1), found[1], found[1].lower(), certainty)


def _cues(
    text: str,
    words: Sequence[english.Word] | Sequence[arabic.Word],
    exempt: Sequence[tuple[int, int]],
    kind: Callable[[str], float],
) -> tuple[Fact, ...]:
    found = []
    for word in words:
        certainty = kind(word.norm)
        if certainty > 0.6 and any(start <= word.start < end for start, end in exempt):
            certainty = 0.6
        if certainty:
            found.append(Fact("negation", word.start, word.end, text[word.start : word.end], word.norm, certainty))
    return tuple(found)


@lru_cache(maxsize=20_000)
def _english(word: str) -> float:
    lists = _lists()
    if word in lists["en", 1.0] or word.endswith("n't"):
        return 1.0
    if word in lists["en", 0.8]:
        return 0.8
    if word in lists["en", 0.4] or english.lemma(word) in lists["en-base", 0.4]:
        return 0.4
    return 0.5 if _negated(word) else 0.0


def _negated(word: str) -> bool:
    """A prefix or an ending of negation on a word that stands by itself: unfair, illegal, homeless."""
    if word in _lists()["en-not", 0.0]:
        return False
    prefix = _PREFIX.match(word)
    if prefix and word.endswith(("able", "ible")):
        return True
    if prefix and names.common(word[prefix.end() :]):
        return prefix.group() in {"un", "non", "dis"} or word.endswith(_ADJECTIVE)
    return word.endswith("less") and len(word) > 7 and names.common(word[:-4])


@lru_cache(maxsize=20_000)
def _arabic(norm: str) -> float:
    lists = _lists()
    bare = norm[1:] if norm[0] in "وف" else norm
    if norm != _NOR and (norm in lists["ar", 1.0] or bare in lists["ar", 1.0]):
        return 1.0
    for form in (norm, bare, norm[2:] if norm.startswith("ال") else norm):
        if form in lists["ar", 0.8] or (form[:1] in {"ب", "ل", "ك"} and form[1:] in lists["ar", 0.8]):
            return 0.8
    return 0.4 if arabic.stems(norm) & lists["ar-stem", 0.4] else 0.0
