"""Expressions in another sense, members of a field in each other's place, and how the words of such tables are found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.facts import fields, senses
from auditor.facts.words import arabic, english
from auditor.facts.words.expressions import (
    GAP,
    Pattern,
    Place,
    arabic_pattern,
    end_in_english,
    english_pattern,
    in_arabic,
)
from auditor.wordlists.folding import fold
from auditor.wordlists.tables import NONE, read


def in_english(pattern: Pattern, words: Sequence[english.Word]) -> list[Place]:
    """Where a phrase stands."""
    ends = [(at, end_in_english(pattern, [w.norm for w in words], at)) for at in range(len(words))]
    return [(at, end) for at, end in ends if end is not None]


def misread(reference: str, article: str, beside: str = "") -> list[tuple[str, str]]:
    """What of the reference is misread, and by which Arabic."""
    read_, spoken = english.words(reference), arabic.words(article)
    found = senses.misread(read_, spoken, [*read_, *english.words(beside)])
    return [
        (
            " ".join(w.text for w in read_[slice(*m.reference)]),
            article[spoken[m.article[0]].start : spoken[m.article[1] - 1].end],
        )
        for m in found
    ]


def exchanged(reference: str, article: str) -> set[str]:
    """What the reference would say if the Arabic was right; nothing in so short a sentence stands far from its place."""
    found = fields.exchanged(english.words(reference), arabic.words(article), article)
    return {e.said for e in found if not e.perhaps}


@pytest.mark.parametrize(
    ("reference", "article", "found"),
    [
        ("The rally lifted bank shares.", "ورفع التجمع أسهم البنوك.", [("rally", "التجمع")]),
        ("Rallies lifted bank shares.", "ورفعت المظاهرات أسهم البنوك.", [("Rallies", "المظاهرات")]),
        # The right sense is borne out.
        ("The rally lifted bank shares.", "وصعدت أسهم البنوك بفضل الارتفاع.", []),
        # The sense of the table is not meant: no cue of it, or a cue of the other.
        ("Thousands joined the rally in the square.", "وانضم الآلاف إلى التجمع في الساحة.", []),
        ("The mayor jumped the gun.", "قفز رئيس البلدية فوق السلاح.", [("jumped the gun", "السلاح")]),
        ("The sprinter jumped the gun.", "قفز العداء قبل طلقة المسدس.", []),
        # A city beside investors, and a word of a name.
        ("Investors met in the capital on Monday.", "واجتمع المستثمرون في العاصمة يوم الاثنين.", []),
        ("He is raising capital in London.", "ويسعى إلى جمع عاصمة في لندن.", []),
        ("He raised capital for the plan.", "وجمع عاصمة لتمويل الخطة.", [("raised capital", "عاصمة")]),
        ("Guests of the Red Star Party cheered.", "وهتف ضيوف حزب النجمة الحمراء.", []),
        ("Guests of the party cheered.", "وهتف ضيوف الحزب.", [("party", "الحزب")]),
    ],
)
def test_a_sense(reference: str, article: str, found: list[tuple[str, str]]) -> None:
    """The wrong sense where its row applies, and nothing where the right one may be said."""
    assert misread(reference, article) == found


@pytest.mark.parametrize(
    ("reference", "article", "said"),
    [
        (
            "The Ministry of Health reopened two clinics.",
            "أعادت وزارة الداخلية فتح عيادتين.",
            "ministry of the Interior",
        ),
        ("The Ministry of Finance raised fees.", "رفعت وزارة الخارجية الرسوم.", "ministry of Foreign Affairs"),
        ("The Ministry of Tourism gave no figures.", "لم تذكر وزارة الزراعة أرقاما.", "ministry of Agriculture"),
    ],
)
def test_a_ministry_is_named_in_either_order(reference: str, article: str, said: str) -> None:
    """The Ministry of Health is the Health Ministry, and what is said instead has the form of what was asked."""
    assert said in exchanged(reference, article)


def test_what_may_answer_a_member_is_told_with_its_place() -> None:
    """Whether it does depends on where it stands."""
    text = "ثاني زيارة بعد ثلاث سنوات"
    (other,) = fields.exchanged(english.words("the third visit"), arabic.words(text), text)
    assert (other.said, other.article, other.perhaps) == ("second", (0, 1), ((3, 4),))


def test_a_cue_may_stand_in_the_sentence_beside() -> None:
    """What is talked of need not be said in each sentence."""
    assert misread("The rally went on.", "واستمر التجمع.") == []
    assert misread("The rally went on.", "واستمر التجمع.", "Stocks had closed higher.") == [("rally", "التجمع")]


@pytest.mark.parametrize(
    ("reference", "article", "said"),
    [
        ("Her sister called the police.", "واتصل ابنها بالشرطة.", {"son"}),
        ("Her sister called the police.", "واتصلت شقيقتها بالشرطة.", set()),
        ("The health minister resigned.", "استقال وزير الدفاع.", {"defence minister"}),
        ("He came third.", "وحل في المركز الخامس.", {"fifth"}),
        # The reference has both.
        ("Her sister and her son called.", "واتصل ابنها.", set()),
        # A brother of hers, whose ه is no ة; a sister.
        ("Her father called.", "واتصل شقيقه ووالده.", set()),
        ("His brother called.", "واتصلت شقيقة الرجل.", {"sister"}),
        ("His brother called.", "واتصلت شقيقته.", {"sister"}),
        ("Her husband called.", "واتصل زوجها.", set()),
        # North-west is neither north nor west.
        ("The north-west was flooded.", "وغمرت المياه الشمال الغربي.", set()),
    ],
)
def test_a_field(reference: str, article: str, said: set[str]) -> None:
    """Another member in the place of one, and nothing where it is answered or the reference has both."""
    assert exchanged(reference, article) >= said
    assert bool(exchanged(reference, article)) is bool(said)


EXCHANGED = [
    # What is held, what is done to somebody, what two sides agree on.
    ("The auction was moved to June.", "تأجل التعداد إلى يونيو.", "census"),
    ("Her resignation surprised the party.", "فاجأ ترشيحها الحزب.", "nomination"),
    ("They signed a peace treaty.", "وقعوا صفقة أسلحة.", "arms deal"),
    ("Police blamed negligence.", "عزت الشرطة ذلك إلى التخريب.", "sabotage"),
    # Law.
    ("The ransom was paid in cash.", "دفعت التعويضات نقدا.", "compensation"),
    ("The plaintiff left the room.", "غادر المتهم القاعة.", "the defendant"),
    ("The retrial opens today.", "تبدأ جلسة الاستماع اليوم.", "hearing"),
    # Forces, and the kinds of what is talked of.
    ("They hid biological samples.", "أخفوا عينات إشعاعية.", "radiological"),
    ("The sniper was shot.", "أصيب القائد بالرصاص.", "commander"),
    ("A cultural agreement was signed.", "وقع اتفاق اقتصادي.", "economic"),
    # Money and firms.
    ("The supplier complained.", "اشتكى الموظف.", "employee"),
    ("The merger was called off.", "ألغي الاكتتاب.", "initial public offering"),
    ("The Nasdaq fell.", "تراجع داكس.", "the DAX"),
    # Sport.
    ("He won the javelin.", "فاز بسباق الماراثون.", "marathon"),
    ("They took a throw-in.", "نفذوا ركلة حرة.", "free kick"),
    ("They lost in extra time.", "خسروا في الوقت بدل الضائع.", "stoppage time"),
    # Families, offices, institutions.
    ("His mother-in-law is ill.", "كنته مريضة.", "daughter-in-law"),
    ("The countess arrived late.", "وصل الدوق متأخرا.", "duke"),
    ("The Kremlin denied it.", "نفى الفاتيكان ذلك.", "the Vatican"),
    # Medicine, technology, space.
    ("It was a malignant growth.", "كان نموا حميدا.", "benign"),
    ("A fungus kills the trees.", "يقتل طفيلي الأشجار.", "parasite"),
    ("The telescope was launched.", "أطلق المكوك.", "space shuttle"),
    # Places, stages, amounts.
    ("A tropical plant.", "نبتة صحراوية.", "desert"),
    ("It came days later.", "جاء ذلك قبل أيام.", "days ago"),
    ("Half of the shops closed.", "أغلقت جميع المتاجر.", "all of"),
    # Ways of doing, vessels, taxes, tenures, supplies.
    ("The gate was left open on purpose.", "تركت البوابة مفتوحة عن طريق الخطأ.", "by mistake"),
    ("They built a frigate.", "بنوا غواصة.", "submarine"),
    ("The income tax was raised.", "رفعت القيمة المضافة.", "value added tax"),
    ("The outgoing mayor wept.", "بكى العمدة الحالي.", "incumbent"),
    ("They ran out of ammunition.", "نفدت الأدوية لديهم.", "medical supplies"),
]


@pytest.mark.parametrize(("reference", "article", "said"), EXCHANGED)
def test_fields_of_the_news(reference: str, article: str, said: str) -> None:
    """Members of fields of public life in each other's place."""
    assert said in exchanged(reference, article)


@pytest.mark.parametrize(
    ("reference", "article"),
    [
        ("His fine was paid.", "دفعت غرامته."),
        ("A fine day.", "يوم جميل، ودفع التعويض."),
        ("The strike killed ten.", "قتلت الغارة عشرة في الاحتجاج."),
        ("A protest march was banned.", "منعت مسيرة بعد الاستفتاء."),
        ("Their defence failed.", "فشل دفاعهم رغم الشاهد."),
        ("It came years ago.", "جاء ذلك منذ سنوات، بعد أشهر من الحرب."),
        ("The capital of the firm.", "رأس مال الشركة في القرية."),
    ],
)
def test_fields_of_the_news_are_silent(reference: str, article: str) -> None:
    """Where the Arabic has the member, or a word that may say it, another one beside it accuses nobody."""
    assert exchanged(reference, article) == set()


@pytest.mark.parametrize("word", ["مسيرة", "المسيرة", "ومسيرتها", "بمسيرتهم", "مَسيرة"])
def test_an_arabic_word_in_any_of_its_forms(word: str) -> None:
    """Article, particles, pronouns and vowel signs do not hide a word of the table."""
    assert list(in_arabic(arabic_pattern(fold("مسيرة")), arabic.words(f"شهدت {word} أمس"))) == [(1, 2)]


def test_a_gap_holds_one_to_three_words() -> None:
    """`sided * with` is found around its object, however short, and not over half a sentence."""
    pattern = english_pattern(f"sided {GAP} with")
    found = [list(in_english(pattern, english.words(f"he sided {gap}with them"))) for gap in ("", "once ", "a b c ")]
    assert found == [[], [(1, 4)], [(1, 6)]]
    assert list(in_english(pattern, english.words("he sided a b c d with them"))) == []


SENSES = [
    # A bare word, its sense told by what stands beside it.
    (
        "Nurses began a strike as the union rejected the offer.",
        "بدأت الممرضات غارة بعد رفض العرض.",
        "بدأت الممرضات إضرابا بعد رفض العرض.",
    ),
    (
        "A strike killed two militants, the army said.",
        "قتل إضراب مسلحين اثنين، وفق الجيش.",
        "قتلت ضربة مسلحين اثنين، وفق الجيش.",
    ),
    (
        "The judge handed the fraudster a long sentence.",
        "أصدر القاضي جملة طويلة بحق المحتال.",
        "أصدر القاضي حكما طويلا بحق المحتال.",
    ),
    ("He faces a murder charge, prosecutors said.", "يواجه شحنة قتل، بحسب المدعين.", "يواجه تهمة قتل، بحسب المدعين."),
    (
        "The cell where the inmate slept was cold.",
        "كانت الخلية التي نام فيها النزيل باردة.",
        "كانت الزنزانة التي نام فيها النزيل باردة.",
    ),
    ("Toyota will close the plant in May.", "ستغلق تويوتا النبات في مايو.", "ستغلق تويوتا المصنع في مايو."),
    ("The crane fell on the building site.", "سقط الكركي في موقع البناء.", "سقطت الرافعة في موقع البناء."),
    ("Coal was cut in the mine by hand.", "كان الفحم يقطع يدويا في اللغم.", "كان الفحم يقطع يدويا في المنجم."),
    ("Shares sank as the bear market deepened.", "هبطت الأسهم مع تعمق سوق الدب.", "هبطت الأسهم مع تعمق السوق الهابطة."),
    ("Nvidia sold every chip.", "باعت إنفيديا كل قطعة من البطاطس.", "باعت إنفيديا كل شريحة."),
    ("Trump tapped the senator as nominee.", "فتح ترامب حنفية السيناتور مرشحا.", "اختار ترامب السيناتور مرشحا."),
    ("Fans waved flags in the crowd.", "أطلق المشجعون أمواج الأعلام وسط الجموع.", "لوح المشجعون بالأعلام وسط الجموع."),
    (
        "Ministers traded blame in the diplomatic row.",
        "تبادل الوزراء اللوم في الصف الدبلوماسي.",
        "تبادل الوزراء اللوم في الخلاف الدبلوماسي.",
    ),
    (
        "He went to trial and the jury heard a witness.",
        "خضع لتجربة واستمعت الهيئة إلى شاهد.",
        "خضع لمحاكمة واستمعت الهيئة إلى شاهد.",
    ),
    (
        "The pope said Mass in the cathedral.",
        "أقام البابا الكتلة في الكاتدرائية.",
        "أقام البابا القداس في الكاتدرائية.",
    ),
    # A verb and its particle, an idiom.
    ("Police cracked down on the gangs.", "تصدعت الشرطة على العصابات.", "شددت الشرطة إجراءاتها على العصابات."),
    ("The mayor weighed in on the plan.", "وزن العمدة في الخطة.", "أدلى العمدة برأيه في الخطة."),
    ("The firm ramped up output.", "صنعت الشركة منحدرا للإنتاج.", "زادت الشركة الإنتاج."),
    ("The grant will be phased out.", "ستكون المنحة مرحلة خارجة.", "ستلغى المنحة تدريجيا."),
    ("The study raised a red flag.", "رفعت الدراسة علما أحمر.", "دقت الدراسة ناقوس الخطر."),
    ("He was caught on a hot mic.", "ضبط على ميكروفون ساخن.", "ضبط أمام ميكروفون مفتوح."),
    ("She is the dark horse of the contest.", "هي الحصان المظلم في المنافسة.", "هي مفاجأة المنافسة."),
    ("The play won a standing ovation.", "نالت المسرحية تصفيقا دائما.", "صفق الجمهور وقوفا للمسرحية."),
    ("The gloves are off in the campaign.", "القفازات منزوعة في الحملة.", "احتدم الصراع في الحملة."),
    ("He was kept in the loop.", "أبقي في الحلقة.", "أبقي على اطلاع."),
    # Titles and groups, compounds whose first noun is misread.
    ("The shadow cabinet met on Monday.", "اجتمعت خزانة الظل يوم الاثنين.", "اجتمعت حكومة الظل يوم الاثنين."),
    ("The second-in-command resigned.", "استقالت الثانية في القيادة.", "استقال نائب القائد."),
    ("A Navy SEAL was hurt.", "أصيبت فقمة.", "أصيب جندي من القوات الخاصة."),
    ("Millions live on food stamps.", "يعيش الملايين على طوابع الطعام.", "يعيش الملايين على قسائم الغذاء."),
    ("Get your flu shot now.", "احصل على رصاصة الإنفلونزا الآن.", "احصل على لقاح الإنفلونزا الآن."),
    ("The chief of staff resigned.", "استقال رئيس الموظفين.", "استقال كبير موظفي البيت الأبيض."),
    ("The acting director spoke.", "تحدثت المديرة الممثلة.", "تحدثت المديرة بالوكالة."),
    ("A grand jury met.", "اجتمعت لجنة التحكيم الكبرى.", "اجتمعت هيئة محلفين كبرى."),
    ("Dockers ended the strike over pay.", "أنهى عمال الميناء الضربة.", "أنهى عمال الميناء الإضراب."),
    ("The firm raised its guidance.", "رفعت الشركة إرشاداتها.", "رفعت الشركة توقعاتها."),
    ("It began a share buyback.", "بدأت شراء الظهر.", "بدأت إعادة شراء أسهمها."),
    ("Hyperscalers spend billions.", "ينفق المتسلقون المليارات.", "تنفق عمالقة الحوسبة السحابية المليارات."),
    ("He was the head coach.", "كان مدرب الرأس.", "كان المدير الفني."),
    ("Flash floods hit the town.", "ضربت فيضانات الوميض البلدة.", "ضربت سيول جارفة البلدة."),
    ("The screenwriter wept.", "بكى كاتب الشاشة.", "بكى كاتب السيناريو."),
]
"""Of each kind of row a sentence, its Arabic in the wrong sense, and in the right one."""


@pytest.mark.parametrize(("reference", "wrong", "right"), SENSES)
def test_rows_of_each_kind(reference: str, wrong: str, right: str) -> None:
    """One expression is misread where its Arabic says another thing, and none where it says the right one."""
    assert len(misread(reference, wrong)) == 1
    assert misread(reference, right) == []


def test_rows_of_an_expression_tell_themselves_apart() -> None:
    """Where an expression has the same wrong Arabic in two rows, one row would be idle unless each waits for cues of its
    own."""
    rows: dict[tuple[str, str], list[frozenset[str]]] = {}
    for forms, wrong, _, _, when, _ in read("ar-en/senses.tsv", 6):
        for key in ((form, arabic_) for form in forms.split("|") for arabic_ in wrong.split("|")):
            rows.setdefault(key, []).append(frozenset() if when == NONE else frozenset(when.split("|")))
    for key, cues in rows.items():
        assert len(cues) == 1 or (all(cues) and sum(map(len, cues)) == len(frozenset().union(*cues))), key


def test_rows_stand_in_order() -> None:
    """By the first form of each, so that an expression is found where it is looked for."""
    first = [row[0].split("|")[0] for row in read("ar-en/senses.tsv", 6, strength=None)]
    assert first == sorted(first)


@given(st.text(alphabet="abc '’-", max_size=30), st.text(alphabet="ابتة ـ", max_size=30))
def test_any_text_is_searched(said: str, spoken: str) -> None:
    """Places lie within the sentence, whatever it is made of."""
    read_, words = english.words(said), arabic.words(spoken)
    for start, end in [*in_english(("a", GAP, "b"), read_), *in_english(("a",), read_)]:
        assert 0 <= start < end <= len(read_)
    for start, end in in_arabic(("اب", "تب"), words):
        assert 0 <= start < end <= len(words)


def test_no_rendering_is_right_and_wrong() -> None:
    """Wrong Arabic in which right Arabic stands would never be named: the row is silent wherever the right one is."""
    for forms, wrong, _, right, _, _ in read("ar-en/senses.tsv", 6):
        for phrase in wrong.split("|"):
            spoken = arabic.words(" ".join("ي" + w[1:] if w.startswith("-") else w for w in phrase.split()))
            within = [r for r in right.split("|") if any(in_arabic(arabic_pattern(r), spoken))]
            assert within == [], (forms, phrase)


def test_members_of_a_field_share_no_word() -> None:
    """A word of two members of one field would accuse both of them."""
    rows = list(read("ar-en/fields.tsv", 3, 4))
    for cell in (1, 2):
        counts = Counter((row[0], word) for row in rows for word in set(row[cell].split("|")))
        assert [key for key, n in counts.items() if n > 1] == []


@pytest.mark.parametrize(
    ("said", "denied"),
    [("الطرق غير آمنة", True), ("طرق وغير آمنة", True), ("الملاعب وغيرها، آمنة", False), ("غيرهم آمنون", False)],
)
def test_others_are_no_denial(said: str, denied: bool) -> None:
    """غير with a pronoun is `others`: وغيرها آمنة are safe."""
    assert bool(list(in_arabic(arabic_pattern(fold("غير آمن")), arabic.words(said)))) == denied
