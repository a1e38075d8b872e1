"""English words: where they stand, and what they are inflected from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"(?:[A-Z]\.){2,4}|[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)*")
_LONGEST = 40
_VOWEL = frozenset("aeiouy")
_IRREGULAR = {
    "said": "say", "went": "go", "gone": "go", "made": "make", "took": "take", "taken": "take", "came": "come", "saw": "see",
    "seen": "see", "gave": "give", "given": "give", "found": "find", "told": "tell", "knew": "know", "known": "know", "got": "get",
    "thought": "think", "left": "leave", "felt": "feel", "kept": "keep", "held": "hold", "brought": "bring", "wrote": "write",
    "written": "write", "lost": "lose", "won": "win", "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall",
    "began": "begin", "begun": "begin", "bought": "buy", "sold": "sell", "met": "meet", "led": "lead", "paid": "pay", "sent": "send",
    "spent": "spend", "built": "build", "stood": "stand", "lay": "lie", "grew": "grow", "grown": "grow", "drew": "draw", "drawn": "draw",
    "broke": "break", "broken": "break", "spoke": "speak", "spoken": "speak", "chose": "choose", "chosen": "choose", "drove": "drive",
    "driven": "drive", "flew": "fly", "flown": "fly", "threw": "throw", "thrown": "throw", "ran": "run", "sat": "sit", "shot": "shoot",
    "caught": "catch", "taught": "teach", "fought": "fight", "sought": "seek", "meant": "mean", "heard": "hear", "became": "become",
    "understood": "understand", "forgot": "forget", "forgotten": "forget", "hid": "hide", "hidden": "hide", "ate": "eat", "eaten": "eat",
    "drank": "drink", "slept": "sleep", "wore": "wear", "worn": "wear", "stole": "steal", "stolen": "steal", "shook": "shake",
    "shrank": "shrink", "sank": "sink", "sunk": "sink", "fed": "feed", "fled": "flee", "dealt": "deal", "struck": "strike",
    "men": "man", "women": "woman", "children": "child", "people": "person", "lives": "life", "wives": "wife", "feet": "foot",
    "has": "have", "had": "have", "does": "do", "did": "do", "done": "do", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be",
    "died": "die", "dying": "die", "lying": "lie", "killed": "kill", "better": "good", "best": "good", "worse": "bad", "worst": "bad",
    "withdrew": "withdraw", "withdrawn": "withdraw", "overthrew": "overthrow", "arose": "arise", "bore": "bear", "born": "bear",
    "beat": "beat", "beaten": "beat", "bent": "bend", "bound": "bind", "lent": "lend", "lit": "light", "rode": "ride", "rang": "ring",
    "sang": "sing", "sung": "sing", "swam": "swim", "swore": "swear", "sworn": "swear", "tore": "tear", "torn": "tear", "woke": "wake",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: `sentence[start:end]`, as written in `text` and lower-cased without possessive in `norm`."""

    start: int
    end: int
    text: str
    norm: str


def words(text: str) -> tuple[Word, ...]:
    """The Latin-script words of a sentence, in order; contractions and dotted initials stay whole (`didn't`, `U.S.`)."""
    return tuple(Word(m.start(), m.end(), m.group(), _norm(m.group())) for m in _WORD.finditer(text))


def _norm(word: str) -> str:
    low = word[:_LONGEST].lower().replace("’", "'")
    return low[:-2] if low.endswith("'s") else low.rstrip(".")


@lru_cache(maxsize=20_000)
def lemma(norm: str) -> str:
    """A word's likely base form: irregular verbs by table, else endings taken off (`increased`, `increases` → `increas`).

    Not a dictionary form: words that share it are forms of one word.
    """
    word = _IRREGULAR.get(norm, norm)
    for ending, short in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        stem = word[: len(word) - len(ending)]
        if word.endswith(ending) and len(stem) >= 3 and _VOWEL & set(stem) and not word.endswith(("ss", "us", "is")):
            word = stem + short
            break
    if len(word) >= 4 and word[-1] == word[-2] and word[-1] not in "lsz" and word[-1] not in _VOWEL:
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) >= 4 else word
