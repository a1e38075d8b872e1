"""An XLIFF file with notes put into its units; whatever is no note of ours stays as it is, byte for byte.

Nothing is written anew: the notes are set into the text of the file where its version has them, and notes of an earlier
run are cut out, so that running twice doubles nothing and running without findings gives the first file back.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from xml.sax.saxutils import escape

from auditor.errors import DocumentError
from auditor.reading.bilingual.read import left_out, named
from auditor.reading.bilingual.units import Origin, Pair
from auditor.reading.bilingual.xliff import read
from auditor.reading.encodings import decode
from auditor.wordlists.patterns import Pattern

AUTHOR = "auditor"
"""What tells our notes apart: `from` in XLIFF 1, `category` in XLIFF 2."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TOKEN = Pattern(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!DOCTYPE(?:[^\[>]|\[.*?\])*>"
    r"|<(?P<close>/?)(?P<name>[^\s/>]+)(?P<attributes>(?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
_ATTRIBUTE = Pattern(r"\s(?P<name>[^\s=]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')")
_BEFORE_NOTES = frozenset({"source", "seg-source", "target"})
"""Children of a unit of XLIFF 1 that its notes follow."""
_BEHIND_NOTES = frozenset({"originalData", "segment", "ignorable"})
"""Children of a unit of XLIFF 2 that its notes precede."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of a unit."""

    text: str
    priority: int
    """From 1, the highest, to 10, as XLIFF has it."""


@dataclass(slots=True)
class _Unit:
    """Where the notes of a unit stand or shall stand, in code points of the text."""

    prefix: str
    """Of its namespace, with the colon; mostly empty."""
    place: int | None = None
    ours: list[tuple[int, int]] = field(default_factory=list)
    notes: tuple[int, int, int, int] | None = None
    """Of the <notes> of XLIFF 2: its start, the start and the end of its content, its end."""


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that has begun."""

    name: str
    start: int
    inside: int
    attributes: str


def annotate(raw: bytes, origin: Origin, names: Sequence[str], notes: Mapping[int, Sequence[Note]]) -> bytes:
    """The file with the notes, and without those of an earlier run.

    `names` are the ids of the units that were audited, `notes` go by index into them. Raises DocumentError where the file is
    not the one that was audited any more, or where notes cannot be put in without changing something else.
    """
    mark, codec = next(((m, c) for m, c in _MARKS if raw.startswith(m)), (b"", ""))
    codec = codec or decode(raw, origin.path, origin.article_lang).encoding
    text = raw[len(mark) :].decode(codec)
    if mark + text.encode(codec) != raw:
        raise DocumentError(f"{origin.path} would not come out of its encoding unchanged: save it as UTF-8")
    found = list(read(text.removeprefix("\ufeff"), origin))
    slots, second = _slots(text)
    kept = [k for k, unit in enumerate(found) if isinstance(unit, Pair) and left_out(unit) is None]
    if len(found) != len(slots) or [named(found[k].id) for k in kept] != list(names):
        raise DocumentError(f"{origin.path} is not what was audited: it has changed meanwhile, so audit it again")
    sizes = Counter(map(id, slots))
    by_unit: dict[int, list[Note]] = {}
    for index, said in notes.items():
        slot = slots[kept[index]]
        # The notes of XLIFF 2 are of a whole unit: which of its segments is meant has to be said.
        where = f"segment {names[index]}: " if sizes[id(slot)] > 1 else ""
        by_unit.setdefault(id(slot), []).extend(replace(note, text=f"{where}{note.text}") for note in said)
    made = _edited(text, {id(s): s for s in slots}.values(), by_unit, second, codec)
    return mark + made.encode(codec)


def _slots(text: str) -> tuple[list[_Unit], bool]:
    """For each unit as the reader counts them, where its notes go (segments of XLIFF 2 share a unit), and whether the
    file is of version 2. The text is well-formed: the reader has read it."""
    stack: list[_Open] = []
    units: list[_Unit] = []
    slots: list[_Unit] = []
    second = False
    for token in _TOKEN.finditer(text):
        qualified = token["name"]
        if qualified is None:
            continue
        prefix, _, name = qualified.rpartition(":")
        if not token["close"]:
            stack.append(_Open(name, token.start(), token.end(), token["attributes"]))
            if len(stack) == 1:
                second = _value(token["attributes"], "version").startswith("2")
            parent = stack[-2].name if len(stack) > 1 else ""
            if name == ("unit" if second else "trans-unit") and any(e.name == "file" for e in stack):
                units.append(_Unit(f"{prefix}:" if prefix else ""))
                slots += [] if second else [units[-1]]
            elif second and units and parent == "unit" and name in _BEHIND_NOTES:
                units[-1].place = token.start() if units[-1].place is None else units[-1].place
                slots += [units[-1]] if name == "segment" else []
        if token["close"] or token["attributes"].endswith("/"):
            _ended(stack, units, token.start() if token["close"] else token.end(), token.end(), second)
    return slots, second


def _ended(stack: list[_Open], units: list[_Unit], inside: int, end: int, second: bool) -> None:
    """An element ends; its content ends at `inside`."""
    element = stack.pop()
    parent = stack[-1].name if stack else ""
    if not units:
        return
    unit = units[-1]
    if not second and parent == "trans-unit":
        if element.name in _BEFORE_NOTES:
            unit.place = end
        elif element.name == "note" and _value(element.attributes, "from") == AUTHOR:
            unit.ours.append((element.start, end))
    elif second and parent == "unit" and element.name == "notes":
        unit.notes = element.start, element.inside, inside, end
    elif second and [e.name for e in stack[-2:]] == ["unit", "notes"]:
        ours = element.name == "note" and _value(element.attributes, "category") == AUTHOR
        unit.ours += [(element.start, end)] if ours else []


def _value(attributes: str, name: str) -> str:
    found = (m for m in _ATTRIBUTE.finditer(attributes) if m["name"] == name)
    return next((m["double"] if m["double"] is not None else m["single"] for m in found), "")


def _edited(text: str, units: Iterable[_Unit], notes: Mapping[int, Sequence[Note]], second: bool, codec: str) -> str:
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(e for u in units for e in _edits(text, u, notes.get(id(u), ()), second)):
        parts += [text[at:start], new.encode(codec, "xmlcharrefreplace").decode(codec)]
        at = end
    return "".join([*parts, text[at:]])


def _edits(text: str, unit: _Unit, notes: Sequence[Note], second: bool) -> Iterator[tuple[int, int, str]]:
    """(start, end, what stands there instead), none overlapping another."""
    written = "".join(_written(note, unit.prefix, second) for note in notes)
    if unit.notes is not None:
        start, inside, close, end = unit.notes
        if not _without(text[inside:close], [(a - inside, b - inside) for a, b in unit.ours]).strip():
            # The schema wants a note in <notes>: one that holds ours alone was ours.
            yield start, end, _wrapped(written, unit.prefix)
            return
        yield close, close, written
    elif unit.place is not None:
        yield unit.place, unit.place, _wrapped(written, unit.prefix) if second else written
    for start, end in unit.ours:
        yield start, end, ""


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    at, parts = 0, []
    for start, end in spans:
        parts.append(text[at:start])
        at = end
    return "".join([*parts, text[at:]])


def _wrapped(written: str, prefix: str) -> str:
    return f"<{prefix}notes>{written}</{prefix}notes>" if written else ""


def _written(note: Note, prefix: str, second: bool) -> str:
    about = f'category="{AUTHOR}" appliesTo' if second else f'from="{AUTHOR}" annotates'
    return f'<{prefix}note {about}="target" priority="{note.priority}">{escape(note.text)}</{prefix}note>'
