"""Keys without a passphrase, locked by Windows for one account: through its calls, with a library that stands for Windows' own."""

import ctypes
import os
from pathlib import Path
from typing import Any

import pytest

from handbook.cli.keys import editor_keys
from handbook.fleet.trust import account_lock, ceremony
from handbook.fleet.trust.account_lock import WindowsLock, is_locked, locked_file
from handbook.fleet.trust.ceremony import KeyRefused, hold_ceremony, open_key, open_where_it_lies
from handbook.fleet.trust.dispatch import dispatch_keys
from tests.unit.fleet.company import PASSPHRASES, WORD, now

_BLOB = ctypes.POINTER(account_lock._Blob)
_CALL = ctypes.CFUNCTYPE(
    ctypes.c_int,
    _BLOB,
    ctypes.c_void_p,
    _BLOB,
    ctypes.c_void_p,
    ctypes.c_void_p,
    ctypes.c_uint32,
    _BLOB,
)
_FREE = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)


class Account:
    """The two libraries as one account of one computer meets them, called by their own convention."""

    def __init__(self, name: str) -> None:
        self._head = f"sealed for {name}:".encode()
        self._held: dict[int, Any] = {}
        self.flags: set[int] = set()
        self.is_broken = False
        self.CryptProtectData = _CALL(self._protect)
        self.CryptUnprotectData = _CALL(self._unprotect)
        self.LocalFree = _FREE(self._free)

    @property
    def lock(self) -> WindowsLock:
        return WindowsLock(self, self)

    @property
    def unfreed(self) -> int:
        return len(self._held)

    def _protect(
        self, given: Any, _name: Any, _more: Any, _no: Any, _none: Any, flags: int, taken: Any
    ) -> int:
        self.flags.add(flags)
        data = ctypes.string_at(given.contents.data, given.contents.size)
        return 0 if self.is_broken else self._give(taken, self._head + bytes(255 - byte for byte in data))

    def _unprotect(
        self, given: Any, _name: Any, _more: Any, _no: Any, _none: Any, flags: int, taken: Any
    ) -> int:
        self.flags.add(flags)
        data = ctypes.string_at(given.contents.data, given.contents.size)
        if not data.startswith(self._head):
            return 0
        return self._give(taken, bytes(255 - byte for byte in data[len(self._head) :]))

    def _give(self, taken: Any, data: bytes) -> int:
        held = ctypes.create_string_buffer(data, len(data))
        place = ctypes.addressof(held)
        self._held[place] = held
        taken.contents.size, taken.contents.data = len(data), place
        return 1

    def _free(self, place: int) -> None:
        del self._held[place]


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Account:
    return sits_here(monkeypatch, "DIAODU-01\\chen")


def sits_here(monkeypatch: pytest.MonkeyPatch, name: str) -> Account:
    one = Account(name)
    monkeypatch.setattr(ceremony, "account_lock", lambda: one.lock)
    return one


@pytest.mark.parametrize("data", [b"x", b"\0" * 40, b"a key" * 2000])
def test_what_is_locked_opens_and_nothing_is_left_in_memory(data: bytes) -> None:
    account = Account("a")
    lock = account.lock
    locked = lock.lock(data)
    assert data not in locked
    assert lock.unlock(locked) == data
    assert account.unfreed == 0
    assert account.flags == {1}  # no window is ever opened for it
    with pytest.raises(OSError, match="this account"):
        Account("b").lock.unlock(locked)


def test_keys_are_locked_where_they_are_used_and_not_where_they_were_made(
    tmp_path: Path, account: Account
) -> None:
    keys = tmp_path / "keys"
    hold_ceremony(keys, PASSPHRASES, now())
    assert not any(is_locked(path.read_bytes()) for path in keys.rglob("*.pem"))
    plain = {path: path.read_bytes() for path in keys.rglob("*.pem")}
    before = editor_keys(keys, WORD)
    for _ in range(2):
        held = editor_keys(keys, WORD)
        assert held.snapshot.public_key == before.snapshot.public_key
        assert held.targets is not None
    names = sorted(str(path.relative_to(keys)) for path in plain if is_locked(path.read_bytes()))
    assert names == [
        "editor/snapshot.pem",
        "editor/timestamp.pem",
    ]  # those of dispatch are still to be carried there
    sent = dispatch_keys(keys / "dispatch")
    assert dispatch_keys(keys / "dispatch").bulletins.public_key == sent.bulletins.public_key
    for path in (keys / "dispatch").glob("*.pem"):
        assert is_locked(path.read_bytes())
        assert plain[path] not in path.read_bytes()
        assert os.name == "nt" or path.stat().st_mode & 0o077 == 0
    assert account.unfreed == 0


def test_a_copy_of_the_file_is_of_no_use_elsewhere(
    tmp_path: Path, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = tmp_path / "keys"
    hold_ceremony(keys, PASSPHRASES, now())
    dispatch_keys(keys / "dispatch")
    for elsewhere in (Account("HOME\\thief").lock, None):
        monkeypatch.setattr(ceremony, "account_lock", lambda lock=elsewhere: lock)
        with pytest.raises(KeyRefused, match="那个账号"):
            open_key(keys / "dispatch" / "bulletins.pem")
    monkeypatch.setattr(ceremony, "account_lock", lambda: account.lock)
    open_key(keys / "dispatch" / "bulletins.pem")
    path = keys / "dispatch" / "bulletins.pem"
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(KeyRefused, match="那个账号"):
        open_key(path)


def test_what_the_system_does_not_lock_stays_and_serves(tmp_path: Path, account: Account) -> None:
    keys = tmp_path / "keys"
    hold_ceremony(keys, PASSPHRASES, now())
    path = keys / "dispatch" / "bulletins.pem"
    plain = path.read_bytes()
    account.is_broken = True
    open_where_it_lies(path)
    assert path.read_bytes() == plain


def test_what_would_not_open_again_is_not_kept() -> None:
    class Forgetful:
        def lock(self, data: bytes) -> bytes:
            return data[::-1]

        def unlock(self, data: bytes) -> bytes:
            return data

    with pytest.raises(OSError, match="does not open"):
        locked_file(b"a key", Forgetful())


def test_elsewhere_the_rights_of_the_file_are_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert account_lock.account_lock() is None
