"""Who may edit the handbook of the company: the one place where it is decided."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from handbook.company_defaults import WORKSHOP, CompanyDefaults

if sys.platform != "win32":
    import pwd


@dataclass(frozen=True, slots=True)
class Rights:
    """Whether this user may edit."""

    may_edit: bool
    why_not: str = ""
    """In a sentence for the user; empty where he may."""
    site: Path | None = None
    """The folder of the company that is edited."""
    account: str = ""
    is_local: bool = False
    """Whether the folder is this user's own: what is written there is read on this computer alone."""


def account_name() -> str:
    """The account of the operating system; what the environment claims does not count. Empty where the system knows none."""
    try:
        if sys.platform == "win32":
            return os.getlogin()
        return pwd.getpwuid(os.geteuid()).pw_name
    except (OSError, KeyError):
        return ""


def rights_of(defaults: CompanyDefaults, site: Path | None, account: str, own: Path | None = None) -> Rights:
    """Rights of `account` over the company's folder `site`; where there is none, over `own`, this user's folder for it.

    The company's file names the accounts that may edit, in any case of letters, with or without the domain before them; where
    it names none, whoever can write the folder may. `workshop` among its locked keys: nobody.
    """
    if WORKSHOP in defaults.locked:
        return Rights(False, "本单位关闭了维护台,要用请找管理员打开", site, account)
    is_local = site is None or site == own
    site = site or own
    if site is None:
        return Rights(False, "还没有本单位文件夹,改了没处存。请在设置里选一个,再打开维护台", None, account)
    if defaults.editors is not None and _plain(account) not in map(_plain, defaults.editors):
        who = f"“{account}”" if account else "这个登录名"
        return Rights(False, f"{who}不在可维护的名单里,请找管理员加上", site, account)
    if is_local:
        return Rights(True, "", site, account, is_local=True)
    if not _can_write(site):
        return Rights(False, f"本单位文件夹 {site} 只能看、不能写,请找管理员开写权限", site, account)
    return Rights(True, "", site, account)


def _plain(account: str) -> str:
    return account.replace("/", "\\").rpartition("\\")[2].strip().lower()


def _can_write(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
