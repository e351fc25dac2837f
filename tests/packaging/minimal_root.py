"""A folder goes in; a minimal Debian without Python comes out, in which programs run without network, beside an X server."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

TODAY = "bookworm"
OLDEST = "bullseye"
"""The oldest Debian that can be had: glibc 2.31, as Kylin V10 SP1 has it; UOS 20 (2.28) is older by one."""
LIMIT_S = 600
NEEDED = ("debootstrap", "chroot", "unshare", "Xvfb", "xdotool", "import", "pdftotext")
DISPLAY = ":97"
_ENVIRONMENT = ("LANG=C.UTF-8", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/home/u")
"""All that a program inside sees of the outside, whose test settings for Qt and fonts must not reach it."""


def why_not() -> str:
    """Why no root can be made here; "" where one can."""
    if os.geteuid() != 0:
        return "needs root for debootstrap and chroot"
    missing = [name for name in NEEDED if shutil.which(name) is None]
    return f"missing: {' '.join(missing)}" if missing else ""


def make_base(folder: Path, suite: str) -> Path:
    """The base system of `suite`, made by debootstrap where it is not there yet (206 MB)."""
    if not (folder / "usr/bin/apt-get").exists():
        shutil.rmtree(folder, ignore_errors=True)
        words = ["debootstrap", "--variant=minbase", suite, str(folder)]
        subprocess.run(words, check=True, timeout=1800, capture_output=True)
    return folder


class MinimalRoot:
    """A copy of the base with one ordinary user ``u``."""

    def __init__(self, base: Path, folder: Path) -> None:
        self.folder = folder
        subprocess.run(["cp", "-a", str(base), str(folder)], check=True, timeout=LIMIT_S)
        self.as_root("useradd", "-m", "-s", "/bin/sh", "u")
        shutil.copy("/etc/resolv.conf", folder / "etc/resolv.conf")
        (folder / "tmp/.X11-unix").mkdir(mode=0o1777, exist_ok=True)

    @property
    def home(self) -> Path:
        """Home of the user, seen from outside."""
        return self.folder / "home/u"

    def as_root(self, *words: str) -> str:
        """Output of a command inside."""
        return _output(["chroot", str(self.folder), *words])

    def as_user(self, line: str) -> str:
        """Output of a shell line of the user, without network and without display."""
        return _output(self._user_words(line))

    def _user_words(self, line: str) -> list[str]:
        # The process that reads foreign files asks /proc what it has; it is there for this command alone.
        script = f'{_mounted(self.folder)} && exec env -i "$@"'
        words = ["unshare", "--net", "--mount", "sh", "-c", script, "sh", *_ENVIRONMENT]
        return [*words, "chroot", str(self.folder), "su", "u", "-c", f"cd; {line}"]

    def on_screen(self, line: str) -> "Screen":
        """A screen without network on which the user has started `line`."""
        return Screen(self.folder, line)

    def files(self) -> set[str]:
        """All files below, but for what the package manager keeps for itself."""
        own = ("var/cache", "var/lib/apt", "var/lib/dpkg", "var/log", "tmp", "proc", "sys", "run")
        names = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*"))
        return {name for name in names if not name.startswith(own)}


class Screen:
    """An X server in a network of its own, the program on it, and a hand at its keys."""

    def __init__(self, folder: Path, line: str) -> None:
        script = (
            f"{_mounted(folder)}; Xvfb {DISPLAY} -screen 0 1500x950x24 -nolisten tcp & "
            f"for _ in $(seq 100); do xdotool getmouselocation >/dev/null 2>&1 && break; sleep 0.1; done; "
            f"env -i {' '.join(_ENVIRONMENT)} DISPLAY={DISPLAY} chroot '{folder}' su u -c 'cd; exec {line}'; wait"
        )
        # Both stand in one network namespace: the abstract socket of the X server is reached from inside the root.
        self._environment = {**os.environ, "DISPLAY": DISPLAY}
        self._process = subprocess.Popen(
            ["unshare", "--net", "--mount", "sh", "-c", script], env=self._environment, start_new_session=True
        )
        self._folder = folder

    def act(self, *words: str) -> str:
        """Run a tool (xdotool, import) against this screen."""
        return _output(["nsenter", f"--net=/proc/{self._process.pid}/ns/net", *words], self._environment)

    def pids(self, name: str) -> list[int]:
        """Processes of this root whose program is `name`."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                try:
                    target = (entry / "exe").readlink()
                except OSError:
                    continue
                if target.name == name and self._folder in target.parents:
                    found.append(int(entry.name))
        return found

    def kill_hard(self, name: str) -> None:
        """kill -9 of the program."""
        for pid in self.pids(name):
            os.kill(pid, signal.SIGKILL)

    def close(self) -> None:
        """End everything that was started here; the X server is asked, so that it takes its lock away."""
        self.kill_hard("handbook")
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(timeout=60)
        lock = Path(f"/tmp/.X{DISPLAY[1:]}-lock")
        until = time.monotonic() + 30
        while lock.exists() and time.monotonic() < until:
            time.sleep(0.1)


def _mounted(folder: Path) -> str:
    """The shell command that gives a root its /proc."""
    return f"mount -t proc proc '{folder}/proc'"


def _output(words: Sequence[str], environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        words, env=environment, capture_output=True, encoding="utf-8", timeout=LIMIT_S, check=False
    )
    if done.returncode:
        raise AssertionError(f"{' '.join(words)}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout
