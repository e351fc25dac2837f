"""A ticket and a form -> the text that is copied, within the form's limit, and the names of what did not fit.

What does not fit goes in the order of `DROP_ORDER`, the least telling first; what somebody typed goes last, and nothing
goes while there is room.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from handbook.call.state.answer_words import end_of, shortened, telling_signs
from handbook.call.words.ticket_data import Item, Ticket
from handbook.model.text import DEMO
from handbook.model.ticket_form import TicketField, TicketForm

SUPPLEMENT = "补充:"
DROP_ORDER = (
    TicketField.VERSION,
    TicketField.LISTS,
    TicketField.TOLD,
    TicketField.DONE,
    TicketField.KNOWN,
    TicketField.OPEN,
    TicketField.MEASURED,
    TicketField.DEMAND,
    TicketField.NOTE,
    TicketField.HAZARD,
    TicketField.CALLED,
    TicketField.NAME,
    TicketField.ACCOUNT,
    TicketField.ACT,
    TicketField.DUE,
    TicketField.ADDRESS,
    TicketField.PHONE,
    TicketField.LEVEL,
)
"""The first to lose an item first."""
LEAST_NEEDED = DROP_ORDER[:3]
"""Go before a question is shortened: whoever goes there needs the question of an answer more."""
COUNTED = (TicketField.DONE, TicketField.TOLD)
"""Who finds none of these would do or say it once more."""
LONG_WORDS = 150
"""Characters of one typed text that stay while anything else is left to go."""
CUT = "…(没写全)"
TELLING = 3
"""An answer of more telling signs than this may lose its question where there is no room."""
TOPIC = 8
"""A question of no more characters saves little room, and the answer says little without it."""
NUMBERS = (TicketField.LEVEL, TicketField.ADDRESS, TicketField.PHONE)
_SEPARATORS = " ·,;/|\n\uff0c\uff1b"


@dataclass(frozen=True, slots=True)
class TicketText:
    """The text as it is copied."""

    text: str
    limit: int
    left_out: tuple[str, ...] = ()
    """What did not fit: 已知 2 项, 备注 没写全; empty where everything did."""


def write_ticket(ticket: Ticket, form: TicketForm) -> TicketText:
    """The text of `ticket`; an empty one where there is nothing to send."""
    if ticket.is_empty:
        return TicketText("", form.limit)
    block = _Block(ticket, form)
    block.drop(lambda item, _: item.field in LEAST_NEEDED)
    block.shorten_questions(12, 9)
    block.shorten(LONG_WORDS, is_typed=True)
    block.drop(lambda item, _: not item.must_stay and not item.is_typed)
    block.shorten(60, 40, 28, is_typed=False)
    block.shorten(120, 90, is_typed=True)
    block.shorten(20, is_typed=False)
    block.shorten(60, 40, is_typed=True)
    block.drop(lambda item, rivals: item.field not in NUMBERS and rivals > 1)
    block.shorten(28, 20, is_typed=True)
    block.shorten(14, 10, is_typed=False)
    block.shorten(14, 10, is_typed=True)
    block.drop(lambda item, _: item.field not in NUMBERS)
    block.put_back()
    block.count_what_is_gone()
    return TicketText(block.text()[: form.limit], form.limit, block.left_out())


class _Block:
    """Items on their way to a text that fits."""

    def __init__(self, ticket: Ticket, form: TicketForm) -> None:
        self._form = form
        self._is_supplement = ticket.is_supplement
        self._is_demo = ticket.is_demo
        wanted = {slot.name for slot in form.slots}
        self._items = [item for item in ticket.items if item.field in wanted]
        self._whole = list(self._items)
        self._dropped: dict[int, Item] = {}
        """Place in the list -> what stood there."""
        self._counted: frozenset[TicketField] = frozenset()
        """Fields of which nothing is left, and it is said how much there was."""

    def text(self) -> str:
        words = DEMO * self._is_demo + SUPPLEMENT * self._is_supplement
        for slot in self._form.slots:
            if part := self._words(slot.name):
                words += (slot.lead if words else slot.lead.lstrip(_SEPARATORS)) + part
        return words + self._form.tail

    def left_out(self) -> tuple[str, ...]:
        """Fields that lost items or ends, and how many."""
        gone = Counter(item.field for item in self._dropped.values())
        cut = {i.field for n, i in enumerate(self._items) if n not in self._dropped and i.text.endswith("…")}
        cut |= {i.field for n, i in enumerate(self._items) if n not in self._dropped and CUT in i.text}
        words = [f"{name} {gone[name]} 项" for name in TicketField if gone[name]]
        return (*words, *(f"{name}没写全" for name in TicketField if name in cut and not gone[name]))

    @property
    def _fits(self) -> bool:
        return len(self.text()) <= self._form.limit

    @property
    def _kept(self) -> list[tuple[int, Item]]:
        return [(place, item) for place, item in enumerate(self._items) if place not in self._dropped]

    def _words(self, name: TicketField) -> str:
        line = ";".join(item.words for _, item in self._kept if item.field is name)
        gone = sum(item.field is name for item in self._dropped.values())
        kept = sum(item.field is name for _, item in self._kept)
        if name is TicketField.TOLD and gone > kept and (kept or name in self._counted):
            return f"{gone + kept} 句没列"  # one sentence of seven would look like the one that matters here
        if name in self._counted:
            return f"{gone} 项没列"
        return f"{line};另 {gone} 项没列" if gone and line else line

    def shorten_questions(self, *lengths: int) -> None:
        """Shorten the questions while the text is too long, and leave out those whose answers tell most."""
        for longest in lengths:
            if self._fits:
                return
            self._items = [_with_short_question(item, longest) for item in self._items]
        asked = [
            place
            for place, item in self._kept
            if len(telling_signs(item.text)) > TELLING and len(item.question) > TOPIC
        ]
        for place in sorted(asked, key=lambda place: -len(telling_signs(self._items[place].text))):
            if not self._fits and self._items[place].field is TicketField.KNOWN:
                self._items[place] = replace(self._items[place], question="")

    def drop(self, may_go: Callable[[Item, int], bool]) -> None:
        """Drop items while the text is too long; `may_go` is told how many items the field has."""
        for place, item in self._least_telling_first():
            if self._fits:
                break
            if may_go(item, sum(other.field is item.field for _, other in self._kept)):
                self._dropped[place] = item
        self.put_back()

    def count_what_is_gone(self) -> None:
        """Of what was said and done say how much is left out where no item of it is left, as far as there is room."""
        for name in COUNTED:
            kept = any(item.field is name for _, item in self._kept)
            if not kept and any(item.field is name for item in self._dropped.values()):
                self._counted |= {name}
                if not self._fits:
                    self._counted -= {name}

    def put_back(self) -> None:
        """Take back what fits: a long one that went last, or what was shortened since, may have left room for a short one."""
        for place in list(reversed(self._dropped)):
            back = self._dropped.pop(place)
            if not self._fits:
                self._dropped[place] = back

    def _least_telling_first(self) -> list[tuple[int, Item]]:
        """By field, each from its last: the grave lists come first. Typed words go last."""
        from_last = list(reversed(self._kept))
        return sorted(from_last, key=lambda kept: (kept[1].is_typed, DROP_ORDER.index(kept[1].field)))

    def shorten(self, *lengths: int, is_typed: bool) -> None:
        """Shorten what was typed, or the rest, to ever fewer characters while the text is too long."""
        for longest in lengths:
            if not self._fits:
                self._items = [
                    _clipped(item, longest) if item.is_typed is is_typed else item for item in self._items
                ]


def _with_short_question(item: Item, longest: int) -> Item:
    """The end of its question; what somebody goes there for is no question, and is named at its beginning."""
    return item if item.field is TicketField.ACT else replace(item, question=end_of(item.question, longest))


def _clipped(item: Item, longest: int) -> Item:
    """At most `longest` characters; numbers stay whole as long as can be, and of typed words it is seen that they go on."""
    if item.field in NUMBERS:
        return replace(item, text=shortened(item.text, max(longest, 40)))
    text = item.text.removesuffix(CUT)
    if not item.is_typed or longest <= 3 * len(CUT) or len(item.text) <= longest:
        return replace(item, text=shortened(text, longest))
    return replace(item, text=text[: longest - len(CUT)] + CUT)
