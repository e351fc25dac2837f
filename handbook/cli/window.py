"""``handbook`` without a verb: opens the window, or says in one sentence why it cannot."""

import argparse
import gc
import sys
from collections.abc import Callable

from handbook.cli.exit_codes import USAGE
from handbook.desktop.display_check import check_display


def run(args: argparse.Namespace, open_window: Callable[[argparse.Namespace], int]) -> int:
    """Open the window; 2 where there is no display or a system library is missing."""
    gc.disable()  # nothing made on the way to the first paint is garbage; the application turns it on again
    state = check_display()
    if state.obstacle:
        print(state.obstacle, file=sys.stderr)
        return USAGE
    return open_window(args)
