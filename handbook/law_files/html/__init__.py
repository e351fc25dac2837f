"""Web pages -> lines; imported in the reading process alone."""
