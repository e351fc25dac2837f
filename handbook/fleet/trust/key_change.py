"""A key that was lost or stolen -> another in its place, by the word of one root key.

The new keys lie in a folder from the first moment on, with a note that they do not hold yet. Where the change is cut off, it is
gone on with by those very keys: nothing that old keys sign is believed again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Root

from handbook.fleet.trust.ceremony import (
    BULLETINS_PUBLIC,
    TARGETS_PUBLIC,
    KeyRefused,
    holders,
    keep_key,
    keep_public,
    open_private,
    places,
    refuse_short,
)
from handbook.fleet.trust.roles import BULLETINS, ROOT, SNAPSHOT, TARGETS, TIMESTAMP, good_until
from handbook.whole_file import PRIVATE, write_whole

REPLACED: Mapping[str, tuple[str, ...]] = {
    "editor": (TARGETS, SNAPSHOT, TIMESTAMP),
    "dispatch": (SNAPSHOT, TIMESTAMP, BULLETINS),
    "sticks": (ROOT,),
}
"""What is replaced -> the roles that get new keys: who had the editor's computer had those of snapshot and timestamp, too."""
_LOCKED = (ROOT, TARGETS)
_UNFINISHED = "unfinished.json"
"""Beside new keys that do not hold yet: what they are to replace, and how many editors sign."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A change that was cut off."""

    what: str
    editors: int


def begun_in(folder: Path) -> Begun | None:
    """The change whose new keys lie in `folder` and do not hold yet.

    Raises:
        KeyRefused: there are other keys.
    """
    try:
        said = json.loads((folder / _UNFINISHED).read_bytes())
        begun = Begun(said["what"], said["editors"])
    except FileNotFoundError:
        if any(folder.glob("*/*.pem")):
            raise KeyRefused(f"{folder} 里已经有密钥。换新的请另写一个空文件夹。") from None
        return None
    except (OSError, ValueError, KeyError, TypeError):
        begun = None
    if begun is None or begun.what not in REPLACED or begun.editors not in (1, 2):
        raise KeyRefused(f"{folder} 里没换完的记录读不出来。换新的请另写一个空文件夹。")
    return begun


@dataclass(slots=True)
class KeyChange:
    """New keys, made and kept below a folder; the root that names them is signed by `stick` and, of new sticks, by them."""

    stick: CryptoSigner
    """A root key of before."""
    folder: Path
    editors: int = 1
    """How many sign content from now on, where their keys are replaced."""
    new: dict[str, list[CryptoSigner]] = field(default_factory=dict[str, list[CryptoSigner]])
    """Role -> its new keys."""

    @classmethod
    def of(
        cls, what: str, stick: CryptoSigner, folder: Path, passphrases: Mapping[str, str], editors: int = 1
    ) -> "KeyChange":
        """The keys for `what` of `REPLACED` below `folder`, in the folders of the ceremony: those that are there of a change
        that was cut off, and new ones.

        `passphrases`: of the editors, or of `stick-1` and `stick-2`; the same again where they are there.

        Raises:
            KeyRefused: a passphrase is too short or another than before, or there are keys of something else.
            OSError: the disk refuses.
        """
        begun = begun_in(folder)
        if begun is not None and begun != Begun(what, editors):
            raise KeyRefused(
                f"{folder} 里是另一次没换完的({begun.what})。先把那一次做完,或者另写一个空文件夹。"
            )
        refuse_short(passphrases)
        if begun is None:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            said = json.dumps({"what": what, "editors": editors}).encode()
            write_whole(folder / _UNFINISHED, said, mode=PRIVATE)
        change = cls(stick, folder, editors)
        shared: dict[str, Ed25519PrivateKey] = {}
        for place, held in places(editors).items():
            for role in (one for one in held if one in REPLACED[what]):
                passphrase = passphrases[place] if role in _LOCKED else ""
                path = folder / place / f"{role}.pem"
                known = shared.get(role) if role not in _LOCKED else None
                key = _kept(path, passphrase) or known or Ed25519PrivateKey.generate()
                if not path.exists():
                    keep_key(path, key, passphrase)
                if role in _LOCKED or role not in shared:
                    change.new.setdefault(role, []).append(CryptoSigner(key))
                shared[role] = key
                if role == TARGETS:
                    keep_public(folder / place / TARGETS_PUBLIC, key)
        if BULLETINS in shared:
            for place in holders(TARGETS, editors):
                keep_public(folder / place / BULLETINS_PUBLIC, shared[BULLETINS])
        return change

    @property
    def signers(self) -> list[CryptoSigner]:
        """Who signs the new root: the one of before, and new sticks."""
        return [self.stick, *self.new.get(ROOT, [])]

    @property
    def bulletins(self) -> CryptoSigner | None:
        """The new key of bulletins, which the editor's list names, not the root."""
        found = self.new.get(BULLETINS)
        return found[0] if found else None

    def make(self, root: Root, now: datetime) -> None:
        """Put the new keys in the place of the old ones."""
        for role, signers in self.new.items():
            if role == BULLETINS:
                continue
            for old in list(root.roles[role].keyids):
                root.revoke_key(old, role)
            for signer in signers:
                root.add_key(signer.public_key, role)
            if role == TARGETS:
                root.roles[role].threshold = len(signers)
        root.version += 1
        root.expires = good_until(ROOT, now)

    def is_made(self, root: Root) -> bool:
        """Whether `root` names the new keys, and no others for those roles."""
        return all(
            set(root.roles[role].keyids) == {signer.public_key.keyid for signer in signers}
            for role, signers in self.new.items()
            if role != BULLETINS
        )

    def finish(self) -> None:
        """The new keys hold: nothing is left to be gone on with."""
        (self.folder / _UNFINISHED).unlink(missing_ok=True)


def _kept(path: Path, passphrase: str) -> Ed25519PrivateKey | None:
    return open_private(path, passphrase) if path.exists() else None
