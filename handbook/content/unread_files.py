"""Files of a content folder that nobody reads go in; why not, and what to do, comes out for each."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from handbook.content.meant_names import meant_yaml, original_of

MOST = 500
"""Warnings about one folder: whoever names the wrong folder is told so without a list of the whole disk."""
_DOCUMENTS = frozenset(
    [
        ".doc",
        ".docx",
        ".wps",
        ".odt",
        ".rtf",
        ".pdf",
        ".ofd",
        ".caj",
        ".txt",
        ".md",
        ".htm",
        ".html",
        ".mht",
        ".ppt",
        ".pptx",
        ".dps",
        ".odp",
        ".xls",
        ".xlsx",
        ".et",
        ".ods",
        ".csv",
        ".xml",
        ".json",
    ]
)
_PICTURES = frozenset(
    [
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".bmp",
        ".webp",
        ".tif",
        ".tiff",
        ".heic",
        ".vsd",
        ".vsdx",
        ".dwg",
        ".emf",
        ".wmf",
    ]
)
_ARCHIVES = frozenset([".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".xz", ".bz2", ".iso"])


def unread_files(root: Path, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Of `names`, the files below `root` that are not read: each with a sentence that says why and what to do."""
    for count, name in enumerate(names):
        if count == MOST:
            yield (
                ".",
                f"另有 {len(names) - MOST} 个文件也没有读。请看 --content、--site 后面的文件夹是否写对",
            )
            return
        yield name, _advice(root, name)


def copy_advice(original: str, *, has_original: bool) -> str:
    """Why a copy of the file `original` is not read, and what to do."""
    if has_original:
        return f"看名字是 {original} 的副本,没有读。要用就并入 {original},不用就移走或删去"
    return f"看名字是副本,没有读,但也没有 {original}。要用就改名为 {original},不用就移走或删去"


def _advice(root: Path, name: str) -> str:
    folder, _, own = name.rpartition("/")
    original = original_of(own)
    if original:
        return copy_advice(original, has_original=(root / folder / original).is_file())
    meant = meant_yaml(own)
    if meant:
        return f"只读结尾是小写 .yaml 的文件,{own} 没有读。请改名为 {meant}(先在系统里打开“显示文件扩展名”)"
    ending = os.path.splitext(own)[1].lower()  # noqa: PTH122
    if ending == ".svg":
        return f"只读结尾是小写 .svg 的图,{own} 没有读。请改名"
    if ending in _DOCUMENTS:
        return "程序不读这种文件,里面的话查不到。请把要用的话写进条目(.yaml),原件移到别的文件夹"
    if ending in _PICTURES:
        return "程序不读这种图。请画成 .svg 放在 knowledge/diagrams/ 之下,或移到别的文件夹"
    if ending in _ARCHIVES:
        return "程序不读压缩包。请解开后把 .yaml 放进来,压缩包移到别的文件夹"
    return "程序只读 .yaml 和 .svg,这个文件没有读。是条目就改名为 编号.yaml,不是就移到别的文件夹"
