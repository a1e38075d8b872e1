"""Learn the tables of `auditor/data/learned/word-support.json` from parallel documents.

    python tests/evaluation/learn_word_support.py CORPUS [ENGLISH_CORPUS] > auditor/data/learned/word-support.json

CORPUS holds ID.ar.txt and ID.en.txt, one sentence a line; ENGLISH_CORPUS holds ID.en.txt and ID.bt.txt as well (the table of
English words held against English). The tables depend on the bundled encoder alone, which does not change.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from auditor.engines import EngineOptions, open_engine
from auditor.scoring.word_support import Word, learn, support


def pairs(folder: Path, left: str, right: str) -> list[tuple[str, str]]:
    """Lines of ID.left.txt beside those of ID.right.txt."""
    found = []
    for file in sorted(folder.glob(f"*.{left}.txt")):
        other = file.with_name(file.name.replace(f".{left}.txt", f".{right}.txt"))
        found += list(zip(file.read_text("utf-8").splitlines(), other.read_text("utf-8").splitlines(), strict=True))
    return found


def table(examples: list[tuple[str, str]]) -> tuple[float, ...]:
    """Words of the left sides held against their own right side, and against one drawn at random."""
    engine, draw = open_engine(EngineOptions()), random.Random(0)
    left, right = (engine.embed_tokens([p[side] for p in examples]) for side in (0, 1))
    good: list[Word] = []
    bad: list[Word] = []
    for k, (sentence, _) in enumerate(examples):
        other = draw.randrange(len(examples) - 1)
        good += support([sentence], [left[k]], [right[k]])
        bad += support([sentence], [left[k]], [right[other + (other >= k)]])
    return learn(good, bad)


def main(corpus: str, english: str | None = None) -> None:
    """Print the data file."""
    both = pairs(Path(corpus), "ar", "en")
    tables = {"article": table(both), "reference": table([(e, a) for a, e in both])}
    tables["english"] = table(pairs(Path(english), "en", "bt")) if english else tables["reference"]
    print(json.dumps({"pairs": len(both), "tables": tables}, indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:3])
