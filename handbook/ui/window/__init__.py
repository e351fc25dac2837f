"""The window: its frame, its columns, and what connects the panels."""
