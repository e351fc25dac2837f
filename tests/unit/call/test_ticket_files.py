"""The ticket for other programs: keys that stay, promises and values as values, and nothing a spreadsheet would run."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

from handbook.call.state.call import CallerField
from handbook.call.words.ticket_files import BYTE_ORDER_MARK, HEADER, KEYS, ticket_csv, ticket_json
from handbook.model.checklist import outcome_line
from handbook.model.kinds import Priority
from handbook.model.step import Answer
from handbook.model.ticket_form import TicketField
from tests.unit.call.samples import Seat, ask, later, outcome, pinned, procedure


def worked() -> Seat:
    made = pinned()
    made.desk.enter_caller(CallerField.ADDRESS, "红旗街 5 号")
    later(made).answer(1, "extent", "只一组")
    later(made).enter_value(1, "room", "17.5 北卧室")
    return made


def as_json(made: Seat) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(ticket_json(made.call, made.desk.preview_ticket().text))
    return told


def rows(made: Seat) -> list[list[str]]:
    return list(csv.reader(io.StringIO(ticket_csv(made.call).removeprefix(BYTE_ORDER_MARK))))


def test_every_field_has_a_key_of_its_own() -> None:
    assert set(KEYS) == set(TicketField)
    assert len(set(KEYS.values())) == len(KEYS)
    assert all(key.isascii() and key == key.lower() for key in KEYS.values())


def test_facts_are_what_was_said_and_null_where_nobody_asked() -> None:
    made = worked()
    told = as_json(made)
    assert told["facts"] == {"address": "红旗街 5 号", "phone": None, "account": None, "name": None}
    assert told["format"] == 1
    assert told["text"] == made.desk.preview_ticket().text
    assert not told["is_supplement"]


def promising() -> Seat:
    ends = replace(outcome("visit", promise="arrival", priority=Priority.P1), say="师傅{{arrival}}。")
    entry = procedure(ask("what", "怎么了?", Answer(label="漏", outcome="visit"), "别的"), outcomes=(ends,))
    made = pinned(entry)
    later(made).answer(1, "what", "漏")
    return made


def test_a_promise_keeps_what_it_is_reckoned_from() -> None:
    made = promising()
    assert as_json(made)["promises"] == []
    later(made).say(1, outcome_line("visit"))
    (promise,) = as_json(made)["promises"]
    assert {k: promise[k] for k in ("key", "label", "from", "to", "unit")} == {
        "key": "arrival",
        "label": "到场",
        "from": 2.0,
        "to": 2.0,
        "unit": "hour",
    }
    assert promise["due"] > promise["said"]


def test_a_measured_value_keeps_its_unit_and_place() -> None:
    (value,) = as_json(worked())["values"]
    assert value == {
        "key": "proc-sample/room",
        "question": "室温",
        "value": "17.5",
        "unit": "℃",
        "place": "北卧室",
        "is_doubted": False,
    }


def test_a_call_that_ended_without_a_fact_says_why() -> None:
    made = promising()
    made.desk.enter_caller(CallerField.ADDRESS, "红旗街 5 号")
    made.desk.add_note("=1+1")
    ended = made.desk.end_call("用户已挂断")
    told = json.loads(ticket_json(ended.call, ended.ticket))
    assert told["not_asked"] == {"phone": "用户已挂断"}
    assert told["fields"]["notes"] == [{"question": None, "text": "=1+1", "is_typed": True}]
    assert told["call"]["ended"]


def test_the_table_holds_every_item_and_no_formula() -> None:
    made = worked()
    made.desk.add_note("=1+1")
    head, *body = rows(made)
    assert tuple(head) == HEADER
    assert [row[0] for row in body] == [str(item.field) for item in made.desk.ticket().items]
    assert ["备注", "notes", "", "'=1+1", "是"] in body
