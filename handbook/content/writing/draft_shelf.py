"""Drafts of one company's overlay, their way to being published, and every earlier state; only publishing writes content.

All of it lies below ``.workshop/`` of the overlay, which no reader of content enters. What is on disk decides, nothing is kept
in memory: two people may work on one share. What a kill interrupts is either as it was or done: a draft is one file; whatever
changes content is first written down whole (`_Doing`), and who comes next finishes what he finds written down.
"""

import errno
import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import NoReturn

import msgspec

from handbook.content.file_names import CHECK_FOLDER, WORKROOM, base_name
from handbook.content.person import Person
from handbook.content.schema_line import schema_line
from handbook.content.writing.draft import Act, ActKind, BrokenDraft, Draft, DraftRefused, DraftState, MovedOn
from handbook.disk_words import reason
from handbook.model.kinds import Kind
from handbook.whole_file import append_line, sync_folder, write_whole

_LOG = "log.jsonl"
_DRAFTS, _KEPT, _DOING = "drafts", "kept", "doing"


class _Doing(msgspec.Struct, frozen=True, kw_only=True):
    """A change of content that is being made: all of it can be made again from this alone."""

    act: Act
    text: str
    """What the file is to say; empty: it is to go."""
    base: str | None
    """The shipped text that is to be kept beside it, empty for none; None: as it is."""


class DraftShelf:
    """The drafts below `site`; `shipped_text` gives what came with the program under the name of a file, None where nothing did.

    Every method but the readers raises `DraftRefused` where it does not do what it was asked, and leaves all as it was.
    """

    def __init__(
        self,
        site: Path,
        shipped_text: Callable[[str], str | None],
        person: Person,
        now: Callable[[], datetime],
    ) -> None:
        self._site = site
        self._room = site / WORKROOM
        self._shipped_text = shipped_text
        self._person = person
        self._now = now

    @property
    def room(self) -> Path:
        """The folder for whatever is kept of the work, which nobody reads as content; it may not be there yet."""
        return self._room

    # -- what is there

    def drafts(self) -> tuple[Draft, ...]:
        """All that are being written or wait for a reviewer, by their files; a broken one is told where it is opened."""
        with suppress(DraftRefused):
            self._finish_all()
        folder = self._room / _DRAFTS
        names = sorted(path.relative_to(folder).as_posix() for path in folder.glob("**/*.json"))
        found = []
        for name in names:
            with suppress(BrokenDraft, _NoContent):
                found.append(self.draft(name.removesuffix(".json")))
        return tuple(draft for draft in found if draft is not None)

    def draft(self, file: str) -> Draft | None:
        """The draft of a file; None where there is none, or where it was published already and only a kill left it there."""
        try:
            draft = msgspec.json.decode(self._draft_path(file).read_bytes(), type=Draft)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            self._refuse("草稿读不出来", error)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            words = f"{file} 的草稿坏了,没有采用;已发布的不受影响。请把 {self._draft_path(file)} 移走再改"
            raise BrokenDraft(words) from error
        is_left_over = draft.version > 0 and draft.text == (self.published(file) or "") and draft.is_changed
        return None if is_left_over else draft

    def begun(self, file: str) -> Draft:
        """The draft of a file, or the beginning of one, which is on no disk before it is saved."""
        self._finish(file)
        there = self.draft(file)
        if there is not None:
            return there
        published, shipped = self.published(file), self._shipped_text(file)
        text = published if published is not None else shipped or ""
        return Draft(file=file, text=text, published=published, shipped=shipped)

    def published(self, file: str) -> str | None:
        """The overlay's own text of a file; None where it has none."""
        try:
            return (self._site / _safe(file)).read_bytes().decode("utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except UnicodeDecodeError as error:
            raise DraftRefused(f"{file} 不是 UTF-8 编码,没法在这里改;请用 UTF-8 另存") from error
        except OSError as error:
            self._refuse(f"{file} 读不出来", error)

    def base(self, file: str) -> str | None:
        """The shipped text that the published one started from, or was last merged with."""
        try:
            return (self._site / base_name(str(_safe(file)))).read_bytes().decode("utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, UnicodeDecodeError):
            return None  # as if it had never been kept: nothing is merged then

    def schema_line(self, kind: Kind, file: str) -> str:
        """The line by which editors find the schema of a file of `kind`; empty where the overlay holds no schema."""
        return schema_line(kind, str(self._site / _safe(file)))

    def shipped_now(self, file: str) -> str | None:
        """What came with the program under that name."""
        return self._shipped_text(file)

    def acts(self, file: str = "") -> tuple[Act, ...]:
        """What was done, the first first; with a file what was done with it. A line that a power cut tore is passed over."""
        found = []
        with suppress(OSError):
            # Two who finish the same thing at once write the same line.
            for line in dict.fromkeys((self._room / _LOG).read_bytes().splitlines()):
                with suppress(msgspec.DecodeError, UnicodeDecodeError):
                    act = msgspec.json.decode(line, type=Act)
                    if not file or act.file == file:
                        found.append(act)
        return tuple(found)

    def kept(self, text_print: str) -> str | None:
        """A text of the log by its print; empty for one that went, None where it is not there any more."""
        if not text_print:
            return ""
        try:
            return (self._room / _KEPT / text_print).read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    # -- writing

    def save(self, draft: Draft, text: str) -> Draft:
        """Keep `text` as the draft; on the disk when it returns. A draft that was sent is being written again by that.

        Raises `MovedOn` where somebody saved or published the file since `draft` was read.
        """
        self._compare(draft)
        return self._keep(
            msgspec.structs.replace(
                draft,
                text=text,
                state=DraftState.WRITING,
                name=self._person.name,
                account=self._person.account,
            )
        )

    def over(self, mine: Draft, there: Draft) -> Draft:
        """`mine`, to be saved over what stands `there` now, and begun from that: somebody has looked at both."""
        return msgspec.structs.replace(
            mine, version=there.version, published=there.published, text=there.text
        )

    def on_new_original(self, draft: Draft) -> Draft:
        """`draft`, to be published as one that began as the shipped text of now: what that brought has been looked at."""
        return msgspec.structs.replace(draft, shipped=self._shipped_text(draft.file))

    def send(self, draft: Draft, why: str) -> Draft:
        """Ask for a review, and say why it was changed."""
        self._compare(draft)
        if not draft.is_changed:
            raise DraftRefused("和已发布的一样,没有要审的")
        sent = msgspec.structs.replace(
            draft,
            state=DraftState.SENT,
            why=" ".join(why.split()),
            sent=self._now(),
            words="",
            name=self._person.name,
            account=self._person.account,
        )
        self._note(ActKind.SEND, draft.file, draft.started_from, draft.text, words=sent.why)
        return self._keep(sent)

    def tick(self, draft: Draft, seen: tuple[str, ...]) -> Draft:
        """Keep which places this reviewer has looked at."""
        self._compare(draft)
        return self._keep(msgspec.structs.replace(draft, seen=seen, reviewer=self._person.name))

    def send_back(self, draft: Draft, words: str) -> Draft:
        """Give it back to its author, with what is to be mended."""
        said = " ".join(words.split())
        if not said:
            raise DraftRefused("退回要写一句:哪里要改")
        self._compare(draft)
        self._note(ActKind.SEND_BACK, draft.file, "", draft.text, author=draft.name, words=said)
        back = msgspec.structs.replace(
            draft, state=DraftState.SENT_BACK, words=said, reviewer=self._person.name
        )
        return self._keep(back)

    def publish(self, draft: Draft, words: str = "") -> Act:
        """Write the draft into the content, which desks read; the only act that does."""
        self._compare(draft)
        act = self._act(
            ActKind.PUBLISH,
            draft.file,
            self.published(draft.file) or "",
            draft.text,
            author=draft.name,
            is_own=_is_same(draft, self._person),
            words=words or draft.why,
            base=self.base(draft.file) or "",
        )
        self._do("发布", _Doing(act=act, text=draft.text, base=draft.shipped))
        return act

    def keep_ours(self, file: str, words: str = "") -> Act:
        """The shipped text is another now, and the company's own stays as it is: somebody has looked at both."""
        self._finish(file)
        shipped = self._shipped_text(file)
        ours = self.published(file)
        if shipped is None or ours is None:
            raise DraftRefused("没有两份可比,什么都没有改")
        act = self._act(ActKind.KEEP, file, ours, ours, words=words)
        self._do("记", _Doing(act=act, text=ours, base=shipped))
        return act

    def discard(self, draft: Draft) -> None:
        """Throw a draft away; its text stays in the log."""
        self._compare(draft)
        self._note(ActKind.DISCARD, draft.file, draft.text, "", words="")
        try:
            self._draft_path(draft.file).unlink(missing_ok=True)
        except OSError as error:
            self._refuse("草稿没有丢掉", error)

    def keep_aside(self, draft: Draft) -> None:
        """Note the text of a draft that another one is going to take the place of: it can be found again."""
        self._note(ActKind.DISCARD, draft.file, draft.text, "", author=draft.name, words="被另一份盖过")

    def took_over(self, file: str, names: str) -> None:
        """Note that this person goes on with a file in the place of somebody whose window has stood still; `names`: who."""
        text = self.begun(file).text
        self._note(ActKind.TAKE_OVER, file, text, text, author=names, words=f"{names}那边没有动静了")

    def restored(self, act: Act, *, is_before: bool = False) -> Draft:
        """A draft that says what the file said after that act (or before it); it goes the way of every draft.

        Raises `MovedOn` where somebody has a draft of the file already: nothing of it would be left.
        """
        text = self.kept(act.before if is_before else act.after)
        if text is None:
            raise DraftRefused("那时的文本已经不在了,没法恢复")
        draft = self.begun(act.file)
        if draft.version:
            raise MovedOn(f"{draft.name or '有人'}正在改这一条,没有盖掉;请先发布或丢掉那份草稿", draft)
        if text == "" and draft.shipped is not None:
            text = draft.shipped
        return self.save(draft, text)

    def last_publication(self, file: str) -> Act | None:
        """What publishing last wrote, as long as it stands there: None where it was put back, or changed by other means."""
        with suppress(DraftRefused):
            self._finish(file)
        changes = [act for act in self.acts(file) if act.kind in (ActKind.PUBLISH, ActKind.RESTORE)]
        last = changes[-1] if changes else None
        stands = last is not None and last.after == _print_of(self.published(file) or "")
        return last if stands and last is not None and last.kind is ActKind.PUBLISH else None

    def put_back(self, act: Act, words: str = "") -> Act:
        """Write at once what stood there before the last publication; whoever has a draft of it is told when he saves.

        It only makes things as they were, so nobody has to look at it before.
        """
        if self.last_publication(act.file) != act:
            raise DraftRefused("这一条在那次发布以后又变过,没有撤回;请看看记录里现在是哪一样")
        before, base = self.kept(act.before), self.kept(act.base)
        if before is None or base is None:
            raise DraftRefused("发布前的文本已经不在了,没法撤回")
        now = self.published(act.file) or ""
        done = self._act(ActKind.RESTORE, act.file, now, before, author=act.name, words=words)
        self._do("撤回", _Doing(act=done, text=before, base=base))
        return done

    # -- internals

    def _keep(self, draft: Draft) -> Draft:
        kept = msgspec.structs.replace(draft, version=draft.version + 1, saved=self._now())
        path = self._draft_path(draft.file)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, msgspec.json.encode(kept))
        except OSError as error:
            self._refuse("没有存上", error)
        return kept

    def _compare(self, draft: Draft) -> None:
        """Nothing is written over what this person has not seen."""
        self._finish(draft.file)
        there = self.draft(draft.file)
        published = self.published(draft.file)
        was_there = draft.version > 0 or draft.published is not None
        if was_there and there is None and published is None and not self._room.is_dir():
            # The folder went, or is the empty place of a share: what is saved there would be found by nobody.
            self._refuse("没有存上", FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))
        if there is not None and there.version != draft.version:
            raise MovedOn(f"{there.name or '别人'}刚改过这一条,没有盖掉;请先看两边", there)
        if there is None and draft.version:
            now = self.begun(draft.file)
            raise MovedOn("这一条刚被发布或丢掉草稿,没有盖掉;请先看现在的样子", now)
        if published != draft.published:
            now = msgspec.structs.replace(there or draft, published=published, text=published or "")
            raise MovedOn("本单位的这一条刚被发布过,没有盖掉;请先看两边", now)

    def _note(
        self,
        kind: ActKind,
        file: str,
        before: str,
        after: str,
        *,
        author: str = "",
        is_own: bool = False,
        words: str = "",
        base: str = "",
    ) -> Act:
        act = self._act(kind, file, before, after, author=author, is_own=is_own, words=words, base=base)
        try:
            self._keep_texts(before, after, base)
            append_line(self._room / _LOG, msgspec.json.encode(act))
        except OSError as error:
            self._refuse("没有记下", error)
        return act

    def _act(
        self,
        kind: ActKind,
        file: str,
        before: str,
        after: str,
        *,
        author: str = "",
        is_own: bool = False,
        words: str = "",
        base: str = "",
    ) -> Act:
        """As it will stand in the log; the texts that it names can be found again."""
        try:
            self._keep_texts(before, after, base)
        except OSError as error:
            self._refuse("没有记下", error)
        return Act(
            id=max((act.id for act in self.acts()), default=0) + 1,
            kind=kind,
            file=file,
            before=_print_of(before),
            after=_print_of(after),
            base=_print_of(base),
            author=author,
            is_own=is_own,
            words=words,
            name=self._person.name,
            account=self._person.account,
            when=self._now(),
        )

    def _keep_texts(self, *texts: str) -> None:
        folder = self._room / _KEPT
        folder.mkdir(parents=True, exist_ok=True)
        for text in texts:
            place = folder / _print_of(text)
            if text and not place.exists():
                write_whole(place, text.encode())

    def _do(self, act: str, doing: _Doing) -> None:
        """Change content so that a kill at any moment leaves it as it was, or to be finished by who comes next."""
        path = self._doing_path(doing.act.file)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, msgspec.json.encode(doing))
            self._carry_out(doing)
        except OSError as error:
            if self._is_untouched(doing.act):
                with suppress(OSError):
                    path.unlink(missing_ok=True)
                self._refuse(f"没有{act}成", error)
            self._refuse(f"{act}到一半断了,下次打开会接着做完", error)

    def _is_untouched(self, act: Act) -> bool:
        """Whether nothing of an act has reached the content."""
        with suppress(DraftRefused):
            return act.before == act.after or _print_of(self.published(act.file) or "") == act.before
        return False

    def _carry_out(self, doing: _Doing) -> None:
        """Idempotent: each part is made only where it was not yet, and nothing is written over what came later."""
        act = doing.act
        now = _print_of(self.published(act.file) or "")
        if now in (act.before, act.after):
            if now != act.after:
                self._write_content(act.file, doing.text)
            # The base comes after the words: one that is ahead of them would hide that the original is another.
            if doing.base is not None and (self.base(act.file) or "") != doing.base:
                self._write_base(act.file, doing.base)
            if act not in self.acts(act.file):
                append_line(self._room / _LOG, msgspec.json.encode(act))
            if act.kind is ActKind.PUBLISH:
                self._remove_draft(act.file, doing.text)
        self._doing_path(act.file).unlink(missing_ok=True)

    def _finish(self, file: str) -> None:
        """What somebody began to change and was kept from finishing."""
        path = self._doing_path(file)
        try:
            self._carry_out(msgspec.json.decode(path.read_bytes(), type=_Doing))
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            self._refuse("上次的发布没做完,现在也接不上", error)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return  # nobody of this program wrote it

    def _finish_all(self) -> None:
        folder = self._room / _DOING
        for path in sorted(folder.glob("**/*.json")):
            self._finish(path.relative_to(folder).as_posix().removesuffix(".json"))

    def _remove_draft(self, file: str, text: str) -> None:
        """The draft goes where it says what is published; another one was begun since."""
        path = self._draft_path(file)
        with suppress(FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
            if msgspec.json.decode(path.read_bytes(), type=Draft).text == text:
                path.unlink(missing_ok=True)

    def _write_base(self, file: str, text: str) -> None:
        """The shipped text that the published one starts from; none where it is empty."""
        path = self._site / base_name(str(_safe(file)))
        if text:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text.encode())
        else:
            path.unlink(missing_ok=True)

    def _write_content(self, file: str, text: str) -> None:
        path = self._site / _safe(file)
        if text:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text.encode())
        elif path.exists():
            path.unlink()
            sync_folder(path.parent)

    def _doing_path(self, file: str) -> Path:
        return self._room / _DOING / f"{_safe(file)}.json"

    def _draft_path(self, file: str) -> Path:
        return self._room / _DRAFTS / f"{_safe(file)}.json"

    def _refuse(self, what: str, error: OSError) -> NoReturn:
        words = f"{what}({reason(error)});请检查本单位文件夹 {self._site} 能不能写、网络盘接上没有"
        raise DraftRefused(words) from error


class _NoContent(DraftRefused):
    """The name is none of a file that drafts are of."""


def _safe(file: str) -> PurePosixPath:
    """A path below the overlay, which leads nowhere else and names a file of content; the rules of danger are none of it."""
    path = PurePosixPath(file)
    if any(part.casefold().strip(" .") == CHECK_FOLDER for part in path.parts):
        raise _NoContent("安全检查的规则随程序来,本单位不能改、也不能关掉;有不对的地方请报给开发方")
    if (
        path.is_absolute()
        or any(part.startswith(".") for part in path.parts)
        or not path.suffix
        or "\\" in file
        or ":" in file
    ):
        raise _NoContent(f"“{file}”不是内容文件的名字")
    return path


def _print_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32] if text else ""


def _is_same(draft: Draft, person: Person) -> bool:
    return (draft.account, draft.name) == (person.account, person.name) or (
        bool(person.account) and draft.account == person.account
    )
