"""A form that is being filled in, and what its call knew then -> text for the store, and back again."""

import json
from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from typing import Any, TypeVar

from handbook.model.reckoning import Period, Reckoning
from handbook.reckon.facts import Facts
from handbook.ui.reckon.form import Field, Form

Member = TypeVar("Member", bound=Enum)


def form_text(form: Form, known: Facts) -> str:
    """`form` and `known` as one text that `form_from_text` reads back equal, whatever signs were typed.

    Members go by their names, so that a word on screen may change between two versions of the program.
    """
    told = {
        "kind": form.kind.name,
        "season_year": form.season_year,
        "facts": _told_facts(form.facts),
        "texts": {field.name: text for field, text in form.texts.items() if text},
        "record": form.record,
        "seen": form.seen,
        "period": form.period.name if form.period is not None else "",
        "known": _told_facts(known),
    }
    return json.dumps(
        told, separators=(",", ":")
    )  # in plain letters: the store cleans signs that nobody sees


def form_from_text(text: str) -> tuple[Form, Facts] | None:
    """The form and what the call knew; None where the text is something else.

    What another version of the program named otherwise is left out, lest one answer take a whole record with it.
    """
    try:
        told: dict[str, Any] = json.loads(text)
        kind = _member(Reckoning, told["kind"])
        if kind is None:
            return None
        texts = {_member(Field, name): str(words) for name, words in told["texts"].items()}
        form = Form(
            kind=kind,
            season_year=int(told["season_year"]),
            facts=_facts(told["facts"]),
            texts={field: words for field, words in texts.items() if field is not None},
            record=str(told["record"]),
            seen=str(told["seen"]),
            period=_member(Period, told["period"]),
        )
        return form, _facts(told["known"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _told_facts(facts: Facts) -> dict[str, str]:
    return {one.name: getattr(facts, one.name).name for one in fields(facts)}


def _facts(told: Mapping[str, str]) -> Facts:
    undecided = Facts()
    kinds = {one.name: type(getattr(undecided, one.name)) for one in fields(undecided)}
    read = {name: _member(kind, told.get(name, "")) for name, kind in kinds.items()}
    known: dict[str, Any] = {name: member for name, member in read.items() if member is not None}
    return Facts(**known)


def _member(kind: type[Member], name: str) -> Member | None:
    return kind.__members__.get(name)
