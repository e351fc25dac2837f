"""How the reading process is started: the program itself with a hidden word, in a checkout and in every product.

``sys.executable`` is not the same thing everywhere:

- in a checkout, a Python of an environment, possibly on Windows its redirector, which starts the real one as a second
  process. Multiprocessing meets the same and starts the real one with ``__PYVENV_LAUNCHER__``; so do we, as the limit
  of one process would else kill what the redirector started;
- in the products for Linux (tar, deb), the frozen program: it takes no ``-m``, and all that it can run is what its
  launcher calls, `handbook.__main__.main`. Therefore the reader is a word of the program and no module of its own;
- in the product for Windows, the ``python.exe`` or ``pythonw.exe`` that the starter ``handbook.exe`` called, beside
  ``python311._pth``, which finds the program and ignores the environment. ``-m handbook`` works there.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def command(word: str, hint: str) -> list[str]:
    """Program and arguments; `word` says which reader it is to be, `hint` is for that reader."""
    return [*program(), word, hint]


def program() -> list[str]:
    """What starts this very program once more; its arguments follow."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    # -P: nothing is imported from the working folder; -s: nothing from the user's own packages; -B: nothing is written.
    return [_python(), "-P", "-s", "-B", "-m", _PACKAGE.name]


def _python() -> str:
    return str(getattr(sys, "_base_executable", sys.executable)) if _is_redirected() else sys.executable


def _is_redirected() -> bool:
    return sys.platform == "win32" and sys.prefix != sys.base_prefix


def environment(folder: Path, own: Mapping[str, str] = os.environ) -> dict[str, str]:
    """All that the process finds in its environment; `folder` is its working and temporary folder.

    Of the environment of this process (`own`) only what an operating system needs to start a program at all.
    """
    kept = ("SystemRoot", "SystemDrive") if os.name == "nt" else ("LD_LIBRARY_PATH",)
    given = {name: own[name] for name in kept if name in own}
    if getattr(sys, "frozen", False):
        given.pop("LD_LIBRARY_PATH", None)  # set by the frozen program for itself, and set anew by its copy
    else:
        # The same code that runs here, before any other copy that the Python may know.
        given["PYTHONPATH"] = str(_PACKAGE.parent)
    if _is_redirected():
        given["__PYVENV_LAUNCHER__"] = sys.executable
    place = str(folder)
    return given | {"TMPDIR": place, "TEMP": place, "TMP": place, "HOME": place, "LC_ALL": "C.UTF-8"}
