"""A file is whole or as it was; locks of Windows are waited out; nothing is left lying about."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

from handbook.whole_file import PRIVATE, open_draft, replace_durably, sync_folder, write_whole
from tests.conftest import REPOSITORY
from tests.helpers.failing_file import FailingFile
from tests.helpers.killed import reported_until_killed

posix_only = pytest.mark.skipif(
    sys.platform == "win32", reason="rights, links and signals are otherwise there"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder"
    made.mkdir()
    return made


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def under_umask(mask: int, action: Callable[[], None]) -> None:
    before = os.umask(mask)
    try:
        action()
    finally:
        os.umask(before)


def test_a_file_is_written_and_replaced(folder: Path) -> None:
    path = folder / "卡.pdf"
    write_whole(path, b"abc", is_new=True)
    assert path.read_bytes() == b"abc"
    write_whole(path, b"")
    assert path.read_bytes() == b""
    assert list(folder.iterdir()) == [path]


def test_a_long_name_needs_no_longer_one(folder: Path) -> None:
    path = folder / ("长" * 84)
    write_whole(path, b"x")
    assert list(folder.iterdir()) == [path]


def test_a_file_that_is_there_is_not_overwritten_by_a_new_one(folder: Path) -> None:
    path = folder / "a"
    path.write_bytes(b"somebody else's")
    with pytest.raises(FileExistsError):
        write_whole(path, b"ours", is_new=True)
    assert path.read_bytes() == b"somebody else's"
    assert list(folder.iterdir()) == [path]


def test_nor_is_one_that_appears_meanwhile(folder: Path) -> None:
    path = folder / "a"

    def opener(place: Path, mode: int) -> tuple[IO[bytes], Path]:
        path.write_bytes(b"somebody else's")
        return open_draft(place, mode)

    with pytest.raises(FileExistsError):
        write_whole(path, b"ours", is_new=True, opener=opener)
    assert path.read_bytes() == b"somebody else's"
    assert list(folder.iterdir()) == [path]


@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt(), MemoryError()])
def test_what_stops_the_writing_leaves_what_was_there(
    folder: Path, error: BaseException, is_new: bool
) -> None:
    path = folder / "a"
    if not is_new:
        path.write_bytes(b"old")

    def opener(place: Path, mode: int) -> tuple[IO[bytes], Path]:
        file, draft = open_draft(place, mode)
        file.close()
        return FailingFile(error), draft

    with pytest.raises(type(error)):
        write_whole(path, b"new" * 100, is_new=is_new, opener=opener)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == ({} if is_new else {"a": b"old"})


@pytest.mark.parametrize("is_new", [True, False])
def test_a_folder_in_its_place_stays_and_no_draft_with_it(folder: Path, is_new: bool) -> None:
    (folder / "a" / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match=r"directory|exists|denied"):
        write_whole(folder / "a", b"x", is_new=is_new)
    assert [p.name for p in folder.iterdir()] == ["a"]


def test_a_folder_that_is_not_there_is_not_made(folder: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(folder / "none" / "a", b"x")
    assert list(folder.iterdir()) == []


@posix_only
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_rights_are_the_usual_ones_where_none_are_named(folder: Path, mask: int) -> None:
    under_umask(mask, lambda: write_whole(folder / "new", b"x"))
    assert rights(folder / "new") == 0o666 & ~mask


@posix_only
@pytest.mark.parametrize("mask", [0o000, 0o077])
@pytest.mark.parametrize("mode", [PRIVATE, 0o644])
def test_named_rights_hold_under_every_umask_and_over_every_file(folder: Path, mode: int, mask: int) -> None:
    old = folder / "old"
    old.write_bytes(b"")
    old.chmod(0o777)
    for path in (folder / "new", old):
        under_umask(mask, lambda target=path: write_whole(target, b"x", mode=mode))  # type: ignore[misc]
        assert rights(path) == mode


@posix_only
@pytest.mark.parametrize("mode", [0o600, 0o664, 0o444])
def test_a_file_keeps_the_rights_of_the_one_it_replaces(folder: Path, mode: int) -> None:
    path = folder / "a"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_whole(path, b"new")
    assert (path.read_bytes(), rights(path)) == (b"new", mode)


@posix_only
def test_a_private_draft_is_private_from_its_first_moment(folder: Path) -> None:
    seen: list[int] = []

    def opener(place: Path, mode: int) -> tuple[IO[bytes], Path]:
        file, draft = open_draft(place, mode)
        seen.append(rights(draft))
        return file, draft

    under_umask(0, lambda: write_whole(folder / "a", b"secret", mode=PRIVATE, opener=opener))
    assert seen == [PRIVATE]


@posix_only
def test_a_link_is_replaced_and_what_it_led_to_stays(folder: Path) -> None:
    (folder / "other").write_bytes(b"other")
    (folder / "link").symlink_to("other")
    write_whole(folder / "link", b"new")
    assert not (folder / "link").is_symlink()
    assert (folder / "other").read_bytes() == b"other"


@posix_only
def test_a_link_that_leads_nowhere_is_in_the_way_of_a_new_file(folder: Path) -> None:
    (folder / "link").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        write_whole(folder / "link", b"new", is_new=True)
    assert [p.name for p in folder.iterdir()] == ["link"]


def calls_of(action: Callable[[], None]) -> list[str]:
    """Names of the system's file operations, in their order."""
    operations = ("chmod", "write", "fsync", "replace", "rename", "link", "unlink")
    seen: list[str] = []

    def profile(frame: object, event: str, called: Any) -> None:
        name = getattr(called, "__name__", "")
        if event == "c_call" and name in operations:
            seen.append(name)

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        action()
    finally:
        sys.setprofile(before)
    return seen


@posix_only
def test_bytes_and_rights_are_synced_before_the_move_and_the_folder_after_it(folder: Path) -> None:
    path = folder / "a"
    new = calls_of(lambda: write_whole(path, b"x", is_new=True))
    assert new == ["write", "fsync", "link", "unlink", "fsync"]
    over = calls_of(lambda: write_whole(path, b"x", mode=PRIVATE))
    assert over == ["write", "fsync", "replace", "unlink", "fsync"]
    rights_too = calls_of(lambda: write_whole(path, b"x", mode=0o640))
    assert rights_too == ["chmod", "write", "fsync", "replace", "unlink", "fsync"]
    (folder / "draft").write_bytes(b"y")
    assert calls_of(lambda: replace_durably(folder / "draft", path)) == ["fsync", "replace", "fsync"]


@pytest.mark.skipif(sys.platform != "linux", reason="a folder that refuses to be synced is known there only")
def test_a_folder_that_cannot_be_synced_is_no_error_but_a_missing_one_is(folder: Path) -> None:
    proc = Path("/proc/self")
    descriptor = os.open(proc, os.O_RDONLY)
    with pytest.raises(OSError, match="Invalid"):
        os.fsync(descriptor)
    os.close(descriptor)
    sync_folder(proc)
    with pytest.raises(FileNotFoundError):
        sync_folder(folder / "none")


@posix_only
def test_a_real_limit_of_the_system_leaves_the_old_file(folder: Path) -> None:
    code = (
        "import resource, sys; from pathlib import Path; from handbook.whole_file import write_whole;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096));"
        "write_whole(Path(sys.argv[1]), b'x' * 100_000)"
    )
    (folder / "a").write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder / "a")],
        capture_output=True,
        text=True,
        check=False,
        cwd=REPOSITORY,
    )
    assert "File too large" in done.stderr
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {"a": b"old"}


WRITER = """
import sys
from pathlib import Path
from handbook.whole_file import write_whole
path = Path(sys.argv[1])
for number in range(1, 1_000_000):
    write_whole(path, bytes([number % 251]) * (200_000 + number))
    print(number, flush=True)
"""


def number_after_kill(path: Path, delay: float) -> tuple[int, int]:
    """The last number that was reported when the writer was killed, and the one that stands whole in the file."""
    reported = reported_until_killed([sys.executable, "-c", WRITER, str(path)], lines=1, delay=delay)
    content = path.read_bytes()
    number = len(content) - 200_000
    assert content == bytes([number % 251]) * len(content)
    return int(reported[-1]), number


@posix_only
def test_a_kill_at_any_moment_leaves_a_whole_file_and_never_an_older_one(folder: Path) -> None:
    for kill in range(8):
        reported, found = number_after_kill(folder / "a", kill * 0.0037)
        assert reported <= found <= reported + 1


class Scanner:
    """Refuses the first replacements as Windows does while a scanner reads the file."""

    def __init__(self, code: int, times: int) -> None:
        self.code, self.times, self.slept = code, times, 0.0

    def replace(self, source: Path, target: Path) -> None:
        if self.times > 0:
            self.times -= 1
            error = PermissionError(13, "in use")
            error.winerror = self.code  # type: ignore[attr-defined, unused-ignore]
            raise error
        source.replace(target)

    def sleep(self, seconds: float) -> None:
        self.slept += seconds


@pytest.fixture
def drafted(folder: Path) -> tuple[Path, Path]:
    source, target = folder / "draft", folder / "target"
    source.write_text("new")
    target.write_text("old")
    return source, target


@pytest.mark.parametrize("code", [5, 32, 33])
def test_short_locks_are_waited_out(drafted: tuple[Path, Path], code: int) -> None:
    scanner = Scanner(code, times=4)
    replace_durably(*drafted, replace=scanner.replace, sleep=scanner.sleep)
    assert drafted[1].read_text() == "new"
    assert 0 < scanner.slept <= 2.5


@pytest.mark.parametrize("patience", [0.0, 0.5, 2.5])
def test_a_lock_that_stays_is_an_error_and_the_old_file_stands(
    drafted: tuple[Path, Path], patience: float
) -> None:
    scanner = Scanner(5, times=1000)
    with pytest.raises(PermissionError):
        replace_durably(*drafted, patience=patience, replace=scanner.replace, sleep=scanner.sleep)
    assert drafted[1].read_text() == "old"
    assert patience <= scanner.slept <= 1.6 * patience


def test_other_errors_are_not_waited_for(drafted: tuple[Path, Path]) -> None:
    scanner = Scanner(2, times=1)
    with pytest.raises(OSError, match="in use"):
        replace_durably(*drafted, replace=scanner.replace, sleep=scanner.sleep)
    assert scanner.slept == 0
