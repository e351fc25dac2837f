"""The pinned copy of a list -> the entry it holds, and the words of its steps and outcomes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handbook.document.blocks import Caution, Heading, Note, OutcomeBlock, StepRow, Steps
from handbook.document.compose import meaning
from handbook.document.composing import PinnedComposing
from handbook.model.checklist import Checklist
from handbook.model.emergency import EmergencyCard
from handbook.model.kinds import Family, Kind
from handbook.model.procedure import Procedure


@dataclass(frozen=True, slots=True)
class ListWords:
    """What a list says on screen while it is followed."""

    rows: Mapping[str, StepRow | Caution | Note]
    """Id of a step → its words."""
    outcomes: Mapping[str, OutcomeBlock]
    """Id of an outcome → its words."""


def list_words(checklist: Checklist) -> ListWords:
    """The words of a pinned list, from the copy alone."""
    rows: dict[str, StepRow | Caution | Note] = {}
    outcomes: dict[str, OutcomeBlock] = {}
    for block in meaning(PinnedComposing(checklist), pinned_entry(checklist, date.max)):
        if isinstance(block, Steps) and not block.is_onsite:
            rows |= {row.name: row for row in block.rows if not isinstance(row, Heading)}
        elif isinstance(block, OutcomeBlock):
            outcomes[block.id] = block
    return ListWords(rows, outcomes)


def pinned_entry(checklist: Checklist, pinned: date) -> Procedure | EmergencyCard:
    """The entry as the copy holds it, and nothing more.

    Of a copy that an older program stored only the steps are known; `pinned` stands for its dates, which are not printed.
    """
    paper = checklist.paper
    shared: dict[str, Any] = {
        "id": checklist.entry_id,
        "title": checklist.title,
        "steps": checklist.steps,
        "dispatch_minimum": checklist.dispatch_minimum,
        "summary": paper.summary if paper else "",
        "severity": paper.severity if paper else checklist.severity,
        "phases": paper.phases if paper else (),
        "systems": paper.systems if paper else (),
        "not_for": paper.not_for if paper else (),
        "citations": paper.citations if paper else (),
        "sources": paper.sources if paper else (),
        "owner": paper.owner if paper else "",
        "reviewed": paper.reviewed if paper else pinned,
        "review_by": paper.review_by if paper else date.max,
    }
    if checklist.kind is Kind.EMERGENCY:
        return EmergencyCard(
            immediate=checklist.immediate,
            calm=checklist.calm,
            stop=checklist.stop,
            takeover=checklist.takeover,
            done=checklist.done,
            outcomes=checklist.card_outcomes,
            dont_say=paper.dont_say if paper else (),
            **shared,
        )
    # The words of what an outcome rested on are not known where there is no paper: ids are nothing to print.
    outcomes = checklist.outcomes if paper else tuple(replace(o, citations=()) for o in checklist.outcomes)
    return Procedure(
        family=(paper.family if paper else None) or Family.SERVICE,
        extent=paper.extent if paper else None,
        guide=paper.guide if paper else None,
        onsite_steps=checklist.onsite_steps,
        outcomes=outcomes,
        default_outcome=checklist.default_outcome,
        demand=checklist.demand,
        related=paper.related if paper else (),
        **shared,
    )
