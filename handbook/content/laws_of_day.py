"""What the opening of content needs of official texts, in one module: most desks have none and start without it."""

from pathlib import Path

from handbook.content.files import read_laws_folder
from handbook.content.laws import read_laws
from handbook.law.as_of import brought_to
from handbook.law.law_text import LawText

__all__ = ["brought_to", "texts_in"]


def texts_in(root: Path, site: Path | None) -> tuple[LawText, ...]:
    """The official texts of a content folder and an overlay, whose texts win."""
    files = read_laws_folder(root)
    if site is not None:
        files += read_laws_folder(site, is_site=True)
    return read_laws(files).texts if files else ()
