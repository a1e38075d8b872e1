"""Where a sentence denies: words of negation, and words that may stand for one in another wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from auditor.facts import arabic, english
from auditor.facts.fact import Fact

_STRONG = frozenset("not cannot never no none nobody nothing nowhere noone".split())
_HALF = frozenset("without unable neither nor".split())
_WEAK_FORMS = frozenset("hardly barely scarcely rarely seldom few little unless except instead rather away free minus less non absent absence too only just".split())
_WEAK_LEMMAS = frozenset(
    english.lemma(w)
    for w in "fail refuse deny decline reject lack avoid prevent stop ban prohibit forbid exclude omit miss lose cease quit doubt dispute dismiss "
    "abstain refrain withhold abandon abolish resist ignore neglect escape evade contradict rebut refute deprive devoid exempt reluctant "
    "impossible".split()
)
_PREFIXED = re.compile(
    r"(?:un(?!i(?:t|ver|on|que|form|cor|lat)|der|til|less|cle|dul)|in(?=ab|ac|ad|ap|at|aud|cap|co[mnrh]|cred|cur|de[cfp]|dir|dis|ef|el|eq|es|ev|ex|f[ai]|gr|hu|nu|op|se[cn]|sig|sol|su[fs]|tol|val|vis|vol)|"
    r"im(?=mat|mob|mor|p[aeo][nrt]|p[or]o|pos|pot|pre|pro|pat)|ir(?=r)|il(?=l[eio])|dis(?=a[bdgp]|b|c[lor]|h|in|l|o[br]|pro|q|reg|res|s[ai]|tr)|non|mis)[a-z]{3,}$|[a-z]{3,}less$"
)
_NOT_CUES = re.compile(
    r"\bnot (?:only|just|merely|simply|necessarily only)\b|\bno (?:doubt|matter|wonder|sooner|more than|less than|fewer than|later than)\b|"
    r"\bwhether or not\b|\bif not\b|\bor not\b|\bwhy not\b|\bno\. ?\d|\b(?:is|are|was|were|do|does|did|has|have|will|would|can|could|should)n['’]t (?:it|they|he|she|we|you|i)\b\?|"
    r"\bcan(?:not|['’]t) help but\b|\bcan['’]t wait\b|\bnothing (?:but|less than|short of)\b|\bnot least\b|\bno one but\b|\bnot to mention\b|\bno less\b|\bnot until\b|\bnone other\b",
    re.IGNORECASE,
)  # fmt: skip
"""Words of negation that deny nothing, or not what follows."""

_A_STRONG = frozenset("لا لم لن ليس ليست ليسوا لست لسنا لستم ليسا ليستا لسن لسنا ولسنا".split())
_A_HALF = frozenset("غير دون بدون عدم بلا انعدام ولا".split())
_A_WEAK_STEMS = frozenset(
    arabic.level(w).replace("ـ", "-")
    for w in "نفى نفي -نفي نافي رفض -رفض رافض مرفوض منع -منع امتنع -متنع امتناع حظر محظور فشل -فشل فاشل أنكر -نكر إنكار نقص تعذر -تعذر عجز عاجز "
    "-عجز مستحيل استحال استحالة توقف -توقف حرم حرمان ممنوع يخلو خلو خالي خال سوى تجنب -تجنب تفادى -تفادى نادر نادرا قلما بالكاد افتقر "
    "-فتقر افتقار استبعد مستبعد -ستبعد غاب غياب -غيب باطل ألغى إلغاء لئلا كيلا ألا استثناء عدا ماعدا بغير كلا مجهول بلا لولا ما".split()
)
_A_EXEMPT = re.compile(
    r"\b[وف]?(?:لا (?:[يتان]زال\w*|زال\w*|سيما|بد|شك|ريب|جرم|محاله|مفر|غني|غير)|ل(?:م|ا) [يتان]زل\w*|لا [يت](?:قتصر|عدو|قل|تجاوز|زيد|تعدي)\w*|"
    r"لن [يت]دخر\w*|ما (?:زال|[يت]زال)\w*|ما لم|لم شمل\w*|مالم)\b|\b[ا][مو] لا\b|"
    r"\b[وف]?(?:لا|لم|لن|ليست?|ما) (?:[^\s،.]+ ){0,7}(?:سوي|الا|فقط|فحسب|مجرد)\b"
)
"""Negations that deny nothing (still, no doubt, or not), or that mean `only`; matched on levelled spelling."""
_A_REPLY = re.compile(r"\b(?:لا|كلا)(?=\s*[،,!.])")
"""A bare no, which the other side may leave out."""


def extract(text: str, lang: str) -> tuple[Fact, ...]:
    """Cues of negation in order; `value` is the cue's lower-cased or levelled word.

    Certainty 1: grammatical negation (not, n't, no; لا لم لن ليس). 0.8: a preposition or noun of it (without; غير دون عدم).
    0.4: a word that another wording may use instead (fail, refuse, un-; رفض فشل), or a negation that denies nothing
    (not only, no doubt; لا يزال لا سيما). Other languages: none.
    """
    if lang == "en":
        return _cues(text, english.words(text), _exempt(_NOT_CUES, text), _english)
    if lang == "ar":
        bare = arabic.level_in_place(text)
        return _cues(text, arabic.words(text), _exempt(_A_EXEMPT, bare) + _exempt(_A_REPLY, bare), _arabic)
    return ()


def _exempt(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [m.span() for m in pattern.finditer(text)]


def _cues(
    text: str, words: Sequence[english.Word] | Sequence[arabic.Word], exempt: Sequence[tuple[int, int]], kind: Callable[[str], float]
) -> tuple[Fact, ...]:
    found = []
    for word in words:
        certainty = kind(word.norm)
        if certainty > 0.4 and any(start <= word.start < end for start, end in exempt):
            certainty = 0.4
        if certainty:
            found.append(Fact("negation", word.start, word.end, text[word.start : word.end], word.norm, certainty))
    return tuple(found)


def _english(word: str) -> float:
    if word in _STRONG or word.endswith("n't"):
        return 1.0
    if word in _HALF:
        return 0.8
    if word in _WEAK_FORMS or english.lemma(word) in _WEAK_LEMMAS or _PREFIXED.fullmatch(word):
        return 0.4
    return 0.0


def _arabic(norm: str) -> float:
    if norm == "ولا":
        return 0.8
    for bare in (norm, norm[1:] if norm[0] in "وف" else norm, norm[2:] if norm.startswith("ال") else norm):
        if bare in _A_STRONG:
            return 1.0
        if bare in _A_HALF or (bare[:1] in "بلك" and bare[1:] in _A_HALF):
            return 0.8
    return 0.4 if arabic.stems(norm) & _A_WEAK_STEMS else 0.0
