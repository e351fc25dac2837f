"""One change of a YAML document, said by the path of what changes."""

from dataclasses import dataclass

from handbook.content.yaml_reader import Path, Value


@dataclass(frozen=True, slots=True)
class Put:
    """A value takes the place of what stands at `path`; a key that a mapping lacks is added to it."""

    path: Path
    """Its last part is a key of a mapping, or the number of an item that is there; () is the whole document."""
    value: Value
    order: tuple[str, ...] = ()
    """Keys of that mapping in the order in which the house writes them: a new one goes behind the last one before it."""


@dataclass(frozen=True, slots=True)
class Insert:
    """An item comes into the list at `path`; where the mapping lacks that list, the list is made."""

    path: Path
    index: int
    """Place that it has afterwards: 0 for the first, the length for the last."""
    value: Value
    order: tuple[str, ...] = ()
    """As in `Put`, of the mapping that lacks the list."""


@dataclass(frozen=True, slots=True)
class Remove:
    """A key with its value, or an item, goes; a list that is empty then stays as ``[]``."""

    path: Path


@dataclass(frozen=True, slots=True)
class Move:
    """An item of the list at `path` gets another place."""

    path: Path
    index: int
    to: int
    """Its place afterwards."""


Edit = Put | Insert | Remove | Move
