"""The scope chips: all kinds, or one; each with its count."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from handbook.keys import key_of
from handbook.model.kinds import Kind
from handbook.ui.widgets.flow_box import FlowBox

SCOPES: tuple[Kind | None, ...] = (None, *Kind)


class ScopeBar(FlowBox):
    """One chip for each scope; each has its key."""

    scope_changed = Signal(object)
    """Kind, or None for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scopeBar")
        self.setAccessibleName("搜索范围")
        self._group = QButtonGroup(self)
        for number, scope in enumerate(SCOPES):
            chip = QPushButton(scope_name(scope))
            chip.setObjectName(f"scope{scope.value.title() if scope else 'All'}")
            chip.setCheckable(True)
            chip.setProperty("role", "chip")
            chip.setToolTip(key_of(f"scope_{number}"))
            self._group.addButton(chip, number)
            self.add(chip)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self._on_clicked)

    @property
    def scope(self) -> Kind | None:
        """The chosen kind, or None."""
        return SCOPES[self._group.checkedId()]

    @property
    def number(self) -> int:
        """The number of the chosen scope; 0 = all."""
        return self._group.checkedId()

    def choose(self, number: int) -> None:
        """Choose a scope by its number, as its key does."""
        button = self._group.button(number)
        if button is not None and not button.isChecked():
            button.setChecked(True)
            self.scope_changed.emit(self.scope)

    def show_counts(self, counts: Mapping[Kind, int]) -> None:
        """Write the counts on the chips; an empty mapping takes them off."""
        for number, scope in enumerate(SCOPES):
            count = sum(counts.values()) if scope is None else counts.get(scope, 0)
            name = scope_name(scope)
            chip = self._group.button(number)
            chip.setText(f"{name} {count}" if counts else name)
            chip.setAccessibleName(f"范围 {name}" + (f",{count} 条" if counts else ""))

    @Slot(int)
    def _on_clicked(self, _number: int) -> None:
        self.scope_changed.emit(self.scope)


def scope_name(scope: Kind | None) -> str:
    """Two characters."""
    return scope.short_label if scope else "全部"
