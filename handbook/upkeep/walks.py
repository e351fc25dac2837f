"""A walk through a list that is kept as a check: with these answers it is to end there, whatever is changed later."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from handbook.call.state.rules import CallRefused, value_to_keep
from handbook.content.file_names import WORKROOM
from handbook.content.person import Person
from handbook.disk_words import reason
from handbook.errors import HandbookError
from handbook.model.handbook import Handbook
from handbook.model.text import Piece, PieceKind, rewritten
from handbook.upkeep.trial import Ending, EndKind, Trial, Tried, begun, replayed
from handbook.whole_file import append_line

_FOLDER = "walks"
_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")


class WalkRefused(HandbookError):
    """A walk could not be kept or taken away; the text says what to do."""


class Walk(msgspec.Struct, frozen=True, kw_only=True, tag="kept"):
    """Answers and where they are to lead; a later one of the same name and entry takes its place."""

    entry: str
    """Id of the procedure or card."""
    name: str
    answers: dict[str, str]
    """Step id → label as its author wrote it, or value."""
    end_kind: EndKind
    end: str
    """Id of the end (`Ending.id`)."""
    end_title: str
    """What it was called when the walk was kept."""
    by: str = ""
    when: datetime | None = None


class _Removed(msgspec.Struct, frozen=True, kw_only=True, tag="removed"):
    """A walk that somebody took away."""

    name: str
    by: str
    when: datetime


_RECORD = msgspec.json.Decoder(Walk | _Removed)


class FailureKind(StrEnum):
    """Why a walk fails."""

    ELSEWHERE = "走到别处"
    GONE = "回答没有了"


@dataclass(frozen=True, slots=True)
class WalkFailure:
    """One walk that does not hold any more."""

    walk: Walk
    kind: FailureKind
    sentence: str
    """What is wrong, in one sentence."""
    step: str = ""
    """Id of a step that is there and where to look first; empty where there is none."""


class WalkShelf:
    """Walks below the folder of a company; read anew whenever they are asked for, so that several people may work there."""

    def __init__(self, site: Path, person: Person, now: Callable[[], datetime]) -> None:
        self._folder = site / WORKROOM / _FOLDER
        self._person = person
        self._now = now

    def entries(self) -> tuple[str, ...]:
        """Ids of the entries of which a walk was ever kept."""
        with suppress(OSError):
            return tuple(sorted(path.stem for path in self._folder.glob("*.jsonl")))
        return ()

    def walks(self, entry_id: str) -> tuple[Walk, ...]:
        """Those of one entry, the first kept first; lines that a power cut tore are passed over."""
        kept: dict[str, Walk] = {}
        for record in self._records(entry_id):
            if isinstance(record, Walk):
                kept[record.name] = record
            else:
                kept.pop(record.name, None)
        return tuple(kept.values())

    def keep(self, walk: Walk) -> Walk:
        """Keep a walk under the name of this person; gives it as it is kept.

        Raises WalkRefused where it has no name or no answers, or the folder cannot be written.
        """
        name = " ".join(walk.name.split())
        if not name:
            raise WalkRefused("用例还没有名字。请写几个字,比如“地暖半热”。")
        if not walk.answers:
            raise WalkRefused("还没有回答,没有可记的。先走几步再记。")
        kept = msgspec.structs.replace(walk, name=name, by=self._person.name, when=self._now())
        self._append(walk.entry, kept)
        return kept

    def remove(self, walk: Walk) -> None:
        """Take a walk away. Raises WalkRefused where the folder cannot be written."""
        self._append(walk.entry, _Removed(name=walk.name, by=self._person.name, when=self._now()))

    def _records(self, entry_id: str) -> Iterator[Walk | _Removed]:
        with suppress(OSError):
            for line in self._path(entry_id).read_bytes().splitlines():
                with suppress(msgspec.MsgspecError, UnicodeDecodeError):
                    yield _RECORD.decode(line)

    def _append(self, entry_id: str, record: Walk | _Removed) -> None:
        path = self._path(entry_id)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            append_line(path, msgspec.json.encode(record))
        except OSError as error:
            raise WalkRefused(f"用例没有记下({reason(error)});请检查本单位文件夹能不能写") from error

    def _path(self, entry_id: str) -> Path:
        if not entry_id or not _SIGNS.issuperset(entry_id):
            raise WalkRefused("这一条还没有编好名字,先存成草稿再记用例。")
        return self._folder / f"{entry_id}.jsonl"


def walk_of(trial: Trial, name: str = "") -> Walk:
    """The answers of a trial, and the end they lead to now."""
    end = trial.ending
    return Walk(
        entry=trial.entry.id,
        name=name,
        answers=trial.answers,
        end_kind=end.kind,
        end=end.id,
        end_title=end.title,
    )


def failures(entry: Tried, handbook: Handbook, walks: Iterable[Walk]) -> tuple[WalkFailure, ...]:
    """Walks of `entry` that do not hold as it is written now; to be asked before it is sent and before it is published."""
    start = begun(entry, handbook)
    return tuple(
        found
        for walk in walks
        if walk.entry == entry.id
        if (found := _gone(start, walk) or _elsewhere(start, walk)) is not None
    )


def _gone(start: Trial, walk: Walk) -> WalkFailure | None:
    """An answer of the walk that nobody can give any more."""
    for name, given in walk.answers.items():
        step = start.checklist.step_by_id.get(name)
        if step is None:
            told = f"用例“{walk.name}”里答过“{_plain(given)}”的那一步没有了:看一眼,重记这条或者把它拿掉。"
            return WalkFailure(walk, FailureKind.GONE, told)
        is_answer = bool(start.shown(name, given))
        is_value = step.value is not None and not is_answer and _is_taken(start, name, given)
        if not is_answer and not is_value:
            number = start.checklist.number(name)
            told = (
                f"用例“{walk.name}”里第 {number} 步答的“{_plain(given)}”没有了:看一眼,重记这条或者把它拿掉。"
            )
            return WalkFailure(walk, FailureKind.GONE, told, name)
    return None


def _elsewhere(start: Trial, walk: Walk) -> WalkFailure | None:
    trial = replayed(start, walk.answers)
    end = trial.ending
    if end.kind is walk.end_kind and _is_same(end, walk):
        return None
    told = f"用例“{walk.name}”走到“{end.title}”,记的是“{walk.end_title}”。"
    unheard = [name for name in walk.answers if name not in trial.answers]
    at = end.step or next(iter(unheard), "")
    return WalkFailure(walk, FailureKind.ELSEWHERE, told, at)


def _is_same(end: Ending, walk: Walk) -> bool:
    """An outcome may be given another name inside, and an end of a card another condition, and stay what it was."""
    return end.id == walk.end or (end.kind is not EndKind.ENTRY and end.title == walk.end_title)


def _is_taken(start: Trial, name: str, given: str) -> bool:
    step = start.checklist.step_by_id[name]
    try:
        value_to_keep(step, given)
    except CallRefused:
        return False
    return True


def _plain(given: str) -> str:
    """The label of an answer as a message names it: a value by its key."""
    return rewritten(given, _named)


def _named(piece: Piece) -> str:
    return piece.name if piece.kind is PieceKind.VALUE else piece.text
