"""What took the place of entries that went: the tables of queries keep the ids that they were written with."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, cast

from handbook.content.file_names import SUCCESSORS_FILE
from handbook.content.yaml_reader import read_yaml

CONTENT = Path(__file__).parents[2] / "content"


def present_ids(ids: Iterable[str]) -> frozenset[str]:
    """The ids that stand for `ids` today, by the shipped ``successors.yaml`` alone; a living id stands for itself."""
    return frozenset(_successors().get(entry_id, entry_id) for entry_id in ids)


@cache
def _successors() -> dict[str, str]:
    """Id that went -> id of what took its place, of all regions."""
    files = sorted(CONTENT.rglob(SUCCESSORS_FILE))
    rows = [row for file in files for row in cast(Any, read_yaml(file.read_bytes()).value)["successors"]]
    return {row["id"]: row["into"] for row in rows}
