"""What stands beside an emergency card: what steadies the caller, times by the clock, when to stop, what not to say."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from handbook.call.state.call import CallerField
from handbook.call.state.card_times import Limit
from handbook.document.blocks import EndMark, Labelled, Meaning, SentenceRole, Sentences, text_of
from handbook.document.words import (
    AVOID,
    CALM,
    NOT_APPLICABLE,
    STOP,
    STOP_AND_TAKEOVER,
    TAKEOVER,
    TIME_LIMIT,
    quoted,
)
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.call.emergency_fields import ORDER
from handbook.ui.call.limit_words import limit_words
from handbook.ui.call.said_box import CopySign, Ground
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.laid_text import TextLabel

KNOWN = "通话里已有"


class SidePane(QScrollArea):
    """Made anew for each card; the times follow what was promised."""

    copy_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emergencySide")
        self.setAccessibleName(f"{CALM}、{TIME_LIMIT}、{AVOID}")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = Theme()
        self._limits: Sequence[Limit] = ()
        self._grid = QGridLayout()

    @property
    def limits(self) -> Sequence[Limit]:
        """The times that are shown."""
        return self._limits

    def show_card(
        self,
        blocks: Sequence[Meaning],
        limits: Sequence[Limit],
        theme: Theme,
        *,
        caller: Mapping[CallerField, str] | None = None,
    ) -> None:
        """Show what belongs to the card that says `blocks`; `caller`: what the call knows already, while one is chosen."""
        self._theme = theme
        self._limits = ()
        self._grid = QGridLayout()  # the one before goes with its content
        content = QWidget()
        content.setObjectName("emergencySideContent")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(theme.px(20), theme.px(18), theme.px(18), theme.px(14))
        layout.setSpacing(theme.px(6))
        said = {block.role: block for block in blocks if isinstance(block, Sentences)}
        known = [(field.value, caller[field]) for field in ORDER if caller and caller.get(field)]
        if known:
            self._head(layout, KNOWN)
            for name, words in known:
                self._words(layout, f"{name}  {words}")
            layout.addSpacing(theme.px(12))
        if calm := _texts(said.get(SentenceRole.CALM)):
            self._head(layout, CALM)
            for text in calm:
                box = CalmBox(text, theme)
                box.copy_requested.connect(self.copy_requested)
                layout.addWidget(box)
            layout.addSpacing(theme.px(12))
        if limits:
            self._head(layout, TIME_LIMIT)
            self._grid.setColumnStretch(0, 1)
            self._grid.setVerticalSpacing(theme.px(4))
            layout.addLayout(self._grid)
            layout.addSpacing(theme.px(12))
            self.show_limits(limits)
        for title, lines, is_second in _sections(blocks, said):
            if lines:
                self._head(layout, title)
                for line in lines:
                    self._words(layout, line, is_second=is_second)
                layout.addSpacing(theme.px(12))
        for block in blocks:
            if isinstance(block, EndMark):
                self._words(layout, block.text, is_bold=True)
        layout.addStretch(1)
        self.setWidget(content)

    def show_limits(self, limits: Sequence[Limit]) -> None:
        """Show by when each time ends."""
        if tuple(limits) == self._limits:
            return
        self._limits = tuple(limits)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, limit in enumerate(limits):
            what, by = limit_words(limit)
            name = TextLabel(typeset(what), pixels=15.5)
            name.apply_theme(self._theme, self._theme.colours.ink)
            told = QLabel(typeset(by))
            told.setStyleSheet(
                f"font-size: {self._theme.px(15.5)}px; font-weight: 600; color: {self._theme.colours.ink};"
            )
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(told, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)

    def _head(self, layout: QVBoxLayout, title: str) -> None:
        head = QLabel(typeset(title))
        head.setObjectName("sectionTitle")
        layout.addWidget(head)

    def _words(
        self, layout: QVBoxLayout, line: str, *, is_second: bool = False, is_bold: bool = False
    ) -> None:
        c = self._theme.colours
        label = TextLabel(typeset(line), pixels=14 if is_bold else 15.5, is_bold=is_bold)
        label.apply_theme(self._theme, c.ink_second if is_second else c.ink)
        layout.addWidget(label)


class CalmBox(Ground):
    """A sentence that steadies the caller, with its seconds and a sign to copy it."""

    copy_requested = Signal(str)

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._theme = theme
        self.words = TextLabel(typeset(quoted(text)), pixels=15.5, is_hung=True)
        self.words.apply_theme(theme, theme.colours.ink)
        self.copy = CopySign(text)
        self.copy.apply_theme(theme, theme.colours.say)
        self.copy.clicked.connect(self._on_copy)
        self.show_ground(theme.colours.say_soft, theme.colours.say)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(16), 0, theme.px(4), theme.px(9))
        layout.setSpacing(0)
        layout.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(self.words)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @Slot()
    def _on_copy(self) -> None:
        self.copy_requested.emit(self._text)
        self.copy.say_copied()


def _sections(
    blocks: Sequence[Meaning], said: Mapping[SentenceRole, Sentences]
) -> Iterator[tuple[str, list[str], bool]]:
    """(heading, lines, whether in second ink) in the order in which one looks for them while talking."""
    labelled = {block.label: text_of(block.rich) for block in blocks if isinstance(block, Labelled)}
    yield STOP_AND_TAKEOVER, [labelled[label] for label in (STOP, TAKEOVER) if label in labelled], False
    yield AVOID, [quoted(text) for text in _texts(said.get(SentenceRole.AVOID))], True
    yield NOT_APPLICABLE, _texts(said.get(SentenceRole.NOT_FOR)), True


def _texts(block: Sentences | None) -> list[str]:
    return list(block.texts) if block else []
