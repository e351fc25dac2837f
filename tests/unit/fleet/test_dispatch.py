"""What dispatch sends stands in the list, one act at a time; nobody's notice is lost, no number comes twice."""

import io
import json
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from handbook import paths
from handbook.bulletin.notice import Notice, Situation, write_notices
from handbook.cli.main import run
from handbook.fleet.trust.ceremony import hold_ceremony
from handbook.fleet.trust.dispatch import (
    Act,
    ChangedMeanwhile,
    Dispatch,
    NoNotice,
    dispatch_keys,
    is_past,
)
from handbook.fleet.trust.publisher import PublishRefused
from tests.unit.fleet.company import PASSPHRASES, Company, newest, notice_row, now


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


@pytest.fixture
def dispatch(company: Company) -> Dispatch:
    return Dispatch(company.share)


def row_of(notice: Notice) -> dict[str, object]:
    (row,) = json.loads(write_notices([notice]))
    assert isinstance(row, dict)
    return row


def test_the_share_counts_notices_and_gives_no_number_twice(company: Company, dispatch: Dispatch) -> None:
    keys = company.dispatch_keys
    assert dispatch.listed(keys) == ()
    assert company.send("汇锦庄园").number == 1
    assert company.send("阳光苑").number == 2
    dispatch.send(Act.WITHDRAW, {"number": 2}, keys, now())
    assert [one.number for one in dispatch.listed(keys)] == [1]
    dispatch.send(Act.WITHDRAW, {"number": 1}, keys, now())
    assert dispatch.listed(keys) == ()
    assert company.send("锦绣家园").number == 3


def test_a_notice_that_is_replaced_keeps_its_number_and_leaves_the_others(
    company: Company, dispatch: Dispatch
) -> None:
    first, other = company.send("汇锦庄园"), company.send("阳光苑")
    opened = row_of(first.notices[0])
    changed = dispatch.send(
        Act.REPLACE,
        opened | {"situation": "restored", "number": first.number},
        company.dispatch_keys,
        now() + timedelta(minutes=5),
        was=opened,
    )
    assert [(one.number, one.situation) for one in changed.notices] == [
        (other.number, Situation.REPAIR),
        (first.number, Situation.RESTORED),
    ]
    assert changed.notices[1].sent > first.notices[0].sent


def test_what_somebody_else_changed_meanwhile_is_not_written_over(
    company: Company, dispatch: Dispatch
) -> None:
    sent = company.send()
    opened = row_of(sent.notices[0])
    keys = company.dispatch_keys
    dispatch.send(Act.REPLACE, opened | {"reason": "爆管", "sender": "王"}, keys, now(), was=opened)
    with pytest.raises(ChangedMeanwhile, match="T-1 刚被 王 改过") as refused:
        dispatch.send(Act.REPLACE, opened | {"reason": "检修"}, keys, now(), was=opened)
    assert [one.reason for one in refused.value.notices] == ["爆管"]
    dispatch.send(Act.WITHDRAW, {"number": 1}, keys, now())
    with pytest.raises(ChangedMeanwhile, match="已经撤下"):
        dispatch.send(Act.REPLACE, opened, keys, now(), was=opened)
    assert dispatch.listed(keys) == ()


@pytest.mark.parametrize(
    ("row", "hours", "is_gone"),
    [
        ({"situation": "restored"}, 3.9, False),
        ({"situation": "restored"}, 4.1, True),
        ({"situation": "repair"}, 23.9, False),
        ({"situation": "planned"}, 24.1, True),
        ({"situation": "repair", "until": None}, 71.9, False),
        ({"situation": "repair", "until": None}, 72.1, True),
    ],
)
def test_past_ones_leave_the_list(row: dict[str, object], hours: float, *, is_gone: bool) -> None:
    moment = now()
    said = {"until": moment} | row
    notice = Notice(
        number=1,
        situation=Situation(str(row["situation"])),
        estate="汇锦庄园",
        sent=moment,
        sender="李",
        until=moment if said["until"] is not None else None,
    )
    assert is_past(notice, moment + timedelta(hours=hours)) is is_gone


def test_past_ones_go_with_the_next_that_is_sent(company: Company, dispatch: Dispatch) -> None:
    company.send("汇锦庄园")
    later = now() + timedelta(hours=30)
    sent = dispatch.send(Act.ADD, notice_row("阳光苑"), company.dispatch_keys, later)
    assert (sent.number, sent.dropped, [one.number for one in sent.notices]) == (2, (1,), [2])


@pytest.mark.parametrize(
    "row",
    [
        {},
        notice_row(estate=""),
        notice_row(estate="  "),
        notice_row(sender=""),
        notice_row(situation="nothing"),
        notice_row(reason="长" * 201),
        notice_row(reason="两\n行"),
        notice_row(until="明天"),
        notice_row(until="2026-11-28T10:00:00"),
    ],
)
def test_what_is_no_notice_is_not_sent(company: Company, dispatch: Dispatch, row: dict[str, object]) -> None:
    before = (company.share / "metadata" / "timestamp.json").read_bytes()
    with pytest.raises(NoNotice):
        dispatch.send(Act.ADD, row, company.dispatch_keys, now())
    assert (company.share / "metadata" / "timestamp.json").read_bytes() == before


def test_more_than_desks_read_is_not_sent(
    company: Company, dispatch: Dispatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    company.send()
    monkeypatch.setattr("handbook.bulletin.notice.MOST", 1)
    with pytest.raises(NoNotice, match="太多"):
        company.send("阳光苑")
    assert len(dispatch.listed(company.dispatch_keys)) == 1


def test_keys_of_before_send_nothing(company: Company, tmp_path: Path) -> None:
    other = hold_ceremony(tmp_path / "other", PASSPHRASES, now())
    assert other.root != company.root
    before = (company.share / "metadata" / "timestamp.json").read_bytes()
    with pytest.raises(PublishRefused, match="密钥换过了吗"):
        Dispatch(company.share).send(
            Act.ADD, notice_row(), dispatch_keys(tmp_path / "other" / "dispatch"), now()
        )
    assert (company.share / "metadata" / "timestamp.json").read_bytes() == before


def test_a_list_that_somebody_else_laid_there_is_not_signed(company: Company, dispatch: Dispatch) -> None:
    """Who can write the share and has no key must not get his words signed by the next who sends."""
    company.send()
    (place,) = (company.share / "targets" / "bulletins").iterdir()
    place.write_bytes(place.read_bytes().replace("汇锦庄园".encode(), "别的地方".encode()))
    with pytest.raises(PublishRefused, match="读不出来"):
        company.send("阳光苑")
    name = newest(company.share / "metadata", "*.bulletins.json")
    name.write_text(name.read_text("utf-8").replace('"length": ', '"length":  1'), "utf-8")
    with pytest.raises(PublishRefused, match="不是用这套密钥签的"):
        company.send("阳光苑")


# The verb


class Office:
    """Dispatch's computer."""

    def __init__(
        self, company: Company, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.company, self._patch, self._capsys = company, monkeypatch, capsys
        self.keys = paths.user_home() / "dispatch"
        self.keys.mkdir(parents=True)
        for path in (company.folder / "keys" / "dispatch").iterdir():
            (self.keys / path.name).write_bytes(path.read_bytes())

    def do(self, *words: str, typed: object = None) -> tuple[int, dict[str, object]]:
        self._patch.setattr(sys, "stdin", io.StringIO(json.dumps(typed, ensure_ascii=False)))
        code = run(["bulletin", "--json", "--to", str(self.company.share), *words], lambda _: 9)
        said = json.loads(self._capsys.readouterr().out)
        assert set(said) == {"state", "words", "number", "notices", "dropped"}
        return code, said


@pytest.fixture
def office(
    company: Company, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], user_home: Path
) -> Office:
    return Office(company, monkeypatch, capsys)


def test_the_verb_sends_lists_replaces_and_withdraws(office: Office) -> None:
    code, said = office.do("--send", "-", typed={"act": "add", "notice": notice_row()})
    assert (code, said["state"], said["number"], said["words"]) == (0, "sent", 1, "")
    assert isinstance(said["notices"], list)
    row = said["notices"][0]
    assert (row["number"], row["estate"]) == (1, "汇锦庄园")
    assert datetime.fromisoformat(row["sent"]).tzinfo is not None
    changed = {"act": "replace", "notice": row | {"reason": "检修"}, "was": row}
    assert office.do("--send", "-", typed=changed)[0] == 0
    code, said = office.do("--send", "-", typed=changed | {"notice": row | {"reason": "抢修"}})
    assert (code, said["state"]) == (1, "changed")
    code, said = office.do("--list")
    assert isinstance(said["notices"], list)
    assert (code, said["state"], [one["reason"] for one in said["notices"]]) == (0, "listed", ["检修"])
    assert office.do("--send", "-", typed={"act": "withdraw", "notice": {"number": 1}})[0] == 0
    assert office.do("--list")[1]["notices"] == []


@pytest.mark.parametrize("typed", [None, [], {}, {"act": "burn", "notice": {}}, {"act": "add", "notice": 1}])
def test_nonsense_is_refused_in_a_sentence(office: Office, typed: object) -> None:
    code, said = office.do("--send", "-", typed=typed)
    assert (code, said["state"]) == (1, "refused")
    assert "没有发出" in str(said["words"])


def test_without_keys_or_share_it_says_so(office: Office) -> None:
    (office.keys / "bulletins.pem").unlink()
    code, said = office.do("--list")
    assert (code, said["state"], said["notices"]) == (1, "stopped", None)
    code, said = office.do("--list", "--to", str(office.company.folder / "gone"))
    assert (code, said["state"]) == (1, "stopped")


def test_a_share_that_is_away_is_told(office: Office) -> None:
    office.company.share.rename(office.company.folder / "gone")
    code, said = office.do("--send", "-", typed={"act": "add", "notice": notice_row()})
    assert (code, said["state"]) == (1, "stopped")
    assert str(said["words"])
