"""Names, denials, opposites and quotations that differ between article and reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pairs import by_bead, findings, make_context

import auditor
from auditor.records import Finding, Severity
from auditor.rules.frame.context import Context
from auditor.rules.negation_mismatch import negation
from auditor.scoring.bead_view import BeadView

RULES = (
    "name-mismatch",
    "negation-mismatch",
    "opposite-meaning",
    "wrong-word",
    "modality-mismatch",
    "quote-mismatch",
)


def found(rule: str, *rows: tuple[str, str] | tuple[str, str, str]) -> list[list[Finding]]:
    return by_bead(make_context(*rows), rule)


def page_examples() -> Iterator[tuple[str, str, str, bool]]:
    """(rule, article, reference, flagged?) of the tables of their help pages."""
    folder = Path(auditor.__file__).parent / "data" / "rules"
    for rule in RULES:
        for heading, flagged in (("Flagged", True), ("Not flagged", False)):
            section = (folder / f"{rule}.md").read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
            for article, reference, _ in re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", section, re.MULTILINE)[1:]:
                if "(" not in reference:
                    yield rule, article, reference, flagged


@pytest.mark.parametrize(("rule", "article", "reference", "flagged"), list(page_examples()))
def test_the_pages_tell_the_truth(rule: str, article: str, reference: str, flagged: bool) -> None:
    """Every example of a help page is flagged, or left, as the page says, without any back-translation."""
    assert bool(found(rule, (article, reference))[0]) is flagged


CLEAN = [
    ("زار وزير الخارجية الصيني طوكيو يوم الجمعة.", "China's foreign minister visited Tokyo on Friday."),
    ("ارتفعت صادرات البلاد بعد توقيع الاتفاق.", "The country's exports rose after the deal was signed."),
    ("لم يعلق المتحدث على التقرير.", "The spokesman did not comment on the report."),
    ("قال المدير: «سنفتتح المصنع قريبًا».", "“We shall open the factory soon,” the director said."),
]


@pytest.mark.parametrize("rule", RULES)
def test_a_faithful_article_is_left_alone(rule: str) -> None:
    """None of the rules has anything to say about a faithful translation."""
    assert found(rule, *CLEAN) == [[]] * len(CLEAN)


@pytest.mark.parametrize(
    ("article", "reference"),
    [
        ("وأمرت المحكمة بأن تعيد إليها جواز سفرها.", "The court ordered them to return her passport."),
        ("غادرت لوبان حزب أقصى اليمين نهائيا.", "Le Pen left the party for good."),
        ("اقتنى الزبون اللوحة من بائع.", "The buyer purchased the painting from a dealer."),
        ("يشكو سكان المنازل إلى ملاك العقارات.", "Renters complain to property owners."),
        ("تقام الفعالية كل عام في شهري يوليو وأغسطس.", "The annual event takes place in July and August."),
        ("أغضب الحكم المعارضين.", "The ruling angered opponents."),
    ],
)
def test_a_word_that_only_looks_like_the_opposite(article: str, reference: str) -> None:
    """سفر is no form of فر, and what left means is not always a side."""
    assert found("opposite-meaning", (article, reference)) == [[]]


@pytest.mark.parametrize(
    ("rule", "article", "reference"),
    [
        # Particles, and words that are mostly another word than the opposite.
        ("opposite-meaning", "ويحصل الممرضون على مرتبات زهيدة.", "Nurses get low salaries."),
        ("opposite-meaning", "وذكرت الشركة أن الموظف سها عن القفل.", "The company said the employee forgot the lock."),
        ("opposite-meaning", "ولأن السعر مناسب فقد سره أن يكسب.", "As the price was right he was pleased to profit."),
        # A name in two words; a title in quotation marks, which is translated.
        ("name-mismatch", "وباعت بلاك روك أسهمها في المصنع.", "The factory's shares were sold by BlackRock."),
        ("name-mismatch", "وعُرض فيلم «صانعة الفخار» في المهرجان.", "The festival showed “The Potteress” that night."),
        ("name-mismatch", "وعُرض فيلم «أخت صانعة الفخار» بحلب.", "“The Potteress's Sister” was shown in Aleppo."),
        ("name-mismatch", "ونشرت الدار رواية «بيت الزجاج».", "The publisher sold “The Glassblower's House”."),
        # A name clipped, of which the rest stands beside it.
        ("name-mismatch", "وحسابات تلغرام المزورة على تلغرام كثيرة.", "Fake Tele accounts on Telegram are many."),
        # Holidays and kin that English writes large.
        ("name-mismatch", "وتغلق المتاجر في عيد الميلاد.", "Shops close at Yuletide."),
        ("name-mismatch", "وصاموا حتى عيد القيامة.", "They fasted until Eastertide."),
        ("name-mismatch", "وروت جدة سالم الحكاية.", "The tale was told by Salem's Nan."),
        # A dialect's denial around the verb.
        ("negation-mismatch", "والتاجر مقدرش يفتح المحل.", "The merchant could not open the shop."),
    ],
)
def test_right_arabic_that_looks_wrong(rule: str, article: str, reference: str) -> None:
    """Kinds of correct Arabic that were flagged in real translations, in words of our own."""
    assert found(rule, (article, reference)) == [[]]


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


@pytest.mark.parametrize(
    ("article", "reference", "flagged"),
    [
        ("وأجرى الطرفان محادثات مباشرة أمس.", "The two sides held indirect talks.", True),
        ("وأجرى الطرفان محادثات غير مباشرة أمس.", "The two sides held indirect talks.", False),
        ("وأجرى الطرفان محادثات عبر وسطاء أمس.", "The two sides held indirect talks.", False),
        ("ووعد بمساعدة مشروطة.", "He promised unconditional help.", True),
        ("ووعد بمساعدة بلا شروط.", "He promised unconditional help.", False),
        ("انتقدوا قرار الحكام المنتخبين.", "They criticised the decision of the unelected rulers.", True),
        ("انتقدوا قرار الحكام غير المنتخبين.", "They criticised the decision of the unelected rulers.", False),
        ("أزال العمال الغطاء عن التمثال.", "Workers uncovered the statue.", False),
        ("وبقيت الدولة مستقلة عن جيرانها.", "The state remained independent of its neighbours.", False),
    ],
)
def test_an_adjective_without_its_denial(article: str, reference: str, flagged: bool) -> None:
    """The Arabic has what the English denies by a prefix, and no word of denial before it."""
    assert [bool(row) for row in found("negation-mismatch", (article, reference))] == [flagged]


@pytest.mark.parametrize(
    ("article", "reference"),
    [
        (
            "لم يطرأ أي تغيير على أسلوب الفريق في اللعب.",
            "The team's style of play and its manners have scarcely changed.",
        ),
        ("وقال المدير إن الأمر «لم يكن معقدا».", "Only now did the head say that it “wasn’t complicated”."),
    ],
)
def test_a_denial_may_stand_far_from_where_it_is_expected(article: str, reference: str) -> None:
    """At the head of the Arabic sentence it answers a word some way into the English one; an `only` more is no denial."""
    assert found("negation-mismatch", (article, reference)) == [[]]


@pytest.mark.parametrize(
    ("article", "reference"),
    [
        ("ووصفها بأنها أداة تاريخية لا تعوض.", "He called it an irreplaceable historical instrument."),
        ("وقال إن هذا الإنكار غاضب.", "“This denial is angry,” he said."),
    ],
)
def test_a_prefix_or_a_noun_denies_too(article: str, reference: str) -> None:
    """Nothing is even suspected where the other side denies with another part of speech."""
    context = make_context((article, reference))
    assert list(negation(context.beads[0], context)) == []


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


def test_somebody_else_in_the_story_in_the_place_of_the_one_who_said_it() -> None:
    """Who speaks is exchanged for another whom other sentences name, wherever the two stand; where a pronoun may stand for
    the other, nothing is said."""
    rows = [
        ("وقال بنحدو للصحفيين: «كنا الأفضل لمدة ساعة».", "“We were the better team for an hour,” Dahl told reporters."),
        ("ورد المدرب بنحدو بأن فريقه يستحق الفوز.", "Coach Benhaddou answered that his team deserved to win."),
        ("وغادر دال الملعب.", "Dahl left the pitch."),
    ]
    first, *others = found("name-mismatch", *rows)
    assert [[s.text for s in f.evidence.spans] for f in first] == [["Dahl", "بنحدو"]]
    assert others == [[], []]
    rows[0] = ("والتقى المدرب بنحدو بعد المباراة.", "Dahl met him after the match.")
    assert found("name-mismatch", *rows) == [[], [], []]
    rows[0] = ("والتقى المدرب بنحدو بعد المباراة.", "Dahl met the home captain after the match.")
    assert found("name-mismatch", *rows) == [[], [], []]
    rows[0] = ("وقال المدرب بنحدو إن فريقه كان متعبا.", "Coach Dahl told reporters that his team was tired.")
    assert [[s.text for s in f.evidence.spans] for f in found("name-mismatch", *rows)[0]] == [["Dahl", "بنحدو"]]


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


def test_a_word_that_is_meant_is_nobody_named_once_too_often() -> None:
    """The bank beside Banco Verde is no second Banco: whoever is there in the place of the name is what is shown."""
    article = "وقالت كاميلا مورينو من بانكو فيردي إن البنك سيرفع الفائدة."
    reference = "Paula Jimenez of Banco Verde said the bank would raise rates."
    said = "Camila Moreno of Banco Verde said the bank would raise interest rates."
    (finding,) = findings(make_context((article, reference, said)), "name-mismatch")
    assert [s.text for s in finding.evidence.spans if s.side == "article"] == ["كاميلا"]


@pytest.mark.parametrize(
    ("article", "reference", "stranger"),
    [
        (
            "واستقبل الرئيس لينا كاستيلو المستشارة كاستيلو.",
            "President Omar Duarte received Chancellor Castillo.",
            "كاستيلو",
        ),
        # Named twice, and the other one as well.
        ("واستقبل دوارتي كاستيلو ثم ودع كاستيلو.", "Duarte received Castillo, then saw her off.", None),
        # Somebody may be meant by a word of the reference.
        ("ورافقت كاستيلو والدة كاستيلو.", "Duarte accompanied her mother and Castillo.", None),
    ],
)
def test_one_leader_for_the_other(article: str, reference: str, stranger: str | None) -> None:
    """A name once too often in the Arabic stands for one that is not there, though both are in the story."""
    rows = [(article, reference), ("وقال دوارتي ذلك.", "Omar Duarte said so."), ("ووافقت كاستيلو.", "Castillo agreed.")]
    marked = [s.text for f in found("name-mismatch", *rows)[0] for s in f.evidence.spans if s.side == "article"]
    assert marked == ([stranger] if stranger else [])


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


def test_a_first_name_names_the_same_person() -> None:
    """One half of a name in the place of the other is nobody else."""
    rows = [
        ("تعتقد نانسي أن الشهادة كاذبة.", "Pelosi believes that the testimony is false."),
        ("وكانت نانسي بيلوسي قد وصلت صباحا.", "Nancy Pelosi had arrived in the morning."),
    ]
    assert found("name-mismatch", *rows) == [[], []]


def test_a_name_written_together_with_the_word_before_it_is_there() -> None:
    """A space that is missing makes no other name."""
    row = ("وهزم النجم الأمريكيفيل ميكلسون منافسه.", "The American star Phil Mickelson beat his rival.")
    assert found("name-mismatch", row) == [[]]


@pytest.mark.parametrize(
    ("article", "reference", "stranger"),
    [
        ("وقالت صوفيا دوارتي: «لم نأت إلى هنا».", "“We did not come here,” Helena Duarte said.", "صوفيا"),
        ("وطلبت محاميته سعاد حداد التأجيل.", "His lawyer, Leila Haddad, asked for a delay.", "سعاد"),
        ("وقالت سميرة الفاسي إنها خسرت.", "Samira Alaoui said she had lost.", "الفاسي"),
        ("وتجمع الآباء أمام البرلمان في مراكش.", "Parents gathered outside the parliament in Rabat.", "مراكش"),
        ("أقرض البنك الدولي البلاد مليونا.", "The International Monetary Fund lent the country a million.", "البنك"),
    ],
)
def test_a_name_in_the_place_of_a_name(article: str, reference: str, stranger: str) -> None:
    """Half a person's name, a city and an organisation for another, though the right one recurs in the story."""
    rows = [(article, reference), ("وقالوا ذلك.", "Leila Haddad and Samira Alaoui said so in Rabat to the IMF.")]
    (finding,) = found("name-mismatch", *rows)[0]
    assert stranger in {s.text for s in finding.evidence.spans if s.side == "article"}


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


def test_a_common_noun_of_a_name_is_no_place_to_look_beside() -> None:
    """Hospital stands before the name in Arabic: its neighbour there is another word."""
    row = ("زار الوزير مستشفى كينغزبري الجديد.", "The minister visited the new Kingsbury Hospital.")
    assert found("name-mismatch", row) == [[]]


def test_a_first_name_is_exchanged_before_initials() -> None:
    """The rest of the name, whose own word is an everyday one, and an initial between them do not bear it out."""
    row = ("رحب الرئيس جورج دبليو بوش بالإعلان.", "President Samsung W. Bush welcomed the announcement.")
    (finding,) = found("name-mismatch", row)[0]
    assert {s.text for s in finding.evidence.spans} == {"Samsung W. Bush", "جورج"}
    right = (row[0], "President George W. Bush welcomed the announcement.")
    assert found("name-mismatch", right) == [[]]


SIGNED = "The government signed the agreement yesterday."
NOT_SIGNED = "The government did not sign the agreement yesterday."


@pytest.mark.parametrize(
    ("article", "reference", "hypothesis"),
    [
        ("وقعت الحكومة على الاتفاق أمس.", NOT_SIGNED, SIGNED),
        ("لم توقع الحكومة على الاتفاق أمس.", SIGNED, NOT_SIGNED),
    ],
)
def test_a_denial_on_one_side_is_critical(article: str, reference: str, hypothesis: str) -> None:
    """A denial that only one side has is found with and without a back-translation, and marked."""
    for row in ((article, reference, hypothesis), (article, reference)):
        (finding,) = found("negation-mismatch", row)[0]
        assert finding.severity is Severity.CRITICAL
        assert {s.text for s in finding.evidence.spans} & {"not", "لم"}


def test_a_wrong_back_translation_of_a_denial_is_no_finding() -> None:
    """Where the Arabic denies as the reference does, a back-translation that lost the denial says nothing."""
    row = (
        "لم توقع الحكومة على الاتفاق.",
        "The government did not sign the agreement.",
        "The government signed the agreement.",
    )
    assert found("negation-mismatch", row) == [[]]


def test_an_opposite_is_marked_on_all_sides() -> None:
    """Rose for fell is found, with the words of article, back-translation and reference."""
    row = ("ارتفعت أسعار القمح أمس.", "Wheat prices fell yesterday.", "Wheat prices rose yesterday.")
    (finding,) = found("opposite-meaning", row)[0]
    assert finding.severity is Severity.CRITICAL
    spans = {s.side: s.text for s in finding.evidence.spans}
    assert spans == {"reference": "fell", "article": "ارتفعت", "hypothesis": "rose"}


def test_a_beads_second_sentence_is_marked_where_it_is() -> None:
    """In a bead of several sentences a span lies in the sentence that has the word."""
    one = make_context(("وصل الوفد.", "The delegation arrived."), ("انخفضت الأسعار.", "Prices rose."))
    first, second = one.views
    view = BeadView(first.scored, first.article + second.article, (), first.reference + second.reference)
    (finding,) = findings(Context(one.article, one.segments, (view,)), "opposite-meaning")
    assert [(s.side, s.segment, s.text) for s in finding.evidence.spans] == [
        ("reference", 1, "rose"),
        ("article", 1, "انخفضت"),
    ]


def test_a_word_that_an_engine_could_only_spell() -> None:
    """What is no word in Arabic, nor in the English made of it, is marked in both."""
    row = (
        "وأضاف الطاهي ملعقة من زيت الكرمبيول إلى الطبق.",
        "The chef added a spoonful of truffle oil to the dish.",
        "The chef added a spoonful of karambiol oil to the dish.",
    )
    ((one,),) = found("wrong-word", row)
    assert [(s.side, s.text) for s in one.evidence.spans] == [("article", "الكرمبيول"), ("hypothesis", "karambiol")]
    assert "no Arabic word" in one.message


@pytest.mark.parametrize(
    ("article", "reference", "hypothesis"),
    [
        # A name, spelt as the engine hears it; the same for a pronoun whose name stands in another sentence.
        (
            "وقال هيلبرغر إن المصنع مغلق.",
            "Hillberger said the plant was closed.",
            "Helperger said the plant was closed.",
        ),
        # A rare word that English has, and one that the reference begins with.
        (
            "وعرض المتحف ثلاث أوكارينات قديمة.",
            "The museum showed three old clay flutes.",
            "The museum showed three ocarinas.",
        ),
        (
            "وبيعت أقراص فلكسي في الأسواق.",
            "Flexidiscs were sold in the markets.",
            "Flexi discs were sold in the markets.",
        ),
        # A rare Arabic word with a feminine ending.
        (
            "وسدد الكرة نحو البويكبة مرتين.",
            "He hit the ball at the wicket twice.",
            "He hit the ball at the boikaba twice.",
        ),
    ],
)
def test_a_word_that_is_spelt_for_a_reason(article: str, reference: str, hypothesis: str) -> None:
    """Names and rare words are spelt too, and are no findings."""
    beside = ("وكان هيلبرغر مديرا له.", "Hillberger was its manager.", "He was its manager.")
    assert found("wrong-word", (article, reference, hypothesis), beside)[0] == []


@pytest.mark.parametrize("rule", RULES)
def test_a_sentence_without_end_is_not_compared_word_by_word(rule: str) -> None:
    """What is no sentence any more costs no more than reading it."""
    assert len(found(rule, ("لا صين " * 3_000, "not China " * 3_000, "not China " * 3_000))) == 1


@pytest.mark.parametrize("rule", RULES)
def test_an_empty_side_is_left_to_other_rules(rule: str) -> None:
    """A bead without an Arabic side is an omission, and no business of these rules."""
    context = make_context(CLEAN[0])
    view = BeadView(context.views[0].scored, (), (), context.views[0].reference)
    assert findings(Context(context.article, context.segments, (view,)), rule) == []


@pytest.mark.parametrize("rule", ["name-mismatch", "negation-mismatch", "opposite-meaning"])
def test_other_languages_are_left_alone(rule: str) -> None:
    """The rules know Arabic against English and nothing else."""
    context = make_context(CLEAN[0])
    other = Context(context.article, context.segments, context.views, reference_lang="de")
    assert findings(other, rule) == []
