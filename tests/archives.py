"""A desk whose articles are audited into a folder."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from desk import ARTICLE, BACK_TRANSLATIONS, COMMAND, RECORDED, REFERENCE, environment, files

OUT = ("articles", *RECORDED, "--out", "reports")


def put(desk: Path, name: str, number: int = 12, said: int = 21) -> None:
    """An article of its own, of which the reference says another number unless `said` is the same."""
    stem = Path(name).stem
    article = desk / "articles" / name
    article.parent.mkdir(parents=True, exist_ok=True)
    article.write_text(ARTICLE.replace("12", str(number)), encoding="utf-8")
    (desk / "references" / f"{stem}.txt").write_text(REFERENCE.replace("21", str(said)), encoding="utf-8")
    recorded = BACK_TRANSLATIONS.replace("12", str(number))
    (desk / "back-translations" / f"{stem}.txt").write_text(recorded, encoding="utf-8")


def index(desk: Path, folder: str = "reports") -> dict[str, Any]:
    """The index of a folder of reports."""
    found: dict[str, Any] = json.loads((desk / folder / "index.json").read_text(encoding="utf-8"))
    return found


def unchanged(done: subprocess.CompletedProcess[str]) -> str:
    """What a run says of the articles that it did not audit again."""
    return done.stderr.splitlines()[-1].split(".")[0]


def made(folder: Path) -> dict[str, bytes]:
    """What a run leaves, but for the lock."""
    return {name: data for name, data in files(folder).items() if name != ".auditor/lock"}


def start(desk: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """The command, running."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([*COMMAND, *arguments], cwd=desk, env=environment(), **quiet)
