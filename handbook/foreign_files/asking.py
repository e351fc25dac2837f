"""The parent's side: a file goes in; what the reading process answers comes out, with little time, memory and reach.

The bytes go over a pipe: what is hashed here is what was read there, the process needs no path and opens no file, and
it waits for the first byte, so that on Windows it stands in its job before anything foreign reaches it. Nothing that
reads a foreign format is imported here: the window calls this from a worker thread.
"""

import contextlib
import errno
import hashlib
import os
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from handbook.foreign_files.child_start import environment
from handbook.foreign_files.failure import Failure, ReadingFailed
from handbook.foreign_files.framing import HEAD, body_of
from handbook.foreign_files.limits import ProcessLimits
from handbook.foreign_files.windows_job import Job, kernel

_CHUNK = 256 * 1024
_POLL_S = 0.05


@dataclass(frozen=True, slots=True)
class Answered:
    """What the process said of the file."""

    body: bytes
    """Its one message."""
    sha256: str
    """Of the bytes that it was given, 64 hexadecimal digits."""


def never() -> bool:
    """Nobody stops the reading."""
    return False


def unheard(_seconds: float) -> None:
    """Nobody waits for the reading."""


def answer_about(
    path: Path,
    command: Sequence[str],
    limits: ProcessLimits,
    is_stopped: Callable[[], bool] = never,
    progress: Callable[[float], None] = unheard,
) -> Answered:
    """What the process started by `command` answers about the file at `path`.

    Args:
        path: any file.
        command: program and arguments, of `child_start.command`.
        limits: what file and process may be; the process must put itself under the same.
        is_stopped: asked about twenty times a second; once it is true, the process is ended.
        progress: told as often how many seconds the reading has taken.

    Raises:
        ReadingFailed: there is no answer.
    """
    with _opened(path, limits) as file:
        return _Reading(file, command, limits).run(is_stopped, progress)


def shown_name(path: Path) -> str:
    """The name of the file as it can be written anywhere."""
    name = os.fsencode(path.name or str(path)).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in name)[:120]


@contextlib.contextmanager
def _opened(path: Path, limits: ProcessLimits) -> Iterator[BinaryIO]:
    """The plain file at `path`; a device or a pipe is never waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if path.is_dir():  # which Windows would call a lack of rights
            raise ReadingFailed(Failure.NO_FILE, "是文件夹")
        handle = os.open(path, flags)
    except FileNotFoundError:
        raise ReadingFailed(Failure.MISSING) from None
    except OSError as error:
        raise _unopened(error) from error
    except ValueError:  # a path with NUL
        raise ReadingFailed(Failure.MISSING, "文件名里有不能用的字符") from None
    with open(handle, "rb", buffering=0) as file:  # noqa: PTH123 (of a handle)
        known = os.fstat(handle)
        if not stat.S_ISREG(known.st_mode):
            raise ReadingFailed(Failure.NO_FILE)
        if known.st_size == 0:
            raise ReadingFailed(Failure.EMPTY)
        if known.st_size > limits.file_bytes:
            raise ReadingFailed(Failure.TOO_BIG, f"{known.st_size / 1e6:.0f} MB")
        yield file


def _unopened(error: OSError) -> ReadingFailed:
    if error.errno == errno.ELOOP:
        return ReadingFailed(Failure.NO_FILE, "链接绕回自己")
    if error.errno in (errno.ENXIO, errno.ENODEV):
        return ReadingFailed(Failure.NO_FILE)
    if error.errno in (errno.ENAMETOOLONG, errno.ENOTDIR):
        return ReadingFailed(Failure.MISSING)
    return ReadingFailed(Failure.UNREADABLE, error.strerror or "")


class _Reading:
    """One process at work on one file."""

    def __init__(self, file: BinaryIO, command: Sequence[str], limits: ProcessLimits) -> None:
        self._file = file
        self._command = command
        self._limits = limits
        self._digest = hashlib.sha256()
        self._said = bytearray()
        self._failure: ReadingFailed | None = None
        self._threads: list[threading.Thread] = []

    def run(self, is_stopped: Callable[[], bool], progress: Callable[[float], None]) -> Answered:
        with tempfile.TemporaryDirectory(prefix="handbook-read-", ignore_cleanup_errors=True) as folder:
            with self._started(Path(folder)) as child, _limited(child, self._limits) as overrun:
                self._attend(child)
                ended = self._awaited(child, overrun, is_stopped, progress)
            return self._result(ended)

    @contextlib.contextmanager
    def _started(self, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
        """The process; it is gone afterwards, whatever happened."""
        try:
            child = subprocess.Popen(  # noqa: S603 (the program itself, with words of ours)
                list(self._command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env=environment(folder),
                close_fds=True,
                bufsize=0,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise ReadingFailed(Failure.NO_READER, error.strerror or "") from error
        try:
            yield child
        finally:
            child.kill()
            child.wait()
            for thread in self._threads:  # nobody is at the other end of their pipes any more
                thread.join()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()

    def _attend(self, child: subprocess.Popen[bytes]) -> None:
        """Threads at both pipes: what is written would else wait for what is read."""
        if child.stdin is None or child.stdout is None:
            raise ReadingFailed(Failure.NO_READER)
        self._threads = [
            threading.Thread(
                target=self._feed, args=(child, child.stdin), name="foreign-file-in", daemon=True
            ),
            threading.Thread(
                target=self._hear, args=(child, child.stdout), name="foreign-file-out", daemon=True
            ),
        ]
        for thread in self._threads:
            thread.start()

    def _feed(self, child: subprocess.Popen[bytes], pipe: IO[bytes]) -> None:
        """The file into the pipe, and into the hash; a child that wants no more is no failure."""
        left = self._limits.file_bytes
        try:
            while chunk := self._file.read(_CHUNK):
                left -= len(chunk)
                if left < 0:  # it grew while it was read
                    self._failure = ReadingFailed(Failure.TOO_BIG)
                    child.kill()
                    return
                self._digest.update(chunk)
                _write(pipe, chunk)
        except OSError as error:
            self._failure = ReadingFailed(Failure.UNREADABLE, error.strerror or "")
            child.kill()
        finally:
            with contextlib.suppress(OSError):
                pipe.close()

    def _hear(self, child: subprocess.Popen[bytes], pipe: IO[bytes]) -> None:
        most = HEAD + self._limits.characters * 8
        with contextlib.suppress(OSError, ValueError):
            while chunk := pipe.read(_CHUNK):
                self._said += chunk
                if len(self._said) > most:
                    child.kill()
                    return

    def _awaited(
        self,
        child: subprocess.Popen[bytes],
        overrun: Callable[[], Failure | None],
        is_stopped: Callable[[], bool],
        progress: Callable[[float], None],
    ) -> int:
        """How the process ended. Raises ReadingFailed where it was not let to its end."""
        began = time.monotonic()
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(_POLL_S)
                break
            seconds = time.monotonic() - began
            if is_stopped():
                raise ReadingFailed(Failure.STOPPED)
            if seconds > self._limits.wall_s:
                raise ReadingFailed(Failure.TOO_SLOW, f"超过 {self._limits.wall_s:.0f} 秒")
            if (failure := overrun()) is not None:
                raise ReadingFailed(failure)
            progress(seconds)
        for thread in self._threads:  # both pipes are closed at the other end
            thread.join()
        if self._failure is not None:
            raise self._failure
        return child.returncode

    def _result(self, ended: int) -> Answered:
        if ended != 0:
            raise ReadingFailed(_reason_of(ended))
        try:
            return Answered(body_of(bytes(self._said)), self._digest.hexdigest())
        except ValueError as error:
            raise ReadingFailed(Failure.BROKE) from error


def _write(pipe: IO[bytes], chunk: bytes) -> None:
    """All of `chunk`, as far as somebody reads; the hash wants the rest of the file all the same."""
    view = memoryview(chunk)
    with contextlib.suppress(OSError, ValueError):
        while view:
            view = view[pipe.write(view) :]


@contextlib.contextmanager
def _limited(child: subprocess.Popen[bytes], limits: ProcessLimits) -> Iterator[Callable[[], Failure | None]]:
    """On Windows the process stands in a job from here on; elsewhere it limits itself as it starts.

    Gives what is asked now and then whether it has taken too much all the same.
    """
    if sys.platform != "win32":
        yield _within
        return
    try:
        job = Job(kernel(), limits)
    except OSError as error:
        raise ReadingFailed(Failure.NO_READER, str(error)) from error
    try:
        job.take(int(child._handle))
        yield job.overrun
    except OSError as error:
        raise ReadingFailed(Failure.NO_READER, str(error)) from error
    finally:
        job.close()


def _within() -> None:
    """The system ends a process that takes too much; nobody else looks."""


def _reason_of(ended: int) -> Failure:
    """What a process that gave no answer died of."""
    if ended == -getattr(signal, "SIGXCPU", 0):
        return Failure.TOO_SLOW
    return Failure.BROKE
