"""Where a model is: inside the package, in a folder, or in the local Hub cache."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from auditor.errors import EngineError

BUNDLED = "ar-en-mini"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A MarianMT model on this disk."""

    name: str
    """As a report shows it: `ar-en-mini`, a Hub name, or the folder's name."""
    revision: str
    """Commit of a Hub model, else a digest of the files."""
    folder: Path
    bundled: bool = False


def bundled() -> ModelFiles:
    """The model that ships inside the package."""
    folder = Path(__file__).parent.parent / "data" / "models" / BUNDLED
    return ModelFiles(BUNDLED, digest(folder), folder, bundled=True)


@cache
def digest(folder: Path) -> str:
    """Hex digest of everything in a model folder that changes what the model says."""
    total = hashlib.sha256()
    for name in (
        "config.json",
        "generation_config.json",
        "tokenizer_config.json",
        "vocab.json",
        "target_vocab.json",
        "source.spm",
        "target.spm",
        "model.safetensors",
        "pytorch_model.bin",
    ):
        path = folder / name
        if name == "pytorch_model.bin" and (folder / "model.safetensors").is_file():
            continue
        if path.is_file():
            try:
                with path.open("rb") as file:
                    part = hashlib.file_digest(file, "sha256").hexdigest()
            except OSError as error:
                raise EngineError(f"{path}: cannot be read ({error.strerror}).") from error
            total.update(f"{name} {part}\n".encode())
    return total.hexdigest()
