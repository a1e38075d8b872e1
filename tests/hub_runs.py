"""`audit` and `auditor` run beside a Hub on this machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from desk import environment
from fake_hub import FakeHub

COMMIT = "0123456789abcdef0123456789abcdef01234567"
LATER = "89abcdef0123456789abcdef0123456789abcdef"
NAME = "some-org/tiny"
WEIGHTS = "model.safetensors"
PICKLE = "pytorch_model.bin"


def start(command: str, hub: FakeHub | str, home: Path, *arguments: str, **more: str) -> subprocess.Popen[str]:
    """`audit` or `auditor`, begun with another Hub and an empty home."""
    variables = {"HF_ENDPOINT": hub if isinstance(hub, str) else hub.endpoint, "HF_HOME": str(home)}
    inherited = environment(**variables, **more)
    if "HF_HUB_OFFLINE" not in more:
        del inherited["HF_HUB_OFFLINE"]
    code = f"import auditor.cli.guard as guard; guard.{command}()"
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=home.parent,
        env=inherited,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def run(command: str, hub: FakeHub | str, home: Path, *arguments: str, **more: str) -> tuple[int, str, str]:
    """Exit code, standard output, and what the program itself says on standard error."""
    process = start(command, hub, home, *arguments, **more)
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in err
    return process.returncode, out, "\n".join(line for line in err.splitlines() if line.startswith(f"{command}: "))


def pull(hub: FakeHub | str, home: Path, *arguments: str, **more: str) -> tuple[int, str, str]:
    """`auditor models pull`."""
    return run("auditor", hub, home, "models", "pull", *arguments, **more)
