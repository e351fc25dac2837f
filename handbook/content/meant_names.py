"""The name of a file that is not read goes in; what it was meant to be comes out: misspelt, a copy, at a wrong place."""

import difflib
import re
import unicodedata
from collections.abc import Sequence

from handbook.content.file_names import CHECK_FILES, CHECK_FOLDER, SPECIAL_FILES
from handbook.model.kinds import Kind

_FOLDERS = tuple(kind.folder for kind in Kind)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COPY_MARKS = r"副本|复件|拷贝|备份|旧版?|最新版?|新版?|冲突|copy|backup|bak|old|orig|new|conflict|tmp"
_END_OF_COPY = re.compile(
    rf"[\s_.·-]*(?:(?:{_COPY_MARKS})[\s_-]*\d*|[(\[【][^()\[\]【】]*[)\]】]|~+)$", re.IGNORECASE
)
_START_OF_COPY = re.compile(
    rf"^(?:#+|~+|(?:{_COPY_MARKS})[\s_-]*(?:\(\d+\))?[\s_-]*(?:of\s+)?)", re.IGNORECASE
)
_CLOSE = 0.7


def meant_yaml(name: str) -> str:
    """The name that the file should bear where its own is nearly that of a content file, else an empty string."""
    words = _plain(name).split(".")
    if len(words) == 1:
        return f"{words[0]}.yaml" if _is_stem(words[0]) else ""
    is_text = _is_stem(words[0]) and words[1:] == ["txt"]
    return f"{words[0]}.yaml" if words[0] and (is_text or any(map(_is_nearly_yaml, words[1:]))) else ""


def original_of(name: str) -> str:
    """The name of the content file that this is a copy or backup of, as its name tells; empty where it is none."""
    stem = _plain(name)
    before = ""
    while stem != before and not _is_stem(stem):
        before = stem
        for pattern in (_END_OF_COPY, _START_OF_COPY):
            stem = pattern.sub("", stem).strip()
        stem = stem.removesuffix(".yaml").removesuffix(".yml")
    is_copy = bool(before) and _is_stem(stem) and _plain(name) not in (f"{stem}.yaml", f"{stem}.yml")
    return f"{stem}.yaml" if is_copy else ""


def where_it_belongs(parts: Sequence[str]) -> str:
    """Why a YAML file at this place is not read, and where it should stand."""
    *folders, name = parts
    if not folders and _plain(name) in SPECIAL_FILES:
        return f"文件名要写成 {_plain(name)},现在是 {name},没有读。请改名"
    if name in SPECIAL_FILES:
        return f"{name} 只在内容文件夹最上层读,放在 {'/'.join(folders)}/ 里没有读。请移到最上层"
    if _plain(name) in CHECK_FILES or folders == [CHECK_FOLDER]:
        known = "、".join(CHECK_FILES)
        return f"{CHECK_FOLDER}/ 里只读 {known},{'/'.join(parts)} 没有读。请改名或移过去,不用就删去"
    folder = _folder_for(name)
    if folders and folders[0] not in _FOLDERS:
        close = difflib.get_close_matches(_plain(folders[0]), (*_FOLDERS, CHECK_FOLDER), n=1, cutoff=_CLOSE)
        if close:
            return f"文件夹名要写成 {close[0]}(小写),现在是 {folders[0]},里面的文件没有读。请改文件夹名"
    if folder:
        return f"不认识这个位置的文件,没有读。{name} 按编号放在 {folder}/ 之下,请移过去"
    return f"不认识这个位置的文件,没有读。条目放在 {'、'.join(_FOLDERS)} 之下,请移过去"


def _folder_for(name: str) -> str:
    return next((kind.folder for kind in Kind if _plain(name).startswith(kind.id_prefix)), "")


def _plain(name: str) -> str:
    """In half width and lower case; Chinese input methods write 。 for a point."""
    return unicodedata.normalize("NFKC", name).replace("。", ".").strip().lower()


def _is_stem(word: str) -> bool:
    return f"{word}.yaml" in (*SPECIAL_FILES, *CHECK_FILES) or (
        bool(_ID.fullmatch(word)) and bool(_folder_for(word))
    )


def _is_nearly_yaml(ending: str) -> bool:
    plain = ending.strip()
    return plain == "yml" or difflib.SequenceMatcher(None, plain, "yaml").ratio() >= _CLOSE
