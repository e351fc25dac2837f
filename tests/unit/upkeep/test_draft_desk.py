"""What a reviewer sees of a draft, what he must not let through alone, and the ways back."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handbook.content.person import Person
from handbook.content.writing.draft import ActKind, Draft, DraftRefused, DraftState, MovedOn
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.judging import Judge
from handbook.model.kinds import Kind
from handbook.paths import shipped_content
from handbook.upkeep.draft_desk import PREPARING, DraftDesk
from handbook.upkeep.filled_in import is_filled_in
from handbook.upkeep.place_change import PlaceChange, RunKind, looked_at, runs_between
from handbook.upkeep.todo import TodoKind, ordered

SCRIPT = "scripts/scr-abuse.yaml"
PROCEDURE = "procedures/proc-radiator-half-hot.yaml"
CARD = "emergency/em-gas-smell.yaml"
WANG, LI = Person("王敏", "wangmin"), Person("李海涛", "lihaitao")
BOTH = ("WANGMIN", "公司\\lihaitao")


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge.of(shipped_content(), None)


def shipped(file: str) -> str | None:
    path = shipped_content() / file
    return path.read_bytes().decode() if path.is_file() else None


Desk = Callable[..., DraftDesk]


@pytest.fixture
def desk(tmp_path: Path, judge: Judge) -> Desk:
    """Makes one over the same folder for any person."""
    site = tmp_path / "site"
    site.mkdir()

    def make(person: Person = WANG, editors: tuple[str, ...] | None = BOTH, **more: object) -> DraftDesk:
        clock = lambda: datetime(2026, 11, 30, 10, 0, tzinfo=UTC)  # noqa: E731
        shelf = DraftShelf(site, shipped, person, clock)
        return DraftDesk(shelf, more.pop("judge", lambda: judge), person, editors, **more)  # type: ignore[arg-type]

    return make


def sent(desk: DraftDesk, file: str, *changes: tuple[str, str], why: str = "用户听不懂") -> Draft:
    """A draft of `file` with words changed, sent by whose desk it is."""
    begun = desk.shelf.begun(file)
    text = begun.text
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return desk.send(desk.shelf.save(begun, text), why)


SLIGHT = ("我好给您派人。", "我好给您派人,师傅{{p3_arrival}}联系您。")
OTHER = ("给我个地址,我马上派。", "给个地址,我这就派。")


def words(runs: tuple[object, ...], kind: RunKind) -> list[str]:
    return [run.text for run in runs if run.kind is kind]  # type: ignore[attr-defined]


# -- what changed


def test_a_change_is_told_as_words_with_values_filled_in(desk: Desk, judge: Judge) -> None:
    (change,) = desk().changed(sent(desk(), SCRIPT, SLIGHT))
    value = judge.handbook.value_by_key["p3_arrival"]
    assert change.place == "发火、带脏字,但在说事 · 标准"
    assert words(change.after, RunKind.NEW) == [f"，师傅{value.text}联系您"]
    assert words(change.before, RunKind.GONE) == []
    assert "".join(run.text for run in change.before) == "我听出您有火。咱先说屋里现在啥情况，我好给您派人。"
    assert change.seconds_before == 7
    assert change.seconds_after is not None
    assert change.words == f"加了几个字，7 秒变 {change.seconds_after} 秒"
    assert change.values == ("p3_arrival",)
    assert not change.grave
    assert change.spoken.endswith("联系您。")


def test_numbers_and_values_are_never_cut(judge: Judge) -> None:
    values = judge.handbook.value_by_key
    before, after = runs_between("室温 18.5 ℃,等 24 小时", "室温 18 ℃,等 2 小时", values)
    assert words(before, RunKind.GONE) == ["18.5 ℃", "24 小时"]
    assert words(after, RunKind.NEW) == ["18 ℃", "2 小时"]
    shown = values["fire"].text
    before, after = runs_between("打{{fire}}", "打{{police}}", values)
    assert (words(before, RunKind.GONE), words(after, RunKind.NEW)) == ([shown], ["110"])


def test_the_same_words_from_another_source_are_a_change_that_is_seen(judge: Judge) -> None:
    before, after = runs_between("打119", "打{{fire}}", judge.handbook.value_by_key)
    assert words(before, RunKind.GONE) == ["119"]
    assert words(after, RunKind.NEW) == ["119（取“消防电话”）"]


def test_the_words_for_a_value_that_is_missing_are_seen(judge: Judge) -> None:
    values = judge.handbook.value_by_key
    before, after = runs_between(
        "打{{gas_emergency}}||打{{fire}}", "打{{gas_emergency}}||快打{{fire}}", values
    )
    assert words(after, RunKind.NEW) == ["快"]
    assert words(before, RunKind.GONE) == []


def test_runs_joined_are_the_texts() -> None:
    old, new = "头几天温乎，过两天没起色有据可查。", "头几天温乎，过两天没起色，您再打来。"
    before, after = runs_between(old, new, {})
    assert "".join(run.text for run in before) == old
    assert "".join(run.text for run in after) == new


def test_a_mark_that_is_only_as_wide_as_it_is_shown_is_no_change() -> None:
    before, after = runs_between("别急,我接着给您办。", "别急，我马上给您办。", {})
    assert words(before, RunKind.GONE) == ["接着"]
    assert words(after, RunKind.NEW) == ["马上"]


def test_a_step_that_comes_is_told_by_its_parts_and_names_by_what_they_mean(desk: Desk) -> None:
    added = (
        "  - id: added\n",
        "  - id: mended\n    kind: ask\n    text: 最近修过吗?\n    when: {side: [靠着进水管的那头]}\n    answers:\n"
        "      - {label: 修过, outcome: flow}\n      - {label: 没修过}\n  - id: added\n",
    )
    (change,) = desk().changed(desk().shelf.save(*_saved(desk(), PROCEDURE, added)))
    said = change.after[0].text
    assert change.place == "第 3 步"
    assert change.words == "新加的"
    assert "只在某个回答时才有：第 1 步：靠着进水管的那头" in said
    assert "修过（到哪个结论：水流到不了头）" in said
    assert "mended" not in said


def _saved(desk: DraftDesk, file: str, *changes: tuple[str, str]) -> tuple[Draft, str]:
    begun = desk.shelf.begun(file)
    text = begun.text
    for old, new in changes:
        text = text.replace(old, new, 1)
    return begun, text


# -- what is grave


def grave(desk: DraftDesk, file: str, *changes: tuple[str, str]) -> list[str]:
    begun, text = _saved(desk, file, *changes)
    assert text != begun.text
    return [change.grave for change in desk.changed(desk.shelf.save(begun, text))]


@pytest.mark.parametrize(
    ("file", "old", "new", "why"),
    [
        (SCRIPT, *OTHER, ""),
        (SCRIPT, "给我个地址,我马上派。", "给我个地址,打{{fire}}。", "急救、报警的号码"),
        (SCRIPT, "给我个地址,我马上派。", "给我个地址,打 120。", "急救、报警的号码"),
        (SCRIPT, "给我个地址,我马上派。", "给我个地址,单号 11900。", ""),
        (SCRIPT, "请您别骂人。说事", "请您说事", "叫人别做的话"),
        (SCRIPT, "给我个地址,我马上派。", "特别着急的话给个地址。", ""),
        (SCRIPT, "asks: [用户骂人怎么办", "asks: [别骂人怎么讲, 用户骂人怎么办", ""),
        (PROCEDURE, "  - use: frail\n", "", "共用的一步"),
        (
            PROCEDURE,
            "    text: 凉的是哪一头?\n",
            "    text: 凉的是哪一头?\n    killer: true\n",
            "漏了会伤人的一步",
        ),
        ("values.yaml", 'label: 消防电话, value: "119"', 'label: 消防电话, value: "118"', "急救、报警的号码"),
        ("standing.yaml", "家里有老人", "家有老人", "许多条目共用"),
    ],
)
def test_what_may_hurt_somebody_is_grave(desk: Desk, file: str, old: str, new: str, why: str) -> None:
    assert grave(desk(), file, (old, new)) == [why]


def test_everything_of_an_emergency_card_is_grave_but_who_answers_for_it(desk: Desk, judge: Judge) -> None:
    card = judge.handbook.emergency[0]
    file = f"emergency/{card.id}.yaml"
    assert grave(desk(), file, (f"title: {card.title}", "title: 另一个名字")) == ["应急卡"]
    draft = desk().shelf.draft(file)
    assert draft is not None
    desk().shelf.discard(draft)
    assert grave(desk(), file, (f"owner: {card.owner}", "owner: 调度")) == [""]


# -- who may let it through


def seen_all(desk: DraftDesk, draft: Draft) -> Draft:
    return desk.tick(draft, [change.key for change in desk.changed(draft)])


def test_nothing_is_published_before_every_place_was_looked_at(desk: Desk) -> None:
    draft = sent(desk(), SCRIPT, SLIGHT, OTHER)
    li = desk(LI)
    first, second = li.changed(draft)
    assert li.why_not(draft, ()) == ("还有 2 处没看",)
    assert li.why_not(draft, (first.key,)) == ("还有 1 处没看",)
    ticked = li.tick(draft, [first.key])
    with pytest.raises(DraftRefused, match="还有 1 处没看"):
        li.pass_on(ticked)
    ticked = li.tick(ticked, [first.key, second.key])
    act = li.pass_on(ticked)
    assert (act.kind, act.author, act.is_own, act.words) == (ActKind.PUBLISH, "王敏", False, "用户听不懂")
    assert li.shelf.published(SCRIPT) == ticked.text


def test_a_tick_drops_when_that_place_changes_again_and_no_other(desk: Desk) -> None:
    li, wang = desk(LI), desk()
    draft = seen_all(li, sent(wang, SCRIPT, SLIGHT, OTHER))
    again = wang.send(wang.shelf.save(draft, draft.text.replace("我这就派", "我现在派")), "又改")
    first, second = li.changed(again)
    assert li.seen(again) == {first.key}
    assert li.why_not(again, li.seen(again)) == ("还有 1 处没看",)
    assert second.key not in again.seen


def test_ticks_of_another_person_do_not_count(desk: Desk) -> None:
    draft = seen_all(desk(), sent(desk(), SCRIPT, SLIGHT))
    assert desk().seen(draft)
    assert desk(LI).seen(draft) == frozenset()


def test_who_wrote_it_may_let_small_things_through_and_that_is_recorded(desk: Desk) -> None:
    wang = desk()
    act = wang.pass_on(seen_all(wang, sent(wang, SCRIPT, SLIGHT)))
    assert act.is_own
    (row, _sent) = wang.history(SCRIPT)
    assert row.state == "已发布（自己审自己）"


def test_grave_things_need_a_second_person(desk: Desk) -> None:
    wang, li = desk(), desk(LI)
    draft = seen_all(wang, sent(wang, SCRIPT, ("请您别骂人。说事", "请您说事")))
    assert wang.why_not(draft, wang.seen(draft), "我看过了") == ("要另一个人点头",)
    with pytest.raises(DraftRefused, match="要另一个人点头"):
        wang.pass_on(draft, "我看过了")
    assert not li.pass_on(seen_all(li, draft)).is_own


@pytest.mark.parametrize("editors", [("wangmin",), (), None])
def test_in_a_team_of_one_a_reason_takes_the_place_of_the_second(
    desk: Desk, editors: tuple[str, ...] | None
) -> None:
    wang = desk(editors=editors)
    draft = seen_all(wang, sent(wang, SCRIPT, ("请您别骂人。说事", "请您说事")))
    assert wang.is_team_of_one
    assert wang.why_not(draft, wang.seen(draft), " ") == ("要写一句为什么",)
    act = wang.pass_on(draft, "录音里听着太硬")
    assert (act.is_own, act.words) == (True, "用户听不懂。录音里听着太硬")


def test_where_the_company_names_nobody_the_log_tells_of_a_second(desk: Desk) -> None:
    assert desk(editors=None).is_team_of_one
    sent(desk(editors=None), SCRIPT, SLIGHT)
    assert desk(editors=None).is_team_of_one
    assert not desk(LI, editors=None).is_team_of_one


def test_a_domain_before_an_account_makes_no_other_person(desk: Desk) -> None:
    draft = sent(desk(), SCRIPT, SLIGHT)
    assert desk(Person("王敏", "公司\\WangMin")).is_mine(draft)


def test_where_the_text_before_cannot_be_read_all_of_it_is_looked_at(desk: Desk, tmp_path: Path) -> None:
    wang = desk()
    card = next((shipped_content() / "emergency").glob("*.yaml"))
    file = f"emergency/{card.name}"
    (tmp_path / "site" / "emergency").mkdir()
    (tmp_path / "site" / file).write_text("title: [", "utf-8")
    draft = wang.send(wang.shelf.save(wang.shelf.begun(file), card.read_text("utf-8")), "")
    assert len(wang.changed(draft)) > 5
    assert "要另一个人点头" in wang.why_not(draft, ())


# -- the gate


def test_what_must_be_mended_stops_sending_and_letting_through(desk: Desk) -> None:
    wang = desk()
    bad = wang.shelf.save(*_saved(wang, SCRIPT, ("给我个地址", "给我个地址{{nowhere}}")))
    with pytest.raises(DraftRefused, match="先改 1 处再送审"):
        wang.send(bad, "")
    assert wang.why_not(bad, ())[-1] == "要改 1 处"
    assert wang.shelf.draft(SCRIPT) == bad


def test_advice_never_stops_it(desk: Desk) -> None:
    wang = desk()
    draft = wang.shelf.save(
        *_saved(wang, PROCEDURE, ("{label: 加过}", f"{{label: 加过, note: {'加过片的记下来' * 8}}}"))
    )
    findings = wang.findings(draft)
    assert findings
    assert not any(finding.must_be_mended for finding in findings)
    assert wang.send(draft, "").state is DraftState.SENT


def test_while_content_is_read_nothing_is_sent(desk: Desk) -> None:
    wang = desk(judge=lambda: None)
    with pytest.raises(DraftRefused, match=PREPARING):
        sent(wang, SCRIPT, SLIGHT)
    assert wang.title(desk().shelf.begun(SCRIPT)) == "辱骂与威胁"


def test_cases_that_fail_stop_it(desk: Desk) -> None:
    li = desk(LI, failing_cases=lambda _draft: 2)
    draft = sent(desk(), SCRIPT, SLIGHT)
    assert "2 条用例没过" in li.why_not(draft, {change.key for change in li.changed(draft)})


@pytest.mark.parametrize(
    "file", ["checks/first_aid.yaml", "Checks/acts.yaml", "checks./acts.yaml", "procedures/checks/x.yaml"]
)
def test_the_rules_of_danger_have_no_draft(desk: Desk, file: str) -> None:
    with pytest.raises(DraftRefused, match="安全检查的规则"):
        desk().shelf.begun(file)
    draft = Draft(file=file, text="rules: []\n", published=None, shipped=None)
    for act in (desk().shelf.save, lambda one, _text: desk().shelf.publish(one)):
        with pytest.raises(DraftRefused, match="安全检查的规则"):
            act(draft, "rules: []\n")


def test_a_file_that_nobody_could_review_is_not_sent(desk: Desk) -> None:
    wang = desk()
    draft = wang.shelf.save(wang.shelf.begun("regions/other/region.yaml"), "id: other\n")
    with pytest.raises(DraftRefused, match="不在维护台里改"):
        wang.send(draft, "")


def test_an_entry_that_others_name_does_not_go(desk: Desk) -> None:
    wang = desk()
    own = "knowledge/kn-balance.yaml"
    draft = Draft(file=own, text="", published="id: kn-balance\n", shipped=None)
    findings = wang.findings(draft)
    assert findings
    assert "指着它" in findings[0].message


def test_the_companys_own_values_are_checked_too(desk: Desk) -> None:
    wang = desk()
    draft = wang.shelf.save(wang.shelf.begun("values.yaml"), "values: [{key: x}]\n")
    with pytest.raises(DraftRefused, match="先改"):
        wang.send(draft, "")


# -- back


def test_sending_back_needs_a_sentence_and_comes_to_the_author(desk: Desk) -> None:
    li = desk(LI)
    draft = sent(desk(), SCRIPT, SLIGHT)
    with pytest.raises(DraftRefused, match="退回要写一句"):
        li.send_back(draft, "  ")
    back = li.send_back(draft, "别写师傅,写维修员")
    (todo,) = desk().todos(desk().shelf.drafts(), {"scr-abuse": 0.4})
    assert (todo.kind, todo.entry_id, todo.use) == (TodoKind.SENT_BACK, "scr-abuse", 0.4)
    assert todo.reason == "李海涛说：别写师傅,写维修员"
    assert li.todos([back], {}) == ()


def test_what_waits_for_me_is_what_others_sent(desk: Desk) -> None:
    draft = sent(desk(), SCRIPT, SLIGHT)
    assert desk().todos([draft], {}) == ()
    (todo,) = desk(LI).todos([draft], {})
    assert (todo.kind, todo.title, todo.reason, todo.act) == (
        TodoKind.REVIEW,
        "辱骂与威胁",
        "王敏改了 1 处",
        "看改动",
    )
    (own,) = desk(editors=("wangmin",)).todos([draft], {})
    assert own.reason == "您改了 1 处"
    assert ordered([own, todo], datetime(2026, 12, 1).date())[0].kind is TodoKind.REVIEW


def publish(desk: DraftDesk, file: str, *changes: tuple[str, str]) -> None:
    desk.pass_on(seen_all(desk, sent(desk, file, *changes)))


def test_a_publication_is_taken_back_at_once_and_recorded(desk: Desk) -> None:
    wang = desk()
    publish(wang, SCRIPT, SLIGHT)
    first = wang.shelf.published(SCRIPT)
    publish(wang, SCRIPT, OTHER)
    act = wang.undo_last_publication(SCRIPT)
    assert wang.shelf.published(SCRIPT) == first
    assert (act.kind, act.name) == (ActKind.RESTORE, "王敏")
    row = wang.history(SCRIPT)[0]
    assert row.stands
    assert row.places == ("发火、带脏字,但在说事 · 安抚",)
    with pytest.raises(DraftRefused, match="没有可撤回的发布"):
        wang.undo_last_publication(SCRIPT)


def test_taking_back_the_first_publication_leaves_what_came_with_the_program(desk: Desk) -> None:
    wang = desk()
    publish(wang, SCRIPT, SLIGHT)
    assert wang.shelf.base(SCRIPT) == shipped(SCRIPT)
    wang.undo_last_publication(SCRIPT)
    assert wang.shelf.published(SCRIPT) is None
    assert wang.shelf.base(SCRIPT) is None


def test_a_draft_of_another_one_lives_on_when_a_publication_is_taken_back(desk: Desk) -> None:
    wang, li = desk(), desk(LI)
    publish(wang, SCRIPT, SLIGHT)
    theirs = li.shelf.save(*_saved(li, SCRIPT, OTHER))
    wang.undo_last_publication(SCRIPT)
    assert li.shelf.draft(SCRIPT) == theirs
    with pytest.raises(MovedOn):
        li.shelf.save(theirs, theirs.text + "# x\n")


def test_what_was_changed_by_hand_since_is_not_taken_back(desk: Desk, tmp_path: Path) -> None:
    publish(desk(), SCRIPT, SLIGHT)
    (tmp_path / "site" / SCRIPT).write_text("id: scr-abuse\n", "utf-8")
    with pytest.raises(DraftRefused, match="没有可撤回的发布"):
        desk().undo_last_publication(SCRIPT)
    assert desk().shelf.published(SCRIPT) == "id: scr-abuse\n"


def test_an_earlier_text_becomes_a_draft_but_never_over_another_draft(desk: Desk) -> None:
    wang, li = desk(), desk(LI)
    publish(wang, SCRIPT, SLIGHT)
    published = wang.history(SCRIPT)[0].act
    publish(wang, SCRIPT, OTHER)
    theirs = li.shelf.save(*_saved(li, SCRIPT, ("冷笑", "冷冷地笑")))
    with pytest.raises(MovedOn, match="李海涛正在改这一条"):
        wang.take_back(published)
    assert li.shelf.draft(SCRIPT) == theirs
    li.shelf.discard(theirs)
    back = wang.take_back(published)
    assert back.state is DraftState.WRITING
    assert [change.place for change in wang.changed(back)] == ["发火、带脏字,但在说事 · 安抚"]


def test_the_log_tells_what_was_done_in_words_and_how_often_one_sentence(desk: Desk) -> None:
    wang, li = desk(), desk(LI)
    publish(wang, SCRIPT, SLIGHT)
    draft = seen_all(li, sent(wang, SCRIPT, OTHER, why="太硬"))
    li.pass_on(draft)
    rows = wang.history(SCRIPT)
    assert [row.state for row in rows] == ["已发布", "待审", "已发布（自己审自己）", "待审"]
    assert rows[0].what == "发布，改了 1 处：发火、带脏字,但在说事 · 安抚"
    assert (rows[0].who, rows[0].why, rows[0].title) == ("王敏写，李海涛", "太硬", "辱骂与威胁")
    assert [row.stands for row in rows] == [True, False, False, False]
    one = wang.history(SCRIPT, "发火、带脏字,但在说事 · 标准")
    assert [row.state for row in one] == ["已发布（自己审自己）", "待审"]


def test_the_key_of_a_place_is_that_of_its_change(desk: Desk) -> None:
    changes: tuple[PlaceChange, ...] = desk().changed(sent(desk(), SCRIPT, SLIGHT, OTHER))
    assert len({change.key for change in changes}) == 2


def test_a_list_with_nothing_in_it_is_no_place(desk: Desk) -> None:
    file = "knowledge/kn-own-20261130-1.yaml"
    text = (
        "id: kn-own-20261130-1\ntitle: 暖气片能刷漆吗\nsummary: 怎么答。\nasks: [暖气片能刷漆吗]\nkey_points: []\n"
        "sources:\n  - {title: 据通识, confidence: 据通识}\nowner: 客服培训组\nreviewed: 2026-11-30\nreview_by: 2027-11-30\n"
        "tell_caller: [能刷。]\n"
    )
    changed = desk().changed(desk().shelf.save(desk().shelf.begun(file), text))
    assert [one.place for one in looked_at(changed)] == ["标题", "一句话说明", "怎么问", "怎么跟用户讲"]
    assert [one.place for one in changed if one.is_filled_in] == ["来源", "谁负责", "上次复核", "下次复核"]


def test_only_where_words_come_from_in_a_value_needs_no_tick(desk: Desk) -> None:
    row = "values:\n  - {key: hotline, label: 供热服务热线, value: %s, scope: 公司, source: %s, date: %s, confidence: 高}\n"
    desk().shelf.publish(
        desk().shelf.save(desk().shelf.begun("values.yaml"), row % ("96391", "通信录", "2026-11-01"))
    )
    begun = desk().shelf.begun("values.yaml")
    changed = desk().changed(desk().shelf.save(begun, row % ("96392", "新通信录", "2026-11-30")))
    assert [one.place for one in looked_at(changed)] == ["供热服务热线 · 是多少"]
    assert len(changed) == 3


def test_what_is_filled_in_never_hides_what_is_grave(desk: Desk) -> None:
    assert is_filled_in(None, ("values", 0, "source"))
    assert not is_filled_in(None, ("values", 0, "value"))
    assert not is_filled_in(Kind.EMERGENCY, ("steps", 3, "text"))
    row = "values:\n  - {key: fire, label: 消防电话, value: '119', scope: 国家, source: %s, confidence: 高}\n"
    desk().shelf.publish(desk().shelf.save(desk().shelf.begun("values.yaml"), row % "全国统一"))
    changed = desk().changed(desk().shelf.save(desk().shelf.begun("values.yaml"), row % "听说的"))
    assert [bool(one.grave) for one in changed] == [True]
    assert not any(one.is_filled_in for one in changed)
