"""The `audit` command: options in, exit code out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from auditor import __version__
from auditor.cli.guard import audit as main
from auditor.errors import AuditError
from auditor.formats import FORMATS
from auditor.settings.values import MOST_BEAM, MOST_THREADS

__all__ = ["LEVELS", "Refusal", "cli", "main"]

_PATH = click.Path(path_type=Path)
_FILE = click.Path(path_type=Path, dir_okay=False)
LEVELS = click.Choice(["never", "minor", "major", "critical"])


class Refusal(click.ClickException):
    """An error a person can act on: one sentence on standard error, exit code 2."""

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(message)
        context = click.get_current_context(silent=True)
        self.program = context.find_root().info_name if context else "audit"

    def show(self, file: Any = None) -> None:
        """Print the message after the program's name; click's own would begin with a capital Error."""
        from auditor.cli.messages import say

        say(f"{self.program}: {self.message}")


def _print_rule(ctx: click.Context, _: click.Parameter, rule: str | None) -> None:
    if rule is not None and not ctx.resilient_parsing:
        from auditor.cli.explain import explain

        try:
            click.echo(explain(rule))
        except AuditError as error:
            raise Refusal(str(error)) from error
        ctx.exit()


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of contract and settings; what is not given on the command line comes from the settings file."""
    o = click.option
    for decorate in reversed(
        (
            o("-r", "--reference", type=_FILE, help="The English reference of the one article."),
            o("-R", "--references", type=_PATH, help="Folder in which to look for references.  [default: references]"),
            o("-m", "--model", help="MarianMT model: a folder or a Hugging Face name.  [default: the best one here]"),
            o("--revision", help="Branch, tag or commit of a Hugging Face model; also NAME@REVISION."),
            o("--allow-pickle", is_flag=True, default=None, help="Read weights that are a pickle, with torch."),
            o("--runtime", type=click.Choice(["auto", "ctranslate2", "transformers"]), help="What computes."),
            o("--article-lang", metavar="CODE", help="Language of the article.  [default: ar]"),
            o("--reference-lang", metavar="CODE", help="Language of the reference.  [default: en]"),
            o(
                "--back-translations",
                type=_PATH,
                metavar="FILE|DIR",
                help="Use recorded back-translations, one line for each sentence; in DIR, <article's stem>.txt.",
            ),
            o("--one-sentence-per-line", is_flag=True, default=None, help="The files are split: a line, a sentence."),
            o("--beam", type=click.IntRange(1, MOST_BEAM), help="Beam size.  [default: 4]"),
            o("--threads", type=click.IntRange(1, MOST_THREADS), help="Threads.  [default: all cores]"),
            o("--deterministic", is_flag=True, default=None, help="Same input, same report to the byte; slower."),
            o("--offline", is_flag=True, default=None, help="Never ask the network."),
            o("--cache", type=_PATH, metavar="DIR", help="Where converted models and translations are kept."),
            o("--no-cache", is_flag=True, default=None, help="Keep nothing, and audit everything anew."),
            o("--no-reference", is_flag=True, default=None, help="Check the article by itself."),
            o("--no-back-translation", is_flag=True, default=None, help="Compare by sentence vectors alone: seconds."),
            o(
                "--include-unreviewed",
                is_flag=True,
                default=None,
                help="Of a bilingual file, also the units that are fuzzy or not reviewed.",
            ),
            o(
                "--false-alarms",
                type=click.FloatRange(0, 0.5),
                help="False alarms per clean sentence.  [default: 0.01]",
            ),
            o("--calibration", type=_FILE, help="What clean text scores with the engine.  [default: the shipped one]"),
            o("-f", "--format", "format", type=click.Choice(list(FORMATS)), help="What goes to standard output."),
            o("--report", multiple=True, metavar="FORMAT=FILE", help="Also write a report; may be repeated."),
            o(
                "--out",
                type=_PATH,
                metavar="DIR",
                help="Write a report for each article and an index into DIR; resumes.",
            ),
            o(
                "--out-format",
                multiple=True,
                type=click.Choice(list(FORMATS)),
                metavar="NAME",
                help="Beside json, write this format into DIR too; may be repeated.",
            ),
            o("--fail-on", type=LEVELS, help="Least severity that makes the exit code 1.  [default: major]"),
            o("--select", metavar="RULE,…", help="Only these rules."),
            o("--ignore", metavar="RULE,…", help="Not these rules."),
            o("--baseline", type=_FILE, help="Findings that were accepted; they do not count."),
            o("--update-baseline", is_flag=True, help="Accept all findings of this run into the baseline."),
            o("--accept", metavar="ID", help="Accept one finding into the baseline, by its id; with --reason."),
            o("--reason", help="Why it is accepted."),
            o("--diff", type=_FILE, help="JSON report of an earlier run; findings that it has do not count."),
            o("--explain", metavar="RULE", callback=_print_rule, expose_value=False, help="Explain a rule and exit."),
            o("--config", type=_FILE, help="Settings file.  [default: auditor.toml or pyproject.toml, found upwards]"),
            o("--show-settings", is_flag=True, help="Print the settings of this run and where each comes from."),
            o("--open", is_flag=True, help="Show the report as a page in the browser."),
            o("--watch", is_flag=True, help="Audit again whenever an article is saved."),
            o("-q", "--quiet", is_flag=True, help="No progress and no summary on standard error."),
            o("-v", "--verbose", count=True, help="Say more on standard error; twice, everything."),
        )
    ):
        command = decorate(command)
    return command


@click.command(name="audit", context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("articles", metavar="ARTICLE...", nargs=-1)
@_options
@click.version_option(__version__, prog_name="audit")
@click.pass_context
def cli(ctx: click.Context, /, articles: tuple[str, ...], **options: Any) -> None:
    """Compare Arabic news articles with their English references and report what diverges.

    ARTICLE is a .txt, .md, .html or .docx file, a bilingual one (.xliff, .tmx, .po, .csv, .tsv, .jsonl), which needs no
    reference, a folder of them, or - for standard input. The report goes to standard
    output. Exit code: 0 nothing at or above --fail-on, 1 something is, 2 no verdict.
    """
    from auditor.cli.run import Invocation

    try:
        invocation = Invocation.begin(articles, options)
        if options["show_settings"]:
            click.echo(invocation.shown_settings(), nl=False)
            return
        if not articles:
            raise click.UsageError("Missing argument 'ARTICLE...'.", ctx)
        ctx.exit(invocation.watch() if options["watch"] else invocation.run())
    except AuditError as error:
        raise Refusal(str(error)) from error
