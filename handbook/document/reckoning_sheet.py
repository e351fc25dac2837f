"""A result of a reckoning -> its line of the ticket, and one sheet of paper headed 内部: input, working, sources.

Both are written from the frozen result alone, so that they read the same after the content has changed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from handbook.document.blocks import Block, Heading, Labelled, Sheet
from handbook.document.compose import compose_entry
from handbook.document.words import BODY, OWNER, SOURCES
from handbook.model.entry import Source
from handbook.model.handbook import Handbook
from handbook.model.kinds import Confidence
from handbook.model.knowledge import Knowledge
from handbook.reckon.finishing import UNSURE
from handbook.reckon.result import LeftOut, Result, Used

INTERNAL = "内部"
_KIND = "试算单"
UNDECIDED = "试算（未定）"
"""Before whatever stands of a sum, on the screen and on paper."""
LEFT_OUT = "没算进去的读数"
SELF_MEASURED = "用户自测，不作依据"
_IN_TICKET = "试算(未定)"
"""The same among the half-width marks of a ticket."""
_USED = "用到的数与规则"
_PRESUMING = "假定"
_READING = "读数："
_MOST_PRESUMED = 3
"""So many are named in the ticket; the others are counted."""
_LAWYERS = "法务"
_KEPT = timedelta(days=365)


def ticket_line(result: Result) -> str:
    """What the ticket says of it: undecided, on what it presumes, and who settles; nothing that promises."""
    what = result.headline if result.amount is None else f"{result.kind} {result.amount} 元"
    return ",".join([f"{_IN_TICKET}:{what}", *_presumed(result), *_heard(result), _who_settles(result)])


def told_value(used: Used) -> str:
    """退费档次：低于16 ℃全退（省；某条例公开报道，2021-10-29；高）, with what keeps it from being sure."""
    return f"{used.label}：{used.words}（{_stands_on(used)}）"


def _stands_on(used: Used) -> str:
    parts = [used.scope, "，".join(filter(None, (used.source, used.date))), str(used.confidence)]
    unsure = [] if used.is_confirmed else ["没确认过"]
    return "；".join([*filter(None, parts), *unsure])


def reckoning_sheet(result: Result) -> Sheet:
    """One sheet, without the code by which a printed entry is looked up: it stands in no handbook, and nobody reviews it."""
    sheet = compose_entry(_entry(result), Handbook(), result.reckoned_on)
    blocks = tuple(block for block in sheet.blocks if not _is_upkeep(block))
    return replace(
        sheet, entry_id="", kind_label=_KIND, subtitle=_KIND, blocks=blocks, code="", reviewed="", tab=_KIND
    )


def _is_upkeep(block: Block) -> bool:
    """Whether it is told of an entry alone: what a sum rests on stands at each of its figures."""
    match block:
        case Labelled():
            return block.label in (SOURCES, OWNER)
        case Heading():
            return block.text == BODY
        case _:
            return False


def _entry(result: Result) -> Knowledge:
    title = f"{INTERNAL} · {UNDECIDED}：{result.kind}"
    amount = f" {result.amount} 元" if result.amount is not None else ""
    return Knowledge(
        id="kn-reckoning-sheet",
        title=f"{title}{amount}",
        summary=_plain(
            f"只供内部核对，不给用户。{result.headline}。{_who_settles(result)}。{_when(result)}。"
        ),
        key_points=tuple(map(_plain, _to_know(result))),
        body="\n\n".join(filter(None, _sections(result))),
        sources=tuple(_sources(result)),
        owner="计费",
        reviewed=result.reckoned_on,
        review_by=result.reckoned_on + _KEPT,
    )


def _presumed(result: Result) -> Iterator[str]:
    if result.presumed:
        named = [one.removeprefix(_PRESUMING) for one in result.presumed[:_MOST_PRESUMED]]
        rest = f"等 {len(result.presumed)} 条" if len(result.presumed) > len(named) else ""
        yield f"{_PRESUMING}{'、'.join(named)}{rest}"


def _heard(result: Result) -> Iterator[str]:
    """What the caller may hear of a sum, as whoever opens the ticket must know before ringing back."""
    if result.amount is not None:
        yield "对用户只说“试算约”" if result.spoken.holds_sum else "数不对用户说"


def _who_settles(result: Result) -> str:
    if result.amount is not None:
        return "由计费核定"
    return "由法务定" if any(_LAWYERS in note for note in result.notes) else "以公告和书面答复为准"


def _sections(result: Result) -> Iterator[str]:
    yield _list("填的", _given(result.given))
    working = list(_working(result))
    yield "\n".join(["## 算式", "", *(f"{number}. {words}" for number, words in enumerate(working, 1))])
    yield _list(LEFT_OUT, _apart(result.left_out))
    yield _list("自测的读数", _apart(result.self_measured))
    yield _list(_USED, _used(result))
    yield _list("条文", ["；".join(one.citation for one in result.articles)] if result.articles else [])


def _when(result: Result) -> str:
    edition = f"按 {result.edition} 版内容" if result.edition else ""
    return "，".join(filter(None, (f"{result.reckoned_on} 算的", edition)))


def _to_know(result: Result) -> Iterator[str]:
    """What is presumed, in one line; then the notes, of which that on unsure values only counts them: each is marked beneath."""
    if result.presumed:
        yield "；".join(result.presumed)
    for note in result.notes:
        count = sum(not one.is_sure for one in result.used)
        yield f"{UNSURE}{count} 个，见“{_USED}”。" if note.startswith(UNSURE) else note


def _used(result: Result) -> Iterator[str]:
    """The values by what they stand on, which is told once for all of them."""
    groups: dict[str, list[str]] = {}
    for one in result.used:
        groups.setdefault(_stands_on(one), []).append(f"{one.label}：{one.words}")
    for ground, told in groups.items():
        yield f"{'；'.join(told)}（{ground}）"


def _apart(readings: Iterable[LeftOut]) -> Iterator[str]:
    """Readings that do not count, by why not."""
    groups: dict[str, list[str]] = {}
    for one in readings:
        groups.setdefault(one.why, []).append(one.words)
    for why, told in groups.items():
        yield f"{'；'.join(told)}：{why}"


def _given(lines: Iterable[str]) -> Iterator[str]:
    """What was typed, in one line, and the readings in another, so that a season of them does not fill the sheet."""
    rows = list(lines)
    read = [row.removeprefix(_READING) for row in rows if row.startswith(_READING)]
    yield "；".join(row for row in rows if not row.startswith(_READING))
    if read:
        yield _READING + "；".join(read)


def _working(result: Result) -> Iterator[str]:
    """The lines in order; a formula stands before the first sum that is worked by it."""
    told: set[str] = set()
    for line in result.lines:
        is_new = bool(line.formula) and line.formula not in told
        told.add(line.formula)
        yield f"**{_plain(line.formula)}**；{_plain(line.words)}" if is_new else _plain(line.words)


def _list(heading: str, lines: Iterable[str]) -> str:
    rows = [f"- {_plain(line)}" for line in lines]
    return "\n".join([f"## {heading}", "", *rows]) if rows else ""


def _sources(result: Result) -> Iterator[Source]:
    """Each once; a sheet names at least one."""
    found = {(one.source, one.date): one for one in result.used if one.source}
    for (title, day), used in found.items():
        yield Source(title=_plain(title), confidence=used.confidence, date=day)
    if not found:
        yield Source(title="通话里填的", confidence=Confidence.LOW)


def _plain(words: str) -> str:
    """Without what Markdown and the language of texts would read as marks."""
    return " ".join("".join(" " if sign in "*_`[]<>#|{}\\" else sign for sign in words).split())
