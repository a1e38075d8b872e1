"""Texts in three languages, and how they are read."""

from __future__ import annotations

import pytest

from auditor.errors import DocumentError
from auditor.reading.document import read_document
from auditor.records import Document

ARABIC = (
    "قالت وزارة النقل يوم الأحد إن أعمال توسعة الميناء ستبدأ في الربيع المقبل.\n"
    "وأضافت أن كلفة المشروع تبلغ 3.5 مليار دولار، وأن شركتين محليتين ستتوليان التنفيذ."
)
ENGLISH = (
    "The transport ministry said on Sunday that work to expand the port would begin next spring.\n"
    "It added that the project will cost $3.5 billion and that two local companies are to carry it out."
)
FRENCH = (
    "Le ministère des Transports a annoncé dimanche que les travaux du port commenceraient au printemps. Il a ajouté "
    "que le coût du projet est de trois milliards de dollars et que deux entreprises de la région sont dans la course "
    "pour les travaux, avec une aide de la banque et des villes de la côte."
)


def read(text: str | bytes, name: str = "a.txt", lang: str = "ar") -> Document:
    """A file of that content."""
    return read_document(name, lang, text if isinstance(text, bytes) else text.encode())


def refusal(text: str | bytes, name: str = "a.txt", lang: str = "ar") -> str:
    """The sentence that it is refused with, which names the file."""
    with pytest.raises(DocumentError) as error:
        read(text, name, lang)
    assert name in str(error.value)
    return str(error.value)
