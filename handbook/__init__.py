"""供热速查: the offline quick-reference handbook for heating hotlines."""

__version__ = "0.1.0"
