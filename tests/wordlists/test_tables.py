"""Word lists: one reader, one folding."""

from __future__ import annotations

import gzip
from fractions import Fraction
from importlib import resources
from pathlib import Path

import pytest

from auditor.errors import TableError
from auditor.wordlists import tables
from auditor.wordlists.folding import Fold, fold, fold_in_place

DATA = Path(str(resources.files("auditor"))) / "data"
PHRASES = ("names.tsv", "agencies.tsv", "notices.tsv", "negation-phrases.tsv", "senses.tsv", "fields.tsv", "turned.tsv")
"""Lists in whose cells a space stands within an entry, also where there is but one."""
LISTS = sorted(path.relative_to(DATA).as_posix() for path in DATA.glob("*/*.tsv"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("أإآٱ", "اااا"),
        ("مستشفى مدرسة", "مستشفي مدرسه"),
        ("مسؤول مئة", "مسوول ميه"),
        ("کتاب کی", "كتاب كي"),
        ("گوگل ڤيديو پاريس چاد", "كوكل فيديو باريس جاد"),
        ("مُدَرِّسٌ مـــدرس من\u200cه", "مدرس مدرس منه"),
    ],
)
def test_spellings_that_writers_mix_are_one(written: str, read: str) -> None:
    """Every letter of the table in `folding`, and what has no weight at all."""
    assert fold(written) == read


def test_two_hundred_is_not_two_dead() -> None:
    """The two strengths differ in ئ alone."""
    assert fold("مئتين", Fold.NUMBERS) == "مئتين" != fold("ميتين", Fold.NUMBERS)
    assert fold("مئتين") == fold("ميتين")
    letters = "".join(map(chr, range(0x600, 0x700)))
    assert [c for c in letters if fold(c) != fold(c, Fold.NUMBERS)] == ["ئ"]


def test_folding_in_place_keeps_every_offset() -> None:
    """Letters change, signs stay."""
    assert fold_in_place("إلى المُدَرِّسة") == "الي المُدَرِّسه"


def test_a_list_is_folded_as_it_is_read() -> None:
    """A dictionary's spelling comes out as articles are compared; ـ is the person of a verb; comments say nothing."""
    rows = tables.parsed("ar/some.tsv", "# comment\n\nنفي\tإنكار ـنكر مسؤولية\n", 2, 2, Fold.WORDS)
    assert list(rows) == [("نفي", "انكار -نكر مسووليه")]


@pytest.mark.parametrize("row", ["one cell", "a\tb\tc", "a\t ", "\tb"])
def test_a_malformed_row_is_told_by_file_and_line(row: str) -> None:
    """Too few cells, too many, an empty one."""
    with pytest.raises(TableError, match=r"auditor/data/ar/some\.tsv, line 2: not 2 cells"):
        list(tables.parsed("ar/some.tsv", f"# comment\n{row}\n", 2, 2, None))


def test_values_of_a_list() -> None:
    """Each word of a list has the value of its row; numbers are exact, and what is none is told by file and list."""
    assert tables.values("ar/calendar.tsv")["place"]["الماضيه"] == "last"
    assert tables.numbers("ar/numbers.tsv", "fraction")["ثلثي"] == Fraction(2, 3)
    assert tables.numbers("ar/calendar.tsv", "relative day")["امس"] == -1
    with pytest.raises(TableError, match=r"auditor/data/ar/calendar\.tsv, list place: .*'last'"):
        tables.numbers("ar/calendar.tsv", "place")


def test_entries_stand_between_bars_or_spaces() -> None:
    """A bar anywhere makes them phrases."""
    assert tables.entries("a b c") == ["a", "b", "c"]
    assert tables.entries("a b | c") == ["a b", "c"]
    assert tables.entries("dhu al-qadah|") == ["dhu al-qadah"]


@pytest.mark.parametrize("name", LISTS)
def test_lists_have_no_stray_space(name: str) -> None:
    """No space at an end of a line, and none twice: it would be an entry nobody sees."""
    text = (DATA / name).read_text(encoding="utf-8")
    assert text.endswith("\n")
    for line in text.splitlines():
        assert line == line.strip()
        assert "  " not in line


def test_packed_lists_are_read() -> None:
    """A list whose name ends in .gz, as it is written."""
    packed = gzip.decompress((DATA / "ar-en" / "lexicon.tsv.gz").read_bytes()).decode("utf-8")
    rows = tables.rows("ar-en/lexicon.tsv.gz", 2, strength=None)
    assert "\t".join(rows[0]) == packed.splitlines()[0]
    assert len(rows) == len(packed.splitlines())


@pytest.mark.parametrize("name", [name for name in LISTS if name.startswith("ar") and "repetition" not in name])
def test_other_spellings_need_no_entry(name: str) -> None:
    """Since lists are folded, no cell has a word twice that only the folding makes equal."""
    strength = Fold.NUMBERS if name.endswith(("numbers.tsv", "calendar.tsv", "units.tsv", "bounds.tsv")) else Fold.WORDS
    for row in tables.rows(name, 1, 6, strength):
        for cell in row:
            found = cell.split("|") if name.endswith(PHRASES) else tables.entries(cell)
            assert len(found) == len(set(found)), cell
