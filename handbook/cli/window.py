"""``handbook`` without a verb: opens the window, or says in one sentence why it cannot."""

import argparse
import sys

from handbook.cli.exit_codes import USAGE
from handbook.display_check import check_display


def run(args: argparse.Namespace) -> int:
    """Open the window; 2 where there is no display or a system library is missing."""
    state = check_display()
    if state.obstacle:
        print(state.obstacle, file=sys.stderr)
        return USAGE
    from handbook.app import run as run_app

    return run_app(args)
