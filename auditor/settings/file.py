"""Where settings are kept: `auditor.toml`, or `[tool.auditor]` of a `pyproject.toml`."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from auditor import input_file
from auditor.errors import SettingsError


def find(folder: Path) -> Path | None:
    """The settings file that governs a run in a folder: the nearest, from there upwards.

    Where an article lies does not matter: articles come from elsewhere, and settings that came with one could switch the
    gate off or write anywhere. Raises SettingsError where a pyproject.toml on the way is not TOML.
    """
    start = Path(os.path.abspath(folder))
    for place in (start, *start.parents):
        own, project = place / "auditor.toml", place / "pyproject.toml"
        if os.path.isfile(own):
            return own
        if os.path.isfile(project) and "auditor" in _tool(_toml(project), project):
            return project
    return None


def passed_over(articles: Iterable[str], obeyed: Path | None) -> tuple[Path, ...]:
    """Each auditor.toml that lies with an article, in its folder or (a folder) in itself, and is not the one obeyed."""
    paths = [Path(os.path.abspath(article)) for article in articles]
    folders = dict.fromkeys(path if os.path.isdir(path) else path.parent for path in paths)
    files = (folder / "auditor.toml" for folder in folders)
    return tuple(file for file in files if os.path.isfile(file) and not (obeyed and os.path.samefile(file, obeyed)))


def read(file: Path) -> dict[str, object]:
    """The settings of a file: the whole of an auditor.toml, `[tool.auditor]` of a pyproject.toml.

    Raises SettingsError where it cannot be read, is not TOML, or has no table where one must be.
    """
    data = _toml(file)
    if file.name != "pyproject.toml":
        return data
    table = _tool(data, file).get("auditor", {})
    if not isinstance(table, dict):
        raise SettingsError(f"{file}: tool.auditor must be a table; write [tool.auditor] above its settings.")
    return table


def _tool(data: Mapping[str, object], file: Path) -> Mapping[str, object]:
    tool = data.get("tool", {})
    if not isinstance(tool, dict):
        raise SettingsError(f"{file}: tool must be a table; write [tool.auditor] above the settings.")
    return tool


def _toml(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(input_file.read(file).decode("utf-8-sig"))
    except OSError as error:
        raise SettingsError(
            f"{file}: the settings cannot be read ({error.strerror}); give another --config."
        ) from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{file}: not valid TOML ({error}); mend that line.") from error
