"""Denials, opposites, quotations and the links between two sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.facts import negation, opposites, quotes
from auditor.facts.words import arabic, english, links
from auditor.wordlists.folding import fold

TEXT = st.text(alphabet="abcno't لامنليسغيرNOT،.\"“”«»‘’ \n", max_size=120)


def strong(text: str, lang: str) -> list[str]:
    return [f.text for f in negation.extract(text, lang) if f.certainty >= 0.8]


@pytest.mark.parametrize(
    ("text", "lang", "cues"),
    [
        ("He did not come and never wrote.", "en", ["not", "never"]),
        ("They couldn’t leave without help.", "en", ["couldn’t", "without"]),
        ("Not only the price matters, no doubt.", "en", []),
        ("Do not forget the details.", "en", []),
        ("لم يحضر ولن يكتب", "ar", ["لم", "ولن"]),
        ("غادر دون كلام وبدون وداع", "ar", ["دون", "وبدون"]),
        ("لا يزال الطريق مغلقًا لا سيما ليلًا", "ar", []),
        ("لم يفز سوى مرة", "ar", []),
        ("غيّر اسمه وظل غير معروف", "ar", ["غير"]),
        ("The ministry has yet to answer.", "en", ["yet"]),
        ("Nobody asked him, yet he came.", "en", ["Nobody"]),
        ("She pleaded in vain, to no avail.", "en", []),
        ("He promised that no worker and no guest would pay.", "en", ["no"]),
        ("بشجاعة لا متناهية", "ar", []),
        ("أليس ذلك رائعا؟", "ar", ["أليس"]),
        # A question that begins with أ denies as its word does; pain is no denial.
        ("ألم تسمعوا صفارة الإنذار؟", "ar", ["ألم"]),
        ("أولم يحذر الخبراء من الجفاف؟", "ar", ["أولم"]),
        ("أفلا يكفي ما دفعه السكان؟", "ar", ["أفلا"]),
        ("ألن ترد الشركة على الرسالة؟", "ar", ["ألن"]),
        ("ألم الظهر يزداد ليلًا، وشكا من ألم حاد", "ar", []),
        ("أولا، شكرا لكم؛ وأولا: الميزانية", "ar", []),
        # Turns of phrase that say something positive.
        ("بلغة لا لبس فيها وبخبرة لا يستهان بها", "ar", []),
        ("مدينة لا مثيل لها في حملة لا هوادة فيها", "ar", []),
        ("رحلة لا تُنسى، ولا يخفى أثرها على أحد", "ar", []),
        ("لم يلبث المطر أن توقف", "ar", []),
        ("ولا غنى عن الماء، ولا جدال في ذلك", "ar", []),
        ("لا يعرف أحد السبب", "ar", ["لا"]),
        ("لم ينس الجيران وعده", "ar", ["لم"]),
        ("That is no mean achievement and no secret.", "en", []),
        ("Frost is not unusual here, and not unlike last year.", "en", []),
        ("We couldn't agree more, it is cold, isn't it?", "en", []),
        ("The plan is a no-brainer, and he is nothing if not patient.", "en", []),
        ("The judge doesn't agree, and the plan is not legal.", "en", ["doesn't", "not"]),
        ("We don't want no trouble from nobody.", "en", ["don't"]),
        # ما, and dialects.
        ("ما من مبرر لهذا القرار", "ar", ["ما", "من"]),
        ("هيهات أن يعود الزمن", "ar", ["هيهات"]),
        ("وهذا ما قاله المدير أمس", "ar", []),
        ("الراجل ده ماشافش حاجة عشان الدنيا ضلمة", "ar", ["ماشافش"]),
        ("محدش عارف السبب، ومفيش رد لحد دلوقتي", "ar", ["محدش", "ومفيش"]),
        ("البنك ده ما ردش على الأسئلة", "ar", ["ما"]),
        # What would not be; what one is warned of; `when` is neither.
        ("لو لم تمطر أمس، لما فاض النهر", "ar", ["لم", "لما"]),
        ("ولو تأخر القطار، ما لحقوا بالسفينة", "ar", ["ما"]),
        ("ولولا الحارس لما نجا أحد", "ar", ["لما"]),
        ("لما وصل القطار صفقوا، وقرأ لو ما كتب له", "ar", []),
        ("إياكم والاقتراب من السد", "ar", ["إياكم"]),
        ("معاش المدرس المدهش من مفتش الضرائب", "ar", []),
    ],
)
def test_cues_of_denial(text: str, lang: str, cues: list[str]) -> None:
    """Grammatical denials are found in both languages; turns of phrase that deny nothing are not among them."""
    assert strong(text, lang) == cues


STANDARD = [
    "اتفقت دول المنطقة على خطة مشتركة للمياه",
    "بلغ سعر الخبز أعلى حد له منذ عام",
    "اشترت المدرسة آلة كمان قديمة",
    "بدئ العمل في الجسر الجديد أمس",
    "فاز العداء مو فرح بالسباق",
    "قال دي ميستورا ودا سيلفا إن المحادثات مستمرة",
    "قرأ المعلم آية قصيرة على الأطفال",
    "حضر الطفل ومعه وليه الشرعي",
    "كسب الجار وده بهدية صغيرة",
    "عرضت القناة برنامج توك شو عن الزراعة",
    "يحمل المصارع بدنا ثقيلا",
]
DIALECT = [
    "أنا مش عارف المحل قافل ليه",
    "عايزين نروح السوق عشان نشتري خضار",
    "دلوقتي فيه زحمة في الشارع",
    "إزاي وصلت بدري كده",
    "ليش تأخرت اليوم",
    "هيك صار معنا بالسوق",
    "هلأ عنا شغل كتير",
    "شنو صار بالشارع",
    "ماكو كهرباء من الصبح",
    "الكلام اللي سمعته موب صحيح",
    "إحنا لسه في البيت",
]


@pytest.mark.parametrize("text", STANDARD)
def test_standard_arabic_is_no_dialect(text: str) -> None:
    """Words that a dialect shares with standard Arabic (states, limit, violin, names) do not make a sentence one."""
    assert not negation.dialectal(text)


@pytest.mark.parametrize("text", DIALECT)
def test_dialects_are_known(text: str) -> None:
    """Egyptian, Levantine, Iraqi and Gulf, by words that standard Arabic does not have, however they are spelt."""
    assert negation.dialectal(text)


def test_a_pension_denies_nothing() -> None:
    """معاش looks like a denied verb of a dialect, and counts as one in a dialect alone."""
    assert strong("رفعت دول المنطقة معاش المدرس إلى حد جديد", "ar") == []
    assert strong("العيال دي ماراحتش المدرسة عشان المطر", "ar") == ["ماراحتش"]


@pytest.mark.parametrize("word", ["unfair", "illegal", "homeless", "refused", "failed", "unable"])
def test_words_that_may_stand_for_a_denial(word: str) -> None:
    """Prefixes, endings and verbs of denial count as a possible one."""
    assert len(negation.extract(f"it was {word}", "en")) == 1


@pytest.mark.parametrize(
    "phrase",
    [
        "sat out the strike",
        "let alone a train",
        "shrugged off the news",
        "gave up the seat",
        "was set in stone",
        "fell silent",
        "was asked if it would ever come",
    ],
)
def test_phrases_that_another_wording_may_deny(phrase: str) -> None:
    """A turn of phrase of several words may answer a denial of the other side; it accuses nobody."""
    assert [f.certainty for f in negation.extract(f"The team {phrase}.", "en")] == [0.4]


@pytest.mark.parametrize(
    "text",
    [
        "خبرة لا يستهان بها",
        "لا يمكن إنكار دورها في المدينة",
        "من غير الممكن تجاهل هذه الأرقام",
        "لا سبيل إلى إنكار ما حدث",
        "ولم يكن الفريق في أفضل حالاته",
        "لم يكن في أفضل حالاته",
        "ليست على ما يرام منذ الصيف",
        "مستواه لا يرقى إلى البطولة",
    ],
)
def test_a_phrase_that_says_something_positive_may_answer(text: str) -> None:
    """It is there at the certainty that answers and never asks for an answer."""
    assert not [f for f in negation.extract(text, "ar") if f.certainty > negation.BOUNDED]


@pytest.mark.parametrize("text", ["لم يكن في البيت أحد", "ليس الفريق الأفضل في المدينة", "لا يمكن إنجاز العمل اليوم"])
def test_a_denial_in_like_words_still_denies(text: str) -> None:
    """What the phrases above have in common with plain denials takes nothing from these."""
    assert [f.certainty for f in negation.extract(text, "ar") if f.certainty > negation.BOUNDED] == [1.0]


def test_a_double_denial_is_one() -> None:
    """The sentence keeps its length, so that offsets in it stay true."""
    text = "We don't want no trouble from nobody."
    assert negation.once(text) == "We don't want an trouble from any   ."


def test_and_not_denies_by_itself_where_nothing_was_denied_before() -> None:
    """ولا goes on with a denial (nor), or is one."""
    assert [f.certainty for f in negation.extract("ولا يتوقع الخبراء تحسنًا", "ar")] == [1.0]
    assert [f.certainty for f in negation.extract("لم يحضر ولا اعتذر", "ar")] == [1.0, 0.8]


@pytest.mark.parametrize(
    "word", ["inequality", "instability", "illiteracy", "incompetence", "injustice", "insane", "undeniably", "improper"]
)
def test_words_with_a_prefix_of_denial(word: str) -> None:
    """Arabic says them with عدم, لا or غير; adjectives, nouns and adverbs alike."""
    assert [f.certainty for f in negation.extract(f"it was {word}", "en")] == [0.5]


@pytest.mark.parametrize(
    "word",
    [
        "important",
        "increase",
        "union",
        "discuss",
        "under",
        "information",
        "insurance",
        "invoice",
        "infancy",
        "instance",
        "immigrants",
        "inmates",
        "unfolding",
    ],
)
def test_words_that_only_look_denied(word: str) -> None:
    """A word that begins like a negated one is none."""
    assert negation.extract(f"it was {word}", "en") == ()


@given(TEXT, st.sampled_from(["en", "ar", "de"]))
def test_facts_stand_where_they_say(text: str, lang: str) -> None:
    """The span of every cue, opposite and quotation holds its text."""
    for fact in (*negation.extract(text, lang), *opposites.extract(text, lang), *quotes.extract(text, lang)):
        assert text[fact.start : fact.end] == fact.text


def test_opposites_know_each_other() -> None:
    """Inflected forms are of their pole; the other pole's Arabic speaks against them."""
    (fell,) = [p for p in opposites.poles("fell") if "rise" in p.other.words][:1]
    assert fell.has("falling")
    assert fell.other.has("rising")
    assert opposites.speaks_against(fold("وارتفعت"), fell) >= 0.5
    assert opposites.speaks_for("fell", fold("انخفضت"), fell) >= 0.3
    assert opposites.poles("table") == ()


@pytest.mark.parametrize(
    ("word", "pole"),
    [
        ("والدتها", "mother"),
        ("والدها", "father"),
        ("شقيقته", "sister"),
        ("زوجته", "wife"),
        ("ابنتهم", "daughter"),
        ("ابنهم", "son"),
    ],
)
def test_a_feminine_word_is_not_the_masculine_in_it(word: str, pole: str) -> None:
    """Before an ending ة is written ت; what is left without both is another word."""
    poles = opposites.poles(pole)
    assert any(p.has_arabic(fold(word)) for p in poles)
    assert not any(p.other.has_arabic(fold(word)) for p in poles)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "we are here" twice.', ["we are here"]),
        ("قال: «سنعود غدًا» ثم “غدًا”.", ["سنعود غدًا", "غدًا"]),
        ("It's the players' game.", []),
        ("She said ‘we’re here’ again.", ["we’re here"]),
    ],
)
def test_quotations(text: str, inside: list[str]) -> None:
    """Words between a pair of marks are quoted, an apostrophe opens nothing."""
    assert [f.text for f in quotes.extract(text, "en")] == inside


def test_links_go_through_the_dictionary_and_back() -> None:
    """Content words are linked across the languages, and a place is expected between the links around it."""
    read = english.words("The president opened the school in Paris")
    spoken = arabic.words("افتتح الرئيس المدرسة في باريس")
    there = links.to_arabic(read, spoken)
    assert {(1, 1), (4, 2), (6, 4)} <= set(there.pairs)
    assert (4, 6) in there.turned().pairs
    assert 3 <= there.expect(6) <= 5


@given(TEXT, TEXT)
def test_links_are_one_to_one(one: str, other: str) -> None:
    """No word is linked twice."""
    pairs = links.to_english(english.words(one), english.words(other)).pairs
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


def test_long_text_costs_no_more_than_its_length() -> None:
    """A thousand repetitions of a tricky phrase are read at once."""
    for text, lang in (
        ("لا " * 5_000 + "إلا", "ar"),
        ("not " * 5_000, "en"),
        ('"' * 5_000, "en"),
        ("‘ " * 5_000, "en"),
    ):
        negation.extract(text, lang)
        quotes.extract(text, lang)
