"""Models from the Hugging Face Hub: fetched once, pinned, safetensors preferred."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from auditor.engines.locate import NEEDED, OPTIONAL, WEIGHTS, ModelFiles, in_hub_cache, require_complete
from auditor.errors import EngineError

TIMEOUT = 10.0
"""Seconds to wait for the Hub to answer."""
_CONVERTER = "SFconvertbot"
"""The Hub's own account that offers safetensors of old checkpoints as pull requests."""


def local(name: str, revision: str | None) -> ModelFiles:
    """A Hub model that is on this machine. EngineError says how to get it where it is not."""
    model = in_hub_cache(name, revision)
    if model is None:
        raise EngineError(f"{_shown(name, revision)}: not on this machine; get it with `{_command(name, revision)}`.")
    require_complete(model)
    return model


def pull(name: str, revision: str | None = None) -> ModelFiles:
    """Fetch a MarianMT model into the local Hub cache and say what was fetched.

    Where `main` holds weights only as a pickle, the safetensors that the Hub's converter offers in a pull request are
    taken; where there are none either, the pickle is taken, if there is torch to read it. Raises EngineError where
    the model is unknown, the Hub does not answer, or the network is not to be used.
    """
    import huggingface_hub

    shown = _shown(name, revision)
    try:
        api = huggingface_hub.HfApi()
        files = _files(api, name, revision)
        if WEIGHTS[0] not in files and revision is None:
            revision = _converted(api, name)
            files = files if revision is None else _files(api, name, revision)
        _require_usable(shown, files)
        weights = WEIGHTS[0] if WEIGHTS[0] in files else WEIGHTS[1]
        huggingface_hub.snapshot_download(
            name, revision=revision, allow_patterns=[*NEEDED, *OPTIONAL, weights], etag_timeout=TIMEOUT
        )
    except EngineError:
        raise
    except Exception as error:  # the transport's exceptions are of another library in each version of the Hub client
        raise EngineError(_explain(shown, _command(name, revision), error)) from error
    return local(name, revision)


def _files(api: Any, name: str, revision: str | None) -> set[str]:
    info = api.model_info(name, revision=revision, timeout=TIMEOUT)
    return {s.rfilename for s in info.siblings or []}


def _converted(api: Any, name: str) -> str | None:
    """Reference of the converter's pull request."""
    for request in api.get_repo_discussions(name, discussion_type="pull_request"):
        if request.author == _CONVERTER and WEIGHTS[0] in _files(api, name, f"refs/pr/{request.num}"):
            return f"refs/pr/{request.num}"
    return None


def _require_usable(shown: str, files: set[str]) -> None:
    lacking = next((f for f in NEEDED if f not in files), None)
    if lacking is not None or not files.intersection(WEIGHTS):
        raise EngineError(f"{shown}: holds no {lacking or WEIGHTS[0]}, so it is not a MarianMT model; name another.")
    if WEIGHTS[0] not in files and find_spec("torch") is None:
        raise EngineError(
            f"{shown}: has only old weights without a model.safetensors, which need torch to be read;"
            " pip install 'auditor[torch]' and pull again."
        )


def _explain(shown: str, command: str, error: Exception) -> str:
    from huggingface_hub import errors

    if isinstance(error, errors.GatedRepoError):
        return f"{shown}: the Hub wants you to accept the model's terms first; log in with `hf auth login`."
    if isinstance(error, errors.RevisionNotFoundError):
        return f"{shown}: the Hub knows the model but not this revision; name another with --revision."
    if isinstance(error, errors.RepositoryNotFoundError):
        return f"{shown}: the Hub knows no such model; check the name."
    if isinstance(error, errors.OfflineModeIsEnabled):
        return f"{shown}: cannot be fetched, since HF_HUB_OFFLINE forbids to ask the Hub; unset it and pull again."
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return f"{shown}: not on this machine, and the Hub cannot be reached ({reason}); get it with `{command}` online."


def _shown(name: str, revision: str | None) -> str:
    return f"{name}@{revision}" if revision else name


def _command(name: str, revision: str | None) -> str:
    return f"auditor models pull {name}" + (f" --revision {revision}" if revision else "")
