"""Words -> the clipboard: the only way there for what is no selection, so that one rule holds for all of it."""

from PySide6.QtGui import QGuiApplication

from handbook.model.text import holds_demo


def put_on_clipboard(words: str) -> bool:
    """Put `words` there; False, and nothing happened, where they hold a value of the demo company (`demo.REFUSED` says why)."""
    if holds_demo(words):
        return False
    QGuiApplication.clipboard().setText(words)
    return True
