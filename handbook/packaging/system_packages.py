"""Sonames that the frozen program leaves to the system go in; the Debian packages that bring them come out."""

from collections.abc import Iterable, Mapping

from handbook.packaging.build_error import BuildError

PACKAGE_OF = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libcups.so.2": "",  # only the printing plug-in needs it; Qt goes on without
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libgio-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgmodule-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libuuid.so.1": "libuuid1",
    "libwayland-client.so.0": "",  # only the Wayland plug-in needs these; X11 works without
    "libwayland-cursor.so.0": "",
    "libxcb.so.1": "libxcb1",
    "libz.so.1": "zlib1g",
}
_RECOMMENDED = {
    "libcups.so.2": "libcups2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
_GLIBC = (
    "ld-linux",
    "libc.so",
    "libm.so",
    "libdl.so",
    "libpthread.so",
    "librt.so",
    "libutil.so",
    "libresolv.so",
)


def depends(outside: Iterable[str], glibc: str, other_names: Mapping[str, str] | None = None) -> str:
    """The ``Depends`` field; `other_names` says what to write for a package that some systems call otherwise.

    Raises:
        BuildError: no package is known for a library.
    """
    renamed = other_names or {}
    packages = {f"libc6 (>= {glibc})"}
    for soname in outside:
        if soname.startswith(_GLIBC):
            continue
        if soname not in PACKAGE_OF:
            raise BuildError(
                f"The frozen program needs {soname}, which is neither bundled nor known as a system library "
                "(handbook/packaging/system_packages.py)."
            )
        packages.add(renamed.get(PACKAGE_OF[soname], PACKAGE_OF[soname]))
    return ", ".join(sorted(packages - {""}))


def recommends(outside: Iterable[str]) -> str:
    """The ``Recommends`` field: what the program starts without."""
    return ", ".join(sorted({_RECOMMENDED[name] for name in outside if name in _RECOMMENDED}))
