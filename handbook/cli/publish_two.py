"""``handbook publish`` where two have to sign: one prepares, another one looks at the same differences and signs."""

import argparse
import io
import sys
from datetime import datetime

from handbook.cli.exit_codes import FINE
from handbook.cli.keys import asked, editor_folder, editor_keys
from handbook.cli.publish_page import changes_of, kind_of, note_act
from handbook.cli.publish_root import first_root
from handbook.errors import UsageError
from handbook.fleet.trust.ceremony import BULLETINS_PUBLIC, open_public
from handbook.fleet.trust.publisher import Keys, PublishRefused
from handbook.fleet.trust.two_editors import Order, Prepared, TwoEditors
from handbook.model.typesetting import full_width
from handbook.upkeep.publication import ActKind, Group
from handbook.upkeep.publication_changes import counted, in_short

_MOST = 200
"""Differences that are told in a terminal."""


def order_of(
    args: argparse.Namespace,
    kind: ActKind,
    number: int,
    now: datetime,
    *,
    data: bytes = b"",
    is_urgent: bool = False,
) -> Order:
    """What both are to sign."""
    return Order(
        kind=kind.value,
        number=number,
        stage=100 if kind is ActKind.WITHDRAW else args.stage,
        is_urgent=is_urgent,
        by=args.by,
        note=args.note,
        checks=args.checked,
        when=now.replace(microsecond=0),
        data=data,
    )


def prepare(args: argparse.Namespace, two: TwoEditors, order: Order, keys: Keys, now: datetime) -> int:
    """Sign it as the first one."""
    editor = editor_folder(args.keys)
    bulletins = None if two.has_begun else open_public(editor / BULLETINS_PUBLIC)
    two.prepare(order, keys, bulletins, now)
    print(f"第 {order.number} 号签了第一个,等另一个人看过再签;没签齐之前,各台电脑不换。")
    return FINE


def second(args: argparse.Namespace, two: TwoEditors | None, now: datetime) -> int:
    """Tell what waits, and sign it after the passphrase. `args.seen`: what was looked at already, in a window.

    Raises:
        PublishRefused: nothing waits, or something else than what was looked at.
        UsageError: this computer has no root: whom the first signature has to be of, the share is not asked.
    """
    first_root(editor_folder(args.keys))
    waits = _waiting(two, now)
    assert two is not None  # noqa: S101 (nothing waits otherwise)
    if args.seen and args.seen != waits.digest:
        raise PublishRefused("等着签的换了一份,没有签。看一眼现在的这一份,再签。")
    if not args.seen:
        _tell(args, two, waits)
    keys = editor_keys(args.keys, asked_word("您的口令"))
    editor = editor_folder(args.keys)
    bulletins = None if two.has_begun else open_public(editor / BULLETINS_PUBLIC)
    told = two.complete(waits, keys, bulletins, now)
    note_act(args, kind_of(waits.order), told, now, waits.order)
    print(f"两个人都签了:第 {told.number} 号发给 {told.stage}% 的电脑。")
    return FINE


def drop(two: TwoEditors | None) -> int:
    """Let nothing wait any more."""
    if two is None:
        raise UsageError("这个单位的内容一个人签,没有等着签的。")
    two.give_up()
    print("等着签的那一份不发了;各台电脑照旧。")
    return FINE


def asked_word(label: str) -> str:
    """A passphrase; from the window in UTF-8, whatever the locale."""
    if isinstance(sys.stdin, io.TextIOWrapper) and not sys.stdin.isatty():
        sys.stdin.reconfigure(encoding="utf-8")
    return asked(label)


def _waiting(two: TwoEditors | None, now: datetime) -> Prepared:
    if two is None:
        raise UsageError("这个单位的内容一个人签,没有等着签的。")
    found = two.waiting(two.trusted, now)
    if found is None:
        raise PublishRefused("没有等着签的。准备的人签好了吗?那以后又签发过的、放了太久的,要重新准备。")
    return found


def _tell(args: argparse.Namespace, two: TwoEditors, waits: Prepared) -> None:
    order = waits.order
    who = f"{order.by or '没有署名'} {order.when.astimezone():%m-%d %H:%M} 签的"
    about = f"内容 {waits.version}" if waits.version else "内容不变"
    urgent = ",各台这通电话一完就换" if order.is_urgent else ""
    print(f"{kind_of(order)} 第 {order.number} 号:{about},发给 {order.stage}%{urgent}。{who}。{order.note}")
    changes = changes_of(waits, two, args.region)
    counts = counted(changes)
    for group in (group for group in Group if group in counts):
        print(f"{group} {counts[group]} 处")
        for one in [one for one in changes if one.group is group][:_MOST]:
            words = "".join(run.text for run in in_short(one)).replace("\n", " ")
            print(f"  {one.title}:{full_width(words)}")
    if not changes and order.data:
        print("和现在的一样,或者这是第一份,没有可比的。")
