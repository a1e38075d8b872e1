"""What a setting may hold: one reader for each kind of value.

A reader takes the raw value, from TOML or from the command line, and the `Place` it stands in; it returns the value as
`Settings` keeps it or raises SettingsError with the place, what was expected and what was found.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from auditor.errors import SettingsError
from auditor.records import Severity

DISCLOSURES = ("machine-translated", "human-reviewed", "credits")
"""What a policy may require an article to say of how it was made."""

FOR_FILES = ("xliff",)
"""Reports that go into files alone, beside the formats: this one is a copy of the input."""

MOST_BEAM = 64
MOST_THREADS = 1024
"""More than any machine has processors; as many again would be refused by the system, or take its memory."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was found, for messages and for what relative paths start from."""

    key: str
    """As the user writes it, e.g. `fail-on`."""
    origin: str
    """Path of the file, or `command line`."""
    folder: Path
    rules: Collection[str]
    formats: Collection[str]

    def wrong(self, expected: str, found: object) -> SettingsError:
        """The error for a value that is not what it should be."""
        return SettingsError(f"{self.origin}: {self.key} must be {expected}, not {_shown(found)}.")

    def unknown(self, what: str, name: str, known: Iterable[str]) -> SettingsError:
        """The error for a name that nothing goes by, with the nearest that something does."""
        near = difflib.get_close_matches(name, list(known), n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(known))}."
        return SettingsError(f"{self.origin}: unknown {what} {name!r} in {self.key}; {hint}")


def text(value: object, place: Place) -> str:
    """Any text that is not empty."""
    if not isinstance(value, str) or not value:
        raise place.wrong("text in quotes", value)
    return value


def path(value: object, place: Place) -> Path:
    """A path; a relative one starts at the folder of the file it stands in."""
    if not isinstance(value, str | Path) or not str(value) or "\0" in str(value):
        raise place.wrong("a path in quotes", value)
    try:
        return place.folder / Path(value).expanduser()
    except RuntimeError as error:  # ~name of a user who does not exist
        raise place.wrong("a path with a home folder that exists", value) from error


def flag(value: object, place: Place) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise place.wrong("true or false", value)
    return value


def beam(value: object, place: Place) -> int:
    """A whole number from 1 to 64."""
    return _whole(value, MOST_BEAM, place)


def threads(value: object, place: Place) -> int:
    """A whole number from 1 to 1024."""
    return _whole(value, MOST_THREADS, place)


def _whole(value: object, most: int, place: Place) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise place.wrong(f"a whole number from 1 to {most}", value)
    return value


def gigabytes(value: object, place: Place) -> float:
    """Gigabytes that audits, translations and vectors may take; what was not used for the longest time goes first."""
    # 0.001 is what a single article may need.
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0.001 <= value < math.inf:
        raise place.wrong("gigabytes, a number from 0.001", value)
    return float(value)


def rate(value: object, place: Place) -> float:
    """A share between 0 and 0.5."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 0.5 or math.isnan(value):
        raise place.wrong("a number between 0 and 0.5", value)
    return float(value)


def language(value: object, place: Place) -> str:
    """A language code of two or three letters."""
    if not isinstance(value, str) or not (value.isascii() and value.isalpha() and 2 <= len(value) <= 3):
        raise place.wrong('a language code like "ar"', value)
    return value.lower()


def runtime(value: object, place: Place) -> str:
    """What runs the model."""
    return _one_of(value, ("auto", "ctranslate2", "transformers"), place)


def format_name(value: object, place: Place) -> str:
    """A report format."""
    name = text(value, place)
    if name not in place.formats:
        raise place.unknown("format", name, place.formats)
    return name


def format_names(value: object, place: Place) -> tuple[str, ...]:
    """Report formats, each once."""
    return tuple(dict.fromkeys(format_name(item, place) for item in _list(value, "a list of formats", place)))


def reports(value: object, place: Place) -> tuple[tuple[str, Path], ...]:
    """`FORMAT=FILE` pairs."""
    pairs = []
    for item in _list(value, "a list of FORMAT=FILE", place):
        name, equals, file = item.partition("=")
        if not equals:
            raise place.wrong("a list of FORMAT=FILE", item)
        if name not in FOR_FILES:
            format_name(name, replace(place, formats=(*place.formats, *FOR_FILES)))
        pairs.append((name, path(file, place)))
    return tuple(pairs)


def severity_or_never(value: object, place: Place) -> Severity | None:
    """The least severity that fails a run; `never` is None."""
    name = _one_of(value, ("never", "minor", "major", "critical"), place)
    return None if name == "never" else Severity[name.upper()]


def rule_names(value: object, place: Place) -> tuple[str, ...]:
    """Ids of rules: a list, or as on the command line one text with commas."""
    if isinstance(value, str):
        value = value.split(",")
    names = [part.strip() for item in _list(value, "a list of rules", place) for part in item.split(",")]
    for name in names:
        if name not in place.rules:
            raise place.unknown("rule", name, place.rules)
    return tuple(dict.fromkeys(names))


def severities(value: object, place: Place) -> dict[str, Severity | None]:
    """A severity for each rule named, or `off`.

    Off is None.
    """
    table = {}
    for rule, level in _table(value, 'a table of rule = "severity"', place).items():
        if rule not in place.rules:
            raise place.unknown("rule", rule, place.rules)
        inner = Place(f"{place.key}.{rule}", place.origin, place.folder, place.rules, place.formats)
        name = _one_of(level, ("off", *(s.label for s in Severity)), inner)
        table[rule] = None if name == "off" else Severity[name.upper()]
    return table


def glossary(value: object, place: Place) -> dict[str, tuple[str, ...]]:
    """Article term → reference terms, one of which must appear; a single one may stand without a list."""
    table = {}
    for term, translations in _table(value, "a table of term = [translations]", place).items():
        inner = Place(f"{place.key}.{term!r}", place.origin, place.folder, place.rules, place.formats)
        listed = [translations] if isinstance(translations, str) else translations
        words = tuple(w.strip() for w in _list(listed, "a list of translations", inner))
        if not term.strip() or not words or not all(words):
            raise inner.wrong("a term with one or more translations", translations)
        table[term.strip()] = words
    return table


def disclosures(value: object, place: Place) -> tuple[str, ...]:
    """What an article must say of how it was made."""
    expected = f"a list of {', '.join(DISCLOSURES)}"
    for name in (names := _list(value, expected, place)):
        if name not in DISCLOSURES:
            raise place.unknown("disclosure", name, DISCLOSURES)
    return tuple(dict.fromkeys(names))


def globs(value: object, place: Place) -> tuple[str, ...]:
    """Patterns of paths, at least one."""
    patterns = _list(value, "a list of path patterns", place)
    if not patterns or not all(patterns):
        raise place.wrong("a list of path patterns", value)
    return tuple(patterns)


def _one_of(value: object, choices: tuple[str, ...], place: Place) -> str:
    if not isinstance(value, str) or value not in choices:
        raise place.wrong(f"one of {', '.join(choices)}", value)
    return value


def _list(value: object, expected: str, place: Place) -> list[str]:
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise place.wrong(expected, value)
    return list(value)


def _table(value: object, expected: str, place: Place) -> dict[str, object]:
    if not isinstance(value, Mapping):
        raise place.wrong(expected, value)
    return dict(value)


def _shown(value: object) -> str:
    """A value in a message, in TOML's words and not too long."""
    if isinstance(value, bool):
        return str(value).lower()
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"
