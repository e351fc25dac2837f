"""What a brought table would become goes in; drafts of it stand in the company's folder afterwards, all of them or, told row by row, none.

Every text is made before the first one is written, so that what cannot be made stops all; words of cells go in as values of
a splice and are never read as YAML. What stands there already is not written again, so the same table can be brought twice.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from handbook.content.writing.draft import Draft, DraftRefused, DraftState
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.edits import Edit, Insert, Put
from handbook.content.writing.splice import spliced
from handbook.content.yaml_reader import Value, YamlRefused, read_yaml
from handbook.errors import HandbookError
from handbook.model.handbook import CLASS_OF_KIND, Handbook
from handbook.model.kinds import Confidence, Kind, Tone
from handbook.upkeep.bringing_questions import folded
from handbook.upkeep.bringing_rows import (
    AskProposal,
    BroughtRow,
    KnowledgeProposal,
    LineProposal,
    SynonymProposal,
    ValueProposal,
)
from handbook.upkeep.company_values import CompanyDesk, Wish
from handbook.upkeep.edit_desk import file_of, kind_of_file
from handbook.upkeep.entry_form import order_of
from handbook.upkeep.scaffold import free_ids, new_entry

SYNONYMS_FILE = "synonyms.yaml"
_GROUPS = "groups"
_LONGEST_LINE = 200
"""Characters of a title, an ask, a tag or a source."""
_LONGEST_SUMMARY = 120
_NAMED_ROWS = 5


class DraftsNotWritten(HandbookError):
    """Some drafts were not written; the message names the row, why, and what stands there already."""

    def __init__(self, words: str, written: tuple[Draft, ...] = ()) -> None:
        super().__init__(words)
        self.written = written


@dataclass(frozen=True, slots=True)
class Left:
    """A row that wrote nothing, as what it says is there."""

    number: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of a table."""

    drafts: tuple[Draft, ...] = ()
    """As they are on the disk now."""
    rows: int = 0
    """Rows whose words stand in one of them."""
    left: tuple[Left, ...] = ()
    taken_back: int = 0
    """Drafts that waited for a reviewer and are being written again by this."""
    words: str = ""
    """What whoever wrote has to be told besides: somebody else saved meanwhile."""


def unheard(_done: int, _of: int) -> None:
    """Takes the progress where nobody wants to hear of it."""


def write_drafts(
    rows: Iterable[BroughtRow],
    shelf: DraftShelf,
    handbook: Handbook,
    today: date,
    progress: Callable[[int, int], None] = unheard,
) -> Written:
    """Write what `rows` propose; a row with a problem proposes nothing.

    Args:
        rows: as `understood` gives them, those of one purpose.
        shelf: the drafts of the company.
        handbook: what readers have now.
        today: the day that new entries and values carry.
        progress: told how many drafts are written, and of how many.

    Raises:
        DraftsNotWritten: something was not written.
    """
    plan = _Plan(shelf, handbook, today)
    for row in rows:
        for proposal in row.proposals:
            with _named(row.number):
                plan.take(row.number, proposal)
    return plan.written(progress)


@contextmanager
def _named(number: int) -> Iterator[None]:
    try:
        yield
    except HandbookError as error:
        raise DraftsNotWritten(f"第 {number} 行没法写成草稿：{error}。什么都没有写") from error


@dataclass(slots=True)
class _File:
    """A file that gets more words, and the rows that bring them."""

    draft: Draft
    value: dict[str, Value]
    edits: list[Edit] = field(default_factory=list[Edit])
    rows: list[int] = field(default_factory=list[int])
    text: str = ""
    """Of a new entry, the whole file; else made from `edits`."""


class _Plan:
    """Collects texts; `written` writes them."""

    def __init__(self, shelf: DraftShelf, handbook: Handbook, today: date) -> None:
        self._shelf = shelf
        self._handbook = handbook
        self._today = today
        self._files: dict[str, _File] = {}
        self._wishes: list[tuple[int, Wish]] = []
        self._left: list[Left] = []
        drafts = shelf.drafts()
        self._titles = {folded(_title(draft)) for draft in drafts if kind_of_file(draft.file) is not None}
        taken = {entry.id for entry in handbook}
        taken |= {draft.file.rpartition("/")[2].removesuffix(".yaml") for draft in drafts}
        self._ids = free_ids(Kind.KNOWLEDGE, taken, today)

    def take(self, number: int, proposal: object) -> None:
        """One more proposal of the row `number`. Raises HandbookError where its file takes nothing."""
        match proposal:
            case ValueProposal():
                wish = Wish(proposal.key, proposal.value, proposal.source, self._today.isoformat())
                self._wishes.append((number, wish))
            case AskProposal():
                self._ask(number, proposal)
            case SynonymProposal():
                self._group(number, proposal.words)
            case LineProposal():
                self._line(number, proposal)
            case KnowledgeProposal():
                self._entry(number, proposal)
            case _:
                raise TypeError(f"no proposal: {type(proposal).__name__}")

    def written(self, progress: Callable[[int, int], None]) -> Written:
        """Make every text, then write one after the other."""
        files = [one for one in self._files.values() if one.edits or one.text]
        for one in files:
            with _named(one.rows[0]):
                one.text = one.text or spliced(one.draft.text.encode(), one.edits).decode()
        drafts: list[Draft] = []
        rows: set[int] = set()
        words = self._write_values(drafts, rows)
        for number, one in enumerate(files):
            progress(number, len(files))
            try:
                drafts.append(self._shelf.save(one.draft, one.text))
            except DraftRefused as error:
                raise DraftsNotWritten(
                    _stopped(one, error, len(drafts), len(files)), tuple(drafts)
                ) from error
            rows.update(one.rows)
        progress(len(files), len(files))
        return Written(
            drafts=tuple(drafts),
            rows=len(rows),
            left=tuple(self._left),
            taken_back=sum(one.draft.state is DraftState.SENT for one in files),
            words=words,
        )

    # -- what each proposal becomes

    def _write_values(self, drafts: list[Draft], rows: set[int]) -> str:
        """One draft of all values; what it has to tell."""
        if not self._wishes:
            return ""
        with _named(self._wishes[0][0]):
            desk = CompanyDesk(self._shelf, self._of_handbook, self._of_today)
            new = [(number, wish) for number, wish in self._wishes if not desk.says(wish)]
            same = [number for number, wish in self._wishes if desk.says(wish)]
            self._left += [Left(number, "草稿里已经是这个值，没有再写。") for number in same]
            words = desk.put_all([wish for _, wish in new])
        if new:
            drafts.append(desk.draft)
            rows.update(number for number, _ in new)
        return words

    def _of_handbook(self) -> Handbook:
        return self._handbook

    def _of_today(self) -> date:
        return self._today

    def _ask(self, number: int, proposal: AskProposal) -> None:
        file = self._entry_file(proposal.entry_id)
        asks = _texts(file.value.get("asks"))
        if folded(proposal.ask) in map(folded, asks):
            self._left.append(Left(number, f"“{proposal.ask}”草稿里已经有了，没有再写。"))
            return
        order = order_of(CLASS_OF_KIND[_kind(file.draft)])
        file.edits.append(Insert(("asks",), len(asks), proposal.ask, order))
        file.value["asks"] = [*asks, proposal.ask]
        file.rows.append(number)

    def _group(self, number: int, words: Sequence[str]) -> None:
        """A group of words: joined to the company's own one of the same standard word, else one more."""
        file = self._opened(SYNONYMS_FILE)
        groups = _items(file.value.get(_GROUPS))
        first = folded(words[0])
        place = next((n for n, g in enumerate(groups) if first in map(folded, _texts(g))), -1)
        has = _texts(groups[place]) if place >= 0 else []
        new = [word for word in words if folded(word) not in set(map(folded, has))]
        if not new:
            self._left.append(Left(number, "这几个词草稿里已经在一组了，没有再写。"))
            return
        if place >= 0:
            at = (_GROUPS, place)
            file.edits += [Insert(at, len(has) + n, word) for n, word in enumerate(new)]
            groups[place] = [*has, *new]
        else:
            group: list[Value] = [*words]
            is_first = not file.draft.text.strip() and not file.edits
            file.edits.append(
                Put((), {_GROUPS: [group]}) if is_first else Insert((_GROUPS,), len(groups), group)
            )
            groups.append(group)
        file.value[_GROUPS] = groups
        file.rows.append(number)

    def _line(self, number: int, proposal: LineProposal) -> None:
        """One more line of a script; beside a line of the same situation that lacks that tone."""
        file = self._entry_file(proposal.entry_id)
        lines = _items(file.value.get("lines"))
        said = {folded(text) for line in lines for text in _variants(line).values() if isinstance(text, str)}
        if folded(proposal.text) in said:
            self._left.append(Left(number, "这句话草稿里已经有了，没有再写。"))
            return
        tone = str(proposal.tone)
        place = next((n for n, line in enumerate(lines) if _takes(line, proposal.situation, tone)), -1)
        if place >= 0:
            variants = {**_variants(lines[place]), tone: proposal.text}
            order = tuple(map(str, Tone))
            file.edits.append(Put(("lines", place, "variants", tone), proposal.text, order))
            lines[place] = {**_mapping(lines[place]), "variants": variants}
        else:
            line: dict[str, Value] = {"id": _free_name(lines)}
            if proposal.situation:
                line["situation"] = proposal.situation
            line["variants"] = {tone: proposal.text}
            file.edits.append(Insert(("lines",), len(lines), line))
            lines.append(line)
        file.value["lines"] = lines
        file.rows.append(number)

    def _entry(self, number: int, proposal: KnowledgeProposal) -> None:
        """A new entry, unless a draft of that title is there: somebody may have worked on it since."""
        title = " ".join(proposal.title.split())
        if folded(title) in self._titles:
            self._left.append(Left(number, f"已经有叫“{title}”的草稿，没有再写，请到条目里改那一份。"))
            return
        self._titles.add(folded(title))
        entry_id = next(self._ids)
        text = new_entry(Kind.KNOWLEDGE, entry_id, title, self._today, proposal.asks)
        order = order_of(CLASS_OF_KIND[Kind.KNOWLEDGE])
        puts = [Put((name,), value, order) for name, value in _parts(proposal, title).items()]
        file = file_of(Kind.KNOWLEDGE, entry_id)
        made = spliced(text.encode(), puts).decode()
        self._files[file] = _File(self._shelf.begun(file), {}, rows=[number], text=made)

    def _entry_file(self, entry_id: str) -> _File:
        entry = self._handbook.exact(entry_id)
        if entry is None:
            raise DraftRefused("这一条已经不在手册里了，可能刚被改走，请重新选归到哪一条")
        file = self._opened(file_of(entry.kind, entry.id))
        if not file.draft.text:
            raise DraftRefused(f"“{entry.title}”正要停用，或不在能改的文件里，请改归到别的条目")
        return file

    def _opened(self, name: str) -> _File:
        if name not in self._files:
            draft = self._shelf.begun(name)
            self._files[name] = _File(draft, dict(_value(draft)))
        return self._files[name]


def _parts(proposal: KnowledgeProposal, title: str) -> dict[str, Value]:
    """The fields of a new entry. What is said to callers stands apart from what is not."""
    is_outline = not proposal.asks
    inside = [f"{'讲稿' if is_outline else '仅限内部'}：{words}" for words in _flat(proposal.internal)]
    said = _flat(proposal.lines)
    # An answer stands once, where it is said: whoever mends it mends it in one place.
    points = [*said, *inside] if is_outline else inside
    parts: dict[str, Value] = {
        "summary": (title if is_outline else f"用户问“{title}”，怎么答。")[:_LONGEST_SUMMARY],
        "sources": [
            {
                "title": proposal.source[:_LONGEST_LINE],
                "confidence": str(Confidence.COMMON),
                "note": "从表格、文件导入，还没核对",
            }
        ],
        "key_points": [*(points or ([title] if is_outline else []))],
    }
    if proposal.topic:
        parts["tags"] = [proposal.topic[:_LONGEST_LINE]]
    if said and not is_outline:
        parts["tell_caller"] = [*said]
    return parts


def _flat(texts: Iterable[str]) -> list[str]:
    return [line for text in texts if (line := " ".join(text.split()))]


def _stopped(file: _File, error: Exception, written: int, of: int) -> str:
    counted = Counter(file.rows)
    rows = "、".join(str(number) for number in list(counted)[:_NAMED_ROWS])
    more = " 等" if len(counted) > _NAMED_ROWS else ""
    before = f"前面 {written} 份草稿已经写好，后面 {of - written - 1} 份没有写" if written else "别的也没有写"
    return f"第 {rows} {more}行没有写成：{error}。{before}；改好后再按一次，写过的不会重写"


def _title(draft: Draft) -> str:
    try:
        title = _value(draft).get("title")
    except DraftRefused:  # told where that draft is opened
        return ""
    return title if isinstance(title, str) else ""


def _value(draft: Draft) -> Mapping[str, Value]:
    """Plain values of a draft. Raises DraftRefused where it cannot be read."""
    try:
        value = read_yaml(draft.text.encode(), explain=False).value if draft.text.strip() else {}
    except YamlRefused as refused:
        raise DraftRefused(
            f"草稿第 {refused.place.line} 行读不懂（{refused.message}），没有动它；请先把那一行改好"
        ) from refused
    return value if isinstance(value, dict) else {}


def _kind(draft: Draft) -> Kind:
    kind = kind_of_file(draft.file)
    if kind is None:
        raise DraftRefused(f"{draft.file} 不是条目的文件")
    return kind


def _items(value: Value) -> list[Value]:
    return list(value) if isinstance(value, list) else []


def _texts(value: Value) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _mapping(value: Value) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}


def _variants(line: Value) -> dict[str, Value]:
    return _mapping(_mapping(line).get("variants"))


def _takes(line: Value, situation: str, tone: str) -> bool:
    """Whether a line is of that situation and says nothing in that tone yet."""
    own = _mapping(line).get("situation")
    is_same = isinstance(own, str) and bool(situation) and folded(own) == folded(situation)
    return is_same and tone not in _variants(line)


def _free_name(lines: Sequence[Value]) -> str:
    taken = {_mapping(line).get("id") for line in lines}
    return next(name for number in range(1, len(lines) + 2) if (name := f"own-{number}") not in taken)
