"""Markdown of content on a page: what it may become, and what it never becomes."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.document.markdown import markdown_blocks
from handbook.render.blocks import write_blocks
from handbook.render.page import Page, PageStyle
from handbook.render.plain_text import plain_text
from tests.helpers.sample import REGULATION, SAMPLE
from tests.helpers.shown import as_typed

TAGS = {"html", "body", "p", "span", "table", "tr", "td", "a", "br"}
ATTRIBUTE = re.compile(
    r"""\ (?:style="(?:[a-z-]+:[a-z0-9#.%-]+;?)*"|(?:width|cellspacing|cellpadding|border)="\d+%?"|valign="top"|href="entry:[^"<>]*")"""
)


def html_of(text: str) -> str:
    """The page that `text` alone becomes."""
    page = Page(SAMPLE, PageStyle())
    write_blocks(page, markdown_blocks(text))
    return page.finish().html


@pytest.mark.parametrize(
    "text", ["**注意:**请关阀", "**“警告”**请关阀", "请看**(注意)**后面", "**注意。**请"]
)
def test_emphasis_beside_chinese_punctuation_is_bold(text: str) -> None:
    words = re.search(r"\*\*(.+?)\*\*", text)
    assert words
    assert f'<span style="font-weight:600">{words.group(1)}</span>' in as_typed(html_of(text))


def test_lists_tables_and_headings_are_kept() -> None:
    made = html_of("## 题\n\n- 一\n- 二\n  1. 内\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |")
    assert plain_text(made).split("\n") == ["题", "•  一", "•  二", "1  内", "甲  乙", "1  2"]


def test_links_to_entries_stay_links_and_missing_ones_say_so() -> None:
    assert f'<a href="entry:{REGULATION.id}"' in html_of(f"[条文](entry:{REGULATION.id})")
    made = html_of("[条文](entry:reg-none)")
    assert ("<a " in made, "条文(缺)" in as_typed(made)) == (False, True)


@pytest.mark.parametrize(
    "url",
    [
        "http://x.test/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "//server/share",
        "../a.html",
        "copy:now-1",
        "ENTRY:reg-36",
        "data:text/html,x",
        "entry&#58;x",
        "mailto:a@b.test",
    ],
)
def test_other_links_are_not_made(url: str) -> None:
    assert "<a" not in html_of(f"[词]({url})")


HOSTILE = [
    '<img src="file:///etc/passwd">',
    "![图](file:///a.png)",
    '<table background="/a.png"><tr><td background="/a.png">x',
    '<link rel="stylesheet" href="/a.css">',
    "<style>p{background:url(/a.png)}</style>",
    '<p style="background:url(/a.png)">x</p>',
    "<iframe src=/a></iframe>",
    "<object data=/a></object>",
    "<embed src=/a>",
    "<script>1</script>",
    "<svg><image href=/a></svg>",
    '<body background="/a.png">',
    '<p onclick="x()">x</p>',
    "<h1>大</h1>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_outside_the_allow_list_comes_out(text: str) -> None:
    assert_clean(html_of(text))


PIECES = st.sampled_from(
    [
        *HOSTILE,
        "**",
        "*",
        "_",
        "[",
        "](",
        ")",
        "<",
        ">",
        "!",
        "&",
        '"',
        "'",
        "`",
        "|",
        "\n",
        "\n\n",
        "注意:",
        "a",
        "entry:x-1",
        "&#x6a;",
        "\0",
        "😀",
        "-",
        "#",
        "1.",
        "\\",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "?>",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_mixtures_of_markup_stay_inside_the_allow_list(text: str) -> None:
    assert_clean(html_of(text))


def test_empty_text_gives_nothing() -> None:
    assert plain_text(html_of(" \n")) == ""


def assert_clean(made: str) -> None:
    """Tags from the list alone, attributes none but sizes, colours and links to entries."""
    for name, attributes in re.findall(r"<\s*/?\s*([^\s>/]*)([^>]*)>", made):
        assert name in TAGS, made
        assert ATTRIBUTE.sub("", attributes).strip() in ("", "/"), made
