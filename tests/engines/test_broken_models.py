"""Models that are no models: missing files, corrupt files, weights that make no sense, pickles; each is one sentence."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from counting_engine import SENTENCES, Counting
from desk import ROOT
from safetensors.numpy import load_file, save_file

from auditor import Settings, audit
from auditor.engines import EngineOptions, canary, models, open_engine
from auditor.engines.convert import converted
from auditor.engines.locate import digest, in_folder
from auditor.errors import EngineError
from auditor.records import TokenScores


@pytest.mark.parametrize("name", ["config.json", "vocab.json", "source.spm", "target.spm", "model.safetensors"])
def test_a_folder_with_a_file_missing_names_it(opus: Path, tmp_path: Path, name: str) -> None:
    """The message names the file, before anything is loaded or written."""
    folder = tmp_path / "model"
    shutil.copytree(opus, folder)
    (folder / name).unlink()
    with pytest.raises(EngineError, match=name.replace(".", r"\.")):
        open_engine(EngineOptions(model=str(folder), cache_dir=tmp_path / "cache"))
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("runtime", ["ctranslate2", "transformers"])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("config.json", b"{"),
        ("config.json", b"[]"),
        ("config.json", b'{"model_type": "bart"}'),
        ("vocab.json", b'{"</s>": 0}'),
        ("source.spm", b"not a model"),
        ("model.safetensors", b""),
        ("model.safetensors", b"\xff" * 100),
        ("model.safetensors", b"half"),
    ],
)
def test_a_corrupt_folder_is_one_clear_error(
    opus: Path, tmp_path: Path, runtime: str, name: str, content: bytes
) -> None:
    """Whatever is broken, in either runtime: an EngineError that names the folder, never the library's own; and no
    half-made conversion stays behind."""
    folder = tmp_path / "model"
    shutil.copytree(opus, folder)
    if content == b"half":
        content = (opus / name).read_bytes()[:-5000]
    (folder / name).write_bytes(content)
    cache = tmp_path / "cache"
    options = EngineOptions(model=str(folder), cache_dir=cache, runtime=runtime)  # type: ignore[arg-type]
    with pytest.raises(EngineError, match=str(folder)):
        open_engine(options).translate(SENTENCES)
    assert not list((cache / "ctranslate2").glob("*")) if (cache / "ctranslate2").exists() else True


def test_heads_that_do_not_divide_the_width_are_refused(opus: Path, tmp_path: Path) -> None:
    """A config.json that contradicts itself is one sentence."""
    folder = shutil.copytree(opus, tmp_path / "model")
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps(config | {"decoder_attention_heads": 7}), encoding="utf-8")
    with pytest.raises(EngineError, match="7 decoder_attention_heads do not divide d_model"):
        open_engine(EngineOptions(model=str(folder), cache_dir=tmp_path / "cache")).translate(SENTENCES)


@pytest.mark.parametrize("name", ["n" * 300, "some-org/" + "n" * 300, "./" + "n" * 5000])
def test_a_model_name_of_any_length_is_one_clear_error(name: str, tmp_path: Path) -> None:
    """Longer than any file may be named."""
    with pytest.raises(EngineError, match="no such model"):
        open_engine(EngineOptions(model=name, cache_dir=tmp_path, offline=True))


def test_weights_of_another_size_are_refused(opus: Path, tmp_path: Path) -> None:
    """A folder mixed from two models is noticed before it translates nonsense."""
    folder = tmp_path / "model"
    shutil.copytree(opus, folder)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"d_model": 64}))
    with pytest.raises(EngineError, match="shape"):
        open_engine(EngineOptions(model=str(folder), cache_dir=tmp_path / "cache")).translate(SENTENCES)


@pytest.mark.parametrize("name", ["no/such/folder", "./nothing", "missing", "pyproject.toml"])
def test_a_path_that_is_no_folder_is_one_clear_error(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file, and a folder that does not exist."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    with pytest.raises(EngineError, match=r"no such model|not a folder"):
        open_engine(EngineOptions(model=name, cache_dir=tmp_path / "cache"))


def test_old_pickles_are_read_with_torch_and_refused_without(
    opus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pytorch_model.bin gives the weights that safetensors give; without torch the error names the extra; a pickle
    that would run code is refused."""
    import torch
    from safetensors.torch import load_file

    folder = tmp_path / "old"
    shutil.copytree(opus, folder)
    (folder / "model.safetensors").unlink()
    torch.save(load_file(opus / "model.safetensors"), folder / "pytorch_model.bin")
    old, new = in_folder(folder, allow_pickle=True), in_folder(opus)
    paths = [converted(m, "translator", "int8", tmp_path / "cache") / "model.bin" for m in (old, new)]
    assert paths[0] != paths[1]
    assert paths[0].read_bytes() == paths[1].read_bytes()

    torch.save({"weight": Path("x")}, folder / "pytorch_model.bin")
    digest.cache_clear()
    with pytest.raises(EngineError, match=r"pytorch_model\.bin: not readable"):
        converted(in_folder(folder, allow_pickle=True), "translator", "int8", tmp_path / "cache")
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(EngineError, match=r"pip install 'auditor\[torch\]'"):
        converted(in_folder(folder, allow_pickle=True), "translator", "int8", tmp_path / "cache")


def test_the_bundled_model_passes_its_check(tmp_path: Path) -> None:
    """The canary: the right English is likelier than another, the translation whole."""
    check = models.check_model(EngineOptions(model="ar-en-mini", cache_dir=tmp_path))
    assert check.sound, check.verdict
    assert check.right > check.wrong


def test_a_model_of_random_weights_fails_its_check(opus: Path, tmp_path: Path) -> None:
    """A model that runs but knows nothing is not sound."""
    assert not models.check_model(EngineOptions(model=str(opus), cache_dir=tmp_path, beam=1)).sound


@pytest.mark.parametrize("said", [float("nan"), -1.0])
def test_a_model_that_cannot_tell_two_sentences_apart_is_refused(said: float) -> None:
    """As one of zeros or of a shuffled vocabulary does, or one whose probabilities are no numbers."""

    class Garbage(Counting):
        def score(self, pairs: Sequence[tuple[str, str]]) -> list[TokenScores]:
            return [TokenScores(("x", "</s>"), (said, said)) for _ in pairs]

    with pytest.raises(EngineError, match="counting: the model cannot be used, an unrelated English sentence"):
        canary.require_sound(Garbage())


def test_a_weight_that_is_no_number_is_refused(opus: Path, tmp_path: Path) -> None:
    """One damaged weight is seen when the model is converted, and named."""
    folder = tmp_path / "copy"
    shutil.copytree(opus, folder)
    weights = {name: tensor.copy() for name, tensor in load_file(folder / "model.safetensors").items()}
    name = "model.encoder.layers.0.fc1.weight"
    weights[name][3, 2] = float("nan")
    save_file(weights, folder / "model.safetensors")
    with pytest.raises(EngineError, match=re.escape(f"{folder}: {name} is not all numbers")):
        open_engine(EngineOptions(model=str(folder), cache_dir=tmp_path, beam=1)).translate(SENTENCES)


def test_an_audit_with_a_garbage_model_has_no_verdict(opus: Path, tmp_path: Path) -> None:
    """Random weights would find divergences in any article: the run is refused with the reason."""
    settings = Settings(model=str(opus), cache=tmp_path, threads=1, references=ROOT / "references")
    with pytest.raises(EngineError, match="the model cannot be used"):
        audit([str(ROOT / "tests" / "samples" / "rate-decision.txt")], settings)
