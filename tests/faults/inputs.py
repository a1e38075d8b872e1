"""Articles, references, back-translations and earlier reports that are damaged, or are something else."""

from __future__ import annotations

import gzip

from desk import ARTICLE
from faults.makes import RUN, put, refused
from trial import Fault

EARLIER = ("[]", "null", "{}", '{"version": 1, "articles": 5}', '{"version": 1, "articles": [5]}', "[" * 100_000)
DAMAGED = {
    **{f"an earlier report: {text[:40]}": refused(put("b", text), "b: ", "--diff", "b") for text in EARLIER},
    "an earlier report that is binary": refused(put("b", bytes(range(256))), "b: not a JSON", "--diff", "b"),
}
ENCODED = {
    "UTF-32": (ARTICLE.encode("utf-32"), ""),
    "UTF-16 without a mark": (ARTICLE.encode("utf-16-le"), ""),
    "two marks": (b"\xef\xbb\xbf\xef\xbb\xbf" + ARTICLE.encode(), ""),
    "returns for line ends": (ARTICLE.encode().replace(b"\n", b"\r"), ""),
    "zeros": (ARTICLE.encode() + b"\0\0\0", "library.txt is binary"),
    "halves of pairs": (ARTICLE.encode() + b"\xed\xa0\x80\xed\xb0\x80", "library.txt is UTF-8 but damaged"),
    "a letter cut in two": (ARTICLE.strip(".\n").encode()[:-1], "library.txt is UTF-8 but damaged"),
    "UTF-7": (ARTICLE.encode("utf-7"), "library.txt is taken to be Arabic"),
    "gzip": (gzip.compress(ARTICLE.encode(), mtime=0), "library.txt is a compressed file"),
    "a mark and no more": (b"\xef\xbb\xbf", "library.txt holds no visible text"),
}
TABLE = {
    "damaged": DAMAGED,
    "encoded": {k: Fault(put("library.txt", v), RUN, said, 2 if said else 1) for k, (v, said) in ENCODED.items()},
}
