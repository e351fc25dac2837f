"""Places as they are spoken and signs as keyboards offer them: other numerals, strokes that are said, words put right."""

import pytest

from handbook.bulletin.place import Outcome, match
from handbook.bulletin.plain_writing import plain_place

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


PLACES = """
三棵杨小区|3.5.7号楼|三棵杨五栋|in
三棵杨小区|3.5.7号楼|三棵杨35栋|out
三棵杨小区|3.5.7号楼|三棵杨花园5栋|no
三棵杨小区|3.5.7号楼|三棵杨大厦5楼|no
三棵杨小区|3.5.7号楼|三棵杨街5号|no
柳条边小区|1、3、5-7|柳条边6.1.402|in
柳条边小区|1、3、5-7|柳条边4栋5单元601|out
太平庄小区|西区5-9|太平庄西区七号楼|in
老道口小区|2栋、3栋、11栋|昌盛街老道口11栋|in
老道口小区|2栋、3栋、11栋|老道口小区东门往北，鑫鹿家园3栋|no
西岗棚改回迁区|01-06号楼|西岗棚改回迁5号楼2单元|in
西岗棚改回迁区|01-06号楼|西岗棚改回迁区5号楼2单元|in
毛纺厂家属院|1#、4#、6#-9#|毛纺家属院8号楼二门洞|in
药厂小区|1-9号楼|药厂3号楼|may
荣军路|12-40号（双号）|拥军办荣军路三十六号|in
团结胡同|1-30号|团结胡同17号平房|in
气象局家属院||中华路气象局家属院后楼|in
气象局家属院|1-3号楼|气象局家属院后楼|may
塔拉嘉苑|全部|塔拉嘉苑北门17号楼|in
粮贸大厦||粮贸大厦后身|may
鹤舞里小区|2-7号楼|鹤舞里旁边小平房|may
鹤舞里小区||鹤舞里旁边的鑫源宾馆|no
龙脊山庄||汽修厂旁边的龙脊山庄6栋|in
龙脊山庄||我家对面的龙脊山庄6栋|no
康乐里（铁东）||铁东区康乐里3号楼|in
康乐里（铁东）||康乐里（铁东）3号楼|in
康乐里（铁东）||铁西区康乐里3号楼|no
康乐里（铁东）||康乐里（铁西区）3号楼|no
康乐里（铁东）||康乐里3号楼|may
香榭里A区||香榭里B区7-3-201|out
糖厂北院||糖厂南院3栋|no
河套新区|C3-C8|河套新区D区5号楼|out
河套新区|C3-C8|河套新区C区5号楼|may
安居工程小区|全小区|安居工程小区 没听清几号楼|in
安居工程小区|全小区|安居工程小区好像5号楼|in
安居工程小区|1-5号楼|安居工程小区 没听清几号楼|may
安居工程小区|全小区|好像是安居工程小区|may
林业局二公寓||林业局三公寓305|no
轧钢三宿舍||轧钢二宿舍3栋|no
国棉二厂宿舍|1-9栋|国棉厂宿舍3栋|may
国棉二厂宿舍|1-9栋|国棉三厂宿舍3栋|no
曙色东里|1-6|曙色里3号楼|may
曙色东里|1-6|曙色西里3号楼|no
下甸子村||下甸子屯老周家|may
十七中家属楼||十七中|may
十七中家属楼||七中|no
"""


@pytest.mark.parametrize("case", PLACES.strip().splitlines())
def test_what_may_be_left_out_and_what_stands_around(case: str) -> None:
    _check(case)


PUT_RIGHT = """
教师新村|1-8|教师新村3号楼，哦不对，13号楼|out
教师新村|1-8|教师新村13号楼，说错了，是3号楼|in
教师新村|1-8|教师新村 不是13号楼，是3号楼|in
教师新村|1-8|教师新村3号楼，不是13号楼|in
教师新村|1-8|教师新村3号楼，不对，我想想|may
教师新村|3号楼2单元|教师新村3号楼1单元，不对，2单元|in
教师新村|1-8|教师新村13-2-301，更正，3-2-301|in
教师新村|二期1-8|教师新村一期5号楼，不对，是二期|in
教师新村|1-8|教师新村3号楼，不对，是文昌小区3号楼|no
文昌小区|1-8|教师新村3号楼，不对，是文昌小区3号楼|in
教师新村|1-8|不是教师新村，是文昌小区5号楼|no
丹枫坊|1-4号楼|用户住松涛阁，替老人报修，老人家在丹枫坊2号楼|in
松涛阁|1-4号楼|用户住松涛阁，替老人报修，老人家在丹枫坊2号楼|no
松涛阁|1-4号楼|我妈家在丹枫坊2号楼，我住松涛阁3号楼|may
丹枫坊|1-4号楼|我住松涛阁3号楼，不热的是丹枫坊2号楼|in
"""


@pytest.mark.parametrize("case", PUT_RIGHT.strip().splitlines())
def test_what_is_said_last_holds(case: str) -> None:
    _check(case)
