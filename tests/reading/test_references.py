"""The reference of an article, by name and by content."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hang import ends

from auditor.errors import ReferenceError_
from auditor.reading.references import by_content, by_name
from auditor.records import Document

STORIES = {
    "port": (
        "The harbour of Lesten was closed on Monday after a storm tore two cranes from their rails. Some "
        "forty ships are waiting outside the bay, among them a tanker with ninety thousand tonnes of oil. The "
        "port authority said nobody was injured."
    ),
    "harvest": (
        "Farmers in the hills fear for their apple harvest, which was to begin next week. Hail destroyed a "
        "third of the crop, and the agriculture minister promised aid to growers whose orchards had been "
        "damaged."
    ),
    "museum": (
        "A museum of paintings lost part of its roof in the gale, but no work of art was harmed. The director "
        "said the collection had been moved to the cellar in time, and that visitors would be back in spring."
    ),
    "election": (
        "Her rival in the coming election called the return of the prime minister a show for the cameras. "
        "Polls give the ruling party a lead of four points over the conservatives."
    ),
}
# Rough back-translations: the right words in poor grammar.
ROUGH = {
    "port": [
        "Closed port Lesten Monday after storm removed cranes two from rails.",
        "Wait forty ship outside bay, tanker with it ninety thousand ton oil.",
        "Authority of port said not injured anyone.",
    ],
    "election": [
        "Rival her in election next described returning prime minister that he show for camera.",
        "Polls gave the party ruling advance four points on conservatives.",
    ],
}


def document(name: str, text: str | None = None) -> Document:
    return Document(f"{name}.txt", "en", STORIES[name] if text is None else text)


ALL = [document(name) for name in STORIES]


@pytest.mark.parametrize("name", ROUGH)
def test_a_rough_translation_finds_its_story(name: str) -> None:
    """Content words are enough, grammar and order do not matter; one candidate alone is found, too."""
    assert by_content(ROUGH[name], ALL).path == f"{name}.txt"
    assert by_content(ROUGH[name], [document(name)]).path == f"{name}.txt"


def test_a_story_that_is_not_there_is_an_error_with_the_best_three() -> None:
    """Nothing is forced on an article: the nearest are listed with their scores, and what to do."""
    rest = [d for d in ALL if d.path != "port.txt"]
    with pytest.raises(ReferenceError_) as error:
        by_content(ROUGH["port"], rest)
    message = str(error.value)
    assert all(f"{d.path} 0.0" in message or f"{d.path} 0.1" in message for d in rest)
    assert "--reference" in message
    assert "likeness of wording, from 0 to 1, of which 0.25 is needed" in message
    with pytest.raises(ReferenceError_, match="--reference"):
        by_content(ROUGH["port"], rest[:1])


def test_two_versions_of_a_story_are_a_tie() -> None:
    """An earlier version of the same report is as near: the choice is left to a person."""
    earlier = document("port-1", STORIES["port"].replace("Some forty", "Around forty"))
    with pytest.raises(ReferenceError_, match="(?s)Several.*port-1.txt.*--reference"):
        by_content(ROUGH["port"], [*ALL, earlier])


@pytest.mark.parametrize("hypotheses", [[], [""], ["12 7"], ["the of and"]])
def test_nothing_said_fits_nothing(hypotheses: list[str]) -> None:
    """An empty or wordless back-translation has no reference."""
    with pytest.raises(ReferenceError_):
        by_content(hypotheses, ALL)


def test_no_candidates() -> None:
    """An empty folder has no best reference."""
    with pytest.raises(ReferenceError_, match="--reference"):
        by_content(ROUGH["port"], [])


def test_two_thousand_references_are_searched() -> None:
    """A newsroom's folder is searched to the end, and the one story is found."""
    words = [f"{head}{tail}" for head in "bcdfghklmnprstvw" for tail in "aeiou"]
    chance = random.Random(5)
    made = ["".join(chance.choices(words, k=3)) for _ in range(4000)]
    folder = [document(str(i), " ".join(chance.choices(made, k=400))) for i in range(2000)]
    with ends():
        assert by_content(ROUGH["port"], [*folder, document("port")]).path == "port.txt"


# --- by name


@pytest.mark.parametrize("article", ["story.txt", "story.ar.txt", "story_ar.html", "story-ar.docx", "story.AR.md"])
@pytest.mark.parametrize("reference", ["story.txt", "story.en.txt", "story_en.md", "story-en.html", "story.DOCX"])
def test_names_that_belong_together(tmp_path: Path, article: str, reference: str) -> None:
    """Same stem, a mark of the language on either side or not, any format."""
    for name in (reference, "another.txt", "story.pdf", "story-two.txt", "mystory.txt"):
        (tmp_path / name).write_text("x")
    assert by_name(Path("articles") / article, tmp_path) == tmp_path / reference


def test_no_name_fits(tmp_path: Path) -> None:
    """Without a file of the name there is None, which leaves the search by content."""
    (tmp_path / "other.txt").write_text("x")
    (tmp_path / "story.txt").mkdir()
    assert by_name(Path("story.txt"), tmp_path) is None


def test_an_article_is_not_its_own_reference(tmp_path: Path) -> None:
    """Articles and references may share a folder."""
    article = tmp_path / "story.txt"
    article.write_text("x")
    assert by_name(article, tmp_path) is None
    (tmp_path / "story.en.txt").write_text("x")
    assert by_name(article, tmp_path) == tmp_path / "story.en.txt"


def test_several_of_the_name_are_an_error(tmp_path: Path) -> None:
    """Both are named, and the choice is the user's."""
    for name in ("story.en.txt", "story.md"):
        (tmp_path / name).write_text("x")
    with pytest.raises(ReferenceError_, match=r"story\.en\.txt, story\.md.*--reference"):
        by_name(Path("story.txt"), tmp_path)


def test_composed_and_decomposed_names_are_the_same(tmp_path: Path) -> None:
    """A file name copied from a Mac has its letters decomposed."""
    (tmp_path / "cafe\u0301.txt").write_text("x")
    assert by_name(Path("caf\u00e9.txt"), tmp_path) == tmp_path / "cafe\u0301.txt"


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    """A folder that is not there is named."""
    with pytest.raises(ReferenceError_, match="none"):
        by_name(Path("story.txt"), tmp_path / "none")


def test_the_toolbox_lists_and_finds_references(tmp_path: Path) -> None:
    """`auditor references list` counts sentences and words, `find` goes by name, and both refuse with 2."""
    from click.testing import CliRunner

    from auditor.cli.auditor import toolbox

    (tmp_path / "story.en.txt").write_text("The bridge was opened on Monday. Traffic flowed at once.\n")
    runner, where = CliRunner(), ["-R", str(tmp_path)]
    listed = runner.invoke(toolbox, ["references", "list", *where])
    assert (listed.exit_code, listed.stdout) == (0, f"{tmp_path / 'story.en.txt'}  2 sentences, 10 words\n")
    assert (
        runner.invoke(toolbox, ["references", "find", "story.ar.txt", *where]).stdout.strip().endswith("story.en.txt")
    )
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01")
    for command in (["list"], ["find", "other.txt"]):
        refused = runner.invoke(toolbox, ["references", *command, *where])
        assert refused.exit_code == 2
        assert "Traceback" not in refused.stderr
