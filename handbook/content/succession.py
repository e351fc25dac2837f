"""Entries that went and what took their place: rows that lead nowhere and ids that are still in use come out as problems."""

from collections.abc import Iterator, Mapping

from handbook.content.files import SITE_MARK
from handbook.content.messages import is_it_perhaps
from handbook.content.origin import Origin
from handbook.content.yaml_reader import Path
from handbook.model.handbook import Handbook
from handbook.model.problem import Gravity, Problem
from handbook.model.successor import Successor


def no_such_entry(
    handbook: Handbook, entry_id: str, *, missing: str, path: Path, origin: Origin
) -> Iterator[Problem]:
    """The problem with a reference to `entry_id`, which no entry bears: what to write instead, else `missing`.

    What came with the program may name an entry that the company retired: it leads to what took its place.
    """
    successor = handbook.successor(entry_id)
    if successor is None:
        yield origin.problem(path, "dangling-link", missing)
    elif entry_id not in handbook.retired or origin.file.startswith(SITE_MARK):
        message = f"条目“{entry_id}”已并入“{successor.into}”({successor.reason}),请改写成“{successor.into}”"
        yield origin.problem(path, "stale-link", message)


def succession_problems(
    handbook: Handbook, origins: Mapping[str, Origin], rows: Mapping[str, Origin]
) -> Iterator[Problem]:
    """Every row names an id that no entry bears, and an entry that is there; `rows` says where each was read, by its id."""
    for successor in handbook.successors:
        at = rows[successor.id]
        if handbook.exact(successor.id) is not None:
            yield _still_there(successor, origins[successor.id], at)
        elif handbook.exact(successor.into) is None:
            yield _leads_nowhere(handbook, successor, at)


def _still_there(successor: Successor, entry: Origin, at: Origin) -> Problem:
    """A site may have an entry of its own under an id that went: it is used, and the site is told."""
    if entry.file.startswith("site:") and not at.file.startswith("site:"):
        message = (
            f"随程序的“{successor.id}”已并入“{successor.into}”({successor.reason})。本单位这一条照用;"
            f"请把要改的写进“{successor.into}”,或给它换一个编号"
        )
        return entry.problem(("id",), "overlay-of-gone", message, Gravity.WARNING)
    message = f"条目“{successor.id}”还在({entry.file}),不能又说它已并入“{successor.into}”;请删去一个"
    return at.problem(("id",), "successor-of-living", message)


def _leads_nowhere(handbook: Handbook, successor: Successor, at: Origin) -> Problem:
    present = handbook.present_id(successor.id)
    if present != successor.id:
        message = f"“{successor.into}”自己也已并入“{present}”,请直接写“{present}”"
        return at.problem(("into",), "successor-gone", message)
    if successor.into in (other.id for other in handbook.successors):
        message = f"“{successor.id}”和“{successor.into}”绕了一圈,没有一个还在;请写现有的编号"
        return at.problem(("into",), "successor-gone", message)
    known = [entry.id for entry in handbook]
    message = f"没有条目“{successor.into}”{is_it_perhaps(successor.into, known) or ',请写现有的编号'}"
    return at.problem(("into",), "successor-gone", message)
