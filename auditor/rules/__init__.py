"""The rule table: what auditor looks for, and the generators that look.

A bead rule is a generator `(BeadView, Context) -> Iterator[Finding]`. A rule without a reference (the Arabic-side checks)
sees beads whose reference side is empty as well.
"""

from __future__ import annotations

from auditor.records import Rule, Severity

_MISTRANSLATION = "accuracy/mistranslation"

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule("unrelated", Severity.CRITICAL, _MISTRANSLATION, "The two sentences say nothing in common."),
        Rule(
            "divergent-meaning",
            Severity.MAJOR,
            _MISTRANSLATION,
            "The two agree less than clean text of this engine does, at the stated false-alarm rate.",
        ),
        Rule("omission", Severity.MAJOR, "accuracy/omission", "A whole sentence of the reference is missing."),
        Rule("addition", Severity.MAJOR, "accuracy/addition", "A whole sentence is not in the reference."),
        Rule("partial-omission", Severity.MAJOR, "accuracy/omission", "A clause of the reference is missing."),
        Rule("partial-addition", Severity.MAJOR, "accuracy/addition", "A clause is not in the reference."),
        Rule("number-mismatch", Severity.CRITICAL, _MISTRANSLATION, "Numbers, percentages, money or units differ."),
        Rule("date-mismatch", Severity.MAJOR, _MISTRANSLATION, "Dates, months, weekdays or times differ."),
        Rule("name-mismatch", Severity.MAJOR, _MISTRANSLATION, "A person, place or organisation on one side only."),
        Rule("negation-mismatch", Severity.CRITICAL, _MISTRANSLATION, "One side denies what the other states."),
        Rule("opposite-meaning", Severity.CRITICAL, _MISTRANSLATION, "One side says the opposite: rose or fell."),
        Rule("modality-mismatch", Severity.MAJOR, _MISTRANSLATION, "One side is surer: may and will, will and did."),
        Rule("quote-mismatch", Severity.MINOR, _MISTRANSLATION, "Quoted words on one side only."),
        Rule("untranslated", Severity.MAJOR, "accuracy/untranslated", "A run of English is left in the article."),
        Rule("repetition", Severity.MINOR, "linguistic conventions", "A word or a sentence is said twice over."),
        Rule("typography", Severity.MINOR, "linguistic conventions", "Stops, spaces, tatweel or digits are off."),
        Rule("hidden-text", Severity.MAJOR, "security", "Invisible characters change what is read."),
        Rule("terminology", Severity.MINOR, "terminology", "A term of the glossary is not rendered as agreed."),
        Rule("moved", Severity.NEUTRAL, "style", "The same sentence stands elsewhere."),
        Rule("unreliable-back-translation", Severity.NEUTRAL, "—", "The engine failed here: no verdict."),
        Rule("disclosure", Severity.NEUTRAL, "—", "What the article says of how it was made."),
    )
}
"""Every rule by its id, in the order the documentation lists them."""
