"""Three texts of one entry, place by place: what one side changed goes in, and where both did one says whose words hold."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from handbook.errors import HandbookError
from handbook.keys import key_of
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.why_button import WhyButton
from handbook.ui.workshop.row_stack import RowStack
from handbook.ui.workshop.told_keys import told
from handbook.ui.workshop.way_box import Headings, WayBox
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.three_ways import Side, ThreeWays

ORIGINAL = Headings("原件旧", "原件新", "您的", "原件", "用原件新的", "用我的")
"""What came with the program changed, and the company has its own."""


def two_editors(name: str) -> Headings:
    """`name` wrote meanwhile."""
    return Headings("打开时", f"{name}的", "您的", name, f"用{name}的", "用我的")


class ThreeColumnsPage(WorkshopPage):
    """Shows what it is given and says what came of it; nothing is written here."""

    text_chosen = Signal(object)
    """The text (`str`) that is to be saved: every place is decided."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "两边都改了")
        self.keys = told(
            ("mend_next", "下一处要定"),
            ("空格", "用这个"),
            ("main_act", "就这样存"),
            ("take_back", "撤回"),
            ("level_back", "先不定"),
        )
        self._ways: ThreeWays | None = None
        self._chosen: dict[str, Side] = {}
        self._done: list[dict[str, Side]] = []
        """Choices as they were before each one of this visit."""
        self._current = 0
        self.boxes: list[WayBox] = []
        self._labels: list[QLabel] = []
        self._stack = RowStack()
        self._stack.setObjectName("waysStack")
        self._stack.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._area = QScrollArea()
        self._area.setObjectName("waysArea")
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._stack)
        self.body.addWidget(self._area, 1)
        self.main = WhyButton("就这样存", key_of("main_act"))
        self.main.setObjectName("waysSave")
        self.add_act(self.main)
        self.main.clicked.connect(self.act)
        self.bind({"item_next": self._on_next_box, "item_former": self._on_former_box})

    # -- what comes down

    def show_ways(self, ways: ThreeWays, headings: Headings, title: str, detail: str) -> None:
        """Ask about these three texts; `detail`: who else wrote, and that nothing is lost."""
        self._ways = ways
        self._chosen, self._done, self._current = {}, [], 0
        self.show_head(title, detail)
        self._clear()
        to_choose = [place for place in ways.places if place.usual is None]
        settled = [place for place in ways.places if place.usual is not None]
        if to_choose:
            self._say(f"两边都改了的 {len(to_choose)} 处，要您定")
        for place in to_choose:
            self._add(WayBox(place, headings))
        if settled:
            self._say(f"各改各的 {len(settled)} 处，都放进去了，看一眼就行")
        for place in settled:
            self._add(WayBox(place, headings))
        if not ways.places:
            self._say("坐席看到的没有不一样，只动了批注、空格。")
        self.apply_theme(self.theme)
        self._follow()

    @property
    def chosen(self) -> dict[str, Side]:
        """Key of a place → whose words were chosen there."""
        return dict(self._chosen)

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._stack.set_room(side=theme.px(24), above=theme.px(16), spacing=theme.px(12))
        for box in self.boxes:
            box.apply_theme(theme)

    # -- keys

    @override
    def columns(self) -> Sequence[QWidget]:
        return [button for box in self.boxes for button in box.buttons[:1]]

    @override
    def step(self, direction: int) -> None:
        waiting = self._waiting()
        if not waiting:
            self.mentioned.emit("都定了，可以存了。")
            return
        after = [n for n in waiting if (n - self._current) * direction > 0]
        ordered = after if direction > 0 else after[::-1]
        self._go_to(ordered[0] if ordered else waiting[0 if direction > 0 else -1])

    @Slot()
    @override
    def act(self) -> None:
        if self._ways is None:
            return
        waiting = self._waiting()
        if waiting:
            self._go_to(waiting[0])
            self.mentioned.emit(f"还有 {len(waiting)} 处没定：两边都改了，选一个再存。")
            return
        try:
            text = self._ways.text(self._chosen)
        except HandbookError as error:
            self.told.emit(str(error))
            return
        self.text_chosen.emit(text)

    @override
    def undo(self) -> None:
        if not self._done:
            self.mentioned.emit("没有可撤回的：这次还没有选过。")
            return
        self._chosen = self._done.pop()
        self._follow()

    @override
    def begin(self) -> None:
        waiting = self._waiting()
        if waiting:
            self._go_to(waiting[0])
        else:
            self.main.setFocus()

    # -- internals

    def _clear(self) -> None:
        for widget in (*self.boxes, *self._labels):
            self._stack.let_go(widget)
        self.boxes.clear()
        self._labels.clear()

    def _say(self, words: str) -> None:
        label = QLabel(full_width(words))
        label.setObjectName("workshopNote")
        label.setWordWrap(True)
        self._labels.append(label)
        self._stack.insert(len(self.boxes) + len(self._labels) - 1, label)

    def _add(self, box: WayBox) -> None:
        box.chosen.connect(self._on_chosen)
        box.reached.connect(self._on_reached)
        self.boxes.append(box)
        self._stack.insert(len(self.boxes) + len(self._labels) - 1, box)

    def _waiting(self) -> list[int]:
        """Numbers of the boxes in which somebody still has to choose."""
        keys = (
            {place.key for place in self._ways.undecided(self._chosen)} if self._ways is not None else set()
        )
        return [number for number, box in enumerate(self.boxes) if box.place.key in keys]

    def _go_to(self, number: int) -> None:
        self._mark(number)
        self._area.ensureWidgetVisible(self.boxes[number])
        self.boxes[number].take_keyboard()

    def _mark(self, number: int) -> None:
        self._current = number
        for at, box in enumerate(self.boxes):
            box.set_current(at == number)

    def _follow(self) -> None:
        """Whatever depends on the choices."""
        for box in self.boxes:
            box.show_side(self._chosen.get(box.place.key, box.place.usual))
        waiting = len(self._waiting())
        self.main.say("就这样存", f"还有 {waiting} 处没定" if waiting else "")
        self.saved = "两份原文都留在改动记录里"
        self.foot_changed.emit()

    @Slot(str, object)
    def _on_chosen(self, key: str, side: Side) -> None:
        self._done.append(dict(self._chosen))
        self._chosen[key] = side
        self._follow()

    @Slot()
    def _on_reached(self) -> None:
        box = self.sender()
        if isinstance(box, WayBox) and box in self.boxes:
            self._mark(self.boxes.index(box))

    @Slot()
    def _on_next_box(self) -> None:
        self._step_box(1)

    @Slot()
    def _on_former_box(self) -> None:
        self._step_box(-1)

    def _step_box(self, direction: int) -> None:
        """The next one in which something can be chosen."""
        able = [n for n, box in enumerate(self.boxes) if box.buttons and (n - self._current) * direction > 0]
        if able:
            self._go_to(able[0] if direction > 0 else able[-1])
        else:
            self.mentioned.emit("这是最后一处。" if direction > 0 else "这是第一处。")
