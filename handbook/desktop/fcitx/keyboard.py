"""The keyboard of the window, led past Fcitx: PySide6 brings no plug-in for it, and Qt's own for IBus works only where IBus is installed."""

import os
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSocketNotifier, Qt, Slot
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QInputMethodEvent,
    QInputMethodQueryEvent,
    QKeyEvent,
    QTextCharFormat,
)
from shiboken6 import isValid

from handbook.desktop.fcitx.context import (
    Came,
    Committed,
    Composed,
    FcitxGone,
    InputContext,
    Key,
    Told,
    session_fcitx,
)
from handbook.override import override

_ASKED_FOR = ("", "fcitx", "fcitx5")
"""Where nothing is asked for, whatever runs is meant."""
_AGAIN_AFTER_S = 5.0
"""A bus that is gone is looked for again, when a field gets the keyboard, not sooner than this."""
_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


def is_wanted() -> bool:
    """Whether this session types by Fcitx, under X11, and no plug-in of a site does it already."""
    app = QGuiApplication.instance()
    if not isinstance(app, QGuiApplication) or app.platformName() != "xcb":
        return False
    asked = os.environ.get("QT_IM_MODULE", "") or os.environ.get("XMODIFIERS", "").partition("@im=")[2]
    folders = (Path(path, "platforminputcontexts") for path in app.libraryPaths())
    return asked.strip() in _ASKED_FOR and not any(any(folder.glob("*fcitx*")) for folder in folders)


def lead_keyboard() -> None:
    """Lead the keyboard of this process past Fcitx where that is wanted; once."""
    app = QGuiApplication.instance()
    if isinstance(app, QGuiApplication) and is_wanted() and app.findChild(FcitxKeyboard) is None:
        FcitxKeyboard(app)


class FcitxKeyboard(QObject):
    """Asks Fcitx about each key of the field that has the keyboard, and puts into it what Fcitx says."""

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self._app = app
        self._context: InputContext | None = None
        self._notifier: QSocketNotifier | None = None
        self._looked_at = -_AGAIN_AFTER_S
        self._field: QObject | None = None
        """What has the keyboard and takes text."""
        self._is_composing = False
        self._answered: tuple[int, int, bool] | None = None
        """Time and code of the key that was asked about last, and whether Fcitx used it: a press comes twice."""
        app.focusObjectChanged.connect(self._on_focus)
        app.applicationStateChanged.connect(self._on_state)
        app.inputMethod().cursorRectangleChanged.connect(self._place)
        self._on_focus(app.focusObject())

    def use(self, context: InputContext) -> None:
        """Ask this context from now on."""
        self._context = context
        self._notifier = QSocketNotifier(context.socket, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_told)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonPress and watched is self._field:
            self._break_off()  # the click goes where it points, and what is typed then begins there
            return False
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent) or watched is not self._field:
            return False
        if self._context is None or not event.nativeVirtualKey():
            return False
        is_used = self._is_used(event)
        if is_used and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut of ours: the key is part of a word
        return is_used

    def _is_used(self, event: QKeyEvent) -> bool:
        this = (event.timestamp(), event.nativeScanCode())
        if event.type() is QEvent.Type.KeyPress and self._answered is not None and self._answered[:2] == this:
            return self._answered[2]
        key = Key(
            event.nativeVirtualKey(),
            event.nativeScanCode(),
            event.nativeModifiers(),
            event.timestamp() & 0xFFFFFFFF,
            event.type() is QEvent.Type.KeyRelease,
        )
        is_used = self._ask(key)
        self._answered = (*this, is_used)
        return is_used

    def _ask(self, key: Key) -> bool:
        if self._context is None:
            return False
        try:
            is_used = self._context.takes(key)
        except FcitxGone:
            self._lose()
            return False
        self._on_told()
        return is_used

    @Slot()
    def _on_told(self) -> None:
        if self._context is None:
            return
        try:
            told = self._context.told()
        except FcitxGone:
            self._lose()
            return
        for one in told:
            self._do(one)

    def _do(self, told: Told) -> None:
        if isinstance(told, Committed):
            self._commit(told.text)
        elif isinstance(told, Composed):
            self._show(told)
        elif isinstance(told, Came):
            self._greet()
        else:
            self._drop()

    def _greet(self) -> None:
        """Tell the Fcitx that came, or that we came back to, where the keyboard is."""
        if self._field is not None and self._app.applicationState() is Qt.ApplicationState.ApplicationActive:
            self._say(is_in=True)
            self._place()

    def _show(self, composed: Composed) -> None:
        self._is_composing = bool(composed.text)
        underlined = QTextCharFormat()
        underlined.setFontUnderline(True)
        underlined.setFontWeight(QFont.Weight.Normal)
        kinds = QInputMethodEvent.AttributeType
        attributes = [
            QInputMethodEvent.Attribute(kinds.Cursor, composed.cursor, 1, None),
            QInputMethodEvent.Attribute(kinds.TextFormat, 0, len(composed.text), underlined),
        ]
        self._send(QInputMethodEvent(composed.text, attributes if composed.text else []))

    def _commit(self, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        self._is_composing = False
        self._send(event)

    def _send(self, event: QInputMethodEvent) -> None:
        if self._field is not None and isValid(self._field):
            self._app.sendEvent(self._field, event)

    @Slot(object)
    def _on_focus(self, now: QObject | None) -> None:
        before = self._field if self._field is not None and isValid(self._field) else None
        if before is now:
            return
        if before is not None:
            before.removeEventFilter(self)
            self._break_off()
        self._field = now if now is not None and _takes_text(now) else None
        if self._field is None:
            self._say(is_in=False)
            return
        self._field.installEventFilter(self)
        self._look_for()
        self._say(is_in=True)
        self._place()

    @Slot(Qt.ApplicationState)
    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._greet()
        else:
            self._say(is_in=False)

    def _look_for(self) -> None:
        if self._context is not None or time.monotonic() - self._looked_at < _AGAIN_AFTER_S:
            return
        self._looked_at = time.monotonic()
        found = session_fcitx(os.environ.get("DISPLAY", ""))
        if found is not None:
            self.use(found)
            self._on_told()  # what came with the bus's first answers wakes nobody

    def _say(self, *, is_in: bool) -> None:
        if self._context is None:
            return
        try:
            if is_in:
                self._context.focus(is_in=True)
            else:
                self._context.reset()
                self._context.focus(is_in=False)
        except FcitxGone:
            self._lose()

    @Slot()
    def _place(self) -> None:
        if self._context is None or self._field is None:
            return
        window = self._app.focusWindow()
        if window is None:
            return
        cursor = self._app.inputMethod().cursorRectangle().toRect()
        top, scale = window.mapToGlobal(cursor.topLeft()), window.devicePixelRatio()
        rect = in_pixels(QRect(top, cursor.size()), window.screen().geometry().topLeft(), scale)
        try:
            self._context.place(rect.x(), rect.y(), rect.width(), rect.height())
        except FcitxGone:
            self._lose()

    def _lose(self) -> None:
        """Go on without: keys are the program's own until a bus is found again."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
        if self._context is not None:
            self._context.close()
        self._notifier, self._context = None, None
        self._looked_at = time.monotonic()
        self._drop()

    def _break_off(self) -> None:
        """End what is being composed, here and at Fcitx, which would go on with it at the next key."""
        if not self._is_composing:
            return
        self._drop()
        try:
            if self._context is not None:
                self._context.reset()
        except FcitxGone:
            self._lose()

    def _drop(self) -> None:
        """What was not finished is not put in."""
        if self._is_composing:
            self._is_composing = False
            self._send(QInputMethodEvent())


def in_pixels(rect: QRect, origin: QPoint, scale: float) -> QRect:
    """`rect` of Qt's desktop in pixels of X; Qt scales within each screen, from the `origin` that both count alike."""
    top = rect.topLeft() - origin
    return QRect(
        origin.x() + round(top.x() * scale),
        origin.y() + round(top.y() * scale),
        round(rect.width() * scale),
        round(rect.height() * scale),
    )


def _takes_text(field: QObject) -> bool:
    query = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
    QGuiApplication.sendEvent(field, query)
    return bool(query.value(Qt.InputMethodQuery.ImEnabled))
