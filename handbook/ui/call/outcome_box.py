"""Where a run ends, on the stage: the sentence to say and whether it was, who is responsible, who goes by when, the grounds."""

from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from handbook.call.state.run import Mark
from handbook.document.blocks import OutcomeBlock, Rich, Span, text_of
from handbook.document.words import (
    END,
    GROUNDS,
    NOT_SAID,
    OUTCOME,
    STOP,
    STOP_AND_TAKEOVER,
    TAKEOVER,
    WHO_ANSWERS,
    WHO_GOES,
    quoted,
)
from handbook.keys import key_of
from handbook.model.checklist import Checklist
from handbook.model.step import Step
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.call.call_foot import KEYS
from handbook.ui.call.card_end import Fact
from handbook.ui.call.reckoned import Reckoned
from handbook.ui.call.row_size import RowSize
from handbook.ui.call.run_context import Told
from handbook.ui.call.said_box import HIT, SAY_IT, CopySign, Ground, said_words
from handbook.ui.call.tick_box import TickBox
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.laid_text import TextLabel, advance, letters

LABEL = 96
"""Pixels at 100 % of the column of labels."""
ENTRY, RECKON = "entry:", "reckon:"
PROMISES = "说了就算承诺"
"""At a sentence that was not said and promises a time."""
WORK_OUT = "算一算"
ROWS = 8
"""The most that an outcome has to tell."""


class OutcomeBox(QWidget):
    """Takes the place of the step when no step waits."""

    toggled = Signal(str)
    """Name of the sentence that was said, or was not after all."""
    copy_requested = Signal(str)
    entry_requested = Signal(str)
    """Id of an article it rests on."""
    reckon_requested = Signal(str)
    """What the outcome is about is to be worked out; name of the sum or period."""

    def __init__(self, size: RowSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcomeBox")
        self.setAccessibleName(OUTCOME)
        self._size = size
        self._theme = Theme()
        self._words = ""
        self._title = TextLabel(pixels=16, is_bold=True, parent=self)
        self._title.setObjectName("outcomeTitle")
        self._chip = QLabel(self)
        self._chip.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._say = Ground(self)
        self._told = Told()
        self.tick = TickBox(self._say, words=OUTCOME)
        self.tick.setObjectName("outcomeSaid")
        self.tick.clicked.connect(self._on_tick)
        self.caption = TextLabel(pixels=13, parent=self._say)
        self.say = TextLabel(pixels=21, is_bold=True, is_hung=True, by_clause=True, parent=self._say)
        self.say.setObjectName("outcomeSay")
        self.copy = CopySign("", self._say)
        self.copy.pressed_to_copy.connect(self._on_copy)
        self._missing = TextLabel(pixels=15.5, is_bold=True, parent=self)
        self._missing.setObjectName("outcomeMissing")
        self._missing.hide()
        self.rows: list[FactRow] = [FactRow(self) for _ in range(ROWS)]
        for row in self.rows:
            row.link_chosen.connect(self._on_link)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        c, px = theme.colours, theme.px
        self._title.apply_theme(theme, c.ink)
        self._chip.setStyleSheet(
            f"color: {c.caution}; border: 1px solid {c.caution}; border-radius: 4px; font-size: {px(13)}px; font-weight: 600;"
        )
        self._say.show_ground(c.say_soft, c.say)
        self.tick.apply_theme(theme)
        self.caption.apply_theme(theme, c.say)
        self.say.apply_theme(theme, c.ink)
        self.copy.apply_theme(theme, c.say)
        self._missing.apply_theme(theme, c.caution)
        for row in self.rows:
            row.apply_theme(theme)
        self._place()

    def show_outcome(
        self,
        outcome: OutcomeBlock | None,
        checklist: Checklist,
        *,
        is_finished: bool,
        told: Told,
        unsaid: Sequence[Step] = (),
        priority: str = "",
        card: Sequence[Fact] = (),
        reckoned: Sequence[Reckoned] = (),
    ) -> None:
        """Show `outcome`, or what an emergency card ends with, or that it is still open.

        `told`: whether its sentence was said and what that promised; `unsaid`: sentences passed by.
        `unsaid`: sentences passed by; `priority` and `card`: what a card comes to;
        `reckoned`: what may be worked out for it, the chief one first.
        """
        self._words = outcome.say if outcome else ""
        self._show_told(told)
        self.say.show_text(typeset(quoted(self._words)) if self._words else "")
        self.copy.show_words(self._words)
        self._say.setVisible(bool(self._words))
        mark = "■ " if is_finished else ""
        if outcome is not None:
            title = f"{mark}{OUTCOME} {outcome.title}"
        elif checklist.done:
            came = OUTCOME if card else STOP_AND_TAKEOVER
            title = f"{END}:{checklist.done}" if is_finished else came
        else:
            title = "■ 清单已结束" if is_finished else f"{OUTCOME}:答完后显示"
        self._title.show_text(typeset(title))
        self._chip.setText(outcome.priority if outcome else priority)
        self._chip.setVisible(bool(self._chip.text()))
        facts: list[tuple[str, str, str, tuple[Rich, ...]]] = (
            [(*fact, ()) for fact in card] if card else list(_facts(outcome, checklist, told))
        )
        if unsaid and not card:
            said = "\n".join(quoted(step.text) for step in unsaid)
            facts.append((NOT_SAID, typeset(said), "", ()))
        if reckoned and outcome is not None:
            facts.append((WORK_OUT, "", "", tuple(_ways(reckoned))))
        for row, fact in zip(self.rows, [*facts, *[("", "", "", ())] * ROWS], strict=False):
            row.show_fact(*fact)
        self._place()

    def show_missing(self, fields: Sequence[str], others: int) -> None:
        """Say which of the caller's data the ticket still lacks and the key that leads there, and how much else."""
        named = [f"{name} {KEYS[name]}" if name in KEYS else name for name in fields]
        parts = ["、".join(named)] if named else []
        parts += [f"{'另 ' if fields else ''}{others} 项(见“派单”)"] if others else []
        self._missing.show_text(typeset(f"还缺:{';'.join(parts)}") if parts else "")
        self._missing.setVisible(bool(parts))
        self._place()

    def say_copied(self) -> None:
        """Say at the sentence that it was copied."""
        self.copy.say_copied()

    def parts(self) -> Iterator[QWidget]:
        """What the tab key stops at, in visual order."""
        yield from (self.tick, self.copy)
        for row in self.rows:
            yield row.words

    def height_for(self, width: int) -> int:
        """Height at that width."""
        return self._lay(width, is_trial=True)

    def needed_height(self, width: int) -> int:
        """The same: nothing of it is left out."""
        return self.height_for(width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        self._lay(self.width(), is_trial=False)

    def _lay(self, width: int, *, is_trial: bool) -> int:
        """Place everything, or only say how high it is."""
        px = self._theme.px
        chip = 0 if self._chip.isHidden() else px(44)
        inner = width - chip
        title = self._title.heightForWidth(inner)
        y = title + px(8)
        if not is_trial:
            needed = min(int(advance(self._title.text(), letters(px(16), is_bold=True))) + px(10), inner)
            self._title.setGeometry(0, 0, inner, title)
            self._chip.setGeometry(needed, 0, px(38), px(24))
        if not self._missing.isHidden():
            tall = self._missing.heightForWidth(width)
            if not is_trial:
                self._missing.setGeometry(0, y, width, tall)
            y += tall + px(8)
        if not self._say.isHidden():
            room = width - px(14) - px(12)
            tall = self.say.heightForWidth(room)
            box = px(30) + tall + px(12)
            if not is_trial:
                self._say.setGeometry(0, y, width, box)
                line, sign, left = self.caption.heightForWidth(1000), self.copy.sizeHint(), px(7) + px(HIT)
                self.tick.move(px(7), -px(1))
                self.caption.setGeometry(
                    left, (px(30) - line) // 2, max(width - left - sign.width() - px(6), 0), line
                )
                self.copy.setGeometry(width - sign.width() - px(3), -px(1), sign.width(), sign.height())
                self.say.setGeometry(px(14), px(30), room, tall)
            y += box + px(8)
        for row in self.rows:
            if not row.isHidden():
                tall = row.height_for(width)
                if not is_trial:
                    row.setGeometry(0, y, width, tall)
                y += tall
        return y

    def _show_told(self, told: Told) -> None:
        self._told = told
        self.tick.setVisible(bool(told.line))
        self.tick.show_words(self._words)
        self.tick.show_mark(Mark.TICKED if told.at else Mark.OPEN, is_excluded=False)
        promise = f",{PROMISES}" if told.may_promise else ""
        made = f" · {'、'.join(told.promises)}" if told.promises else ""
        self.caption.show_text(typeset(f"{said_words(told.at)}{made}" if told.at else f"{SAY_IT}{promise}"))

    @Slot()
    def _on_tick(self) -> None:
        self.toggled.emit(self._told.line)

    @Slot()
    def _on_copy(self) -> None:
        self.copy_requested.emit(self._words)

    @Slot(str)
    def _on_link(self, link: str) -> None:
        if link.startswith(RECKON):
            self.reckon_requested.emit(link.removeprefix(RECKON))
        else:
            self.entry_requested.emit(link.removeprefix(ENTRY))


class LinkLabel(QLabel):
    """Words with links of which one is always chosen while it has the keyboard: Enter opens it, and never reaches the list."""

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        is_back = event.reason() is Qt.FocusReason.BacktabFocusReason
        if not self.hasSelectedText() and not (is_back and self.focusNextPrevChild(False)):
            self.focusNextPrevChild(True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            event.accept()


class FactRow(QWidget):
    """A label in its column, and beside it the words, bold first, or links."""

    link_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = Theme()
        self._fact: tuple[str, str, str, tuple[Rich, ...]] = ("", "", "", ())
        self._label = TextLabel(pixels=13.5, parent=self)
        self.words = LinkLabel(self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.words.linkActivated.connect(self.link_chosen)
        self._measure = TextLabel(parent=self)
        self._measure.hide()
        self.hide()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._label.apply_theme(theme, theme.colours.ink_second)
        self._measure.apply_theme(theme, theme.colours.ink)
        self.words.setStyleSheet(f"font-size: {theme.px(15.5)}px;")
        self.show_fact(*self._fact)

    def show_fact(self, label: str, words: str, more: str, links: tuple[Rich, ...]) -> None:
        """Show `words` bold and `more` after them, or `links` a line each; nothing where there is no label."""
        self._fact = (label, words, more, links)
        self.setVisible(bool(label))
        self._label.show_text(typeset(label))
        colours = self._theme.colours
        if links:
            lines = [_link_html(rich, colours.law) for rich in links]
            plain = "\n".join(typeset(text_of(rich)) for rich in links)
        else:
            lines = [f"<b>{escape(words)}</b>{escape(more)}" if more else escape(words).replace("\n", "<br>")]
            plain = words + more
        self.words.setText("<br>".join(lines))
        flags = (
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.words.setTextInteractionFlags(flags if links else Qt.TextInteractionFlag.NoTextInteraction)
        self.words.setFocusPolicy(Qt.FocusPolicy.TabFocus if links else Qt.FocusPolicy.NoFocus)
        self.words.setAccessibleName(f"{label}:{plain}")
        self._measure.show_text(plain, bold=len(words) if more else 0)

    def height_for(self, width: int) -> int:
        """Height at that width."""
        px = self._theme.px
        room = width - px(LABEL)
        label = self._label.heightForWidth(px(LABEL) - px(6))
        return max(self._measure.heightForWidth(room), label) + px(12)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px, width = self._theme.px, self.width()
        label = self._label.heightForWidth(px(LABEL) - px(6))
        self._label.setGeometry(0, px(7), px(LABEL) - px(6), label)
        self.words.setGeometry(px(LABEL), px(4), width - px(LABEL), self.height() - px(8))


def _facts(
    outcome: OutcomeBlock | None, checklist: Checklist, told: Told
) -> Iterator[tuple[str, str, str, tuple[Rich, ...]]]:
    """(label, words, what follows them, links)."""
    if outcome is None:
        if checklist.done:
            yield STOP, typeset(checklist.stop), "", ()
            yield TAKEOVER, typeset(checklist.takeover), "", ()
        return
    yield WHO_ANSWERS, typeset(outcome.responsible), "", ()
    due = f"{'、'.join(told.promises)}(已承诺)" if told.promises else outcome.promise
    by_when = f",{due}" if due else ""
    yield WHO_GOES, typeset(f"{outcome.owner}{by_when}"), typeset(f":{outcome.next_action}"), ()
    if outcome.grounds:
        yield GROUNDS, "", "", outcome.grounds


def _ways(reckoned: Sequence[Reckoned]) -> Iterator[Rich]:
    """A line for each; the first says whom it is for, and the key."""
    for number, one in enumerate(reckoned):
        words = f"，只给自己看 {key_of('reckon')}" if number == 0 else ""
        what = one.words if one.period is not None else f"试算{one.words}"
        yield (Span(f"{what}{words}", link=f"{RECKON}{one.name}"),)


def _link_html(rich: Rich, colour: str) -> str:
    return "".join(
        f'<a href="{escape(span.link)}" style="color: {colour}; text-decoration: none;">{escape(typeset(span.text))}</a>'
        if span.link
        else escape(typeset(span.text))
        for span in rich
    )
