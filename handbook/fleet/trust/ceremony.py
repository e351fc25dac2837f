"""Once for a company: the keys of each role are made, the first root is signed, and a sheet tells who holds what.

The two root keys and the editors' keys are locked with passphrases. Those of snapshot, timestamp and bulletins lie open to one
account, which on Windows the system sees to from their first use on: whoever steals them can hold content back, never change it.
"""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from securesystemslib.signer import CryptoSigner, Key, SSlibKey
from tuf.api.metadata import Metadata, Root
from tuf.api.serialization.json import JSONSerializer

from handbook.disk_words import reason
from handbook.errors import HandbookError
from handbook.fleet.trust.account_lock import account_lock, is_locked, locked_file, opened_file
from handbook.fleet.trust.roles import BULLETINS, FIRST_ROOT, ROOT, SNAPSHOT, TARGETS, TIMESTAMP, good_until
from handbook.whole_file import PRIVATE, write_whole

FEWEST_SIGNS = 8
"""Of a passphrase."""
PLACES: Mapping[str, tuple[str, ...]] = {
    "stick-1": (ROOT,),
    "stick-2": (ROOT,),
    "editor": (TARGETS, SNAPSHOT, TIMESTAMP),
    "dispatch": (BULLETINS, SNAPSHOT, TIMESTAMP),
}
"""Folder -> the keys that go there: two sticks that lie in two places, the editor's and the dispatcher's computer."""
SECOND_EDITOR = "editor-2"
"""Folder for the computer of the one who signs after the editor, where content takes two."""
MOST_EDITORS = 2
_LOCKED = (ROOT, TARGETS)
"""With a passphrase, and a key of its own in each place."""
BULLETINS_PUBLIC = "bulletins.pub"
"""With the editor: the half of dispatch's key that signs nothing, for the first publication."""
TARGETS_PUBLIC = "targets.pub"
"""With each editor: the half of his own key that signs nothing, which tells without a passphrase who he is."""


class KeyRefused(HandbookError):
    """A key cannot be made or opened; the message says why."""


@dataclass(frozen=True, slots=True)
class Ceremony:
    """What was made."""

    root: bytes
    """The first root, as it goes beside the company's defaults."""
    fingerprint: str
    """Of it, as it is printed and typed."""
    key_ids: Mapping[str, tuple[str, ...]]
    """Role -> the ids of its keys, as the sheet prints them."""


def places(editors: int) -> Mapping[str, tuple[str, ...]]:
    """Folder -> the keys that go there, where content takes the signatures of so many."""
    return PLACES if editors < MOST_EDITORS else {**PLACES, SECOND_EDITOR: PLACES["editor"]}


def holders(role: str, editors: int) -> tuple[str, ...]:
    """The folders that a key of that role goes to."""
    return tuple(place for place, roles in places(editors).items() if role in roles)


def locked_places(editors: int) -> tuple[str, ...]:
    """The folders whose keys have a passphrase: the sticks, then those of the editors."""
    return (*holders(ROOT, editors), *holders(TARGETS, editors))


def refuse_short(passphrases: Mapping[str, str]) -> None:
    """Make sure that nobody guesses them soon. `passphrases`: by folder.

    Raises:
        KeyRefused: one is too short.
    """
    for place, passphrase in passphrases.items():
        if len(passphrase) < FEWEST_SIGNS:
            raise KeyRefused(f"口令太短({place}),至少 {FEWEST_SIGNS} 个字符。")


def hold_ceremony(folder: Path, passphrases: Mapping[str, str], now: datetime, editors: int = 1) -> Ceremony:
    """Make all keys below `folder`, in the folders of `places`, and the first root in it.

    `passphrases`: those of `locked_places`. `now`: with its zone. `editors`: how many have to sign before content counts,
    1 or 2, each with a key of his own.

    Raises:
        KeyRefused: keys are there already, or a passphrase is too short.
        OSError: the disk refuses.
    """
    if (folder / FIRST_ROOT).exists():
        raise KeyRefused(f"{folder} 里已经有一套密钥。要重做,先换一个空文件夹。")
    refuse_short({place: passphrases[place] for place in locked_places(editors)})
    where = places(editors)
    shared = {role: Ed25519PrivateKey.generate() for role in (SNAPSHOT, TIMESTAMP, BULLETINS)}
    own = {
        (place, role): Ed25519PrivateKey.generate()
        for place, roles in where.items()
        for role in roles
        if role in _LOCKED
    }
    root = Root(expires=good_until(ROOT, now), consistent_snapshot=True)
    ids: dict[str, list[str]] = {}
    for role, key in [*((role, key) for (_, role), key in own.items()), *shared.items()]:
        public = CryptoSigner(key).public_key
        ids.setdefault(role, []).append(public.keyid)
        if role != BULLETINS:
            root.add_key(public, role)
    root.roles[TARGETS].threshold = editors
    signed = Metadata(root)
    for (_, role), key in own.items():
        if role == ROOT:
            signed.sign(CryptoSigner(key), append=True)
    for place, roles in where.items():
        for role in roles:
            key = own[place, role] if role in _LOCKED else shared[role]
            keep_key(folder / place / f"{role}.pem", key, passphrases[place] if role in _LOCKED else "")
        if TARGETS in roles:
            keep_public(folder / place / TARGETS_PUBLIC, own[place, TARGETS])
            keep_public(folder / place / BULLETINS_PUBLIC, shared[BULLETINS])
    data = signed.to_bytes(JSONSerializer())
    write_whole(folder / FIRST_ROOT, data)
    return Ceremony(data, fingerprint(data), {role: tuple(found) for role, found in ids.items()})


def fingerprint(root: bytes) -> str:
    """The first root, told in 16 signs in groups of four: what is printed on the sheet, and typed at a desk without an administrator."""
    told = hashlib.sha256(root).hexdigest()[:16].upper()
    return " ".join(told[n : n + 4] for n in range(0, len(told), 4))


def keep_key(path: Path, key: Ed25519PrivateKey, passphrase: str) -> None:
    """Write it, locked with `passphrase` where there is one; its owner alone can read the file."""
    locked: KeySerializationEncryption = (
        BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    data = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked)
    write_whole(path, data, mode=PRIVATE, is_new=True)


def keep_public(path: Path, key: Ed25519PrivateKey) -> None:
    """Write the half of it that checks and cannot sign."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(path, key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


def open_public(path: Path) -> Key:
    """The key in `path`, with which signatures are checked.

    Raises:
        KeyRefused: there is none.
    """
    try:
        return SSlibKey.from_crypto(load_pem_public_key(path.read_bytes()))
    except FileNotFoundError:
        raise KeyRefused(f"没有找到密钥 {path}。editor 文件夹拷全了吗?") from None
    except OSError as error:
        raise KeyRefused(f"密钥 {path} 打不开({reason(error)})。") from None
    except (ValueError, UnsupportedAlgorithm):
        raise KeyRefused(f"密钥 {path} 坏了。") from None


def open_key(path: Path, passphrase: str = "") -> CryptoSigner:
    """The key in `path`.

    Raises:
        KeyRefused: there is none, or the passphrase is another.
    """
    return CryptoSigner(open_private(path, passphrase))


def open_where_it_lies(path: Path) -> CryptoSigner:
    """The key without a passphrase in `path`, where it is used from now on: the system locks it for this account, if it can.

    Not for keys that are still to be carried to another computer. One that cannot be locked stays as it was.

    Raises:
        KeyRefused: there is none, or it is of another account.
    """
    key = open_private(path)
    lock = account_lock()
    if lock is not None:
        with suppress(OSError):
            data = path.read_bytes()
            if not is_locked(data):
                write_whole(path, locked_file(data, lock), mode=PRIVATE)
    return CryptoSigner(key)


def open_private(path: Path, passphrase: str = "") -> Ed25519PrivateKey:
    """The key in `path`, as it is written; raises as `open_key`."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise KeyRefused(f"没有找到密钥 {path}。文件夹写对了吗?在 U 盘上的,插上了吗?") from None
    except OSError as error:
        raise KeyRefused(f"密钥 {path} 打不开({reason(error)})。") from None
    if is_locked(data):
        try:
            data = opened_file(data, account_lock())
        except OSError:
            raise KeyRefused(
                f"密钥 {path} 只认第一次用它的那台电脑、那个账号,在这里打不开。用那个账号做;电脑或账号没了的,照恢复表换新。"
            ) from None
    try:
        private = load_pem_private_key(data, passphrase.encode() if passphrase else None)
    except (ValueError, TypeError):
        raise KeyRefused(f"密钥 {path} 的口令不对,或者文件坏了。") from None
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyRefused(f"{path} 不是这里用的那种密钥。")
    return private
