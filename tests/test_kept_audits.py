"""An article that is as it was is not audited again; whatever its report follows from makes it anew."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from desk import COMMAND, RECORDED, environment, lay, run

from auditor import Settings, audit, identity, kept_audits, pipeline
from auditor.engines.store import Store
from auditor.formats import FORMATS
from auditor.instruments import open_instruments
from auditor.records import Audited, Evidence, Report, Severity
from auditor.rules import IDS
from auditor.scoring import calibration
from auditor.settings.settings import settle

SAMPLES = Path(__file__).parent / "samples"
ROOT = Path(__file__).parents[1]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A short article, which the tests work beside, and nothing in the cache but converted models."""
    monkeypatch.chdir(tmp_path)
    Store(Path(os.environ["XDG_CACHE_HOME"]) / "auditor").clear()
    return lay(tmp_path)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the articles that were really audited, as they are."""
    paths: list[str] = []
    compare = pipeline._compare

    def spy(prepared: pipeline.Prepared, *rest: object) -> object:
        paths.append(prepared.document.path)
        return compare(prepared, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "_compare", spy)
    return paths


SETTINGS = Settings(back_translations=Path("back-translations"))


def audited(settings: Settings = SETTINGS, **more: object) -> Report:
    return audit("library.txt", settings, **more)  # type: ignore[arg-type]


def test_the_report_is_the_same_to_the_byte(desk: Path) -> None:
    """In JSON, the second time; and both are what an audit without a cache says."""
    first, again = (run(desk, "library.txt", *RECORDED, "-f", "json", "--deterministic") for _ in range(2))
    anew = run(desk, "library.txt", *RECORDED, "-f", "json", "--deterministic", "--no-cache")
    assert first.returncode == again.returncode == anew.returncode == 1
    assert first.stdout == again.stdout == anew.stdout


@pytest.mark.parametrize("recorded", [True, False], ids=["recorded", "vectors alone"])
def test_every_record_comes_back_as_it_was(desk: Path, compared: list[str], recorded: bool) -> None:
    """Of all samples, bilingual files among them, whatever is in them."""
    names = sorted(map(str, SAMPLES.glob("*.txt")))
    lines = SAMPLES / "back-translations" if recorded else None
    if not recorded:
        names += map(str, [*sorted((SAMPLES / "bilingual").iterdir()), *sorted((SAMPLES / "formats").iterdir())])
    settings = Settings(references=ROOT / "references", back_translations=lines, no_back_translation=not recorded)
    first = audit(names, settings)
    assert [a.article.path for a in first.audits] == names
    assert any(a.findings for a in first.audits)
    assert compared == names
    compared.clear()
    again = audit(names, settings)
    assert compared == []
    assert again == first


def test_only_what_changed_is_audited(desk: Path, compared: list[str]) -> None:
    """One article of two; the order stays."""
    for place in ("", "references/", "back-translations/"):
        (desk / f"{place}bridge.txt").write_bytes((desk / f"{place}library.txt").read_bytes())
    names = ["library.txt", "bridge.txt"]
    audit(names, SETTINGS)
    assert compared == names
    (desk / "bridge.txt").write_text((desk / "bridge.txt").read_text("utf-8").replace("12", "13"), encoding="utf-8")
    report = audit(names, SETTINGS)
    assert compared == [*names, "bridge.txt"]
    assert [a.article.path for a in report.audits] == names


def _reference(desk: Path) -> Settings:
    (desk / "references" / "library.txt").write_text("The council opened a new library on Sunday.", encoding="utf-8")
    return SETTINGS


def _recorded(desk: Path) -> Settings:
    path = desk / "back-translations" / "library.txt"
    path.write_text(path.read_text("utf-8").replace("free", "open"), encoding="utf-8")
    return SETTINGS


def _by_hand(desk: Path) -> Settings:
    return replace(SETTINGS, reference=Path("references/library.txt"))


def _calibration(desk: Path) -> Settings:
    made = replace(calibration.default(), name="mine", engine="recorded", revision="", beam=None)
    (desk / "mine.json").write_text(calibration.dumps(made), encoding="utf-8")
    return replace(SETTINGS, calibration=Path("mine.json"))


def _overridden(desk: Path) -> Settings:
    (desk / "auditor.toml").write_text(
        '[[overrides]]\npaths = ["lib*"]\nignore = ["number-mismatch"]\n', encoding="utf-8"
    )
    return settle(
        {"back_translations": SETTINGS.back_translations}, desk / "auditor.toml", known_rules=IDS, known_formats=FORMATS
    )


CHANGES: dict[str, Callable[[Path], Settings]] = {
    "the reference": _reference,
    "the back-translations": _recorded,
    "a rule that is off": lambda desk: replace(SETTINGS, ignore=("number-mismatch",)),
    "how much may be wrong": lambda desk: replace(SETTINGS, false_alarms=0.002),
    "a severity": lambda desk: replace(SETTINGS, severity={"number-mismatch": Severity.MINOR}),
    "terms": lambda desk: replace(SETTINGS, glossary={"مكتبة": ("bookshop",)}),
    "no reference": lambda desk: replace(SETTINGS, no_reference=True),
    "how the reference is found": _by_hand,
    "the calibration": _calibration,
    "an override for its path": _overridden,
    "who recorded": lambda desk: replace(SETTINGS, model="Helsinki-NLP/opus-mt-ar-en"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_the_report_follows_from_counts(
    desk: Path, compared: list[str], change: Callable[[Path], Settings]
) -> None:
    """Another article aside."""
    audited()
    settings = change(desk)
    kept = audited(settings)
    assert compared == ["library.txt"] * 2
    assert kept == audited(replace(settings, no_cache=True))


def test_another_seed_of_the_intervals_counts(desk: Path, compared: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a variable of sacrebleu, and stands in the signatures."""
    audited()
    monkeypatch.setenv("SACREBLEU_SEED", "7")
    audited()
    assert len(compared) == 2


def test_a_reference_that_changes_before_it_is_read_is_noticed(
    desk: Path, compared: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is found by content; also once it is again what it was."""
    shutil.move(desk / "references" / "library.txt", desk / "references" / "other.txt")
    reference = desk / "references" / "other.txt"
    text, look = reference.read_text("utf-8"), pipeline.with_reference

    def edited(*arguments: Any) -> Any:
        reference.write_text(text.replace("21,000", "12,000"), encoding="utf-8")
        return look(*arguments)

    monkeypatch.setattr(pipeline, "with_reference", edited)
    (one,) = audited().audits
    assert one.reference is not None
    assert one.reference.found_by == "content"
    assert "12,000" in one.reference.document.text
    monkeypatch.setattr(pipeline, "with_reference", look)
    reference.write_text(text, encoding="utf-8")
    (again,) = audited().audits
    assert again.reference is not None
    assert again.reference.document.text == text
    assert len(compared) == 2
    audited()
    assert len(compared) == 2


@pytest.mark.parametrize("piped", ["article", "reference"])
def test_a_pipe_is_read_once(desk: Path, piped: str) -> None:
    """And nothing is kept that could not be compared with it next time."""
    given = {
        "article": "library.txt",
        "reference": "references/library.txt",
        "back-translations": RECORDED[1] + "/library.txt",
    }
    words = {name: f"<(cat {path})" if name == piped else path for name, path in given.items()}
    command = " ".join([*COMMAND, words["article"], "-r", words["reference"], RECORDED[0], words["back-translations"]])
    plain = [
        *COMMAND,
        given["article"],
        "-r",
        given["reference"],
        RECORDED[0],
        given["back-translations"],
        "--no-cache",
    ]
    for _ in range(2):
        there = subprocess.run(["bash", "-c", f"{command} -f csv"], env=environment(), capture_output=True, check=False)
        here = subprocess.run([*plain, "-f", "csv"], env=environment(), capture_output=True, check=False)
        assert (there.returncode, here.returncode) == (1, 1), there.stderr
        assert there.stdout.count(b"\n") == here.stdout.count(b"\n") > 1


def test_standard_input_counts(desk: Path, compared: list[str]) -> None:
    """By its bytes; where nobody gives them, a file of that name is what is audited."""
    settings = Settings(no_back_translation=True, reference=Path("references/library.txt"))
    one, other = (desk / "library.txt").read_bytes(), "أغلق المجلس المكتبة يوم الأحد.".encode()
    for data in (one, other, one):
        report = audit("-", settings, standard_input=data)
        assert report.audits[0].article.text.strip() == data.decode().strip()
    assert len(compared) == 2
    for data in (one, other):
        (desk / "-").write_bytes(data)
        assert audit("-", settings).audits[0].article.text.strip() == data.decode().strip()


def test_what_is_wrong_is_said_as_without_a_cache(desk: Path) -> None:
    """The article's own faults before those of its reference."""
    (desk / "library.txt").write_bytes(b"")
    settings = replace(SETTINGS, reference=Path("nowhere.txt"))
    assert audited(settings).failures == audited(replace(settings, no_cache=True)).failures != ()


def test_nobody_else_can_read_it(desk: Path) -> None:
    """It holds articles that are not published yet."""
    settings = replace(SETTINGS, cache=desk / "mine")
    audited(settings)
    assert {stat.S_IMODE(p.stat().st_mode) for p in (desk / "mine").glob("*.sqlite3*")} == {0o600}


def test_a_new_program_or_library_audits_again(
    desk: Path, compared: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one of the packages that it needs."""
    monkeypatch.setattr(identity, "program", identity.program.__wrapped__)
    audited()
    audited()
    assert len(compared) == 1
    assert ["sacrebleu", *identity.metadata.version("sacrebleu").split()] in identity.libraries()
    monkeypatch.setattr(identity, "libraries", lambda: [["sacrebleu", "99"]])
    audited()
    assert len(compared) == 2


def test_without_a_cache_nothing_is_kept(desk: Path, compared: list[str]) -> None:
    """Neither found nor put there."""
    for settings in (replace(SETTINGS, no_cache=True), SETTINGS, replace(SETTINGS, no_cache=True)):
        audited(settings)
    assert len(compared) == 3


def test_what_cannot_be_audited_is_tried_again(desk: Path) -> None:
    """The same failure the second time, until its cause is gone."""
    reference = desk / "references" / "library.txt"
    text = reference.read_bytes()
    reference.write_bytes(b"")
    first = audited()
    assert first.failures
    assert audited().failures == first.failures
    reference.write_bytes(text)
    assert audited().audits


def test_units_that_cannot_be_read_are_named_again(desk: Path, compared: list[str]) -> None:
    """They belong to what came of a bilingual file."""
    rows = "id,source,target\n1,The bridge is closed.,الجسر مغلق.\n2,The road is open.\n"
    (desk / "list.csv").write_text(rows, encoding="utf-8")
    first, again = (audit("list.csv", Settings(no_back_translation=True)) for _ in range(2))
    assert first.failures
    assert first.audits
    assert again == first
    assert compared == ["list.csv"]


def test_an_article_that_changes_meanwhile_is_not_kept(
    desk: Path, compared: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its audit would answer for a text that it is not of."""
    article, compare = desk / "library.txt", pipeline._compare

    def edit(*arguments: object) -> object:
        article.write_text("أغلق المجلس المكتبة يوم الأحد.", encoding="utf-8")
        return compare(*arguments)  # type: ignore[arg-type]

    settings = Settings(no_back_translation=True)
    monkeypatch.setattr(pipeline, "_compare", edit)
    assert "افتتح" in audited(settings).audits[0].article.text
    monkeypatch.setattr(pipeline, "_compare", compare)
    assert "أغلق" in audited(settings).audits[0].article.text


def test_a_damaged_one_is_made_anew(desk: Path, compared: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no audit, though it is whole, does no harm."""
    encode = msgspec.msgpack.encode
    monkeypatch.setattr(msgspec.msgpack, "encode", lambda *a, **k: b"\x92\x01")
    first = audited()
    monkeypatch.setattr(msgspec.msgpack, "encode", encode)
    for _ in range(2):
        assert audited() == first
    assert len(compared) == 2


@pytest.mark.parametrize("value", [2**64, "\ud800"], ids=["huge", "half a character"])
def test_what_cannot_be_kept_is_not(desk: Path, value: object) -> None:
    """A number or a text beyond what is kept is left out without a word, and the report has it."""
    kept = kept_audits.KeptAudits.of("1", SETTINGS, open_instruments(SETTINGS, ["library.txt"]))
    assert kept is not None
    assert kept.find("library.txt") is None
    (one,) = audited().audits
    odd = replace(one.findings[0], evidence=Evidence(details={"read": value}))  # type: ignore[dict-item]
    kept.keep(Audited("library.txt", replace(one, findings=(odd,))))
    assert kept.find("library.txt") is None
    kept.keep(Audited("library.txt", one))
    found = kept.find("library.txt")
    assert found is not None
    assert found.audit == one


def test_the_order_of_terms_changes_nothing(desk: Path) -> None:
    """It does not count, so the report must not show it."""
    terms = {"مكتبة": ("bookshop",), "مكتبة جديدة": ("new bookshop",)}
    one, other = (
        audited(replace(SETTINGS, no_cache=True, glossary=dict(sorted(terms.items(), reverse=turned))))
        for turned in (False, True)
    )
    said = {f.evidence.details["term"] for f in one.audits[0].findings if f.rule == "terminology"}
    assert said == set(terms)
    assert one == other


def test_one_store_is_waited_for_once(desk: Path) -> None:
    """Translations, vectors and audits are kept in the same one, which is left alone once it could not be used."""
    instruments = open_instruments(SETTINGS, ["library.txt"])
    engine: Any = instruments.engine
    assert instruments.kept is engine.translator.store is engine.witness.store is not None
