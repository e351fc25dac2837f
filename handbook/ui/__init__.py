"""SHOW AND ASK: the window; decides nothing."""
