"""Where one works: the company's folder, the content beneath it, and who may edit there."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPlace:
    """Stays the same while the workshop is open."""

    site: Path
    """The company's folder."""
    root: Path
    """The content folder that came with the program, or was named."""
    account: str = ""
    """Of the operating system."""
    editors: tuple[str, ...] | None = None
    """Accounts that the company named; None where it named none."""
    is_local: bool = False
    """Whether the folder is read on this computer alone."""
    backups: Path | None = None
    """Where a copy of it is kept each day."""
    share: Path | None = None
    """The folder from which the desks of the company take their content; None where it named none."""
    unsaved: Path | None = None
    """Where typed text is kept while the folder takes nothing; None: nowhere."""
