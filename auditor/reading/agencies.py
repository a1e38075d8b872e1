"""Names of news agencies and newsrooms, as credits write them."""

from __future__ import annotations

import re

# English name: the ways it is written, in folded Arabic (see notices.fold) and lower-case English. The first part may
# stand anywhere in a credit; what follows the bar is also a word of its own and counts only in a line of credits.
_NAMES = {
    "Reuters": "رويترز, رويتر, thomson reuters, reuters |",
    "AFP": "فرانس برس, ا ?ف ?ب, ا\\. ?ف\\. ?ب\\.?, وكاله الصحافه الفرنسيه, agence france-presse, afp | الفرنسيه",
    "Associated Press": "ا?سوشيتي?د ?برس, ا?سوشيتت?د ?برس, ا?سوشييتد ?برس, the associated press, associated press, ap |"
    " ا ?ب, ا\\.ب",
    "Bloomberg": "بلومبرغ, بلومبرج, بلومبيرغ, bloomberg |",
    "dpa": "د ?ب ?ا, د\\. ?ب\\. ?ا\\.?, وكاله الانباء الالمانيه, deutsche presse-agentur, dpa | الالمانيه",
    "SPA": "وكاله الانباء السعوديه, saudi press agency | واس, spa, السعوديه",
    "WAM": "وكاله انباء الامارات, emirates news agency | وام, wam",
    "MENA": "وكاله انباء الشرق الاوسط, ا ?ش ?ا, middle east news agency | mena, الشرق الاوسط للانباء",
    "QNA": "وكاله الانباء القطريه, qatar news agency | قنا, qna",
    "KUNA": "وكاله الانباء الكويتيه, kuwait news agency | كونا, kuna",
    "BNA": "وكاله انباء البحرين, bahrain news agency | بنا, bna",
    "ONA": "وكاله الانباء العمانيه, oman news agency | العمانيه",
    "Petra": "وكاله الانباء الاردنيه, jordan news agency | بترا, petra",
    "SANA": "وكاله الانباء السوريه, syrian arab news agency | سانا, sana",
    "INA": "وكاله الانباء العراقيه, iraqi news agency | واع",
    "NNA": "الوكاله الوطنيه للاعلام, national news agency |",
    "WAFA": "وكاله الانباء الفلسطينيه | وفا, wafa",
    "MAP": "وكاله المغرب العربي للانباء | و ?م ?ع",
    "APS": "وكاله الانباء الجزائريه, algeria press service | واج",
    "TAP": "وكاله تونس افريقيا للانباء | وات",
    "Anadolu": "وكاله الاناضول, anadolu agency, anadolu | الاناضول",
    "Xinhua": "شينخوا, xinhua |",
    "TASS": "وكاله تاس, itar-tass, tass | تاس",
    "RIA Novosti": "نوفوستي, ria novosti |",
    "Sputnik": "سبوتنيك, sputnik |",
    "Interfax": "انترفاكس, interfax |",
    "Kyodo": "كيودو, kyodo |",
    "Yonhap": "يونهاب, yonhap |",
    "KCNA": "وكاله الانباء المركزيه الكوريه, kcna |",
    "IRNA": "irna | ارنا, ايرنا",
    "EFE": "وكاله ا?في, agencia efe | efe",
    "ANSA": "وكاله انسا | ansa, انسا",
    "UPI": "يونايتد برس, united press international | upi",
    "PA Media": "pa media, press association | بي ا?يه ميديا",
    "BBC": "بي ?بي ?سي, bbc |",
    "CNN": "سي ?ان ?ان, cnn |",
    "CNBC": "سي ?ان ?بي ?سي, cnbc |",
    "The New York Times": "نيويورك تايمز, (?:the )?new york times |",
    "The Washington Post": "واشنطن بوست, (?:the )?washington post |",
    "The Wall Street Journal": "وول ستريت جورنال, (?:the )?wall street journal | wsj",
    "Financial Times": "فاينانشي?ال تايمز, (?:the )?financial times |",
    "The Guardian": "الغارديان, الجارديان, صحيفه غارديان, theguardian, the guardian |",
    "The Economist": "الا?يكونوميست, the economist |",
    "Al Jazeera": "الجزيره نت, قناه الجزيره, al ?jazeera | الجزيره",
    "Al Arabiya": "العربيه نت, العربيه\\.نت, قناه العربيه, al arabiya |",
    "Sky News": "سكاي نيوز, sky news |",
    "Deutsche Welle": "دويتشه فيله, دويتشه فيلله, deutsche welle | dw",
    "France 24": "فرانس 24, فرانس24, france 24 |",
    "Euronews": "يورونيوز, euronews |",
    "Axios": "موقع اكسيوس, axios | اكسيوس",
    "Politico": "بوليتيكو, politico |",
    "Project Syndicate": "بروجيكت سنديكيت, project syndicate |",
    "The Conversation": "ذا كونفرسيشن | the conversation",
}

_PROCLITIC = "(?:وال|بال|لل|[وبلكف]ال|[وبلكف])?"


def _pattern(spellings: str) -> str:
    words = [s.strip() for s in spellings.split(",") if s.strip()]
    return rf"(?<!\w){_PROCLITIC}(?:ال)?(?:{'|'.join(words)})(?!\w)" if words else "(?!)"


_ANYWHERE = {name: re.compile(_pattern(ways.split("|")[0])) for name, ways in _NAMES.items()}
_IN_CREDITS = {name: re.compile(_pattern(ways.replace("|", ","))) for name, ways in _NAMES.items()}

# For taking the names out of a line, longest way of writing first, so that "thomson reuters" leaves no "thomson".
ANY_NAME = re.compile("|".join(f"(?:{pattern.pattern})" for pattern in _IN_CREDITS.values()))
"""Any of the names, in a line of credits."""


def agencies(folded: str, *, credits_only: bool) -> tuple[str, ...]:
    """English names of the agencies in a folded line, in the order they stand there.

    `credits_only`: the line holds nothing but credits, so that names which are words of their own count, too.
    """
    table = _IN_CREDITS if credits_only else _ANYWHERE
    found = ((match.start(), name) for name, pattern in table.items() if (match := pattern.search(folded)))
    return tuple(name for _, name in sorted(found))
