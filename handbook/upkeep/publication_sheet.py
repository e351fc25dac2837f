"""What is shown of a publication -> one sheet of paper: what goes out, what was checked, who, when, where it has arrived."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from handbook.document.blocks import Sheet
from handbook.document.compose import compose_entry
from handbook.model.entry import Source
from handbook.model.handbook import Handbook
from handbook.model.kinds import Confidence
from handbook.model.knowledge import Knowledge
from handbook.upkeep.publication import EntryTold, Group, ShareState, Survey
from handbook.upkeep.publication_changes import counted as changes_counted
from handbook.upkeep.publication_changes import in_short
from handbook.upkeep.publication_seats import Standing, counted
from handbook.upkeep.publication_steps import (
    coming_steps,
    day_time,
    key_words,
    out_steps,
    waiting_steps,
)

_KIND = "发布单"
_MOST = 14
"""Changes of one group that stand on the sheet: it is one page."""


def publication_sheet(state: ShareState, survey: Survey | None, *, is_out: bool) -> Sheet:
    """The sheet, without the code by which a printed entry is looked up: it stands in no handbook."""
    entry = _entry(state, survey, is_out=is_out)
    sheet = compose_entry(entry, Handbook(), state.now.astimezone().date())
    return replace(sheet, entry_id="", kind_label=_KIND, subtitle=_KIND, code="", reviewed="", tab=_KIND)


def _entry(state: ShareState, survey: Survey | None, *, is_out: bool) -> Knowledge:
    newest = state.newest
    waits = None if is_out else state.waiting
    steps = out_steps(state) if is_out else coming_steps(state, survey)
    if waits is not None:
        steps = waiting_steps(state)
    version = (
        newest.version if is_out and newest is not None else survey.version if survey is not None else ""
    )
    number = (newest.number if newest is not None else 0) + (0 if is_out else 1)
    if waits is not None:
        version, number = waits.version or (newest.version if newest is not None else ""), waits.number
    changes: Sequence[EntryTold] = ()
    if survey is not None:
        changes = survey.out if is_out else survey.coming if waits is None else survey.waiting
    note = f"“{newest.note}”。" if is_out and newest is not None and newest.note else ""
    today = state.now.astimezone().date()
    return Knowledge(
        id="kn-publication-sheet",
        title=f"发布单：{version} 第 {number} 号",
        summary=f"{note}{day_time(state.now)} 的样子。{key_words(state)}。",
        key_points=tuple(f"{step.title}：{step.detail}" for step in steps),
        body="\n\n".join(
            part
            for part in (
                _changes(changes),
                _checks(survey, is_out=is_out or waits is not None),
                _desks(state),
            )
            if part
        ),
        sources=(Source(title="维护台的发布记录", confidence=Confidence.HIGH, date=today.isoformat()),),
        owner="发布人",
        reviewed=today,
        review_by=_year_after(today),
    )


def _changes(changes: Sequence[EntryTold]) -> str:
    lines = ["## 带出去的改动", ""]
    if not changes:
        return "\n".join([*lines, "- 没有可比的改动"])
    counts = changes_counted(changes)
    for group in Group:
        members = [one for one in changes if one.group is group]
        if not members:
            continue
        lines += [f"**{group}　{counts[group]} 处**", ""]
        for one in members[:_MOST]:
            words = "".join(run.text for run in in_short(one)).replace("\n", " ")
            who = f"（{one.who}）" if one.who else ""
            lines.append(f"- {_plain(one.title)}：{_plain(words)}{who}")
        if len(members) > _MOST:
            lines.append(f"- 还有 {len(members) - _MOST} 条，在维护台看")
        lines.append("")
    return "\n".join(lines)


def _checks(survey: Survey | None, *, is_out: bool) -> str:
    if survey is None or is_out:
        return ""
    lines = ["## 检查", ""]
    for check in survey.checks:
        if not check.words and not check.faults:
            continue
        mark = "要改" if check.stops else "建议" if check.faults else "通过"
        said = f"{len(check.faults)} 处" if check.faults else check.words
        lines.append(f"- {mark}：{_plain(said)}")
    return "\n".join(lines)


def _desks(state: ShareState) -> str:
    seats = state.seats.seats
    number = state.newest.number if state.newest is not None else 0
    counts = counted(seats, number, state.now)
    told = "，".join(f"{one} {counts[one]}" for one in Standing)
    lines = ["## 各台", "", f"- {len(seats)} 台：{told}"]
    return "\n".join(lines)


def _plain(words: str) -> str:
    """Without what Markdown would read as marks."""
    return "".join(" " if sign in "*_`[]<>#|{}" else sign for sign in words)


def _year_after(day: date) -> date:
    return day + timedelta(days=365)
