"""Dates and dependencies of a build."""

from pathlib import Path

import pytest

from handbook.packaging.build_error import BuildError
from handbook.packaging.linux_kind import COMPAT, TODAY
from handbook.packaging.plan import EARLIEST, source_epoch
from handbook.packaging.system_packages import PACKAGE_OF, depends, recommends

_BUSTER = frozenset(
    [
        "libc6",
        "libdbus-1-3",
        "libegl1",
        "libexpat1",
        "libfontconfig1",
        "libfreetype6",
        "libgcc1",
        "libgl1",
        "libglib2.0-0",
        "libstdc++6",
        "libuuid1",
        "libx11-6",
        "libx11-xcb1",
        "libxcb1",
        "zlib1g",
    ]
)
"""Names of these packages in Debian 10, which UOS 20 is made of."""


def test_epoch_is_the_one_that_was_told(tmp_path: Path) -> None:
    assert source_epoch(tmp_path, {"SOURCE_DATE_EPOCH": "1700000000"}) == 1_700_000_000


def test_epoch_before_zip_is_raised_to_the_first_day_of_zip(tmp_path: Path) -> None:
    assert source_epoch(tmp_path, {"SOURCE_DATE_EPOCH": "0"}) == EARLIEST


def test_epoch_that_is_no_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="SOURCE_DATE_EPOCH"):
        source_epoch(tmp_path, {"SOURCE_DATE_EPOCH": "yesterday"})


def test_dependencies_come_from_what_is_left_to_the_system() -> None:
    outside = ["libc.so.6", "libX11.so.6", "libglib-2.0.so.0", "libgthread-2.0.so.0", "libcups.so.2"]
    assert depends(outside, "2.34") == "libc6 (>= 2.34), libglib2.0-0, libx11-6"
    assert recommends(outside) == "libcups2"


def test_an_unknown_library_stops_the_build() -> None:
    with pytest.raises(BuildError, match=r"libsurprise\.so\.1"):
        depends(["libsurprise.so.1"], "2.34")


def test_older_systems_have_a_package_for_every_dependency() -> None:
    fields = depends(
        [soname for soname, package in PACKAGE_OF.items() if package], "2.28", COMPAT.other_names
    )
    for field in fields.split(", "):
        names = [name.split(" ")[0] for name in field.split(" | ")]
        assert _BUSTER & set(names), field
    assert "libgcc-s1 | libgcc1" in fields


def test_products_for_older_systems_have_names_of_their_own() -> None:
    assert COMPAT.product("gongre-handbook_1.2_amd64.deb") == "gongre-handbook_1.2_amd64_compat.deb"
    assert COMPAT.product("gongre-handbook-1.2-linux-x86_64.tar.xz").endswith("-x86_64_compat.tar.xz")
    assert TODAY.product("gongre-handbook_1.2_amd64.deb") == "gongre-handbook_1.2_amd64.deb"
