"""Calls from outside the window - a second start, the global key - bring it to the front or put it away."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from handbook.desktop.hot_key import HotKey
from handbook.desktop.instance_socket import InstanceServer
from handbook.desktop.wishes import TOGGLE


class WindowActivation(QObject):
    """Nothing in the window is changed by it: not the column, not the focus, not an emergency card."""

    def __init__(self, window: QWidget, server: InstanceServer, hot_key: HotKey) -> None:
        super().__init__(window)
        self._window = window
        server.wished.connect(self._on_wished)
        hot_key.pressed.connect(self.toggle)

    @Slot()
    def come(self) -> None:
        """To the front, from wherever it is."""
        window = self._window
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()

    @Slot()
    def toggle(self) -> None:
        """To the front, or away where it is in front already."""
        if self._window.isActiveWindow() and not self._window.isMinimized():
            self._window.showMinimized()
        else:
            self.come()

    @Slot(str)
    def _on_wished(self, wish: str) -> None:
        if wish == TOGGLE:
            self.toggle()
        else:
            self.come()
