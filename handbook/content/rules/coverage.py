"""The coverage table goes in; rows of the training deck that no entry answers come out as problems."""

from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.messages import did_you_mean
from handbook.content.origin import problem_at
from handbook.content.succession import no_such_entry
from handbook.content.yaml_reader import Place
from handbook.model.problem import Problem

ROWS = tuple(f"S{number:02}" for number in range(1, 46))
"""Rows of the training deck: S01–S45."""


def coverage(content: LoadedContent) -> Iterator[Problem]:
    """Every row of the deck is answered by at least one entry that is there."""
    origin = content.coverage_origin
    if origin is None:
        message = f"缺少 coverage.yaml:请写明培训稿 {ROWS[0]}–{ROWS[-1]} 每一行由哪些条目回答"
        yield problem_at("coverage.yaml", Place(1, 1), "uncovered-row", message)
        return
    known = [entry.id for entry in content.handbook]
    answering = {*known, *content.handbook.retired}  # the company's own answers where it retired one
    for row in ROWS:
        if answering.isdisjoint(content.coverage.get(row, ())):
            path = ("rows", row) if row in content.coverage else ("rows",)
            message = f"培训稿 {row} 行没有现有的条目回答,请在 rows 里补上"
            yield origin.problem(path, "uncovered-row", message)
    for row, ids in content.coverage.items():
        if row not in ROWS:
            message = f"培训稿没有 {row} 这一行{did_you_mean(row, ROWS)}"
            yield origin.problem(("rows", row), "unknown-row", message)
        for index, entry_id in enumerate(ids):
            if content.handbook.exact(entry_id) is None:
                yield from no_such_entry(
                    content.handbook,
                    entry_id,
                    missing=f"没有条目“{entry_id}”{did_you_mean(entry_id, known)}",
                    path=("rows", row, index),
                    origin=origin,
                )
