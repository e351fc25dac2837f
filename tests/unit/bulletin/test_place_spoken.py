"""Places as they are spoken and signs as keyboards offer them: other numerals, strokes that are said, words put right."""

import pytest

from handbook.bulletin.buildings import plain_place
from handbook.bulletin.place import Outcome, match

_SAID = {"in": Outcome.INSIDE, "out": Outcome.OUTSIDE, "may": Outcome.PERHAPS, "no": Outcome.NONE}


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("①②③号楼", "1,2,3号楼"),
        ("㈠㈡号楼", "1,2号楼"),
        ("⒈⒉号楼", "1,2号楼"),
        ("❶❷号楼", "1,2号楼"),
        ("3①号楼", "3,1号楼"),
        ("①-⑤号楼", "1-5号楼"),
        ("Ⅲ期5号楼", "3期5号楼"),
        ("20m²", "20M2"),
        ("貳號樓", "2号楼"),
        ("伍栋", "5栋"),
        ("陆家屯伍号楼", "陆家屯5号楼"),
        ("六杠二杠三零一", "6-2-301"),
        ("十二杠幺杠幺零二", "12-1-102"),
        ("6横2横301", "6-2-301"),
        ("六点一点四零二", "6-1-402"),
        ("三点五十", "3点50"),
        ("五〇三厂", "503厂"),
        ("第二公寓", "2公寓"),
        ("书香门第3号楼", "书香门第3号楼"),
    ],
)
def test_numerals_and_strokes(typed: str, plain: str) -> None:
    assert plain_place(typed) == plain


NUMBERS = """
丰乐源|①②③号楼|丰乐源2号楼|in
丰乐源|①②③号楼|丰乐源12号楼|out
丰乐源|①②③号楼|丰乐源123号楼|out
丰乐源|5號樓|丰乐源5幢1单元|in
豐樂源|5號樓|丰乐源6幢1单元|out
机务段家属楼|1-5栋|机务段家属楼伍栋|in
机务段家属楼|1-5栋|机务段家属楼拾伍栋|out
辽河左岸|3号楼到8号楼|辽河左岸六杠二杠三零一|in
辽河左岸|3号楼到8号楼|辽河左岸九杠一杠五零二|out
荣军路|12-40号|荣军路13号|may
荣军路|12-40号|荣军路14号|in
荣军路|12-40号|荣军路41号|out
荣军路|5-17号|荣军路8号|may
团结胡同|1-30号|团结胡同17号|in
苏堡小区|5号楼底商|苏堡小区5号楼2单元301|may
苏堡小区|5号楼底商|苏堡小区6号楼2单元301|out
苏堡小区|除底商外|苏堡小区5号楼2单元301|in
林业局二公寓||林业局第二公寓305|in
"""


def _check(case: str) -> None:
    estate, buildings, address, said = case.split("|")
    assert match(address, estate, buildings).outcome is _SAID[said]


@pytest.mark.parametrize("case", NUMBERS.strip().splitlines())
def test_what_the_numbers_say(case: str) -> None:
    _check(case)
