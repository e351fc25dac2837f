"""MODEL -> HTML: one renderer for screen, print and files."""
