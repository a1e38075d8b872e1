"""Models from the Hub, fetched by the real command from a Hub on this machine, and everything that goes wrong with it."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path

import pytest
from desk import lay
from fake_hub import FakeHub, digest
from filelock import FileLock
from hub_runs import COMMIT, LATER, NAME, WEIGHTS, pull, run, start

from auditor.engines.locate import named


def blobs(home: Path) -> list[str]:
    """What lies in the Hub cache, by its digest."""
    return sorted(p.name for p in home.glob("hub/models--*/blobs/*"))


def test_a_model_is_fetched_checked_and_pinned(hub: FakeHub, tmp_path: Path) -> None:
    """The command prints the commit and the folder; every file lies there under the digest that the Hub stated."""
    home = tmp_path / "home"
    code, out, err = pull(hub, home, NAME)
    assert (code, err) == (0, "")
    snapshot = home / "hub" / "models--some-org--tiny" / "snapshots" / COMMIT
    assert out == f"{NAME} {COMMIT} is ready in {snapshot}\n"
    files = hub.models[NAME]["main"].files
    wanted = [name for name in files if (snapshot / name).exists()]
    assert {WEIGHTS, "config.json", "vocab.json", "source.spm", "target.spm"} <= set(wanted)
    assert blobs(home) == sorted(digest(name, files[name]) for name in wanted)


def test_what_is_here_is_not_fetched_again(hub: FakeHub, tmp_path: Path) -> None:
    """A second pull asks for names only; and offline the model is found without a question."""
    home = tmp_path / "home"
    for _ in range(2):
        assert pull(hub, home, NAME)[0] == 0
    assert len(hub.fetched(WEIGHTS)) == 1
    hub.asked.clear()
    code, out, _ = run("auditor", hub, home, "models", "info", NAME, "--offline")
    assert code == 0
    assert out.splitlines()[:2] == [NAME, COMMIT]
    assert hub.asked == []


def test_a_revision_may_stand_after_the_name(hub: FakeHub, opus: Path, tmp_path: Path) -> None:
    """When `main` moves on, the commit that was pulled stays available under its name, and the report says which it was."""
    home = tmp_path / "home"
    assert pull(hub, home, NAME)[0] == 0
    hub.models[NAME]["v1"] = hub.models[NAME]["main"]
    hub.put(NAME, opus, LATER)
    assert f"{NAME} {LATER} " in pull(hub, home, NAME)[1]
    assert f"{NAME} {COMMIT} " in pull(hub, home, f"{NAME}@v1")[1]
    lay(tmp_path)
    for asked, resolved in ((NAME, LATER), (f"{NAME}@v1", COMMIT), (f"{NAME}@{COMMIT}", COMMIT)):
        options = ("library.txt", "--model", asked, "--no-back-translation", "--offline", "-f", "json")
        code, out, err = run("audit", hub, home, *options, "--cache", str(tmp_path / "cache"))
        assert code in (0, 1), err
        engine = json.loads(out)["engine"]
        assert (engine["name"], engine["revision"]) == (NAME, resolved)


def test_a_revision_that_is_missing_is_said(hub: FakeHub, tmp_path: Path) -> None:
    """Of a model that the Hub has, by option and behind the name; two that differ are a contradiction."""
    for arguments in ((NAME, "--revision", "v9"), (f"{NAME}@v9",)):
        code, out, err = pull(hub, tmp_path / "home", *arguments)
        assert (code, out) == (2, "")
        assert err == (
            f"auditor: {NAME}@v9: the Hub knows the model but not this revision; name another with --revision."
        )
    code, _, err = pull(hub, tmp_path / "home", f"{NAME}@v9", "--revision", "v8")
    assert (code, err) == (2, f"auditor: {NAME}@v9: --revision says v8 and the name v9; leave one of them out.")


def test_a_connection_that_breaks_is_taken_up_again(hub: FakeHub, tmp_path: Path) -> None:
    """Where the Hub cuts the line in the middle of the weights, they are asked for once more and are whole."""
    hub.breaks[WEIGHTS] = 1
    code, _, err = pull(hub, tmp_path / "home", NAME)
    assert (code, err) == (0, "")
    assert weights_digest(hub) in blobs(tmp_path / "home")
    assert len(hub.fetched(WEIGHTS)) == 2


def test_a_pull_that_was_killed_goes_on_where_it_was(hub: FakeHub, tmp_path: Path) -> None:
    """What came whole is kept, what did not is no model; the next pull fetches only the rest."""
    home = tmp_path / "home"
    lock = home / "hub" / ".locks" / "models--some-org--tiny" / f"{weights_digest(hub)}.lock"
    lock.parent.mkdir(parents=True)
    with FileLock(lock):
        process = start("auditor", hub, home, "models", "pull", NAME)
        wait_for_the_rest(hub, home)
        process.kill()
        process.communicate()
    code, _, err = run("auditor", hub, home, "models", "info", NAME, "--offline")
    assert code == 2
    assert err.endswith("model.safetensors: the file is missing; a MarianMT model folder needs it.")
    before = len(hub.fetched("vocab.json"))
    assert pull(hub, home, NAME)[0] == 0
    assert len(hub.fetched("vocab.json")) == before


def test_a_pull_waits_for_another(hub: FakeHub, tmp_path: Path) -> None:
    """While another process holds the lock of a file, that file is not fetched; afterwards it is."""
    home = tmp_path / "home"
    lock = home / "hub" / ".locks" / "models--some-org--tiny" / f"{weights_digest(hub)}.lock"
    lock.parent.mkdir(parents=True)
    with FileLock(lock):
        process = start("auditor", hub, home, "models", "pull", NAME)
        wait_for_the_rest(hub, home)
        assert process.poll() is None
        assert hub.fetched(WEIGHTS) == []
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    assert COMMIT in out
    assert len(hub.fetched(WEIGHTS)) == 1


def weights_digest(hub: FakeHub) -> str:
    """What the Hub names the weights by."""
    return digest(WEIGHTS, hub.models[NAME]["main"].files[WEIGHTS])


def wait_for_the_rest(hub: FakeHub, home: Path) -> None:
    """Until everything but the weights has come."""
    needed = {"config.json", "vocab.json", "source.spm", "target.spm"}
    wanted = {digest(name, content) for name, content in hub.models[NAME]["main"].files.items() if name in needed}
    for _ in range(1200):
        if wanted <= set(blobs(home)) and any(WEIGHTS in path for _, path, _ in hub.asked):
            return
        time.sleep(0.05)
    pytest.fail("the rest never came")


@pytest.mark.parametrize("file", [WEIGHTS, "config.json"])
def test_a_wrong_digest_is_refused_and_thrown_away(hub: FakeHub, tmp_path: Path, file: str) -> None:
    """One byte off, at the right length: no model, a sentence, and the next pull fetches that file anew."""
    home = tmp_path / "home"
    hub.spoilt.add(file)
    code, out, err = pull(hub, home, NAME)
    assert (code, out) == (2, "")
    assert err.startswith(
        f"auditor: {NAME}: {file} came with another digest than the Hub states and was thrown away; pull again"
    )
    assert run("auditor", hub, home, "models", "info", NAME, "--offline")[0] == 2
    hub.spoilt.clear()
    assert pull(hub, home, NAME)[0] == 0
    assert len(hub.fetched(file)) == 2
    assert len(hub.fetched("vocab.json")) == 1


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (None, "the Hub knows no such model, or shows it to its owners alone; check the name, or log in with `hf"),
        (404, "the Hub answers with an error (404)"),
        (403, "the Hub answers with an error (403)"),
        (500, "the Hub answers with an error (500)"),
    ],
)
def test_a_refusal_of_the_hub_is_one_sentence(hub: FakeHub, tmp_path: Path, status: int | None, said: str) -> None:
    """An unknown name (which the Hub answers with 401), and what a broken Hub or a proxy answers; nothing is written."""
    hub.status = status
    code, out, err = pull(hub, tmp_path / "home", "some-org/none")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith(f"auditor: some-org/none: {said}")
    assert not list(tmp_path.rglob("*some-org*"))


def test_no_hub_at_all_is_one_sentence(tmp_path: Path) -> None:
    """The message says so and how to go on; nothing is written."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code, _, err = pull(f"http://127.0.0.1:{port}", tmp_path / "home", "some-org/none")
    assert code == 2
    assert err.startswith("auditor: some-org/none: not on this machine, and the Hub cannot be reached (")
    assert err.endswith("get it with `auditor models pull some-org/none` online.")
    assert not list(tmp_path.rglob("*some-org*"))


def test_offline_nothing_is_asked(hub: FakeHub, tmp_path: Path) -> None:
    """By option and by environment, of pulling and of using."""
    home = tmp_path / "home"
    said = f"auditor: {NAME}: cannot be pulled offline; leave --offline and unset HF_HUB_OFFLINE."
    assert pull(hub, home, NAME, "--offline") == (2, "", said)
    assert pull(hub, home, NAME, HF_HUB_OFFLINE="1") == (2, "", said)
    code, _, err = run("auditor", hub, home, "models", "info", f"{NAME}@{COMMIT}", "--offline")
    assert code == 2
    assert err.endswith(f"not on this machine; get it with `auditor models pull {NAME} --revision {COMMIT}`.")
    assert hub.asked == []


def test_a_cache_that_cannot_be_written_is_said(hub: FakeHub, tmp_path: Path) -> None:
    """Not taken for a Hub that does not answer."""
    home = tmp_path / "home"
    home.write_text("a file")
    code, _, err = pull(hub, home, NAME)
    assert code == 2
    assert err.startswith(f"auditor: {NAME}: cannot be kept ({home}")


def test_a_path_with_an_at_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what can be a Hub name is cut at the @."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a" / "b@c").mkdir(parents=True)
    assert named("a/b@c", None) == ("a/b@c", None)
    assert named("./x/y@z", None) == ("./x/y@z", None)
    assert named("org/name@v1", None) == ("org/name", "v1")
    assert named("org/name@v1", "v1") == ("org/name", "v1")
