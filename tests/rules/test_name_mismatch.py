"""The rule name-mismatch: who and what is named on one side only, or otherwise."""

from __future__ import annotations

import pytest
from pairs import CLEAN, found

from auditor.records import Severity


@pytest.mark.parametrize(
    ("article", "reference", "stranger"),
    [
        (
            "وانتقد كوريا الشمالية واليابان وأيد حق كوريا الشمالية.",
            "He criticised South Korea and Japan and backed North Korea's right.",
            "كوريا",
        ),
        ("وزار كارولاينا الشمالية.", "He visited North Carolina.", None),
        (
            "وهو نوع من الساسة الأمريكيين يألفه البريطانيون.",
            "It is an American type of politician known to Brits.",
            None,
        ),
        ("وانتقد كوريا الجنوبية وأيد كوريا الشمالية.", "He criticised South Korea and backed North Korea.", None),
        (
            "وانتقد سيول، وأيد كوريا الشمالية وحق كوريا الشمالية.",
            "He criticised South Korea and backed North Korea's right.",
            None,
        ),
        ("وأيد زعيم كوريا الشمالية، ثم غادر كوريا الشمالية.", "He backed the North Korean leader, then left.", None),
    ],
)
def test_a_twin_in_a_countrys_place(article: str, reference: str, stranger: str | None) -> None:
    """North for South Korea is marked where it stands, also where the reference has both."""
    ((*findings,),) = found("name-mismatch", (article, reference))
    assert [s.text for f in findings for s in f.evidence.spans if s.side == "article"] == (
        [stranger] if stranger else []
    )


def test_another_title_is_no_translation() -> None:
    """Of a title in quotation marks the Arabic has no word that the dictionary knows."""
    (one,) = found("name-mismatch", ("وعُرض فيلم «طريق القمح» بحلب.", "“The Potteress's Sister” was shown in Aleppo."))
    assert [f.evidence.details["reference"] for f in one] == ["Potteress's"]


def test_no_verb_is_marked_in_a_names_place() -> None:
    """The Arabic word beside a lost name is marked only where it is spelt like a name."""
    ((one,),) = found("name-mismatch", ("وكان الفريق يحتسي القهوة.", "The team drank coffee with Lindqvist."))
    assert [s.side for s in one.evidence.spans] == ["reference"]


@pytest.mark.parametrize(
    ("article", "reference", "severity"),
    [
        # Nothing there could be a name: the Arabic may say it by what it is.
        ("وكان الفريق يشرب القهوة.", "The team drank coffee with Lindqvist.", "minor"),
        ("بدا كأنه تاجر في مأدبة خيرية.", "He looked like a dealer at a Shriners banquet.", "minor"),
        # The Arabic marks by quotation marks that it says what a name means.
        ("وصور «حاسب الأكواب» المقهى.", "The Tankard Tallyman filmed the pub.", "minor"),
        ("وصور «حاسب الأكواب» المقهى.", "They filmed a pub in Portugal.", "major"),
        # A country is a country, and a person of two names somebody.
        ("وكان الفريق يشرب القهوة.", "The team drank coffee in Portugal.", "major"),
        ("وكان الفريق يشرب القهوة.", "The team drank coffee with Arvid Lindqvist.", "major"),
        # A name stands there that the reference does not have.
        ("وكان الفريق يشرب القهوة مع مارتينيز.", "The team drank coffee with Lindqvist.", "major"),
        ("وقالت شركة Ring إنها آسفة.", "The company Lindqvist said it was sorry.", "major"),
    ],
)
def test_a_name_in_whose_place_none_stands_is_minor(article: str, reference: str, severity: str) -> None:
    """A name that is merely not there weighs less than one that another stands for."""
    ((one,),) = found("name-mismatch", (article, reference))
    assert one.severity.label == severity


def test_china_changed_to_india_is_marked_on_both_sides() -> None:
    """A country changed in the Arabic is found in that sentence alone, and both countries are marked."""
    rows = list(CLEAN)
    rows[0] = ("زار وزير الخارجية الهندي طوكيو يوم الجمعة.", rows[0][1])
    first, *others = found("name-mismatch", *rows)
    assert others == [[], [], []]
    (finding,) = first
    assert finding.severity is Severity.MAJOR
    assert {(s.side, s.text) for s in finding.evidence.spans} == {("reference", "China's"), ("article", "الهندي")}


def test_the_back_translation_alone_condemns_no_name() -> None:
    """Where the Arabic has the name, a back-translation that garbles it is the engine's error."""
    row = (
        "التقى المبعوث بالرئيس ماكرون في باريس.",
        "The envoy met President Macron in Paris.",
        "The envoy met Mr Macon in Bern.",
    )
    assert found("name-mismatch", row) == [[]]


def test_a_name_that_recurs_may_be_a_pronoun() -> None:
    """A name that other sentences have may be left out here."""
    rows = [
        ("وصل ماكرون إلى برلين صباحًا.", "Macron arrived in Berlin in the morning."),
        ("وقال إنه سيعود قريبًا.", "Macron said he would be back soon."),
    ]
    assert found("name-mismatch", *rows) == [[], []]


@pytest.mark.parametrize(
    ("article", "reference", "stranger"),
    [
        # Though the rest of the reference names it too, no pronoun stands there but another country.
        ("ارتفع عدد القتلى في قطر إلى 30.", "The death toll in Indonesia rose to 30.", "قطر"),
        # Lower-case words of the reference are spelt a little like the other country: posing, الصين.
        ("قد تهطل أمطار غزيرة في الصين وتشكل خطرًا.", "Rain across Mexico could be heavy, posing a risk.", "الصين"),
        ("بلغت الصادرات إلى غينيا أعلى مستوى.", "Exports to Ghana reached their highest level.", "غينيا"),
        ("بلغت الأضرار في رومانيا مليار يورو.", "Damage in Germany came to a billion euros.", "رومانيا"),
        ("صوت الناخبون في البرتغال أمس.", "Voters in France went to the polls yesterday.", "البرتغال"),
    ],
)
def test_a_country_in_the_place_of_a_country(article: str, reference: str, stranger: str) -> None:
    """One known name for another is found, also where the right one recurs in the story."""
    rows = [(article, reference), ("وقالت الوكالة ذلك.", "Indonesia, Mexico, Ghana, Germany and France said so.")]
    (finding,) = found("name-mismatch", *rows)[0]
    assert stranger in {s.text for s in finding.evidence.spans if s.side == "article"}


@pytest.mark.parametrize(
    ("article", "reference"),
    [
        ("أعيد فتح ميناء اللاذقية يوم الاثنين.", "The port of Latakia reopened on Monday."),
        ("ووصلت السفينة إلى الحديدة مساء أمس.", "The ship reached Hodeidah last night."),
    ],
)
def test_a_port_whose_arabic_is_no_spelling_of_its_english_is_known(article: str, reference: str) -> None:
    """The table has it; another port in its place is found as before."""
    assert found("name-mismatch", (article, reference)) == [[]]
    other = article.replace("اللاذقية", "الإسكندرية").replace("الحديدة", "الإسكندرية")
    ((one,),) = found("name-mismatch", (other, reference))
    assert [s.text for s in one.evidence.spans if s.side == "article"] == ["الإسكندرية"]


def test_a_message_names_no_possessive() -> None:
    """It is Lindqvist who is not in the Arabic."""
    ((one,),) = found(
        "name-mismatch", ("وكان الفريق يحتسي القهوة في البيت.", "The team drank coffee in Lindqvist's house.")
    )
    assert one.message == "“Lindqvist” is not in the Arabic"


@pytest.mark.parametrize(
    ("article", "reference", "message"),
    [
        (
            "وقالت صوفيا دوارتي إنها خسرت.",
            "Helena Duarte said she had lost.",
            "“Helena” is not in the Arabic, which has “صوفيا”",
        ),
        (
            "وقالت سميرة الفاسي إنها خسرت.",
            "Samira Alaoui's aide said she had lost.",
            "“Alaoui” is not in the Arabic, which has “الفاسي”",
        ),
        (
            "رحب الرئيس جورج دبليو بوش بالإعلان.",
            "President Samsung W. Bush welcomed it.",
            "“Samsung” is not in the Arabic, which has “جورج”",
        ),
        # Of a name of the table, and where nothing of it is there, the whole.
        (
            "أقرض البنك الدولي البلاد مليونا.",
            "The International Monetary Fund lent the country a million.",
            "“International Monetary Fund” is not in the Arabic, which has “البنك”",
        ),
        (
            "وكان الفريق يشرب القهوة.",
            "The team drank coffee with Arvid Lindqvist.",
            "“Arvid Lindqvist” is not in the Arabic",
        ),
    ],
)
def test_a_message_names_what_is_missing_of_a_name(article: str, reference: str, message: str) -> None:
    """Not the part that the Arabic has; the whole name stays marked."""
    ((one,),) = found("name-mismatch", (article, reference))
    assert one.message == message


@pytest.mark.parametrize(
    ("article", "reference", "stranger"),
    [
        ("وقال دارين درليك إنه سعيد.", "Darren Drake said he was happy.", "درليك"),
        ("ووقعت هالدين سيمتك العقد.", "Haldane Semiconductor signed the contract.", "سيمتك"),
        ("وأشاد الوزير بشركة بيكون سيمتك.", "The minister praised Beacon Semiconductor.", "سيمتك"),
        ("وقال دارين دريك إنه سعيد.", "Darren Drake said he was happy.", None),
        ("وقال عمر نافارو إنه سعيد.", "Omar Navarro said he was happy.", None),
        ("وزار ديزني باريس.", "He visited Disneyland Paris.", None),
        # A place of the table, a name spelt right beside another part, letters that only Arabic has.
        ("ووصلت الحافلة إلى تل أبيب.", "The bus reached Tel Aviv.", None),
        ("وفاز فريق لوس أنجلس آنجيلز.", "The Los Angeles Angels won.", None),
        ("والتقى سام-كوب وتام-كوب.", "He met Sam-Cobb and Tam-Cobb.", None),
        ("وكتب معاذ الشامي التقرير.", "Muaz Al Shami wrote the report.", None),
        # Too few letters to tell; a word that is another part of the name.
        ("وغنت فرقة هاي تايد أمس.", "The High Tide sang.", None),
        ("ووصل نيكولاي ماركوف أمس.", "Nikolai Markovianovich Markov arrived.", None),
    ],
)
def test_a_name_of_which_one_part_is_misspelt(article: str, reference: str, stranger: str | None) -> None:
    """Beside a part that is spelt right another word means to spell the rest."""
    marked = [s.text for f in found("name-mismatch", (article, reference))[0] for s in f.evidence.spans]
    assert marked[1:] == ([stranger] if stranger else [])


@pytest.mark.parametrize(
    ("spelt", "again", "flagged"),
    [
        ("زيلتورك", "وزيلتورك", True),  # for Zelkotron
        ("زيلكوترون", "وزيلكوترون", False),
        ("زيلتورك", "زيلكوترون", False),  # once only
    ],
)
def test_a_name_that_is_misspelt_each_time(spelt: str, again: str, flagged: bool) -> None:
    """An odd spelling that returns is a slip; where the name is spelt right elsewhere it may be."""
    rows = [(f"وارتفع سهم {spelt} أمس.", "Shares of Zelkotron rose."), (f"{again} شركة كبيرة.", "Zelkotron is large.")]
    marked = [s.text for f in found("name-mismatch", *rows)[0] for s in f.evidence.spans if s.side == "article"]
    assert marked == ([spelt] if flagged else [])


def test_a_name_written_together_with_the_word_before_it_is_there() -> None:
    """A space that is missing makes no other name."""
    row = ("وهزم النجم الأمريكيفيل ميكلسون منافسه.", "The American star Phil Mickelson beat his rival.")
    assert found("name-mismatch", row) == [[]]


@pytest.mark.parametrize(
    ("article", "reference"),
    [
        # A first name alone, which the reference gives elsewhere with the surname.
        ("وقالت ليلى إنها خسرت.", "Haddad said she had lost."),
        # A title for the first name.
        ("وقالت المحامية حداد إنها خسرت.", "Leila Haddad said she had lost."),
        ("ورحبت الدول الأوروبية بالاتفاق.", "NATO's members in Europe welcomed the deal."),
        # Written together, as hashtags are.
        ("وقتل خمسون في قطاع غزة أمس.", "Fifty were killed in the GazaStrip yesterday."),
        ("ورحب البنك الدولي وصندوق النقد الدولي.", "The World Bank and the IMF were pleased."),
    ],
)
def test_another_way_to_name_somebody_is_none(article: str, reference: str) -> None:
    """A title or a first name for a surname, and a people for its union, are no other name."""
    rows = [(article, reference), ("وقالت ذلك ليلى حداد.", "Leila Haddad and NATO said so.")]
    assert found("name-mismatch", *rows)[0] == []


@pytest.mark.parametrize(
    ("article", "reference"),
    [
        ("رفضت موسكو الاتهام.", "Russia rejected the accusation."),
        ("وأعلنت السلطات في طهران الإفراج عنه.", "Iran announced his release."),
        ("وصل الوفد إلى باريس.", "The delegation arrived in France."),
        ("وقالت إن المحادثات ستعقد في القاهرة.", "Russia said the talks would be held in the Egyptian capital."),
    ],
)
def test_a_capital_may_stand_for_its_country(article: str, reference: str) -> None:
    """A city is no other country; the country that recurs in the story may be meant by it, or by a pronoun."""
    rows = [(article, reference), ("وقالت الوكالة ذلك.", "Russia, Iran, France and the Egyptian side said so.")]
    assert found("name-mismatch", *rows)[0] == []
