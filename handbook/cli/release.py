"""``handbook release``: the texts as they read now are added to the release history, so that old paper can be told."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from handbook import paths
from handbook.cli.exit_codes import FINE, PROBLEMS
from handbook.content.checking import check_content
from handbook.document.blocks import Sheet
from handbook.export.paper.document import compose_items
from handbook.export.register.changes import change_rows
from handbook.export.register.history import HISTORY_FILE, Snapshot, read_snapshots, released
from handbook.export.safe_file import write_safely
from handbook.model.problem import Gravity, Problem


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser(
        "release", help="发布内容时用:把改过的条目记进 history.jsonl,以后凭打印件上的码能说出改了哪里"
    )
    parser.add_argument("--dry-run", action="store_true", help="只说会记下什么,不写文件")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the history of the overlay where one is named, else that of the content; 1 = the content has errors."""
    root = args.content or paths.shipped_content()
    content = check_content(root, args.site, args.region)
    if _refused(content.problems):
        return PROBLEMS
    target = (args.site or root) / HISTORY_FILE
    known = read_snapshots(root / HISTORY_FILE) | read_snapshots(target)
    handbook = replace(
        content.handbook, official={}
    )  # official words are the customer's, and no part of a release
    sheets = compose_items(tuple(handbook), handbook, date.today())
    new = [sheet for sheet in sheets if sheet.code not in known]
    _tell(new, known)
    if new and not args.dry_run:
        write_safely(target, released(target, new, date.today().isoformat()), force=True)
    print(_summary(len(new), target, is_written=not args.dry_run))
    return FINE


def _refused(problems: Sequence[Problem]) -> bool:
    errors = [problem for problem in problems if problem.gravity is Gravity.ERROR]
    for problem in errors:
        print(problem)
    if errors:
        print(f"内容有 {len(errors)} 个错误,没有记发布。请先改好,再用 handbook check 查一遍。")
    return bool(errors)


def _tell(new: Sequence[Sheet], known: Mapping[str, Snapshot]) -> None:
    for row in change_rows(new, known):  # nothing is told at the first release, when all is new
        print(f"{row.title}:{row.what}")


def _summary(count: int, target: Path, *, is_written: bool) -> str:
    if not count:
        return "没有改动:每个条目现在的文字都已在发布记录里。"
    done = "已记入" if is_written else "会记入"
    return f"{done} {target}:{count} 条"
