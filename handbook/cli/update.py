"""``handbook update``: look at the company's folder once for newer content; or stay, in a process that the window keeps.

``--stay`` prints a line of JSON for each event (`handbook.fleet.resident` tells which). A line on standard input, whatever it
says, makes it look at once; the end of standard input is the end of the window, and of the process.
"""

import argparse
import os
import queue
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

from handbook import __version__, paths
from handbook.aboard import on_board
from handbook.cli.exit_codes import FINE, PROBLEMS
from handbook.company_defaults import CompanyDefaults, company_defaults
from handbook.errors import UsageError
from handbook.fleet.board import Board
from handbook.fleet.resident import Post, Resident, Wish
from handbook.fleet.trust.roles import FIRST_ROOT
from handbook.fleet.visit import Places, State, trust_first, visit


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser(
        "update", help="到本单位的更新文件夹看一次有没有新内容,有就收下(窗口每半小时自己看一次)"
    )
    parser.add_argument("--json", action="store_true", help="结果以一行 JSON 输出")
    parser.add_argument(
        "--trust", metavar="指纹", help="按恢复表输入指纹的前 8 个字符,确认内容由谁签发;一台电脑一次"
    )
    parser.add_argument(
        "--stay", action="store_true", help="留在后台接着看:停热通知半分钟一次,内容半小时一次(窗口自己用)"
    )
    parser.add_argument("--back", action="store_true", help="退到上一份内容,到下一次发布为止")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """1 = nothing was taken and somebody has to look."""
    if args.back:
        back = Board(paths.user_packs()).go_back()
        print(
            f"已退到内容 {back.manifest.version}(第 {back.manifest.number} 号)。"
            if back
            else "没有上一份可退。"
        )
        return FINE if back else PROBLEMS
    defaults = company_defaults()
    if defaults.update_folder is None:
        raise UsageError("本单位没有设更新文件夹(defaults.json 的 update_folder)。")
    if args.trust is not None:
        is_right = trust_first(defaults.update_folder, paths.user_trust(), args.trust)
        print(
            "指纹对上了,以后由它签发的内容自动收下。"
            if is_right
            else "指纹对不上,没有采用。请核对恢复表,或者问管理员。"
        )
        return FINE if is_right else PROBLEMS
    if args.stay:
        return _stay()
    post = _post(defaults)
    ended = visit(post.places, post.program, post.pinned, post.seat, datetime.now(UTC))
    if args.json:
        print(ended.to_json())
        return FINE
    aboard = on_board(paths.user_packs())
    has = f"内容包 {aboard.manifest.version}(第 {aboard.manifest.number} 号)" if aboard else "随程序的内容"
    print(f"{ended.words}\n现在:{has}" if ended.words else f"现在:{has}")
    return FINE if ended.state in (State.TAKEN, State.CURRENT) else PROBLEMS


def _stay() -> int:
    wishes: queue.SimpleQueue[Wish] = queue.SimpleQueue()
    threading.Thread(target=_hear, args=(wishes,), daemon=True).start()

    def wait(seconds: float) -> Wish:
        try:
            return wishes.get(timeout=seconds)
        except queue.Empty:
            return Wish.NOTHING

    Resident(lambda: _post(company_defaults()), paths.user_notices(), _say, wait).run()
    return FINE


def _hear(wishes: "queue.SimpleQueue[Wish]") -> None:
    for _ in sys.stdin:
        wishes.put(Wish.LOOK)
    os._exit(
        FINE
    )  # the window is gone; a share that hangs must not keep this process, and it may be killed at any moment


def _say(line: str) -> None:
    print(line, flush=True)


def _post(defaults: CompanyDefaults) -> Post:
    """What this desk is, by the company's defaults."""
    if defaults.update_folder is None:
        raise UsageError("本单位没有设更新文件夹(defaults.json 的 update_folder)。")
    places = Places(
        share=defaults.update_folder,
        packs=paths.user_packs(),
        trust=paths.user_trust(),
        roots=_roots(defaults),
        outbox=paths.user_outbox(),
    )
    return Post(places=places, program=__version__, pinned=defaults.pin_version, seat=defaults.seat)


def _roots(defaults: CompanyDefaults) -> tuple[Path, ...]:
    beside = (defaults.file.parent / FIRST_ROOT,) if defaults.file is not None else ()
    return (*beside, paths.user_trust() / FIRST_ROOT)
