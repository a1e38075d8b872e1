"""How much is found, and how often nothing is there: tables in Markdown.

    python tests/evaluation/evaluate.py [CORPUS...] [--seeds "1 2 3"] [--docs N] [--models "recorded ar-en-mini"]
                                        [--held-out] [--real FOLDER]

Every CORPUS (see perturb.py) is changed with every seed and audited, one table for each model; `recorded` stands for
the back-translations of the corpus. Without a CORPUS: the clean sentences of the project's own samples. Then a table of
the aligner on merged, split, dropped, inserted and moved sentences (see alignment.py).

found: a finding of severity major or critical on one of the sentences changed. named: one by a rule that says what was
changed. Precision and recall of omission and addition count findings of these rules over all articles. False alarms:
unchanged sentences with such a finding, of all, and of articles that were left as they are or edited harmlessly. A
finding on a sentence of the reference alone counts as one on a sentence.

A calibration that was made from the corpus has seen the clean sentences that false alarms are counted on. With
--held-out each half of the documents is audited with a calibration made from the other half, so that none has.

With --real only real translations are measured (see real.py), unless a CORPUS is named too.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import alignment
import real
from perturb import KINDS, Changed, Document, perturb, read, write
from samples import clean_documents

from auditor.calibrate import CleanPair, calibrate
from auditor.instruments import open_instruments
from auditor.pipeline import audit
from auditor.records import Finding, Severity
from auditor.scoring.calibration import Calibration
from auditor.settings.settings import Settings

NUMBERS = {"number-mismatch", "date-mismatch"}
NAMED = {
    "omission": {"omission"},
    "addition": {"addition"},
    "unrelated": {"unrelated", "divergent-meaning", "omission", "addition"},
    "clause-added": {"partial-omission"},
    "clause-dropped": {"partial-addition"},
    "number": NUMBERS,
    "scale": NUMBERS,
    "ar-number": NUMBERS,
    "ar-month": NUMBERS,
    "ar-scale": NUMBERS,
    "negation": {"negation-mismatch"},
    "ar-negation": {"negation-mismatch"},
    "name": {"name-mismatch"},
    "ar-country": {"name-mismatch"},
    "opposite": {"opposite-meaning"},
    "ar-opposite": {"opposite-meaning"},
}
"""Rules that say what was changed: what a clause-added to the reference is to the article, is an omission."""


@dataclass
class Tally:
    """Counts over articles."""

    total: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    """Findings of omission and addition in their place, by rule."""
    wrong: Counter[str] = field(default_factory=Counter)
    clean: Counter[bool] = field(default_factory=Counter)
    """Unchanged sentences; True: of articles in which nothing is to be found."""
    alarms: Counter[bool] = field(default_factory=Counter)
    raised: Counter[str] = field(default_factory=Counter)
    """Findings on unchanged sentences, by rule."""

    def add(self, changed: Changed, findings: Sequence[Finding]) -> None:
        """Count one article."""
        kind = changed.kind
        places = {("article", i) for p in changed.expected for i in p.article}
        places |= {("reference", j) for p in changed.expected for j in p.reference}
        serious = [f for f in findings if f.severity >= Severity.MAJOR and not f.suppressed]
        hits = [f for f in serious if _sentences(f) & places]
        self.total[kind] += 1
        self.found[kind] += bool(hits)
        self.named[kind] += any(f.rule in NAMED.get(kind, ()) for f in hits)
        for rule in ("omission", "addition"):
            mine = [f for f in serious if f.rule == rule]
            self.right[rule] += kind == rule and any(f in hits for f in mine)
            if kind != "unrelated":
                self.wrong[rule] += sum(kind != rule or f not in hits for f in mine)
        false = [f for f in serious if f not in hits]
        self.raised.update(f.rule for f in false)
        harmless = not changed.expected
        self.alarms[harmless] += len(
            {("article", i) for f in false for i in f.article}
            | {("reference", j) for f in false if not f.article for j in f.reference}
        )
        self.clean[harmless] += len(changed.article) - sum(side == "article" for side, _ in places)

    def share(self, counts: Counter[str], kind: str) -> str:
        """A share of the articles of a kind."""
        return f"{counts[kind] / self.total[kind]:.2f}"

    def table(self) -> Iterator[str]:
        """Markdown."""
        yield "| change | articles | found | named |"
        yield "|---|---:|---:|---:|"
        for kind in KINDS:
            if kind in NAMED and self.total[kind]:
                shares = f"{self.share(self.found, kind)} | {self.share(self.named, kind)}"
                yield f"| {kind} | {self.total[kind]} | {shares} |"
        yield ""
        yield "| | precision | recall |"
        yield "|---|---:|---:|"
        for rule in ("omission", "addition"):
            precision = _per(self.right[rule], self.right[rule] + self.wrong[rule])
            yield f"| {rule} | {precision} | {_per(self.right[rule], self.total[rule])} |"
        yield ""
        every, harmless = (self.alarms.total(), self.clean.total()), (self.alarms[True], self.clean[True])
        yield (
            f"False alarms per 100 clean sentences: {_per(*every, 100)} ({every[0]} of {every[1]}); in articles where"
            f" nothing is to be found, {_per(*harmless, 100)} ({harmless[0]} of {harmless[1]})."
        )
        if self.raised:
            yield f"By rule: {', '.join(f'{rule} {n}' for rule, n in self.raised.most_common())}."


def _per(part: int, whole: int, scale: int = 1) -> str:
    return f"{scale * part / whole:.2f}" if whole else "–"


def _sentences(finding: Finding) -> set[tuple[str, int]]:
    return {("article", i) for i in finding.article} | {("reference", j) for j in finding.reference}


def tally(
    documents: Sequence[Document],
    model: str,
    seeds: Sequence[int],
    docs: int,
    counts: Tally,
    calibrated_on: Sequence[Document] = (),
) -> Tally:
    """Change, audit and count with one model; with a calibration made of other documents, where there are any."""
    calibration = _calibration(calibrated_on, model) if calibrated_on else None
    for seed in seeds:
        changed = list(perturb(documents, seed, docs))
        with tempfile.TemporaryDirectory() as folder:
            write(changed, Path(folder))
            settings = Settings(
                references=Path(folder) / "references",
                back_translations=Path(folder) / "back-translations" if model == "recorded" else None,
                model=None if model == "recorded" else model,
                one_sentence_per_line=True,
            )
            paths = [str(Path(folder) / "articles" / f"{one.id}.txt") for one in changed]
            instruments = open_instruments(settings, paths)
            if calibration is not None:
                instruments = replace(instruments, calibration=calibration, fits=True)
            report = audit(paths, settings, instruments=instruments)
        if report.failures:
            raise SystemExit("\n".join(f.message for f in report.failures))
        for one, result in zip(changed, report.audits, strict=True):
            counts.add(one, result.findings)
    return counts


def _calibration(documents: Sequence[Document], model: str) -> Calibration:
    recorded = model == "recorded"
    instruments = open_instruments(Settings(model=None if recorded else model))
    if recorded:
        instruments = replace(instruments, info=replace(instruments.info, name=model, runtime=model, beam=None))
    pairs = [
        [CleanPair(*sentences) for sentences in zip(d.article, d.reference, d.recorded or ())]
        if recorded
        else [CleanPair(*sentences) for sentences in zip(d.article, d.reference)]
        for d in documents
    ]
    return calibrate(pairs, instruments, "other half")


def alignment_table(documents: Sequence[Document], seed: int) -> Iterator[str]:
    """The aligner by itself, with each witness and with both."""
    laid = [
        alignment.Document(
            d.name, list(zip(d.article, d.recorded or [None] * len(d.article))), [(s, None) for s in d.reference]
        )
        for d in documents
    ]
    recorded = all(d.recorded is not None for d in documents)
    yield "| witnesses | strict F1 | lax F1 | unpaired: precision | recall | of |"
    yield "|---|---:|---:|---:|---:|---:|"
    embed: Any = alignment.remembering_embed()
    witnesses = {"vectors": (embed, False)}
    if recorded:
        witnesses |= {"back-translation": (None, True), "both": (embed, True)}
    for name, (vectors, surface) in witnesses.items():
        c = alignment.evaluate(laid, vectors, surface, seed, 3)
        strict = _f1(c.strict_p, c.predicted, c.strict_r, c.gold)
        lax = _f1(c.lax_p, c.predicted, c.lax_r, c.gold)
        unpaired = f"{_per(c.null_right, c.null_predicted)} | {_per(c.null_right, c.null_gold)} | {c.null_gold}"
        yield f"| {name} | {strict:.3f} | {lax:.3f} | {unpaired} |"


def _f1(right: int, predicted: int, covered: int, gold: int) -> float:
    precision, recall = right / max(1, predicted), covered / max(1, gold)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def report(
    name: str, documents: Sequence[Document], models: Sequence[str], seeds: Sequence[int], docs: int, held_out: bool
) -> None:
    """Print the tables of one corpus."""
    halves = (documents[::2], documents[1::2])
    sentences = sum(len(d.article) for d in documents)
    print(f"### {name}: {len(documents)} documents, {sentences} sentences, seeds {' '.join(map(str, seeds))}\n")
    for model in models:
        if model == "recorded" and any(d.recorded is None for d in documents):
            continue
        how = ", calibrated on the other half of the documents" if held_out else ""
        print(f"Back-translations: {model}{how}\n", flush=True)
        counts = Tally()
        for measured, other in (halves, halves[::-1]) if held_out else ((documents, ()),):
            tally(measured, model, seeds, docs, counts, other)
        print("\n".join(counts.table()), end="\n\n", flush=True)
    print("Alignment\n")
    print("\n".join(alignment_table(documents, seeds[0])), end="\n\n", flush=True)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", type=Path)
    parser.add_argument("--seeds", default="1 2 3 4 5")
    parser.add_argument("--docs", type=int, default=20, help="documents of each kind at most")
    parser.add_argument("--models", default="recorded ar-en-mini")
    parser.add_argument("--held-out", action="store_true", help="calibrate on the half that is not measured")
    parser.add_argument("--real", type=Path, help="folder of real translations")
    options = parser.parse_args()
    if options.real is not None:
        print(f"### {options.real.name}: real translations\n", flush=True)
        print("\n".join(real.tables(options.real)), end="\n\n", flush=True)
    corpora = {path.name: read(path) for path in options.corpora}
    if not corpora and options.real is None:
        corpora = {"samples": clean_documents()}
    for name, documents in corpora.items():
        seeds = [int(seed) for seed in options.seeds.split()]
        report(name, documents, options.models.split(), seeds, options.docs, options.held_out)


if __name__ == "__main__":
    main()
