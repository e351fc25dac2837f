"""A widget goes in; it is closed, and must be gone from Qt and from Python afterwards."""

import gc
import weakref
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget


def is_freed_after(make: Callable[[], QWidget], close: Callable[[QWidget], object]) -> bool:
    """Whether what `make` gives is gone on both sides once `close` was called with it."""
    destroyed: list[bool] = []
    widget = make()
    widget.destroyed.connect(lambda: destroyed.append(True))
    alive = weakref.ref(widget)
    close(widget)
    del widget
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    return bool(destroyed) and alive() is None
