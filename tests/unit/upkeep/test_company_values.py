"""The values of a company: where each stands, how it is written, taken back, merged, and which sentences say it."""

import re
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.content.loader import load_content
from handbook.content.writing.draft import DraftRefused, MovedOn
from handbook.model.kinds import Confidence, Kind, ValueScope
from handbook.model.site_value import SiteValue
from handbook.upkeep.company_rows import Lack, PartRole, Row, RowState, Section, ValueKind, Wanted
from handbook.upkeep.company_sections import section_of, wanted_of
from handbook.upkeep.company_values import FILE, CompanyDesk
from tests.helpers.company_site import CONTENT, desk_of, shelf_of, shipped_handbook

ONLY_THE_COMPANY_KNOWS = (
    *("company_name", "hotline", "repair_team", "dispatch_centre", "shift_leader", "complaint_line"),
    *("gas_emergency", "heating_office", "service_hall", "pay_channels", "invoice_channel"),
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


def row_of(desk: CompanyDesk, key: str) -> Row:
    row = desk.row(key)
    assert row is not None
    return row


def published(site: Path, text: str) -> CompanyDesk:
    (site / FILE).write_text(text, "utf-8")
    return desk_of(site, handbook=load_content(CONTENT, site, "harbin").handbook)


# -- sections


def test_every_value_stands_in_a_section_in_the_order_of_sections(site: Path) -> None:
    rows = desk_of(site).rows()
    assert {row.key for row in rows} == {value.key for value in shipped_handbook().values} | {"region"}
    sections = [row.section for row in rows]
    assert sections == sorted(sections, key=list(Section).index)
    assert set(sections) == set(Section)
    assert [row.key for row in rows if row.section is Section.PHONES] == [
        *("hotline", "repair_team", "dispatch_centre", "shift_leader", "complaint_line"),
        *("gas_emergency", "heating_office"),
    ]


@pytest.mark.parametrize(
    ("value", "section", "wanted"),
    [
        ({"label": "夜间值班电话"}, Section.PHONES, Wanted.PHONE),
        ({"label": "仓库分机"}, Section.PHONES, Wanted.EXTENSION),
        ({"label": "商业热价", "unit": "元/㎡"}, Section.PRICES, Wanted.NUMBER),
        ({"label": "夜间到场", "unit": "小时", "promise": True}, Section.REPAIR, Wanted.NUMBER),
        ({"label": "书面答复", "unit": "天", "promise": True}, Section.REPLIES, Wanted.NUMBER),
        ({"label": "公众号"}, Section.SERVICE, Wanted.TEXT),
        ({"label": "全国电话", "scope": ValueScope.NATIONAL}, Section.LAW, Wanted.PHONE),
    ],
)
def test_a_value_that_comes_later_finds_its_section(
    value: dict[str, object], section: Section, wanted: Wanted
) -> None:
    blank = SiteValue(
        key="new_one", label="x", scope=ValueScope.COMPANY, source="x", confidence=Confidence.HIGH
    )
    made = replace(blank, **value)  # type: ignore[arg-type]
    assert section_of(made) is section
    assert wanted_of(made) is wanted


def test_what_the_law_sets_is_shown_with_its_article_and_cannot_be_put(site: Path) -> None:
    desk = desk_of(site)
    for key, article in (("legal_min_temp", "reg-hlj-32"), ("season_start", "reg-hrb-season")):
        row = row_of(desk, key)
        assert row.state is RowState.LOCKED
        assert row.article == article
        assert row.article_words
        with pytest.raises(DraftRefused, match="法规定的"):
            desk.put(key, "18", source="我说的", date="2026-11-28")
    assert row_of(desk, "fire").is_locked
    with pytest.raises(DraftRefused):
        desk.put("region", "临沂")
    assert not (site / ".workshop").exists()


def test_what_a_region_only_reports_is_a_default_that_may_be_put(site: Path) -> None:
    desk = desk_of(site)
    assert row_of(desk, "price_home").state is RowState.DEFAULT
    desk.put("price_home", "39.5", source="发改委文件", date="2026-09-01")
    assert row_of(desk, "price_home").state is RowState.FINE


def test_a_region_that_is_silent_leaves_the_row_to_the_company(site: Path) -> None:
    desk = desk_of(site, handbook=shipped_handbook("taian"))
    assert row_of(desk, "season_start").state is RowState.EMPTY
    assert desk.debt().rows > desk_of(site).debt().rows


# -- debt


def test_the_debt_counts_what_only_the_company_knows(site: Path) -> None:
    desk = desk_of(site)
    empty = [row.key for row in desk.rows() if row.state is RowState.EMPTY]
    assert tuple(empty) == ONLY_THE_COMPANY_KNOWS
    debt = desk.debt()
    assert (debt.rows, debt.lacking, debt.to_mend) == (11, 11, 0)
    desk.put("hotline", "0451-5550 0100", source="通信录", date="2026-10-08")
    desk.put("gas_emergency", "0451-5550 08")
    debt = desk.debt()
    assert (debt.rows, debt.lacking, debt.to_mend) == (11, 9, 1)


def test_the_debt_stays_the_same_when_rows_are_published(site: Path) -> None:
    desk = desk_of(site)
    desk.put("hotline", "0451-5550 0100", source="通信录", date="2026-10-08")
    shelf = shelf_of(site)
    shelf.publish(shelf.begun(FILE))
    loaded = load_content(CONTENT, site, "harbin")
    assert not [problem for problem in loaded.problems if problem.file.startswith("site:")]
    assert loaded.handbook.value_by_key["hotline"].value == "0451-5550 0100"
    again = desk_of(site, handbook=loaded.handbook)
    assert (again.debt().rows, again.debt().lacking) == (11, 10)
    assert not again.is_changed
    again.put("hotline", "")
    assert row_of(again, "hotline").state is RowState.EMPTY
    assert again.is_changed


# -- writing


def test_a_row_is_written_with_all_that_an_overlay_needs(site: Path) -> None:
    desk = desk_of(site)
    assert desk.put("complaint_reply", "5", source="投诉公示牌", date="2026.11.8") == ""
    shelf = shelf_of(site)
    assert shelf.published(FILE) is None
    shelf.publish(shelf.begun(FILE))
    value = load_content(CONTENT, site).handbook.value_by_key["complaint_reply"]
    assert (value.value, value.unit, value.source, value.date) == ("5", "日内", "投诉公示牌", "2026-11-08")
    assert value.scope is ValueScope.COMPANY
    assert value.promise is True
    assert value.figure is not None
    assert "figure" not in (site / FILE).read_text("utf-8")


def test_source_and_day_default_to_the_last_that_were_typed(site: Path) -> None:
    desk = desk_of(site)
    desk.put("hotline", "0451-5550 0100")
    row = row_of(desk, "hotline")
    assert (row.source, row.date) == ("", "2026-11-28")
    assert row.lacks == (Lack.SOURCE,)
    assert [(one.key, one.lack, one.words) for one in desk.missing()] == [
        ("hotline", Lack.SOURCE, "供热服务热线还差来源")
    ]
    desk.put("hotline", "0451-5550 0100", source="通信录", date="2026-10-08")
    desk.put("repair_team", "0451-5550 0119")
    row = row_of(desk, "repair_team")
    assert (row.source, row.date, row.lacks) == ("通信录", "2026-10-08", ())
    assert desk.missing() == ()
    assert desk_of(site).put("complaint_line", "0451-5550 0118") == ""
    assert row_of(desk_of(site), "complaint_line").source == "通信录"


def test_a_source_that_is_taken_out_is_asked_for_again(site: Path) -> None:
    desk = desk_of(site)
    desk.put("hotline", "0451-5550 0100", source="通信录", date="2026-10-08")
    desk.put("hotline", "0451-5550 0100", source="", date="上周")
    assert row_of(desk, "hotline").lacks == (Lack.SOURCE, Lack.DATE)
    assert "看不出是哪一天" in row_of(desk, "hotline").message


def test_a_default_is_confirmed_by_writing_it_with_a_source(site: Path) -> None:
    desk = desk_of(site)
    desk.put("complaint_reply", "3")
    assert desk.draft.version == 0, "what ships is not repeated"
    desk.put("complaint_reply", "3", source="投诉公示牌", date="2026-11-28")
    assert row_of(desk, "complaint_reply").state is RowState.FINE
    desk.put("complaint_reply", "3", source="", date="")
    assert row_of(desk, "complaint_reply").state is RowState.DEFAULT


def test_a_wrong_value_is_kept_and_marked(site: Path) -> None:
    desk = desk_of(site)
    desk.put("gas_emergency", "0451-5550 08", source="燃气公司", date="2026-11-01")
    row = row_of(desk_of(site), "gas_emergency")
    assert (row.value, row.state) == ("0451-5550 08", RowState.TO_MEND)
    assert row.message == "只有 6 位,本市座机是 8 位"
    assert row.used_words == "用在 8 处,4 处是应急卡"
    assert [one.lack for one in desk.missing()] == [Lack.VALUE]


def test_the_season_is_checked_as_a_whole(site: Path) -> None:
    desk = desk_of(site, handbook=shipped_handbook("taian"))
    desk.put("season_start", "11 月 15 日", source="公告", date="2026-10-01")
    desk.put("season_end", "3 月 15 日")
    assert row_of(desk, "season_end").state is RowState.TO_MEND
    desk.put("season_end", "次年 3 月 15 日")
    assert row_of(desk, "season_end").state is RowState.FINE


def test_clearing_a_value_takes_its_row_out(site: Path) -> None:
    desk = desk_of(site)
    desk.put("hotline", "0451-5550 0100", source="通信录", date="2026-10-08")
    desk.put("repair_team", "0451-5550 0119")
    desk.put("hotline", "  ")
    assert "hotline" not in desk.draft.text
    assert "repair_team" in desk.draft.text
    assert row_of(desk, "hotline").state is RowState.EMPTY


def test_comments_and_other_rows_of_the_file_stay(site: Path) -> None:
    before = (
        "# 王敏写的\nvalues:\n"
        "  - {key: hotline, label: 供热服务热线, value: 0451-5550 0100, scope: 公司, source: 旧通信录, confidence: 高} # 老号\n"
        "  - {key: our_own, label: 班车时间, value: 七点, scope: 公司, source: 行政, confidence: 高}\n"
    )
    desk = published(site, before)
    assert row_of(desk, "our_own").section is Section.SERVICE
    assert desk.missing() == (), "what was published without a day is not asked for anew"
    desk.put("hotline", "0451-5550 0101", source="通信录", date="2026-10-08")
    text = desk.draft.text
    assert text.startswith("# 王敏写的\n")
    assert "# 老号" in text
    assert text.splitlines()[3] == before.splitlines()[3]
    assert row_of(desk, "hotline").is_changed
    assert (site / FILE).read_text("utf-8") == before


def test_a_figure_beside_words_that_changed_is_taken_out(site: Path) -> None:
    desk = published(
        site,
        'values:\n  - {key: p3_arrival, label: P3 上门, value: "48", unit: 小时内, figure: {number: {amount: "48", unit: 小时}}, '
        'scope: 公司, source: 制度, date: "2026", confidence: 高}\n',
    )
    desk.put("p3_arrival", "36")
    assert "figure" not in desk.draft.text
    shelf = shelf_of(site)
    shelf.publish(shelf.begun(FILE))
    assert load_content(CONTENT, site).handbook.value_by_key["p3_arrival"].figure is not None


def test_a_file_that_cannot_be_read_is_told_and_left(site: Path) -> None:
    (site / FILE).write_text("values: [\n", "utf-8")
    with pytest.raises(DraftRefused, match="行读不懂"):
        desk_of(site)
    assert (site / FILE).read_text("utf-8") == "values: [\n"


# -- taking back


def test_the_whole_visit_can_be_taken_back(site: Path) -> None:
    desk = desk_of(site)
    desk.put("hotline", "0451-5550 0100", source="通信录", date="2026-10-08")
    desk.put("repair_team", "0451-5550 0119")
    desk.put("repair_team", "0451-5550 0120")
    assert desk.undo() == "repair_team"
    assert row_of(desk, "repair_team").value == "0451-5550 0119"
    assert [desk.undo(), desk.undo(), desk.undo()] == ["repair_team", "hotline", ""]
    assert not desk.is_changed
    assert row_of(desk_of(site), "hotline").state is RowState.EMPTY
    desk.put("hotline", "0451-5550 0100")
    assert row_of(desk_of(site), "hotline").value == "0451-5550 0100"


# -- two people


def test_rows_of_two_people_are_both_kept(site: Path) -> None:
    first, second = desk_of(site), desk_of(site, "李雷")
    second.put("repair_team", "0451-5550 0119", source="通信录", date="2026-10-08")
    told = first.put("hotline", "0451-5550 0100", source="通信录", date="2026-10-08")
    assert "李雷" in told
    assert row_of(first, "repair_team").value == "0451-5550 0119"
    assert row_of(desk_of(site), "hotline").value == "0451-5550 0100"
    assert row_of(desk_of(site), "repair_team").value == "0451-5550 0119"


def test_where_both_wrote_the_same_value_the_other_one_stands_and_is_told(site: Path) -> None:
    first, second = desk_of(site), desk_of(site, "李雷")
    second.put("hotline", "0451-5550 0111", source="通信录", date="2026-10-08")
    told = first.put("hotline", "0451-5550 0100")
    assert "0451-5550 0111" in told
    assert row_of(desk_of(site), "hotline").value == "0451-5550 0111"
    assert first.put("hotline", "0451-5550 0100") == ""
    assert row_of(desk_of(site), "hotline").value == "0451-5550 0100"


def test_what_is_being_written_outlives_a_publication_by_somebody_else(site: Path) -> None:
    first = desk_of(site)
    first.put("hotline", "0451-5550 0100", source="通信录", date="2026-10-08")
    (site / FILE).write_text(
        "values:\n  - {key: repair_team, label: 抢修班电话, value: 0451-5550 0119, scope: 公司, source: 通信录, confidence: 高}\n",
        "utf-8",
    )
    told = first.put("complaint_line", "0451-5550 0118")
    assert "发布过" in told
    rows = desk_of(site).draft.text
    assert all(key in rows for key in ("hotline", "repair_team", "complaint_line"))


def test_taking_back_stops_where_somebody_else_saved(site: Path) -> None:
    first, second = desk_of(site), desk_of(site, "李雷")
    first.put("hotline", "0451-5550 0100", source="通信录", date="2026-10-08")
    second.put("repair_team", "0451-5550 0119")
    with pytest.raises(MovedOn):
        first.undo()
    assert row_of(first, "repair_team").value == "0451-5550 0119"
    assert not first.can_undo


# -- sentences


def test_sentences_say_the_value_that_is_typed(site: Path) -> None:
    desk = desk_of(site)
    found = desk.sentences("complaint_line", "0451-5550 0118")
    assert [sentence.kind for sentence in found] == [Kind.SCRIPT, Kind.PROCEDURE, Kind.REGULATION]
    assert found[1].where == "结论句"
    for sentence in found:
        assert sentence.is_spoken
        assert [part.text for part in sentence.parts if part.role is PartRole.VALUE] == ["0451-5550 0118"]
        assert "0451-5550 0118" in sentence.text
    duty = found[2]
    assert [(gap.key, gap.text) for gap in duty.gaps] == [("hotline", "供热服务热线")]
    desk.put("hotline", "0451-5550 0100")
    assert desk.sentences("complaint_line", "0451-5550 0118")[2].gaps == ()


def test_emergency_cards_come_first_and_four_entries_at_most(site: Path) -> None:
    found = desk_of(site).sentences("ambulance", "120")
    assert len(found) == len({sentence.entry_id for sentence in found}) == 4
    assert {sentence.kind for sentence in found} == {Kind.EMERGENCY}
    assert all(sentence.is_spoken for sentence in found)


def test_an_empty_value_shows_the_gap_it_leaves(site: Path) -> None:
    found = desk_of(site).sentences("complaint_line", "")
    assert all(any(part.role is PartRole.GAP for part in sentence.parts) for sentence in found)
    assert all("complaint_line" not in [gap.key for gap in sentence.gaps] for sentence in found)
    assert desk_of(site).sentences("nobody_knows", "x") == ()


def test_sentences_are_there_before_the_next_key(site: Path) -> None:
    desk = desk_of(site)

    def taken(value: str) -> float:
        begun = time.thread_time()
        desk.sentences("p2_arrival", value)
        return time.thread_time() - begun

    first = taken("2")  # looks for the sentences in all entries
    assert min(taken(str(number)) for number in range(20)) < first / 3


def test_where_a_value_is_used_is_said_in_words(site: Path) -> None:
    desk = desk_of(site)
    assert row_of(desk, "thaw_water").used_words == "用在 1 张应急卡"
    assert re.fullmatch(r"用在 \d\d 处", row_of(desk, "complaint_reply").used_words)
    assert row_of(desk, "company_name").used_words == "还没有卡片用到"
    assert row_of(desk, "shift_leader").used_words.startswith("用在应急卡“")
    assert row_of(desk, "shift_leader").kind is ValueKind.EXTENSION


def test_a_folder_that_takes_nothing_is_told(site: Path) -> None:
    desk = desk_of(site)
    shutil.rmtree(site)
    site.write_text("", "utf-8")
    with pytest.raises(DraftRefused):
        desk.put("hotline", "0451-5550 0100")
    assert row_of(desk, "hotline").state is RowState.EMPTY
