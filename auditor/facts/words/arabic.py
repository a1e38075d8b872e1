"""Arabic words: where they stand, how they are spelt once folded, what they may be built on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from auditor.wordlists.folding import fold
from auditor.wordlists.patterns import Pattern

_WORD = Pattern(r"[\u0621-\u0655\u0670-\u06d3\ufb50-\ufbb1\ufbd3-\ufd3d\ufe71\ufe76-\ufefc\u200c\u200d]+")
_LONGEST = 40
"""A longer run of letters is no word; it is cut so that hostile input costs no more than text."""

_JOINED = (
    "",
    "و",
    "ف",
    "ب",
    "ك",
    "ل",
    "س",
    "ال",
    "لل",
    "وال",
    "بال",
    "كال",
    "فال",
    "ولل",
    "وب",
    "ول",
    "فب",
    "فل",
    "وس",
    "فس",
    "وك",
    "وبال",
)
_IMPERFECT = (
    "ي",
    "ت",
    "ن",
    "ا",
    "سي",
    "ست",
    "سن",
    "سا",
    "وي",
    "وت",
    "ون",
    "في",
    "فت",
    "فن",
    "لي",
    "لت",
    "لن",
    "وسي",
    "وست",
    "ولي",
)
_ENDINGS = (
    "",
    "ه",
    "ها",
    "هم",
    "هن",
    "هما",
    "ك",
    "كم",
    "نا",
    "ني",
    "ي",
    "ا",
    "ان",
    "ين",
    "ون",
    "وا",
    "ات",
    "ت",
    "تا",
    "تان",
    "تين",
    "يه",
    "ته",
    "تها",
    "تهم",
    "تهما",
    "تنا",
    "تي",
    "وه",
    "وها",
    "وهم",
    "اته",
    "اتها",
    "اتهم",
    "اتهما",
    "اتنا",
    "يها",
    "يهم",
    "ين",
    "يين",
    "يون",
    "يات",
    "هما",
    "اه",
    "اها",
    "اهم",
    "تم",
    "ن",
    "اتي",
    "يا",
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: `sentence[start:end]`, and `norm`, its folded spelling."""

    start: int
    end: int
    norm: str


def words(text: str) -> tuple[Word, ...]:
    """The Arabic-script words of a sentence, in order."""
    found = (Word(m.start(), m.end(), fold(m.group()[:_LONGEST])) for m in _WORD.finditer(text))
    return tuple(w for w in found if w.norm)


@lru_cache(maxsize=20_000)
def stems(norm: str) -> frozenset[str]:
    """What a folded word may be built on, once joined particles and endings are taken off, the word itself included.

    Stems of at least two letters. A stem left by taking off the person prefix of an imperfect verb is written with a
    leading hyphen (`يرتفع` → `-رتفع`), so that a table can tell it from a noun.
    """
    found: set[str] = set()
    for prefix in _JOINED:
        if norm.startswith(prefix):
            found.update(_unended(norm[len(prefix) :]))
    for prefix in _IMPERFECT:
        if norm.startswith(prefix):
            found.update("-" + stem for stem in _unended(norm[len(prefix) :]))
    found.add(norm)
    return frozenset(found)


def _unended(rest: str) -> list[str]:
    return [rest[: len(rest) - len(e)] for e in _ENDINGS if rest.endswith(e) and len(rest) - len(e) >= 2]


@lru_cache(maxsize=20_000)
def light(norm: str) -> str:
    """One light stem of a folded word: the conjunction, the article and the commonest endings taken off.

    After Larkey, Ballesteros & Connell 2002 (light10), on folded spelling.
    """
    stem = norm[1:] if norm.startswith("و") and len(norm) > 4 else norm
    for prefix in ("بال", "كال", "فال", "ال", "لل"):
        if stem.startswith(prefix) and len(stem) - len(prefix) >= 2:
            stem = stem[len(prefix) :]
            break
    for ending in ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"):
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            stem = stem[: len(stem) - len(ending)]
            if ending in ("ها", "ه", "ي"):
                break
    return stem
