"""``handbook --author``: opens a window that shows within a second what somebody saves in the content folders."""

import argparse
from collections.abc import Callable

from handbook.cli import window
from handbook.content.author_reading import AuthorReading


def run(args: argparse.Namespace, open_window: Callable[[argparse.Namespace], int]) -> int:
    """Open the window, with what reads YAML at hand; 2 where there is no display or a system library is missing."""
    args.author_reading = AuthorReading()
    return window.run(args, open_window)
