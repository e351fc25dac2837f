"""A form -> text for the store and back: equal whatever signs were typed, and never a guess of what cannot be read."""

import json
from dataclasses import replace

import pytest

from handbook.model.reckoning import Period, Reckoning
from handbook.reckon.facts import Cause, Facts, Use
from handbook.ui.reckon.form import Field, Form
from handbook.ui.reckon.kept_form import form_from_text, form_text
from handbook.unseen_signs import visible
from tests.unit.reckon.grounds import KNOWN

RECORD = "1月5日 20:00 客厅 18.5 度\n“1月6日”\t主卧 15℃ \\ {{x}} \u2028\u200b\ufeff𠮷"
FORM = Form(
    kind=Reckoning.PERIOD,
    season_year=2025,
    facts=replace(KNOWN, cause=Cause.UNDECIDED),
    texts={Field.FEE: "3065.60", Field.ROOMS: "客厅 25、卧室 15"},
    record=RECORD,
    seen=RECORD,
    period=Period.LIMITATION,
)
BARE = Form(kind=Reckoning.REFUND, season_year=2025)


@pytest.mark.parametrize("form", [FORM, BARE])
def test_it_comes_back_equal_through_what_the_store_does_to_words(form: Form) -> None:
    known = Facts(use=Use.HOME)
    assert form_from_text(visible(form_text(form, known))) == (form, known)


def test_a_name_of_another_version_is_left_out_and_the_rest_stays() -> None:
    told = json.loads(form_text(FORM, Facts()))
    told["texts"]["HEIGHT"] = "3.2"
    told["facts"]["cause"] = "WEATHER"
    told["facts"]["storey"] = "TOP"
    told["period"] = "EASTER"
    read = form_from_text(json.dumps(told))
    assert read == (replace(FORM, period=None), Facts())


@pytest.mark.parametrize("text", ["", "x", "[]", "null", '{"kind":"REFUND"}', '{"kind":"HEIGHT"}'])
def test_anything_else_is_no_form(text: str) -> None:
    assert form_from_text(text) is None
