"""The page 发布 asks a process of the program itself: it alone reads the share, knows what was signed, and signs.

The window imports nothing that checks signatures, and waits for no share: the process is ended when it takes too long. A
passphrase goes to it by its standard input and is kept nowhere.
"""

import subprocess
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

import msgspec

from handbook.foreign_files.child_start import program
from handbook.foreign_files.own_copy import environment_of_copy, flags_of_copy, give_way, has_ended
from handbook.upkeep.publication import ShareState, Survey

LOOK_S, SURVEY_S, SIGN_S = 30.0, 300.0, 300.0
"""Longest that is waited for a look at the share, for all checks, for an act."""
NO_ANSWER = "更新文件夹没有回应，过一会儿再试。"
_STATE = msgspec.json.Decoder(ShareState)
_SURVEY = msgspec.json.Decoder(Survey)
Told = TypeVar("Told", ShareState, Survey)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationPlace:
    """Where content comes from and goes to."""

    root: Path
    site: Path | None
    region: str
    share: Path
    keys: Path | None = None
    """The folder that the key ceremony made for the editor's computer; None = none was named."""
    by: str = ""
    """Who works here."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How an act ended."""

    is_done: bool
    words: str
    """What was done, or why not."""


Stopped = Callable[[], bool]


class PublicationChild:
    """Each question starts a process and waits for it: to be asked on another thread than that of the window."""

    def __init__(self, place: PublicationPlace, command: Sequence[str] | None = None) -> None:
        """`command` starts the program; its own by default."""
        self.place = place
        self._command = command

    def state(self, is_stopped: Stopped) -> ShareState | str:
        """How the share stands, or why nobody can tell."""
        return self._told(_STATE, ["--state"], LOOK_S, is_stopped)

    def survey(self, is_stopped: Stopped) -> Survey | str:
        """What would go out, and whether it may; or why nobody can tell."""
        return self._told(_SURVEY, ["--survey"], SURVEY_S, is_stopped)

    def publish(
        self,
        passphrase: str,
        stage: int,
        note: str,
        is_stopped: Stopped,
        *,
        checks: str = "",
        is_urgent: bool = False,
    ) -> Ended:
        """Sign what is here, and send it to `stage` percent of the desks."""
        words = ["--stage", str(stage), "--note", note, "--checked", checks]
        return self._ended([*words, "--urgent"] if is_urgent else words, passphrase, is_stopped)

    def widen(self, passphrase: str, number: int, stage: int, why: str, is_stopped: Stopped) -> Ended:
        """Let a published pack be for `stage` percent of the desks."""
        words = ["--widen", str(number), "--stage", str(stage), "--note", why]
        return self._ended(words, passphrase, is_stopped)

    def stop(self, number: int, is_stopped: Stopped) -> Ended:
        """Let no further desk take it; asks for no passphrase."""
        return self._ended(["--stop", str(number)], "", is_stopped)

    def withdraw(self, passphrase: str, to_number: int, is_stopped: Stopped) -> Ended:
        """Send the content of an older pack under a higher number."""
        return self._ended(["--withdraw", str(to_number)], passphrase, is_stopped)

    def second(self, passphrase: str, digest: str, is_stopped: Stopped) -> Ended:
        """Sign as the second one what waits; `digest`: of what was looked at, and nothing else is signed."""
        return self._ended(["--second", "--seen", digest], passphrase, is_stopped)

    def drop(self, is_stopped: Stopped) -> Ended:
        """Let what waits for the second signature go; asks for no passphrase."""
        return self._ended(["--drop"], "", is_stopped)

    # -- internals

    def _told(
        self, decoder: "msgspec.json.Decoder[Told]", words: list[str], seconds: float, is_stopped: Stopped
    ) -> "Told | str":
        code, out, err = self._run(words, "", seconds, is_stopped)
        if code is None:
            return NO_ANSWER
        with suppress(msgspec.MsgspecError, IndexError):
            return decoder.decode(out.splitlines()[-1])
        return _last_line(err) or NO_ANSWER

    def _ended(self, words: list[str], passphrase: str, is_stopped: Stopped) -> Ended:
        code, out, err = self._run(words, passphrase, SIGN_S, is_stopped)
        if code is None:
            return Ended(False, NO_ANSWER)
        if code == 0:
            return Ended(True, _last_line(out))
        return Ended(False, _last_line(err) or _last_line(out) or NO_ANSWER)

    def _run(
        self, words: list[str], typed: str, seconds: float, is_stopped: Stopped
    ) -> tuple[int | None, bytes, bytes]:
        """(exit code, output, errors); no code where it was ended, or did not start."""
        place = self.place
        named = [
            "publish",
            *words,
            "--content",
            str(place.root),
            "--region",
            place.region,
            "--to",
            str(place.share),
        ]
        named += ["--site", str(place.site)] if place.site is not None else []
        named += ["--keys", str(place.keys)] if place.keys is not None else []
        named += ["--by", place.by] if place.by else []
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            try:
                process = subprocess.Popen(  # noqa: S603 (the program itself)
                    [*(self._command or program()), *named],
                    env=environment_of_copy() | {"LC_ALL": "C.UTF-8"},
                    stdin=subprocess.PIPE,
                    stdout=out,
                    stderr=err,
                    creationflags=flags_of_copy(),
                )
            except OSError:
                return None, b"", b""
            if words[0] == "--survey":
                give_way(process)
            _type(process, typed)
            is_whole = has_ended(process, seconds, is_stopped)
            return (process.returncode if is_whole else None), _read(out), _read(err)


def _read(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


def _type(process: "subprocess.Popen[bytes]", words: str) -> None:
    with suppress(OSError):  # it died before it asked
        assert process.stdin is not None  # noqa: S101 (a pipe was asked for)
        with process.stdin as line:
            line.write(f"{words}\n".encode())


def _last_line(said: bytes) -> str:
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1] if lines else ""
