"""The library call, on the samples, with their recorded back-translations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import auditor
from auditor import Settings, Severity, audit, audit_texts
from auditor.instruments import open_instruments
from auditor.records import Rule
from auditor.rules import IDS, RULES

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "tests" / "samples"
SETTINGS = Settings(references=ROOT / "references", back_translations=SAMPLES / "back-translations")


def sample(name: str) -> str:
    return str(SAMPLES / f"{name}.txt")


def test_the_public_names_are_there() -> None:
    """Each public name can be had, and no other."""
    assert all(getattr(auditor, name) is not None for name in auditor.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        auditor.nothing  # noqa: B018


def test_every_sentence_is_in_one_bead() -> None:
    """Content of both sides is covered once, in a batch of three articles; disclosure is in none."""
    report = audit([sample(n) for n in ("rate-decision", "harbour-reopening", "river-floods")], SETTINGS)
    assert [Path(a.article.path).stem for a in report.audits] == ["rate-decision", "harbour-reopening", "river-floods"]
    for one in report.audits:
        content = [s.index for s in one.segments if s.kind == "content"]
        assert sorted(i for b in one.beads for i in b.bead.article) == content
        assert sorted(j for b in one.beads for j in b.bead.reference) == [s.index for s in one.reference_segments]
        assert all((b.scores is None) == (not b.bead.article or not b.bead.reference) for b in one.beads)
        assert all(b.percentile is None or 0 <= b.percentile <= 100 for b in one.beads)


def test_spans_are_where_they_say() -> None:
    """Every span of every finding is a piece of the sentence it names, and the finding's place is that of its words."""
    (one,) = audit([sample("rate-decision")], SETTINGS).audits
    lines = one.article.text.split("\n")
    for finding in one.findings:
        for span in finding.evidence.spans:
            texts = {
                "article": lambda k: one.segments[k].text,
                "hypothesis": lambda k: one.hypotheses[k].text,  # type: ignore[union-attr]
                "reference": lambda k: one.reference_segments[k].text,
            }
            assert texts[span.side](span.segment)[span.start : span.end] == span.text
        marked = [s for s in finding.evidence.spans if s.side == "article"]
        if marked:
            assert lines[finding.line - 1][finding.column - 1 : finding.end_column - 1] == marked[0].text


def test_articles_are_judged_alone() -> None:
    """An article has the same findings in a batch as by itself."""
    names = [sample(n) for n in ("harbour-reopening", "rate-decision")]
    together = audit(names, SETTINGS)
    for name, one in zip(names, together.audits, strict=True):
        assert audit([name], replace(SETTINGS, no_cache=True)).audits[0].findings == one.findings


def test_a_finding_keeps_its_fingerprint_when_the_article_moves(tmp_path: Path) -> None:
    """A headline put before the article moves every sentence and changes no fingerprint."""
    text = Path(sample("rate-decision")).read_text(encoding="utf-8")
    reference = (ROOT / "references" / "rate-decision.txt").read_text(encoding="utf-8")
    recorded = (SAMPLES / "back-translations" / "rate-decision.txt").read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text("البنك المركزي يخفض الفائدة\n" + text, encoding="utf-8")
    (tmp_path / "r.txt").write_text("The central bank cuts interest\n" + reference, encoding="utf-8")
    (tmp_path / "b.txt").write_text("The central bank cuts interest\n" + recorded, encoding="utf-8")
    settings = Settings(reference=tmp_path / "r.txt", back_translations=tmp_path / "b.txt")
    before = audit([sample("rate-decision")], SETTINGS).audits[0].findings
    after = audit([str(tmp_path / "a.txt")], settings).audits[0].findings
    assert {f.fingerprint for f in before if f.article} <= {f.fingerprint for f in after}


def test_without_a_reference_the_article_is_checked_by_itself() -> None:
    """No bead, no score, no omission or addition; the checks of the Arabic remain."""
    (one,) = audit([sample("rate-decision")], replace(SETTINGS, no_reference=True)).audits
    assert one.reference is None
    assert not one.beads
    assert one.scores is None
    assert {f.rule for f in one.findings} == {"untranslated", "repetition", "hidden-text", "disclosure"}


def test_no_message_ends_with_a_full_stop() -> None:
    """Reports put messages into lines of their own; whichever rule speaks, none brings a stop along."""
    audits = audit([sample("rate-decision"), sample("river-floods")], SETTINGS).audits
    messages = [(f.rule, f.message) for one in audits for f in one.findings]
    assert {"negation-mismatch", "name-mismatch", "hidden-text", "opposite-meaning", "moved"} <= {
        r for r, _ in messages
    }
    assert [m for _, m in messages if m.endswith(".")] == []


def test_without_back_translation_the_encoder_judges_alone() -> None:
    """The clean article passes and the planted numbers are found, with no hypothesis and no sacrebleu score."""
    settings = replace(SETTINGS, back_translations=None, no_back_translation=True)
    clean, planted = audit([sample("harbour-reopening"), sample("rate-decision")], settings).audits
    assert not [f for f in clean.findings if f.severity >= Severity.MAJOR]
    assert clean.scores is None
    assert all(b.scores is None and b.percentile is not None for b in clean.beads)
    assert {"number-mismatch", "omission", "addition"} <= {f.rule for f in planted.findings}


def test_the_reference_is_found_by_content(tmp_path: Path) -> None:
    """An article of another name gets the reference that says what it says."""
    text = Path(sample("harbour-reopening")).read_text(encoding="utf-8")
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    recorded = SAMPLES / "back-translations" / "harbour-reopening.txt"
    (one,) = audit([str(tmp_path / "x.txt")], replace(SETTINGS, back_translations=recorded)).audits
    assert one.reference is not None
    assert one.reference.found_by == "content"
    assert Path(one.reference.document.path).name == "harbour-reopening.txt"


def test_a_policy_of_disclosure_is_kept(tmp_path: Path) -> None:
    """An article that does not say what a policy requires has a major finding, one that says it has none."""
    (tmp_path / "x.txt").write_text("قال الوزير إن الجسر سيفتح غدا.\n", encoding="utf-8")
    settings = replace(SETTINGS, no_reference=True, back_translations=None, no_back_translation=True)
    settings = replace(settings, require_disclosure=("machine-translated",))
    says, silent = audit([sample("harbour-reopening"), str(tmp_path / "x.txt")], settings).audits
    levels = [[f.severity for f in one.findings if f.rule == "disclosure"] for one in (says, silent)]
    assert levels == [[Severity.NEUTRAL], [Severity.MAJOR]]


def test_a_glossary_is_kept() -> None:
    """A term whose agreed rendering is missing from the reference is named, one that is there is not."""
    settings = replace(SETTINGS, glossary={"البنك المركزي": ("monetary authority",), "البيزو": ("peso",)})
    (one,) = audit([sample("rate-decision")], settings).audits
    found = [f for f in one.findings if f.rule == "terminology"]
    assert found
    assert {f.evidence.details["term"] for f in found} == {"البنك المركزي"}


def test_rules_can_be_chosen_and_weighed() -> None:
    """Only selected rules speak, with the severity that settings give."""
    settings = replace(SETTINGS, select=("number-mismatch",), severity={"number-mismatch": Severity.MINOR})
    report = audit([sample("rate-decision")], settings)
    assert {(f.rule, f.severity) for f in report.audits[0].findings} == {("number-mismatch", Severity.MINOR)}
    assert report.exit_code == 0


def test_other_languages_get_numbers_through_the_back_translation(tmp_path: Path) -> None:
    """A French article is aligned and its number compared by the recorded back-translation; the encoder is not asked."""
    (tmp_path / "a.txt").write_text(
        "Le ministre a annoncé hier soir la fermeture de 12 écoles.\nLes parents ont protesté devant la mairie.\n",
        encoding="utf-8",
    )
    (tmp_path / "r.txt").write_text(
        "The minister announced last night the closure of 21 schools.\nParents protested in front of the town hall.\n"
    )
    (tmp_path / "b.txt").write_text(
        "The minister announced last night the closure of 12 schools.\nThe parents protested outside the town hall.\n"
    )
    settings = Settings(reference=tmp_path / "r.txt", back_translations=tmp_path / "b.txt", article_lang="fr")
    (one,) = audit([str(tmp_path / "a.txt")], settings).audits
    assert [b.bead.kind for b in one.beads] == ["1-1", "1-1"]
    assert [(f.rule, f.article) for f in one.findings if f.severity >= Severity.MAJOR] == [("number-mismatch", (0,))]


def test_a_report_says_which_rules_ran() -> None:
    """Those that are on, in the order of the documentation and as severe as settings say: plain records, without the
    checks behind them."""
    settings = replace(SETTINGS, ignore=("moved",), severity={"typography": Severity.MAJOR})
    report = audit([sample("harbour-reopening")], settings)
    assert [rule.id for rule in report.rules] == [rule for rule in IDS if rule != "moved"]
    assert {type(rule) for rule in report.rules} == {Rule}
    assert {rule.severity for rule in report.rules if rule.id == "typography"} == {Severity.MAJOR}


def test_an_engine_can_be_shared() -> None:
    """What was opened once serves several calls, and the identity of the engine is in the report."""
    instruments = open_instruments(SETTINGS)
    reports = [audit([sample("harbour-reopening")], SETTINGS, instruments=instruments) for _ in range(2)]
    assert reports[0] == reports[1]
    assert (reports[0].engine.name, reports[0].engine.calibration) == ("recorded", "recorded")


@pytest.mark.parametrize(
    ("old", "new", "rule", "sentence"),
    [
        ("84 مليون", "48 مليون", "number-mismatch", 2),
        ("84 مليون", "84 مليار", "number-mismatch", 2),
        ("أبريل/نيسان", "أغسطس/آب", "date-mismatch", 6),
        ("يوم الاثنين", "يوم الخميس", "date-mismatch", 0),
        ("رومانيا", "اليونان", "name-mismatch", 4),
        ("لم تُفتح كلها", "فُتحت كلها", "negation-mismatch", 8),
        ("وارتفعت تكاليف", "وانخفضت تكاليف", "opposite-meaning", 5),
        ("، وانهار نحو 300 متر من حاجز الأمواج", "", "number-mismatch", 7),
        ("، فيما جاء الباقي من ميزانية الدولة", "", "partial-omission", 10),
    ],
)
def test_the_bundled_model_finds_one_change_of_the_arabic(
    old: str, new: str, rule: str, sentence: int, tmp_path: Path
) -> None:
    """A word changed in the clean article is found by its rule, in its sentence, and no other sentence is flagged."""
    text = Path(sample("harbour-reopening")).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "a.txt").write_text(text.replace(old, new), encoding="utf-8")
    settings = Settings(reference=ROOT / "references" / "harbour-reopening.txt", model="ar-en-mini")
    (one,) = audit([str(tmp_path / "a.txt")], settings).audits
    found = [f for f in one.findings if f.severity >= Severity.MAJOR]
    assert {i for f in found for i in f.article} == {sentence}
    assert rule in {f.rule for f in found}


def test_a_sentence_moved_into_the_place_of_a_merged_one_is_no_partner() -> None:
    """With the bundled model: what two reference sentences say is said in one, and the stranger after it is one that has
    moved; nothing critical is found where no word was changed, but for the sentences that are not there at all."""
    settings = Settings(reference=ROOT / "references" / "river-floods.txt", model="ar-en-mini")
    (one,) = audit([sample("river-floods")], settings).audits
    text = {s.index: s.text for s in one.segments}
    moved = [text[i] for f in one.findings if f.rule == "moved" for i in f.article]
    assert "وكانت شبكات الهاتف المحمول تعمل بصورة طبيعية." in moved
    assert {f.rule for f in one.findings if f.severity is Severity.CRITICAL} <= {"omission"}


def write_story(folder: Path, article: str, reference: str, recorded: str) -> Settings:
    """Settings for one article `a.txt` in a folder, its reference and its back-translations."""
    for name, text in (("a", article), ("r", reference), ("b", recorded)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return Settings(reference=folder / "r.txt", back_translations=folder / "b.txt")


def test_a_name_behind_a_title_is_a_name(tmp_path: Path) -> None:
    """That `prime minister` is in the Arabic does not bear out whoever is named behind it."""
    settings = write_story(
        tmp_path,
        "وقال رئيس الوزراء بشر الخصاونة إن القرار نهائي.\nوأضاف أن الحكومة ستنشر التفاصيل غدا.\n",
        "Prime Minister Jafar Hassan said the decision was final.\nHe said the government would publish details tomorrow.\n",
        "Prime Minister Bishr Khasawneh said the decision was final.\nHe added that the government would publish the "
        "details tomorrow.\n",
    )
    (one,) = audit([str(tmp_path / "a.txt")], settings).audits
    assert [(f.rule, f.article) for f in one.findings if f.severity >= Severity.MAJOR] == [("name-mismatch", (0,))]


def test_a_headline_of_the_desk_is_noted(tmp_path: Path) -> None:
    """A first line without a stop that the reference lacks is neutral; any other sentence that it lacks is major."""
    text = Path(sample("harbour-reopening")).read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text("ميناء فارنا يعود إلى العمل\n" + text, encoding="utf-8")
    settings = Settings(reference=ROOT / "references" / "harbour-reopening.txt", no_back_translation=True)
    (one,) = audit([str(tmp_path / "a.txt")], settings).audits
    assert [(f.severity, f.article) for f in one.findings if f.rule == "addition"] == [(Severity.NEUTRAL, (0,))]


def test_another_story_is_no_reference(tmp_path: Path) -> None:
    """A reference of that name of which the article says nothing is refused, not reported sentence by sentence."""
    other = (ROOT / "references" / "river-floods.txt").read_text(encoding="utf-8")
    (tmp_path / "rate-decision.txt").write_text(other, encoding="utf-8")
    report = audit([sample("rate-decision")], replace(SETTINGS, references=tmp_path))
    assert not report.audits
    assert "tells another story" in report.failures[0].message
    assert report.exit_code == 2


def test_a_reference_that_was_named_is_never_refused() -> None:
    """Who names another story is told so by one critical finding, and by the other rules where that one is off."""
    wrong = replace(SETTINGS, references=Path(), reference=ROOT / "references" / "river-floods.txt")
    (one,) = audit([sample("rate-decision")], wrong).audits
    held_against = [f for f in one.findings if RULES[f.rule].level != "article"]
    assert [(f.rule, f.severity) for f in held_against] == [("unrelated", Severity.CRITICAL)]
    assert "another story" in held_against[0].message
    (one,) = audit([sample("rate-decision")], replace(wrong, ignore=("unrelated",))).audits
    assert {"omission", "addition"} <= {f.rule for f in one.findings}


MATCH = """\
فاز نادي الميناء على ضيفه الشمال بهدفين لهدف مساء السبت.
وسجل المهاجم سليم البرازي الهدفين في الشوط الأول.
وقال المدرب إن الفريق لعب بشجاعة رغم غياب حارسه.
وحضر المباراة نحو 20 ألف متفرج.
ويحتل الميناء المركز الثالث في الدوري.
ويحل الفريق ضيفا على العاصمة الأسبوع المقبل.
"""
QUAKE = """\
An earthquake shook the northern mountains late on Friday, killing at least nine people.
The interior minister said rescuers had reached two villages on foot.
A school and a hospital were damaged, but nobody was inside the school.
About 20,000 people spent the night in the open.
The quake struck at a depth of ten kilometres, the seismological centre said.
Aid is expected to arrive from the capital on Sunday.
"""
PLAYED = """\
Port beat visitors North 2-1 on Saturday evening.
Striker Salim Barazi scored both goals in the first half.
The coach said the team had played bravely without their goalkeeper.
Some 20,000 people watched the match.
Port are third in the league.
They visit Capital next week.
"""


@pytest.mark.parametrize(("reference", "another"), [(QUAKE, True), (PLAYED, False)], ids=["of a quake", "of the match"])
def test_a_short_story_that_is_another_is_told_too(reference: str, another: bool) -> None:
    """Where a third of the few pairs seem to have something in common; its own story is none."""
    one = audit_texts(MATCH, reference, Settings(no_cache=True, no_back_translation=True))
    said = [f.severity for f in one.findings if "tells another story" in f.message]
    assert said == ([Severity.CRITICAL] if another else [])


def test_without_the_encoder_no_reference_is_refused(tmp_path: Path) -> None:
    """Sentences that were never compared are no strangers: another language pair with unpaired sentences is audited."""
    text = "\n".join(f"Satz Nummer {n} steht hier allein." for n in range(8))
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a.bt.txt").write_text("\n".join(f"Alpha {n} beta gamma delta." for n in range(8)), encoding="utf-8")
    (tmp_path / "references").mkdir()
    (tmp_path / "references" / "a.txt").write_text("Nothing of the kind.\nWhatever.\n", encoding="utf-8")
    settings = Settings(
        article_lang="de",
        references=tmp_path / "references",
        back_translations=tmp_path / "a.bt.txt",
        one_sentence_per_line=True,
    )
    report = audit([str(tmp_path / "a.txt")], settings)
    assert not report.failures
    assert any(f.rule == "addition" for f in report.audits[0].findings)


def test_a_report_says_when_nothing_was_translated() -> None:
    """Without back-translation the engine of the report is the encoder, with its calibration and no advice to pull."""
    instruments = open_instruments(Settings(no_back_translation=True))
    assert (instruments.info.runtime, instruments.info.beam, instruments.hint, instruments.fits) == (
        "encoder",
        None,
        None,
        True,
    )
