"""Weights that are a pickle, which may run programs: read where that is allowed, and never as more than weights."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fake_hub import FakeHub
from hub_runs import COMMIT, LATER, PICKLE, WEIGHTS, pull, run

from auditor.engines import EngineOptions, models
from auditor.engines.checkpoint import read_checkpoint
from auditor.engines.locate import default_model
from auditor.engines.open import choose_model
from auditor.errors import EngineError


def test_a_pickle_is_not_even_fetched(hub: FakeHub, pickled: Path, tmp_path: Path) -> None:
    """Where the Hub has nothing else, the refusal says why and the two ways on; with the option it is fetched."""
    hub.put("some-org/old", pickled, LATER)
    home = tmp_path / "home"
    code, out, err = pull(hub, home, "some-org/old")
    assert (code, out) == (2, "")
    assert err == (
        "auditor: some-org/old, pytorch_model.bin: a pickle, and whoever made one can have it run programs when it is"
        " read; name a revision that has model.safetensors, or, if you trust who made it, convert it once with"
        " `auditor models convert --allow-pickle --model some-org/old --safetensors FOLDER`, or pass --allow-pickle."
    )
    assert hub.fetched(PICKLE) == []
    assert pull(hub, home, "some-org/old", "--allow-pickle")[0] == 0
    assert run("auditor", hub, home, "models", "info", "some-org/old")[0] == 2
    assert run("auditor", hub, home, "models", "info", "some-org/old", "--allow-pickle")[0] == 0
    assert "a pickle: only with --allow-pickle" in run("auditor", hub, home, "models", "list")[1]


def test_pull_prefers_safetensors_wherever_they_are(hub: FakeHub, pickled: Path, opus: Path, tmp_path: Path) -> None:
    """Of a model whose `main` holds a pickle alone, the converter's safetensors are fetched, and found again offline."""
    hub.put("some-org/old", pickled, LATER)
    hub.put("some-org/old", opus, COMMIT, "refs/pr/3")
    hub.offers["some-org/old"] = 3
    home = tmp_path / "home"
    assert f"some-org/old {COMMIT} " in pull(hub, home, "some-org/old")[1]
    assert hub.fetched(PICKLE) == []
    assert COMMIT in run("auditor", hub, home, "models", "info", "some-org/old", "--offline")[1]


def test_a_folder_with_a_pickle_needs_the_option(pickled: Path, tmp_path: Path) -> None:
    """Without it the sentence names the file; converted once, the folder needs neither the option nor torch, and its
    weights are the same, each kept once."""
    with pytest.raises(EngineError, match=rf"{PICKLE}: a pickle, and whoever made one .* --model {pickled} "):
        choose_model(EngineOptions(model=str(pickled)))
    with pytest.raises(EngineError, match="a pickle"):
        models.write_safetensors(EngineOptions(model=str(pickled)), tmp_path / "new")
    assert not (tmp_path / "new").exists()
    options = EngineOptions(model=str(pickled), allow_pickle=True)
    made = models.write_safetensors(options, tmp_path / "new")
    assert choose_model(EngineOptions(model=str(made))).weights.name == WEIGHTS
    before, after = read_checkpoint(pickled), read_checkpoint(made)
    assert (after.source_embeddings == before.source_embeddings).all()
    assert "lm_head.weight" not in after.weights
    assert all((before.weights[name] == array).all() for name, array in after.weights.items())
    with pytest.raises(EngineError, match="is there already; name a new folder"):
        models.write_safetensors(options, made)


def test_a_pickle_that_would_run_something_does_not(pickled: Path, tmp_path: Path) -> None:
    """Even where it is allowed, weights alone are read."""
    import pickle

    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return open, (str(tmp_path / "ran"),)

    folder = shutil.copytree(pickled, tmp_path / "evil")
    (folder / PICKLE).write_bytes(pickle.dumps({"model.shared.weight": Evil()}))
    with pytest.raises(EngineError, match="not readable as torch weights"):
        models.write_safetensors(EngineOptions(model=str(folder), allow_pickle=True), tmp_path / "new")
    assert not (tmp_path / "ran").exists()
    assert not (tmp_path / "new").exists()


def test_a_pulled_pickle_is_not_the_default(pickled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It must not stop an audit that names no model, unless it is allowed."""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    root = tmp_path / "models--Helsinki-NLP--opus-mt-ar-en"
    shutil.copytree(pickled, root / "snapshots" / COMMIT)
    (root / "refs").mkdir()
    (root / "refs" / "main").write_text(COMMIT)
    assert default_model().bundled
    assert default_model(allow_pickle=True).revision == COMMIT
