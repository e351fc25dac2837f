"""A real browser without a screen, asked through pipes: no port is opened, and no driver is needed."""

import base64
import fcntl
import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, Queue
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 60
"""Seconds for one answer; a page of the whole book is laid out in less, also beside other work."""


def _pipe() -> tuple[int, int]:
    """A pipe whose ends are numbered beyond those that the browser is given."""
    ends = os.pipe()
    high = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 20) for end in ends)
    for end in ends:
        os.close(end)
    return high[0], high[1]


class Browser:
    """A started browser; its profile outlives it, so that what a page kept can be read by the next one."""

    def __init__(self, profile: Path, arguments: tuple[str, ...] = ()) -> None:
        if CHROMIUM is None:
            raise RuntimeError("no browser; ask CHROMIUM first")
        to_browser, self._write = _pipe()
        self._read, from_browser = _pipe()
        command = [
            CHROMIUM,
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--remote-debugging-pipe",
            f"--user-data-dir={profile}",
            *arguments,
            "about:blank",
        ]
        # The browser reads at 3 and writes at 4.
        script = f'exec 3<&{to_browser} 4>&{from_browser}; exec "$@"'
        self._process = subprocess.Popen(
            ["bash", "-c", script, "bash", *command],
            pass_fds=(to_browser, from_browser),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Of our own environment nothing: the fonts that tests of the window choose leave a browser without any.
            env={"HOME": str(profile), "PATH": os.environ["PATH"]},
        )
        os.close(to_browser)
        os.close(from_browser)
        self._number = 0
        self._answers: dict[int, Queue[dict[str, Any]]] = {}
        self.requests: dict[str, list[str]] = {}
        """Session of a page -> what it asked of anywhere."""
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    def send(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        """Ask and wait for the answer. Raises `RuntimeError` with the browser's words where it refuses."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        answer: Queue[dict[str, Any]] = Queue()
        self._answers[self._number] = answer
        os.write(self._write, json.dumps(message).encode() + b"\0")
        found = answer.get(timeout=PATIENCE)
        if "error" in found:
            raise RuntimeError(f"{method}: {found['error']}")
        result: dict[str, Any] = found["result"]
        return result

    def page(self, *, width: int = 390, height: int = 844) -> "Page":
        """A new page of this size."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return Page(self, target, session, width, height)

    def close(self) -> None:
        """End it as a user does, so that what pages kept is on the disk."""
        try:
            self.send("Browser.close")
            self._process.wait(PATIENCE)
        except (Empty, OSError, subprocess.TimeoutExpired):  # it died, or hangs: nothing to be kept
            self._process.kill()
            self._process.wait(PATIENCE)
        os.close(self._write)
        self._reader.join(PATIENCE)
        os.close(self._read)

    def _listen(self) -> None:
        rest = b""
        while part := os.read(self._read, 1 << 16):
            *whole, rest = (rest + part).split(b"\0")
            for raw in whole:
                message = json.loads(raw)
                if "id" in message:
                    self._answers.pop(message["id"]).put(message)
                elif message["method"] == "Network.requestWillBeSent":
                    address = message["params"]["request"]["url"]
                    self.requests.setdefault(message["sessionId"], []).append(address)


class Page:
    """One page of a browser."""

    def __init__(self, browser: Browser, target: str, session: str, width: int, height: int) -> None:
        self._browser = browser
        self._target = target
        self._session = session
        for domain in ("Page", "Runtime", "Network"):
            self.send(f"{domain}.enable")
        self.resize(width, height)

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask the browser about this page."""
        return self._browser.send(method, self._session, **parameters)

    def resize(self, width: int, height: int, *, scale: float = 1) -> None:
        """Lay the page out at this size."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=width < 600,
        )

    def open(self, address: str) -> None:
        """Load an address anew, also where only its end differs from that of before, and wait until it is loaded."""
        if "loaderId" in self.send("Page.navigate", url=address):
            self._wait_until_loaded()
        else:
            self.reload()

    def reload(self) -> None:
        """Load it once more."""
        self.run("window.isOfBefore = true")
        self.send("Page.reload")
        self._wait_until_loaded()

    @property
    def requests(self) -> list[str]:
        """What was asked of anywhere since it was made."""
        found: list[str] = self._browser.requests.get(self._session, [])
        return found

    def run(self, script: str) -> Any:
        """The value of an expression in the page; a promise is waited for."""
        found = self.send(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True
        )
        if "exceptionDetails" in found:
            raise RuntimeError(f"{script}: {found['exceptionDetails']}")
        return found["result"].get("value")

    def wait(self, script: str) -> None:
        """Until an expression in the page is true. Raises `TimeoutError`."""
        end = time.monotonic() + PATIENCE
        while not self.run(f"Boolean({script})"):
            if time.monotonic() > end:
                raise TimeoutError(f"never true: {script}")
            time.sleep(0.02)

    def press(self, key: str, code: int, text: str = "") -> None:
        """Press and let go a key, with its Windows key code."""
        named = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        kind = {"text": text} if text else {}
        self.send("Input.dispatchKeyEvent", type="keyDown", **named, **kind)
        self.send("Input.dispatchKeyEvent", type="keyUp", **named)

    def type(self, text: str) -> None:
        """Put text in at the keyboard's place, as an input method does."""
        self.send("Input.insertText", text=text)

    def picture(self, path: Path) -> None:
        """Save what is seen."""
        raw = self.send("Page.captureScreenshot", format="png")["data"]
        path.write_bytes(base64.b64decode(raw))

    def close(self) -> None:
        """Close the page."""
        self._browser.send("Target.closeTarget", targetId=self._target)

    def _wait_until_loaded(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            # While one page takes the place of another there may be none to ask.
            with suppress(RuntimeError):
                if self.run(
                    "document.readyState === 'complete' && !window.isOfBefore && location.href !== 'about:blank'"
                ):
                    return
            time.sleep(0.02)
        raise TimeoutError(f"not loaded within {PATIENCE} s")


@contextmanager
def browser(profile: Path, *arguments: str) -> Iterator[Browser]:
    """A browser that is ended at the end."""
    started = Browser(profile, arguments)
    try:
        yield started
    finally:
        started.close()
