"""A MarianMT folder into a ctranslate2 model, without torch, once, into the cache."""

from __future__ import annotations

import atexit
import functools
import hashlib
import logging
import os
import re
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

import numpy as np

from auditor.engines.checkpoint import Checkpoint, read_checkpoint
from auditor.engines.locate import ModelFiles
from auditor.engines.pieces import EOS, UNK
from auditor.errors import EngineError

log = logging.getLogger(__name__)

Kind = Literal["translator", "encoder", "token-encoder"]
TOKEN_LAYER = 7
"""Encoder layer whose states are the vectors of pieces. In a multilingual encoder translations of a word meet most
closely in the middle (Jalili Sabet et al. 2020, SimAlign). Of layers 4–12 this one told words with a counterpart in the
other language from words without one best: AUC 0.95, the last layer 0.88."""
LAYOUT = 2
"""Part of the cache key: raise it when the conversion changes."""
ABANDONED = 3600.0
"""Seconds after which a conversion, which takes a few, is taken to have been killed."""
_WORK = ".converting-"
_DIGEST = "digest"
_SOURCE = "source"
"""File of a conversion that says of which folder it was made: where that is gone, nobody will ask for it again."""
_FOLDER = "ctranslate2"
_DAY = 86_400.0


def converted(model: ModelFiles, kind: Kind, quantisation: str, cache: Path, *, afresh: bool = False) -> Path:
    """Folder of the ctranslate2 model made of `model`, converting it if that has not been done.

    What is there is held against the digest that was taken when it was made; one byte off, and it is made anew. Safe with
    several processes at once: each writes a folder of its own and renames it into place; whoever comes second uses what
    is there. `afresh` throws away what is there first. Where nothing can be kept in `cache`, the model is converted for
    this run alone. EngineError where there is no room anywhere.
    """
    name = f"{_slug(model.name)}-{model.revision[:16]}-{kind}-{quantisation}-{LAYOUT}"
    try:
        return _kept(model, kind, quantisation, cache / _FOLDER / name, afresh)
    except OSError as error:
        log.warning("%s: converted models cannot be kept there (%s); name another folder with --cache", cache, error)
    try:
        return _kept(model, kind, quantisation, _of_this_run() / name, afresh)
    except OSError as error:
        raise EngineError(f"{cache}: the converted model could not be written, nor elsewhere ({error}).") from error


def _kept(model: ModelFiles, kind: Kind, quantisation: str, target: Path, afresh: bool) -> Path:
    if afresh:
        shutil.rmtree(target, ignore_errors=True)
    if _is_whole(target):
        _note_use(target)
        return target
    if not _is_text(target):
        raise OSError("its name is not UTF-8")
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target.parent)
    work = Path(tempfile.mkdtemp(prefix=_WORK, dir=target.parent))
    try:
        checkpoint = read_checkpoint(model.folder, sentences=kind != "translator")
        spec = (
            translator_spec(checkpoint)
            if kind == "translator"
            else encoder_spec(checkpoint, TOKEN_LAYER if kind == "token-encoder" else None)
        )
        spec.validate()
        spec.optimize(quantization=quantisation)
        spec.save(str(work))
        (work / _SOURCE).write_bytes(os.fsencode(model.folder.resolve()))
        (work / _DIGEST).write_text(_digest(work), encoding="utf-8")
        _put(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target


def _is_text(path: Path) -> bool:
    """Whether ctranslate2, which takes text, can be given a path."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_whole(folder: Path) -> bool:
    try:
        return (folder / _DIGEST).read_text(encoding="utf-8") == _digest(folder)
    except (OSError, ValueError):
        return False


def _digest(folder: Path) -> str:
    """Hex digest of every file of a converted model."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.iterdir() if p.name != _DIGEST):
        with path.open("rb") as file:
            total.update(f"{path.name} {hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return total.hexdigest()


def _sweep(folder: Path) -> None:
    """Remove what runs that were killed left half-made, and what was made of models that are no longer there."""
    for left in folder.glob(f"{_WORK}*"):
        with suppress(OSError):  # another run was faster
            if time.time() - left.stat().st_mtime > ABANDONED:
                shutil.rmtree(left)
    for model in _whole(folder):
        with suppress(OSError, ValueError):  # made by an earlier version, which did not say of what
            if not os.path.exists((model / _SOURCE).read_bytes()):
                shutil.rmtree(model)


def conversions(cache: Path) -> list[Path]:
    """The folders of the converted models in a cache folder."""
    return _whole(cache / _FOLDER)


def last_use(conversion: Path) -> float:
    """When a converted model was last used, to the day: seconds since the epoch."""
    return (conversion / _DIGEST).stat().st_mtime


def _whole(folder: Path) -> list[Path]:
    return sorted(digest.parent for digest in folder.glob(f"*/{_DIGEST}") if not digest.parent.name.startswith(_WORK))


def _note_use(conversion: Path) -> None:
    with suppress(OSError):  # where it cannot be written it can be used all the same
        if time.time() - last_use(conversion) > _DAY:
            os.utime(conversion / _DIGEST)


@functools.cache
def _of_this_run() -> Path:
    """A folder that goes when the process does."""
    folder = tempfile.mkdtemp(prefix="auditor-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _put(work: Path, target: Path) -> None:
    """On every system renaming onto a folder with files in it fails: a broken model, or another process was faster."""
    try:
        os.rename(work, target)
    except OSError:
        if not _is_whole(target):
            shutil.rmtree(target, ignore_errors=True)
            os.rename(work, target)


def _slug(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "-", Path(name).name)[-60:].strip("-") or "model"


def translator_spec(checkpoint: Checkpoint) -> Any:
    """`ctranslate2.specs.TransformerSpec` of a whole MarianMT model."""
    from ctranslate2.specs import transformer_spec

    spec = transformer_spec.TransformerSpec(_encoder(checkpoint), _decoder(checkpoint))
    source, target = list(checkpoint.source_vocabulary), list(checkpoint.target_vocabulary)
    start = checkpoint.config["decoder_start_token_id"]
    spec.config.eos_token = EOS
    spec.config.unk_token = UNK
    if checkpoint.target_embeddings[start].any():
        spec.decoder.start_from_zero_embedding = False
        spec.config.decoder_start_token = target[start]
    else:
        # Any piece will do, since its embedding is not looked up. Marian itself has no pad at all: where it is the
        # last piece it is taken out, so that it can never be written.
        spec.decoder.start_from_zero_embedding = True
        spec.config.decoder_start_token = EOS
        if start == len(target) - 1 and target[start] == "<pad>":
            _drop_last(spec, source, target)
    spec.register_source_vocabulary(source)
    spec.register_target_vocabulary(target)
    return spec


def encoder_spec(checkpoint: Checkpoint, layers: int | None = None) -> Any:
    """`ctranslate2.specs.TransformerEncoderModelSpec` of the encoder alone, or of its first `layers` layers: the hidden
    states of its last layer, no pooling."""
    from ctranslate2.specs import transformer_spec

    spec = transformer_spec.TransformerEncoderModelSpec(_encoder(checkpoint, layers), pooling_layer=False)
    spec.register_vocabulary(list(checkpoint.source_vocabulary))
    spec.config.unk_token = UNK
    return spec


def _drop_last(spec: Any, source: list[str], target: list[str]) -> None:
    target.pop()
    for part in (spec.decoder.embeddings, spec.decoder.projection):
        part.weight = part.weight[:-1]
    if spec.decoder.projection.has_bias():
        spec.decoder.projection.bias = spec.decoder.projection.bias[:-1]
    if source[-1] == "<pad>":
        source.pop()
        spec.encoder.embeddings[0].weight = spec.encoder.embeddings[0].weight[:-1]


def _activation(checkpoint: Checkpoint) -> Any:
    from ctranslate2.specs import common_spec

    known = common_spec.Activation
    name = checkpoint.config.get("activation_function", "gelu")
    by_name = {
        "gelu": known.GELU,
        "gelu_python": known.GELU,
        "gelu_fast": known.GELUTanh,
        "gelu_new": known.GELUTanh,
        "gelu_pytorch_tanh": known.GELUTanh,
        "quick_gelu": known.GELUSigmoid,
        "relu": known.RELU,
        "silu": known.SWISH,
        "swish": known.SWISH,
        "tanh": known.Tanh,
        "sigmoid": known.Sigmoid,
    }
    if not isinstance(name, str) or name not in by_name:
        raise EngineError(f"{checkpoint.folder / 'config.json'}: the activation {name} is not known.")
    return by_name[name]


def _encoder(checkpoint: Checkpoint, layers: int | None = None) -> Any:
    from ctranslate2.specs import transformer_spec

    config = checkpoint.config
    count = min(layers or config["encoder_layers"], config["encoder_layers"])
    spec = transformer_spec.TransformerEncoderSpec(
        count, config["encoder_attention_heads"], pre_norm=False, activation=_activation(checkpoint)
    )
    spec.scale_embeddings = checkpoint.scale
    spec.embeddings[0].weight = checkpoint.source_embeddings
    spec.position_encodings.encodings = checkpoint.positions("encoder")
    for number, layer in enumerate(spec.layer):
        name = f"model.encoder.layers.{number}"
        _self_attention(layer.self_attention, checkpoint, name)
        _feed_forward(layer.ffn, checkpoint, name)
    return spec


def _decoder(checkpoint: Checkpoint) -> Any:
    from ctranslate2.specs import transformer_spec

    config = checkpoint.config
    spec = transformer_spec.TransformerDecoderSpec(
        config["decoder_layers"], config["decoder_attention_heads"], pre_norm=False, activation=_activation(checkpoint)
    )
    spec.scale_embeddings = checkpoint.scale
    spec.embeddings.weight = checkpoint.target_embeddings
    spec.position_encodings.encodings = checkpoint.positions("decoder")
    spec.projection.weight = checkpoint.projection
    if checkpoint.logit_bias.any():
        spec.projection.bias = checkpoint.logit_bias
    for number, layer in enumerate(spec.layer):
        name = f"model.decoder.layers.{number}"
        _self_attention(layer.self_attention, checkpoint, name)
        _cross_attention(layer.attention, checkpoint, name)
        _feed_forward(layer.ffn, checkpoint, name)
    return spec


def _linear(spec: Any, checkpoint: Checkpoint, *names: str) -> None:
    """Several layers that read the same input become one."""
    spec.weight = np.concatenate([checkpoint.weight(f"{n}.weight") for n in names])
    spec.bias = np.concatenate([checkpoint.weight(f"{n}.bias") for n in names])


def _norm(spec: Any, checkpoint: Checkpoint, name: str) -> None:
    spec.gamma = checkpoint.weight(f"{name}.weight")
    spec.beta = checkpoint.weight(f"{name}.bias")


def _self_attention(spec: Any, checkpoint: Checkpoint, layer: str) -> None:
    name = f"{layer}.self_attn"
    _linear(spec.linear[0], checkpoint, f"{name}.q_proj", f"{name}.k_proj", f"{name}.v_proj")
    _linear(spec.linear[1], checkpoint, f"{name}.out_proj")
    _norm(spec.layer_norm, checkpoint, f"{name}_layer_norm")


def _cross_attention(spec: Any, checkpoint: Checkpoint, layer: str) -> None:
    name = f"{layer}.encoder_attn"
    _linear(spec.linear[0], checkpoint, f"{name}.q_proj")
    _linear(spec.linear[1], checkpoint, f"{name}.k_proj", f"{name}.v_proj")
    _linear(spec.linear[2], checkpoint, f"{name}.out_proj")
    _norm(spec.layer_norm, checkpoint, f"{name}_layer_norm")


def _feed_forward(spec: Any, checkpoint: Checkpoint, layer: str) -> None:
    _linear(spec.linear_0, checkpoint, f"{layer}.fc1")
    _linear(spec.linear_1, checkpoint, f"{layer}.fc2")
    _norm(spec.layer_norm, checkpoint, f"{layer}.final_layer_norm")
