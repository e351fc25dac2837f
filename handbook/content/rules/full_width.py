"""Entries go in; full-width marks that were meant as YAML, and that YAML took for plain text, come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin, problem_at
from handbook.content.rules.placed_texts import Placed, all_texts
from handbook.content.yaml_reader import Place
from handbook.model.problem import Gravity, Problem
from handbook.paper_characters import named

_WORD_LISTS = frozenset(
    {
        "tags",
        "citations",
        "related",
        "dispatch_minimum",
        "articles",
        "former_articles",
        "promises",
        "law_short_names",
        "systems",
        "phases",
    }
)
"""Lists of single words: no comma stands inside one."""
_COMMA = re.compile("[，、；﹐]")
_LONG_ASK = 16
_MIXED_QUOTES = re.compile("[“”„‘’＂＇][^“”„‘’＂＇\"']*[\"']")
_WIDE_BRACES = re.compile("[｛｝]")
_WIDE_BLOCK = re.compile(r"[｜＞](?=\s|$)")


def full_width(content: LoadedContent) -> Iterator[Problem]:
    """Sentences may have any marks; these stand where nothing but YAML's own makes sense."""
    for entry in content.handbook:
        origin = content.origins[entry.id]
        for placed in all_texts(entry):
            yield from _in_text(placed, origin)


def _in_text(placed: Placed, origin: Origin) -> Iterator[Problem]:
    text = placed.text
    if text.isascii():
        return
    comma = _COMMA.search(text)
    if comma and _is_one_word(placed, len(_COMMA.findall(text))):
        message = f"这一项里有{named(comma[0])}:是几项就用半角逗号加空格隔开,是一句话就改用空格"
        yield _at(placed, origin, comma.start(), message)
    if _MIXED_QUOTES.fullmatch(text):
        yield _at(placed, origin, 0, f"引号一半是{named(text[0])},一半是半角的。前后都用半角引号,或都不用")
    brace = _WIDE_BRACES.search(text)
    if brace:
        message = f"{named(brace[0])}是全角花括号,站点值和占位要用半角的:{{{{键}}}}、{{称呼}}"
        yield _at(placed, origin, brace.start(), message)
    block = _WIDE_BLOCK.match(text)
    if block:
        yield _at(placed, origin, 0, f"开头的{named(text[0])}是全角的,几行的文字要写半角的 | 或 >")


def _is_one_word(placed: Placed, commas: int) -> bool:
    """Whether the text belongs to a list of words; what callers say may be a sentence, if a short one."""
    if placed.path[0] == "asks":
        return commas > 1 or len(placed.text) > _LONG_ASK
    return placed.is_in(_WORD_LISTS) and isinstance(placed.path[-1], int)


def _at(placed: Placed, origin: Origin, offset: int, message: str) -> Problem:
    place = origin.document.place_of(placed.path)
    line = origin.document.text.split("\n")[place.line - 1 : place.line]
    if line and line[0].startswith(placed.text[: offset + 1], place.column - 1):
        place = Place(place.line, place.column + offset)
    return problem_at(
        file=origin.file,
        place=place,
        rule="full-width",
        message=message,
        entry_id=origin.entry_id,
        gravity=Gravity.WARNING,
    )
