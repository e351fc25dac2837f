"""The folding of addresses: many ways of writing one flat are one, and no two flats become one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.call.words.addresses import Place, place_of
from handbook.chinese_numbers import write_number

NAMES = ("花园街", "学府三道街", "阳光小区", "南直路", "和平新村", "中央大街")
ABOVE = ("", "南岗区", "哈尔滨市南岗区", "黑龙江省哈尔滨市南岗区", "南岗")
WIDE = {ord(str(digit)): 0xFF10 + digit for digit in range(10)}


def placed(address: str) -> Place:
    found = place_of(address)
    assert found is not None, address
    return found


@st.composite
def ways(draw: st.DrawFn, name: str, house: int, unit: int, flat: int) -> str:
    """One of the ways in which a flat is written."""
    blank = draw(st.sampled_from(["", " ", "\u3000"]))
    stroke = draw(st.sampled_from(["-", "\u2014", "\uff0d", " - ", "\u2013"]))

    def number(value: int) -> str:
        return write_number(value) if draw(st.booleans()) and value < 100 else str(value)

    forms = [
        f"{name}{house}{stroke}{unit}{stroke}{flat}",
        f"{name}{blank}{number(house)}{blank}号{blank}{number(unit)}{blank}单元{blank}{flat}",
        f"{name}{house}号{number(unit)}单元{flat}室",
        f"{name}{house}号楼{unit}单元{flat}",
        f"{name}{number(house)}栋,{number(unit)}单元,{flat}",
        f"{name}{house}号{unit}单元{flat // 100}楼{flat}",
        f"{name}{house}号{unit}门{flat}户",
    ]
    text = draw(st.sampled_from(ABOVE)) + draw(st.sampled_from(forms))
    return text.translate(WIDE) if draw(st.booleans()) else text


flats = st.tuples(
    st.sampled_from(NAMES),
    st.integers(1, 299),
    st.integers(1, 12),
    st.tuples(st.integers(1, 33), st.integers(1, 8)).map(lambda p: p[0] * 100 + p[1]),
)


@given(st.data(), flats)
def test_all_ways_of_writing_a_flat_are_one(data: st.DataObject, flat: tuple[str, int, int, int]) -> None:
    one, other = (data.draw(ways(*flat)) for _ in range(2))
    assert placed(one).is_same_flat(placed(other)), (one, other)


@given(st.data(), flats, flats)
def test_two_flats_are_never_one(
    data: st.DataObject, one: tuple[str, int, int, int], other: tuple[str, int, int, int]
) -> None:
    first, second = placed(data.draw(ways(*one))), placed(data.draw(ways(*other)))
    assert first.is_same_flat(second) is (one == other)
    assert first.is_same_building(second) is (one[:2] == other[:2])


@given(st.text())
def test_nothing_that_is_typed_is_too_odd(text: str) -> None:
    place_of(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("花园街88号2单元301", "南岗区花园街 88 号 2 单元 301"),
        ("花园街88号2单元301", "花园街88-2-301"),
        ("香坊健康路5号401", "健康路五号 401室"),
        ("阳光小区A座1203", "阳光小区 a座 1203 室"),
        ("阳光小区12号楼3单元二零一", "阳光小区12-3-201"),
        ("花园街88号院3号楼2单元301", "花园街88号院-3-2-301"),
        ("花园街88号2单元301(狗凶)", "花园街88号2单元301"),
        ("道里区安和街2-1-902", "哈尔滨道里区安和街二号一单元902"),
    ],
)
def test_ways_people_write(one: str, other: str) -> None:
    assert placed(one).is_same_flat(placed(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("花园街88号2单元301", "花园街88号2单元302"),
        ("花园街88号2单元301", "花园街88号3单元301"),
        ("花园街88号2单元301", "花园街88号301"),
        ("花园街88号", "花园街88号"),
        ("西花园街88号2单元301", "花园街88号2单元301"),
        ("学府三道街5号2单元301", "学府四道街5号2单元301"),
        ("阳光小区A座1203", "阳光小区B座1203"),
    ],
)
def test_what_is_not_one_flat(one: str, other: str) -> None:
    assert not placed(one).is_same_flat(placed(other))


@pytest.mark.parametrize("text", ["", "花园街", "301", "不知道", "靠近火车站那边"])
def test_what_names_no_building(text: str) -> None:
    assert place_of(text) is None
