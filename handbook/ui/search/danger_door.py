"""The line above the results where what was typed speaks of danger: whom to call, and the way to the emergency cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from handbook.keys import key_of
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.turning_line import TurningLine

if TYPE_CHECKING:  # the field is painted before there is anything to list
    from collections.abc import Mapping

    from handbook.model.site_value import SiteValue
    from handbook.search.hits import Results

NUMBERS = ("fire", "ambulance")
"""Keys of the site values that are named; one that a site has not is left out."""


class DangerDoor(TurningLine):
    """Stands whatever was found; what was meant is known to the agent alone."""

    emergency_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._told = QLabel()
        self._door = KeyButton("应急卡", key_of("emergency"), "danger")
        super().__init__(self._told, self._door, parent)
        self.setObjectName("dangerDoor")
        self.setAccessibleName("可能有危险")
        self._told.setObjectName("dangerTold")
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setWordWrap(True)
        self._door.setObjectName("dangerOpen")
        self._door.clicked.connect(self.emergency_requested)
        self.hide()

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self.line.setContentsMargins(theme.px(10), theme.px(6), theme.px(6), theme.px(6))
        self.line.setSpacing(theme.px(8))

    def show_danger(self, results: Results, values: Mapping[str, SiteValue]) -> None:
        """Stand there if `results` speak of danger, with the numbers that the site has."""
        numbers = (values[key] for key in NUMBERS if key in values and values[key].value)
        told = "，".join(f"{number.label.removesuffix('电话')} {number.value}" for number in numbers)
        self._told.setText(told or "可能有危险")  # short: in a narrow dock with large text it still fits
        self.setVisible(results.is_danger)
