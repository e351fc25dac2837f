"""A field under its label, and at the right of the label what is to be known of it: a hint, or what it lacks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from handbook.model.typesetting import full_width
from handbook.ui.announcing import announce
from handbook.ui.theme.theme import Theme


class Labelled(QWidget):
    """The note takes the place of the hint and gives it back: nothing moves."""

    def __init__(self, label: str, hint: str, field: QWidget, *, is_strong: bool = False) -> None:
        super().__init__()
        self.field = field
        self._label = QLabel(label)
        self._label.setObjectName("dispatchLabel")
        self._label.setProperty("strong", is_strong)
        self._hint = full_width(hint)
        self.note = QLabel(self._hint)
        self.note.setObjectName("dispatchNote")
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        # A long note is cut at the edge of the window rather than making the window wider; the tool tip has it whole.
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._head = QHBoxLayout()
        self._head.addWidget(self._label)
        self._head.addWidget(self.note, 1)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addLayout(self._head)
        self._box.addWidget(field)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._box.setSpacing(theme.px(4))
        self._head.setSpacing(theme.px(8))

    def rename(self, label: str) -> None:
        """Another label: what the field asks depends on the situation."""
        self._label.setText(label)

    def hint(self, words: str) -> None:
        """Another hint, shown unless something is told."""
        was_shown = self.note.text() == self._hint
        self._hint = full_width(words)
        if was_shown:
            self.tell("")

    def tell(self, words: str, *, stops: bool = False) -> None:
        """Tell what the field lacks (`stops`) or leaves in doubt; without words the hint comes back."""
        said = full_width(f"▲ {words}" if stops else words) if words else self._hint
        kind = "open" if words else ""
        if self.note.text() == said and self.note.property("kind") == kind:
            return
        self.note.setText(said)
        self.note.setToolTip(said)
        self.note.setProperty("kind", kind)
        self.note.style().unpolish(self.note)
        self.note.style().polish(self.note)
        typed_in = self.field.focusProxy() or self.field
        typed_in.setAccessibleDescription(said)
        if words:
            announce(typed_in, said)
