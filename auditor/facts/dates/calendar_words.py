"""Names of months, weekdays, parts of the day and relative days, Arabic (levelled) and English (case-folded)."""

from __future__ import annotations

from auditor.facts.words.tokens import level


def _rows(*rows: str, lang: str, first: int = 1) -> dict[str, int]:
    """From one row of names for each month or day to a table name → number; names of two words keep their space."""
    fold = level if lang == "ar" else str.casefold
    return {fold(name.strip()): n for n, row in enumerate(rows, start=first) for name in row.split("|")}


MONTHS_EN = _rows(
    "january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug",
    "september|sept|sep", "october|oct", "november|nov", "december|dec", lang="en",
)  # fmt: skip
AMBIGUOUS_EN = frozenset({"may", "march", "mar", "jan", "sep", "dec", "jun", "jul", "april", "june", "august"})
"""Verbs, given names and clippings: months only where a day, a year or a preposition stands beside them."""
MONTHS_AR = _rows(
    "يناير|كانون الثاني|جانفي|كانون ثاني|كانون ثان",
    "فبراير|شباط|فيفري",
    "مارس|آذار",
    "أبريل|إبريل|نيسان|أفريل",
    "مايو|أيار|ماي",
    "يونيو|حزيران|يونية|جوان",
    "يوليو|تموز|يوليه|جويلية|يوليوز",
    "أغسطس|آب|أوت|غشت|اغشت",
    "سبتمبر|أيلول|شتنبر",
    "أكتوبر|تشرين الأول|تشرين أول",
    "نوفمبر|تشرين الثاني|تشرين ثاني|تشرين ثان|نونبر",
    "ديسمبر|كانون الأول|كانون أول|دجنبر",
    lang="ar",
)
AMBIGUOUS_AR = frozenset(level(w) for w in ["مارس", "آب", "أوت", "ماي", "جوان", "نيسان", "مايو"])
"""Words that mean something else as well (practised, father, a family name, a car)."""
HIJRI_AR = _rows(
    "محرم", "صفر", "ربيع الأول|ربيع أول", "ربيع الثاني|ربيع الآخر|ربيع ثاني", "جمادى الأولى|جمادى الأول",
    "جمادى الثانية|جمادى الآخرة|جمادى الثاني", "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة|ذي القعدة|ذا القعدة",
    "ذو الحجة|ذي الحجة|ذا الحجة", lang="ar",
)  # fmt: skip
HIJRI_EN = _rows(
    "muharram", "safar", "rabi al-awwal", "rabi al-thani", "jumada al-awwal", "jumada al-thani", "rajab",
    "shaban|sha'ban|shaaban", "ramadan|ramadhan", "shawwal", "dhu al-qadah", "dhu al-hijjah|dhul hijja", lang="en",
)  # fmt: skip
WEEKDAYS_EN = _rows("monday|mondays", "tuesday|tuesdays", "wednesday|wednesdays", "thursday|thursdays",
                    "friday|fridays", "saturday|saturdays", "sunday|sundays", lang="en")  # fmt: skip
WEEKDAYS_AR = _rows("اثنين", "ثلاثاء", "أربعاء|اربعا", "خميس", "جمعة", "سبت", "أحد|آحاد", lang="ar")
"""With the article; ISO numbers, Monday is 1."""
RELATIVE_EN = {"yesterday": -1, "tomorrow": 1}
RELATIVE_AR = {
    level("أمس"): -1,
    level("الأمس"): -1,
    level("البارحة"): -1,
    level("غدا"): 1,
    level("غد"): 1,
    level("الغد"): 1,
}
HALF_EN = {"am": "am", "pm": "pm"}
HALF_AR = {level(w): half for half, row in {"am": "صباحا صباح فجرا فجر", "pm": "مساء مساءا ظهرا عصرا بعد"}.items()
           for w in row.split()}  # fmt: skip
NIGHT_AR = frozenset(level(w) for w in ["ليلا", "ليل"])
PART_EN = {
    "morning": "am",
    "mornings": "am",
    "dawn": "am",
    "afternoon": "pm",
    "evening": "pm",
    "tonight": "pm",
    "night": "pm",
}
PART_AR = {level(w): half for half, row in {"am": "صباح صباحا فجر فجرا", "pm": "مساء مساءا ليلة عصرا عصر"}.items()
           for w in row.split()}  # fmt: skip
"""Parts of the day that leave no doubt which half it is; ليلا may be either."""
HOUR_AR = level("ساعة")
MINUTES_AR = {level("والنصف"): 30, level("ونصف"): 30, level("والربع"): 15, level("وربع"): 15, level("والثلث"): 20}
CENTURY_AR = level("قرن")
ZONES_EN = frozenset({"gmt", "utc", "bst", "est", "edt", "cet", "cest", "pst", "pdt", "local", "hours", "hrs"})
