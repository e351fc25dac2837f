"""One entry as it is being written: its draft, every earlier state of this visit, and what the gate says of it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial

import msgspec

from handbook.content.schema_line import MARK
from handbook.content.writing.draft import Draft
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.edits import Edit, Insert, Move, Put, Remove
from handbook.content.writing.judging import Finding, Judge, Judged
from handbook.content.writing.splice import SpliceRefused, YamlSource
from handbook.content.yaml_reader import Path, Value, YamlRefused, read_yaml
from handbook.model.kinds import Kind
from handbook.upkeep.entry_form import FieldSpec, Shape, class_at, fields_of, order_of
from handbook.upkeep.numbers_left import moved_numbers
from handbook.upkeep.plain_findings import plain

_MOST_STEPS_BACK = 500


def file_of(kind: Kind, entry_id: str) -> str:
    """Under which an overlay keeps an entry."""
    return f"{kind.folder}/{entry_id}.yaml"


def kind_of_file(file: str) -> Kind | None:
    """The kind of the entry that a file of the overlay holds; None of other files."""
    folder = file.partition("/")[0]
    return next((kind for kind in Kind if kind.folder == folder), None)


class EditDesk:
    """Edits go into the text one by one; nothing is on the disk before `save`."""

    def __init__(self, shelf: DraftShelf, judge: Judge, kind: Kind, file: str, text: str = "") -> None:
        """`text`: that of a new entry, where nothing of that name is there yet; editors are led to its schema."""
        self._shelf = shelf
        self._judge = judge
        self.kind = kind
        self.draft: Draft = shelf.begun(file)
        self._text = self.draft.text or self._led_to_schema(text)
        self._back: list[str] = []
        self._forth: list[str] = []
        self._judged: Judged | None = None
        self._source: YamlSource | None = None
        """What the text reads as; None where it was not read yet."""

    @property
    def file(self) -> str:
        """Name below the overlay."""
        return self.draft.file

    @property
    def text(self) -> str:
        """The file as it would be."""
        return self._text

    @property
    def is_saved(self) -> bool:
        """Whether the draft on the disk says the same."""
        return self._text == self.draft.text

    @property
    def as_typed(self) -> Draft:
        """The draft with what stands here, as it would be saved."""
        return msgspec.structs.replace(self.draft, text=self._text)

    @property
    def judged(self) -> Judged:
        """What the text comes to."""
        if self._judged is None:
            document = self._source.document if self._source is not None else None
            judged = self._judge.judged(self.kind, self.file, self._text, document=document)
            self._judged = plain(judged, self.kind, partial(self._about_numbers, judged.value))
        return self._judged

    @property
    def value(self) -> dict[str, Value]:
        """Plain values of the file; empty where it cannot be read."""
        value = self.judged.value
        return value if isinstance(value, dict) else {}

    def steps_since(self) -> tuple[frozenset[str], frozenset[str]]:
        """Ids of the steps that are written otherwise than readers have them, and of those that readers have not."""
        before, now = _steps(self.draft.started_from), _steps(self._text)
        new = frozenset(now) - frozenset(before)
        return frozenset(name for name in now if name in before and now[name] != before[name]), new

    def use_judge(self, judge: Judge) -> None:
        """The content that is published is another."""
        self._judge = judge
        self._judged = None

    def part_at(self, path: Path) -> Value:
        """What stands at `path`; None where nothing does."""
        found: Value = self.value
        for name in path:
            if isinstance(found, dict) and isinstance(name, str):
                found = found.get(name)
            elif isinstance(found, list) and isinstance(name, int) and name < len(found):
                found = found[name]
            else:
                return None
        return found

    # -- edits

    def put(self, path: Path, value: Value) -> bool:
        """Write a field; one that is empty, or says what holds anyway, goes. Whether the text is another now."""
        spec = self._spec(path)
        if spec is not None and not spec.is_needed and value in ("", [], {}, None, spec.default):
            if self.part_at(path) is None:
                return False
            return self.apply(self._emptied(path))
        parent = path[:-1]
        edits: list[Edit] = self._made(parent)
        edits.append(Put(path, value, self._order(parent)))
        return self.apply(edits)

    def put_all(self, path: Path, parts: Mapping[str, Value]) -> bool:
        """Several fields of one part at once."""
        return self.apply([Put((*path, name), value, self._order(path)) for name, value in parts.items()])

    def insert(self, path: Path, index: int, value: Value) -> bool:
        """A new item in the list at `path`."""
        edits: list[Edit] = self._made(path[:-1])
        edits.append(Insert(path, index, value, self._order(path[:-1])))
        return self.apply(edits)

    def remove(self, path: Path) -> bool:
        """An item or a field goes; a list that nobody needs goes with its last item."""
        return self.apply(self._emptied(path))

    def move(self, path: Path, index: int, to: int) -> bool:
        """An item of the list at `path` gets another place."""
        items = self.part_at(path)
        if not isinstance(items, list) or index == to or not 0 <= to < len(items):
            return False
        return self.apply([Move(path, index, to)])

    def apply(self, edits: Sequence[Edit]) -> bool:
        """Several edits as one that is undone at once. Raises SpliceRefused, and leaves all as it was."""
        source = (self._source or YamlSource.read(self._text.encode())).spliced(edits)
        is_another = self._become(source.raw.decode())
        self._source = source
        return is_another

    def make_ready(self) -> None:
        """Find out now, in a pause, what the next edit needs to know of the text."""
        with suppress(SpliceRefused):
            self._source = self._source or YamlSource.read(self._text.encode())
            _ = self._source.root

    def undo(self) -> bool:
        """One edit less, over the whole visit."""
        if not self._back:
            return False
        self._forth.append(self._text)
        self._text = self._back.pop()
        self._judged = self._source = None
        return True

    def redo(self) -> bool:
        """The last undone edit again."""
        if not self._forth:
            return False
        self._back.append(self._text)
        self._text = self._forth.pop()
        self._judged = self._source = None
        return True

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit of this visit."""
        return bool(self._back)

    # -- the disk

    def save(self) -> Draft:
        """Keep the text as the draft; raises DraftRefused, and MovedOn where somebody else wrote meanwhile."""
        if not self.is_saved or not self.draft.version:
            self.draft = self._shelf.save(self.draft, self._text)
        return self.draft

    def take(self, draft: Draft) -> None:
        """Another state of the draft, written elsewhere: sent, sent back, by another one."""
        if draft.text != self._text:
            self._become(draft.text)
        self.draft = draft

    def bring_back(self, draft: Draft, text: str) -> None:
        """`text` as it was typed over `draft` before and saved nowhere: an edit that goes back like any other."""
        self._become(text)
        self.draft = draft

    def write_over(self, there: Draft, text: str | None = None) -> Draft:
        """Save `text`, made of both, over what somebody else wrote, which this person has seen; None: what stands here.

        Raises as `save`; where somebody wrote again, what was seen is what the next comparison starts from.
        """
        if text is not None:
            self._become(text)
        self.draft = self._shelf.over(self.draft, there)
        self.draft = self._shelf.save(self.draft, self._text)
        return self.draft

    # -- internals

    def _led_to_schema(self, text: str) -> str:
        line = self._shelf.schema_line(self.kind, self.file) if not text.startswith(MARK) else ""
        return f"{line}\n{text}" if line and text else text

    def _become(self, text: str) -> bool:
        if text == self._text:
            return False
        self._back.append(self._text)
        del self._back[:-_MOST_STEPS_BACK]
        self._forth.clear()
        self._text = text
        self._judged = self._source = None
        return True

    def _spec(self, path: Path) -> FieldSpec | None:
        if not path or not isinstance(path[-1], str):
            return None
        try:
            cls = class_at(self.kind, path[:-1])
        except KeyError:
            return None
        return next((spec for spec in fields_of(cls) if spec.name == path[-1]), None)

    def _order(self, path: Path) -> tuple[str, ...]:
        try:
            return order_of(class_at(self.kind, path))
        except KeyError:
            return ()

    def _made(self, path: Path) -> list[Edit]:
        """What a path needs above it: a part that is not there yet."""
        if not path or self.part_at(path) is not None or isinstance(path[-1], int):
            return []
        return [*self._made(path[:-1]), Put(path, {}, self._order(path[:-1]))]

    def _about_numbers(self, value: Value) -> tuple[Finding, ...]:
        """What is told of numbers that readers have, and the text has no more."""
        return moved_numbers(self._judge, self.kind, self.draft, value)

    def _emptied(self, path: Path) -> list[Edit]:
        """Take away what stands at `path`, and what is empty by that."""
        parent = path[:-1]
        left = self.part_at(parent)
        if len(path) > 1 and isinstance(left, list | dict) and len(left) == 1:
            spec = self._spec(parent)
            is_free = spec is not None and not spec.is_needed and spec.shape is not Shape.VARIANTS
            if is_free and isinstance(parent[-1], str):
                return self._emptied(parent)
        return [Remove(path)]


def _steps(text: str) -> dict[str, Value]:
    """Steps with an id, by it; none where the text cannot be read."""
    try:
        value = read_yaml(text.encode()).value if text else None
    except YamlRefused:
        return {}
    steps = value.get("steps") if isinstance(value, dict) else None
    found: dict[str, Value] = {}
    for step in steps if isinstance(steps, list) else []:
        name = step.get("id") if isinstance(step, dict) else None
        if isinstance(name, str):
            found[name] = step
    return found
