"""The image of docs/service: read always, built where a Docker daemon runs."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

from auditor.cli.serve import serve

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docs" / "service" / "Dockerfile"


def instructions() -> list[tuple[str, str]]:
    """Each instruction and what stands behind it, continued lines joined."""
    text = re.sub(r"^#.*\n", "", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE).replace("\\\n", " ")
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in text.splitlines() if line.strip()]


def test_the_image_is_what_the_page_says() -> None:
    """Python 3.11, nobody's rights but its own user's, a health check, and a host that is named on purpose. A Docker
    daemon that answers builds it."""
    steps = instructions()
    names = [name for name, _ in steps]
    last = dict(steps)
    assert steps[0] == ("FROM", "python:3.11-slim")
    assert last["USER"] not in ("root", "0")
    assert names.index("USER") < names.index("CMD")
    program, command, *arguments = json.loads(last["CMD"])
    assert (program, command) == ("auditor", "serve")
    options = serve.make_context("serve", arguments).params
    assert options["host"] == "0.0.0.0"
    assert last["EXPOSE"] == str(options["port"])
    how, _, check = last["HEALTHCHECK"].partition("CMD ")
    assert how.startswith("--")
    assert f"http://127.0.0.1:{options['port']}/healthz" in json.loads(check)[-1]
    assert any(name == "RUN" and "[serve]" in what for name, what in steps)
    for name, what in steps:
        if name == "COPY":
            sources = [word for word in shlex.split(what)[:-1] if not word.startswith("--")]
            assert all((ROOT / source).exists() for source in sources)
    compile(json.loads(check)[-1], "healthcheck", "exec")
    docker = shutil.which("docker")
    answers = docker and subprocess.run([docker, "info"], capture_output=True, check=False, timeout=60).returncode == 0
    if docker and answers:
        command = [docker, "build", "--quiet", "--file", str(FILE), str(ROOT)]
        built = subprocess.run(command, capture_output=True, text=True, check=False, timeout=1800)
        assert built.returncode == 0, built.stderr
