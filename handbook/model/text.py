"""The language of texts: ``{{key}}``, ``{称呼}`` and 〔待填:…〕 go in; their pieces, names and filled-in words come out.

This is the only place that reads them. A text is a row of pieces:

======  ================  ======================================================================================
kind    written           meaning
======  ================  ======================================================================================
VALUE   ``{{key}}``       A site value. Blanks and line ends around the key do not count.
HOLE    ``{称呼}``        What the agent fills in while speaking. Blanks around the name do not count; one blank
                          character at least is none: ``{ }`` is no hole.
GAP     〔待填:回访时限〕   A value that the site has not given; the colon may have full width, as Chinese print sets it.
WORDS   everything else
======  ================  ======================================================================================

A text may be written several ways, parted by ``||``: the first in which no value is missing is shown, the last where some is
missing in each. So a sentence to say never holds a gap: 打抢险电话{{gas}}。||打消防电话{{fire}}。

A name is any text without braces (in a gap: without 〔 and 〕), of any length, line ends included: whether a key exists
and a hole was declared, the check of content says; a name that nobody knows stays as it is written, so that it is seen.
Of three braces the inner two count: ``{{{key}}}`` is a value between two braces. Nothing is nested, and what was filled
in is not read again. Reading takes time in proportion to the text, whatever was typed.

Emphasis and links of an entry's body are Markdown (`handbook.document.markdown`); elsewhere ``*`` is an asterisk.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

_VALUE = re.compile(r"\{\{([^{}]*)\}\}")
_PIECE = re.compile(r"\{\{([^{}]*)\}\}|\{([^{}]+)\}|〔待填[:\uff1a]([^〔〕]*)〕")
_FIRST = re.compile(r"[{〔]")
CUT = "…"
"""At an end of a text that was cut out of a longer one."""
VARIANT = "||"
TYPICAL = "〔典型值，未确认〕"
"""Behind a value that is only usual in the trade: nothing to tell a caller yet."""
DEMO = "〔示例〕"
"""Before a value of the demo company: wherever that value goes, its mark goes along (`handbook.model.demo`)."""
_GAP_LABEL = str.maketrans("〔〕", "()")


class PieceKind(Enum):
    """What a piece of text is."""

    WORDS = 0
    VALUE = 1
    HOLE = 2
    GAP = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; those of one text, joined, are the text."""

    kind: PieceKind
    text: str
    """As written, braces and all."""
    name: str = ""
    """Key of a value, name of a hole, label of a gap, without blanks around it; of words nothing."""
    start: int = 0
    """Where it begins in the text, in characters."""


class Shown(Protocol):
    """Whatever stands for a key: a site value."""

    @property
    def text(self) -> str:
        """The words that are shown."""


def pieces(text: str) -> Iterator[Piece]:
    """`text` cut into its pieces, in order; no piece is empty."""
    done = 0
    for match in _PIECE.finditer(text) if _FIRST.search(text) else ():
        kind = PieceKind(match.lastindex)
        name = match[kind.value].strip()
        if kind is PieceKind.HOLE and not name:
            continue
        if match.start() > done:
            yield Piece(PieceKind.WORDS, text[done : match.start()], start=done)
        yield Piece(kind, match[0], name, match.start())
        done = match.end()
    if done < len(text):
        yield Piece(PieceKind.WORDS, text[done:], start=done)


def rewritten(text: str, write: Callable[[Piece], str]) -> str:
    """`text` with each piece as `write` writes it."""
    return "".join(map(write, pieces(text)))


def fill_values(text: str, values: Mapping[str, Shown]) -> str:
    """`text` with each ``{{key}}`` replaced; an unknown key stays as written, so that it is seen."""
    if VARIANT in text:
        text = shown_variant(text, values)
    if "{{" not in text:
        return text

    def shown(match: re.Match[str]) -> str:
        value = values.get(match[1].strip())
        return match[0] if value is None else value.text

    return _VALUE.sub(shown, text)


def variants(text: str) -> tuple[str, ...]:
    """The ways in which `text` is written, the one with most values first; `text` alone where there is one."""
    return tuple(part.strip() for part in text.split(VARIANT)) if VARIANT in text else (text,)


def shown_variant(text: str, values: Mapping[str, Shown]) -> str:
    """The way that is shown: the first in which every value is given, else the last."""
    ways = variants(text)
    return next((way for way in ways if not any(missing_keys(way, values))), ways[-1])


def missing_keys(text: str, values: Mapping[str, Shown]) -> Iterator[str]:
    """Keys of `text` whose values the site has not given, or not confirmed; one that nobody knows is none of these."""
    for key in value_keys(text):
        value = values.get(key)
        if value is not None and (any(gaps(value.text)) or value.text.endswith(TYPICAL)):
            yield key


def value_reference(key: str) -> str:
    """``{{key}}``, for a text that shows that value alone."""
    return f"{{{{{key}}}}}"


def hole_of(name: str) -> str:
    """``{称呼}``, as authors write it."""
    return f"{{{name}}}"


def gap_of(label: str) -> str:
    """The gap that stands for a value nobody has given."""
    return f"〔待填:{label.translate(_GAP_LABEL)}〕"


TO_FILL_IN = "〔待填〕"
"""What stands for a value nobody has given where its label stands beside it."""


def may_use_values(text: str) -> bool:
    """Whether it is worth while to look for site values in `text`; quick, for whoever goes through all texts."""
    return "{{" in text


def value_keys(text: str) -> Iterator[str]:
    """Keys of the site values that `text` uses, in order, known or not."""
    return _names(text, PieceKind.VALUE) if may_use_values(text) else iter(())


def holes(text: str) -> Iterator[str]:
    """Names of what the agent fills in, in order."""
    return _names(text, PieceKind.HOLE)


def gaps(text: str) -> Iterator[str]:
    """Labels of the values that the site has not given, in order."""
    return _names(text, PieceKind.GAP)


def may_hold_gaps(text: str) -> bool:
    """Whether a gap, or what an ellipsis left of one, may stand in `text`; asked of many texts, so it does not look closely."""
    return "〔" in text or "〕" in text


def without_cut_gaps(text: str) -> tuple[int, int]:
    """Where `text`, cut out of a longer one with `CUT` at its ends, begins and ends without a gap that was cut in two."""
    start, end = 0, len(text)
    opened, closed = text.find("〔"), text.find("〕")
    if text.startswith(CUT) and closed >= 0 and not 0 <= opened < closed:
        start = closed + 1
    opened, closed = text.rfind("〔"), text.rfind("〕")
    if text.endswith(CUT) and opened > closed:
        end = opened
    return start, end


def holds_demo(words: str) -> bool:
    """Whether `words` hold a value of the demo company: what holds one is not copied, printed or written anywhere."""
    return DEMO in words


def hole_pattern(longest: int) -> str:
    """A pattern that finds a hole of at most `longest` characters on one line among other things, for a reader in one pass."""
    return rf"\{{[^{{}}\n]{{1,{longest}}}\}}"


def _names(text: str, kind: PieceKind) -> Iterator[str]:
    return (piece.name for piece in pieces(text) if piece.kind is kind)
