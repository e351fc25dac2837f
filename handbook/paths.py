"""Where things are: what travels with the program, and what belongs to this user."""

import os
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
APP_FOLDER = "gongre-handbook"


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


def user_home() -> Path:
    """Folder of all user data; ``HANDBOOK_HOME`` overrides it. Not created here."""
    override = os.environ.get("HANDBOOK_HOME")
    if override:
        return Path(override).expanduser().resolve()
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Application Support")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / APP_FOLDER


def user_indexes() -> Path:
    """Folder of the indexes that this user built."""
    return user_home() / "indexes"


def user_content_cache() -> Path:
    """Folder of compiled content that this user built from edited or overlaid content."""
    return user_home() / "content-cache"


def settings_file() -> Path:
    """The user's settings."""
    return user_home() / "settings.json"


def call_store() -> Path:
    """The SQLite file of calls and runs."""
    return user_home() / "calls.db"


def log_folder() -> Path:
    """Folder of log files."""
    return user_home() / "logs"
