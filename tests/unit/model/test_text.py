"""The language of texts: every mark is read once, by one reader, in time that is in proportion to the text."""

import random
import re
import time

import pytest

from handbook.model.text import (
    TYPICAL,
    PieceKind,
    fill_values,
    gap_of,
    gaps,
    hole_pattern,
    holes,
    missing_keys,
    pieces,
    rewritten,
    value_keys,
    value_reference,
    variants,
)

WORDS, VALUE, HOLE, GAP = PieceKind


class Value:
    def __init__(self, text: str) -> None:
        self.text = text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("没有空", [(WORDS, "")], id="words"),
        pytest.param("{{hotline}}", [(VALUE, "hotline")], id="value"),
        pytest.param("{{ \nhotline\t}}", [(VALUE, "hotline")], id="blanks and line ends around a key"),
        pytest.param("{{热线}}", [(VALUE, "热线")], id="a key that cannot be one is still a value"),
        pytest.param("{{}}", [(VALUE, "")], id="a value without a key"),
        pytest.param("{称呼}", [(HOLE, "称呼")], id="hole"),
        pytest.param("{ 称呼 }", [(HOLE, "称呼")], id="blanks around a name"),
        pytest.param("{" + "长" * 60 + "}", [(HOLE, "长" * 60)], id="a hole of any length"),
        pytest.param("{ }{}{\n}", [(WORDS, "")], id="blanks are no hole"),
        pytest.param("{a}{b}", [(HOLE, "a"), (HOLE, "b")], id="side by side"),
        pytest.param(
            "{{{key}}}", [(WORDS, ""), (VALUE, "key"), (WORDS, "")], id="of three braces the inner two"
        ),
        pytest.param("{{a}", [(WORDS, ""), (HOLE, "a")], id="a brace too many before"),
        pytest.param("{a}}", [(HOLE, "a"), (WORDS, "")], id="a brace too many behind"),
        pytest.param("{a", [(WORDS, "")], id="not closed"),
        pytest.param("〔待填:回访时限〕", [(GAP, "回访时限")], id="gap"),
        pytest.param("〔待填\uff1a 回访时限 〕", [(GAP, "回访时限")], id="gap with a colon of full width"),
        pytest.param("〔待填:〕", [(GAP, "")], id="gap without a label"),
        pytest.param("国办发〔2020〕129号", [(WORDS, "")], id="number of a document"),
        pytest.param("〔待填:甲〔待填:乙〕", [(WORDS, ""), (GAP, "乙")], id="a gap that is not closed"),
    ],
)
def test_pieces(text: str, read: list[tuple[PieceKind, str]]) -> None:
    assert [(piece.kind, piece.name) for piece in pieces(text)] == read


def test_pieces_joined_are_the_text_whatever_it_is() -> None:
    chance = random.Random(13)
    parts = ["{", "}", "{{", "}}", "〔待填:", "〔", "〕", "\uff1a", "key", "称呼", " ", "\n", "*"]
    for _ in range(3000):
        text = "".join(chance.choices(parts, k=chance.randrange(14)))
        read = list(pieces(text))
        assert "".join(piece.text for piece in read) == text
        assert all(text[piece.start :].startswith(piece.text) and piece.text for piece in read)
        assert rewritten(text, lambda piece: piece.text) == text
        # What fills values in reads the same values.
        marked = rewritten(text, lambda p: "!" if p.kind is VALUE and p.name == "key" else p.text)
        assert fill_values(text, {"key": Value("!")}) == marked


def test_names() -> None:
    text = "{{arrival}}到,{称呼}打{{ line }},〔待填:甲〕{称呼}"
    assert list(value_keys(text)) == ["arrival", "line"]
    assert list(holes(text)) == ["称呼", "称呼"]
    assert list(gaps(text)) == ["甲"]


def test_unknown_values_stay_and_what_was_filled_in_is_not_read_again() -> None:
    known = {"a": Value("{{b}}"), "b": Value("x")}
    assert fill_values("{{a}} {{ b }} {{c}} {{热线}}", known) == "{{b}} x {{c}} {{热线}}"


@pytest.mark.parametrize("label", ["回访时限", "热线", "电话〔2020〕", ""])
def test_a_gap_is_read_back_whole(label: str) -> None:
    (gap,) = pieces(gap_of(label))
    assert gap.kind is GAP
    assert gap.name == label.replace("〔", "(").replace("〕", ")")


def test_a_reference_is_read_back() -> None:
    assert list(value_keys(value_reference("hotline"))) == ["hotline"]


def test_the_pattern_of_a_hole_finds_short_ones_on_one_line() -> None:
    pattern = re.compile(hole_pattern(3))
    assert pattern.findall("{称呼}{四个字的}{\n}{时间}") == ["{称呼}", "{时间}"]


@pytest.mark.parametrize("typed", ["{", "{{", "{ ", "{{ ", "〔待填:", "〔待填: ", "}", "{a", "{" + " " * 99])
def test_no_text_takes_long_to_read(typed: str) -> None:
    # What looks on to the end at each sign grows with the square: sixteen times for four times the text.
    short = typed * (20_000 // len(typed))
    ratios = [_reading(short * 4) / _reading(short) for _ in range(3)]
    assert min(ratios) < 10, ratios


def _reading(text: str) -> float:
    """Seconds of this thread's own work, at best of three."""
    taken = []
    for _ in range(3):
        began = time.thread_time()
        list(pieces(text))
        fill_values(text, {})
        taken.append(time.thread_time() - began)
    return max(min(taken), 1e-5)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("打{{gas}}。||打{{fire}}。", "打119。"),
        ("打{{fire}}。||打别的。", "打119。"),
        ("到{{hall}}办,{{days}}回。||去办,{{days}}回。||去办,按时回。", "去办,按时回。"),
        ("打{{gas}}。||打{{hall}}。", f"打{gap_of('营业厅')}。"),
        ("交费走{{typical}}。||交费走公布的渠道。", "交费走公布的渠道。"),
        ("没有值。||也没有。", "没有值。"),
        ("打{{unknown}}。||打别的。", "打{{unknown}}。"),
        ("a|b", "a|b"),
    ],
)
def test_the_first_way_in_which_nothing_is_missing_is_shown(text: str, shown: str) -> None:
    known = {
        "gas": Value(gap_of("燃气抢险")),
        "hall": Value(gap_of("营业厅")),
        "days": Value(gap_of("几天")),
        "typical": Value(f"公众号{TYPICAL}"),
        "fire": Value("119"),
    }
    assert fill_values(text, known) == shown


def test_the_ways_of_a_text_and_what_they_lack_are_told() -> None:
    assert variants("打{{gas}}。 || 打{{fire}}。") == ("打{{gas}}。", "打{{fire}}。")
    assert variants("打{{gas}}。") == ("打{{gas}}。",)
    known = {"gas": Value(gap_of("燃气抢险")), "fire": Value("119")}
    assert list(missing_keys("{{gas}}{{fire}}{{else}}", known)) == ["gas"]
