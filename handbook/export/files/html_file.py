"""Sheets -> the bytes of one HTML file: whole without a network, readable without scripts, with its own search.

Who has it on a phone ticks its lists there; what is ticked never leaves the phone by itself
([decision](../decisions/0006-lists-in-one-file.md)).
"""

import base64
import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape

from opencc import OpenCC
from pypinyin import lazy_pinyin

from handbook.document.blocks import Heading, Sheet, StepRow
from handbook.document.wording import UNCONTROLLED, code_words
from handbook.document.words import INTERNAL
from handbook.export.files.html_blocks import ListStep, attribute, block_html
from handbook.export.files.packing import pack
from handbook.export.files.page_parts import script, style
from handbook.export.paper.pack import tabs_in_use
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.typesetting import full_width
from handbook.search.words.danger import DANGER
from handbook.unseen_signs import visible

_SCRIPTS = ("start.js", "search.js", "lists.js")
ON_SITE = "site."
"""Stands before the names of the fitter's steps, whose list counts from one as that of the telephone does."""


def html_bytes(sheets: Sequence[Sheet], handbook: Handbook, printed: str, title: str = "供热速查") -> bytes:
    """The whole file. It may load nothing and send nothing: its own policy forbids it."""
    return visible("".join(_page(sheets, handbook, printed, title))).encode()


def _policy() -> str:
    """Only these very scripts and the style may run."""
    scripts = " ".join(f"'sha256-{_digest(script(name))}'" for name in _SCRIPTS)
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src {scripts}; form-action 'none'; base-uri 'none'"


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _page(sheets: Sequence[Sheet], handbook: Handbook, printed: str, title: str) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="color-scheme" content="light dark">\n'
    yield f"<title>{escape(title)}</title>\n<style>{style('page.css')}</style>\n"
    yield f"<script>{script('start.js')}</script>\n</head>\n<body>\n"
    yield f'<header class="top"><h1>{escape(title)}<small>内容 {escape(full_width(handbook.edition))} · {len(sheets)} 条</small></h1>'
    yield '<form id="find" role="search"><input type="search" aria-label="查找" placeholder="查找：上热下凉、srxl…" '
    yield 'autocomplete="off" enterkeyhint="search"><button type="button" id="home">目录</button></form>'
    if any(map(_is_form, sheets)):
        yield _NO_LISTS
    yield "</header>\n"
    yield '<div id="hits" role="region" aria-label="查找结果" aria-live="polite"></div>\n'
    yield from _contents(sheets)
    here = frozenset(sheet.entry_id for sheet in sheets)
    entries = [handbook.get(sheet.entry_id) for sheet in sheets]
    asks = ["|".join(map(as_compared, entry.asks)) if entry else "" for entry in entries]
    sought = [*(sheet.title for sheet in sheets), *asks]
    tables = search_tables(sought)
    packed = pack(asks, [sign for sign in tables["sounds"] if _is_han(sign)])
    tables |= {"signs": packed.signs, "pairs": packed.pairs}
    yield f"<main{''.join(attribute(f'data-{name}', table) for name, table in tables.items())}>\n"
    for sheet, entry, own in zip(sheets, entries, packed.texts, strict=True):
        yield from _article(sheet, entry, own, printed, here)
    yield "</main>\n"
    if any(map(_is_form, sheets)):
        yield _LIST_PARTS
    yield f"<script>{script('search.js')}</script>\n"
    yield f"<script>{script('lists.js')}</script>\n</body>\n</html>\n"


_NO_LISTS = '<p id="no-lists">在这里打不了钩：请用浏览器打开这个文件。</p>\n'
"""Stands until the script has found where ticks are kept; previews of chat programs run none."""

_LIST_PARTS = """<section id="list" aria-label="这张清单" hidden>
<div id="list-who"><p class="small">下面几格只留在这一页，不保存，关掉就没有了。导出结果时一起写进去。</p>
<label>地址 <input data-fact="地址" autocomplete="off"></label>
<label>电话 <input data-fact="电话" type="tel" autocomplete="off"></label>
<label>户号 <input data-fact="户号" autocomplete="off"></label>
<label>姓名 <input data-fact="姓名" autocomplete="off"></label>
<label class="wide">备注 <textarea data-fact="备注" rows="2" maxlength="600" autocomplete="off"></textarea></label></div>
<div id="list-result" hidden><p role="status"></p><textarea rows="10" readonly aria-label="导出的结果"></textarea></div>
</section>
<div id="list-bar" hidden><p id="list-state" role="status"></p><button type="button" id="list-out" class="main">导出结果</button><button
 type="button" id="list-new">另起一张</button><button type="button" id="list-drop">清除这张</button></div>
<section id="list-told" role="note" hidden><p>打钩、回答和量出的数存在这台设备的浏览器里，7 天没动就清掉。同一个浏览器打开的其他网页可能读到，所以地址、电话、户号、姓名和备注不存。</p><button type="button">知道了</button></section>
"""


def _contents(sheets: Sequence[Sheet]) -> Iterator[str]:
    yield "<nav>\n"
    if any(map(_is_form, sheets)):
        yield '<section id="open-lists" hidden><h2>没办完的清单</h2><div></div>'
        yield '<button type="button">全部清除</button></section>\n'
    for tab in tabs_in_use(sheets):
        yield f"<h2>{escape(tab)}</h2>"
        for sheet in sheets:
            if sheet.tab == tab:
                kind = attribute("class", "kind grave" if sheet.severity == "危险" else "kind")
                yield f"<a{attribute('href', f'#{sheet.entry_id}')}><span{kind}>{escape(sheet.severity or sheet.kind_label[:2])}</span>"
                yield f"{escape(sheet.title)}</a>"
    yield "</nav>\n"


def _article(
    sheet: Sheet, entry: Entry | None, asks: str, printed: str, here: frozenset[str]
) -> Iterator[str]:
    """One entry; `asks` are the ways of asking for it, packed."""
    form = attribute("data-code", sheet.code) if _is_form(sheet) else ""
    yield f"<article{attribute('id', sheet.entry_id)}{form}{attribute('data-kind', sheet.kind_label[:2])}"
    yield f' data-asks="{asks}">' if asks else ">"
    kind = attribute("class", "badge grave" if sheet.severity == "危险" else "badge")
    badge = f"<span{kind}>{escape(sheet.severity)}</span>" if sheet.severity else ""
    yield f"<h2><span>{escape(sheet.title)}</span>{badge}</h2><p class=sub>{escape(sheet.subtitle)}"
    yield "<fieldset disabled>" if form else ""
    yield from _blocks(sheet, entry, here)
    yield "</fieldset>" if form else ""
    facts = (
        sheet.entry_id,
        f"内容 {sheet.content_version}",
        f"复核 {sheet.reviewed}",
        f"导出 {printed}",
        code_words(sheet.code),
        UNCONTROLLED,
    )
    yield f"<footer>{escape(' · '.join(facts))}</footer></article>\n"


def _blocks(sheet: Sheet, entry: Entry | None, here: frozenset[str]) -> Iterator[str]:
    asks_who = _asks_who(entry)
    is_on_site = False
    for block in sheet.blocks:
        if isinstance(block, Heading):
            is_on_site = block.note == INTERNAL
        if not isinstance(block, StepRow):
            yield block_html(block, here)
            continue
        before = ON_SITE if is_on_site else ""
        name = f"{before}{block.name}"
        yield block_html(block, here, ListStep(name, name in asks_who, f"{before}step-{block.number}"))


def _asks_who(entry: Entry | None) -> frozenset[str]:
    """Names of the steps that ask for what is never kept: address, phone, account, name, whoever's they are."""
    if not isinstance(entry, EmergencyCard | Procedure):
        return frozenset()
    onsite = entry.onsite_steps if isinstance(entry, Procedure) else ()
    named = [*((step.id, step) for step in entry.steps), *((ON_SITE + step.id, step) for step in onsite)]
    return frozenset(name for name, step in named if any(fact.is_held for fact in step.facts))


def _is_form(sheet: Sheet) -> bool:
    """Whether it has boxes to be ticked: a blank form, not the record of a run."""
    return any(isinstance(block, StepRow) and block.is_blank for block in sheet.blocks)


def as_compared(text: str) -> str:
    """`text` as the search of the page compares it: plain forms, small letters, a blank for every mark."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return " ".join("".join(" " if unicodedata.category(c)[0] in "PSZC" else c for c in plain).split())


def search_tables(texts: Sequence[str]) -> dict[str, str]:
    """What the search of the page knows beside the `texts` that it looks in: name -> table."""
    return {
        "sounds": sound_table(texts),
        "forms": form_table([*texts, DANGER.pattern]),
        "danger": DANGER.pattern,
    }


def sound_table(texts: Iterable[str]) -> str:
    """The signs of `texts` in groups, each after its sound: “a阿啊 ai爱”. For typing without an input method, and for slips."""
    groups: dict[str, list[str]] = {}
    for sign in sorted({sign for text in texts for sign in text if _is_han(sign)}):
        sound = lazy_pinyin(sign)[0]
        if sound.isascii() and sound.isalpha():
            groups.setdefault(sound, []).append(sign)
    return " ".join(sound + "".join(signs) for sound, signs in sorted(groups.items()))


def form_table(texts: Iterable[str]) -> str:
    """Traditional signs, each before the plain one that it stands for, as far as `texts` have that: “熱热漏漏”."""
    known = {sign for text in texts for sign in text}
    return "".join(a + b for a, b in _forms() if b in known and a not in known)


@cache
def _forms() -> tuple[tuple[str, str], ...]:
    signs = [chr(code) for code in range(0x4E00, 0xA000)]
    plain = OpenCC("t2s").convert("\n".join(signs)).split("\n")
    return tuple((a, b) for a, b in zip(signs, plain, strict=True) if a != b and len(b) == 1)


def _is_han(sign: str) -> bool:
    return 0x4E00 <= ord(sign) <= 0x9FFF
