"""How the process that reads a table or an outline is started."""

from handbook.foreign_files import child_start

WORD = "--read-table-file"
"""First argument of the program when it is to be the reader; told in no help."""
OUTLINE = "outline"


def command(hint: str) -> list[str]:
    """Program and arguments; `hint` is `OUTLINE`, or how many rows of each sheet are wanted."""
    return child_start.command(WORD, hint)
