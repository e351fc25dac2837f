"""What stands in dispatch's form: values as typed → a notice, and what it lacks or leaves in doubt, in words beside the field."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from handbook.bulletin.buildings import read_buildings
from handbook.bulletin.house_kinds import KIND
from handbook.bulletin.notice import Notice, Situation
from handbook.bulletin.times import ahead, moment_of
from handbook.bulletin.words import is_overdue, promise_in, said_of, spoken_time, time_in

LONGEST = 120
"""Characters of one field: what is said on the phone is no essay, and a list may hold more."""
_NUMBERED_KIND = "|".join(kind for kind in KIND.split("|") if kind != "公寓")
"""公寓 is rather the end of a name: 教师公寓3号楼."""
_DIGIT = "[0-9０-９①-⒛㈠-㈩㊀-㊉❶-❿]"
_BUILDINGS = re.compile(
    rf"(?:[(（]?(?:除(?!尘)|不含|不包[括含])(?=.*(?:[0-9０-９A-Za-z]|{KIND}|[东西南北]区))"
    rf"|(?:{_NUMBERED_KIND})区?(?=[0-9０-９])"
    rf"|[东南西北中]?[A-Za-z甲乙丙丁]?{_DIGIT}"
    r"|[一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾]+\s*(?:号|號|栋|棟|幢|座|#)|[A-Za-zＡ-Ｚ]\s*[座栋区]"
    r"|[单双]号|全部|全小区|整个).*",
    re.DOTALL,
)


class Field(StrEnum):
    """A field of the form, in the order in which they stand."""

    PLACE = "place"
    STARTS = "starts"
    UNTIL = "until"
    REASON = "reason"
    INTERNAL = "internal"
    SAID = "said"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeChosen:
    """A time as it was chosen; one in so many minutes is counted from when it is read."""

    minutes: int = 0
    """From now, or from the start of a planned one; 0 = not so chosen."""
    at: datetime | None = None
    """A moment that was offered, or stood in the notice before."""
    typed: str = ""
    """Another time, as typed."""
    is_typing: bool = False
    """Whether another time is being typed."""
    is_unknown: bool = False
    """Nobody can tell."""

    @property
    def is_open(self) -> bool:
        """Whether nothing was chosen."""
        return self == TimeChosen() or (self.is_typing and not self.typed.strip())

    def moment(
        self, now: datetime, *, base: datetime | None = None, is_past: bool = False
    ) -> datetime | None:
        """What it means; None where nobody can tell, nothing was chosen, or what was typed cannot be read."""
        if self.is_typing:
            return moment_of(self.typed, now if base is None else max(base, now), is_past=is_past)
        if self.minutes and is_past:
            return moment_of(f"{self.minutes}分钟", now, is_past=True)
        return ahead(self.minutes, base or now) if self.minutes else self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeForm:
    """The whole form."""

    situation: Situation = Situation.REPAIR
    estate: str = ""
    buildings: str = ""
    starts: TimeChosen = TimeChosen()
    until: TimeChosen = TimeChosen()
    reason: str = ""
    internal: str = ""
    said: str = ""
    """Own words; empty = put together."""
    number: int = 0
    """The notice that it changes; 0 = a new one."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed or chosen in it."""
        return replace(self, situation=Situation.REPAIR) == NoticeForm()


@dataclass(frozen=True, slots=True)
class Remark:
    """What a field lacks or leaves in doubt."""

    field: Field
    words: str
    stops: bool
    """Whether the notice cannot be sent with it."""


def form_of(notice: Notice) -> NoticeForm:
    """The form that would give `notice` again."""
    return NoticeForm(
        situation=notice.situation,
        estate=notice.estate,
        buildings=notice.buildings,
        starts=TimeChosen(at=notice.starts),
        until=TimeChosen(at=notice.until, is_unknown=notice.until is None),
        reason=notice.reason,
        internal=notice.internal,
        said=notice.said,
        number=notice.number,
    )


def notice_of(form: NoticeForm, sender: str, now: datetime) -> Notice:
    """The notice that `form` gives at this moment, also where something is lacking; a new one has the number 0."""
    is_planned = form.situation is Situation.PLANNED
    is_restored = form.situation is Situation.RESTORED
    starts = form.starts.moment(now) if is_planned else None
    until = None if form.until.is_unknown else form.until.moment(now, base=starts, is_past=is_restored)
    return Notice(
        number=form.number,
        situation=form.situation,
        estate=one_line(form.estate),
        buildings=one_line(form.buildings),
        sent=now,
        sender=one_line(sender),
        starts=starts,
        until=until,
        reason=one_line(form.reason),
        internal=one_line(form.internal),
        said=one_line(form.said),
    )


def remarks_on(form: NoticeForm, now: datetime) -> tuple[Remark, ...]:
    """What is lacking or in doubt, in the order of the fields."""
    found = [*_of_place(form), *_of_times(form, now), *_of_words(form, now)]
    order = list(Field)
    return tuple(sorted(found, key=lambda one: order.index(one.field)))


def split_place(typed: str) -> tuple[str, str]:
    """What was typed in one go, 锦华嘉园3-8号楼 → estate and buildings; one of both may be empty."""
    text = one_line(typed)
    found = _BUILDINGS.search(text)
    if found is None:
        return text, ""
    return text[: found.start()].strip(" ,，、"), found.group().strip()


def one_line(text: str) -> str:
    """Without line breaks and what cannot be printed; blanks at the ends are none."""
    return "".join(c if c.isprintable() else " " for c in text).strip()


def _of_place(form: NoticeForm) -> list[Remark]:
    if not form.estate.strip():
        return [Remark(Field.PLACE, "还没写小区、街道", stops=True)]
    if max(len(form.estate), len(form.buildings)) > LONGEST:
        return [_too_long(Field.PLACE)]
    estate, typed = one_line(form.estate), one_line(form.buildings)
    if estate.isascii() and estate.isalpha():
        return [Remark(Field.PLACE, f"“{estate}”不像小区名，看一眼", stops=False)]
    if typed and not read_buildings(typed).is_readable:
        return [Remark(Field.PLACE, f"“{typed}”对不上楼号，写成 3-8号楼 或 1、3、5", stops=False)]
    return []


def _of_times(form: NoticeForm, now: datetime) -> list[Remark]:
    found = []
    starts: datetime | None = None
    if form.situation is Situation.PLANNED:
        starts = form.starts.moment(now)
        found += _of_time(Field.STARTS, form.starts, starts, "还没说几点停")
    is_restored = form.situation is Situation.RESTORED
    until = form.until.moment(now, base=starts, is_past=is_restored)
    words = "还没说几点恢复的" if is_restored else "还没说几点好；说不准就点“说不准”"
    found += _of_time(Field.UNTIL, form.until, until, words)
    if until is None or form.until.is_unknown:
        return found
    if is_restored and until > now:
        found.append(Remark(Field.UNTIL, f"{spoken_time(until, now)} 还没到", stops=True))
    elif not is_restored and until <= now:
        found.append(Remark(Field.UNTIL, f"{spoken_time(until, now)} 已经过了，另说一个", stops=True))
    elif starts is not None and until <= starts:
        found.append(Remark(Field.UNTIL, f"比停的时间（{spoken_time(starts, now)}）还早", stops=True))
    return found


def _of_time(field: Field, chosen: TimeChosen, moment: datetime | None, words: str) -> list[Remark]:
    if chosen.is_unknown:
        return []
    if chosen.is_open:
        return [Remark(field, words, stops=True)]
    return [Remark(field, "这个时间看不懂，写成 18:30 或 明天 9:00", stops=True)] if moment is None else []


def _of_words(form: NoticeForm, now: datetime) -> list[Remark]:
    found = []
    is_said = form.situation is not Situation.RESTORED
    typed = (
        (Field.REASON, form.reason if is_said else ""),
        (Field.INTERNAL, form.internal),
        (Field.SAID, form.said),
    )
    for field, text in typed:
        if len(text) > LONGEST:
            found.append(_too_long(field))
        elif field is not Field.INTERNAL and promise_in(text):
            found.append(Remark(field, f"“{promise_in(text)}”是许诺，坐席不能念，换个说法", stops=True))
    if is_said and not form.said and time_in(form.reason):
        found.append(
            Remark(Field.REASON, f"“{time_in(form.reason)}”过了点也改不掉，时间写上一行", stops=False)
        )
    if form.said and not any(one.field is Field.SAID for one in found):
        found += _of_own_words(form, now)
    return found


def _of_own_words(form: NoticeForm, now: datetime) -> list[Remark]:
    """Own words do not follow the fields: a time that they do not name, or name otherwise, is told."""
    notice = notice_of(form, "", now)
    if notice.until is None or is_overdue(notice, now):
        return [Remark(Field.SAID, "上面没有时间，这句里有", stops=True)] if time_in(form.said) else []
    local = notice.until.astimezone()
    names = (
        f"{local.hour}:{local:%M}",
        f"{local.hour}：{local:%M}",
        f"{local.hour}点",
        f"{local.hour} 点",
        f"{local.hour % 12}点",
    )
    if any(name in form.said for name in names):
        return []
    return [Remark(Field.SAID, f"这句里没说 {spoken_time(notice.until, now)}，看一眼", stops=False)]


def _too_long(field: Field) -> Remark:
    return Remark(field, f"太长，最多 {LONGEST} 字", stops=True)


def sentence_of(form: NoticeForm, now: datetime) -> str:
    """What agents would say if it were sent now."""
    return said_of(notice_of(form, "", now), now)
