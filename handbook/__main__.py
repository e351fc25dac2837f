"""``python -m handbook``: opens the window, or runs the verb that was named."""

import argparse
import sys


def main() -> int:
    """Entry point of the program; returns the exit code."""
    from handbook.cli.main import run

    return run(sys.argv[1:], open_window)


def open_window(args: argparse.Namespace) -> int:
    """Show the window and run until it is closed."""
    from handbook.app import run

    return run(args)


if __name__ == "__main__":
    sys.exit(main())
