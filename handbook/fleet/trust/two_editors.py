"""What one editor prepared waits on the share until another one looked at it and signed, too; only then it counts.

It lies beside what is signed, in a folder that no desk reads. Whoever may write the share may write there, so nothing in it is
believed: the second one makes the same list himself, of what holds and of what was told to him, and signs that. The
signature of the first one holds on it, or nothing goes out.
"""

import base64
import copy
import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from securesystemslib.signer import CryptoSigner, Key
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization import DeserializationError
from tuf.api.serialization.json import JSONSerializer

from handbook.fleet.pack import LARGEST, Pack, PackRefused, read_pack
from handbook.fleet.trust.listing import LIST_NAME, Published, write_listing
from handbook.fleet.trust.publisher import (
    KEPT,
    NEEDS_EDITOR,
    Keys,
    PreparedStop,
    Repository,
    delegated_to,
    next_number_after,
)
from handbook.fleet.trust.roles import (
    FIRST_ROOT,
    ROOT,
    SEATS,
    SNAPSHOT,
    TARGETS,
    TIMESTAMP,
    good_until,
    pack_name,
)
from handbook.fleet.trust.signed_share import HASH, PublishRefused, Sealed, is_signed_by, unsigned
from handbook.whole_file import write_whole

AWAITING = "awaiting"
"""Folder on the share: what waits for the second signature, and what stops the newest pack."""
HOLDS = timedelta(days=14)
"""How long it waits: what is older is prepared anew."""
_NEXT = "next.json"
_AHEAD = timedelta(days=1)
"""How far two computers' clocks may be apart."""
_NUMBERS = 1000
"""How far ahead the number of a list may be: orphans of publishers that were killed, never all numbers there are."""
_LARGEST = LARGEST * 2
_LARGEST_STOP = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One change of what desks take, as both editors sign it."""

    kind: str
    """What it is to be remembered as."""
    number: int
    stage: int = 100
    """Percent of the desks."""
    is_urgent: bool = False
    by: str = ""
    """Who prepared it, as he named himself."""
    note: str = ""
    checks: str = ""
    when: datetime
    """When it was prepared; whole seconds."""
    data: bytes = b""
    """The pack; empty where one that was published is to be for more desks, or for fewer."""

    def said(self) -> dict[str, object]:
        """All but the pack, as it stands in the signed list."""
        return {
            "kind": self.kind,
            "number": self.number,
            "stage": self.stage,
            "is_urgent": self.is_urgent,
            "by": self.by,
            "note": self.note,
            "checks": self.checks,
            "when": self.when.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Prepared:
    """An order with one signature."""

    order: Order
    base: int
    """Version of the list that it was made from; 0 = nothing was published yet."""
    targets: bytes
    """The list that is to hold, signed once."""
    stop: bytes
    """What would stop the pack then, signed once; empty where nothing is to be stopped."""
    digest: str = ""
    """Of all this: what was looked at is what is signed."""

    @property
    def version(self) -> str:
        """Of the content; empty where no pack comes with it."""
        return read_pack(self.order.data).manifest.version if self.order.data else ""


@dataclass(frozen=True, slots=True)
class _Built:
    told: Published
    listing: bytes
    targets: Targets
    stop_listing: bytes
    stop: Targets | None


class TwoEditors(Repository):
    """What two editors sign on one share."""

    def __init__(self, share: Path, first: bytes) -> None:
        """`first`: the company's first root, from a place that others do not write."""
        super().__init__(share)
        self._first = first

    @property
    def trusted(self) -> Root:
        """The root that desks believe: the first one, and each that was signed by the word of the one before.

        Raises:
            PublishRefused: one does not follow from the one before.
        """
        try:
            root = Metadata[Root].from_bytes(self._first).signed
        except DeserializationError:
            raise PublishRefused(f"{FIRST_ROOT} 读不出来。从恢复表那套密钥里再拷一份。") from None
        while (self._metadata / f"{root.version + 1}.root.json").exists():
            name = f"{root.version + 1}.root.json"
            newer = self._signed(name, Root)
            try:
                for one in (root, newer.signed):
                    one.verify_delegate(ROOT, newer.signed_bytes, newer.signatures)
            except (RepositoryError, ValueError):
                newer.signed.version = 0
            if newer.signed.version != root.version + 1:
                raise PublishRefused(f"{self._metadata / name} 的签名对不上,没有用它。请马上告诉管理员。")
            root = newer.signed
        return root

    @property
    def editors(self) -> int:
        """How many have to sign before content counts."""
        return self.trusted.roles[TARGETS].threshold

    def prepare(self, order: Order, keys: Keys, bulletins: Key | None, now: datetime) -> Prepared:
        """Sign `order` as the first one, and lay it where the second one finds it; desks see nothing of it.

        `bulletins`: the public half of dispatch's key, for the first publication of all.

        Raises:
            PublishRefused: its number is not the next one, these keys do not hold, or another one's order waits.
            PackRefused: it is no pack that desks take.
            OSError: the share refuses.
        """
        with self._turn(now) as turn:
            root = self._root_naming(keys)
            waits = self.waiting(root, now)
            signer = _editor_of(keys)
            if waits is not None and self.signer_of(waits, root) != signer.public_key.keyid:
                raise PublishRefused(
                    f"{waits.order.by or '另一个人'} 准备的第 {waits.order.number} 号还等着您签。先看一眼,签了或者退回,再发新的。"
                )
            _, targets = self._standing(root, bulletins)
            version = 1 + max(targets.version, self._highest_list())
            built = self._built(order, targets, version)
            base = targets.version
            stop = b"" if built.stop is None else _signed_by(built.stop, signer)
            prepared = Prepared(order, base, _signed_by(built.targets, signer), stop)
            turn.hold()
            (self.share / AWAITING).mkdir(exist_ok=True)
            data = _written(prepared)
            write_whole(self.share / AWAITING / _NEXT, data)
        return replace(prepared, digest=hashlib.sha256(data).hexdigest())

    def waiting(self, root: Root, now: datetime) -> Prepared | None:
        """What waits for the second signature; None where nothing does that one of the editors signed for what holds now."""
        try:
            found = _read(self.share / AWAITING / _NEXT)
            base = self.version if self.has_begun else 0
        except (OSError, ValueError, PublishRefused):
            return None
        if found is None or found.base != base or not _is_of_now(found.order.when, now):
            return None
        return found if self.signer_of(found, root) else None

    def signer_of(self, prepared: Prepared, root: Root) -> str:
        """Id of the key of the editor who signed it; empty where none did."""
        try:
            signed = Metadata[Targets].from_bytes(prepared.targets)
            target = signed.signed.targets[LIST_NAME]
            if prepared.order.data:
                pack = signed.signed.targets[pack_name(prepared.order.number)]
                pack.verify_length_and_hashes(prepared.order.data)
        except (DeserializationError, RepositoryError, KeyError, AttributeError):
            return ""
        if target.unrecognized_fields.get("custom") != prepared.order.said():
            return ""
        for keyid in root.roles[TARGETS].keyids:
            if is_signed_by(signed, root.keys[keyid]):
                return keyid
        return ""

    def complete(self, prepared: Prepared, keys: Keys, bulletins: Key | None, now: datetime) -> Published:
        """Sign as the second one what was prepared and looked at: from now on it holds.

        Raises:
            PublishRefused: something else was signed since, it is not what was told, the same one signed it before, or these
                keys do not hold.
            OSError: the share refuses; desks keep what they have, and the order waits.
        """
        with self._turn(now) as turn:
            root = self._root_naming(keys)
            sealed, standing = self._standing(root, bulletins)
            if standing.version != prepared.base:
                raise PublishRefused("更新文件夹在那以后又签发过,这一份要重新准备。")
            if not _is_of_now(prepared.order.when, now):
                raise PublishRefused(f"这一份放了 {HOLDS.days} 天以上,或者两台电脑的钟差得太多,要重新准备。")
            signer = _editor_of(keys)
            first = _metadata_of(prepared.targets)
            if signer.public_key.keyid in first.signatures:
                raise PublishRefused("这一份是用这把钥匙先签的,要另一个人用他的签。")
            built = self._built(prepared.order, standing, first.signed.version)
            targets = self._signed_too(first, built.targets, signer, root)
            stop = None
            if built.stop is not None:
                stop = self._signed_too(_metadata_of(prepared.stop), built.stop, signer, root)
            self._lay_out(prepared.order, built)
            if stop is not None:
                _lay_stop(
                    self.share,
                    PreparedStop(built.told.number, built.targets.version, built.stop_listing, stop),
                )
            turn.hold()
            # Its number was given when it was prepared; a file that lies there is of one who was killed, and named by nothing.
            write_whole(self._metadata / f"{built.targets.version}.{TARGETS}.json", targets)
            self._seal(sealed, {TARGETS: built.targets}, (keys.snapshot, keys.timestamp), now, turn)
            self._clear(built.targets.version)
        return built.told

    def give_up(self) -> None:
        """Let nothing wait any more. Raises OSError where the share refuses."""
        (self.share / AWAITING / _NEXT).unlink(missing_ok=True)

    def laid_stop(self, number: int) -> PreparedStop | None:
        """What both signed to stop that pack, as it lies on the share; None where it is not there or not theirs."""
        try:
            root, base = self.trusted, self.version
            stop = read_stop(_small(self.share / AWAITING / f"stop-{base}.json", _LARGEST_STOP))
            signed = _metadata_of(stop.targets)
            root.verify_delegate(TARGETS, signed.signed_bytes, signed.signatures)
            signed.signed.targets[LIST_NAME].verify_length_and_hashes(stop.listing)
        except (OSError, ValueError, KeyError, PublishRefused, RepositoryError):
            return None
        return stop if (stop.number, stop.base) == (number, base) else None

    # -- internals

    def _root_naming(self, keys: Keys) -> Root:
        root = self.trusted
        named = ((TARGETS, _editor_of(keys)), (SNAPSHOT, keys.snapshot), (TIMESTAMP, keys.timestamp))
        if any(signer.public_key.keyid not in root.roles[role].keyids for role, signer in named):
            raise PublishRefused("这套密钥换过了,没有签。请从换好的人那里拿新的。")
        return root

    def _standing(self, root: Root, bulletins: Key | None) -> tuple[Sealed, Targets]:
        """What holds now by the word of `root`; before the first publication, nothing, and dispatch may send."""
        if self.has_begun:
            return self._by_word_of(root)
        if bulletins is None:
            raise PublishRefused(NEEDS_EDITOR)
        long_ago = root.expires
        nothing = Sealed(unsigned(Snapshot(expires=long_ago)), unsigned(Timestamp(expires=long_ago)))
        return nothing, unsigned(Targets(expires=long_ago, delegations=delegated_to(bulletins)))

    def _highest_list(self) -> int:
        return self._highest(TARGETS) if self._metadata.is_dir() else 0

    def _built(self, order: Order, standing: Targets, version: int) -> _Built:
        """What is to hold after `order`: the same on both computers, to the last sign."""
        if not standing.version < version <= standing.version + _NUMBERS:
            raise PublishRefused("准备好的这一份号数不对,没有签。请准备的人重做一次。")
        listed = self._listed(standing)
        targets = copy.deepcopy(standing)
        if order.data:
            pack = read_pack(order.data)
            told = _told(order, pack)
            if not order.number == told.number == pack.manifest.number == next_number_after(listed):
                raise PublishRefused(
                    f"这一份是第 {order.number} 号,该是第 {next_number_after(listed)} 号。有人刚发布过,请重做一次。"
                )
            packs = [told, *listed][:KEPT]
            name = pack_name(told.number)
            targets.targets[name] = TargetFile.from_data(name, order.data, [HASH])
        else:
            known = {pack.number: pack for pack in listed}
            if order.number not in known:
                raise PublishRefused(f"发布过的内容里没有第 {order.number} 号。")
            told = replace(known[order.number], stage=order.stage)
            packs = list((known | {told.number: told}).values())
        names = {LIST_NAME, *(pack_name(pack.number) for pack in packs)}
        for name in set(targets.targets) - names:
            del targets.targets[name]
        listing = write_listing(packs)
        self._name_list(targets, listing, order.said())
        targets.version, targets.expires = version, good_until(TARGETS, order.when)
        if not told.stage:
            return _Built(told, listing, targets, b"", None)
        stop_listing = write_listing(
            replace(pack, stage=0) if pack.number == told.number else pack for pack in packs
        )
        stop = copy.deepcopy(targets)
        self._name_list(stop, stop_listing, order.said())
        stop.version = version + 1
        return _Built(told, listing, targets, stop_listing, stop)

    def _name_list(self, targets: Targets, listing: bytes, said: Mapping[str, object]) -> None:
        target = TargetFile.from_data(LIST_NAME, listing, [HASH])
        target.unrecognized_fields["custom"] = dict(said)
        targets.targets[LIST_NAME] = target

    def _signed_too(
        self, first: "Metadata[Targets]", built: Targets, signer: CryptoSigner, root: Root
    ) -> bytes:
        """`built`, with the signature of the first one and that of `signer`."""
        both = Metadata(built)
        if both.signed_bytes != first.signed_bytes:
            raise PublishRefused("准备好的这一份和说的不一样,没有签。请准备的人重做一次,并告诉管理员。")
        both.signatures.update(first.signatures)
        both.sign(signer, append=True)
        try:
            root.verify_delegate(TARGETS, both.signed_bytes, both.signatures)
        except (RepositoryError, ValueError):
            raise PublishRefused("第一个签名对不上,没有签。请准备的人重做一次,并告诉管理员。") from None
        return both.to_bytes(JSONSerializer())

    def _lay_out(self, order: Order, built: _Built) -> None:
        if not self.has_begun:
            self._metadata.mkdir(parents=True, exist_ok=True)
            (self.share / SEATS).mkdir(exist_ok=True)
            write_whole(self._metadata / FIRST_ROOT, self._first)
        if order.data:
            self._lay(built.targets.targets[pack_name(order.number)], order.data)
        self._lay(built.targets.targets[LIST_NAME], built.listing)

    def _clear(self, version: int) -> None:
        """Remove what waited and what stopped earlier packs; what cannot be removed stays, and is of use to nobody."""
        folder = self.share / AWAITING
        with suppress(OSError):
            (folder / _NEXT).unlink(missing_ok=True)
            for path in folder.glob("stop-*.json"):
                if path.name != f"stop-{version}.json":
                    path.unlink(missing_ok=True)


def leave_stop(repository: Repository, keys: Keys, now: datetime) -> None:
    """Lay what stops the newest pack on the share, where both editors' keys are at hand; nothing where it is stopped already.

    Raises:
        PublishRefused: the share cannot be read, or a key is not there.
        OSError: the share refuses.
    """
    packs = repository.published
    if packs and packs[0].stage:
        _lay_stop(repository.share, repository.prepare_stop(packs[0].number, keys, now))


def _lay_stop(share: Path, stop: PreparedStop) -> None:
    """Of use only to whoever may also sign the snapshot, as the editors and dispatch; it takes no desk further."""
    folder = share / AWAITING
    folder.mkdir(exist_ok=True)
    write_whole(folder / f"stop-{stop.base}.json", write_stop(stop))


def write_stop(stop: PreparedStop) -> bytes:
    """The bytes of a file that holds `stop`."""
    said = {
        "number": stop.number,
        "base": stop.base,
        "listing": base64.b64encode(stop.listing).decode(),
        "targets": base64.b64encode(stop.targets).decode(),
    }
    return json.dumps(said).encode()


def read_stop(data: bytes) -> PreparedStop:
    """What such a file holds.

    Raises:
        ValueError: it is none.
    """
    try:
        said = json.loads(data)
        number, base = said["number"], said["base"]
        listing, targets = base64.b64decode(said["listing"]), base64.b64decode(said["targets"])
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"no stop: {error}") from None
    if type(number) is not int or type(base) is not int:
        raise ValueError("no stop")
    return PreparedStop(number, base, listing, targets)


def _editor_of(keys: Keys) -> CryptoSigner:
    if keys.targets is None:
        raise PublishRefused(NEEDS_EDITOR)
    return keys.targets


def _told(order: Order, pack: Pack) -> Published:
    return Published(
        number=order.number,
        version=pack.manifest.version,
        oldest_program=pack.manifest.oldest_program,
        stage=order.stage,
        is_urgent=order.is_urgent,
        note=pack.manifest.note,
    )


def _signed_by(targets: Targets, signer: CryptoSigner) -> bytes:
    signed = Metadata(targets)
    signed.sign(signer)
    return signed.to_bytes(JSONSerializer())


def _metadata_of(data: bytes) -> "Metadata[Targets]":
    try:
        return Metadata[Targets].from_bytes(data)
    except DeserializationError:
        raise PublishRefused("准备好的这一份读不出来,没有签。请准备的人重做一次。") from None


def _is_of_now(when: datetime, now: datetime) -> bool:
    return now - HOLDS < when < now + _AHEAD


def _written(prepared: Prepared) -> bytes:
    said = {
        "order": prepared.order.said(),
        "base": prepared.base,
        "pack": base64.b64encode(prepared.order.data).decode(),
        "targets": base64.b64encode(prepared.targets).decode(),
        "stop": base64.b64encode(prepared.stop).decode(),
    }
    return json.dumps(said, ensure_ascii=False).encode()


def _small(path: Path, most: int) -> bytes:
    """The bytes of a plain file. Raises ValueError where it is longer, or none."""
    if path.is_symlink() or not path.is_file():
        raise FileNotFoundError(path)
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError(f"{path.name}: too long")
    return data


def _read(path: Path) -> Prepared | None:
    """What waits there.

    Raises:
        OSError: nothing does.
        ValueError: it is no such file.
    """
    data = _small(path, _LARGEST)
    try:
        said = json.loads(data)
        row = said["order"]
        kinds = {
            "kind": str,
            "number": int,
            "stage": int,
            "is_urgent": bool,
            "by": str,
            "note": str,
            "checks": str,
        }
        if any(type(row[name]) is not kind for name, kind in kinds.items()) or type(said["base"]) is not int:
            raise ValueError("no order")
        order = Order(
            **{name: row[name] for name in kinds},
            when=datetime.fromisoformat(row["when"]),
            data=base64.b64decode(said["pack"]),
        )
        if order.when.tzinfo is None or not 0 <= order.stage <= 100:
            raise ValueError("no order")
        if order.data:
            read_pack(order.data)
        targets, stop = base64.b64decode(said["targets"]), base64.b64decode(said["stop"])
    except (KeyError, TypeError, AttributeError, RecursionError, PackRefused) as error:
        raise ValueError(f"no order: {error}") from None
    return Prepared(order, said["base"], targets, stop, hashlib.sha256(data).hexdigest())
