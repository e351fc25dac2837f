"""Bill of materials and notices: only what is inside, in the version that is inside."""

import json
import shutil
from pathlib import Path

import msgspec
import pytest

from handbook.packaging.bill_of_materials import FILE_NAME, write_bill
from handbook.packaging.build_error import BuildError
from handbook.packaging.components import Component, shared_components, system_components, wheel_components
from handbook.packaging.lock import LockedWheel, normal, read_lock, wheels_for
from handbook.packaging.notices import write_notices
from handbook.packaging.plan import BuildPlan

LOCK = [LockedWheel("pyside6_essentials-7.2.1-cp310-abi3-win_amd64.whl", "windows", "0" * 64)]


def test_notices_offer_the_source_of_the_version_inside(repository: Path, tmp_path: Path) -> None:
    parts = shared_components(repository, "3.11.9", repository / "LICENSE", LOCK)
    notice = (repository / "resources" / "packaging" / "NOTICE.txt").read_text("utf-8")
    write_notices(tmp_path / "licences", parts, notice, repository / "LICENSE")
    said = (tmp_path / "licences" / "NOTICE.txt").read_text("utf-8")
    assert "/qt/7.2/7.2.1/" in said
    assert "qt 7.2.1  LGPL-3.0-only  (qt/LGPL-3.0.txt, qt/GPL-3.0.txt)" in said
    assert "@" not in said
    for name in ("qt/LGPL-3.0.txt", "qt/GPL-3.0.txt", "noto-sans-sc/OFL.txt", "gongre-handbook-LICENSE.txt"):
        assert (tmp_path / "licences" / name).stat().st_size > 1000


def test_a_part_without_licence_text_stops_the_build(repository: Path, tmp_path: Path) -> None:
    part = Component(name="strange", version="1", licence="MIT", purl="pkg:pypi/strange@1")
    with pytest.raises(BuildError, match="strange"):
        write_notices(tmp_path / "licences", [part], "", repository / "LICENSE")


def test_every_wheel_that_ships_here_has_a_licence_text_and_a_name_of_one(repository: Path) -> None:
    """Those of the lock that are installed here as well, in whatever version; the build stops for one without."""
    site = Path(msgspec.__file__).parents[1]
    here = {normal(p.name.split("-")[0]) for p in site.glob("*.dist-info")}
    lock = read_lock(repository / "resources" / "packaging" / "wheels.lock")
    wheels = [wheel for wheel in wheels_for(lock, "linux") if wheel.name in here]
    parts = wheel_components(site, wheels)
    assert {"pypdfium2", "selectolax"} <= {part.name for part in parts}
    assert [part.name for part in parts if not part.texts and part.licence != "LGPL-3.0-only"] == []
    pdfium = next(part for part in parts if part.name == "pypdfium2")
    assert {"pdfium.txt", "freetype.txt"} <= {text.name for text in pdfium.texts}


def test_a_library_of_another_maker_is_not_taken_for_debian_s(tmp_path: Path) -> None:
    system = Path("/lib/x86_64-linux-gnu/libz.so.1")
    if shutil.which("dpkg-query") is None or not system.exists():
        pytest.skip("no Debian")
    copied = tmp_path / system.name
    shutil.copy(system, copied)
    assert [part.name for part in system_components([copied])] == ["zlib1g"]
    copied.write_bytes(copied.read_bytes() + b"of the wheel")
    assert system_components([copied]) == []


def test_bill_names_parts_and_hashes_of_binaries(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "handbook").write_bytes(b"program")
    (tmp_path / "notes.txt").write_bytes(b"no program")
    plan = BuildPlan(root=repository, epoch=1_700_000_000, version="1.2.3")
    write_bill(plan, tmp_path, shared_components(repository, "3.11.9", repository / "LICENSE", LOCK))
    bill = json.loads((tmp_path / FILE_NAME).read_text("utf-8"))
    assert bill["metadata"]["component"]["version"] == "1.2.3"
    assert {c["name"]: c.get("version") for c in bill["components"]} == {
        "cpython": "3.11.9",
        "noto-sans-sc": "2",
        "qt": "7.2.1",
        "handbook": None,
    }
