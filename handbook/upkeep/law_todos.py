"""Rows of 待办 that changes of the law bring: put there when a version is compared, and of themselves when one takes effect."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import msgspec

from handbook.content.file_names import LAW_FOLDER
from handbook.content.law_folder import LawRefused
from handbook.content.person import Person
from handbook.disk_words import reason
from handbook.law.differences import Comparison
from handbook.law.touching import Gravity
from handbook.model.handbook import Handbook
from handbook.model.regulation import RegulationArticle
from handbook.upkeep.todo import Todo, TodoKind
from handbook.upkeep.touched_cards import TouchedCard
from handbook.whole_file import append_line

FILE = "todo.jsonl"


class _Put(msgspec.Struct, frozen=True, kw_only=True, tag="put"):
    """A row that somebody put into 待办."""

    key: str
    title: str
    entry: str
    reason: str
    from_day: date
    when: datetime
    name: str


class _Done(msgspec.Struct, frozen=True, kw_only=True, tag="done"):
    """A row that somebody has done, or looked at and left."""

    key: str
    when: datetime
    name: str


class _Undone(msgspec.Struct, frozen=True, kw_only=True, tag="undone"):
    """A row that was done too early: it is there again, as old as it was."""

    key: str
    when: datetime
    name: str


_Record = _Put | _Done | _Undone


class LawTodos:
    """Rows of one company's folder; read anew whenever they are asked for."""

    def __init__(self, site: Path, person: Person, now: Callable[[], datetime]) -> None:
        self._file = site / LAW_FOLDER / FILE
        self._person = person
        self._now = now

    def put(self, comparison: Comparison, touched: Iterable[TouchedCard]) -> int:
        """Put a row for each thing that the change touches; how many are new. What stands there already stays as it is.

        Raises LawRefused where the folder cannot be written.
        """
        known = {todo.key for todo in self.rows({})}
        new = comparison.new
        count = 0
        for one in touched:
            key = f"{new.title}:{new.effective.isoformat()}:{one.key}"
            if key in known:
                continue
            self._append(
                _Put(
                    key=key,
                    title=one.title,
                    entry=one.entry_id,
                    reason=f"{one.gravity}:{one.reason}",
                    from_day=new.effective,
                    when=self._now(),
                    name=self._person.name,
                )
            )
            known.add(key)
            count += 1
        return count

    def done(self, todo: Todo) -> None:
        """Somebody did it, or looked and left it. Raises LawRefused where the folder cannot be written."""
        self._append(_Done(key=todo.key, when=self._now(), name=self._person.name))

    def take_back(self, todo: Todo) -> None:
        """It was not done after all. Raises LawRefused where the folder cannot be written."""
        self._append(_Undone(key=todo.key, when=self._now(), name=self._person.name))

    def done_keys(self) -> frozenset[str]:
        """Keys of all rows, of whatever kind, that somebody has done or left."""
        return frozenset(self._state()[1])

    def rows(self, uses: Mapping[str, float]) -> tuple[Todo, ...]:
        """What was put and is not done; `uses`: id of an entry → how much it was opened lately, 0–1."""
        put, done = self._state()
        return tuple(
            Todo(
                key=one.key,
                kind=TodoKind.LAW,
                title=one.title,
                entry_id=one.entry,
                reason=one.reason,
                act="去看",
                use=uses.get(one.entry, 0.0),
                since=one.when.date(),
                rank=_rank(one.reason),
                from_day=one.from_day,
            )
            for one in put.values()
            if one.key not in done
        )

    def _state(self) -> tuple[dict[str, _Put], set[str]]:
        put: dict[str, _Put] = {}
        done: set[str] = set()
        for record in self._records():
            if isinstance(record, _Done):
                done.add(record.key)
                continue
            if isinstance(record, _Put):
                put[record.key] = record
            done.discard(record.key)
        return put, done

    def _records(self) -> Iterable[_Record]:
        with suppress(FileNotFoundError):
            for line in self._file.read_bytes().splitlines():
                with suppress(msgspec.DecodeError, UnicodeDecodeError):  # a line that a power cut tore
                    yield msgspec.json.decode(line, type=_Record)

    def _append(self, record: _Record) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            append_line(self._file, msgspec.json.encode(record))
        except OSError as error:
            raise LawRefused(f"待办没有记下({reason(error)});请检查本单位文件夹能不能写") from error


def lapsed_todos(handbook: Handbook, uses: Mapping[str, float]) -> tuple[Todo, ...]:
    """Entries whose article has changed since anybody looked: they come of themselves, whether or not somebody put them."""
    found = []
    for entry_id, lapse in handbook.lapsed.items():
        day = lapse.since
        entry = handbook.exact(entry_id)
        if isinstance(entry, RegulationArticle):
            citing = len(handbook.citing(entry_id))
            found.append(
                Todo(
                    key=f"lapsed:{entry_id}:{day.isoformat()}",
                    kind=TodoKind.LAW,
                    title=entry.title,
                    entry_id=entry_id,
                    reason=lapse.mark + (f" · 连带 {citing} 张卡片" if citing else ""),
                    act="去核对",
                    use=max(
                        [uses.get(entry_id, 0.0), *(uses.get(e.id, 0.0) for e in handbook.citing(entry_id))]
                    ),
                    since=day,
                    from_day=day,
                )
            )
    return tuple(found)


def overdue_todos(handbook: Handbook, uses: Mapping[str, float], day: date) -> tuple[Todo, ...]:
    """Entries whose day of review has passed."""
    return tuple(
        Todo(
            key=f"overdue:{entry.id}:{entry.review_by}",
            kind=TodoKind.OVERDUE,
            title=entry.title,
            entry_id=entry.id,
            reason=f"该复核日 {entry.review_by}",
            act="去看",
            use=uses.get(entry.id, 0.0),
            since=entry.review_by,
        )
        for entry in handbook
        if entry.review_by is not None and entry.is_overdue(day)
    )


def _rank(reason: str) -> int:
    """The graver, the lower: what must be changed stands before what is only to be looked at."""
    grave = [str(gravity) for gravity in Gravity]
    return next((n for n, word in enumerate(grave) if reason.startswith(word)), len(grave))
