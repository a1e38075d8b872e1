"""A term of the glossary is not rendered as agreed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from auditor.records import Severity
from auditor.rules.frame.context import Context
from auditor.rules.frame.rule import Hit, Rule
from auditor.scoring.bead_view import BeadView


def terminology(context: Context) -> Iterator[Hit]:
    """A glossary term stands in the article and none of its agreed renderings in the reference sentence beside it."""
    for term, renderings in sorted(context.glossary.items()):
        # Up to three letters joined before it: and-with-the.
        spelled = re.compile(rf"(?<!\w)\w{{0,3}}{re.escape(term)}")
        agreed = re.compile("|".join(rf"(?<!\w){re.escape(_plain(r))}(?!\w)" for r in renderings))
        for view in context.views:
            if view.paired and not agreed.search(_plain(view.text("reference"))):
                yield from _unrendered(view, term, renderings, spelled)


def _unrendered(view: BeadView, term: str, renderings: Sequence[str], spelled: re.Pattern[str]) -> Iterator[Hit]:
    for position, sentence in enumerate(view.article):
        if at := spelled.search(sentence.text):
            spans = (view.span("article", position, at.start(), at.end()),)
            message = f"The glossary renders “{term}” as {' or '.join(f'“{r}”' for r in renderings)}"
            yield Hit(message, spans, {"term": term}, bead=view)
            return


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def why(hit: Hit) -> str:
    return "The term stands in the Arabic, and the reference sentence beside it has no agreed rendering of it."


RULE = Rule(
    "terminology",
    Severity.MINOR,
    "terminology",
    "A term of the glossary is not rendered as agreed.",
    level="article",
    article_checks=(terminology,),
    why=why,
)
