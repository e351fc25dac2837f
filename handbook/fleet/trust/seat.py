"""A share, what this desk trusts and what it has -> whether there is a newer pack for it, checked whole; or why not.

Whatever is wrong with the share or the clock, the desk keeps what it has.
"""

import hashlib
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tuf.api.exceptions import (
    DownloadError,
    ExpiredMetadataError,
    RepositoryError,
    SlowRetrievalError,
)
from tuf.ngclient import Updater, UpdaterConfig

from handbook.aboard import reads
from handbook.errors import HandbookError
from handbook.fleet.pack import LARGEST
from handbook.fleet.trust.listing import LARGEST as LARGEST_LIST
from handbook.fleet.trust.listing import LIST_NAME, Published, read_listing
from handbook.fleet.trust.roles import FILES, METADATA, pack_name
from handbook.fleet.trust.share import SCHEME, Share, small_file
from handbook.whole_file import write_whole

_LAST, _TIMESTAMP = "last.txt", "timestamp.json"
DEADLINE_S = 60.0
"""Seconds for all that is read from a share in one look."""


class LookRefused(HandbookError):
    """Nothing new is taken; the message says why, for the status line of the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What this desk is."""

    number: str
    """Its own number or a random one; decides in which part of a staged publication it is."""
    program: str
    """Version of the program."""
    has_number: int = 0
    """Number of the pack on board; 0 = none."""
    turned_from: int = 0
    """Number of the pack that somebody went back from: not taken again."""
    pinned: int = 0
    """Number that the administrator holds the desk at; 0 = none."""


@dataclass(frozen=True, slots=True)
class Found:
    """A newer pack."""

    number: int
    data: bytes
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class TooNew:
    """The newest pack wants a newer program."""

    version: str
    oldest_program: str


def look(
    share: Path, trust: Path, root: bytes, desk: Desk, *, seconds: float = DEADLINE_S
) -> Found | TooNew | None:
    """The newest pack that is signed, for this desk, and newer than what it has; None where there is none.

    `trust`: folder of what was believed so far, which an older share cannot take back. `root`: the company's first root.

    Raises:
        LookRefused: the share is away, slow, too old, or not signed by whom this desk trusts.
        OSError: the desk's own disk refuses.
    """
    trust.mkdir(mode=0o700, parents=True, exist_ok=True)
    deadline = time.monotonic() + seconds
    if _is_as_before(share, trust, desk, deadline):
        return None
    try:
        updater = Updater(
            str(trust),
            f"{SCHEME}{METADATA}/",
            target_base_url=f"{SCHEME}{FILES}/",
            fetcher=Share(share, deadline),
            config=UpdaterConfig(app_user_agent="handbook"),
            bootstrap=root,
        )
        updater.refresh()
        found = _chosen(updater, trust, desk)
        if found is None:
            write_whole(trust / _LAST, repr(desk).encode())
        return found
    except ExpiredMetadataError:
        raise LookRefused(
            "内容更新停了:更新文件夹的签名过期,或者这台电脑的钟不对。先用现在的内容,请告诉管理员。"
        ) from None
    except SlowRetrievalError:
        raise LookRefused("更新文件夹太慢,这次没有更新,过一会儿再试。") from None
    except DownloadError:
        raise LookRefused("更新文件夹现在打不开,先用现在的内容。") from None
    except RepositoryError:
        raise LookRefused("更新文件夹的签名对不上,没有采用。先用现在的内容,请告诉管理员。") from None


def _is_as_before(share: Path, trust: Path, desk: Desk, deadline: float) -> bool:
    """Whether the share was signed no further since this very desk last found nothing there: most looks, and nearly free.

    What is believed was checked when it was kept; only its day is looked at again.
    """
    try:
        kept = (trust / _TIMESTAMP).read_bytes()
        if (trust / _LAST).read_bytes() != repr(desk).encode():
            return False
        if small_file(share, f"{METADATA}/{_TIMESTAMP}", deadline, len(kept)) != kept:
            return False
        expires = datetime.fromisoformat(json.loads(kept)["signed"]["expires"])
    except (OSError, ValueError, KeyError, TypeError, DownloadError, SlowRetrievalError):
        return False
    return expires > datetime.now(UTC)


def is_in_stage(desk: str, number: int, percent: int) -> bool:
    """Whether a desk is among the first `percent` in a hundred for a pack; one that is stays so when the stage grows."""
    told = hashlib.sha256(f"{desk}\0{number}".encode()).digest()
    return int.from_bytes(told[:8], "big") % 100 < percent


def _chosen(updater: Updater, trust: Path, desk: Desk) -> Found | TooNew | None:
    too_new = None
    for pack in _listed(updater, trust):
        number = pack.number
        if desk.pinned and number != desk.pinned:
            continue
        if number in (desk.has_number, desk.turned_from) or (number < desk.has_number and not desk.pinned):
            return too_new
        if not is_in_stage(desk.number, number, pack.stage):
            continue
        if not reads(pack.oldest_program, desk.program):
            too_new = too_new or TooNew(pack.version, pack.oldest_program)
            continue
        data = _fetched(updater, trust, pack_name(number), LARGEST)
        if data is None:
            raise LookRefused("更新文件夹里签了名的内容包找不到,请告诉管理员。")
        return Found(number, data, pack.is_urgent)
    return too_new


def _listed(updater: Updater, trust: Path) -> tuple[Published, ...]:
    data = _fetched(updater, trust, LIST_NAME, LARGEST_LIST)
    if data is None:
        return ()
    try:
        return read_listing(data)
    except ValueError:
        raise LookRefused("更新文件夹里的清单读不懂,没有采用,请告诉管理员。") from None


def _fetched(updater: Updater, trust: Path, name: str, most: int) -> bytes | None:
    """The bytes that were signed under `name`; None where nothing was."""
    target = updater.get_targetinfo(name)
    if target is None:
        return None
    if target.length > most:
        raise LookRefused("更新文件夹里的内容包太大,没有采用,请告诉管理员。")
    place = trust / "download.part"
    try:
        return Path(updater.download_target(target, str(place))).read_bytes()
    finally:
        place.unlink(missing_ok=True)
