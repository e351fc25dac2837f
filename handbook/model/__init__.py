"""WHAT IS: the handbook as frozen values, without any input or output."""
