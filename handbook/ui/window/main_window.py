"""The window: its frame at once; reader, contents, call desk and emergency view when furnished."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from handbook.company_defaults import CompanyDefaults
from handbook.settings import Settings
from handbook.ui.window.frame import Frame

if TYPE_CHECKING:  # what costs more than the first paint is imported when the panels are made
    from handbook.model.handbook import Handbook
    from handbook.model.problem import Problem
    from handbook.ui.window.panels import Panels


class MainWindow(Frame):
    """The frame with its panels; it knows them, they know the frame alone."""

    def __init__(self, settings: Settings, defaults: CompanyDefaults | None = None) -> None:
        self._panels: Panels | None = None
        super().__init__(settings, defaults)

    @property
    def panels(self) -> Panels:
        """Reader, contents, call desk, emergency view and what connects them.

        Raises:
            RuntimeError: the window is not furnished yet.
        """
        if self._panels is None:
            raise RuntimeError("the window is not furnished yet")
        return self._panels

    def furnish(self, panels: Panels) -> None:
        """Put `panels`, made for this window, into the frame; once."""
        self._panels = panels
        self.take_furniture(panels)

    def show_handbook(
        self, handbook: Handbook, problems: Sequence[Problem], *, read: Handbook | None = None
    ) -> None:
        """Read `handbook`; `problems` can be looked at. `read`: as it was read, where something is laid over it."""
        self.panels.show_handbook(handbook, problems, read=read)
