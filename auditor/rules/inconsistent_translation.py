"""Units of a bilingual file that say the same in English and something else in Arabic."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from auditor.records import Severity
from auditor.rules.frame.context import Context
from auditor.rules.frame.rule import Hit, Rule, shortened
from auditor.scoring.bead_view import BeadView
from auditor.wordlists.folding import fold
from auditor.wordlists.patterns import Pattern

FEWEST_WORDS = 2
"""Words of English that must be translated alike: what a single word means depends on where it stands."""
_NO_WORD = Pattern(r"[^\w%]+")


def inconsistent_translation(context: Context) -> Iterator[Hit]:
    """One hit for each unit that is translated otherwise than most units of the same English, the first of them where no
    translation is more frequent. Spelling variants, stops and spaces make no difference.

    Not in PO files, in which the same English comes again only where its context says that it means something else.
    """
    if context.article.path.lower().endswith(".po"):
        return
    alike: defaultdict[str, list[tuple[str, BeadView]]] = defaultdict(list)
    for view in context.views:
        english = _same(view.text("reference"))
        if view.article and view.article[0].unit is not None and len(english.split()) >= FEWEST_WORDS:
            alike[english].append((_same(fold(view.text("article"))), view))
    for units in alike.values():
        usual = _usual([arabic for arabic, _ in units])
        first = next(view for arabic, view in units if arabic == usual)
        for arabic, view in units:
            if arabic != usual:
                yield _hit(context, view, first)


def _same(text: str) -> str:
    """The words alone."""
    return _NO_WORD.sub(" ", unicodedata.normalize("NFKC", text)).casefold().strip()


def _usual(translations: Sequence[str]) -> str:
    """The most frequent one, the first of them."""
    return Counter(translations).most_common(1)[0][0]


def _hit(context: Context, view: BeadView, other: BeadView) -> Hit:
    name = context.article.units[other.article[0].unit or 0].id
    text = other.text("article")
    message = f"Unit {name} has another translation of the same English: “{shortened(text)}”"
    return Hit(message, (), {"unit": name, "translation": text}, bead=view)


RULE = Rule(
    "inconsistent-translation",
    Severity.MINOR,
    "terminology/inconsistent use of terminology",
    "Two translation units with the same English and different Arabic.",
    level="article",
    article_checks=(inconsistent_translation,),
)
