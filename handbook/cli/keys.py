"""``handbook keys``: once for a company, the keys that sign its content, and the sheet that tells who holds what."""

import argparse
import getpass
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from securesystemslib.signer import CryptoSigner

from handbook.cli.exit_codes import FINE
from handbook.errors import HandbookError, UsageError
from handbook.fleet.trust.ceremony import (
    MOST_EDITORS,
    SECOND_EDITOR,
    hold_ceremony,
    holders,
    locked_places,
    open_key,
    open_where_it_lies,
)
from handbook.fleet.trust.key_change import REPLACED, KeyChange, begun_in
from handbook.fleet.trust.publisher import Keys, PublishRefused, Repository
from handbook.fleet.trust.roles import ROOT, SNAPSHOT, TARGETS, TIMESTAMP
from handbook.fleet.trust.sheet import recovery_sheet
from handbook.fleet.trust.two_editors import leave_stop

SHEET = "恢复表.txt"
_LABELS = {
    "stick-1": "第一个 U 盘",
    "stick-2": "第二个 U 盘",
    "editor": "编辑",
    SECOND_EDITOR: "第二个签名的人",
}


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser(
        "keys", help="做一套签发内容用的密钥(一个单位做一次),写出恢复表;丢了、被偷了换新的"
    )
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help="空文件夹,做完把里面的分到各处;没换完的,写上次那个接着换"
    )
    parser.add_argument(
        "--editors",
        type=int,
        choices=(1, MOST_EDITORS),
        help="内容要几个人签了才算,各用各的密钥和口令;换 editor 时也能改(默认:1,换时照旧)",
    )
    parser.add_argument(
        "--replace",
        choices=list(REPLACED),
        help="换新:editor 编辑的(两个人签的,两个都换)、dispatch 调度电脑的、sticks 两个 U 盘的",
    )
    parser.add_argument("--stick", type=Path, metavar="FILE", help="换新时:还在手里的那个 U 盘上的 root.pem")
    parser.add_argument(
        "--keys",
        type=Path,
        action="append",
        metavar="DIR",
        help="换新时:编辑电脑上的密钥文件夹(换 editor 的不用);两个人签的,换 dispatch 时写两次,各写各的",
    )
    parser.add_argument("--to", type=Path, metavar="DIR", help="换新时:更新文件夹")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Ask for passphrases, make the keys, write the sheet; or put new ones in the place of old ones."""
    if args.replace:
        return _replace(args)
    editors = args.editors or _asked_editors()
    words = {place: asked(f"{_LABELS[place]}的口令") for place in locked_places(editors)}
    now = datetime.now(UTC)
    made = hold_ceremony(args.folder, words, now, editors)
    sheet = recovery_sheet(made, now)
    (args.folder / SHEET).write_text(sheet, "utf-8")
    print(sheet)
    print(f"密钥在 {args.folder}。请把恢复表打印出来,密钥按表分到各处,再把这个文件夹清掉。")
    return FINE


def _asked_editors() -> int:
    """How many are to sign content; 1 where nobody sits there to be asked."""
    if not sys.stdin.isatty():
        return 1
    told = input("内容要几个人签了才算?一个人签写 1,两个人各用各的钥匙签写 2(直接回车是 1):").strip()
    if told not in ("", "1", "2"):
        raise UsageError("要写 1 或 2,没有做。请重来。")
    return int(told or 1)


def _replace(args: argparse.Namespace) -> int:
    held: list[Path] = args.keys or []
    if args.stick is None or args.to is None or (not held and args.replace != "editor"):
        raise UsageError(
            "换密钥要写 --stick(U 盘上的 root.pem)和 --to(更新文件夹);换调度电脑或 U 盘的,还要写 --keys。"
        )
    share_at_hand(args.to)
    begun = begun_in(args.folder)
    stick = open_key(args.stick, asked("U 盘的口令"))
    repository, now = Repository(args.to), datetime.now(UTC)
    standing = begun.editors if begun is not None else repository.root_by(stick).roles[TARGETS].threshold
    editors = standing
    if args.replace == "editor" and args.editors is not None:
        editors = args.editors
    elif args.editors not in (None, standing):
        raise UsageError("几个人签,换 editor 时才能改。")
    kept = _kept_keys(args.replace, held, standing)
    role = {"editor": TARGETS, "sticks": ROOT}.get(args.replace)
    places = holders(role, editors) if role is not None else ()
    words = {place: asked(f"新的{_LABELS[place]}的口令") for place in places}
    change = KeyChange.of(args.replace, stick, args.folder, words, editors)
    keys = _keys_after(change, kept)
    try:
        repository.take_new_keys(change, keys, now)
    except (OSError, HandbookError):
        print(f"没有换完。修好以后,照原样再打一遍同一条命令({args.folder} 别清),接着换。", file=sys.stderr)
        raise
    if keys.second is not None:
        try:
            leave_stop(repository, keys, now)
        except (OSError, PublishRefused) as error:
            print(f"停住用的没有备好({error}),下次发布以前,停住也要两个人签。", file=sys.stderr)
    print(
        f"{'接着换' if begun is not None else '换'}好了,各台电脑下次看更新文件夹时自己认新的。新密钥在 {args.folder},"
        "请按原来的地方分好,再把这个文件夹清掉。挂着的停热通知照旧,请调度核对一遍。"
    )
    return FINE


def _kept_keys(what: str, held: list[Path], editors: int) -> Keys | None:
    """The keys that nobody lost; with passphrases where content is signed anew by them."""
    if what == "editor":
        return None
    if what == "sticks":
        return editor_keys(held[0], "")
    if len(held) != editors:
        raise UsageError(
            "这个单位的内容要两个人签:--keys 写两次,各写各的密钥文件夹。"
            if editors > 1
            else "这个单位的内容一个人签:--keys 写一次。"
        )
    first = editor_keys(held[0], asked("编辑现在的口令"))
    if editors == 1:
        return first
    second = editor_keys(held[1], asked("第二个签名的人现在的口令"))
    return replace(first, second=second.targets)


def _keys_after(change: KeyChange, kept: Keys | None) -> Keys:
    """Who signs from now on: the new keys, and those of before that nobody lost."""

    def key(role: str, before: CryptoSigner | None) -> CryptoSigner:
        signer = change.new[role][0] if role in change.new else before
        if signer is None:
            raise UsageError("换密钥还要编辑的密钥。")
        return signer

    editors = change.new.get(TARGETS)
    if editors is None:
        editors = [one for one in (kept.targets, kept.second) if one is not None] if kept is not None else []
    first, second = [*editors, None, None][:2]
    return Keys(
        first,
        key(SNAPSHOT, kept.snapshot if kept else None),
        key(TIMESTAMP, kept.timestamp if kept else None),
        second,
    )


def share_at_hand(share: Path) -> None:
    """Make sure that the company's folder is there: nothing may be signed into one that is made by a slip of the pen.

    Raises:
        UsageError: it is not.
    """
    if not share.is_dir():
        raise UsageError(
            f"更新文件夹 {share} 现在打不开。看一眼共享盘连上了没有、名字对不对;第一次用,请先建好这个文件夹。"
        )


def editor_folder(named: Path) -> Path:
    """The folder with an editor's keys, where it was named itself or the folder that it lies in."""
    for place in ("editor", SECOND_EDITOR):
        if (named / place).is_dir():
            return named / place
    return named


def editor_keys(named: Path, passphrase: str) -> Keys:
    """The editor's keys, in the folder `named` or in ``editor`` below it; without a passphrase only those that renew.

    Raises:
        KeyRefused: one is not there, or the passphrase is another.
    """
    folder = editor_folder(named)
    return Keys(
        open_key(folder / f"{TARGETS}.pem", passphrase) if passphrase else None,
        open_where_it_lies(folder / f"{SNAPSHOT}.pem"),
        open_where_it_lies(folder / f"{TIMESTAMP}.pem"),
    )


def asked(label: str) -> str:
    """A passphrase: typed twice at a terminal, else a line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass(f"{label}:")
    if getpass.getpass(f"{label},再输一遍:") != first:
        raise UsageError("两遍不一样,没有做。请重来。")
    return first
