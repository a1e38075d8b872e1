"""Settings: from the command line, else from a file, else the default.

The file is the nearest `auditor.toml`, or `pyproject.toml` with a `[tool.auditor]` table, in the working folder or one
above it. Keys are the long options of the command line, without the dashes before them:

    fail-on = "minor"
    ignore = ["typography"]
    require-disclosure = ["machine-translated"]

    [severity]
    name-mismatch = "critical"
    moved = "off"

    [glossary]
    "الأمم المتحدة" = ["United Nations", "UN"]

    [[overrides]]
    paths = ["archive/*", "*.html"]
    ignore = ["hidden-text"]

An override holds for the articles whose path, from the folder of the file, or whose bare name matches one of its
patterns (`*` also crosses folders); later ones win over earlier ones, and none over the command line.
"""

from __future__ import annotations

import dataclasses
import difflib
import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import Any

from auditor.errors import SettingsError
from auditor.records import Severity
from auditor.settings import values
from auditor.settings.file import find, passed_over, read
from auditor.settings.values import Place

__all__ = [
    "COMMAND_LINE",
    "DEFAULT",
    "OPTIONS",
    "Override",
    "Settings",
    "amended",
    "find",
    "for_article",
    "passed_over",
    "settle",
    "show",
]

COMMAND_LINE = "command line"
DEFAULT = "default"


def _option(read: Callable[[object, Place], object], default: object = None, *, local: bool = False) -> Any:
    """A setting, how it is read, and whether an override for some paths may change it."""
    metadata = {"read": read, "local": local}
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Override:
    """Settings for some articles only."""

    paths: tuple[str, ...]
    values: Mapping[str, object]
    """By field name of Settings, read and checked."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run can be told. None where nothing was said and there is no default."""

    reference: Path | None = _option(values.path, local=True)
    references: Path = _option(values.path, Path("references"), local=True)
    model: str | None = _option(values.text)
    revision: str | None = _option(values.text)
    allow_pickle: bool = _option(values.flag, False)
    runtime: str = _option(values.runtime, "auto")
    article_lang: str = _option(values.language, "ar", local=True)
    reference_lang: str = _option(values.language, "en", local=True)
    back_translations: Path | None = _option(values.path, local=True)
    one_sentence_per_line: bool = _option(values.flag, False, local=True)
    beam: int | None = _option(values.beam)
    threads: int | None = _option(values.threads)
    deterministic: bool = _option(values.flag, False)
    offline: bool = _option(values.flag, False)
    cache: Path | None = _option(values.path)
    cache_size: float = _option(values.gigabytes, 2.0)
    """Gigabytes."""
    no_cache: bool = _option(values.flag, False)
    format: str = _option(values.format_name, "terminal")
    report: tuple[tuple[str, Path], ...] = _option(values.reports, ())
    """Further reports to write: format and file."""
    out: Path | None = _option(values.path)
    """Folder for a report on each article and an index of them."""
    out_format: tuple[str, ...] = _option(values.format_names, ())
    """Formats of the reports in that folder, beside `json`."""
    fail_on: Severity | None = _option(values.severity_or_never, Severity.MAJOR)
    """None: never."""
    select: tuple[str, ...] = _option(values.rule_names, (), local=True)
    """The rules to run; empty: all."""
    ignore: tuple[str, ...] = _option(values.rule_names, (), local=True)
    baseline: Path | None = _option(values.path)
    false_alarms: float = _option(values.rate, 0.01, local=True)
    """Share of clean sentences that may be reported, 0–0.5."""
    calibration: Path | None = _option(values.path)
    """What clean text scores with the engine, made by `auditor calibrate`; None: the shipped one that fits."""
    no_reference: bool = _option(values.flag, False, local=True)
    no_back_translation: bool = _option(values.flag, False, local=True)
    include_unreviewed: bool = _option(values.flag, False, local=True)
    """Of a bilingual file also the units that are fuzzy or not reviewed."""
    severity: Mapping[str, Severity | None] = _option(values.severities, {}, local=True)
    """By rule; None: off."""
    glossary: Mapping[str, tuple[str, ...]] = _option(values.glossary, {}, local=True)
    """Article term → reference terms, one of which must appear where the article has the term."""
    require_disclosure: tuple[str, ...] = _option(values.disclosures, (), local=True)
    """Of `option_values.DISCLOSURES`: what every article must say of how it was made."""
    overrides: tuple[Override, ...] = ()
    file: Path | None = None
    """The settings file that was read."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Field name → `command line` or the path of the file; a field that is not here has its default."""

    @property
    def severities(self) -> dict[str, Severity]:
        """The severities that were changed, by rule; rules that are off are not here."""
        return {rule: level for rule, level in self.severity.items() if level is not None}

    def is_on(self, rule: str) -> bool:
        """Whether a rule is to run, of `select`, `ignore` and `severity` together."""
        selected = not self.select or rule in self.select
        return selected and rule not in self.ignore and self.severity.get(rule, Severity.MINOR) is not None


OPTIONS = {f.name: f for f in dataclasses.fields(Settings) if f.metadata}
"""The fields that a user can set."""


def settle(
    cli: Mapping[str, object],
    file: Path | None,
    *,
    known_rules: Collection[str],
    known_formats: Collection[str],
) -> Settings:
    """The settings of a run: `cli` (options given explicitly, by field name) over `file` over the defaults. A revision of
    the file belongs to the file's model: where `cli` names another, it is left.

    Raises SettingsError for a file that cannot be read, an unknown key and an impossible value, naming where it stands.
    """
    place = Place("", COMMAND_LINE, Path(), known_rules, known_formats)
    given = _read({k: v for k, v in cli.items() if v is not None}, place)
    origins = dict.fromkeys(given, COMMAND_LINE)
    found: dict[str, Any] = {}
    overrides: tuple[Override, ...] = ()
    if file is not None:
        place = replace(place, origin=str(file), folder=file.parent)
        table = read(file)
        overrides = tuple(_overrides(table.pop("overrides", []), place))
        found = _read(table, place)
        if "revision" in found and _another_model(given.get("model"), found.get("model")):
            del found["revision"]
        origins = dict.fromkeys(found, str(file)) | origins
    merged: dict[str, Any] = found | given
    return Settings(**merged, overrides=overrides, file=file, origins=origins)


def _another_model(given: str | None, own: str | None) -> bool:
    """Whether the command line names another model than a file does, or that one with a revision behind its name. A file
    that names none leaves it to the command line which model its revision is of."""
    return given is not None and own is not None and given not in (own, own.partition("@")[0])


def amended(
    settings: Settings,
    given: Mapping[str, object],
    origin: str,
    *,
    known_rules: Collection[str],
    known_formats: Collection[str],
) -> Settings:
    """Settings with what was `given` for one article, by key, from somewhere that messages call `origin`. Tables are
    merged key by key. Raises SettingsError for an unknown key and an impossible value."""
    changed: dict[str, Any] = {}
    for name, value in _read(given, Place("", origin, Path(), known_rules, known_formats)).items():
        changed[name] = {**getattr(settings, name), **value} if isinstance(value, dict) else value
    return replace(settings, **changed)


def for_article(settings: Settings, article: str) -> Settings:
    """The settings for one article: overrides that match its path applied, in order. Tables are merged key by key."""
    path = PurePath(article).name if settings.file is None else _from_folder(article, settings.file.parent)
    changed: dict[str, Any] = {}
    for override in settings.overrides:
        if not any(fnmatchcase(path, p) or fnmatchcase(PurePath(path).name, p) for p in override.paths):
            continue
        for name, value in override.values.items():
            if settings.origins.get(name) == COMMAND_LINE:
                continue
            before = changed.get(name, getattr(settings, name))
            changed[name] = {**before, **value} if isinstance(value, dict) else value
    return replace(settings, **changed)


def show(settings: Settings, passed_over: Collection[Path] = ()) -> str:
    """The settings as TOML, each with where it comes from; what is not set stands in a comment, and so do the file that is
    obeyed and those that are `passed_over`."""
    obeyed = settings.file if settings.file else "none from the working folder upwards"
    lines = [f"# settings file: {_one_line(str(obeyed))}"]
    lines += [f"# not obeyed, since it lies with an article: {_one_line(str(path))}" for path in passed_over]
    tables: list[str] = []
    for name in OPTIONS:
        value = getattr(settings, name)
        origin = settings.origins.get(name, DEFAULT)
        key = name.replace("_", "-")
        if isinstance(value, Mapping):
            tables += ["", f"[{key}]  # {_one_line(origin)}"]
            tables += [f"{_quoted(k)} = {_toml_value('off' if v is None else v)}" for k, v in value.items()]
        elif value is None and name != "fail_on":
            lines.append(f"# {key} is not set")
        else:
            lines.append(f"{key} = {_toml_value('never' if value is None else value)}  # {_one_line(origin)}")
    for override in settings.overrides:
        tables += ["", "[[overrides]]", f"paths = {_toml_value(override.paths)}"]
        for name, value in override.values.items():
            tables.append(f"{name.replace('_', '-')} = {_toml_value(value)}")
    return "\n".join([*lines, *tables]) + "\n"


def _read(raw: Mapping[str, object], place: Place) -> dict[str, Any]:
    """Check and convert a table; its keys may be written with dashes or underscores."""
    checked: dict[str, Any] = {}
    for written, value in raw.items():
        name = written.replace("-", "_")
        if name not in OPTIONS:
            raise _unknown_key(written, place)
        checked[name] = OPTIONS[name].metadata["read"](value, replace(place, key=_named(name, place)))
    return checked


def _overrides(raw: object, place: Place) -> Iterator[Override]:
    """The `[[overrides]]` of a file."""
    if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
        raise replace(place, key="overrides").wrong("tables, each under [[overrides]]", raw)
    for item in raw:
        rest = dict(item)
        paths = values.globs(rest.pop("paths", None), replace(place, key="overrides.paths"))
        local = _read(rest, place)
        for name in local:
            if not OPTIONS[name].metadata["local"]:
                key = name.replace("_", "-")
                raise SettingsError(f"{place.origin}: {key} holds for a whole run; move it out of [[overrides]].")
        yield Override(paths, local)


def _unknown_key(written: str, place: Place) -> SettingsError:
    known = [name.replace("_", "-") for name in (*OPTIONS, "overrides")]
    near = difflib.get_close_matches(written.replace("_", "-"), known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}."
    return SettingsError(f"{place.origin}: unknown setting {written!r}; {hint}")


def _named(name: str, place: Place) -> str:
    """A field as its user writes it."""
    return ("--" if place.origin == COMMAND_LINE else "") + name.replace("_", "-")


def _from_folder(article: str, folder: Path) -> str:
    """An article's path from a folder, with `/`; its absolute path where there is no way from one to the other."""
    try:
        return PurePath(os.path.relpath(article, folder)).as_posix()
    except ValueError:  # another drive, on Windows
        return PurePath(os.path.abspath(article)).as_posix()


def _toml_value(value: object) -> str:
    """A setting as TOML."""
    if isinstance(value, Severity):
        return _quoted(value.label)
    if isinstance(value, Mapping):
        pairs = (f"{_quoted(k)} = {_toml_value('off' if v is None else v)}" for k, v in value.items())
        return "{ " + ", ".join(pairs) + " }"
    if isinstance(value, tuple):
        items = (f"{i[0]}={i[1]}" if isinstance(i, tuple) else i for i in value)
        return "[" + ", ".join(map(_toml_value, items)) + "]"
    if isinstance(value, bool | int | float):
        return str(value).lower()
    return _quoted(str(value))


def _quoted(text: str) -> str:
    """A TOML basic string. Paths that are not UTF-8 hold lone surrogates, which TOML cannot say: a `?` each."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f")


def _one_line(text: str) -> str:
    """Text fit for a comment."""
    return "".join(c if c.isprintable() else "?" for c in text)
