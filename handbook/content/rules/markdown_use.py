"""Texts go in; Markdown outside bodies, and HTML, pictures or foreign links inside, come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import all_texts
from handbook.model.problem import Gravity, Problem

_FORBIDDEN = (
    (re.compile(r"!\[[^\]]*\]\("), "图片"),
    (re.compile(r"\]\((?!entry:)[^)]*\)|<https?:|https?://"), "外部链接"),
    (re.compile(r"</?[A-Za-z][^>\n]*>|<!--"), "HTML"),
)
_MARKUP = re.compile(r"\*\*[^*\n]+\*\*|\]\(entry:|^#{1,6} |^[-*] ", re.MULTILINE)


def markdown_use(content: LoadedContent) -> Iterator[Problem]:
    """Markdown stands only in bodies, without pictures, HTML or links that leave the handbook."""
    for entry in content.handbook:
        origin = content.origins[entry.id]
        for placed in all_texts(entry):
            if placed.path[0] == "sources":
                continue
            for pattern, name in _FORBIDDEN:
                found = pattern.search(placed.text)
                if found:
                    message = f"不能有{name}({found.group()[:30]});链接只写 [文字](entry:编号)"
                    yield origin.problem(placed.path, "markdown-forbidden", message)
            if placed.path[0] != "body" and _MARKUP.search(placed.text):
                message = "这里不认 Markdown,会原样显示;请只在 body 里用"
                yield origin.problem(placed.path, "markdown-outside-body", message, Gravity.WARNING)
