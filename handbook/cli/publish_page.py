"""What the page 发布 asks of ``handbook publish``: how the share stands, what would go out, and what was done is remembered."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import msgspec

from handbook.aboard import CONTENT, SITE
from handbook.cli.exit_codes import FINE
from handbook.cli.keys import editor_folder
from handbook.cli.opening import open_engine
from handbook.cli.publish_root import two_editors
from handbook.content.checking import check_content
from handbook.content.library import named_folders, open_content
from handbook.content.loader import load_content
from handbook.content.person import Person
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.shipped import ShippedTexts
from handbook.disk_words import reason
from handbook.errors import HandbookError
from handbook.fleet.pack import Pack, PackRefused, read_pack
from handbook.fleet.trust.ceremony import TARGETS_PUBLIC, open_public
from handbook.fleet.trust.listing import Published
from handbook.fleet.trust.publisher import Keys, PreparedStop, PublishRefused, Repository
from handbook.fleet.trust.roles import SEATS, TARGETS
from handbook.fleet.trust.seat import is_in_stage
from handbook.fleet.trust.two_editors import Order, Prepared, TwoEditors, read_stop, write_stop
from handbook.paths import shipped_content
from handbook.search.query import Query
from handbook.upkeep.publication import (
    FIRST_STAGES,
    ActKind,
    EntryTold,
    PackTold,
    PublicationAct,
    SeatsRead,
    ShareState,
    Survey,
    Waiting,
)
from handbook.upkeep.publication_changes import Side, authors_of, side_of, told_changes
from handbook.upkeep.publication_checks import SEEN, checks
from handbook.upkeep.publication_log import remember, remembered
from handbook.upkeep.publication_seats import read_seats
from handbook.upkeep.walks import WalkShelf
from handbook.whole_file import PRIVATE, open_draft, write_whole

_STOP = "stop.json"
"""Beside the editor's keys: what stops the pack that was published last from this computer."""


def print_state(args: argparse.Namespace, repository: Repository, now: datetime) -> int:
    """How the share stands, on one line; a share that cannot be read is told in it."""
    print(msgspec.json.encode(_state(args, repository, now)).decode())
    return FINE


def print_survey(args: argparse.Namespace, repository: Repository, now: datetime) -> int:
    """What would go out and whether it may, on one line."""
    print(msgspec.json.encode(_survey(args, repository, now)).decode())
    return FINE


def keep_stop(folder: Path, repository: Repository, told: Published, keys: Keys, now: datetime) -> None:
    """Keep beside the editor's keys what stops that pack; where it cannot be kept, stopping it asks for the passphrase."""
    place = editor_folder(folder) / _STOP
    try:
        if told.stage == 0:
            place.unlink(missing_ok=True)
            return
        write_whole(place, write_stop(repository.prepare_stop(told.number, keys, now)), mode=PRIVATE)
    except (OSError, PublishRefused) as error:
        print(f"停住用的没有备好({error}),要停住时得输口令。", file=sys.stderr)


def kept_stop(folder: Path, number: int, two: TwoEditors | None) -> PreparedStop:
    """What was kept aside for that pack: on this computer, or, where two signed it, on the share.

    Raises:
        PublishRefused: there is nothing for it.
    """
    stop = two.laid_stop(number) if two is not None else _stop_here(folder)
    if stop is not None and stop.number == number:
        return stop
    if two is not None:
        raise PublishRefused(f"更新文件夹里没有备好停住第 {number} 号用的,停住也要两个人签。")
    raise PublishRefused(f"这台电脑没有备好停住第 {number} 号用的,停住要口令。")


def _stop_here(folder: Path) -> PreparedStop | None:
    try:
        return read_stop((editor_folder(folder) / _STOP).read_bytes())
    except (OSError, ValueError):
        return None


def note_act(
    args: argparse.Namespace, kind: ActKind, told: Published, now: datetime, first: Order | None = None
) -> None:
    """Remember it in the company's folder; what was done on the share stands without. `first`: what the first of two signed."""
    act = PublicationAct(
        kind=kind,
        number=told.number,
        version=told.version,
        stage=told.stage,
        by=args.by if first is None else first.by,
        when=now,
        words=args.note if first is None else first.note,
        checks=args.checked if first is None else first.checks,
        second="" if first is None else args.by,
        first_signed=None if first is None else first.when,
    )
    if args.site is not None:
        try:
            remember(args.site, act)
        except OSError as error:
            print(f"发布记录没有记上({reason(error)}),已经发出去的不受影响。", file=sys.stderr)


def _state(args: argparse.Namespace, repository: Repository, now: datetime) -> ShareState:
    share = repository.share
    state = ShareState(
        folder=str(share),
        is_writable=_can_write(share),
        has_keys=args.keys is not None and (editor_folder(args.keys) / f"{TARGETS}.pem").is_file(),
        acts=remembered(args.site),
        now=now,
    )
    if not share.is_dir():
        return msgspec.structs.replace(
            state, trouble=f"更新文件夹 {share} 现在打不开。看一眼网络，或者问管理员。"
        )
    try:
        two = two_editors(args, share)
    except PublishRefused as error:
        return msgspec.structs.replace(state, is_begun=True, trouble=str(error))
    waits = _waiting(args, two, now)
    state = msgspec.structs.replace(state, signers=1 if two is None else two.editors, waiting=waits)
    if not (share / "metadata" / "timestamp.json").exists():
        seats = read_seats(share / SEATS)
        return msgspec.structs.replace(state, seats=seats, firsts=_firsts(seats, 1))
    try:
        packs, (signed, renewed) = repository.published, repository.holds_until
    except PublishRefused as error:
        return msgspec.structs.replace(state, is_begun=True, trouble=str(error))
    seats = read_seats(share / SEATS)
    number = packs[0].number if packs else 0
    stage = packs[0].stage if packs else 0
    marked = [
        msgspec.structs.replace(seat, is_first=is_in_stage(seat.name, number, stage)) for seat in seats.seats
    ]
    return msgspec.structs.replace(
        state,
        is_begun=True,
        packs=tuple(
            PackTold(
                number=one.number,
                version=one.version,
                stage=one.stage,
                is_urgent=one.is_urgent,
                note=one.note,
            )
            for one in packs
        ),
        signed_until=signed,
        renewed_until=renewed,
        seats=msgspec.structs.replace(seats, seats=tuple(marked)),
        firsts=_firsts(seats, number + 1),
        can_stop=_can_stop(args, repository, two, number),
    )


def _firsts(seats: SeatsRead, number: int) -> tuple[tuple[int, int], ...]:
    names = [seat.name for seat in seats.seats]
    return tuple((share, sum(is_in_stage(name, number, share) for name in names)) for share in FIRST_STAGES)


def _can_stop(args: argparse.Namespace, repository: Repository, two: TwoEditors | None, number: int) -> bool:
    if args.keys is None or not number:
        return False
    with suppress(HandbookError):
        return kept_stop(args.keys, number, two).base == repository.version
    return False


def _waiting(args: argparse.Namespace, two: TwoEditors | None, now: datetime) -> Waiting | None:
    """What waits for the second signature, and whether it is the other one's."""
    if two is None:
        return None
    root = two.trusted
    found = two.waiting(root, now)
    if found is None:
        return None
    own = ""
    if args.keys is not None:
        with suppress(HandbookError):
            own = open_public(editor_folder(args.keys) / TARGETS_PUBLIC).keyid
    order = found.order
    return Waiting(
        kind=kind_of(order),
        number=order.number,
        version=found.version,
        stage=order.stage,
        is_urgent=order.is_urgent,
        by=order.by,
        when=order.when,
        words=order.note,
        checks=order.checks,
        is_mine=two.signer_of(found, root) == own,
        digest=found.digest,
    )


def _can_write(folder: Path) -> bool:
    if os.name != "nt":
        return os.access(folder, os.W_OK | os.X_OK)
    try:  # there the system answers for a flag of the folder alone
        file, draft = open_draft(folder)
        file.close()
        draft.unlink()
    except OSError:
        return False
    return True


def _survey(args: argparse.Namespace, repository: Repository, now: datetime) -> Survey:
    root = args.content or shipped_content()
    content = check_content(root, args.site, args.region)
    here = side_of(content, root, args.site)
    shelf = (
        DraftShelf(args.site, ShippedTexts(root), Person(args.by or "发布"), _local_now)
        if args.site is not None
        else None
    )
    authors = authors_of(shelf.acts()) if shelf is not None else {}
    packs = repository.published if (repository.share / "metadata" / "timestamp.json").exists() else ()
    waits = _order_waiting(args, repository.share, now)
    with _laid_out(repository, packs, args.region) as sides:
        newest = sides[0] if sides else None
        coming = told_changes(newest, here, authors) if newest is not None else ()
        out = told_changes(sides[1], sides[0], authors) if len(sides) > 1 else ()
        waiting = waiting_changes(waits, newest, args.region) if waits is not None else ()
    touched = {told.entry for told in coming if told.entry}
    touched |= {one for one, origin in content.origins.items() if origin.file.startswith("site:")}
    return Survey(
        version=content.handbook.version,
        entries=len(content.handbook),
        since=packs[0].number if packs else 0,
        since_version=packs[0].version if packs else "",
        coming=coming,
        out=out,
        out_since=packs[1].version if len(sides) > 1 else "",
        checks=checks(
            content,
            touched,
            _finder(args),
            WalkShelf(args.site, Person(""), _local_now) if args.site is not None else None,
            shelf.drafts() if shelf is not None else (),
        ),
        made=now,
        waiting=waiting,
        waiting_digest=waits.digest if waits is not None else "",
    )


def kind_of(order: Order) -> ActKind:
    """What it is to be remembered as; the first one's program wrote it, whatever that is."""
    try:
        return ActKind(order.kind)
    except ValueError:
        return ActKind.PUBLISH


def _order_waiting(args: argparse.Namespace, share: Path, now: datetime) -> Prepared | None:
    with suppress(PublishRefused):
        two = two_editors(args, share)
        return two.waiting(two.trusted, now) if two is not None else None
    return None


def waiting_changes(prepared: Prepared, newest: Side | None, region: str) -> tuple[EntryTold, ...]:
    """What the pack that waits brings over the newest one: read from that very pack, whatever lies on this computer."""
    if not prepared.order.data or newest is None:
        return ()
    with tempfile.TemporaryDirectory(prefix="handbook-publish-") as folder:
        return told_changes(newest, _side_in(Path(folder), read_pack(prepared.order.data), region), {})


def changes_of(prepared: Prepared, repository: Repository, region: str) -> tuple[EntryTold, ...]:
    """The same, where the newest pack has to be read first."""
    packs = repository.published if repository.has_begun else ()
    with _laid_out(repository, packs[:1], region) as sides:
        return waiting_changes(prepared, sides[0] if sides else None, region)


@contextmanager
def _laid_out(repository: Repository, packs: Sequence[Published], region: str) -> Iterator[list[Side]]:
    """What the newest pack and the one before it hold; fewer where their files are not there any more."""
    sides = []
    with tempfile.TemporaryDirectory(prefix="handbook-publish-") as folder:
        for pack in packs[:2]:
            place = Path(folder) / str(pack.number)
            try:
                sides.append(_side_in(place, repository.pack(pack.number), region))
            except (PublishRefused, PackRefused):
                break
        yield sides


def _side_in(place: Path, pack: Pack, region: str) -> Side:
    """What `pack` holds, laid out in `place`."""
    for name, data in pack.files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    site = place / SITE if (place / SITE).is_dir() else None
    return side_of(load_content(place / CONTENT, site, region), place / CONTENT, site)


def _finder(args: argparse.Namespace) -> Callable[[str], Sequence[str]]:
    """Finds as a desk would that has this very content."""
    handbook = open_content(named_folders(args.content, args.site, args.region)).handbook
    engine = open_engine(handbook)

    def find(words: str) -> Sequence[str]:
        return [hit.id for hit in engine.search(Query(words, limit=SEEN)).hits]

    return find


def _local_now() -> datetime:
    return datetime.now().astimezone()
