"""Where a model is: inside the package, in a folder, or in the local Hub cache."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from auditor.errors import EngineError
from auditor.wordlists.patterns import Pattern

BUNDLED = "ar-en-mini"
PREFERRED = ("Helsinki-NLP/opus-mt-tc-big-ar-en", "Helsinki-NLP/opus-mt-ar-en")
"""Pulled models that go before the bundled one, best first (BLEU on flores101: 42.6 and 33.9)."""
NEEDED = ("config.json", "vocab.json", "source.spm", "target.spm")
WEIGHTS = ("model.safetensors", "pytorch_model.bin")
SENTENCE_ENCODER = "sentence-encoder.safetensors"
"""Weights of the encoder as it was before it learned to translate, under their own names: those alone that changed."""
OPTIONAL = ("generation_config.json", "tokenizer_config.json", "target_vocab.json", SENTENCE_ENCODER)
_HUB_NAME = Pattern(r"[\w.-]{1,96}(/[\w.-]{1,96})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A MarianMT model on this disk."""

    name: str
    """As a report shows it: `ar-en-mini`, a Hub name, or the folder's name."""
    revision: str
    """Commit of a Hub model, else a digest of the files."""
    folder: Path
    bundled: bool = False

    @property
    def weights(self) -> Path:
        """The file of weights: safetensors where there is one."""
        return next((self.folder / w for w in WEIGHTS if os.path.isfile(self.folder / w)), self.folder / WEIGHTS[0])

    @property
    def hint(self) -> str | None:
        """How to get something better than this model; None where it is good already."""
        return f"auditor models pull {PREFERRED[-1]}" if self.bundled else None


def bundled() -> ModelFiles:
    """The model that ships inside the package."""
    folder = Path(__file__).parent.parent / "data" / "models" / BUNDLED
    return ModelFiles(BUNDLED, digest(folder), folder, bundled=True)


def default_model(allow_pickle: bool = False) -> ModelFiles:
    """The best model that is on this machine: a pulled opus-mt-tc-big-ar-en, a pulled opus-mt-ar-en, the bundled one.

    A pulled model whose weights may not or cannot be read here (a pickle that is not allowed, or no torch), or whose
    download broke off, does not count.
    """
    for name in PREFERRED:
        model = in_hub_cache(name)
        if model is not None and missing(model) is None and _obstacle(model, allow_pickle) is None:
            return model
    return bundled()


def named(model: str, revision: str | None) -> tuple[str, str | None]:
    """A model's name and its revision, where it is written `ORG/NAME@REVISION`. EngineError where `revision` says
    otherwise, or the name before the @ is the bundled model or the folder of one; a path that has an @ and exists is left
    alone."""
    name, _, pinned = model.partition("@")
    if not pinned or os.path.exists(model):
        return model, revision
    if name == BUNDLED or os.path.isfile(os.path.join(os.path.expanduser(name), "config.json")):
        require_pinnable(name, pinned, f"@{pinned}")
    if not is_hub_name(name):
        return model, revision
    if revision not in (None, pinned):
        raise EngineError(f"{model}: --revision says {revision} and the name {pinned}; leave one of them out.")
    return name, pinned


def require_pinnable(model: str | None, revision: str | None, given: str | None = None) -> None:
    """EngineError where there is a revision, but no model is named (None), or the bundled one, or a folder: their weights
    are what they are. `given` is what the message calls the revision; None: the option."""
    if not revision:
        return
    if model is None:
        why = "no model is named"
    elif model == BUNDLED:
        why = f"{model} is the bundled model"
    elif os.path.isdir(os.path.expanduser(model)):
        why = f"{model} is a folder"
    else:
        return
    raise unpinnable(given or f"--revision {revision}", why)


def unpinnable(given: str, why: str) -> EngineError:
    """What to raise where a revision, called `given`, pins nothing, and why it does not."""
    return EngineError(f"{given} pins a model of the Hub, but {why}; leave it out, or name a Hub model with --model.")


def is_hub_name(model: str) -> bool:
    """`org/name`, and not a path that exists or is written as one."""
    return bool(_HUB_NAME.fullmatch(model)) and "/" in model and not model.startswith(".") and not os.path.exists(model)


def in_folder(path: Path, allow_pickle: bool = False) -> ModelFiles:
    """A model folder. EngineError where it is not complete."""
    if not os.path.exists(path):  # also where the name is longer than any can be
        raise EngineError(
            f"{path}: no such model; name a MarianMT folder, or a Hub model such as {PREFERRED[-1]}, which"
            f" `auditor models pull {PREFERRED[-1]}` fetches."
        )
    if not os.path.isdir(path):
        raise EngineError(f"{path}: not a folder; a MarianMT model is a folder with config.json and weights.")
    if not os.access(path, os.R_OK | os.X_OK):
        raise EngineError(
            f"{path}: cannot be read (permission denied); make the folder readable, or name another model."
        )
    model = ModelFiles(path.resolve().name, digest(path.resolve()), path.resolve())
    require_complete(model, allow_pickle)
    return model


def in_hub_cache(name: str, revision: str | None = None) -> ModelFiles | None:
    """A Hub model as it lies in the local cache; None where it is not there. Without a revision: `main`, else the
    converted weights of a pull request that `auditor models pull` took instead."""
    from huggingface_hub import constants

    folder = Path(constants.HF_HUB_CACHE) / f"models--{name.replace('/', '--')}"
    if not os.path.isdir(folder):  # try_to_load_from_cache would say so too, but costs a tenth of a second to import
        return None
    from huggingface_hub import try_to_load_from_cache

    requests = sorted(f"refs/pr/{p.name}" for p in folder.glob("refs/refs/pr/*"))
    found = None
    for candidate in [revision] if revision else ["main", *requests]:
        path = try_to_load_from_cache(name, "config.json", revision=candidate)
        if isinstance(path, str):
            model = ModelFiles(name, Path(path).parent.name, Path(path).parent)
            if missing(model) is None:
                return model
            found = found or model
    return found


def missing(model: ModelFiles) -> str | None:
    """The first file that a model lacks; None where it is complete."""
    if not os.path.isfile(model.weights):
        return WEIGHTS[0]
    return next((name for name in NEEDED if not os.path.isfile(model.folder / name)), None)


def require_complete(model: ModelFiles, allow_pickle: bool = False) -> None:
    """EngineError where a file is missing, or the weights are a pickle that is not allowed or that nothing here reads."""
    lacking = missing(model)
    if lacking is not None:
        raise EngineError(f"{model.folder / lacking}: the file is missing; a MarianMT model folder needs it.")
    obstacle = _obstacle(model, allow_pickle)
    if obstacle is not None:
        raise EngineError(obstacle)


def network_allowed(offline: bool) -> bool:
    """Neither `--offline` nor HF_HUB_OFFLINE."""
    return not offline and os.environ.get("HF_HUB_OFFLINE", "").upper() not in {"1", "ON", "YES", "TRUE"}


def pickle_obstacle(shown: str, name: str, allow_pickle: bool) -> str | None:
    """Why weights that are a pickle alone are not read, and what to do; None where they are. `shown` begins the
    sentence, `name` is the model as a command names it."""
    if not allow_pickle:
        return (
            f"{shown}: a pickle, and whoever made one can have it run programs when it is read; name a revision that has"
            f" {WEIGHTS[0]}, or, if you trust who made it, convert it once with `auditor models convert --allow-pickle"
            f" --model {name} --safetensors FOLDER`, or pass --allow-pickle."
        )
    if find_spec("torch") is None:
        return f"{shown}: a pickle, which needs torch to be read; pip install 'auditor[torch]'."
    return None


def _obstacle(model: ModelFiles, allow_pickle: bool) -> str | None:
    if model.weights.suffix == ".safetensors":
        return None
    return pickle_obstacle(str(model.weights), _as_named(model), allow_pickle)


def _as_named(model: ModelFiles) -> str:
    """What `--model` calls it."""
    return f"{model.name}@{model.revision}" if is_hub_name(model.name) else str(model.folder)


@cache
def digest(folder: Path) -> str:
    """Hex digest of everything in a model folder that changes what the model says."""
    total = hashlib.sha256()
    weights = next((w for w in WEIGHTS if os.path.isfile(folder / w)), WEIGHTS[0])
    for name in (*NEEDED, *OPTIONAL, weights):
        path = folder / name
        if os.path.isfile(path):
            try:
                with path.open("rb") as file:
                    part = hashlib.file_digest(file, "sha256").hexdigest()
            except OSError as error:
                raise EngineError(f"{path}: cannot be read ({error.strerror}).") from error
            total.update(f"{name} {part}\n".encode())
    return total.hexdigest()
