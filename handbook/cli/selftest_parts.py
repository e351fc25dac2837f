"""The program as installed goes in; content, search, pages, store, company and window are tried one after the other."""

import argparse
from collections.abc import Callable, Iterator

from handbook import paths
from handbook.call.state.clock import SystemClock
from handbook.call.store.store import Store
from handbook.cli.opening import open_handbook
from handbook.cli.selftest_law_files import try_law_files
from handbook.cli.selftest_table_files import try_table_files
from handbook.cli.selftest_window import try_window
from handbook.company_defaults import CompanyDefaults, company_defaults
from handbook.content.library import bundled_indexes
from handbook.errors import HandbookError
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.render.entry_page import render_entry
from handbook.render.plain_text import plain_text
from handbook.search.locate import ensure_index
from handbook.search.query import Query

_RANK = 10
"""An entry must be among this many hits for its own title."""


def try_all(args: argparse.Namespace, open_window: Callable[[argparse.Namespace], int]) -> Iterator[str]:
    """A sentence on each thing that works, one after the other.

    Raises:
        HandbookError: something does not.
    """
    opened = open_handbook(args)
    handbook = opened.handbook
    _claim(len(handbook) > 0, "没有内容")
    yield f"内容 {len(handbook)} 条,版本 {handbook.version}{'(编译好的副本)' if opened.is_compiled else ''}"
    samples = [next(iter(handbook.of_kind(kind)), None) for kind in Kind]
    chosen = [entry for entry in samples if entry is not None]
    yield _search(handbook, chosen)
    yield _render(handbook)
    yield _store()
    yield try_law_files()
    yield try_table_files()
    yield from _company()
    yield from try_window(args, open_window, handbook, chosen[0])


def _search(handbook: Handbook, samples: list[Entry]) -> str:
    shipped = bundled_indexes(paths.bundled(), handbook)
    engine, folder, reason = ensure_index(handbook, shipped, paths.user_indexes())
    try:
        for entry in samples:
            hits = engine.search(Query(entry.title, None, _RANK)).hits
            _claim(entry.id in [hit.id for hit in hits], f"搜“{entry.title}”没有找到 {entry.id}")
            for slip in (f"{entry.title[1::-1]}{entry.title[2:6]}", f"{entry.title[:2]}鑫{entry.title[3:6]}"):
                engine.search(Query(slip))  # swapped and wrong characters take other ways than right ones
    finally:
        engine.close()
    where = "随程序的索引" if folder in shipped else f"新建的索引({reason})"
    return f"搜索 {len(samples)} 个条目,也带错字,{where}"


def _render(handbook: Handbook) -> str:
    for entry in handbook:
        _claim(plain_text(render_entry(entry, handbook).html).strip() != "", f"{entry.id} 显示出来是空的")
    return f"显示 {len(handbook)} 页"


def _store() -> str:
    for _ in range(2):  # made, then opened again
        Store.open(paths.call_store(), SystemClock()).close()
    _claim(paths.call_store().stat().st_size > 0, "通话记录没有写下来")
    return "通话记录可写"


def _company() -> Iterator[str]:
    """What the company's ``defaults.json`` says, where there is one; whether it is in force shows in the window's line."""
    found = company_defaults()
    if found != CompanyDefaults():
        folders = f"覆盖文件夹 {found.site or '无'},更新文件夹 {found.update_folder or '无'}"
        yield f"本单位默认设置:{folders},锁定 {'、'.join(sorted(found.locked)) or '无'}"
    yield from (f"但是:{notice}" for notice in found.notices)


def _claim(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise HandbookError(otherwise)
