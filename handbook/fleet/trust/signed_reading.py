"""A share, what this desk trusts and a folder of what it believed so far -> signed files, checked whole; or why not.

Whatever is wrong with the share or the clock, the desk keeps what it has.
"""

import hashlib
import json
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tuf.api.exceptions import (
    DownloadError,
    ExpiredMetadataError,
    RepositoryError,
    SlowRetrievalError,
)
from tuf.ngclient import Updater, UpdaterConfig

from handbook.errors import HandbookError
from handbook.fleet.trust.roles import FILES, METADATA
from handbook.fleet.trust.share import SCHEME, Share, small_file
from handbook.whole_file import write_whole

_LAST, _TIMESTAMP, _SNAPSHOT = "last.txt", "timestamp.json", "snapshot.json"
_ATTEMPTS = 10
_AT_SHARE = f"{METADATA}/{_TIMESTAMP}"


class LookRefused(HandbookError):
    """Nothing new is taken; the message says why, for the status line of the desk."""


class SignedReading:
    """Reads `share` for `seconds`, all in all, and keeps what it believed in `trust`, which an older share cannot take back."""

    def __init__(self, share: Path, trust: Path, root: bytes, seconds: float) -> None:
        """`root`: the company's first root."""
        self._share = share
        self._trust = trust
        self._root = root
        self._deadline = time.monotonic() + seconds
        self._updater: Updater | None = None

    def refresh(self) -> None:
        """Believe what is signed there now.

        Raises:
            LookRefused: the share is away, slow, too old, or not signed by whom this desk trusts.
            OSError: the desk's own disk refuses.
        """
        self._trust.mkdir(mode=0o700, parents=True, exist_ok=True)
        for attempt in range(_ATTEMPTS):
            try:
                with _in_words():
                    self._updater = self._refreshed()
                return
            except (
                FileExistsError
            ):  # two processes of this desk at once: the framework replaces a link in two steps
                if attempt == _ATTEMPTS - 1:
                    raise
                time.sleep(random.uniform(0.0, 0.03))  # noqa: S311 (no secret)

    def _refreshed(self) -> Updater:
        updater = Updater(
            str(self._trust),
            f"{SCHEME}{METADATA}/",
            target_base_url=f"{SCHEME}{FILES}/",
            fetcher=Share(self._share, self._deadline),
            config=UpdaterConfig(app_user_agent="handbook"),
            bootstrap=self._root,
        )
        updater.refresh()
        return updater

    def fetched(self, name: str, most: int) -> bytes | None:
        """The bytes that were signed under `name`, after `refresh`; None where nothing was.

        Raises:
            LookRefused: as for `refresh`, or there are more than `most`.
        """
        assert self._updater is not None  # noqa: S101 (refreshed before)
        place = self._trust / f"download-{os.urandom(6).hex()}.part"
        with _in_words():
            target = self._updater.get_targetinfo(name)
            if target is None:
                return None
            if target.length > most:
                raise LookRefused("更新文件夹里的文件太大,没有采用,请告诉管理员。")
            try:
                return Path(self._updater.download_target(target, str(place))).read_bytes()
            finally:
                place.unlink(missing_ok=True)

    @property
    def believed(self) -> bytes:
        """The timestamp that is believed; empty where there is none."""
        return _kept(self._trust / _TIMESTAMP)

    def is_signed_for(self, role: str) -> bool:
        """Whether the snapshot that is believed knows of a list by `role`: before its holder first signs, it does not."""
        try:
            return f"{role}.json" in json.loads(_kept(self._trust / _SNAPSHOT))["signed"]["meta"]
        except (ValueError, KeyError, TypeError):
            return False

    def keep_answer(self, question: str) -> None:
        """Remember that what is believed now has nothing new for `question`."""
        write_whole(self._trust / _LAST, _answered(question, self.believed))

    def is_answered(self, question: str) -> bool:
        """Whether the share stands as it did when `question` found nothing new."""
        believed = self.believed
        return _kept(self._trust / _LAST) == _answered(question, believed) and stands(
            self._share, believed, good_until(believed)
        )


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
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


def _answered(question: str, believed: bytes) -> bytes:
    return f"{question}\n{hashlib.sha256(believed).hexdigest()}".encode()


def good_until(believed: bytes) -> datetime:
    """The last moment of a timestamp that is believed; long ago where there is none."""
    try:
        return datetime.fromisoformat(json.loads(believed)["signed"]["expires"])
    except (ValueError, KeyError, TypeError):
        return datetime.min.replace(tzinfo=UTC)


def stands(share: Path, believed: bytes, until: datetime) -> bool:
    """Whether `share` was signed no further than `believed`, which is good `until` then: most looks, and nearly free.

    What is believed was checked when it was kept; only its day is looked at again.
    """
    if datetime.now(UTC) > until:
        return False
    try:
        return small_file(share, _AT_SHARE, len(believed)) == believed
    except DownloadError:
        return False


def _kept(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
