"""The official texts of one company's folder: taken in, taken out, given another day, vouched for; every act can be taken back whole.

What is on disk decides, nothing is kept in memory: two people may work on one share. An act is written to ``laws/acts.jsonl``
before it is done, so that what a kill interrupts is known and can be taken back.
"""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from handbook.content.file_names import LAW_CHECKS, LAW_FOLDER, LAW_SUFFIX
from handbook.content.files import read_laws_folder
from handbook.content.laws import LawsRead, read_laws, versions_of
from handbook.content.person import Person
from handbook.disk_words import reason
from handbook.errors import HandbookError
from handbook.law.canonical import read_markdown, write_markdown
from handbook.law.law_text import LawText, folder_name
from handbook.model.official_text import Check, OtherSource
from handbook.whole_file import append_line, sync_folder, write_whole

ACTS = "acts.jsonl"
ORIGINALS = "_originals"
"""Folder beside the texts of a law, with the files that they were taken from; by its first character nobody reads it."""
REMOVED = "_removed"
_LARGEST_PART = 99


class ActKind(StrEnum):
    """What was done."""

    ADD = "收下"
    REMOVE = "移出"
    REDATE = "改日期"
    TAKE_BACK = "撤回"


class Act(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One act on the shelf, as it stands in ``laws/acts.jsonl``."""

    id: int
    """1 for the first."""
    kind: ActKind
    law: str
    """Title."""
    file: str
    """Name of the text below its folder."""
    effective: date
    new_effective: date | None = None
    """Of a change of the day: the new one."""
    new_file: str = ""
    of: int = 0
    """Of a taking back: the act that was taken back."""
    name: str
    account: str = ""
    when: datetime

    @property
    def words(self) -> str:
        """As it is told: 收下《北江省城市供热条例》2027-01-01 起."""
        day = f" {self.effective} 起"
        if self.new_effective is not None:
            day = f" {self.effective} 改为 {self.new_effective}"
        return f"{self.kind}《{self.law}》{day.strip()}"


class LawRefused(HandbookError):
    """The shelf does not take it; the words say why and what to do."""


class SameDay(LawRefused):
    """A text of that law and day is there already, and it is not the same."""

    def __init__(self, there: LawText) -> None:
        super().__init__(
            f"《{there.title}》{there.effective} 起的文本已经有一份,内容不一样,没有覆盖。请先比一比:日期不对就改日期;"
            "新拿到的更准,就先把旧的移出,再收下这份"
        )
        self.there = there


class AlreadyThere(LawRefused):
    """The very words are there already."""


class LawFolder:
    """The folder ``laws/`` of a company's overlay; made when the first text is taken in.

    Every method but the readers raises `LawRefused` where it does not do what it was asked, and leaves all as it was.
    """

    def __init__(self, site: Path, person: Person, now: Callable[[], datetime]) -> None:
        self._site = site
        self._folder = site / LAW_FOLDER
        self._person = person
        self._now = now

    def read(self) -> LawsRead:
        """All texts and checks as they stand on disk now."""
        if not self._folder.is_dir():
            return LawsRead()
        return read_laws(read_laws_folder(self._site, is_site=True))

    def acts(self) -> tuple[Act, ...]:
        """What was done, the first first; a line that a power cut tore is passed over."""
        found = []
        with suppress(FileNotFoundError):
            for line in (self._folder / ACTS).read_bytes().splitlines():
                with suppress(msgspec.DecodeError, UnicodeDecodeError):
                    found.append(msgspec.json.decode(line, type=Act))
        return tuple(found)

    def add(self, text: LawText, original: bytes = b"", suffix: str = "") -> Act:
        """Take a text in, with the file that it was read from (`suffix` such as .docx).

        Raises `AlreadyThere` for the very words, `SameDay` for other words of a day that is taken; a part of a version whose
        numbers do not meet those that are there is taken in beside them.
        """
        there = [t for t in versions_of(self.read().texts, text.title) if t.effective == text.effective]
        for one in there:
            if words_print(one) == words_print(text):
                raise AlreadyThere(f"《{text.title}》{text.effective} 起的文本已经有了,一字不差,没有再收")
            if not text.articles or one.by_number.keys() & text.by_number.keys():
                if (
                    all(
                        one.by_number.get(a.number) is not None and one.by_number[a.number].print == a.print
                        for a in text.articles
                    )
                    and text.articles
                ):
                    raise AlreadyThere(
                        f"《{text.title}》{text.effective} 起的文本里已有这些条文,一字不差,没有再收"
                    )
                raise SameDay(one)
        folder = self._folder / folder_name(text.title)
        with _told("收不进去"):
            folder.mkdir(parents=True, exist_ok=True)
            name = self._free_name(folder, text.effective)
            if original:
                text = _with_print(text, original)
                (folder / ORIGINALS).mkdir(exist_ok=True)
                write_whole(folder / ORIGINALS / f"{text.origin.file_print}{suffix.lower()}", original)
            act = self._noted(ActKind.ADD, text.title, name, text.effective)
            write_whole(folder / name, write_markdown(text).encode(), is_new=True)
        return act

    def remove(self, title: str, effective: date) -> tuple[Act, ...]:
        """Take a version out, all its parts; the files are kept aside until it is taken back or thrown away by hand."""
        names = self._names(title, effective)
        folder = self._folder / folder_name(title)
        acts = []
        with _told("移不出去"):
            for name in names:
                act = self._noted(ActKind.REMOVE, title, name, effective)
                _move(folder / name, folder / REMOVED / f"{act.id}" / name)
                acts.append(act)
        return tuple(acts)

    def set_day(self, title: str, effective: date, new: date) -> tuple[Act, ...]:
        """Give a version another day of effect."""
        names = self._names(title, effective)
        if new == effective:
            raise LawRefused("日期没有变,不用改")
        if any(t.effective == new for t in versions_of(self.read().texts, title)):
            raise LawRefused(f"《{title}》{new} 起的文本已经有一份,请先比一比,再移出一份")
        folder = self._folder / folder_name(title)
        acts = []
        with _told("日期改不了"):
            for name in names:
                new_name = self._free_name(folder, new)
                act = self._noted(
                    ActKind.REDATE, title, name, effective, new_effective=new, new_file=new_name
                )
                self._redate(folder, name, new_name, new)
                acts.append(act)
        return tuple(acts)

    def take_back(self) -> Act:
        """Undo the last act that was not taken back, whole: files come back byte for byte, or go."""
        acts = self.acts()
        undone = {act.of for act in acts if act.kind is ActKind.TAKE_BACK}
        last = next(
            (a for a in reversed(acts) if a.kind is not ActKind.TAKE_BACK and a.id not in undone), None
        )
        if last is None:
            raise LawRefused("没有可撤回的:还没有收下、移出或改过日期")
        folder = self._folder / folder_name(last.law)
        with _told("撤不回来"):
            match last.kind:
                case ActKind.ADD:
                    if (folder / last.file).exists():
                        _move(folder / last.file, folder / REMOVED / f"{last.id}" / last.file)
                case ActKind.REMOVE:
                    aside = folder / REMOVED / f"{last.id}" / last.file
                    if aside.exists():
                        if (folder / last.file).exists():
                            raise LawRefused(
                                f"《{last.law}》{last.effective} 起现在又有一份,请先移出它,再撤回"
                            )
                        _move(aside, folder / last.file)
                case _:
                    if (folder / last.new_file).exists():
                        self._redate(folder, last.new_file, last.file, last.effective)
            return self._noted(ActKind.TAKE_BACK, last.law, last.file, last.effective, of=last.id)

    def originals_of(self, title: str, effective: date) -> tuple[Path, ...]:
        """The files that a version was taken from, one for each of its parts, where they are kept."""
        folder = self._folder / folder_name(title)
        prints = [
            self._text(folder / name).origin.file_print
            for name in self._names(title, effective, is_needed=False)
        ]
        return tuple(
            path for known in filter(None, prints) for path in sorted((folder / ORIGINALS).glob(f"{known}*"))
        )

    def give_check(self, check: Check) -> None:
        """Keep that a person vouches for an entry."""
        with _told("核对没有记下"):
            self._folder.mkdir(parents=True, exist_ok=True)
            append_line(self._folder / LAW_CHECKS, msgspec.json.encode(check))

    def say_source(self, source: OtherSource) -> None:
        """Keep what a person says of where a figure of an entry stands, beside the checks."""
        with _told("出处没有记下"):
            self._folder.mkdir(parents=True, exist_ok=True)
            append_line(self._folder / LAW_CHECKS, msgspec.json.encode(source))

    def _names(self, title: str, effective: date, *, is_needed: bool = True) -> Sequence[str]:
        """Files of a version."""
        folder = self._folder / folder_name(title)
        found = sorted(path.name for path in folder.glob(f"{effective.isoformat()}*{LAW_SUFFIX}"))
        if not found and is_needed:
            raise LawRefused(f"没有《{title}》{effective} 起的文本;它可能刚被别人移出,请重新打开看看")
        return found

    def _free_name(self, folder: Path, effective: date) -> str:
        names = (
            f"{effective.isoformat()}{mark}{LAW_SUFFIX}"
            for mark in ("", *(f"-{n}" for n in range(2, _LARGEST_PART)))
        )
        for name in names:
            if not (folder / name).exists():
                return name
        raise LawRefused(f"这一天已有 {_LARGEST_PART} 份,请先移出一些")

    def _text(self, path: Path) -> LawText:
        try:
            return read_markdown(path.read_bytes().decode("utf-8-sig"))
        except ValueError as error:
            raise LawRefused(
                f"{path.name} 读不出来({error}),什么都没有改;请先修好它,或移出后重新导入"
            ) from error

    def _redate(self, folder: Path, name: str, new_name: str, new: date) -> None:
        text = replace(self._text(folder / name), effective=new)
        write_whole(folder / new_name, write_markdown(text).encode(), is_new=True)
        (folder / name).unlink()
        sync_folder(folder)

    def _noted(
        self,
        kind: ActKind,
        law: str,
        file: str,
        effective: date,
        *,
        new_effective: date | None = None,
        new_file: str = "",
        of: int = 0,
    ) -> Act:
        known = self.acts()
        act = Act(
            id=max((act.id for act in known), default=0) + 1,
            kind=kind,
            law=law,
            file=file,
            effective=effective,
            new_effective=new_effective,
            new_file=new_file,
            of=of,
            name=self._person.name,
            account=self._person.account,
            when=self._now(),
        )
        append_line(self._folder / ACTS, msgspec.json.encode(act))
        return act


def words_print(text: LawText) -> str:
    """A print of all words of a version, number by number: two files of the same words have the same one."""
    rows = [f"{a.number}:{a.print}" for a in text.articles]
    rest = [*text.preamble, *(line for annex in text.annexes for line in (annex.title, *annex.lines))]
    bare = "".join("".join(rest).split())
    return hashlib.sha256("\n".join((*rows, bare)).encode()).hexdigest()


def _with_print(text: LawText, original: bytes) -> LawText:
    return replace(text, origin=replace(text.origin, file_print=hashlib.sha256(original).hexdigest()))


def _move(path: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    if path.parent.stat().st_dev == to.parent.stat().st_dev:
        path.replace(to)
    else:
        shutil.move(path, to)
    sync_folder(to.parent)
    sync_folder(path.parent)


class _told:  # noqa: N801 (read like a function)
    """A disk that refuses is told in words."""

    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> None:
        return

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            raise LawRefused(
                f"{self._what}({reason(error)}),什么都没有改;请检查本单位文件夹能不能写"
            ) from error
