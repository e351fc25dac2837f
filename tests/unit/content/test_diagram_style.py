"""Diagrams: colours that the dark theme can swap, legible text, no fixed fonts, and somebody shows them."""

from pathlib import Path

import pytest

from handbook.model.problem import Gravity, Problem
from tests.unit.content.content_sample import problems_of

SVG = '<svg viewBox="0 0 640 360">\n{}\n</svg>'
SHOWN = {"knowledge/kn-sample.yaml": "diagram: pipe\ndiagram_caption: 管道"}
FILE = "knowledge/diagrams/pipe.svg"


def _problems(part: str, root: Path, *, shown: bool = True) -> list[Problem]:
    return problems_of(root, {FILE: SVG.format(part), **(SHOWN if shown else {})})


GOOD = {
    "colours of the list": '<rect fill="#1B2330" stroke="#cfd4dc"/>',
    "no fill": '<path fill="none" stroke="#0f6b8f"/>',
    "white for short": '<rect fill="#fff"/>',
    "text large enough": '<text font-size="15" fill="#4a5565">气</text>',
    "style attribute": '<rect style="fill: #e3f1f6; stroke: none"/>',
}
BAD = {
    "another colour": '<rect fill="#ff0000"/>',
    "a named colour": '<rect fill="red"/>',
    "colour in a style attribute": '<rect style="fill: #123456"/>',
    "small text": '<text font-size="12" fill="#1b2330">气</text>',
    "fixed font": '<text font-family="SimSun" fill="#1b2330">气</text>',
}


@pytest.mark.parametrize("name", GOOD)
def test_a_diagram_in_the_style_is_fine(name: str, tmp_path: Path) -> None:
    assert _problems(GOOD[name], tmp_path) == []


@pytest.mark.parametrize("name", BAD)
def test_a_diagram_out_of_style_is_told_at_its_line(name: str, tmp_path: Path) -> None:
    (found,) = _problems(BAD[name], tmp_path)
    assert (found.file, found.rule, found.line, found.gravity) == (FILE, "diagram-style", 2, Gravity.WARNING)
    assert found.column > 1


def test_a_diagram_that_nobody_shows_is_told(tmp_path: Path) -> None:
    (found,) = _problems(GOOD["no fill"], tmp_path, shown=False)
    assert (found.file, found.rule) == (FILE, "diagram-unused")
