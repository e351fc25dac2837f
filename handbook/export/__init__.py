"""Entries and runs -> PAPER and FILES. Layout is plain Python; Qt measures and paints, and owns no decision."""
