"""Slides and documents -> outlines; imported in the reading process alone."""
