"""What the build adds: compiles the shipped content and makes its index, so that both travel inside the program."""

import shutil
import sys
from pathlib import Path

from handbook.content.compiled import write_compiled
from handbook.content.library import INDEX_NAME, ContentFolders, bundled_part, folders_stamp
from handbook.content.loader import load_content
from handbook.model.handbook import Handbook
from handbook.search.flat_file import write_arrays
from handbook.search.index import build_index
from handbook.search.source.documents import documents_of
from handbook.search.words.fold import Folding
from handbook.search.writing.char_readings import simplified_forms
from handbook.search.writing.learning import learn
from handbook.search.writing.sayings import read_sayings


def bundle(root: Path) -> Path:
    """Compiled content and index of ``root/content``, in ``root/handbook/_bundled``: as it is before anybody has chosen a
    region, and for each that can be chosen.
    """
    content = root / "content"
    bundled = root / "handbook" / "_bundled"
    shutil.rmtree(bundled / "regions", ignore_errors=True)
    unchosen = bundle_part(content, bundled, "")
    if not len(unchosen):
        raise RuntimeError(f"no entries found in {content}")
    for region in unchosen.region_names:
        bundle_part(content, bundled, region, indexed=unchosen.revision)
    return bundled


def bundle_part(content: Path, bundled: Path, region: str, indexed: str = "") -> Handbook:
    """What belongs to one region, or to none chosen, compiled; and its index, unless `indexed` is the same content."""
    folders = ContentFolders(root=content, bundled=bundled, cache=bundled, region=region)
    before = folders_stamp(folders)
    loaded = load_content(content, region=region)
    for problem in loaded.problems:
        print(problem, file=sys.stderr)
    if loaded.handbook.revision != indexed:
        index = bundled_part(bundled, region) / INDEX_NAME
        shutil.rmtree(index, ignore_errors=True)
        build_index(loaded.handbook, index)
    write_compiled(folders.compiled, loaded.handbook, tuple(loaded.problems), before)
    return loaded.handbook


def learn_asks(root: Path) -> Path:
    """Learn anew how callers of each entry of ``root/content`` ask; the table that ships. Minutes, and for a release only."""
    handbook = load_content(root / "content").handbook
    sayings = read_sayings(root / "sayings", handbook.get)
    learned = learn(documents_of(handbook), Folding(simplified_forms()), sayings)
    if learned is None:
        raise RuntimeError(f"no entries with asks in {root / 'content'}")
    file = root / "resources" / "tables" / "learned.flat"
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    write_arrays(fresh, learned.arrays())
    return fresh.replace(file)


if __name__ == "__main__":
    (learn_asks if "learn" in sys.argv[1:] else bundle)(Path(__file__).resolve().parent.parent)
