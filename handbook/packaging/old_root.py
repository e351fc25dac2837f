"""A plan goes in; a Debian 11 with CPython 3.11 that asks for no glibc newer than 2.28 comes out, and builds run in it.

What the freezer takes from the system it runs on (Python, SQLite, the small xcb libraries) must be as old as the oldest
system of the package. Debian 11 is the oldest that can be had with today's tools; Python and SQLite are built there from
Debian's pinned sources, and `elf.check_ceilings` reads everything that came together.
"""

import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from handbook.packaging.build_error import BuildError
from handbook.packaging.checksums import sha256_of
from handbook.packaging.commands import Tool, run
from handbook.packaging.components import Component
from handbook.packaging.downloads import fetch_wheels
from handbook.packaging.linux_kind import LinuxKind
from handbook.packaging.lock import LockedWheel
from handbook.packaging.plan import BuildPlan
from handbook.packaging.progress import Progress
from handbook.packaging.trees import make_empty

SUITE = "bullseye"
SOURCE_SUITE = "bookworm"
"""Where Debian keeps CPython 3.11."""
SOURCES = {
    "python3.11_3.11.2.orig.tar.gz": "2411c74bda5bbcfcddaf4531f66d1adc73f247f529aee981b029513aefdbf849",
    "python3.11_3.11.2-6+deb12u8.debian.tar.xz": "ece2d63c70ac0b7a401fbe6b51b0103be997c294a01a3865549be1862794ba97",
    "sqlite3_3.40.1.orig.tar.xz": "aaa776260ab4dc976db34aa7891819484c8676b5b2783123ebc6301e2ca5d655",
}
"""File → sha256. Debian's pool holds the newest security release alone: a new one is pinned here."""
SOURCE_PACKAGES = ("python3.11", "sqlite3")
OLD_ROOT_TOOLS = (
    Tool("debootstrap", "the old system that deb-compat and tar-compat are built in", "install debootstrap"),
    Tool("chroot", "the old system", "install coreutils"),
    Tool("unshare", "the old system", "install util-linux"),
)
PYTHON = "/opt/python/bin/python3.11"
"""Inside."""
_PACKAGES = """
binutils gcc libbz2-dev libc6-dev libffi-dev liblzma-dev make patch tcl xz-utils zlib1g-dev
libcups2 libdbus-1-3 libegl1 libfontconfig1 libfreetype6 libgl1 libglib2.0-0 libwayland-client0 libwayland-cursor0
libx11-6 libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0
libxkbcommon0
"""
"""What Python is made with, and the libraries that Qt's plug-ins look for."""
_LIMIT_S = 3600
_CARRIED = (
    "handbook",
    "content",
    "resources",
    "build_installer.py",
    "hatch_build.py",
    "pyproject.toml",
    "LICENSE",
    "README.md",
)
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", "_bundled")
_ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "DEBIAN_FRONTEND": "noninteractive",
}


def require_rights() -> None:
    """Raise BuildError where this user may not make such a root."""
    if os.name != "posix" or os.geteuid() != 0:
        raise BuildError(
            "deb-compat and tar-compat are built in a Debian 11 of their own: run the build as root."
        )


def built_components() -> list[Component]:
    """What is built into the Python of the old system; asked inside it."""
    file = next(name for name in SOURCES if name.startswith("sqlite3_"))
    version = file.removeprefix("sqlite3_").removesuffix(".orig.tar.xz")
    return [
        Component(
            name="sqlite",
            version=version,
            licence="blessing",
            purl=f"pkg:generic/sqlite@{version}",
            sha256=SOURCES[file],
            texts=(Path("/opt/python/licences/sqlite.txt"),),
        )
    ]


def make_old_root(plan: BuildPlan) -> Path:
    """The root with its Python, made anew only when what it is made of changed."""
    root = plan.build / "old-system"
    parts = plan.root / "handbook" / "packaging" / "old_system"
    stamp = _stamp(parts)
    mark = root / "opt" / "python" / "made-of.sha256"
    if mark.is_file() and mark.read_text("ascii") == stamp:
        return root
    shutil.rmtree(root, ignore_errors=True)
    run(["debootstrap", "--variant=minbase", "--include=ca-certificates", SUITE, root], limit_s=_LIMIT_S)
    shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")
    _inside(root, ["apt-get", "update", "-qq"])
    _inside(root, ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *_PACKAGES.split()])
    _fetch_sources(plan, root)
    for path in sorted(parts.iterdir()):
        shutil.copy(path, root / "sources" / path.name)
    _inside(root, ["sh", "/sources/build_python.sh"])
    mark.write_text(stamp, "ascii")
    return root


def _stamp(parts: Path) -> str:
    """What the root is made of, as one hash."""
    texts = [path.read_text("utf-8") for path in sorted(parts.iterdir())]
    return hashlib.sha256(repr((SUITE, _PACKAGES, sorted(SOURCES.items()), texts)).encode()).hexdigest()


def _fetch_sources(plan: BuildPlan, root: Path) -> None:
    """Lay the pinned sources into the root, from the download folder where they are there already."""
    plan.downloads.mkdir(parents=True, exist_ok=True)
    inside = make_empty(root / "sources")
    if not all(_is_there(plan.downloads / file, sha256) for file, sha256 in SOURCES.items()):
        mirror = (root / "etc/apt/sources.list").read_text("utf-8").split()[1]
        line = f"deb-src {mirror} {SOURCE_SUITE} main\n"
        (root / "etc/apt/sources.list.d/sources.list").write_text(line, "utf-8")
        _inside(root, ["apt-get", "update", "-qq"])
        command = "cd /sources && apt-get source -qq --download-only " + " ".join(
            f"{name}/{SOURCE_SUITE}" for name in SOURCE_PACKAGES
        )
        _inside(root, ["sh", "-c", command])
        for file in SOURCES.keys() & {path.name for path in inside.iterdir()}:
            shutil.copy(inside / file, plan.downloads / file)
    make_empty(inside)
    for file, sha256 in SOURCES.items():
        if not _is_there(plan.downloads / file, sha256):
            raise BuildError(
                f"{file} is not to be had as it is pinned; look which release Debian has now "
                "(SOURCES in handbook/packaging/old_root.py)."
            )
        shutil.copy(plan.downloads / file, inside / file)


def _is_there(path: Path, sha256: str) -> bool:
    return path.is_file() and sha256_of(path) == sha256


def build_inside(
    plan: BuildPlan,
    root: Path,
    kind: LinuxKind,
    lock: Sequence[LockedWheel],
    targets: Sequence[str],
    progress: Progress,
) -> list[Path]:
    """Build `targets` in `root`, without a network; the products, still inside."""
    tree = root / "source"
    (tree / "build").mkdir(parents=True, exist_ok=True)
    for name in _CARRIED:
        source = plan.root / name
        if source.is_dir():
            shutil.rmtree(tree / name, ignore_errors=True)
            shutil.copytree(source, tree / name, ignore=_LEFT_OUT)
        else:
            shutil.copy(source, tree / name)
    wheels = make_empty(root / "wheels")
    for path in fetch_wheels(plan.downloads, lock, kind.platform):
        shutil.copy(path, wheels / path.name)
    make_empty(tree / "dist")
    words = [PYTHON, "/source/build_installer.py", "--inside-old-system"]
    words += [word for target in targets for word in ("--target", target)]
    told = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/wheels", "SOURCE_DATE_EPOCH": str(plan.epoch)}
    said = _alone_inside(root, words, told)
    for line in said.splitlines():
        progress.note(line)
    return sorted(path for path in (tree / "dist").iterdir() if path.suffix in (".deb", ".xz"))


def _inside(root: Path, words: Sequence[str | Path], told: Mapping[str, str] | None = None) -> str:
    """Output of a command inside, with nothing of the environment outside."""
    environment = [f"{name}={value}" for name, value in {**_ENVIRONMENT, **(told or {})}.items()]
    return run(["env", "-i", *environment, "chroot", root, *words], limit_s=_LIMIT_S)


def _alone_inside(root: Path, words: Sequence[str], told: Mapping[str, str]) -> str:
    """The same without a network, and with the /proc that the program looks into.

    It is mounted for this command alone: nothing of it is left for whoever deletes the root, however the build ends.
    """
    environment = [f"{name}={value}" for name, value in {**_ENVIRONMENT, **told}.items()]
    line = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'
    alone: list[str | Path] = ["unshare", "--net", "--mount", "sh", "-c", line, root, *words]
    return run(["env", "-i", *environment, *alone], limit_s=_LIMIT_S)
