"""SVG text goes in; where it says what no surface draws comes out, with the reason."""

from handbook.svg.drawing import DrawingError, Fault
from handbook.svg.reader import read_drawing

MAX_CHARACTERS = 60_000


def faults_of(svg: str) -> tuple[Fault, ...]:
    """Why `svg` is not accepted, in the order of its lines; empty where paper and screen can draw all of it."""
    if len(svg) > MAX_CHARACTERS:
        return (Fault(1, 1, f"示意图超过 {MAX_CHARACTERS} 个字符,请简化"),)
    try:
        read_drawing(svg)
    except DrawingError as error:
        return error.faults
    return ()
