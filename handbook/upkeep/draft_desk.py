"""What a maintainer does with drafts, without pixels: see what changed, send, tick, let through, send back, and take back."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from weakref import WeakKeyDictionary

from handbook.content.file_names import SPECIAL_FILES
from handbook.content.files import SITE_MARK
from handbook.content.origin import Origin
from handbook.content.person import Person
from handbook.content.site_files import SpecialFiles
from handbook.content.standing import STANDING_FILE, StandingParts
from handbook.content.writing.changes import Change, ChangeKind
from handbook.content.writing.draft import Act, ActKind, Draft, DraftRefused, DraftState, MovedOn
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.judging import Finding, Judge, Judged
from handbook.content.yaml_reader import Value, YamlRefused, read_yaml
from handbook.model.assumed import texts_of
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.model.problem import Gravity
from handbook.model.text import fill_values
from handbook.upkeep.numbers_left import left_by_place, moved_numbers
from handbook.upkeep.place_change import PlaceChange, looked_at, place_changes
from handbook.upkeep.plain_findings import plain
from handbook.upkeep.todo import Todo, TodoKind

_FILE_TITLES = {
    "values.yaml": "本单位资料",
    "synonyms.yaml": "一个意思的词",
    "standing.yaml": "共用的步骤",
    "ticket.yaml": "工单的样子",
    "successors.yaml": "并掉的条目",
}
_STATES = {
    ActKind.SEND: "待审",
    ActKind.SEND_BACK: "退回",
    ActKind.PUBLISH: "已发布",
    ActKind.DISCARD: "草稿丢掉了",
    ActKind.RESTORE: "撤回了发布",
    ActKind.MERGE: "草稿",
    ActKind.TAKE_OVER: "草稿",
    ActKind.KEEP: "已发布",
}
_NAMED_PLACES = 3
"""Places that a row of the log names; the rest is counted."""

_MOST_JUDGED = 16
_JUDGED: WeakKeyDictionary[Judge, dict[tuple[str, str, bool, str], Judged]] = WeakKeyDictionary()
"""What was asked lately, as long as that content is in force: comparing one text with all entries takes half a second."""

PREPARING = "还在读内容，稍等几秒"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRow:
    """One act of the log, as it is shown."""

    act: Act
    title: str
    """Of the entry, as it was called then."""
    kind: Kind | None
    when: datetime
    who: str
    """With whoever wrote it, where another one let it through."""
    what: str
    """发布，改了 2 处：开栓头几天整户温乎 · 安抚、…"""
    state: str
    """What the file was after it: 待审, 已发布（自己审自己）."""
    why: str
    places: tuple[str, ...] = ()
    """Every place that it changed."""
    stands: bool = False
    """Whether desks read what it wrote now."""
    can_return: bool = True
    """Whether the text of then is still there."""


class DraftDesk:
    """Reads the shelf anew whenever it is asked: two people may work on one share.

    `judge` gives the content as it is published, None while it is being read; `editors` the accounts that the company named,
    None where it named none; `failing_cases` how many kept walks through an entry no longer end where they did.
    """

    def __init__(
        self,
        shelf: DraftShelf,
        judge: Callable[[], Judge | None],
        person: Person,
        editors: tuple[str, ...] | None = None,
        *,
        failing_cases: Callable[[Draft], int] | None = None,
    ) -> None:
        self.shelf = shelf
        self.person = person
        self._judge = judge
        self._editors = editors
        self._failing_cases = failing_cases

    # -- what a draft is

    @property
    def handbook(self) -> Handbook | None:
        """What desks read; None while it is being read."""
        judge = self._judge()
        return judge.handbook if judge is not None else None

    def title(self, draft: Draft) -> str:
        """What it is about, as readers know it."""
        return (
            self._title(draft.file, draft.text) or self._title(draft.file, draft.started_from) or draft.file
        )

    def changed(self, draft: Draft) -> tuple[PlaceChange, ...]:
        """Every place that differs from what readers have, in the order of the file; none where the text cannot be read."""
        return self._changes(draft.file, draft.started_from, draft.text)

    def rest_words(self, draft: Draft) -> str:
        """What of it stays as it was: 其余 6 句没动; empty where nothing like that can be counted."""
        value = _value(draft.text)
        if not isinstance(value, dict):
            return ""
        touched = {change.change.path[:4] for change in self.changed(draft)}
        match kind_of_file(draft.file):
            case Kind.SCRIPT:
                lines = value.get("lines")
                said = [
                    ("lines", n, "variants", tone)
                    for n, line in enumerate(lines if isinstance(lines, list) else [])
                    for tone in _mapping(line, "variants")
                ]
                rest = [one for one in said if one not in touched and one[:2] not in touched]
                return f"其余 {len(rest)} 句没动" if rest else ""
            case Kind.PROCEDURE | Kind.EMERGENCY:
                steps = value.get("steps")
                changed = {path[1] for path in touched if len(path) > 1 and path[0] == "steps"}
                rest_count = len(steps if isinstance(steps, list) else []) - len(changed)
                return f"其余 {rest_count} 步没动" if rest_count > 0 else ""
        return ""

    def judged(self, draft: Draft, *, is_before: bool = False) -> Judged | None:
        """What the text would be as an entry, compared with all others; None for other files, and while content is read."""
        judge, kind = self._judge(), kind_of_file(draft.file)
        text = draft.started_from if is_before else draft.text
        if judge is None or kind is None or not text:
            return None
        known = _JUDGED.setdefault(judge, {})
        asked = (draft.file, text, is_before, draft.started_from)
        if asked not in known:
            if len(known) >= _MOST_JUDGED:
                known.clear()
            judged = judge.judged(kind, draft.file, text, is_whole=not is_before)
            # What readers have is part of the draft: of another beginning another one is asked.
            more = partial(moved_numbers, judge, kind, draft, judged.value) if not is_before else tuple
            known[asked] = plain(judged, kind, more)
        return known[asked]

    def findings(self, draft: Draft) -> tuple[Finding, ...] | None:
        """What is wrong with it, what must be mended first; None while content is being read."""
        if self._judge() is None:
            return None
        if not draft.text:
            return tuple(self._left_behind(draft))
        judged = self.judged(draft)
        return judged.findings if judged is not None else tuple(_special_findings(draft))

    def elsewhere(self, draft: Draft) -> dict[str, str]:
        """Key of a changed place → where the number that it says no more still stands, in a sentence."""
        judge = self._judge()
        return left_by_place(judge, kind_of_file(draft.file), draft) if judge is not None else {}

    def is_grave(self, change: PlaceChange) -> bool:
        """Whether its author alone may not let it through."""
        return bool(change.grave)

    def is_mine(self, draft: Draft) -> bool:
        """Whether this person wrote it, or sent it."""
        return _who(draft.account, draft.name) == self._me

    @property
    def is_team_of_one(self) -> bool:
        """Whether nobody else could look at it: by the company's list, else by who ever did something here."""
        if self._editors is not None:
            return len({_plain(account) for account in self._editors}) <= 1
        known = {_who(act.account, act.name) for act in self.shelf.acts()}
        known |= {_who(draft.account, draft.name) for draft in self.shelf.drafts() if draft.version}
        return not known - {self._me, ""}

    def needs_second(self, draft: Draft) -> tuple[PlaceChange, ...]:
        """Places for which this person, who wrote them, needs another one's nod; none where there is no other one."""
        if not self.is_mine(draft) or self.is_team_of_one:
            return ()
        return tuple(filter(self.is_grave, self.changed(draft)))

    def needs_reason(self, draft: Draft) -> bool:
        """Whether this person lets grave places of his own through, because there is nobody else."""
        is_alone = self.is_mine(draft) and self.is_team_of_one
        return is_alone and any(map(self.is_grave, self.changed(draft)))

    # -- the way to being published

    def send(self, draft: Draft, why: str) -> Draft:
        """Ask for a review. Raises DraftRefused where something must be mended first; what is only advised never stops it."""
        self.check(draft)
        return self.shelf.send(draft, why)

    def check(self, draft: Draft) -> None:
        """Raises DraftRefused where something must be mended before it can be sent."""
        findings = self.findings(draft)
        if findings is None:
            raise DraftRefused(f"{PREPARING}再送审")
        faults = [finding for finding in findings if finding.must_be_mended]
        if faults:
            raise DraftRefused(f"先改 {len(faults)} 处再送审：{faults[0].message}")

    def seen(self, draft: Draft) -> frozenset[str]:
        """Keys of the places that this person ticked and that were not changed since."""
        if draft.reviewer != self.person.name:
            return frozenset()
        return frozenset(draft.seen) & {change.key for change in self.changed(draft)}

    def tick(self, draft: Draft, seen: Iterable[str]) -> Draft:
        """Keep which places this person has looked at."""
        return self.shelf.tick(draft, tuple(sorted(seen)))

    def why_not(self, draft: Draft, seen: Collection[str], reason: str = "") -> tuple[str, ...]:
        """What keeps this person from letting it through, each in a few words; empty where nothing does."""
        return tuple(self._why_not(draft, seen, reason))

    def pass_on(self, draft: Draft, reason: str = "") -> Act:
        """Publish it. Raises DraftRefused with the first thing that keeps this person from it."""
        for why in self.why_not(draft, self.seen(draft), reason):
            raise DraftRefused(f"没有发布：{why}")
        said = " ".join(reason.split())
        words = "。".join(filter(None, (draft.why.rstrip("。"), said)))
        return self.shelf.publish(draft, words)

    def send_back(self, draft: Draft, words: str) -> Draft:
        """Give it back to its author, with a sentence."""
        return self.shelf.send_back(draft, words)

    # -- what was done

    def history(self, file: str = "", place: str = "") -> tuple[ActRow, ...]:
        """What was done with a file, or with all, the last first; with the words of a place only what changed that place."""
        stands: set[str] = set()
        rows = []
        for act in reversed(self.shelf.acts(file)):
            is_last = act.kind in (ActKind.PUBLISH, ActKind.RESTORE) and act.file not in stands
            if is_last:
                stands.add(act.file)
            row = self._row(act, stands=is_last)
            if not place or place in row.places:
                rows.append(row)
        return tuple(rows)

    def take_back(self, act: Act, *, is_before: bool = False) -> Draft:
        """What the file said after that act (or before it), as a draft; it goes the way of every draft."""
        return self.shelf.restored(act, is_before=is_before)

    def undo_last_publication(self, file: str, words: str = "") -> Act:
        """At once what desks read before the last publication, recorded; it only makes things as they were."""
        last = self.shelf.last_publication(file)
        if last is None:
            raise DraftRefused("没有可撤回的发布：还没发布过，或者已经撤回、又被改过了")
        return self.shelf.put_back(last, words or "撤回这次发布")

    def todos(self, drafts: Iterable[Draft], uses: Mapping[str, float]) -> tuple[Todo, ...]:
        """What waits for this person: others' changes to be looked at (his own in a team of one), and what came back to him."""
        found = []
        for draft in drafts:
            since = draft.sent or draft.saved
            is_mine = self.is_mine(draft)
            is_review = draft.state is DraftState.SENT and (not is_mine or self.is_team_of_one)
            is_back = draft.state is DraftState.SENT_BACK and is_mine
            if since is None or not (is_review or is_back):
                continue
            entry_id = draft.file.rpartition("/")[2].removesuffix(".yaml") if kind_of_file(draft.file) else ""
            count = len(looked_at(self.changed(draft)))
            author = "您" if is_mine else draft.name or "同事"
            found.append(
                Todo(
                    key=f"{'review' if is_review else 'back'}:{draft.file}",
                    kind=TodoKind.REVIEW if is_review else TodoKind.SENT_BACK,
                    title=self.title(draft),
                    entry_id=entry_id,
                    reason=f"{author}改了 {count} 处" if is_review else f"{draft.reviewer}说：{draft.words}",
                    act="看改动" if is_review else "去改",
                    use=uses.get(entry_id, 0.0),
                    since=since.date(),
                    rank=0 if kind_of_file(draft.file) is Kind.EMERGENCY else 1,
                )
            )
        return tuple(found)

    # -- internals

    @property
    def _me(self) -> str:
        return _who(self.person.account, self.person.name)

    def _why_not(self, draft: Draft, seen: Collection[str], reason: str) -> Iterator[str]:
        if draft.state is not DraftState.SENT:
            yield "还没送审"
        if not draft.is_changed:
            yield "和已发布的一样"
        unseen = sum(change.key not in seen for change in looked_at(self.changed(draft)))
        if unseen:
            yield f"还有 {unseen} 处没看"
        findings = self.findings(draft)
        if findings is None:
            yield PREPARING
        elif faults := sum(finding.must_be_mended for finding in findings):
            yield f"要改 {faults} 处"
        failing = self._failing_cases(draft) if self._failing_cases is not None else 0
        if failing:
            yield f"{failing} 条用例没过"
        if self.needs_second(draft):
            yield "要另一个人点头"
        elif self.needs_reason(draft) and not reason.strip():
            yield "要写一句为什么"

    def _changes(self, file: str, old: str, new: str) -> tuple[PlaceChange, ...]:
        before, after = _value(old), _value(new)
        if new and after is None:
            return ()  # what cannot be read is told by the findings, which stop it
        kind = kind_of_file(file)
        if not new:
            return place_changes(kind, file, before, None, self.handbook)
        # Where what stood there cannot be read all of it is new: nothing goes by without being looked at.
        known: Value = before if before is not None else {}
        if kind is None and isinstance(known, dict) and isinstance(after, dict):
            # Rows of a first values file are looked at one by one, as those of a later one.
            known = {**{name: [] for name, rows in after.items() if isinstance(rows, list)}, **known}
        found = place_changes(kind, file, known, after, self.handbook)
        # What nobody wrote is not to be looked at: a new entry has an id, which people never see, and lists with nothing in them.
        return tuple(one for one in found if one.change.path != ("id",) and not _is_empty(one.change))

    def _title(self, file: str, text: str) -> str:
        if file in _FILE_TITLES:
            return _FILE_TITLES[file]
        value = _value(text)
        title = value.get("title") if isinstance(value, dict) else None
        if not isinstance(title, str):
            return ""
        handbook = self.handbook
        return fill_values(title, handbook.value_by_key) if handbook is not None else title

    def _left_behind(self, draft: Draft) -> Iterator[Finding]:
        """Entries that name one which would go; where it came with the program that one is read again."""
        handbook, kind = self.handbook, kind_of_file(draft.file)
        if handbook is None or kind is None or draft.shipped is not None:
            return
        gone = draft.file.rpartition("/")[2].removesuffix(".yaml")
        naming = [one.title for one in handbook if one.id != gone and gone in set(texts_of(one))]
        if naming:
            shown = "、".join(f"“{fill_values(title, handbook.value_by_key)}”" for title in naming[:3])
            yield Finding((), "left-behind", f"还有 {len(naming)} 条指着它：{shown}；请先改那几条", True)

    def _row(self, act: Act, *, stands: bool) -> ActRow:
        before, after = self.shelf.kept(act.before), self.shelf.kept(act.after)
        names_places = act.kind in (ActKind.SEND, ActKind.PUBLISH, ActKind.RESTORE, ActKind.MERGE)
        can_compare = names_places and before is not None and after is not None
        old = before
        if can_compare and not act.before:  # the overlay had none: readers had what came with the program
            old = self.shelf.shipped_now(act.file) or ""
        changes = looked_at(self._changes(act.file, old or "", after or "")) if can_compare else ()
        places = tuple(dict.fromkeys(change.place for change in changes))
        named = "、".join(places[:_NAMED_PLACES]) + ("……" if len(places) > _NAMED_PLACES else "")
        own = "（自己审自己）" if act.is_own and act.kind is ActKind.PUBLISH else ""
        by = f"{act.author}写，{act.name}" if act.author and act.author != act.name else act.name
        kept = after if act.after else before
        return ActRow(
            act=act,
            title=self._title(act.file, kept or "") or act.file,
            kind=kind_of_file(act.file),
            when=act.when,
            who=by,
            what=f"{act.kind}，{_how_many(len(changes), is_new=not old)}{named}"
            if changes
            else str(act.kind),
            state=f"{_STATES[act.kind]}{own}",
            why=act.words,
            places=places,
            stands=stands,
            can_return=self.shelf.kept(act.after or act.before) is not None,
        )


def kind_of_file(file: str) -> Kind | None:
    """The kind of the entry that a file of the overlay holds; None for its other files."""
    folder = file.partition("/")[0] if file.endswith(".yaml") and "/" in file else ""
    return next((kind for kind in Kind if kind.folder == folder), None)


def moved_words(error: DraftRefused) -> str:
    """What is told where an act was refused, and what to do next."""
    words = str(error)
    return words if not isinstance(error, MovedOn) else f"{words}。下面已换成现在的样子，请再看一遍"


def _special_findings(draft: Draft) -> Iterator[Finding]:
    """What is wrong with a file that holds no entry."""
    if draft.file not in SPECIAL_FILES:
        yield Finding((), "no-draft", "这个文件不在维护台里改，没有人能照着看改了什么", True)
        return
    try:
        document = read_yaml(draft.text.encode())
    except YamlRefused as refused:
        yield Finding((), refused.rule, f"第 {refused.place.line} 行：{refused.message}", True)
        return
    origin = Origin(f"{SITE_MARK}{draft.file}", document)
    if draft.file == STANDING_FILE:
        problems = StandingParts().take(document.value, origin)
    else:
        problems = SpecialFiles().take(draft.file, document.value, origin)
    for problem in problems:
        yield Finding((), problem.rule, problem.message, problem.gravity is Gravity.ERROR)


def _is_empty(change: Change) -> bool:
    return change.kind is ChangeKind.ADDED and not change.new


def _mapping(value: Value, name: str) -> dict[str, Value]:
    inner = value.get(name) if isinstance(value, dict) else None
    return inner if isinstance(inner, dict) else {}


def _value(text: str) -> Value:
    try:
        return read_yaml(text.encode(), explain=False).value if text else None
    except YamlRefused:
        return None


def _plain(account: str) -> str:
    return account.replace("/", "\\").rpartition("\\")[2].strip().casefold()


def _who(account: str, name: str) -> str:
    """By what a person is known: the account, where the system knew one."""
    return _plain(account) or name.strip()


def _how_many(count: int, *, is_new: bool) -> str:
    return f"新写的，{count} 处：" if is_new else f"改了 {count} 处："
