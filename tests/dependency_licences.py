"""Licences of what auditor depends on, as the installed packages state them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution

from desk import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TEXT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(TEXT)["project"]
SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache 2.0 License": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
}
"""Older ways to name a licence, in the identifiers of SPDX; which BSD licence it is, the older way does not say."""


def licence_of(package: str) -> str:
    """What an installed package states: an SPDX expression, else its classifiers, else the short name of a licence.

    Raises PackageNotFoundError where it is not installed, ValueError where it states none.
    """
    stated = distribution(package).metadata
    if expression := stated.get("License-Expression"):
        return expression
    classifiers = [c.rpartition(" :: ")[2] for c in stated.get_all("Classifier") or () if c.startswith("License ::")]
    names = classifiers or [stated.get("License") or ""]
    if not all(re.fullmatch(r"[^\n]{2,80}", name) for name in names):
        raise ValueError(f"{package} does not say under which licence it is")
    return " AND ".join(SPDX.get(name, name) for name in names)


def direct() -> Iterator[tuple[str, str]]:
    """Each runtime dependency in the order of pyproject.toml and the extra that asks for it, which is "" for most."""
    groups = {"": PROJECT["dependencies"], **PROJECT["optional-dependencies"]}
    for extra, requirements in groups.items():
        for requirement in requirements:
            yield Requirement(requirement).name, extra


def everything() -> set[str]:
    """All that an installation with every extra brings on this machine: the direct dependencies and what these need."""
    found: set[tuple[str, str]] = set()
    requirements = [*PROJECT["dependencies"], *(r for more in PROJECT["optional-dependencies"].values() for r in more)]
    waiting = [Requirement(requirement) for requirement in requirements]
    while waiting:
        one = waiting.pop()
        for extra in ("", *one.extras):
            if (key := (canonicalize_name(one.name), extra)) not in found:
                found.add(key)
                below = map(Requirement, distribution(one.name).requires or ())
                waiting += (r for r in below if r.marker is None or r.marker.evaluate({"extra": extra}))
    return {name for name, _ in found}


def is_refused(licence: str) -> bool:
    """Whether a licence would put whoever hands auditor on under the GPL or the AGPL, with no other to choose."""
    gpl = re.compile(r"\bA?GPL|(?<!Lesser )(?<!Library )General Public License")
    return all(gpl.search(choice) for choice in licence.split(" OR "))


def purpose_of(package: str, extra: str) -> str:
    """The extra that a package belongs to, else the comment on its line in pyproject.toml."""
    if extra:
        return f"the extra `{extra}`"
    (comment,) = re.findall(
        rf'^  "{re.escape(package)}\W.*",\s+# (.+)$', TEXT.partition("\n[dependency-groups]")[0], re.M
    )
    return str(comment)


def table() -> str:
    """A row for each direct dependency."""
    rows = (f"| {name} | {licence_of(name)} | {purpose_of(name, extra)} |" for name, extra in direct())
    return "\n".join(["| package | licence | is for |", "|---|---|---|", *rows])
