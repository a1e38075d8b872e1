"""The image of docs/service: each of its steps is tried as far as that goes without a container; where a container runtime
exists the image is built and asked."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import click
import pytest
from desk import environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from served import serving

from auditor.cli.auditor import toolbox
from auditor.cli.serve import serve

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docs" / "service" / "Dockerfile"
KNOWN = {"FROM", "COPY", "RUN", "USER", "WORKDIR", "ENV", "EXPOSE", "HEALTHCHECK", "CMD"}
LARGEST = 1_000_000
"""Bytes; of larger files (the weights) only so much is packed here."""


def instructions() -> list[tuple[str, str]]:
    """Each instruction and what stands behind it, continued lines joined."""
    text = re.sub(r"^#.*\n", "", FILE.read_text(encoding="utf-8"), flags=re.MULTILINE).replace("\\\n", " ")
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in text.splitlines() if line.strip()]


STEPS = instructions()
LAST = dict(STEPS)


def copied() -> Iterator[tuple[Path, str]]:
    """Each path that is copied into the image, and the folder of the image that it comes to lie in."""
    for name, what in STEPS:
        if name == "COPY":
            *sources, target = shlex.split(what)
            for source in sources:
                # Of a folder its content is copied, not the folder.
                yield ROOT / source, target if (ROOT / source).is_dir() else f"{target}{Path(source).name}"


def commands() -> Iterator[list[str]]:
    """The commands that are run in the image, one by one."""
    for name, what in STEPS:
        if name == "RUN":
            yield from (shlex.split(part) for part in what.split("&&"))
    yield json.loads(LAST["CMD"])


def health() -> list[str]:
    """The command that says whether the container is well."""
    return [str(word) for word in json.loads(LAST["HEALTHCHECK"].partition("CMD ")[2])]


def test_it_is_made_of_what_is_known_here() -> None:
    """Python 3.11, which the package asks for at least, a host that is named on purpose, the port that is asked for."""
    assert STEPS[0] == ("FROM", "python:3.11-slim")
    assert {name for name, _ in STEPS} == KNOWN
    options = serve.make_context("serve", json.loads(LAST["CMD"])[2:]).params
    assert options["host"] == "0.0.0.0"
    assert LAST["EXPOSE"] == str(options["port"])
    assert f"http://127.0.0.1:{options['port']}/healthz" in health()[-1]
    assert LAST["HEALTHCHECK"].startswith("--interval=")


def test_it_runs_as_a_user_of_its_own() -> None:
    """Who is made in the image, has no name or number of root, and owns the folder it works in; nothing runs after root."""
    names = [name for name, _ in STEPS]
    (made,) = (command for command in commands() if command[0] == "useradd")
    user = LAST["USER"]
    assert made[-1] == user != "root"
    assert int(made[made.index("--uid") + 1]) > 0
    assert "--create-home" in made
    assert LAST["WORKDIR"] == f"/home/{user}"
    assert names.count("USER") == 1
    assert names.index("USER") < names.index("CMD")
    privileged = [what for name, what in STEPS[: names.index("USER")] if name == "RUN"]
    assert not any("auditor models" in what for what in privileged)


def test_every_command_of_it_exists() -> None:
    """Those of auditor with their options; the others come with the image of Python."""
    for program, *words in commands():
        assert program in {"auditor", "pip", "rm", "sed", "useradd"}
        if program == "auditor":
            command: click.Command = toolbox
            context = click.Context(toolbox)
            while isinstance(command, click.Group):
                name, command, words = command.resolve_command(context, words)
            assert command.make_context(name, words)


def test_what_is_copied_is_enough_to_install(tmp_path: Path) -> None:
    """Every path exists, and what lies in the image then builds the package whole, with its commands."""

    def cut(path: str, to: str) -> str:
        with open(path, "rb") as file:
            Path(to).write_bytes(file.read(LARGEST))
        return to

    for source, target in copied():
        assert source.exists(), source
        place = tmp_path / target.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, place, copy_function=cut, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            cut(str(source), str(place))
    (install,) = (command for command in commands() if command[:2] == ["pip", "install"])
    folder, extra = re.fullmatch(r"(/\w+)\[(\w+)\]", install[-1]).groups()  # type: ignore[union-attr]
    assert extra in distribution("auditor").metadata.get_all("Provides-Extra", [])
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "built")]
    subprocess.run(build, cwd=tmp_path / folder.lstrip("/"), check=True, capture_output=True)
    (wheel,) = (tmp_path / "built").glob("auditor-*.whl")
    shutil.unpack_archive(wheel, tmp_path / "installed", "zip")
    program = {
        p.relative_to(ROOT) for p in (ROOT / "auditor").rglob("*") if p.is_file() and "__pycache__" not in p.parts
    }
    assert program <= {p.relative_to(tmp_path / "installed") for p in (tmp_path / "installed").rglob("*")}
    (entries,) = (tmp_path / "installed").glob("auditor-*.dist-info/entry_points.txt")
    assert "auditor = auditor.cli.guard:auditor" in entries.read_text(encoding="utf-8")


def test_it_installs_the_versions_that_are_locked(tmp_path: Path) -> None:
    """The line that reads the lock leaves a list that pip takes, without hashes; all that the service needs is in it."""
    (step,) = (what for name, what in STEPS if name == "RUN" and what.startswith("sed"))
    read, _, rest = step.partition("&&")
    shutil.copy(ROOT / "requirements-dev.lock", tmp_path)
    subprocess.run(["sh", "-ec", read.replace("/src", str(tmp_path))], check=True, timeout=10)
    assert "--constraint /src/versions.txt" in rest
    lines = (tmp_path / "versions.txt").read_text(encoding="utf-8").splitlines()
    pins = {canonicalize_name(pin.name) for pin in map(Requirement, lines) if not pin.marker or pin.marker.evaluate()}
    locked = re.findall(r"^[^#\s].*==", (ROOT / "requirements-dev.lock").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(lines) == len(locked)
    needed = everything("auditor", "serve")
    assert {"ctranslate2", "starlette", "uvicorn"} <= needed
    assert needed <= pins


def everything(name: str, extra: str = "") -> set[str]:
    """The names of what a distribution needs, and of what these need."""
    found: set[str] = set()
    todo = [(name, {extra})]
    while todo:
        name, extras = todo.pop()
        for requirement in map(Requirement, distribution(name).requires or ()):
            marker = requirement.marker
            if marker is None or any(marker.evaluate({"extra": extra}) for extra in (extras or {""})):
                needed = canonicalize_name(requirement.name)
                todo += [(needed, requirement.extras)] if needed not in found else []
                found.add(needed)
    return found


def test_its_health_is_that_of_the_service(tmp_path: Path) -> None:
    """The check is content with a service that runs as the image runs it, and not where none answers."""
    program, flag, code = health()
    assert (program, flag) == ("python", "-c")
    with serving(tmp_path, "--host", "0.0.0.0") as served:
        asked = [sys.executable, flag, code.replace(f":{LAST['EXPOSE']}/", f":{served.port}/")]
        assert subprocess.run(asked, env=environment(), check=False, timeout=60).returncode == 0
    assert subprocess.run(asked, env=environment(), check=False, capture_output=True, timeout=60).returncode != 0


def runtime() -> str | None:
    """A container runtime that answers; None where there is none."""
    for name in ("docker", "podman"):
        program = shutil.which(name)
        try:
            subprocess.run([program or name, "info"], capture_output=True, check=True, timeout=20)
        except (OSError, subprocess.SubprocessError):
            continue
        return program
    return None


RUNTIME = runtime()


@pytest.mark.skipif(RUNTIME is None, reason="where a container runtime exists: neither docker nor podman answers here")
def test_it_is_built_and_answers() -> None:
    """The image is built, its container audits nothing as root, and is found well by its own check."""
    assert RUNTIME is not None
    with tempfile.TemporaryDirectory() as folder:
        name = Path(folder, "image")
        build = [RUNTIME, "build", "--iidfile", str(name), "--file", str(FILE), str(ROOT)]
        built = subprocess.run(build, capture_output=True, text=True, check=False, timeout=1800)
        assert built.returncode == 0, built.stderr
        image = name.read_text(encoding="utf-8").strip()
    started = subprocess.run([RUNTIME, "run", "--detach", "--rm", image], capture_output=True, text=True, check=True)
    container = started.stdout.strip()
    try:
        for _ in range(60):
            asked = subprocess.run([RUNTIME, "exec", container, *health()], capture_output=True, check=False)
            if asked.returncode == 0:
                break
            time.sleep(1)
        assert asked.returncode == 0, asked.stderr
        who = subprocess.run([RUNTIME, "exec", container, "id", "-u"], capture_output=True, text=True, check=True)
        assert who.stdout.strip() not in ("", "0")
    finally:
        subprocess.run([RUNTIME, "kill", container], capture_output=True, check=False)
