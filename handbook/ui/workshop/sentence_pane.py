"""填上以后，坐席会这样说: the sentences that say a value, each as a card; one that lacks another value leads to it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from handbook.model.kinds import Kind
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.kind_tag import kind_colour, mark_pixmap
from handbook.ui.workshop.row_stack import RowStack
from handbook.ui.workshop.sentence_view import SentenceView
from handbook.upkeep.company_rows import Sentence

HEAD = "填上以后，坐席会这样说"
_NOTHING = "还没有卡片说到它。"
_MOST_GAPS = 2
_MARK = 14


class KindTag(QWidget):
    """The mark and the word of a kind in a frame of its colour."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("kindTag")
        self._theme = Theme()
        self._kind = Kind.SCRIPT

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.setFixedSize(self.sizeHint())
        self.update()

    def show_kind(self, kind: Kind) -> None:
        """Another kind."""
        self._kind = kind
        self.setAccessibleName(kind.short_label)
        self.setFixedSize(self.sizeHint())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        metrics = QFontMetrics(self._letters())
        width = metrics.horizontalAdvance(self._kind.short_label) + px(_MARK) + px(12)
        return QSize(width, metrics.height() + px(2))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        px = self._theme.px
        colour = kind_colour(self._kind, self._theme.colours)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colour), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        mark = mark_pixmap(self._kind, self._letters(), px(_MARK), colour, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(px(4), px(1)), mark)
        painter.setFont(self._letters())
        room = QRectF(px(_MARK + 6), 0, self.width(), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._kind.short_label)

    def _letters(self) -> QFont:
        return sized(screen_font(), self._theme.px(13))


class SentenceCard(QWidget):
    """One sentence, with the entry that says it."""

    fill_wanted = Signal(str)
    """Key of a value that the sentence lacks."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sentenceCard")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = Theme()
        self._kind = KindTag()
        self._title = QLabel()
        self._title.setObjectName("sentenceTitle")
        self._title.setWordWrap(True)
        self._where = QLabel()
        self._where.setObjectName("sentenceWhere")
        self._where.setWordWrap(True)
        self._head = FlowBox(spacing=8)
        for widget in (self._kind, self._title, self._where):
            self._head.add(widget)
        self.view = SentenceView()
        self._lacks: list[tuple[FlowBox, QLabel, QPushButton]] = []
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._head)
        self._box.addWidget(self.view)
        for _ in range(_MOST_GAPS):
            self._add_lack()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        px = theme.px
        self._box.setContentsMargins(px(15), px(12), px(15), px(12))
        self._box.setSpacing(px(9))
        self._kind.apply_theme(theme)
        self.view.apply_theme(theme)
        for box in (self._head, *(box for box, _, _ in self._lacks)):
            box.apply_theme(theme)

    def show_sentence(self, sentence: Sentence) -> None:
        """Another one, or the same with another value."""
        self._kind.show_kind(sentence.kind)
        self._title.setText(full_width(sentence.title))
        self._where.setText(full_width(sentence.where))
        self._where.setVisible(bool(sentence.where))
        self.view.show_sentence(sentence)
        for number, (box, words, button) in enumerate(self._lacks):
            gap = sentence.gaps[number] if number < len(sentence.gaps) else None
            box.setVisible(gap is not None)
            if gap is not None:
                words.setText(full_width(f"这句还差“{gap.text}”"))
                button.setProperty("key", gap.key)
                button.setAccessibleName(full_width(f"现在填{gap.text}"))

    def _add_lack(self) -> None:
        words = QLabel()
        words.setObjectName("sentenceLacks")
        button = QPushButton("现在填")
        button.setProperty("role", "link")
        button.setAutoDefault(True)
        button.clicked.connect(self._on_fill)
        box = FlowBox(spacing=8)
        box.add(words)
        box.add(button)
        box.hide()
        self._box.addWidget(box)
        self._lacks.append((box, words, button))

    @Slot()
    def _on_fill(self) -> None:
        self.fill_wanted.emit(str(self.sender().property("key")))


class SentencePane(QWidget):
    """As many cards as there are sentences; they are written anew with every key."""

    fill_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("companySay")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = Theme()
        self.cards: list[SentenceCard] = []
        self._head = QLabel(HEAD)
        self._head.setObjectName("companySayHead")
        self._head.setWordWrap(True)
        self.nothing = QLabel(_NOTHING)
        self.nothing.setObjectName("companySayNote")
        self.nothing.setWordWrap(True)
        self._foot = QLabel("现在只改在您的草稿里，发布以后才到各台。")
        self._foot.setObjectName("companySayNote")
        self._foot.setWordWrap(True)
        self.area = QScrollArea()
        self.area.setObjectName("companySayScroll")
        self.area.setAccessibleName(HEAD)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list = RowStack()
        self._list.setObjectName("companySayInner")
        self._list.insert(0, self.nothing)
        self.area.setWidget(self._list)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._head)
        self._box.addWidget(self.area, 1)
        self._box.addWidget(self._foot)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        px = theme.px
        self._box.setContentsMargins(px(14), px(16), px(12), px(12))
        self._box.setSpacing(px(8))
        for label in (self._head, self._foot):
            label.setContentsMargins(px(8), 0, px(8), 0)
        for card in self.cards:
            card.apply_theme(theme)
        self._list.set_room(side=px(7), above=px(4), spacing=px(11))

    def show_sentences(self, sentences: Sequence[Sentence]) -> None:
        """The sentences of the value that is current."""
        while len(self.cards) < len(sentences):
            card = SentenceCard()
            card.fill_wanted.connect(self.fill_wanted)
            card.apply_theme(self._theme)
            self._list.insert(len(self.cards), card)
            self.cards.append(card)
        for number, card in enumerate(self.cards):
            card.setVisible(number < len(sentences))
            if number < len(sentences):
                card.show_sentence(sentences[number])
        self.nothing.setVisible(not sentences)
