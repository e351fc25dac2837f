"""Packs and the editor's keys -> the share: files first, what signs them after, the timestamp last; one publisher at a time.

A desk that reads meanwhile sees what was there before, or all of what is new.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from securesystemslib.signer import CryptoSigner, Key
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Metadata,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)
from tuf.api.serialization.json import JSONSerializer

from handbook.fleet.pack import LARGEST, Pack, read_pack
from handbook.fleet.trust.key_change import KeyChange
from handbook.fleet.trust.listing import LARGEST as LARGEST_LIST
from handbook.fleet.trust.listing import LIST_NAME, Published, read_listing, write_listing
from handbook.fleet.trust.roles import (
    BULLETIN_PATHS,
    BULLETINS,
    FIRST_ROOT,
    ROOT,
    SEATS,
    SNAPSHOT,
    TARGETS,
    TIMESTAMP,
    good_until,
    pack_name,
)
from handbook.fleet.trust.signed_share import (
    HASH,
    PublishRefused,
    Sealed,
    SignedShare,
    T,
    is_signed_by,
    unsigned,
)
from handbook.fleet.trust.turn import Turn
from handbook.whole_file import write_whole

__all__ = ["NEEDS_EDITOR", "Keys", "PreparedStop", "PublishRefused", "Repository"]

KEPT = 3
"""Packs that stay on the share: the newest, and what desks may still be reading or going back to."""
NEEDS_EDITOR = "发布内容要编辑的密钥。"
NEEDS_TWO = "这个单位的内容要两个人签,一个人签的各台电脑不认,没有发布。"


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of those who sign what changes."""

    targets: CryptoSigner | None
    """None where only the timestamp is renewed."""
    snapshot: CryptoSigner
    timestamp: CryptoSigner
    second: CryptoSigner | None = None
    """The other editor's, where both sign at one place: when keys are replaced."""

    @property
    def others(self) -> tuple[CryptoSigner, ...]:
        """Who signs lists beside `targets`."""
        return () if self.second is None else (self.second,)


@dataclass(frozen=True, slots=True)
class PreparedStop:
    """What stops one pack, signed when that was published: of use only to whoever may also sign the snapshot."""

    number: int
    base: int
    """Version of the signed list that it takes the place of."""
    listing: bytes
    targets: bytes


class Repository(SignedShare):
    """What the editor signs on one share."""

    def begin(self, root: bytes, bulletins: Key, keys: Keys, now: datetime) -> None:
        """Lay the first signed files on an empty share: no pack, and the role for bulletins with a key of its own.

        `bulletins`: the public half of dispatch's key; what dispatch signs is laid there by itself when it first sends.

        Raises:
            PublishRefused: something is published there already, or one signed where two have to.
            OSError: the share refuses.
        """
        if keys.targets is None:
            raise PublishRefused(NEEDS_EDITOR)
        if keys.second is None and Metadata[Root].from_bytes(root).signed.roles[TARGETS].threshold > 1:
            raise PublishRefused(NEEDS_TWO)
        self._metadata.mkdir(parents=True, exist_ok=True)
        (self.share / SEATS).mkdir(exist_ok=True)
        with self._turn(now) as turn:
            if (self._metadata / "timestamp.json").exists():
                raise PublishRefused(f"{self.share} 里已经发布过内容。")
            write_whole(self._metadata / FIRST_ROOT, root)
            targets = unsigned(Targets(expires=now, delegations=delegated_to(bulletins)))
            self._write_list(TARGETS, targets, keys.targets, now, keys.others)
            nothing = Sealed(unsigned(Snapshot(expires=now)), unsigned(Timestamp(expires=now)))
            self._seal(nothing, {TARGETS: targets}, (keys.snapshot, keys.timestamp), now, turn)

    @property
    def has_begun(self) -> bool:
        """Whether anything was ever published here."""
        return (self._metadata / "timestamp.json").exists()

    @property
    def published(self) -> tuple[Published, ...]:
        """The packs that desks may take, the newest first; as the share says, whoever wrote it.

        Raises:
            PublishRefused: the share cannot be read.
        """
        return self._listed(self._targets(None)[1])

    @property
    def next_number(self) -> int:
        """The number that the next pack has to have."""
        return next_number_after(self.published)

    def pack(self, number: int, keys: Keys | None = None) -> Pack:
        """A pack that was published; with `keys` one that they signed, which may be published again.

        Raises:
            PublishRefused: it is not there any more, or others signed.
        """
        target = self._targets(keys)[1].targets.get(pack_name(number))
        if target is None:
            raise PublishRefused(f"发布过的内容里没有第 {number} 号。")
        try:
            return read_pack(self._data_of(target, LARGEST))
        except OSError:
            raise PublishRefused(f"第 {number} 号内容包的文件不在了。") from None
        except ValueError:
            raise PublishRefused(f"第 {number} 号内容包的文件被人改过,没有采用。") from None

    def publish(
        self, data: bytes, keys: Keys, now: datetime, *, stage: int = 100, is_urgent: bool = False
    ) -> Published:
        """Put the pack in `data` on the share for `stage` percent of the desks; waits while somebody else publishes.

        Raises:
            PublishRefused: its number is not the next one, or somebody else goes on publishing.
            PackRefused: it is no pack that desks take.
            OSError: the share refuses; desks keep what they have.
        """
        pack = read_pack(data)
        number = pack.manifest.number
        with self._turn(now) as turn:
            sealed, targets = self._targets(keys)
            listed = self._listed(targets)
            if number != next_number_after(listed):
                raise PublishRefused(
                    f"这个包是第 {number} 号,该是第 {next_number_after(listed)} 号。有人刚发布过,请重做一次。"
                )
            told = Published(
                number=number,
                version=pack.manifest.version,
                oldest_program=pack.manifest.oldest_program,
                stage=stage,
                is_urgent=is_urgent,
                note=pack.manifest.note,
            )
            self._put(targets, pack_name(number), data)
            self._list(targets, [told, *listed][:KEPT])
            self._sign_targets(sealed, targets, keys, now, turn)
        return told

    def set_stage(self, number: int, stage: int, keys: Keys, now: datetime) -> Published:
        """Let a published pack be for `stage` percent of the desks; 0 stops it where it has not been taken.

        Raises:
            PublishRefused: there is no such pack, or somebody else goes on publishing.
        """
        with self._turn(now) as turn:
            sealed, targets = self._targets(keys)
            packs = {pack.number: pack for pack in self._listed(targets)}
            if number not in packs:
                raise PublishRefused(f"发布过的内容里没有第 {number} 号。")
            packs[number] = replace(packs[number], stage=stage)
            self._list(targets, packs.values())
            self._sign_targets(sealed, targets, keys, now, turn)
        return packs[number]

    def prepare_stop(self, number: int, keys: Keys, now: datetime) -> PreparedStop:
        """Sign now what would stop that pack, to be kept aside: whoever sees that it is wrong stops it without a passphrase.

        It holds until something else is signed there.

        Raises:
            PublishRefused: there is no such pack, or the editor's key is not there.
        """
        if keys.targets is None:
            raise PublishRefused(NEEDS_EDITOR)
        targets = self._targets(keys)[1]
        base = targets.version
        packs = self._listed(targets)
        if all(pack.number != number for pack in packs):
            raise PublishRefused(f"发布过的内容里没有第 {number} 号。")
        listing = write_listing(replace(pack, stage=0) if pack.number == number else pack for pack in packs)
        targets.targets[LIST_NAME] = TargetFile.from_data(LIST_NAME, listing, [HASH])
        targets.version += 1
        targets.expires = good_until(TARGETS, now)
        signed = Metadata(targets)
        for signer in (keys.targets, *keys.others):
            signed.sign(signer, append=True)
        return PreparedStop(number, base, listing, signed.to_bytes(JSONSerializer()))

    def stop(self, prepared: PreparedStop, keys: Keys, now: datetime) -> Published:
        """Let no further desk take a pack, by what was signed when it was published; no passphrase is asked.

        Raises:
            PublishRefused: something else was signed since, or somebody else is publishing.
        """
        with self._turn(now) as turn:
            sealed, targets = self._targets(keys)
            signed = Metadata[Targets].from_bytes(prepared.targets)
            if targets.version != prepared.base or signed.signed.version != prepared.base + 1:
                raise PublishRefused("更新文件夹在那以后又签发过,这次停住要口令。")
            self._put(targets, LIST_NAME, prepared.listing)
            turn.hold()
            # Its number was given when it was signed; a file that lies there is of one who was killed, and named by nothing.
            write_whole(self._metadata / f"{signed.signed.version}.{TARGETS}.json", prepared.targets)
            self._seal(sealed, {TARGETS: signed.signed}, (keys.snapshot, keys.timestamp), now, turn)
        return next(pack for pack in read_listing(prepared.listing) if pack.number == prepared.number)

    @property
    def holds_until(self) -> tuple[datetime, datetime]:
        """(until when what the editor signed holds, until when desks believe the share at all).

        Raises:
            PublishRefused: the share cannot be read.
        """
        sealed, targets = self._targets(None)
        return targets.expires, sealed.timestamp.expires

    @property
    def version(self) -> int:
        """How often the editor signed.

        Raises:
            PublishRefused: the share cannot be read.
        """
        return self._targets(None)[1].version

    def renew(self, keys: Keys, now: datetime) -> datetime:
        """Sign anew that what is there holds, so that desks go on trusting it; the day until which they do."""
        with self._turn(now) as turn:
            sealed = self._sealed(keys.snapshot.public_key, keys.timestamp.public_key)
            return self._seal(sealed, {}, (keys.snapshot, keys.timestamp), now, turn)

    def take_new_keys(self, change: KeyChange, keys: Keys, now: datetime) -> None:
        """Let other keys hold from now on: the new root first, then all that the new keys sign. Desks follow by themselves.

        The open notices stay open, signed by the key that holds for them now. A change that was cut off behind its root is gone
        on with, by the same new keys.

        Raises:
            PublishRefused: the share cannot be read, the root is not signed by the stick that is at hand, or somebody else
                goes on publishing.
        """
        with self._turn(now) as turn:
            root = self._root_left_by(change)
            if root is not None:
                sealed, lists = self._left_by(change, root)
            else:
                root = self.root_by(change.stick)
                sealed, targets = self._by_word_of(root)
                signers = len(change.new.get(TARGETS, ())) or root.roles[TARGETS].threshold
                if ROOT not in change.new and signers > 1 and keys.second is None:
                    raise PublishRefused(NEEDS_TWO)
                lists = self._lists_for(change, keys, sealed, targets, now)
                change.make(root, now)
                signed = Metadata(root)
                for signer in change.signers:
                    signed.sign(signer, append=True)
                turn.hold()
                write_whole(self._metadata / f"{root.version}.root.json", signed.to_bytes(JSONSerializer()))
            self._seal(sealed, lists, (keys.snapshot, keys.timestamp), now, turn)
        change.finish()

    def _lists_for(
        self, change: KeyChange, keys: Keys, sealed: Sealed, targets: Targets, now: datetime
    ) -> dict[str, Targets]:
        """Sign what the new root asks for by other keys than before: what one who goes on after a cut finds."""
        lists: dict[str, Targets] = {}
        if ROOT in change.new:
            return lists
        if keys.targets is None:
            raise PublishRefused(NEEDS_EDITOR)
        if change.bulletins is not None:
            if (known := sealed.snapshot.meta.get(f"{BULLETINS}.json")) is not None:
                name = f"{known.version}.{BULLETINS}.json"
                lists[BULLETINS] = self._believed(name, Targets, targets, BULLETINS)
                self._write_list(BULLETINS, lists[BULLETINS], change.bulletins, now)
            targets.delegations = delegated_to(change.bulletins.public_key)
        lists[TARGETS] = targets
        self._write_list(TARGETS, targets, keys.targets, now, keys.others)
        return lists

    def _root_left_by(self, change: KeyChange) -> Root | None:
        """The newest root, where it is that of this very change; None where the change did not get as far.

        Raises:
            PublishRefused: it names the new keys, and those who may sign it did not.
        """
        newest = self._newest_root()
        if not change.is_made(newest.signed):
            return None
        before = self._signed(f"{newest.signed.version - 1}.root.json", Root)
        try:
            for one in (before.signed, newest.signed):
                one.verify_delegate(ROOT, newest.signed_bytes, newest.signatures)
        except (RepositoryError, ValueError):
            raise PublishRefused(
                f"{self._metadata} 里的总清单签名对不上,没有换。请马上告诉管理员。"
            ) from None
        if not any(self._is_by_word_of(newest, signer.public_key) for signer in change.signers):
            raise PublishRefused(f"{self._metadata} 里的总清单不是这个 U 盘签的,没有换。拿对 U 盘了吗?")
        return newest.signed

    def _left_by(self, change: KeyChange, root: Root) -> tuple[Sealed, dict[str, Targets]]:
        """What a change that was cut off left under its root, signed by keys that hold by its word.

        What else lies there may be signed by whoever has the old keys: it is not looked at.

        Raises:
            PublishRefused: what it left is not there any more.
        """
        if ROOT in change.new:
            return self._by_word_of(root)[0], {}
        targets = self._newest_list(TARGETS, root)
        wanted = change.bulletins.public_key.keyid if change.bulletins is not None else None
        named = targets.delegations.roles if targets is not None and targets.delegations is not None else None
        if targets is None or not named or (wanted is not None and named[BULLETINS].keyids != [wanted]):
            raise PublishRefused(
                f"{self._metadata} 里上次用新钥匙签好的清单不见了,接不下去。照恢复表“两个 U 盘都丢了”重做一套。"
            )
        lists = {TARGETS: targets}
        notices = self._newest_list(BULLETINS, targets)
        if notices is not None:
            lists[BULLETINS] = notices
        sealed = Sealed(unsigned(Snapshot(expires=root.expires)), unsigned(Timestamp(expires=root.expires)))
        return sealed, lists

    def _newest_list(self, role: str, by: Root | Targets) -> Targets | None:
        """The list with the highest number that is signed for `role` by the word of `by`, named by a snapshot or not."""
        for number in sorted(self._numbers(role), reverse=True):
            try:
                found = self._believed(f"{number}.{role}.json", Targets, by, role)
            except PublishRefused:
                continue
            if found.version == number:
                return found
        return None

    @property
    def root(self) -> Root:
        """The newest root on the share, as it says.

        Raises:
            PublishRefused: there is none that can be read.
        """
        return self._newest_root().signed

    def _newest_root(self) -> "Metadata[Root]":
        numbers = [
            int(n)
            for path in self._metadata.glob("*.root.json")
            if (n := path.name.partition(".")[0]).isdecimal()
        ]
        return self._signed(f"{max(numbers, default=0)}.root.json", Root)

    def root_by(self, stick: CryptoSigner) -> Root:
        """The newest root, which the stick at hand signed: another one would be signed here for whoever laid it there.

        Raises:
            PublishRefused: another stick signed it, or it cannot be read.
        """
        newest = self._newest_root()
        if not self._is_by_word_of(newest, stick.public_key):
            raise PublishRefused(f"{self._metadata} 里的总清单不是这个 U 盘签的,没有换。拿对 U 盘了吗?")
        return newest.signed

    def _is_by_word_of(self, newest: "Metadata[Root]", stick: Key) -> bool:
        """Whether `stick` may sign the root after `newest`, and signed it or one from which others lead there step by step.

        The other stick signs alone when a key is replaced, and this one must serve afterwards all the same.
        """
        if stick.keyid not in newest.signed.roles[ROOT].keyids:
            return False
        read = newest
        while not is_signed_by(read, stick):
            before = self._signed(f"{read.signed.version - 1}.root.json", Root)
            try:
                before.signed.verify_delegate(ROOT, read.signed_bytes, read.signatures)
            except (RepositoryError, ValueError):
                return False
            if before.signed.version != read.signed.version - 1:
                return False
            read = before
        return True

    def _by_word_of(self, root: Root) -> tuple[Sealed, Targets]:
        """What holds now, whoever signs for the roles by the word of `root`."""
        timestamp = self._believed("timestamp.json", Timestamp, root, TIMESTAMP)
        name = f"{timestamp.snapshot_meta.version}.snapshot.json"
        snapshot = self._believed(name, Snapshot, root, SNAPSHOT)
        name = f"{snapshot.meta['targets.json'].version}.targets.json"
        return Sealed(snapshot, timestamp), self._believed(name, Targets, root, TARGETS)

    def _believed(self, name: str, kind: type[T], by: Root | Targets, role: str) -> T:
        read = self._signed(name, kind)
        try:
            by.verify_delegate(role, read.signed_bytes, read.signatures)
        except (RepositoryError, ValueError):
            raise PublishRefused(
                f"{self._metadata / name} 的签名对不上,没有用它。请马上告诉管理员。"
            ) from None
        return read.signed

    def _sign_targets(self, sealed: Sealed, targets: Targets, keys: Keys, now: datetime, turn: Turn) -> None:
        if keys.targets is None:
            raise PublishRefused(NEEDS_EDITOR)
        if self._asks_for_two() and keys.second is None:
            raise PublishRefused(NEEDS_TWO)
        self._write_list(TARGETS, targets, keys.targets, now, keys.others)
        self._seal(sealed, {TARGETS: targets}, (keys.snapshot, keys.timestamp), now, turn)

    def _asks_for_two(self) -> bool:
        """Whether the root asks for two signatures; one that cannot be read, as somebody may lay it there, asks for nothing."""
        try:
            return self.root.roles[TARGETS].threshold > 1
        except PublishRefused:
            return False

    def _list(self, targets: Targets, packs: Iterable[Published]) -> None:
        """Sign for `packs` and no others; files of others stay a while, for desks that read the list before."""
        kept = list(packs)
        self._put(targets, LIST_NAME, write_listing(kept))
        names = {LIST_NAME, *(pack_name(pack.number) for pack in kept)}
        for name in set(targets.targets) - names:
            del targets.targets[name]

    def _listed(self, targets: Targets) -> tuple[Published, ...]:
        target = targets.targets.get(LIST_NAME)
        if target is None:
            return ()
        try:
            return read_listing(self._data_of(target, LARGEST_LIST))
        except (OSError, ValueError) as error:
            raise PublishRefused(f"{self.share} 里发布过的清单读不出来({error})。") from None

    def _targets(self, keys: Keys | None) -> tuple[Sealed, Targets]:
        """What holds now; by `keys`, or, without any, whatever is there."""
        if keys is None:
            sealed, by = self._sealed(), None
        else:
            sealed = self._sealed(keys.snapshot.public_key, keys.timestamp.public_key)
            by = keys.targets.public_key if keys.targets is not None else None
        return sealed, self._read(f"{sealed.snapshot.meta['targets.json'].version}.targets.json", Targets, by)


def next_number_after(listed: Iterable[Published]) -> int:
    return max((one.number for one in listed), default=0) + 1


def delegated_to(bulletins: Key) -> Delegations:
    role = DelegatedRole(BULLETINS, [bulletins.keyid], 1, terminating=True, paths=[BULLETIN_PATHS])
    return Delegations({bulletins.keyid: bulletins}, {BULLETINS: role})
