"""Publish and look: the desk takes what the company signed, for it and newer; every forgery is refused in a sentence."""

import os
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization.json import JSONSerializer

from handbook.fleet.pack import read_pack
from handbook.fleet.trust.ceremony import KeyRefused, fingerprint, hold_ceremony, open_key
from handbook.fleet.trust.publisher import Keys, PublishRefused
from handbook.fleet.trust.seat import Found, LookRefused, TooNew, is_in_stage
from tests.unit.fleet.company import PASSPHRASES, WORD, Company, copy_tree, later, newest, now


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


def number_of(found: object) -> int:
    assert isinstance(found, Found)
    assert read_pack(found.data).manifest.number == found.number
    return found.number


def test_a_desk_takes_what_was_published_and_nothing_twice(company: Company) -> None:
    assert company.look() is None
    company.publish(1)
    assert number_of(company.look()) == 1
    assert company.look(has=1) is None
    company.publish(2)
    assert number_of(company.look(has=1)) == 2


def test_a_look_that_finds_nothing_new_reads_one_small_file(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    company.publish(1)
    assert company.look(has=1) is None
    with monkeypatch.context() as patched:
        patched.setattr("handbook.fleet.trust.signed_reading.Updater", None)
        assert company.look(has=1) is None
    company.publish(2)
    assert number_of(company.look(has=1)) == 2
    assert company.look(has=2) is None
    company.repository.set_stage(1, 100, company.keys, now())
    assert number_of(company.look(has=1)) == 2  # another desk by now: somebody went back


def test_what_was_found_and_could_not_be_taken_is_found_again(company: Company) -> None:
    company.publish(1)
    assert company.look(has=1) is None
    company.publish(2)
    assert number_of(company.look(has=1)) == 2
    assert number_of(company.look(has=1)) == 2  # the disk was full, say; the share has not moved


def test_what_nobody_signs_anew_is_told_though_nothing_moved(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    company.publish(1)
    assert company.look(has=1) is None

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Later":
            moment = datetime.now(tz) + timedelta(days=36)
            return cls.fromtimestamp(moment.timestamp(), tz)

    monkeypatch.setattr("handbook.fleet.trust.signed_reading.datetime", Later)
    monkeypatch.setattr("tuf.ngclient._internal.trusted_metadata_set.datetime.datetime", Later)
    with pytest.raises(LookRefused, match="过期"):
        company.look(has=1)


def test_a_stage_reaches_its_share_and_keeps_those_it_reached(company: Company) -> None:
    company.publish(1, stage=10)
    names = [f"desk-{n}" for n in range(1000)]
    few = {name for name in names if is_in_stage(name, 1, 10)}
    assert 80 <= len(few) <= 120
    assert few <= {name for name in names if is_in_stage(name, 1, 50)}
    inside, outside = next(iter(sorted(few))), next(name for name in names if name not in few)
    assert number_of(company.look(inside)) == 1
    assert company.look(outside) is None
    company.repository.set_stage(1, 100, company.keys, now())
    assert number_of(company.look(outside)) == 1


def test_an_older_program_keeps_its_content_and_says_so(company: Company) -> None:
    company.publish(1)
    company.publish(2, oldest_program="9.0")
    found = company.look(has=1)
    assert isinstance(found, TooNew)
    assert found.oldest_program == "9.0"
    assert number_of(company.look("fresh")) == 1


def test_a_pinned_desk_takes_that_one_alone(company: Company) -> None:
    company.publish(1)
    company.publish(2)
    assert number_of(company.look(pinned=1)) == 1
    assert number_of(company.look(has=2, pinned=1)) == 1
    assert company.look(has=1, pinned=1) is None


def test_what_somebody_went_back_from_is_not_taken_again(company: Company) -> None:
    company.publish(1)
    company.publish(2)
    assert company.look(has=1, turned_from=2) is None
    company.publish(3)
    assert number_of(company.look(has=1, turned_from=2)) == 3


def test_withdrawn_is_a_higher_number_of_older_content(company: Company) -> None:
    company.publish(1)
    company.publish(2)
    old = company.repository.pack(1)
    assert old.manifest.number == 1
    with pytest.raises(PublishRefused, match="第 1 号"):
        company.repository.publish(company.pack(1), company.keys, now())
    company.publish(3)
    assert number_of(company.look(has=2)) == 3


def test_three_packs_stay_listed(company: Company) -> None:
    for number in range(1, 6):
        company.publish(number)
    assert [pack.number for pack in company.repository.published] == [5, 4, 3]


def test_renewing_needs_no_editor(company: Company) -> None:
    company.publish(1)
    keys = company.keys
    until = company.repository.renew(Keys(None, keys.snapshot, keys.timestamp), now())
    assert until > later(30)
    assert number_of(company.look()) == 1


def test_two_processes_of_one_desk_look_at_once(company: Company) -> None:
    """The one that the window keeps, and `handbook update` by hand: both believe in one folder."""
    company.publish(1)
    failed: list[Exception] = []

    def looks() -> None:
        for _ in range(25):
            try:
                assert number_of(company.look()) == 1
            except (OSError, LookRefused, AssertionError) as error:
                failed.append(error)

    threads = [threading.Thread(target=looks) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


# Keys


def test_keys_lie_where_they_belong_and_are_locked(tmp_path: Path) -> None:
    made = hold_ceremony(tmp_path / "keys", PASSPHRASES, now())
    assert made.fingerprint == fingerprint((tmp_path / "keys" / "1.root.json").read_bytes())
    assert len(made.fingerprint.replace(" ", "")) == 16
    for name in ("stick-1/root.pem", "stick-2/root.pem", "editor/targets.pem"):
        with pytest.raises(KeyRefused):
            open_key(tmp_path / "keys" / name)
        open_key(tmp_path / "keys" / name, WORD)
    for name in ("editor/snapshot.pem", "editor/timestamp.pem", "dispatch/bulletins.pem"):
        path = tmp_path / "keys" / name
        open_key(path)
        if sys.platform != "win32":
            assert path.stat().st_mode & 0o077 == 0
    assert not (tmp_path / "keys" / "dispatch" / "targets.pem").exists()
    with pytest.raises(KeyRefused, match="已经有一套密钥"):
        hold_ceremony(tmp_path / "keys", PASSPHRASES, now())
    with pytest.raises(KeyRefused, match="至少"):
        hold_ceremony(tmp_path / "short", {**PASSPHRASES, "editor": "short"}, now())


# Attacks: each on a real folder; the desk keeps what it has


def test_a_share_set_back_is_refused(company: Company, tmp_path: Path) -> None:
    company.publish(1)
    copy_tree(company.share, tmp_path / "old")
    company.publish(2)
    assert number_of(company.look()) == 2
    copy_tree(tmp_path / "old", company.share)  # the timestamp of before
    with pytest.raises(LookRefused):
        company.look(has=2)


def test_another_company_is_refused(company: Company, tmp_path: Path) -> None:
    other = Company(tmp_path / "other")
    other.publish(1)
    with pytest.raises(LookRefused, match="签名对不上"):
        other.look(root=company.root)


def signed(
    company: Company, name: str, change: Callable[[Metadata[Any]], object], signer: CryptoSigner | None = None
) -> None:
    """Change a signed file; `signer` signs it anew, without one the old signatures stay."""
    path = company.share / "metadata" / name
    metadata: Metadata[Any] = Metadata.from_bytes(path.read_bytes())
    change(metadata)
    if signer is not None:
        metadata.signatures.clear()
        metadata.sign(signer)
    path.write_bytes(metadata.to_bytes(JSONSerializer()))


def test_a_stranger_signs_nothing(company: Company) -> None:
    company.publish(1)
    stranger = CryptoSigner(Ed25519PrivateKey.generate())
    signed(
        company,
        "timestamp.json",
        lambda one: setattr(one.signed, "version", one.signed.version + 1),
        stranger,
    )
    with pytest.raises(LookRefused):
        company.look()


def test_a_list_that_was_changed_after_signing_is_refused(company: Company) -> None:
    company.publish(1)
    name = newest(company.share / "metadata", "*.targets.json").name
    signed(company, name, lambda one: setattr(one.signed, "version", one.signed.version))
    text = (company.share / "metadata" / name).read_text("utf-8")
    (company.share / "metadata" / name).write_text(text.replace('"length": ', '"length":  1'), "utf-8")
    with pytest.raises(LookRefused):
        company.look()


def test_frozen_signatures_stop_the_updates_and_say_so(company: Company) -> None:
    company.publish(1)
    timestamp = company.keys.timestamp
    signed(company, "timestamp.json", lambda one: setattr(one.signed, "expires", later(-1)), timestamp)
    with pytest.raises(LookRefused, match="过期"):
        company.look()


def test_old_and_new_are_not_mixed(company: Company) -> None:
    company.publish(1)
    assert number_of(company.look()) == 1
    company.publish(2)

    def back(one: Metadata[Snapshot]) -> None:
        one.signed.meta["targets.json"] = MetaFile(2)

    name = newest(company.share / "metadata", "*.snapshot.json").name
    assert number_of(company.look()) == 2
    signed(company, name, back, company.keys.snapshot)
    (company.share / "metadata" / name).rename(
        company.share / "metadata" / f"{int(name.split('.')[0]) + 1}.snapshot.json"
    )

    def ahead(one: Metadata[Timestamp]) -> None:
        one.signed.version += 1
        one.signed.snapshot_meta = MetaFile(one.signed.snapshot_meta.version + 1)

    signed(company, "timestamp.json", ahead, company.keys.timestamp)
    with pytest.raises(LookRefused):
        company.look(has=2)


def test_the_key_of_bulletins_cannot_name_content(company: Company, tmp_path: Path) -> None:
    company.publish(1)
    evil = b"evil"

    def name_content(one: Metadata[Targets]) -> None:
        one.signed.version += 1
        for name in ("packs/1.zip", "packs/2.zip", "packs/list.json"):
            one.signed.targets[name] = TargetFile.from_data(name, evil, ["sha256"])

    bulletins = open_key(tmp_path / "keys" / "dispatch" / "bulletins.pem")
    metadata = company.share / "metadata"
    company.send()
    (metadata / "2.bulletins.json").write_bytes((metadata / "1.bulletins.json").read_bytes())
    signed(company, "2.bulletins.json", name_content, bulletins)

    def to_two(one: Metadata[Snapshot]) -> None:
        one.signed.version += 1
        one.signed.meta["bulletins.json"] = MetaFile(2)

    name = newest(metadata, "*.snapshot.json")
    following = metadata / f"{int(name.name.split('.')[0]) + 1}.snapshot.json"
    following.write_bytes(name.read_bytes())
    signed(company, following.name, to_two, company.keys.snapshot)

    def ahead(one: Metadata[Timestamp]) -> None:
        one.signed.version += 1
        one.signed.snapshot_meta = MetaFile(one.signed.snapshot_meta.version + 1)

    signed(company, "timestamp.json", ahead, company.keys.timestamp)
    assert number_of(company.look()) == 1


def test_a_pack_that_is_not_the_signed_one_is_refused(company: Company) -> None:
    company.publish(1)
    for path in (company.share / "targets" / "packs").glob("*.zip"):
        path.write_bytes(company.pack(1) + b"x")
    with pytest.raises(LookRefused):
        company.look()


def test_a_pack_that_has_no_end_is_read_no_further_than_signed(company: Company) -> None:
    company.publish(1)
    for path in (company.share / "targets" / "packs").glob("*.zip"):
        with path.open("ab") as file:
            file.truncate(512 * 1024 * 1024)
    began = time.monotonic()
    with pytest.raises(LookRefused):
        company.look()
    assert time.monotonic() - began < 30  # it would read for minutes; a ratio has nothing beside it here


def test_a_timestamp_without_end_is_refused(company: Company) -> None:
    company.publish(1)
    with (company.share / "metadata" / "timestamp.json").open("ab") as file:
        file.truncate(64 * 1024 * 1024)
    with pytest.raises(LookRefused):
        company.look()


@pytest.mark.skipif(sys.platform == "win32", reason="links want a right there")
def test_a_link_on_the_share_is_not_followed(company: Company, tmp_path: Path) -> None:
    company.publish(1)
    secret = tmp_path / "secret.json"
    timestamp = company.share / "metadata" / "timestamp.json"
    secret.write_bytes(timestamp.read_bytes())
    timestamp.unlink()
    timestamp.symlink_to(secret)
    with pytest.raises(LookRefused):
        company.look()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files there")
def test_a_file_that_never_answers_is_refused(company: Company) -> None:
    company.publish(1)
    timestamp = company.share / "metadata" / "timestamp.json"
    timestamp.unlink()
    os.mkfifo(timestamp)
    with pytest.raises(LookRefused):
        company.look()


def test_a_share_that_is_away_or_empty_is_told(company: Company, tmp_path: Path) -> None:
    company.publish(1)
    company.share.rename(tmp_path / "gone")
    with pytest.raises(LookRefused, match="打不开"):
        company.look()


def test_a_slow_share_is_given_up(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    company.publish(1)
    ticks = iter(range(0, 100_000, 100))
    monkeypatch.setattr("handbook.fleet.trust.share.time.monotonic", lambda: float(next(ticks)))
    with pytest.raises(LookRefused, match="太慢"):
        company.look()


def test_a_stolen_online_key_brings_no_new_content(company: Company) -> None:
    """Who has snapshot and timestamp keys can hold content back; a list that the editor did not sign is refused."""
    company.publish(1)
    stolen = company.keys

    def more(one: Metadata[Targets]) -> None:
        one.signed.version += 1
        one.signed.targets["packs/2.zip"] = TargetFile.from_data("packs/2.zip", b"evil", ["sha256"])

    metadata = company.share / "metadata"
    name = newest(metadata, "*.targets.json")
    following = metadata / f"{int(name.name.split('.')[0]) + 1}.targets.json"
    following.write_bytes(name.read_bytes())
    signed(company, following.name, more, stolen.snapshot)
    snap = newest(metadata, "*.snapshot.json")
    snap_next = metadata / f"{int(snap.name.split('.')[0]) + 1}.snapshot.json"
    snap_next.write_bytes(snap.read_bytes())

    def to_next(one: Metadata[Snapshot]) -> None:
        one.signed.version += 1
        one.signed.meta["targets.json"] = MetaFile(one.signed.meta["targets.json"].version + 1)

    signed(company, snap_next.name, to_next, stolen.snapshot)

    def ahead(one: Metadata[Timestamp]) -> None:
        one.signed.version += 1
        one.signed.snapshot_meta = MetaFile(one.signed.snapshot_meta.version + 1)

    signed(company, "timestamp.json", ahead, stolen.timestamp)
    with pytest.raises(LookRefused):
        company.look()
