"""Two have to sign: one prepares, another one looks and signs with his own key; with one signature no desk takes anything."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Root, Targets

from handbook import whole_file
from handbook.aboard import PackManifest
from handbook.fleet.pack import make_pack
from handbook.fleet.trust import publisher, signed_share, turn, two_editors
from handbook.fleet.trust.ceremony import hold_ceremony, open_key, open_public
from handbook.fleet.trust.publisher import Keys, PublishRefused, Repository
from handbook.fleet.trust.roles import TARGETS
from handbook.fleet.trust.seat import Desk, Found, LookRefused, TooNew, look
from handbook.fleet.trust.two_editors import AWAITING, Order, Prepared, TwoEditors
from tests.unit.fleet import desk_process
from tests.unit.fleet.company import WORD, later, now
from tests.unit.fleet.test_pack import content

WORDS = dict.fromkeys(("stick-1", "stick-2", "editor", "editor-2"), WORD)


class Pair:
    """A company whose content takes two signatures."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.share = folder, folder / "share"
        self.root = hold_ceremony(folder / "keys", WORDS, now(), 2).root
        self.share.mkdir()
        self.two = TwoEditors(self.share, self.root)
        self._content = content(folder / "content")

    def keys(self, place: str = "editor") -> Keys:
        held = self.folder / "keys" / place
        return Keys(
            open_key(held / "targets.pem", WORD),
            open_key(held / "snapshot.pem"),
            open_key(held / "timestamp.pem"),
        )

    @property
    def bulletins(self) -> Any:
        return open_public(self.folder / "keys" / "editor-2" / "bulletins.pub")

    def order(self, number: int, **more: Any) -> Order:
        (self._content / "scripts" / "scr-x.yaml").write_text(f"id: scr-x\nn: {number}\n", "utf-8")
        head = PackManifest(
            number=number, version=f"2026.{number}", oldest_program="0.1.0", made=now().isoformat()
        )
        data = make_pack(self._content, None, head)
        said: dict[str, Any] = {"kind": "发布", "number": number, "by": "王敏", "when": now(), "data": data}
        return Order(**(said | more))

    def prepare(self, number: int, place: str = "editor", **more: Any) -> Prepared:
        return self.two.prepare(self.order(number, **more), self.keys(place), self.bulletins, now())

    def complete(self, place: str = "editor-2") -> None:
        waits = self.two.waiting(self.two.trusted, now())
        assert waits is not None
        self.two.complete(waits, self.keys(place), self.bulletins, now())

    def publish(self, number: int, **more: Any) -> None:
        self.prepare(number, **more)
        self.complete()

    def look(self, name: str = "desk-1", has: int = 0) -> Found | TooNew | None:
        desk = Desk(number=name, program="0.1.0", has_number=has)
        return look(self.share, self.folder / "trust" / name, self.root, desk, seconds=10.0)

    @property
    def next(self) -> Path:
        return self.share / AWAITING / "next.json"


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    return Pair(tmp_path)


def number_of(found: object) -> int:
    assert isinstance(found, Found)
    return found.number


def test_it_counts_when_the_second_one_signed_and_not_before(pair: Pair) -> None:
    pair.prepare(1)
    assert not (pair.share / "metadata").exists()
    with pytest.raises(LookRefused):
        pair.look()
    pair.complete()
    assert number_of(pair.look()) == 1
    pair.prepare(2, "editor-2")  # the other way round
    assert pair.look(has=1) is None
    pair.complete("editor")
    assert number_of(pair.look(has=1)) == 2
    assert not pair.next.exists()
    assert pair.two.waiting(pair.two.trusted, now()) is None


def test_one_signature_is_refused_by_the_process_of_a_desk(pair: Pair, user_home: Path) -> None:
    """One editor, or whoever has his key and passphrase, seals it alone with a program that asks nothing."""
    pair.publish(1)
    (pair.folder / "1.root.json").write_bytes(pair.root)
    (pair.folder / "defaults.json").write_text(json.dumps({"update_folder": str(pair.share)}), "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", desk_process.__name__, str(pair.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdin is not None
    assert process.stdout is not None

    def visited() -> dict[str, Any]:
        assert process.stdout is not None
        while True:
            said: dict[str, Any] = json.loads(process.stdout.readline())
            if said["kind"] == "visit":
                return said

    with process.stdin, process.stdout:
        assert (said := visited())["state"] == "taken", said
        prepared = pair.prepare(2)
        keys = pair.keys()

        class Alone(TwoEditors):
            def seal(self) -> None:
                with self._turn(now()) as mine:
                    sealed, standing = self._by_word_of(self.trusted)
                    once = Metadata[Targets].from_bytes(prepared.targets).signed
                    built = self._built(prepared.order, standing, once.version)
                    self._lay_out(prepared.order, built)
                    name = f"{once.version}.targets.json"
                    (self.share / "metadata" / name).write_bytes(prepared.targets)
                    self._seal(sealed, {TARGETS: once}, (keys.snapshot, keys.timestamp), now(), mine)

        before = {path.name: path.read_bytes() for path in (pair.share / "metadata").iterdir()}
        Alone(pair.share, pair.root).seal()
        process.stdin.write(b"\n")
        process.stdin.flush()
        said = visited()
        assert said["state"] == "stopped", said
        assert "签名对不上" in said["words"]
        for path in (pair.share / "metadata").iterdir():
            path.unlink()
        for name, data in before.items():
            (pair.share / "metadata" / name).write_bytes(data)
        pair.complete()
        process.stdin.write(b"\n")
        process.stdin.flush()
        said = visited()
        assert (said["state"], said["version"]) == ("taken", "2026.2"), said
        process.stdin.close()
        assert process.wait(30.0) == 0


def test_the_same_one_does_not_sign_twice_and_a_stranger_not_at_all(pair: Pair) -> None:
    prepared = pair.prepare(1)
    with pytest.raises(PublishRefused, match="先签的"):
        pair.complete("editor")
    mine = pair.keys("editor-2")
    stranger = Keys(CryptoSigner(Ed25519PrivateKey.generate()), mine.snapshot, mine.timestamp)
    with pytest.raises(PublishRefused, match="换过了"):
        pair.two.complete(prepared, stranger, pair.bulletins, now())
    with pytest.raises(PublishRefused, match="等着您签"):
        pair.prepare(1, "editor-2")
    pair.prepare(1)  # his own is prepared anew
    pair.two.give_up()
    pair.prepare(1, "editor-2")


def test_one_alone_cannot_publish_by_the_usual_way(pair: Pair) -> None:
    repository = Repository(pair.share)
    with pytest.raises(PublishRefused, match="两个人签"):
        repository.begin(pair.root, pair.bulletins, pair.keys(), now())
    pair.publish(1)
    with pytest.raises(PublishRefused, match="两个人签"):
        repository.publish(pair.order(2).data, pair.keys(), now())
    with pytest.raises(PublishRefused, match="两个人签"):
        repository.set_stage(1, 10, pair.keys(), now())
    assert pair.look(has=1) is None


@pytest.mark.parametrize("place", ["editor", "editor-2"])
def test_one_alone_stops_it_at_once(pair: Pair, place: str) -> None:
    pair.publish(1)
    pair.publish(2, stage=50)
    stop = pair.two.laid_stop(2)
    assert stop is not None
    mine = pair.keys(place)
    pair.two.stop(stop, Keys(None, mine.snapshot, mine.timestamp), now())
    for desk in range(8):
        assert number_of(pair.look(f"fresh-{desk}")) == 1
    assert pair.two.laid_stop(2) is None
    pair.prepare(2, kind="多发几台", stage=100, data=b"")
    pair.complete()
    assert number_of(pair.look("fresh-1", has=1)) == 2
    assert pair.two.laid_stop(2) is not None


def test_a_stop_that_both_did_not_sign_is_none(pair: Pair) -> None:
    pair.publish(1)
    path = next((pair.share / AWAITING).glob("stop-*.json"))
    said = json.loads(path.read_bytes())
    once = Metadata[Targets].from_bytes(base64.b64decode(said["targets"]))
    once.signatures.popitem()
    other = said | {"targets": base64.b64encode(once.to_bytes()).decode()}
    lies: tuple[dict[str, Any], ...] = (
        other,
        said | {"listing": base64.b64encode(b"[]").decode()},
        said | {"base": 9},
        {},
    )
    for forged in lies:
        path.write_text(json.dumps(forged), "utf-8")
        assert pair.two.laid_stop(1) is None
    path.write_text("no json", "utf-8")
    assert pair.two.laid_stop(1) is None


def test_withdrawn_takes_two_as_well(pair: Pair) -> None:
    pair.publish(1)
    pair.publish(2)
    older = pair.two.pack(1).again(3, now(), "撤回")
    pair.prepare(3, kind="撤回", data=older, is_urgent=True)
    assert pair.look(has=2) is None
    pair.complete()
    found = pair.look(has=2)
    assert isinstance(found, Found)
    assert (found.number, found.is_urgent) == (3, True)


def _with(**more: object) -> Callable[[dict[str, Any]], None]:
    return lambda said: said.update(more)


def _order_with(**more: object) -> Callable[[dict[str, Any]], None]:
    return lambda said: said["order"].update(more)


def _another_pack(said: dict[str, Any]) -> None:
    data = bytearray(base64.b64decode(said["pack"]))
    data[-1] ^= 1
    said["pack"] = base64.b64encode(bytes(data)).decode()


@pytest.mark.parametrize(
    "change",
    [
        _order_with(stage=100),
        _order_with(by="别人"),
        _order_with(number=9),
        _order_with(is_urgent=True),
        _order_with(stage=900),
        _order_with(when=later(-30).isoformat()),
        _order_with(when="yesterday"),
        _with(base=7),
        _with(pack=""),
        _with(targets=""),
        _with(targets="AAAA"),
        _with(order=[]),
        _with(stop=""),
        _another_pack,
        lambda said: said.clear(),
    ],
)
def test_what_somebody_changed_on_the_share_is_not_signed(
    pair: Pair, change: Callable[[dict[str, Any]], None]
) -> None:
    pair.publish(1)
    pair.prepare(2, stage=10)
    said = json.loads(pair.next.read_bytes())
    change(said)
    pair.next.write_text(json.dumps(said), "utf-8")
    waits = pair.two.waiting(pair.two.trusted, now())
    if waits is not None:
        with pytest.raises(PublishRefused):
            pair.two.complete(waits, pair.keys("editor-2"), pair.bulletins, now())
    assert pair.look(has=1) is None
    pair.publish(2)  # it is prepared anew over it
    assert number_of(pair.look(has=1)) == 2


def test_another_pack_than_was_told_is_not_signed(pair: Pair) -> None:
    """The first one's program swears to one pack and lays another one beside."""
    pair.publish(1)
    prepared = pair.prepare(2)
    evil = pair.two.pack(1).again(2, now(), "别的")
    other = replace(prepared, order=replace(prepared.order, data=evil))
    assert pair.two.signer_of(other, pair.two.trusted) == ""
    with pytest.raises(PublishRefused, match="和说的不一样"):
        pair.two.complete(other, pair.keys("editor-2"), pair.bulletins, now())
    targets = Metadata[Targets].from_bytes(prepared.targets)
    targets.signed.targets["packs/evil.zip"] = targets.signed.targets["packs/2.zip"]
    first = pair.keys().targets
    assert first is not None
    targets.sign(first)
    other = Prepared(prepared.order, prepared.base, targets.to_bytes(), prepared.stop)
    with pytest.raises(PublishRefused, match="和说的不一样"):
        pair.two.complete(other, pair.keys("editor-2"), pair.bulletins, now())


def test_dispatch_is_whom_the_second_one_knows(pair: Pair, tmp_path: Path) -> None:
    """Before the first publication of all: the first one may not put another key in the place of dispatch's."""
    other = hold_ceremony(tmp_path / "other", WORDS, now(), 2)
    assert other.root
    strange = open_public(tmp_path / "other" / "editor" / "bulletins.pub")
    prepared = pair.two.prepare(pair.order(1), pair.keys(), strange, now())
    with pytest.raises(PublishRefused, match="和说的不一样"):
        pair.two.complete(prepared, pair.keys("editor-2"), pair.bulletins, now())


def test_what_was_signed_meanwhile_asks_for_another(pair: Pair) -> None:
    pair.publish(1)
    prepared = pair.prepare(2)
    stop = pair.two.laid_stop(1)
    assert stop is not None
    mine = pair.keys()
    pair.two.stop(stop, Keys(None, mine.snapshot, mine.timestamp), now())
    assert pair.two.waiting(pair.two.trusted, now()) is None
    with pytest.raises(PublishRefused, match="重新准备"):
        pair.two.complete(prepared, pair.keys("editor-2"), pair.bulletins, now())


def test_a_root_that_does_not_follow_is_not_believed(pair: Pair) -> None:
    """Whoever writes the share lays a root of one editor there."""
    pair.publish(1)
    forged = Metadata[Root].from_bytes(pair.root)
    forged.signed.version = 2
    forged.signed.roles[TARGETS].threshold = 1
    (pair.share / "metadata" / "2.root.json").write_bytes(forged.to_bytes())
    with pytest.raises(PublishRefused, match="签名对不上"):
        _ = pair.two.editors
    with pytest.raises(PublishRefused, match="签名对不上"):
        pair.prepare(2)


class Killed(BaseException):
    """The process ends here, and does nothing more."""


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("is_before", [True, False])
def test_whatever_moment_the_second_one_is_killed_at_he_signs_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_first: bool, is_before: bool
) -> None:
    monkeypatch.setattr(turn, "DEAD_S", 0.05)
    monkeypatch.setattr(turn, "_PAUSE_S", (0.01, 0.02))
    for moment in range(20):
        pair = Pair(tmp_path / str(moment))
        number = 1
        if not is_first:
            pair.publish(1)
            pair.look("watching")
            number = 2
        prepared = pair.prepare(number)
        left = [moment]

        def kill(path: Path, *args: Any, left: list[int] = left, **more: Any) -> None:
            if left[0] == 0 and is_before:
                raise Killed
            whole_file.write_whole(path, *args, **more)
            if left[0] == 0:
                raise Killed
            left[0] -= 1

        with monkeypatch.context() as patched:
            for module in (publisher, signed_share, two_editors):
                patched.setattr(module, "write_whole", kill)
            patched.setattr(turn.Turn, "is_held", property(lambda _self: False))
            patched.setattr(turn.Turn, "hold", lambda _self: None)
            try:
                pair.complete()
            except Killed:
                pass
            else:
                break
        if not is_first:
            pair.look("watching", has=1)  # before, or after; never refused
        if pair.two.waiting(pair.two.trusted, now()) is not None:
            pair.two.complete(prepared, pair.keys("editor-2"), pair.bulletins, now())
        assert number_of(pair.look("watching", has=number - 1)) == number
        assert pair.two.laid_stop(number) is not None
        pair.publish(number + 1)
        assert number_of(pair.look("watching", has=number)) == number + 1
    assert moment >= 6
