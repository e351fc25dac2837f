"""``python -m handbook``: opens the window, or runs the verb that was named."""

import argparse
import sys
from functools import partial
from importlib import import_module

from handbook import paths
from handbook.crash import Door, Fault
from handbook.law_files import child_start as law_start
from handbook.table_files import child_start as table_start

_READERS = {law_start.WORD: "handbook.law_files.child", table_start.WORD: "handbook.table_files.child"}
"""Hidden word → the module whose `main` reads a foreign file, in the process that the program starts for it."""

_DESK = "handbook.app.start"
_WINDOWS = {"bulletin": "handbook.app.dispatch"}
"""Verb → the module that shows a window of its own; each loads no other."""


def main() -> int:
    """Entry point of the program; returns the exit code."""
    reader = _READERS.get("".join(sys.argv[1:2]))
    if reader is not None:  # the program started itself to read a foreign file, with limits
        return int(import_module(reader).main(*sys.argv[2:3]))
    from handbook.cli.main import run

    door = Door(paths.log_folder())
    door.listen(partial(_say, door))
    door.install()
    try:
        return run(sys.argv[1:], partial(open_window, door))
    except Exception as error:  # noqa: BLE001 (the door tells it; 1 would mean that the content has problems)
        sys.excepthook(type(error), error, error.__traceback__)
        return 2


def open_window(door: Door, args: argparse.Namespace) -> int:
    """Show the window and run until it is closed; what nobody expected goes to `door`."""
    return int(import_module(_WINDOWS.get(args.verb, _DESK)).run(args, door))


def _say(door: Door, _fault: Fault) -> None:
    """A verb that failed says so in a sentence, below the frames that the door wrote."""
    where = door.log if door.is_kept else "(写不进磁盘)"
    if sys.stderr is not None:
        print(f"出了点问题,没有做完。已记在 {where},请交给维护人员。", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
