"""A change of keys that is cut off at any moment is gone on with by the same command; old keys sign nothing by that.

Killed before and after each file that it writes, with one editor and with two.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Root, Targets

from handbook import whole_file
from handbook.fleet.trust import ceremony, key_change, publisher, signed_share, turn
from handbook.fleet.trust.ceremony import KeyRefused, open_key, places
from handbook.fleet.trust.dispatch import Dispatch
from handbook.fleet.trust.key_change import REPLACED, KeyChange, begun_in
from handbook.fleet.trust.listing import LIST_NAME, Published, write_listing
from handbook.fleet.trust.publisher import Keys, PublishRefused, Repository
from handbook.fleet.trust.roles import TARGETS
from handbook.fleet.trust.seat import Found, LookRefused
from tests.unit.fleet.company import WORD, Company, now

WORDS = dict.fromkeys(("stick-1", "stick-2", "editor", "editor-2"), WORD)


class Killed(BaseException):
    """The process ends here, and does nothing more."""


@contextmanager
def killed_at(monkeypatch: pytest.MonkeyPatch, moment: int, *, is_before: bool) -> Iterator[None]:
    """Ends the process before or after the file of that number that it writes."""
    left = [moment]

    def kill(path: Path, *args: Any, **more: Any) -> None:
        if left[0] == 0 and is_before:
            raise Killed
        whole_file.write_whole(path, *args, **more)
        if left[0] == 0:
            raise Killed
        left[0] -= 1

    with monkeypatch.context() as patched:
        for module in (ceremony, key_change, publisher, signed_share):
            patched.setattr(module, "write_whole", kill)
        patched.setattr(turn.Turn, "is_held", property(lambda _self: False))  # its file stays
        patched.setattr(turn.Turn, "hold", lambda _self: None)
        yield


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "DEAD_S", 0.05)
    monkeypatch.setattr(turn, "_PAUSE_S", (0.01, 0.02))


class Changed:
    """A company with a pack and a notice, one of whose keys is replaced."""

    def __init__(self, folder: Path, what: str, editors: int = 1) -> None:
        self.company = Company(folder)
        self.what, self.editors = what, editors
        self.company.publish(1)
        self.company.send()
        assert isinstance(self.company.look("watching"), Found)
        self.old = self.company.keys
        self.new = folder / "new"

    def change(self) -> None:
        """What `handbook keys --replace` does."""
        keys = self.company.folder / "keys"
        stick = open_key(keys / "stick-1" / "root.pem", WORD)
        change = KeyChange.of(self.what, stick, self.new, WORDS, self.editors)
        self.company.repository.take_new_keys(change, self._after(change), now())

    def _after(self, change: KeyChange) -> Keys:
        def key(role: str, old: CryptoSigner) -> CryptoSigner:
            return change.new[role][0] if role in change.new else old

        first, second = [*change.new.get(TARGETS, [self.old.targets]), None][:2]
        return Keys(first, key("snapshot", self.old.snapshot), key("timestamp", self.old.timestamp), second)

    def take_over(self) -> None:
        for path in self.new.rglob("*.p*"):
            place = self.company.folder / "keys" / path.relative_to(self.new)
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(path.read_bytes())


@pytest.mark.parametrize("is_before", [True, False])
@pytest.mark.parametrize(
    ("what", "editors", "files"), [("editor", 1, 8), ("editor", 2, 10), ("dispatch", 1, 8), ("sticks", 1, 5)]
)
def test_it_is_gone_on_with_from_whatever_moment_it_was_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, editors: int, files: int, *, is_before: bool
) -> None:
    for moment in range(40):
        one = Changed(tmp_path / str(moment), what, editors)
        with killed_at(monkeypatch, moment, is_before=is_before):
            try:
                one.change()
            except Killed:
                pass
            else:
                break
        try:
            one.company.look("watching", has=1)  # whatever it says, it keeps what it has
        except LookRefused as error:
            assert "先用现在的内容" in str(error)
        one.change()
        with pytest.raises(KeyRefused, match="空文件夹"):
            begun_in(one.new)  # nothing is to be gone on with
        assert one.company.look("watching", has=1) is None
        assert isinstance(one.company.look(f"new-{moment}"), Found)
        one.take_over()
        if editors == 1:
            one.company.publish(2)
            assert isinstance(one.company.look("watching", has=1), Found)
        notices = Dispatch(one.company.share).listed(one.company.dispatch_keys)
        assert [notice.estate for notice in notices] == ["汇锦庄园"]
        one.company.send("阳光苑")
        assert len(Dispatch(one.company.share).listed(one.company.dispatch_keys)) == 2
    assert moment >= files


def cut_behind_the_root(one: Changed, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new root lies on the share; what it asks for is not sealed yet."""
    seal = Repository._seal

    def killed(*_args: object) -> None:
        raise Killed

    monkeypatch.setattr(Repository, "_seal", killed)
    with pytest.raises(Killed):
        one.change()
    monkeypatch.setattr(Repository, "_seal", seal)
    assert (one.company.share / "metadata" / "2.root.json").exists()


def test_what_a_thief_signs_between_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """He has the old keys of the editor, with the passphrase, and a program that asks nothing."""
    one = Changed(tmp_path, "editor")
    cut_behind_the_root(one, monkeypatch)

    class Thief(Repository):
        def steal(self) -> None:
            with self._turn(now()) as mine:
                sealed, targets = self._targets(one.old)
                evil = Published(number=9, version="2026.66", oldest_program="0.1.0")
                self._put(targets, "packs/9.zip", one.company.pack(9))
                self._put(targets, LIST_NAME, write_listing([evil]))
                assert one.old.targets is not None
                self._write_list(TARGETS, targets, one.old.targets, now())
                self._seal(sealed, {TARGETS: targets}, (one.old.snapshot, one.old.timestamp), now(), mine)

    Thief(one.company.share).steal()
    one.change()
    assert [pack.number for pack in one.company.repository.published] == [1]
    assert one.company.look("watching", has=1) is None
    found = one.company.look("new")
    assert isinstance(found, Found)
    assert found.number == 1
    one.take_over()
    one.company.publish(2)
    assert isinstance(one.company.look("watching", has=1), Found)


def test_old_keys_go_on_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a second set of new keys nothing is believed that lies there: the root names others."""
    one = Changed(tmp_path, "editor")
    cut_behind_the_root(one, monkeypatch)
    one.new = tmp_path / "other"
    with pytest.raises(PublishRefused, match="签名对不上"):
        one.change()


@pytest.mark.parametrize("what", ["editor", "dispatch"])
def test_lists_that_went_are_told_and_nothing_is_made_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    one = Changed(tmp_path, what)
    cut_behind_the_root(one, monkeypatch)
    held = Metadata[Targets]
    for path in (one.company.share / "metadata").glob("*.targets.json"):
        if held.from_bytes(path.read_bytes()).signed.version > 2:
            path.unlink()
    with pytest.raises(PublishRefused, match="不见了"):
        one.change()


def test_a_root_that_names_the_new_keys_is_signed_by_those_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A root that its new keys alone signed, or one that somebody signed who may not, is gone on with by nobody."""
    one = Changed(tmp_path, "sticks")
    cut_behind_the_root(one, monkeypatch)
    path = one.company.share / "metadata" / "2.root.json"
    whole = path.read_bytes()
    forged = Metadata[Root].from_bytes(whole)
    del forged.signatures[open_key(tmp_path / "keys" / "stick-1" / "root.pem", WORD).public_key.keyid]
    path.write_bytes(forged.to_bytes())
    with pytest.raises(PublishRefused, match="总清单签名对不上"):
        one.change()
    path.write_bytes(whole)
    one.change()
    assert one.company.look("watching", has=1) is None


@pytest.mark.parametrize("what", list(REPLACED))
def test_a_list_above_what_holds_is_not_swept(tmp_path: Path, what: str) -> None:
    """Who signs by old keys meanwhile, an hour later, leaves what is gone on with."""
    one = Changed(tmp_path, what)
    metadata = one.company.share / "metadata"
    higher = metadata / "99.targets.json"
    higher.write_bytes(b"{}")
    hour = time.time() - 2 * signed_share.HELD_S
    os.utime(higher, (hour, hour))
    keys = one.old
    one.company.repository.renew(Keys(None, keys.snapshot, keys.timestamp), now())
    assert higher.exists()


def test_with_two_editors_both_sign_what_is_replaced(tmp_path: Path) -> None:
    """The list that names dispatch's new key counts with both signatures; with one nothing is changed at all."""
    one = Changed(tmp_path, "editor", 2)
    one.change()
    one.take_over()
    keys = tmp_path / "keys"
    stick = open_key(keys / "stick-1" / "root.pem", WORD)
    change = KeyChange.of("dispatch", stick, tmp_path / "newer", {}, 2)
    alone = Keys(
        open_key(keys / "editor" / "targets.pem", WORD), change.new["snapshot"][0], change.new["timestamp"][0]
    )
    with pytest.raises(PublishRefused, match="两个人签"):
        one.company.repository.take_new_keys(change, alone, now())
    assert one.company.look("watching", has=1) is None
    second = open_key(keys / "editor-2" / "targets.pem", WORD)
    one.company.repository.take_new_keys(change, replace(alone, second=second), now())
    assert one.company.look("watching", has=1) is None


def test_keys_of_another_change_are_not_taken_for_those_of_this(tmp_path: Path) -> None:
    one = Changed(tmp_path, "editor")
    stick = open_key(tmp_path / "keys" / "stick-1" / "root.pem", WORD)
    KeyChange.of("editor", stick, one.new, WORDS)
    with pytest.raises(KeyRefused, match="另一次没换完"):
        KeyChange.of("sticks", stick, one.new, WORDS)
    with pytest.raises(KeyRefused, match="口令不对"):
        KeyChange.of("editor", stick, one.new, {"editor": "another passphrase"})
    (one.new / "unfinished.json").write_text(json.dumps({"what": "all", "editors": 7}), "utf-8")
    with pytest.raises(KeyRefused, match="读不出来"):
        begun_in(one.new)
    with pytest.raises(KeyRefused, match="空文件夹"):
        begun_in(tmp_path / "keys")


def test_the_same_keys_come_back(tmp_path: Path) -> None:
    stick = open_key(Company(tmp_path).folder / "keys" / "stick-1" / "root.pem", WORD)

    def made() -> dict[str, list[str]]:
        change = KeyChange.of("editor", stick, tmp_path / "new", WORDS, 2)
        return {role: [signer.public_key.keyid for signer in new] for role, new in change.new.items()}

    first = made()
    assert len(first[TARGETS]) == 2
    assert made() == first
    (tmp_path / "new" / "editor-2" / "targets.pem").unlink()
    again = made()
    assert again[TARGETS][0] == first[TARGETS][0] != again[TARGETS][1]
    for place in places(2):
        if place.startswith("editor"):
            assert (tmp_path / "new" / place / "targets.pub").exists()
