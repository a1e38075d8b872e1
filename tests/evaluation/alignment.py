"""Measure the aligner on labelled merges, splits, drops, insertions and moves made from a parallel corpus.

    python tests/evaluation/alignment.py CORPUS [--seed N] [--rounds N] [--witnesses both|vectors|surface]

CORPUS is a folder of documents, one sentence a line, as many lines on every side: ID.ar.txt (the article), ID.en.txt
(the reference) and, where there are back-translations, ID.bt.txt (else no surface witness). In every document about
one sentence in six is changed, with a clean sentence between any two changes. Prints strict and lax F1 as Vecalign
scores them (unpaired sentences count in precision), and precision and recall of unpaired sentences alone.
"""

from __future__ import annotations

import argparse
import pathlib
import random
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from auditor.alignment.align import align_segments
from auditor.records import Bead

Pair = tuple[tuple[int, ...], tuple[int, ...]]
Sentence = tuple[str, str | None]
"""A sentence and, on the article's side, its back-translation."""


@dataclass(frozen=True)
class Document:
    """Sentences of both sides, of which sentence k of one answers sentence k of the other."""

    name: str
    article: list[Sentence]
    reference: list[Sentence]


@dataclass
class Labelled:
    """A changed document with its gold beads."""

    name: str
    kinds: list[str] = field(default_factory=list)
    article: list[Sentence] = field(default_factory=list)
    reference: list[Sentence] = field(default_factory=list)
    gold: list[Pair] = field(default_factory=list)

    def add(self, article: Sequence[Sentence], reference: Sequence[Sentence]) -> None:
        """Append one bead."""
        n, m = len(self.article), len(self.reference)
        self.article += article
        self.reference += reference
        self.gold.append((tuple(range(n, n + len(article))), tuple(range(m, m + len(reference)))))


def read(corpus: pathlib.Path) -> list[Document]:
    """Documents of a folder, by name."""
    documents = []
    for path in sorted(corpus.glob("*.ar.txt")):
        name = path.name.removesuffix(".ar.txt")
        lines = {side: _lines(corpus / f"{name}.{side}.txt") for side in ("ar", "en", "bt")}
        article, reference, recorded = lines["ar"], lines["en"], lines["bt"]
        if article is None or reference is None or len(article) != len(reference):
            raise SystemExit(f"{path}: {name}.en.txt is missing or has another number of lines")
        if recorded is not None and len(recorded) != len(article):
            raise SystemExit(f"{path}: {name}.bt.txt has another number of lines")
        documents.append(
            Document(name, list(zip(article, recorded or [None] * len(article))), [(s, None) for s in reference])
        )
    if not documents:
        raise SystemExit(f"{corpus}: no *.ar.txt")
    return documents


def _lines(path: pathlib.Path) -> list[str] | None:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else None


def change(document: Document, others: Sequence[Document], chance: random.Random) -> Labelled:
    """Change about one sentence in six; gold beads in reading order of the article, but for moved ones."""
    out = Labelled(document.name)
    n, k = len(document.article), 0
    clean = 0
    while k < n:
        if clean and chance.random() < 0.3:
            kind = chance.choice(["merge", "split", "drop", "insert", "move"])
            used = _CHANGES[kind](document, k, others, chance, out)
            if used is not None:
                out.kinds.append(kind)
                k, clean = k + used, 0
                continue
        out.add([document.article[k]], [document.reference[k]])
        k, clean = k + 1, clean + 1
    return out


def _merge(document: Document, k: int, others: Sequence[Document], chance: random.Random, out: Labelled) -> int | None:
    size = chance.choice([2, 2, 2, 3])
    article, reference = document.article[k : k + size], document.reference[k : k + size]
    if len(article) < size:
        return None
    if chance.random() < 0.5:
        out.add([_join(article)], reference)
    else:
        out.add(article, [_join(reference)])
    return size


def _split(document: Document, k: int, others: Sequence[Document], chance: random.Random, out: Labelled) -> int | None:
    article, reference = document.article[k], document.reference[k]
    if chance.random() < 0.5:
        halves = _cut(article)
        if halves is None:
            return None
        out.add(halves, [reference])
    else:
        halves = _cut(reference)
        if halves is None:
            return None
        out.add([article], halves)
    return 1


def _drop(document: Document, k: int, others: Sequence[Document], chance: random.Random, out: Labelled) -> int | None:
    if chance.random() < 0.5:
        out.add([], [document.reference[k]])
    else:
        out.add([document.article[k]], [])
    return 1


def _insert(document: Document, k: int, others: Sequence[Document], chance: random.Random, out: Labelled) -> int | None:
    other = chance.choice([d for d in others if d is not document])
    stranger = chance.randrange(len(other.article))
    if chance.random() < 0.5:
        out.add([other.article[stranger]], [])
    else:
        out.add([], [other.reference[stranger]])
    return 0


def _move(document: Document, k: int, others: Sequence[Document], chance: random.Random, out: Labelled) -> int | None:
    """The sentence at k goes one to three places further down in the reference."""
    far = chance.choice([1, 1, 1, 2, 3])
    if k + far >= len(document.article):
        return None
    n, m = len(out.article), len(out.reference)
    out.article += document.article[k : k + far + 1]
    out.reference += [*document.reference[k + 1 : k + far + 1], document.reference[k]]
    out.gold.append(((n,), (m + far,)))
    out.gold += [((n + 1 + p,), (m + p,)) for p in range(far)]
    return far + 1


_CHANGES: dict[str, Callable[[Document, int, Sequence[Document], random.Random, Labelled], int | None]] = {
    "merge": _merge, "split": _split, "drop": _drop, "insert": _insert, "move": _move,
}  # fmt: skip


def _join(sentences: Sequence[Sentence]) -> Sentence:
    recorded = [r for _, r in sentences if r is not None]
    return " ".join(s for s, _ in sentences), " ".join(recorded) if recorded else None


def _cut(sentence: Sentence) -> list[Sentence] | None:
    """Two halves, cut at the comma or dash nearest the middle, each of at least four words; None: no such place."""
    text, recorded = sentence
    places = [m.end() for m in re.finditer(r"[,،;؛:] | [–-] ", text)]
    places = [p for p in places if len(text[:p].split()) >= 4 and len(text[p:].split()) >= 4]
    if not places:
        return None
    place = min(places, key=lambda p: abs(p - len(text) / 2))
    if recorded is None:
        return [(text[:place], None), (text[place:], None)]
    words = recorded.split()
    cut = round(len(words) * place / len(text))
    return [(text[:place], " ".join(words[:cut])), (text[place:], " ".join(words[cut:]))]


@dataclass
class Counts:
    """Right and all, for each measure."""

    strict_p: int = 0
    lax_p: int = 0
    predicted: int = 0
    strict_r: int = 0
    lax_r: int = 0
    gold: int = 0
    null_right: int = 0
    null_predicted: int = 0
    null_gold: int = 0

    def add(self, gold: Iterable[Pair], predicted: Iterable[Pair]) -> None:
        """Count one document."""
        gold, predicted = set(gold), set(predicted)
        strict, lax, count = _precision(gold, predicted)
        self.strict_p, self.lax_p, self.predicted = self.strict_p + strict, self.lax_p + lax, self.predicted + count
        paired = {p for p in gold if p[0] and p[1]}, {p for p in predicted if p[0] and p[1]}
        strict, lax, count = _precision(paired[1], paired[0])
        self.strict_r, self.lax_r, self.gold = self.strict_r + strict, self.lax_r + lax, self.gold + count
        nulls = gold - paired[0], predicted - paired[1]
        self.null_right += len(nulls[0] & nulls[1])
        self.null_gold += len(nulls[0])
        self.null_predicted += len(nulls[1])

    def __str__(self) -> str:
        strict, lax = (_f1(p / max(1, self.predicted), r / max(1, self.gold))
                       for p, r in ((self.strict_p, self.strict_r), (self.lax_p, self.lax_r)))  # fmt: skip
        return (
            f"strict F1 {strict:.3f}  lax F1 {lax:.3f}  unpaired: precision "
            f"{self.null_right / max(1, self.null_predicted):.3f} recall {self.null_right / max(1, self.null_gold):.3f}"
            f" ({self.null_gold})"
        )


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _precision(gold: set[Pair], predicted: set[Pair]) -> tuple[int, int, int]:
    strict = predicted & gold
    lax = {
        p for p in predicted - gold if any(set(p[0]) & set(g[0]) and set(p[1]) & set(g[1]) for g in gold)
    }  # fmt: skip
    return len(strict), len(strict) + len(lax), len(predicted)


def pairs(beads: Iterable[Bead]) -> list[Pair]:
    """Beads as index pairs."""
    return [(b.article, b.reference) for b in beads]


def evaluate(
    documents: Sequence[Document], embed: Callable[[Sequence[str]], Any] | None, surface: bool, seed: int, rounds: int
) -> Counts:
    """Counts over `rounds` changed copies of every document."""
    chance, counts = random.Random(seed), Counts()
    for _ in range(rounds):
        for document in documents:
            counts.add(*_gold_and_found(change(document, documents, chance), embed, surface))
    return counts


def _gold_and_found(
    labelled: Labelled, embed: Callable[[Sequence[str]], Any] | None, surface: bool
) -> tuple[list[Pair], list[Pair]]:
    article, reference = [s for s, _ in labelled.article], [s for s, _ in labelled.reference]
    hypotheses = [(r or "",) for _, r in labelled.article] if surface else None
    return labelled.gold, pairs(align_segments(hypotheses, reference, article=article, embed=embed))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--witnesses", choices=["both", "vectors", "surface", "all"], default="all")
    options = parser.parse_args()
    documents = read(options.corpus)
    recorded = all(r is not None for d in documents for _, r in d.article)
    for witnesses in ["both", "vectors", "surface"] if options.witnesses == "all" else [options.witnesses]:
        if witnesses != "vectors" and not recorded:
            print(f"{witnesses:8} needs ID.bt.txt")
            continue
        embed = None if witnesses == "surface" else remembering_embed()
        start = time.perf_counter()
        counts = evaluate(documents, embed, witnesses != "vectors", options.seed, options.rounds)
        print(f"{witnesses:8} {counts}  {time.perf_counter() - start:.0f} s")


def remembering_embed() -> Callable[[Sequence[str]], Any]:
    """The bundled model's `embed`, which computes each text once."""
    import numpy as np

    from auditor.engines import EngineOptions, open_engine

    engine = open_engine(EngineOptions())
    known: dict[str, Any] = {}

    def embed(texts: Sequence[str]) -> Any:
        new = list(dict.fromkeys(t for t in texts if t not in known))
        if new:
            known.update(zip(new, engine.embed(new)))
        return np.array([known[t] for t in texts])

    return embed


if __name__ == "__main__":
    main()
