"""Lines to say, and what the agent filled in -> text to read or copy, with every hole and every internal line named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handbook.model.kinds import Audience, Tone
from handbook.model.script import ScriptLine
from handbook.model.step import Step
from handbook.model.text import Piece, PieceKind, rewritten


@dataclass(frozen=True, slots=True)
class Filled:
    """A line with its placeholders filled in as far as they are known."""

    text: str
    holes: tuple[str, ...] = ()
    """Names still open, each once, in order; a copy with holes is never silent."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left open."""
        return not self.holes


@dataclass(frozen=True, slots=True)
class Sayable:
    """A sentence and who may hear it."""

    text: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class CallerCopy:
    """What “copy for caller” puts on the clipboard."""

    text: str
    """Lines parted by line feeds; no internal line is ever among them."""
    holes: tuple[str, ...]
    withheld: int
    """Internal lines that were left out."""


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """Put `values` (placeholder name -> words) into `text`; blank words count as not given."""
    holes: list[str] = []

    def written(piece: Piece) -> str:
        if piece.kind is PieceKind.WORDS:
            return piece.text
        # A value or a gap is what the site has not given; only a hole is the agent's to fill.
        words = values.get(piece.name, "").strip() if piece.kind is PieceKind.HOLE else ""
        if not words:
            holes.append(piece.name or piece.text)
        return words or piece.text

    filled = rewritten(text, written)
    return Filled(filled, tuple(dict.fromkeys(holes)))


def variant(line: ScriptLine, tone: Tone) -> str:
    """The words of that tone; 标准 where the line has no such variant."""
    return (
        line.variants.get(tone) or line.variants.get(Tone.STANDARD) or next(iter(line.variants.values()), "")
    )


def script_lines(lines: Iterable[ScriptLine], tone: Tone) -> list[Sayable]:
    """The lines of a script in one tone."""
    return [Sayable(variant(line, tone), line.audience) for line in lines]


def step_lines(steps: Iterable[Step]) -> list[Sayable]:
    """The steps of a checklist, each with the audience it has by its kind where none is given."""
    return [Sayable(step.text, step.effective_audience) for step in steps]


def copy_for_caller(lines: Iterable[Sayable], values: Mapping[str, str]) -> CallerCopy:
    """What may be told, filled in; internal lines are withheld and counted."""
    lines = list(lines)
    told = [fill(line.text, values) for line in lines if line.audience is Audience.CALLER]
    return CallerCopy(
        text="\n".join(line.text for line in told),
        holes=tuple(dict.fromkeys(hole for line in told for hole in line.holes)),
        withheld=len(lines) - len(told),
    )
