"""Who may edit: the company's list, else whoever can write its folder, and nobody where the company said so."""

import json
import sys
from pathlib import Path

import pytest

from handbook.company_defaults import CompanyDefaults, company_defaults
from handbook.rights import Rights, account_name, rights_of


def _defaults(folder: Path, **raw: object) -> CompanyDefaults:
    path = folder / "defaults.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    return company_defaults([path])


def _may(folder: Path, defaults: CompanyDefaults, account: str) -> bool:
    return rights_of(defaults, folder, account).may_edit


def test_without_a_list_whoever_can_write_the_folder_may(tmp_path: Path) -> None:
    assert rights_of(CompanyDefaults(), tmp_path, "wangmin") == Rights(True, "", tmp_path, "wangmin")


def test_who_is_on_the_list_may_and_nobody_else(tmp_path: Path) -> None:
    named = _defaults(tmp_path, editors=["WangMin", "RELI\\lihaitao"])
    assert _may(tmp_path, named, "wangmin")
    assert _may(tmp_path, named, "RELI\\wangmin")
    assert _may(tmp_path, named, "LiHaiTao")
    assert not _may(tmp_path, named, "wang")
    assert "“wang”不在可维护的名单里" in rights_of(named, tmp_path, "wang").why_not
    assert not _may(tmp_path, named, "")


@pytest.mark.parametrize("raw", ["wangmin", [1], [""], {"a": 1}, 0])
def test_a_list_that_cannot_be_read_lets_nobody_in(tmp_path: Path, raw: object) -> None:
    named = _defaults(tmp_path, editors=raw)
    assert "谁都不能进维护台" in named.notices[0]
    assert not _may(tmp_path, named, "wangmin")


def test_an_empty_list_is_nobody(tmp_path: Path) -> None:
    assert not _may(tmp_path, _defaults(tmp_path, editors=[]), "wangmin")


def test_a_locked_workshop_is_shut_for_everybody(tmp_path: Path) -> None:
    locked = _defaults(tmp_path, editors=["wangmin"], locked=["workshop", "region"])
    assert locked.notices == ()
    assert not _may(tmp_path, locked, "wangmin")
    assert "关闭了维护台" in rights_of(locked, tmp_path, "wangmin").why_not


def test_without_a_folder_there_is_nowhere_to_keep_it(tmp_path: Path) -> None:
    assert "还没有本单位文件夹" in rights_of(CompanyDefaults(), None, "wangmin").why_not
    assert "不能写" in rights_of(CompanyDefaults(), tmp_path / "gone", "wangmin").why_not


@pytest.mark.skipif(sys.platform == "win32", reason="the environment is asked on Windows alone")
def test_the_environment_does_not_say_who_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    before = account_name()
    for name in ("LOGNAME", "USER", "USERNAME", "LNAME"):
        monkeypatch.setenv(name, "chief-editor")
    assert account_name() == before != "chief-editor"


def test_without_a_folder_of_the_company_this_users_own_takes_its_place(tmp_path: Path) -> None:
    own = tmp_path / "own"
    assert rights_of(CompanyDefaults(), None, "wangmin", own) == Rights(
        True, "", own, "wangmin", is_local=True
    )
    assert rights_of(CompanyDefaults(), own, "wangmin", own).is_local
    assert not rights_of(CompanyDefaults(), tmp_path, "wangmin", own).is_local
    named = _defaults(tmp_path, editors=["lihaitao"])
    assert not rights_of(named, None, "wangmin", own).may_edit
    locked = _defaults(tmp_path, locked=["workshop"])
    assert not rights_of(locked, None, "wangmin", own).may_edit
