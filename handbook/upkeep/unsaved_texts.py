"""What somebody typed while the company's folder took nothing: kept in the user's own folder until it is saved where it belongs."""

import hashlib
from contextlib import suppress
from pathlib import Path

import msgspec

from handbook.content.writing.draft import Draft
from handbook.whole_file import PRIVATE, write_whole


class UnsavedText(msgspec.Struct, frozen=True, kw_only=True):
    """One entry as it stood in the form."""

    site: str
    """The company's folder that did not take it."""
    draft: Draft
    """What was read from there before: saving compares with it, so that nobody's later draft is written over."""
    text: str
    """The whole file as it was typed."""


class UnsavedTexts:
    """Those of one company's folder; a text that cannot be read, or kept, is none."""

    def __init__(self, folder: Path, site: Path) -> None:
        """`folder` is the user's own; made when something is kept."""
        self._folder = folder
        self._site = str(site)
        self._known = {found.draft.file for found in self._all()}

    @property
    def all(self) -> tuple[UnsavedText, ...]:
        """Those that wait, by file."""
        return tuple(sorted(self._all(), key=lambda one: one.draft.file)) if self._known else ()

    def of(self, file: str) -> UnsavedText | None:
        """The one of a file of the overlay."""
        return self._read(self._path(file)) if file in self._known else None

    def keep(self, draft: Draft, text: str) -> None:
        """Keep `text`, typed over `draft`. Raises OSError where this folder takes nothing either."""
        self._folder.mkdir(parents=True, exist_ok=True)
        kept = UnsavedText(site=self._site, draft=draft, text=text)
        write_whole(self._path(draft.file), msgspec.json.encode(kept), mode=PRIVATE)
        self._known.add(draft.file)

    def drop(self, file: str) -> None:
        """It was saved where it belongs."""
        if file in self._known:
            with suppress(OSError):
                self._path(file).unlink()
                self._known.discard(file)

    def _path(self, file: str) -> Path:
        name = hashlib.sha256(f"{self._site}\n{file}".encode()).hexdigest()[:24]
        return self._folder / f"{name}.json"

    def _all(self) -> list[UnsavedText]:
        try:
            paths = list(self._folder.iterdir())
        except OSError:
            return []
        found = (self._read(path) for path in paths if path.suffix == ".json")
        return [one for one in found if one is not None and one.site == self._site]

    def _read(self, path: Path) -> UnsavedText | None:
        try:
            return msgspec.json.decode(path.read_bytes(), type=UnsavedText)
        except (OSError, msgspec.MsgspecError):
            return None
