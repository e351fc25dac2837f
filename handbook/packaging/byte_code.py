"""A folder of Python sources goes in; the same modules as byte code, without sources, stand in it afterwards.

Run as a program with a fixed ``PYTHONHASHSEED``, so that two builds give the same bytes.
"""

import py_compile
import sys
from pathlib import Path


def compile_tree(folder: Path) -> int:
    """How many modules were compiled; the name in tracebacks is relative to `folder`."""
    count = 0
    for path in sorted(folder.rglob("*.py")):
        py_compile.compile(
            str(path),
            cfile=str(path.with_suffix(".pyc")),
            dfile=path.relative_to(folder).as_posix(),
            doraise=True,
            optimize=2,  # no docstrings: nobody reads them there, and they are a quarter of the byte code
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        path.unlink()
        count += 1
    return count


if __name__ == "__main__":
    compile_tree(Path(sys.argv[1]))
