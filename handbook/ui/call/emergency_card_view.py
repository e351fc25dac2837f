"""One emergency card, large: phase 1 boxed without any form field, phase 2 as steps, what steadies and when to stop."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.site_text import fill_values
from handbook.render.typography import held_together
from handbook.ui.theme.theme import Theme


class ImmediateBox(QWidget):
    """先说先做: up to three lines in a box with a strong rim."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("immediateBox")
        self._theme = Theme()
        self._layout = QGridLayout(self)
        self._layout.setColumnStretch(1, 1)
        self._labels: list[QLabel] = []

    def show_lines(self, lines: list[str], theme: Theme) -> None:
        """Show `lines`, numbered."""
        self._theme = theme
        for label in self._labels:
            self._layout.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = []
        margin = theme.px(18)
        self._layout.setContentsMargins(margin, theme.px(12), margin, theme.px(12))
        self._layout.setHorizontalSpacing(theme.px(14))
        self._layout.setVerticalSpacing(theme.px(10))
        for row, line in enumerate(lines):
            self._add(str(row + 1), row, 0, f"color: {theme.colours.danger}; font-weight: 600;")
            self._add(line, row, 1, "")

    def _add(self, words: str, row: int, column: int, style: str) -> None:
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(column == 1)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        label.setStyleSheet(f"font-size: {self._theme.px(22)}px; {style}")
        self._labels.append(label)
        self._layout.addWidget(label, row, column)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.colours.danger), 3))
        painter.setBrush(QColor(self._theme.colours.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 8, 8)


class SidePane(QScrollArea):
    """What stands beside the card: calm, stop, times, what not to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emergencySide")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_card(self, card: EmergencyCard, handbook: Handbook, theme: Theme) -> None:
        """Show what belongs to `card`."""
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(theme.px(18), theme.px(14), theme.px(14), theme.px(14))
        known = handbook.value_by_key
        times = [f"{known[k].label} {known[k].text}" for k in card.promises if k in known]
        sections = (
            ("稳住对方", [f"「{line}」" for line in card.calm], theme.colours.say_soft),
            ("什么时候停,谁接管", [card.stop, card.takeover], ""),
            ("时限(本公司)", times, ""),
            ("别说", [f"「{line}」" for line in card.dont_say], ""),
            ("不适用", list(card.not_for), ""),
            ("", [f"■ 本卡完成:{card.done}"], ""),
        )
        for title, lines, ground in sections:
            if lines:
                _section(layout, title, [fill_values(line, known) for line in lines], ground, theme)
        layout.addStretch(1)
        self.setWidget(content)


def _section(layout: QVBoxLayout, title: str, lines: list[str], ground: str, theme: Theme) -> None:
    if title:
        head = QLabel(title)
        head.setObjectName("sectionTitle")
        layout.addWidget(head)
    for line in lines:
        label = QLabel(held_together(line))
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        style = f"font-size: {theme.px(16)}px;"
        if ground:
            style += (
                f"background: {ground}; border-left: 4px solid {theme.colours.say}; padding: {theme.px(8)}px;"
            )
        label.setStyleSheet(style)
        layout.addWidget(label)
    layout.addSpacing(theme.px(10))


def lines_of(card: EmergencyCard, handbook: Handbook) -> list[str]:
    """The immediate lines as they are shown: sentences in quotation marks, acts without."""
    known = handbook.value_by_key
    words = [(line.kind, held_together(fill_values(line.text, known))) for line in card.immediate]
    return [f"「{text}」" if kind == "say" else text for kind, text in words]
