"""What must be seen, in the words that are on screen; each check knows how to say itself in the index."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from handbook.call.state.run import Mark
from handbook.model.ticket_form import LIMIT
from handbook.model.typesetting import WORD_JOINER
from handbook.ui.dialogs.ticket_dialog import TicketDialog

if TYPE_CHECKING:  # a play names what must be seen, the stage is where it is looked for
    from handbook.call.state.run import Run
    from tests.e2e.plays.stage import Stage

LONGEST_LEFT_OUT = 40
"""Characters of the longest words that may be missing from a ticket that is not full: a sentence that was told."""
FILLERS = str.maketrans("", "", f"{WORD_JOINER}\u200b\u00a0 ")


@dataclass(frozen=True, slots=True)
class Check:
    """Words for the index, and whether it is so."""

    words: str
    holds: Callable[[Stage], bool]


def plain(text: str) -> str:
    """As it was typed: without the blanks, joiners and full-width marks that only the typesetting needs."""
    return unicodedata.normalize("NFKC", text).translate(FILLERS)


def shows(*words: str) -> Check:
    """The words stand somewhere on the screen."""

    def holds(stage: Stage) -> bool:
        seen = plain("\n".join(stage.texts()))
        return all(plain(w) in seen for w in words)

    return Check(f"看到“{'、'.join(words)}”", holds)


def shows_nowhere(words: str) -> Check:
    """The words stand nowhere on the screen; where a dialog is open, nowhere in it."""
    return Check(
        f"没有“{words}”", lambda stage: plain(words) not in plain("\n".join(stage.texts(is_front=True)))
    )


def found(title: str) -> Check:
    """The result on which Enter acts has that title."""

    def holds(stage: Stage) -> bool:
        search = stage.window.search
        entry = stage.window.panels.reading.handbook.get(search.selected_id)
        return search.isVisible() and entry is not None and title in entry.title

    return Check(f"选中的结果是“{title}”", holds)


def reads(title: str) -> Check:
    """The reading pane is on screen with that entry."""

    def holds(stage: Stage) -> bool:
        reader = stage.window.panels.reader
        return reader.isVisible() and reader.entry is not None and title in reader.entry.title

    return Check(f"正文是“{title}”", holds)


def list_is(title: str) -> Check:
    """The list in front has that title."""
    return Check(f"眼前的清单是“{title}”", lambda s: s.run is not None and title in s.run.checklist.title)


def step_is(words: str) -> Check:
    """The step on the stage has these words, or a sentence that is shown with it."""

    def holds(stage: Stage) -> bool:
        run = stage.run
        step = run.current if run is not None and run.is_open else None
        if run is None or step is None:
            return False
        told = [run.checklist.step_by_id[lead].text for lead, host in run.attached.items() if host == step.id]
        return any(plain(words) in plain(text) for text in (step.text, *told))

    return Check(f"当前步骤“{words}”", holds)


def no_step_waits() -> Check:
    """All is done: the outcome stands there."""
    return Check("没有等着做的步骤", lambda s: s.run is not None and s.run.current is None)


def answered(words: str, label: str) -> Check:
    """The step with `words` is answered, filled in or marked with `label`."""

    def holds(stage: Stage) -> bool:
        return any(
            plain(words) in plain(step.text) and plain(label) in plain(run.state(step.id).text)
            for run in _front(stage)
            for step in run.applicable
        )

    return Check(f"“{words}”记着“{label}”", holds)


def verified(words: str) -> Check:
    """The step carries the mark of a value, not of a plain tick."""

    def holds(stage: Stage) -> bool:
        rows = stage.run_view.outline.rows
        return any(plain(words) in plain(row.words) and row.mark is Mark.VERIFIED for row in rows)

    return Check(f"“{words}”的记号是“已核实”", holds)


def open_again(words: str) -> Check:
    """The step with `words` applies and waits."""

    def holds(stage: Stage) -> bool:
        return any(
            plain(words) in plain(step.text) and run.state(step.id).mark is Mark.OPEN
            for run in _front(stage)
            for step in run.applicable
        )

    return Check(f"“{words}”还没做", holds)


def not_applicable(words: str) -> Check:
    """The step with `words` stays where it is, grey, and says why."""

    def holds(stage: Stage) -> bool:
        rows = stage.run_view.outline.rows
        return any(plain(words) in plain(r.words) and r.is_excluded and r.side == "不适用" for r in rows)

    return Check(f"“{words}”变灰、不适用", holds)


def pinned(*titles: str) -> Check:
    """These lists are pinned, in this order."""

    def holds(stage: Stage) -> bool:
        runs = stage.call.runs if stage.call is not None else ()
        shown = [run.checklist.title for run in runs]
        return len(shown) == len(titles) and all(t in title for t, title in zip(titles, shown, strict=True))

    return Check(f"清单依次是 {'、'.join(titles)}", holds)


def strip_says(words: str) -> Check:
    """The line at the list says it."""

    def holds(stage: Stage) -> bool:
        panels = stage.window.panels
        strip = panels.emergency_view.strip if stage.is_emergency else panels.call_panel.strip
        return strip.isVisible() and plain(words) in plain(strip.words)

    return Check(f"清单上方写着“{words}”", holds)


def notice_says(words: str) -> Check:
    """The line across the window says it."""

    def holds(stage: Stage) -> bool:
        notice = stage.window.notice
        return notice.isVisible() and plain(words) in plain(notice.words)

    return Check(f"窗口上方写着“{words}”", holds)


def no_notice() -> Check:
    """Nothing is said across the window."""
    return Check("窗口上方没有通知", lambda stage: not stage.window.notice.isVisible())


def card(title: str) -> Check:
    """The emergency view covers the window with that card."""

    def holds(stage: Stage) -> bool:
        shown = stage.window.panels.emergency_view.card
        return stage.is_emergency and shown is not None and title in shown.title

    return Check(f"应急卡“{title}”占满窗口", holds)


def cards_offered() -> Check:
    """The emergency view asks for a card."""

    def holds(stage: Stage) -> bool:
        view = stage.window.panels.emergency_view
        return stage.is_emergency and view.card is None and view.list.isVisible()

    return Check("应急卡列表等着按数字", holds)


def box_without_fields() -> Check:
    """Phase 1 of the card: words and ticks, all of them on screen, nothing to fill in."""

    def holds(stage: Stage) -> bool:
        box = stage.window.panels.emergency_view.findChild(QWidget, "immediateBox")
        if box is None or not box.isVisible():
            return False
        parts = [w for w in box.findChildren(QWidget) if w.isVisible()]
        whole = [w.visibleRegion().boundingRect() == w.rect() for w in parts]
        fields = [w for w in parts if isinstance(w, QLineEdit | QPlainTextEdit)]
        return bool(parts) and not fields and all(whole)

    return Check("先说先做完整可见,里面没有要填的", holds)


def no_card() -> Check:
    """The emergency view is gone."""
    return Check("应急卡已收起", lambda stage: not stage.is_emergency)


def copied(*words: str) -> Check:
    """The clipboard has the words."""

    def holds(stage: Stage) -> bool:
        text = plain(QGuiApplication.clipboard().text())
        return all(plain(w) in text for w in words)

    return Check(f"剪贴板里有“{'、'.join(words)}”", holds)


def copied_without(words: str) -> Check:
    """The clipboard does not have the words."""
    return Check(f"剪贴板里没有“{words}”", lambda _: words not in QGuiApplication.clipboard().text())


def dialog(title: str) -> Check:
    """A dialog of that title is on screen."""
    return Check(f"对话框“{title}”", lambda s: any(title in d.windowTitle() for d in s.dialogs))


def no_dialog() -> Check:
    """No dialog is on screen."""
    return Check("没有对话框", lambda stage: not stage.dialogs)


def parked(number: int) -> Check:
    """So many calls wait."""
    return Check(f"搁置着 {number} 通", lambda s: len(s.window.panels.calls.desk.parked) == number)


def no_call() -> Check:
    """No call is on."""
    return Check("没有进行中的通话", lambda stage: stage.call is None)


LEADS = (
    "· 已知:",
    "· 测得:",
    "· 现场当心:",
    "· 备注:",
    "· 诉求:",
    "· 已做:",
    "· 已告知:",
    "· 待定:",
    "· 清单:",
)
"""What leads to the fields of a ticket, in their order; those that are empty are left out."""
PROMISED, NO_PROMISE = "(已承诺)", "没有承诺时间"


def ticket_fits() -> Check:
    """The ticket is on screen and on the clipboard, in at most 300 characters, level first, and in the fixed order."""

    def holds(stage: Stage) -> bool:
        shown = stage.dialog(TicketDialog)
        text = QGuiApplication.clipboard().text()
        places = [place for lead in LEADS if (place := text.find(lead)) >= 0]
        return (
            shown is not None
            and shown.text.toPlainText() == text
            and len(text) <= LIMIT
            and text.startswith("[")
            and places == sorted(places)
        )

    return Check("工单文字不超过 300 字、级别在前、次序固定、已在剪贴板", holds)


def promised_now(label: str) -> Check:
    """The promise with that label was said by the last key; the play keeps when."""

    def holds(stage: Stage) -> bool:
        stage.said.setdefault(label, stage.clock.now())
        return True

    return Check(f"记下“{label}”是几点说的", holds)


def due(label: str, minutes: int) -> Check:
    """The ticket promises it by the moment that follows from when it was said, with the day where it is another."""

    def holds(stage: Stage) -> bool:
        said = stage.said[label].replace(second=0, microsecond=0)
        moment = said + timedelta(minutes=minutes)
        day = "" if said.date() == moment.date() == stage.clock.now().date() else f"{moment:%m-%d} "
        return f"{label} {day}{moment:%H:%M} 前{PROMISED}" in QGuiApplication.clipboard().text()

    return Check(f"工单上“{label}”是说话那刻之后 {minutes} 分钟", holds)


def promises(count: int) -> Check:
    """The ticket has so many promises, each of which was said; where it has none it says so."""

    def holds(_: Stage) -> bool:
        text = QGuiApplication.clipboard().text()
        return text.count(PROMISED) == count and (NO_PROMISE in text) == (count == 0)

    return Check(f"工单上的承诺正好 {count} 个", holds)


def ticket_is_true(*untrue: str) -> Check:
    """Nothing on the ticket that was taken back or never said, and nothing left out while there is room for it."""

    def holds(_: Stage) -> bool:
        text = QGuiApplication.clipboard().text()
        is_short = ("项没列" in text or "没写全" in text) and len(text) < LIMIT - LONGEST_LEFT_OUT
        return not is_short and not any(words in text for words in untrue)

    return Check(f"工单上没有{'、'.join(f'“{words}”' for words in untrue) or '假话'},有地方就不丢", holds)


def recorded(words: str) -> Check:
    """The full record of the call says it."""
    return Check(
        f"完整记录里有“{words}”",
        lambda s: s.call is not None and plain(words) in plain(s.window.panels.calls.desk.record()),
    )


def keyboard_on_list() -> Check:
    """The keys act on the list."""
    return Check("键盘在清单上", lambda stage: stage.run_view.hasFocus())


def keyboard_on_search() -> Check:
    """What is typed goes into the search."""
    return Check("键盘在搜索框", lambda stage: stage.window.search.field.hasFocus())


def _front(stage: Stage) -> tuple[Run, ...]:
    return (stage.run,) if stage.run is not None else ()
