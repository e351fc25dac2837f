"""本单位资料, without pixels: the values that only the company knows, each with source and date, written into one draft."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from handbook.content.regions import CHOSEN
from handbook.content.value_words import figure_in
from handbook.content.writing.draft import Draft, DraftRefused, MovedOn
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.model.article_name import short_name
from handbook.model.handbook import Handbook
from handbook.model.kinds import Confidence, ValueScope
from handbook.model.reckoning import OF_SUMS
from handbook.model.regulation import RegulationArticle
from handbook.model.season import END, START
from handbook.model.site_value import SiteValue
from handbook.model.text import DEMO
from handbook.upkeep.company_rows import (
    REGION_KEY,
    Debt,
    Lack,
    Missing,
    Row,
    RowState,
    Section,
    Sentence,
    ValueKind,
    Wanted,
)
from handbook.upkeep.company_sections import PLACED_KEYS, section_of, wanted_of
from handbook.upkeep.value_checks import Judged, judged, kind_of_nothing, season_fault, source_day
from handbook.upkeep.value_uses import ValueUses
from handbook.upkeep.written_values import WrittenRow, WrittenValues, with_row, without_row, written_values

FILE = "values.yaml"
_CITY = "city"
_FURTHEST = 8
"""Regions above each other that are looked through."""
_OWN = (ValueScope.COMPANY, ValueScope.CITY)
_NOTHING = "values: []\n"
"""A draft that says nothing yet; an empty one would mean that the file is to go."""
_NOT_OURS = "这是法规定的,不在这里改;法规变了,到“法规”里收新版"


@dataclass(frozen=True, slots=True)
class Wish:
    """A value that is to be written."""

    key: str
    value: str
    source: str
    date: str
    """2026-11-28."""


@dataclass(frozen=True, slots=True)
class _Before:
    """The draft as it stood before one change."""

    text: str
    key: str


class CompanyDesk:
    """One visit to the values of a company: what is written is on the disk when `put` returns.

    `handbook` gives the content as it is published; `shelf.shipped_now` what came with the program, where it gives anything.
    Every writing method raises DraftRefused and leaves all as it was.
    """

    def __init__(
        self, shelf: DraftShelf, handbook: Callable[[], Handbook], today: Callable[[], date]
    ) -> None:
        self._shelf = shelf
        self._handbook = handbook
        self._today = today
        self._before: list[_Before] = []
        self._last_source = ""
        self._last_date = ""
        self._known: _Known | None = None
        self._draft = Draft(file=FILE, text="", published=None, shipped=None)
        self._written = WrittenValues()
        self.read()

    # -- what is there

    def read(self) -> None:
        """Look at the disk anew; what can be taken back stays so while nobody else wrote."""
        self._adopt(self._shelf.begun(FILE))

    @property
    def draft(self) -> Draft:
        """As it was last read or saved."""
        return self._draft

    @property
    def is_changed(self) -> bool:
        """Whether the draft says something else than what is published."""
        published, now = self._at_hand().published.rows, self._written.rows
        return published.keys() != now.keys() or any(not now[key].same_as(published[key]) for key in now)

    @property
    def last_source(self) -> str:
        """What was last typed as a source; empty where nothing was."""
        return self._last_source

    @property
    def can_undo(self) -> bool:
        """Whether something of this visit can be taken back."""
        return bool(self._before)

    def rows(self) -> tuple[Row, ...]:
        """All rows, section by section, in the order in which they are filled in."""
        values = self._values_now()
        rows = [self._region_row(), *(self._row(value, values) for value in values.values())]
        order = {key: place for place, key in enumerate((REGION_KEY, *PLACED_KEYS))}
        sections = list(Section)
        places = {row.key: number for number, row in enumerate(rows)}
        rows.sort(
            key=lambda row: (
                sections.index(row.section),
                order.get(row.key, len(order)),
                row.section is Section.LAW and not row.article,
                row.kind is ValueKind.SHORT,
                places[row.key],
            )
        )
        return tuple(rows)

    def row(self, key: str) -> Row | None:
        """One row; None where there is no such value."""
        if key == REGION_KEY:
            return self._region_row()
        values = self._values_now()
        return self._row(values[key], values) if key in values else None

    @property
    def region(self) -> str:
        """Id of the region that was chosen here, else of the one that holds; empty where none does."""
        own = self._written.rows.get(REGION_KEY)
        held = self._handbook().region
        chosen = own.said.get("value", "") if own is not None else ""
        return chosen or (held.id if held is not None else "")

    def debt(self) -> Debt:
        """How many values neither the program nor the region can know, how many of them lack, and how many are wrong."""
        asked = [row for row in self.rows() if row.key != REGION_KEY and self._is_asked(row)]
        return Debt(
            rows=len(asked),
            lacking=sum(not row.value for row in asked),
            to_mend=sum(row.state is RowState.TO_MEND for row in self.rows()),
        )

    def missing(self) -> tuple[Missing, ...]:
        """What stops sending, in the order of the page."""
        return tuple(one for row in self.rows() for one in _missing(row))

    def sentences(
        self, key: str, value: str, invented: Mapping[str, str] | None = None
    ) -> tuple[Sentence, ...]:
        """Sentences of the handbook with `value` in the place of that one, at most four.

        `invented`: what the demo company says of others, by key: it stands, marked, where nobody wrote a value.
        """
        values = self._values_now()
        if key not in values:
            return ()
        written = replace(values[key], value=value.strip(), is_typical=False)
        values[key] = written
        for name, words in (invented or {}).items():
            if name in values and not values[name].value:
                values[name] = replace(values[name], value=DEMO + words, figure=None)
        written = values[key]
        return self._at_hand().uses.sentences(key, written, values)

    # -- writing

    def put(
        self,
        key: str,
        value: str,
        unit: str | None = None,
        source: str | None = None,
        date: str | None = None,
    ) -> str:
        """Write a value with its source and the day of that; None leaves what stands there, or takes the last that was typed.

        Returns what whoever writes has to be told, mostly nothing: somebody else saved meanwhile, and both were kept, or
        his was where both wrote the same value. Raises DraftRefused for a value of law, and where the disk takes nothing.
        """
        known = self._values_now().get(key)
        if known is None or self._is_locked(known):
            raise DraftRefused(_NOT_OURS)
        if source is not None and source.strip():
            self._last_source = source.strip()
        if date is not None and source_day(date):
            self._last_date = source_day(date)
        text = self._with(self._written, known, value, unit, source, date)
        return self._keep(text, key) if text != self._written.text else ""

    def says(self, wish: Wish) -> bool:
        """Whether that value stands there already, in this draft or published, by the company's own hand."""
        own = self._written.rows.get(wish.key)
        return own is not None and own.said.get("value", "") == " ".join(wish.value.split())

    def put_all(self, wishes: Sequence[Wish]) -> str:
        """Write several values as one change, which is taken back as one. Returns and raises as `put`; then none is written."""
        values = self._values_now()
        written = self._written
        for wish in wishes:
            known = values.get(wish.key)
            if known is None or self._is_locked(known):
                raise DraftRefused(f"“{known.label if known is not None else wish.key}”:{_NOT_OURS}")
            text = self._with(written, known, wish.value, None, wish.source, wish.date)
            written = written_values(text)
        return self._keep(written.text, wishes[-1].key) if written.text != self._written.text else ""

    def choose_region(self, region: str) -> str:
        """Write by whose law the company works; it holds once that is published. Returns and raises as `put`."""
        said = {
            "key": REGION_KEY,
            "label": "地区",
            "value": region,
            "scope": "公司",
            "source": "本单位选定",
            "date": self._today().isoformat(),
            "confidence": "高",
        }
        text = with_row(self._written, said)
        return self._keep(text, REGION_KEY) if text != self._written.text else ""

    def undo(self) -> str:
        """Take the last change of this visit back; the key of the value that is another now, empty where nothing was left.

        Raises DraftRefused, MovedOn where somebody else saved meanwhile: his stands then.
        """
        if not self._before:
            return ""
        before = self._before[-1]
        text = before.text or _NOTHING
        try:
            self._draft = self._shelf.save(self._draft, text)
        except MovedOn as error:
            self._adopt(error.there)
            raise
        self._before.pop()
        self._written = written_values(text)
        return before.key

    # -- internals: what stands where

    def _adopt(self, draft: Draft) -> None:
        text = self._text_of(draft)
        written = written_values(text)
        if text != self._written.text:
            self._before.clear()
        self._draft, self._written = draft, written
        if draft.version and not self._last_source:
            published = written_values(draft.published or "").rows
            new = [row for key, row in written.rows.items() if not row.same_as(published.get(key))]
            self._last_source = next((r.said["source"] for r in reversed(new) if r.said.get("source")), "")

    @staticmethod
    def _text_of(draft: Draft) -> str:
        """A draft of the company's own rows never begins with a copy of those that ship: they would stay as they are now."""
        return draft.text if draft.version else draft.published or ""

    def _at_hand(self) -> "_Known":
        handbook = self._handbook()
        published = self._draft.published or ""
        known = self._known
        if known is None or known.handbook is not handbook or known.published_text != published:
            known = self._known = _Known(handbook, published, self._shelf.shipped_now)
        return known

    def _values_now(self) -> dict[str, SiteValue]:
        """Every value as it is being written."""
        known = self._at_hand()
        values = dict(known.without_site)
        for key, row in self._written.rows.items():
            if key != CHOSEN:
                values[key] = _laid_over(values.get(key), key, row)
        return values

    def _is_locked(self, value: SiteValue) -> bool:
        if value.scope not in _OWN:
            return True
        shipped = self._at_hand().without_site.get(value.key)
        return shipped is not None and shipped.key in self._at_hand().of_region and bool(shipped.citations)

    def _is_asked(self, row: Row) -> bool:
        """Whether the row is one that only the company can fill in."""
        shipped = self._at_hand().without_site.get(row.key)
        return not row.is_locked and row.key not in OF_SUMS and (shipped is None or not shipped.value)

    def _city(self, values: Mapping[str, SiteValue]) -> str:
        value = values.get(_CITY)
        region = self._handbook().region
        return value.value if value is not None and value.value else region.city if region else ""

    def _region_row(self) -> Row:
        handbook = self._handbook()
        region = handbook.region
        own = self._written.rows.get(REGION_KEY)
        chosen = own.said.get("value", "") if own is not None else ""
        name = handbook.region_names.get(chosen, "") or (region.name if region is not None else "")
        is_sure = bool(chosen) or (region is not None and region.is_confirmed)
        return Row(
            key=REGION_KEY,
            label="地区",
            section=Section.COMPANY,
            wanted=Wanted.REGION,
            value=name,
            unit="",
            source="",
            date="",
            state=RowState.FINE if is_sure else RowState.DEFAULT,
            kind=ValueKind.REGION,
            message="" if is_sure else "还没选定,法规和热价先按这里的",
        )

    def _row(self, value: SiteValue, values: Mapping[str, SiteValue]) -> Row:
        known = self._at_hand()
        own = self._written.rows.get(value.key)
        published = known.published.rows.get(value.key)
        is_changed = not own.same_as(published) if own is not None else published is not None
        wanted = wanted_of(known.without_site.get(value.key, value))
        is_locked = self._is_locked(value)
        found = self._judged(value, wanted, values) if value.value else Judged(kind_of_nothing(wanted))
        is_ours = own is not None and not is_locked
        message = found.message if is_ours else ""
        lacks = tuple(_lacks(own, is_changed)) if is_ours and value.value else ()
        if own is not None and own.said.get("date") and is_ours:
            message = message or self._day_fault(own.said["date"])
        cited = value.citations[0] if is_locked and value.citations else ""
        article = known.handbook.get(cited) if cited else None
        state = self._state(value, own, found, is_locked=is_locked)
        return Row(
            key=value.key,
            label=value.label,
            section=section_of(value),
            wanted=wanted,
            value=value.value,
            unit=value.unit,
            source=_source(value, own, state),
            date=value.date,
            state=state,
            kind=found.kind,
            message=message,
            lacks=lacks,
            uses=known.uses.of(value.key),
            is_spoken=known.uses.is_spoken(value.key),
            article=article.id if article is not None else "",
            article_words=short_name(article) if isinstance(article, RegulationArticle) else "",
            is_changed=is_changed,
        )

    def _state(self, value: SiteValue, own: WrittenRow | None, found: Judged, *, is_locked: bool) -> RowState:
        if is_locked:
            return RowState.LOCKED
        if not value.value:
            return RowState.UNSET if value.key in OF_SUMS else RowState.EMPTY
        if own is None:
            region = self._handbook().region
            is_known = value.key == _CITY and region is not None and region.is_confirmed
            return RowState.FINE if is_known else RowState.DEFAULT
        if not found.is_fine:
            return RowState.TO_MEND
        return RowState.DEFAULT if value.is_typical else RowState.FINE

    def _judged(self, value: SiteValue, wanted: Wanted, values: Mapping[str, SiteValue]) -> Judged:
        found = judged(value.value, wanted, value.unit, self._city(values))
        if value.key == END and found.is_fine and START in values:
            fault = season_fault(values[START].value, value.value)
            return Judged(found.kind, fault, is_fine=False) if fault else found
        return found

    def _day_fault(self, words: str) -> str:
        day = source_day(words)
        if not day:
            return "来源的日期看不出是哪一天,写成 2026-11-28 这样"
        return "来源的日期还没到,看一眼" if day > self._today().isoformat() else ""

    # -- internals: writing

    def _with(
        self,
        written: WrittenValues,
        known: SiteValue,
        value: str,
        unit: str | None,
        source: str | None,
        date: str | None,
    ) -> str:
        """The text of the file with that value; without a row for it where the row would only say what ships."""
        shipped = self._at_hand().without_site.get(known.key)
        own = written.rows.get(known.key)
        words = " ".join(value.split())
        counted = known.unit if unit is None else unit.strip()
        if shipped is not None and words == shipped.value and counted == shipped.unit:
            is_told = (source or "").strip() not in ("", shipped.source) or (date or "").strip() not in (
                "",
                shipped.date,
            )
            if not words or (own is None and not is_told) or (source == "" and not is_told):
                return without_row(written, known.key)
        said = {"key": known.key, "label": known.label, "value": words}
        if counted or (own is not None and "unit" in own.said):
            said["unit"] = counted
        said |= {
            "scope": str(known.scope),
            "source": (own.said.get("source", "") if own is not None else "") or self._last_source,
            "date": (own.said.get("date", "") if own is not None else "")
            or self._last_date
            or self._today().isoformat(),
            "confidence": str(Confidence.HIGH),
        }
        if source is not None:
            said["source"] = " ".join(source.split())
        if date is not None:
            said["date"] = source_day(date) or date.strip()
        return with_row(written, said)

    def _keep(self, text: str, key: str) -> str:
        before = self._written
        try:
            self._draft = self._shelf.save(self._draft, text)
        except MovedOn as moved:
            return self._merge(moved, written_values(text))
        self._before.append(_Before(before.text, key))
        self._written = written_values(text)
        return ""

    def _merge(self, moved: MovedOn, mine: WrittenValues) -> str:
        """Lay what this person wrote over what somebody else saved, but for rows that the other one wrote too."""
        is_published = moved.there.version == self._draft.version
        base = written_values(self._draft.published or "") if is_published else self._written
        theirs = written_values(self._text_of(moved.there))
        merged, lost = theirs, []
        for key in dict.fromkeys((*mine.rows, *base.rows)):
            wanted, was, there = mine.rows.get(key), base.rows.get(key), merged.rows.get(key)
            if _is_same(wanted, was) or _is_same(wanted, there):
                continue
            if not _is_same(there, was):
                lost.append((wanted or was, there))
            else:
                text = with_row(merged, wanted.said) if wanted is not None else without_row(merged, key)
                merged = written_values(text)
        self._before.clear()
        self._written, self._draft = theirs, moved.there
        if merged.text != theirs.text:
            self._draft = self._shelf.save(moved.there, merged.text)
            self._written = merged
        return ";".join(
            (_who(moved, is_published=is_published), *(_kept_theirs(row, there) for row, there in lost))
        )


class _Known:
    """What one handbook and one published file say of the values, looked up once."""

    def __init__(
        self, handbook: Handbook, published_text: str, shipped_text: Callable[[str], str | None]
    ) -> None:
        self.handbook = handbook
        self.published_text = published_text
        self.published = written_values(published_text)
        self._shipped_text = shipped_text
        self.uses = ValueUses(handbook)

    @cached_property
    def of_region(self) -> frozenset[str]:
        """Keys that the region answers."""
        return self.handbook.region_keys | {
            key for key, (row, is_region) in self._shipped.items() if is_region and row.said.get("value")
        }

    @cached_property
    def without_site(self) -> dict[str, SiteValue]:
        """Every value as it came with the program; of one that the company wrote and nothing ships, what it is for."""
        found: dict[str, SiteValue] = {}
        for value in self.handbook.values:
            if value.key == CHOSEN:
                continue
            own = self.published.rows.get(value.key)
            if own is None:
                found[value.key] = value
            elif value.key in self._shipped:
                row = self._shipped[value.key][0]
                blank = replace(
                    value, value="", unit="", figure=None, date="", citations=(), is_typical=False
                )
                found[value.key] = _laid_over(blank, value.key, row)
            else:
                found[value.key] = replace(value, value="", figure=None, source="由使用单位填写", date="")
        return found

    @cached_property
    def _shipped(self) -> dict[str, tuple[WrittenRow, bool]]:
        """Rows that came with the program, the region's over the others, and whether they are the region's."""
        found: dict[str, tuple[WrittenRow, bool]] = {}
        for text, is_region in (
            (self._shipped_text(FILE), False),
            *((text, True) for text in self._region_texts()),
        ):
            for key, row in _rows_of(text).items():
                found[key] = (row, is_region)
        return found

    def _region_texts(self) -> list[str | None]:
        """The files of the region and its parents, the farthest first."""
        region = self.handbook.region
        texts: list[str | None] = []
        name = region.id if region is not None else ""
        while name and len(texts) < _FURTHEST:
            texts.insert(0, self._shipped_text(f"regions/{name}/{FILE}"))
            name = _parent_in(self._shipped_text(f"regions/{name}/region.yaml") or "")
        return texts


def _parent_in(text: str) -> str:
    line = next((line for line in text.splitlines() if line.startswith("parent:")), "")
    return line.removeprefix("parent:").partition("#")[0].strip().strip("\"'")


def _rows_of(text: str | None) -> Mapping[str, WrittenRow]:
    try:
        return written_values(text or "").rows
    except DraftRefused:  # told where the content is read
        return {}


def _laid_over(value: SiteValue | None, key: str, row: WrittenRow) -> SiteValue:
    """A value as a row of the company says it."""
    said = row.said
    blank = value or SiteValue(
        key=key,
        label=said.get("label") or key,
        scope=ValueScope.COMPANY,
        source="由使用单位填写",
        confidence=Confidence.COMMON,
    )
    words, unit = said.get("value", ""), said.get("unit", "")
    scope = said.get("scope", "")
    return replace(
        blank,
        label=said.get("label") or blank.label,
        value=words,
        unit=unit,
        figure=figure_in(words, unit) if words else blank.figure,
        scope=ValueScope(scope) if scope in list(ValueScope) else blank.scope,
        source=said.get("source", ""),
        date=said.get("date", ""),
        citations=row.citations,
        is_typical=said.get("is_typical") == "true",
    )


def _lacks(own: WrittenRow | None, is_changed: bool) -> Iterator[Lack]:
    """Rows that were published as they are stay so: nobody is asked for what he has not touched."""
    if own is None or not is_changed:
        return
    if not own.said.get("source"):
        yield Lack.SOURCE
    if not source_day(own.said.get("date", "")):
        yield Lack.DATE


def _source(value: SiteValue, own: WrittenRow | None, state: RowState) -> str:
    """Of what nobody gave none; of what came with a region that somebody chose, that."""
    if own is None and state is RowState.FINE:
        return "所选地区"
    return value.source if value.value or own is not None else ""


def _missing(row: Row) -> Iterator[Missing]:
    if row.state is RowState.TO_MEND:
        yield Missing(row.key, Lack.VALUE, f"{row.label}:{row.message}")
    for lack in row.lacks:
        yield Missing(row.key, lack, f"{row.label}还差{lack}")


def _is_same(one: WrittenRow | None, other: WrittenRow | None) -> bool:
    return other is None if one is None else one.same_as(other)


def _who(moved: MovedOn, *, is_published: bool) -> str:
    if is_published:
        return "本单位资料刚被发布过,您写的都还在草稿里"
    if not moved.there.version:
        return "草稿刚被发布或丢掉,您这次写的另存成了草稿"
    return f"{moved.there.name or '别人'}刚也改了本单位资料,两边的都留下了"


def _kept_theirs(row: WrittenRow | None, there: WrittenRow | None) -> str:
    label = row.said.get("label", "") if row is not None else ""
    theirs = there.said.get("value", "") if there is not None else ""
    return f"“{label}”那边{f'写的是 {theirs}' if theirs else '清空了'},没有盖掉;要按您的,再写一遍"
