"""Sheets -> the bytes of one HTML file: whole without a network, readable without scripts, with its own search."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path

from pypinyin import Style, lazy_pinyin

from handbook.document.blocks import Sheet
from handbook.document.wording import UNCONTROLLED, code_words
from handbook.export.files.html_blocks import block_html
from handbook.export.paper.pack import tabs_in_use
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.unseen_signs import visible

_WEB = Path(__file__).resolve().parent / "web"


def html_bytes(sheets: Sequence[Sheet], handbook: Handbook, printed: str, title: str = "供热速查") -> bytes:
    """The whole file. It may load nothing and send nothing: its own policy forbids it."""
    return visible("".join(_page(sheets, handbook, printed, title))).encode()


@cache
def _asset(name: str) -> str:
    return (_WEB / name).read_text(encoding="utf-8")


def _policy() -> str:
    """Only this very script and style may run."""
    digest = base64.b64encode(hashlib.sha256(_asset("search.js").encode()).digest()).decode()
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; form-action 'none'; base-uri 'none'"


def _page(sheets: Sequence[Sheet], handbook: Handbook, printed: str, title: str) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="color-scheme" content="light dark">\n'
    yield f"<title>{escape(title)}</title>\n<style>\n{_asset('page.css')}</style>\n</head>\n<body>\n"
    yield f'<header class="top"><h1>{escape(title)}<small>内容 {escape(handbook.edition)} · {len(sheets)} 条</small></h1>'
    yield '<form id="find" role="search"><input type="search" aria-label="查找" placeholder="查找:上热下凉、srxl…" '
    yield 'autocomplete="off" enterkeyhint="search"><button type="button" id="home">目录</button></form></header>\n'
    yield '<div id="hits" role="region" aria-label="查找结果" aria-live="polite" style="max-width:44rem;margin:auto;padding:0 1rem"></div>\n'
    yield from _contents(sheets)
    here = frozenset(sheet.entry_id for sheet in sheets)
    yield "<main>\n"
    for sheet in sheets:
        yield from _article(sheet, handbook.get(sheet.entry_id), printed, here)
    yield f"</main>\n<script>{_asset('search.js')}</script>\n</body>\n</html>\n"


def _contents(sheets: Sequence[Sheet]) -> Iterator[str]:
    yield "<nav>\n"
    for tab in tabs_in_use(sheets):
        yield f"<h2>{escape(tab)}</h2>\n"
        for sheet in sheets:
            if sheet.tab == tab:
                grave = " grave" if sheet.severity == "危险" else ""
                yield f'<a href="#{escape(sheet.entry_id)}"><span class="kind{grave}">{escape(sheet.severity or sheet.kind_label[:2])}</span>'
                yield f"{escape(sheet.title)}</a>\n"
    yield "</nav>\n"


def _article(sheet: Sheet, entry: Entry | None, printed: str, here: frozenset[str]) -> Iterator[str]:
    asks = entry.asks if entry else ()
    yield f'<article id="{escape(sheet.entry_id)}" data-kind="{escape(sheet.kind_label[:2])}" '
    yield f'data-title="{escape(sheet.title)}" data-asks="{escape("|".join(asks))}" '
    yield f'data-sounds="{escape(" ".join(sounds((sheet.title, *asks))))}">\n'
    grave = " grave" if sheet.severity == "危险" else ""
    badge = f'<span class="badge{grave}">{escape(sheet.severity)}</span>' if sheet.severity else ""
    yield f'<h2><span>{escape(sheet.title)}</span>{badge}</h2>\n<p class="sub">{escape(sheet.subtitle)}</p>\n'
    for number, block in enumerate(sheet.blocks):
        yield block_html(block, f"{sheet.entry_id}-{number}", here)
    facts = (
        sheet.entry_id,
        f"内容 {sheet.content_version}",
        f"复核 {sheet.reviewed}",
        f"导出 {printed}",
        code_words(sheet.code),
        UNCONTROLLED,
    )
    yield f"<footer>{escape(' · '.join(facts))}</footer>\n</article>\n"


def sounds(texts: Sequence[str]) -> list[str]:
    """Pinyin of each text, whole and as initials, for typing without an input method."""
    found: dict[str, None] = {}
    for text in texts:
        letters = "".join(char for char in text if char.isalnum())
        found["".join(lazy_pinyin(letters)).lower()] = None
        found["".join(lazy_pinyin(letters, style=Style.FIRST_LETTER)).lower()] = None
    return [sound for sound in found if sound.isascii() and sound]
