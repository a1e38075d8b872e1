"""What auditor depends on is listed with its licence, and none of it is under the GPL."""

from __future__ import annotations

import re

import dependency_licences as licences
import pytest
from desk import ROOT


def test_every_dependency_is_listed_with_its_licence() -> None:
    """The page names each package of pyproject.toml, also of extras, and the licence that the installed package states."""
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w-]+) \| ([^|]+) \| [^|]{5,} \|$", page, re.MULTILINE)[1:]
    assert rows == [(name, licences.licence_of(name)) for name, _ in licences.direct()], "run `make docs`"
    assert len(rows) > 25


def test_nothing_is_under_the_gpl() -> None:
    """Neither a dependency, of an extra or not, nor what one of them needs."""
    stated = {name: licences.licence_of(name) for name in licences.everything()}
    assert {"markupsafe", "tokenizers", "h11"} <= set(stated)  # what is only needed by others is looked at too
    assert {name: licence for name, licence in stated.items() if licences.is_refused(licence)} == {}


@pytest.mark.parametrize(
    ("licence", "refused"),
    [
        ("GPL-3.0-or-later", True),
        ("AGPL-3.0-only", True),
        ("MIT AND GPL-2.0-only", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("GNU Affero General Public License v3", True),
        ("MIT OR GPL-2.0-only", False),
        ("LGPL-2.1-or-later", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("Apache-2.0", False),
    ],
)
def test_what_is_refused(licence: str, refused: bool) -> None:
    """GPL and AGPL in either way to name them; not where another can be chosen, and not the LGPL."""
    assert licences.is_refused(licence) is refused
