"""Queries against tables: slips, phrases, scores, order."""
