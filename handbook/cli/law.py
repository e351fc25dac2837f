"""``handbook law``: official texts into a company's folder and out of it; what the window does with them, without a window."""

import argparse
import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from handbook.cli.exit_codes import FINE, PROBLEMS
from handbook.company_defaults import company_defaults
from handbook.content.law_folder import LawFolder
from handbook.content.library import existing_folders, open_content
from handbook.content.person import Person
from handbook.errors import HandbookError, UsageError
from handbook.law.draft import Choice, Draft
from handbook.model.handbook import Handbook
from handbook.rights import account_name, rights_of
from handbook.upkeep.law_desk import LawDesk
from handbook.upkeep.law_rows import Decided, ReadLaw

_SHOWN = 40
"""Unplaced lines that are printed."""


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb, what can be done, and the options of each."""
    parser = verbs.add_parser("law", help="法规原文:收下、列出、移出、改施行日期、撤回、比较两版")
    acts = parser.add_subparsers(dest="act", metavar="做什么", required=True)
    _add(acts)
    shown = acts.add_parser("list", help="列出有原文的法规和各版")
    shown.add_argument("--json", action="store_true", help="以 JSON 输出")
    shown.set_defaults(run=_run_list)
    for name, words, run in (("remove", "移出一版", _run_remove), ("date", "改一版的施行日期", _run_date)):
        act = acts.add_parser(name, help=words)
        act.add_argument("title", metavar="法规", help="法规全名")
        act.add_argument("day", type=_day, metavar="日期", help="这一版的施行日期,如 2021-10-29")
        if name == "date":
            act.add_argument("new", type=_day, metavar="新日期", help="改成哪一天")
        act.add_argument("--into", type=Path, metavar="DIR", help="本单位的覆盖文件夹(默认:正在用的)")
        act.set_defaults(run=run)
    undo = acts.add_parser("undo", help="撤回上一步(收下、移出、改日期)")
    undo.add_argument("--into", type=Path, metavar="DIR", help="本单位的覆盖文件夹(默认:正在用的)")
    undo.set_defaults(run=_run_undo)
    diff = acts.add_parser("diff", help="比较一部法规的两版,列出真有变化的条文和牵到的条目")
    diff.add_argument("title", metavar="法规", help="法规全名")
    diff.add_argument(
        "days", nargs="*", type=_day, metavar="日期", help="旧版和新版的施行日期(默认:最后两版)"
    )
    diff.add_argument("--json", action="store_true", help="以 JSON 输出")
    diff.set_defaults(run=_run_diff)


def _add(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = acts.add_parser("add", help="收下法规文件(docx、有文字层的 pdf、html、md、txt)")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="法规文件,可以几个")
    parser.add_argument(
        "--effective",
        type=_day,
        metavar="DATE",
        required=True,
        help="从哪天起施行,如 2027-01-01;程序不猜,几个文件同一天",
    )
    parser.add_argument("--into", type=Path, metavar="DIR", help="收到这个覆盖文件夹(默认:正在用的)")
    parser.add_argument("--source", default="", metavar="文字", help="从哪儿拿到的,如 省人大网站 Word 文件")
    parser.add_argument("--name", default="", metavar="姓名", help="谁收的(默认:登录名)")
    parser.add_argument("--title", default="", metavar="名称", help="法规全名(默认:文件里读到的)")
    parser.add_argument(
        "--place", default=None, metavar="地域", help="施行的省或市(默认:从名称看;全国的写空)"
    )
    parser.add_argument(
        "--rest",
        choices=[str(choice) for choice in Choice],
        metavar="去处",
        help=f"没处安放的行怎么办:{'、'.join(Choice)};不写就先列出来,不收",
    )
    parser.add_argument("--elsewhere", action="store_true", help="是外地的法规也收,只作查阅")
    parser.add_argument("--dry-run", action="store_true", help="只读、只列,不收")
    parser.set_defaults(run=_run_add)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期要写成 2027-01-01 这样,不是 {text}") from None


def _run_add(args: argparse.Namespace) -> int:
    """0 = all taken in, 1 = some were not (the others are); what and why is printed for each."""
    desk = _desk(args)
    refused = 0
    for path in args.files:
        try:
            refused += not _take(desk, path, args)
        except HandbookError as error:
            print(f"{path}:{error}")
            refused += 1
    return PROBLEMS if refused else FINE


def _take(desk: LawDesk, path: Path, args: argparse.Namespace) -> bool:
    law = desk.draft(path)
    draft = law.draft
    title = args.title or draft.title
    print(f"{path}:《{title}》{len(draft.articles)} 条,{law.about_file}")
    for line in _told(law):
        print(f"  {line}")
    if law.foreign and not args.elsewhere:
        print(f"  没有收:{law.foreign}。确实要收,加 --elsewhere")
        return False
    choices = {n: s for n in draft.unplaced if (s := draft.lines[n].suggested) is not None}
    left = [n for n in draft.unplaced if n not in choices]
    if left and not args.rest:
        print(f"  没有收:{len(left)} 行没处安放,请定去处,加 --rest 不要、归上一条 或 作附注;或到维护台逐行定")
        return False
    if not title:
        print("  没有收:没读出法规名称,请加 --title")
        return False
    if args.dry_run:
        print("  只看不收(--dry-run)")
        return True
    decided = Decided(
        law=law,
        title=title,
        place=draft.place if args.place is None else args.place,
        source=args.source or f"文件 {path.name}",
        effective=args.effective,
        choices=choices | {n: Choice(args.rest) for n in left},
    )
    accepted = desk.accept(decided)
    print(f"  {accepted.act.words}" + (f";上一版 {accepted.earlier} 起" if accepted.earlier else ""))
    return True


def _told(law: ReadLaw) -> Sequence[str]:
    """What was read, by the book: read = placed + listed."""
    draft = law.draft
    lines = [
        f"读入 {draft.characters_read} 字 = 放好 {draft.characters_placed} + 列出 {draft.characters_listed}",
        *law.remarks,
        *draft.problems,
        *(f"文中有日期 {d.day}:{d.where}“{d.words}”{',' + d.doubt if d.doubt else ''}" for d in draft.days),
    ]
    return [*lines, *_unplaced(draft)]


def _unplaced(draft: Draft) -> Sequence[str]:
    rows = [f"没处放:{draft.lines[n].text}({draft.lines[n].reason})" for n in draft.unplaced[:_SHOWN]]
    more = len(draft.unplaced) - _SHOWN
    return [*rows, f"……另有 {more} 行"] if more > 0 else rows


def _run_list(args: argparse.Namespace) -> int:
    desk = _desk(args, may_only_read=True)
    laws = desk.read()
    rows = [row for row in desk.rows(laws) if row.has_text]
    if args.json:
        told = [
            {
                "title": row.title,
                "place": row.place,
                "versions": [
                    {
                        "effective": v.effective.isoformat(),
                        "state": str(v.state),
                        "articles": v.articles,
                        "source": v.source,
                    }
                    for v in row.versions
                ],
                "entries": len(row.entries),
                "checked": row.checked,
            }
            for row in rows
        ]
        print(json.dumps(told, ensure_ascii=False, indent=1))
    for row in () if args.json else rows:
        versions = "、".join(f"{v.effective} {v.state} {v.articles} 条" for v in row.versions)
        print(f"《{row.title}》{row.place or '全国'}:{versions};条目 {len(row.entries)},已核对 {row.checked}")
    for problem in laws.problems:
        print(problem)
    return PROBLEMS if laws.problems else FINE


def _run_remove(args: argparse.Namespace) -> int:
    for act in _desk(args).remove(args.title, args.day):
        print(act.words)
    return FINE


def _run_date(args: argparse.Namespace) -> int:
    for act in _desk(args).set_day(args.title, args.day, args.new):
        print(act.words)
    return FINE


def _run_undo(args: argparse.Namespace) -> int:
    desk = _desk(args)
    words = desk.last_act()
    desk.take_back()
    print(f"撤回:{words}")
    return FINE


def _run_diff(args: argparse.Namespace) -> int:
    desk = _desk(args, may_only_read=True)
    days = args.days
    if len(days) != 2:
        row = next((row for row in desk.rows(desk.read()) if row.title == args.title), None)
        known = sorted(version.effective for version in row.versions) if row is not None else []
        if days or len(known) < 2:
            raise UsageError(
                f"《{args.title}》要有两版才能比;有:{'、'.join(map(str, known)) or '没有'}。日期写两个或不写。"
            )
        days = known[-2:]
    compared = desk.compared(args.title, *days)
    comparison = compared.comparison
    if args.json:
        told = {
            "counts": {str(kind): count for kind, count in comparison.counts.items()},
            "changes": [
                {
                    "old": change.old.number if change.old else None,
                    "new": change.new.number if change.new else None,
                    "class": str(change.change),
                }
                for change in comparison.changes
            ],
            "touched": [
                {
                    "entry": c.entry_id,
                    "title": c.title,
                    "numbers": c.numbers,
                    "gravity": str(c.gravity),
                    "reason": c.reason,
                }
                for c in compared.touched
            ],
        }
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return FINE
    print("、".join(f"{kind} {count}" for kind, count in comparison.counts.items()))
    for change in comparison.real:
        numbers = [article.written_number for article in (change.old, change.new) if article is not None]
        print(f"{change.change}:{'→'.join(dict.fromkeys(numbers))}")
    for card in compared.touched:
        print(f"{card.gravity}:{card.title}({'、'.join(card.numbers)} 条)—— {card.reason}")
    return FINE


def _desk(args: argparse.Namespace, *, may_only_read: bool = False) -> LawDesk:
    """The laws of the folder that was named, else of the one in use. Raises UsageError where this account may not edit it."""
    site = getattr(args, "into", None) or args.site
    if site is None:
        raise UsageError("没有本单位的覆盖文件夹:请加 --into DIR(收下时没有就建一个),或先在设置里选。")
    if not may_only_read:
        site.mkdir(parents=True, exist_ok=True)
        rights = rights_of(company_defaults(), site, account_name())
        if not rights.may_edit:
            raise UsageError(f"{rights.why_not}。")
    account = account_name()
    person = Person(getattr(args, "name", "") or account or "未署名", account)
    handbook = open_content(
        existing_folders(args.content, site if site.is_dir() else None, args.region)
    ).handbook
    return _made(site, person, handbook)


def _made(site: Path, person: Person, handbook: Handbook) -> LawDesk:
    def current() -> Handbook:
        return handbook

    return LawDesk(LawFolder(site, person, lambda: datetime.now().astimezone()), person, current, date.today)
