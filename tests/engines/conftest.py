"""What the tests of engines share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import tiny_marian
from fake_hub import FakeHub
from hub_runs import COMMIT, NAME, PICKLE, WEIGHTS

from auditor.engines.checkpoint import read_checkpoint


@pytest.fixture(scope="module")
def opus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny MarianMT folder of the opus-mt kind."""
    return tiny_marian.build(tmp_path_factory.mktemp("tiny") / "opus")


@pytest.fixture(scope="module")
def pickled(opus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same model with its weights as a pickle, as torch wrote them before there was safetensors."""
    import torch

    folder = shutil.copytree(opus, tmp_path_factory.mktemp("old") / "pickled")
    weights = {name: torch.from_numpy(array) for name, array in read_checkpoint(opus).weights.items()}
    tied = {"model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight", "lm_head.weight"}
    torch.save(weights | dict.fromkeys(tied, weights["model.shared.weight"]), folder / PICKLE)
    (folder / WEIGHTS).unlink()
    return folder


@pytest.fixture
def hub(opus: Path) -> Iterator[FakeHub]:
    """A Hub that has the tiny model."""
    with FakeHub() as running:
        running.put(NAME, opus, COMMIT)
        yield running
