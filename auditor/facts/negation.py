"""Where a sentence denies: words of negation, and words that may stand for one in another wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib import resources

from auditor.facts import arabic, english, names
from auditor.facts.fact import Fact

_PREFIX = re.compile(r"(?:un|in|im|ir|il|dis|non)(?=[a-z]{4})")
_EXEMPT = re.compile(
    r"\bnot (?:only|just|merely|simply)\b|\bnot (?:\w+ ){1,2}(?:only|just)\b|\b(?:only|just) not\b|\bwhether or not\b|"
    r"\bno (?:doubt|matter|wonder|sooner|less|more than|less than|fewer than|later than)\b|\bif not\b|"
    r"\bor not\b|\bwhy not\b|\bno\. ?\d|\bcan(?:not|['’]t) help but\b|\bcan['’]t wait\b|"
    r"\bnothing (?:but|less than|short of)\b|\bnot least\b|"
    r"\bnot to mention\b|\bnot until\b|\bnone other\b",
    re.IGNORECASE,
)
"""Words of negation that deny nothing, or not what follows."""
_ARABIC_EXEMPT = re.compile(
    r"\b[وف]?(?:لا (?:[يتان]زال\w*|زال\w*|سيما|بد|شك|ريب|جرم|محاله|مفر|غني|غير)|ل(?:م|ا) [يتان]زل\w*|"
    r"لا [يت](?:قتصر|عدو|قل|تجاوز|زيد|تعدي)\w*|لن [يت]دخر\w*|ما (?:زال|[يت]زال)\w*|ما لم|لم شمل\w*|مالم)\b|"
    r"\b[ا][مو] لا\b|\b[وف]?(?:لا|لم|لن|ليست?|ما) (?:[^\s،.]+ ){0,7}(?:سوي|الا|فقط|فحسب|مجرد)\b"
)
"""Negations that deny nothing (still, no doubt, or not), or that mean `only`; matched on levelled spelling."""
_REPLY = re.compile(r"\b(?:لا|كلا)(?=\s*[،,!.])")
"""A bare no, which the other side may leave out."""


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
    عدم).
    0.4: a word that another wording may use instead (fail, refuse, un-; رفض فشل), or a negation that denies nothing
    (not only, no doubt; لا يزال لا سيما). Other languages: none.
    """
    if lang == "en":
        return _cues(text, english.words(text), _exempt(_EXEMPT, text), _english)
    if lang == "ar":
        bare = arabic.level_in_place(text)
        return _cues(text, arabic.words(text), _exempt(_ARABIC_EXEMPT, bare) + _exempt(_REPLY, bare), _arabic)
    return ()


def _exempt(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [m.span() for m in pattern.finditer(text)]


def _cues(
    text: str,
    words: Sequence[english.Word] | Sequence[arabic.Word],
    exempt: Sequence[tuple[int, int]],
    kind: Callable[[str], float],
) -> tuple[Fact, ...]:
    found = []
    for word in words:
        certainty = kind(word.norm)
        if certainty > 0.4 and any(start <= word.start < end for start, end in exempt):
            certainty = 0.4
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
    if word in lists["en", 0.4] or english.lemma(word) in lists["en-base", 0.4] or _negated(word):
        return 0.4
    return 0.0


def _negated(word: str) -> bool:
    """A prefix or an ending of negation on a word that stands by itself: unfair, illegal, homeless."""
    if word in _lists()["en-not", 0.0]:
        return False
    prefix = _PREFIX.match(word)
    if prefix and names.everyday(word[prefix.end() :]):
        return True
    return word.endswith("less") and len(word) > 7 and names.everyday(word[:-4])


@lru_cache(maxsize=20_000)
def _arabic(norm: str) -> float:
    lists = _lists()
    bare = norm[1:] if norm[0] in "وف" else norm
    if norm != "ولا" and (norm in lists["ar", 1.0] or bare in lists["ar", 1.0]):
        return 1.0
    for form in (norm, bare, norm[2:] if norm.startswith("ال") else norm):
        if form in lists["ar", 0.8] or (form[:1] in {"ب", "ل", "ك"} and form[1:] in lists["ar", 0.8]):
            return 0.8
    return 0.4 if arabic.stems(norm) & lists["ar-stem", 0.4] else 0.0
