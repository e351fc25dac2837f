"""Official texts of laws have a tier of their own: found by number, name and words, and never among our own entries."""
