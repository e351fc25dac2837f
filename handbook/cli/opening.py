"""What several verbs need: the content folders named on the command line, the handbook, an open search engine."""

import argparse
import sys

from handbook import paths
from handbook.content.library import OpenedContent, named_folders, open_content
from handbook.model.handbook import Handbook
from handbook.search.engine import SearchEngine
from handbook.search.makeshift import find_search


def open_handbook(args: argparse.Namespace) -> OpenedContent:
    """The handbook."""
    return open_content(named_folders(args.content, args.site))


def open_engine(handbook: Handbook, *, is_quiet: bool = True) -> SearchEngine:
    """A search engine over `handbook`; builds the index where none fits."""

    def report(fraction: float, words: str) -> None:
        if not is_quiet:
            print(f"{fraction:4.0%} {words}", file=sys.stderr)

    found = find_search(handbook, [paths.bundled() / "index"], paths.user_indexes(), progress=report)
    if found.words:
        print(found.words, file=sys.stderr)
    return found.engine
