"""发停热通知: the window around the form; open notices stand beside it where it is wide, else behind a second tab."""

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from handbook.keys import key_of, keys_of
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.announcing import announce
from handbook.ui.dispatch.form_view import FormView
from handbook.ui.dispatch.open_list import OpenList
from handbook.ui.dispatch.style import dispatch_style
from handbook.ui.screen_space import resize_within
from handbook.ui.theme.theme import Theme, next_zoom
from handbook.ui.widgets.why_button import WhyButton

START = (468, 716)
BESIDE = 800
"""From this width on, open notices stand beside the form."""
LEAST = (340, 420)
TITLE = "发停热通知"
SEND = "发出去"


class DispatchWindow(QWidget):
    """Holds the form, the list and the foot; what they wish is done by its controller."""

    send_wanted = Signal()
    keep_wanted = Signal()
    back_wanted = Signal()
    """Esc."""
    name_wanted = Signal()
    """Somebody else sits here."""
    zoomed = Signal(float)
    """Another size of the text."""
    closing = Signal(object)
    """The `QCloseEvent`, which may be refused."""

    def __init__(self, form: FormView) -> None:
        super().__init__()
        self.setObjectName("dispatchWindow")
        self.setWindowTitle(f"{TITLE} - 供热速查")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.theme = Theme()
        self._is_list = False
        """Whether the second tab is open."""
        self.form = form
        self.open_list = OpenList()
        self._make_head()
        self._make_body()
        self._make_foot()
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self._scroll, 1)
        left.addWidget(self._told)
        left.addWidget(self._foot)
        self._left = QWidget()
        self._left.setLayout(left)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(self._left, 1)
        self._middle.addWidget(self.open_list, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addLayout(self._middle, 1)
        self._order_tabs()
        self._connect()

    def _make_head(self) -> None:
        self._head = QFrame()
        self._head.setObjectName("dispatchHead")
        self.title = QLabel(TITLE)
        self.title.setObjectName("dispatchTitle")
        self.form_tab = _tab(TITLE)
        self.list_tab = _tab("")
        self.who = QPushButton()
        self.who.setObjectName("dispatchSender")
        self.who.setProperty("role", "bar")
        self.who.setAutoDefault(False)
        self._head_row = QHBoxLayout(self._head)
        for widget in (self.title, self.form_tab, self.list_tab):
            self._head_row.addWidget(widget)
        self._head_row.addStretch(1)
        self._head_row.addWidget(self.who)

    def _make_body(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setObjectName("dispatchBody")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.form)

    def _make_foot(self) -> None:
        self._told = QLabel()
        self._told.setObjectName("dispatchTold")
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        self._told.hide()
        self._foot = QFrame()
        self._foot.setObjectName("dispatchFoot")
        self.count = QLabel()
        self.count.setObjectName("dispatchNote")
        self.count.setWordWrap(True)
        self.keep = QPushButton("先存着")
        self.keep.setObjectName("dispatchKeep")
        self.keep.setAutoDefault(False)
        self.send = WhyButton(SEND, key_of("main_act"))
        self.send.setObjectName("dispatchSend")
        self._foot_row = QHBoxLayout(self._foot)
        self._foot_row.addWidget(self.count, 1)
        self._foot_row.addWidget(self.keep)
        self._foot_row.addWidget(self.send)

    def _order_tabs(self) -> None:
        """Down the form, its foot, then the head and the list."""
        chain = (self.form.together, self.keep, self.send, self.form_tab, self.list_tab, self.who)
        for before, after in pairwise(chain):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.send.clicked.connect(self.send_wanted)
        self.keep.clicked.connect(self.keep_wanted)
        self.who.clicked.connect(self.name_wanted)
        self.form_tab.clicked.connect(self._on_form_tab)
        self.list_tab.clicked.connect(self._on_list_tab)
        self.form.escaped.connect(self.back_wanted)
        slots = {
            "main_act": self._on_send_key,
            "save_now": self._on_keep_key,
            "column_next": self._on_turn,
            "column_former": self._on_turn,
            "zoom_in": self._on_larger,
            "zoom_out": self._on_smaller,
            "zoom_reset": self._on_plain,
        }
        for name, slot in slots.items():
            for keys in keys_of(name):
                QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # -- what comes down

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self.theme = theme
        px = theme.px
        self.setStyleSheet(dispatch_style(theme))
        self.setMinimumSize(*LEAST)
        self._head.setFixedHeight(px(44))
        self._head_row.setSpacing(px(2))
        self._foot_row.setContentsMargins(px(22), px(13), px(22), px(13))
        self._foot_row.setSpacing(px(10))
        self.form.apply_theme(theme)
        self.open_list.apply_theme(theme)
        self._arrange()

    def take_room(self) -> None:
        """The size in which the form stands whole, as far as the screen has room for it."""
        width, height = START
        resize_within(self, QSize(self.theme.px(width), self.theme.px(height)))

    def show_sender(self, name: str) -> None:
        """Who sits here."""
        self.who.setText(f"{name} · 调度" if name else "调度")
        self.who.setAccessibleName(f"{name}，调度；换人" if name else "调度；写上称呼")
        self.who.setToolTip("换人：点一下再写称呼")

    def show_open(self, count: int, late: int) -> None:
        """How many notices are open, and how many of them overdue."""
        words = f"正挂着 {count} 条" if count else "正挂着的"
        self.list_tab.setText(f"{words} ▲ {late}" if late else words)
        self.list_tab.setAccessibleName(f"{words}，{late} 条过了预计时间" if late else words)

    def show_title(self, words: str) -> None:
        """What the form does: a new notice, or another time for one."""
        self.title.setText(words)
        self.form_tab.setText(words)

    def tell(self, words: str, *, is_fine: bool = False) -> None:
        """One sentence above the foot; nothing takes it away but the next, or another key."""
        said = full_width(words)
        self._told.setText(f"{'✓' if is_fine else '▲'} {said}" if said else "")
        self._told.setProperty("kind", "fine" if is_fine else "open")
        self._told.style().unpolish(self._told)
        self._told.style().polish(self._told)
        self._told.setVisible(bool(said))
        self.form.hide_last_line(is_hidden=bool(said))
        announce(self, said)

    @property
    def told(self) -> str:
        """What is told just now."""
        return "" if self._told.isHidden() else self._told.text()

    @property
    def is_beside(self) -> bool:
        """Whether the list stands beside the form."""
        return self.width() >= self.theme.px(BESIDE)

    def turn_to_form(self) -> None:
        """Bring the form up where only one of both is seen."""
        self._is_list = False
        self._arrange()

    # -- inside

    def _arrange(self) -> None:
        is_beside = self.is_beside
        left = self.theme.px(22 if is_beside else 14)  # a tab has room of its own around its word
        self._head_row.setContentsMargins(left, 0, self.theme.px(12), 0)
        self.title.setVisible(is_beside)
        self.form_tab.setVisible(not is_beside)
        self.list_tab.setVisible(not is_beside)
        self.form_tab.setChecked(not self._is_list)
        self.list_tab.setChecked(self._is_list)
        self._left.setVisible(is_beside or not self._is_list)
        self.open_list.setVisible(is_beside or self._is_list)
        self.open_list.setProperty("beside", is_beside)
        self.open_list.style().unpolish(self.open_list)
        self.open_list.style().polish(self.open_list)

    @Slot()
    def _on_send_key(self) -> None:
        self.send_wanted.emit()

    @Slot()
    def _on_keep_key(self) -> None:
        self.keep_wanted.emit()

    @Slot()
    def _on_form_tab(self) -> None:
        self.turn_to_form()

    @Slot()
    def _on_list_tab(self) -> None:
        self._is_list = True
        self._arrange()
        self.open_list.take_focus()

    @Slot()
    def _on_turn(self) -> None:
        """F6: to the other one of form and list."""
        if self.open_list.isAncestorOf(self.focusWidget() or self):
            self.turn_to_form()
            self.form.place.setFocus()
        elif self.is_beside:
            self.open_list.take_focus()
        else:
            self._on_list_tab()

    @Slot()
    def _on_larger(self) -> None:
        self.zoomed.emit(next_zoom(self.theme.scale, 1))

    @Slot()
    def _on_smaller(self) -> None:
        self.zoomed.emit(next_zoom(self.theme.scale, -1))

    @Slot()
    def _on_plain(self) -> None:
        self.zoomed.emit(1.0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where no field and no list took it."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.back_wanted.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit(event)
        if event.isAccepted():
            super().closeEvent(event)


def _tab(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("role", "tab")
    button.setCheckable(True)
    button.setAutoDefault(False)
    return button
