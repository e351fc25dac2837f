"""``python -m handbook``: opens the window, or runs the verb that was named."""

import sys


def main() -> int:
    """Entry point of the program; returns the exit code."""
    from handbook.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
