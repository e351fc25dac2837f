"""Hook of hatchling, which loads this file by its name: has the program bundle its content before a wheel is made."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Named so because hatchling looks for this name."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write ``handbook/_bundled`` into the tree before its files are collected."""
        root = Path(self.root)
        sys.path.insert(0, str(root))  # the build stands outside of the checkout
        try:
            from handbook.build_hook import bundle

            bundle(root)
        finally:
            sys.path.remove(str(root))
