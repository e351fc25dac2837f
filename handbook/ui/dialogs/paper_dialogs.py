"""The dialogs that need papers and files of the export room, in one module: the window does without it until one is asked for."""

from handbook.ui.dialogs import print_choices, print_dialog
from handbook.ui.dialogs.settings import settings_dialog

__all__ = ["print_choices", "print_dialog", "settings_dialog"]
