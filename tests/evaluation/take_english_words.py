"""Take English words that are neither everyday ones nor in the dictionary from a spelling list: data/en/rarer-words.txt.gz.

    python tests/evaluation/take_english_words.py LIST

LIST is a word list of SCOWL, one word a line (American English, as Debian's package `wamerican` installs it).
"""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

from auditor.facts.names import names
from auditor.facts.words import lexicon

SHORTEST = 4
OUT = Path(__file__).parents[2] / "auditor" / "data" / "en" / "rarer-words.txt.gz"


def rarer(word: str) -> bool:
    """Whether a word is written small, and not known otherwise."""
    plain = word.isascii() and word.isalpha() and word.islower() and len(word) >= SHORTEST
    return plain and not names.everyday(word) and not lexicon.known(word)


def main(path: str) -> None:
    """Write the list, one word a line, the same bytes for the same list."""
    found = sorted(set(filter(rarer, Path(path).read_text(encoding="utf-8").split())))
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as out:
        out.write("\n".join(found).encode("utf-8"))
    OUT.write_bytes(packed.getvalue())
    print(f"{len(found)} words, {len(packed.getvalue())} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:])
