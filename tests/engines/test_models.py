"""Which model is used: the best one here, one that is named, one of the Hub; and what people do with models."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from counting_engine import SENTENCES
from hub_runs import COMMIT

from auditor.engines import EngineOptions, hub, models, open_engine
from auditor.engines.locate import bundled, default_model, digest, in_hub_cache
from auditor.engines.open import choose_model
from auditor.errors import EngineError


@pytest.fixture
def hub_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty local Hub cache."""
    folder = tmp_path / "hub"
    folder.mkdir()
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(folder))
    return folder


def put_into_hub_cache(cache: Path, name: str, model: Path, reference: str = "main", commit: str = COMMIT) -> Path:
    """Lay a model out as the Hub client does."""
    root = cache / f"models--{name.replace('/', '--')}"
    snapshot = root / "snapshots" / commit
    shutil.copytree(model, snapshot)
    (root / "refs" / reference).parent.mkdir(parents=True, exist_ok=True)
    (root / "refs" / reference).write_text(commit)
    return snapshot


# --- which model ----------------------------------------------------------------------------------


def test_the_default_is_the_best_model_on_the_machine(hub_cache: Path, opus: Path) -> None:
    """Bundled when nothing is pulled; a pulled opus-mt before it; a pulled tc-big before both. Only the bundled one
    comes with a hint."""
    assert choose_model(EngineOptions()).name == "ar-en-mini"
    assert choose_model(EngineOptions()).hint == "auditor models pull Helsinki-NLP/opus-mt-ar-en"
    put_into_hub_cache(hub_cache, "Helsinki-NLP/opus-mt-ar-en", opus)
    assert choose_model(EngineOptions()).name == "Helsinki-NLP/opus-mt-ar-en"
    put_into_hub_cache(hub_cache, "Helsinki-NLP/opus-mt-tc-big-ar-en", opus)
    model = choose_model(EngineOptions())
    assert (model.name, model.revision, model.hint) == ("Helsinki-NLP/opus-mt-tc-big-ar-en", COMMIT, None)


def test_a_download_that_broke_off_is_not_the_default(hub_cache: Path, opus: Path) -> None:
    """It must not stop an audit that names no model."""
    snapshot = put_into_hub_cache(hub_cache, "Helsinki-NLP/opus-mt-ar-en", opus)
    (snapshot / "source.spm").unlink()
    assert default_model().name == "ar-en-mini"


def test_a_pulled_pickle_without_torch_is_not_the_default(
    hub_cache: Path, opus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Weights that cannot be read here do not count as being there; asked for by name they name the extra."""
    snapshot = put_into_hub_cache(hub_cache, "Helsinki-NLP/opus-mt-ar-en", opus)
    (snapshot / "model.safetensors").rename(snapshot / "pytorch_model.bin")
    monkeypatch.setattr("auditor.engines.locate.find_spec", lambda name: None)
    assert default_model(allow_pickle=True).bundled
    with pytest.raises(EngineError, match=r"pip install 'auditor\[torch\]'"):
        choose_model(EngineOptions(model="Helsinki-NLP/opus-mt-ar-en", allow_pickle=True))


def test_a_pulled_model_translates_and_the_bundled_encoder_stands_beside_it(
    hub_cache: Path, opus: Path, tmp_path: Path
) -> None:
    """A Hub model from the local cache runs without a network; vectors still come from the bundled encoder."""
    put_into_hub_cache(hub_cache, "some-org/tiny", opus)
    engine = open_engine(EngineOptions(model="some-org/tiny", cache_dir=tmp_path, offline=True, beam=2))
    assert (engine.name, engine.revision, engine.beam) == ("some-org/tiny", COMMIT, 2)
    assert len(engine.translate(SENTENCES)) == 2
    assert engine.embed(SENTENCES).shape == (2, 384)


def test_a_revision_pins_a_hub_model(hub_cache: Path, opus: Path) -> None:
    """A branch or a commit picks its own snapshot; one that is not there is not replaced by another."""
    put_into_hub_cache(hub_cache, "some-org/tiny", opus)
    other = "f" * 40
    put_into_hub_cache(hub_cache, "some-org/tiny", opus, "v2", other)
    assert choose_model(EngineOptions(model="some-org/tiny")).revision == COMMIT
    assert choose_model(EngineOptions(model="some-org/tiny", revision="v2")).revision == other
    assert choose_model(EngineOptions(model="some-org/tiny", revision=other)).revision == other
    with pytest.raises(EngineError, match="models pull some-org/tiny --revision v3"):
        choose_model(EngineOptions(model="some-org/tiny", revision="v3", offline=True))


def test_converted_weights_of_a_pull_request_are_found(hub_cache: Path, opus: Path) -> None:
    """A model that was pulled at the converter's pull request is found by its name alone."""
    put_into_hub_cache(hub_cache, "some-org/tiny", opus, "refs/pr/3")
    model = in_hub_cache("some-org/tiny")
    assert model is not None
    assert model.revision == COMMIT


@pytest.mark.parametrize("variable", [None, "HF_HUB_OFFLINE"])
def test_a_named_model_that_is_not_there_says_how_to_get_it(
    hub_cache: Path, monkeypatch: pytest.MonkeyPatch, variable: str | None
) -> None:
    """Offline, by option or by environment, nothing is asked of the network and nothing is written."""
    if variable:
        monkeypatch.setenv(variable, "1")
    monkeypatch.setattr(hub, "pull", lambda *a: pytest.fail("asked the network"))
    with pytest.raises(EngineError, match="get it with `auditor models pull some-org/none`"):
        open_engine(EngineOptions(model="some-org/none", offline=variable is None))
    assert not list(hub_cache.iterdir())


# --- what people do with models -------------------------------------------------------------------


def test_models_are_listed(hub_cache: Path, opus: Path) -> None:
    """The bundled one and every pulled Arabic-to-English MarianMT; others and broken ones are left out."""
    put_into_hub_cache(hub_cache, "Helsinki-NLP/opus-mt-ar-en", opus)
    put_into_hub_cache(hub_cache, "some-org/broken", opus).joinpath("vocab.json").unlink()
    other = put_into_hub_cache(hub_cache, "some-org/other", opus)
    (other / "tokenizer_config.json").write_text('{"source_lang": "fr", "target_lang": "en"}')
    bert = put_into_hub_cache(hub_cache, "some-org/bert", opus)
    (bert / "config.json").write_text('{"model_type": "bert"}')
    found = models.list_models()
    assert [(m.name, m.default) for m in found] == [("ar-en-mini", False), ("Helsinki-NLP/opus-mt-ar-en", True)]
    assert found[0].pieces == 21_606
    assert found[1].parameters == "2+2 layers, 32 wide"


def test_pulling_needs_a_name_and_a_network(hub_cache: Path) -> None:
    """The bundled model needs no pulling; a path cannot be pulled; offline nothing can."""
    assert models.pull_model("ar-en-mini").name == "ar-en-mini"
    with pytest.raises(EngineError, match="not a Hub name"):
        models.pull_model("./folder")
    with pytest.raises(EngineError, match="offline"):
        models.pull_model("some-org/some-model", offline=True)


def test_revisions_follow_the_content(opus: Path, tmp_path: Path) -> None:
    """Two copies of a folder are one model; a changed file makes another."""
    folder = tmp_path / "copy"
    shutil.copytree(opus, folder)
    assert digest(folder) == digest(opus)
    (folder / "generation_config.json").write_text("{}")
    digest.cache_clear()
    assert digest(folder) != digest(opus)
    assert bundled().revision == digest(bundled().folder)


def test_the_runtime_that_needs_torch_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without torch, `--runtime transformers` names the extra, before anything runs."""
    monkeypatch.setattr("auditor.engines.open.find_spec", lambda name: None)
    with pytest.raises(EngineError, match=r"pip install 'auditor\[torch\]'"):
        open_engine(EngineOptions(runtime="transformers", cache_dir=tmp_path))


def test_the_hub_explains_itself() -> None:
    """Terms to accept and an unknown revision have sentences of their own."""
    from huggingface_hub import errors

    response = SimpleNamespace(headers={}, status_code=403, request=None, url="", text="")
    for kind, words in [
        (errors.GatedRepoError, "accept the model's terms"),
        (errors.RevisionNotFoundError, "not this revision"),
    ]:
        error = kind("no", response=response)  # type: ignore[arg-type]
        assert words in hub._explain("a/b", "pull a/b", error)
    assert "HF_HUB_OFFLINE" in hub._explain("a/b", "pull a/b", errors.OfflineModeIsEnabled("x"))
