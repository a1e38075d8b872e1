"""The rule number-mismatch: what it flags, what it leaves alone, and what it shows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pairs import by_bead

from auditor.records import Bead, Document, Finding, Hypothesis, ScoredBead, Segment, Severity, Translation
from auditor.rules.frame.context import Context
from auditor.scoring.bead_view import BeadView

SAME = [
    ("The temperature was -5 degrees Celsius at dawn.", "بلغت الحرارة -5 درجات مئوية عند الفجر."),
    ("The temperature was -5 degrees Celsius at dawn.", "بلغت الحرارة 5- درجات مئوية عند الفجر."),
    ("The temperature was -5°C at dawn.", "بلغت الحرارة 5 درجات تحت الصفر عند الفجر."),
    ("The temperature was minus 5 degrees at dawn.", "بلغت الحرارة ناقص 5 درجات عند الفجر."),
    ("It was between 12 - 15 degrees on the coast.", "بلغت الحرارة على الساحل 12-15 درجة مئوية."),
    ("Leaders of the G7 met on the coast.", "اجتمع قادة مجموعة السبع على الساحل."),
    ("Leaders of the G20 met on the coast.", "اجتمع قادة دول مجموعة العشرين على الساحل."),
    ("Leaders of the G7 met on the coast.", "اجتمع قادة الدول الصناعية الكبرى على الساحل."),
    ("The fine is 50 million Lebanese pounds.", "تبلغ الغرامة 50 مليون ليرة لبنانية."),
    ("The fine is 50 million pounds.", "تبلغ الغرامة 50 مليون ليرة."),
    ("A loaf costs 4,000 Syrian pounds.", "يباع الرغيف بسعر 4000 ليرة سورية."),
    ("The farm covers 5 square miles.", "تمتد المزرعة على مساحة 13 كيلومترا مربعا."),
    ("The flat measures 1,000 square feet.", "تبلغ مساحة الشقة 93 مترا مربعا."),
    ("The ship sank 10 nautical miles off the coast.", "غرقت السفينة على بعد 18.5 كلم من الساحل."),
    ("The storm killed 12,500 birds.", "قتلت العاصفة 12 ألفا و500 طائر."),
    ("The storm killed 12,000 birds and 500 foxes.", "قتلت العاصفة من الطيور 12 ألفا و500 ثعلب."),
    ("Half a dozen players sat on the bench.", "جلس ستة لاعبين على مقاعد الاحتياط."),
    ("She teaches Chemistry 101.", "تدرّس مبادئ الكيمياء."),
    ("The shop is open 24/7.", "يفتح المتجر أبوابه ليل نهار."),
    ("They split the cost 50-50.", "تقاسما الكلفة مناصفة."),
    ("It was a Catch-22 for the owner.", "كان مأزقًا لا مخرج منه لصاحب المتجر."),
    ("Firefighters saved a 70-year-old woman.", "أنقذ رجال الإطفاء امرأة سبعينية."),
    ("A man in his 30s was hurt.", "أصيب رجل ثلاثيني."),
    ("SkyWest delayed two flights.", "أجلت سكاي وست رحلتين."),
    ("Shares fell 4.5% on Monday.", "هبطت الأسهم ٤.٥٪ يوم الاثنين."),
    ("Profits fell in the 1st quarter.", "تراجعت الأرباح في الربع الأول."),
    ("They lost in round 3 of the cup.", "خسروا في الجولة الثالثة من الكأس."),
    ("The rise is at most 2%.", "لا تتجاوز الزيادة 2%."),
    ("Rents could not rise by more than 2% a year.", "لا ترتفع الإيجارات بما يزيد على 2% سنويا."),
    ("The attack killed 12 people and wounded dozens.", "أسفر الهجوم عن مقتل اثني عشر شخصا وإصابة العشرات."),
    ("The company made a profit of 2 billion euros.", "حققت الشركة أرباحا بقيمة ملياري يورو."),
    (
        "Exports rose 7.5 percent to $1.2 billion in March.",
        "ارتفعت الصادرات بنسبة 7.5 في المئة إلى 1.2 مليار دولار في مارس/آذار.",
    ),
    (
        "Exports rose 7.5 percent to $1.2 billion in March.",
        "ارتفعت الصادرات بنسبة ٧٫٥٪ إلى ١٫٢ مليار دولار في آذار.",
    ),
    ("He was elected president in 1998 for a five-year term.", "انتخب رئيسا عام 1998 لولاية من خمس سنوات."),
    ("The talks will resume on Tuesday in Geneva.", "تستأنف المحادثات يوم الثلاثاء في جنيف."),
    ("Nearly half a million people fled their homes.", "فر نحو نصف مليون شخص من ديارهم."),
    ("Nearly half a million people fled their homes.", "فر نحو 500 ألف شخص من ديارهم."),
    ("Two soldiers were killed and three others wounded.", "قتل جنديان وأصيب ثلاثة آخرون."),
    ("The village lies 45 miles (72 km) from the border.", "تقع القرية على بعد 72 كيلومترا من الحدود."),
    ("The village lies 45 miles from the border.", "تقع القرية على بعد 72 كيلومترا من الحدود."),
    (
        "The 19th-century palace was restored in the 1980s.",
        "رمم القصر الذي يعود إلى القرن التاسع عشر في ثمانينيات القرن الماضي.",
    ),
    ("The clashes lasted two days.", "استمرت الاشتباكات يومين."),
    ("The meeting starts at 8:30 p.m. local time.", "يبدأ الاجتماع الساعة الثامنة والنصف مساء بالتوقيت المحلي."),
    ("The meeting starts at 8:30 p.m. local time.", "يبدأ الاجتماع الساعة 20:30 بالتوقيت المحلي."),
    ("The court sentenced him to 25 years in prison.", "حكمت عليه المحكمة بالسجن خمسة وعشرين عاما."),
    ("More than 1,500 people attended.", "حضر أكثر من ألف وخمسمئة شخص."),
    ("More than 1,500 people attended.", "حضر أكثر من 1500 شخص."),
    ("The team won 3-1 on Saturday.", "فاز الفريق بثلاثة أهداف مقابل هدف يوم السبت."),
    ("The team won 3-1 on Saturday.", "فاز الفريق 3-1 السبت."),
    ("One third of the population lives on less than $2 a day.", "يعيش ثلث السكان على أقل من دولارين في اليوم."),
    ("The agreement was signed on 3 November 2015.", "وقع الاتفاق في الثالث من نوفمبر/تشرين الثاني 2015."),
    ("The agreement was signed on 3 November 2015.", "وقع الاتفاق في 3 تشرين الثاني 2015."),
    ("The pilot flew an F-16 over the city.", "حلق الطيار بطائرة إف-16 فوق المدينة."),
    ("The pilot flew an F-16 over the city.", "حلق الطيار بطائرة إف 16 فوق المدينة."),
    ("Cases of COVID-19 rose for a third week.", "ارتفعت إصابات كوفيد-19 للأسبوع الثالث."),
    ("The two leaders met for the first time.", "التقى الزعيمان للمرة الأولى."),
    ("Prices doubled within a decade.", "تضاعفت الأسعار خلال عشر سنوات."),
    ("Ten of the 15 members voted for the resolution.", "صوت عشرة من الأعضاء الخمسة عشر لصالح القرار."),
    ("About 4 to 5 million barrels a day were lost.", "فقد ما بين أربعة ملايين وخمسة ملايين برميل يوميا."),
    ("He said on Sunday that one in five would lose their job.", "قال الأحد إن واحدا من كل خمسة سيفقد وظيفته."),
    ("Seven Palestinians were killed overnight.", "استشهد سبعة فلسطينيين خلال الليل."),
    ("The Seventh Fleet has 20,000 sailors.", "يضم الأسطول السابع عشرين ألف بحار."),
    ("The budget deficit reached 3 percent of GDP.", "بلغ عجز الموازنة ثلاثة بالمئة من الناتج المحلي الإجمالي."),
    ("The strike began at dawn on Monday, a week after the truce.", "بدأ الإضراب فجر الاثنين بعد أسبوع من الهدنة."),
    ("It was the first visit since July 2000.", "كانت أول زيارة منذ يوليو 2000."),
    ("It was the first visit since July 2000.", "كانت أول زيارة منذ تموز 2000."),
    (
        "The storm damaged 120 homes, 30 of them badly.",
        "ألحقت العاصفة أضرارا بمئة وعشرين منزلا، ثلاثون منها بشكل بالغ.",
    ),
    (
        "The army, 350,000 strong, is the largest in the region.",
        "الجيش الذي يبلغ قوامه ثلاثمائة وخمسين ألف جندي هو الأكبر في المنطقة.",
    ),
    ("Three quarters of voters backed the plan.", "أيد ثلاثة أرباع الناخبين الخطة."),
    ("Three quarters of voters backed the plan.", "أيد 75 في المئة من الناخبين الخطة."),
    (
        "The ship sank 200 kilometres off the coast, the navy said on Friday.",
        "قالت البحرية الجمعة إن السفينة غرقت على بعد مئتي كيلومتر من الساحل.",
    ),
    ("The Second World War ended in 1945.", "انتهت الحرب العالمية الثانية في 1945."),
    ("A 35-year-old man was arrested.", "اعتقل رجل في الخامسة والثلاثين من عمره."),
    ("A man in his forties was arrested.", "اعتقل رجل في الأربعينيات من عمره."),
    ("Oil fell below $70 a barrel.", "هبط النفط دون 70 دولارا للبرميل."),
    ("The minister will visit Cairo in June.", "سيزور الوزير القاهرة في يونيو."),
    ("The minister, who resigned in May, said he may return.", "قال الوزير الذي استقال في مايو إنه قد يعود."),
    ("Hundreds of thousands marched through the capital.", "سار مئات الآلاف في العاصمة."),
    ("The first 100 days were hard.", "كانت الأيام المئة الأولى صعبة."),
    ("He spoke in the last ten minutes.", "تحدث في الدقائق العشر الأخيرة."),
    ("The last five kilometres are steep.", "الكيلومترات الخمسة الأخيرة شديدة الانحدار."),
    ("It was one of the past 40 years.", "كان واحدا من السنوات الأربعين الماضية."),
    ("Both sides agreed.", "اتفق الجانبان."),
    ("He scored twice in the last 10 minutes.", "سجل هدفين في آخر عشر دقائق."),
    ("The Security Council has five permanent members.", "لمجلس الأمن خمسة أعضاء دائمين."),
    ("The law passed by 62 votes to 48.", "أقر القانون بأغلبية 62 صوتا مقابل 48."),
    ("The law passed by 62 votes to 48.", "أقر القانون بأغلبية اثنين وستين صوتا مقابل ثمانية وأربعين."),
    ("Yesterday the bank raised rates by half a point.", "رفع البنك أمس الفائدة نصف نقطة."),
    ("Some 3.5 million tonnes of wheat were exported.", "تم تصدير ثلاثة ملايين ونصف مليون طن من القمح."),
    ("Some 3.5 million tonnes of wheat were exported.", "تم تصدير نحو 3,5 ملايين طن من القمح."),
    ("The fire destroyed 1.234 hectares.", "دمر الحريق 1.234 هكتارا."),
    ("In 2023 and 2024 the firm lost 40% of its staff.", "في عامي 2023 و2024 فقدت الشركة 40% من موظفيها."),
    ("He is serving a two-and-a-half-year sentence.", "يقضي عقوبة بالسجن سنتين ونصف السنة."),
    ("The euro hit $1.08.", "بلغ اليورو 1.08 دولار."),
    ("Ramadan begins next week.", "يبدأ شهر رمضان الأسبوع المقبل."),
]
OTHER = [
    ("The temperature was -5 degrees Celsius at dawn.", "بلغت الحرارة 5 درجات مئوية عند الفجر."),
    ("It was 12C on the coast.", "بلغت الحرارة على الساحل -12 درجة مئوية."),
    ("Leaders of the G20 met on the coast.", "اجتمع قادة مجموعة السبع على الساحل."),
    ("Leaders of the G7 met on the coast.", "اجتمع قادة مجموعة العشرين على الساحل."),
    ("The rent is 13,000 Syrian pounds.", "يبلغ الإيجار 13 ألف ليرة تركية."),
    ("The rent is 13,000 Turkish lira.", "يبلغ الإيجار 13 ألف جنيه."),
    ("The ticket costs 20 euros.", "يبلغ سعر التذكرة 20$."),
    ("The village is 45 miles away.", "تبعد القرية 45 كلم."),
    ("The farm covers 5 square miles.", "تمتد المزرعة على مساحة 8 كيلومترات مربعة."),
    ("Two-thirds of the members backed the law.", "أيد ثلث الأعضاء القانون."),
    ("A quarter of the homes burned down.", "احترق نصف المنازل."),
    ("One million people returned home.", "عاد مليونا شخص إلى ديارهم."),
    ("The storm killed 41,788 birds.", "قتلت العاصفة 41 ألفا و878 طائرا."),
    ("SkyWest delayed two flights.", "أجلت سكاي وست ست رحلات."),
    ("Floods killed 101 people.", "قتلت الفيضانات 110 أشخاص."),
    ("Floods in Texas displaced 101,000.", "وشردت الفيضانات في تكساس ألف شخص."),
    ("Mines in Antofagasta added 6,000 jobs.", "وأضافت مناجم أنتوفاغاستا 9000 وظيفة."),
    ("Mines in Antofagasta added six jobs.", "وأضافت مناجم أنتوفاغاستا تسع وظائف."),
    ("The school bought half a dozen computers.", "اشترت المدرسة تسعة حواسيب."),
    ("Firefighters saved a 70-year-old woman.", "أنقذ رجال الإطفاء امرأة خمسينية."),
    ("Play was stopped in the first half.", "توقف اللعب في الشوط الثاني."),
    ("Profits fell in the first-quarter results.", "تراجعت الأرباح في نتائج الربع الثاني."),
    ("The drug is for children under five.", "الدواء للأطفال فوق سن الخامسة."),
    ("Three quarters of them were children.", "كان ربعهم من الأطفال."),
    ("The attack killed 12 people and wounded dozens.", "أسفر الهجوم عن مقتل أحد عشر شخصا وإصابة العشرات."),
    ("The attack killed 12 people and wounded dozens.", "أسفر الهجوم عن مقتل اثني عشر شخصا وإصابة المئات."),
    ("The company made a profit of 2 billion euros.", "حققت الشركة أرباحا بقيمة مليوني يورو."),
    ("The company made a profit of 2 billion euros.", "حققت الشركة أرباحا بقيمة ملياري دولار."),
    (
        "Exports rose 7.5 percent to $1.2 billion in March.",
        "ارتفعت الصادرات بنسبة 7.5 في المئة إلى 1.2 مليون دولار في مارس.",
    ),
    (
        "Exports rose 7.5 percent to $1.2 billion in March.",
        "ارتفعت الصادرات بنسبة 5.7 في المئة إلى 1.2 مليار دولار في مارس.",
    ),
    ("He was elected president in 1998 for a five-year term.", "انتخب رئيسا عام 1998 لولاية من أربع سنوات."),
    ("Nearly half a million people fled their homes.", "فر نحو ربع مليون شخص من ديارهم."),
    ("Two soldiers were killed and three others wounded.", "قتل جنديان وأصيب أربعة آخرون."),
    ("Two soldiers were killed and three others wounded.", "قتل ستة جنود وأصيب ثلاثة آخرون."),
    ("The village lies 45 miles from the border.", "تقع القرية على بعد 45 كيلومترا من الحدود."),
    ("The clashes lasted two days.", "استمرت الاشتباكات شهرين."),
    ("The clashes lasted two days.", "استمرت الاشتباكات ثلاثة أيام."),
    ("The court sentenced him to 25 years in prison.", "حكمت عليه المحكمة بالسجن خمسة وثلاثين عاما."),
    ("More than 1,500 people attended.", "حضر أكثر من ألف وخمسين شخصا."),
    ("The team won 3-1 on Saturday.", "فاز الفريق 4-1 السبت."),
    ("One third of the population lives on less than $2 a day.", "يعيش ربع السكان على أقل من دولارين في اليوم."),
    ("The pilot flew an F-16 over the city.", "حلق الطيار بطائرة إف-15 فوق المدينة."),
    ("The two leaders met for the second time.", "التقى الزعيمان للمرة الثالثة."),
    ("Ten of the 15 members voted for the resolution.", "صوت تسعة من الأعضاء الخمسة عشر لصالح القرار."),
    ("Seven Palestinians were killed overnight.", "قتل تسعة فلسطينيين خلال الليل."),
    ("The budget deficit reached 3 percent of GDP.", "بلغ عجز الموازنة ثلاثين بالمئة من الناتج المحلي الإجمالي."),
    ("A 35-year-old man was arrested.", "اعتقل رجل في الخامسة والعشرين من عمره."),
    ("Hundreds of thousands marched through the capital.", "سار عشرات الآلاف في العاصمة."),
    ("The law passed by 62 votes to 48.", "أقر القانون بأغلبية 62 صوتا مقابل 84."),
    ("Exports fell by a fifth in May.", "تراجعت الصادرات بمقدار الربع في مايو."),
    ("Three others were arrested, and two of them freed.", "اعتقل ثلاثة مسؤولين آخرين وأفرج عن ثلاثة منهم."),
]


def segments(lines: Sequence[str]) -> tuple[Segment, ...]:
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    return tuple(Segment(i, t, s, s + len(t), i + 1, 1, i) for i, (t, s) in enumerate(zip(lines, starts)))


def context(
    reference: Sequence[str],
    article: Sequence[str],
    heard: Sequence[str] = (),
    lang: str = "ar",
    problem: str | None = None,
) -> Context:
    """An article whose k-th sentence answers the k-th of the reference."""
    there, here = segments(reference), segments(article)
    views = tuple(
        BeadView(
            ScoredBead(Bead((i,), (i,)), None),
            (here[i],),
            (Hypothesis(here[i], Translation(heard[i], problem=problem)),) if heard else (),
            (there[i],),
        )
        for i in range(len(article))
    )
    return Context(Document("a.txt", lang, "\n".join(article)), here, views)


def found(seen: Context, at: int = 0) -> list[Finding]:
    return by_bead(seen, "number-mismatch")[at]


def marked(finding: Finding) -> list[tuple[str, str]]:
    return [(s.side, s.text) for s in finding.evidence.spans]


@pytest.mark.parametrize(("reference", "article"), SAME)
def test_the_same_number_in_another_form_is_no_finding(reference: str, article: str) -> None:
    """Digits, words, duals, scales, units and namings of one value agree without any back-translation."""
    assert found(context([reference], [article])) == []


@pytest.mark.parametrize(("reference", "article"), OTHER)
def test_another_number_is_a_finding(reference: str, article: str) -> None:
    """A number changed in the Arabic is found in the Arabic itself, and is critical, in words and in units as well."""
    findings = found(context([reference], [article]))
    assert findings
    assert all(f.rule == "number-mismatch" and f.severity is Severity.CRITICAL for f in findings)


def test_the_finding_shows_the_words_and_values_of_every_side() -> None:
    """Article, hypothesis and reference are each marked, and their values stand in the details."""
    seen = context(
        ["Some 350 people died."], ["قتل ثلاثمئة وستون شخصا."], ["Three hundred and sixty people were killed."]
    )
    (finding,) = found(seen)
    assert marked(finding) == [
        ("article", "ثلاثمئة وستون"),
        ("hypothesis", "Three hundred and sixty"),
        ("reference", "350"),
    ]
    assert finding.evidence.details == {"article": "360", "hypothesis": "360", "reference": "350", "kind": "number"}
    assert finding.severity is Severity.CRITICAL
    assert (finding.line, finding.column) == (1, 5)


MESSAGES = [
    (
        "The truce held for three weeks.",
        "صمدت الهدنة ثلاثة أشهر.",
        "“three weeks” (3 weeks)",
        "“ثلاثة أشهر” (3 months)",
    ),
    (
        "The lake was closed for the past six days.",
        "أغلقت البحيرة طوال الأسابيع الستة الماضية.",
        "“six days” (6 days)",
        "“الستة” (6 weeks)",
    ),
    ("Rain fell in the last 20 years.", "هطل المطر في الأشهر الـ20 الأخيرة.", "“20 years”", "“20” (20 months)"),
    (
        "It cost SAR131 million.",
        "بلغت الكلفة 131 مليون دينار.",
        "“SAR131 million”",
        "“131 مليون دينار” (131,000,000 dinars)",
    ),
    ("Prices rose 3.2 percent.", "ارتفعت الأسعار بنسبة 2.3%.", "“3.2%”", "“2.3%”"),
    ("The city has 1,300,000 people.", "في المدينة 1200000 نسمة.", "“1,300,000”", "“1200000” (1,200,000)"),
    (
        "It cost 2 billion euros.",
        "بلغت الكلفة مليوني يورو.",
        "(2,000,000,000 euros)",
        "“مليوني يورو” (2,000,000 euros)",
    ),
    ("The wall is 40 feet long.", "يبلغ طول الجدار ثلاثين قدما.", "says “40 feet”,", "“ثلاثين قدما” (30 feet)"),
    ("The pilot flew an F-16.", "حلق الطيار بطائرة إف-15.", "“16”", "“15”"),
    (
        "He took at least $2.3 million.",
        "تلقى ما لا يزيد على 2.3 مليون دولار.",
        "“at least $2.3 million” (2,300,000)",
        "“ما لا يزيد على 2.3 مليون دولار” (2,300,000)",
    ),
    (
        "It is $4.5 billion a year.",
        "تبلغ 4.5 مليار دولار شهريا.",
        "“$4.5 billion a year”",
        "“4.5 مليار دولار شهريا” (4,500,000,000)",
    ),
]


@pytest.mark.parametrize(("reference", "article", "said", "instead"), MESSAGES)
def test_the_message_gives_values_with_their_units(reference: str, article: str, said: str, instead: str) -> None:
    """Words, their unit, and what was read in them, thousands set apart; nothing twice."""
    (finding,) = found(context([reference], [article]))
    there, here = finding.message.split(", the article ")
    assert said in f"{there},"
    assert here == instead


def test_a_wrong_back_translation_is_not_held_against_the_article() -> None:
    """The Arabic has the number of the reference: what the engine made of it does not matter."""
    assert found(context(["Some 330,000 fell ill."], ["أصيب نحو 330000 شخص."], ["Some 33,000 people fell ill."])) == []


def test_the_back_translation_can_vouch_for_words_that_were_not_read() -> None:
    """A number that only the engine could read in the Arabic counts as said."""
    article = ["يجتمع أعضاء السباعية غدا."]
    assert found(context(["The 47 members meet tomorrow."], article))
    assert found(context(["The 47 members meet tomorrow."], article, ["The 47 members meet tomorrow."])) == []


def test_a_broken_back_translation_is_no_witness() -> None:
    """A hypothesis with a known problem neither supports nor denies."""
    said = ["The 47 members meet tomorrow."]
    assert found(context(said, ["يجتمع الأعضاء غدا."], said, problem="loop"))


def test_a_name_that_looks_like_a_number_needs_the_engine_to_hear_it() -> None:
    """ستون is sixty and Stone; where the back-translation has no number, it is none."""
    assert found(context(["Emma Stone won."], ["فازت إيما ستون."], ["Emma Stone won."])) == []


def test_a_number_that_crossed_the_sentence_boundary_is_no_finding() -> None:
    """It stands without a counterpart in the sentence beside, so it was only moved."""
    seen = context(
        ["The quake hit at night and killed 84 people.", "Rescuers worked until dawn."],
        ["ضرب الزلزال ليلا.", "وقتل 84 شخصا وعمل رجال الإنقاذ حتى الفجر."],
    )
    assert found(seen, 0) == []
    assert found(seen, 1) == []


def test_a_number_only_the_article_has_is_a_finding() -> None:
    """An added number is marked on the article's side alone."""
    (finding,) = found(context(["The factory was closed."], ["أغلق المصنع الذي يعمل فيه 740 عاملا."]))
    assert marked(finding) == [("article", "740")]


def test_each_of_two_equal_numbers_needs_its_own_counterpart() -> None:
    """A score 5-3 against 3-3: that a three stands there already does not hide the change."""
    assert found(context(["They won 3-3 on Sunday."], ["فازوا 5-3 يوم الأحد."]))


def test_an_article_in_an_unknown_language_is_read_through_digits_and_the_back_translation() -> None:
    """Its number words cannot be read: digits and the hypothesis are the witnesses, silence is none."""
    assert found(context(["Twelve people died."], ["On iki kişi öldü."], lang="tr")) == []
    assert found(context(["Some 12 people died."], ["13 kişi öldü."], ["13 people died."], lang="tr"))


def test_digits_in_any_script_are_the_same_digits() -> None:
    """Eastern Arabic, Persian and Devanagari digits and the Arabic separators are read."""
    for written in ("١٬٢٣٤٫٥", "۱٬۲۳۴٫۵", "१,२३४.५", "1,234.5"):
        assert found(context(["It cost 1,234.5 dinars."], [f"بلغت الكلفة {written} دينارا."])) == []


def test_many_divergences_of_one_bead_are_cut_short() -> None:
    """A hostile sentence full of numbers costs little time and yields a bounded list."""
    assert len(found(context([" ".join(map(str, range(3000)))], [" ".join(map(str, range(5000, 8000)))]))) == 20


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=11, max_value=10**9), st.integers(min_value=11, max_value=10**9))
def test_two_numbers_agree_exactly_where_they_are_equal(one: int, other: int) -> None:
    """Whatever the grouping, digits agree if and only if their values do."""
    seen = context([f"The fund paid {one:,} times."], [f"دفع الصندوق {other} مرة."])
    assert (found(seen) == []) == (one == other)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_the_rule(reference: str, article: str, heard: str) -> None:
    """Whatever stands on the three sides, spans are places in their sentences."""
    seen = context([reference], [article], [heard])
    texts = {"article": article, "hypothesis": heard, "reference": reference}
    for finding in found(seen):
        for span in finding.evidence.spans:
            assert texts[span.side][span.start : span.end] == span.text != ""
