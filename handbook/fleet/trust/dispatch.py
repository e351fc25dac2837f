"""One act of dispatch -> the list of notices on the share, signed with dispatch's own key, which can name nothing else.

Acts change one notice at a time, and are applied to the list as it stands when it is their turn: two dispatchers never lose
each other's. The share counts the numbers up; one that was used is not used again.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Targets

from handbook.bulletin.notice import LARGEST, MOST, Notice, Situation, write_notices
from handbook.fleet.trust.ceremony import open_where_it_lies
from handbook.fleet.trust.notices import notices_in
from handbook.fleet.trust.roles import BULLETINS, NOTICES, SNAPSHOT, TIMESTAMP
from handbook.fleet.trust.signed_share import PublishRefused, Sealed, SignedShare, remove_old, unsigned

RESTORED_HOLDS = timedelta(hours=4)
OVERDUE_HOLDS = timedelta(hours=24)
UNKNOWN_HOLDS = timedelta(hours=72)
"""Where nobody could tell when the heat comes back."""
_LAST = "last"
"""Beside the list, signed with it: the highest number that was ever given."""


class Act(StrEnum):
    """What dispatch does with a notice."""

    ADD = "add"
    REPLACE = "replace"
    WITHDRAW = "withdraw"


class NoNotice(PublishRefused):
    """What was to be sent is none; the message says what to mend."""


class ChangedMeanwhile(PublishRefused):
    """Somebody else changed or withdrew that very notice; `notices` is the list as it stands."""

    def __init__(self, words: str, notices: tuple[Notice, ...]) -> None:
        super().__init__(words)
        self.notices = notices


@dataclass(frozen=True, slots=True)
class DispatchKeys:
    """The keys of dispatch's computer."""

    bulletins: CryptoSigner
    snapshot: CryptoSigner
    timestamp: CryptoSigner


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of an act."""

    number: int
    """Of the notice."""
    notices: tuple[Notice, ...]
    """The list as it stands now."""
    dropped: tuple[int, ...] = ()
    """Numbers of those that were past and left the list with it."""


def dispatch_keys(folder: Path) -> DispatchKeys:
    """The keys in dispatch's folder.

    Raises:
        KeyRefused: one is not there.
    """
    names = (BULLETINS, SNAPSHOT, TIMESTAMP)
    return DispatchKeys(*(open_where_it_lies(folder / f"{name}.pem") for name in names))


def is_past(notice: Notice, now: datetime) -> bool:
    """Whether a notice is of no use any more: four hours after the heat is back, a day after it should have been.

    One of which nobody knew the end goes three days after it was last sent.
    """
    if notice.situation is Situation.RESTORED:
        return now > (notice.until or notice.sent) + RESTORED_HOLDS
    if notice.until is not None:
        return now > max(notice.until, notice.sent) + OVERDUE_HOLDS
    return now > max(notice.starts or notice.sent, notice.sent) + UNKNOWN_HOLDS


class Dispatch(SignedShare):
    """What dispatch signs on one share."""

    def listed(self, keys: DispatchKeys) -> tuple[Notice, ...]:
        """The notices as they stand, the newest first; past ones among them until the next is sent.

        Raises:
            PublishRefused: the share cannot be read, or others signed.
        """
        sealed = self._sealed(keys.snapshot.public_key, keys.timestamp.public_key)
        return self._notices(self._bulletins(sealed, keys, datetime.now(UTC)))

    def send(
        self,
        act: Act,
        row: Mapping[str, object],
        keys: DispatchKeys,
        now: datetime,
        *,
        was: Mapping[str, object] | None = None,
    ) -> Sent:
        """Add the notice in `row`, let it replace the one of its number, or withdraw the one of that number.

        `row`: as in the list (`notice.write_notices`); its `sent` is not read, and its `number` only where there has to be
        one. `was`: how that notice read when it was opened; without it whatever stands is replaced.

        Raises:
            NoNotice: `row` is none.
            ChangedMeanwhile: it reads otherwise by now, or is gone.
            PublishRefused: the share cannot be read, others signed, or somebody else goes on publishing.
            OSError: the share refuses; desks keep what they have.
        """
        with self._turn(now) as turn:
            sealed = self._sealed(keys.snapshot.public_key, keys.timestamp.public_key)
            targets = self._bulletins(sealed, keys, now)
            before = self._notices(targets)
            last = max([_last(targets), *(one.number for one in before)])
            standing = {one.number: one for one in before if not is_past(one, now)}
            number = last + 1 if act is Act.ADD else _number(row)
            if act is not Act.ADD:
                _refuse_changed(standing.get(number), number, was, before)
            if act is Act.WITHDRAW:
                del standing[number]
            else:
                standing[number] = notice_of(row, number, now)
            notices = _whole(standing.values())
            target = self._put(targets, NOTICES, write_notices(notices))
            target.unrecognized_fields["custom"] = {_LAST: max(last, number)}
            self._write_list(BULLETINS, targets, keys.bulletins, now)
            self._seal(sealed, {BULLETINS: targets}, (keys.snapshot, keys.timestamp), now, turn)
            self._sweep_lists(target.hashes["sha256"])
        left = {one.number for one in notices}
        gone = {one.number for one in before} - left - {number}
        return Sent(number, notices, tuple(sorted(gone)))

    def _bulletins(self, sealed: Sealed, keys: DispatchKeys, now: datetime) -> Targets:
        name = f"{sealed.snapshot.meta['targets.json'].version}.targets.json"
        given = self._read(name, Targets).delegations
        role = (given.roles or {}).get(BULLETINS) if given is not None else None
        if role is None or keys.bulletins.public_key.keyid not in role.keyids:
            raise PublishRefused(
                "这台电脑的停热通知密钥已经换过,没有发出。请管理员拷来新的 dispatch 文件夹。"
            )
        known = sealed.snapshot.meta.get(f"{BULLETINS}.json")
        if known is None:  # the first of all
            return unsigned(Targets(expires=now))
        return self._read(f"{known.version}.{BULLETINS}.json", Targets, keys.bulletins.public_key)

    def _notices(self, targets: Targets) -> tuple[Notice, ...]:
        target = targets.targets.get(NOTICES)
        if target is None:
            return ()
        try:
            return notices_in(self._data_of(target, LARGEST))
        except (OSError, ValueError):
            raise PublishRefused(f"{self.share} 里的停热通知读不出来,没有改。请告诉管理员。") from None

    def _sweep_lists(self, digest: str) -> None:
        """Remove lists that nobody reads any more."""
        newest = self._file(NOTICES, digest)
        with suppress(OSError):
            now = newest.stat().st_mtime
            for path in newest.parent.iterdir():
                if path != newest:
                    remove_old(path, now)


def notice_of(row: Mapping[str, object], number: int, now: datetime) -> Notice:
    """The notice in `row`, sent now under `number`.

    Raises:
        NoNotice: it is none.
    """
    said = dict(row) | {"number": number, "sent": now.isoformat(timespec="seconds")}
    try:
        (notice,) = notices_in(json.dumps([said]).encode())
    except (ValueError, TypeError):
        raise NoNotice("这条停热通知写得不对,没有发出。看一眼地点、时间,每栏最多 200 字。") from None
    if not notice.estate.strip() or not notice.sender.strip():
        raise NoNotice("停热通知还差小区或发送人,没有发出。")
    return replace(notice, estate=notice.estate.strip(), sender=notice.sender.strip())


def _whole(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """The list as desks read it back: what they would refuse is not sent."""
    written = write_notices(notices)
    try:
        return notices_in(written)
    except ValueError:
        raise NoNotice(
            f"开着的停热通知太多(最多 {MOST} 条,合起来 {LARGEST // 1024} KB),没有发出。先撤下几条。"
        ) from None


def _number(row: Mapping[str, object]) -> int:
    number = row.get("number")
    if type(number) is not int:
        raise NoNotice("没有说是哪一条停热通知,没有发出。")
    return number


def _last(targets: Targets) -> int:
    target = targets.targets.get(NOTICES)
    custom = target.unrecognized_fields.get("custom") if target is not None else None
    last = custom.get(_LAST) if isinstance(custom, dict) else None
    return last if type(last) is int else 0


def _refuse_changed(
    standing: Notice | None, number: int, was: Mapping[str, object] | None, notices: tuple[Notice, ...]
) -> None:
    if standing is None:
        raise ChangedMeanwhile(f"T-{number} 已经撤下了,没有改。看一眼现在的单子。", notices)
    if was is None:
        return
    try:
        (known,) = notices_in(json.dumps([dict(was)]).encode())
    except (ValueError, TypeError):
        raise NoNotice(f"T-{number} 原来的样子读不懂,没有改。") from None
    if known != standing:
        who = f"{standing.sender} " if standing.sender else ""
        raise ChangedMeanwhile(f"T-{number} 刚被 {who}改过,没有盖掉。看一眼再改。", notices)
