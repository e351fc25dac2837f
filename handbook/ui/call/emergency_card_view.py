"""What stands beside an emergency card: what steadies the caller, when to stop, times, what not to say."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.site_text import fill_values
from handbook.render.typography import held_together
from handbook.ui.theme.theme import Theme


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
