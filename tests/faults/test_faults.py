"""What breaks in and around a run: the tables beside this file. Each fault ends in the right verdict or in one sentence, and
nothing is lost or half-written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import environment, lay
from faults import inputs, moments, places, surroundings, told
from faults.makes import RUN, nothing
from trial import Fault, attempt
from warm import Warm

MODULES = (surroundings, places, inputs, moments, told)
FAULTS = {
    f"{kind}: {name}": fault
    for module in MODULES
    for kind, faults in module.TABLE.items()
    for name, fault in faults.items()
}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with the converted encoder in it, so that a full disk strikes what is written later."""
    kept = tmp_path_factory.mktemp("cache")
    attempt(lay(tmp_path_factory.mktemp("first")), kept, None, Fault(nothing, RUN, code=1))
    return kept


@pytest.fixture(scope="module")
def warm(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """The process that runs are forked from."""
    process = Warm(environment(XDG_CACHE_HOME=str(cache)), lay(tmp_path_factory.mktemp("warm")))
    yield process
    process.close()


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_one_sentence_and_loses_nothing(desk: Path, cache: Path, warm: Warm, name: str) -> None:
    """The exit code as documented, no traceback, one sentence with the path, nothing half-written, nothing lost."""
    attempt(desk, cache, warm, FAULTS[name])


def test_there_are_as_many_faults_as_are_promised() -> None:
    """Four hundred and more, and none hides another of its name."""
    tables = [faults for module in MODULES for faults in module.TABLE.values()]
    assert len(FAULTS) == sum(map(len, tables)) >= 400
