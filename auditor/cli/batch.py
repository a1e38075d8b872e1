"""`auditor batch`: many articles, one row of results each."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import click

from auditor.cli.audit import LEVELS
from auditor.settings.values import MOST_THREADS

_PATH = click.Path(path_type=Path)
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("source", metavar="INPUT", type=_PATH)
@click.argument("output", type=_FILE)
@click.option("-R", "--references", type=_PATH, help="References of a folder of articles.  [default: references]")
@click.option("--paths", is_flag=True, help="The columns hold names of files below INPUT's folder, not texts.")
@click.option("-m", "--model", help="A folder or a Hugging Face name.  [default: the best one here]")
@click.option("--revision", help="Branch, tag or commit of a Hugging Face model.")
@click.option("--threads", type=click.IntRange(1, MOST_THREADS), help="Threads.  [default: all cores]")
@click.option("--cache", type=_PATH, metavar="DIR", help="Where converted models and translations are kept.")
@click.option("--no-cache", is_flag=True, default=None, help="Translate everything anew.")
@click.option(
    "--back-translations", type=_PATH, metavar="FILE|DIR", help="Use recorded back-translations, DIR/ID.txt each."
)
@click.option("--fail-on", type=LEVELS, help="Least severity for exit code 1.  [default: major]")
@click.option("--baseline", type=_FILE, help="Findings that were accepted.")
@click.option("--config", type=_FILE, help="Settings file.  [default: auditor.toml or pyproject.toml, found upwards]")
@click.option("--on", "place", type=click.Choice(["ray"]), help="Audit on the workers of Ray.  [default: here]")
@click.option(
    "--workers", type=click.IntRange(1, MOST_THREADS), help="Of Ray, each with --threads (1).  [default: all cores]"
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.pass_context
def batch(
    ctx: click.Context,
    /,
    source: Path,
    output: Path,
    paths: bool,
    config: Path | None,
    place: str | None,
    workers: int | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Audit a table of articles: a row of results for each.

    INPUT is a folder of articles, or JSON Lines (.jsonl) or Parquet with the columns id, article and reference; a
    reference that is null checks the article by itself. OUTPUT is JSON Lines or Parquet. Parquet needs the extra
    auditor[parquet].

    With --on ray a pool of workers does it, on the cluster that RAY_ADDRESS names, else on this machine; the rows are
    the same. Needs the extra auditor[ray].

    Exit code: 2 where an article could not be audited, else 1 where one has findings at or above --fail-on, else 0.
    """
    from auditor.batch.inputs import open_input
    from auditor.batch.on_ray import on_ray
    from auditor.batch.outputs import check_output
    from auditor.batch.run import here, run
    from auditor.cli.messages import say
    from auditor.cli.outputs import check
    from auditor.errors import SettingsError
    from auditor.formats import FORMATS
    from auditor.rules import IDS
    from auditor.settings import settings as settings_of

    settings = settings_of.settle(options, config or settings_of.find(Path()), known_rules=IDS, known_formats=FORMATS)
    if workers is not None and place is None:
        raise SettingsError("--workers are those of Ray; add --on ray, or leave it.")
    if settings.reference is not None:
        raise SettingsError(f"{settings.file}: reference belongs to one article; leave it there for a batch.")
    check_output(output)
    check([("results", output)], [p for p in (source, settings.file, settings.baseline) if p is not None])
    opened = open_input(source, settings.references, paths)
    folder = source.parent
    results = on_ray(opened, settings, folder, workers) if place == "ray" else here(opened, settings, folder)
    with _alone_on_the_streams() if place == "ray" else nullcontext(), closing(results):
        outcome = run(results, output, lambda text: None if quiet else say(text))
    if not quiet:
        say(f"{output}: {outcome}")
    ctx.exit(outcome.exit_code)


@contextmanager
def _alone_on_the_streams() -> Iterator[None]:
    """Ray talks on both streams, of things that are mended already, and not only by way of Python; on them nobody is heard
    meanwhile but this command. What Ray says stands in its logs."""
    try:
        kept = os.dup(2)
    except OSError:  # standard error is closed
        yield
        return
    with (
        open(os.devnull, "w", encoding="utf-8") as nowhere,
        open(kept, "w", encoding="utf-8", errors="backslashreplace", buffering=1) as said,
        redirect_stdout(nowhere),
        redirect_stderr(said),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        os.dup2(nowhere.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
