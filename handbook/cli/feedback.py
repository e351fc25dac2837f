"""``handbook feedback``: writes what agents flagged, sought in vain or left at once into one CSV for the editor."""

import argparse
import sys
from pathlib import Path

from handbook import paths
from handbook.call.feedback import Feedback
from handbook.call.state.clock import SystemClock
from handbook.call.store.store import Store
from handbook.cli.exit_codes import FINE, USAGE
from handbook.cli.opening import open_handbook
from handbook.export.endings import check_ending
from handbook.export.safe_file import write_safely


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb."""
    parser = verbs.add_parser("feedback", help="导出反馈:标记的错误、没搜到的词、打开即离开的条目(CSV)")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="写到这个 CSV 文件")
    parser.add_argument("--clear", action="store_true", help="写好以后把已导出的从本机清除")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the file, over an older one; raises ExportError where it cannot be written, and then clears nothing."""
    check_ending(args.output, ("csv",), "反馈表")
    if not paths.call_store().is_file():
        print("本机还没有反馈记录。", file=sys.stderr)
        return USAGE
    store = Store.open(paths.call_store(), SystemClock())
    try:
        for notice in store.notices:  # each is told once, here or in the window
            print(notice.message, file=sys.stderr)
        feedback = Feedback(store, SystemClock())
        feedback.follow(open_handbook(args).handbook.present_id)
        return _write(feedback, args.output, is_cleared=args.clear)
    finally:
        store.close()


def _write(feedback: Feedback, target: Path, *, is_cleared: bool) -> int:
    lines = feedback.lines()
    write_safely(target, feedback.to_csv().encode(), force=True)
    if is_cleared and lines:
        feedback.clear(lines[-1].id)
    print(f"已写 {len(lines)} 行到 {target}{',并已从本机清除' if is_cleared else ''}")
    return FINE
