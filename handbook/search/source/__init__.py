"""Entries as they are searched: documents, their lines, what they say of each other."""
