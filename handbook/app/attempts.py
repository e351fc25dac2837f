"""What may fail without taking the rest along: each failure is reported, and what is missing is told in one sentence."""

import sys
from collections.abc import Callable

from handbook.errors import HandbookError


class Attempts:
    """`tell` says a sentence to the user."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._missing: list[str] = []

    def make(self, what: str, act: Callable[[], object]) -> bool:
        """Whether `act` went well; if not, the fault is reported and `what` is missing.

        What nobody expected goes to `sys.excepthook`.
        """
        try:
            act()
        except HandbookError as error:
            self._tell(str(error))
        except Exception as error:  # noqa: BLE001 (whatever it is, the rest of the window is needed)
            sys.excepthook(type(error), error, error.__traceback__)
        else:
            return True
        self._missing.append(what)
        return False

    def tell_missing(self) -> None:
        """Name what is missing since this was asked last."""
        if self._missing:
            self._tell(f"没能打开:{'、'.join(self._missing)}。其余照常可用。")
            self._missing.clear()
