"""The head of a law tells its events; its text names days, none of which is chosen."""

import pytest

from handbook.law.splitting import split

PASSED = "2010年3月1日北江省人民政府令第5号公布"


def found(*lines: str) -> list[tuple[str, str, bool]]:
    draft = split(["北江省供热管理办法", *lines])
    return [(str(day.day), day.where, bool(day.doubt)) for day in draft.days]


def test_each_day_from_which_something_holds_is_found_with_its_place() -> None:
    assert found(
        "2010年3月1日北江省人民政府公布",
        "2010年5月1日 施行",
        "第一条 甲。",
        "第二条 本办法自2010年5月1日起施行。",
    ) == [("2010-05-01", "题注", False), ("2010-05-01", "第二条", False)]


@pytest.mark.parametrize(
    "written",
    ["2026年5月1日", "２０２６年５月１日", "二〇二六年五月一日", "二○二六年五月一日", "2026 年 5 月 1 日"],
)
def test_days_are_read_in_each_way_of_writing(written: str) -> None:
    assert found("第一条 甲。", f"第二条 本办法自{written}起施行。") == [("2026-05-01", "第二条", False)]


def test_since_publication_is_the_day_that_the_history_names() -> None:
    last = "第二条 本办法自公布之日起施行。"
    assert found(f"（{PASSED}）", "第一条 甲。", last) == [("2010-03-01", "第二条", False)]
    assert found("（2010年3月1日北江省人民政府通过）", "第一条 甲。", last) == []


def test_a_day_older_than_the_last_amendment_is_doubtful() -> None:
    amended = "根据2018年4月2日《北江省人民政府关于修改部分规章的决定》修正"
    days = found(f"（{PASSED}　{amended}）", "第一条 甲。", "第二条 本办法自2010年5月1日起施行。")
    assert days == [("2010-05-01", "第二条", True)]


def test_two_days_of_publication_are_both_named() -> None:
    days = found(
        PASSED,
        "2020年1月5日北江省人民政府公布",
        "第一条 甲。",
        "第二条 本办法自公布之日起施行。",
    )
    assert [day for day, _, _ in days] == ["2010-03-01", "2020-01-05"]
    assert all(doubt for _, _, doubt in days)


def test_no_day_of_no_calendar_is_named() -> None:
    assert found("第一条 甲。", "第二条 本办法自2026年2月30日起施行。") == []


@pytest.mark.parametrize(
    ("lines", "changes", "organ"),
    [
        (
            [
                "（2010年3月1日北江省第十二届人民代表大会常务委员会第七次会议通过",
                "根据2018年4月2日北江省第十三届人民代表大会常务委员会第五次会议通过的《关于修改〈某办法〉的决定》第一次修正）",
            ],
            [("2010-03-01", "通过"), ("2018-04-02", "修正")],
            "北江省人民代表大会常务委员会",
        ),
        (
            [
                "2015年6月26日东岭市第十五届人民代表大会常务委员会第二次会议通过",
                "2015年7月24日北江省第十二届人民代表大会常务委员会第十五次会议批准",
            ],
            [("2015-06-26", "通过"), ("2015-07-24", "批准")],
            "东岭市人民代表大会常务委员会",
        ),
        (
            [f"（{PASSED}　自2010年5月1日起施行　2019年6月3日修订）"],
            [("2010-03-01", "公布"), ("2010-05-01", "施行"), ("2019-06-03", "修订")],
            "北江省人民政府",
        ),
        (
            ["（根据2012年1月2日、2014年3月4日《关于修改〈某办法〉的决定》修正）"],
            [("2012-01-02", "修正"), ("2014-03-04", "修正")],
            "",
        ),
    ],
)
def test_the_events_of_a_law_and_who_made_it(
    lines: list[str], changes: list[tuple[str, str]], organ: str
) -> None:
    draft = split(["北江省供热管理办法", *lines, "第一条 甲。"])
    assert [(str(change.day), change.word) for change in draft.changes] == changes
    assert draft.history == tuple(lines)
    assert draft.organ == organ
