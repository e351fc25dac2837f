"""The ending of a file name -> the kind of file that is written, or words that say which endings can be."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from handbook.export.errors import ExportError

# Full-width points too: input methods write them. A date such as 2026.11 ends in no ending.
_ENDING = re.compile(r"[.。．]((?=[\w]*[A-Za-zＡ-Ｚａ-ｚ])\w{1,12})\s*$")


def ending_of(path: Path) -> str:
    """The ending in lower case without its point; empty where the name has none."""
    found = _ENDING.search(path.name)
    return unicodedata.normalize("NFKC", found[1]).lower() if found else ""


def check_ending(path: Path, writable: Iterable[str], what: str) -> None:
    """Refuse a name that tells another kind of file than `what`, whose endings are `writable`; none is as good as any.

    Raises `ExportError`.
    """
    ending = ending_of(path)
    endings = tuple(writable)
    if not ending or (ending in endings and path.name.lower().endswith(f".{ending}")):
        return
    listed = "、".join(f".{known}" for known in endings)
    raise ExportError(f"{path.name} 没有写出:{what}的文件名要以 {listed} 结尾。请改文件名,或改选文件种类。")
