"""`override` of typing, for type checkers alone: importing typing_extensions would delay the first painted window."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method):
        """Return `method` as it is; type checkers see that it overrides one of its base class."""
        return method


__all__ = ["override"]
