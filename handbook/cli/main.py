"""Arguments go in; the chosen verb runs and an exit code comes out."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from handbook import __version__
from handbook.cli.exit_codes import FINE, USAGE
from handbook.cli.parser import Parser
from handbook.cli.streams import prepare_streams
from handbook.company_defaults import company_defaults, region_id, site_folder
from handbook.errors import HandbookError

VERBS = (
    "bulletin",
    "check",
    "doctor",
    "export",
    "feedback",
    "inbox",
    "index",
    "keys",
    "law",
    "publish",
    "release",
    "schema",
    "search",
    "show",
    "update",
)
"""Each is a module of this room; imported only when it is named, since together they cost more than the window."""


_FLAGS = ("--author", "--toggle")
"""Options of the window that take no value."""


def build_parser(verbs: Sequence[str] = VERBS) -> argparse.ArgumentParser:
    """The parser of `verbs`, of all by default."""
    parser = Parser(prog="handbook", description="供热速查:供热客服离线速查手册。不带动词时打开窗口。")
    parser.add_argument("--version", action="version", version=f"供热速查 {__version__}", help="显示版本")
    parser.add_argument("--selftest", action="store_true", help="自检:内容、索引、搜索、显示、PDF、窗口")
    parser.add_argument(
        "--toggle",
        action="store_true",
        help="叫出已打开的窗口,或收起它;在桌面的键盘设置里给这条命令配一个快捷键",
    )
    parser.add_argument(
        "--author", action="store_true", help="作者预览:内容文件夹里一存盘就看到,写错了马上指出(通话另存)"
    )
    _add_folders(parser, None)
    added = parser.add_subparsers(dest="verb", metavar="动词")
    for verb in verbs:
        import_module(f"handbook.cli.{verb}").add_parser(added)
    for made in added.choices.values():  # the options stand before or after the verb
        _add_folders(made, argparse.SUPPRESS)
    return parser


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    """Arguments of the verb that is named, or of the window; all verbs are asked where help or an error is due."""
    named = [verb for verb in VERBS if verb in argv]
    valued = [a for a in argv if a not in _FLAGS]
    is_plain = all(a.startswith("--") for a in valued[::2]) and not {"-h", "--help"} & set(argv)
    return build_parser(named if named or is_plain else VERBS).parse_args(argv)


def _add_folders(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument("--content", type=Path, metavar="DIR", default=default, help="改用这个内容文件夹")
    parser.add_argument(
        "--site", type=Path, metavar="DIR", default=default, help="本单位的覆盖文件夹:增加或替换条目和站点值"
    )
    parser.add_argument(
        "--region", metavar="ID", default=default, help="按哪个地区的规定:content/regions/ 下的编号"
    )


def run(argv: Sequence[str], open_window: Callable[[argparse.Namespace], int]) -> int:
    """Run a verb, or `open_window` where none is named; 0 fine, 1 problems found, 2 usage or environment."""
    prepare_streams(argv)
    args = _parse(argv)
    defaults = company_defaults()
    args.region = region_id(defaults) if args.region is None else args.region
    if args.site is None:
        args.site = site_folder(defaults)
        if args.verb:  # the window and the self-test tell it themselves
            print(*defaults.notices, sep="\n", end="\n" if defaults.notices else "", file=sys.stderr)
    try:
        if args.selftest:
            return int(import_module("handbook.cli.selftest").run(args, open_window))
        if args.verb:
            args.open_window = open_window  # a verb may have one of its own
            code = int(args.run(args))
            sys.stdout.flush()  # a closed pipe is met here, not after the exit code was chosen
            return code
        opened = "author" if args.author else "window"
        return int(import_module(f"handbook.cli.{opened}").run(args, open_window))
    except HandbookError as error:
        print(error, file=sys.stderr)
        return USAGE
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
