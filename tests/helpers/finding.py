"""A widget, a class and a name go in; the child of that class and name comes out, or the test fails."""

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def child(widget: QWidget, kind: type[W], name: str = "") -> W:
    """The first child of `kind`, and of `name` where one is given."""
    found = widget.findChild(kind, name) if name else widget.findChild(kind)
    assert found is not None, f"no {kind.__name__} {name} in {widget!r}"
    return found


def click(widget: QWidget, place: QPoint) -> None:
    """A click of the left button at `place` in `widget`."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
