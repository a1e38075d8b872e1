"""What is installed and what is handed on: all that the program needs, the licence, and nothing left lying about."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path

import pytest
from desk import ROOT

import auditor
from auditor.rules import RULES

LEFT_OUT = shutil.ignore_patterns(".*_cache", ".git", ".hypothesis", ".venv", "__pycache__", "build", "dist")
LEFTOVERS = (
    ".hypothesis/examples/one",
    ".pytest_cache/README.md",
    "auditor/.mypy_cache/one.json",
    "auditor/__pycache__/pipeline.cpython-311.pyc",
    "auditor/data/models/ar-en-mini/checkpoint-100/model.safetensors",
    "auditor/data/models/ar-en-mini/optimizer.pt",
    "auditor/data/models/ar-en-mini/pytorch_model.pkl",
    "build/rate-decision.html",
    "dist/auditor-0.0.9.tar.gz",
    "tests/__pycache__/desk.cpython-311.pyc",
    "tests/.ruff_cache/one",
)
"""What tools and training leave in a working folder."""
IN_THE_WHEEL = (
    r"auditor/(\w+/)*\w+\.py",
    r"auditor/py\.typed",
    r"auditor/data/README\.md",
    r"auditor/data/(ar|en|ar-en)/[a-z-]+\.(tsv|tsv\.gz|txt\.gz)",
    r"auditor/data/(calibrations|learned)/[a-z-]+\.(json|tsv)",
    r"auditor/data/rules/[a-z-]+\.md",
    r"auditor/data/templates/[a-z-]+\.(html|css|js)",
    r"auditor/data/models/ar-en-mini/[a-zA-Z_-]+\.(json|safetensors|spm|md)",
    r"auditor-[\d.]+\.dist-info/(METADATA|WHEEL|RECORD|entry_points\.txt|licenses/LICENSE)",
)
"""Every kind of file that an installation has."""
BESIDE_THE_PROGRAM = (
    ".gitignore",
    ".pre-commit-hooks.yaml",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "PKG-INFO",
    "README.md",
    "SECURITY.md",
    "pyproject.toml",
    "requirements-dev.lock",
)
LARGEST = 1_000_000
"""Bytes; of larger files (the weights) only so much is packed here, so that building takes seconds."""


@dataclass(frozen=True)
class Built:
    """A wheel, an sdist, and the folder that both were built from."""

    wheel: Path
    sdist: Path
    source: Path

    def in_wheel(self) -> set[str]:
        """Names of the files that an installation gets."""
        with zipfile.ZipFile(self.wheel) as file:
            return set(file.namelist())

    def in_sdist(self) -> set[str]:
        """Without the folder that all of it is in."""
        with tarfile.open(self.sdist) as file:
            return {member.name.partition("/")[2] for member in file if member.isfile()}

    def read(self, pattern: str) -> str:
        """The one file of the wheel with such a name."""
        (name,) = (name for name in self.in_wheel() if re.fullmatch(pattern, name))
        with zipfile.ZipFile(self.wheel) as file:
            return file.read(name).decode()


def build(source: Path, target: Path, *kinds: str) -> None:
    """Build distributions of a folder as pip would: with the build backend that pyproject.toml names."""
    command = [sys.executable, "-m", "hatchling", "build", *kinds, "-d", str(target)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)


def cut(path: str, to: str) -> str:
    """Copy a file up to LARGEST."""
    with open(path, "rb") as file:
        Path(to).write_bytes(file.read(LARGEST))
    shutil.copymode(path, to)
    return to


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Wheel and sdist of this project, built in a copy in which much was left lying about."""
    folder = tmp_path_factory.mktemp("package")
    source = shutil.copytree(ROOT, folder / "source", ignore=LEFT_OUT, copy_function=cut)
    for name in LEFTOVERS:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text("left over", encoding="utf-8")
    build(source, folder / "built")
    (wheel,), (sdist,) = ((folder / "built").glob(pattern) for pattern in ("*.whl", "*.tar.gz"))
    return Built(wheel, sdist, source)


def program(folder: Path) -> set[str]:
    """The files of the package in a working folder, without leftovers."""
    names = {path.relative_to(folder).as_posix() for path in (folder / "auditor").rglob("*") if path.is_file()}
    return {name for name in names - set(LEFTOVERS) if "__pycache__" not in name}


def test_the_wheel_has_the_program_and_nothing_else(built: Built) -> None:
    """Every file of the package: code, data, models, templates, pages of rules, the mark of type hints. No tests, no
    leftovers, no pickles; and no kind of file that nobody thought of."""
    names = built.in_wheel()
    assert {name for name in names if name.startswith("auditor/")} == program(ROOT)
    assert [name for name in sorted(names) if not any(re.fullmatch(kind, name) for kind in IN_THE_WHEEL)] == []
    needed = {
        "auditor/py.typed",
        *(f"auditor/data/rules/{rule}.md" for rule in RULES),
        *(f"auditor/data/calibrations/{name}.json" for name in ("recorded", "ar-en-mini", "opus-mt-ar-en")),
        *(f"auditor/data/models/ar-en-mini/{name}" for name in ("model.safetensors", "config.json", "vocab.json")),
        *(f"auditor/data/models/ar-en-mini/{name}" for name in ("source.spm", "sentence-encoder.safetensors")),
        *(f"auditor/data/templates/{name}" for name in ("report.html", "report.css", "report.js", "service.html")),
    }
    assert needed <= names


def test_the_wheel_has_the_licences(built: Built) -> None:
    """That of the project, and that of the encoder, whose terms ask for its text beside every copy."""
    licence = built.read(r"auditor-[\d.]+\.dist-info/licenses/LICENSE")
    assert licence == (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "License-Expression: Apache-2.0\n" in built.read(r"auditor-[\d.]+\.dist-info/METADATA")
    card = built.read(r"auditor/data/models/ar-en-mini/README\.md")
    assert "multilingual-e5-small: MIT License, Copyright (c) Microsoft Corporation." in card
    assert "Permission is hereby granted, free of charge" in card


def test_the_sdist_has_what_development_needs(built: Built) -> None:
    """The program, its tests, samples, pages and tools, and nothing left over."""
    names = built.in_sdist()
    assert program(ROOT) <= names
    assert names.isdisjoint(LEFTOVERS)
    assert {name for name in names if "/" not in name} == set(BESIDE_THE_PROGRAM)
    assert {name.partition("/")[0] for name in names if "/" in name} == {
        ".ci",
        ".github",
        "auditor",
        "docs",
        "references",
        "tests",
    }
    assert {"tests/conftest.py", "tests/samples/rate-decision.txt", "references/rate-decision.txt"} <= names
    assert [name for name in names if re.search(r"_cache/|\.(pyc|pt|pth|pkl|ckpt|npz)$|(^|/)(dist|build)/", name)] == []


def test_the_sdist_builds_the_same_wheel(built: Built, tmp_path: Path) -> None:
    """Whoever installs from the sdist gets what whoever installs the wheel gets."""
    with tarfile.open(built.sdist) as file:
        file.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    build(unpacked, tmp_path / "built", "-t", "wheel")
    (wheel,) = (tmp_path / "built").glob("*.whl")
    with zipfile.ZipFile(wheel) as again, zipfile.ZipFile(built.wheel) as once:
        assert {i.filename: i.CRC for i in again.infolist()} == {i.filename: i.CRC for i in once.infolist()}


def test_the_commands_installed_are_the_two_documented(built: Built, tmp_path: Path) -> None:
    """The page of the command line has a heading for each; installed from the wheel they run and find their data."""
    entries = ConfigParser()
    entries.read_string(built.read(r"auditor-[\d.]+\.dist-info/entry_points\.txt"))
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert entries.sections() == ["console_scripts"]
    assert list(entries["console_scripts"]) == re.findall(r"^## (\w+)$", page, re.MULTILINE) == ["audit", "auditor"]

    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-compile"]
    subprocess.run([*pip, "--no-deps", "--no-index", "--target", str(tmp_path), str(built.wheel)], check=True)
    for command in ("audit", "auditor"):
        arguments = ["--explain", "moved"] if command == "audit" else ["explain", "moved"]
        shown = installed(tmp_path, command, *arguments)
        assert shown.startswith("# moved\n")
        assert installed(tmp_path, command, "--version").split()[-1] == auditor.__version__


def installed(folder: Path, command: str, *arguments: str) -> str:
    """What a command prints that was installed into a folder, run where no other auditor is found first."""
    return subprocess.run(
        [sys.executable, str(folder / "bin" / command), *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
