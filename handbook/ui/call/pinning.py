"""An entry and today's handbook -> the copy of it that a run follows and its paper prints."""

from handbook.document.currency import make_code
from handbook.model.checklist import Checklist, make_checklist
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.pinned_paper import make_paper
from handbook.model.procedure import Procedure
from handbook.model.promise import Promise, promise_of
from handbook.model.text import fill_values


def pinned_copy(entry: Procedure | EmergencyCard, handbook: Handbook) -> Checklist:
    """The copy with every site value and all words of its sheet as they are now."""
    known = handbook.value_by_key

    def promised(key: str) -> Promise | None:
        value = known.get(key)
        return promise_of(value) if value is not None and value.promise else None

    return make_checklist(
        entry,
        version=handbook.edition,
        revision=handbook.revision,
        resolve=lambda text: fill_values(text, known),
        promise_of=promised,
        paper=make_paper(entry, handbook, make_code(entry, handbook)),
        took_over=handbook.taken_over_by(entry.id),
        is_assumed=handbook.assumed.uses,
    )
