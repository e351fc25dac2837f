"""A desk learns what dispatch sent, checked whole; of what is forged, set back or nonsense it believes nothing and keeps what it has."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import pytest
from tuf.api.metadata import Metadata, Targets

from handbook.bulletin.kept import read_kept, write_kept
from handbook.bulletin.notice import LARGEST, Notice
from handbook.fleet import resident
from handbook.fleet.resident import Post, Resident, Wish
from handbook.fleet.trust.ceremony import open_key
from handbook.fleet.trust.dispatch import Act, Dispatch
from handbook.fleet.trust.key_change import KeyChange
from handbook.fleet.trust.notices import NoticePoll
from handbook.fleet.trust.publisher import Keys, PublishRefused
from handbook.fleet.trust.roles import NOTICES
from handbook.fleet.trust.seat import Found
from handbook.fleet.trust.signed_reading import LookRefused
from handbook.fleet.visit import Places
from tests.unit.fleet.company import WORD, Company, copy_tree, editor_keys, newest, notice_row, now


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


@pytest.fixture
def desk(company: Company) -> NoticePoll:
    return poll_of(company)


def poll_of(company: Company, name: str = "desk-1", root: bytes | None = None) -> NoticePoll:
    return NoticePoll(company.share, company.folder / "trust" / name / "notices", root or company.root)


def estates(notices: tuple[Notice, ...] | None) -> list[str] | None:
    return None if notices is None else [one.estate for one in notices]


class Forger(Dispatch):
    """Signs whatever it is given, with keys that were stolen."""

    def forge(self, company: Company, data: bytes, change: Callable[[Targets], object] | None = None) -> None:
        keys = company.dispatch_keys
        with self._turn(now()) as turn:
            sealed = self._sealed()
            targets = self._bulletins(sealed, keys, now())
            self._put(targets, NOTICES, data)
            if change is not None:
                change(targets)
            self._write_list("bulletins", targets, keys.bulletins, now())
            self._seal(sealed, {"bulletins": targets}, (keys.snapshot, keys.timestamp), now(), turn)


def test_a_desk_learns_what_was_sent_changed_and_withdrawn(company: Company, desk: NoticePoll) -> None:
    assert desk.poll() is None
    company.publish(1)
    assert desk.poll() is None
    company.send("汇锦庄园")
    company.send("阳光苑")
    assert estates(desk.poll()) == ["阳光苑", "汇锦庄园"]
    Dispatch(company.share).send(Act.WITHDRAW, {"number": 1}, company.dispatch_keys, now())
    assert estates(desk.poll()) == ["阳光苑"]
    assert estates(poll_of(company).poll()) == ["阳光苑"]  # the process was started anew


def test_a_poll_where_nothing_moved_reads_one_small_file(
    company: Company, desk: NoticePoll, monkeypatch: pytest.MonkeyPatch
) -> None:
    company.send()
    assert estates(desk.poll()) == ["汇锦庄园"]
    with monkeypatch.context() as patched:
        patched.setattr("handbook.fleet.trust.signed_reading.Updater", None)
        assert estates(desk.poll()) == ["汇锦庄园"]
    company.send("阳光苑")
    assert estates(desk.poll()) == ["阳光苑", "汇锦庄园"]


def test_a_poll_takes_nothing_from_a_look_for_packs(company: Company, desk: NoticePoll) -> None:
    company.publish(1)
    company.send()
    desk.poll()
    assert isinstance(company.look(), Found)
    company.publish(2)
    desk.poll()
    assert isinstance(company.look(has=1), Found)


# Attacks


def test_notices_that_were_set_back_are_refused(company: Company, desk: NoticePoll, tmp_path: Path) -> None:
    company.send("汇锦庄园")
    copy_tree(company.share, tmp_path / "old")
    company.send("阳光苑")
    assert len(desk.poll() or ()) == 2
    copy_tree(tmp_path / "old", company.share)
    for _ in range(2):
        with pytest.raises(LookRefused, match="签名对不上"):
            desk.poll()
    with pytest.raises(LookRefused, match="签名对不上"):
        poll_of(company).poll()


def test_notices_of_another_company_are_refused(company: Company, tmp_path: Path) -> None:
    other = Company(tmp_path / "other")
    other.send()
    with pytest.raises(LookRefused, match="签名对不上"):
        poll_of(other, root=company.root).poll()


def test_another_companys_list_laid_over_is_refused(
    company: Company, desk: NoticePoll, tmp_path: Path
) -> None:
    company.send("汇锦庄园")
    assert len(desk.poll() or ()) == 1
    other = Company(tmp_path / "other")
    for estate in ("甲", "乙", "丙"):
        other.send(estate)
    copy_tree(other.share, company.share)
    with pytest.raises(LookRefused, match="签名对不上"):
        desk.poll()


def test_the_editor_signs_no_notices(company: Company, desk: NoticePoll) -> None:
    """In dispatch's list his signature is worth nothing."""
    company.send()
    assert len(desk.poll() or ()) == 1

    class Editor(Forger):
        def forge_as(self, keys: Keys) -> None:
            assert keys.targets is not None
            with self._turn(now()) as turn:
                sealed = self._sealed()
                targets = self._bulletins(sealed, company.dispatch_keys, now())
                self._write_list("bulletins", targets, keys.targets, now())
                self._seal(sealed, {"bulletins": targets}, (keys.snapshot, keys.timestamp), now(), turn)

    Editor(company.share).forge_as(company.keys)
    with pytest.raises(LookRefused, match="签名对不上"):
        desk.poll()
    with pytest.raises(PublishRefused, match="不是用这套密钥签的"):
        company.send("阳光苑")


def test_the_key_of_bulletins_brings_no_pack(company: Company, desk: NoticePoll) -> None:
    """Neither by the name of one, nor as a notice."""
    company.publish(1)

    def more(targets: Targets) -> None:
        for name in ("packs/2.zip", "packs/list.json", "bulletins/more.json"):
            targets.targets[name] = targets.targets[NOTICES]

    Forger(company.share).forge(company, b"[]", more)
    assert desk.poll() == ()
    found = company.look()
    assert isinstance(found, Found)
    assert found.number == 1


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[1]",
        b"\xff\xfe",
        b"[" * 100_000,
        json.dumps([{"number": 1}]).encode(),
        json.dumps([notice_row(number=1, sent="2026-11-28T06:00:00")], ensure_ascii=False).encode(),
        json.dumps(
            [notice_row(number=1, sent="2026-11-28T06:00:00+08:00", until="9999-12-31T23:59:59-12:00")]
        ).encode(),
        json.dumps([notice_row(number=1, sent="0001-01-01T00:00:00+14:00")]).encode(),
        json.dumps([notice_row(number=1, sent="2026-11-28T06:00:00+08:00", reason="\u202e反")]).encode(),
        json.dumps([notice_row(number=n, sent="2026-11-28T06:00:00+08:00") for n in (1, 1)]).encode(),
        json.dumps([notice_row(number=n, sent="2026-11-28T06:00:00+08:00") for n in range(1, 300)]).encode(),
    ],
)
def test_a_list_that_is_nonsense_is_refused_whole(company: Company, desk: NoticePoll, data: bytes) -> None:
    company.send()
    assert len(desk.poll() or ()) == 1
    Forger(company.share).forge(company, data)
    for _ in range(2):
        with pytest.raises(LookRefused, match="读不懂"):
            desk.poll()


def test_a_list_that_is_too_long_is_not_read(company: Company, desk: NoticePoll) -> None:
    Forger(company.share).forge(company, b" " * (LARGEST + 1))
    with pytest.raises(LookRefused, match="太大"):
        desk.poll()


def test_a_list_that_was_exchanged_is_refused(company: Company, desk: NoticePoll) -> None:
    company.send()
    (place,) = (company.share / "targets" / "bulletins").iterdir()
    place.write_bytes(place.read_bytes().replace("汇锦庄园".encode(), "别的地方".encode()))
    with pytest.raises(LookRefused):
        desk.poll()


def test_lists_are_not_mixed(company: Company, desk: NoticePoll) -> None:
    """An older list under the newest number."""
    company.send("汇锦庄园")
    company.send("阳光苑")
    metadata = company.share / "metadata"
    newest(metadata, "*.bulletins.json").write_bytes((metadata / "1.bulletins.json").read_bytes())
    with pytest.raises(LookRefused, match="签名对不上"):
        desk.poll()


def test_signatures_that_nobody_renews_are_no_check(
    company: Company, desk: NoticePoll, monkeypatch: pytest.MonkeyPatch
) -> None:
    company.send()
    assert len(desk.poll() or ()) == 1

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Later":
            moment = datetime.now(tz) + timedelta(days=36)
            return cls.fromtimestamp(moment.timestamp(), tz)

    monkeypatch.setattr("handbook.fleet.trust.signed_reading.datetime", Later)
    monkeypatch.setattr("tuf.ngclient._internal.trusted_metadata_set.datetime.datetime", Later)
    with pytest.raises(LookRefused, match="过期"):
        desk.poll()


def test_a_share_without_an_end_or_an_answer_is_refused(company: Company, desk: NoticePoll) -> None:
    company.send()
    assert len(desk.poll() or ()) == 1
    with (company.share / "metadata" / "timestamp.json").open("ab") as file:
        file.truncate(64 * 1024 * 1024)
    with pytest.raises(LookRefused):
        desk.poll()


def test_a_snapshot_that_forgets_dispatch_is_refused(company: Company, desk: NoticePoll) -> None:
    """Who has the open keys alone cannot make notices disappear."""
    company.send()
    assert len(desk.poll() or ()) == 1

    class Thief(Forger):
        def forget(self) -> None:
            keys = company.dispatch_keys
            with self._turn(now()) as turn:
                sealed = self._sealed()
                del sealed.snapshot.meta["bulletins.json"]
                self._seal(sealed, {}, (keys.snapshot, keys.timestamp), now(), turn)

    Thief(company.share).forget()
    with pytest.raises(LookRefused, match="签名对不上"):
        desk.poll()


# Keys that are replaced


def replace_keys(company: Company, what: str) -> None:
    new = company.folder / "new"
    stick = open_key(company.folder / "keys" / "stick-1" / "root.pem", WORD)
    words = dict.fromkeys(("editor", "stick-1", "stick-2"), WORD)
    change = KeyChange.of(what, stick, new, words)
    keys = company.folder / "keys"
    for path in new.rglob("*.p*"):
        (keys / path.relative_to(new)).write_bytes(path.read_bytes())
    company.repository.take_new_keys(change, editor_keys(keys), now())


@pytest.mark.parametrize("what", ["dispatch", "editor", "sticks"])
def test_open_notices_outlive_a_key_that_was_replaced(company: Company, desk: NoticePoll, what: str) -> None:
    company.send("汇锦庄园")
    old = company.dispatch_keys
    assert len(desk.poll() or ()) == 1
    replace_keys(company, what)
    assert estates(desk.poll()) == ["汇锦庄园"]
    assert company.send("阳光苑").number == 2
    assert estates(desk.poll()) == ["阳光苑", "汇锦庄园"]
    if what != "sticks":
        with pytest.raises(PublishRefused, match="密钥换过了吗"):
            Dispatch(company.share).send(Act.ADD, notice_row("偷来的"), old, now())
        assert estates(poll_of(company, "fresh").poll()) == ["阳光苑", "汇锦庄园"]


def test_keys_are_replaced_before_dispatch_ever_sent(company: Company, desk: NoticePoll) -> None:
    replace_keys(company, "dispatch")
    assert desk.poll() is None
    company.send()
    assert estates(desk.poll()) == ["汇锦庄园"]


def test_a_root_that_somebody_else_laid_there_is_not_signed(company: Company, tmp_path: Path) -> None:
    other = Company(tmp_path / "other")
    (company.share / "metadata" / "1.root.json").write_bytes(other.root)
    with pytest.raises(PublishRefused, match="不是这个 U 盘签的"):
        replace_keys(company, "editor")


def test_targets_that_somebody_else_laid_there_are_not_signed(company: Company) -> None:
    """Who can write the share and has no key must not get a pack signed by the next publication."""
    company.publish(1)
    name = newest(company.share / "metadata", "*.targets.json")
    metadata: Metadata[Any] = Metadata.from_bytes(name.read_bytes())
    metadata.signed.targets["packs/2.zip"] = metadata.signed.targets["packs/1.zip"]
    name.write_bytes(metadata.to_bytes())
    with pytest.raises(PublishRefused, match="不是用这套密钥签的"):
        company.publish(2)
    with pytest.raises(PublishRefused, match="不是用这套密钥签的"):
        company.repository.pack(1, company.keys)
    with pytest.raises(PublishRefused, match="签名对不上"):
        replace_keys(company, "sticks")


# The process that stays


class Day:
    """A resident whose clock a test turns."""

    def __init__(self, company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
        self.said: list[dict[str, Any]] = []
        self.moment = 0.0
        self.written = 0
        self.kept = company.folder / "home" / "notices.json"
        root = company.folder / "1.root.json"
        root.write_bytes(company.root)
        places = Places(
            share=company.share,
            packs=company.folder / "packs",
            trust=company.folder / "trust" / "d",
            roots=(root,),
        )
        self.post = Post(places=places, program="0.1.0")
        self.steps: list[Callable[[], object]] = []
        monkeypatch.setattr("handbook.fleet.resident.time.monotonic", lambda: self.moment)
        monkeypatch.setattr(resident, "_about", lambda seconds: seconds)
        monkeypatch.setattr(resident, "datetime", type("Clock", (), {"now": lambda _tz: self.now()}))

        def counted(place: Path, kept: Any) -> None:
            self.written += 1
            write_kept(place, kept)

        monkeypatch.setattr(resident, "write_kept", counted)
        self.began = now()

    def now(self) -> datetime:
        return self.began + timedelta(seconds=self.moment)

    def wait(self, seconds: float) -> Wish:
        self.moment += seconds
        if not self.steps:
            return Wish.END
        said = self.steps.pop(0)()
        return said if isinstance(said, Wish) else Wish.NOTHING

    def live(self, *steps: Callable[[], object]) -> list[str]:
        self.steps = list(steps)
        Resident(
            lambda: self.post, self.kept, lambda line: self.said.append(json.loads(line)), self.wait
        ).run()
        return [str(one["kind"]) for one in self.said]


@pytest.fixture
def day(company: Company, monkeypatch: pytest.MonkeyPatch) -> Day:
    return Day(company, monkeypatch)


def nothing() -> None:
    return None


def test_it_polls_every_half_minute_and_visits_every_half_hour(company: Company, day: Day) -> None:
    company.send()
    kinds = day.live(*[nothing] * 120)
    assert kinds.count("visit") == 3  # at once, after half an hour, and after an hour
    assert kinds.count("notices") == 121
    assert day.said[0]["notices"][0]["estate"] == "汇锦庄园"
    assert day.said[0]["notices"][0]["number"] == 1


def test_it_writes_when_something_changed_or_a_minute_has_passed(company: Company, day: Day) -> None:
    company.send("汇锦庄园")
    day.live(nothing, nothing, nothing, nothing)  # at 0, 30, 60, 90, 120 seconds
    assert day.written == 3
    kept = read_kept(day.kept)
    assert kept is not None
    assert (estates(kept.notices), kept.checked) == (["汇锦庄园"], day.began + timedelta(seconds=120))
    day.said.clear()
    day.written = 0
    day.live(lambda: company.send("阳光苑"))
    assert day.written == 2
    kept = read_kept(day.kept)
    assert kept is not None
    assert len(kept.notices) == 2


def test_where_nobody_sends_notices_it_is_alive_and_quiet(company: Company, day: Day) -> None:
    company.publish(1)
    kinds = day.live(nothing, nothing)
    assert kinds == ["alive", "alive", "visit", "alive", "alive"]
    assert not day.kept.exists()
    assert day.said[2]["state"] == "taken"


def test_what_is_refused_leaves_what_is_kept_and_when(company: Company, day: Day, tmp_path: Path) -> None:
    company.send()
    day.live()
    before = day.kept.read_bytes()
    day.said.clear()
    company.share.rename(tmp_path / "gone")
    kinds = day.live(nothing, nothing)
    assert "notices" not in kinds
    assert "打不开" in day.said[0]["words"]
    assert day.kept.read_bytes() == before


def test_a_nonsense_list_leaves_what_is_kept_and_when(company: Company, day: Day) -> None:
    company.send()
    day.live()
    before = day.kept.read_bytes()
    Forger(company.share).forge(company, b"nonsense")
    day.said.clear()
    assert "notices" not in day.live(nothing, nothing, nothing)
    assert day.kept.read_bytes() == before


def test_it_looks_at_once_when_it_is_asked_to(company: Company, day: Day) -> None:
    company.publish(1)
    kinds = day.live(lambda: Wish.LOOK, nothing)
    assert kinds.count("visit") == 2


def test_it_makes_room_for_a_fresh_one_after_a_day(company: Company, day: Day) -> None:
    day.live(*[nothing] * 5000)
    assert resident.LIFE_S <= day.moment < resident.LIFE_S + resident.POLL_EVERY_S + 1
    assert day.steps


def test_nobody_is_trusted_yet_and_the_visit_tells_it(company: Company, day: Day) -> None:
    company.send()
    (company.folder / "1.root.json").unlink()
    kinds = day.live(lambda: (company.folder / "1.root.json").write_bytes(company.root))
    assert kinds == ["alive", "alive", "visit", "notices"]
    assert day.said[2]["state"] == "untrusted"


def test_a_disk_of_its_own_that_refuses_is_told(
    company: Company, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    company.send()

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(resident, "write_kept", full)
    monkeypatch.setattr(resident, "visit", full)
    kinds = day.live()
    assert kinds == ["notices", "alive", "alive", "visit"]
    assert day.said[1]["words"] == "磁盘已满"
    assert day.said[3]["words"] == "内容更新停了(磁盘已满),先用现在的内容。"
