"""What a maintainer does with laws: read, decide, take in, compare, vouch, and what is then to be done."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from handbook.content.law_folder import LawFolder, LawRefused, SameDay
from handbook.content.library import existing_folders, open_content
from handbook.content.person import Person
from handbook.law.as_of import brought_to
from handbook.law.checks import Standing
from handbook.law.draft import Choice
from handbook.law.shelf import VersionState
from handbook.law_files.refusal import LawFileRefused
from handbook.model.handbook import Handbook
from handbook.model.kinds import Verification
from handbook.model.regulation import RegulationArticle
from handbook.upkeep.law_desk import LawDesk
from handbook.upkeep.law_rows import Decided, ReadLaw
from handbook.upkeep.law_todos import LawTodos, lapsed_todos, overdue_todos
from handbook.upkeep.todo import TodoKind
from tests.helpers.beijiang import FIRST_DAY, INFERRED, SECOND_DAY, UNKNOWN, statute, write_docx, write_site
from tests.helpers.laws import BEIJIANG

TODAY = date(2026, 11, 28)
WANG = Person("王敏", "wangmin")


def _now() -> datetime:
    return datetime(2026, 11, 28, 10, tzinfo=UTC)


class Maintainer:
    """A site, its handbook as it is read anew, and the law desk over both."""

    def __init__(self, site: Path, today: date = TODAY) -> None:
        self.site = site
        self.today = today
        self.desk = LawDesk(LawFolder(site, WANG, _now), WANG, self.handbook, lambda: self.today)

    def handbook(self) -> Handbook:
        return open_content(existing_folders(None, self.site)).handbook

    def entry(self, number: str) -> RegulationArticle:
        found = self.handbook().exact(f"reg-bj-{number}")
        assert isinstance(found, RegulationArticle)
        return found

    def decided(self, law: ReadLaw, day: date, choice: Choice = Choice.AS_NOTE) -> Decided:
        return Decided(
            law=law,
            title=law.draft.title,
            place=law.draft.place,
            source="省人大网站 Word 文件",
            effective=day,
            choices=dict.fromkeys(law.draft.unplaced, choice),
        )

    def take_in(self, *, is_second: bool = False) -> None:
        name = "second.docx" if is_second else "first.docx"
        law = self.desk.draft(write_docx(self.site.parent / name, statute(is_second=is_second)))
        self.desk.accept(self.decided(law, SECOND_DAY if is_second else FIRST_DAY))


@pytest.fixture
def maintainer(tmp_path: Path) -> Maintainer:
    return Maintainer(write_site(tmp_path / "site"))


def test_a_file_is_read_and_what_is_known_stands_beside_it(maintainer: Maintainer, tmp_path: Path) -> None:
    law = maintainer.desk.draft(write_docx(tmp_path / "law.docx", statute()))
    assert (law.draft.title, law.about_file, law.known, law.foreign) == (BEIJIANG, "Word", (), "")
    assert law.original == (tmp_path / "law.docx").read_bytes()
    maintainer.take_in()
    again = maintainer.desk.draft(tmp_path / "law.docx")
    assert again.known == (FIRST_DAY,)


def test_what_cannot_be_read_is_refused_in_a_sentence(maintainer: Maintainer, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    with pytest.raises(LawFileRefused, match="图片"):
        maintainer.desk.draft(tmp_path / "scan.pdf")


def test_rows_tell_what_has_a_text_and_what_is_to_be_looked_at(maintainer: Maintainer) -> None:
    desk = maintainer.desk
    first = desk.rows(desk.read())
    assert first[0].place  # what no shipped copy has, and has to be obtained, comes first
    before = {row.title: row for row in first}
    assert not before[BEIJIANG].has_text
    assert before[BEIJIANG].to_check == 0
    maintainer.take_in()
    maintainer.take_in(is_second=True)
    row = desk.rows(desk.read())[0]
    assert row.title == BEIJIANG
    assert [(v.effective, v.state) for v in row.versions] == [
        (SECOND_DAY, VersionState.COMING),
        (FIRST_DAY, VersionState.IN_FORCE),
    ]
    assert (len(row.entries), row.checked, row.to_check) == (7, 0, 6)  # the table has no points to check
    assert "王敏" in row.versions[0].source


def test_the_same_day_with_other_words_is_refused_and_nothing_changes(
    maintainer: Maintainer, tmp_path: Path
) -> None:
    maintainer.take_in()
    other = maintainer.desk.draft(write_docx(tmp_path / "other.docx", statute(is_second=True)))
    with pytest.raises(SameDay):
        maintainer.desk.accept(maintainer.decided(other, FIRST_DAY))
    assert len(maintainer.desk.read().texts) == 1


def test_the_last_act_is_named_and_taken_back(maintainer: Maintainer) -> None:
    assert maintainer.desk.last_act() == ""
    maintainer.take_in()
    assert maintainer.desk.last_act() == f"收下《{BEIJIANG}》{FIRST_DAY} 起"
    maintainer.desk.take_back()
    assert maintainer.desk.last_act() == ""
    assert maintainer.desk.read().texts == ()


def test_an_entry_stands_beside_the_words_of_any_day(maintainer: Maintainer) -> None:
    maintainer.take_in()
    maintainer.take_in(is_second=True)
    desk = maintainer.desk
    now = desk.view(desk.read(), maintainer.entry("32"))
    assert [(step.effective, step.state) for step in now.steps] == [
        (FIRST_DAY, "现行"),
        (SECOND_DAY, "尚未施行"),
    ]
    assert now.lacking == ()
    assert now.is_start_unknown
    then = desk.view(desk.read(), maintainer.entry("32"), SECOND_DAY)
    assert [figure.words for figure in then.lacking] == ["19 ℃"]
    assert now.why_not == ()
    assert then.why_not == (
        "正在读的是 2027-01-01 起的一版,核对要对现行的一版(2021-10-29 起),先回到那一版再核对。",
    )


def test_an_entry_without_a_text_says_so(maintainer: Maintainer) -> None:
    view = maintainer.desk.view(maintainer.desk.read(), maintainer.entry("32"))
    assert (view.official, view.version, view.steps) == (None, None, ())
    assert view.why_not


def test_who_vouches_makes_it_checked_for_everybody(maintainer: Maintainer) -> None:
    maintainer.take_in()
    desk = maintainer.desk
    entry = maintainer.entry("32")
    (official,) = desk.official(desk.read(), entry)
    check = desk.vouch(entry, official)
    assert (check.name, check.account, check.number, check.day) == ("王敏", "wangmin", "32", TODAY)
    after = maintainer.entry("32")
    assert (after.verification, after.checked_by) == (Verification.CHECKED, "王敏")
    assert desk.standing(after, desk.official(desk.read(), after)[0]).holds


def test_it_cannot_be_given_while_a_figure_of_ours_stands_nowhere(maintainer: Maintainer) -> None:
    maintainer.take_in()
    desk = maintainer.desk
    entry = maintainer.entry("35")  # inferred wrongly: article 35 says nothing of a refund
    (official,) = desk.official(desk.read(), entry)
    with pytest.raises(LawRefused, match="80%"):
        desk.vouch(entry, official)
    assert desk.read().checks == ()


@pytest.mark.parametrize(("inferred", "real"), [(number, row[0]) for number, row in INFERRED.items()])
def test_each_inferred_number_is_found_and_corrected(
    maintainer: Maintainer, inferred: str, real: str
) -> None:
    maintainer.take_in()
    desk = maintainer.desk
    entry = maintainer.entry(inferred)
    view = desk.view(desk.read(), entry)
    assert view.likely[0] == real
    right = desk.view(desk.read(), entry, number=real)
    assert right.official is not None
    desk.vouch(entry, right.official)
    after = maintainer.entry(inferred)
    assert (after.article, after.verification) == (real, Verification.CHECKED)
    assert after.title.startswith(f"北江条例第{real}条")


def test_all_unknown_numbers_are_answered(maintainer: Maintainer) -> None:
    maintainer.take_in()
    official = maintainer.handbook().official["reg-bj-missing"]
    assert tuple(text.versions[0].number for text in official) == UNKNOWN


def test_a_change_names_its_cards_and_puts_them_into_todo_once(maintainer: Maintainer) -> None:
    maintainer.take_in()
    maintainer.take_in(is_second=True)
    compared = maintainer.desk.compared(BEIJIANG, FIRST_DAY, SECOND_DAY)
    cards = {card.entry_id: (str(card.gravity), card.kind) for card in compared.touched}
    assert cards["reg-bj-32"] == ("要改", "法规")
    todos = LawTodos(maintainer.site, WANG, _now)
    count = todos.put(compared.comparison, compared.touched)
    assert count == len(compared.touched) > 0
    assert todos.put(compared.comparison, compared.touched) == 0
    rows = todos.rows({"reg-bj-32": 0.5})
    assert {row.kind for row in rows} == {TodoKind.LAW}
    assert {row.from_day for row in rows} == {SECOND_DAY}
    first = next(row for row in rows if row.entry_id == "reg-bj-32")
    assert first.use == 0.5
    todos.done(first)
    assert first.key not in {row.key for row in todos.rows({})}


def test_a_torn_row_of_todo_costs_that_row_alone(maintainer: Maintainer) -> None:
    maintainer.take_in()
    maintainer.take_in(is_second=True)
    compared = maintainer.desk.compared(BEIJIANG, FIRST_DAY, SECOND_DAY)
    todos = LawTodos(maintainer.site, WANG, _now)
    todos.put(compared.comparison, compared.touched)
    with (maintainer.site / "laws" / "todo.jsonl").open("ab") as file:
        file.write(b'{"type":"put","ke')
    assert len(todos.rows({})) == len(compared.touched)


def test_versions_that_went_are_told(maintainer: Maintainer) -> None:
    maintainer.take_in()
    with pytest.raises(LawRefused, match="移出"):
        maintainer.desk.compared(BEIJIANG, FIRST_DAY, SECOND_DAY)


def test_from_the_day_of_effect_the_entry_comes_into_todo_of_itself(maintainer: Maintainer) -> None:
    maintainer.take_in()
    maintainer.take_in(is_second=True)
    before = brought_to(maintainer.handbook(), date(2026, 12, 31))
    assert lapsed_todos(before, {}) == ()
    after = brought_to(maintainer.handbook(), SECOND_DAY)
    rows = {row.entry_id: row for row in lapsed_todos(after, {"reg-bj-32": 1.0})}
    assert rows["reg-bj-32"].reason.startswith("条文 2027-01-01 已改,要点待复核")
    assert rows["reg-bj-32"].use == 1.0


def test_what_is_overdue_stands_there_too(maintainer: Maintainer) -> None:
    rows = overdue_todos(maintainer.handbook(), {}, date(2030, 1, 1))
    assert {row.kind for row in rows} == {TodoKind.OVERDUE}
    assert overdue_todos(maintainer.handbook(), {}, date(2026, 11, 20)) == ()


def test_a_standing_says_whether_the_check_holds(maintainer: Maintainer) -> None:
    stands: Callable[..., Standing] = maintainer.desk.standing
    assert not stands(maintainer.entry("32"), None).holds


def test_a_file_of_a_day_that_is_taken_is_compared_with_what_is_there(
    maintainer: Maintainer, tmp_path: Path
) -> None:
    maintainer.take_in()
    other = maintainer.desk.draft(write_docx(tmp_path / "other.docx", statute(is_second=True)))
    (there,) = maintainer.desk.read().texts
    compared = maintainer.desk.compared_with(there, maintainer.decided(other, FIRST_DAY))
    assert [change.change.value for change in compared.comparison.real] == ["改", "删去"]
    assert len(maintainer.desk.read().texts) == 1


DECISION = [
    f"关于修改《{BEIJIANG}》的决定",
    "一、将第三十二条中的“十九摄氏度”修改为“二十摄氏度”。",
    "二、删去第四十条。",
    "三、将第五十条中的“甲”修改为“乙”。",
    "本决定自2027年1月1日起施行。",
]


def test_a_decision_is_ticked_against_what_changed(maintainer: Maintainer, tmp_path: Path) -> None:
    maintainer.take_in()
    maintainer.take_in(is_second=True)
    compared = maintainer.desk.compared(BEIJIANG, FIRST_DAY, SECOND_DAY)
    file = tmp_path / "decision.txt"
    file.write_text("\n".join(DECISION), encoding="utf-8")
    told = maintainer.desk.ticked(compared, file)
    assert (len(told.ticked.found), len(told.ticked.not_found)) == (2, 1)
    assert told.ticked.unnamed == ()
    (lacking,) = [tick for tick in told.ticked.ticks if not tick.is_found]
    assert lacking.missing


def test_a_file_that_orders_nothing_is_no_decision(maintainer: Maintainer, tmp_path: Path) -> None:
    maintainer.take_in()
    maintainer.take_in(is_second=True)
    compared = maintainer.desk.compared(BEIJIANG, FIRST_DAY, SECOND_DAY)
    file = tmp_path / "notice.txt"
    file.write_text("通知\n请各单位遵照执行。\n", encoding="utf-8")
    with pytest.raises(LawRefused, match="修改决定"):
        maintainer.desk.ticked(compared, file)
