"""A command line goes in; what it printed comes out, or a BuildError that shows its last lines."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.packaging.build_error import BuildError

_SHOWN_LINES = 25


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that the build calls."""

    name: str
    purpose: str
    how_to_get: str


def require_tools(tools: Iterable[Tool], search_path: str | None = None) -> None:
    """Raise one BuildError that names every tool of `tools` which is missing, and how to get it."""
    missing = [tool for tool in tools if shutil.which(tool.name, path=search_path) is None]
    if missing:
        lines = [f"  {tool.name}: needed for {tool.purpose}; {tool.how_to_get}" for tool in missing]
        raise BuildError("Missing tools, nothing was built:\n" + "\n".join(lines))


def run(
    words: Sequence[str | Path],
    *,
    limit_s: float,
    folder: Path | None = None,
    extra_env: Mapping[str, str] | None = None,
) -> str:
    """Standard output of a command.

    Raises:
        BuildError: it is missing, failed, or took longer than `limit_s` seconds.
    """
    command = [str(word) for word in words]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **(extra_env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=limit_s,
            check=False,
        )
    except FileNotFoundError as error:
        raise BuildError(f"{command[0]} cannot be started: {error.strerror}.") from error
    except subprocess.TimeoutExpired as error:
        raise BuildError(f"{_short(command)} took longer than {limit_s:.0f} s and was stopped.") from error
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-_SHOWN_LINES:])
        raise BuildError(f"{_short(command)} failed with exit code {done.returncode}:\n{tail}")
    return done.stdout


def _short(command: Sequence[str]) -> str:
    return " ".join([Path(command[0]).name, *command[1:4], *(["…"] if len(command) > 4 else [])])
