"""The company's folder as the framework reads it: plain files below it, none larger than asked for, none behind a link."""

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from tuf.api.exceptions import DownloadError, DownloadHTTPError, SlowRetrievalError
from tuf.ngclient import FetcherInterface

from handbook.override import override

SCHEME = "share:///"
_PIECE = 256 * 1024
_ABSENT = 404
_FLAGS = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
)


class Share(FetcherInterface):
    """Reads files of `folder` until `deadline`, a moment of `time.monotonic`."""

    def __init__(self, folder: Path, deadline: float) -> None:
        self._folder = folder
        self._deadline = deadline

    @override
    def _fetch(self, url: str) -> Iterator[bytes]:
        return self._pieces(_opened(self._folder / _below(url)))

    def _pieces(self, descriptor: int) -> Iterator[bytes]:
        with os.fdopen(descriptor, "rb") as file:
            while True:
                if time.monotonic() > self._deadline:
                    raise SlowRetrievalError("the share is too slow")
                try:
                    piece = file.read(_PIECE)
                except OSError as error:
                    raise DownloadError(str(error.strerror)) from None
                if not piece:
                    return
                yield piece


def small_file(folder: Path, name: str, most: int) -> bytes:
    """A file of at most `most` bytes at `name` below `folder`, by as few calls as it takes: a thousand desks ask all day long.

    Raises:
        DownloadError: it is not there, no plain file, or longer.
    """
    descriptor = _opened(f"{folder}{os.sep}{name}")
    try:
        data = os.read(descriptor, most + 1)
    except OSError as error:
        raise DownloadError(str(error.strerror)) from None
    finally:
        os.close(descriptor)
    if len(data) > most:
        raise DownloadError(f"{name} is too long")
    return data


def _opened(path: "Path | str") -> int:
    """The file at `path`, open for reading; no link, no pipe, no device."""
    try:
        descriptor = os.open(path, _FLAGS)
    except FileNotFoundError:
        raise DownloadHTTPError(f"{path} is not there", _ABSENT) from None
    except OSError as error:
        raise DownloadError(f"{path}: {error.strerror}") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise DownloadError("not a plain file")
    return descriptor


def _below(url: str) -> Path:
    """The place below the folder; names come from signed files, and are held to be inside it all the same."""
    path = PurePosixPath(url.removeprefix(SCHEME))
    if (
        not url.startswith(SCHEME)
        or path.is_absolute()
        or ".." in path.parts
        or "\\" in url
        or ":" in str(path)
    ):
        raise DownloadError(f"no place on the share: {url}")
    return Path(*path.parts)
