"""A button that is held for two seconds, by mouse or key: what it does cannot be pressed by mistake."""

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QPushButton

from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.announcing import announce
from handbook.ui.theme.theme import Theme

HOLD_MS = 2000
_STEPS = 8
_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HoldButton(QPushButton):
    """Fills in eight steps while it is held; let go before, and nothing happens."""

    held = Signal()
    """It was held to the end."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._theme = Theme()
        self._words = words
        self._lacking = ""
        self._step = 0
        self._timer = QTimer(self)
        self._timer.setInterval(HOLD_MS // _STEPS)
        self._timer.timeout.connect(self._on_step)
        self.setProperty("role", "hold")
        self.setAutoDefault(False)
        self._say()

    @property
    def lacking(self) -> str:
        """Why it does nothing now; empty where it may be held."""
        return self._lacking

    @property
    def share(self) -> float:
        """How far it was held, 0–1."""
        return self._step / _STEPS

    def say(self, words: str, lacking: str = "") -> None:
        """What it does, and why not now; it stays where the keyboard can reach it."""
        if (words, lacking) != (self._words, self._lacking):
            self._words, self._lacking = words, lacking
            self._stop()
            self._say()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._start()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._stop()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not self.rect().contains(event.position().toPoint()):
            self._stop()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if not event.isAutoRepeat():
                self._start()
            event.accept()
            return
        if event.key() == Qt.Key.Key_Escape and self._timer.isActive():
            self._stop()
            event.accept()
            return
        super().keyPressEvent(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS:
            if not event.isAutoRepeat():
                self._stop()
            event.accept()
            return
        super().keyReleaseEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._stop()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self._stop()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._step:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        inner = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        shape = QPainterPath()
        shape.addRoundedRect(inner, 5, 5)
        painter.setClipPath(shape)
        filled = QRectF(inner)
        filled.setWidth(inner.width() * self.share)
        painter.fillRect(filled, QColor(colours.caution))
        painter.setFont(self.font())
        painter.setClipRect(filled, Qt.ClipOperation.IntersectClip)
        painter.setPen(QColor(colours.panel))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _say(self) -> None:
        words = f"{self._words} · {self._lacking}" if self._lacking else self._words
        self.setText(full_width(words))
        self.setAccessibleName(full_width(f"{words}，按住空格两秒" if not self._lacking else words))
        role = "" if self._lacking else "hold"
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)

    def _start(self) -> None:
        if self._lacking or self._timer.isActive():
            return
        self._step = 0
        self._timer.start()
        announce(self, "按住别放")

    def _stop(self) -> None:
        if self._timer.isActive() or self._step:
            self._timer.stop()
            self._step = 0
            self.update()

    @Slot()
    def _on_step(self) -> None:
        self._step += 1
        self.update()
        if self._step == _STEPS // 2:
            announce(self, "再按住 1 秒")
        if self._step >= _STEPS:
            self._stop()
            self.setDown(False)
            self.held.emit()
