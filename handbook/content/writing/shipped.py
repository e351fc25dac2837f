"""The texts that came with the program, by the names under which an overlay replaces them."""

from functools import cached_property
from pathlib import Path

from handbook.content.file_names import REGION_FOLDER, is_draft
from handbook.model.kinds import Kind

_KINDS = frozenset(kind.folder for kind in Kind)


class ShippedTexts:
    """Entries below `root` and its regions, which name no two entries alike.

    An overlay keeps an entry as ``<folder of its kind>/<id>.yaml``, wherever it stands in the shipped content. What is not an
    entry (values, shared steps, synonyms) an overlay adds to and copies nothing of: it has no shipped text here.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def __call__(self, file: str) -> str | None:
        """The text of that name, line ends as they are; None where nothing came with the program under it."""
        path = self._paths.get(file)
        if path is None:
            return None
        try:
            return path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return None  # told where content is read

    @cached_property
    def _paths(self) -> dict[str, Path]:
        places = sorted((self._root / REGION_FOLDER).glob("*"))
        found: dict[str, Path] = {}
        for place in (self._root, *places):
            for folder in sorted(_KINDS):
                for path in (place / folder).glob("**/*.yaml"):
                    if not any(is_draft(part) for part in path.relative_to(place).parts):
                        found[f"{folder}/{path.name}"] = path
        return found
