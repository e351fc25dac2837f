"""The company's defaults: read first, never able to stop the program."""

import json
from pathlib import Path

import pytest

from handbook import paths
from handbook.company_defaults import CompanyDefaults, company_defaults, site_folder
from handbook.settings import Settings, read_settings, write_settings


def _defaults(folder: Path, raw: object) -> CompanyDefaults:
    path = folder / "defaults.json"
    path.write_text(json.dumps(raw), "utf-8")
    return company_defaults([folder / "absent.json", path])


def test_without_a_file_everything_is_empty(tmp_path: Path) -> None:
    assert company_defaults([tmp_path / "defaults.json"]) == CompanyDefaults()


def test_all_keys(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    raw = {
        "site": "site",
        "update_folder": "/srv/updates",
        "retention_days": 3,
        "hot_key": "Ctrl+Alt+J",
        "locked": ["retention_days"],
    }
    found = _defaults(tmp_path, raw)
    assert found.site == tmp_path / "site"
    assert found.update_folder == Path("/srv/updates")
    assert (found.settings.retention_days, found.settings.hot_key) == (3, "Ctrl+Alt+J")
    assert found.locked == {"retention_days"}
    assert found.notices == ()


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ({"site": "gone"}, "gone"),
        ({"site": 5}, "site"),
        ({"retention": 3}, "retention"),
        ({"retention_days": "three"}, "retention_days"),
        ({"locked": ["site"]}, "locked"),
        ({"locked": "hot_key"}, "locked"),
        ([1], "{…}"),
    ],
)
def test_what_is_wrong_is_told_and_left_out(tmp_path: Path, raw: object, word: str) -> None:
    found = _defaults(tmp_path, raw)
    assert len(found.notices) == 1
    assert word in found.notices[0]
    assert (found.site, found.settings, found.locked) == (None, Settings(), frozenset())


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe\x00", b"[" * 5000])
def test_a_damaged_file_is_told(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "defaults.json"
    path.write_bytes(raw)
    assert "读不出来" in company_defaults([path]).notices[0]


def test_a_user_overrides_what_is_not_locked(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"retention_days": 99, "hot_key": "F10"}), "utf-8")
    base = Settings(retention_days=3, hot_key="F12")
    read = read_settings(path, base, {"retention_days"})
    assert (read.retention_days, read.hot_key) == (3, "F10")


def test_what_equals_the_company_keeps_following_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    write_settings(path, Settings(retention_days=3, scale=1.5), Settings(retention_days=3))
    assert read_settings(path, Settings(retention_days=5)) == Settings(retention_days=5, scale=1.5)


def test_the_folder_of_the_company_goes_before_that_of_the_user(user_home: Path, tmp_path: Path) -> None:
    assert site_folder(CompanyDefaults()) is None
    write_settings(paths.settings_file(), Settings(site=str(tmp_path / "mine")))
    assert site_folder(CompanyDefaults()) == tmp_path / "mine"
    assert site_folder(CompanyDefaults(site=tmp_path / "theirs")) == tmp_path / "theirs"


def test_the_file_is_named(tmp_path: Path) -> None:
    assert _defaults(tmp_path, {"retention_days": 3}).file == tmp_path / "defaults.json"
    assert company_defaults([tmp_path / "none.json"]).file is None
