"""Three texts of one file (as it was, another's, one's own) -> its places side by side, and the text that choices make of them.

What only one side changed goes in by itself; where both changed a place somebody has to say whose words hold. The text that
comes out is one's own with the other's words put into it, so that comments and lines stay as they are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from handbook.content.writing.applying import applied, edits_between
from handbook.content.writing.changes import Change, ChangeKind, changed_places, value_print
from handbook.content.writing.edits import Edit, Insert, Put, Remove
from handbook.content.writing.merging import ABSENT, Conflict, Merge, Version, merged
from handbook.content.writing.splice import spliced
from handbook.content.yaml_reader import Path, Value, YamlRefused, read_yaml
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.upkeep.place_change import PlaceChange, Run, RunKind, place_change

_WHOLE = "whole"


class Side(Enum):
    """Whose words."""

    THEIRS = "theirs"
    OURS = "ours"


class Standing(Enum):
    """Who changed a place."""

    BOTH = "both"
    """In different ways: somebody has to choose."""
    THEIRS = "theirs"
    """They alone; their words hold unless somebody says otherwise."""
    OURS = "ours"
    """We alone."""
    TOGETHER = "together"
    """Both, in different sentences: all of it holds."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one of the three texts says at a place, its differences from the first one marked; no runs where it says nothing."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class WayPlace:
    """One place at which the three do not agree."""

    key: str
    place: str
    """Where, in words."""
    base: Cell
    theirs: Cell
    ours: Cell
    standing: Standing
    can_choose: bool
    """Whether the other side can be taken."""
    grave: str = ""
    """Why a second person will have to look at it."""

    @property
    def usual(self) -> Side | None:
        """Whose words hold where nobody chooses; None where somebody must."""
        match self.standing:
            case Standing.BOTH:
                return None
            case Standing.THEIRS:
                return Side.THEIRS
        return Side.OURS


class ThreeWays:
    """Compared once; `places` in the order of the file, `text` as often as choices change."""

    def __init__(
        self, kind: Kind | None, file: str, texts: tuple[str, str, str], handbook: Handbook | None
    ) -> None:
        """`texts`: as it was, theirs, ours; whole texts of the file, empty where it went."""
        self._kind = kind
        self._file = file
        self._texts = texts
        self._handbook = handbook
        self._merge: Merge | None = None
        self._ours: Value = None
        self._edits: dict[str, Edit] = {}
        """Key of a place → what leads from the merged value to the side that does not hold by itself."""
        self.places: tuple[WayPlace, ...] = self._compared()

    def undecided(self, chosen: Mapping[str, Side]) -> tuple[WayPlace, ...]:
        """Places for which somebody still has to say whose words hold."""
        return tuple(place for place in self.places if place.usual is None and place.key not in chosen)

    def text(self, chosen: Mapping[str, Side]) -> str:
        """The text that choices make (key of a place → side); where none was made the usual side holds, ours where both changed.

        Raises SpliceRefused where the words cannot be put into our text without changing others of it.
        """
        if self._merge is None:
            side = chosen.get(_WHOLE, Side.OURS)
            return self._texts[1] if side is Side.THEIRS else self._texts[2]
        others = [
            self._edits[place.key]
            for place in self.places
            if place.can_choose and chosen.get(place.key, place.usual or Side.OURS) is not _held_side(place)
        ]
        value = applied(self._merge.value, _in_safe_order(others))
        edits = edits_between(self._ours, value)
        return spliced(self._texts[2].encode(), edits).decode() if edits else self._texts[2]

    # -- internals

    def _compared(self) -> tuple[WayPlace, ...]:
        values = [_value(text) for text in self._texts]
        base, theirs, self._ours = values
        if not all(isinstance(value, dict) for value in values):
            # One of them went or cannot be read: nothing can be told but the whole.
            return () if self._texts[1] == self._texts[2] else (self._whole(),)
        self._merge = merged(base, theirs, self._ours)
        places = [
            *self._conflicts(self._merge),
            *self._taken(self._merge, base, theirs),
            *self._own(self._merge, base, theirs),
        ]
        order = _Order(self._merge.value)
        return tuple(place for _, place in sorted(places, key=lambda one: order.of(one[0])))

    def _whole(self) -> WayPlace:
        cells = [_cell(text or "（整条撤下了）") for text in self._texts]
        return WayPlace(_WHOLE, "整条", cells[0], cells[1], cells[2], Standing.BOTH, True)

    def _conflicts(self, merge: Merge) -> Iterator[tuple[Path, WayPlace]]:
        for number, conflict in enumerate(merge.conflicts):
            key = f"both:{number}"
            self._edits[key] = _to_theirs(conflict)
            with_theirs = applied(merge.value, [self._edits[key]])
            # Where one side has nothing there, its place is told by the other.
            root = with_theirs if conflict.ours is ABSENT else merge.value
            to_theirs = self._told(conflict.path, conflict.base, conflict.theirs, root)
            to_ours = self._told(conflict.path, conflict.base, conflict.ours, root)
            told = to_ours if conflict.theirs is ABSENT else to_theirs
            before = to_theirs.before or to_ours.before
            place = WayPlace(
                key,
                told.place,
                Cell(_plain(before)),
                Cell(to_theirs.after),
                Cell(to_ours.after),
                Standing.BOTH,
                True,
                to_theirs.grave or to_ours.grave,
            )
            yield conflict.path, place

    def _taken(self, merge: Merge, base: Value, theirs: Value) -> Iterator[tuple[Path, WayPlace]]:
        """What came from them by itself; where we had changed other sentences of the same text, all three are shown."""
        own = {value_print(change.new): change for change in changed_places(base, self._ours)}
        their_own = {value_print(change.old): change for change in changed_places(base, theirs)}
        for change in merge.taken:
            told = place_change(self._kind, self._file, change, (self._ours, merge.value), self._handbook)
            ours = own.get(value_print(change.old)) if isinstance(change.old, str) else None
            other = their_own.get(value_print(ours.old)) if ours is not None else None
            if ours is not None and other is not None:
                yield change.path, self._together(told, ours, other, merge.value)
                continue
            key = f"theirs:{change.key}"
            edit = _back_to_ours(change)
            if edit is not None:
                self._edits[key] = edit
            before = Cell(_plain(told.before))
            place = WayPlace(
                key,
                told.place,
                before,
                Cell(told.after),
                before,
                Standing.THEIRS,
                edit is not None,
                told.grave,
            )
            yield change.path, place

    def _together(self, told: PlaceChange, ours: Change, theirs: Change, root: Value) -> WayPlace:
        path = told.change.path
        mine = self._told(path, ours.old, ours.new, root)
        others = self._told(path, theirs.old, theirs.new, root)
        return WayPlace(
            f"together:{told.key}",
            told.place,
            Cell(_plain(mine.before)),
            Cell(others.after),
            Cell(mine.after),
            Standing.TOGETHER,
            False,
            told.grave,
        )

    def _own(self, merge: Merge, base: Value, theirs: Value) -> Iterator[tuple[Path, WayPlace]]:
        """What we changed and they did not."""
        together = {value_print(change.old) for change in merge.taken if isinstance(change.old, str)}
        both = {(one.kind, value_print([one.old, one.new])) for one in changed_places(base, theirs)}
        for change in changed_places(base, self._ours):
            is_both = (change.kind, value_print([change.old, change.new])) in both
            if is_both or value_print(change.new) in together or self._is_in_conflict(change, merge):
                continue
            told = place_change(self._kind, self._file, change, (base, self._ours), self._handbook)
            before = Cell(_plain(told.before))
            place = WayPlace(
                f"ours:{change.key}", told.place, before, before, Cell(told.after), Standing.OURS, False
            )
            yield change.path, place

    def _is_in_conflict(self, change: Change, merge: Merge) -> bool:
        """Whether a change of ours is one of a conflict, which is told already."""
        for conflict in merge.conflicts:
            ours = None if conflict.ours is ABSENT else conflict.ours
            base = None if conflict.base is ABSENT else conflict.base
            if (change.old, change.new) == (base, ours) or _is_within(change, base, ours):
                return True
        return False

    def _told(self, path: Path, old: Version, new: Version, root: Value) -> PlaceChange:
        kind = ChangeKind.ADDED if old is ABSENT else ChangeKind.GONE if new is ABSENT else ChangeKind.CHANGED
        change = Change(path, kind, None if old is ABSENT else old, None if new is ABSENT else new, "")
        return place_change(self._kind, self._file, change, (root, root), self._handbook)


class _Order:
    """Where a path stands in a document; what is not there stands behind what it would follow."""

    def __init__(self, root: Value) -> None:
        self._root = root

    def of(self, path: Path) -> tuple[int, ...]:
        value = self._root
        found = []
        for part in path:
            if isinstance(part, int):
                found.append(part)
                value = value[part] if isinstance(value, list) and part < len(value) else None
            else:
                keys = list(value) if isinstance(value, dict) else []
                found.append(keys.index(part) if part in keys else len(keys))
                value = value.get(part) if isinstance(value, dict) else None
        return tuple(found)


def _held_side(place: WayPlace) -> Side:
    """Whose words stand in the merged value."""
    return Side.THEIRS if place.standing is Standing.THEIRS else Side.OURS


def _to_theirs(conflict: Conflict) -> Edit:
    """From the merged value, where ours stands."""
    if conflict.theirs is ABSENT:
        return Remove(conflict.path)
    if conflict.ours is ABSENT and isinstance(conflict.path[-1], int):
        return Insert(conflict.path[:-1], conflict.path[-1], conflict.theirs)
    return Put(conflict.path, conflict.theirs)


def _back_to_ours(change: Change) -> Edit | None:
    """From the merged value, where theirs stands; None where its way back depends on others."""
    match change.kind:
        case ChangeKind.CHANGED:
            return Put(change.path, change.old)
        case ChangeKind.ADDED:
            return Remove(change.path)
    return None


def _in_safe_order(edits: list[Edit]) -> list[Edit]:
    """So that none shifts the place of another: first what stays in place, then from the end of each list to its start."""
    puts: list[Edit] = [edit for edit in edits if isinstance(edit, Put)]
    shifting = [edit for edit in reversed(edits) if not isinstance(edit, Put)]
    shifting.sort(key=_place_of, reverse=True)
    return [*puts, *shifting]


def _place_of(edit: Edit) -> tuple[tuple[str, int], ...]:
    path = (*edit.path, edit.index) if isinstance(edit, Insert) else edit.path
    place = tuple(("", part) if isinstance(part, int) else (part, -1) for part in path)
    # Of two at one place the removal comes first: the other would put something before what is meant.
    return (*place, ("", -2)) if isinstance(edit, Insert) else (*place, ("~", 0))


def _is_within(change: Change, base: Value, ours: Value) -> bool:
    """Whether a change is one of those between the two values of a conflict."""
    return any(
        (one.kind, one.old, one.new) == (change.kind, change.old, change.new)
        for one in changed_places(base, ours)
    )


def _plain(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    text = "".join(run.text for run in runs)
    return (Run(RunKind.SAME, text),) if text else ()


def _cell(text: str) -> Cell:
    return Cell((Run(RunKind.SAME, text),))


def _value(text: str) -> Value:
    try:
        return read_yaml(text.encode(), explain=False).value if text else None
    except YamlRefused:
        return None
