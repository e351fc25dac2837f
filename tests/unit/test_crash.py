"""What reaches the crash door is written down without a word of a caller, counted, and told once."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.crash import LOG_BYTES, LOG_FILES, NATIVE_NAME, Door, Fault, described
from tests.conftest import REPOSITORY

PHONE, ADDRESS = "13800138000", "花园街八十八号"
SECRETS = (PHONE, ADDRESS, "狗凶")


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path / "logs")


@pytest.fixture
def hooks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Python's own hooks: nobody else watches, so a planted fault fails no test."""
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)
    yield


def failing(note: str) -> BaseException:
    """An exception that says what the agent typed, raised where a local variable holds it too."""
    typed = {"备注": note}
    try:
        try:
            json.loads(f"{{{note}")
        except ValueError:
            raise KeyError(f"{typed} {PHONE}") from None
    except KeyError as error:
        return error
    raise AssertionError


def logged(door: Door) -> str:
    assert door.log is not None
    return door.log.read_text(encoding="utf-8")


def test_type_and_frames_are_kept_and_nothing_it_said(door: Door) -> None:
    door.report(failing(f"{ADDRESS},狗凶"))
    text = logged(door)
    assert "KeyError" in text
    assert "test_crash.py" in text
    assert " failing" in text
    for secret in SECRETS:
        assert secret not in text
        assert secret not in door.for_maintainer()


@pytest.mark.parametrize(
    "make",
    [
        lambda: ValueError(PHONE),
        lambda: OSError(13, f"{PHONE} {ADDRESS}", f"/home/x/{ADDRESS}"),
        lambda: UnicodeEncodeError("gbk", ADDRESS, 0, 1, PHONE),
        lambda: ExceptionGroup(ADDRESS, [ValueError(PHONE), KeyError(ADDRESS)]),
        lambda: SyntaxError(ADDRESS, (ADDRESS, 1, 1, PHONE)),
        lambda: type("狗凶Error".encode("ascii", "ignore").decode(), (RuntimeError,), {})(PHONE),
    ],
)
def test_no_kind_of_exception_speaks(door: Door, make: object) -> None:
    assert callable(make)
    outer = RuntimeError(ADDRESS)
    outer.add_note(PHONE)
    outer.__cause__ = make()
    door.report(outer)
    for secret in SECRETS:
        assert secret not in logged(door) + door.for_maintainer()


def test_what_helps_the_maintainer_is_kept(door: Door) -> None:
    with pytest.raises(AttributeError) as caught:
        _ = object().no_such_name  # type: ignore[attr-defined]
    door.report(caught.value)
    assert "no_such_name, of object" in logged(door)
    door.report(FileNotFoundError(2, "x", "/secret"))
    assert os.strerror(2) in logged(door)


def test_causes_and_groups_are_followed() -> None:
    inner = ZeroDivisionError()
    outer = RuntimeError()
    outer.__cause__ = inner
    text = described(ExceptionGroup("", [outer, KeyError()]))
    assert [line.split()[0] for line in text.splitlines()] == [
        "ExceptionGroup",
        "RuntimeError",
        "ZeroDivisionError",
        "KeyError",
    ]


def test_circles_and_depth_end() -> None:
    error = RuntimeError()
    other = RuntimeError()
    error.__context__, other.__context__ = other, error
    assert len(described(error).splitlines()) < 12

    def deep(left: int) -> None:
        if not left:
            raise ValueError
        deep(left - 1)

    with pytest.raises(ValueError) as caught:
        deep(500)
    assert len(described(caught.value).splitlines()) < 40


def test_one_kind_is_told_once_and_counted(door: Door) -> None:
    told: list[Fault] = []
    door.listen(told.append)
    for _ in range(250):
        door.report(failing("一"))
    door.report(ValueError())
    assert [fault.count for fault in told] == [250, 1]
    assert logged(door).count("KeyError") == 3  # the first, the tenth, the hundredth
    assert "共 250 次" in door.for_maintainer()


def test_a_flood_of_kinds_stays_small(door: Door) -> None:
    for number in range(3000):
        door.report(ValueError(), f"at {number}" + "x" * 900)
    assert door.log is not None
    files = list(door.log.parent.glob("handbook.log*"))
    assert 1 < len(files) <= LOG_FILES
    assert all(file.stat().st_size <= LOG_BYTES for file in files)
    assert "at 2999" in logged(door)
    assert len(door.faults) < 100


def test_without_a_disk_it_is_still_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    door = Door(tmp_path / "file" / "logs")
    told: list[Fault] = []
    door.listen(told.append)
    door.watch_native()
    door.report(ValueError())
    assert (len(told), door.is_kept) == (1, False)
    assert "没能写到磁盘" in door.for_maintainer()
    assert not door.take_untold()


def test_a_listener_that_fails_harms_nothing(door: Door) -> None:
    def fail(fault: Fault) -> None:
        raise RuntimeError

    door.listen(fail)
    door.report(ValueError())
    door.report(KeyError())
    assert "KeyError" in logged(door)


@pytest.mark.usefixtures("hooks")
def test_threads_and_finalisers_are_watched(door: Door) -> None:
    class Falls:
        def __del__(self) -> None:
            raise LookupError(PHONE)

    def fail() -> None:
        raise OverflowError(PHONE)

    door.install()
    try:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        Falls()
    finally:
        door.remove()
    assert "OverflowError in a thread" in logged(door)
    assert "LookupError while something was let go" in logged(door)
    assert PHONE not in logged(door)
    assert threading.excepthook is threading.__excepthook__


@pytest.mark.usefixtures("hooks")
def test_the_end_of_the_program_is_no_fault(door: Door, capsys: pytest.CaptureFixture[str]) -> None:
    door.install()
    try:
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    finally:
        door.remove()
    assert door.faults == ()


def test_what_nobody_heard_is_told_at_the_next_start(tmp_path: Path) -> None:
    before = Door(tmp_path)
    before.report(ValueError())
    after = Door(tmp_path)
    assert (after.take_untold(), after.take_untold()) == (True, False)


def test_a_native_crash_is_found_at_the_next_start(tmp_path: Path) -> None:
    code = (
        "import faulthandler, sys\nfrom pathlib import Path\nfrom handbook.crash import Door\n"
        "door = Door(Path(sys.argv[1])); door.install(); door.watch_native()\n"
        "def deep_inside(): faulthandler._sigsegv()\n"
        "deep_inside()\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        check=False,
    )
    assert run.returncode != 0
    door = Door(tmp_path)
    assert door.take_untold()
    assert "deep_inside" in logged(door)
    assert (tmp_path / NATIVE_NAME).stat().st_size == 0
    assert not door.take_untold()


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_the_log_is_the_users_own(door: Door) -> None:
    door.report(ValueError())
    assert door.log is not None
    assert door.log.stat().st_mode & 0o077 == 0


def test_a_verb_that_fails_says_so_and_quotes_nothing(user_home: Path) -> None:
    from tests.helpers.command import run_handbook

    code = (
        "import handbook.cli.search as verb\n"
        f"def fail(args): raise KeyError({PHONE + ADDRESS!r})\n"
        "verb.run = fail\n"
    )
    found = run_handbook("search", "漏水", home=user_home, code=code)
    assert found.returncode == 2
    assert "出了点问题" in found.stderr
    assert PHONE not in found.stderr + found.stdout
    assert "KeyError" in (user_home / "logs" / "handbook.log").read_text(encoding="utf-8")
