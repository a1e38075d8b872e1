"""Bilingual files to be filled in, and what is read in them."""

from __future__ import annotations

from pathlib import Path

from auditor.reading.bilingual.read import Bilingual, read_bilingual
from auditor.reading.segment import segment

XLIFF = '<xliff version="1.2"><file source-language="en" target-language="ar"><body>{}</body></file></xliff>'
UNIT = '<trans-unit id="{}"><source>{}</source><target>{}</target></trans-unit>'
XLIFF_2 = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="ar">'
    '<file id="f">{}</file></xliff>'
)
TMX = '<tmx version="1.4"><header/><body>{}</body></tmx>'
PO = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n\n{}'


def read(folder: Path, name: str, content: str | bytes) -> Bilingual:
    """A file of that content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_bilingual(str(path), "ar", "en")


def texts(sides: Bilingual) -> list[tuple[str, str, str]]:
    """Id, Arabic and English of each unit."""
    article, reference = (
        [" ".join(s.text for s in segment(d) if s.unit == k) for k in range(len(d.units))]
        for d in (sides.article, sides.reference)
    )
    return list(zip((u.id for u in sides.article.units), article, reference))
