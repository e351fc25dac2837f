"""The contents tree."""
