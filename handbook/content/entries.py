"""A parsed content file goes in; a validated entry with its origin, or the problems, come out."""

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from handbook.content.messages import explain
from handbook.content.origin import Origin
from handbook.content.schema import validator
from handbook.content.yaml_reader import Path, Value
from handbook.model.entry import Entry
from handbook.model.handbook import CLASS_OF_KIND
from handbook.model.kinds import Kind
from handbook.model.problem import Problem

T = TypeVar("T")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_entry(kind: Kind, stem: str, value: Value, origin: Origin) -> tuple[Entry | None, list[Problem]]:
    """The entry in `value`, or None and why not."""
    if not isinstance(value, dict):
        return None, [origin.problem((), "wrong-type", "一个条目要写成“键: 值”,文件不能是空的或列表")]
    entry, problems = validated(validator(kind), CLASS_OF_KIND[kind], value, origin)
    if entry is None:
        return None, problems
    problem = _id_problem(kind, stem, entry.id, origin)
    return (None, [problem]) if problem else (entry, [])


def validated(
    adapter: TypeAdapter[Any], cls: type[T], value: Value, origin: Origin
) -> tuple[T | None, list[Problem]]:
    """`value` as `cls`, or None and one problem for each mistake."""
    try:
        return adapter.validate_python(value), []
    except ValidationError as error:
        mistakes = [details for details in error.errors(include_url=False) if not _only_follows(details)]
        return None, [_problem(cls, details, origin) for details in mistakes]


def _only_follows(error: ErrorDetails) -> bool:
    """Whether a list is told to be too short only because pydantic does not count its faulty items."""
    written = error["input"]
    least = error.get("ctx", {}).get("min_length", 0)
    return error["type"] == "too_short" and isinstance(written, list) and len(written) >= least


def _problem(cls: type[Any], error: ErrorDetails, origin: Origin) -> Problem:
    path: Path = tuple(p for p in error["loc"] if p != "[key]")
    rule, message = explain(error, _known_keys(cls, path[:-1]))
    return origin.problem(path, rule, message)


def _known_keys(cls: Any, path: Sequence[str | int]) -> list[str]:
    """Keys allowed in the dataclass at `path`; empty where there is none."""
    for part in path:
        if isinstance(part, int):
            continue
        found = {f.name: f.type for f in fields(cls)}.get(part) if is_dataclass(cls) else None
        cls = _dataclass_in(found)
        if cls is None:
            return []
    return [f.name for f in fields(cls)] if is_dataclass(cls) else []


def _dataclass_in(annotation: Any) -> Any:
    if is_dataclass(annotation):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _dataclass_in(arg))), None)


def _id_problem(kind: Kind, stem: str, entry_id: str, origin: Origin) -> Problem | None:
    if not _ID.fullmatch(entry_id) or not entry_id.startswith(kind.id_prefix):
        message = f"编号“{entry_id}”要以 {kind.id_prefix} 开头,只用小写字母、数字和连字符"
        return origin.problem(("id",), "bad-id", message)
    if entry_id != stem:
        return origin.problem(("id",), "id-not-file-name", f"编号“{entry_id}”与文件名“{stem}”不同,请改成一样")
    return None
