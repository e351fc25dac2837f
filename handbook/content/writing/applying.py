"""Edits of plain values: the edits that lead from one value to another, and the value that edits lead to."""

from collections.abc import Sequence
from typing import Any

from handbook.content.writing.changes import matched_items, unmoved_items
from handbook.content.writing.edits import Edit, Insert, Move, Put, Remove
from handbook.content.yaml_reader import Path, Value


def applied(value: Value, edits: Sequence[Edit]) -> Value:
    """`value` after all `edits` in turn; `value` itself stays as it is.

    Raises:
        ValueError: an edit names a place that is not there when its turn comes.

    """
    result = _copied(value)
    for edit in edits:
        match edit:
            case Put(path=()):
                result = _copied(edit.value)
            case Put():
                _put(_holder(result, edit.path, edit), edit)
            case Insert():
                _insert(result, edit)
            case Remove():
                _remove(_holder(result, edit.path, edit), edit)
            case Move():
                _move(_found(result, edit.path, edit), edit)
    return result


def edits_between(old: Value, new: Value, path: Path = ()) -> tuple[Edit, ...]:
    """Edits that lead from `old` to `new` and touch as little as can be; `path`: where both stand in the document.

    The order of keys that both have stays as it is in `old`.
    """
    if old == new:
        return ()
    if isinstance(old, dict) and isinstance(new, dict):
        return tuple(_edits_of_mapping(old, new, path))
    if isinstance(old, list) and isinstance(new, list):
        return tuple(_edits_of_list(old, new, path))
    return (Put(path, new),)


def _edits_of_mapping(old: dict[str, Value], new: dict[str, Value], path: Path) -> list[Edit]:
    edits: list[Edit] = [Remove((*path, key)) for key in old if key not in new]
    order = tuple(new)
    for key, value in new.items():
        if key in old:
            edits.extend(edits_between(old[key], value, (*path, key)))
        else:
            edits.append(Put((*path, key), value, order))
    return edits


def _edits_of_list(old: list[Value], new: list[Value], path: Path) -> list[Edit]:
    pairs = matched_items(old, new)
    unmoved = unmoved_items(pairs)
    partners = {new_number: old_number for old_number, new_number in pairs.items()}
    edits: list[Edit] = [
        Remove((*path, number)) for number in reversed(range(len(old))) if number not in pairs
    ]
    standing = [pairs[number] for number in range(len(old)) if number in pairs]
    """Numbers in `new` of the items as they stand after the edits so far."""
    for number in range(len(new)):
        if number in partners and partners[number] in unmoved:
            continue
        if number not in partners:
            place = standing.index(number - 1) + 1 if number else 0
            edits.append(Insert(path, place, new[number]))
        else:
            index = standing.index(number)
            standing.remove(number)
            place = standing.index(number - 1) + 1 if number else 0
            edits.append(Move(path, index, place))
        standing.insert(place, number)
    for number, old_number in sorted(partners.items()):
        edits.extend(edits_between(old[old_number], new[number], (*path, number)))
    return edits


def _copied(value: Value) -> Value:
    """A copy whose lists and mappings stand at one place each, so that an edit changes one place only."""
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_copied(item) for item in value]
    return value


def _is_there(holder: Value, part: str | int) -> bool:
    if isinstance(holder, dict):
        return part in holder
    return isinstance(holder, list) and isinstance(part, int) and 0 <= part < len(holder)


def _found(value: Any, path: Path, edit: Edit) -> Any:
    """What stands at `path`."""
    for part in path:
        if not _is_there(value, part):
            raise _missed(edit)
        value = value[part]
    return value


def _holder(value: Value, path: Path, edit: Edit) -> Any:
    """The mapping or list in which `path` ends."""
    if not path:
        raise _missed(edit)
    return _found(value, path[:-1], edit)


def _missed(edit: Edit) -> ValueError:
    return ValueError(f"nothing stands at {edit.path} for {type(edit).__name__}")


def _put(holder: Any, edit: Put) -> None:
    part = edit.path[-1]
    if isinstance(holder, dict) and isinstance(part, str):
        _set_key(holder, part, _copied(edit.value), edit.order)
    elif isinstance(holder, list) and isinstance(part, int) and _is_there(holder, part):
        holder[part] = _copied(edit.value)
    else:
        raise _missed(edit)


def _set_key(mapping: dict[str, Value], key: str, value: Value, order: tuple[str, ...]) -> None:
    """Set `key`; a new one goes behind the last key of `order` before it, first of all where there is none."""
    if key in mapping or key not in order:
        mapping[key] = value
        return
    before = set(order[: order.index(key)])
    items = list(mapping.items())
    place = max((number + 1 for number, (name, _) in enumerate(items) if name in before), default=0)
    items.insert(place, (key, value))
    mapping.clear()
    mapping.update(items)


def _insert(value: Value, edit: Insert) -> None:
    if edit.path:
        holder = _holder(value, edit.path, edit)
        part = edit.path[-1]
        if isinstance(holder, dict) and isinstance(part, str) and part not in holder:
            _set_key(holder, part, [], edit.order)
    items = _found(value, edit.path, edit)
    if not isinstance(items, list) or not 0 <= edit.index <= len(items):
        raise _missed(edit)
    items.insert(edit.index, _copied(edit.value))


def _remove(holder: Any, edit: Remove) -> None:
    if not _is_there(holder, edit.path[-1]):
        raise _missed(edit)
    del holder[edit.path[-1]]


def _move(items: Value, edit: Move) -> None:
    if not isinstance(items, list) or not (0 <= edit.index < len(items) and 0 <= edit.to < len(items)):
        raise _missed(edit)
    items.insert(edit.to, items.pop(edit.index))
