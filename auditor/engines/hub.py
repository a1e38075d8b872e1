"""Models from the Hugging Face Hub: fetched once, checked, pinned, safetensors only unless a pickle is allowed."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from auditor.engines.locate import (
    NEEDED,
    OPTIONAL,
    WEIGHTS,
    ModelFiles,
    in_hub_cache,
    pickle_obstacle,
    require_complete,
)
from auditor.errors import EngineError

TIMEOUT = 10.0
"""Seconds to wait for the Hub to answer."""
_CONVERTER = "SFconvertbot"
"""The Hub's own account that offers safetensors of old checkpoints as pull requests."""


def local(name: str, revision: str | None, allow_pickle: bool = False) -> ModelFiles:
    """A Hub model that is on this machine. EngineError says how to get it where it is not."""
    model = in_hub_cache(name, revision)
    if model is None:
        raise EngineError(f"{_shown(name, revision)}: not on this machine; get it with `{_command(name, revision)}`.")
    require_complete(model, allow_pickle)
    return model


def pull(name: str, revision: str | None = None, allow_pickle: bool = False) -> ModelFiles:
    """Fetch a MarianMT model into the local Hub cache, hold it against the Hub's digests and say what was fetched.

    Where `main` holds weights only as a pickle, the safetensors that the Hub's converter offers in a pull request are
    taken; where there are none either, the pickle is taken, if it is allowed and there is torch to read it. Files that
    are here already are not fetched again. Raises EngineError where the model is unknown, the Hub does not answer, what
    came is not what the Hub announced (then it is thrown away), or the network is not to be used.
    """
    import huggingface_hub

    shown = _shown(name, revision)
    try:
        api = huggingface_hub.HfApi()
        files = _files(api, name, revision)
        if WEIGHTS[0] not in files and revision is None:
            revision = _converted(api, name)
            files = files if revision is None else _files(api, name, revision)
        _require_usable(shown, files, allow_pickle)
        weights = WEIGHTS[0] if WEIGHTS[0] in files else WEIGHTS[1]
        wanted = [*NEEDED, *OPTIONAL, weights]
        folder = huggingface_hub.snapshot_download(name, revision=revision, allow_patterns=wanted, etag_timeout=TIMEOUT)
        _require_sound(api, name, Path(folder), wanted)
    except EngineError:
        raise
    except Exception as error:  # the transport's exceptions are of another library in each version of the Hub client
        raise EngineError(_explain(shown, _command(name, revision), error)) from error
    return local(name, revision, allow_pickle)


def _require_sound(api: Any, name: str, folder: Path, wanted: list[str]) -> None:
    """Hold what lies in a snapshot against the Hub's digests of that commit; what differs is thrown away."""
    found = api.verify_repo_checksums(name, revision=folder.name)
    wrong = [m["path"] for m in found.mismatches if m["path"] in wanted]
    for file in wrong:
        with suppress(OSError):
            os.unlink(os.path.realpath(folder / file))  # the snapshot has links only
        (folder / file).unlink(missing_ok=True)
    if wrong:
        raise EngineError(
            f"{name}: {', '.join(wrong)} came with another digest than the Hub states and was thrown away;"
            " pull again, and if that does not help ask who runs the proxy or mirror in between."
        )


def _files(api: Any, name: str, revision: str | None) -> set[str]:
    info = api.model_info(name, revision=revision, timeout=TIMEOUT)
    return {s.rfilename for s in info.siblings or []}


def _converted(api: Any, name: str) -> str | None:
    """Reference of the converter's pull request."""
    for request in api.get_repo_discussions(name, discussion_type="pull_request"):
        if request.author == _CONVERTER and WEIGHTS[0] in _files(api, name, f"refs/pr/{request.num}"):
            return f"refs/pr/{request.num}"
    return None


def _require_usable(shown: str, files: set[str], allow_pickle: bool) -> None:
    lacking = next((f for f in NEEDED if f not in files), None)
    if lacking is not None or not files.intersection(WEIGHTS):
        raise EngineError(f"{shown}: holds no {lacking or WEIGHTS[0]}, so it is not a MarianMT model; name another.")
    obstacle = None if WEIGHTS[0] in files else pickle_obstacle(f"{shown}, {WEIGHTS[1]}", shown, allow_pickle)
    if obstacle is not None:
        raise EngineError(obstacle)


def _explain(shown: str, command: str, error: Exception) -> str:
    from huggingface_hub import errors

    if isinstance(error, errors.GatedRepoError):
        return f"{shown}: the Hub wants you to accept the model's terms first; log in with `hf auth login`."
    if isinstance(error, errors.RevisionNotFoundError):
        return f"{shown}: the Hub knows the model but not this revision; name another with --revision."
    answer = error.response if isinstance(error, errors.HfHubHTTPError) else None
    # Whoever is not logged in is answered with 401, which the client takes for "unknown" from the Hub itself alone, and
    # not from a mirror.
    if isinstance(error, errors.RepositoryNotFoundError) or (answer is not None and answer.status_code == 401):
        return (
            f"{shown}: the Hub knows no such model, or shows it to its owners alone; check the name, or log in with"
            " `hf auth login`."
        )
    if isinstance(error, errors.OfflineModeIsEnabled):
        return f"{shown}: cannot be fetched, since HF_HUB_OFFLINE forbids to ask the Hub; unset it and pull again."
    if answer is not None:
        return f"{shown}: the Hub answers with an error ({answer.status_code}); try `{command}` again later."
    if isinstance(error, OSError) and error.filename is not None:
        return f"{shown}: cannot be kept ({error.filename}: {error.strerror}); make room, or set HF_HOME."
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return f"{shown}: not on this machine, and the Hub cannot be reached ({reason}); get it with `{command}` online."


def _shown(name: str, revision: str | None) -> str:
    return f"{name}@{revision}" if revision else name


def _command(name: str, revision: str | None) -> str:
    return f"auditor models pull {name}" + (f" --revision {revision}" if revision else "")
