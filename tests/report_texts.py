"""What the articles of the shared report say, one of them hostile. All text was written for these tests."""

from __future__ import annotations

SCRIPT = "<script>alert('x')</script>"
CDATA_END = "]]>"
RLO = "\u202e"
EMOJI = "👩‍👩‍👧‍👦🇪🇬"
ESCAPE = "\x1b[31m"
HOSTILE_PATH = "articles/<img src=x onerror=alert(1)> \"&' ]]> ::error::%0A|`.txt"

PORT_ARTICLE = (
    (
        "أغلقت السلطات ميناء الإسكندرية 12 ساعة بسبب العاصفة.",
        "وقال المتحدث سامي حداد إن الأضرار محدودة.",
        "ولم تقع إصابات.",
    ),
    (
        "وأضاف أن الملاحة ستعود يوم الخميس.",
        "وتوقعت الأرصاد أن ترتفع سرعة الرياح، وأن تصل الأمواج إلى ثلاثة أمتار.",
        "وطالب سكان الحي القديم بتعويضات عاجلة.",
        "وقالت مهندسة الميناء ليلى منصور: «نحن مستعدون».",
    ),
    (
        "ووصل وزير النقل كريم الشامي إلى الميناء ظهراً.",
        "وكان الميناء قد أُغلق مرتين هذا العام.",
        "وأكدت الشركة أن the cranes were not damaged خلال العاصفة.",
        "وتعمل الفرق تعمل الفرق على إزالة الرمال.",
        "وتبلغ كلفة الإصلاح ٤٠ ألف دولار ..",
    ),
    (
        "ويبقى الصيادون في بيوتهم حتى إشعار آخر.",
        "وفاز الفريق بالكأس للمرة الثالثة.",
        f"ودعت البلدية {RLO}المواطنين\u202c إلى الحذر.",
        "ورحب التجار بالقرار، رغم تأخر شحناتهم، وطالبوا بخطة واضحة.",
        "وستجتمع اللجنة مجدداً الأسبوع المقبل.",
    ),
    ("ساهمت رويترز في هذا المقال.", "تُرجم هذا المقال بمساعدة الذكاء الاصطناعي وراجعه أحد المحررين."),
)
PORT_HYPOTHESES = (
    "Authorities closed the port of Alexandria for 12 hours because of the storm.",
    "Spokesman Sami Haddad said the damage was limited.",
    "No injuries occurred.",
    "He added that shipping would return on Thursday.",
    "Forecasters expected the wind speed to rise and the waves to reach three metres.",
    "Residents of the old quarter demanded urgent compensation.",
    "The port's engineer, Layla Mansour, said: “We are ready”.",
    "Transport Minister Karim al-Shami arrived at the port at noon.",
    "The port had been closed twice this year.",
    "The company confirmed that the cranes were not damaged during the storm.",
    "Crews are working, crews are working to remove the sand.",
    "The repair costs 40 thousand dollars.",
    "The fishermen stay in their houses until further notice.",
    "The team won the cup for the third time.",
    "The municipality called on citizens to be careful.",
    "Traders welcomed the decision, welcomed the decision, welcomed the decision",
    "The committee will meet again next week.",
    None,
    None,
)
PORT_REFERENCE = (
    (
        "Authorities closed the port of Alexandria for 21 hours because of the storm.",
        "Spokesman Sami Haddad said damage was limited but there were injuries.",
        "Two ferries had been due to leave for Cyprus that evening.",
    ),
    (
        "He added that shipping would resume on Tuesday.",
        "Forecasters expected the wind to drop.",
        "Waves could reach three metres.",
        "The port engineer, Layla Mansour, said: “We are ready for anything”, and praised her crews.",
    ),
    (
        "The port had already been closed twice this year.",
        "Transport Minister Karim al-Masri arrived at the port at noon.",
        "The company said the cranes were not damaged in the storm.",
        "Crews are working to clear the sand.",
        "Repairs will cost $40,000.",
    ),
    (
        "Fishermen blamed the city for ignoring their warnings.",
        "The harbour museum stays open.",
        "The municipality urged people to be careful.",
        "Traders welcomed the decision and asked for a clear plan.",
        "The committee will meet again next week.",
    ),
)

HOSTILE_ARTICLE = (
    (
        f"قال الموقع {SCRIPT} إن العدد 5.",
        f"نص فيه {CDATA_END} و\"علامات\" و'أخرى' و`هذه` | وتلك & <b>عريض</b>.",
        f"كلمات {RLO}مقلوبة\u202c وأسرة {EMOJI} هنا.",
        f"أحرف تحكم \x07\x0b\x0c\x85\u2028 و{ESCAPE}أحمر\x1b[0m هنا.",
        '=HYPERLINK("x") ثم {{ 7*7 }} ثم {% raw %} ثم [bold]نص[/bold] ثم ::error::100%.',
    ),
    ("كلمة" + "طويلة" * 60 + " بلا مسافات.", "-->"),
)
HOSTILE_HYPOTHESES = (
    f"The site {SCRIPT} said the number is 5.",
    f"A text with {CDATA_END} and \"marks\" and 'others' and `these` | and those & <b>bold</b>.",
    f"{RLO}Inverted\u202c words and a family {EMOJI} here.",
    f"Control characters \x07\x0b\x0c\x85\u2028 and {ESCAPE}red\x1b[0m here.",
    '=HYPERLINK("x") then {{ 7*7 }} then {% raw %} then [bold]text[/bold] then ::error::100%.',
    "A" + "long" * 60 + " word without spaces.",
    "-->",
)
HOSTILE_REFERENCE = (
    (
        f"The site {SCRIPT} said the number is 7.",
        f"A text with {CDATA_END} and \"marks\" and 'others' and `these` | and those & </td></pre><b>bold</b>.",
        f"Inverted words and a family {EMOJI} here.",
        f"Control characters \x07\x0b\x0c\x85\u2028 and {ESCAPE}red\x1b[0m here.",
        '=HYPERLINK("x") then {{ 7*7 }} then {% raw %} then [bold]text[/bold] then ::error::100%.',
        f"<!-- {CDATA_END} --> </style></script><svg onload=alert(2)>",
    ),
    ("A" + "long" * 60 + " word without spaces.",),
)
