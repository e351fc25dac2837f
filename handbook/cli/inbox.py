"""``handbook inbox``: the day sums that desks left on the share -> one CSV, or one sheet with charts."""

import argparse
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from handbook.cli.exit_codes import FINE, PROBLEMS
from handbook.cli.opening import open_handbook
from handbook.cli.paper_font import paper_font
from handbook.disk_words import reason
from handbook.errors import UsageError
from handbook.export.endings import check_ending, ending_of
from handbook.export.file_format import file_of_pages
from handbook.export.files.sheet_html import sheet_html
from handbook.export.inbox_report import Received, inbox_report
from handbook.export.paper.collecting import collector_paused
from handbook.export.safe_file import check_target, write_safely
from handbook.fleet.inbox.leaving import INBOX
from handbook.fleet.inbox.reading import LISTED, Inbox, read_inbox
from handbook.fleet.inbox.summing import Totals, totals_of
from handbook.fleet.inbox.table import to_csv
from handbook.fleet.inbox.words import TradeWords
from handbook.unseen_signs import visible

_ENDINGS = ("csv", "pdf", "html")


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser("inbox", help="把各台电脑放进更新文件夹的日报合成一张表,或带图的一页")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="更新文件夹,或里面的 inbox")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FILE",
        help="写到这个文件:.csv 表格,.pdf 或 .html 一页",
    )
    parser.add_argument("--since", type=_day, metavar="日期", help="从哪天起,例 2026-11-01")
    parser.add_argument("--until", type=_day, metavar="日期", help="到哪天为止,含那天")
    parser.add_argument("--force", action="store_true", help="覆盖已有的文件")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """1 = something in the folder was not counted; raises UsageError, ExportError."""
    check_ending(args.output, _ENDINGS, "日报")
    check_target(args.output, force=args.force)
    folder = args.folder / INBOX if (args.folder / INBOX).is_dir() else args.folder
    try:
        with collector_paused():
            inbox = read_inbox(folder, args.since, args.until)
            totals = totals_of(inbox.letters, TradeWords.shipped())
    except OSError as error:
        raise UsageError(f"{folder} 打不开({reason(error)})。请写更新文件夹,或里面的 inbox。") from None
    if not totals.letters:
        _tell(inbox)
        raise UsageError(
            f"{folder} 里没有收到日报。在更新文件夹里建一个 inbox 文件夹,各台电脑过一天就会放进来。"
        )
    write_safely(args.output, _file(args, totals, inbox), force=args.force)
    days = list(totals.days)
    print(f"{totals.seats} 台,{days[0]} 至 {days[-1]},{totals.letters} 份日报,已写到 {args.output}")
    _tell(inbox)
    return PROBLEMS if inbox.unread or inbox.broken else FINE


def _file(args: argparse.Namespace, totals: Totals, inbox: Inbox) -> bytes:
    title_of = _titles(args)
    ending = ending_of(args.output)
    if ending not in ("pdf", "html"):
        return to_csv(totals, title_of).encode()
    received = Received(inbox.broken, {why.value: count for why, count in inbox.unread.items()})
    with paper_font() as font:
        document = inbox_report(totals, received, title_of, datetime.now().astimezone(), font)
        return sheet_html(document, font.advance) if ending == "html" else file_of_pages(document)


def _titles(args: argparse.Namespace) -> Callable[[str], str]:
    handbook = open_handbook(args).handbook

    def title_of(entry_id: str) -> str:
        entry = handbook.get(entry_id)
        return entry.title if entry is not None else entry_id

    return title_of


def _tell(inbox: Inbox) -> None:
    """What was not counted, and why; names of files as they can be shown."""
    if inbox.broken:
        print(f"写坏的行:{inbox.broken},没有计入。", file=sys.stderr)
    if not inbox.unread:
        return
    counted = "、".join(f"{why.value} {count}" for why, count in inbox.unread.items())
    print(f"没有计入的文件:{counted}。", file=sys.stderr)
    for name, why in inbox.named:
        shown = visible(name).replace("\n", " ")
        print(f"  {shown.encode('utf-8', 'replace').decode()}  {why.value}", file=sys.stderr)
    if sum(inbox.unread.values()) > LISTED:
        print(f"  (只列前 {LISTED} 个)", file=sys.stderr)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("要写日期,例 2026-11-01") from None
