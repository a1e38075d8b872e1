"""Numbers and countries in each other's place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pairs import findings, make_context

from auditor.facts.quantities.marks import Mark
from auditor.rules._exchanged_numbers import countries_exchanged, numbers_exchanged

SHIPPED = "The country shipped 6.8 million tonnes in spring, against 8.5 million tonnes in autumn."
LENT = "France lent money to Egypt in spring."


def texts(spans: tuple, side: str) -> list[str]:  # type: ignore[type-arg]
    return [s.text for s in spans if s.side == side]


def test_two_numbers_the_other_way_round_are_a_finding() -> None:
    """All four places are marked."""
    context = make_context(("شحنت البلاد 8.5 ملايين طن في الربيع مقابل 6.8 ملايين طن في الخريف.", SHIPPED))
    (found,) = findings(context, "number-mismatch")
    assert texts(found.evidence.spans, "article") == ["6.8 ملايين", "8.5 ملايين"]
    assert texts(found.evidence.spans, "reference") == ["6.8 million", "8.5 million"]
    assert found.evidence.details == {"reference": "6.8 million, 8.5 million", "article": "8.5 ملايين, 6.8 ملايين"}


@pytest.mark.parametrize(
    ("article", "reference"),
    [
        ("شحنت البلاد 6.8 ملايين طن في الربيع مقابل 8.5 ملايين طن في الخريف.", SHIPPED),
        ("أصيب 30 شخصا وقتل 12 جنديا.", "The blast killed 12 soldiers and wounded 30 people."),
        ("فاز الفريق 27-31 على ضيفه.", "The team won 31-27 against its guest."),
        ("بلغ النمو 12 في المئة لدى 30 شركة.", "At 30 companies growth was 12 percent."),
    ],
)
def test_numbers_that_moved_with_their_clause_are_none(article: str, reference: str) -> None:
    """The words beside a number say what it counts; a result may be read from either side; kinds do not mix."""
    context = make_context((article, reference))
    assert not list(numbers_exchanged(context.beads[0], context))


@given(st.permutations([12, 30, 47, 58]))
def test_order_alone_convicts_nobody(order: list[int]) -> None:
    """Without words beside the numbers that say what they count there is no finding."""
    context = make_context((f"أ {' ، '.join(map(str, order))}.", "They drew 12, then 30, then 47, then 58."))
    assert not list(numbers_exchanged(context.beads[0], context))


@pytest.mark.parametrize(
    ("article", "reference"),
    [
        ("ارتفع السعر من 40 إلى 50.", "The price rose to 50 from 40."),
        ("ارتفع السعر من 40 دولارا إلى 50 دولارا.", "The price rose to $50 from $40."),
        (
            "ارتفع عدد الزوار من 4200 العام الماضي إلى 5100.",
            "Visitors rose to 5,100 this year from about 4,200 last year.",
        ),
        ("ارتفعت الأرباح إلى 50 مليونا مقابل 40 مليونا.", "Profits were up from 40 million to 50 million."),
        ("من أصل 500 سيغادر 120 شخصا.", "Of the company's staff, 120 out of 500 will go."),
    ],
)
def test_from_and_to_have_an_order_of_their_own(article: str, reference: str) -> None:
    """What a number comes from and goes to is said in either order."""
    context = make_context((article, reference))
    assert not list(numbers_exchanged(context.beads[0], context))


def test_from_and_to_may_be_exchanged_all_the_same() -> None:
    """From 50 to 40 is not to 50 from 40."""
    context = make_context(("هبط السعر من 50 دولارا إلى 40 دولارا.", "The price rose to $50 from $40."))
    (found,) = numbers_exchanged(context.beads[0], context)
    assert found.message == "“50” and “40” have changed places"


def test_two_countries_the_other_way_round_are_suspected() -> None:
    """The variant to be weighed names them as the article does."""
    context = make_context(("أقرضت مصر فرنسا أموالا في الربيع.", LENT))
    (found,) = countries_exchanged(context.beads[0], context)
    assert found.variants == ("Egypt lent money to France in spring.",)
    assert texts(found.spans, "article") == ["فرنسا", "مصر"]
    assert findings(context, "name-mismatch") == []  # a suspicion that no engine was asked about


@pytest.mark.parametrize(
    ("article", "reference"),
    [
        ("أقرضت فرنسا مصر أموالا في الربيع.", LENT),
        ("أقرضت مصر فرنسا، وفرنسا حليفة، أموالا.", LENT),
        ("حضر الملك ولي عهد الأردن إلى مصر.", "The Egypt Jordan Friendship Society met the king."),
    ],
)
def test_countries_in_order_or_named_twice_are_not_suspected(article: str, reference: str) -> None:
    """A country that is named again has no one place; what carries a country's name is no country."""
    context = make_context((article, reference))
    assert not list(countries_exchanged(context.beads[0], context))


@pytest.mark.parametrize(
    ("article", "reference"),
    [
        ("زار المعرض مدنا في مصر وفرنسا والأردن.", "The exhibition has been to cities in France, Egypt and Jordan."),
        ("نائبا الرئيس: الأردن وفرنسا.", "Vice-Chairs: France and Jordan."),
        ("تشارك كوريا الجنوبية وفرنسا في الدورة.", "France as well as the Republic of Korea take part in the session."),
    ],
)
def test_the_order_of_a_list_says_nothing(article: str, reference: str) -> None:
    """Each language has an alphabet of its own."""
    context = make_context((article, reference))
    assert not list(countries_exchanged(context.beads[0], context))


def test_two_countries_with_a_verb_between_them_are_no_list() -> None:
    """Who accused whom."""
    context = make_context(("اتهمت مصر فرنسا بالتجسس.", "France and its allies accused Egypt of spying."))
    assert list(countries_exchanged(context.beads[0], context))


def test_a_table_of_numbers_takes_linear_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the numbers of a sentence are looked at twice as often, not four times."""
    real, looked = Mark.values.fget, Counter[int]()
    assert real is not None

    def values(mark: Mark) -> tuple[Hashable, ...]:
        looked[count] += 1
        return real(mark)  # type: ignore[no-any-return]

    monkeypatch.setattr(Mark, "values", property(values))
    for count in (100, 200):
        numbers = "12 " * count
        assert findings(make_context((f"بلغت {numbers}.", f"They were {numbers}.")), "number-mismatch") == []
    assert looked[100]
    assert looked[200] < 3 * looked[100]
