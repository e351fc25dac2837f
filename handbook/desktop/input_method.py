"""The input method of the session, where Qt does not reach it by itself: Fcitx on Linux, nothing elsewhere."""

import sys

if sys.platform == "linux":
    from handbook.desktop.fcitx.keyboard import lead_keyboard
else:

    def lead_keyboard() -> None:
        """Nothing to lead: Qt speaks with the input methods of this system."""


__all__ = ["lead_keyboard"]
