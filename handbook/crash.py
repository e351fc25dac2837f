"""The one door for what nobody expected: uncaught errors of any thread and native crashes → a log, told once.

The log must be fit to be sent to a maintainer. What an exception says may quote an address, a phone or a note,
so nothing of it is kept: its type, the names and numbers that Python gives with it, and the frames it passed.
"""

import faulthandler
import os
import platform
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from handbook import __version__

LOG_NAME, NATIVE_NAME, UNTOLD_NAME = "handbook.log", "native.log", "untold"
LOG_BYTES = 512_000
LOG_FILES = 4
"""The log and three older ones."""
REMEMBERED = 40
"""Faults kept in memory for the copy that the maintainer gets."""
DEEPEST = 30
"""Frames of one exception; those in the middle of a long run are left out."""
CHAIN = 8
"""Exceptions behind one another, and beside one another in a group."""

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]
Listener = Callable[["Fault"], None]


@dataclass(slots=True)
class Fault:
    """One kind of fault: where it comes from, and how often it came."""

    text: str
    """Types, frames and thread, as they stand in the log; nothing of what the exception said."""
    first: datetime
    last: datetime
    count: int = 1


@dataclass(slots=True)
class Door:
    """Takes what reaches it, writes it down, and tells each kind of fault once."""

    folder: Path | None
    """Where the log is kept; None = in memory alone."""
    _faults: dict[str, Fault] = field(default_factory=dict[str, Fault])
    _listener: Listener | None = None
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _is_busy: bool = False
    _before: tuple[Hook, object, object] | None = None
    _native: IO[bytes] | None = None
    is_kept: bool = True
    """Whether the log could be written so far."""

    # -- what comes in

    def install(self) -> None:
        """Watch uncaught errors of the main thread, of other threads and of finalisers."""
        if self._before is not None:
            return
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._on_uncaught
        threading.excepthook = self._on_thread
        sys.unraisablehook = self._on_unraisable

    def watch_native(self) -> None:
        """Where a library crashes, Python's frames are all that can still be written down."""
        if self.folder is None or self._native is not None:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._native = (self.folder / NATIVE_NAME).open("ab", buffering=0)
        except OSError:
            return
        _keep_private(self.folder / NATIVE_NAME)
        faulthandler.enable(self._native)

    def remove(self) -> None:
        """Put everything back as it was before `install`."""
        if self._before is None:
            return
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before  # type: ignore[assignment]
        self._before = None
        if self._native is not None:
            faulthandler.disable()
            self._native.close()
            self._native = None

    def report(self, error: BaseException, where: str = "") -> None:
        """Take `error`; never raises, whatever state the program is in."""
        with self._lock:
            if self._is_busy:  # a fault within the door itself goes no further
                return
            self._is_busy = True
            try:
                self._take(described(error, where))
            except Exception:  # noqa: BLE001, S110 (there is no door behind this one)
                pass
            finally:
                self._is_busy = False

    def report_text(self, text: str) -> None:
        """Take what is no exception, such as a warning of Qt; it is written down and not told."""
        with self._lock:
            if not self._is_busy and text not in self._faults:
                self._write(self._note(text))

    # -- what goes out

    def listen(self, listener: Listener | None) -> None:
        """Call `listener`, on whatever thread a fault comes up, for each new kind of fault; None = nobody listens.

        What comes while nobody listens is told at the next start (`take_untold`).
        """
        self._listener = listener

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The kinds of fault that came so far, oldest first."""
        return tuple(self._faults.values())

    @property
    def log(self) -> Path | None:
        """The file that is written to."""
        return self.folder / LOG_NAME if self.folder is not None else None

    def for_maintainer(self) -> str:
        """All that a maintainer needs, to be pasted into a message: versions, faults, where the log is."""
        lines = [
            f"供热速查 {__version__} · Python {platform.python_version()} · {platform.platform()}",
            f"日志:{_homeless(self.log)}" if self.log and self.is_kept else "日志:没能写到磁盘上",
        ]
        for fault in self.faults:
            times = f"{fault.first:%m-%d %H:%M:%S}" + (f",共 {fault.count} 次" if fault.count > 1 else "")
            lines += ["", times, fault.text]
        return "\n".join(lines)

    def take_untold(self) -> bool:
        """Whether the last run left a fault that nobody heard of: a native crash, or one on closing. Asked once."""
        if self.folder is None:
            return False
        found = False
        try:
            native = self.folder / NATIVE_NAME
            if native.is_file() and native.stat().st_size:
                words = native.read_text(encoding="utf-8", errors="replace")
                self._write(f"{_now():%Y-%m-%d %H:%M:%S} the last run ended natively\n{_homeless(words)}\n")
                native.write_bytes(b"")
                found = True
            untold = self.folder / UNTOLD_NAME
            if untold.exists():
                untold.unlink()
                found = True
        except OSError:
            self.is_kept = False
        return found

    # -- internals

    def _on_uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        before = self._before[0] if self._before is not None else sys.__excepthook__
        if not isinstance(error, Exception):  # Ctrl+C, sys.exit
            before(kind, error, trace)
            return
        self.report(error)
        if before is not sys.__excepthook__:  # a test that watches
            before(kind, error, trace)
        _let_go(error, trace)

    def _on_thread(self, args: "threading.ExceptHookArgs") -> None:
        if args.exc_value is not None and isinstance(args.exc_value, Exception):
            self.report(args.exc_value, "in a thread")
        before = self._before[1] if self._before is not None else None
        if callable(before) and before is not threading.__excepthook__:
            before(args)

    def _on_unraisable(self, args: "sys.UnraisableHookArgs") -> None:
        if isinstance(args.exc_value, Exception):
            self.report(args.exc_value, "while something was let go")
        before = self._before[2] if self._before is not None else None
        if callable(before) and before is not sys.__unraisablehook__:
            before(args)

    def _take(self, text: str) -> None:
        known = self._faults.get(text)
        if known is not None:
            known.count += 1
            known.last = _now()
            if _is_power_of_ten(known.count):  # a fault in painting comes a hundred times a second
                self._write(f"{known.last:%Y-%m-%d %H:%M:%S} for the {known.count}th time\n{text}\n")
            return
        self._write(self._note(text))
        if sys.stderr is not None:  # a developer's terminal; what is said there quotes nothing either
            sys.stderr.write(f"{text}\n")
        fault = self._faults[text]
        listener = self._listener
        if listener is None:
            self._leave_untold()
            return
        listener(fault)

    def _note(self, text: str) -> str:
        """Remember a new kind of fault; its lines for the log."""
        while len(self._faults) >= REMEMBERED:
            del self._faults[next(iter(self._faults))]
        now = _now()
        self._faults[text] = Fault(text, now, now)
        return f"{now:%Y-%m-%d %H:%M:%S} {__version__} Python {platform.python_version()} {sys.platform}\n{text}\n"

    def _write(self, lines: str) -> None:
        """Append to the log; it is opened for each fault, so that another program of the same user may too."""
        if self.log is None:
            self.is_kept = False
            return
        from logging import handlers, makeLogRecord  # 15 ms that no start should pay for

        class Log(handlers.RotatingFileHandler):
            def handleError(self, record: object) -> None:  # noqa: N802, ARG002 (the name is logging's)
                raise sys.exception() or OSError()

        try:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            log = Log(self.log, maxBytes=LOG_BYTES, backupCount=LOG_FILES - 1, encoding="utf-8", delay=True)
            try:
                log.emit(makeLogRecord({"msg": lines}))
            finally:
                log.close()
        except OSError:
            self.is_kept = False
            return
        self.is_kept = True
        _keep_private(self.log)

    def _leave_untold(self) -> None:
        if self.folder is None:
            return
        try:
            (self.folder / UNTOLD_NAME).write_bytes(b"")
        except OSError:
            self.is_kept = False


def described(error: BaseException, where: str = "") -> str:
    """Type and frames of `error` and of those behind it, innermost cause last; nothing of what they say."""
    thread = threading.current_thread()
    place = where or ("" if thread is threading.main_thread() else "in a thread")
    return "\n".join(_lines_of(error, place, CHAIN))


def _lines_of(error: BaseException, place: str, left: int) -> Iterator[str]:
    yield f"{_name_of(error)}{_details(error)}{f' {place}' if place else ''}"
    yield from _frames_of(error.__traceback__)
    if left <= 0:
        return
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions[:left]:
            yield from _lines_of(inner, "within it", left - 1)
    behind = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if behind is not None:
        yield from _lines_of(behind, "behind it", left - 1)


def _name_of(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _details(error: BaseException) -> str:
    """What Python itself gives with an exception that is never a caller's: numbers and names of the code."""
    found: list[str] = []
    if isinstance(error, OSError) and error.errno is not None:
        found.append(os.strerror(error.errno))
    if isinstance(error, (AttributeError, NameError, ImportError)) and isinstance(error.name, str):
        found.append(error.name)
    if isinstance(error, AttributeError) and error.obj is not None:
        found.append(f"of {type(error.obj).__name__}")
    if isinstance(error, UnicodeError) and isinstance(getattr(error, "encoding", None), str):
        found.append(error.encoding)  # type: ignore[attr-defined]
    if isinstance(code := getattr(error, "sqlite_errorname", None), str):
        found.append(code)
    return f" ({', '.join(found)})" if found else ""


def _frames_of(trace: TracebackType | None) -> Iterator[str]:
    frames = [
        f"  {_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(trace)
    ]
    if len(frames) > DEEPEST:
        half = DEEPEST // 2
        frames = [*frames[:half], f"  … {len(frames) - 2 * half} more", *frames[-half:]]
    yield from frames


def _short(file: str) -> str:
    """The file from its package on: where the program is installed is nobody's business."""
    parts = file.replace("\\", "/").split("/")
    for mark in ("site-packages", "dist-packages"):
        if mark in parts:
            return "/".join(parts[parts.index(mark) + 1 :])
    if "handbook" in parts:
        return "/".join(parts[len(parts) - 1 - parts[::-1].index("handbook") :])
    return "/".join(parts[-2:])


def _let_go(error: BaseException, trace: TracebackType | None) -> None:
    """Let go of the frames: a painter in one of them would stay on its window, and all painting would fail."""
    for name in ("last_exc", "last_type", "last_value", "last_traceback"):
        if hasattr(sys, name):
            delattr(sys, name)
    seen: BaseException | None = error
    for _ in range(CHAIN):
        if seen is None:
            break
        traceback.clear_frames(seen.__traceback__)
        seen = seen.__cause__ or seen.__context__
    traceback.clear_frames(trace)


def _homeless(text: Path | str | None) -> str:
    """`text` with the user's own folder as ~: its name may be a person's."""
    try:
        home = str(Path.home())
    except RuntimeError:
        return str(text)
    return str(text).replace(home, "~") if len(home) > 1 else str(text)


def _keep_private(file: Path) -> None:
    try:
        file.chmod(0o600)
    except OSError:
        return  # a disk without rights; nothing of a caller is in the file


def _is_power_of_ten(number: int) -> bool:
    return set(str(number)[1:]) <= {"0"} and str(number)[0] == "1"


def _now() -> datetime:
    return datetime.now().astimezone()
