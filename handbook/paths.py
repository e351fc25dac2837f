"""Where things are: what travels with the program, and what belongs to this user."""

import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import pwd

PACKAGE = Path(__file__).resolve().parent
APP_FOLDER = "gongre-handbook"
NOWHERE = Path(os.devnull)
"""Below it nothing can be made: what is asked for there is refused like any folder that is shut."""


def bundled() -> Path:
    """Folder of what the build put inside the program (compiled content, index); may be absent."""
    return PACKAGE / "_bundled"


def shipped_content() -> Path:
    """Content folder that came with the program: inside an installed package, beside it in a checkout."""
    inside = bundled() / "content"
    return inside if inside.is_dir() else PACKAGE.parent / "content"


def resources() -> Path:
    """Icons, fonts and translations."""
    inside = bundled() / "resources"
    return inside if inside.is_dir() else PACKAGE.parent / "resources"


def look_alikes_file() -> Path:
    """The table of characters that look like each other."""
    return resources() / "tables" / "look_alikes.txt"


def surnames_file() -> Path:
    """The table of surnames, and of words that only begin like one."""
    return resources() / "tables" / "surnames.tsv"


def other_services_file() -> Path:
    """The table of sentences that other services are asked."""
    return resources() / "tables" / "other_services.txt"


def learned_file() -> Path:
    """What was learned of how callers of each shipped entry speak."""
    return resources() / "tables" / "learned.flat"


def demo_company_file() -> Path:
    """The table of the company that does not exist."""
    return resources() / "tables" / "demo_company.tsv"


def user_home() -> Path:
    """Folder of all user data; ``HANDBOOK_HOME`` overrides it. Not created here."""
    override = os.environ.get("HANDBOOK_HOME")
    if override:
        return _expanded(override)
    if sys.platform == "win32":
        base = _absolute("LOCALAPPDATA") or home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = home() / "Library" / "Application Support"
    else:
        base = _absolute("XDG_DATA_HOME") or home() / ".local" / "share"
    return base / APP_FOLDER


def home() -> Path:
    """The folder of this user's account; `NOWHERE` where the system knows none."""
    if sys.platform == "win32" or _absolute("HOME"):
        try:
            return Path.home()
        except RuntimeError:
            return NOWHERE
    return _home_of_account()


def _home_of_account() -> Path:
    """What stands in the list of accounts, where HOME is empty or names no place."""
    if sys.platform == "win32":
        return NOWHERE
    try:
        named = Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError:
        return NOWHERE
    return named if named.is_absolute() else NOWHERE


def _absolute(variable: str) -> Path | None:
    """The folder that `variable` names; a relative one would be another in every working folder."""
    named = Path(os.environ.get(variable, ""))
    return named if named.is_absolute() else None


def _expanded(named: str) -> Path:
    """`named` with its tilde and links resolved; unlike pathlib's, this raises nothing."""
    expanded = os.path.expanduser(named)  # noqa: PTH111
    return NOWHERE / named if expanded.startswith("~") else Path(os.path.realpath(expanded))


def user_indexes() -> Path:
    """Folder of the indexes that this user built."""
    return user_home() / "indexes"


def user_packs() -> Path:
    """Folder of the packs of content that this user's desk took from the company's share."""
    return user_home() / "packs"


def user_trust() -> Path:
    """What this user's desk believed of the company's share so far, which an older share cannot take back."""
    return user_home() / "trust"


def user_notices() -> Path:
    """What this user's desk last learned of dispatch's notices."""
    return user_home() / "notices.json"


def user_dispatch() -> Path:
    """What the form of dispatch keeps on this computer: who sits there, places named before, what is not sent yet."""
    return user_home() / "dispatch.json"


def user_outbox() -> Path:
    """Masked sums of finished days that wait to be left on the company's share."""
    return user_home() / "outbox"


def user_content_cache() -> Path:
    """Folder of compiled content that this user built from edited or overlaid content."""
    return user_home() / "content-cache"


def settings_file() -> Path:
    """The user's settings."""
    return user_home() / "settings.json"


def user_site() -> Path:
    """A company's folder on this computer alone, for whoever has no shared one. Made when something is written into it."""
    return user_home() / "site"


def user_backups() -> Path:
    """Daily copies of the company's folder that is edited here."""
    return user_home() / "backups"


def user_unsaved() -> Path:
    """What was typed in the workshop while the company's folder took nothing."""
    return user_home() / "unsaved"


def call_store() -> Path:
    """The SQLite file of calls and runs."""
    return user_home() / "calls.db"


def log_folder() -> Path:
    """Folder of log files."""
    return user_home() / "logs"
