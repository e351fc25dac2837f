"""What several verbs need: the content folders named on the command line, the handbook, an open search engine."""

import argparse
import sys
from datetime import date
from pathlib import Path

from handbook import paths
from handbook.content.library import (
    OpenedContent,
    bundled_indexes,
    law_texts,
    named_folders,
    open_content,
)
from handbook.model.handbook import Handbook
from handbook.search.engine import SearchEngine
from handbook.search.index import IndexUnusable, open_index
from handbook.search.laws.law_search import LawSearch
from handbook.search.locate import index_name
from handbook.search.makeshift import find_search


def open_handbook(args: argparse.Namespace) -> OpenedContent:
    """The handbook."""
    return open_content(named_folders(args.content, args.site, args.region))


def find_index(handbook: Handbook) -> tuple[Path | None, str]:
    """(the folder whose index of `handbook` can be opened, or None; why the last one that was tried cannot)."""
    reason = ""
    for folder in (*_shipped(handbook), paths.user_indexes() / index_name(handbook.revision)):
        try:
            open_index(folder, handbook.revision).close()
        except IndexUnusable as error:
            reason = str(error)
        else:
            return folder, reason
    return None, reason


def open_engine(handbook: Handbook, *, is_quiet: bool = True) -> SearchEngine:
    """A search engine over `handbook`; builds the index where none fits."""

    def report(fraction: float, words: str) -> None:
        if not is_quiet:
            print(f"{fraction:4.0%} {words}", file=sys.stderr)

    found = find_search(handbook, _shipped(handbook), paths.user_indexes(), progress=report)
    if found.words:
        print(found.words, file=sys.stderr)
    return found.engine


def open_laws(args: argparse.Namespace, engine: SearchEngine) -> LawSearch | None:
    """A search in the official texts of the folders that were named, folded as `engine` folds; None where there are none."""
    texts = law_texts(named_folders(args.content, args.site, args.region))
    return LawSearch.build(texts, date.today(), folding=engine.folding) if texts else None


def _shipped(handbook: Handbook) -> list[Path]:
    return bundled_indexes(paths.bundled(), handbook)
