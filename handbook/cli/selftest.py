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
from handbook.user_folder import refusal

LIMIT_S = 120.0
"""After this many seconds the process ends itself with code 1, whatever hangs."""


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
            from handbook.cli.selftest_parts import try_all  # a part that cannot be loaded is a finding too

            for words in try_all(args, open_window):
                print(f"正常  {words}", flush=True)
    except (HandbookError, OSError, ImportError, AssertionError, ValueError, RuntimeError) as error:
        print(f"问题  {type(error).__name__}:{error}", flush=True)
        return PROBLEMS
    if refused:
        return PROBLEMS
    print(f"自检通过:供热速查 {__version__}", flush=True)
    return FINE


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
