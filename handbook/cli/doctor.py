"""``handbook doctor``: looks at everything the program stands on, and prints what is fine and what is not."""

import argparse
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from handbook import __version__, paths
from handbook.cli.exit_codes import FINE, PROBLEMS
from handbook.desktop.display_check import check_display
from handbook.errors import HandbookError
from handbook.model.problem import Gravity
from handbook.user_folder import refusal

if TYPE_CHECKING:
    from handbook.content.library import OpenedContent

_LIBRARIES = (
    "PySide6-Essentials",
    "whoosh3",
    "numpy",
    "pydantic",
    "PyYAML",
    "markdown-it-py",
    "msgspec",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    is_fine: bool
    subject: str
    words: str


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb."""
    parser = verbs.add_parser("doctor", help="检查运行环境:显示、库、字体、内容、索引、可写文件夹")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print every finding; 1 where one is not fine."""
    is_fine = True
    for finding in _findings(args):
        print(f"{'正常' if finding.is_fine else '问题'}  {finding.subject}:{finding.words}")
        is_fine = is_fine and finding.is_fine
    return FINE if is_fine else PROBLEMS


def _findings(args: argparse.Namespace) -> Iterator[Finding]:
    yield Finding(
        True, "程序", f"供热速查 {__version__},Python {platform.python_version()},{platform.platform()}"
    )
    yield from _libraries()
    state = check_display()
    yield Finding(not state.obstacle, "显示", state.obstacle or f"Qt 平台 {state.platform},可以打开窗口")
    yield _fonts()
    for name, folder in (("用户数据", paths.user_home()), ("索引", paths.user_indexes())):
        yield _writable(name, folder)
    from handbook.cli import opening  # it may be one of the libraries above that keeps it from being loaded

    yield _guarded("内容", lambda: _content(opening.open_handbook(args)))
    yield _guarded("索引", lambda: _index(*opening.find_index(opening.open_handbook(args).handbook)))


def _libraries() -> Iterator[Finding]:
    for name in _LIBRARIES:
        try:
            yield Finding(True, "库", f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            yield Finding(False, "库", f"没有安装 {name},请重新安装本程序")


def _fonts() -> Finding:
    folder = paths.resources() / "fonts"
    missing = [n for n in ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf") if not (folder / n).is_file()]
    if missing:
        return Finding(False, "字体", f"缺少 {'、'.join(missing)}({folder}),请重新安装本程序")
    return Finding(True, "字体", f"随程序的 Noto Sans SC 在 {folder}")


def _writable(name: str, folder: Path) -> Finding:
    why = refusal(folder)
    words = f"{folder} 不可写({why});可用环境变量 HANDBOOK_HOME 换一个文件夹" if why else f"{folder} 可写"
    return Finding(not why, f"文件夹({name})", words)


def _content(content: "OpenedContent") -> Finding:
    errors = sum(1 for p in content.problems if p.gravity is Gravity.ERROR)
    words = f"{len(content.handbook)} 条,版本 {content.handbook.version},{errors} 个错误"
    words += "(编译好的副本)" if content.is_compiled else "(由 YAML 读入)"
    return Finding(errors == 0 and len(content.handbook) > 0, "内容", words)


def _index(folder: Path | None, reason: str) -> Finding:
    words = f"可用,在 {folder}" if folder else f"还没有合用的({reason});首次启动时自动建立"
    return Finding(True, "索引", words)


def _guarded(subject: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except (HandbookError, OSError) as error:
        return Finding(False, subject, str(error))
