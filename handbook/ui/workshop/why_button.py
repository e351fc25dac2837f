"""The main button of a page, as the workshop names it; it stands among the widgets, for the window of dispatch has one too."""

from handbook.ui.widgets.why_button import WhyButton

__all__ = ["WhyButton"]
