"""Diagrams go in; colours the dark theme cannot swap, small print, fixed fonts and unused diagrams come out."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.origin import problem_at
from handbook.content.yaml_reader import Place
from handbook.model.problem import Gravity, Problem

COLOURS = frozenset({"#1b2330", "#4a5565", "#0f6b8f", "#b3261e", "#e3f1f6", "#cfd4dc", "#ffffff", "#fff"})
MIN_FONT_SIZE = 15
_COLOUR = re.compile(
    r"(?:fill|stroke|stop-color|color)\s*[=:]\s*[\"']?\s*(#[0-9A-Fa-f]{3,8}|[a-z]+(?=[\"';\s]))"
)
_FONT_SIZE = re.compile(r"font-size\s*[=:]\s*[\"']?\s*([\d.]+)")
_FONT_FAMILY = re.compile(r"font-family")
_NO_COLOUR = {"none", "inherit", "currentcolor", "transparent"}


def diagram_style(content: LoadedContent) -> Iterator[Problem]:
    """Colours of the list only, text of at least 15, no font named, and some entry shows it."""
    shown = {entry.diagram for entry in content.handbook.knowledge}
    for name, svg in content.handbook.diagrams.items():
        file = content.diagram_files.get(name, f"knowledge/diagrams/{name}.svg")
        for offset, message in _faults(svg):
            line, column = _line_and_column(svg, offset)
            yield problem_at(file, Place(line, column), "diagram-style", message, gravity=Gravity.WARNING)
        if name not in shown:
            message = "没有知识条目用这张示意图,请在 diagram 里引用或删去"
            yield problem_at(file, Place(1, 1), "diagram-unused", message, gravity=Gravity.WARNING)


def _faults(svg: str) -> Iterator[tuple[int, str]]:
    for found in _COLOUR.finditer(svg):
        colour = found.group(1).lower()
        if colour not in COLOURS and colour not in _NO_COLOUR:
            yield (
                found.start(),
                f"颜色 {found.group(1)} 不在列表里,深色主题下换不了;请用 content/README.md 里的颜色",
            )
    for found in _FONT_SIZE.finditer(svg):
        if float(found.group(1)) < MIN_FONT_SIZE:
            yield found.start(), f"字号 {found.group(1)} 太小,至少 {MIN_FONT_SIZE}"
    for found in _FONT_FAMILY.finditer(svg):
        yield found.start(), "不要写 font-family,程序用自带字体"


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
