"""Where an installed copy stands and the user's environment go in; a portable home and a working input method come out."""

import os
import sys
from collections.abc import MutableMapping
from pathlib import Path

PORTABLE_MARK = "portable.txt"
"""A file of this name beside the program keeps all user data beside it too (``data``), for a USB stick."""
_SPEAK_IBUS = ("fcitx", "fcitx5", "ibus")


def program_folder() -> Path | None:
    """Folder of the installed program; None where it runs from source or as a package of a common Python."""
    is_embedded = (Path(sys.executable).parent / "python311._pth").is_file()
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) or is_embedded else None


def prepare_environment(environment: MutableMapping[str, str], folder: Path | None) -> None:
    """Set what Qt and `handbook.paths` read from `environment`, before either is used."""
    if folder is not None and (folder / PORTABLE_MARK).is_file():
        environment.setdefault("HANDBOOK_HOME", str(folder / "data"))
    if sys.platform == "linux":
        _reach_input_method(environment)


def _reach_input_method(environment: MutableMapping[str, str]) -> None:
    """Let Qt fall back to the IBus protocol, which Fcitx speaks as well: PySide6 carries no plug-in for Fcitx itself.

    Qt tries the names in ``QT_IM_MODULES`` in turn, so a Fcitx plug-in that a site adds is still preferred.
    """
    if environment.get("QT_IM_MODULES"):
        return
    asked = environment.get("QT_IM_MODULE") or _x_input_method(environment)
    if asked in _SPEAK_IBUS:
        environment["QT_IM_MODULES"] = asked if asked == "ibus" else f"{asked};ibus"


def _x_input_method(environment: MutableMapping[str, str]) -> str:
    for part in environment.get("XMODIFIERS", "").split("@"):
        if part.startswith("im="):
            return part.removeprefix("im=").strip()
    return ""


def prepare_this_process() -> None:
    """The same for the environment of this process; called by the launchers before anything else."""
    prepare_environment(os.environ, program_folder())
