"""Plain text and Markdown -> lines; imported in the reading process alone."""
