"""Where a sentence denies: words of negation, and words that may stand for one in another wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from auditor.facts.fact import Fact
from auditor.facts.names import names
from auditor.facts.words import arabic, english
from auditor.wordlists.folding import Fold, fold_in_place
from auditor.wordlists.patterns import Pattern
from auditor.wordlists.tables import rows, word_lists

BOUNDED = 0.45
"""Certainty of a word of denial in a turn of phrase that says something positive: it may answer a denial, and no more."""
_PREFIX = Pattern(r"(?:un|in|im|ir|il|dis|non)(?=[a-z]{4})")
_EXEMPT = Pattern(
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
_ADJECTIVE = (
    "able",
    "ible",
    "ent",
    "ant",
    "ate",
    "al",
    "ive",
    "ite",
    "ous",
    "ect",
    "lar",
    "ary",
    "ure",
    "fair",
    "armed",
)
_PARTICIPLE = ("ed", "en", "paid", "known", "born")
"""Endings of participles, which un- denies: unelected. Of a verb that it undoes (uncovered) Arabic has no word of the
base."""
_DENIED = (
    *_ADJECTIVE,
    *("ly", "ity", "ities", "acy", "acies", "ence", "ance", "ency", "encies"),
)
"""Endings of words that in-, im-, ir- and il- deny: insufficient, inequality."""
_ARABIC_EXEMPT = Pattern(
    r"\b[وف]?(?:لا [يت](?:قتصر|عدو|قل|تجاوز|زيد|تعدى)\w*|لن [يت]دخر\w*|لا غير)\b|"
    r"\bأ[مو] لا\b|\b(?:ال)?لا ?(?:متناه|نهاي|محدود|مركزي|إنساني|سلكي|إرادي|مبالا|سامية)\w*|"
    r"\b[وف]?(?:لا|لم|لن|ليست?|ما) (?:[^\s،.]+ ){0,10}(?:سوى|إلا|فقط|فحسب|مجرد)\b",
    folded=Fold.WORDS,
)
"""Denials that only bound what is said (only, at least, or not): they may answer a denial, no more."""
_YET = Pattern(r"\b(?:(?:has|have|had|is|are|was|were|remains?|remained)|[’']ve) (yet) to(?= [a-z])", re.IGNORECASE)
"""What is yet to happen has not happened."""
_IN_VAIN = Pattern(r"\bin (vain)\b", re.IGNORECASE)
_REPLY = Pattern(r"\b(?:لا|كلا)(?=\s*[،,!.])")
"""A bare no, which the other side may leave out."""
_NOR = "ولا"
_SHADDA = "\u0651"
"""غيّر, changed, is not غير, other than: folding takes the difference away."""
_THAT_NOT = Pattern(r"[وف]?\u0623\u0644\u0651?\u0627")
"""ألا, that not: after folding it looks like إلا, except."""


_MARKED = "\u064b-\u0652"
_VOWELS = f"[{_MARKED}]*"
"""Signs that folding in place leaves where they are."""
_TAG = Pattern(r",\s*\w+n['’]t (?:it|i|we|you|they|he|she|there)\b(?=\s*[?!])", re.IGNORECASE)
"""A question at the end that asks for a yes: isn't it?"""
_TWICE = Pattern(
    r"(?:n['’]t|\bnever|\bnot) (?:(?!and\b|or\b|but\b|that\b|if\b)[\w'’-]+ ){0,4}?(no|none|nothing|nobody|nowhere)"
    r"(?: (?:[\w'’-]+ ){1,3}(nobody|nothing))?\b",
    re.IGNORECASE,
)
"""The second word of a double denial, which denies no more than the first did."""
_QUESTION = Pattern(r"أ(?:[وف]?(?=(?:لم|لن|ليس|ليست|ليسوا|لست)\b)|ف?(?=لا\b))")
"""Interrogative أ, perhaps with a conjunction, before a denial (ألم، أولم، أفليس); `ألم`, pain, is told by what follows, and
أولا is `first`."""
_PAIN = Pattern(r"ألم(?! [يتنأ])")
_MA = ("ما", "وما", "فما")
_DIALECT_VERB = Pattern(r"[وف]?م\w{1,10}[^\Wش]ش")
"""Egyptian and Levantine: the denial goes around the verb (ماراحش، مقدرش)."""
_WOULD_NOT = Pattern(r"\b[وف]?لو(?:لا)?\b[^.!?؟]{1,200}?(?:\b(لما)|[،,]\s*(ما))\b(?= \w)")
"""What would not be if something were: لو ... لما عرفنا, also لو ...، ما عرفنا; elsewhere لما is `when`."""
_STARTS_WITH_MA = Pattern(r"(?:^|[.!?؟،؛:\"“«(]\s*)[وف]?(ما)(?= \w)")
"""ما at the head of a clause: a denial (ما حضر), or `what`; it may answer a denial and accuses nobody."""


@lru_cache(maxsize=4)
def _lists(lang: str) -> Mapping[tuple[str, float], frozenset[str]]:
    found: dict[tuple[str, float], frozenset[str]] = {}
    for name, certainty, words in rows(f"{lang}/negation.tsv", 3):
        key = name, float(certainty)
        found[key] = found.get(key, frozenset()) | _words(name, words)
    return found


def _words(name: str, words: str) -> frozenset[str]:
    return frozenset(english.lemma(w) if name == "base" else w for w in words.split())


@lru_cache(maxsize=8)
def _phrases(lang: str, reading: str) -> Pattern:
    """The turns of phrase of one reading, for folded text."""
    kept = (phrases for its, phrases in rows(f"{lang}/negation-phrases.tsv", 2) if its == reading)
    found = [_phrase_pattern(phrase, lang) for phrases in kept for phrase in phrases.split("|")]
    # The longest first: what a shorter one leaves over would be read again.
    body = "|".join(sorted(found, key=len, reverse=True))
    before = r"(?<!\w)[وف]?" if lang == "ar" else r"(?:(?<!\w)|\w+(?=n['’]t))"
    return Pattern(rf"{before}(?:{body})(?!\w)", re.IGNORECASE)


def _phrase_pattern(phrase: str, lang: str) -> str:
    return r"\s+".join(_arabic_word(w) if lang == "ar" else _english_word(w) for w in phrase.split())


def _english_word(word: str) -> str:
    return re.escape(word).replace("'", "['’]").replace(r"\~", r"\w*")


def _arabic_word(word: str) -> str:
    """The word as written or with vowel signs; see the head of the table for its other signs."""
    signs = {"-": f"[يتنا]{_VOWELS}", "*": rf"[\w{_MARKED}]+", "~": rf"[\w{_MARKED}]*"}
    return "".join(signs.get(c, re.escape(c) + _VOWELS) for c in word)


def dialectal(text: str) -> bool:
    """Whether an Arabic sentence has words of a dialect: Egyptian, Levantine, Gulf or Iraqi."""
    return any(_dialectal(word.norm) for word in arabic.words(text))


@lru_cache(maxsize=20_000)
def _dialectal(norm: str) -> bool:
    if norm in word_lists("ar/dialect.tsv")["standard"]:
        return False
    whole, stems = _dialect()
    forms = (norm, norm[1:]) if norm[0] in "وفب" else (norm,)
    return any(form in whole or form.startswith(stems) for form in forms)


@lru_cache(maxsize=1)
def _dialect() -> tuple[frozenset[str], tuple[str, ...]]:
    """Words of dialects, and those to which anything may be joined."""
    sure = word_lists("ar/dialect.tsv")["sure"]
    return frozenset(w for w in sure if w[-1] != "~"), tuple(sorted(w[:-1] for w in sure if w[-1] == "~"))


def extract(text: str, lang: str) -> tuple[Fact, ...]:
    """Cues of negation in order; `value` is the cue's lower-cased or folded word.

    Certainty 1: grammatical negation (not, n't, no; لا لم لن ليس). 0.8: a preposition or noun of it (without; غير دون
    عدم). 0.6: a negation that only bounds what is said or that may be left out (not only; ليس فقط). 0.5: a word with a
    prefix or an ending of it (unfair, irreplaceable). 0.45 (`BOUNDED`): a denial in a turn of phrase that says something
    positive (no secret, لا يستهان به), or a word that warns against (حذر من). 0.4: a word or a phrase that another
    wording may use instead (fail, sit out; رفض فشل). Other languages: none.
    """
    if lang == "en":
        positive = _exempt(_phrases("en", "bounds"), text) + _exempt(_TAG, text) + _again(text)
        cues = _cues(text, english.words(text), _exempt(_EXEMPT, text), _english, positive)
        cues += _weak(text, cues)
        phrases = [
            _cue(text, *m.span(1), m[1].lower(), sure)
            for pattern, sure in ((_YET, 1.0), (_IN_VAIN, 0.4))
            for m in pattern.finditer(text)
        ]
        return tuple(sorted((*cues, *phrases), key=lambda f: f.start))
    if lang == "ar":
        return _arabic_cues(text)
    return ()


def _arabic_cues(text: str) -> tuple[Fact, ...]:
    bare = fold_in_place(text)
    idle = _exempt(_phrases("ar", "idle"), bare)
    spoken = [w for w in arabic.words(text) if not any(start <= w.start < end for start, end in idle)]
    spoken = [w for w in spoken if not (w.norm.endswith("غير") and _SHADDA in text[w.start : w.end])]
    bounded = _exempt(_ARABIC_EXEMPT, bare) + _exempt(_REPLY, bare)
    cues = list(_cues(text, spoken, bounded, _arabic, _exempt(_phrases("ar", "bounds"), bare)))
    taken = {cue.start for cue in cues}
    further = [(w, 0.8) for w in spoken if _THAT_NOT.fullmatch(text, w.start, w.end)]
    further += [(w, 1.0) for w in spoken if _QUESTION.match(text, w.start) and not _PAIN.match(text, w.start)]
    denied = _exempt(_phrases("ar", "denies"), bare)
    further += [(w, 0.8) for w in spoken if any(start <= w.start < end for start, end in denied)]
    would_not = {m.start(m.lastindex or 0) for m in _WOULD_NOT.finditer(bare)}
    further += [(w, 0.8) for w in spoken if w.start in would_not]
    if dialectal(text):
        further += [(w, 0.8) for w in spoken if _DIALECT_VERB.fullmatch(w.norm)]
        around = zip(spoken, spoken[1:])
        further += [(w, 0.8) for w, verb in around if w.norm in _MA and verb.norm.endswith("ش") and len(verb.norm) > 2]
    further += [(w, BOUNDED) for w in spoken if _DIALECT_VERB.fullmatch(w.norm) and not names.everyday_arabic(w.norm)]
    heads = {m.start(1) for m in _STARTS_WITH_MA.finditer(bare)}
    further += [(w, BOUNDED) for w in spoken if w.norm in _MA and {w.start, w.start + 1} & heads]
    for word, certainty in further:
        if word.start not in taken:
            taken.add(word.start)
            cues.append(_cue(text, word.start, word.end, word.norm, certainty))
    return _opening(sorted(cues, key=lambda f: f.start))


def _weak(text: str, cues: Sequence[Fact]) -> tuple[Fact, ...]:
    """Turns of phrase that another wording may say with a denial: sit out, let alone, fall short."""
    taken = {at for cue in cues for at in range(cue.start, cue.end)}
    found = (m for m in _phrases("en", "weak").finditer(text) if m.start() not in taken)
    return tuple(_cue(text, *m.span(), m[0].lower(), 0.4) for m in found)


def _again(text: str) -> list[tuple[int, int]]:
    """The later words of double denials."""
    return [m.span(k) for m in _TWICE.finditer(text) for k in (1, 2) if m[k]]


def once(text: str) -> str:
    """An English sentence in which a double denial is a single one, of the same length: need no help → need any help."""
    for start, end in reversed(_again(text)):
        text = text[:start] + "any".ljust(end - start)[: end - start] + text[end:]
    return text


def _exempt(pattern: Pattern, text: str) -> list[tuple[int, int]]:
    return [m.span() for m in pattern.finditer(text)]


def _opening(cues: Sequence[Fact]) -> tuple[Fact, ...]:
    """ولا goes on with a denial (nor); where nothing was denied before, it is one itself (and not)."""
    first = next((i for i, cue in enumerate(cues) if cue.certainty > BOUNDED), None)
    return tuple(replace(c, certainty=1.0) if i == first and c.value == _NOR else c for i, c in enumerate(cues))


def _cue(text: str, start: int, end: int, value: str, certainty: float) -> Fact:
    return Fact("negation", start, end, text[start:end], value, certainty)


def _cues(
    text: str,
    words: Sequence[english.Word] | Sequence[arabic.Word],
    exempt: Sequence[tuple[int, int]],
    kind: Callable[[str], float],
    positive: Sequence[tuple[int, int]],
) -> tuple[Fact, ...]:
    found = []
    for word in words:
        certainty = kind(word.norm)
        if certainty > 0.6 and any(start <= word.start < end for start, end in exempt):
            certainty = 0.6
        if certainty > BOUNDED and any(start <= word.start < end for start, end in positive):
            certainty = BOUNDED
        if certainty:
            found.append(_cue(text, word.start, word.end, word.norm, certainty))
    return tuple(found)


@lru_cache(maxsize=20_000)
def _english(word: str) -> float:
    lists = _lists("en")
    if word in lists["word", 1.0] or word.endswith("n't"):
        return 1.0
    if word in lists["word", 0.8]:
        return 0.8
    if word in lists["word", 0.4] or english.lemma(word) in lists["base", 0.4]:
        return 0.4
    return 0.5 if _negated(word) else 0.0


def denied_adjective(word: str) -> str | None:
    """What an adjective denies by its prefix (unconditional → conditional); None for words that deny nothing so. Not dis-,
    which undoes rather than denies."""
    prefix = _PREFIX.match(word)
    if prefix is None or prefix.group() == "dis" or not _negated(word):
        return None
    if not word.endswith(_ADJECTIVE) and not (prefix.group() == "un" and word.endswith(_PARTICIPLE)):
        return None
    base = word[prefix.end() :]
    return base if names.common(base) else None


def _negated(word: str) -> bool:
    """A prefix or an ending of negation on a word that stands by itself: unfair, illegal, homeless."""
    if word in _lists("en")["innocent", 0.0]:
        return False
    prefix = _PREFIX.match(word)
    if prefix and word.endswith(("able", "ible", "ably", "ibly")):
        return True
    if prefix and names.common(word[prefix.end() :]):
        return prefix.group() in {"un", "non", "dis"} or word.endswith(_DENIED) or word in _lists("en")["prefixed", 0.5]
    return word.endswith("less") and len(word) > 7 and names.common(word[:-4])


@lru_cache(maxsize=20_000)
def _arabic(norm: str) -> float:
    lists = _lists("ar")
    bare = norm[1:] if norm[0] in "وف" else norm
    if norm != _NOR and (norm in lists["word", 1.0] or bare in lists["word", 1.0]):
        return 1.0
    for form in (norm, bare, norm[2:] if norm.startswith("ال") else norm):
        if form in lists["word", 0.8] or (
            form[:1] in {"ب", "ل", "ك"}
            and form[1:] in lists["word", 0.8]
            and form[1:] != _NOR  # لولا, if it were not for
        ):
            return 0.8
    stems = arabic.stems(norm)
    return next((sure for sure in (BOUNDED, 0.4) if stems & lists["stem", sure]), 0.0)
