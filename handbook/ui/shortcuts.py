"""The table of keys, as the window binds it and the help shows it; the table itself stands on the ground."""

from handbook.keys import SHORTCUTS, Shortcut, bound, key_of, key_table, keys_of, window_keys

__all__ = ["SHORTCUTS", "Shortcut", "bound", "key_of", "key_table", "keys_of", "window_keys"]
