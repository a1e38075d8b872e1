"""Pages, Markdown and Word files give what a reader sees."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from docx import Document as new_docx
from docx.oxml import parse_xml
from hang import ends
from read_texts import read, refusal

from auditor.errors import DocumentError

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
