"""A call -> its ticket for other programs: JSON with stable English keys, and a table for a spreadsheet.

Nothing is shortened here: the limit of characters is that of the text. What was promised and what was measured stay
values; a fact that nobody gave is null, with the reason beside it.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from handbook.call.state.call import Call
from handbook.call.state.dispatch import counting_runs, name_of
from handbook.call.state.promises import Made, promises_made
from handbook.call.words.ticket_data import FACT_FIELDS, Item, make_ticket
from handbook.csv_cells import harmless
from handbook.model.promise import TimeUnit
from handbook.model.ticket_form import TicketField

FORMAT = 1
"""Number of the shape of the JSON; a key that changes its meaning raises it, one that is added does not."""
BYTE_ORDER_MARK = "\ufeff"
HEADER = ("栏目", "键", "问的", "内容", "手写")
KEYS: Mapping[TicketField, str] = {
    TicketField.LEVEL: "level",
    TicketField.ADDRESS: "address",
    TicketField.PHONE: "phone",
    TicketField.ACCOUNT: "account",
    TicketField.NAME: "name",
    TicketField.ACT: "act",
    TicketField.DUE: "due",
    TicketField.CALLED: "called",
    TicketField.KNOWN: "known",
    TicketField.MEASURED: "measured",
    TicketField.HAZARD: "hazards",
    TicketField.NOTE: "notes",
    TicketField.DEMAND: "demands",
    TicketField.DONE: "done",
    TicketField.TOLD: "told",
    TicketField.OPEN: "open",
    TicketField.LISTS: "lists",
    TicketField.VERSION: "content_version",
}
"""Field of a ticket -> its key in the files; they never change."""
_UNITS: Mapping[TimeUnit, str] = {
    TimeUnit.MINUTE: "minute",
    TimeUnit.HOUR: "hour",
    TimeUnit.DAY: "day",
    TimeUnit.WORKDAY: "workday",
    TimeUnit.MONTH: "month",
}


def ticket_json(call: Call, text: str) -> str:
    """The ticket of `call` as JSON; `text` is the one that is copied."""
    ticket = make_ticket(call)
    told = {
        "format": FORMAT,
        "is_supplement": ticket.is_supplement,
        "call": {"id": call.id, "started": _moment(call.started), "ended": _moment(call.ended)},
        "priority": ticket.priority,
        "severity": ticket.severity,
        "facts": {KEYS[name]: call.caller.get(fact) or None for name, fact in FACT_FIELDS.items()},
        "not_asked": {KEYS[n]: call.unasked[fact] for n, fact in FACT_FIELDS.items() if fact in call.unasked},
        "fields": {
            KEYS[name]: [_item(item) for item in ticket.of(name)]
            for name in TicketField
            if name not in FACT_FIELDS and ticket.of(name)
        },
        "promises": [_promise(made) for made in promises_made(call)],
        "values": list(_values(call)),
        "text": text,
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode() + "\n"


def ticket_csv(call: Call) -> str:
    """The ticket of `call` as a table, an item a row, with a byte order mark so that spreadsheets read it as UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    for item in make_ticket(call).items:
        hand = "是" if item.is_typed else ""
        writer.writerow(map(harmless, (item.field, KEYS[item.field], item.question, item.text, hand)))
    return BYTE_ORDER_MARK + text.getvalue()


def _item(item: Item) -> dict[str, Any]:
    return {"question": item.question or None, "text": item.text, "is_typed": item.is_typed}


def _promise(made: Made) -> dict[str, Any]:
    promise = made.promise
    return {
        "key": promise.key,
        "label": promise.label,
        "text": promise.text,
        "from": promise.earliest,
        "to": promise.latest,
        "unit": _UNITS[promise.unit] if promise.unit else None,
        "said": _moment(made.said),
        "due": made.due.isoformat() if isinstance(made.due, date) else None,
    }


def _values(call: Call) -> Iterator[dict[str, Any]]:
    """Values that were entered in the lists, each with the question, the unit and the place it belongs to."""
    for run in counting_runs(call):
        for step in run.applicable:
            state = run.state(step.id)
            if state.value and step.value is not None:
                yield {
                    "key": f"{run.checklist.entry_id}/{step.id}",
                    "question": name_of(step),
                    "value": state.value,
                    "unit": step.value.unit or None,
                    "place": state.place or None,
                    "is_doubted": state.is_questioned,
                }


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone().isoformat(timespec="seconds") if moment is not None else None
