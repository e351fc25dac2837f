"""Files of sentences and the entries that their callers want -> sentences by entry: more to learn from than the asks, in no index.

A line is a sentence, a tab, and ids joined by ` | `; a line that begins with # is a remark.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from handbook.model.entry import Entry


def read_sayings(folder: Path, entry_of: Callable[[str], Entry | None]) -> Mapping[str, list[str]]:
    """Id → sentences, in the order of the files' names and lines.

    `entry_of` gives what took the place of an entry that went; sentences of one that has no successor are left out. Raises
    ValueError, with file and line, where a line is not as above; without the folder there are none.
    """
    said: dict[str, list[str]] = {}
    for file in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            sentence, tab, ids = line.partition("\t")
            if not (sentence.strip() and tab and ids.strip()):
                raise ValueError(f"{file}:{number}: not a sentence, a tab and ids: {line}")
            for entry_id in ids.split(" | "):
                entry = entry_of(entry_id.strip())
                if entry is not None:
                    said.setdefault(entry.id, []).append(sentence.strip())
    return said
