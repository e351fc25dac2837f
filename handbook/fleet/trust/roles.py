"""The roles of the framework, how long what they sign holds, and where their files lie on the share."""

from datetime import UTC, datetime, timedelta

ROOT, TARGETS, SNAPSHOT, TIMESTAMP, BULLETINS = "root", "targets", "snapshot", "timestamp", "bulletins"
LASTS = {
    ROOT: timedelta(days=730),
    TARGETS: timedelta(days=400),
    SNAPSHOT: timedelta(days=400),
    TIMESTAMP: timedelta(days=35),
    BULLETINS: timedelta(days=400),
}
"""Days for which what a role signs is good: the timestamp is signed anew by a schedule, the others by hand."""
METADATA, FILES, SEATS = "metadata", "targets", "seats"
"""Folders on the share: what is signed, the packs, and what each desk says of itself."""
PACK_FOLDER, BULLETIN_PATHS = "packs", "bulletins/*"
NOTICES = "bulletins/now.json"
"""The one file that dispatch signs: the list of notices that are open."""
FIRST_ROOT = "1.root.json"
"""The file that is put beside the company's defaults, where users cannot write: all trust begins there."""


def good_until(role: str, now: datetime) -> datetime:
    """When what `role` signs at `now` is good no longer; whole seconds, in UTC."""
    return (now.astimezone(UTC) + LASTS[role]).replace(microsecond=0)


def pack_name(number: int) -> str:
    """Name of the pack with that number among the signed files."""
    return f"{PACK_FOLDER}/{number}.zip"
