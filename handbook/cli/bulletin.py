"""``handbook bulletin``: opens dispatch's form; with options, notices are listed, sent, replaced and withdrawn.

The form runs the latter in a process of its own.

``handbook bulletin --list --json`` and ``handbook bulletin --send - --json`` print one line of JSON::

    {"state": "listed" | "sent" | "changed" | "refused" | "stopped",
     "words": "...",              # for dispatch, empty where all is well
     "number": 12,                # of the notice that was sent or withdrawn, 0 = none
     "notices": [...] | null,     # the list as it stands now, the newest first; null where it could not be read
     "dropped": [3, 4]}           # numbers of past ones that left the list with this act

``changed``: somebody else changed or withdrew that very notice meanwhile, nothing was sent, `notices` shows it. ``refused``:
what was given is no notice. ``stopped``: keys, share or another publisher; trying again may help. Exit code 0 where it was sent
or listed, else 1.

``--send -`` reads one object from standard input, in UTF-8::

    {"act": "add", "notice": {...}}
    {"act": "replace", "notice": {..., "number": 12}, "was": {...}}
    {"act": "withdraw", "notice": {"number": 12}, "was": {...}}

A notice is a row of the list (`handbook.bulletin.notice.write_notices`): situation (repair, planned, restored), estate,
buildings, sender, starts, until (ISO 8601 with zone, or null), reason, internal, said. The share gives `number` to one that is
added, and `sent` to each. `was` is the row as it read when dispatch opened it; without it whatever stands is replaced.

The keys lie in ``dispatch`` in the user's own folder, where the three files of the ceremony's folder ``dispatch`` are put, or in
the folder that ``--keys`` names; the share is the company's ``update_folder``, or ``--to``.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from handbook import paths
from handbook.bulletin.notice import Notice, write_notices
from handbook.cli import window
from handbook.cli.exit_codes import FINE, PROBLEMS
from handbook.company_defaults import company_defaults
from handbook.disk_words import reason
from handbook.errors import HandbookError
from handbook.fleet.trust.dispatch import (
    Act,
    ChangedMeanwhile,
    Dispatch,
    NoNotice,
    dispatch_keys,
)

_LARGEST = 64 * 1024
_KEYS = "dispatch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What is printed."""

    state: str
    words: str = ""
    number: int = 0
    notices: tuple[Notice, ...] | None = None
    dropped: tuple[int, ...] = ()

    def to_json(self) -> str:
        """On one line."""
        rows = None if self.notices is None else json.loads(write_notices(self.notices))
        said = {
            "state": self.state,
            "words": self.words,
            "number": self.number,
            "notices": rows,
            "dropped": self.dropped,
        }
        return json.dumps(said, ensure_ascii=False)


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser("bulletin", help="调度的停热通知:不带选项打开窗口;也能列出、发、改、撤下")
    parser.add_argument("--json", action="store_true", help="结果以一行 JSON 输出")
    parser.add_argument(
        "--keys", type=Path, metavar="DIR", help="调度电脑上的密钥文件夹(默认:用户文件夹里的 dispatch)"
    )
    parser.add_argument(
        "--to", type=Path, metavar="DIR", help="更新文件夹(默认:defaults.json 的 update_folder)"
    )
    acts = parser.add_mutually_exclusive_group()
    acts.add_argument("--list", action="store_true", help="列出现在挂着的")
    acts.add_argument("--send", choices=["-"], help="从标准输入读一件事:发一条、改一条或撤一条")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """1 = nothing was sent."""
    if not args.list and args.send is None:
        return open_form(args)
    answer = _answered(args)
    print(answer.to_json() if args.json else _in_words(answer))
    return FINE if answer.state in ("sent", "listed") else PROBLEMS


def open_form(args: argparse.Namespace) -> int:
    """Without an option: dispatch's window."""
    return window.run(args, args.open_window)


def keys_folder(named: Path | None) -> Path:
    """Where dispatch's keys lie on this computer."""
    return named if named is not None else paths.user_home() / _KEYS


def _answered(args: argparse.Namespace) -> Answer:
    share = args.to or company_defaults().update_folder
    if share is None:
        return Answer(
            state="stopped", words="不知道更新文件夹在哪:写 --to,或在 defaults.json 里设 update_folder。"
        )
    dispatch = Dispatch(share)
    try:
        keys = dispatch_keys(keys_folder(args.keys))
        if args.list:
            return Answer(state="listed", notices=dispatch.listed(keys))
        act, row, was = _asked(_typed())
        sent = dispatch.send(act, row, keys, datetime.now(UTC), was=was)
        return Answer(state="sent", number=sent.number, notices=sent.notices, dropped=sent.dropped)
    except NoNotice as error:
        return Answer(state="refused", words=str(error))
    except ChangedMeanwhile as error:
        return Answer(state="changed", words=str(error), notices=error.notices)
    except HandbookError as error:
        return Answer(state="stopped", words=str(error))
    except OSError as error:
        return Answer(state="stopped", words=f"更新文件夹 {share} 写不进去({reason(error)}),没有发出。")


def _typed() -> bytes:
    source = getattr(sys.stdin, "buffer", None)
    return source.read(_LARGEST + 1) if source is not None else sys.stdin.read(_LARGEST + 1).encode()


def _asked(data: bytes) -> tuple[Act, Mapping[str, object], Mapping[str, object] | None]:
    """(what is done, the notice, how it read before)."""
    try:
        said = json.loads(data)
        act, row, was = Act(said["act"]), said["notice"], said.get("was")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NoNotice("要发的内容读不懂,没有发出。") from None
    if len(data) > _LARGEST or not isinstance(row, dict) or not isinstance(was, dict | None):
        raise NoNotice("要发的内容读不懂,没有发出。")
    return act, row, was


def _in_words(answer: Answer) -> str:
    lines = [answer.words] if answer.words else []
    if answer.state == "sent":
        lines.append(f"T-{answer.number} 办好了。")
    for one in answer.notices or ():
        until = f"  到 {one.until.astimezone():%m-%d %H:%M}" if one.until is not None else ""
        lines.append(f"{one.label}  {one.estate} {one.buildings}{until}  {one.sender}")
    return "\n".join(lines or ["现在没有挂着的停热通知。"])
