"""What stands beside an emergency card: what steadies the caller, when to stop, times, what not to say."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from handbook.document.blocks import EndMark, Immediate, Labelled, Meaning, SentenceRole, Sentences, text_of
from handbook.document.words import (
    AVOID,
    CALM,
    NOT_APPLICABLE,
    STOP,
    STOP_AND_TAKEOVER,
    TAKEOVER,
    TIME_LIMIT,
    TIME_LIMITS,
    quoted,
)
from handbook.model.typesetting import typeset
from handbook.render.colours import Colours
from handbook.ui.theme.theme import Theme


class SidePane(QScrollArea):
    """What stands beside the card: calm, stop, times, what not to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emergencySide")
        self.setAccessibleName(f"{CALM}、{TIME_LIMIT}、{AVOID}")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_card(self, blocks: Sequence[Meaning], theme: Theme) -> None:
        """Show what belongs to the card that says `blocks`."""
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(theme.px(18), theme.px(14), theme.px(14), theme.px(14))
        for title, lines, ground in _sections(blocks, theme.colours):
            if lines:
                _section(layout, title, lines, ground, theme)
        layout.addStretch(1)
        self.setWidget(content)


def _sections(blocks: Sequence[Meaning], colours: Colours) -> Iterator[tuple[str, list[str], str]]:
    """(heading, lines, ground) in the order in which one looks for them while talking."""
    said = {block.role: block for block in blocks if isinstance(block, Sentences)}
    labelled = {block.label: text_of(block.rich) for block in blocks if isinstance(block, Labelled)}
    yield CALM, _quoted(said.get(SentenceRole.CALM)), colours.say_soft
    yield STOP_AND_TAKEOVER, [labelled[label] for label in (STOP, TAKEOVER)], ""
    yield TIME_LIMITS, _texts(said.get(SentenceRole.TIME)), ""
    yield AVOID, _quoted(said.get(SentenceRole.AVOID)), ""
    yield NOT_APPLICABLE, _texts(said.get(SentenceRole.NOT_FOR)), ""
    yield "", [block.text for block in blocks if isinstance(block, EndMark)], ""


def _texts(block: Sentences | None) -> list[str]:
    return list(block.texts) if block else []


def _quoted(block: Sentences | None) -> list[str]:
    return [quoted(text) for text in _texts(block)]


def _section(layout: QVBoxLayout, title: str, lines: list[str], ground: str, theme: Theme) -> None:
    if title:
        head = QLabel(typeset(title))
        head.setObjectName("sectionTitle")
        layout.addWidget(head)
    for line in lines:
        label = QLabel(typeset(line))
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


def lines_of(blocks: Sequence[Meaning]) -> list[str]:
    """The immediate lines of a card as they are shown: sentences in quotation marks, acts without."""
    return [
        typeset(quoted(row.text) if row.is_said else row.text)
        for block in blocks
        if isinstance(block, Immediate)
        for row in block.rows
    ]
