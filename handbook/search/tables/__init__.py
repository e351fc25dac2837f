"""The flat tables of an index, as they are read."""
