"""Articles as the pipeline takes them: read, split, with their disclosure set apart and their reference found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from auditor.engines.recorded import read_recorded
from auditor.errors import ReferenceError_, SettingsError
from auditor.reading.bilingual.read import is_bilingual, read_bilingual
from auditor.reading.bounds import check_sentences
from auditor.reading.disclosure import disclose
from auditor.reading.document import given_document, read_document
from auditor.reading.language_check import check_language
from auditor.reading.references import Names, by_content, by_name, candidates
from auditor.reading.segment import segment
from auditor.records import Document, Failure, Hypothesis, Provenance, ReferenceMatch, Segment, Translation
from auditor.settings.settings import Settings


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article that was read, with what its audit needs beside the engine."""

    settings: Settings
    document: Document
    segments: tuple[Segment, ...]
    provenance: Provenance
    reference: ReferenceMatch | None
    recorded: tuple[Translation, ...] | None
    broken: tuple[Failure, ...] = ()
    """The units of a bilingual file that cannot be read."""

    @property
    def content(self) -> tuple[Segment, ...]:
        """The sentences that are audited."""
        return tuple(s for s in self.segments if s.kind == "content")


def prepare(path: str, settings: Settings, standard_input: bytes | None, names: Names | None = None) -> Prepared:
    """Read an article, split it, set its disclosure apart, and find the reference that is named. With `names` a folder is
    searched once for many articles. Raises AuditError."""
    if is_bilingual(path):
        return _prepare_units(path, settings)
    document = read_document(path, settings.article_lang, standard_input if path == "-" else None)
    check_language(document)
    return prepare_document(document, _named_reference(path, settings, names), settings)


def _prepare_units(path: str, settings: Settings) -> Prepared:
    """Of a bilingual file, whose reference is its other side."""
    if settings.reference is not None:
        raise SettingsError(f"{path} holds its reference itself; leave --reference.")
    sides = read_bilingual(
        path, settings.article_lang, settings.reference_lang, include_unreviewed=settings.include_unreviewed
    )
    check_language(sides.article)
    check_language(sides.reference)
    match = None if settings.no_reference else ReferenceMatch(sides.reference, "units")
    return replace(prepare_document(sides.article, match, settings), broken=sides.broken)


def prepare_document(document: Document, reference: ReferenceMatch | None, settings: Settings) -> Prepared:
    """The same for a document that was read."""
    sentences, provenance = sentences_of(document, settings)
    recorded = None
    if settings.back_translations is not None:
        recorded = tuple(read_recorded(settings.back_translations, document.path, [s.text for s in sentences]))
    return Prepared(settings, document, sentences, provenance, reference, recorded)


def given(name: str, text: str, lang: str) -> Document:
    """A text as if it had been read from a plain file."""
    document = given_document(text, lang, name)
    check_language(document)
    return document


def sentences_of(document: Document, settings: Settings) -> tuple[tuple[Segment, ...], Provenance]:
    """The sentences of a document. In a bilingual file every unit is compared, also one that is a disclosure elsewhere."""
    sentences = segment(document, one_sentence_per_line=settings.one_sentence_per_line)
    check_sentences(document, sentences)
    return (sentences, Provenance()) if document.units else disclose(document, sentences)


def _named_reference(path: str, settings: Settings, names: Names | None) -> ReferenceMatch | None:
    """The reference given by option or by name; None where its content must tell, or none is wanted."""
    if settings.no_reference:
        return None
    if settings.reference is not None:
        return ReferenceMatch(_read_reference(settings.reference, settings), "option")
    found = by_name(Path(path), settings.references, names) if path != "-" else None
    return ReferenceMatch(_read_reference(found, settings), "name") if found else None


def _read_reference(path: Path, settings: Settings) -> Document:
    document = read_document(str(path), settings.reference_lang)
    check_language(document)
    return document


Library = dict[tuple[Path, str], tuple[Document, ...]]
"""References that were read, by folder and language."""


def with_reference(prepared: Prepared, hypotheses: Sequence[Hypothesis | None], library: Library) -> Prepared:
    """An article with its reference, looked for by content where none was named. Raises ReferenceError_."""
    if prepared.reference is not None or prepared.settings.no_reference:
        return prepared
    texts = [h.text for h in hypotheses if h is not None]
    if not texts:
        raise ReferenceError_(
            f"{prepared.document.name}: without back-translation a reference is found by name only, and none has this one;"
            " name it with --reference."
        )
    place = (prepared.settings.references, prepared.settings.reference_lang)
    if place not in library:
        library[place] = candidates(*place)
    found = by_content(texts, library[place])
    return replace(prepared, reference=ReferenceMatch(found, "content"))
