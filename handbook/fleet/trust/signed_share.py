"""The signed files on a share, as whoever signs some of them reads and replaces them.

Numbered files first, the timestamp last: a desk that reads meanwhile sees what was there before, or all of what is new. No
numbered file is ever written over: what a process that was killed left behind is passed over by the next number. What is built
upon is believed only where one's own keys signed it: the share may be written by anybody.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from securesystemslib.exceptions import UnverifiedSignatureError, VerificationError
from securesystemslib.signer import CryptoSigner, Key
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization import DeserializationError
from tuf.api.serialization.json import JSONSerializer

from handbook.errors import HandbookError
from handbook.fleet.trust.roles import BULLETINS, FILES, METADATA, SNAPSHOT, TARGETS, TIMESTAMP, good_until
from handbook.fleet.trust.turn import LOCK, Turn, TurnRefused, own_turn
from handbook.whole_file import write_whole

HASH = "sha256"
HELD_S = 3600.0
"""Seconds for which files of before stay: a desk may be reading them."""
_NUMBERED = re.compile(rf"(\d{{1,9}})\.({SNAPSHOT}|{TARGETS}|{BULLETINS})\.json")
T = TypeVar("T", Root, Snapshot, Targets, Timestamp)


class PublishRefused(HandbookError):
    """Nothing was published; the message says why."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the timestamp on the share stands for just now."""

    snapshot: Snapshot
    timestamp: Timestamp


class SignedShare:
    """Reads and replaces signed files; what they say is its heirs' concern."""

    def __init__(self, share: Path) -> None:
        self.share = share

    @property
    def _metadata(self) -> Path:
        return self.share / METADATA

    @contextmanager
    def _turn(self, now: datetime) -> Iterator[Turn]:
        """Publish alone."""
        try:
            with own_turn(self.share, now) as turn:
                yield turn
        except TurnRefused as error:
            raise PublishRefused(str(error)) from None

    def _sealed(self, snapshot: Key | None = None, timestamp: Key | None = None) -> Sealed:
        """What holds now, signed by these keys; without them whatever is there, which is for looking at alone.

        Raises:
            PublishRefused: the share cannot be read, or others signed.
        """
        newest = self._read("timestamp.json", Timestamp, timestamp)
        name = f"{newest.snapshot_meta.version}.snapshot.json"
        return Sealed(self._read(name, Snapshot, snapshot), newest)

    def _read(self, name: str, kind: type[T], key: Key | None = None) -> T:
        read = self._signed(name, kind)
        if key is not None and not is_signed_by(read, key):
            raise PublishRefused(
                f"{self._metadata / name} 不是用这套密钥签的,没有发布。密钥换过了吗?没换过,请马上告诉管理员。"
            )
        return read.signed

    def _signed(self, name: str, kind: type[T]) -> "Metadata[T]":
        try:
            read: Metadata[T] = Metadata.from_bytes((self._metadata / name).read_bytes())
        except (OSError, DeserializationError) as error:
            raise PublishRefused(f"{self._metadata / name} 读不出来({error})。更新文件夹对吗?") from None
        if not isinstance(read.signed, kind):
            raise PublishRefused(f"{self._metadata / name} 不是该在那里的文件。")
        return read

    def _write_list(
        self,
        role: str,
        targets: Targets,
        signer: CryptoSigner,
        now: datetime,
        others: Iterable[CryptoSigner] = (),
    ) -> None:
        """Sign `targets` for `role` under the next free number; `others` sign after `signer`."""
        targets.version = 1 + max(targets.version, self._highest(role))
        targets.expires = good_until(role, now)
        name = f"{targets.version}.{role}.json"
        self._write_signed(name, Metadata(targets), signer, *others, is_new=True)

    def _seal(
        self,
        sealed: Sealed,
        lists: dict[str, Targets],
        signers: tuple[CryptoSigner, CryptoSigner],
        now: datetime,
        turn: Turn,
    ) -> datetime:
        """Let `lists` (role -> what was written for it) hold from now on; the day until which desks believe it.

        `signers`: of the snapshot and of the timestamp. Both carry one number, higher than any on the share.
        """
        snapshot, timestamp = sealed.snapshot, sealed.timestamp
        number = 1 + max(timestamp.version, snapshot.version, self._highest(SNAPSHOT))
        for role, targets in lists.items():
            snapshot.meta[f"{role}.json"] = MetaFile(targets.version)
        snapshot.version = timestamp.version = number
        snapshot.expires = good_until(SNAPSHOT, now)
        timestamp.expires = good_until(TIMESTAMP, now)
        timestamp.snapshot_meta = MetaFile(number)
        turn.hold()
        self._write_signed(f"{number}.snapshot.json", Metadata(snapshot), signers[0], is_new=True)
        turn.hold()
        self._write_signed("timestamp.json", Metadata(timestamp), signers[1])
        self._sweep(snapshot)
        return timestamp.expires

    def _write_signed(
        self, name: str, metadata: "Metadata[T]", *signers: CryptoSigner, is_new: bool = False
    ) -> None:
        metadata.signatures.clear()
        for signer in signers:
            metadata.sign(signer, append=True)
        try:
            write_whole(self._metadata / name, metadata.to_bytes(JSONSerializer()), is_new=is_new)
        except FileExistsError:
            raise PublishRefused("另一台电脑同时在发布,这次没有发出。请再发一次。") from None

    def _put(self, targets: Targets, name: str, data: bytes) -> TargetFile:
        """Lay `data` on the share, under its hash, and let `targets` name it."""
        target = TargetFile.from_data(name, data, [HASH])
        self._lay(target, data)
        targets.targets[name] = target
        return target

    def _lay(self, target: TargetFile, data: bytes) -> None:
        path = self._file(target.path, target.hashes[HASH])
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)

    def _data_of(self, target: TargetFile, most: int) -> bytes:
        """The bytes that `target` names, which are those that were signed.

        Raises:
            OSError: the file is not there.
            ValueError: it holds something else, or more than `most` bytes.
        """
        with self._file(target.path, target.hashes[HASH]).open("rb") as file:
            data = file.read(most + 1)
        if len(data) > most or TargetFile.from_data(target.path, data, [HASH]).hashes != target.hashes:
            raise ValueError(f"{target.path}: not what was signed")
        return data

    def _file(self, name: str, digest: str) -> Path:
        folder, _, own = name.rpartition("/")
        return self.share / FILES / folder / f"{digest}.{own}"

    def _highest(self, role: str) -> int:
        return max(self._numbers(role), default=0)

    def _numbers(self, role: str) -> list[int]:
        """The numbers of the files that lie there for `role`, named by anything or not."""
        found = (_NUMBERED.fullmatch(path.name) for path in self._metadata.iterdir())
        return [int(one[1]) for one in found if one and one[2] == role]

    def _sweep(self, snapshot: Snapshot) -> None:
        """Remove what nobody reads any more, an hour after the newest; what cannot be removed stays for the next time.

        Lists above those that hold stay: they may be of a change of keys that was cut off, and is gone on with by them.
        """
        with suppress(OSError):
            now = (self._metadata / "timestamp.json").stat().st_mtime  # by the share's own clock
            holding = {name.removesuffix(".json"): one.version for name, one in snapshot.meta.items()}
            holding[SNAPSHOT] = snapshot.version
            for path in self._metadata.iterdir():
                found = _NUMBERED.fullmatch(path.name)
                if found is not None and int(found[1]) < holding.get(found[2], 0):
                    remove_old(path, now)
            for path in [*self.share.glob(f"{LOCK}.*"), *self._metadata.glob(".handbook-*.tmp")]:
                remove_old(path, now)


def unsigned(fresh: T) -> T:
    """The same as what was never signed: the next number is its first one."""
    fresh.version = 0
    return fresh


def is_signed_by(metadata: "Metadata[T]", key: Key) -> bool:
    """Whether `key` signed it."""
    signature = metadata.signatures.get(key.keyid)
    if signature is None:
        return False
    try:
        key.verify_signature(signature, metadata.signed_bytes)
    except (UnverifiedSignatureError, VerificationError):
        return False
    return True


def remove_old(path: Path, now: float) -> None:
    """Remove a file of `HELD_S` before `now`, both by the clock of its own disk; one that cannot be removed stays."""
    with suppress(OSError):
        if path.stat().st_mtime < now - HELD_S:
            path.unlink()
