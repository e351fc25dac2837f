"""``build_installer.py``: what is missing is named before anything is made."""

import subprocess
import sys
from pathlib import Path

import pytest

from handbook.packaging.pipeline import TARGETS


def _build(repository: Path, tmp_path: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(repository / "build_installer.py"), *map(str, words)],
        env={"PATH": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def _times(folder: Path) -> dict[Path, int]:
    return {p: p.stat().st_mtime_ns for p in [folder, *folder.glob("*")]} if folder.is_dir() else {}


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="only Python 3.11 gets as far as the tools")
@pytest.mark.parametrize(
    ("target", "tools"),
    [
        ("deb", ["readelf", "objdump"]),
        ("deb-compat", ["debootstrap", "chroot"]),
        ("tar-compat", ["debootstrap", "chroot"]),
        ("win-zip", ["osslsigncode"]),
        ("win-nsis", ["osslsigncode", "makensis"]),
        ("win-msi", ["osslsigncode", "wixl"]),
        ("all", ["readelf", "debootstrap", "osslsigncode", "makensis", "wixl"]),
    ],
)
def test_missing_tools_stop_it_at_once(
    repository: Path, tmp_path: Path, target: str, tools: list[str]
) -> None:
    before = _times(repository / "dist")
    done = _build(repository, tmp_path, "--target", target)
    assert done.returncode == 1
    assert "nothing was built" in done.stderr
    assert all(f"  {tool}: needed for" in done.stderr for tool in tools)
    # Libraries are taken as they are: nobody needs to assemble or link one.
    assert not any(f"  {tool}: needed for" in done.stderr for tool in ("as", "ld"))
    assert "Traceback" not in done.stderr
    assert _times(repository / "dist") == before


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="only Python 3.11 gets as far as the zip")
@pytest.mark.parametrize("content", [None, b"no zip"])
def test_a_wrong_python_is_told_at_once(repository: Path, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "python.zip"
    if content is not None:
        path.write_bytes(content)
    done = _build(repository, tmp_path, "--target", "win-zip", "--python-embed", path)
    assert done.returncode == 1
    assert str(path) in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_target_shows_the_known_ones(repository: Path, tmp_path: Path) -> None:
    done = _build(repository, tmp_path, "--target", "appimage")
    assert done.returncode == 2
    assert all(target in done.stderr for target in TARGETS)
