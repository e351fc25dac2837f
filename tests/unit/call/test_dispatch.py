"""Address and phone belong to every ticket for which somebody is sent, whatever a list asks for."""

from dataclasses import replace

import pytest

from handbook.call.state.call import CallerField
from handbook.call.state.rules import CallRefused
from handbook.call.state.run import Mark, Parent
from handbook.model.emergency import EmergencyCard
from handbook.model.fact import Fact, Whose
from handbook.model.kinds import Priority
from handbook.model.procedure import Procedure
from handbook.model.step import Answer, Step, ValueField
from tests.unit.call.samples import (
    Seat,
    ask,
    checklist,
    do,
    emergency_card,
    later,
    outcome,
    pinned,
    procedure,
    seat,
)

ADDRESS, PHONE = CallerField.ADDRESS, CallerField.PHONE
WRITE_DOWN = do(
    "place",
    "记下小区、楼、单元、门牌、回拨电话",
    state="地址电话已记",
    facts=(Fact.ADDRESS, Fact.PHONE),
    killer=True,
)


def sending(priority: Priority | None, *steps: Step, **more: object) -> Procedure:
    return procedure(
        ask(
            "what",
            "怎么了?",
            Answer(label="漏", outcome="visit"),
            Answer(label="问问", outcome="told"),
            "别的",
        ),
        *steps,
        outcomes=(outcome("visit", "上门", priority=priority), outcome("told", "已答复")),
        **more,
    )


def missing(made: Seat) -> tuple[str, ...]:
    return made.desk.missing_for_dispatch()


@pytest.mark.parametrize("priority", Priority)
def test_an_outcome_that_sends_somebody_asks_for_address_and_phone(priority: Priority) -> None:
    made = pinned(sending(priority))
    assert missing(made) == ("地址", "电话")  # nothing else reached: it would end at the default
    later(made).answer(1, "what", "漏")
    assert missing(made) == ("地址", "电话")
    made.desk.finish(1)
    assert missing(made) == ("地址", "电话")
    made.desk.enter_caller(ADDRESS, "健康路5号401")
    assert missing(made) == ("电话",)
    made.desk.enter_caller(PHONE, "13900002222")
    assert missing(made) == ()


def test_an_outcome_that_only_informs_asks_for_nothing() -> None:
    made = pinned(sending(Priority.P1))
    later(made).answer(1, "what", "问问")
    assert missing(made) == ()
    assert made.desk.missing_at_end() == ()


@pytest.mark.parametrize("priority", Priority)
def test_a_call_asks_at_its_end_where_it_is_grave_or_somebody_goes(priority: Priority) -> None:
    made = pinned(sending(priority, ask("more", "还有吗?", "有", "没有")))
    assert made.desk.missing_at_end() == ()  # nothing was asked yet
    grave = (ADDRESS, PHONE) if priority in ("P0", "P1") else ()
    goes = (ADDRESS, PHONE) if priority != "P4" else ()
    later(made).answer(1, "more", "有")
    assert made.desk.missing_at_end() == grave  # it would end at the default
    assert made.desk.missing_to_wait() == ()  # but it comes back
    later(made).answer(1, "what", "漏")
    assert made.desk.missing_at_end() == goes
    assert made.desk.missing_to_wait() == grave


@pytest.mark.parametrize("is_done", [False, True])
def test_an_emergency_card_asks_at_its_end(*, is_done: bool) -> None:
    made = pinned(emergency_card())
    later(made).answer(1, "hurt", "没有人受伤")
    if is_done:
        later(made).enter_value(1, "valve-shut", "能")
        made.desk.finish(1)
    assert made.desk.missing_at_end() == (ADDRESS, PHONE)
    assert missing(made) == ("地址", "电话")
    made.desk.enter_caller(PHONE, "13900002222")
    assert made.desk.missing_at_end() == (ADDRESS,)


def test_what_was_given_up_or_taken_back_asks_for_nothing() -> None:
    made = pinned(procedure(ask("hurt", "烫着了吗?", Answer(label="烫着", entry="em-burst"), "没有")))
    later(made).answer(1, "hurt", "烫着")
    made.desk.pin(checklist(emergency_card()), Parent(1, "hurt"))
    assert made.desk.missing_at_end() == (ADDRESS, PHONE)
    later(made).answer(1, "hurt", "没有")
    assert made.desk.missing_at_end() == ()
    assert "热水喷溅" not in made.desk.preview_ticket().text
    made.desk.pin(checklist(emergency_card()))
    made.desk.abandon(3, "按错了")
    assert made.desk.missing_at_end() == ()


ENTRIES: list[Procedure | EmergencyCard] = [
    sending(Priority.P2, WRITE_DOWN, dispatch_minimum=("place",)),
    sending(Priority.P2, WRITE_DOWN),
    replace(emergency_card(), steps=(WRITE_DOWN,), dispatch_minimum=("place",)),
]


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_step_that_asks_for_facts_is_done_when_they_are_known(entry: Procedure | EmergencyCard) -> None:
    made = pinned(entry)
    assert missing(made) == ("地址", "电话")
    made.desk.enter_caller(ADDRESS, "健康路5号401")
    assert missing(made) == ("电话",)
    assert made.run().state("place").mark is Mark.OPEN
    made.desk.enter_caller(PHONE, "13900002222")
    assert missing(made) == ()
    assert made.run().state("place").mark is Mark.TICKED
    made.desk.enter_caller(PHONE, "")
    assert made.run().state("place").mark is Mark.OPEN
    assert missing(made) == ("电话",)


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_tick_is_no_address(entry: Procedure | EmergencyCard) -> None:
    made = pinned(entry)
    with pytest.raises(CallRefused, match="还没有填"):
        later(made).tick(1, "place")
    assert missing(made) == ("地址", "电话")
    assert made.run().state("place").mark is Mark.OPEN


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_tick_is_taken_back_where_it_comes_from(entry: Procedure | EmergencyCard) -> None:
    made = pinned(entry)
    made.desk.enter_caller(ADDRESS, "健康路5号401")
    made.desk.enter_caller(PHONE, "13900002222")
    with pytest.raises(CallRefused, match="要改就改地址"):
        later(made).toggle(1, "place")
    made.desk.undo()
    assert made.run().state("place").mark is Mark.OPEN


def test_what_could_not_be_asked_is_passed_over_with_a_reason() -> None:
    made = pinned(ENTRIES[0])
    later(made).skip(1, "place", "用户已挂断")
    assert made.run().state("place").mark is Mark.SKIPPED
    assert missing(made) == ("地址", "电话")
    made.desk.enter_caller(ADDRESS, "健康路5号401")
    made.desk.enter_caller(PHONE, "13900002222")
    assert made.run().state("place").mark is Mark.TICKED


def test_a_list_pinned_later_knows_what_was_entered_before() -> None:
    made = seat()
    made.desk.new_call()
    made.desk.enter_caller(ADDRESS, "健康路5号401")
    made.desk.enter_caller(PHONE, "13900002222")
    made.desk.pin(checklist(ENTRIES[0]))
    assert made.run().state("place").is_known


def test_facts_of_others_are_not_the_callers() -> None:
    neighbour = do("where", "记下楼上的门牌", facts=(Fact.ADDRESS,), whose=Whose.UPSTAIRS)
    made = pinned(sending(Priority.P2, neighbour, dispatch_minimum=("where",)))
    made.desk.enter_caller(ADDRESS, "健康路5号401")
    made.desk.enter_caller(PHONE, "13900002222")
    assert missing(made) == ("记下楼上的门牌",)
    later(made).tick(1, "where")
    assert missing(made) == ()


def test_an_answer_instead_of_a_value_is_known() -> None:
    room = ask(
        "room", "多少度?", "量不了,没有温度计", "量不了,人不在家", value=ValueField(name="室温", unit="℃")
    )
    made = pinned(procedure(room, dispatch_minimum=("room",)))
    assert missing(made) == ("室温",)
    later(made).answer(1, "room", "量不了,没有温度计")
    assert missing(made) == ()


def test_an_empty_ticket_cannot_be_sent() -> None:
    made = seat()
    made.desk.new_call()
    assert missing(made) == ("地址", "电话")


def test_the_reason_stands_in_ticket_and_record() -> None:
    made = pinned(emergency_card())
    later(made).answer(1, "hurt", "没有人受伤")
    made.desk.enter_caller(ADDRESS, "健康路5号401")
    ended = made.desk.end_call("用户已挂断")
    assert "健康路5号401 电话未问到(用户已挂断)" in ended.ticket
    assert "通话结束,缺 电话,原因:用户已挂断" in ended.record
    assert ended.ticket in ended.record


def test_a_reason_where_nothing_lacks_is_not_kept() -> None:
    made = pinned()
    assert "随便" not in made.desk.end_call("随便").record


def test_what_was_sent_without_is_not_asked_for_again() -> None:
    made = pinned(sending(Priority.P1))
    later(made).answer(1, "what", "漏")
    made.desk.dispatch("用户不肯说")
    assert made.desk.missing_at_end() == ()


def test_waiting_without_is_in_the_record() -> None:
    made = pinned(sending(Priority.P1))
    later(made).answer(1, "what", "漏")
    call = made.call.id
    made.desk.park()
    made.desk.resume(call)
    assert "通话搁置,还缺 地址、电话" in made.desk.record()


@pytest.mark.parametrize("phone", ["和平路12号3单元", "1380013800", "没有"])
def test_a_phone_that_nobody_can_ring_was_not_given(phone: str) -> None:
    made = pinned(sending(Priority.P1))
    made.desk.enter_caller(ADDRESS, "和平路12号3单元502")
    made.desk.enter_caller(PHONE, phone)
    assert missing(made) == ("电话",)
    later(made).answer(1, "what", "漏")
    assert made.desk.missing_at_end() == (PHONE,)
