"""The single HTML file in a real browser, on a phone and at a desk without a mouse: what it keeps, and what it never does."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handbook.content.loader import load_content
from handbook.document.compose import compose_entry
from handbook.export.files.html_file import html_bytes
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from tests.helpers.headless import CHROMIUM, Browser, Page, browser
from tests.unit.export.paper_fakes import TODAY

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no browser")
ENTRY = "proc-building-cold"
PRINTED = "2026-11-22 10:03"


@pytest.fixture(scope="module")
def book(repository: Path) -> Handbook:
    return load_content(repository / "content").handbook


def _file(book: Handbook, path: Path) -> str:
    entries = [
        e for e in book if isinstance(e, EmergencyCard) or (isinstance(e, Procedure) and e.onsite_steps)
    ]
    path.write_bytes(html_bytes([compose_entry(e, book, TODAY) for e in entries], book, PRINTED))
    return f"file://{path}"


@pytest.fixture(scope="module")
def address(book: Handbook, tmp_path_factory: pytest.TempPathFactory) -> str:
    return _file(book, tmp_path_factory.mktemp("field") / "field.html")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Browser]:
    with browser(tmp_path / "profile") as started:
        yield started


def _tick(page: Page, number: int) -> None:
    page.run(f"document.querySelectorAll('article.open .step input[type=checkbox]')[{number}].click()")


def _ticked(page: Page) -> list[int]:
    found: list[int] = page.run(
        "[...document.querySelectorAll('article.open .step input[type=checkbox]')].flatMap((b, at) => b.checked ? [at] : [])"
    )
    return found


def _kept(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.run("Object.fromEntries(Object.entries(localStorage))")
    return found


def _state(page: Page) -> str:
    return str(page.run("document.querySelector('#list-state').textContent"))


def test_ticks_answers_and_numbers_survive_a_reload_and_a_dropped_tab(running: Browser, address: str) -> None:
    page = running.page()
    page.open(f"{address}#{ENTRY}")
    assert page.run("document.querySelector('#no-lists')") is None
    page.run(
        "document.querySelectorAll('article.open .step')[0].querySelectorAll('input[type=radio]')[1].click()"
    )
    _tick(page, 5)
    page.run("document.querySelector('article.open .value input[type=number]').focus()")
    page.type("17.5")  # and never left: a tab may be dropped at any moment
    before = _ticked(page)
    assert len(before) == 3
    assert re.fullmatch(r"做了 3/\d+ 步 · 已保存 \d\d:\d\d", _state(page))

    page.reload()
    assert _ticked(page) == before

    page.close()
    page = running.page()
    page.open(f"{address}#{ENTRY}")
    assert _ticked(page) == before
    assert page.run("document.querySelector('article.open .value input[type=number]').value") == "17.5"
    assert page.run(
        "document.querySelectorAll('article.open .step')[0].querySelectorAll('input[type=radio]')[1].checked"
    )
    assert all(request.startswith("file://") for request in page.requests)


def test_ticks_survive_the_end_of_the_browser(tmp_path: Path, address: str) -> None:
    with browser(tmp_path / "profile") as first:
        page = first.page()
        page.open(f"{address}#{ENTRY}")
        _tick(page, 2)
    with browser(tmp_path / "profile") as second:
        page = second.page()
        page.open(address)
        assert not page.run("document.querySelector('#open-lists').hidden")
        page.run("document.querySelector('#open-lists a').click()")
        assert _ticked(page) == [2]


def test_who_and_where_and_words_are_never_stored(running: Browser, address: str) -> None:
    page = running.page()
    page.open(f"{address}#{ENTRY}")
    for name, words in (
        ("地址", "和兴路八号"),
        ("电话", "13945001234"),
        ("户号", "2300456"),
        ("姓名", "王秀英"),
        ("备注", "钥匙在邻居家"),
    ):
        page.run(f"document.querySelector('[data-fact={name}]').focus()")
        page.type(words)
    page.run("document.querySelector('article.open .value input[type=text]').focus()")
    page.type("昨晚王秀英家")
    page.run("document.querySelector('article.open .value input[type=number]').focus()")
    page.type("13945001234")
    page.run("document.activeElement.blur()")
    _tick(page, 0)
    kept = json.dumps(_kept(page), ensure_ascii=False) + page.run(
        "JSON.stringify(Object.entries(sessionStorage))"
    )
    assert "heating-list/" in kept
    for words in ("和兴路", "13945001234", "2300456", "王秀英", "钥匙"):
        assert words not in kept

    page.run("document.querySelector('#list-out').click()")
    text = page.run("document.querySelector('#list-result textarea').value")
    assert "地址：和兴路八号\n电话：13945001234\n户号：2300456\n姓名：王秀英" in text
    assert "开始时间：昨晚王秀英家" in text

    page.reload()
    assert (
        page.run("[...document.querySelectorAll('[data-fact]')].map((field) => field.value).join('')") == ""
    )


def test_several_lists_stand_side_by_side_and_are_cleared_one_or_all(running: Browser, address: str) -> None:
    page = running.page()
    page.open(f"{address}#{ENTRY}")
    _tick(page, 0)
    page.run("document.querySelector('#list-new').click()")
    assert _ticked(page) == []
    _tick(page, 3)
    tabs = "[...document.querySelectorAll('.tabs button')]"
    assert page.run(f"{tabs}.map((tab) => tab.getAttribute('aria-pressed'))") == ["true", "false"]
    page.run(f"{tabs}[1].click()")
    assert _ticked(page) == [0]

    page.run("document.querySelector('#list-drop').click()")
    assert _ticked(page) == [0]  # asked first
    page.run("document.querySelector('#list-drop').click()")
    assert _ticked(page) == [3]
    page.run("document.querySelector('#home').click()")
    for _ in range(2):
        page.run("document.querySelector('#open-lists button').click()")
    assert [key for key in _kept(page) if key.startswith("heating-list")] == []
    assert page.run("document.querySelector('#open-lists').hidden")


def test_a_newer_file_shows_the_list_that_was_begun_and_one_without_the_entry_too(
    running: Browser, address: str, book: Handbook, tmp_path: Path
) -> None:
    page = running.page()
    page.open(f"{address}#{ENTRY}")
    _tick(page, 1)
    kept = _kept(page)
    (key,) = [each for each in kept if each.startswith("heating-list/")]
    # The same list as an older file began it: another code, and a step that reads otherwise.
    text = kept[key].replace("该楼有公告或在途抢修吗", "旧版问公告没有")
    older = key.replace(key.split("/")[2], "ABCD-EFGH")
    page.run(
        f"localStorage.removeItem({json.dumps(key)}); localStorage.setItem({json.dumps(older)}, {json.dumps(text)})"
    )
    page.reload()
    assert page.run("document.querySelector('.old h3').textContent") == "按旧版办的清单"
    assert "旧版问公告没有" in page.run("document.querySelector('.old').textContent")
    assert page.run("document.querySelectorAll('.old .step.killer').length") > 0
    boxes = "[...document.querySelectorAll('.old input[type=checkbox]')]"
    assert page.run(f"{boxes}.map((box) => box.checked).indexOf(true)") == 1
    page.run(f"{boxes}[2].click()")
    assert "已保存" in _state(page)
    page.reload()
    assert page.run(f"{boxes}.filter((box) => box.checked).length") == 2

    gone = older.replace(ENTRY, "proc-that-went")
    page.run(f"localStorage.setItem({json.dumps(gone)}, {json.dumps(text)})")
    page.open(f"{address}#proc-that-went")
    assert page.run("document.querySelector('article.open h2').textContent").startswith("整楼不热")
    assert page.run(f"{boxes}.filter((box) => box.checked).length") == 1


def test_without_script_or_store_no_box_can_be_ticked_and_one_line_says_so(
    running: Browser, address: str
) -> None:
    page = running.page()
    page.send("Emulation.setScriptExecutionDisabled", value=True)
    page.open(address)
    html = page.send("DOM.getOuterHTML", nodeId=page.send("DOM.getDocument")["root"]["nodeId"])["outerHTML"]
    assert html.count('id="no-lists"') == 1
    assert "<fieldset disabled" in html and "<fieldset>" not in html

    page.send("Emulation.setScriptExecutionDisabled", value=False)
    page.send(
        "Page.addScriptToEvaluateOnNewDocument",
        source="Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } });",
    )
    page.open(f"{address}#{ENTRY}")
    assert "请用浏览器打开" in page.run("document.querySelector('#no-lists').textContent")
    line = page.run("document.querySelector('#no-lists').getBoundingClientRect().toJSON()")
    assert 0 <= line["top"] < line["bottom"] < 300, "seen also where the address names an entry"
    assert page.run("document.querySelector('article.open fieldset').disabled")
    assert page.run("document.querySelector('#list-bar').hidden")


def test_a_full_store_is_told_and_never_called_saved(running: Browser, address: str) -> None:
    page = running.page()
    page.open(f"{address}#{ENTRY}")
    page.run("Storage.prototype.setItem = () => { throw new Error('full'); }")
    _tick(page, 0)
    assert "没有存上" in _state(page)
    assert "已保存" not in _state(page)


def test_what_another_page_wrote_is_shown_as_text(running: Browser, address: str) -> None:
    page = running.page()
    page.open(f"{address}#{ENTRY}")
    _tick(page, 0)
    kept = _kept(page)
    (key,) = [each for each in kept if each.startswith("heating-list/")]
    evil = kept[key].replace("整楼不热", "<img src=x onerror=window.evil=1>")
    page.run(
        f"localStorage.setItem({json.dumps(key.replace('proc-building', 'proc-evil'))}, {json.dumps(evil)})"
    )
    page.open(address)
    assert page.run("document.querySelectorAll('img').length") == 0
    assert page.run("typeof window.evil") == "undefined"
    assert "<img" in page.run("document.querySelector('#open-lists').textContent")


def test_the_text_goes_by_share_sheet_then_clipboard_then_a_selected_field(
    running: Browser, address: str
) -> None:
    page = running.page()
    page.open(f"{address}#{ENTRY}")
    _tick(page, 0)
    send = "(async () => {{ {setup} document.querySelector('#list-out').click(); await new Promise((r) => setTimeout(r, 200)); return [window.sent || '', document.querySelector('#list-result p').textContent, document.activeElement.tagName]; }})()"
    share = "Object.defineProperty(navigator, 'share', { configurable: true, value: async ({ text }) => { window.sent = text; } });"
    sent, words, _ = page.run(send.format(setup=share))
    assert sent.startswith("现场回报 ") and "交给" in words

    board = "Object.defineProperty(navigator, 'share', { configurable: true, value: undefined }); Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text) => { window.sent = `clip ${text}`; } } });"
    sent, words, _ = page.run(send.format(setup=board))
    assert sent.startswith("clip 现场回报 ") and "已复制" in words

    none = "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });"
    _, words, focused = page.run(send.format(setup=none))
    assert "已选中" in words and focused == "TEXTAREA"
    assert page.run("getSelection().toString().startsWith('现场回报 ')")


def test_a_desk_without_a_mouse_finds_ticks_and_sends(running: Browser, address: str) -> None:
    page = running.page(width=1366, height=768)
    page.open(address)
    page.press("/", 191, "/")
    assert page.run("document.activeElement.type") == "search"
    page.type("整楼不热")
    page.wait("document.querySelector('#hits a')")
    page.press("ArrowDown", 40)
    assert page.run("document.activeElement.closest('#hits') !== null")
    page.press("Enter", 13, "\r")
    assert page.run("document.querySelector('article.open').id") == ENTRY
    for _ in range(30):
        page.press("Tab", 9)
        if page.run("document.activeElement.type") == "checkbox":
            break
    page.press(" ", 32, " ")
    assert _ticked(page) == [0]
    page.press("Tab", 9)
    page.press("ArrowDown", 40)
    assert page.run("document.querySelectorAll('article.open input[type=radio]:checked').length") == 1
    assert "已保存" in _state(page)
