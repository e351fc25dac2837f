"""What the build adds: compiles the shipped content and makes its index, so that both travel inside the program."""

import shutil
import sys
from pathlib import Path

from handbook.content.compiled import write_compiled
from handbook.content.library import COMPILED_NAME
from handbook.content.loader import load_content
from handbook.content.revision import stamp
from handbook.search.index import build_index


def bundle(root: Path) -> Path:
    """Compiled content and index of ``root/content``, in ``root/handbook/_bundled``."""
    content = root / "content"
    bundled = root / "handbook" / "_bundled"
    before = stamp(content, None)
    loaded = load_content(content)
    for problem in loaded.problems:
        print(problem, file=sys.stderr)
    if not len(loaded.handbook):
        raise RuntimeError(f"no entries found in {content}")
    shutil.rmtree(bundled / "index", ignore_errors=True)
    build_index(loaded.handbook, bundled / "index")
    write_compiled(bundled / COMPILED_NAME, loaded.handbook, tuple(loaded.problems), before)
    return bundled


if __name__ == "__main__":
    bundle(Path(__file__).resolve().parent.parent)
