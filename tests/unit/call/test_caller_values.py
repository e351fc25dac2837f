"""A value that holds several of the caller's data fills each of them, and none with what is not in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.call.state.call import CallerField
from handbook.call.state.caller_values import caller_fields_of, parted
from handbook.model.kinds import StepKind
from handbook.model.step import Step, ValueField
from tests.unit.call.samples import Seat, checklist, do, later, procedure, seat

ACCOUNT, ADDRESS, PHONE = CallerField
BOTH = (ADDRESS, PHONE)
FULL_WIDTH = "".join(chr(0xFF10 + int(digit)) for digit in "13900002222")


def step_for(name: str) -> Step:
    return Step(id="where", kind=StepKind.ASK, text="哪儿?", value=ValueField(name=name))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("地址电话", BOTH),
        ("户号、地址", (ACCOUNT, ADDRESS)),
        ("联系电话", (PHONE,)),
        ("联系方式与住址", BOTH),
        ("户号", (ACCOUNT,)),
        ("室温", ()),
    ],
)
def test_fields_are_known_by_the_name_of_the_value(name: str, fields: tuple[CallerField, ...]) -> None:
    assert caller_fields_of(step_for(name)) == fields


@pytest.mark.parametrize(
    ("text", "address", "phone"),
    [
        ("香坊健康路5号401 13900002222", "香坊健康路5号401", "13900002222"),
        ("13900002222,香坊健康路5号401", "香坊健康路5号401", "13900002222"),
        ("健康路5号 电话:139-0000-2222", "健康路5号", "139-0000-2222"),
        ("健康路5号联系电话13900002222", "健康路5号", "13900002222"),
        ("健康路5号、0451-84650000 转 8123", "健康路5号", "0451-84650000 转 8123"),
        ("健康路5号 84650000", "健康路5号", "84650000"),
        (f"健康路5号 {FULL_WIDTH}", "健康路5号", "13900002222"),
        ("健康路5号 13900002222 13900003333", "健康路5号", "13900002222、13900003333"),
        ("健康路5号401", "健康路5号401", None),
        ("13900002222", None, "13900002222"),
        ("健康路5号40113900002222", "健康路5号40113900002222", "见地址"),
    ],
)
def test_address_and_phone_are_told_apart(text: str, address: str | None, phone: str | None) -> None:
    found = parted(BOTH, text)
    assert found.get(ADDRESS) == address
    assert found.get(PHONE) == phone


def test_account_and_address_are_told_apart() -> None:
    found = parted((ACCOUNT, ADDRESS), "户号 2301005 健康路5号401")
    assert found == {ACCOUNT: "2301005", ADDRESS: "健康路5号401"}


@given(st.text(max_size=60))
def test_nothing_is_lost(text: str) -> None:
    """Every letter and digit of the value stands in one of the fields."""
    found = parted(BOTH, text)
    kept = "".join(found.values())
    digits = [c for c in text if c.isascii() and c.isdigit()]
    assert all(c in kept for c in digits)
    assert parted((ADDRESS,), text) == {ADDRESS: parted((ADDRESS,), text)[ADDRESS]}


def first_line(made: Seat) -> str:
    return made.desk.preview_ticket().split("\n")[0]


def test_the_line_is_true_for_both() -> None:
    made = seat()
    made.desk.pin(checklist(procedure(step_for("地址电话"))))
    later(made).enter_value(1, "where", "健康路5号401 13900002222")
    assert first_line(made) == "户号/地址/电话:未问到/健康路5号401/13900002222"
    assert "健康路5号401" not in made.desk.preview_ticket().split("\n")[3]
    made.desk.enter_caller(PHONE, "13911110000")
    assert first_line(made) == "户号/地址/电话:未问到/健康路5号401/13911110000"


def test_without_a_phone_the_phone_was_not_given() -> None:
    made = seat()
    made.desk.pin(checklist(procedure(step_for("地址电话"))))
    later(made).enter_value(1, "where", "健康路5号401")
    assert first_line(made) == "户号/地址/电话:未问到/健康路5号401/未问到"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("记下地址、回拨电话", "地址电话已记"),
        ("记下小区、楼、单元、门牌、回拨电话", "地址电话已记"),
        ("记下地址、开门人、电话", "已登记"),
        ("记下报信人电话", "电话已记"),
        ("记下从什么时候开始凉", "起始时间已记"),
        ("问调度下次播报时间", "播报时间已记"),
        ("把意见写进单", "意见已录"),
    ],
)
def test_a_tick_writes_nothing_down(text: str, state: str) -> None:
    made = seat()
    made.desk.pin(checklist(procedure(do("a", text, state=state))))
    later(made).tick(1, "a")
    assert first_line(made) == "户号/地址/电话:未问到/未问到/未问到"
    for words in (made.desk.preview_ticket(), made.desk.record()):
        assert state not in words
    assert text[:6] not in made.desk.preview_ticket()
    made.desk.enter_caller(ADDRESS, "健康路5号401")
    assert first_line(made) == "户号/地址/电话:未问到/健康路5号401/未问到"


def test_what_was_done_stays_done() -> None:
    made = seat()
    made.desk.pin(
        checklist(
            procedure(do("a", "告知要带的材料", state="用户已记下"), do("b", "核对户号", state="户名对上"))
        )
    )
    later(made).tick(1, "a")
    later(made).tick(1, "b")
    assert "用户已记下" in made.desk.preview_ticket()
    assert "户名对上" in made.desk.preview_ticket()


def test_a_phone_typed_after_the_address_is_the_phone() -> None:
    made = seat()
    made.desk.new_call()
    made.desk.enter_caller(ADDRESS, "健康路5号401 13900002222")
    assert first_line(made) == "户号/地址/电话:未问到/健康路5号401/13900002222"
    made.desk.enter_caller(ADDRESS, "13900002222")
    assert first_line(made) == "户号/地址/电话:未问到/未问到/13900002222"


def test_one_of_two_fields_is_not_enough_for_the_dispatch_minimum() -> None:
    made = seat()
    made.desk.pin(checklist(procedure(step_for("地址电话"), dispatch_minimum=("where",))))
    made.desk.enter_caller(ADDRESS, "健康路5号")
    assert made.desk.missing_for_dispatch() == ("地址电话",)
    made.desk.enter_caller(PHONE, "13900002222")
    assert made.desk.missing_for_dispatch() == ()
