"""A desk with one article on it, and the command as a person runs it there."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-m", "auditor")
RECORDED = ("--back-translations", "back-translations")

ARTICLE = """\
افتتح المجلس البلدي مكتبة جديدة في الحي القديم يوم الأحد. وتضم المكتبة 12 ألف كتاب.
وقالت مديرة المكتبة إن الدخول مجاني للجميع.
"""
REFERENCE = """\
The town council opened a new library in the old quarter on Sunday. The library holds 21,000 books.
The head of the library said that admission is free for everyone.
"""
BACK_TRANSLATIONS = """\
The town council opened a new library in the old quarter on Sunday.
The library holds 12,000 books.
The head of the library said that entry is free for everyone.
"""


_UNASKED = (
    "PYTHONDONTWRITEBYTECODE",
    "NO_COLOR",
    "FORCE_COLOR",
    "COLUMNS",
    "PYTHONUNBUFFERED",
    "PYTHONIOENCODING",
    "PYTHONUTF8",
)


def lay(folder: Path) -> Path:
    """Put a short article, its reference and its back-translations into a folder."""
    for place, text in (("", ARTICLE), ("references", REFERENCE), ("back-translations", BACK_TRANSLATIONS)):
        (folder / place).mkdir(exist_ok=True)
        (folder / place / "library.txt").write_text(text, encoding="utf-8")
    return folder


def environment(**more: str) -> dict[str, str]:
    """No network, no colour and no way of writing that the caller did not ask for."""
    kept = {k: v for k, v in os.environ.items() if k not in _UNASKED}
    return {**kept, "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(ROOT), **more}


def run(folder: Path, *arguments: str, text: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
    """The command in a folder."""
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env=environment(**variables),
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def on_a_terminal(
    folder: Path, *arguments: str, stream: Literal["stdout", "stderr"] = "stderr", **variables: str
) -> tuple[int, bytes]:
    """The command in a folder with one of its streams on a terminal: its exit code, and what the terminal shows. Standard
    output goes nowhere else."""
    main, follower = pty.openpty()
    out = follower if stream == "stdout" else subprocess.DEVNULL
    error = follower if stream == "stderr" else None
    with subprocess.Popen(
        [*COMMAND, *arguments], cwd=folder, env=environment(**variables), stdout=out, stderr=error
    ) as process:
        os.close(follower)
        shown = b""
        while chunk := _read(main):
            shown += chunk
        code = process.wait(60)
    os.close(main)
    return code, shown


def _read(terminal: int) -> bytes:
    """What a terminal shows next; empty at the end, which Linux reports as an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
