"""``handbook search``: a query goes in; the hits are printed."""

import argparse
import json

from handbook.cli.exit_codes import FINE, PROBLEMS
from handbook.cli.kind_names import kind_of
from handbook.cli.opening import open_engine, open_handbook
from handbook.search.hits import Hit, Results
from handbook.search.query import Query


def add_parser(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the verb and its options."""
    parser = verbs.add_parser("search", help="搜索,列出命中的条目")
    parser.add_argument("query", metavar="QUERY", help="汉字、拼音、首字母、条号")
    parser.add_argument("--kind", type=kind_of, metavar="K", help="只找一类:procedure 或 流程,等")
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="最多几条(默认 20)")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    parser.add_argument("--explain", action="store_true", help="说明这次搜索怎样理解、怎样打分")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Search and print; 0 = something was found, 1 = nothing."""
    engine = open_engine(open_handbook(args).handbook)
    query = Query(args.query, args.kind, args.limit)
    try:
        if args.explain:
            print(engine.explain(query))
            return FINE
        results = engine.search(query)
    finally:
        engine.close()
    if args.json:
        print(json.dumps([_as_json(hit) for hit in results.hits], ensure_ascii=False, indent=1))
    else:
        _print(results)
    return FINE if results.hits else PROBLEMS


def _as_json(hit: Hit) -> dict[str, object]:
    return {
        "id": hit.id,
        "kind": hit.kind.value,
        "title": hit.title,
        "score": round(hit.score, 4),
        "snippet": hit.snippet.text,
    }


def _print(results: Results) -> None:
    if results.understood_as:
        print(f"您要找的是:{results.understood_as}")
    for hit in results.hits:
        print(f"{hit.kind.short_label}  {hit.title}  [{hit.id}]")
        if hit.snippet.text:
            print(f"      {hit.snippet.text}")
    if not results.hits:
        print("没有找到。")
