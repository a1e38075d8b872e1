"""Reading articles: encodings, and whether a text is in the language it is taken for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_texts import ARABIC, ENGLISH, FRENCH, read, refusal

from auditor.errors import DocumentError
from auditor.reading.document import check_language
from auditor.reading.encodings import decode
from auditor.records import Document


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1256", "windows-1256"),
    ],
)
def test_arabic_in_each_encoding_is_read_as_written(codec: str, name: str) -> None:
    """UTF-8 and UTF-16 with and without mark, and Windows-1256, all give the same text."""
    document = read(ARABIC.encode(codec))
    assert document.text == ARABIC
    assert document.encoding == name


def test_iso_8859_6_is_told_from_windows_1256() -> None:
    """The two agree on half of the alphabet; the letters they do not share decide."""
    text = "وصل الوزير إلى المدينة صباح اليوم وقال إن المشروع لم يكتمل."
    assert read(text.encode("iso-8859-6")).text == text
    assert read(text.encode("cp1256")).text == text


@pytest.mark.parametrize(
    "text", ["عاجل: انفجار في الميناء", "هل تراجع النفط؟", "وفاة الرئيس السابق", "«لن نعود»", "ارتفاع أسعار القمح 7%"]
)
def test_a_short_headline_in_windows_1256_is_right(text: str) -> None:
    """A few words are enough to tell Windows-1256 from its neighbours."""
    assert read(text.encode("cp1256")).text == text


def test_english_with_typographic_quotes_in_windows_1252() -> None:
    """Curly quotes and accented letters of an English reference survive."""
    text = "“It’s a café,” she said — nothing more."
    document = read(text.encode("cp1252"), lang="en")
    assert (document.text, document.encoding) == (text, "windows-1252")


def test_the_byte_order_mark_is_no_text() -> None:
    """Offsets count from the first character a reader sees."""
    assert read("\ufeffنص قصير".encode()).text == "نص قصير"


def test_nothing_in_the_text_is_normalised() -> None:
    """Line ends, decomposed letters, presentation forms and invisible marks stay, so that offsets fit the file."""
    text = "أول\r\nا\u0654خر\rﻻ ﺑﺄس\u202e\u200f\n"
    assert read(text).text == text


def test_damaged_utf8_names_the_line() -> None:
    """UTF-8 with one broken byte is not taken for Windows-1256; the message says where the damage is."""
    raw = ARABIC.encode()
    second = raw.index(b"\n") + 30
    assert "line 2" in refusal(raw[:second] + b"\xff" + raw[second:])


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_give_text_or_one_error(raw: bytes) -> None:
    """Whatever the bytes, decoding ends in text or in a DocumentError, never in another exception."""
    try:
        decoded = decode(raw, "a.txt", "ar")
    except DocumentError:
        return
    assert isinstance(decoded.text, str)


@given(st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ءآأؤإئىة،.\n"), min_size=1))
def test_every_arabic_text_survives_utf_8_and_marked_utf_16(text: str) -> None:
    """Decoding is the inverse of encoding where the encoding is certain."""
    assert decode(text.encode(), "a.txt", "ar").text == text
    assert decode(text.encode("utf-16"), "a.txt", "ar").text == text


def complaint(text: str, lang: str) -> str:
    with pytest.raises(DocumentError) as error:
        check_language(Document("story.txt", lang, text))
    return str(error.value)


def test_swapped_files_are_told() -> None:
    """English as the article and Arabic as the reference: the message names path, language and remedy."""
    message = complaint(ENGLISH, "ar")
    assert "story.txt" in message
    assert "English" in message
    assert "swap" in message
    assert "--article-lang" in message
    assert "Arabic" in complaint(ARABIC, "en")


def test_a_text_in_a_third_language_is_told() -> None:
    """French given as English shows by its common words, Persian given as Arabic by its own."""
    assert "French" in complaint(FRENCH, "en")
    persian = (
        "این متن برای آزمایش نوشته شده است و در آن از واژه های فارسی استفاده شده است که خواننده را با آن آشنا کند. "
    ) * 3
    assert "Persian" in complaint(persian, "ar")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (ARABIC, "ar"),
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        ("جوجل: Google Gemini Ultra", "ar"),
        ("عاجل", "ar"),
        ("Breaking news", "en"),
        ('وقال: "We will not go back to the table until the guns fall silent" ثم غادر القاعة.', "ar"),
        ("President El-Sayed (السيد) met Omar (عمر) and Layla (ليلى) in the old town.", "en"),
        ("Ein kurzer Satz.", "de"),
        ("Quelque chose", "xx"),
    ],
)
def test_right_texts_pass(text: str, lang: str) -> None:
    """Short texts, quotations and names in another script, and languages that are not known, are no trouble."""
    check_language(Document("story.txt", lang, text))


def test_a_text_without_a_word_is_refused() -> None:
    """Digits and rules alone are nothing to audit."""
    assert "no words" in complaint("12 345\n-----\n", "ar")
