"""--revision pins a model of the Hub; where there is none, it is said and never passed over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk import RECORDED, files, run
from toolbox import run_toolbox

from auditor.engines.locate import bundled

ARTICLE = "library.txt"
WAY_OUT = "leave it out, or name a Hub model with --model."
FOLDER = "--revision v1 pins a model of the Hub, but tiny is a folder; " + WAY_OUT
BUNDLED = "--revision v1 pins a model of the Hub, but ar-en-mini is the bundled model; " + WAY_OUT
UNNAMED = "--revision v1 pins a model of the Hub, but no model is named; " + WAY_OUT
RECORDINGS = "--revision v1 pins a model of the Hub, but the back-translations are recorded; " + WAY_OUT
V1 = ("--revision", "v1")

REFUSED = {
    "a folder": ((ARTICLE, "--model", "tiny", *V1), FOLDER),
    "a folder, behind the name": (
        (ARTICLE, "--model", "tiny@v1"),
        "@v1 pins a model of the Hub, but tiny is a folder; " + WAY_OUT,
    ),
    "the bundled model": ((ARTICLE, "--model", "ar-en-mini", *V1), BUNDLED),
    "the bundled model, behind the name": (
        (ARTICLE, "--model", "ar-en-mini@v1"),
        "@v1 pins a model of the Hub, but ar-en-mini is the bundled model; " + WAY_OUT,
    ),
    "no model": ((ARTICLE, *V1), UNNAMED),
    "no back-translation": ((ARTICLE, "--no-back-translation", *V1), UNNAMED),
    "recorded back-translations": ((ARTICLE, *RECORDED, *V1), RECORDINGS),
    "recorded by a model of another kind": ((ARTICLE, *RECORDED, "--model", "recorded", *V1), RECORDINGS),
    "information on the default": (("models", "info", *V1), UNNAMED),
    "information on a folder": (("models", "info", "tiny", *V1), FOLDER),
    "a conversion": (("models", "convert", "--model", "tiny", *V1), FOLDER),
    "a pull of the bundled model": (("models", "pull", "ar-en-mini", *V1), BUNDLED),
    "a calibration": (("calibrate", "--pairs", "pairs.tsv", "--name", "x", "-o", "x.json", *V1), UNNAMED),
    "a folder that is not there": (
        (ARTICLE, "--model", "./none", *V1),
        "none: no such model; name a MarianMT folder, or a Hub model such as Helsinki-NLP/opus-mt-ar-en, which"
        " `auditor models pull Helsinki-NLP/opus-mt-ar-en` fetches.",
    ),
}
"""The command, and what it says."""


@pytest.fixture
def tiny(desk: Path) -> Path:
    """The desk with a model in a folder beside the article, and pairs to calibrate with."""
    (desk / "tiny").symlink_to(bundled().folder)
    (desk / "pairs.tsv").write_text("مرحبًا بكم.\tWelcome.\n" * 100, encoding="utf-8")
    return desk


@pytest.mark.parametrize("case", REFUSED)
def test_a_revision_of_nothing_is_said_before_the_work(tiny: Path, case: str) -> None:
    """One sentence, exit code 2, nothing written."""
    command, message = REFUSED[case]
    before = files(tiny)
    program, done = ("audit", run(tiny, *command)) if ARTICLE in command else ("auditor", run_toolbox(tiny, *command))
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{program}: {message}\n")
    assert files(tiny) == before


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--model", "ar-en-mini"), "ar-en-mini is the bundled model"),
        (("--model", "tiny"), "tiny is a folder"),
        ((), "no model is named"),
        (RECORDED, "the back-translations are recorded"),
    ],
)
def test_a_settings_file_that_says_it_is_named(tiny: Path, options: tuple[str, ...], why: str) -> None:
    """Since that is where it is to be mended."""
    file = tiny / "auditor.toml"
    file.write_text('revision = "v1"\n', encoding="utf-8")
    done = run(tiny, ARTICLE, *options)
    message = f"audit: {file}: revision v1 pins a model of the Hub, but {why}; {WAY_OUT}\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)


@pytest.mark.parametrize("other", ["ar-en-mini", "tiny"])
def test_the_revision_of_another_model_is_left(tiny: Path, other: str) -> None:
    """A settings file pins its own model; a run with another one is neither refused nor pinned."""
    (tiny / "auditor.toml").write_text('model = "Helsinki-NLP/opus-mt-ar-en"\nrevision = "v1"\n', encoding="utf-8")
    done = run(tiny, ARTICLE, "--model", other, "-f", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["engine"]["revision"] == bundled().revision
    assert "# revision is not set\n" in run(tiny, "--model", other, "--show-settings").stdout


def test_it_may_say_which_revision_was_recorded(tiny: Path) -> None:
    """Of back-translations that a Hub model made elsewhere, which `--model` names; the calibration of that model is used."""
    model = "Helsinki-NLP/opus-mt-ar-en"
    done = run(tiny, ARTICLE, *RECORDED, "--model", model, *V1, "-f", "json")
    assert done.returncode == 1
    engine = json.loads(done.stdout)["engine"]
    assert (engine["name"], engine["runtime"], engine["calibration"]) == (model, "recorded", "opus-mt-ar-en")


def test_a_folder_whose_name_has_an_at_sign_is_a_folder(tiny: Path) -> None:
    """What is behind the sign is no revision there."""
    (tiny / "tiny@v1").symlink_to(bundled().folder)
    done = run_toolbox(tiny, "models", "info", "./tiny@v1")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[2] == str(bundled().folder)
