"""What brings the window to the front from outside: a second start, the global hot key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from handbook.app.application import Application
from handbook.desktop.single_instance import SingleInstance

if TYPE_CHECKING:  # the key is taken when the window is furnished
    from handbook.desktop.hot_key import HotKey


class ActivationSources(QObject):
    """The window answers to both once it is furnished."""

    def __init__(self, application: Application, instance: SingleInstance) -> None:
        super().__init__(application)
        self._application = application
        self._instance = instance
        self._hot_key: HotKey | None = None
        application.furnished.connect(self._on_furnished)

    def end(self) -> None:
        """Let go of the key and of the user's lock."""
        if self._hot_key is not None:
            self._hot_key.release()
        self._instance.release()

    @Slot()
    def _on_furnished(self) -> None:
        from handbook.desktop.hot_key import HotKey
        from handbook.ui.window_activation import WindowActivation

        window = self._application.window
        self._instance.listen()
        self._hot_key = HotKey()
        WindowActivation(window, self._instance, self._hot_key)
        if self._hot_key.is_possible and (refusal := self._hot_key.take(window.settings.hot_key)):
            window.tell(refusal)
