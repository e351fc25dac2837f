"""The form that the content gives is the one that tickets are written by."""

from collections.abc import Callable
from dataclasses import replace

from handbook.call.state.call import CallerField
from handbook.model.handbook import Handbook
from handbook.model.ticket_form import WrittenForm
from tests.unit.ui.call.desk_window import DeskWindow


def test_tickets_follow_the_form_of_the_handbook(
    open_desk: Callable[..., DeskWindow], shipped: Handbook
) -> None:
    form = WrittenForm("电话 {电话}/{地址}/{级别}/{几点前}", 150)
    window = open_desk(replace(shipped, ticket=form))
    window.open("proc-whole-flat-cold")
    window.desk.enter_caller(CallerField.PHONE, "139 0000 1111")
    written = window.desk.preview_ticket()
    assert written.text.startswith("电话 139 0000 1111/地址未问到/[")
    assert written.limit == 150
