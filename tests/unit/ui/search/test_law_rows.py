"""Articles of laws beneath our own hits: one row that leads there, or a row each in their scope."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from handbook.document.words import FULL_TEXT
from handbook.keys import key_of
from handbook.law.shelf import LawPlace, VersionState
from handbook.model.kinds import Kind
from handbook.render.colours import DARK, LIGHT
from handbook.search.hits import Results, Snippet, Span
from handbook.search.laws.beside import LawsBeside
from handbook.search.laws.law_hits import LawHit, OtherVersion
from handbook.ui.search.law_rows import SCOPE_OF_LAWS, RowsAfter, law_rows
from handbook.ui.search.results_delegate import ResultsDelegate
from handbook.ui.search.results_model import ResultRow, ResultsModel
from handbook.ui.search.search_panel import SearchPanel
from handbook.ui.theme.theme import Theme
from tests.helpers.fake_search import hit
from tests.helpers.finding import click
from tests.helpers.invented_statutes import HEATING
from tests.helpers.sample import REGULATION, SAMPLE
from tests.helpers.typing_in import press

OURS = hit(REGULATION.id, REGULATION.title, Kind.REGULATION)
FIRST = LawHit(
    law=HEATING,
    effective=date(2021, 11, 1),
    number="36",
    path=("第四章",),
    snippet=Snippet("室内温度不低于十八摄氏度。", (Span(0, 4),)),
    standing=VersionState.IN_FORCE,
    score=2.0,
    others=(OtherVersion(LawPlace(HEATING, date(2027, 1, 1), "36"), VersionState.COMING),),
)
SECOND = replace(FIRST, number="40", effective=date(2027, 1, 1), standing=VersionState.COMING, others=())
LISTED = LawsBeside(hits=(FIRST, SECOND), laws_left_out=7)


@pytest.fixture
def panel(qtbot: QtBot) -> SearchPanel:
    """A shown panel."""
    made = SearchPanel()
    qtbot.addWidget(made)
    made.resize(380, 700)
    made.apply_theme(Theme())
    made.show()
    return made


def rows(panel: SearchPanel) -> list[str]:
    """What the rows say to those who hear them."""
    model = panel.view.model()
    return [
        model.data(model.index(n, 0), Qt.ItemDataRole.AccessibleTextRole) for n in range(model.rowCount())
    ]


def answer(panel: SearchPanel, laws: LawsBeside | None, *hits: object) -> None:
    """Show this answer to what stands in the field."""
    found = Results(panel.query, tuple(hits), dict.fromkeys(Kind, 0), len(hits))  # type: ignore[arg-type]
    panel.show_results(found, SAMPLE, laws)


def test_one_row_tells_how_many_and_by_which_key() -> None:
    (row,) = law_rows(LawsBeside(count=12))
    assert (row.title, row.note, row.leads_to_laws) == (f"{FULL_TEXT} 12 条", key_of("scope_3"), True)
    assert not row.is_section
    assert law_rows(LawsBeside()) == []


def test_a_row_for_each_article_with_its_mark() -> None:
    head, first, second, left_out = law_rows(LISTED)
    assert (head.title, head.is_section, left_out.is_section) == (FULL_TEXT, True, True)
    assert (first.title, first.verification) == (f"《{HEATING}》第 36 条", "将有新版")
    assert (second.title, second.verification) == (f"《{HEATING}》第 40 条", "尚未施行")
    assert first.law_place == FIRST.place
    (span,) = first.snippet_spans
    assert first.snippet[span.start : span.end] == "室内温度"
    assert first.note == "另有 2027-01-01 起的(尚未施行)"
    assert "7 部法" in left_out.title


def test_rows_after_others_are_one_list(qtmodeltester: ModelTester) -> None:
    both = RowsAfter([ResultRow("甲", "a")], law_rows(LISTED))
    assert [row.title for row in both[:2]] == ["甲", FULL_TEXT]
    assert (len(both), both[-5].title) == (5, "甲")
    with pytest.raises(IndexError):
        both[5]
    model = ResultsModel()
    model.show_rows(both)
    check: Callable[[ResultsModel], None] = qtmodeltester.check
    check(model)
    assert model.index_of_law(None).row() == 2
    assert model.index_of_law(SECOND.place).row() == 3
    assert not model.index_of_law(LawPlace("别的", date(2020, 1, 1))).isValid()


def test_ours_stand_first_and_stay_selected(panel: SearchPanel) -> None:
    panel.field.setText("温度")
    answer(panel, LawsBeside(count=3), OURS)
    assert rows(panel)[-1] == f"{FULL_TEXT} 3 条，{key_of('scope_3')} 列出"
    assert panel.selected_id == REGULATION.id
    panel.choose_scope(SCOPE_OF_LAWS)
    answer(panel, LISTED, OURS)
    assert rows(panel)[1:4] == [
        f"分组:{FULL_TEXT}。",
        f"{FULL_TEXT}：《{HEATING}》第 36 条，将有新版。室内温度不低于十八摄氏度。另有 2027-01-01 起的(尚未施行)。",
        f"{FULL_TEXT}：《{HEATING}》第 40 条，尚未施行。室内温度不低于十八摄氏度。",
    ]


def test_without_laws_the_list_is_as_it_was(panel: SearchPanel) -> None:
    panel.field.setText("温度")
    answer(panel, None, OURS)
    plain = panel.view.grab().toImage()
    for laws in (LawsBeside(), None):
        answer(panel, laws, OURS)
        assert panel.view.grab().toImage() == plain


def test_arrows_look_at_an_article_and_enter_opens_it(panel: SearchPanel, qtbot: QtBot) -> None:
    panel.field.setText("温度")
    panel.choose_scope(SCOPE_OF_LAWS)
    answer(panel, LISTED, OURS)
    with qtbot.waitSignal(panel.law_previewed) as looked_at:
        press(panel.field, Qt.Key.Key_Down)
    assert looked_at.args == [FIRST.place]
    with qtbot.waitSignal(panel.law_activated) as opened:
        press(panel.field, Qt.Key.Key_Return)
    assert opened.args == [FIRST.place]
    assert panel.selected_id == ""
    with qtbot.waitSignal(panel.entry_previewed) as back:
        press(panel.field, Qt.Key.Key_Up)
    assert back.args == [REGULATION.id]


def test_a_click_opens_an_article(panel: SearchPanel, qtbot: QtBot) -> None:
    panel.field.setText("温度")
    answer(panel, LISTED, OURS)
    with qtbot.waitSignal(panel.law_activated) as opened:
        click(panel.view.viewport(), panel.view.visualRect(panel.view.model().index(3, 0)).center())
    assert opened.args == [SECOND.place]


@pytest.mark.parametrize("way", ["click", "enter"])
def test_the_row_opens_the_scope_with_the_same_words(panel: SearchPanel, qtbot: QtBot, way: str) -> None:
    panel.query_changed.connect(
        lambda query: answer(panel, LISTED if query.kind else LawsBeside(count=2), OURS)
    )
    panel.field.setText("温度")
    seen: list[LawPlace] = []
    panel.law_previewed.connect(seen.append)
    if way == "click":
        click(panel.view.viewport(), panel.view.visualRect(panel.view.model().index(1, 0)).center())
    else:
        press(panel.field, Qt.Key.Key_Down)
        press(panel.field, Qt.Key.Key_Return)
    assert (panel.query.kind, panel.query.text) == (Kind.REGULATION, "温度")
    assert panel.view.selected_law == FIRST.place
    assert seen == [FIRST.place]


def test_a_selected_article_stays_while_the_same_is_asked(panel: SearchPanel) -> None:
    panel.field.setText("温度")
    answer(panel, LISTED, OURS)
    press(panel.field, Qt.Key.Key_Down)
    press(panel.field, Qt.Key.Key_Down)
    answer(panel, LISTED, OURS)
    assert panel.view.selected_law == SECOND.place
    panel.field.setText("温度低")
    answer(panel, LISTED, OURS)
    assert panel.selected_id == REGULATION.id


def test_only_laws_have_it_and_that_is_said(panel: SearchPanel) -> None:
    panel.field.setText("温度")
    answer(panel, LawsBeside(count=2))
    assert "只在" in panel._understood.text()
    assert len(rows(panel)) == 1
    panel.choose_scope(SCOPE_OF_LAWS)
    elsewhere = Results(panel.query, (), dict.fromkeys(Kind, 2), 0)
    panel.show_results(elsewhere, SAMPLE, LISTED)
    assert panel._widen.isHidden()  # Enter belongs to the rows that are there


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_number_and_mark_of_a_long_name_are_seen(qapp: object, scale: float, colours: object) -> None:
    theme = Theme(LIGHT if colours is LIGHT else DARK, scale)
    delegate = ResultsDelegate()
    delegate.apply_theme(theme)
    named = replace(SECOND, law="北江省" + "很长名字的" * 12 + "条例")
    images = [_painted(delegate, law_rows(LawsBeside(hits=(one,)))[1], theme) for one in _numbered(named)]
    assert images[0] != images[1]  # only the number differs
    marked = [
        _painted(delegate, replace(_row(named), verification=mark), theme) for mark in ("尚未施行", "旧版")
    ]
    assert marked[0] != marked[1]
    assert _has(images[0], theme.colours.law)


def _numbered(one: LawHit) -> Sequence[LawHit]:
    return (replace(one, number="40"), replace(one, number="71"))


def _row(one: LawHit) -> ResultRow:
    return law_rows(LawsBeside(hits=(one,)))[1]


def _painted(delegate: ResultsDelegate, row: ResultRow, theme: Theme) -> QImage:
    model = ResultsModel()
    model.show_rows([row])
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, theme.px(340), 10)
    size = delegate.sizeHint(option, model.index(0))
    option.rect = QRect(0, 0, theme.px(340), size.height())
    image = QImage(option.rect.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.colours.panel))
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(0))
    painter.end()
    return image


def _has(image: QImage, colour: str) -> bool:
    wanted = QColor(colour).rgb()
    return any(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(0, image.height()))
