"""分支图 with 试一试: every way out of a list at one look, and the list as it is written, gone through without a trace."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from handbook.keys import key_of
from handbook.model.handbook import Handbook
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.why_button import WhyButton
from handbook.ui.workshop.branch_list import BranchList
from handbook.ui.workshop.branch_view import BranchView
from handbook.ui.workshop.columns import Columns
from handbook.ui.workshop.told_keys import told
from handbook.ui.workshop.trial_panel import KEY, WIDTH, TrialPanel
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.branches import Branches, Node
from handbook.upkeep.trial import Tried
from handbook.upkeep.walks import Walk

_NEXT = "试下一条没试过的"


class BranchPage(WorkshopPage):
    """Holds the picture and the trial; neither knows the other."""

    step_wanted = Signal(str)
    """Id of the step that is to be written at."""
    walk_kept = Signal(object)
    """`Walk`: to be kept as a check of this entry."""

    def __init__(self) -> None:
        super().__init__("workshopBranches", "分支图")
        self.keys = told(
            ("1…9", "选回答"),
            ("空格", "说了、做了"),
            ("退格", "退一步"),
            (KEY, "从头再试"),
            ("↑ ↓", "图上走"),
            ("Enter", "去那一步"),
            ("main_act", _NEXT),
            ("+ -", "图放大缩小"),
        )
        self.saved = "图由步骤自动画出，不用摆"
        self._new: frozenset[str] = frozenset()
        self._changed: frozenset[str] = frozenset()
        self.view = BranchView()
        self.list = BranchList()
        self.trial = TrialPanel()
        self._count = QLabel()
        self._count.setObjectName("workshopInline")
        self._bar = QProgressBar()
        self._bar.setObjectName("branchBar")
        self._bar.setTextVisible(False)
        policy = QSizePolicy.Policy
        self._bar.setSizePolicy(policy.Fixed, policy.Fixed)
        self._bar_room = QWidget()
        room = QVBoxLayout(self._bar_room)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        self._smaller = QPushButton("－")
        self._smaller.setObjectName("branchSmaller")
        self._smaller.setAccessibleName("图缩小")
        self._scale = QPushButton("100 %")
        self._scale.setObjectName("branchScale")
        self._scale.setAccessibleName("图回到 100 %")
        self._larger = QPushButton("＋")
        self._larger.setObjectName("branchLarger")
        self._larger.setAccessibleName("图放大")
        self._fit = QPushButton("看全")
        self._fit.setObjectName("branchFit")
        self._as_list = QPushButton("看成单子")
        self._as_list.setObjectName("branchAsList")
        self._as_list.setAccessibleName("看成单子，一步一行，读屏用这个")
        self._next = WhyButton(_NEXT, key_of("main_act"))
        self._next.setObjectName("branchNext")
        self._leave = KeyButton("回到编辑", key_of("level_back"))
        self._leave.setObjectName("branchLeave")
        for act in (
            self._count,
            self._bar_room,
            self._smaller,
            self._scale,
            self._larger,
            self._fit,
            self._as_list,
            self._leave,
            self._next,
        ):
            self.add_act(act)
        self._pictures = QStackedWidget()
        self._pictures.addWidget(self.view)
        self._pictures.addWidget(self.list)
        self._columns = Columns()
        self._columns.arranged.connect(self._on_arranged)
        self._columns.add("分支图", self._pictures, keyboard=self.view)
        self._columns.add("试一试", self.trial, keyboard=self.trial, width=WIDTH)
        self.body.addWidget(self._columns, 1)
        self._connect()

    # -- what comes down

    def show_entry(
        self,
        entry: Tried | None,
        handbook: Handbook,
        changed: frozenset[str] = frozenset(),
        new: frozenset[str] = frozenset(),
    ) -> None:
        """A procedure or card as it is written now; None where it cannot be read.

        `changed`, `new`: ids of steps that read otherwise than what is published, or are not in it. What was tried and
        answered before stays, as far as it still can be.
        """
        self._changed, self._new = changed, new
        self.trial.show_entry(entry, handbook)
        picture = self.trial.picture
        if picture is not None:
            self.show_head(picture.title, "分支图")
            self._show_picture(picture)
        self._follow()

    def show_walk(self, walk: Walk) -> None:
        """A kept walk of the entry that is shown, as far as it goes now."""
        self.trial.show_walk(walk)

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._bar.setFixedSize(theme.px(90), theme.px(4))
        self._bar_room.setFixedSize(theme.px(90), theme.px(34))
        for part in (self.view, self.list, self.trial, self._columns):
            part.apply_theme(theme)

    # -- keys

    @override
    def columns(self) -> Sequence[QWidget]:
        first = self.list if self._pictures.currentWidget() is self.list else self.view
        return (first, self.trial)

    @override
    def bring_column(self, keyboard: QWidget) -> None:
        if keyboard is self.trial:
            self._columns.bring(self.trial)
            self.trial.take_keyboard()
        else:
            self._columns.bring(self._pictures)
            keyboard.setFocus()

    @override
    def step(self, direction: int) -> None:
        nodes = self._to_look_at()
        if not nodes:
            self.mentioned.emit("没有新加没试过的，也没有走不到的。")
            return
        order = [node.step for node in self.view.nodes]
        here = order.index(self.view.node.step) if self.view.node is not None else -1
        places = [order.index(node.step) for node in nodes]
        ahead = [place for place in places if place > here] or places
        behind = [place for place in places if place < here] or places
        self._mark(order[ahead[0] if direction > 0 else behind[-1]])

    @override
    def act(self) -> None:
        if self.trial.trial is None:
            self.mentioned.emit("这一条现在还读不成清单，先回到编辑把“要改”的改好。")
        elif self.trial.try_next():
            self.bring_column(self.trial)
        else:
            tried, picture = self.trial.tried, self.trial.picture
            left = picture is not None and any(road.key not in tried for road in picture.roads)
            all_tried = "每一条路都试过了。改过哪一步，那一步的路会再排进来。"
            self.mentioned.emit("剩下的路走法太绕，请您自己试。" if left else all_tried)

    @override
    def undo(self) -> None:
        self.trial.step_back()

    @override
    def back(self) -> bool:
        return self.trial.peel()

    @override
    def begin(self) -> None:
        self.bring_column(self.trial if self._columns.is_wide else self.columns()[0])

    # -- internals

    def _connect(self) -> None:
        self.view.step_wanted.connect(self.step_wanted)
        self.list.step_wanted.connect(self.step_wanted)
        self.view.zoomed.connect(self._on_zoomed)
        self.trial.changed.connect(self._follow)
        self.trial.walk_kept.connect(self.walk_kept)
        self.trial.mentioned.connect(self.mentioned)
        self._smaller.clicked.connect(self._on_smaller)
        self._larger.clicked.connect(self._on_larger)
        self._scale.clicked.connect(self._on_plain)
        self._fit.clicked.connect(self.view.fit)
        self._as_list.clicked.connect(self._on_as_list)
        self._next.clicked.connect(self.act)
        self._leave.clicked.connect(self.left)
        again = QShortcut(QKeySequence(KEY), self)
        again.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        again.activated.connect(self._on_again)

    def _show_picture(self, picture: Branches) -> None:
        self.view.show_branches(picture, self._changed, self._new)
        self.list.show_branches(picture)

    @Slot()
    def _follow(self) -> None:
        """The picture and the count follow the trial."""
        picture = self.trial.picture
        if picture is None:
            self._count.setText("还画不出来")
            self._next.say(_NEXT, "先改好")
            return
        self.view.show_way(self.trial.way)
        tried, roads = self.trial.tried, picture.roads
        done = sum(road.key in tried for road in roads)
        self._count.setText(full_width(f"试过 {done} 条路，共 {len(roads)} 条"))
        self._bar.setRange(0, max(len(roads), 1))
        self._bar.setValue(done)
        self._bar.setAccessibleName(self._count.text())
        self._next.say(_NEXT, "" if done < len(roads) else "都试过了")
        self._arrange()

    def _to_look_at(self) -> list[Node]:
        tried = self.trial.tried
        fresh = self._new | self._changed
        return [
            node
            for node in self.view.nodes
            if node.why_not or (node.step in fresh and any(one.key not in tried for one in node.roads))
        ]

    def _mark(self, step: str) -> None:
        self._columns.bring(self._pictures)
        self.view.mark(step)
        self.list.choose(step)
        self.columns()[0].setFocus()

    @Slot()
    def _on_again(self) -> None:
        self._columns.bring(self.trial)
        self.trial.restart()

    @Slot()
    def _on_arranged(self) -> None:
        """Where there is little room for the head, the picture grows and shrinks by + and - and the wheel alone."""
        for act in (self._bar_room, self._smaller, self._scale, self._larger, self._fit):
            act.setVisible(self._columns.is_wide)

    @Slot(int)
    def _on_zoomed(self, percent: int) -> None:
        self._scale.setText(f"{percent} %")

    @Slot()
    def _on_smaller(self) -> None:
        self.view.zoom_by(-1)

    @Slot()
    def _on_larger(self) -> None:
        self.view.zoom_by(1)

    @Slot()
    def _on_plain(self) -> None:
        self.view.set_zoom(1.0)

    @Slot()
    def _on_as_list(self) -> None:
        is_list = self._pictures.currentWidget() is not self.list
        self._pictures.setCurrentWidget(self.list if is_list else self.view)
        self._as_list.setText("看成图" if is_list else "看成单子")
        self._as_list.setAccessibleName("看成图" if is_list else "看成单子，一步一行，读屏用这个")
        self.columns()[0].setFocus()
