"""What several verbs need: the content folders named on the command line, the handbook, an open search engine."""

import argparse
import sys

from handbook import paths
from handbook.content.library import OpenedContent, named_folders, open_content
from handbook.model.handbook import Handbook
from handbook.search.engine import SearchEngine
from handbook.search.locate import ensure_index


def open_handbook(args: argparse.Namespace) -> OpenedContent:
    """The handbook."""
    return open_content(named_folders(args.content, args.site))


def open_engine(handbook: Handbook, *, is_quiet: bool = True) -> SearchEngine:
    """A search engine over `handbook`; builds the index where none fits."""

    def report(fraction: float, words: str) -> None:
        if not is_quiet:
            print(f"{fraction:4.0%} {words}", file=sys.stderr)

    engine, _, _ = ensure_index(handbook, [paths.bundled() / "index"], paths.user_indexes(), progress=report)
    return engine
