"""SVG text goes in; the same text comes out if it refers to nothing outside itself, else the reason."""

import re

MAX_CHARACTERS = 60_000

# Qt's SVG reader opens files named by <image>, and style sheets can name others; content never reads files.
_FORBIDDEN = (
    (re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE), "文档类型或实体声明"),
    (
        re.compile(r"<\s*(image|script|foreignObject|style|use|a|iframe|animate\w*|set)\b", re.IGNORECASE),
        "不允许的元素",
    ),
    (re.compile(r"\b(xlink:)?href\s*=", re.IGNORECASE), "链接"),
    (re.compile(r"\bon\w+\s*=", re.IGNORECASE), "事件"),
    (re.compile(r"url\(\s*['\"]?(?!#)", re.IGNORECASE), "外部引用"),
    (re.compile(r"<\?(?!xml\s)", re.IGNORECASE), "处理指令"),
)


def refuse_reason(svg: str) -> str:
    """Why `svg` is not accepted, or an empty string."""
    if len(svg) > MAX_CHARACTERS:
        return f"示意图超过 {MAX_CHARACTERS} 个字符,请简化"
    if not re.search(r"<svg\b[^>]*\bviewBox\s*=", svg):
        return "示意图要以带 viewBox 的 <svg> 开头"
    for pattern, name in _FORBIDDEN:
        found = pattern.search(svg)
        if found:
            return f"示意图里不能有{name}({found.group(0)[:30]}),请改用基本图形和文字"
    return ""
