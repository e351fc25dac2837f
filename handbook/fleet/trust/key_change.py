"""A key that was lost or stolen -> another in its place, by the word of one root key."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Root

from handbook.fleet.trust.ceremony import BULLETINS_PUBLIC, PLACES, keep_key, keep_public
from handbook.fleet.trust.roles import BULLETINS, ROOT, SNAPSHOT, TARGETS, TIMESTAMP, good_until

REPLACED: Mapping[str, tuple[str, ...]] = {
    "editor": (TARGETS, SNAPSHOT, TIMESTAMP),
    "dispatch": (SNAPSHOT, TIMESTAMP, BULLETINS),
    "sticks": (ROOT,),
}
"""What is replaced -> the roles that get new keys: who had the editor's computer had those of snapshot and timestamp, too."""


@dataclass(slots=True)
class KeyChange:
    """New keys, made and kept below a folder; the root that names them is signed by `stick` and, of new sticks, by them."""

    stick: CryptoSigner
    """A root key of before."""
    new: dict[str, list[CryptoSigner]] = field(default_factory=dict[str, list[CryptoSigner]])
    """Role -> its new keys."""

    @classmethod
    def of(cls, what: str, stick: CryptoSigner, folder: Path, passphrases: Mapping[str, str]) -> "KeyChange":
        """Make the keys for `what` of `REPLACED` below `folder`, in the folders of the ceremony.

        `passphrases`: of `editor`, or of `stick-1` and `stick-2`.

        Raises:
            OSError: the disk refuses, or keys are there already.
        """
        change = cls(stick)
        roles = REPLACED[what]
        keys = {role: Ed25519PrivateKey.generate() for role in roles if role != ROOT}
        for place, held in PLACES.items():
            for role in held:
                if role == ROOT and ROOT in roles:
                    key = Ed25519PrivateKey.generate()
                    change.new.setdefault(ROOT, []).append(CryptoSigner(key))
                elif role in keys:
                    key = keys[role]
                    change.new[role] = [CryptoSigner(key)]
                else:
                    continue
                keep_key(
                    folder / place / f"{role}.pem", key, passphrases[place] if role in (ROOT, TARGETS) else ""
                )
        if BULLETINS in keys:
            keep_public(folder / "editor" / BULLETINS_PUBLIC, keys[BULLETINS])
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
        root.version += 1
        root.expires = good_until(ROOT, now)
