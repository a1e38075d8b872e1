"""The quantities of a bead that do not agree, those of neighbouring beads taken into account."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.facts.names import names
from auditor.facts.names.match import SURE
from auditor.facts.names.transliteration import likeness
from auditor.facts.quantities.compare import Divergence, Key, compare
from auditor.facts.quantities.marks import marks
from auditor.facts.quantities.matching import DEMANDS, match
from auditor.facts.words import arabic, english
from auditor.rules.frame.context import Context
from auditor.rules.frame.reading import BeadReading
from auditor.rules.frame.rule import Hit
from auditor.wordlists.folding import Fold, fold
from auditor.wordlists.patterns import Pattern

_SCORE = Pattern(r"(?<![\d.,])(?:\d{1,3}[-–]0|0[-–]\d{1,3})(?![\d.,]*\d)")
_NIL = Pattern(r"\b(?:نظيف\w*|(?:دون|بلا|بدون) (?:رد|مقابل)|لا شيء|وحيد|يتيم)\b", folded=Fold.WORDS)


def divergences(bead: BeadReading, context: Context) -> tuple[Divergence, ...]:
    """The quantities of a paired bead that do not agree, those of neighbouring beads taken into account."""
    hypothesis = bead.hypotheses if bead.reliable else ()
    sides = (
        tuple(s.text for s in bead.article),
        tuple(h.text for h in hypothesis),
        tuple(s.text for s in bead.reference),
        context.article_lang,
        context.reference_lang,
    )
    found = compare(*sides)
    if not found:
        return ()
    near_article, near_reference = _unclaimed(bead, context)
    return tuple(
        d
        for d in found
        if not _moved(d, near_article, near_reference) and not _is_name(d, bead) and not _is_nil(d, bead)
    )


def _is_nil(divergence: Divergence, bead: BeadReading) -> bool:
    """The nil of a score, which Arabic says in words: 2-0, هدفان نظيفان."""
    nil = divergence.reference
    if nil is None or set(nil.values) != {0}:
        return False
    text = bead.reference[nil.position].text
    in_score = any(m.start() <= nil.start < m.end() for m in _SCORE.finditer(text))
    return in_score and _NIL.search(fold(bead.text("article"))) is not None


def _is_name(divergence: Divergence, bead: BeadReading) -> bool:
    """What looks like a number of the article is a name of the reference in Arabic letters, or the end of one: وست in سكاي
    وست, SkyWest."""
    article = divergence.article
    if article is None:
        return False
    before = arabic.words(bead.article[article.position].text[: article.start])
    if before and article.text.isalpha() and _ends_a_name(before[-1].norm, fold(article.text), bead.reference_words):
        # سكاي وست ست رحلات, six flights: the number itself stands there too.
        stated = marks("article", tuple(s.text for s in bead.article), "ar")
        return not any(m.start != article.start and set(m.values) & set(article.values) for m in stated)
    return divergence.reference is None and names.spells_name(article.text, bead.reference_words)


def _ends_a_name(before: str, last: str, read: Sequence[english.Word]) -> bool:
    """Two Arabic words together spell one English name, and the first alone less well."""
    names_here = (w.norm for w in read if w.text[0].isupper() and len(w.norm) > 5)
    return any(likeness(name, before + last) >= max(SURE, likeness(name, before) + 0.01) for name in names_here)


def _moved(divergence: Divergence, near_article: set[Key], near_reference: set[Key]) -> bool:
    """What is missing here stands, itself without a counterpart, in the sentence before or after."""
    reference, article = divergence.reference, divergence.article
    gone = reference is None or any((reference.pool, v) in near_article for v in reference.values)
    come = article is None or any((article.pool, v) in near_reference for v in article.values)
    return gone and come


def _unclaimed(bead: BeadReading, context: Context) -> tuple[set[Key], set[Key]]:
    """Values of the neighbouring beads, article and reference, that have no counterpart there."""
    article: set[Key] = set()
    reference: set[Key] = set()
    for other in context.neighbours(bead):
        here = marks("article", tuple(s.text for s in other.article), context.article_lang)
        there = marks("reference", tuple(s.text for s in other.reference), context.reference_lang)
        _, left, right = match(there, here)
        reference.update((m.pool, v) for m in left if m.certainty >= DEMANDS for v in m.values)
        article.update((m.pool, v) for m in right if m.certainty >= DEMANDS for v in m.values)
    return article, reference


def witnesses(hit: Hit) -> str:
    """In a sentence, who says that a quantity is another. A back-translation that is rough or broken is not asked, and may
    show the number all the same."""
    article, heard = hit.words("article"), hit.words("hypothesis")
    if sum(s.side == "article" for s in hit.spans) > 1:
        return "Numbers keep their order in translation, and the words beside these have not moved along."
    if article and hit.details.get("article") == hit.details.get("reference"):
        return "Both sides have the same number; what stands beside it differs: a unit, a limit, a rate or a sign."
    if article and heard:
        return f"The Arabic has “{article}”, and its back-translation “{heard}”: two witnesses against the reference."
    if article:
        alone = "No back-translation that can be relied on says so too, so look at the Arabic first."
        return f"The Arabic has “{article}”. {alone}"
    return (
        "Neither this value nor another in its place was found in the Arabic of this sentence, and no sentence beside it has"
        " it to spare."
    )
