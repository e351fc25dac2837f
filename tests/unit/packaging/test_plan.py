"""Dates and dependencies of a build."""

from pathlib import Path

import pytest

from handbook.packaging.build_error import BuildError
from handbook.packaging.plan import EARLIEST, source_epoch
from handbook.packaging.system_packages import depends, recommends


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
