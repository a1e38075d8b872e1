"""Is a text in the language it is taken for? Scripts first, then the commonest words of a few languages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from auditor.errors import DocumentError
from auditor.records import Document

_SAMPLE = 20_000
"""Code points looked at."""

_SCRIPTS = {
    "Arab": {"ARABIC"}, "Latn": {"LATIN"}, "Cyrl": {"CYRILLIC"}, "Hebr": {"HEBREW"}, "Grek": {"GREEK"},
    "Hans": {"CJK"}, "Hant": {"CJK"}, "Jpan": {"CJK", "HIRAGANA", "KATAKANA"}, "Kore": {"HANGUL", "CJK"},
    "Deva": {"DEVANAGARI"}, "Thai": {"THAI"}, "Armn": {"ARMENIAN"}, "Geor": {"GEORGIAN"}, "Beng": {"BENGALI"},
}  # fmt: skip
"""ISO 15924 code of a script: the first word of the Unicode names of its letters."""

_COMMON = {
    "en": "the of and to in a that is was for on with as by at from his it has have said are be an this were not",
    "fr": "le la les de des du et à en un une que qui est dans pour sur au aux par plus pas ce son avec il a été ses",
    "de": "der die das und in den von zu mit im des auf für ist ein eine dem nicht sich als auch an es wird bei nach",
    "es": "de la que el en y a los se del las un por con una para su es al lo como más o pero sus este ha fue",
    "it": "di e il la che in a un per è del della con non una dei le si da al sono nel alla i gli come più ha lo",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas foi ao ele das à seu",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook als bij door over naar uit maar nog",
    "tr": "ve bir bu da de için ile olarak daha çok olan gibi kadar sonra ise ancak göre her en tarafından",
    "id": "yang dan di dengan untuk pada dari ini dalam itu tidak akan oleh ke juga adalah karena bisa tersebut",
    "ar": "في من على إلى أن عن التي الذي هذا هذه مع كان كانت بعد ما لا قال وقال ذلك بين قد كما خلال وقد لم إن حيث غير",
    "fa": "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز شد می های شده بود وی گفت",
    "ur": "کے میں کی ہے اور سے کا کو اس کہ نے پر ہیں یہ بھی کر گیا تھا ایک جو لیے کہا نہیں ہو وہ",
}

_FEW = 100
"""Letters below which a text is only refused when none of them is of the right script."""


def check_language(document: Document) -> None:
    """Raise DocumentError if the text is plainly in another script or language than `document.lang`.

    Quotations and names in another script are fine, and so is a short text. Of a language that is not among the few
    whose common words are known here, only the script is looked at; of one unknown to CLDR, nothing.
    """
    sample = document.text[:_SAMPLE]
    scripts = Counter(s for s in map(_script, filter(str.isalpha, sample)) if s)
    letters = scripts.total()
    if not letters:
        raise DocumentError(f"{document.name} holds no words: it should hold the text of an article or reference")
    wanted = _scripts_of(document.lang)
    if wanted:
        share = sum(scripts[s] for s in wanted) / letters
        if share == 0 or (letters >= _FEW and share < 0.3):
            _refuse(document, _best_language(sample, None) or _script_label(scripts.most_common(1)[0][0]))
    better = _best_language(sample, document.lang)
    if better:
        _refuse(document, better)


def _script(char: str) -> str:
    name = unicodedata.name(char, "")
    first = name.partition(" ")[0]
    return "LATIN" if first == "FULLWIDTH" else first


def _scripts_of(lang: str) -> set[str]:
    """Names of the scripts the language is written in; empty where unknown."""
    from babel.core import get_global

    likely = get_global("likely_subtags").get(lang.partition("-")[0].lower(), "")
    return next((_SCRIPTS[part] for part in str(likely).split("_") if part in _SCRIPTS), set())


def _best_language(sample: str, taken_for: str | None) -> str | None:
    """The language whose common words stand in the text, unless too few do, or those of `taken_for` do as well."""
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if taken_for is not None and (len(words) < 40 or taken_for not in _COMMON):
        return None
    counts = Counter(words)
    shares = {lang: sum(counts[w] for w in common.split()) / max(1, len(words)) for lang, common in _COMMON.items()}
    best = max(shares, key=lambda lang: shares[lang])
    if shares[best] < 0.1 or (taken_for is not None and shares[best] < 2.5 * shares[taken_for]):
        return None
    return None if best == taken_for else _label(best)


def _label(lang: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(lang, sep="-").get_display_name("en") or lang
    except (UnknownLocaleError, ValueError):
        return lang


def _script_label(script: str) -> str:
    return f"text in {script.capitalize()} script"


def _refuse(document: Document, found: str) -> None:
    raise DocumentError(
        f"{document.name} is taken to be {_label(document.lang)} but reads as {found}: swap the article and the "
        f"reference if they are the wrong way round, or name its language with --article-lang or --reference-lang"
    )
