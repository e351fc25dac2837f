"""The lists of what strangers ask: rows name topics, and one table maps topics to entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from tests.shipped_content.succession import present_ids

FOLDER = Path(__file__).with_name("lists")
NAMES = ("strangers", "off_topic", "numbers", "sides", "rare_words", "signs")


@dataclass(frozen=True, slots=True)
class Asked:
    """One row."""

    text: str
    expected: frozenset[str]
    """Ids of the entries that are equally right; empty where none is."""
    way: str
    wrong: frozenset[str] = frozenset()
    """Ids of entries that must not come first."""

    @property
    def is_seen(self) -> bool:
        """Whether it may be looked at while the search is mended; half of each list is, by the hash of the sentence."""
        return sha256(self.text.encode()).digest()[0] % 2 == 0


@cache
def topics() -> dict[str, frozenset[str]]:
    """Topic -> ids of its entries, those that went followed to what took their place."""
    return {name: present_ids(ids.split(" ")) for name, ids in _rows("topics")}


def read_list(name: str) -> list[Asked]:
    """All rows of a list."""
    found = []
    for text, named, way, *wrong in _rows(name):
        found.append(Asked(text, _entries([named]), way, _entries(wrong)))
    return found


def unseen_digest(name: str) -> str:
    """Hash of the half that nobody looks at, sentences and topics: what answers a topic may move, the question stays."""
    seen = {row.text for row in read_list(name) if row.is_seen}
    kept = "\n".join("\t".join(row) for row in _rows(name) if row[0] not in seen)
    return sha256(kept.encode()).hexdigest()[:16]


def _entries(cells: Iterable[str]) -> frozenset[str]:
    names = [name for cell in cells for name in cell.split(" | ") if name != "-"]
    return frozenset(id_ for name in names for id_ in topics()[name])


def _rows(name: str) -> list[list[str]]:
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
