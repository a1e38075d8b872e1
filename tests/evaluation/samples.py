"""The project's own samples as a corpus: the sentences in which nothing diverges."""

from __future__ import annotations

import json
from pathlib import Path

from perturb import Document

from auditor.reading.disclosure import disclose
from auditor.reading.document import read_document
from auditor.reading.segment import segment

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "samples"
SIDES = (("article", "reference"), ("reference", "article"))


def clean_documents() -> list[Document]:
    """One document for each sample."""
    return [_document(path.stem) for path in sorted(SAMPLES.glob("*.txt"))]


def _document(name: str) -> Document:
    article = _sentences(SAMPLES / f"{name}.txt", "ar")
    reference = _sentences(ROOT / "references" / f"{name}.txt", "en")
    recorded = (SAMPLES / "back-translations" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pairs = _clean_pairs(name, len(article), len(reference))
    return Document(
        name,
        tuple(article[i] for i, _ in pairs),
        tuple(reference[j] for _, j in pairs),
        tuple(recorded[i] for i, _ in pairs),
    )


def _sentences(path: Path, lang: str) -> list[str]:
    document = read_document(str(path), lang)
    sentences, _ = disclose(document, segment(document))
    return [s.text for s in sentences if s.kind == "content"]


def _clean_pairs(name: str, articles: int, references: int) -> list[tuple[int, int]]:
    """Sentences that answer each other one to one and were left as they are."""
    path = SAMPLES / f"{name}.expected.json"
    expected = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    if expected and isinstance(expected[0], list):  # a gold alignment
        return [(i[0], j[0]) for i, j in expected if len(i) == len(j) == 1]
    alone = [{k for p in expected for k in p[side] if not p[other]} for side, other in SIDES]
    left = ([i for i in range(count) if i not in one] for count, one in zip((articles, references), alone))
    changed = {(*p["article"], *p["reference"]) for p in expected}
    return [pair for pair in zip(*left, strict=True) if pair not in changed]
