"""What a person does with models: list, pull, convert, look at, try."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from auditor.engines import hub
from auditor.engines.canary import Check, check
from auditor.engines.convert import converted
from auditor.engines.locate import (
    BUNDLED,
    ModelFiles,
    bundled,
    default_model,
    in_hub_cache,
    is_hub_name,
    missing,
    network_allowed,
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


def list_models() -> tuple[ModelInfo, ...]:
    """Every Arabic-to-English MarianMT model auditor finds: the bundled one, then those in the local Hub cache by name.

    Models in the Hub cache that are incomplete, of another kind or of other languages are left out.
    """
    default = default_model()
    return tuple(_describe(model, default) for model in [bundled(), *_pulled()])


def pull_model(name: str, revision: str | None = None, offline: bool = False) -> ModelInfo:
    """Fetch a Hub model. Raises EngineError where it cannot be had."""
    if name == BUNDLED:
        return _describe(bundled(), default_model())
    if not is_hub_name(name):
        raise EngineError(f"{name}: not a Hub name such as Helsinki-NLP/opus-mt-ar-en; only those can be pulled.")
    if not network_allowed(offline):
        raise EngineError(f"{name}: cannot be pulled offline; leave --offline and unset HF_HUB_OFFLINE.")
    return _describe(hub.pull(name, revision), default_model())


def convert_model(options: EngineOptions, quantisation: str = "int8") -> Path:
    """Convert the model of `options` for ctranslate2 now, and say where the result lies."""
    return converted(choose_model(options), "translator", quantisation, cache_folder(options))


def model_info(options: EngineOptions) -> ModelInfo:
    """Look at the model of `options`."""
    return _describe(choose_model(options), default_model())


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
        pieces=int(config.get("vocab_size", 0)),
        default=model.folder == default.folder,
    )
