"""audit_texts(): one text against another, without files."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import ARTICLE, BACK_TRANSLATIONS, REFERENCE, lay

from auditor import AuditError, Settings, audit, audit_texts
from auditor.engines import Engine
from auditor.instruments import open_instruments


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Recorded back-translations, so that no model is loaded."""
    recorded = tmp_path / "recorded.txt"
    recorded.write_text(BACK_TRANSLATIONS, encoding="utf-8")
    return Settings(back_translations=recorded)


def test_texts_are_audited_as_files_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """The same findings with the same fingerprints; only the name differs."""
    monkeypatch.chdir(lay(tmp_path))
    (of_files,) = audit(["library.txt"], settings).audits
    of_texts = audit_texts(ARTICLE, REFERENCE, settings, name="story 12")
    assert of_texts.findings == of_files.findings
    assert [f.rule for f in of_texts.findings] == ["number-mismatch"]
    assert of_texts.article.path == "story 12"
    assert of_texts.reference is not None
    assert (of_texts.reference.document.path, of_texts.reference.found_by) == ("reference", "option")


def test_files_need_no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine) -> None:
    """audit() works with the defaults, whichever way one article is named; a folder is the articles in it."""
    monkeypatch.chdir(lay(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "articles").mkdir()
    (tmp_path / "library.txt").rename(tmp_path / "articles" / "library.txt")
    name = "articles/library.txt"
    first, *others = [audit(given).audits for given in ([name], name, Path(name), (Path(name),), "articles")]
    assert [f.rule for f in first[0].findings] == ["number-mismatch"]
    assert others == [first] * 4


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    """Nothing was audited, and nothing would say so."""
    with pytest.raises(AuditError, match="the folder holds no articles"):
        audit(tmp_path)


def test_instruments_serve_many_calls(settings: Settings) -> None:
    """One engine for all, opened by whoever calls."""
    instruments = open_instruments(settings)
    first, second = (audit_texts(ARTICLE, REFERENCE, settings, instruments=instruments) for _ in range(2))
    assert first == second


def test_without_a_reference_the_article_is_checked_by_itself(settings: Settings) -> None:
    """Nothing is compared, and no reference is looked for."""
    alone = audit_texts(ARTICLE.replace("كتاب.", "كتـــاب."), None, settings)
    assert alone.reference is None
    assert alone.beads == ()
    assert [f.rule for f in alone.findings] == ["typography"]


def test_it_translates(engine: Engine) -> None:
    """With plain settings the bundled model does; no settings file and no folder of references is needed."""
    found = audit_texts("أغلق الجسر 15 يوما.", "The bridge was closed for 12 days.", Settings(threads=1, no_cache=True))
    assert [f.rule for f in found.findings] == ["number-mismatch"]
    assert found.hypotheses[0] is not None
    assert found.hypotheses[0].text


@pytest.mark.parametrize(
    ("article", "reference", "said"),
    [
        ("", REFERENCE, "story is empty"),
        (ARTICLE, " \n", "reference is empty"),
        ("a\0b\0c", REFERENCE, "story is binary"),
        (REFERENCE, ARTICLE, "story is taken to be Arabic but reads as English"),
    ],
)
def test_what_cannot_be_audited_is_an_error(settings: Settings, article: str, reference: str, said: str) -> None:
    """One sentence, with the name of the text."""
    with pytest.raises(AuditError, match=said):
        audit_texts(article, reference, settings, name="story")


def test_half_a_character_is_replaced(settings: Settings) -> None:
    """A lone surrogate, which strings can hold and encodings cannot."""
    assert audit_texts(ARTICLE.replace("كتاب.", "كتاب\ud800."), None, settings).segments[1].text.endswith("كتاب?.")
