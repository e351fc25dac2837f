"""A page goes in; what a reader does not see of it, or what is not the text, is taken out and told."""

import re

from selectolax.lexbor import LexborNode

from handbook.law_files.refusal import Refusal, UnreadableLaw

_NEVER_TEXT = (
    "script,style,noscript,template,iframe,frame,object,embed,applet,svg,math,canvas,video,audio,select,button,textarea,"
    "datalist,head,title,rt,rp,del,base,link,meta"
)
_BESIDE = "nav,aside,footer"
_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?"
    r"|opacity\s*:\s*0(?:\.0+)?|mso-hide\s*:\s*all)\s*(?:!important\s*)?(?:;|$)",
    re.I,
)
_TURNED = re.compile(
    r"unicode-bidi\s*:\s*(?:bidi-override|isolate-override)|direction\s*:\s*rtl|writing-mode\s*:\s*vertical",
    re.I,
)
_AT_RULE = re.compile(r"@[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}]{1,200})\{([^{}]{0,2000})\}")
_PLAIN_SELECTOR = re.compile(r"\s*[\w-]*(?:[.#][\w-]+)+\s*|\s*\[[\w-]+\]\s*")
_RULES = 400
_DEEPEST = 600
"""Elements in each other; the deepest real pages have some 60."""
_MOST = 300_000


def refuse_endless(root: LexborNode) -> None:
    """Raise UnreadableLaw for a page so deep or large that going through it once more for each question takes minutes."""
    waiting = [(root, 0)]
    count = 0
    while waiting:
        node, depth = waiting.pop()
        count += 1
        if depth > _DEEPEST or count > _MOST:
            raise UnreadableLaw(Refusal.DAMAGED, "网页的结构太深或太大")
        waiting += [(child, depth + 1) for child in node.iter()]


def drop_unseen(root: LexborNode) -> list[str]:
    """Take out of the page below `root` what is not seen; remarks on what had words.

    Raises:
        UnreadableLaw: words are shown in another order than they stand in the file.
    """
    hiding = _hiding_selectors(root)
    hidden = 0
    _taken(root, _NEVER_TEXT)
    for node in root.css("[style],[hidden],[dir],bdo"):
        style = node.attributes.get("style") or ""
        if _is_turned(node, style):
            raise UnreadableLaw(Refusal.REORDERED, f"网页里的 <{node.tag}>")
        if "hidden" in node.attributes or _HIDDEN.search(style):
            hidden += _take(node)
    for selector in hiding:
        hidden += _taken(root, selector)
    beside = _taken(root, _BESIDE)
    remarks = []
    if hidden:
        remarks.append(f"网页里看不见的 {hidden} 个字没有读进来。")
    if beside:
        remarks.append(f"网页的导航、旁栏和页脚({beside} 个字)没有读进来。")
    return remarks


def _is_turned(node: LexborNode, style: str) -> bool:
    words = _text(node)
    if not words:
        return False
    if _TURNED.search(style):
        return True
    return node.tag == "bdo" and (node.attributes.get("dir") or "").lower() == "rtl"


def _hiding_selectors(root: LexborNode) -> list[str]:
    """Selectors of plain rules that hide; rules for print or for other widths say nothing of the screen."""
    found = []
    for sheet in root.css("style"):
        for match in list(_RULE.finditer(_AT_RULE.sub("", sheet.text(deep=True) or "")))[:_RULES]:
            names = match[1].split(",")
            if _HIDDEN.search(match[2]) and all(_PLAIN_SELECTOR.fullmatch(name) for name in names):
                found.append(match[1].strip())
    return found


def _taken(root: LexborNode, selector: str) -> int:
    return sum(_take(node) for node in root.css(selector))


def _take(node: LexborNode) -> int:
    """Empty `node`; how many characters it had. It stays where it is, as another of the list may stand in it."""
    characters = len(_text(node))
    for child in list(node.iter(include_text=True)):
        child.remove()
    return characters


def _text(node: LexborNode) -> str:
    return "".join((node.text(deep=True) or "").split())
