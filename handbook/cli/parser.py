"""argparse, speaking Chinese: help, usage and every refusal."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from handbook.cli.exit_codes import USAGE
from handbook.override import override

_SECTIONS = {"positional arguments": "参数", "options": "选项"}

_REFUSALS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"the following arguments are required: (.+)", lambda m: f"还缺:{m[1]}"),
    (r"unrecognized arguments: (.+)", lambda m: f"不认识:{m[1]}"),
    (r"one of the arguments (.+) is required", lambda m: f"要写其中一个:{m[1]}"),
    (r"ambiguous option: (\S+) could match (.+)", lambda m: f"“{m[1]}”没写完,可能是:{m[2]}"),
    (r"invalid int value: (.+)", lambda m: f"这里要写数字,不是 {m[1]}"),
    (
        r"invalid choice: (.+?) \((?:maybe you meant .+?, )?choose from (.+)\)",
        lambda m: f"没有 {m[1]},可用:{m[2]}",
    ),
    (r"expected one argument", lambda _: "后面要写一个值"),
    (r"expected at least one argument", lambda _: "后面至少要写一个值"),
    (r"not allowed with argument (.+)", lambda m: f"不能与 {m[1]} 一起用"),
    (r"ignored explicit argument (.+)", lambda m: f"后面不写值,却写了 {m[1]}"),
)
_ARGUMENT = re.compile(r"argument ([^:]+): (.+)", re.DOTALL)


class Parser(argparse.ArgumentParser):
    """A parser and its verbs; what it says is Chinese, what is typed stays as it is."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", _Help)
        super().__init__(**options, add_help=False)
        self.add_argument("-h", "--help", action="help", help="显示这份帮助")

    @override
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}:{in_chinese(message)}。\n")


def in_chinese(message: str) -> str:
    """What argparse refuses and why, in Chinese; words of our own pass through, as does what it may say in time to come."""
    named = _ARGUMENT.fullmatch(message)
    if named:
        return f"{named[1]} {in_chinese(named[2])}"
    for pattern, words in _REFUSALS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return words(found)
    return message.removesuffix("。")


class _Help(argparse.HelpFormatter):
    @override
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法:" if prefix is None else prefix)

    @override
    def start_section(self, heading: str | None) -> None:
        super().start_section(_SECTIONS.get(heading or "", heading))
