"""What stands in a product goes in; each foreign part of it, with version, licence and licence texts, comes out."""

import platform
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from email.parser import HeaderParser
from filecmp import cmp
from pathlib import Path

from handbook.packaging.lock import LockedWheel, normal
from handbook.packaging.trees import files_below

_SPDX = {  # where the metadata of the wheel names no SPDX expression
    "lxml": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "mdit-py-cjk-friendly": "MIT",
    "mdurl": "MIT",
    "opencc": "Apache-2.0",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pypinyin": "MIT",
    "pyside6-essentials": "LGPL-3.0-only",
    "python-docx": "MIT",
    "pyyaml": "MIT",
    "segno": "BSD-3-Clause",
    "shiboken6": "LGPL-3.0-only",
}
_TEXTS = ("licen", "copying", "notice", "authors")


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One foreign part."""

    name: str
    version: str
    licence: str
    """SPDX expression, or "" where only the text is known."""
    purl: str
    sha256: str = ""
    """Of the wheel or file that it came in."""
    texts: tuple[Path, ...] = ()


def wheel_components(site: Path, wheels: Iterable[LockedWheel]) -> list[Component]:
    """The `wheels`, with the licence texts that stand in `site`, where they are unpacked."""
    folders = {normal(p.name.split("-")[0]): p for p in site.glob("*.dist-info")}
    return [_wheel_component(wheel, folders[wheel.name]) for wheel in sorted(wheels)]


def _wheel_component(wheel: LockedWheel, folder: Path) -> Component:
    headers = HeaderParser().parsestr((folder / "METADATA").read_text("utf-8"))
    texts = [p for p in files_below(folder) if _is_licence(p.relative_to(folder))]
    return Component(
        name=wheel.name,
        version=wheel.version,
        licence=_SPDX.get(wheel.name) or str(headers.get("License-Expression", "")),
        purl=f"pkg:pypi/{wheel.name}@{wheel.version}",
        sha256=wheel.sha256,
        texts=tuple(texts),
    )


def _is_licence(path: Path) -> bool:
    """Whether a file of a ``.dist-info`` is a licence text: by its name, or by the folder for them (PEP 639)."""
    return path.parts[0] == "licenses" or path.name.lower().startswith(_TEXTS)


def shared_components(
    root: Path, python: str, python_licence: Path, lock: Iterable[LockedWheel]
) -> list[Component]:
    """What every product carries: Python, Qt (in the version of the PySide6 wheel, which brings it), the font."""
    qt = next(wheel.version for wheel in lock if wheel.name == "pyside6-essentials")
    licences = root / "resources" / "packaging" / "licences"
    return [
        Component(
            name="cpython",
            version=python,
            licence="PSF-2.0",
            purl=f"pkg:generic/cpython@{python}",
            texts=(python_licence,),
        ),
        Component(
            name="noto-sans-sc",
            version="2",
            licence="OFL-1.1",
            purl="pkg:generic/noto-sans-sc@2",
            texts=(root / "resources" / "fonts" / "OFL.txt",),
        ),
        Component(
            name="qt",
            version=qt,
            licence="LGPL-3.0-only",
            purl=f"pkg:generic/qt@{qt}",
            texts=(licences / "LGPL-3.0.txt", licences / "GPL-3.0.txt"),
        ),
    ]


def builder_python_licence() -> Path:
    """Licence text of the Python that runs the build."""
    return Path(platform.__file__).parent / "LICENSE.txt"


def system_components(paths: Iterable[Path]) -> list[Component]:
    """The Debian packages of this machine that bundled libraries were copied from; [] without dpkg.

    A library counts as copied where it is the same byte for byte: Qt of the wheel bears the names of Debian's.
    """
    found: dict[str, Component] = {}
    places = _library_places()
    for bundled in paths:
        path = places.get(bundled.name)
        if path is None or not cmp(bundled, path.resolve(), shallow=False):
            continue
        package = _owner(path.resolve())
        if package and package not in found:
            found[package] = _debian_component(package)
    return [found[package] for package in sorted(found)]


def _owner(path: Path) -> str:
    """The package that `path` belongs to; dpkg may know it without the /usr that /lib is merged into."""
    for name in (str(path), str(path).removeprefix("/usr")):
        package = _asked(["dpkg-query", "-S", name]).partition(":")[0]
        if package:
            return package
    return ""


def _debian_component(package: str) -> Component:
    version = _asked(["dpkg-query", "-W", "-f", "${Version}", package])
    text = Path("/usr/share/doc") / package / "copyright"
    return Component(
        name=package,
        version=version,
        licence="",
        purl=f"pkg:deb/debian/{package}@{version}",
        texts=(text,) if text.is_file() else (),
    )


def _library_places() -> dict[str, Path]:
    places: dict[str, Path] = {}
    for line in _asked(["/sbin/ldconfig", "-p"]).splitlines():
        name, arrow, path = line.partition(" => ")
        if arrow and "x86-64" in name:
            places.setdefault(name.split()[0], Path(path))
    return places


def _asked(words: list[str]) -> str:
    try:
        return subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""
