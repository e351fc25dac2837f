"""A program that reports line by line goes in; it is killed at some moment, and what it had reported comes out."""

import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence

from tests.conftest import REPOSITORY


def reported_until_killed(
    command: Sequence[str],
    *,
    lines: int,
    delay: float,
    environment: Mapping[str, str] | None = None,
    limit: float = 60.0,
) -> list[str]:
    """The whole lines that `command` printed until it got SIGKILL, `delay` seconds after its `lines`-th.

    A worker that hangs is ended after `limit` seconds, lest it hang the test.
    """
    worker = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
        cwd=REPOSITORY,
    )
    assert worker.stdout is not None
    watchdog = threading.Timer(limit, worker.kill)
    watchdog.start()
    reported = [worker.stdout.readline() for _ in range(lines)]
    time.sleep(delay)
    worker.send_signal(signal.SIGKILL)
    reported += worker.stdout.readlines()
    worker.stdout.close()
    worker.wait()
    watchdog.cancel()
    assert worker.returncode == -signal.SIGKILL
    return [line.strip() for line in reported if line.endswith("\n")]
