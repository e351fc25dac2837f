"""Composition root of the window: paints its frame first, then makes each long-lived object once and hands it on.

What opens the window from outside — the command line, benchmarks, a tool that plays calls — takes `build_qt`, `build`.
"""

from handbook.app.qt_application import build_qt
from handbook.app.start import build

__all__ = ["build", "build_qt"]
