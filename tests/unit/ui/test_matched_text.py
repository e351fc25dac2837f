"""Where words stand in a text that is set with no-break marks."""

import pytest

from handbook.model.typesetting import held_together
from handbook.ui.matched_text import find_all, find_marks, in_utf16


@pytest.mark.parametrize(
    ("text", "needle", "found"),
    [
        ("漏水,先关阀。漏水!", "漏水", ["漏水", "漏水"]),
        (held_together("不低于18℃,24小时"), "18℃", ["18\u2060℃"]),
        (held_together("不低于 20 ℃"), "20℃", ["20\u00a0℃"]),
        (held_together("不低于20℃"), "20 ℃", ["20\u2060℃"]),
        (held_together("按第 36 条办"), "第36条", ["第\u00a036\u00a0条"]),
        (held_together("按第36条办"), "第 36 条", ["第\u206036\u2060条"]),
        ("Ctrl+K 与 CTRL+k", "ctrl+k", ["Ctrl+K", "CTRL+k"]),
        ("压力０.６ＭＰａ", "0.6mpa", ["０.６ＭＰａ"]),
        ("温度℃", "°c", ["℃"]),
        ("aaa", "aa", ["aa"]),
        ("漏\n水", "漏水", []),
        ("漏水", "", []),
        ("漏水", " \u00a0\u2060", []),
        ("", "漏", []),
    ],
)
def test_words_are_found_as_they_stand(text: str, needle: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in find_all(text, needle)] == found


def test_marks_do_not_overlap_and_the_longest_wins() -> None:
    text = "上热下凉,上热"
    ranges = find_marks(text, ["上热", "上热下凉", "下凉", " ", ""])
    assert [text[a:b] for a, b in ranges] == ["上热下凉", "上热"]


@pytest.mark.parametrize("text", ["漏水", "😀漏水", "𠮷漏😀水漏水", ""])
def test_ranges_for_qt_count_code_units(text: str) -> None:
    raw = text.encode("utf-16-le")
    pieces = [raw[a * 2 : b * 2].decode("utf-16-le") for a, b in in_utf16(text, find_all(text, "漏水"))]
    assert pieces == ["漏水"] * text.count("漏水")
