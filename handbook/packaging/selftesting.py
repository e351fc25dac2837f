"""A packaged program goes in; it must pass its own self-test within a hard time limit, in a home of its own."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from handbook.packaging.commands import run

LIMIT_S = 180.0
"""Beyond the limit of the self-test itself."""


def selftest(command: Sequence[str | Path]) -> str:
    """What the self-test of `command` said. Raises BuildError where it fails or takes too long."""
    with tempfile.TemporaryDirectory(prefix="handbook-build-") as home:
        environment = {
            "HOME": home,
            "HANDBOOK_HOME": str(Path(home) / "data"),
            "QT_QPA_PLATFORM": "offscreen",
        }
        for name in ("PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "QT_PLUGIN_PATH"):
            if name in os.environ:
                environment[name] = ""
        return run([*command, "--selftest"], limit_s=LIMIT_S, extra_env=environment)
