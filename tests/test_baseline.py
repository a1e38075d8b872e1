"""The baseline: what is accepted stays shown, does not count, and re-opens when the words change."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared_report import make_report

from auditor import baseline as accepted
from auditor.baseline import Baseline, Entry
from auditor.errors import BaselineError
from auditor.records import Finding, Report, Severity

DAY = date(2026, 1, 31)
LATER = date(2026, 2, 1)


def live(report: Report) -> list[Finding]:
    """The findings that count."""
    return [f for a in report.audits for f in a.findings if not f.suppressed]


def edited(report: Report, old: str, new: str, article: int = 0) -> Report:
    """The report after a sentence was edited: one finding of an article has another fingerprint."""
    audits = list(report.audits)
    audits[article] = replace(
        audits[article],
        findings=tuple(replace(f, fingerprint=new) if f.fingerprint == old else f for f in audits[article].findings),
    )
    return replace(report, audits=tuple(audits))


def test_accepting_everything_passes_and_an_edit_fails_again(tmp_path: Path) -> None:
    """The gate: fails, is accepted, passes with all findings still shown, fails when a sentence changes."""
    report = make_report()
    assert report.exit_code == 1
    kept = accepted.update(report, Baseline(tmp_path / "accepted.json"), "Mona", DAY, "known")
    marked = accepted.apply(report, kept)
    assert marked.exit_code == 0
    assert live(marked) == []
    assert [len(a.findings) for a in marked.audits] == [len(a.findings) for a in report.audits]
    critical = next(f for f in live(report) if f.severity is Severity.CRITICAL)
    again = accepted.apply(edited(report, critical.fingerprint, "f" * 32), kept)
    assert again.exit_code == 1
    assert [f.fingerprint for f in live(again)] == ["f" * 32]
    assert [e.fingerprint for e in accepted.stale(edited(report, critical.fingerprint, "f" * 32), kept)] == [
        critical.fingerprint
    ]


def test_suppressed_findings_say_who_accepted_them_and_why(tmp_path: Path) -> None:
    """The reason in the report carries name and date; what was suppressed before is left as it was."""
    report = make_report()
    kept = accepted.update(report, Baseline(tmp_path / "b.json"), "Mona", DAY, "agreed with the desk")
    marked = accepted.apply(report, kept)
    for before, after in zip(report.audits, marked.audits, strict=True):
        for old, new in zip(before.findings, after.findings, strict=True):
            assert new.reason == (old.reason if old.suppressed else "agreed with the desk (Mona, 2026-01-31)")
    assert Entry("a" * 32).reason == "accepted"
    assert Entry("a" * 32, why="style", when="2026-01-31").reason == "style (2026-01-31)"


def test_update_keeps_what_holds_and_drops_what_is_stale(tmp_path: Path) -> None:
    """Entries that still hold keep who, when and why; stale ones of articles seen go, those of others stay."""
    path = tmp_path / "b.json"
    other = Entry("1" * 32, "omission", "not-in-this-run.txt", who="Adel", when="2025-12-01")
    first = accepted.update(make_report(), Baseline(path, (other,)), "Mona", DAY)
    victim = live(make_report())[0]
    after = edited(make_report(), victim.fingerprint, "e" * 32)
    second = accepted.update(after, first, "Rim", LATER)
    by_fingerprint = second.by_fingerprint()
    assert victim.fingerprint not in by_fingerprint
    assert by_fingerprint["e" * 32].who == "Rim"
    assert by_fingerprint["1" * 32] == other
    unchanged = set(first.entries) & set(second.entries)
    assert len(unchanged) == len(first.entries) - 1
    assert accepted.update(after, second, "Nobody", LATER) == second


def test_rules_that_did_not_run_are_not_stale(tmp_path: Path) -> None:
    """With --select, entries of the other rules are neither called stale nor dropped."""
    report = make_report()
    kept = accepted.update(report, Baseline(tmp_path / "b.json"), "Mona", DAY)
    only = replace(
        report,
        audits=tuple(replace(a, findings=tuple(f for f in a.findings if f.rule == "omission")) for a in report.audits),
    )
    assert accepted.stale(only, kept, rules={"omission"}) == ()
    assert accepted.update(only, kept, "Rim", LATER, rules={"omission"}) == kept
    assert accepted.stale(only, kept) != ()


def test_a_renamed_article_keeps_its_acceptances(tmp_path: Path) -> None:
    """Content decides: under a new name the findings stay accepted, and update writes the new name."""
    report = make_report(hostile=False)
    kept = accepted.update(report, Baseline(tmp_path / "b.json"), "Mona", DAY)
    (audit,) = report.audits
    renamed = replace(report, audits=(replace(audit, article=replace(audit.article, path=str(tmp_path / "new.txt"))),))
    assert live(accepted.apply(renamed, kept)) == []
    assert accepted.stale(renamed, kept) == ()
    moved = accepted.update(renamed, kept, "Rim", LATER)
    assert {e.article for e in moved.entries} == {"new.txt"}
    assert {e.who for e in moved.entries} == {"Mona"}


def test_articles_are_named_from_the_folder_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same entry whether the article was named absolutely, relatively or from another folder."""
    (tmp_path / "news").mkdir()
    base = Baseline(tmp_path / "ci" / "accepted.json")
    monkeypatch.chdir(tmp_path / "news")
    for name in ("a.txt", "./a.txt", "../news/a.txt", str(tmp_path / "news" / "a.txt")):
        assert base.name(name) == "../news/a.txt"
    assert base.name("-") == "-"


def test_one_finding_is_accepted_by_its_fingerprint(tmp_path: Path) -> None:
    """A beginning of six digits is enough; the reason can be given anew; the rest keeps counting."""
    report = make_report()
    wanted = live(report)[0]
    base = Baseline(tmp_path / "b.json")
    one = accepted.accept(report, base, wanted.fingerprint[:6].upper(), "Mona", DAY, "quoted so by the minister")
    assert [(e.fingerprint, e.rule, e.why) for e in one.entries] == [
        (wanted.fingerprint, wanted.rule, "quoted so by the minister")
    ]
    assert len(live(accepted.apply(report, one))) == len(live(report)) - 1
    two = accepted.accept(accepted.apply(report, one), one, wanted.fingerprint, "Rim", LATER, "better reason")
    assert [(e.who, e.when, e.why) for e in two.entries] == [("Rim", "2026-02-01", "better reason")]


@pytest.mark.parametrize("written", ["{}", "#{}", "{}-2"])
def test_one_finding_is_accepted_by_its_id(tmp_path: Path, written: str) -> None:
    """As the terminal prints it, with the number sign or without; what is found again is the same finding."""
    report = make_report()
    wanted = live(report)[0]
    name = written.format(wanted.fingerprint[:10])
    one = accepted.accept(report, Baseline(tmp_path / "b.json"), name, "Mona", DAY, "so said")
    assert [e.fingerprint for e in one.entries] == [wanted.fingerprint]


def test_a_fingerprint_must_name_one_finding(tmp_path: Path) -> None:
    """None, too few digits, and two that begin alike are refused."""
    report = make_report()
    base = Baseline(tmp_path / "b.json")
    for wrong in ("0" * 32, live(report)[0].fingerprint[:5], ""):
        with pytest.raises(BaselineError, match="no finding of this run has the fingerprint"):
            accepted.accept(report, base, wrong, "Mona", DAY, "x")
    a, b = live(report)[:2]
    alike = edited(edited(report, a.fingerprint, "abcdef01" * 4), b.fingerprint, "abcdef02" * 4)
    with pytest.raises(BaselineError, match="2 findings have a fingerprint that begins with 'abcdef'"):
        accepted.accept(alike, base, "abcdef", "Mona", DAY, "x")


def test_the_file_is_sorted_readable_and_stable(tmp_path: Path) -> None:
    """Saved and loaded it is the same; its order does not depend on the run's; accepting one adds one block."""
    report = make_report()
    path = tmp_path / "accepted.json"
    kept = accepted.update(report, Baseline(path), "Mona", DAY, "known")
    accepted.save(kept)
    text = path.read_text(encoding="utf-8")
    assert accepted.load(path) == kept
    assert text.endswith("}\n")
    assert "الشامي" in text
    accepted.save(accepted.update(replace(report, audits=report.audits[::-1]), Baseline(path), "Mona", DAY, "known"))
    assert path.read_text(encoding="utf-8") == text
    smaller = replace(kept, entries=kept.entries[:3] + kept.entries[4:])
    accepted.save(smaller)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line not in text.splitlines()] == []
    assert len(text.splitlines()) - len(lines) == 9


def test_writing_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the new file cannot take the old one's place, the old one is whole and nothing is left beside it."""
    path = tmp_path / "b.json"
    accepted.save(Baseline(path, (Entry("a" * 32),)))
    before = path.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(BaselineError, match="cannot be written"):
        accepted.save(Baseline(path, (Entry("b" * 32),)))
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["b.json"]


def test_writing_keeps_permissions_and_links(tmp_path: Path) -> None:
    """A symbolic link stays one, and the file keeps its mode."""
    real = tmp_path / "real.json"
    accepted.save(Baseline(real))
    os.chmod(real, 0o640)
    link = tmp_path / "link.json"
    link.symlink_to(real)
    accepted.save(Baseline(link, (Entry("a" * 32),)))
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert accepted.load(real).entries == (Entry("a" * 32),)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A folder that does not exist, and a path that is a folder."""
    for path in (tmp_path / "none" / "b.json", tmp_path):
        with pytest.raises(BaselineError, match="cannot be written"):
            accepted.save(Baseline(path))


def test_a_missing_file_is_an_error_unless_it_is_to_be_made(tmp_path: Path) -> None:
    """--baseline alone needs the file; --update-baseline makes it."""
    path = tmp_path / "b.json"
    with pytest.raises(BaselineError, match="create it with --update-baseline"):
        accepted.load(path)
    assert accepted.load(path, missing_ok=True) == Baseline(path)


GOOD = {"version": 1, "accepted": []}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "not valid JSON at line 1"),
        ('{"version": 1,\n<<<<<<< HEAD', "not valid JSON at line 2, column 1"),
        ("[]", 'not a baseline (no "version")'),
        ("{}", 'not a baseline (no "version")'),
        ("12", 'not a baseline (no "version")'),
        ('{"version": 2, "accepted": []}', "baseline version 2 is not 1"),
        ('{"version": "1", "accepted": []}', "baseline version '1' is not 1"),
        ('{"version": 1}', '"accepted" must be a list'),
        ('{"version": 1, "accepted": {}}', '"accepted" must be a list'),
        ('{"version": 1, "accepted": [1]}', 'accepted finding 1 has no "fingerprint"'),
        ('{"version": 1, "accepted": [{"fingerprint": ""}]}', 'accepted finding 1 has no "fingerprint"'),
        ('{"version": 1, "accepted": [{"fingerprint": 5}]}', 'accepted finding 1 has no "fingerprint"'),
        (
            '{"version": 1, "accepted": [{"fingerprint": "a"}, {"fingerprint": "b", "whi": ""}]}',
            "2 has an unknown",
        ),
        ('{"version": 1, "accepted": [{"fingerprint": "a", "why": 5}]}', "'why' must be text"),
        ('{"version": 1, "accepted": [{"fingerprint": "a", "when": "yesterday"}]}', "must be a date like 2026-01-31"),
        ("[" * 100_000, "cannot be read"),
    ],
)
def test_a_file_that_is_no_baseline_is_refused_by_name(tmp_path: Path, content: str, said: str) -> None:
    """Corrupt, foreign, later and mistyped files: one sentence that names the file and the place."""
    path = tmp_path / "b.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BaselineError) as caught:
        accepted.load(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert said in str(caught.value)


@pytest.mark.parametrize("make", [lambda p: p.write_bytes(b"\xff\xfe{}"), lambda p: p.mkdir()])
def test_a_file_that_cannot_be_read_is_refused_by_name(tmp_path: Path, make: Callable[[Path], object]) -> None:
    """Bytes that are not UTF-8, and a folder."""
    path = tmp_path / "b.json"
    make(path)
    with pytest.raises(BaselineError, match="cannot be read"):
        accepted.load(path)


def test_an_entry_written_by_hand_needs_only_its_fingerprint(tmp_path: Path) -> None:
    """A byte order mark, a doubled entry (two branches merged) and missing members are taken; the first one counts."""
    path = tmp_path / "b.json"
    entries = [{"fingerprint": "a" * 32}, {"fingerprint": "b" * 32, "why": "1"}, {"fingerprint": "b" * 32, "why": "2"}]
    path.write_text("\ufeff" + json.dumps({**GOOD, "accepted": entries}), encoding="utf-8")
    assert accepted.load(path).entries == (Entry("a" * 32), Entry("b" * 32, why="1"))


WORDS = st.text(st.characters(exclude_categories=["Cs"], include_characters="\udc80\udcff"))
"""Any text, and what an undecodable path becomes."""


@settings(deadline=None)  # a busy disk is no failure
@given(
    st.lists(st.builds(Entry, WORDS.filter(bool), WORDS, WORDS, WORDS, WORDS, when=st.just("2026-01-31"), why=WORDS))
)
def test_any_entry_survives_the_file(entries: list[Entry]) -> None:
    """Controls, quotes, lone surrogates of undecodable paths: what is saved is what is loaded."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Baseline(Path(folder) / "b.json", tuple({e.fingerprint: e for e in entries}.values()))
        accepted.save(kept)
        loaded = accepted.load(kept.path)
        assert set(loaded.entries) == set(kept.entries)
        assert accepted.load(kept.path) == loaded


def test_only_one_run_changes_a_baseline_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another one waits, and says so where that takes too long; another baseline is free."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(accepted, "PATIENCE", 0.1)
    with accepted.alone(tmp_path / "a.json"):
        with accepted.alone(tmp_path / "b.json"):
            pass
        with (
            pytest.raises(BaselineError, match="another run is changing this baseline"),
            accepted.alone(tmp_path / "a.json"),
        ):
            pass
    with accepted.alone(tmp_path / "a.json"):
        pass
