"""Settings of a file, with the names of some rules and formats."""

from __future__ import annotations

from pathlib import Path

from auditor.settings import settings as config
from auditor.settings.settings import Settings

RULES = ("number-mismatch", "name-mismatch", "typography", "moved", "hidden-text", "omission")
FORMATS = ("terminal", "json", "sarif")


def settle(file: Path | None = None, **cli: object) -> Settings:
    """`config.settle` with the names known here."""
    return config.settle(cli, file, known_rules=RULES, known_formats=FORMATS)


def write(folder: Path, text: str, name: str = "auditor.toml") -> Path:
    """A settings file."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file
