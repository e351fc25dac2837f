"""Kinds of addresses and notices, a few of each: what is certain is asserted, what can be read two ways is asked."""

import pytest

from handbook.bulletin.place import Outcome, match

_SAID = {"in": Outcome.INSIDE, "out": Outcome.OUTSIDE, "may": Outcome.PERHAPS, "no": Outcome.NONE}

KINDS = {
    "a house beside a number is another house": """
        工农路|56号|工农路56-1号|may
        工农路56号||工农路56-2号|may
        工农路|1、3、5、56号|工农路56附3号|may
        工农路|50-60号|工农路56号之一|may
        工农路|50-60号|工农路56号之1|may
        工农路|50-60号|工农路56号甲|may
        工农路|50-60号|工农路56-1|may
        工农路|50-60号|工农路52-56号|may
        工农路|50-60号|工农路62-1号|out
        工农路|50-60号|工农路62号附2号|out
        工农路|50-60号|工农路56-1-301|in
        工农路||工农路56-1号|in
        绿苑小区|3-8号楼|绿苑小区6-1号楼|may
        绿苑小区|3-8号楼|绿苑小区14-2号楼|out
    """,
    "the sign before a number may be left out, the number not": """
        永乐里|5号、甲3号|永乐里7号|out
        永乐里|5号、甲3号|永乐里3号|may
        永乐里|1-12号|永乐里甲15号|out
        永乐里|1-12号|永乐里甲5号|may
        星海湾|A1-A6栋|星海湾9栋|out
        星海湾|甲1、乙1号楼|星海湾乙1-2-402|in
        星海湾|甲1、乙1号楼|星海湾乙3-2-402|out
        星海湾|甲1、乙1号楼|星海湾1-2-402|may
        星海湾|A座、C座|星海湾c1806|in
        星海湾|A座、C座|星海湾b1806|out
        星海湾|A1-A6栋|星海湾a1806|may
    """,
    "bare numbers may be one": """
        星海湾|19、20、21#|星海湾2 1 601|may
        星海湾|19、20、21#|星海湾20 1 601|in
        星海湾|1-6号楼|星海湾2 1 601|in
        星海湾|1-6号楼|星海湾8 1 601|out
        星海湾|12、13#|星海湾1 2 301|may
        星海湾||星海湾1 2 301|in
        星海湾|3-6号楼|星海湾3 1 601|in
    """,
    "units and doors of a single house, and doors that an estate counts": """
        春雨公寓|3单元、4单元|春雨公寓4单元1201|in
        春雨公寓|3单元、4单元|春雨公寓1单元403|out
        春雨公寓|3单元、4单元|春雨公寓1201|may
        春雨公寓|3单元、4单元|春雨公寓2号楼4单元|may
        邮政家属楼|2单元|邮政家属楼三单元|out
        友谊里|11-17门|友谊里15门302|in
        友谊里|11-17门|友谊里9门302|out
        友谊里|11、13门|友谊里12门302|out
        星海湾|3单元|星海湾3单元|may
        毛巾厂宿舍|1、3宿舍|毛巾厂三宿舍2单元|in
        毛巾厂宿舍|一、三宿舍|毛巾厂二宿舍2单元|out
    """,
    "who calls and where it lies stand before the name": """
        星海湾|3-8号楼|李女士 星海湾5-1-502|in
        星海湾|3-8号楼|王丽丽，星海湾5-1-502|in
        星海湾|3-8号楼|13900001111，张先生，星海湾12-1-502|out
        星海湾|3-8号楼|姓张 星海湾5-1-502|in
        前卫村||城西前卫村二组|in
        前卫村||北郊前卫村二组|in
        星海湾|3-8号楼|阳光小区李女士星海湾5号楼|may
        王家 屯||王家屯3组|in
        陈江园|3-8号楼|陈江园 5号楼|in
    """,
    "a developer before a dot, and a name that changed": """
        星海湾|3-8号楼|恒信·星海湾5号楼|in
        星海湾|3-8号楼|恒信•星海湾12号楼|out
        恒信·星海湾|3-8号楼|恒信·星海湾5号楼|in
        星海湾|3-8号楼|原轴承厂家属院现在叫星海湾5号楼|in
        星海湾|3-8号楼|星海湾（原轴承厂家属院）5号楼|in
        轴承厂家属院|3-8号楼|原轴承厂家属院现在叫星海湾5号楼|may
        星海湾|3-8号楼|恒信星海湾5号楼|may
    """,
    "parts of an estate with a name of its own": """
        胜利小区北院|1-3号楼|胜利小区南院2号楼|out
        三棵柳小区北院|1-3号楼|三棵柳小区南院2号楼|out
        罐头厂北院|1-3号楼|罐头厂南院2号楼|no
    """,
    "schools and hospitals in short": """
        第二医院家属院||二院家属院3楼2单元501|in
        第二医院家属院||三院家属院3楼2单元501|no
        第五中学家属楼|1-3号楼|五中家属楼2号楼|in
        五小宿舍|1-3号楼|第五小学宿舍4号楼|out
    """,
    "another kind of estate is another estate, 小区 may be said for any": """
        滨江小区|1-9号楼|滨江花园6号楼|no
        滨江家园||滨江花园6号楼|no
        滨江新村|1-9号楼|滨江村三组|no
        万泉新村|1-9号楼|万泉村三组|no
        滨江花园|1-9号楼|滨江小区6号楼|may
        滨江家园|1-9号楼|滨江佳园6号楼|may
        西四家子屯||四家子 村口商店|may
        福满门小区|1-9号楼|中山路福满门大酒店|no
        福满门小区|1-9号楼|福满门宾馆|no
    """,
    "what a place is near by": """
        矿建小区|3-8号楼|煤机小区5号楼，矿建小区后身|no
        矿建小区|3-8号楼|矿建小区旁边那栋六层楼|may
    """,
    "a house of a street with words behind it": """
        兴业街|1号至33号|兴业街三十三号底商|in
        兴业街|1号至33号|兴业街35号张大爷家|out
        兴业街|1号至33号|兴业街33号水利局家属院|in
        兴业街|1号至33号|兴业街33号对面|may
        兴业街|1号至33号|兴业街3号停热|may
        兴业街|1号至33号|兴业街3号换热站|may
    """,
    "who lives there and what is wrong name no building": """
        前卫屯||前卫屯老刘家|in
        前卫屯||前卫屯王大娘家|in
        前卫屯|1-3组|前卫屯老刘家|may
        星海湾||星海湾 暖气不热|in
        星海湾|3-8号楼|星海湾 暖气不热|may
        星海湾|1、2、3号楼及商服|星海湾门市 美甲店|in
        星海湾|全小区(门市除外)|星海湾门市 美甲店|out
        星海湾|3-8号楼|星海湾门市 美甲店|may
    """,
}
"""Estate, buildings, address, what is said; by the rule that says it."""


@pytest.mark.parametrize(
    "case", [row.strip() for rows in KINDS.values() for row in rows.strip().splitlines()]
)
def test_kinds(case: str) -> None:
    estate, buildings, address, said = case.split("|")
    assert match(address, estate, buildings).outcome is _SAID[said]
