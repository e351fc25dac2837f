"""Under the form of 试算, always in sight: what came out, what the ticket holds of it, and the two acts."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from handbook.document.reckoning_sheet import UNDECIDED, ticket_line
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.reckon.result import Refusal, Result
from handbook.ui.reckon.form import Lacking, Told
from handbook.ui.reckon.label import label
from handbook.ui.reckon.result_html import NOT_YET
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.why_button import WhyButton

_MOST_NAMED = 2
"""Values that the foot names; the others are counted."""
KEEP, TAKE_BACK = "放进工单", "从工单拿下"


class QuietWhyButton(WhyButton):
    """One that is not the main act of its page."""

    @override
    def say(self, words: str, lacking: str = "", more: str = "") -> None:
        super().say(words, lacking, more)
        if self.property("role"):
            self.setProperty("role", "")
            self.style().unpolish(self)
            self.style().polish(self)


class ReckonFoot(QFrame):
    """Says what was told it; both buttons are heard while nothing came out, too."""

    keep_pressed = Signal()
    print_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reckonFoot")
        self._headline = label("reckonHeadline")
        self._under = label("reckonSmall")
        self._keep = WhyButton(KEEP)
        self._keep.setObjectName("reckonKeep")
        self._keep.clicked.connect(self.keep_pressed)
        self._print = QuietWhyButton("打印")
        self._print.setObjectName("reckonPrint")
        self._print.clicked.connect(self.print_pressed)
        self._acts = FlowBox()
        self._acts.add(self._keep)
        self._acts.add(self._print)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._headline)
        self._column.addWidget(self._under)
        self._column.addWidget(self._acts)

    @property
    def stops(self) -> list[QWidget]:
        """Where the tab key stops, in order."""
        return [self._keep, self._print]

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        px = theme.px
        self._column.setContentsMargins(px(28), px(8), px(16), px(8))
        self._column.setSpacing(px(6))
        self._under.setMinimumHeight(px(38))  # two lines: what stands above does not jump while one answers
        self._acts.apply_theme(theme)

    def show_told(self, told: Told, kind: str, kept: Mapping[str, str]) -> None:
        """What came out of a form of `kind`; `kept`: kind -> line of the ticket, of what stands there already."""
        stands = f"工单里有：{kept[kind]}" if kind in kept else ""
        if isinstance(told, Result):
            before = f"假定 {len(told.presumed)} 条，" if told.presumed else ""
            self._headline.setText(typeset(f"{before}{UNDECIDED} {_came_out(told)}"))
            self._headline.setAccessibleName(f"{UNDECIDED}：{told.headline}")
            under = f"只给自己看，不报给用户。{stands}"
        else:
            self._headline.setText(typeset(NOT_YET if isinstance(told, Refusal) else "还没出数"))
            self._headline.setAccessibleName(self._headline.text())
            under = f"{_in_short(told)}{stands}"
        self._headline.setProperty("open", "" if isinstance(told, Result) else "yes")
        self._headline.style().unpolish(self._headline)
        self._headline.style().polish(self._headline)
        self._under.setText(typeset(under))
        lacking = "" if isinstance(told, Result) else "还没出数"
        if kind in kept and not is_newer(told, kept):
            self._keep.say(TAKE_BACK)
        elif kind in kept:
            self._keep.say("换掉工单里的", lacking)
        else:
            self._keep.say(KEEP, lacking)
        self._print.say("打印", lacking)


def is_newer(told: Told, kept: Mapping[str, str]) -> bool:
    """Whether what is worked out now is another than what stands in the ticket."""
    return isinstance(told, Result) and ticket_line(told) != kept.get(str(told.kind))


def _came_out(result: Result) -> str:
    """33.50 元; of a period its last day, and whether the day that was asked for is past it."""
    if result.amount is not None:
        return f"{result.amount} 元"
    return result.headline.partition("：")[2]


def _in_short(told: Refusal | Lacking) -> str:
    """What stands against a result, in so few words that they stand in the foot: values by their names."""
    if isinstance(told, Lacking):
        first, rest = next(iter(told.words), ""), len(told.words) - 1
        return f"{first}另有 {rest} 样，见上面。" if rest > 0 else first
    values = [f"“{fault.label}”" for fault in told.faults if fault.key]
    if values:
        more = f"等 {len(values)} 条" if len(values) > _MOST_NAMED else ""
        return f"还没有能用的{'、'.join(values[:_MOST_NAMED])}{more}，见上面。"
    rest = len(told.faults) - 1
    return f"{told.faults[0].words}另有 {rest} 样，见上面。" if rest > 0 else told.faults[0].words
