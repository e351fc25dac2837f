"""An error goes in; a file comes out that takes half of what is written and then raises it."""

import io
from typing import Any

from typing_extensions import override


class FailingFile(io.BytesIO):
    """Takes half of what is written, then gives up."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self._error = error

    @override
    def write(self, content: Any) -> int:
        super().write(bytes(content)[: len(content) // 2])
        raise self._error
