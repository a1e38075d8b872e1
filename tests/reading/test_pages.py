"""What of a news page and of its source is the story: no boxes, no front matter, nothing struck out."""

from __future__ import annotations

import io

import pytest
from docx import Document as new_docx
from docx.oxml import parse_xml
from hang import ends

from auditor.reading.document import read_document

STORY = "<p>" + "أعاد العمال فتح الجسر القديم بعد إصلاحات دامت عاما كاملا. " * 3 + "</p>"
LINKS = '<a href="/1">حريق في مخزن قديم</a> <a href="/2">مباراة مؤجلة</a>'


def shown(text: str, name: str = "a.html") -> str:
    return read_document(name, "ar", text.encode()).text


STORY_TEXT = shown(STORY)

FURNITURE = [
    f'<section class="more-on"><h3>اقرأ أيضا</h3>{LINKS}</section>',
    f'<div class="related">{LINKS}</div>',
    f'<div class="box related-articles"><ul><li>{LINKS}</li></ul></div>',
    f'<ul class="article-related-links"><li>{LINKS}</li></ul>',
    f'<div class="most-read">{LINKS}</div>',
    '<section id="comments"><p>' + "تعليق قارئ لا شأن له بالخبر. " * 9 + "</p></section>",
    '<div class="share-bar">شارك</div>',
    '<div class="article-tags">الجسر، العمال</div>',
    '<div class="newsletter-signup">اشترك في نشرتنا البريدية</div>',
    f"<article><h3>{LINKS}</h3></article>",
]
CONTENT = [
    '<div class="article-body"><p>فقرة من الخبر.</p></div>',
    '<div class="shared-memories"><p>فقرة من الخبر.</p></div>',
    '<section class="relatedness"><p>فقرة من الخبر.</p></section>',
    '<div class="related"><p>' + "فقرة طويلة من الخبر. " * 9 + "</p></div>",
    "<ul><li><a href='/1'>فقرة من الخبر.</a></li></ul>",
    "<article><p>" + "رسالة من التغطية المباشرة للخبر. " * 5 + "</p></article>",
    "<ins>فقرة من الخبر.</ins>",
]


@pytest.mark.parametrize("box", FURNITURE)
def test_a_box_beside_the_story_is_left_out(box: str) -> None:
    """Boxes of links, comments, share bars and teasers, inside the <article> and after it."""
    assert shown(f"<body><article>{STORY}{box}</article></body>") == STORY_TEXT
    assert shown(f"<body><main><article>{STORY}</article>{box}</main></body>") == STORY_TEXT


@pytest.mark.parametrize("part", CONTENT)
def test_a_part_of_the_story_stays(part: str) -> None:
    """A class that only looks like a box, a box with a paragraph in it, an instalment of a live page."""
    assert len(shown(f"<body><article>{STORY}{part}</article></body>")) > len(STORY_TEXT) + 10


def test_teasers_do_not_hide_which_article_is_the_story() -> None:
    """Of several <article> one has text of its own; where two have, the page is taken whole."""
    teaser = f"<article><h3>{LINKS}</h3></article>"
    assert shown(f"<main>خارج<article>{STORY}</article>{teaser}{teaser}</main>") == STORY_TEXT
    assert shown(f"<body>خارج<article>{STORY}</article><article>{STORY}</article></body>").count("\n") == 2


@pytest.mark.parametrize("struck", ["<del>20</del>", "<s>20</s>", "<strike>20</strike>"])
def test_what_is_struck_out_is_not_read(struck: str) -> None:
    """A correction in the page, in HTML and in Markdown."""
    assert shown(f"<p>تبلغ الكلفة {struck} <ins>30</ins> مليونا.</p>") == "تبلغ الكلفة 30 مليونا."
    assert shown("تبلغ الكلفة ~~20~~ 30 مليونا.", "a.md").split() == ["تبلغ", "الكلفة", "30", "مليونا."]


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: سر\n---\n",
        "---\r\ntitle: سر\r\ndate: 2025-01-01\r\n---\r\n",
        "---\n# سر\n\ntitle: سر\n...\n",
        "---\n---\n",
        '+++\ntitle = "سر"\n\n[params]\nsource = "وكالات"\n+++\n',
    ],
)
def test_front_matter_is_left_out(head: str) -> None:
    """YAML and TOML at the head of a file; the lines below keep their numbers."""
    document = read_document("a.md", "ar", f"{head}\nنص الخبر.".encode())
    assert (document.text, document.source_lines) == ("نص الخبر.", (head.count("\n") + 2,))


@pytest.mark.parametrize("first", ["فقرة أولى من الخبر.", "قال: هذا أول الكلام.", "\nفقرة أولى من الخبر.\n"])
def test_a_rule_at_the_head_is_no_front_matter(first: str) -> None:
    """A paragraph between two thematic breaks is text."""
    assert first.strip() in shown(f"---\n\n{first}\n\n---\n\nفقرة ثانية.", "a.md")


@pytest.mark.parametrize("code", ['{{< figure src="a.jpg" >}}', "{{% note %}}", "{{</ note >}}"])
def test_a_shortcode_is_no_text(code: str) -> None:
    """By itself and inside a paragraph; other braces are text."""
    assert shown(f"أول.\n\n{code}\n\nثان {code}.", "a.md").replace(" ", "") == "أول.\nثان."
    assert shown("أول {{ثان}}.", "a.md") == "أول {{ثان}}."


def test_paragraphs_joined_by_a_tracked_change_are_one() -> None:
    """Where the mark between two paragraphs is deleted the second goes on in the line of the first."""
    document = new_docx()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for text, joined in (("تبلغ الكلفة 30", True), (" مليون دولار.", False), ("ثم انتهى.", True)):
        paragraph = document.add_paragraph(text)
        if joined:
            mark = f'<w:pPr {space}><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>'
            paragraph._p.insert(0, parse_xml(mark))
    buffer = io.BytesIO()
    document.save(buffer)
    read = read_document("a.docx", "ar", buffer.getvalue())
    assert (read.text, read.source_lines) == ("تبلغ الكلفة 30 مليون دولار.\nثم انتهى.", (1, 3))


@pytest.mark.parametrize(("tag", "name"), [("div", "related"), ("div", "share"), ("article", "teaser")])
def test_boxes_in_boxes_take_linear_time(tag: str, name: str) -> None:
    """Forty deep, a thousand times over."""
    nest = f'<{tag} class="{name}">' * 40 + "نص " * 60 + f"</{tag}>" * 40
    with ends():
        assert shown("<body>نص" + nest * 1000).startswith("نص")
