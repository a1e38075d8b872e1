"""Learn which Arabic words are everyday words and no names: data/ar/everyday-words.txt.gz.

    python tests/evaluation/learn_everyday_arabic.py FOLDER

FOLDER holds parallel text as NAME.tsv.gz, English<TAB>Arabic. A folded word that the dictionary does not have is an everyday
one if it occurs `FEWEST` times or more, and in none of its occurrences (the first `SAMPLE`) the English beside it has a
word that it may spell and that is no everyday word, or written large within the sentence.
"""

from __future__ import annotations

import gzip
import io
import sys
from collections import defaultdict
from pathlib import Path

from auditor.facts.names import names
from auditor.facts.names.transliteration import likeness
from auditor.facts.words import arabic, english, lexicon

FEWEST, SAMPLE, SPELT = 5, 10, 0.65
OUT = Path(__file__).parents[2] / "auditor" / "data" / "ar" / "everyday-words.txt.gz"


def occurrences(folder: Path) -> dict[str, tuple[int, list[frozenset[str]]]]:
    """For each folded word how often it occurs, and the names in the English beside the first occurrences."""
    counts: defaultdict[str, int] = defaultdict(int)
    beside: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for file in sorted(folder.glob("*.tsv.gz")):
        for line in gzip.decompress(file.read_bytes()).decode("utf-8").splitlines():
            said, _, spoken = line.rstrip("\n").partition("\t")
            written = frozenset(w.norm for k, w in enumerate(english.words(said)) if _may_be_name(k, w))
            for norm in {w.norm for w in arabic.words(spoken) if len(w.norm) > 2}:
                counts[norm] += 1
                if len(beside[norm]) < SAMPLE:
                    beside[norm].append(written)
    return {norm: (counts[norm], beside[norm]) for norm in counts}


def _may_be_name(at: int, word: english.Word) -> bool:
    return len(word.norm) > 2 and (not names.common(word.norm) or (at > 0 and word.text[0].isupper()))


def everyday(count: int, norm: str, beside: list[frozenset[str]]) -> bool:
    """Whether a word is no name."""
    if count < FEWEST or lexicon.meanings(norm):
        return False
    return not any(likeness(name, norm) >= SPELT for written in beside for name in written)


def main(folder: str) -> None:
    """Write the list, one word a line, the same bytes for the same text."""
    found = sorted(norm for norm, (count, beside) in occurrences(Path(folder)).items() if everyday(count, norm, beside))
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as out:
        out.write("\n".join(found).encode("utf-8"))
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_bytes(packed.getvalue())
    print(f"{len(found)} words, {len(packed.getvalue())} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
