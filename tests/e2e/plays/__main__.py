"""A folder goes in; one picture for each step of all plays, and their index, come out; or their tickets alone, beside what
was said, for somebody who judges whether a ticket is true without having heard the call."""

import argparse
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from handbook.app.qt_application import build_qt
from tests.conftest import REPOSITORY  # sets the platform and the font before Qt starts
from tests.e2e.plays.camera import Album
from tests.e2e.plays.clock import PlayedClock
from tests.e2e.plays.player import perform
from tests.e2e.plays.repertoire import PLAYS
from tests.e2e.plays.stage import Layout, Stage
from tests.e2e.plays.tickets import Tickets
from tests.helpers.installed import bundle_copy
from tests.helpers.offscreen import keep_its_lacks_quiet


def main(argv: list[str]) -> int:
    """Play everything that was asked for; 1 where something was not seen."""
    args = _arguments(argv)
    args.folder.mkdir(parents=True, exist_ok=True)
    keep_its_lacks_quiet()
    qt = QApplication.instance() or build_qt(["handbook"])
    album, tickets, failed = Album(args.folder), Tickets(args.folder), 0
    with tempfile.TemporaryDirectory() as scratch:
        program = bundle_copy(REPOSITORY / "content", Path(scratch) / "program")
        for play in PLAYS:
            for is_docked in (False, True):
                layout = Layout("dock" if is_docked else "wide", is_docked, args.look, args.scale)
                if args.only not in f"{play.name}-{layout.name}" or (args.tickets and is_docked):
                    continue
                home = Path(scratch) / f"{play.name}-{layout.name}"
                stage = Stage(program, home, layout, PlayedClock(play.begins))
                album.begin(play, layout.name)
                try:
                    perform(play, stage, None if args.tickets else album)
                except AssertionError as error:
                    failed = 1
                    print(error, file=sys.stderr)
                stage.close()
                tickets.add(play, stage)
    (tickets if args.tickets else album).close()
    del qt
    return failed


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.plays", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--look", choices=["light", "dark"], default="light")
    parser.add_argument("--scale", type=float, default=1.0, help="text size, 1.0 to 2.0")
    parser.add_argument("--only", default="", help="part of NAME-LAYOUT")
    parser.add_argument("--tickets", action="store_true", help="only tickets.txt and facts.txt, no pictures")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
