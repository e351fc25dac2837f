"""Lines of text: never wider than the column, nothing lost, no lone last character."""

from hypothesis import given
from hypothesis import strategies as st

from handbook.document.blocks import Span, plain
from handbook.export.paper.typeset import Typesetter, text_marks
from handbook.export.paper.typography import SQUEEZE, chinese
from tests.unit.export.paper_fakes import EvenMetrics


def _words(setter: Typesetter, text: str, em: float) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in setter.lines(plain(text), 10, em * 10)]


def test_text_is_broken_at_the_width_of_the_column(even: Typesetter) -> None:
    assert len(_words(even, "供热单位应当保证用热户卧室温度", 7)) == 3
    assert all(len(line) <= 7 for line in _words(even, "供热单位应当保证用热户卧室温度", 7))


def test_a_temperature_is_never_parted(even: Typesetter) -> None:
    for em in range(4, 16):
        lines = _words(even, "室温不得低于18 ℃且持续24 小时以上", em)
        assert any("18 ℃" in line for line in lines)


def test_a_lone_last_character_takes_company(even: Typesetter) -> None:
    lines = _words(even, "一二三四五六七八九", 8)

    assert len(lines[-1]) >= 2
    assert "".join(lines) == "一二三四五六七八九"


def test_a_word_wider_than_the_column_is_cut(even: Typesetter) -> None:
    lines = _words(even, "proc-radiator-hot-top-and-more", 5)

    assert "".join(lines) == "proc-radiator-hot-top-and-more"
    assert all(len(line) <= 10 for line in lines)


@given(st.text(alphabet="供热系统，。「」（）“”18 ℃ab-{}", max_size=80), st.integers(4, 30))
def test_nothing_is_lost_and_nothing_stands_out(text: str, em: int) -> None:
    setter = Typesetter(EvenMetrics())
    lines = setter.lines(plain(text), 10, em * 10)
    said = "".join(run.text for line in lines for run in line.runs)

    assert said.replace(" ", "") == "".join(chinese(text).split(" "))
    for line in lines:
        # A closing mark may hang out by its blank half.
        assert line.width <= em + SQUEEZE + 1e-6 or len(line.runs[0].text) == 1


def test_bold_and_linked_words_are_runs_of_their_own(even: Typesetter) -> None:
    rich = (Span("见"), Span("放气", link="entry:proc-vent"), Span("卡", bold=True))
    [line] = even.lines(rich, 10, 500)
    marks = text_marks(line, 0, 10, 10)

    assert [run.text for run in line.runs] == ["见", "放气", "卡"]
    assert any(getattr(mark, "target", "") == "entry:proc-vent" for mark in marks)


def test_blank_halves_close_up(even: Typesetter) -> None:
    [line] = even.lines(plain("好。」"), 10, 500)

    assert line.width == 2.5
