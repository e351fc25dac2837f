"""``handbook index``: content goes in; a fresh search index of it is built and its place printed."""

import argparse
import sys
from contextlib import suppress

from handbook import paths
from handbook.cli.exit_codes import FINE
from handbook.cli.opening import open_handbook
from handbook.search.index import build_index
from handbook.search.locate import index_name, prune


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser("index", help="为当前内容重建搜索索引")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Build into the user's folder."""
    handbook = open_handbook(args).handbook
    folder = paths.user_indexes() / index_name(handbook.revision)
    build_index(handbook, folder, progress=_report)
    with suppress(OSError):
        prune(paths.user_indexes(), folder)
    print(f"已为 {len(handbook)} 个条目建立索引:{folder}")
    return FINE


def _report(fraction: float, words: str) -> None:
    print(f"{fraction:4.0%} {words}", file=sys.stderr)
