"""The `auditor` command group: models, calibrations, rules."""

from __future__ import annotations

from pathlib import Path

import click

from auditor import __version__
from auditor.cli.audit import LEVELS, Refusal
from auditor.cli.batch import batch
from auditor.cli.cache import cache
from auditor.cli.guard import auditor as main
from auditor.cli.serve import serve
from auditor.errors import AuditError
from auditor.plurals import plural

__all__ = ["main", "toolbox"]

_model = click.option("-m", "--model", help="A folder or a Hugging Face name.  [default: the best one here]")
_revision = click.option("--revision", help="Branch, tag or commit of a Hugging Face model; also NAME@REVISION.")
_pickle = click.option("--allow-pickle", is_flag=True, help="Read weights that are a pickle, with torch.")
_offline = click.option("--offline", is_flag=True, help="Never ask the network.")


class _Group(click.Group):
    """A group whose commands end with a sentence and exit code 2 where an AuditError stops them."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except AuditError as error:
            raise Refusal(str(error)) from error


@click.group(cls=_Group, name="auditor", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="auditor")
def toolbox() -> None:
    """What surrounds `audit`: models, calibrations, rules."""


@toolbox.group()
def models() -> None:
    """The MarianMT models on this machine."""


@models.command("list")
def list_models() -> None:
    """List them; a star marks the one that runs when none is named."""
    from auditor.engines.models import list_models as every

    for model in every():
        star = "*" if model.default else " "
        pickled = ", a pickle: only with --allow-pickle" if model.pickled else ""
        click.echo(f"{star} {model.name}  {model.revision[:12]}  {model.megabytes} MB  {model.parameters}{pickled}")


@models.command()
@click.argument("name")
@_revision
@_pickle
@_offline
def pull(name: str, revision: str | None, allow_pickle: bool, offline: bool) -> None:
    """Fetch a model from the Hugging Face Hub, e.g. Helsinki-NLP/opus-mt-ar-en, and check its digests.

    NAME may end in @REVISION. What is printed after the name is the commit, which pins the model.
    """
    from auditor.engines.models import pull_model

    model = pull_model(name, revision, offline, allow_pickle)
    click.echo(f"{model.name} {model.revision} is ready in {model.folder}")


@models.command()
@_model
@_revision
@_pickle
@_offline
@click.option(
    "--safetensors",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Write the model into this new folder instead, its weights as safetensors.",
)
def convert(model: str | None, revision: str | None, allow_pickle: bool, offline: bool, folder: Path | None) -> None:
    """Convert a model for ctranslate2 now, and say where the result lies."""
    from auditor.engines import EngineOptions
    from auditor.engines.models import convert_model, write_safetensors

    options = EngineOptions(model=model, revision=revision, allow_pickle=allow_pickle, offline=offline)
    click.echo(str(write_safetensors(options, folder) if folder else convert_model(options)))


@models.command()
@click.argument("name", required=False)
@_revision
@_pickle
@_offline
@click.option("--check", is_flag=True, help="Translate a canary sentence.")
@click.pass_context
def info(
    ctx: click.Context, name: str | None, revision: str | None, allow_pickle: bool, offline: bool, check: bool
) -> None:
    """Describe the model NAME, or the one that runs when none is named.

    With --check also see whether its weights are sound (exit code 1: they are not).
    """
    from auditor.engines import EngineOptions
    from auditor.engines.models import check_model, model_info

    options = EngineOptions(model=name, revision=revision, allow_pickle=allow_pickle, offline=offline)
    found = model_info(options)
    click.echo(f"{found.name}\n{found.revision}\n{found.folder}\n{found.parameters}, {found.pieces} pieces")
    if check:
        result = check_model(options)
        click.echo(f"{result.sentence}\n→ {result.translation}\n{result.verdict}")
        ctx.exit(0 if result.sound else 1)


@toolbox.group()
def references() -> None:
    """The English references of a folder."""


_folder = click.option(
    "-R", "--references", "folder", type=click.Path(path_type=Path), default=Path("references"), show_default=True
)


@references.command("list")
@_folder
def list_references(folder: Path) -> None:
    """List them with their sentences and words; name those that cannot be read (exit code 2)."""
    from auditor.cli.messages import say
    from auditor.formats._runners import shown
    from auditor.reading.document import read_document
    from auditor.reading.language_check import check_language
    from auditor.reading.references import files
    from auditor.reading.segment import segment

    failed = False
    for file in files(folder):
        try:
            document = read_document(str(file), "en")
            check_language(document)
        except AuditError as error:
            failed = True
            say(f"auditor: {error}")
        else:
            held = plural(len(segment(document)), "sentence"), plural(len(document.text.split()), "word")
            click.echo(f"{shown(str(file))}  {', '.join(held)}")
    if failed:
        raise AuditError(f"{folder}: not every file is a reference; mend or move what is named above.")


@references.command()
@click.argument("article", type=click.Path(path_type=Path))
@_folder
def find(article: Path, folder: Path) -> None:
    """Say which reference an article has by its name; `audit` also looks by content."""
    from auditor.formats._runners import shown
    from auditor.reading.references import by_name

    found = by_name(article, folder)
    if found is None:
        raise AuditError(f"{article}: no reference in {folder} has its name; `audit` will look by content.")
    click.echo(shown(str(found)))


@toolbox.command()
@click.option("--pairs", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Arabic<TAB>English.")
@_model
@_revision
@_pickle
@_offline
@click.option("--name", required=True, help="Name of the calibration in reports.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
def calibrate(
    pairs: Path, model: str | None, revision: str | None, allow_pickle: bool, offline: bool, name: str, output: Path
) -> None:
    """Measure what clean text scores with a model.

    A line of PAIRS is Arabic, a tab and English; a third column is a recorded back-translation. An empty line
    separates documents.
    """
    from auditor import atomic_file as files
    from auditor.calibrate import calibrate as measure
    from auditor.calibrate import read_pairs
    from auditor.instruments import open_instruments
    from auditor.scoring.calibration import dumps
    from auditor.settings.settings import Settings

    settings = Settings(model=model, revision=revision, allow_pickle=allow_pickle, offline=offline)
    made = measure(read_pairs(pairs), open_instruments(settings), name)
    try:
        files.write(output, dumps(made))
    except OSError as error:
        raise AuditError(f"{output}: cannot be written ({error.strerror or error}).") from error
    click.echo(f"{output}: {made.pairs} clean sentences")


@toolbox.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> None:
    """Explain a rule, or list them all."""
    from auditor.cli.explain import explain as page
    from auditor.rules import RULES

    if rule is not None:
        click.echo(page(rule))
        return
    for one in RULES.values():
        click.echo(f"{one.id:28} {one.severity.label:9} {one.summary}")


@toolbox.command(short_help="Say what is new between two JSON reports.")
@click.argument("before", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("after", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--fail-on", type=LEVELS, default="major", show_default=True, help="Least severity of a new finding.")
@click.pass_context
def diff(ctx: click.Context, before: Path, after: Path, fail_on: str) -> None:
    """Compare two JSON reports: one line for each finding that is new, gone or still there, then their numbers.

    Exit code: 1 where a new finding is at or above --fail-on, 2 where an article of AFTER was not audited, else 0.
    """
    from auditor import difference as differences
    from auditor.formats._runners import shown
    from auditor.records import Severity

    earlier, later = differences.read(before), differences.read(after)
    found = differences.compare(earlier.known, later.known)
    for word, findings in (("new", found.new), ("gone", found.gone), ("still", found.still)):
        for finding in findings:
            click.echo(f"{word:5} {shown(str(finding))}")
    click.echo(f"{found}.")
    if later.failures:
        unread = plural(later.failures, "article was", "articles were")
        raise AuditError(f"{after}: {unread} not audited, so that there is no verdict; see there.")
    ctx.exit(int(found.fails(None if fail_on == "never" else Severity[fail_on.upper()])))


@toolbox.command(short_help="Print the JSON Schema of reports or settings.")
@click.argument("what", type=click.Choice(["report", "settings"]))
def schema(what: str) -> None:
    """Print a JSON Schema (2020-12): of the JSON report, or of the settings file."""
    import json

    from auditor.cli.schemas import SCHEMAS

    click.echo(json.dumps(SCHEMAS[what](), ensure_ascii=False, indent=2))


@toolbox.command(short_help="Write a settings file and an empty baseline.")
@click.option(
    "--ci", type=click.Choice(["github", "gitlab", "none"]), default="none", show_default=True, help="For whom."
)
def init(ci: str) -> None:
    """Begin in this folder: auditor.toml, an empty baseline and, with --ci, a job for it.

    Nothing that is there already is overwritten: then nothing is written at all.
    """
    from auditor.cli.init import init as begin
    from auditor.cli.init import installed_from

    for path in begin(Path(), ci):
        click.echo(f"{path} is written.")
    if ci != "none" and installed_from() is None:
        click.echo("The job needs the variable AUDITOR, from where pip installs auditor; a comment in it says how.")


for _command in (serve, batch, cache):
    toolbox.add_command(_command)
