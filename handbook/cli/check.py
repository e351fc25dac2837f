"""``handbook check``: a content folder goes in; its problems are printed, and the exit code tells."""

import argparse
import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from handbook.cli.exit_codes import FINE, PROBLEMS
from handbook.content.checking import check_content
from handbook.content.figures import figures_table
from handbook.content.library import existing_folders
from handbook.model.kinds import Kind
from handbook.model.problem import Gravity


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser("check", help="检查内容,列出每个问题的文件、行、列、规则和改法")
    parser.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="内容文件夹(默认:随程序的内容)")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出问题列表")
    parser.add_argument(
        "--figures",
        action="store_true",
        help="列出可能被当成法律或医疗依据的每个数字、来源和可信度(Markdown 表)",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check and print; 0 = no errors, 1 = errors found. Raises UsageError where a folder that was named is missing."""
    root = existing_folders(args.folder or args.content, args.site).root
    content = check_content(root, args.site, args.region)
    if args.figures:
        print(figures_table(content.handbook, content.checks), end="")
        return FINE
    errors = [p for p in content.problems if p.gravity is Gravity.ERROR]
    if args.json:
        print(json.dumps([asdict(p) for p in content.problems], ensure_ascii=False, indent=1))
        return PROBLEMS if errors else FINE
    for problem in content.problems:
        print(problem)
    counts = Counter(entry.kind for entry in content.handbook)
    print("、".join(f"{kind.label} {counts[kind]}" for kind in Kind) + f",共 {len(content.handbook)} 条")
    print(f"{len(errors)} 个错误,{len(content.problems) - len(errors)} 个提醒")
    return PROBLEMS if errors else FINE
