"""Real machine translations: what is flagged, how much of that is right, and which known errors are marked.

FOLDER holds for each system a folder of its name with `articles/` and `references/` (one sentence a line, the same file
names) and perhaps `back-translations/`; beside them `errors.jsonl`, errors that a reader found (system, article,
severity, category, ar_index, en_index, ar_fragment, en_fragment), and `findings.jsonl`, findings that a reader judged
(system, article, rule, at, reference, label TRUE, DEBATABLE or FALSE).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from auditor.pipeline import audit
from auditor.records import Finding, Report, Severity
from auditor.settings.settings import Settings

Row = dict[str, Any]
"""A line of errors.jsonl or of findings.jsonl."""
VERDICTS = ("FALSE", "DEBATABLE", "not judged")
_SHORTEST = 3
_PUNCTUATION = "،.,:;\"'«»()؟?!-“”"


@dataclass
class Counts:
    """What was counted of one system."""

    sentences: int = 0
    flagged: int = 0
    """Pairs with a critical or major finding."""
    verdicts: Counter[str] = field(default_factory=Counter)
    """Critical and major findings: `error` (it marks a known one), a judgement, or `not judged`."""
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    """The same by rule and verdict."""
    errors: Counter[str] = field(default_factory=Counter)
    """Known critical and major errors by category."""
    marked: Counter[str] = field(default_factory=Counter)
    """Those that a critical or major finding marks."""

    @property
    def right(self) -> tuple[int, int]:
        """Right findings, and those that were right or false; what can be argued about is left out."""
        right = self.verdicts["error"] + self.verdicts["TRUE"]
        return right, right + self.verdicts["FALSE"]


def count(report: Report, system: str, errors: Sequence[Row], judged: Sequence[Row]) -> Counts:
    """Hold the report on one system against what readers wrote down."""
    counts = Counts()
    labels = {
        (j["article"], j["rule"], tuple(j["at"]), tuple(j["reference"])): j["label"]
        for j in judged
        if j["system"] == system
    }
    for one in report.audits:
        name = Path(one.article.path).stem
        known = [e for e in errors if e["system"] == system and e["article"] == name]
        serious = [f for f in one.findings if f.severity >= Severity.MAJOR]
        counts.sentences += sum(s.kind == "content" for s in one.segments)
        counts.flagged += len({(f.article, f.reference) for f in serious})
        for finding in serious:
            label = labels.get((name, finding.rule, finding.article, finding.reference), "not judged")
            verdict = "error" if any(marks(finding, e) for e in known) else label
            counts.verdicts[verdict] += 1
            counts.rules[finding.rule, verdict] += 1
        for error in known:
            if error["severity"] != "minor":
                counts.errors[error["category"]] += 1
                counts.marked[error["category"]] += any(marks(f, error) for f in serious)
    return counts


def marks(finding: Finding, error: Row) -> bool:
    """A finding marks an error when it stands on its sentences and a word that it marks on either side was noted for it;
    where one side has no sentence, an omission or an addition."""
    if error["ar_index"] not in finding.article and error["en_index"] not in finding.reference:
        return False
    if not finding.article or not finding.reference:
        return str(error["category"]).startswith(("omission", "addition"))
    noted = _words(error["ar_fragment"]) | _words(error["en_fragment"])
    return any(_words(s.text) & noted for s in finding.evidence.spans if s.side != "hypothesis")


def _words(text: str | None) -> set[str]:
    return {w.strip(_PUNCTUATION) for w in (text or "").split() if len(w) >= _SHORTEST}


def tables(folder: Path) -> Iterator[str]:
    """Markdown: a row for each system and each kind of back-translation; what became of each rule's findings with the
    default model; the known errors by category."""
    errors, judged = (_rows(folder / name) for name in ("errors.jsonl", "findings.jsonl"))
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    rules: Counter[tuple[str, str]] = Counter()
    yield "| system | back-translations | sentences | flagged per 100 | right | errors of weight marked |"
    yield "|---|---|---:|---:|---:|---:|"
    for system in sorted(f.name for f in folder.iterdir() if (f / "articles").is_dir()):
        for how, given in (("default model", None), ("given", folder / system / "back-translations")):
            if given is not None and not given.is_dir():
                continue
            one = count(_audited(folder / system, given), system, errors, judged)
            right, of = one.right
            rest = f" ({one.verdicts['not judged']} not judged)" if one.verdicts["not judged"] else ""
            marked = f"{one.marked.total()} of {one.errors.total()}" if one.errors else "–"
            per = f"{100 * one.flagged / max(1, one.sentences):.1f}"
            yield f"| {system} | {how} | {one.sentences} | {per} | {right} of {of}{rest} | {marked} |"
            if given is None:
                rules += one.rules
                found["errors"] += one.errors
                found["marked"] += one.marked
    yield ""
    yield "| rule, default model | right | wrong | can be argued about | not judged |"
    yield "|---|---:|---:|---:|---:|"
    for rule in sorted({rule for rule, _ in rules}):
        right = rules[rule, "error"] + rules[rule, "TRUE"]
        yield f"| {rule} | {right} | " + " | ".join(str(rules[rule, v]) for v in VERDICTS) + " |"
    yield ""
    yield "| errors of weight, default model | known | marked |"
    yield "|---|---:|---:|"
    for category, known in found["errors"].most_common():
        yield f"| {category} | {known} | {found['marked'][category]} |"


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


def _audited(folder: Path, back_translations: Path | None) -> Report:
    paths = sorted(str(p) for p in (folder / "articles").iterdir())
    settings = Settings(
        references=folder / "references", back_translations=back_translations, one_sentence_per_line=True
    )
    report = audit(paths, settings)
    if report.failures:
        raise SystemExit("\n".join(f.message for f in report.failures))
    return report
