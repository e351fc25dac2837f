"""Documents -> the files of an index."""
