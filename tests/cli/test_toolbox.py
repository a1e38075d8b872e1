"""The other command, `auditor`."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import ROOT, run
from toolbox import run_toolbox

from auditor.cli.explain import explain
from auditor.errors import SettingsError
from auditor.rules.frame.certainty import precision
from auditor.scoring import calibration


def test_the_toolbox_explains_and_lists() -> None:
    """`auditor explain` lists the rules and shows their pages; `auditor models list` has the bundled model."""
    assert "number-mismatch" in run_toolbox(ROOT, "explain").stdout
    page = run_toolbox(ROOT, "explain", "number-mismatch").stdout
    assert page == run(ROOT, "--explain", "number-mismatch").stdout
    measured = calibration.load(ROOT / "auditor/data/calibrations/ar-en-mini.json").false_alarms["number-mismatch"]
    assert f"| ar-en-mini | 1,240 | {100 * measured:.2f} |" in page
    assert "## On clean text\n\nHow often it speaks where the translation is right" in page
    right, seen = precision()["omission"]
    omission = run_toolbox(ROOT, "explain", "omission").stdout
    assert f"Of its findings {seen} were read, in real translations and in clean text; {right} were right." in omission
    assert "## On clean text" not in omission
    assert "ar-en-mini" in run_toolbox(ROOT, "models", "list").stdout


@pytest.mark.parametrize(
    "written", ["9b229f7729", "#9b229f7729", "9B229F7729", "9b229f7729-2", "9b229f7729" + "0" * 22]
)
def test_who_gives_a_finding_is_asked_for_its_rule(written: str) -> None:
    """A report shows an id behind each finding: which word to give instead is said, for either command."""
    with pytest.raises(SettingsError) as refused:
        explain(written)
    assert str(refused.value) == (
        f"{written}: that is the id of a finding; name its rule, which stands before it in the report, as in"
        " `audit --explain number-mismatch`."
    )


def test_what_only_resembles_an_id_is_no_finding() -> None:
    """Nine digits, or a letter beyond f: an unknown rule like any other."""
    for written in ("9b229f772", "9b229f772g", "#", "decade"):
        with pytest.raises(SettingsError, match="there is no such rule"):
            explain(written)


def test_the_toolbox_refuses_with_2(tmp_path: Path) -> None:
    """An unknown rule, an unknown model and pairs that are none: one sentence each, exit code 2, nothing written."""
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("one column\n", encoding="utf-8")
    for arguments, message in (
        (("explain", "nonsense"), "there is no such rule"),
        (("explain", "9b229f7729"), "the id of a finding"),
        (("models", "info", "some-org/none"), "some-org/none"),
        (("calibrate", "--pairs", str(pairs), "--name", "x", "-o", str(tmp_path / "x.json")), "expected Arabic"),
    ):
        done = run_toolbox(ROOT, *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert message in done.stderr
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "x.json").exists()
