"""Fcitx, over its own D-Bus interfaces ([decision](../decisions/0001-fcitx-by-its-own-words.md))."""
