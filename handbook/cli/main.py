"""Arguments go in; the chosen verb runs and an exit code comes out."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from handbook import __version__
from handbook.cli import check
from handbook.cli.exit_codes import USAGE
from handbook.errors import HandbookError

VERBS = (check,)


def build_parser() -> argparse.ArgumentParser:
    """The parser of all verbs."""
    parser = argparse.ArgumentParser(
        prog="handbook", description="供热速查:供热客服离线速查手册。不带动词时打开窗口。"
    )
    parser.add_argument("--version", action="version", version=f"供热速查 {__version__}")
    parser.add_argument("--content", type=Path, metavar="DIR", help="改用这个内容文件夹")
    parser.add_argument("--site", type=Path, metavar="DIR", help="本单位的覆盖文件夹:增加或替换条目和站点值")
    verbs = parser.add_subparsers(dest="verb", metavar="动词")
    for verb in VERBS:
        verb.add_parser(verbs)
    return parser


def run(argv: Sequence[str]) -> int:
    """Run a verb; 0 fine, 1 problems found, 2 usage or environment."""
    args = build_parser().parse_args(argv)
    try:
        return int(args.run(args))
    except HandbookError as error:
        print(error, file=sys.stderr)
        return USAGE
