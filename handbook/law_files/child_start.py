"""How the process that reads a file of a law is started."""

from handbook.foreign_files import child_start

WORD = "--read-law-file"
"""First argument of the program when it is to be the reader; told in no help."""


def command(hint: str) -> list[str]:
    """Program and arguments; `hint` is how text without any mark is meant: md, html or txt."""
    return child_start.command(WORD, hint)
