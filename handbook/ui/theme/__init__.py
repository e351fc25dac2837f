"""Fonts, icons, palette and style sheet of the two themes."""
