"""`auditor cache`: what is kept from run to run."""

from __future__ import annotations

from pathlib import Path

import click


@click.group(short_help="Translations and models kept for the next run.")
def cache() -> None:
    """What is kept from run to run: translations, vectors, converted models."""


_cache = click.option(
    "--cache", "folder", type=click.Path(path_type=Path), metavar="DIR", help="Another folder than the settings say."
)


def _cache_folder(folder: Path | None) -> tuple[Path, float]:
    """The folder, given or by the settings, and the gigabytes that it may hold."""
    from auditor.engines import EngineOptions
    from auditor.engines.open import cache_folder
    from auditor.formats import FORMATS
    from auditor.rules import IDS
    from auditor.settings import settings as config

    settings = config.settle({}, config.find(Path()), known_rules=IDS, known_formats=FORMATS)
    return cache_folder(EngineOptions(cache_dir=folder or settings.cache)), settings.cache_size


@cache.command("info")
@_cache
def cache_info(folder: Path | None) -> None:
    """Say where it lies, what it holds, and how large that is."""
    from auditor.engines.upkeep import contents
    from auditor.formats._runners import shown

    place, most = _cache_folder(folder)
    click.echo(shown(str(place)))
    for part in contents(place):
        click.echo(f"{part.name:18} {part.entries:9,} {part.size / 1e6:10,.1f} MB")
    click.echo(f"Everything but converted models may take {most * 1000:,.0f} MB (cache-size); the oldest go first.")


@cache.command("clear")
@_cache
@click.option(
    "--older-than", type=click.IntRange(1, 36_500), metavar="DAYS", help="Only what was not used for so many days."
)
def cache_clear(folder: Path | None, older_than: int | None) -> None:
    """Empty it; what is needed again is made again."""
    from auditor.engines.upkeep import clear
    from auditor.formats._runners import shown
    from auditor.plurals import plural

    place, _ = _cache_folder(folder)
    gone = clear(place, older_than or 0)
    removed = plural(gone.entries, "entry or converted model", "entries and converted models")
    click.echo(f"{shown(str(place))}: {removed} removed, {gone.size / 1e6:,.1f} MB.")
