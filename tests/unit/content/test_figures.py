"""The table of numbers that could be read as law or medical advice."""

from pathlib import Path

from handbook.content.figures import figures_table, stated_figures
from handbook.content.loader import load_content
from handbook.model.handbook import Handbook
from tests.unit.content.content_sample import files, write


def _handbook(root: Path, changes: dict[str, str] | None = None) -> Handbook:
    return load_content(write(root, files(changes))).handbook


def test_law_values_article_figures_and_texts_are_listed(tmp_path: Path) -> None:
    found = {(f.where, f.value) for f in stated_figures(_handbook(tmp_path))}
    assert ("values.yaml: legal_min_temp", "20 ℃") in found
    assert ("values.yaml: ambulance", "120") in found
    assert ("reg-in-force", "20 ℃") in found
    assert ("reg-in-force (key_points.0)", "20 ℃") in found
    assert ("reg-in-force (superseded.0.text)", "18 ℃") in found
    assert ("case-sample (facts)", "17 ℃") in found
    # a promise of the company is neither law nor medicine
    assert not any("p3_arrival" in where for where, _ in found)


def test_first_aid_is_listed_wherever_it_stands(tmp_path: Path) -> None:
    change = "calm: [烫伤先冲凉水 10 分钟。, 等 5 分钟。]"
    found = {f.value: f for f in stated_figures(_handbook(tmp_path, {"emergency/em-sample.yaml": change}))}
    assert "10 分钟" in found
    assert "5 分钟" not in found
    assert found["10 分钟"].confidence == "据通识"


def test_the_weakest_source_gives_the_confidence(tmp_path: Path) -> None:
    change = "sources: [{title: 甲, confidence: 高, date: '2021'}, {title: 乙, confidence: 低}]"
    (figure,) = [
        f
        for f in stated_figures(_handbook(tmp_path, {"regulations/reg-in-force.yaml": change}))
        if f.where == "reg-in-force"
    ]
    assert figure.confidence == "低"
    assert "甲(2021); 乙" in figure.source
    assert "据公开报道" in figure.source


def test_the_table_is_one_row_a_figure(tmp_path: Path) -> None:
    handbook = _handbook(tmp_path, {"cases/case-sample.yaml": "facts: '测得 17 ℃ | 晚上'"})
    lines = figures_table(handbook).splitlines()
    assert lines[1] == "|---|---|---|---|---|"
    assert len(lines) == 2 + len(list(stated_figures(handbook)))
    assert any("\\|" in line for line in lines)
    assert "\u00a0" not in figures_table(handbook)
