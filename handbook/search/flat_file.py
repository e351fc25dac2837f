"""Named NumPy arrays <-> one file: a short JSON table, then the arrays as they are, aligned; nothing is pickled."""

import json
import mmap
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"HBFLAT1\n"
_LENGTH = struct.Struct("<I")
_ALIGN = 64
_IN_MEMORY = 4 * 1024 * 1024
"""Files up to this size are read at once, larger ones are mapped."""
_TYPES = frozenset({"|u1", "|i1", "<u2", "<u4", "<u8", "<i4", "<i8", "<f4"})

Arrays = dict[str, NDArray[Any]]


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write `arrays` to a new file; the same arrays give the same bytes."""
    table, offset = {}, 0
    for name, array in arrays.items():
        table[name] = [array.dtype.str, list(array.shape), offset]
        offset += -(-array.nbytes // _ALIGN) * _ALIGN
    head = json.dumps(table, separators=(",", ":")).encode()
    start = _start(len(head))
    with path.open("xb") as file:
        file.write((MAGIC + _LENGTH.pack(len(head)) + head).ljust(start, b"\0"))
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).data)
            file.write(b"\0" * (-array.nbytes % _ALIGN))


def _start(head_length: int) -> int:
    return -(-(len(MAGIC) + _LENGTH.size + head_length) // _ALIGN) * _ALIGN


def read_arrays(path: Path) -> Arrays:
    """Read-only views of the arrays in `path`; ValueError where the file is not of this form."""
    return arrays_in(contents(path))


def contents(path: Path) -> memoryview:
    """The bytes of a file: small files read, large ones mapped."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if size <= _IN_MEMORY:
            return memoryview(file.read())
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def arrays_in(raw: memoryview) -> Arrays:
    """Views of the arrays in `raw`; ValueError where it is not of this form."""
    if raw[: len(MAGIC)] != MAGIC or len(raw) < len(MAGIC) + _LENGTH.size:
        raise ValueError("not a flat file")
    (length,) = _LENGTH.unpack_from(raw, len(MAGIC))
    head = len(MAGIC) + _LENGTH.size
    table = json.loads(bytes(raw[head : head + length]))
    start = _start(length)
    return {name: _view(raw, start, *entry) for name, entry in table.items()}


def _view(raw: memoryview, start: int, dtype: str, shape: list[int], offset: int) -> NDArray[Any]:
    if dtype not in _TYPES or offset < 0 or any(n < 0 for n in shape):
        raise ValueError(f"unexpected array {dtype} {shape}")
    count = int(np.prod(shape, dtype=np.int64))
    return np.frombuffer(raw, dtype, count, start + offset).reshape(shape)
