"""A read-only ``defaults.json`` beside the program goes in; what the company decided for every user comes out."""

import json
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from handbook import paths
from handbook.disk_words import reason
from handbook.installed_start import program_folder
from handbook.patience import within
from handbook.settings import Settings, read_settings, with_values

FILE_NAME = "defaults.json"
_LINUX_FOLDER = Path("/etc/gongre-handbook")
_LARGEST = 1024 * 1024
_PATIENCE_S = 0.1
"""Seconds; the first picture of the window waits meanwhile."""
_SETTINGS = ("retention_days", "hot_key", "look", "scale", "region")
WORKSHOP = "workshop"
"""Among the locked keys: nobody may edit."""
_SEAT = re.compile(r"[A-Za-z0-9]{1,16}")
_LOCKABLE = (*_SETTINGS, WORKSHOP)
_KNOWN = ("site", "update_folder", "pin_version", "seat", "editors", "locked", *_SETTINGS)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyDefaults:
    """What the company decided; everything empty where there is no such file."""

    file: Path | None = None
    """Where it is written; None where there is no such file."""
    site: Path | None = None
    """Overlay folder of the site; None where none is named or it is not there now."""
    update_folder: Path | None = None
    """Folder that new content packs are put in."""
    pin_version: int = 0
    """Number of the content pack that every desk stays at; 0 = none."""
    seat: str = ""
    """Number of this desk, as the company counts them; empty = one of its own making."""
    settings: Settings = Settings()  # noqa: RUF009  frozen
    """What a user starts with."""
    editors: tuple[str, ...] | None = None
    """Accounts of the operating system that may edit, in small letters; None where the company named none."""
    locked: frozenset[str] = frozenset()
    """Settings that a user's own file does not change, and `WORKSHOP`."""
    notices: tuple[str, ...] = ()
    """What is wrong with the file, in sentences for the user."""


def company_defaults(places: Sequence[Path] | None = None) -> CompanyDefaults:
    """The first file that is there among `places` (by default beside the program, then the system's)."""
    for path in default_places() if places is None else places:
        try:
            if not path.is_file():
                continue
            if path.stat().st_size > _LARGEST:
                return _unreadable(path, "文件太大")
            raw = json.loads(path.read_text(encoding="utf-8-sig"))
        except OSError as error:
            return _unreadable(path, reason(error))
        except (ValueError, RecursionError) as error:
            return _unreadable(path, f"不是 JSON:{error}")
        return _from_json(raw, path) if isinstance(raw, dict) else _unreadable(path, "最外层要是 {…}")
    return CompanyDefaults()


def site_folder(defaults: CompanyDefaults) -> Path | None:
    """The overlay of the site where the command line names none: the company's, else the one this user chose."""
    if defaults.site is not None:
        return defaults.site
    chosen = read_settings(paths.settings_file(), defaults.settings, defaults.locked).site
    return Path(chosen) if chosen else None


def region_id(defaults: CompanyDefaults) -> str:
    """Id of the region where the command line names none: the company's, else the one this user chose; empty = neither."""
    return read_settings(paths.settings_file(), defaults.settings, defaults.locked).region


def default_places() -> list[Path]:
    """Where the file may stand."""
    beside = program_folder()
    places = [beside / FILE_NAME] if beside is not None else []
    return [*places, _LINUX_FOLDER / FILE_NAME] if sys.platform == "linux" else places


def _from_json(raw: dict[str, Any], path: Path) -> CompanyDefaults:
    notices = [f"{path} 里有不认识的键“{name}”,没有采用。" for name in raw if name not in _KNOWN]
    chosen = {name: raw[name] for name in _SETTINGS if name in raw}
    settings = with_values(Settings(), chosen)
    for name, value in chosen.items():
        if with_values(Settings(), {name: value}) == Settings() and value != getattr(Settings(), name):
            notices.append(f"{path} 里 {name} 的值 {value!r} 不合适,没有采用。")
    site = _folder(raw.get("site"), path, "site", notices)
    if site is not None and not _may_be_there(site):
        notices.append(f"本单位的覆盖文件夹 {site} 现在打不开,先用随程序的内容。")
        site = None
    locked = raw.get("locked", [])
    if not isinstance(locked, list) or any(name not in _LOCKABLE for name in locked):
        notices.append(f"{path} 里 locked 只能列出:{'、'.join(_LOCKABLE)}。")
        locked = [name for name in locked if name in _LOCKABLE] if isinstance(locked, list) else []
    return CompanyDefaults(
        file=path,
        site=site,
        update_folder=_folder(raw.get("update_folder"), path, "update_folder", notices),
        pin_version=_pinned(raw.get("pin_version"), path, notices),
        seat=_seat(raw.get("seat"), path, notices),
        settings=settings,
        editors=_editors(raw.get("editors"), path, notices),
        locked=frozenset(locked),
        notices=tuple(notices),
    )


def _pinned(value: object, path: Path, notices: list[str]) -> int:
    if value is None:
        return 0
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        notices.append(f"{path} 里 pin_version 要写成内容包的号数,如 7,没有采用。")
        return 0
    return value


def _seat(value: object, path: Path, notices: list[str]) -> str:
    """The number of a desk: letters and digits, since a file is named after it."""
    if value is None:
        return ""
    text = str(value)
    if not _SEAT.fullmatch(text):
        notices.append(f"{path} 里 seat 要写成不超过 16 个的字母、数字,如 A07,没有采用。")
        return ""
    return text


def _editors(value: object, path: Path, notices: list[str]) -> tuple[str, ...] | None:
    """Accounts in small letters; where the key is there and cannot be read, nobody: rights are never given by mistake."""
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(name, str) and name.strip() for name in value):
        notices.append(f'{path} 里 editors 要写成登录名的列表,如 ["wangmin"];现在读不出来,谁都不能进维护台。')
        return ()
    return tuple(name.strip().lower() for name in value)


def _folder(value: object, path: Path, name: str, notices: list[str]) -> Path | None:
    """A path of the file; a relative one counts from the file."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        notices.append(f"{path} 里 {name} 要写成文件夹的路径,没有采用。")
        return None
    return path.parent / os.path.expanduser(value)  # noqa: PTH111 (pathlib's raises where there is no such user)


def _may_be_there(folder: Path) -> bool:
    """Whether it is there, or on a disk that has not answered yet: that is waited for when the content is read."""
    try:
        return within(_PATIENCE_S, partial(os.path.isdir, folder))
    except TimeoutError:
        return True


def _unreadable(path: Path, why: str) -> CompanyDefaults:
    return CompanyDefaults(file=path, notices=(f"本单位的默认设置 {path} 读不出来({why}),先用程序自己的。",))
