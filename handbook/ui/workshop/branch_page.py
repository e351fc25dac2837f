"""Stub."""

from PySide6.QtCore import Signal

from handbook.ui.workshop.workshop_page import WorkshopPage


class BranchPage(WorkshopPage):
    """Stub."""

    step_wanted = Signal(str)
    walk_kept = Signal(object)

    def __init__(self) -> None:
        super().__init__("workshopBranches", "分支图")

    def show_entry(self, entry, handbook, changed, new) -> None:  # type: ignore
        """Stub."""
