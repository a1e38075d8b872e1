"""Names of currencies and units of measure, Arabic (levelled) and English (case-folded)."""

from __future__ import annotations

from auditor.facts.words.tokens import level

_CURRENCIES = {
    "dollar": ("dollar dollars usd aud cad nzd hkd sgd", "دولار دولارات"),
    "euro": ("euro euros eur", "يورو أورو يوروهات يوروات"),
    "pound": ("pound pounds sterling gbp egp quid", "جنيه جنيهات إسترليني استرليني باوند"),
    "riyal": ("riyal riyals rial rials sar irr", "ريال ريالات"),
    "dirham": ("dirham dirhams aed", "درهم دراهم"),
    "dinar": ("dinar dinars kwd jod", "دينار دنانير"),
    "yen": ("yen jpy", "ين"),
    "yuan": ("yuan renminbi rmb cny", "يوان رنمينبي"),
    "rouble": ("rouble roubles ruble rubles rub", "روبل روبلات"),
    "lira": ("lira liras lire try", "ليرة ليرات"),
    "rupee": ("rupee rupees inr", "روبية روبيات"),
    "rupiah": ("rupiah rupiahs idr", "روبية"),
    "shekel": ("shekel shekels nis ils", "شيكل شيقل شواكل شيكلات"),
    "franc": ("franc francs chf", "فرنك فرنكات"),
    "won": ("won krw", "وون ون"),
    "peso": ("peso pesos", "بيزو"),
    "krona": ("krona kronor krone kroner sek nok dkk", "كرونة كرونات كرون"),
    "cent": ("cent cents", "سنت سنتات"),
}
_UNITS: dict[str, tuple[str, float, str, str]] = {
    "kilometre": ("length", 1000.0, "kilometre kilometres kilometer kilometers km kms", "كيلومتر كيلومترات كم"),
    "metre": ("length", 1.0, "metre metres meter meters", "متر أمتار"),
    "centimetre": ("length", 0.01, "centimetre centimetres centimeter centimeters cm", "سنتيمتر سنتيمترات سم سنتمتر"),
    "millimetre": ("length", 0.001, "millimetre millimetres millimeter millimeters mm", "مليمتر مليمترات ملم ميليمتر"),
    "mile": ("length", 1609.344, "mile miles", "ميل أميال"),
    "yard": ("length", 0.9144, "yard yards", "ياردة ياردات"),
    "foot": ("length", 0.3048, "foot feet ft", "قدم أقدام"),
    "inch": ("length", 0.0254, "inch inches", "بوصة بوصات إنش"),
    "hectare": ("area", 1e4, "hectare hectares ha", "هكتار هكتارات"),
    "acre": ("area", 4046.86, "acre acres", "فدان أفدنة أكر"),
    "tonne": ("mass", 1000.0, "ton tons tonne tonnes", "طن أطنان"),
    "kilogram": (
        "mass",
        1.0,
        "kilogram kilograms kilo kilos kg",
        "كيلوغرام كيلوجرام كيلوغرامات كيلوجرامات كيلو كغ كجم",
    ),
    "gram": ("mass", 0.001, "gram grams gramme grammes", "غرام جرام غرامات جرامات"),
    "pound (mass)": ("mass", 0.45359, "lb lbs", "رطل أرطال"),
    "litre": ("volume", 1.0, "litre litres liter liters", "لتر ليتر لترات"),
    "gallon": ("volume", 3.785, "gallon gallons", "غالون جالون غالونات جالونات"),
    "barrel": ("barrels", 1.0, "barrel barrels", "برميل براميل"),
    "second": ("time", 1.0, "second seconds", "ثانية ثوان ثواني"),
    "minute": ("time", 60.0, "minute minutes min mins", "دقيقة دقائق"),
    "hour": ("time", 3600.0, "hour hours", "ساعة ساعات"),
    "day": ("time", 86400.0, "day days", "يوم أيام"),
    "week": ("time", 604800.0, "week weeks", "أسبوع أسابيع"),
    "month": ("time", 2629746.0, "month months", "شهر أشهر شهور"),
    "year": ("time", 31556952.0, "year years", "عام أعوام سنة سنوات سنين"),
    "decade": ("time", 315569520.0, "decade decades", "عقد عقود"),
    "century": ("time", 3155695200.0, "century centuries", "قرن قرون"),
    "megawatt": ("power", 1e6, "megawatt megawatts mw", "ميغاواط ميجاوات ميغاوات"),
    "gigawatt": ("power", 1e9, "gigawatt gigawatts gw", "غيغاواط جيجاوات غيغاوات"),
    "kilowatt": ("power", 1e3, "kilowatt kilowatts kw", "كيلوواط كيلووات"),
}
DIMENSION = {unit: (dimension, factor) for unit, (dimension, factor, _, _) in _UNITS.items()}
"""What a unit measures, and how many base units it is."""


def _arabic(words: str) -> set[str]:
    """Levelled forms of Arabic nouns: as given, accusative (-an), dual."""
    forms = set()
    for word in words.split():
        plain = level(word)
        stem = plain[:-1] + "ت" if plain.endswith("ه") else plain
        forms |= {plain, plain + "ا", stem + "ان", stem + "ين", stem + "ي"}
    return forms


CURRENCY_EN = {w: c for c, (en, _) in _CURRENCIES.items() for w in en.split()}
CURRENCY_AR = {w: c for c, (_, ar) in reversed(_CURRENCIES.items()) for w in _arabic(ar)}
UNIT_EN = {w: u for u, (_, _, en, _) in _UNITS.items() for w in en.split()}
UNIT_AR = {w: u for u, (_, _, _, ar) in _UNITS.items() for w in _arabic(ar)}
SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee", "₽": "rouble", "₺": "lira", "₪": "shekel",
         "₩": "won"}  # fmt: skip
_NATIONS = {
    "US": ("us u.s american usd", "أمريكي أميركي أمريكية أميركية"),
    "AU": ("australian aud", "أسترالي استرالي"),
    "CA": ("canadian cad", "كندي كندية"),
    "NZ": ("nzd", "نيوزيلندي"),
    "HK": ("hkd", "هونغ كونغ"),
    "GB": ("british sterling gbp", "إسترليني استرليني بريطاني"),
    "EG": ("egyptian egp", "مصري"),
    "SA": ("saudi sar", "سعودي"),
    "QA": ("qatari", "قطري"),
    "IR": ("iranian irr", "إيراني"),
    "AE": ("emirati aed uae", "إماراتي"),
    "MA": ("moroccan", "مغربي"),
    "KW": ("kuwaiti kwd", "كويتي"),
    "IQ": ("iraqi", "عراقي"),
    "JO": ("jordanian jod", "أردني"),
    "TR": ("turkish try", "تركية تركي"),
    "LB": ("lebanese", "لبنانية لبناني"),
    "SY": ("syrian", "سورية سوري"),
    "SD": ("sudanese", "سوداني"),
    "CH": ("swiss chf", "سويسري"),
}
NATION_EN = {w: n for n, (en, _) in _NATIONS.items() for w in en.split()}
NATION_AR = {level(w + end): n for n, (_, ar) in _NATIONS.items() for w in ar.split() for end in ("", "ا")}
