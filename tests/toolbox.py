"""`auditor` as a person runs it in a folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from desk import environment

CODE = "from auditor.cli.guard import auditor; auditor()"


def run_toolbox(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run it to its end."""
    return subprocess.run(
        [sys.executable, "-c", CODE, *arguments],
        cwd=folder,
        env=environment(**variables),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
