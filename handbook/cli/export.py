"""``handbook export``: entries, a set or a run go in; a PDF, Word, HTML, Markdown or CSV file comes out."""

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.cli.exit_codes import FINE
from handbook.cli.export_choice import Choice, choose
from handbook.cli.kind_names import kind_of
from handbook.cli.opening import open_handbook
from handbook.cli.paper_font import paper_font
from handbook.document.blocks import Sheet
from handbook.document.wording import minute
from handbook.errors import HandbookError, UsageError
from handbook.export.drawing.font_notice import file_notice, paper_notice
from handbook.export.errors import CancelledError
from handbook.export.file_format import FileFormat, file_of_pages, file_without_pages, format_for
from handbook.export.paper.document import PrintJob, make_document
from handbook.export.paper.scale import Form
from handbook.export.register.register import register_printed
from handbook.export.safe_file import check_target, write_safely
from handbook.unseen_signs import visible

if TYPE_CHECKING:
    from handbook.export.file_format import FileFormat

FORMATS = ("pdf", "docx", "html", "md", "csv")


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser("export", help="导出或打印成文件:PDF、Word、网页、Markdown、CSV")
    parser.add_argument("ids", nargs="*", metavar="ID", help="条目编号")
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--kind", type=kind_of, metavar="K", help="某一类的全部条目:流程、应急、法规…")
    chosen.add_argument(
        "--set", metavar="NAME", help="一组条目:应急、现场、故障族(漏水、散热不良…)、话术组或标签"
    )
    chosen.add_argument("--all", action="store_true", help="整本手册")
    parser.add_argument(
        "--run", dest="call", type=int, metavar="CALL", help="一次通话里办过的清单,带打钩、回答、时间"
    )
    parser.add_argument("--format", choices=FORMATS, help="默认看文件名的结尾,没有结尾则 pdf")
    parser.add_argument(
        "--paper", type=_form, default=Form.A4, metavar="A4|A5|A6|A3|2up|4up", help="纸面,默认 A4"
    )
    parser.add_argument(
        "--law-text", action="store_true", help="每张卡后附所引条文的官方原文(本单位导入了的)"
    )
    parser.add_argument("--loose", action="store_true", help="只要散页:不加封面、目录、索引标签和更改记录")
    parser.add_argument("-o", "--output", type=Path, metavar="PATH", help="写到哪里;默认用标题作文件名")
    parser.add_argument("--force", action="store_true", help="文件已存在时覆盖")
    parser.add_argument("--quiet", action="store_true", help="不显示进度")
    parser.set_defaults(run=run)


def _form(word: str) -> Form:
    for form in Form:
        if word.lower() == form.value.lower():
            return form
    raise argparse.ArgumentTypeError(f"不认识的纸面“{word}”,可用:{'、'.join(Form)}")


def run(args: argparse.Namespace) -> int:
    """Export; nothing is written unless all of it can be."""
    _check_words(args)
    _format(args)  # refused before anything is opened
    handbook = open_handbook(args).handbook
    choice = choose(args, handbook)
    target = _target(args, choice)
    check_target(target, force=args.force)
    now = datetime.now().astimezone()
    try:
        content = _content(args, choice, now, _Progress(is_quiet=args.quiet))
    except KeyboardInterrupt:
        raise CancelledError from None
    write_safely(target, content, force=args.force)
    print(f"已写出 {target}({len(content) / 1024:,.0f} KB)")
    return FINE


def _check_words(args: argparse.Namespace) -> None:
    named = bool(args.ids) + bool(args.kind) + bool(args.set) + bool(args.all) + (args.call is not None)
    if named == 0:
        raise UsageError("请说明导出什么:条目编号、--kind、--set、--all 或 --run。")
    if args.ids and (args.kind or args.set or args.all):
        raise UsageError("条目编号不能与 --kind、--set、--all 一起用。")
    if args.call is not None and (args.kind or args.set or args.all):
        raise UsageError("--run 只能单用,或加条目编号只取其中几张。")


def _target(args: argparse.Namespace, choice: Choice) -> Path:
    if args.output:
        return Path(args.output)
    name = "".join("-" if char in '\\/:*?"<>|' or char < " " else char for char in visible(choice.title))
    return Path(f"{name}.{_format(args)}")


def _format(args: argparse.Namespace) -> "FileFormat":
    return format_for(args.output, FileFormat(args.format) if args.format else None)


def _content(args: argparse.Namespace, choice: Choice, now: datetime, progress: "_Progress") -> bytes:
    kind = _format(args)
    is_pack = kind is FileFormat.PDF and not args.loose and choice.is_set and len(choice.items) > 1
    job = PrintJob(
        items=choice.items,
        with_law=args.law_text,
        handbook=choice.handbook,
        form=args.paper,
        printed=now,
        pack=choice.pack(now) if is_pack else None,
        name=choice.title,
    )
    if kind is FileFormat.PDF:
        return _pdf(job, progress)
    _tell(file_notice(_words(job)))
    return file_without_pages(job, kind, progress.named("生成"))


def _words(job: PrintJob) -> str:
    return file_without_pages(job, FileFormat.MARKDOWN).decode()


def _tell(notice: str) -> None:
    if notice:
        print(f"提醒:{notice}", file=sys.stderr)


def _pdf(job: PrintJob, progress: "_Progress") -> bytes:
    with paper_font() as font:
        document = make_document(job, font, progress.named("排版"))
        _tell(paper_notice(document.text()))
        content = file_of_pages(document, progress.named("生成"))
        _remember(document.sheets, minute(job.printed))
    return content


def _remember(sheets: Sequence[object], printed: str) -> None:
    """Note what was printed; a full disk there must not keep the file from the user."""
    try:
        register_printed([sheet for sheet in sheets if isinstance(sheet, Sheet)], printed)
    except (HandbookError, OSError) as error:
        print(f"提醒:打印登记没有记上({error}),以后查这批纸时说不出改了哪里。", file=sys.stderr)


class _Progress:
    """One line on standard error, rewritten on a terminal, every tenth in a log."""

    def __init__(self, *, is_quiet: bool) -> None:
        self._is_quiet = is_quiet
        self._what = ""
        self._tenth = -1

    def named(self, what: str) -> "_Progress":
        """The same for another part of the work."""
        self._what = what
        self._tenth = -1
        return self

    def __call__(self, done: int, total: int) -> bool:
        tenth = 10 * done // max(total, 1)
        if self._is_quiet or total < 20 or tenth == self._tenth:
            return True
        self._tenth = tenth
        end = "\r" if sys.stderr.isatty() else "\n"
        print(f"{self._what} {done}/{total}", end=end, file=sys.stderr, flush=True)
        return True
