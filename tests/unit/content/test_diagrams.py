"""Diagrams: what stays inside itself is read, what reaches outside is refused."""

from pathlib import Path

import pytest

from handbook.content.loader import LoadedContent, load_content
from tests.unit.content.content_sample import files, write


def _load(root: Path, changes: dict[str, str]) -> LoadedContent:
    return load_content(write(root, files(changes)))


SVG = '<svg viewBox="0 0 640 360"><rect fill="#1b2330" width="4" height="4"/></svg>'
REFUSED_SVG = {
    "script": SVG.replace("<rect", "<script>x</script><rect"),
    "picture": SVG.replace("<rect", '<image href="x.png"/><rect'),
    "link": SVG.replace("<rect", '<rect xlink:href="file:///x"'),
    "style": SVG.replace("<rect", "<style>@import url(x)</style><rect"),
    "event": SVG.replace("<rect", '<rect onload="x()"'),
    "entity": '<!DOCTYPE svg [<!ENTITY x "y">]>' + SVG,
    "outside url": SVG.replace("#1b2330", "url(http://x)"),
    "no view box": "<svg><rect/></svg>",
    "too large": SVG.replace("<rect", "<rect " + "x" * 60_000),
    "foreign object": SVG.replace("<rect", "<foreignObject/><rect"),
    "animation": SVG.replace("<rect", "<animate/><rect"),
}


@pytest.mark.parametrize("name", REFUSED_SVG)
def test_a_diagram_that_reaches_outside_is_refused(name: str, tmp_path: Path) -> None:
    content = _load(tmp_path, {"knowledge/diagrams/pipe.svg": REFUSED_SVG[name]})
    assert [(p.file, p.rule) for p in content.problems] == [("knowledge/diagrams/pipe.svg", "bad-diagram")]
    assert content.handbook.diagrams == {}


def test_every_part_that_paper_cannot_draw_is_told_with_its_line(tmp_path: Path) -> None:
    svg = '<svg viewBox="0 0 9 9">\n<linearGradient/>\n<rect fill="url(#a)"/>\n<text x="一">水</text>\n</svg>'
    content = _load(tmp_path, {"knowledge/diagrams/pipe.svg": svg})

    assert [(p.rule, p.line, p.column) for p in content.problems] == [
        ("bad-diagram", 2, 1),
        ("bad-diagram", 3, 1),
        ("bad-diagram", 4, 1),
    ]


def test_a_plain_diagram_is_read(tmp_path: Path) -> None:
    change = {
        "knowledge/diagrams/pipe.svg": SVG,
        "knowledge/kn-sample.yaml": "diagram: pipe\ndiagram_caption: 管道",
    }
    content = _load(tmp_path, change)
    assert content.problems == []
    assert content.handbook.diagrams == {"pipe": SVG}
    assert content.diagram_files == {"pipe": "knowledge/diagrams/pipe.svg"}
