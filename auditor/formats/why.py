"""Why one finding was made, in one or two plain sentences, from the evidence that came with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from auditor.records import Finding, Side


def why(finding: Finding) -> str:
    """What speaks for this finding; empty where its message says all there is."""
    said = _WHY.get(finding.rule)
    parts = (said(finding) if said else "", _contrast(finding))
    return " ".join(part for part in parts if part)


def _words(finding: Finding, side: Side) -> str:
    """The words marked on one side, shortened; empty where none are."""
    text = " … ".join(s.text for s in finding.evidence.spans if s.side == side)
    return text if len(text) <= 80 else text[:79].rstrip() + "…"


def _number(finding: Finding, key: str) -> float | None:
    value = finding.evidence.details.get(key)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _contrast(finding: Finding) -> str:
    contrast = _number(finding, "contrast")
    if contrast is None:
        return ""
    better = "suits the article better" if contrast > 0 else "does not suit the article better, but the words are plain"
    return f"Put to the engine, a reference changed accordingly {better} ({contrast:+.1f}; 0 is undecided, 10 is much)."


def _quantity(finding: Finding) -> str:
    article, heard = _words(finding, "article"), _words(finding, "hypothesis")
    if sum(s.side == "article" for s in finding.evidence.spans) > 1:
        return "Numbers keep their order in translation, and the words beside these have not moved along."
    if article and heard:
        return f"“{article}” stands in the Arabic itself, and the back-translation has “{heard}” too: both speak against it."
    if article:
        return f"“{article}” stands in the Arabic itself; no back-translation confirms it, so look at the Arabic first."
    return "Neither this sentence of the article nor those beside it have this value or another in its place."


def _name(finding: Finding) -> str:
    if sum(s.side == "article" for s in finding.evidence.spans) > 1:
        return "The article names the two in the other order."
    article, heard = _words(finding, "article"), _words(finding, "hypothesis")
    said = "The name was looked for in the Arabic of this sentence and of those beside it, by spelling and by meaning"
    instead = f"; “{article}” is a name there that the reference does not have" if article else ", and not found"
    return f"{said}{instead}." + (f" The back-translation reads “{heard}”." if heard else "")


def _denial(finding: Finding) -> str:
    sides: tuple[Side, Side] = ("article", "reference")
    here, there = sides if "article" in finding.evidence.details else sides[::-1]
    cue, place = _words(finding, here), _words(finding, there)
    beside = f" beside “{place}”, where it would stand" if place else ""
    return f"The {here} denies with “{cue}”; no word of denial in the {there} answers it{beside}." if cue else ""


def _opposite(finding: Finding) -> str:
    other = [f"“{w}” ({name})" for side, name in _SIDES.items() if (w := _words(finding, side))]
    word = _words(finding, "reference")
    return f"In the table of opposites “{word}” (reference) is against {' and '.join(other)}." if word and other else ""


def _clause(finding: Finding) -> str:
    weight, limit = _number(finding, "weight"), _number(finding, "limit")
    if weight is None or limit is None:
        return ""
    return (
        f"Hardly anything on the other side could stand for these words: their weight is {weight:.1f}, and clean sentences"
        f" of this length stay below {limit:.1f} at the stated rate of false alarms."
    )


def _divergent(finding: Finding) -> str:
    percentile, limit = _number(finding, "percentile"), _number(finding, "limit")
    if percentile is None or limit is None:
        return ""
    return (
        f"Only {percentile:.2f} % of clean sentences agree less with their reference, by wording and by meaning together;"
        f" below {limit:.2f} % a sentence is flagged. No single word was found to blame."
    )


def _unrelated(finding: Finding) -> str:
    cosine, chrf = _number(finding, "cosine"), _number(finding, "chrf")
    parts = []
    if cosine is not None:
        parts.append(
            f"their vectors are as far apart as those of strangers (cosine {cosine:.2f}; clean news has about 0.9)"
        )
    if chrf is not None:
        parts.append(f"the wording has little in common (chrF {chrf:.0f} of 100)")
    return f"Of the two sentences {' and '.join(parts)}." if parts else ""


def _whole(finding: Finding) -> str:
    if finding.rule == "addition" and finding.message.endswith("headline"):
        return "It stands alone in the first line and has no full stop, so it is taken for a headline of your own."
    other = "article" if finding.rule == "omission" else "reference"
    nearest, likeness = _number(finding, "nearest"), _number(finding, "nearest_similarity")
    if nearest is None or likeness is None:
        return f"No sentence of the {other} comes near it."
    return (
        f"Sentence {nearest + 1:.0f} of the {other} comes nearest (likeness {likeness:.2f}, from 0 to 1), but fits another"
        " sentence better or this one too little."
    )


def _moved(finding: Finding) -> str:
    return "The two say the same, while the sentences around them are paired in another order."


def _modality(finding: Finding) -> str:
    first = next((s.side for s in finding.evidence.spans), "reference")
    other = "reference" if first == "article" else "article"
    words = "may or perhaps" if finding.evidence.details.get("kind") == "possible" else "will, may or plans to"
    return f"The {other} has no word such as {words}."


def _quote(finding: Finding) -> str:
    words = _number(finding, "words")
    number = f"{words:.0f} words" if words else "These words"
    return (
        f"{number} stand in quotation marks here; the other side, the sentences beside it included, has no such marks."
    )


def _repetition(finding: Finding) -> str:
    same = _number(finding, "same_as")
    if same is not None:
        return f"It is sentence {same + 1:.0f} word for word, vowel signs aside."
    return "The words stand there twice with nothing between them, and are none that Arabic doubles on purpose."


def _hidden(finding: Finding) -> str:
    characters = finding.evidence.details.get("characters")
    return f"The characters that do it are {characters}." if characters else ""


def _untranslated(finding: Finding) -> str:
    return "These Latin words are English prose, not a name, a title or a gloss in brackets."


def _term(finding: Finding) -> str:
    return "The term stands in the Arabic, and the reference sentence beside it has no agreed rendering of it."


_SIDES: Mapping[Side, str] = {"article": "article", "hypothesis": "back-translation"}
_WHY: Mapping[str, Callable[[Finding], str]] = {
    "number-mismatch": _quantity,
    "date-mismatch": _quantity,
    "name-mismatch": _name,
    "negation-mismatch": _denial,
    "opposite-meaning": _opposite,
    "partial-omission": _clause,
    "partial-addition": _clause,
    "divergent-meaning": _divergent,
    "unrelated": _unrelated,
    "omission": _whole,
    "addition": _whole,
    "moved": _moved,
    "modality-mismatch": _modality,
    "quote-mismatch": _quote,
    "repetition": _repetition,
    "hidden-text": _hidden,
    "untranslated": _untranslated,
    "terminology": _term,
}
