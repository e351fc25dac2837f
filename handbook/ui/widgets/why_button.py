"""The main button of a page or form: where it cannot be pressed it says why in itself, and stays where the keyboard can reach it."""

from handbook.model.typesetting import full_width
from handbook.ui.widgets.key_button import KeyButton


class WhyButton(KeyButton):
    """Pressed all the same, it is for its page to go to the first thing that is missing."""

    def __init__(self, words: str, key: str = "") -> None:
        super().__init__(words, key, "primary")
        self._said: tuple[str, str, str] | None = None
        self.setAutoDefault(True)  # Enter presses it, as in a dialog

    def say(self, words: str, lacking: str = "", more: str = "") -> None:
        """What it does; `lacking`: why not yet, in a few words (还差 2 样); `more`: the same at length, for a reader."""
        if self._said == (words, lacking, more):
            return  # said at each key of whoever types: the row that it stands in is not laid out anew for nothing
        self._said = (words, lacking, more)
        self.setText(full_width(f"{words} · {lacking}" if lacking else words))
        self.setAccessibleName(full_width(f"{words}，{more or lacking}" if lacking else words))
        self.setToolTip(full_width(f"{more}" if more else f"{words}（{self.key}）" if self.key else words))
        role = "" if lacking else "primary"
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)
        self.updateGeometry()
        self.update()
