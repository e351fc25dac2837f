"""``handbook keys``: once for a company, the keys that sign its content, and the sheet that tells who holds what."""

import argparse
import getpass
import sys
from datetime import UTC, datetime
from pathlib import Path

from securesystemslib.signer import CryptoSigner

from handbook.cli.exit_codes import FINE
from handbook.errors import UsageError
from handbook.fleet.trust.ceremony import KeyRefused, hold_ceremony, open_key
from handbook.fleet.trust.key_change import REPLACED, KeyChange
from handbook.fleet.trust.publisher import Keys, Repository
from handbook.fleet.trust.roles import SNAPSHOT, TARGETS, TIMESTAMP
from handbook.fleet.trust.sheet import recovery_sheet

SHEET = "恢复表.txt"
_LOCKED = {"stick-1": "第一个 U 盘", "stick-2": "第二个 U 盘", "editor": "编辑"}


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser(
        "keys", help="做一套签发内容用的密钥(一个单位做一次),写出恢复表;丢了、被偷了换新的"
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="空文件夹;做完把里面的分到各处")
    parser.add_argument(
        "--replace",
        choices=list(REPLACED),
        help="换新:editor 编辑的、dispatch 调度电脑的、sticks 两个 U 盘的",
    )
    parser.add_argument("--stick", type=Path, metavar="FILE", help="换新时:还在手里的那个 U 盘上的 root.pem")
    parser.add_argument(
        "--keys", type=Path, metavar="DIR", help="换新时:编辑电脑上的密钥文件夹(换 editor 的不用)"
    )
    parser.add_argument("--to", type=Path, metavar="DIR", help="换新时:更新文件夹")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Ask for passphrases, make the keys, write the sheet; or put new ones in the place of old ones."""
    if args.replace:
        return _replace(args)
    words = {place: asked(f"{label}的口令") for place, label in _LOCKED.items()}
    now = datetime.now(UTC)
    made = hold_ceremony(args.folder, words, now)
    sheet = recovery_sheet(made, now)
    (args.folder / SHEET).write_text(sheet, "utf-8")
    print(sheet)
    print(f"密钥在 {args.folder}。请把恢复表打印出来,密钥按表分到各处,再把这个文件夹清掉。")
    return FINE


def _replace(args: argparse.Namespace) -> int:
    if args.stick is None or args.to is None or (args.keys is None and args.replace != "editor"):
        raise UsageError(
            "换密钥要写 --stick(U 盘上的 root.pem)和 --to(更新文件夹);换调度电脑或 U 盘的,还要写 --keys。"
        )
    share_at_hand(args.to)
    if any(args.folder.glob("*/*.pem")):
        raise KeyRefused(f"{args.folder} 里已经有密钥。换新的请另写一个空文件夹。")
    stick = open_key(args.stick, asked("U 盘的口令"))
    editor = asked("编辑现在的口令") if args.replace != "editor" else ""
    kept = None if args.keys is None else editor_keys(args.keys, editor)
    places = {"editor": ("editor",), "sticks": ("stick-1", "stick-2")}.get(args.replace, ())
    words = {place: asked(f"新的{_LOCKED[place]}的口令") for place in places}
    change = KeyChange.of(args.replace, stick, args.folder, words)
    Repository(args.to).take_new_keys(change, _keys_after(change, kept), datetime.now(UTC))
    print(
        f"换好了,各台电脑下次看更新文件夹时自己认新的。新密钥在 {args.folder},请按原来的地方分好,再把这个文件夹清掉。"
        "挂着的停热通知照旧,请调度核对一遍。"
    )
    return FINE


def _keys_after(change: KeyChange, kept: Keys | None) -> Keys:
    """Who signs from now on: the new keys, and those of before that nobody lost."""

    def key(role: str, before: CryptoSigner | None) -> CryptoSigner:
        signer = change.new[role][0] if role in change.new else before
        if signer is None:
            raise UsageError("换密钥还要编辑的密钥。")
        return signer

    return Keys(
        key(TARGETS, kept.targets if kept else None),
        key(SNAPSHOT, kept.snapshot if kept else None),
        key(TIMESTAMP, kept.timestamp if kept else None),
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
    """The folder with the editor's keys, where it was named itself or the folder that it lies in."""
    inside = named / "editor"
    return inside if inside.is_dir() else named


def editor_keys(named: Path, passphrase: str) -> Keys:
    """The editor's keys, in the folder `named` or in ``editor`` below it; without a passphrase only those that renew.

    Raises:
        KeyRefused: one is not there, or the passphrase is another.
    """
    folder = editor_folder(named)
    return Keys(
        open_key(folder / f"{TARGETS}.pem", passphrase) if passphrase else None,
        open_key(folder / f"{SNAPSHOT}.pem"),
        open_key(folder / f"{TIMESTAMP}.pem"),
    )


def asked(label: str) -> str:
    """A passphrase: typed twice at a terminal, else a line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass(f"{label}:")
    if getpass.getpass(f"{label},再输一遍:") != first:
        raise UsageError("两遍不一样,没有做。请重来。")
    return first
