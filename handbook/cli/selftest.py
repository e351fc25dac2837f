"""``handbook --selftest``: the program as installed goes in; each thing it must be able to do is tried and reported."""

import argparse
import faulthandler
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook import __version__, paths
from handbook.cli.exit_codes import FINE, PROBLEMS
from handbook.errors import HandbookError
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.user_folder import refusal

LIMIT_S = 120.0
"""After this many seconds the process ends itself with code 1, whatever hangs."""
_RANK = 10
"""An entry must be among this many hits for its own title."""


def run(args: argparse.Namespace, open_window: Callable[[argparse.Namespace], int]) -> int:
    """Try everything in a home of its own, so that nothing of the user is read or changed; 0 where all works.

    Of the user's own folder only whether something can be kept there is tried, and nothing is left in it.
    """
    refused = refusal(paths.user_home())
    if refused:  # the rest is tried all the same, elsewhere
        words = "设置、收藏和通话记录都不会保留;可用环境变量 HANDBOOK_HOME 换一个文件夹"
        print(f"问题  用户文件夹 {paths.user_home()} 不能用({refused}):{words}", flush=True)
    try:
        with _time_limit(), _home_of_its_own():
            for words in _tried(args, open_window):
                print(f"正常  {words}", flush=True)
    except (HandbookError, OSError, ImportError, AssertionError, ValueError, RuntimeError) as error:
        print(f"问题  {type(error).__name__}:{error}", flush=True)
        return PROBLEMS
    if refused:
        return PROBLEMS
    print(f"自检通过:供热速查 {__version__}", flush=True)
    return FINE


def _tried(args: argparse.Namespace, open_window: Callable[[argparse.Namespace], int]) -> Iterator[str]:
    from handbook.cli.opening import open_handbook
    from handbook.cli.selftest_window import try_window

    opened = open_handbook(args)
    handbook = opened.handbook
    _claim(len(handbook) > 0, "没有内容")
    yield f"内容 {len(handbook)} 条,版本 {handbook.version}{'(编译好的副本)' if opened.is_compiled else ''}"
    samples = [next(iter(handbook.of_kind(kind)), None) for kind in Kind]
    chosen = [entry for entry in samples if entry is not None]
    yield _search(handbook, chosen)
    yield _render(handbook)
    yield _store()
    yield from _company()
    yield from try_window(args, open_window, handbook, chosen[0])


def _search(handbook: Handbook, samples: list[Entry]) -> str:
    from handbook.search.locate import ensure_index
    from handbook.search.query import Query

    engine, folder, reason = ensure_index(handbook, [paths.bundled() / "index"], paths.user_indexes())
    try:
        for entry in samples:
            hits = engine.search(Query(entry.title, None, _RANK)).hits
            _claim(entry.id in [hit.id for hit in hits], f"搜“{entry.title}”没有找到 {entry.id}")
            for slip in (f"{entry.title[1::-1]}{entry.title[2:6]}", f"{entry.title[:2]}鑫{entry.title[3:6]}"):
                engine.search(Query(slip))  # swapped and wrong characters take other ways than right ones
    finally:
        engine.close()
    where = "随程序的索引" if folder == paths.bundled() / "index" else f"新建的索引({reason})"
    return f"搜索 {len(samples)} 个条目,也带错字,{where}"


def _render(handbook: Handbook) -> str:
    from handbook.render.entry_page import render_entry
    from handbook.render.plain_text import plain_text

    for entry in handbook:
        _claim(plain_text(render_entry(entry, handbook).html).strip() != "", f"{entry.id} 显示出来是空的")
    return f"显示 {len(handbook)} 页"


def _store() -> str:
    from handbook.call.state.clock import SystemClock
    from handbook.call.store.store import Store

    for _ in range(2):  # made, then opened again
        Store.open(paths.call_store(), SystemClock()).close()
    _claim(paths.call_store().stat().st_size > 0, "通话记录没有写下来")
    return "通话记录可写"


def _company() -> Iterator[str]:
    """What the company's ``defaults.json`` says, where there is one; whether it is in force shows in the window's line."""
    from handbook.company_defaults import CompanyDefaults, company_defaults

    found = company_defaults()
    if found != CompanyDefaults():
        folders = f"覆盖文件夹 {found.site or '无'},更新文件夹 {found.update_folder or '无'}"
        yield f"本单位默认设置:{folders},锁定 {'、'.join(sorted(found.locked)) or '无'}"
    yield from (f"但是:{notice}" for notice in found.notices)


def _claim(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise HandbookError(otherwise)


@contextmanager
def _time_limit() -> Iterator[None]:
    """End the process from outside of Python's lock when it hangs, so that an installer never waits for ever."""
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(LIMIT_S, exit=True, file=sys.__stderr__ or nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


@contextmanager
def _home_of_its_own() -> Iterator[None]:
    before = os.environ.get("HANDBOOK_HOME")
    # Windows may still hold a file for a moment; a leftover below the temporary folder is no fault.
    with tempfile.TemporaryDirectory(prefix="handbook-selftest-", ignore_cleanup_errors=True) as home:
        os.environ["HANDBOOK_HOME"] = home
        try:
            yield
        finally:
            os.environ.pop("HANDBOOK_HOME")
            if before is not None:
                os.environ["HANDBOOK_HOME"] = before
