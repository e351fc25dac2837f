"""Where an installed copy stands and the user's environment go in; a portable home and a named input method come out."""

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path

PORTABLE_MARK = "portable.txt"
"""A file of this name beside the program keeps all user data beside it too (``data``), for a USB stick."""


def program_folder() -> Path | None:
    """Folder of the installed program; None where it runs from source or as a package of a common Python."""
    is_embedded = (Path(sys.executable).parent / "python311._pth").is_file()
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) or is_embedded else None


def prepare_environment(environment: MutableMapping[str, str], folder: Path | None) -> None:
    """Set what Qt and `handbook.paths` read from `environment`, before either is used."""
    if folder is not None and (folder / PORTABLE_MARK).is_file():
        environment.setdefault("HANDBOOK_HOME", str(folder / "data"))
    if "@im=ibus" in environment.get("XMODIFIERS", "") and not {"QT_IM_MODULE", "QT_IM_MODULES"} & {
        *environment
    }:
        environment["QT_IM_MODULE"] = (
            "ibus"  # which Qt uses only where it is named; Fcitx is reached by desktop/fcitx
        )


def prepare_this_process() -> None:
    """The same for the environment of this process; called by the launchers before anything else."""
    prepare_environment(os.environ, program_folder())
