"""How long the aligner takes and what memory: `python tests/bench_align.py` prints a Markdown table.

Texts of made-up words, as different from each other as the sentences of a book, of 100, 1,000 and 10,000 sentences a
side; of the article one word in three is gone or another, a twentieth of the sentences is left out in one piece, and
every tenth pair of neighbours is joined. One core. Computing hypotheses and sentence vectors is not counted: that is
the engine's time.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import time

SIZES = (100, 1_000, 10_000)
WITNESSES = ("wording", "vectors", "both")
ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def main() -> None:
    """Measure each size and witness in a process of its own and print."""
    if len(sys.argv) == 3:
        print(json.dumps(measure(int(sys.argv[1]), sys.argv[2])))
        return
    print("| sentences a side | witness | seconds | MB at most | beads right |")
    print("|---|---|---|---|---|")
    for size in SIZES:
        for witness in WITNESSES:
            command = [sys.executable, __file__, str(size), witness]
            run = subprocess.run(command, env={**os.environ, **ONE_CORE}, capture_output=True, text=True, check=True)
            found = json.loads(run.stdout)
            print(
                f"| {size:,} | {witness} | {found['seconds']:.2f} | {found['megabytes']:.0f} | {found['right']:.1%} |"
            )


def measure(size: int, witness: str) -> dict[str, float]:
    """Seconds, megabytes and share of gold beads found."""
    import numpy as np

    from auditor.alignment.align import align_segments

    reference, words = _text(size)
    article, groups = _translated(reference, words)
    near = np.random.default_rng(0).normal(size=(size, 384)).astype(np.float32)
    near += 2.0 * np.random.default_rng(1).normal(size=384).astype(np.float32)
    blur = np.random.default_rng(2).normal(size=(len(article), 384)).astype(np.float32) * 0.7
    ours = np.array([near[list(g)].sum(axis=0) for g in groups], dtype=np.float32) + blur
    vectors = np.concatenate([ours, near])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    known = dict(zip([*article, *reference], vectors))

    def embed(texts: list[str]) -> np.ndarray:
        return np.array([known.get(t, vectors[len(t) % size]) for t in texts])

    hypotheses = None if witness == "vectors" else [(s,) for s in article]
    start = time.perf_counter()
    beads = align_segments(hypotheses, reference, article=article, embed=None if witness == "wording" else embed)
    seconds = time.perf_counter() - start
    gold = {((i,), group) for i, group in enumerate(groups)}
    right = len(gold & {(b.article, b.reference) for b in beads}) / len(gold)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "megabytes": megabytes, "right": right}


def _text(size: int) -> tuple[list[str], list[str]]:
    chance = random.Random(1)
    syllables = [c + v for c in "bcdfghklmnprst" for v in "aeiou"]
    words = ["".join(chance.choices(syllables, k=chance.choice([1, 2, 2, 3, 3, 4]))) for _ in range(8_000)]
    weights = [1 / (k + 1) for k in range(len(words))]
    return [" ".join(chance.choices(words, weights, k=chance.randint(8, 28))) + "." for _ in range(size)], words


def _translated(reference: list[str], words: list[str]) -> tuple[list[str], list[tuple[int, ...]]]:
    chance = random.Random(2)
    gone = range(len(reference) // 3, len(reference) // 3 + len(reference) // 20)
    groups: list[tuple[int, ...]] = []
    k = 0
    while k < len(reference):
        if k in gone:
            k += 1
        elif k % 20 == 0 and k + 1 < len(reference) and k + 1 not in gone:
            groups.append((k, k + 1))
            k += 2
        else:
            groups.append((k,))
            k += 1
    article = []
    for group in groups:
        text = " ".join(reference[j] for j in group).split()
        kept = [chance.choice(words) if chance.random() < 0.25 else w for w in text if chance.random() > 0.1]
        article.append(" ".join(kept) or ".")
    return article, groups


if __name__ == "__main__":
    main()
