"""The ticket: true data in the order of need, a text within the site's limit, and nothing typed lost without a word."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.call.history import CallHistory
from handbook.call.state.call import CallerField
from handbook.call.state.dispatch import REFUSED
from handbook.call.state.rules import CallRefused
from handbook.model.checklist import outcome_line
from handbook.model.emergency import CardOutcome
from handbook.model.fact import Fact
from handbook.model.kinds import Priority, Severity, StepKind
from handbook.model.step import Answer, Step, ValueField
from handbook.model.ticket_form import LEAST_LIMIT, LIMIT, OUR_FORM, TicketField, faults_of, form_of, our_form
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

ADDRESS, PHONE, ACCOUNT = CallerField.ADDRESS, CallerField.PHONE, CallerField.ACCOUNT


def text_of(made: Seat) -> str:
    return made.desk.preview_ticket().text


def field(made: Seat, name: TicketField) -> str:
    return made.desk.ticket().words(name)


def worked() -> Seat:
    made = pinned()
    made.desk.enter_caller(ACCOUNT, "2301 0056")
    made.desk.enter_caller(ADDRESS, "红旗街 5 号 3 单元 501")
    made.desk.enter_caller(PHONE, "138 0013 8000")
    later(made).answer(1, "extent", "只一组")
    later(made).answer(1, "pipes", "进热回冷")
    later(made).tick(1, "valve")
    later(made).enter_value(1, "room", "17.5 北卧室")
    later(made).tick(1, "power")
    later(made).answer(1, "found", "片内存气")
    made.desk.finish(1)
    made.desk.dispatch()
    return made


def test_a_plain_call_in_the_order_of_need() -> None:
    assert worked().desk.end_call().ticket == (
        "[未定级 一般] 红旗街 5 号 3 单元 501 138 0013 8000 2301 0056"
        " · 散热器上热下凉,片内存气:上门处理(维修班) · 没有承诺时间 · 来电:11-22 09:00 · 已知:只一组;进热回冷;片内存气"
        " · 测得:室温:17.5 ℃(北卧室) · 已做:请用户看进水阀:已全开;确认水没有碰到插座;已派单 · 待定:处理结果还没告诉用户"
        " · 清单:散热器上热下凉 7/7 · 内容版本:2026.11"
    )


def test_an_empty_call_ends_without_a_ticket() -> None:
    made = seat()
    made.desk.new_call()
    assert text_of(made) == ""
    ended = made.desk.end_call()
    assert ended.ticket == ""
    assert "没有工单" in ended.record


@pytest.mark.parametrize("given_fact", [ADDRESS, PHONE, ACCOUNT, CallerField.NAME])
def test_what_was_not_given_reads_so(given_fact: CallerField) -> None:
    made = seat()
    made.desk.new_call()
    made.desk.enter_caller(given_fact, "王桂芳")
    text = text_of(made)
    assert "王桂芳" in text
    for must in (ADDRESS, PHONE):
        assert (f"{must}未问到" in text) is (must is not given_fact)
    assert "户号未问到" not in text  # nobody asked for it


def test_a_fact_that_a_list_asks_for_reads_not_given_too() -> None:
    made = pinned(procedure(do("who", "记下户号", facts=(Fact.ACCOUNT,))))
    assert "户号未问到" in text_of(made)


def test_why_it_was_not_given_stands_beside_it() -> None:
    made = pinned(emergency_card())
    later(made).answer(1, "hurt", "没有人受伤")
    made.desk.enter_caller(ADDRESS, "健康路5号401")
    ended = made.desk.end_call("用户已挂断")
    assert "健康路5号401 电话未问到(用户已挂断)" in ended.ticket


def graded() -> Seat:
    """Water on the way to the sockets; two lists, the graver one pinned last."""
    made = pinned(
        procedure(
            ask("cold", "全家都不热吗?", "全家都不热", "只一间"),
            outcomes=(outcome("visit", "需上门", priority=Priority.P2),),
            title="整户不热",
            demand="要求测温",
        )
    )
    card = emergency_card()
    power = ask(
        "power",
        "水碰到电了吗?",
        Answer(label="碰到了", hazard="水碰到电,先断电"),
        "没碰到",
        facts=(Fact.WATER_ON_POWER,),
        killer=True,
    )
    made.desk.pin(
        checklist(
            replace(
                card,
                steps=(*card.steps, power),
                outcomes=(
                    CardOutcome(
                        priority=Priority.P0,
                        next_action="救人、断电",
                        owner="抢修班",
                        when={"hurt": ("有人烫伤",)},
                    ),
                    CardOutcome(priority=Priority.P1, next_action="关楼里的阀", owner="抢修班"),
                ),
            )
        )
    )
    later(made).answer(1, "cold", "全家都不热")
    return made


def test_a_card_has_its_priority_and_says_who_does_what() -> None:
    made = graded()
    later(made).answer(2, "hurt", "没有人受伤")
    nowhere = "派不出去:缺地址,也缺电话,系统里查来电号码、户号"
    assert text_of(made).startswith(
        f"[P1 危险] 地址未问到 电话未问到 · {nowhere};热水喷溅:关楼里的阀(抢修班)"
    )
    later(made).answer(2, "hurt", "有人烫伤")
    assert text_of(made).startswith("[P0 危险]")
    assert "救人、断电(抢修班)" in field(made, TicketField.ACT)
    assert made.desk.ticket().priority is Priority.P0
    assert made.desk.ticket().severity is Severity.DANGER


def test_hazards_stand_apart_and_what_nobody_asked_is_named() -> None:
    made = graded()
    later(made).answer(2, "hurt", "没有人受伤")
    assert "水碰到电:未问到" in field(made, TicketField.OPEN)
    later(made).answer(2, "power", "碰到了")
    assert field(made, TicketField.HAZARD) == "水碰到电,先断电"
    assert "水碰到电" not in field(made, TicketField.OPEN)
    assert "碰到了" not in field(made, TicketField.KNOWN)
    assert field(made, TicketField.DEMAND) == "要求测温"


def test_a_promise_stands_only_where_it_was_said() -> None:
    entry = procedure(
        ask("what", "怎么了?", Answer(label="漏", outcome="visit"), "别的"),
        outcomes=(
            replace(
                outcome("visit", "需上门", promise="arrival", priority=Priority.P1), say="师傅{{arrival}}。"
            ),
        ),
    )
    made = pinned(entry)
    later(made).answer(1, "what", "漏")
    assert field(made, TicketField.DUE) == "没有承诺时间"
    assert "没说时限:到场 2" in field(made, TicketField.OPEN)
    made.clock.advance(14 * 3600)
    made.desk.say(1, outcome_line("visit"))
    said = made.call.at(made.call.elapsed)
    made.clock.advance(3600)
    words = field(made, TicketField.DUE)
    hour = (said.hour + 2) % 24
    assert f"{hour:02}:{said.minute:02} 前(已承诺)" in words
    assert words.startswith("到场")
    assert "没说时限" not in field(made, TicketField.OPEN)


def test_answers_taken_back_are_not_in_the_text() -> None:
    made = pinned()
    later(made).answer(1, "extent", "只一组")
    later(made).answer(1, "pipes", "都温")
    later(made).answer(1, "extent", "每组都是")
    assert "都温" not in text_of(made)


def test_short_answers_bring_their_question() -> None:
    made = pinned(procedure(ask("water", "地面有水吗?", "有", "没有")))
    later(made).answer(1, "water", "有")
    assert "地面有水吗:有" in field(made, TicketField.KNOWN)


def test_abandoned_skipped_and_overridden_are_said_with_their_reasons() -> None:
    made = pinned()
    later(made).skip(1, "power", "用户已挂断")
    later(made).skip(1, "book", "不必说的")
    made.desk.dispatch("回拨未接")
    made.desk.pin(checklist(cold_flat()))
    made.desk.abandon(2, "转到本流程")
    assert "没问到“确认水没有碰到插座”(用户已挂断)" in field(made, TicketField.OPEN)
    assert "已派单(缺是一组还是每组都这样、室温、电话,照派的理由:回拨未接)" in field(made, TicketField.DONE)
    assert "不必说的" not in text_of(made)
    assert "“整户不热”中止(转到本流程)" in field(made, TicketField.OPEN)
    assert "整户不热" not in field(made, TicketField.ACT)


NOTE = "门卫电话没人接,狗凶,先打电话再敲门;漏点在厨房洗碗柜后头,得挪柜子"


@pytest.mark.parametrize("count", range(1, 30))
def test_what_was_typed_outlasts_all_that_was_chosen(count: int) -> None:
    """The agent's words go last, nothing is left out that would still fit, and what did not fit is named."""
    made = seat()
    asked = [ask(f"a{n}", f"第 {n} 个问题,水碰没碰到插座?", "没沾水", "碰到了") for n in range(count)]
    where = Step(id="where", kind=StepKind.ASK, text="哪儿漏?", value=ValueField(name="漏点"))
    made.desk.pin(
        checklist(
            procedure(
                *asked,
                where,
                do("key", "打电话给门卫", killer=True),
                title="漏水受理",
                outcomes=(outcome("visit", "需上门", priority=Priority.P2),),
            )
        )
    )
    for step in asked:
        later(made).answer(1, step.id, "没沾水")
    later(made).enter_value(1, "where", "厨房洗碗柜后头的三通")
    later(made).skip(1, "key", "门卫不接")
    made.desk.add_note(NOTE)
    made.desk.dispatch("用户在外地,电话打不通")
    written = made.desk.preview_ticket()
    for words in (NOTE, "厨房洗碗柜后头的三通", "门卫不接", "用户在外地,电话打不通"):
        assert words in written.text
    answers = written.text.count("没沾水")
    missing = next((int(w.split()[1]) for w in written.left_out if w.startswith("已知")), 0)
    assert answers + missing == count
    if missing:
        assert LIMIT - len(written.text) < len(";第 99 个问题,水碰没碰到插座:没沾水")


def test_a_note_beyond_the_ticket_is_shortened_where_it_can_be_seen() -> None:
    made = seat()
    made.desk.new_call()
    note = "".join(f"第{n}句话。" for n in range(400))
    made.desk.add_note(note)
    written = made.desk.preview_ticket()
    assert "备注没写全" in written.left_out
    ended = made.desk.end_call()
    assert len(ended.ticket) <= LIMIT
    assert "备注:第0句话。" in ended.ticket
    assert "…(没写全)" in ended.ticket
    assert note in ended.record


def test_with_room_nothing_is_left_out() -> None:
    made = seat()
    made.desk.new_call()
    made.desk.add_note("".join(f"第{n}句话。" for n in range(400)))
    made.desk.ticket_form = our_form(4000)
    assert made.desk.preview_ticket().left_out == ()
    assert "第399句话。" in text_of(made)


words = st.text(min_size=1, max_size=400)


@given(
    address=words,
    note=words,
    reason=words,
    title=st.text(min_size=1, max_size=60),
    labels=st.lists(st.text(min_size=1, max_size=80), min_size=2, max_size=2, unique=True),
    count=st.integers(1, 12),
    limit=st.sampled_from([LEAST_LIMIT, LIMIT, 1000]),
)
@settings(deadline=None, max_examples=60)
def test_never_over_the_limit_and_on_one_line(
    address: str, note: str, reason: str, title: str, labels: list[str], count: int, limit: int
) -> None:
    made = seat()
    made.desk.new_call()
    made.desk.ticket_form = our_form(limit)
    made.desk.enter_caller(ADDRESS, address)
    made.desk.add_note(note)
    for _ in range(count):
        entry = procedure(ask("a", "问?", *labels), outcomes=(outcome("visit", title),), title=title)
        made.desk.pin(checklist(entry))
        later(made).answer(made.call.newest_run.id, "a", labels[0])
    made.desk.abandon(1, reason)
    text = text_of(made)
    assert len(text) <= limit
    assert len(text.splitlines()) <= 1


def test_a_call_with_too_much_keeps_the_phone_and_the_gravest() -> None:
    made = pinned(emergency_card())
    made.desk.enter_caller(ADDRESS, "很长的地址" * 30)
    made.desk.enter_caller(PHONE, "0451-84650000 转 8123")
    for number in range(14):
        made.desk.pin(checklist(procedure(do("a", "甲"), title=f"第 {number} 种毛病,名字起得很长很长很长")))
        made.desk.abandon(number + 2, "问错了,换一个清单继续问")
    written = made.desk.preview_ticket()
    assert "0451-84650000 转 8123" in written.text
    assert "热水喷溅" in written.text
    assert any(words.startswith("待定") for words in written.left_out)


# Rows that the hand writes


def test_a_row_that_is_a_fact_changes_the_fact() -> None:
    made = worked()
    made.desk.write_row(TicketField.PHONE, "139 0000 1111")
    assert made.call.caller[PHONE] == "139 0000 1111"
    assert "139 0000 1111" in text_of(made)


def test_a_composed_row_keeps_the_words_of_the_hand_and_knows_what_changed_after() -> None:
    made = worked()
    made.desk.write_row(TicketField.KNOWN, "只南屋一组凉")
    assert "已知:只南屋一组凉 ·" in text_of(made)
    hand = made.desk.ticket().hand[TicketField.KNOWN]
    assert hand.composed == "只一组;进热回冷;片内存气"
    made.desk.pin(checklist(cold_flat()))
    later(made).answer(2, "since", "今天")
    assert "已知:只南屋一组凉 ·" in text_of(made)
    assert made.desk.ticket().hand[TicketField.KNOWN].composed == hand.composed
    made.desk.undo()
    assert "只一组" in field(made, TicketField.KNOWN)
    made.desk.redo()
    made.desk.write_row(TicketField.KNOWN, "")
    assert "今天" in field(made, TicketField.KNOWN)


# One more thing


def test_a_call_that_is_taken_up_again_gives_only_what_is_new() -> None:
    made = worked()
    number = made.call.id
    first = made.desk.end_call().ticket
    made.clock.advance(600)
    made.desk.reopen(number)
    assert made.call.is_open
    made.desk.add_note("孩子也在家,敲门轻点")
    made.desk.enter_caller(PHONE, "139 0000 1111")
    ended = made.desk.end_call()
    assert ended.ticket == (
        "补充:[未定级 一般] 红旗街 5 号 3 单元 501 139 0000 1111 · 备注:孩子也在家,敲门轻点"
    )
    past = CallHistory(made.store).read(number)
    assert past.ticket == f"{first}\n{ended.ticket}"
    assert "又补充" in past.record


def test_the_call_before_is_parked_when_one_is_taken_up_again() -> None:
    made = worked()
    number = made.call.id
    made.desk.end_call()
    other = made.desk.new_call()
    made.desk.reopen(number)
    assert [call.id for call in made.desk.parked] == [other.id]
    assert made.call.id == number
    with pytest.raises(KeyError):
        made.desk.reopen(other.id)


# The form of a site


def test_our_form_has_no_faults() -> None:
    assert list(faults_of(OUR_FORM)) == []
    assert {slot.name for slot in our_form().slots} == set(TicketField)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{地址} {电话} {几点前}", "缺栏目 {级别}"),
        ("{级别} {电话} {几点前}", "缺栏目 {地址}"),
        ("{级别} {地址} {电话}", "缺栏目 {几点前}"),
        ("{级别} {地址} {电话} {几点前} {住址}", "没有“住址”这个栏目"),
        ("{级别} {地址} {电话} {几点前} {地址}", "“地址”写了两次"),
        ("{级别} {地址} {电话} {几点前} {{hotline}}", "不是工单的栏目"),
    ],
)
def test_a_form_without_what_is_needed_is_refused(text: str, fault: str) -> None:
    assert any(fault in words for words in faults_of(text))
    with pytest.raises(ValueError, match="栏目"):
        form_of(text)


def test_empty_fields_go_with_what_leads_to_them() -> None:
    made = seat()
    made.desk.new_call()
    made.desk.enter_caller(ADDRESS, "健康路5号401")
    made.desk.ticket_form = form_of("{级别}/地址 {地址}/电话 {电话}/{几点前}/备注 {备注}/完")
    assert text_of(made) == "地址 健康路5号401/电话 电话未问到/完"


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
    assert "暂缓 5 项" not in text_of(made)
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


# What was played and read by the fitter alone


def test_a_ticket_of_another_day_names_the_day_of_what_was_promised() -> None:
    """What was to be done yesterday by 11:42 must not read as today's 11:42."""
    visit = replace(outcome("visit", promise="arrival"), say="师傅{{arrival}}。")
    made = pinned(procedure(ask("what", "怎么了?", "漏"), outcomes=(visit,)))
    made.desk.say(1, outcome_line("visit"))
    said = made.call.at(made.call.elapsed)
    assert f"{said:%m-%d}" not in field(made, TicketField.DUE)
    made.clock.advance(24 * 3600)
    later(made).answer(1, "what", "漏")
    assert f"{said:%m-%d} " in field(made, TicketField.DUE)


def test_what_the_agent_judged_is_told_by_what_it_came_to_alone() -> None:
    """“收钱、动手、闯门” is a kind of three; the caller said one of them."""
    made = pinned(
        procedure(
            ask("what", "是什么事?", "私下收钱"),
            Step(
                id="state",
                kind=StepKind.DECIDE,
                text="系统里是啥状态?",
                answers=(Answer(label="已交费在供"),),
            ),
            Step(
                id="grade",
                kind=StepKind.DECIDE,
                text="定级",
                answers=(Answer(label="收钱、动手、闯门", outcome="visit"),),
            ),
        )
    )
    later(made).answer(1, "what", "私下收钱")
    later(made).answer(1, "state", "已交费在供")
    later(made).answer(1, "grade", "收钱、动手、闯门")
    assert "私下收钱" in field(made, TicketField.KNOWN)
    assert "已交费在供" in field(made, TicketField.KNOWN)
    assert "动手" not in text_of(made)


def test_of_a_step_that_asks_for_address_and_phone_only_what_is_missing_was_not_asked() -> None:
    place = do("place", "记下门牌、回拨电话", facts=(Fact.ADDRESS, Fact.PHONE), killer=True)
    made = pinned(procedure(place))
    made.desk.enter_caller(ADDRESS, "和平路12号楼")
    later(made).skip(1, "place", "挂断了")
    assert field(made, TicketField.PHONE) == "电话未问到(挂断了)"
    assert "没问到" not in field(made, TicketField.OPEN)  # one gap, one reason, in one place
    made.desk.enter_caller(PHONE, "138 0013 8000")
    assert "没问到" not in field(made, TicketField.OPEN)


def test_what_one_list_learned_no_other_list_calls_unknown() -> None:
    made = graded()
    other = ask("power", "水碰到插座了吗?", "没碰到", killer=True, facts=(Fact.WATER_ON_POWER,))
    made.desk.pin(checklist(procedure(other, ask("more", "还有呢?", "没有"), id="proc-leak", title="漏水")))
    later(made).answer(3, "more", "没有")
    later(made).answer(2, "hurt", "没有人受伤")
    assert "水碰到电:未问到" in field(made, TicketField.OPEN)
    later(made).answer(2, "power", "没碰到")
    assert "水碰到电:未问到" not in field(made, TicketField.OPEN)


def test_a_danger_stands_once_in_its_fullest_words() -> None:
    made = pinned(
        procedure(
            ask("who", "烫着的是谁?", Answer(label="是小孩", hazard="有人烫伤")),
            ask("called", "叫了吗?", Answer(label="已叫", hazard="有人烫伤,急救已叫")),
        )
    )
    later(made).answer(1, "who", "是小孩")
    later(made).answer(1, "called", "已叫")
    assert field(made, TicketField.HAZARD) == "有人烫伤,急救已叫"


def test_what_somebody_goes_for_keeps_its_beginning_while_there_is_other_to_shorten() -> None:
    card = replace(
        emergency_card(),
        title="热水喷出、关不住(室内爆管)",
        outcomes=(CardOutcome(priority=Priority.P1, next_action="抢修到场关楼里的阀、止水", owner="抢修班"),),
    )
    made = pinned(card)
    later(made).answer(1, "hurt", "没有人受伤")
    made.desk.pin(
        checklist(procedure(*(ask(f"a{n}", f"第 {n} 个问题,碰没碰到?", "没沾水") for n in range(30))))
    )
    for n in range(30):
        later(made).answer(2, f"a{n}", "没沾水")
    assert "热水喷出、关不住(室内爆管):抢修到场关楼里的阀、止水(抢修班)" in text_of(made)


def test_what_was_told_goes_before_the_question_of_an_answer() -> None:
    """“儿子李强 139…” alone leaves open who he is; which sentences were read out nobody needs on the way."""
    steps: list[Step] = []
    for n in range(12):
        steps += [
            Step(id=f"say{n}", kind=StepKind.SAY, text=f"第 {n} 句,电暖气直接插墙上,别用插排,人走开就关。"),
            ask(f"a{n}", f"第 {n} 个地方水碰没碰到插座?", "没沾水"),
        ]
    made = pinned(procedure(*steps))
    for n in range(12):
        later(made).tick(1, f"say{n}")
    for n in range(6):
        later(made).answer(1, f"a{n}", "没沾水")
    text = text_of(made)
    assert "…" not in text.partition("已知:")[2].partition("·")[0]
    assert text.count("个地方水碰没碰到插座:没沾水") == 6
    assert "已告知:12 句没列" in text


def test_what_was_said_is_counted_where_no_sentence_has_room() -> None:
    """Whoever reads nothing of it says it to the caller once more."""
    asks = [ask(f"a{n}", f"第 {n} 个地方水碰没碰到插座?", "碰到了第三排的插座") for n in range(7)]
    says = [
        Step(id=f"say{n}", kind=StepKind.SAY, text=f"第 {n} 句,{'怕水的东西挪开,' * 3}") for n in range(3)
    ]
    made = pinned(procedure(*asks, *says))
    for step in asks:
        later(made).answer(1, step.id, "碰到了第三排的插座")
    for step in says:
        later(made).tick(1, step.id)
    text = text_of(made)
    assert "句," not in text
    assert "已告知:3 句没列" in text
    assert len(text) <= LIMIT


def test_a_list_nearly_done_names_what_is_left_with_how_much_more_there_is() -> None:
    grave = replace(ask("grave", "水碰没碰到电?", "没碰到"), killer=True)
    made = pinned(procedure(ask("a", "哪里?", "厨房的管"), ask("b", "多久?", "一天"), grave))
    later(made).answer(1, "a", "厨房的管")
    assert "1/3(还差:多久等 2 项)" in text_of(made)


def test_no_single_sentence_of_many_stands_as_the_one_that_was_said() -> None:
    """“用着氧气的屋里,别见明火” alone reads as if there were oxygen on site."""
    lines = [f"第 {n} 句,电暖气直接插墙上,别用插排,人走开。" for n in range(7)]
    asks = [ask(f"a{n}", f"第 {n} 个地方淌没淌水?", "没淌水") for n in range(12)]
    says = [Step(id=f"say{n}", kind=StepKind.SAY, text=line) for n, line in enumerate(lines)]
    made = pinned(procedure(*says, *asks))
    for n in range(7):
        later(made).tick(1, f"say{n}")
    seen = set()
    for n in range(12):
        later(made).answer(1, f"a{n}", "没淌水")
        text = text_of(made)
        told = sum(f"第 {m} 句" in text for m in range(7))
        seen.add(told)
        assert told == 0 or told >= 4
        assert told == 7 or "没列" in text
    assert min(seen) < 4 < max(seen)


def test_what_nobody_asked_is_named_so_that_it_is_understood_alone() -> None:
    stopped = replace(ask("w", "水停了没有?", "已停"), killer=True, facts=(Fact.WATER_STOPPED,))
    made = pinned(procedure(ask("a", "哪漏?", "暖气"), stopped))
    later(made).answer(1, "a", "暖气")
    assert "水停了没有:未问到" in text_of(made)


def test_a_list_that_is_nearly_done_names_what_is_left() -> None:
    steps = [ask(f"a{n}", f"第 {n} 问?", "是") for n in range(4)]
    made = pinned(procedure(*steps))
    for n in range(3):
        later(made).answer(1, f"a{n}", "是")
    assert "3/4(还差:第 3 问)" in text_of(made)


def test_what_one_list_promised_is_not_called_unsaid_for_another() -> None:
    visit = replace(outcome("visit", promise="arrival"), say="师傅{{arrival}}。")
    made = pinned(procedure(ask("what", "怎么了?", Answer(label="漏", outcome="visit")), outcomes=(visit,)))
    made.desk.pin(
        checklist(
            procedure(
                ask("how", "多大?", Answer(label="小", outcome="visit")), outcomes=(visit,), id="proc-other"
            )
        )
    )
    later(made).answer(1, "what", "漏")
    later(made).answer(2, "how", "小")
    assert "没说时限:到场 2" in field(made, TicketField.OPEN)
    made.desk.say(1, outcome_line("visit"))
    assert "没说时限" not in field(made, TicketField.OPEN)


def test_a_phone_that_nobody_can_ring_is_doubted() -> None:
    """An address typed into the field of the phone must not read as the number to call."""
    made = pinned()
    made.desk.enter_caller(PHONE, "香坊和平路12号3单元502")
    assert field(made, TicketField.PHONE) == "香坊和平路12号3单元502(存疑)"
    for number in ("138 0013 8000", "0451-84650000 转 8123", "13800138000", "96000"):
        made.desk.enter_caller(PHONE, number)
        assert field(made, TicketField.PHONE) == number
    for number in ("1380013800", "138001380001", "不知道"):
        made.desk.enter_caller(PHONE, number)
        assert field(made, TicketField.PHONE) == f"{number}(存疑)"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("香坊和平路12号楼", "香坊和平路12号楼(没说单元、门牌)"),
        ("道里区建国街50号4单元", "道里区建国街50号4单元(没说门牌)"),
        ("香坊健康路5号401", "香坊健康路5号401"),
        ("花园街88-2-301", "花园街88-2-301"),
        ("靖宇街8号门市", "靖宇街8号门市"),
        ("锅炉房旁边那栋", "锅炉房旁边那栋"),
    ],
)
def test_an_address_says_what_of_the_door_was_not_told(address: str, told: str) -> None:
    made = pinned()
    made.desk.enter_caller(ADDRESS, address)
    assert field(made, TicketField.ADDRESS) == told
    made.desk.write_row(TicketField.ADDRESS, address)
    assert made.call.caller[ADDRESS] == address


def test_where_nobody_can_be_sent_the_ticket_says_so_before_what_to_do() -> None:
    made = graded()
    nowhere = "派不出去:缺地址"
    later(made).answer(2, "hurt", "没有人受伤")
    made.desk.enter_caller(PHONE, "13900002222")
    assert field(made, TicketField.ACT).startswith("派不出去:缺地址,打这个电话补问")
    made.desk.enter_caller(ADDRESS, "和平路12号3单元502")
    assert nowhere not in text_of(made)
    made.desk.enter_caller(PHONE, "")
    assert field(made, TicketField.ACT).startswith("缺电话,系统里查来电号码")
    made.desk.dispatch("用户挂断")
    assert "系统里查来电号码" not in text_of(made)  # somebody is on the way


def test_where_something_is_dangerous_nobody_rings_before_having_read_what() -> None:
    """“来电时人还在有味的屋里,别往那屋打电话” stands further down than the number that is to be found."""
    made = graded()
    later(made).answer(2, "hurt", "没有人受伤")
    made.desk.enter_caller(ADDRESS, "和平路12号3单元502")
    assert "看过“现场当心”再打" not in text_of(made)
    later(made).answer(2, "power", "碰到了")
    assert "缺电话,系统里查来电号码,看过“现场当心”再打" in text_of(made)


def leaking() -> Seat:
    """Two lists that ask how much it leaks and whether somebody is at home, with other answers to choose from."""
    flow = ask(
        "flow",
        "现在滴得多快?",
        Answer(label="成股往下流", hazard="棚上成股流水"),
        "连着滴",
        facts=(Fact.FLOW,),
    )
    home = ask("home", "楼上有人吗?", "敲门没人应", "有人", facts=(Fact.NEIGHBOUR_HOME,), killer=True)
    made = pinned(procedure(flow, home, do("look", "看一眼")))
    other = ask("size", "水有多大?", Answer(label="往外喷", hazard="水往外喷"), "淌成流", facts=(Fact.FLOW,))
    asked = ask(
        "who", "楼上现在什么情况?", "家里没人", "有人不开门", facts=(Fact.NEIGHBOUR_HOME,), killer=True
    )
    made.desk.pin(checklist(procedure(other, asked, id="proc-other", title="邻居不开门")))
    return made


def test_of_what_was_asked_twice_the_last_word_stands_with_the_one_before() -> None:
    made = leaking()
    later(made).answer(1, "flow", "连着滴")
    later(made).answer(2, "size", "淌成流")
    assert field(made, TicketField.KNOWN) == "漏水:淌成流(先说:连着滴)"
    later(made).answer(1, "flow", "成股往下流")
    assert field(made, TicketField.HAZARD) == "棚上成股流水(先说:淌成流)"
    assert field(made, TicketField.KNOWN) == ""


def test_a_danger_that_was_told_stays_with_what_was_said_after_it() -> None:
    made = leaking()
    later(made).answer(2, "size", "往外喷")
    later(made).answer(1, "flow", "连着滴")
    assert field(made, TicketField.HAZARD) == "水往外喷(再问时:连着滴)"
    assert field(made, TicketField.KNOWN) == "漏水:连着滴"
    later(made).answer(1, "flow", "成股往下流")
    assert field(made, TicketField.HAZARD) == "棚上成股流水;水往外喷"


def test_what_was_answered_in_one_list_is_not_open_in_another() -> None:
    made = leaking()
    later(made).answer(1, "home", "敲门没人应")
    later(made).answer(2, "size", "淌成流")
    assert "楼上现在什么情况" not in field(made, TicketField.OPEN)
    made = leaking()
    later(made).answer(1, "flow", "连着滴")
    later(made).answer(2, "who", "家里没人")
    assert "楼上有人吗" not in field(made, TicketField.OPEN)


def test_nothing_is_compared_with_the_books_before_it_was_given() -> None:
    made = pinned(procedure(do("match", "户号跟系统对一遍", state="户号、户名对上", checks=(Fact.ACCOUNT,))))
    with pytest.raises(CallRefused, match="还没有户号"):
        later(made).tick(1, "match")
    made.desk.enter_caller(ACCOUNT, "0450123")
    later(made).tick(1, "match")
    assert "户号、户名对上" in field(made, TicketField.DONE)
    made.desk.enter_caller(ACCOUNT, "")
    assert "户号、户名对上" not in text_of(made)


def test_a_ticket_says_when_the_call_came() -> None:
    made = pinned()
    made.clock.advance(3600)
    later(made).answer(1, "extent", "只一组")
    assert field(made, TicketField.CALLED) == f"{made.call.started:%m-%d %H:%M}"
    assert f"来电:{made.call.started:%m-%d %H:%M}" in text_of(made)


def test_a_card_says_how_the_matter_stands_and_what_is_done_outlasts_what_is_known() -> None:
    stopped = CardOutcome(
        title="喷过热水,水已停",
        priority=Priority.P1,
        next_action="查漏",
        owner="抢修班",
        when={"hurt": ("没有人受伤",)},
    )
    crew = do("crew", "电话直派抢修班", state="抢修班已接", killer=True)
    more = tuple(ask(f"a{n}", f"第 {n} 处水碰没碰到插座?", "没沾水,站在干处") for n in range(20))
    card = replace(emergency_card(), steps=(*emergency_card().steps, *more, crew), outcomes=(stopped,))
    made = pinned(card)
    later(made).answer(1, "hurt", "没有人受伤")
    for n in range(20):
        later(made).answer(1, f"a{n}", "没沾水,站在干处")
    later(made).tick(1, "crew")
    assert "喷过热水,水已停:查漏(抢修班)" in text_of(made)
    assert "热水喷溅:" not in field(made, TicketField.ACT)
    assert "抢修班已接" in text_of(made)


def test_a_topic_stands_before_an_answer_that_does_not_say_what_it_is_about() -> None:
    valve = ask("valve", "暖气片边上的小阀,有没有只开一半的?", "有半开的", "都到头", topic="小阀")
    seal = ask("near", "全家都不热,还是就一组?", "全家都不热", "就一组", topic="不热范围")
    made = pinned(procedure(valve, seal))
    later(made).answer(1, "valve", "都到头")
    later(made).answer(1, "near", "全家都不热")
    assert field(made, TicketField.KNOWN) == "小阀:都到头;全家都不热"


def test_what_must_be_known_on_the_way_outlasts_what_was_told() -> None:
    """Where the limit is near, the trifles go and the answers to dangers stay."""
    trifles = [ask(f"t{n}", f"第{n}样东西现在是什么样子的呢?", "一样", "不一样") for n in range(30)]
    stopped = ask("stopped", "水停了吗?", "水已停", "没停", facts=(Fact.WATER_STOPPED,))
    made = pinned(procedure(*trifles, stopped))
    for n in range(30):
        later(made).answer(1, f"t{n}", "不一样")
    later(made).answer(1, "stopped", "水已停")
    text = text_of(made)
    assert "水已停" in text
    assert "没列" in text


def test_a_list_left_half_way_does_not_say_so_beside_one_that_came_to_something() -> None:
    made = pinned(
        procedure(ask("a", "哪种?", Answer(label="甲", outcome="visit"), "乙"), outcomes=(outcome("visit"),))
    )
    made.desk.pin(checklist(replace(cold_flat(), severity=Severity.ROUTINE)))
    assert "没问完" in field(made, TicketField.ACT)
    later(made).answer(1, "a", "甲")
    assert "没问完" not in field(made, TicketField.ACT)


@pytest.mark.parametrize("typed", ["17日", "17日前", "17日之前答复"])
def test_the_day_that_somebody_else_set_stands_where_the_time_stands(typed: str) -> None:
    due = Step(
        id="due", kind=StepKind.ASK, text="哪天前答复?", value=ValueField(name="期限"), facts=(Fact.DEADLINE,)
    )
    made = pinned(procedure(due))
    later(made).enter_value(1, "due", typed)
    assert "对方要求 17日前答复" in field(made, TicketField.DUE)
    assert field(made, TicketField.KNOWN) == ""


def test_an_open_list_of_something_urgent_says_what_keeps_anybody_from_going() -> None:
    """The caller hung up half way: whoever takes it over must know where to begin."""
    made = pinned(replace(cold_flat(), severity=Severity.URGENT))
    assert field(made, TicketField.ACT).startswith("派不出去:缺地址,也缺电话,系统里查来电号码、户号")
    made = pinned(replace(cold_flat(), severity=Severity.ROUTINE))
    assert "派不出去" not in field(made, TicketField.ACT)


def test_who_was_sent_without_an_address_is_told_where_to_look_for_it() -> None:
    made = graded()
    later(made).answer(2, "hurt", "没有人受伤")
    made.desk.dispatch("用户挂断")
    assert field(made, TicketField.ACT).startswith("缺地址,也缺电话,系统里查来电号码、户号")


def test_a_state_that_repeats_the_step_stands_alone() -> None:
    made = pinned(
        procedure(do("leader", "报热线班长", state="班长已接"), do("back", "稍后回拨问平安", state="已回拨"))
    )
    later(made).tick(1, "leader")
    later(made).tick(1, "back")
    assert field(made, TicketField.DONE) == "班长已接;稍后回拨问平安:已回拨"


def test_what_is_demanded_is_said_though_nothing_was_asked_of_it_yet() -> None:
    made = pinned(replace(cold_flat(), demand="要求赔损失"))
    assert field(made, TicketField.DEMAND) == "要求赔损失"


def test_the_reason_of_one_list_outlasts_another_that_has_not_asked_yet() -> None:
    place = do("place", "记下门牌、回拨电话", facts=(Fact.ADDRESS, Fact.PHONE), killer=True)
    made = pinned(procedure(place))
    made.desk.enter_caller(ADDRESS, "和平路12号楼")
    later(made).skip(1, "place", "挂断了")
    made.desk.pin(checklist(replace(procedure(place), id="proc-other")))
    assert field(made, TicketField.PHONE) == "电话未问到(挂断了)"


def test_a_number_that_was_refused_is_not_looked_for() -> None:
    """The ticket says that the caller would not give it; it sets nobody to find it out behind his back."""
    for reason, is_looked_for in ((REFUSED, False), ("用户已挂断", True)):
        made = graded()
        later(made).answer(2, "hurt", "没有人受伤")
        made.desk.enter_caller(ADDRESS, "和平路12号3单元502")
        text = made.desk.end_call(reason).ticket
        assert f"电话未问到({reason})" in text
        assert ("系统里查来电号码" in text) is is_looked_for
