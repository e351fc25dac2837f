"""A company that fills in its values over the content that ships: desks of several people on one folder."""

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from handbook.content.loader import load_content
from handbook.content.person import Person
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.model.handbook import Handbook
from handbook.upkeep.company_values import CompanyDesk

CONTENT = Path(__file__).parents[2] / "content"
TODAY = date(2026, 11, 28)
NOON = datetime(2026, 11, 28, 10, 3, 52).astimezone()


@cache
def shipped_handbook(region: str = "harbin") -> Handbook:
    """The content that ships, in a region that somebody chose."""
    return load_content(CONTENT, None, region).handbook


def shipped_text(name: str) -> str | None:
    """What ships under that name."""
    path = CONTENT / name
    return path.read_text("utf-8") if path.is_file() else None


def shelf_of(site: Path, name: str = "王敏", *, later: int = 0) -> DraftShelf:
    """The drafts of a folder in the hands of that person; `later`: so many minutes after noon."""
    person = Person(name, name)
    return DraftShelf(site, shipped_text, person, lambda: NOON + timedelta(minutes=later))


def desk_of(site: Path, name: str = "王敏", handbook: Handbook | None = None) -> CompanyDesk:
    """A visit of that person."""
    read = handbook or shipped_handbook()
    return CompanyDesk(shelf_of(site, name), lambda: read, lambda: TODAY)
