"""What 试算 works with, for one import: the pane, its form as text, the facts that a call knows, and what is written from a result."""

from handbook.document.reckoning_sheet import reckoning_sheet, ticket_line
from handbook.reckon.result import as_json
from handbook.ui.reckon.kept_form import form_from_text, form_text
from handbook.ui.reckon.pane import ReckonPane
from handbook.ui.window.reckon_known import known_days, known_facts, readings

__all__ = [
    "ReckonPane",
    "as_json",
    "form_from_text",
    "form_text",
    "known_days",
    "known_facts",
    "readings",
    "reckoning_sheet",
    "ticket_line",
]
