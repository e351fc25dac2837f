"""Keys, publish, update: a company's content on a desk, from the command line alone; and the keys that are lost or stolen."""

import argparse
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Root

from handbook import paths
from handbook.aboard import on_board
from handbook.cli import keys as keys_verb
from handbook.cli.main import run
from handbook.fleet.trust.ceremony import fingerprint, open_key
from handbook.fleet.trust.key_change import REPLACED
from tests.unit.content.content_sample import files, write
from tests.unit.fleet.company import notice_row

WORD = "correct horse"


class Desk:
    """One computer with a home, a company's defaults and a share."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder, self.share, self._patch, self._capsys = folder, folder / "share", monkeypatch, capsys
        self.program = folder / "program"
        self.program.mkdir()
        self.share.mkdir()
        monkeypatch.setattr(
            "handbook.company_defaults.default_places", lambda: [self.program / "defaults.json"]
        )
        self.allow()
        self.content = write(folder / "content", files())
        self.write("2026.12")

    def allow(self, **keys: object) -> None:
        (self.program / "defaults.json").write_text(
            json.dumps({"update_folder": str(self.share), **keys}), "utf-8"
        )

    def write(self, version: str) -> None:
        (self.content / "handbook.yaml").write_text(f'version: "{version}"\n', "utf-8")

    def do(self, *words: str, typed: str = "") -> tuple[int, str]:
        self._patch.setattr("sys.stdin", io.StringIO(typed))
        code = run(list(words), lambda _: 9)
        said = self._capsys.readouterr()
        return code, said.out + said.err

    def make_keys(self) -> None:
        code, said = self.do("keys", str(self.folder / "keys"), typed=f"{WORD}\n" * 3)
        assert code == 0, said
        (self.program / "1.root.json").write_bytes((self.folder / "keys" / "1.root.json").read_bytes())

    def publish(self, *words: str) -> tuple[int, str]:
        where = ("--content", str(self.content), "--keys", str(self.folder / "keys"), "--to", str(self.share))
        return self.do("publish", *where, *words, typed=f"{WORD}\n")

    def replace(
        self, what: str, new: Path, stick: Path | None = None, keys: Path | None = None
    ) -> tuple[int, str]:
        held = self.folder / "keys"
        words = ["keys", str(new), "--replace", what, "--to", str(self.share)]
        words += ["--stick", str(stick or held / "stick-1" / "root.pem")]
        words += [] if what == "editor" else ["--keys", str(keys or held / "editor")]
        return self.do(*words, typed=f"{WORD}\n" * 4)

    def take_over(self, new: Path) -> None:
        """Lay new keys where the old ones were."""
        for path in new.rglob("*.p*"):
            (self.folder / "keys" / path.relative_to(new)).write_bytes(path.read_bytes())

    def number(self) -> int:
        pack = on_board(paths.user_packs())
        return pack.manifest.number if pack is not None else 0


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], user_home: Path
) -> Desk:
    return Desk(tmp_path, monkeypatch, capsys)


def test_what_is_published_arrives_and_can_be_turned_back(desk: Desk) -> None:
    desk.make_keys()
    code, said = desk.publish("--note", "改了抢修电话")
    assert (code, "第 1 号" in said) == (0, True), said
    code, said = desk.do("update")
    assert (code, desk.number()) == (0, 1), said
    assert "改了抢修电话" in said
    desk.write("2026.13")
    desk.publish()
    assert desk.do("update")[0] == 0
    assert desk.number() == 2
    code, said = desk.do("update", "--back")
    assert (code, desk.number()) == (0, 1), said
    desk.do("update")
    assert desk.number() == 1  # until the next one
    code, said = desk.publish("--withdraw", "1")
    assert "第 3 号" in said, said
    found = json.loads(desk.do("update", "--json")[1].splitlines()[-1])
    assert (found["state"], found["number"], found["version"], found["is_urgent"]) == (
        "taken",
        3,
        "2026.12",
        True,
    )


def test_a_desk_leaves_word_without_a_name(desk: Desk) -> None:
    desk.make_keys()
    desk.publish()
    desk.allow(seat="A07")
    desk.do("update")
    said = json.loads((desk.share / "seats" / "A07.json").read_text("utf-8"))
    assert (said["number"], said["version"], said["state"]) == (1, "2026.12", "taken")
    assert set(said) == {"seat", "state", "number", "version", "program", "system", "seen"}


def test_faulty_content_is_not_published(desk: Desk) -> None:
    desk.make_keys()
    (desk.content / "scripts" / "scr-x.yaml").write_text("id: [", "utf-8")
    code, said = desk.publish()
    assert code == 1
    assert "没有发布" in said
    assert not (desk.share / "metadata").exists() or desk.do("update")[0] == 0


def test_the_first_publication_needs_nothing_of_dispatchs_computer(desk: Desk) -> None:
    desk.make_keys()
    shutil.move(desk.folder / "keys" / "dispatch", desk.folder / "dispatch")
    for stick in ("stick-1", "stick-2"):
        shutil.rmtree(desk.folder / "keys" / stick)
    code, said = desk.publish()
    assert code == 0, said
    sent = ("bulletin", "--send", "-", "--keys", str(desk.folder / "dispatch"))
    code, said = desk.do(*sent, typed=json.dumps({"act": "add", "notice": notice_row()}))
    assert (code, "T-1 办好了" in said) == (0, True), said
    code, said = desk.do("bulletin", "--list", "--keys", str(desk.folder / "dispatch"))
    assert (code, "汇锦庄园" in said) == (0, True), said
    assert (desk.do("update")[0], desk.number()) == (0, 1)


def test_a_publication_that_was_killed_at_its_very_first_is_done_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.make_keys()

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, pytest.raises(OSError, match="No space"):
        patched.setattr("handbook.fleet.trust.publisher.Repository._seal", full)
        desk.publish()
    code, said = desk.publish()
    assert code == 0, said
    assert (desk.do("update")[0], desk.number()) == (0, 1)


def test_stages_widen_and_stop(desk: Desk) -> None:
    desk.make_keys()
    desk.publish("--stage", "0")
    desk.do("update")
    assert desk.number() == 0
    code, said = desk.publish("--widen", "1", "--stage", "100")
    assert (code, "100%" in said) == (0, True), said
    desk.do("update")
    assert desk.number() == 1
    assert "第 1 号" in desk.publish("--list")[1]


def test_a_pinned_desk_stays(desk: Desk) -> None:
    desk.make_keys()
    desk.publish()
    desk.publish()
    desk.allow(pin_version=1)
    desk.do("update")
    assert desk.number() == 1


def test_without_an_administrator_the_fingerprint_is_typed_once(desk: Desk) -> None:
    desk.make_keys()
    desk.publish()
    (desk.program / "1.root.json").unlink()
    code, said = desk.do("update")
    assert (code, "恢复表" in said) == (1, True), said
    signs = fingerprint((desk.folder / "keys" / "1.root.json").read_bytes())
    assert desk.do("update", "--trust", "0000 0000")[0] == 1
    assert desk.do("update", "--trust", signs[:4])[0] == 2
    code, said = desk.do("update", "--trust", signs[:9].lower())
    assert code == 0, said
    desk.do("update")
    assert desk.number() == 1


def test_renewing_takes_no_word(desk: Desk) -> None:
    desk.make_keys()
    desk.publish()
    code, said = desk.do("publish", "--keys", str(desk.folder / "keys"), "--to", str(desk.share), "--renew")
    assert (code, "续签好了" in said) == (0, True), said


@pytest.mark.parametrize("what", ["editor", "dispatch", "sticks"])
def test_a_lost_key_is_replaced_and_desks_go_on(desk: Desk, what: str) -> None:
    """The drills: the editor's key stolen, the dispatcher's computer gone, a stick lost. The old keys sign nothing more."""
    desk.make_keys()
    desk.publish()
    desk.do("update")
    keys, new = desk.folder / "keys", desk.folder / "new"
    words = [
        "keys",
        str(new),
        "--replace",
        what,
        "--stick",
        str(keys / "stick-1" / "root.pem"),
        "--to",
        str(desk.share),
    ]
    words += [] if what == "editor" else ["--keys", str(keys / "editor")]
    code, said = desk.do(*words, typed=f"{WORD}\n" * 4)
    assert code == 0, said
    for path in new.rglob("*.pem"):
        if what != "editor" or path.parent.name == "editor":
            (keys / path.relative_to(new)).write_bytes(path.read_bytes())
    if what == "dispatch":  # snapshot and timestamp of the editor's computer are the same new ones
        for name in ("snapshot.pem", "timestamp.pem"):
            (keys / "editor" / name).write_bytes((new / "editor" / name).read_bytes())
    desk.write("2026.14")
    code, said = desk.publish()
    assert code == 0, said
    code, said = desk.do("update")
    assert (code, desk.number()) == (0, 2), said


def test_a_stolen_editor_key_publishes_nothing_after_it_was_replaced(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.make_keys()
    desk.publish()
    keys = desk.folder / "keys"
    stick = str(keys / "stick-2" / "root.pem")
    desk.do(
        "keys",
        str(desk.folder / "new"),
        "--replace",
        "editor",
        "--stick",
        stick,
        "--to",
        str(desk.share),
        typed=f"{WORD}\n" * 3,
    )
    desk.do("update")
    assert desk.number() == 1
    desk.write("2026.66")
    code, said = desk.publish()  # by an editor who does not know that the keys were replaced
    assert (code, "密钥换过了吗" in said) == (2, True), said
    assert (desk.do("update")[0], desk.number()) == (0, 1)
    monkeypatch.setattr("handbook.fleet.trust.signed_share.is_signed_by", lambda _signed, _key: True)
    desk.publish()  # by the thief, whose program asks nothing
    code, said = desk.do("update")
    assert (code, desk.number()) == (1, 1), said
    assert "签名对不上" in said


def test_either_stick_serves_after_the_other_signed_alone(desk: Desk) -> None:
    """A key is replaced with one stick; when that is lost later, the other has to replace both."""
    desk.make_keys()
    desk.publish()
    keys = desk.folder / "keys"
    for stick, what in (("stick-1", "editor"), ("stick-2", "dispatch"), ("stick-1", "editor")):
        new = desk.folder / f"{stick}-{what}-{len(list(desk.folder.iterdir()))}"
        said = desk.replace(what, new, keys / stick / "root.pem")
        assert said[0] == 0, said
        desk.take_over(new)
    assert desk.replace("sticks", desk.folder / "sticks", keys / "stick-2" / "root.pem")[0] == 0
    code, words = desk.replace("editor", desk.folder / "old", keys / "stick-1" / "root.pem")
    assert (code, "不是这个 U 盘签的" in words) == (2, True), words
    assert (
        desk.replace("editor", desk.folder / "last", desk.folder / "sticks" / "stick-1" / "root.pem")[0] == 0
    )
    desk.take_over(desk.folder / "last")
    assert desk.publish()[0] == 0
    code, words = desk.do("update")
    assert (code, desk.number()) == (0, 2), words


def test_a_stick_signs_no_root_that_it_does_not_lead_to(desk: Desk) -> None:
    """Who can write the share names the stick beside a key of his own, in a root that he signed himself."""
    desk.make_keys()
    desk.publish()
    stick = open_key(desk.folder / "keys" / "stick-1" / "root.pem", WORD)
    stranger = CryptoSigner(Ed25519PrivateKey.generate())
    metadata = desk.share / "metadata"
    forged = Metadata[Root].from_bytes((metadata / "1.root.json").read_bytes())
    forged.signed.version = 2
    forged.signed.add_key(stranger.public_key, "root")
    forged.signatures.clear()
    forged.sign(stranger)
    assert stick.public_key.keyid in forged.signed.roles["root"].keyids
    (metadata / "2.root.json").write_bytes(forged.to_bytes())
    code, said = desk.replace("editor", desk.folder / "new", desk.folder / "keys" / "stick-1" / "root.pem")
    assert (code, "不是这个 U 盘签的" in said) == (2, True), said


def test_the_keys_are_found_by_either_folder(desk: Desk) -> None:
    """The sheet says: copy editor to the editor's computer. Whoever names that folder or the one around it means the same."""
    desk.make_keys()
    own = desk.folder / "own"
    shutil.copytree(desk.folder / "keys" / "editor", own / "editor")
    where = ("--content", str(desk.content), "--to", str(desk.share))
    for count, named in enumerate((own / "editor", own, own / "editor"), 1):
        code, said = desk.do("publish", *where, "--keys", str(named), typed=f"{WORD}\n")
        assert (code, f"第 {count} 号" in said) == (0, True), said
    assert desk.do("publish", *where, "--keys", str(own / "editor"), "--stop", "3")[0] == 0
    code, said = desk.replace("dispatch", desk.folder / "new", keys=own)
    assert code == 0, said


def test_the_first_root_is_asked_for_where_it_is_nowhere(desk: Desk) -> None:
    desk.make_keys()
    (desk.program / "1.root.json").unlink()
    (desk.folder / "keys" / "1.root.json").unlink()
    code, said = desk.publish()
    assert (code, "还缺 1.root.json" in said) == (2, True), said


def test_a_file_that_is_no_root_stops_nobody(desk: Desk) -> None:
    desk.make_keys()
    desk.publish()
    (desk.share / "metadata" / "99.root.json").write_bytes(b"no root")
    assert desk.publish()[0] == 0
    assert (desk.do("update")[0], desk.number()) == (0, 2)


def test_a_share_that_is_away_is_not_made_anew(desk: Desk) -> None:
    """A name with a slip in it, or a disk in the network that is not there: nothing is signed into a folder of this computer."""
    desk.make_keys()
    desk.publish()
    desk.share.rename(desk.folder / "gone")
    for code, said in (desk.publish(), desk.replace("editor", desk.folder / "new")):
        assert (code, "现在打不开" in said) == (2, True), said
    assert not desk.share.exists()
    assert not (desk.folder / "new").exists()


def test_new_keys_need_a_folder_without_any(desk: Desk) -> None:
    desk.make_keys()
    desk.publish()
    assert desk.replace("editor", desk.folder / "new")[0] == 0
    code, said = desk.replace("editor", desk.folder / "new")
    assert (code, "空文件夹" in said) == (2, True), said
    code, said = desk.replace("dispatch", desk.folder / "newer", keys=desk.folder / "nowhere")
    assert (code, "没有找到密钥" in said) == (2, True), said
    assert not (desk.folder / "newer").exists()


@pytest.mark.parametrize("what", list(REPLACED))
def test_a_replacement_that_was_cut_off_is_gone_on_with_by_the_same_command(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    desk.make_keys()
    desk.publish()
    desk.do("update")
    new = desk.folder / "new"

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, pytest.raises(OSError, match="No space"):
        patched.setattr("handbook.fleet.trust.publisher.Repository._seal", full)
        desk.replace(what, new)
    assert desk.number() == 1
    code, said = desk.replace(what, new)
    assert (code, "接着换好了" in said) == (0, True), said
    desk.take_over(new)
    assert desk.publish()[0] == 0
    code, said = desk.do("update")
    assert (code, desk.number()) == (0, 2), said


def test_nothing_is_said_to_be_there_without_a_folder(desk: Desk) -> None:
    (desk.program / "defaults.json").write_text("{}", "utf-8")
    code, said = desk.do("update")
    assert (code, "update_folder" in said) == (2, True)


def test_both_sticks_are_lost_and_the_installer_brings_a_new_root(desk: Desk) -> None:
    """Numbers begin at 1 again, and desks that had a higher one of the old keys take it all the same; never the old ones again."""
    desk.make_keys()
    for _ in range(3):
        desk.publish()
    assert (desk.do("update")[0], desk.number()) == (0, 3)
    (desk.folder / "keys").rename(desk.folder / "lost")
    desk.make_keys()
    code, said = desk.do("update")
    assert (code, desk.number(), "签名对不上" in said) == (1, 3, True), said
    shutil.copytree(desk.share, desk.folder / "before")
    for name in ("metadata", "targets"):
        shutil.rmtree(desk.share / name)
    desk.write("2026.13")
    assert desk.publish()[0] == 0
    code, said = desk.do("update")
    assert (code, desk.number()) == (0, 1), said
    code, said = desk.do("update")
    assert (code, desk.number()) == (0, 1), said
    assert desk.publish()[0] == 0
    assert (desk.do("update")[0], desk.number()) == (0, 2)
    shutil.rmtree(desk.share)
    shutil.copytree(desk.folder / "before", desk.share)
    assert (desk.do("update")[0], desk.number()) == (1, 2)


@pytest.mark.parametrize("editors", [1, 2])
def test_the_sheet_tells_the_command_for_each_drill(desk: Desk, editors: int) -> None:
    """Whoever has nothing but the sheet types what stands there; it fits a page."""
    keys = desk.folder / "keys"
    code, said = desk.do("keys", str(keys), "--editors", str(editors), typed=f"{WORD}\n" * 4)
    assert code == 0, said
    sheet = (keys / "恢复表.txt").read_text("utf-8")
    told = re.findall(r"handbook keys (新 --replace .*)", sheet)
    parser = argparse.ArgumentParser()
    keys_verb.add_parser(parser.add_subparsers())
    options = [parser.parse_args(["keys", *one.split()]) for one in told]
    assert {one.replace for one in options} == set(REPLACED)
    assert all(one.stick and one.to and (one.keys or one.replace == "editor") for one in options)
    assert {len(one.keys) for one in options if one.replace == "dispatch"} == {editors}
    assert sheet.count("保管人") == 4 + editors
    assert ("第二个签名人的钥匙" in sheet, "--second" in sheet) == (editors == 2, editors == 2)
    assert "照原样再打一遍同一条命令" in sheet
    assert len(sheet.splitlines()) <= 55
    assert all(sum(1 + (sign > "\u2e80") for sign in line) <= 126 for line in sheet.splitlines())
