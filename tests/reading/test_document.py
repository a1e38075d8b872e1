"""Reading articles: encodings, formats, what is refused, and whether a text is in the language it is taken for."""

from __future__ import annotations

import io
import os
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document as new_docx
from docx.oxml import parse_xml
from hang import ends
from hypothesis import given
from hypothesis import strategies as st

from auditor.errors import DocumentError
from auditor.reading.bounds import MOST_CHARACTERS, MOST_SENTENCES, check_sentences
from auditor.reading.document import MAX_BYTES, MAX_TEXT_BYTES, check_language, read_document
from auditor.reading.encodings import decode
from auditor.reading.segment import segment
from auditor.records import Document, Segment

ARABIC = (
    "قالت وزارة النقل يوم الأحد إن أعمال توسعة الميناء ستبدأ في الربيع المقبل.\n"
    "وأضافت أن كلفة المشروع تبلغ 3.5 مليار دولار، وأن شركتين محليتين ستتوليان التنفيذ."
)
ENGLISH = (
    "The transport ministry said on Sunday that work to expand the port would begin next spring.\n"
    "It added that the project will cost $3.5 billion and that two local companies are to carry it out."
)
FRENCH = (
    "Le ministère des Transports a annoncé dimanche que les travaux du port commenceraient au printemps. Il a ajouté "
    "que le coût du projet est de trois milliards de dollars et que deux entreprises de la région sont dans la course "
    "pour les travaux, avec une aide de la banque et des villes de la côte."
)


def read(text: str | bytes, name: str = "a.txt", lang: str = "ar") -> Document:
    return read_document(name, lang, text if isinstance(text, bytes) else text.encode())


def refusal(text: str | bytes, name: str = "a.txt", lang: str = "ar") -> str:
    with pytest.raises(DocumentError) as error:
        read(text, name, lang)
    assert name in str(error.value)
    return str(error.value)


# --- encodings


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


# --- what is refused


def test_missing_folder_and_unreadable(tmp_path: Path) -> None:
    """Each case has one sentence that names the path and what is the matter."""
    with pytest.raises(DocumentError, match="does not exist"):
        read_document(str(tmp_path / "none.txt"), "ar")
    with pytest.raises(DocumentError, match="is a folder"):
        read_document(str(tmp_path), "ar")
    with pytest.raises(DocumentError, match="cannot be read"):
        read_document("a\0b.txt", "ar")


@pytest.mark.parametrize("raw", [b"", b" \n\t\r\n", "\ufeff".encode(), "\ufeff \n".encode("utf-16")])
def test_empty_files(raw: bytes) -> None:
    """Nothing, and nothing but white space, is empty."""
    message = refusal(raw)
    assert "empty" in message or "no visible text" in message


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "image"),
        (b"%PDF-1.7\n" + bytes(50), "PDF"),
        (b"PK\x03\x04" + bytes(50), "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "office"),
    ],
)
def test_binary_files_are_named_for_what_they_are(raw: bytes, what: str) -> None:
    """A picture, a PDF or a program is refused with a word on what it is."""
    assert what in refusal(raw)


def test_a_file_over_the_limit_is_refused() -> None:
    """Two megabytes and a byte are no article; nor are twenty of Word."""
    assert "2 MB" in refusal(b"a" * (MAX_TEXT_BYTES + 1))
    with pytest.raises(DocumentError, match="20 MB"):
        read_document("story.docx", "ar", b"a" * (MAX_BYTES + 1))


def cut(path: str, text: str) -> tuple[Segment, ...]:
    """Sentences of what is within the bounds."""
    document = read_document(path, "ar", text.encode())
    sentences = segment(document)
    check_sentences(document, sentences)
    return sentences


BEYOND = {
    "a novel": ("txt", "كلمة " * (MOST_CHARACTERS // 5 + 1), "300,00"),
    "angle brackets": ("html", "<p>مرحبا بكم في المدينة" + "&lt; " * 5_000, "hardly any letters"),
    "entities": ("html", "<p>مرحبا بكم في المدينة" + "&amp;" * 250_000, "hardly any letters"),
    "brackets": ("md", "مرحبا بكم في المدينة " + "[](" * 19_000, "hardly any letters"),
    "lines of a letter": ("txt", "م\n" * (MOST_SENTENCES + 1), "5,001 sentences"),
}


@pytest.mark.parametrize("case", BEYOND)
def test_what_no_article_is_is_refused_at_once(case: str) -> None:
    """With one sentence, whatever the format: nothing of it reaches an engine."""
    suffix, text, message = BEYOND[case]
    with ends(), pytest.raises(DocumentError, match=message):
        cut(f"story.{suffix}", text)


def test_a_sentence_beyond_any_is_refused() -> None:
    """Where lines are sentences, one may be of any length."""
    document = read_document("story.txt", "ar", ("كلمة " * 2_500).encode())
    with pytest.raises(DocumentError, match="a sentence of 12,499 characters in line 1"):
        check_sentences(document, segment(document, one_sentence_per_line=True))
    check_sentences(document, segment(document))


def test_the_longest_article_is_read() -> None:
    """Fifty thousand words, and as many vowel signs as letters, are within the bounds."""
    text = "قَالَ " * (MOST_CHARACTERS // 6)
    assert cut("story.txt", text)


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody writes to it: it is named, and the other articles are audited."""
    os.mkfifo(tmp_path / "b.txt")
    with pytest.raises(DocumentError, match="is a pipe, not a file"):
        read_document(str(tmp_path / "b.txt"), "ar")


def test_a_word_document_of_empty_paragraphs_is_refused() -> None:
    """Thirty thousand bytes that unpack to a million paragraphs, which as a tree take gigabytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:p/>" * 2_000_000)
    assert len(packed.getvalue()) < 50_000
    with pytest.raises(DocumentError, match="holds 11 MB of XML"):
        read_document("story.docx", "ar", packed.getvalue())


def test_a_device_without_end_is_refused() -> None:
    """Reading stops at the limit."""
    with pytest.raises(DocumentError):
        read_document("/dev/zero", "ar")


def test_a_pipe_is_read(tmp_path: Path) -> None:
    """Process substitution gives a pipe, not a file; it is read to its end."""
    ours, theirs = os.pipe()
    os.write(theirs, ARABIC.encode())
    os.close(theirs)
    try:
        assert read_document(f"/dev/fd/{ours}", "ar").text == ARABIC
    finally:
        os.close(ours)


# --- HTML

PAGE = """<!DOCTYPE html>
<html lang="ar"><head><title>عنوان النافذة</title><style>p {color: red}</style></head>
<body><nav>الرئيسية</nav><header>اسم الموقع</header>
<article>
<h1>ميناء جديد
 في الشمال</h1>
<p
 class="lead">قال <b>الوزير</b> <a
href="/x">سمير حسن</a> إن العمل &quot;بدأ&quot;.<!-- سر
سر --> وانتهى.</p><script>var secret = 1;</script>
<p hidden>مخفي</p><p style="display: none">مخفي</p><aside>اقرأ أيضا</aside>
<ul><li>أولا</li><li>ثانيا</li></ul>سطر<br>بعده
</article><footer>حقوق</footer></body></html>"""


def test_html_gives_what_a_reader_sees() -> None:
    """Blocks end lines, inline elements do not; navigation, scripts, hidden elements and the title are left out."""
    document = read(PAGE, "a.html")
    assert document.text.split("\n") == [
        "ميناء جديد في الشمال",
        'قال الوزير سمير حسن إن العمل "بدأ". وانتهى.',
        "أولا",
        "ثانيا",
        "سطر",
        "بعده",
    ]


def test_html_lines_point_into_the_file() -> None:
    """Each visible line knows on which line of the file it starts, tags over several lines and comments included."""
    assert read(PAGE, "a.html").source_lines == (5, 8, 12, 12, 12, 12)


def test_a_page_of_many_articles_is_taken_whole() -> None:
    """Where no single <article> stands out, the body is the article, without the page's header and footer."""
    page = "<body><header>رأس</header><article>أول</article><article>ثان</article><footer>ذيل</footer></body>"
    assert read(page, "a.html").text == "أول\nثان"


def test_main_is_preferred_to_the_body() -> None:
    """With no <article>, exactly one <main> is the text."""
    assert read("<body>خارج<main><p>داخل</p></main></body>", "a.html").text == "داخل"


def test_a_fragment_without_body_is_read() -> None:
    """Half a page, as it comes from an editing system, is read as a browser would."""
    assert read("<p>أول<p>ثان", "a.html").text == "أول\nثان"


@pytest.mark.parametrize(
    "unit", ["<!--", "<a<", "<?", '<div style="', "<script>", "<div>", "<article>x", "</p>", "<p>x"]
)
def test_junk_html_takes_linear_time(unit: str) -> None:
    """Half a megabyte of markup that breaks naive parsers is read or refused, and that ends."""
    with ends(), suppress(DocumentError):
        read(unit * (500_000 // len(unit)), "a.html")


# --- Markdown

MARKDOWN = """---
title: سر
---
# عنوان

سطر أول
وتتمته مع [رابط](http://example.com) و**توكيد** و![صورة](x.png).

- بند أول
- بند ثان

> اقتباس\\
> من سطرين

| اسم | عدد |
|---|---|
| ألف | 1 |

<div><p>كتلة</p><script>x()</script></div>

    سطر مزاح
"""


def test_markdown_gives_what_a_reader_sees() -> None:
    """Soft line ends are spaces, links and images their text; front matter and scripts are left out."""
    document = read(MARKDOWN, "a.md")
    assert document.text.split("\n") == [
        "عنوان",
        "سطر أول وتتمته مع رابط وتوكيد وصورة.",
        "بند أول",
        "بند ثان",
        "اقتباس",
        "من سطرين",
        "اسم",
        "عدد",
        "ألف",
        "1",
        "كتلة",
        "سطر مزاح",
    ]
    assert document.source_lines == (4, 6, 9, 10, 12, 13, 15, 15, 17, 17, 19, 21)


@pytest.mark.parametrize("unit", ["[", "![](", "*a ", "> ", "`", "[a](b", "**", "<a "])
def test_junk_markdown_takes_linear_time(unit: str) -> None:
    """Markup that makes inline parsers quadratic does not get the chance."""
    with ends(), suppress(DocumentError):
        read(unit * (300_000 // len(unit)), "a.md")


# --- Word


def word_file() -> bytes:
    document = new_docx()
    document.add_paragraph("الفقرة الأولى")
    document.add_paragraph("")
    document.add_paragraph("سطر\nثم سطر")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "خلية", "أخرى"
    changed = document.add_paragraph("بقي ")
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    changed._p.append(parse_xml(f"<w:ins {namespace}><w:r><w:t>وزيد</w:t></w:r></w:ins>"))
    changed._p.append(parse_xml(f"<w:del {namespace}><w:r><w:delText>وحذف</w:delText></w:r></w:del>"))
    changed.add_run("مخفي").font.hidden = True
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_word_gives_paragraphs_and_tables_in_order() -> None:
    """Paragraphs are numbered as they come; insertions show, deletions and hidden text do not."""
    document = read(word_file(), "a.docx")
    assert document.text.split("\n") == ["الفقرة الأولى", "سطر", "ثم سطر", "خلية", "أخرى", "بقي وزيد"]
    assert document.source_lines == (1, 3, 3, 4, 5, 6)


def test_a_zip_bomb_is_refused() -> None:
    """A file that unpacks to more than any article is not unpacked."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(150 * 1024 * 1024))
    assert "unpacks to 150 MB" in refusal(buffer.getvalue(), "a.docx")


@pytest.mark.parametrize("raw", [b"PK\x03\x04 broken", b"no zip at all", word_file()[:2000]])
def test_a_broken_word_file_is_refused(raw: bytes) -> None:
    """Whatever the zip or XML reader trips over, the message is about the file."""
    assert "Word document" in refusal(raw, "a.docx")


def test_a_zip_that_is_no_word_file_is_refused() -> None:
    """Being a zip does not make a document."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("x.txt", "x")
    assert "Word document" in refusal(buffer.getvalue(), "a.docx")


# --- language


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
