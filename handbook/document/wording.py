"""Values of the model and the clock -> the short Chinese phrases that every surface shows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from handbook.document.blocks import OutcomeBlock
from handbook.document.words import (
    ASSUMED_LEFT_OUT,
    CHANGED_LEFT_OUT,
    DEMO_LEFT_OUT,
    DEMO_OR_UNSURE,
    DEMO_REFUSED,
    NOT_FOR_CALLERS,
    NOT_SINCE_CHANGED,
    OLD_DEMO_REFUSED,
    PINNED_BEFORE,
    TIME_LIMIT,
)
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.step import Answer
from handbook.model.text import fill_values, holds_demo

OWN_VERSION = "本单位版,原件已更新,改动待本单位定"
OVERDUE = "已过复核日期({day}),用前请在系统里核对"
LEFT = "这张清单已不在现行手册里,按办理时保存的样子{version}打印"
PARTIAL = "这张清单由旧版程序保存:只印当时存下的,摘要、依据、负责、复核等没有存,不按现行手册补"
MERGED = "已并入“{title}”({reason})"
UNCONTROLLED = "打印件为非受控版本,以系统为准"


def day(value: date | None) -> str:
    """2026-11-20, or nothing."""
    return value.isoformat() if value else ""


def minute(value: datetime | None) -> str:
    """2026-11-22 10:03 in local time, or nothing."""
    return value.strftime("%Y-%m-%d %H:%M") if value else ""


def code_words(code: str) -> str:
    """The code of a sheet in its line of small print; a record of an older program has none."""
    return f"现行码 {code}" if code else "现行码不详"


def merged_words(title: str, reason: str) -> str:
    """Where what one asked for stands now, and why."""
    return MERGED.format(title=title, reason=reason) + "。"


def demo_refusal(handbook: Handbook) -> str:
    """Why what holds a value of the demo company goes nowhere, and what to do instead."""
    return DEMO_REFUSED if handbook.is_demo else OLD_DEMO_REFUSED


def not_for_callers(handbook: Handbook, words: str = "") -> str:
    """Why `words` that come from the demo, a region nobody confirmed, or an article that has changed are not copied.

    Without `words` it is not known which of them it is: with the demo laid in, both are named.
    """
    if holds_demo(words):
        return demo_refusal(handbook)
    if handbook.is_demo and not words:
        is_sure = handbook.region is None or handbook.region.is_confirmed
        return DEMO_REFUSED if is_sure and not handbook.lapsed else DEMO_OR_UNSURE
    region = handbook.region
    if region is None or region.is_confirmed:
        return NOT_SINCE_CHANGED if handbook.lapsed else PINNED_BEFORE
    return NOT_FOR_CALLERS.format(name=region.name)


def assumed_left_out(handbook: Handbook, count: int) -> str:
    """That `count` such sentences were left out where others were copied."""
    if handbook.is_demo:
        return DEMO_LEFT_OUT.format(count=count) + "。"
    region = handbook.region
    if region is None or region.is_confirmed:
        return CHANGED_LEFT_OUT.format(count=count) + "。"
    name = region.name
    return ASSUMED_LEFT_OUT.format(count=count, name=name) + "。"


def clock(value: datetime | None) -> str:
    """10:03, or nothing."""
    return value.strftime("%H:%M") if value else ""


def facts(entry: Entry) -> list[str]:
    """What the entry applies to, such as 适用:散热器、地暖 and 严寒."""
    systems = [f"适用:{'、'.join(entry.systems)}"] if entry.systems else []
    phases = ["、".join(entry.phases)] if entry.phases else []
    return [*systems, *phases]


def title_of(handbook: Handbook, entry_id: str) -> str:
    """Title of an entry, or its id where there is none."""
    entry = handbook.get(entry_id)
    return fill_values(entry.title, handbook.value_by_key) if entry else entry_id


def condition(when: Mapping[str, Sequence[str]], steps: Mapping[str, int]) -> str:
    """``when`` in words: 若第 4 步为“能转动”; `steps` gives the printed number of each named step."""
    clauses = [
        f"第 {steps[name]} 步为" + "或".join(f"“{label}”" for label in labels)
        for name, labels in when.items()
        if name in steps
    ]
    return "若" + ",且".join(clauses) if clauses else ""


def leads_to(answer: Answer, outcomes: Mapping[str, str], title: Callable[[str], str]) -> str:
    """Where an answer leads, in words; nothing where the list goes on.

    `outcomes` gives the words of each outcome by its id, `title` the title of another entry.
    """
    if answer.outcome:
        return outcomes.get(answer.outcome, answer.outcome)
    return "转" + title(answer.entry) if answer.entry else ""


def next_step(block: OutcomeBlock) -> str:
    """What happens next, who sees to it and how soon."""
    promise = f",{TIME_LIMIT} {block.promise}" if block.promise else ""
    return f"{block.next_action}({block.owner}{promise})"
