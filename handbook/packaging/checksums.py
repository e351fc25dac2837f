"""A folder of products goes in; ``SHA256SUMS`` of them comes out."""

import hashlib
from pathlib import Path

from handbook.packaging.publishing import publish

FILE_NAME = "SHA256SUMS"


def write_checksums(dist: Path) -> Path:
    """Write the sums in the form that ``sha256sum --check`` reads."""
    products = sorted(p for p in dist.iterdir() if p.is_file() and p.name[0] != "." and p.name != FILE_NAME)
    text = "".join(f"{sha256_of(path)}  {path.name}\n" for path in products)
    return publish(dist, FILE_NAME, lambda path: _write(path, text))


def sha256_of(path: Path) -> str:
    """In hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
