"""A theme goes in; the Qt palette comes out, so that what the style sheet does not name fits too."""

from PySide6.QtGui import QColor, QPalette

from handbook.render.colours import Colours


def palette_of(colours: Colours) -> QPalette:
    """Palette for Fusion; its own highlight has too little contrast, so every role is set."""
    palette = QPalette()
    role = QPalette.ColorRole
    for name, value in {
        role.Window: colours.panel,
        role.WindowText: colours.ink,
        role.Base: colours.panel,
        role.AlternateBase: colours.ground,
        role.Text: colours.ink,
        role.PlaceholderText: colours.ink_third,
        role.Button: colours.panel,
        role.ButtonText: colours.ink,
        role.ToolTipBase: colours.panel,
        role.ToolTipText: colours.ink,
        role.BrightText: colours.danger,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Light: colours.panel,
        role.Midlight: colours.line,
        role.Mid: colours.line,
        role.Dark: colours.line_strong,
        role.Shadow: colours.line_strong,
    }.items():
        palette.setColor(name, QColor(value))
    for dimmed in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, dimmed, QColor(colours.ink_third))
    return palette
