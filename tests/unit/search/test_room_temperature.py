"""A number is the temperature of a room where a room is spoken of, however it is written; the others are not."""

from dataclasses import replace

import pytest

from handbook.model.aspects import RoomSide, side_of
from handbook.model.handbook import Handbook
from handbook.model.kinds import Confidence, ValueScope
from handbook.model.site_value import SiteValue
from handbook.search.makeshift import FLOOR_KEY, room_floor
from handbook.search.words.fold import Folding
from handbook.search.words.room_temperature import room_temperature


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("屋里才8度", 8),
        ("家里十四度", 14),
        ("十来度的屋子咋住", 11),
        ("零上八度,冻手", 8),
        ("卧室16.5℃", 16.5),
        ("家里也就十五六度", 15.5),
        ("室温二十多度", 23),
        ("温度计指着七八度", 7.5),
        ("屋里零下三度", -3),
        ("温度计显示 15", 15),
        ("我家这屋17", 17),
        ("外头零下二十,屋里十四", 14),
        ("客厅21,北屋13", 13),
        ("屋里29度,卧室27度", 29),
        ("晚上十四度半", 14.5),
        ("在16到17之间打转", 16),
    ],
)
def test_room_temperatures(text: str, degrees: float) -> None:
    assert room_temperature(Folding({}).fold(text)) == pytest.approx(degrees)


@pytest.mark.parametrize(
    "text",
    [
        "14号楼都不热",
        "孩子烧到38度",
        "回水40度",
        "外头零下二十度",
        "16楼漏水",
        "2单元301",
        "水温45度正常吗",
        "暖气片子烫手,五十度都有",
        "空调开到30度",
        "面板设的20度",
        "比人家低三四度",
        "第18条",
        "交了1800块",
        "等了15天",
        "12.8平",
        "第十四次打电话",
        "角度不对",
        "室温一直上不去",
    ],
)
def test_other_numbers(text: str) -> None:
    assert room_temperature(Folding({}).fold(text)) is None


@pytest.mark.parametrize(
    ("degrees", "floor", "side"),
    [
        (8, 18, RoomSide.VERY_COLD),
        (12, 18, RoomSide.COLD),
        (17.4, 18, RoomSide.COLD),
        (17.5, 18, RoomSide.NEAR_FLOOR),
        (18.5, 18, RoomSide.NEAR_FLOOR),
        (19, 18, RoomSide.FINE),
        (19, 20, RoomSide.COLD),
        (19, 16, RoomSide.FINE),
        (24, 18, RoomSide.TOO_HOT),
    ],
)
def test_the_floor_of_the_place_decides(degrees: float, floor: float, side: RoomSide) -> None:
    assert side_of(degrees, floor) is side


def test_the_floor_comes_from_the_site_values() -> None:
    value = SiteValue(
        key=FLOOR_KEY,
        label="室温底线",
        value="20",
        unit="℃",
        scope=ValueScope.PROVINCE,
        source="样例",
        confidence=Confidence.HIGH,
    )
    assert room_floor(Handbook(values=(value,))) == 20
    assert room_floor(Handbook(values=(replace(value, value="〔待填〕"),))) is None
    assert room_floor(Handbook()) is None
