"""What was posted: an article, a reference, options; from JSON, from a form, or from a form with files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import parse_qsl

from auditor.errors import DocumentError
from auditor.reading.document import SUFFIXES, read_document
from auditor.service.limits import Refused
from auditor.service.parts import MOST_PARTS, read_parts
from auditor.settings.settings import Settings

FIELDS = ("article", "reference", "options")
SIDES = {"article": "article_lang", "reference": "reference_lang"}
"""The texts, and the setting that says in which language each is."""
OPTIONS = (
    "article_lang",
    "reference_lang",
    "one_sentence_per_line",
    "fail_on",
    "select",
    "ignore",
    "false_alarms",
    "severity",
    "glossary",
    "require_disclosure",
)
"""Settings that a request may change: none of them names a file, nor the engine."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent. Only the end of its name is kept, which says how it is read."""

    data: bytes
    suffix: str


@dataclass(frozen=True, slots=True)
class Posted:
    """A request, read."""

    article: str | Upload
    reference: str | Upload | None
    """None: the article is checked by itself."""
    options: Mapping[str, object]
    """As they were sent, to be checked by `settings.amended`."""


def read_posted(content_type: str, body: bytes) -> Posted:
    """The request that a body holds. Raises Refused with 400 where it is broken, 415 where it is of another kind, 422
    where something is missing or superfluous."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        return _posted(_json(body, "The body"))
    if kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        fields: dict[str, object] = {}
        for name, value in _urlencoded(body) if kind.startswith("application") else _multipart(content_type, body):
            if name in fields:
                raise Refused(422, "input", f"{_named(name)} is given twice; send a text or a file.")
            fields[name] = value
        if isinstance(options := fields.get("options"), str):
            fields["options"] = _json(options.encode(), "The field options")
        return _posted(fields)
    raise Refused(
        415,
        "input",
        "Send application/json with article and reference, or a form with these two fields.",
    )


def text_of(side: str, posted: str | Upload, settings: Settings) -> str:
    """The text of `article` or `reference`: a file is read as one of its suffix on disk is. Raises DocumentError."""
    if isinstance(posted, str):
        return posted
    if posted.suffix not in ("", *SUFFIXES, ".htm", ".markdown"):
        raise DocumentError(f"{side}: no {posted.suffix} file can be read; send one of {', '.join(SUFFIXES)}")
    return read_document(side + posted.suffix, getattr(settings, SIDES[side]), posted.data).text


def _posted(fields: object) -> Posted:
    if not isinstance(fields, dict):
        raise Refused(422, "input", 'The body must be an object: {"article": "…", "reference": "…"}.')
    for name in fields:
        if name not in FIELDS:
            raise Refused(422, "input", f"There is no field {_named(name)}; known are {', '.join(FIELDS)}.")
    if "reference" not in fields:
        raise Refused(422, "input", "reference is missing; in JSON null checks the article by itself.")
    article, reference, options = (fields.get(name) for name in FIELDS)
    if not isinstance(article, str | Upload):
        raise Refused(422, "input", "article is missing or is no text; send the article's text.")
    if not isinstance(reference, str | Upload | None):
        raise Refused(422, "input", "reference is no text; send the reference's text.")
    if not isinstance(options, dict | None):
        raise Refused(422, "input", 'options must be an object: {"ignore": ["typography"]}.')
    return Posted(article, reference, _allowed(options or {}))


def _allowed(options: Mapping[str, object]) -> Mapping[str, object]:
    for name in options:
        if name.replace("-", "_") not in OPTIONS:
            known = ", ".join(option.replace("_", "-") for option in OPTIONS)
            raise Refused(422, "input", f"options: {_named(name)} cannot be set by a request; known are {known}.")
    return options


def _json(data: bytes, what: str) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused(400, "input", f"{what} is not UTF-8; send it as UTF-8.") from None
    except RecursionError:
        raise Refused(400, "input", f"{what} is nested too deep; send an object of texts.") from None
    except ValueError as error:
        where = f" (line {error.lineno}, column {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Refused(400, "input", f"{what} is not JSON{where}; mend it.") from None


def _urlencoded(body: bytes) -> Iterator[tuple[str, str]]:
    try:
        yield from parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARTS)
    except UnicodeError:
        raise Refused(400, "input", "The form is not UTF-8; send it as UTF-8.") from None
    except ValueError:
        raise Refused(400, "input", f"The form has more than {MOST_PARTS} fields; send two.") from None


def _multipart(content_type: str, body: bytes) -> Iterator[tuple[str, str | Upload]]:
    """The fields of the form. A page has a field for the text and one for the file, of one name: what is empty gives way."""
    try:
        parts = read_parts(content_type, body)
    except ValueError as error:
        raise Refused(400, "input", f"The form cannot be read: {error}; send it again.") from None
    given = {part.name for part in parts if part.data}
    empty = set()
    for part in parts:
        if not part.data and (part.name in given or part.name in empty):
            continue
        if not part.data:
            empty.add(part.name)
        if part.file:
            yield part.name, Upload(bytes(part.data), PurePath(part.file).suffix.lower())
            continue
        try:
            yield part.name, part.data.decode("utf-8")
        except UnicodeDecodeError:
            raise Refused(400, "input", f"{_named(part.name)} is not UTF-8; send it as UTF-8.") from None


def _named(name: str) -> str:
    """A name that somebody sent, quoted and not too long."""
    return repr(name if len(name) <= 40 else name[:39] + "…")
