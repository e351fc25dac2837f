"""What can be printed from where one is: the entry, the run, favourites, emergency cards, the whole handbook."""

from collections.abc import Sequence
from dataclasses import dataclass

from handbook.call.desk import CallDesk
from handbook.call.state.run import Run
from handbook.document.blocks import Sheet
from handbook.document.compose import RunToPrint
from handbook.document.compose_official import cited_words
from handbook.document.words import OFFICIAL_TEXT
from handbook.export.recorded_run import run_to_print
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """One choice."""

    items: tuple[Entry | RunToPrint | Sheet, ...]
    pack_title: str = ""
    """Title of the field pack; empty for loose cards."""
    with_law: bool = False
    """Whether the official words of what is cited go after the card."""


def choices(
    handbook: Handbook, entry: Entry | None, run: RunToPrint | None, favourites: Sequence[str]
) -> dict[str, PrintChoice]:
    """Words for the dialog → what they stand for, in the order that suits most."""
    found: dict[str, PrintChoice] = {}
    if run is not None:
        found["当前清单（带记录）"] = PrintChoice((run,))
    if entry is not None:
        found[f"本条：{_short(entry.title)}"] = PrintChoice((entry,))
        if any(cited_words(entry, handbook)):
            found[f"本条，后附所引条文的{OFFICIAL_TEXT}"] = PrintChoice((entry,), with_law=True)
    marked = tuple(e for i in favourites if (e := handbook.get(i)) is not None)
    if marked:
        found[f"收藏（{len(marked)} 条），装订成册"] = PrintChoice(marked, "现场携带包")
    if handbook.emergency:
        found["全部应急卡，装订成册"] = PrintChoice(tuple(handbook.emergency), "应急卡")
    checklists = (*handbook.emergency, *handbook.procedures)
    if checklists:
        found["应急卡与全部流程，装订成册"] = PrintChoice(checklists, "现场携带包")
    found["整本手册，装订成册"] = PrintChoice(tuple(handbook), "供热速查")
    return found


def beside_the_law(handbook: Handbook, entry: Entry) -> dict[str, PrintChoice]:
    """What is printed of one article by whoever lays it beside its official words: those with it come first."""
    found = choices(handbook, entry, None, ())
    return dict(sorted(found.items(), key=lambda one: not one[1].with_law))


def recorded_run(run: Run, desk: CallDesk, handbook: Handbook) -> RunToPrint | None:
    """A run of the active call with its times, answers, skips and the call's data; None where there is no call."""
    call = desk.active
    return run_to_print(run, call, desk.step_times(run.id), handbook) if call is not None else None


def _short(title: str) -> str:
    return title if len(title) <= 14 else f"{title[:13]}…"
