"""The way into both commands. Whatever goes wrong, the exit code is 1 for findings and for nothing else.

Only the standard library is imported before the guard is up: a crash while importing is no finding either.
"""

from __future__ import annotations

import gc
import io
import signal
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any


def audit() -> None:
    """Run `audit`."""
    guarded("audit", "auditor.cli.audit", "cli")


def auditor() -> None:
    """Run `auditor`."""
    guarded("auditor", "auditor.cli.auditor", "toolbox")


def guarded(program: str, module: str, command: str) -> None:
    """Run a command: Ctrl-C, a request to end and a closed pipe end it quietly, a bug shows its traceback; all of them
    with exit code 2, also where standard error cannot be written."""
    # Word lists make objects by the hundred thousand that all stay: to look through them for garbage every 700 objects takes
    # a tenth of a short run.
    gc.set_threshold(50_000)
    try:
        _mend_streams()
        _end_with_a_word()
        code = _written(_exit_code(program, module, command))
    except BaseException:  # nothing is left to say it with, and only findings are 1
        code = 2
        _written(code)
    sys.exit(code)


def _written(code: int | str | None) -> int | str | None:
    """The exit code, once the streams are flushed: where that failed at its end, Python would make it 120."""
    for name in ("stdout", "stderr"):
        try:
            getattr(sys, name).flush()
        except AttributeError:  # closed
            continue
        except (OSError, ValueError):
            setattr(sys, name, io.StringIO())
            code = 2 if name == "stdout" else code
    return code


def _exit_code(program: str, module: str, command: str) -> int | str | None:
    try:
        return getattr(import_module(module), command).main(prog_name=program, standalone_mode=False) or 0
    except SystemExit as ended:
        # click's own way out where the reader of a pipe is gone is 1.
        return 2 if ended.code == 1 else ended.code
    except BaseException as error:  # a panic of a library in Rust is no Exception
        return _explained(program, error)


def _explained(program: str, error: BaseException) -> int:
    """Say what ended the command; its exit code."""
    click: Any = sys.modules.get("click")  # not there where it could not be imported
    stops = (KeyboardInterrupt, *([click.Abort] if hasattr(click, "Abort") else []))
    if isinstance(error, stops):
        _say(f"{program}: stopped before the end; no verdict.")
    elif hasattr(click, "ClickException") and isinstance(error, click.ClickException):
        _show(program, error, click)
        return int(error.exit_code)
    elif isinstance(error, OSError) and (reason := _lost()):
        _say(f"{program}: standard output: cannot be written ({reason}).")
    else:
        import traceback

        lines = "".join(traceback.format_exception(error))
        _say(f"{lines}{program}: this is a bug in auditor; please report it with the lines above.")
    return 2


class _Output(io.FileIO):
    """The file behind standard output, which remembers that it could not be written: what was to be written is no longer in
    the buffer then, so that writing once more may succeed."""

    failed: OSError | None = None

    def write(self, data: Any) -> Any:
        """Raises OSError."""
        try:
            return super().write(data)
        except OSError as error:
            self.failed = error
            raise


def _lost() -> str:
    """Why standard output takes no more, as on a disk that is full; empty where it does."""
    failed = getattr(getattr(getattr(sys.stdout, "buffer", None), "raw", None), "failed", None)
    try:
        sys.stdout.flush()
    except OSError as error:
        failed = failed or error
    if failed is None:
        return ""
    sys.stdout = io.StringIO()  # what is left in the buffer would fail again at the end
    return failed.strerror or str(failed)


def _show(program: str, error: Any, click: Any) -> None:
    if isinstance(error, click.UsageError) and not isinstance(error, click.exceptions.NoArgsIsHelpError):
        # What is wrong comes first, in the same words as every other error.
        path = error.ctx.command_path if error.ctx else program
        _say(f"{path}: {error.format_message()}\n{path} --help lists the options.")
    else:
        error.show()


def _say(text: str) -> None:
    from auditor.formats._runners import shown

    if sys.stderr is not None:  # closed; print would then write to standard output
        print(*map(shown, text.split("\n")), sep="\n", file=sys.stderr)


def _end_with_a_word() -> None:
    """A request to end (a job that is cancelled, a terminal that is closed) is what Ctrl-C is, unless it is ignored."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _mend_streams() -> None:
    """What a stream's encoding cannot show is replaced, and what is written is written whole: with PYTHONUNBUFFERED
    standard output is a raw file, which may write a part of a text and say nothing of it."""
    out: Any = sys.stdout
    if type(out) is io.TextIOWrapper and isinstance(getattr(out.buffer, "raw", out.buffer), io.FileIO):
        encoding, file = out.encoding, _Output(out.fileno(), "wb", closefd=False)
        out.detach()
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(file), encoding=encoding, line_buffering=file.isatty())
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        with suppress(AttributeError):  # closed, or not a stream of text
            stream.reconfigure(errors=errors)  # type: ignore[union-attr]
