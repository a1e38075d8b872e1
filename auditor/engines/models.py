"""What a person does with models: list, pull, convert, look at, try."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from auditor.engines import hub
from auditor.engines.canary import Check, check
from auditor.engines.checkpoint import read_checkpoint
from auditor.engines.convert import converted
from auditor.engines.locate import (
    BUNDLED,
    NEEDED,
    OPTIONAL,
    WEIGHTS,
    ModelFiles,
    bundled,
    default_model,
    in_hub_cache,
    is_hub_name,
    missing,
    named,
    network_allowed,
    require_pinnable,
)
from auditor.engines.open import cache_folder, choose_model, open_engine
from auditor.engines.pieces import read_json
from auditor.engines.protocol import EngineOptions
from auditor.errors import EngineError


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """One model on this machine."""

    name: str
    revision: str
    folder: Path
    weights: str
    """Name of the file of weights."""
    megabytes: float
    """Size of the weights."""
    parameters: str
    """Layers and width, e.g. `12+2 layers, 384 wide`."""
    pieces: int
    """Size of the vocabulary."""
    default: bool
    """Whether it is what runs when no model is named."""

    @property
    def pickled(self) -> bool:
        """Whether the weights are a pickle, which is read only where that is allowed."""
        return self.weights != WEIGHTS[0]


def list_models() -> tuple[ModelInfo, ...]:
    """Every Arabic-to-English MarianMT model auditor finds: the bundled one, then those in the local Hub cache by name.

    Models in the Hub cache that are incomplete, of another kind or of other languages are left out.
    """
    default = default_model()
    return tuple(_describe(model, default) for model in [bundled(), *_pulled()])


def pull_model(name: str, revision: str | None = None, offline: bool = False, allow_pickle: bool = False) -> ModelInfo:
    """Fetch a Hub model, `ORG/NAME` or `ORG/NAME@REVISION`. Raises EngineError where it cannot be had."""
    if name == BUNDLED:
        require_pinnable(name, revision)
        return _describe(bundled(), default_model())
    name, revision = named(name, revision)
    if not is_hub_name(name):
        raise EngineError(f"{name}: not a Hub name such as Helsinki-NLP/opus-mt-ar-en; only those can be pulled.")
    if not network_allowed(offline):
        raise EngineError(f"{name}: cannot be pulled offline; leave --offline and unset HF_HUB_OFFLINE.")
    return _describe(hub.pull(name, revision, allow_pickle), default_model())


def convert_model(options: EngineOptions, quantisation: str = "int8") -> Path:
    """Convert the model of `options` for ctranslate2 now, and say where the result lies."""
    return converted(choose_model(options), "translator", quantisation, cache_folder(options))


def write_safetensors(options: EngineOptions, folder: Path) -> Path:
    """Write the model of `options` into a new folder with its weights as safetensors, whatever they are now.

    Raises EngineError where `folder` is there already or cannot be written; then nothing is left of it.
    """
    from safetensors.numpy import save_file

    model = choose_model(options)
    if os.path.lexists(folder):
        raise EngineError(f"{folder}: is there already; name a new folder.")
    weights = read_checkpoint(model.folder).weights
    try:
        with tempfile.TemporaryDirectory(dir=folder.absolute().parent, prefix=".auditor-") as work:
            made = Path(work) / "model"
            made.mkdir()
            for name in (*NEEDED, *OPTIONAL):
                if (model.folder / name).is_file():
                    shutil.copyfile(model.folder / name, made / name)
            save_file(_once_each(weights), made / WEIGHTS[0], metadata={"format": "pt"})
            made.rename(folder)
    except OSError as error:
        raise EngineError(f"{folder}: cannot be written ({error.strerror or error}).") from error
    return folder


def _once_each(weights: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Weights without those that are another one under a second name, as tied embeddings are; `shared` is kept."""
    kept: dict[str, np.ndarray] = {}
    for name in sorted(weights, key=lambda name: (name != "model.shared.weight", name)):
        array = weights[name]
        if not any(array.shape == k.shape and np.shares_memory(array, k) for k in kept.values()):
            kept[name] = np.ascontiguousarray(array)
    return kept


def model_info(options: EngineOptions) -> ModelInfo:
    """Look at the model of `options`."""
    return _describe(choose_model(options), default_model(options.allow_pickle))


def check_model(options: EngineOptions) -> Check:
    """Try the model of `options` on the canary sentence, past the cache."""
    return check(open_engine(replace(options, use_cache=False)))


def _pulled() -> Iterator[ModelFiles]:
    from huggingface_hub import constants

    for folder in sorted(Path(constants.HF_HUB_CACHE).glob("models--*--*")):
        name = folder.name.removeprefix("models--").replace("--", "/", 1)
        model = in_hub_cache(name) if is_hub_name(name) else None
        if model is not None and missing(model) is None and _fits(model):
            yield model


def _fits(model: ModelFiles) -> bool:
    try:
        if read_json(model.folder / "config.json").get("model_type") != "marian":
            return False
        settings = read_json(model.folder / "tokenizer_config.json")
    except EngineError:
        return False
    return settings.get("source_lang") in (None, "ar", "ara") and settings.get("target_lang") in (None, "en", "eng")


def _describe(model: ModelFiles, default: ModelFiles) -> ModelInfo:
    config = read_json(model.folder / "config.json")
    layers = f"{config.get('encoder_layers')}+{config.get('decoder_layers')} layers, {config.get('d_model')} wide"
    return ModelInfo(
        name=model.name,
        revision=model.revision,
        folder=model.folder,
        weights=model.weights.name,
        megabytes=round(model.weights.stat().st_size / 1e6, 1),
        parameters=layers,
        pieces=size if isinstance(size := config.get("vocab_size"), int) else 0,
        default=model.folder == default.folder,
    )
