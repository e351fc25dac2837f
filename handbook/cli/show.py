"""``handbook show``: the id of an entry goes in; the entry is printed as text, JSON or HTML."""

import argparse
import difflib
import json
import sys

import msgspec

from handbook.cli.exit_codes import FINE
from handbook.cli.opening import open_handbook
from handbook.document.wording import merged_words
from handbook.errors import UsageError
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.render.entry_page import render_entry
from handbook.render.plain_text import plain_text


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser("show", help="显示一个条目")
    parser.add_argument("id", metavar="ID", help="条目编号")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="以 JSON 输出全部字段")
    form.add_argument("--html", action="store_true", help="以 HTML 输出")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the entry; 2 where there is none of that id."""
    handbook = open_handbook(args).handbook
    entry = handbook.get(args.id)
    if entry is None:
        raise UsageError(f"没有条目“{args.id}”{_hint(args.id, handbook)}。可用 handbook search 查编号。")
    went = handbook.successor(args.id)
    if went is not None:
        print(f"“{args.id}”{merged_words(entry.title, went.reason)}", file=sys.stderr)
    page = render_entry(entry, handbook)
    if args.json:
        print(json.dumps(_as_json(entry), ensure_ascii=False, indent=1))
    else:
        print(page.html if args.html else plain_text(page.html))
    return FINE


def _as_json(entry: Entry) -> dict[str, object]:
    fields: dict[str, object] = msgspec.to_builtins(entry)
    return {"kind": entry.kind.value, **fields}


def _hint(entry_id: str, handbook: Handbook) -> str:
    close = difflib.get_close_matches(entry_id, [e.id for e in handbook], n=1)
    return f",您是不是要找“{close[0]}”?" if close else ""
