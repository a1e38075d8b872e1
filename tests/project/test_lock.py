"""The locked development environment agrees with pyproject.toml, and every dependency says what it is for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from desk import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TEXT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads(TEXT)
GROUPS = PROJECT["dependency-groups"]


def group(name: str) -> Iterator[str]:
    """Requirements of a dependency group and of those that it includes."""
    for item in GROUPS[name]:
        if isinstance(item, str):
            yield item
        else:
            yield from group(item["include-group"])


def locked() -> dict[str, tuple[Requirement, list[str]]]:
    """What the lock pins, by name: the requirement and its hashes."""
    found = {}
    for block in re.split(r"\n(?=\S)", LOCK):
        if not block.startswith("#"):
            head, *hashes = (line.strip().removesuffix("\\").strip() for line in block.strip().splitlines())
            requirement = Requirement(head)
            found[canonicalize_name(requirement.name)] = (requirement, hashes)
    return found


def test_the_lock_agrees_with_pyproject() -> None:
    """Each dependency and each tool of development is pinned at a version that pyproject.toml allows."""
    pinned = locked()
    wanted = [Requirement(r) for r in (*PROJECT["project"]["dependencies"], *group("dev"))]
    assert len(wanted) > 25
    for requirement in wanted:
        (pin,) = pinned[canonicalize_name(requirement.name)][0].specifier
        assert pin.operator == "=="
        assert requirement.specifier.contains(pin.version), f"{requirement}: {pin.version} is locked; run `make lock`"


def test_everything_locked_has_hashes_and_no_address() -> None:
    """Nothing is taken that is not what was locked, wherever it comes from."""
    for requirement, hashes in locked().values():
        (pin,) = requirement.specifier
        assert (pin.operator, requirement.url) == ("==", None)
        assert hashes
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in hashes), requirement
    assert "://" not in LOCK
    assert not re.search(r"^--?\w", LOCK, re.MULTILINE)


def test_every_dependency_says_what_it_is_for() -> None:
    """In a comment on its line."""
    block = TEXT.split("\ndependencies = [\n")[1].split("\n]")[0]
    lines = block.splitlines()
    assert len(lines) == len(PROJECT["project"]["dependencies"])
    assert all(re.fullmatch(r'  "[^"]+",\s+# .{5,}', line) for line in lines)
