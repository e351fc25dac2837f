"""Blocks -> boxes on pages; no Qt."""
