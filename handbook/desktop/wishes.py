"""What a second start may want of the window."""

SHOW = "show"
TOGGLE = "toggle"
"""To be hidden if it is in front, else to be shown."""
WISHES = (SHOW, TOGGLE)
