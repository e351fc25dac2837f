"""Markdown of content: what it may become, and what it never becomes."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.render.markdown import clean, markdown_to_html

ALLOWED = {
    "p",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
    "h2",
    "h3",
    "h4",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "a",
    "br",
    "hr",
    "blockquote",
    "code",
}


@pytest.mark.parametrize(
    "text", ["**注意:**请关阀", "**“警告”**请关阀", "请看**(注意)**后面", "**注意。**请"]
)
def test_emphasis_beside_chinese_punctuation_is_bold(text: str) -> None:
    words = re.search(r"\*\*(.+?)\*\*", text)
    assert words
    assert f"<strong>{words.group(1)}</strong>" in markdown_to_html(text)


def test_lists_tables_and_headings_are_kept() -> None:
    made = markdown_to_html("## 题\n\n- 一\n- 二\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |")
    assert ("<h2>题</h2>" in made, made.count("<li>"), made.count("<td>")) == (True, 2, 2)


def test_links_to_entries_stay_links() -> None:
    assert markdown_to_html("[条文](entry:reg-36)") == '<p><a href="entry:reg-36">条文</a></p>\n'


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
    assert "<a" not in markdown_to_html(f"[词]({url})").replace('<a href="entry:', "")
    assert "href" not in clean(f'<a href="{url}">词</a>').replace('href="entry:', "")


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
    assert_clean(markdown_to_html(text))
    assert_clean(clean(text))


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
    assert_clean(markdown_to_html(text))
    assert_clean(clean(text))


def test_empty_text_gives_nothing() -> None:
    assert markdown_to_html(" \n") == ""


def assert_clean(made: str) -> None:
    """Tags from the list alone, attributes none but links to entries."""
    for name, attributes in re.findall(r"<\s*/?\s*([^\s>/]*)([^>]*)>", made):
        assert name in ALLOWED, made
        assert attributes.strip() in ("", "/") or (
            name == "a" and re.fullmatch(r' href="entry:[^"]*"', attributes)
        ), made
