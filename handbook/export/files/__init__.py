"""Blocks as DOCX, HTML and text."""
