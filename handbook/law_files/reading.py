"""A file of a law goes in; its lines come out, read by a process of its own that has little time, memory and reach.

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
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, BinaryIO

from handbook.law_files.child_start import command, environment
from handbook.law_files.limits import LIMITS, Limits
from handbook.law_files.message import HEAD, Answer, unframed
from handbook.law_files.read_file import FileKind, ReadFile
from handbook.law_files.refusal import LawFileRefused, Refusal
from handbook.law_files.windows_job import Job, kernel

_CHUNK = 256 * 1024
_POLL_S = 0.05
_HINTS = {
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
    ".htm": FileKind.HTML,
    ".html": FileKind.HTML,
    ".shtml": FileKind.HTML,
    ".xhtml": FileKind.HTML,
}
"""What text is meant to be by its name; what stands in a file goes before it."""


def _never() -> bool:
    return False


def _unheard(_seconds: float) -> None:
    """Nobody waits."""


def read_law_file(
    path: Path,
    *,
    limits: Limits = LIMITS,
    is_stopped: Callable[[], bool] = _never,
    progress: Callable[[float], None] = _unheard,
) -> ReadFile:
    """The text of the file at `path`.

    Args:
        path: a docx, pdf with a text layer, html, md or txt; what it is, is seen by what stands in it.
        limits: what file and process may be.
        is_stopped: asked about twenty times a second; once it is true, the process is ended.
        progress: told as often how many seconds the reading has taken.

    Raises:
        LawFileRefused: it is not read; the message says in Chinese what, why and the way out.
    """
    try:
        with _opened(path, limits) as file:
            return _Reading(file, _HINTS.get(path.suffix.lower(), FileKind.TEXT), limits).run(
                is_stopped, progress
            )
    except LawFileRefused as refused:
        raise LawFileRefused(refused.reason, refused.detail, _shown(path)) from refused


def _shown(path: Path) -> str:
    """The name of the file as it can be written anywhere."""
    name = os.fsencode(path.name or str(path)).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in name)[:120]


@contextlib.contextmanager
def _opened(path: Path, limits: Limits) -> Iterator[BinaryIO]:
    """The plain file at `path`; a device or a pipe is never waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if path.is_dir():  # which Windows would call a lack of rights
            raise LawFileRefused(Refusal.NO_FILE, "是文件夹")
        handle = os.open(path, flags)
    except FileNotFoundError:
        raise LawFileRefused(Refusal.MISSING) from None
    except OSError as error:
        raise _unopened(error) from error
    except ValueError:  # a path with NUL
        raise LawFileRefused(Refusal.MISSING, "文件名里有不能用的字符") from None
    with open(handle, "rb", buffering=0) as file:  # noqa: PTH123 (of a handle)
        known = os.fstat(handle)
        if not stat.S_ISREG(known.st_mode):
            raise LawFileRefused(Refusal.NO_FILE)
        if known.st_size == 0:
            raise LawFileRefused(Refusal.EMPTY)
        if known.st_size > limits.file_bytes:
            raise LawFileRefused(Refusal.TOO_BIG, f"{known.st_size / 1e6:.0f} MB")
        yield file


def _unopened(error: OSError) -> LawFileRefused:
    if error.errno == errno.ELOOP:
        return LawFileRefused(Refusal.NO_FILE, "链接绕回自己")
    if error.errno in (errno.ENXIO, errno.ENODEV):
        return LawFileRefused(Refusal.NO_FILE)
    if error.errno in (errno.ENAMETOOLONG, errno.ENOTDIR):
        return LawFileRefused(Refusal.MISSING)
    return LawFileRefused(Refusal.UNREADABLE, error.strerror or "")


class _Reading:
    """One process at work on one file."""

    def __init__(self, file: BinaryIO, hint: str, limits: Limits) -> None:
        self._file = file
        self._hint = hint
        self._limits = limits
        self._digest = hashlib.sha256()
        self._said = bytearray()
        self._failure: LawFileRefused | None = None
        self._threads: list[threading.Thread] = []

    def run(self, is_stopped: Callable[[], bool], progress: Callable[[float], None]) -> ReadFile:
        with tempfile.TemporaryDirectory(prefix="handbook-law-", ignore_cleanup_errors=True) as folder:
            with self._started(Path(folder)) as child, _limited(child, self._limits):
                self._attend(child)
                ended = self._awaited(child, is_stopped, progress)
            return self._result(ended)

    @contextlib.contextmanager
    def _started(self, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
        """The process; it is gone afterwards, whatever happened."""
        try:
            child = subprocess.Popen(  # noqa: S603 (the program itself, with words of ours)
                command(self._hint),
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
            raise LawFileRefused(Refusal.NO_READER, error.strerror or "") from error
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
            raise LawFileRefused(Refusal.NO_READER)
        self._threads = [
            threading.Thread(target=self._feed, args=(child, child.stdin), name="law-file-in", daemon=True),
            threading.Thread(target=self._hear, args=(child, child.stdout), name="law-file-out", daemon=True),
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
                    self._failure = LawFileRefused(Refusal.TOO_BIG)
                    child.kill()
                    return
                self._digest.update(chunk)
                _write(pipe, chunk)
        except OSError as error:
            self._failure = LawFileRefused(Refusal.UNREADABLE, error.strerror or "")
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
        is_stopped: Callable[[], bool],
        progress: Callable[[float], None],
    ) -> int:
        """How the process ended. Raises LawFileRefused where it was not let to its end."""
        began = time.monotonic()
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(_POLL_S)
                break
            seconds = time.monotonic() - began
            if is_stopped():
                raise LawFileRefused(Refusal.STOPPED)
            if seconds > self._limits.wall_s:
                raise LawFileRefused(Refusal.TOO_SLOW, f"超过 {self._limits.wall_s:.0f} 秒")
            progress(seconds)
        for thread in self._threads:  # both pipes are closed at the other end
            thread.join()
        if self._failure is not None:
            raise self._failure
        return child.returncode

    def _result(self, ended: int) -> ReadFile:
        if ended != 0:
            raise LawFileRefused(_reason_of(ended))
        try:
            answer = unframed(bytes(self._said))
            return self._read_file(answer)
        except ValueError as error:
            raise LawFileRefused(Refusal.BROKE) from error

    def _read_file(self, answer: Answer) -> ReadFile:
        if answer.refused:
            raise LawFileRefused(Refusal(answer.refused), answer.detail[:200])
        return ReadFile(
            lines=answer.lines,
            kind=FileKind(answer.kind),
            is_marked=answer.kind != FileKind.PDF,
            pages=answer.pages,
            sha256=self._digest.hexdigest(),
            characters=sum(len("".join(line.split())) for line in answer.lines),
            encoding=answer.encoding,
            set_aside=answer.set_aside,
            remarks=answer.remarks,
        )


def _write(pipe: IO[bytes], chunk: bytes) -> None:
    """All of `chunk`, as far as somebody reads; the hash wants the rest of the file all the same."""
    view = memoryview(chunk)
    with contextlib.suppress(OSError, ValueError):
        while view:
            view = view[pipe.write(view) :]


@contextlib.contextmanager
def _limited(child: subprocess.Popen[bytes], limits: Limits) -> Iterator[None]:
    """On Windows the process stands in a job from here on; elsewhere it limits itself as it starts."""
    if sys.platform != "win32":
        yield
        return
    try:
        job = Job(kernel(), limits)
    except OSError as error:
        raise LawFileRefused(Refusal.NO_READER, str(error)) from error
    try:
        job.take(int(child._handle))
        yield
    except OSError as error:
        raise LawFileRefused(Refusal.NO_READER, str(error)) from error
    finally:
        job.close()


def _reason_of(ended: int) -> Refusal:
    """What a process that gave no answer died of."""
    if ended == -getattr(signal, "SIGXCPU", 0):
        return Refusal.TOO_SLOW
    return Refusal.BROKE
