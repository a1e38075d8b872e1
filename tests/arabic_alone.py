"""What the checks find that look at the Arabic by itself."""

from __future__ import annotations

from pairs import BY_ITSELF
from pairs import findings as findings_of

from auditor.reading.segment import segment
from auditor.records import Document, Finding
from auditor.rules.frame.context import Context

CLEAN = "وقالت الوزيرة إن أعمال الإصلاح في الميناء كلفت 84 مليون يورو هذا العام."


def context(text: str, lang: str = "ar") -> Context:
    """An article without a reference."""
    document = Document("article.txt", lang, text)
    return Context(document, segment(document), ())


def findings(text: str, rule: str | None = None, lang: str = "ar") -> list[Finding]:
    """What one of these rules finds in a text, or all of them do."""
    seen = context(text, lang)
    return findings_of(seen, *((rule,) if rule else BY_ITSELF))


def words(text: str, rule: str) -> list[str]:
    """The words that a rule marks."""
    return [span.text for f in findings(text, rule) for span in f.evidence.spans]


def problems(text: str, rule: str) -> list[str]:
    """What a rule says is wrong with them."""
    return [str(f.evidence.details["problems"]) for f in findings(text, rule)]
