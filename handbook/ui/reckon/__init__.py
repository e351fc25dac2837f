"""Reckoning beside the call: what is asked, the record read into rows, the result; wishes come up as signals."""
