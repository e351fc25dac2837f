"""The ticket text: fixed order, never over the limit, nothing that matters left out; and the full record."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.call.state.call import CallerField
from handbook.call.state.rules import CallRefused
from handbook.call.words.ticket import LIMIT, SEGMENTS, ticket_text
from handbook.model.kinds import Priority, StepKind
from handbook.model.step import Answer, Step, ValueField
from tests.unit.call.samples import (
    Seat,
    ask,
    checklist,
    cold_flat,
    do,
    emergency_card,
    later,
    outcome,
    pinned,
    procedure,
    seat,
)


def worked() -> Seat:
    made = pinned()
    made.desk.enter_caller(CallerField.ACCOUNT, "2301 0056")
    made.desk.enter_caller(CallerField.ADDRESS, "红旗街 5 号 3 单元 501")
    later(made).answer(1, "extent", "只一组")
    later(made).answer(1, "pipes", "进热回冷")
    later(made).tick(1, "valve")
    later(made).enter_value(1, "room", "17.5")
    made.desk.enter_caller(CallerField.PHONE, "138 0013 8000")
    later(made).tick(1, "power")
    later(made).answer(1, "found", "片内存气")
    made.desk.finish(1)
    made.desk.dispatch()
    return made


def segments(text: str) -> dict[str, str]:
    parts = (line.partition(":") for line in text.split("\n"))
    return {name: words for name, _, words in parts}


def test_a_plain_call_in_the_fixed_order() -> None:
    assert worked().desk.end_call().ticket == (
        "户号/地址/电话:2301 0056/红旗街 5 号 3 单元 501/138 0013 8000\n"
        "现象与范围:散热器上热下凉;只一组;进热回冷;片内存气\n"
        "已做排查:请用户看进水阀:已全开;确认水没有碰到插座\n"
        "测得数值:室温 17.5℃\n"
        "处理与承诺:已派单;片内存气,2 小时内到场\n"
        "待办与责任人:上门处理(维修班)"
    )


def test_an_empty_call_says_so() -> None:
    made = seat()
    made.desk.new_call()
    text = segments(made.desk.preview_ticket())
    assert tuple(text) == SEGMENTS
    assert text["户号/地址/电话"] == "未问到/未问到/未问到"
    assert text["待办与责任人"] == "无"


def test_what_is_not_finished_stands_under_what_is_to_be_done() -> None:
    made = pinned()
    later(made).answer(1, "extent", "只一组")
    assert "“散热器上热下凉”停在第 2 步" in segments(made.desk.preview_ticket())["待办与责任人"]


def test_abandoned_skipped_and_overridden_are_said_with_their_reasons() -> None:
    made = pinned()
    later(made).skip(1, "power", "用户已挂断")
    later(made).skip(1, "book", "不必说的")
    made.desk.dispatch("回拨未接")
    made.desk.pin(checklist(cold_flat()))
    made.desk.abandon(2, "转到本流程")
    text = segments(made.desk.preview_ticket())
    assert "跳过“确认水没有碰到插座”(用户已挂断)" in text["已做排查"]
    assert "已派单(缺是一组还是每组都这样、室温、联系电话,因回拨未接)" in text["处理与承诺"]
    assert "不必说的" not in made.desk.preview_ticket()
    assert "“整户不热”中止(转到本流程)" in text["处理与承诺"]
    assert "整户不热" not in text["现象与范围"]


def test_short_answers_bring_their_question() -> None:
    made = seat()
    made.desk.pin(checklist(procedure(ask("water", "地面有水吗?", "有", "没有"))))
    later(made).answer(1, "water", "有")
    assert "地面有水吗:有" in segments(made.desk.preview_ticket())["现象与范围"]


def test_where_there_is_no_room_questions_lose_words_before_answers_are_dropped() -> None:
    texts = [f"第 {n} 组两头的小阀都开到头了没有?" for n in range(9)]
    made = seat()
    made.desk.pin(checklist(procedure(*(ask(f"a{n}", text, "没有", "开了") for n, text in enumerate(texts)))))
    for number in range(9):
        later(made).answer(1, f"a{number}", "没有")
    for _ in range(3):
        made.desk.add_note("楼道里有人等着开门,先打电话,到门口再敲门")
    text = made.desk.preview_ticket()
    line = segments(text)["现象与范围"]
    assert len(text) <= LIMIT
    assert line.count("没有:没有") == 9
    assert "见记录" not in line
    assert texts[0].rstrip("?") not in line


def test_answers_taken_back_are_not_in_the_text() -> None:
    made = pinned()
    later(made).answer(1, "extent", "只一组")
    later(made).answer(1, "pipes", "都温")
    later(made).answer(1, "extent", "每组都是")
    assert "都温" not in made.desk.preview_ticket()


def test_the_gravest_list_comes_first() -> None:
    made = pinned()
    made.desk.pin(checklist(emergency_card()))
    assert segments(made.desk.preview_ticket())["现象与范围"].startswith("热水喷溅;")


def test_long_calls_drop_the_least_telling_and_count_it() -> None:
    steps = [do(f"s{n}", f"第 {n} 件要做的事情,说得比较长一些") for n in range(30)]
    values = [
        Step(id=f"v{n}", kind=StepKind.ASK, text="多少?", value=ValueField(name=f"温度{n}", unit="℃"))
        for n in range(3)
    ]
    made = seat()
    made.desk.pin(checklist(procedure(*steps, *values)))
    for step in steps:
        later(made).tick(1, step.id)
    for number, value in enumerate(values):
        later(made).enter_value(1, value.id, str(17 + number))
    made.desk.add_note("一段很长的备注" * 20)
    made.desk.finish(1)
    text = made.desk.preview_ticket()
    assert len(text) <= LIMIT
    assert "温度0 17℃;温度1 18℃;温度2 19℃" in text
    assert "上门处理(维修班)" in text
    assert "项见记录" in segments(text)["已做排查"]
    assert "一段很长的备注" * 20 in segments(text)["处理与承诺"]


NOTE = "门卫电话没人接,狗凶,先打电话再敲门;漏点在厨房洗碗柜后头,得挪柜子"


@pytest.mark.parametrize("count", range(1, 30))
def test_what_was_typed_outlasts_all_that_was_chosen(count: int) -> None:
    """The agent's words go last, and nothing is left out that would still fit."""
    made = seat()
    asked = [ask(f"a{n}", f"第 {n} 个问题,水碰没碰到插座?", "没碰到", "碰到了") for n in range(count)]
    values = [Step(id="where", kind=StepKind.ASK, text="哪儿漏?", value=ValueField(name="漏点"))]
    made.desk.pin(
        checklist(
            procedure(
                *asked,
                *values,
                do("key", "打电话给门卫", killer=True),
                title="漏水受理",
                outcomes=(outcome("visit", "需上门", priority=Priority.P2),),
            )
        )
    )
    for step in asked:
        later(made).answer(1, step.id, "没碰到")
    later(made).enter_value(1, "where", "厨房洗碗柜后头的三通")
    later(made).skip(1, "key", "门卫不接")
    made.desk.add_note(NOTE)
    made.desk.dispatch("用户在外地,电话打不通")
    text = made.desk.preview_ticket()
    for words in (NOTE, "厨房洗碗柜后头的三通", "门卫不接", "用户在外地,电话打不通"):
        assert words in text
    if "见记录" in text:
        assert LIMIT - len(text) < len(";水碰没碰到插座:没碰到")


def test_a_short_item_comes_back_where_a_long_one_left_room() -> None:
    made = seat()
    first, last = "短问题吗?", "很长" * 60
    steps = [do("a", first, state="好"), *(do(f"s{n}", f"做 {n}", state=last) for n in range(3))]
    made.desk.pin(checklist(procedure(*steps)))
    for step in steps:
        later(made).tick(1, step.id)
    text = made.desk.preview_ticket()
    assert len(text) <= LIMIT
    assert "短问题吗:好" in text
    assert LIMIT - len(text) < len(f";做 0:{last}")


def test_a_note_beyond_the_ticket_is_shortened_where_it_can_be_seen() -> None:
    made = seat()
    made.desk.new_call()
    note = "".join(f"第{n}句话。" for n in range(400))
    made.desk.add_note(note)
    ended = made.desk.end_call()
    assert len(ended.ticket) <= LIMIT
    assert "备注:第0句话。" in ended.ticket
    assert "…全文见记录" in ended.ticket
    assert note in ended.record


words = st.text(min_size=1, max_size=400)


@given(
    address=words,
    note=words,
    reason=words,
    title=st.text(min_size=1, max_size=60),
    labels=st.lists(st.text(min_size=1, max_size=80), min_size=2, max_size=2, unique=True),
    count=st.integers(1, 12),
)
@settings(deadline=None, max_examples=60)
def test_never_over_the_limit_and_always_six_lines(
    address: str, note: str, reason: str, title: str, labels: list[str], count: int
) -> None:
    made = seat()
    made.desk.new_call()
    made.desk.enter_caller(CallerField.ADDRESS, address)
    made.desk.add_note(note)
    for _ in range(count):
        entry = procedure(
            ask("a", "问?", *labels),
            outcomes=(outcome("visit", title),),
            title=title,
            dispatch_minimum=("a",),
        )
        made.desk.pin(checklist(entry))
        later(made).answer(made.call.runs[-1].id, "a", labels[0])
    made.desk.abandon(1, reason)
    text = ticket_text(made.call)
    assert len(text) <= LIMIT
    lines = text.split("\n")
    assert len(lines) == len(SEGMENTS)
    assert all(line.startswith(f"{name}:") for line, name in zip(lines, SEGMENTS, strict=True))


def test_a_call_with_too_much_keeps_the_phone_the_gravest_and_every_line() -> None:
    made = pinned(emergency_card())
    made.desk.enter_caller(CallerField.ADDRESS, "很长的地址" * 30)
    made.desk.enter_caller(CallerField.PHONE, "0451-84650000 转 8123")
    for number in range(14):
        made.desk.pin(checklist(procedure(do("a", "甲"), title=f"第 {number} 种毛病,名字起得很长很长很长")))
        made.desk.abandon(number + 2, "问错了,换一个清单继续问")
    text = segments(made.desk.preview_ticket())
    assert tuple(text) == SEGMENTS
    assert "0451-84650000 转 8123" in text["户号/地址/电话"]
    assert "热水喷溅" in text["现象与范围"]
    assert "项见记录" in text["处理与承诺"]
    assert "热水喷溅" in text["待办与责任人"]


# The full record


def test_the_record_has_times_versions_and_undone_actions() -> None:
    made = worked()
    made.desk.add_note("写错了")
    made.desk.undo()
    record = made.desk.end_call().record
    assert "清单 1:散热器上热下凉(一般,按 2026.11 版进行)" in record
    assert "09:00:01 +00:01 清单 1 第 1 步“是一组还是每组都这样?”答:只一组" in record
    assert "填:17.5 ℃" in record
    assert "备注:写错了〔已撤销〕" in record
    assert record.count("撤销") == 2
    assert "派单" in record
    assert record.rstrip().endswith("通话结束")


def test_deferred_steps_are_named() -> None:
    made = pinned()
    later(made).tick(1, "power")
    made.desk.finish(1, "visit")
    assert "暂缓 5 项" not in made.desk.preview_ticket()
    assert "暂缓" in made.desk.record()


def test_everything_that_can_happen_has_words() -> None:
    made = pinned(emergency_card())
    desk = made.desk
    later(made).answer(1, "hurt", "有人烫伤")
    later(made).enter_value(1, "valve-shut", "能")
    later(made).enter_value(1, "valve-shut", "")
    later(made).tick(1, "notify")
    later(made).untick(1, "notify")
    desk.skip(1, "notify")
    desk.move(1, "valve-shut")
    desk.leave()
    desk.show(1)
    desk.reconfirm(1, "hurt")
    desk.reset(1)
    desk.undo(1)
    desk.redo(1)
    desk.enter_caller(CallerField.PHONE, "138")
    desk.enter_caller(CallerField.PHONE, "")
    call = made.call.id
    desk.park()
    desk.resume(call)
    desk.abandon(1)
    record = desk.end_call().record
    for word in (
        "答:有人烫伤",
        "填:能",
        "清空数值",
        "打钩",
        "取消",
        "跳过",
        "离开",
        "来到",
        "重新确认",
        "全部重来",
        "撤销",
        "重做",
        "电话:(清空)",
        "通话搁置",
        "通话继续",
        "中止",
        "通话开始",
    ):
        assert word in record, word


@pytest.mark.parametrize("limit", [300, 120, 60])
def test_smaller_limits_hold_too(limit: int) -> None:
    assert len(ticket_text(worked().call, limit)) <= limit


def _without_thermometer() -> Seat:
    reasons = (
        Answer(label="量不了(没有温度计)", is_standing=True),
        Answer(label="量不了(不愿量)", is_standing=True),
    )
    measured = Step(
        id="room",
        kind=StepKind.ASK,
        text="屋里多少度?",
        value=ValueField(name="室温", unit="℃"),
        answers=reasons,
    )
    made = seat()
    made.desk.pin(
        checklist(procedure(ask("extent", "哪组?", "只一组", "都这样"), measured, dispatch_minimum=("room",)))
    )
    return made


def test_why_there_is_no_value_stands_among_the_values_and_lets_the_ticket_out() -> None:
    made = _without_thermometer()
    assert "室温" in made.desk.missing_for_dispatch()
    later(made).answer(1, "room", "量不了(没有温度计)")
    assert "室温" not in made.desk.missing_for_dispatch()
    assert segments(made.desk.preview_ticket())["测得数值"] == "室温:量不了(没有温度计)"


def test_a_value_and_the_reason_for_none_never_stand_together() -> None:
    made = _without_thermometer()
    later(made).answer(1, "room", "量不了(不愿量)")
    later(made).enter_value(1, "room", "17")
    assert segments(made.desk.preview_ticket())["测得数值"] == "室温 17℃"
    later(made).answer(1, "room", "量不了(没有温度计)")
    assert segments(made.desk.preview_ticket())["测得数值"] == "室温:量不了(没有温度计)"
    made.desk.undo(1)
    assert segments(made.desk.preview_ticket())["测得数值"] == "室温 17℃"


def test_a_tick_is_no_measurement() -> None:
    made = _without_thermometer()
    with pytest.raises(CallRefused, match="量不了"):
        later(made).tick(1, "room")
    assert "室温" in made.desk.missing_for_dispatch()
