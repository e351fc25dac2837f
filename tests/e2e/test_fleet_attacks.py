"""Twenty attacks on a real folder, each against the process that the window keeps: the desk goes on with what it had, and says so."""

import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Targets
from tuf.api.serialization.json import JSONSerializer

from handbook import paths
from handbook.aboard import on_board
from handbook.bulletin.kept import read_kept
from handbook.fleet.trust.dispatch import Dispatch
from handbook.fleet.trust.listing import LIST_NAME, Published, write_listing
from handbook.fleet.trust.publisher import Keys, Repository
from handbook.fleet.trust.roles import BULLETINS, NOTICES, TARGETS, pack_name
from handbook.fleet.trust.signed_share import Sealed
from tests.unit.fleet import desk_process
from tests.unit.fleet.company import Company, copy_tree, later, newest, now

STRANGER = CryptoSigner(Ed25519PrivateKey.generate())


class Child:
    """The process, spoken to as the window speaks to it."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", desk_process.__name__, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        self.notices: list[dict[str, Any]] = []
        self.visit = self._until_visited()

    def look(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(b"\n")
        self._process.stdin.flush()
        self.visit = self._until_visited()

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._process.stdin, self._process.stdout:
            self._process.stdin.close()
            assert self._process.wait(30.0) == 0

    def _until_visited(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        self.notices = []
        while True:
            said = json.loads(self._process.stdout.readline())
            if said["kind"] == "notices":
                self.notices.append(said)
            elif said["kind"] == "visit":
                return dict(said)


class Attacked(Company):
    """A company whose open keys may be stolen, and whose share anybody writes."""

    @property
    def metadata(self) -> Path:
        return self.share / "metadata"

    def sealed_by(self, keys: Keys, change: Callable[[Sealed, "Forger"], dict[str, Targets]]) -> None:
        """What somebody signs who has these keys and a program that asks nothing."""
        forger = Forger(self.share)
        with forger._turn(now()) as turn:
            sealed = forger._sealed()
            forger._seal(sealed, change(sealed, forger), (keys.snapshot, keys.timestamp), now(), turn)

    def content_by(self, signer: CryptoSigner, change: Callable[[Targets, "Forger"], object]) -> None:
        def forged(sealed: Sealed, forger: Forger) -> dict[str, Targets]:
            targets = forger._read(f"{sealed.snapshot.meta['targets.json'].version}.targets.json", Targets)
            change(targets, forger)
            forger._write_list(TARGETS, targets, signer, now())
            return {TARGETS: targets}

        self.sealed_by(self.keys, forged)

    def notices_by(self, signer: CryptoSigner, data: bytes, *names: str) -> None:
        def forged(sealed: Sealed, forger: Forger) -> dict[str, Targets]:
            targets = forger._bulletins(sealed, self.dispatch_keys, now())
            forger._put(targets, NOTICES, data)
            for name in names:
                forger._put(targets, name, data)
            forger._write_list(BULLETINS, targets, signer, now())
            return {BULLETINS: targets}

        self.sealed_by(self.keys, forged)

    def pack_by_editor(self, data: bytes) -> None:
        """Signed by the editor himself, as if his computer were the attacker's: what is in a pack is looked at all the same."""
        head = Published(number=2, version="2026.2", oldest_program="0.1.0")

        def forged(targets: Targets, forger: Forger) -> None:
            forger._put(targets, pack_name(2), data)
            forger._put(targets, LIST_NAME, write_listing([head]))

        assert self.keys.targets is not None
        self.content_by(self.keys.targets, forged)

    def rewrite(
        self, path: Path, change: Callable[[Metadata[Any]], object], signer: CryptoSigner | None
    ) -> None:
        metadata: Metadata[Any] = Metadata.from_bytes(path.read_bytes())
        change(metadata)
        if signer is not None:
            metadata.signatures.clear()
            metadata.sign(signer)
        path.write_bytes(metadata.to_bytes(JSONSerializer()))


class Forger(Dispatch):
    """Signs whatever it is given."""


def with_member(company: Attacked, name: str, data: bytes, mode: int = stat.S_IFREG | 0o644) -> bytes:
    packed = BytesIO(company.pack(2))
    with zipfile.ZipFile(packed, "a") as archive:
        member = zipfile.ZipInfo(name)
        member.external_attr = mode << 16
        archive.writestr(member, data)
    return packed.getvalue()


# Each attack: what it does to the share after a desk took pack 1 and notice T-1.


def set_back(company: Attacked) -> None:
    copy_tree(company.folder / "before", company.share)


def another_company(company: Attacked) -> None:
    shutil.rmtree(company.share)
    other = Attacked(company.folder / "other")
    other.publish(1)
    other.publish(2)
    other.send()
    copy_tree(other.share, company.share)


def another_root(company: Attacked) -> None:
    other = Company(company.folder / "other")
    (company.metadata / "2.root.json").write_bytes(other.root)


def timestamp_of_a_stranger(company: Attacked) -> None:
    company.publish(2)

    def ahead(one: Metadata[Any]) -> None:
        one.signed.version += 1

    company.rewrite(company.metadata / "timestamp.json", ahead, STRANGER)


def frozen(company: Attacked) -> None:
    def expired(one: Metadata[Any]) -> None:
        one.signed.version += 1
        one.signed.expires = later(-1)

    company.rewrite(company.metadata / "timestamp.json", expired, company.keys.timestamp)


def list_changed_after_signing(company: Attacked) -> None:
    company.publish(2)
    path = newest(company.metadata, "*.targets.json")
    path.write_text(path.read_text("utf-8").replace('"length": ', '"length":  1'), "utf-8")


def mixed(company: Attacked) -> None:
    company.publish(2)
    shutil.copyfile(company.metadata / "1.targets.json", newest(company.metadata, "*.targets.json"))


def content_by_stolen_open_keys(company: Attacked) -> None:
    def more(targets: Targets, forger: Forger) -> None:
        forger._put(targets, pack_name(2), company.pack(2))

    company.content_by(company.keys.snapshot, more)


def content_by_the_key_of_bulletins(company: Attacked) -> None:
    company.content_by(company.dispatch_keys.bulletins, lambda _targets, _forger: None)


def tampered_pack(company: Attacked) -> None:
    company.publish(2)
    for path in (company.share / "targets" / "packs").glob("*.2.zip"):
        path.write_bytes(path.read_bytes()[:-1] + b"x")


def endless_pack(company: Attacked) -> None:
    company.publish(2)
    for path in (company.share / "targets" / "packs").glob("*.2.zip"):
        with path.open("ab") as file:
            file.truncate(512 * 1024 * 1024)


def endless_timestamp(company: Attacked) -> None:
    with (company.metadata / "timestamp.json").open("ab") as file:
        file.truncate(64 * 1024 * 1024)


def missing_pack(company: Attacked) -> None:
    company.publish(2)
    for path in (company.share / "targets" / "packs").glob("*.2.zip"):
        path.unlink()


def link(company: Attacked) -> None:
    timestamp = company.metadata / "timestamp.json"
    timestamp.rename(company.folder / "elsewhere.json")
    timestamp.symlink_to(company.folder / "elsewhere.json")


def pipe(company: Attacked) -> None:
    (company.metadata / "timestamp.json").unlink()
    os.mkfifo(company.metadata / "timestamp.json")


def zip_slip(company: Attacked) -> None:
    company.pack_by_editor(with_member(company, "content/../../evil.yaml", b"id: evil\n"))


def link_in_a_pack(company: Attacked) -> None:
    company.pack_by_editor(with_member(company, "content/evil.yaml", b"/etc/passwd", stat.S_IFLNK | 0o777))


def more_than_a_pack_lists(company: Attacked) -> None:
    company.pack_by_editor(with_member(company, "content/evil.yaml", b"id: evil\n"))


def no_zip(company: Attacked) -> None:
    company.pack_by_editor(b"no zip")


def oversize(company: Attacked) -> None:
    company.pack_by_editor(with_member(company, "content/evil.yaml", b" " * (9 * 1024 * 1024)))


ON_CONTENT = [
    set_back,
    another_company,
    another_root,
    timestamp_of_a_stranger,
    frozen,
    list_changed_after_signing,
    mixed,
    content_by_stolen_open_keys,
    content_by_the_key_of_bulletins,
    tampered_pack,
    endless_pack,
    endless_timestamp,
    missing_pack,
    link,
    pipe,
    zip_slip,
    link_in_a_pack,
    more_than_a_pack_lists,
    no_zip,
    oversize,
]


def notices_of_a_stranger(company: Attacked) -> None:
    company.notices_by(STRANGER, b"[]")


def notices_of_the_editor(company: Attacked) -> None:
    assert company.keys.targets is not None
    company.notices_by(company.keys.targets, b"[]")


def nonsense_notices(company: Attacked) -> None:
    company.notices_by(company.dispatch_keys.bulletins, b"[" * 50_000)


def oversize_notices(company: Attacked) -> None:
    company.notices_by(company.dispatch_keys.bulletins, b" " * (1024 * 1024))


def forgotten_notices(company: Attacked) -> None:
    def forget(sealed: Sealed, _forger: Forger) -> dict[str, Targets]:
        del sealed.snapshot.meta["bulletins.json"]
        return {}

    company.sealed_by(company.keys, forget)


ON_NOTICES = [
    set_back,
    another_company,
    timestamp_of_a_stranger,
    frozen,
    link,
    notices_of_a_stranger,
    notices_of_the_editor,
    nonsense_notices,
    oversize_notices,
    forgotten_notices,
]


@pytest.fixture
def company(tmp_path: Path, user_home: Path) -> Attacked:
    company = Attacked(tmp_path / "company")
    company.publish(1)
    (company.folder / "1.root.json").write_bytes(company.root)
    (company.folder / "defaults.json").write_text(json.dumps({"update_folder": str(company.share)}), "utf-8")
    copy_tree(company.share, company.folder / "before")
    company.send("汇锦庄园")
    return company


@pytest.fixture
def child(company: Attacked) -> Iterator[Child]:
    child = Child(company.folder)
    yield child
    child.close()


def is_plain(words: str) -> bool:
    """A sentence for a colleague."""
    return bool(words) and not any(word in words for word in ("Error", "Traceback", "metadata", "target"))


@pytest.mark.parametrize("attack", [pytest.param(one, id=one.__name__) for one in ON_CONTENT])
def test_the_content_stays_and_a_sentence_says_so(
    company: Attacked, child: Child, attack: Callable[[Attacked], None]
) -> None:
    if sys.platform == "win32" and attack in (link, pipe):
        pytest.skip("no such files there")
    assert child.visit["state"] == "taken"
    attack(company)
    child.look()
    assert (child.visit["state"], child.visit["number"]) == ("stopped", 1)
    assert is_plain(child.visit["words"]), child.visit["words"]
    aboard = on_board(paths.user_packs())
    assert aboard is not None
    assert aboard.manifest.number == 1
    assert not (paths.user_home() / "evil.yaml").exists()


@pytest.mark.parametrize("attack", [pytest.param(one, id=one.__name__) for one in ON_NOTICES])
def test_the_notices_stay_and_their_moment_stands_still(
    company: Attacked, child: Child, attack: Callable[[Attacked], None]
) -> None:
    if sys.platform == "win32" and attack is link:
        pytest.skip("no links there")
    (said,) = child.notices
    assert [one["estate"] for one in said["notices"]] == ["汇锦庄园"]
    kept = read_kept(paths.user_notices())
    attack(company)
    for _ in range(2):
        child.look()
        assert child.notices == []
    assert read_kept(paths.user_notices()) == kept


def test_the_key_of_bulletins_names_a_pack_to_no_avail(company: Attacked, child: Child) -> None:
    """What it signs is asked for notices alone: nothing is refused, and nothing of it is taken."""
    company.notices_by(company.dispatch_keys.bulletins, b"[]", pack_name(2), LIST_NAME)
    child.look()
    assert (child.visit["state"], child.visit["number"]) == ("current", 1)
    assert child.notices[-1]["notices"] == []


def test_after_an_attack_the_next_honest_publication_is_taken(company: Attacked, child: Child) -> None:
    company.publish(2)
    path = company.metadata / "timestamp.json"
    honest = path.read_bytes()
    path.write_bytes(honest.replace(b'"version"', b'"Version"'))
    child.look()
    assert child.visit["state"] == "stopped"
    path.write_bytes(honest)
    child.look()
    assert (child.visit["state"], child.visit["number"]) == ("taken", 2)
    assert Repository(company.share).published[0].number == 2
