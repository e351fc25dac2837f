"""Packs and the editor's keys -> the share: files first, what signs them after, the timestamp last; one publisher at a time.

A desk that reads meanwhile sees what was there before, or all of what is new.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)
from tuf.api.serialization import DeserializationError
from tuf.api.serialization.json import JSONSerializer

from handbook.errors import HandbookError
from handbook.fleet.pack import Pack, read_pack
from handbook.fleet.trust.key_change import KeyChange
from handbook.fleet.trust.listing import LIST_NAME, Published, read_listing, write_listing
from handbook.fleet.trust.roles import (
    BULLETIN_PATHS,
    BULLETINS,
    FILES,
    FIRST_ROOT,
    METADATA,
    SEATS,
    SNAPSHOT,
    TARGETS,
    TIMESTAMP,
    good_until,
    pack_name,
)
from handbook.whole_file import write_whole

_LOCK = "publishing.lock"
_STALE_S = 600.0
"""Seconds after which a lock is one of a process that died."""
_KEPT = 3
"""Packs that stay on the share: the newest, and what desks may still be reading or going back to."""
HASH = "sha256"
NEEDS_EDITOR = "发布内容要编辑的密钥。"
T = TypeVar("T", Targets, Snapshot, Timestamp)


class PublishRefused(HandbookError):
    """Nothing was published; the message says why."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of those who sign what changes."""

    targets: CryptoSigner | None
    """None where only the timestamp is renewed."""
    snapshot: CryptoSigner
    timestamp: CryptoSigner


@dataclass(frozen=True, slots=True)
class PreparedStop:
    """What stops one pack, signed when that was published: of use only to whoever may also sign the snapshot."""

    number: int
    base: int
    """Version of the signed list that it takes the place of."""
    listing: bytes
    targets: bytes


class Repository:
    """The signed files on one share."""

    def __init__(self, share: Path) -> None:
        self.share = share

    def begin(self, root: bytes, bulletins: CryptoSigner, keys: Keys, now: datetime) -> None:
        """Lay the first signed files on an empty share: no pack, and the role for bulletins with a key of its own.

        Raises:
            PublishRefused: something is published there already.
            OSError: the share refuses.
        """
        if (self._metadata / "timestamp.json").exists():
            raise PublishRefused(f"{self.share} 里已经发布过内容。")
        if keys.targets is None:
            raise PublishRefused(NEEDS_EDITOR)
        self._metadata.mkdir(parents=True, exist_ok=True)
        (self.share / SEATS).mkdir(exist_ok=True)
        write_whole(self._metadata / FIRST_ROOT, root)
        role = DelegatedRole(
            BULLETINS, [bulletins.public_key.keyid], 1, terminating=True, paths=[BULLETIN_PATHS]
        )
        delegations = Delegations({bulletins.public_key.keyid: bulletins.public_key}, {BULLETINS: role})
        targets = Targets(version=1, expires=good_until(TARGETS, now), delegations=delegations)
        self._write_signed("1.targets.json", Metadata(targets), keys.targets)
        empty = Targets(version=1, expires=good_until(BULLETINS, now))
        self._write_signed("1.bulletins.json", Metadata(empty), bulletins)
        snapshot = Snapshot(version=1, expires=good_until(SNAPSHOT, now))
        snapshot.meta = {"targets.json": MetaFile(1), "bulletins.json": MetaFile(1)}
        self._seal(snapshot, Timestamp(version=1, expires=good_until(TIMESTAMP, now)), keys, now)

    @property
    def published(self) -> tuple[Published, ...]:
        """The packs that desks may take, the newest first.

        Raises:
            PublishRefused: the share cannot be read.
        """
        return self._listed(self._targets())

    @property
    def next_number(self) -> int:
        """The number that the next pack has to have."""
        return max((one.number for one in self.published), default=0) + 1

    def pack(self, number: int) -> Pack:
        """A pack that was published.

        Raises:
            PublishRefused: it is not there any more.
        """
        target = self._targets().targets.get(pack_name(number))
        if target is None:
            raise PublishRefused(f"发布过的内容里没有第 {number} 号。")
        try:
            return read_pack(self._file(pack_name(number), target.hashes[HASH]).read_bytes())
        except OSError:
            raise PublishRefused(f"第 {number} 号内容包的文件不在了。") from None

    def publish(
        self, data: bytes, keys: Keys, now: datetime, *, stage: int = 100, is_urgent: bool = False
    ) -> Published:
        """Put the pack in `data` on the share for `stage` percent of the desks.

        Raises:
            PublishRefused: its number is not the next one, or somebody else is publishing.
            PackRefused: it is no pack that desks take.
            OSError: the share refuses; desks keep what they have.
        """
        pack = read_pack(data)
        number = pack.manifest.number
        with self._turn(now):
            if number != self.next_number:
                raise PublishRefused(
                    f"这个包是第 {number} 号,该是第 {self.next_number} 号。有人刚发布过,请重做一次。"
                )
            targets = self._targets()
            told = Published(
                number=number,
                version=pack.manifest.version,
                oldest_program=pack.manifest.oldest_program,
                stage=stage,
                is_urgent=is_urgent,
                note=pack.manifest.note,
            )
            self._put(targets, pack_name(number), data)
            self._list(targets, [told, *self._listed(targets)][:_KEPT])
            self._sign_targets(targets, keys, now)
        return told

    def set_stage(self, number: int, stage: int, keys: Keys, now: datetime) -> Published:
        """Let a published pack be for `stage` percent of the desks; 0 stops it where it has not been taken.

        Raises:
            PublishRefused: there is no such pack, or somebody else is publishing.
        """
        with self._turn(now):
            targets = self._targets()
            packs = {pack.number: pack for pack in self._listed(targets)}
            if number not in packs:
                raise PublishRefused(f"发布过的内容里没有第 {number} 号。")
            packs[number] = replace(packs[number], stage=stage)
            self._list(targets, packs.values())
            self._sign_targets(targets, keys, now)
        return packs[number]

    def prepare_stop(self, number: int, keys: Keys, now: datetime) -> PreparedStop:
        """Sign now what would stop that pack, to be kept aside: whoever sees that it is wrong stops it without a passphrase.

        It holds until something else is signed there.

        Raises:
            PublishRefused: there is no such pack, or the editor's key is not there.
        """
        if keys.targets is None:
            raise PublishRefused(NEEDS_EDITOR)
        targets = self._targets()
        base = targets.version
        packs = self._listed(targets)
        if all(pack.number != number for pack in packs):
            raise PublishRefused(f"发布过的内容里没有第 {number} 号。")
        listing = write_listing(replace(pack, stage=0) if pack.number == number else pack for pack in packs)
        targets.targets[LIST_NAME] = TargetFile.from_data(LIST_NAME, listing, [HASH])
        targets.version += 1
        targets.expires = good_until(TARGETS, now)
        signed = Metadata(targets)
        signed.sign(keys.targets)
        return PreparedStop(number, base, listing, signed.to_bytes(JSONSerializer()))

    def stop(self, prepared: PreparedStop, keys: Keys, now: datetime) -> Published:
        """Let no further desk take a pack, by what was signed when it was published; no passphrase is asked.

        Raises:
            PublishRefused: something else was signed since, or somebody else is publishing.
        """
        with self._turn(now):
            targets = self._targets()
            signed = Metadata[Targets].from_bytes(prepared.targets)
            if targets.version != prepared.base or signed.signed.version != prepared.base + 1:
                raise PublishRefused("更新文件夹在那以后又签发过,这次停住要口令。")
            self._put(targets, LIST_NAME, prepared.listing)
            write_whole(self._metadata / f"{signed.signed.version}.targets.json", prepared.targets)
            timestamp = self._timestamp()
            snapshot = self._read(f"{timestamp.snapshot_meta.version}.snapshot.json", Snapshot).signed
            snapshot.meta["targets.json"] = MetaFile(signed.signed.version)
            snapshot.version += 1
            timestamp.version += 1
            self._seal(snapshot, timestamp, keys, now)
        return next(pack for pack in read_listing(prepared.listing) if pack.number == prepared.number)

    @property
    def holds_until(self) -> tuple[datetime, datetime]:
        """(until when what the editor signed holds, until when desks believe the share at all).

        Raises:
            PublishRefused: the share cannot be read.
        """
        return self._targets().expires, self._timestamp().expires

    @property
    def version(self) -> int:
        """How often the editor signed.

        Raises:
            PublishRefused: the share cannot be read.
        """
        return self._targets().version

    def renew(self, keys: Keys, now: datetime) -> datetime:
        """Sign the timestamp anew, so that desks go on trusting what is there; the day until which they do."""
        with self._turn(now):
            timestamp = self._timestamp()
            timestamp.version += 1
            timestamp.expires = good_until(TIMESTAMP, now)
            self._write_signed("timestamp.json", Metadata(timestamp), keys.timestamp)
        return timestamp.expires

    def take_new_keys(self, change: KeyChange, keys: Keys, now: datetime) -> None:
        """Let other keys hold from now on: the new root first, then all that the new keys sign. Desks follow by themselves.

        Raises:
            PublishRefused: the share cannot be read, or somebody else is publishing.
        """
        with self._turn(now):
            root = self.root
            change.make(root, now)
            signed = Metadata(root)
            for signer in change.signers:
                signed.sign(signer, append=True)
            write_whole(self._metadata / f"{root.version}.root.json", signed.to_bytes(JSONSerializer()))
            targets = self._targets()
            if change.bulletins is not None and targets.delegations is not None:
                bulletins = targets.delegations
                bulletins.keys = {change.bulletins.public_key.keyid: change.bulletins.public_key}
                (bulletins.roles or {})[BULLETINS].keyids = [change.bulletins.public_key.keyid]
                timestamp = self._timestamp()
                snapshot = self._read(f"{timestamp.snapshot_meta.version}.snapshot.json", Snapshot).signed
                empty = Targets(
                    version=snapshot.meta["bulletins.json"].version + 1, expires=good_until(BULLETINS, now)
                )
                self._write_signed(f"{empty.version}.bulletins.json", Metadata(empty), change.bulletins)
                self._sign_targets(targets, keys, now, bulletins=empty.version)
            else:
                self._sign_targets(targets, keys, now)

    @property
    def root(self) -> Root:
        """The newest root on the share.

        Raises:
            PublishRefused: there is none that can be read.
        """
        numbers = [
            int(n)
            for path in self._metadata.glob("*.root.json")
            if (n := path.name.partition(".")[0]).isdecimal()
        ]
        try:
            read = Metadata[Root].from_bytes(
                (self._metadata / f"{max(numbers, default=0)}.root.json").read_bytes()
            )
        except (OSError, DeserializationError) as error:
            raise PublishRefused(f"{self._metadata} 里的总清单读不出来({error})。更新文件夹对吗?") from None
        return read.signed

    def _sign_targets(self, targets: Targets, keys: Keys, now: datetime, *, bulletins: int = 0) -> None:
        if keys.targets is None:
            raise PublishRefused(NEEDS_EDITOR)
        targets.version += 1
        targets.expires = good_until(TARGETS, now)
        self._write_signed(f"{targets.version}.targets.json", Metadata(targets), keys.targets)
        timestamp = self._timestamp()
        snapshot = self._read(f"{timestamp.snapshot_meta.version}.snapshot.json", Snapshot).signed
        snapshot.meta["targets.json"] = MetaFile(targets.version)
        if bulletins:
            snapshot.meta["bulletins.json"] = MetaFile(bulletins)
        snapshot.version += 1
        timestamp.version += 1
        self._seal(snapshot, timestamp, keys, now)

    def _seal(self, snapshot: Snapshot, timestamp: Timestamp, keys: Keys, now: datetime) -> None:
        snapshot.expires = good_until(SNAPSHOT, now)
        self._write_signed(f"{snapshot.version}.snapshot.json", Metadata(snapshot), keys.snapshot)
        timestamp.expires = good_until(TIMESTAMP, now)
        timestamp.snapshot_meta = MetaFile(snapshot.version)
        self._write_signed("timestamp.json", Metadata(timestamp), keys.timestamp)

    def _list(self, targets: Targets, packs: Iterable[Published]) -> None:
        """Sign for `packs` and no others; files of others stay a while, for desks that read the list before."""
        kept = list(packs)
        self._put(targets, LIST_NAME, write_listing(kept))
        names = {LIST_NAME, *(pack_name(pack.number) for pack in kept)}
        for name in set(targets.targets) - names:
            del targets.targets[name]

    def _put(self, targets: Targets, name: str, data: bytes) -> None:
        target = TargetFile.from_data(name, data, [HASH])
        path = self._file(name, target.hashes[HASH])
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
        targets.targets[name] = target

    def _listed(self, targets: Targets) -> tuple[Published, ...]:
        target = targets.targets.get(LIST_NAME)
        if target is None:
            return ()
        try:
            return read_listing(self._file(LIST_NAME, target.hashes[HASH]).read_bytes())
        except (OSError, ValueError) as error:
            raise PublishRefused(f"{self.share} 里发布过的清单读不出来({error})。") from None

    @property
    def _metadata(self) -> Path:
        return self.share / METADATA

    def _file(self, name: str, digest: str) -> Path:
        folder, _, own = name.rpartition("/")
        return self.share / FILES / folder / f"{digest}.{own}"

    def _targets(self) -> Targets:
        timestamp = self._timestamp()
        snapshot = self._read(f"{timestamp.snapshot_meta.version}.snapshot.json", Snapshot).signed
        return self._read(f"{snapshot.meta['targets.json'].version}.targets.json", Targets).signed

    def _timestamp(self) -> Timestamp:
        return self._read("timestamp.json", Timestamp).signed

    def _read(self, name: str, kind: type[T]) -> "Metadata[T]":
        try:
            read: Metadata[T] = Metadata.from_bytes((self._metadata / name).read_bytes())
        except (OSError, DeserializationError) as error:
            raise PublishRefused(f"{self._metadata / name} 读不出来({error})。更新文件夹对吗?") from None
        if not isinstance(read.signed, kind):
            raise PublishRefused(f"{self._metadata / name} 不是该在那里的文件。")
        return read

    def _write_signed(self, name: str, metadata: Metadata[T], signer: CryptoSigner) -> None:
        metadata.signatures.clear()
        metadata.sign(signer)
        write_whole(self._metadata / name, metadata.to_bytes(JSONSerializer()))

    @contextmanager
    def _turn(self, now: datetime) -> Iterator[None]:
        """Publish alone; a lock that is ten minutes old is of a process that died, and is taken over."""
        lock = self.share / _LOCK
        said = json.dumps(
            {
                "machine": os.environ.get(
                    "COMPUTERNAME", os.uname().nodename if hasattr(os, "uname") else ""
                ),
                "at": now.isoformat(),
            }
        )
        try:
            write_whole(lock, said.encode(), is_new=True)
        except FileExistsError:
            holder = _holder(lock)
            if (now - holder[1]).total_seconds() < _STALE_S:
                raise PublishRefused(f"{holder[0] or '另一台电脑'} 正在发布,请过一会儿再试。") from None
            write_whole(lock, said.encode())
        try:
            yield
        finally:
            with suppress(OSError):
                lock.unlink()


def _holder(lock: Path) -> tuple[str, datetime]:
    try:
        said: Mapping[str, str] = json.loads(lock.read_text("utf-8"))
        return said["machine"], datetime.fromisoformat(said["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", datetime.fromisoformat("2000-01-01T00:00:00+00:00")
