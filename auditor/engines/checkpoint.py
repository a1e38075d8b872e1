"""The weights of a MarianMT folder, read with numpy alone."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from auditor.engines.locate import SENTENCE_ENCODER
from auditor.engines.pieces import EOS, UNK, read_json
from auditor.errors import EngineError

_NUMBERS = {
    "vocab_size": 1_000_000,
    "decoder_vocab_size": 1_000_000,
    "d_model": 16_384,
    "encoder_layers": 100,
    "decoder_layers": 100,
    "encoder_attention_heads": 256,
    "decoder_attention_heads": 256,
    "max_position_embeddings": 65_536,
}
"""What config.json counts, and far more than any MarianMT model has of it, so that a damaged file cannot take the memory."""
_OPTIONAL = frozenset({"decoder_vocab_size", "max_position_embeddings"})
_IDS = ("decoder_start_token_id", "pad_token_id")
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A MarianMT checkpoint: settings, float32 weights by their Hugging Face names, and the two vocabularies by id."""

    folder: Path
    config: Mapping[str, Any]
    weights: Mapping[str, np.ndarray]
    source_vocabulary: tuple[str, ...]
    target_vocabulary: tuple[str, ...]
    forbidden: tuple[int, ...]
    """Ids the decoder must never write: `pad`, and the one-piece `bad_words_ids` of generation_config.json."""

    def weight(self, *names: str) -> np.ndarray:
        """The first of these that the checkpoint has."""
        for name in names:
            if name in self.weights:
                return self.weights[name]
        raise EngineError(f"{self.folder}: the weights hold no {names[0]}; this is not a complete MarianMT model.")

    @property
    def source_embeddings(self) -> np.ndarray:
        """(source vocabulary, d)."""
        return self.weight(*self._embeddings("model.encoder.embed_tokens.weight"))

    @property
    def target_embeddings(self) -> np.ndarray:
        """(target vocabulary, d)."""
        return self.weight(*self._embeddings("model.decoder.embed_tokens.weight"))

    @property
    def projection(self) -> np.ndarray:
        """(target vocabulary, d): hidden state to logits."""
        return self.target_embeddings if self.config.get("tie_word_embeddings", True) else self.weight("lm_head.weight")

    @property
    def logit_bias(self) -> np.ndarray:
        """(target vocabulary,): `final_logits_bias`, with forbidden pieces out of reach."""
        size = len(self.target_vocabulary)
        bias = self.weights.get("final_logits_bias", np.zeros(size, np.float32)).reshape(-1)[:size].copy()
        bias[list(self.forbidden)] = -1e9
        return bias

    def positions(self, side: str) -> np.ndarray:
        """(positions, d) of `encoder` or `decoder`: from the checkpoint, else the sinusoids Marian computes."""
        stored = self.weights.get(f"model.{side}.embed_positions.weight")
        if stored is not None:
            return stored
        return sinusoids(self.config.get("max_position_embeddings") or 1024, self.config["d_model"])

    @property
    def scale(self) -> float:
        """What embeddings are multiplied with."""
        return math.sqrt(self.config["d_model"]) if self.config.get("scale_embedding") else 1.0

    def _embeddings(self, own: str) -> tuple[str, ...]:
        shared = ("model.shared.weight", own, "model.decoder.embed_tokens.weight", "lm_head.weight")
        return shared if self.config.get("share_encoder_decoder_embeddings", True) else (own,)


def sinusoids(positions: int, width: int) -> np.ndarray:
    """Marian's positions: sines in the first half of the vector, cosines in the second (Vaswani et al. 2017)."""
    angles = np.arange(positions)[:, None] / np.power(10000.0, 2 * (np.arange(width) // 2) / width)
    return np.concatenate([np.sin(angles[:, 0::2]), np.cos(angles[:, 1::2])], axis=1).astype(np.float32)


def read_config(folder: Path) -> dict[str, Any]:
    """config.json of a MarianMT model. EngineError where the model is of another kind."""
    config = read_json(folder / "config.json")
    if config.get("model_type") != "marian":
        raise EngineError(f"{folder}: a {config.get('model_type')} model; auditor reads MarianMT models only.")
    for name in ("normalize_before", "normalize_embedding", "add_final_layer_norm"):
        if config.get(name):
            raise EngineError(f"{folder / 'config.json'}: {name} is set, which MarianMT does not compute.")
    for name, most in _NUMBERS.items():
        _check_number(folder, config, name, most)
    pieces = config.get("decoder_vocab_size") or config["vocab_size"]
    for name in _IDS:
        _check_number(folder, config, name, pieces - 1, least=0)
    return config


def _check_number(folder: Path, config: Mapping[str, Any], name: str, most: int, least: int = 1) -> None:
    """EngineError where a number is missing or beyond any model's."""
    number = config.get(name)
    if number is None and name in _OPTIONAL:
        return
    if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= most:
        shown = json.dumps(number)[:_SHOWN] if name in config else "missing"
        raise EngineError(
            f"{folder / 'config.json'}: {name} is {shown}, not a number from {least} to {most:,};"
            " fetch or copy the model folder again."
        )


def read_checkpoint(folder: Path, *, sentences: bool = False) -> Checkpoint:
    """Read a MarianMT folder; `sentences`: with the encoder whose vectors stand for sentences, where it is another than the
    one that translates. EngineError names the file that is missing, broken or of another kind."""
    config = read_config(folder)
    source, target = vocabularies(folder, config)
    forbidden = forbidden_ids(folder, config, len(target))
    weights = _weights(folder)
    if sentences and (folder / SENTENCE_ENCODER).is_file():
        weights |= _read_safetensors(folder / SENTENCE_ENCODER)
    checkpoint = Checkpoint(folder, config, weights, source, target, forbidden)
    _check(checkpoint)
    return checkpoint


def vocabularies(folder: Path, config: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Pieces of the source and of the target by id. EngineError where some are missing."""
    source = _vocabulary(folder / "vocab.json", config["vocab_size"])
    size = config.get("decoder_vocab_size") or config["vocab_size"]
    separate = folder / "target_vocab.json"
    return source, _vocabulary(separate, size) if separate.exists() else source[:size]


def _vocabulary(path: Path, size: int) -> tuple[str, ...]:
    by_id = {i: piece for piece, i in read_json(path).items() if isinstance(i, int)}
    if not {EOS, UNK} <= set(by_id.values()) or any(i not in by_id for i in range(size)) or size < 3:
        raise EngineError(f"{path}: does not name each of the {size} pieces that config.json speaks of.")
    return tuple(by_id[i] for i in range(size))


def forbidden_ids(folder: Path, config: Mapping[str, Any], size: int) -> tuple[int, ...]:
    """Ids below `size` the decoder must never write: `pad`, and one-piece `bad_words_ids` of generation_config.json."""
    path = folder / "generation_config.json"
    generation = read_json(path) if path.exists() else config
    words = generation.get("bad_words_ids")
    listed = [ids[0] for ids in words if isinstance(ids, list) and len(ids) == 1] if isinstance(words, list) else []
    return tuple(sorted({i for i in [*listed, config.get("pad_token_id")] if isinstance(i, int) and 0 <= i < size}))


def _check(checkpoint: Checkpoint) -> None:
    """What a broken or mixed-up folder gets wrong first: shapes, and weights that are no numbers."""
    width = checkpoint.config.get("d_model")
    for side in ("encoder", "decoder"):
        heads = checkpoint.config.get(f"{side}_attention_heads")
        if not isinstance(width, int) or not isinstance(heads, int) or heads < 1 or width % heads:
            raise EngineError(
                f"{checkpoint.folder / 'config.json'}: {heads} {side}_attention_heads do not divide d_model, {width};"
                " fetch or copy the model folder again."
            )
    for name, matrix, size in (
        ("source embeddings", checkpoint.source_embeddings, len(checkpoint.source_vocabulary)),
        ("target embeddings", checkpoint.target_embeddings, len(checkpoint.target_vocabulary)),
        ("output projection", checkpoint.projection, len(checkpoint.target_vocabulary)),
    ):
        if matrix.shape != (size, width):
            raise EngineError(
                f"{checkpoint.folder}: {name} of shape {matrix.shape}, but config.json says ({size}, {width});"
                " fetch or copy the model folder again."
            )
    for name, weight in checkpoint.weights.items():
        if not np.isfinite(weight).all():
            raise EngineError(f"{checkpoint.folder}: {name} is not all numbers; fetch or copy the model folder again.")


def _weights(folder: Path) -> dict[str, np.ndarray]:
    path = folder / "model.safetensors"
    if path.is_file():
        return _read_safetensors(path)
    pickled = folder / "pytorch_model.bin"
    if pickled.is_file():
        return _read_pickle(pickled)
    raise EngineError(f"{path}: the file is missing; a MarianMT model folder needs it.")


def _read_safetensors(path: Path) -> dict[str, np.ndarray]:
    from safetensors import SafetensorError, deserialize

    try:
        return {name: _float32(**tensor) for name, tensor in deserialize(path.read_bytes())}  # type: ignore[no-untyped-call]
    except (SafetensorError, OSError, ValueError, KeyError) as error:
        raise EngineError(f"{path}: not a readable safetensors file; fetch or copy the model folder again.") from error


def _float32(shape: list[int], dtype: str, data: bytes | bytearray) -> np.ndarray:
    if dtype == "BF16":  # numpy has no bfloat16: it is the upper half of a float32
        return (np.frombuffer(data, np.uint16).astype(np.uint32) << 16).view(np.float32).reshape(shape)
    kind = {"F16": np.float16, "F32": np.float32, "F64": np.float64}.get(dtype)
    if kind is None:
        raise ValueError(f"weights of type {dtype}")
    return np.frombuffer(data, kind).reshape(shape).astype(np.float32)


def _read_pickle(path: Path) -> dict[str, np.ndarray]:
    try:
        import torch
    except ImportError:
        raise EngineError(
            f"{path}: old weights without a model.safetensors need torch to be read; pip install 'auditor[torch]'."
        ) from None
    try:
        weights = torch.load(path, map_location="cpu", weights_only=True)
        return {name: tensor.to(torch.float32).numpy() for name, tensor in weights.items()}
    except Exception as error:  # torch.load raises whatever the broken pickle makes it raise
        raise EngineError(f"{path}: not readable as torch weights; fetch or copy the model folder again.") from error
