"""Writes content: edits of YAML that leave all else as it stands, drafts, and what was published of them."""
