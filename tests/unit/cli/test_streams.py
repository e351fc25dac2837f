"""Chinese on terminals and in pipes of every encoding; output for programs is UTF-8."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.cli.streams import fitting

SAID = "没有找到"


@pytest.mark.parametrize(
    ("encoding", "written"),
    [
        ("gb18030", "gb18030"),
        ("GBK", "GBK"),
        ("gb2312", "gb2312"),
        ("utf-8", "utf-8"),
        ("ascii", "utf-8"),
        ("ANSI_X3.4-1968", "utf-8"),
        ("latin-1", "utf-8"),
        ("cp437", "utf-8"),
        ("shift_jis", "utf-8"),
        ("big5", "utf-8"),
        ("no-such-encoding", "utf-8"),
    ],
)
def test_a_terminal_is_written_to_in_its_own_encoding_if_that_knows_chinese(
    encoding: str, written: str
) -> None:
    assert fitting(encoding, is_terminal=True, is_windows=False, is_for_programs=False) == written
    assert fitting(encoding, is_terminal=True, is_windows=True, is_for_programs=False) == written
    assert fitting(encoding, is_terminal=False, is_windows=False, is_for_programs=False) == written
    assert fitting(encoding, is_terminal=False, is_windows=True, is_for_programs=False) == "utf-8"
    assert fitting(encoding, is_terminal=True, is_windows=False, is_for_programs=True) == "utf-8"


def on_terminal(home: Path, encoding: str, *arguments: str) -> bytes:
    """What a terminal of this encoding receives."""
    import pty

    ours, theirs = pty.openpty()
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    path = str(Path(sys.modules["handbook"].__file__ or "").resolve().parent.parent)
    environment = {**kept, "HANDBOOK_HOME": str(home), "HOME": str(home), "PYTHONPATH": path}
    environment["PYTHONIOENCODING"] = encoding  # as a locale would, which need not be installed here
    command = [sys.executable, "-m", "handbook", *arguments]
    made = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    received = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        received += piece
    os.close(ours)
    assert made.wait(60) in (0, 1, 2)
    return received


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
@pytest.mark.parametrize(("encoding", "sent"), [("gb18030", "gb18030"), ("gbk", "gbk"), ("ascii", "utf-8")])
def test_a_terminal_shows_chinese(tmp_path: Path, encoding: str, sent: str) -> None:
    assert SAID in on_terminal(tmp_path, encoding, "search", "qqqqzzzzxxxx").decode(sent)
    refused = on_terminal(tmp_path, encoding, "show", "no-such-entry")
    assert "no-such-entry" in refused.decode(sent)
    assert any("一" <= sign <= "鿿" for sign in refused.decode(sent))


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
def test_output_for_programs_is_utf8_on_every_terminal(tmp_path: Path) -> None:
    hits = json.loads(on_terminal(tmp_path, "gb18030", "search", "漏水", "--limit", "2", "--json").decode())
    assert any("漏" in hit["title"] for hit in hits)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has UTF-8 in pipes")
def test_a_pipe_follows_the_locale(tmp_path: Path) -> None:
    def piped(encoding: str, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "handbook", *arguments],
            stdout=subprocess.PIPE,
            check=False,
            timeout=120,
            env={**os.environ, "PYTHONIOENCODING": encoding, "HANDBOOK_HOME": str(tmp_path)},
        )
        return done.stdout.decode("utf-8" if encoding == "ascii" or "--json" in arguments else encoding)

    assert SAID in piped("gb18030", "search", "qqqqzzzzxxxx")
    assert SAID in piped("ascii", "search", "qqqqzzzzxxxx")
    assert json.loads(piped("gb18030", "search", "漏水", "--json"))


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
def test_signs_that_an_encoding_lacks_are_no_end(tmp_path: Path) -> None:
    refused = on_terminal(tmp_path, "gb2312", "show", "龘🔥").decode("gb2312")
    assert "??" in refused
    assert "Traceback" not in refused
