"""The site values, to be read: label, value and who set it; what the site has not filled in stands out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from handbook.model.kinds import ValueScope
from handbook.model.site_value import SiteValue
from handbook.model.text import TO_FILL_IN, holds_demo
from handbook.model.typesetting import typeset
from handbook.ui.theme.theme import Theme

_WHO = {ValueScope.COMPANY: "本单位"}


class SiteValues(QWidget):
    """Two pairs in a line, one where it is narrow."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("siteValues")
        self.setAccessibleName("本单位信息")
        self._values: tuple[SiteValue, ...] = ()
        self._pairs: list[tuple[QLabel, QLabel, bool]] = []
        self._place = QLabel()
        self._place.setObjectName("settingNote")
        self._place.setWordWrap(True)
        self._place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(0)
        column = self._column = QVBoxLayout(self)
        column.addWidget(self._place)
        column.addLayout(self._grid)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Label and value of each, as they are shown."""
        return [(label.text(), value.text()) for label, value, _ in self._pairs]

    def show_values(self, values: Sequence[SiteValue], place: str) -> None:
        """Show `values` and where they are set; those that are to be filled in come first."""
        self._place.setText(typeset(place))
        ordered = tuple(sorted(values, key=lambda found: bool(found.value)))
        if ordered == self._values:
            return
        self._values = ordered
        for label, value, _ in self._pairs:
            label.deleteLater()
            value.deleteLater()
        self._pairs = [self._pair(found) for found in ordered]

    def apply_theme(self, theme: Theme, *, is_narrow: bool) -> None:
        """Take the colours and sizes of `theme`."""
        c = theme.colours
        self._grid.setHorizontalSpacing(theme.px(16))
        self._column.setContentsMargins(0, theme.px(4), 0, 0)
        line = f"border-bottom: 1px solid {c.line}; font-size: {theme.px(14.5)}px;"
        self._place.setStyleSheet(f"color: {c.ink_second}; font-size: {theme.px(13.5)}px;")
        across = 1 if is_narrow else 2
        for number, (label, value, is_missing) in enumerate(self._pairs):
            row, column = divmod(number, across)
            label.setStyleSheet(f"{line} color: {c.ink_second};")
            strong = f"color: {c.caution}; font-weight: 600;" if is_missing else f"color: {c.ink};"
            value.setStyleSheet(f"{line} {strong}")
            for widget, at in ((label, 2 * column), (value, 2 * column + 1)):
                widget.setMinimumHeight(theme.px(29))
                self._grid.addWidget(widget, row, at)
        for at in range(4):
            self._grid.setColumnStretch(at, 1 if at < 2 * across else 0)

    def _pair(self, found: SiteValue) -> tuple[QLabel, QLabel, bool]:
        words = f"{found.text} · {_WHO.get(found.scope, found.scope.value)}" if found.value else TO_FILL_IN
        label, value = QLabel(typeset(found.label)), QLabel(typeset(words))
        for widget in (label, value):
            widget.setTextFormat(Qt.TextFormat.PlainText)
            widget.setWordWrap(True)
            widget.setToolTip(typeset(found.source))
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if not holds_demo(found.value):
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label, value, not found.value
