"""``handbook publish``: the company's content is checked, packed, signed and laid in the update folder; desks take it by themselves."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from handbook import __version__, paths
from handbook.aboard import PackManifest
from handbook.cli.exit_codes import FINE, PROBLEMS
from handbook.cli.keys import editor_folder, editor_keys, share_at_hand
from handbook.cli.publish_page import (
    keep_stop,
    kept_stop,
    note_act,
    print_state,
    print_survey,
)
from handbook.cli.publish_root import first_root, two_editors
from handbook.cli.publish_two import asked_word, drop, order_of, prepare, second
from handbook.company_defaults import company_defaults
from handbook.content.checking import check_content
from handbook.errors import UsageError
from handbook.fleet.pack import make_pack
from handbook.fleet.trust.ceremony import BULLETINS_PUBLIC, open_public
from handbook.fleet.trust.publisher import Repository
from handbook.fleet.trust.two_editors import TwoEditors
from handbook.model.problem import Gravity
from handbook.upkeep.publication import ActKind

_ALL = 100


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser("publish", help="把本单位的内容签发到更新文件夹,各台电脑自己收下")
    parser.add_argument("--keys", type=Path, metavar="DIR", help="编辑电脑上的密钥文件夹(handbook keys 做的)")
    parser.add_argument(
        "--to", type=Path, metavar="DIR", help="更新文件夹(默认:defaults.json 的 update_folder)"
    )
    parser.add_argument(
        "--stage", type=_percent, default=_ALL, metavar="百分之几", help="先发给百分之几的电脑,默认 100"
    )
    parser.add_argument("--note", default="", metavar="文字", help="一句话说改了什么,坐席换内容时看到")
    parser.add_argument("--by", default="", metavar="姓名", help="谁发的")
    parser.add_argument("--checked", default="", metavar="文字", help="发布前查过什么,记进发布记录")
    parser.add_argument("--urgent", action="store_true", help="这通电话一完就换,不等人点")
    acts = parser.add_mutually_exclusive_group()
    acts.add_argument("--renew", action="store_true", help="只续签(每月一次,计划任务里跑),不用编辑的口令")
    acts.add_argument("--list", action="store_true", help="只列出发布过的")
    acts.add_argument("--state", action="store_true", help="更新文件夹和各台现在怎样,一行 JSON(维护台用)")
    acts.add_argument("--survey", action="store_true", help="要带出去什么、查得怎样,一行 JSON(维护台用)")
    acts.add_argument("--stop", type=int, metavar="第几号", help="先停住:没换的不再换,不用口令")
    acts.add_argument(
        "--widen", type=int, metavar="第几号", help="把已发的一份改成发给 --stage 那么多;0 就是先停住"
    )
    acts.add_argument(
        "--second", action="store_true", help="两个人签的:看过等着签的那一份,用自己的密钥签,签了才发"
    )
    acts.add_argument("--drop", action="store_true", help="两个人签的:等着签的那一份不发了,不用口令")
    acts.add_argument(
        "--withdraw", type=int, metavar="第几号", help="撤回:把第几号的内容当作新的一份再发,压过后来的"
    )
    parser.add_argument("--seen", default="", help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """1 = the content has errors."""
    share = args.to or company_defaults().update_folder
    if share is None:
        raise UsageError("不知道更新文件夹在哪:写 --to,或在 defaults.json 里设 update_folder。")
    repository, now = Repository(share), datetime.now(UTC)
    if args.state:
        return print_state(args, repository, now)
    if args.survey:
        return print_survey(args, repository, now)
    if args.list:
        for one in repository.published:
            print(
                f"第 {one.number} 号  内容 {one.version}  发给 {one.stage}%{'  紧急' if one.is_urgent else ''}  {one.note}"
            )
        return FINE
    if args.keys is None:
        raise UsageError("还缺密钥文件夹:写 --keys。")
    share_at_hand(share)
    if args.renew:
        until = repository.renew(editor_keys(args.keys, ""), now)
        print(f"续签好了,管到 {until.astimezone():%Y-%m-%d}。")
        return FINE
    two = two_editors(args, share)
    if args.stop is not None:
        stopped = repository.stop(kept_stop(args.keys, args.stop, two), editor_keys(args.keys, ""), now)
        note_act(args, ActKind.STOP, stopped, now)
        print(f"第 {stopped.number} 号停住了:没换的不再换,换了的照用。")
        return FINE
    if args.second or args.drop:
        return second(args, two, now) if args.second else drop(two)
    if args.widen is not None:
        return _widen(args, repository, two, now)
    return _publish(args, repository, two, now)


def _widen(args: argparse.Namespace, repository: Repository, two: TwoEditors | None, now: datetime) -> int:
    keys = editor_keys(args.keys, asked_word("编辑的口令"))
    if two is not None:
        kind = ActKind.WIDEN if args.stage else ActKind.STOP
        return prepare(args, two, order_of(args, kind, args.widen, now), keys, now)
    told = repository.set_stage(args.widen, args.stage, keys, now)
    keep_stop(args.keys, repository, told, keys, now)
    note_act(args, ActKind.WIDEN if told.stage else ActKind.STOP, told, now)
    print(f"第 {told.number} 号现在发给 {told.stage}% 的电脑。")
    return FINE


def _publish(args: argparse.Namespace, repository: Repository, two: TwoEditors | None, now: datetime) -> int:
    keys = editor_keys(args.keys, asked_word("编辑的口令"))
    if two is None and not repository.has_begun:
        editor = editor_folder(args.keys)
        repository.begin(first_root(editor), open_public(editor / BULLETINS_PUBLIC), keys, now)
    number = repository.next_number if repository.has_begun else 1
    if args.withdraw is not None:
        older = repository.pack(args.withdraw, keys)
        data = older.again(number, now, args.note or f"撤回,恢复第 {args.withdraw} 号的内容")
        if two is not None:
            order = order_of(args, ActKind.WITHDRAW, number, now, data=data, is_urgent=True)
            return prepare(args, two, order, keys, now)
        told = repository.publish(data, keys, now, is_urgent=True)
        keep_stop(args.keys, repository, told, keys, now)
        note_act(args, ActKind.WITHDRAW, told, now)
        print(f"已把第 {args.withdraw} 号的内容作为第 {told.number} 号发出,各台电脑这通电话一完就换。")
        return FINE
    root = args.content or paths.shipped_content()
    content = check_content(root, args.site, args.region)
    errors = [problem for problem in content.problems if problem.gravity is Gravity.ERROR]
    if errors:
        print(*errors, sep="\n")
        print(f"内容有 {len(errors)} 个错误,没有发布。请先改好,再用 handbook check 查一遍。")
        return PROBLEMS
    manifest = PackManifest(
        number=number,
        version=content.handbook.version,
        oldest_program=__version__,
        made=now.isoformat(timespec="seconds"),
        by=args.by,
        note=args.note,
    )
    data = make_pack(root, args.site, manifest)
    if two is not None:
        order = order_of(args, ActKind.PUBLISH, number, now, data=data, is_urgent=args.urgent)
        return prepare(args, two, order, keys, now)
    told = repository.publish(data, keys, now, stage=args.stage, is_urgent=args.urgent)
    keep_stop(args.keys, repository, told, keys, now)
    note_act(args, ActKind.PUBLISH, told, now)
    print(
        f"发出第 {told.number} 号:内容 {told.version},共 {len(data) // 1024} KB,发给 {told.stage}% 的电脑。"
    )
    return FINE


def _percent(text: str) -> int:
    value = int(text)
    if not 0 <= value <= _ALL:
        raise argparse.ArgumentTypeError("要写 0 到 100")
    return value
