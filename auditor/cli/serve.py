"""`auditor serve`: audits over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from auditor.settings.values import MOST_THREADS

_LIMITS = ("queue", "max_bytes", "timeout")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Name or address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--queue", type=click.IntRange(0, 1000), default=8, show_default=True, help="Requests that may wait.")
@click.option(
    "--max-bytes", type=click.IntRange(1, 100_000_000), default=4_000_000, show_default=True, help="Largest request."
)
@click.option("--timeout", type=click.FloatRange(0.1), default=60.0, show_default=True, help="Seconds to an answer.")
@click.option("-m", "--model", help="A folder or a Hugging Face name.  [default: the best one here]")
@click.option("--revision", help="Branch, tag or commit of a Hugging Face model.")
@click.option("--threads", type=click.IntRange(1, MOST_THREADS), help="Threads.  [default: all cores]")
@click.option("--cache", type=click.Path(path_type=Path), metavar="DIR", help="Where converted models are kept.")
@click.option(
    "--back-translations",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="Use recorded back-translations, of the article `article`.",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Settings file.  [default: auditor.toml or pyproject.toml, found upwards]",
)
def serve(host: str, port: int, config: Path | None, **options: Any) -> None:
    """Audit what is posted to http://HOST:PORT/audit, until Ctrl-C.

    GET / is a form to paste an article and its reference. Nothing that is posted is kept. Needs the extra
    auditor[serve].
    """
    from auditor.cli.messages import say
    from auditor.formats import FORMATS
    from auditor.rules import IDS
    from auditor.service.limits import Limits
    from auditor.service.server import serve as run
    from auditor.settings import settings as settings_of

    limits = Limits(**{name: options.pop(name) for name in _LIMITS})
    # The cache would keep translations of what was posted.
    settings = settings_of.settle(
        {**options, "no_cache": True},
        config or settings_of.find(Path()),
        known_rules=IDS,
        known_formats=FORMATS,
    )
    run(settings, limits, host, port, say)
