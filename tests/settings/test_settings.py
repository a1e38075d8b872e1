"""Settings: where they are found, who wins, and how they are shown."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from settled import RULES, settle, write

from auditor.records import Severity
from auditor.settings import settings as config
from auditor.settings.settings import Settings


def test_defaults_are_those_of_the_command_line() -> None:
    """Without a file and options the settings are the documented defaults, and every rule is on."""
    settings = settle()
    assert settings == Settings()
    assert settings.references == Path("references")
    assert (settings.article_lang, settings.reference_lang, settings.format) == ("ar", "en", "terminal")
    assert settings.fail_on is Severity.MAJOR
    assert settings.false_alarms == 0.01
    assert all(settings.is_on(rule) for rule in RULES)


def test_every_option_can_stand_in_a_file(tmp_path: Path) -> None:
    """Each setting is read from a file, under the name of its option, into the type it is used in."""
    file = write(
        tmp_path,
        """
        reference = "en/a.txt"
        references = "en"
        model = "Helsinki-NLP/opus-mt-ar-en"
        revision = "main"
        allow-pickle = true
        deterministic = true
        runtime = "ctranslate2"
        article-lang = "fa"
        reference-lang = "FR"
        back-translations = "bt"
        one-sentence-per-line = true
        beam = 2
        threads = 1
        offline = true
        cache = "/var/cache/auditor"
        cache-size = 5
        no-cache = true
        format = "json"
        report = ["sarif=out/a=b.sarif"]
        out = "reports"
        out-format = ["sarif"]
        fail-on = "never"
        select = ["omission", "moved"]
        ignore = ["moved"]
        baseline = "accepted.json"
        false-alarms = 0.05
        calibration = "newsroom.json"
        no-reference = true
        no-back-translation = true
        include-unreviewed = true
        require-disclosure = ["machine-translated", "credits"]
        [severity]
        number-mismatch = "minor"
        omission = "off"
        [glossary]
        "الأمم المتحدة" = ["United Nations", "UN"]
        "اليونسكو" = "UNESCO"
        """,
    )
    settings = settle(file)
    assert settings == Settings(
        reference=tmp_path / "en/a.txt",
        references=tmp_path / "en",
        model="Helsinki-NLP/opus-mt-ar-en",
        revision="main",
        allow_pickle=True,
        deterministic=True,
        runtime="ctranslate2",
        article_lang="fa",
        reference_lang="fr",
        back_translations=tmp_path / "bt",
        one_sentence_per_line=True,
        beam=2,
        threads=1,
        offline=True,
        cache=Path("/var/cache/auditor"),
        cache_size=5.0,
        no_cache=True,
        format="json",
        report=(("sarif", tmp_path / "out/a=b.sarif"),),
        out=tmp_path / "reports",
        out_format=("sarif",),
        fail_on=None,
        select=("omission", "moved"),
        ignore=("moved",),
        baseline=tmp_path / "accepted.json",
        false_alarms=0.05,
        calibration=tmp_path / "newsroom.json",
        no_reference=True,
        no_back_translation=True,
        include_unreviewed=True,
        severity={"number-mismatch": Severity.MINOR, "omission": None},
        glossary={"الأمم المتحدة": ("United Nations", "UN"), "اليونسكو": ("UNESCO",)},
        require_disclosure=("machine-translated", "credits"),
        file=file,
        origins=settings.origins,
    )
    assert set(settings.origins) == set(config.OPTIONS)
    assert set(settings.origins.values()) == {str(file)}
    assert settings.severities == {"number-mismatch": Severity.MINOR}


def test_select_ignore_and_off_decide_together(tmp_path: Path) -> None:
    """A rule runs when it is selected, not ignored and not off."""
    settings = settle(
        write(tmp_path, 'select = ["moved", "typography", "omission"]\nignore = ["moved"]\nseverity.omission = "off"')
    )
    assert [rule for rule in RULES if settings.is_on(rule)] == ["typography"]


def test_the_command_line_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    """Precedence, and the origin that is kept of each value."""
    file = write(tmp_path, 'beam = 2\nfail-on = "minor"\nthreads = 3')
    settings = settle(file, beam=6, fail_on="critical", ignore="moved,typography", model=None)
    assert (settings.beam, settings.fail_on, settings.threads) == (6, Severity.CRITICAL, 3)
    assert settings.ignore == ("moved", "typography")
    assert settings.origins == {
        "beam": "command line",
        "fail_on": "command line",
        "ignore": "command line",
        "threads": str(file),
    }


@pytest.mark.parametrize(
    ("own", "given", "revision"),
    [
        ("org/model", None, "v1"),
        ("org/model", "org/model", "v1"),
        ("org/model@v1", "org/model", "v1"),
        ("org/model", "org/other", None),
        ("org/model", "org/model@v2", None),
        ("org/model", "folder", None),
        (None, "org/other", "v1"),
    ],
)
def test_a_revision_belongs_to_the_model_of_its_file(
    tmp_path: Path, own: str | None, given: str | None, revision: str | None
) -> None:
    """Where the command line names another model, or that one with a revision behind it, the file's revision is left; where
    the file names none, it is that of whichever is named."""
    file = write(tmp_path, 'revision = "v1"\n' + (f'model = "{own}"\n' if own else ""))
    settings = settle(file, model=given)
    assert (settings.model, settings.revision) == (given or own, revision)
    assert ("revision" in settings.origins) is (revision is not None)
    assert settle(file, model=given, revision="v3").revision == "v3"


def test_the_nearest_file_governs(tmp_path: Path) -> None:
    """auditor.toml before pyproject.toml in one folder, nearer folders first, foreign pyprojects passed over."""
    inner = tmp_path / "desk" / "today"
    inner.mkdir(parents=True)
    top = write(tmp_path, "[tool.auditor]\nbeam = 1\n", "pyproject.toml")
    write(inner, "[tool.other]\nx = 1\n", "pyproject.toml")
    assert config.find(inner) == top
    assert settle(top).beam == 1
    near = write(tmp_path / "desk", "[tool.auditor]\n", "pyproject.toml")
    assert config.find(inner) == near
    own = write(tmp_path / "desk", "")
    assert config.find(inner) == own


def test_no_file_is_found_above_a_folder_that_has_none(tmp_path: Path) -> None:
    """find looks in folders above only; a folder beside does not count."""
    (tmp_path / "beside").mkdir()
    write(tmp_path / "beside", "")
    found = config.find(tmp_path / "desk")
    assert found is None or tmp_path not in found.parents


def test_overrides_hold_for_their_paths(tmp_path: Path) -> None:
    """Patterns are matched from the file's folder and against the bare name; tables merge, later ones win."""
    file = write(
        tmp_path,
        """
        ignore = ["moved"]
        severity.omission = "minor"
        [[overrides]]
        paths = ["archive/*", "*.html"]
        ignore = ["typography"]
        severity.typography = "off"
        [[overrides]]
        paths = ["archive/2020/*"]
        ignore = []
        false-alarms = 0.2
        """,
    )
    settings = settle(file)
    assert config.for_article(settings, str(tmp_path / "a.txt")) == settings
    html = config.for_article(settings, str(tmp_path / "deep/er/a.html"))
    assert html.ignore == ("typography",)
    assert html.severity == {"omission": Severity.MINOR, "typography": None}
    old = config.for_article(settings, str(tmp_path / "archive/2020/05/a.txt"))
    assert (old.ignore, old.false_alarms) == ((), 0.2)
    assert old.severity == html.severity


def test_an_override_does_not_win_over_the_command_line(tmp_path: Path) -> None:
    """What a person types for this run holds for all its articles."""
    file = write(tmp_path, '[[overrides]]\npaths = ["*"]\nignore = ["moved"]\nfalse-alarms = 0.3')
    settings = config.for_article(settle(file, ignore=["omission"]), str(tmp_path / "a.txt"))
    assert (settings.ignore, settings.false_alarms) == (("omission",), 0.3)


def test_settings_are_shown_with_their_origins_as_toml(tmp_path: Path) -> None:
    """What `show` prints says where each value comes from and, saved as a file, gives the same settings again."""
    file = write(
        tmp_path,
        """
        fail-on = "never"
        report = ["json=out.json"]
        [severity]
        moved = "off"
        [glossary]
        'قول "كذا"' = ["so-called", 'back\\slash']
        [[overrides]]
        paths = ["*.html"]
        false-alarms = 0.3
        severity.typography = "off"
        severity.omission = "critical"
        glossary."ب" = ["b"]
        """,
    )
    settings = settle(file, beam=3)
    shown = config.show(settings)
    assert f'fail-on = "never"  # {file}' in shown
    assert "beam = 3  # command line" in shown
    assert 'runtime = "auto"  # default' in shown
    assert "# reference is not set" in shown
    again = settle(write(tmp_path, shown, "shown.toml"))
    for name in (*config.OPTIONS, "overrides"):
        if name != "references":  # relative ones start at the file's folder
            assert getattr(again, name) == getattr(settings, name), name


@given(
    st.dictionaries(
        st.text(min_size=1).filter(str.strip),
        st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=3),
        max_size=4,
    )
)
def test_any_glossary_survives_being_shown(glossary: dict[str, list[str]]) -> None:
    """Quotes, controls and line ends in terms are escaped so that TOML reads them back."""
    settings = settle(glossary=glossary)
    read: dict[str, Any] = tomllib.loads(config.show(settings))
    assert {k: tuple(v) for k, v in read["glossary"].items()} == settings.glossary
