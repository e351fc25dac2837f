"""Word files -> lines; imported in the reading process alone."""
