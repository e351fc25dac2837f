"""Kinds of addresses: what is said of others, words left out, positions, what lies around a place, other names of it."""

import pytest

from handbook.bulletin.place import Outcome, match

_SAID = {"in": Outcome.INSIDE, "out": Outcome.OUTSIDE, "may": Outcome.PERHAPS, "no": Outcome.NONE}

KINDS = {
    "the building named first is the caller's own, whatever is said of others": """
        康乐苑|6号楼|康乐苑6号楼 说隔壁7号楼有热|in
        康乐苑|6号楼|康乐苑六号楼，说人家五号楼有热|in
        康乐苑|1-6号楼|康乐苑15号楼 说3号楼都热就他家不热|out
        康乐苑|1-6号楼|康乐苑5-2-301，3号楼他亲戚家都热|in
        康乐苑|6号楼|康乐苑6号楼，我妈住的5号楼有热|in
        康乐苑|6号楼|康乐苑6号楼2单元 我妈住的5号楼|in
        康乐苑|6号楼|康乐苑6号楼，问为什么5号楼有热|in
        康乐苑|6号楼|康乐苑6号楼没有热，5号楼都热了|in
        康乐苑|6号楼|康乐苑6号楼，比5号楼冷|in
        康乐苑|6号楼|康乐苑6号楼，对面楼有热|in
        康乐苑|6号楼|康乐苑，我家6号楼，我妈家7号楼有热|in
        康乐苑|7号楼|我在康乐苑7号楼，我家隔壁12号楼有暖气|in
        康乐苑|5号楼1单元|康乐苑5号楼2单元，说1单元有热|out
        康乐苑|3-8号楼|康乐苑2号楼3单元，说隔壁单元有热|out
        康乐苑|3-8号楼|康乐苑2号楼，说6号楼供暖了他家没有|out
        康乐苑|6号楼|康乐苑7号楼，我妈住6号楼不热|may
        康乐苑|6号楼|康乐苑6号楼，7号楼也不热|may
        康乐苑|6号楼|康乐苑5号楼有热，6号楼没热|may
        康乐苑|6号楼|康乐苑6号楼，我妈家5号楼不热|may
        康乐苑|6号楼|康乐苑2号楼，说对门6号楼201不热|may
        康乐苑|6号楼|康乐苑2号楼 说隔壁6号楼没暖气|may
        康乐苑|6号楼|康乐苑2号楼，前面6号楼我妈家不热|may
        康乐苑|6号楼|康乐苑2号楼，6号楼是我妈家，不热|may
        康乐苑|2号楼|康乐苑2号楼，6号楼朋友家报修|may
        康乐苑|2号楼|康乐苑2号楼，隔壁6号楼漏水|may
        康乐苑|2号楼|康乐苑2号楼，后面的6号楼2单元301|may
        康乐苑|2号楼|康乐苑2号楼 隔壁6号楼|may
        康乐苑|7号楼|康乐苑6号楼，不对，7号楼|in
        康乐苑|6号楼|康乐苑6号楼对面7号楼|may
    """,
    "院 and 小区 left out before a house or a phase": """
        文汇路18号院|1-3号楼|文汇路18号2栋|in
        文汇路18号院|1-3号楼|文汇路18号5栋|out
        文汇路18号院|1-3号楼|文汇路18号2-1-301|in
        文汇路18号院|1-3号楼|文汇路20号2栋|no
        文汇路18号院|1-3号楼|文汇路18号|may
        安和小区二期|1-10号楼|安和二期3-1-201|in
        安和小区二期|1-10号楼|安和二期13-1-201|out
        安和小区二期|1-10号楼|新安和二期3-1-201|may
    """,
    "a unit, a flat or a row told by where it is in the building": """
        盛世苑|3-8号楼|盛世苑8号楼最东边那个单元|in
        盛世苑|3-8号楼|盛世苑9号楼最东边那个单元|out
        盛世苑|3-8号楼|盛世苑8号楼把头那个门|in
        盛世苑|3-8号楼|盛世苑8号楼三单元靠里那家|in
        盛世苑|3-8号楼|盛世苑8号楼西侧单元顶楼|in
        盛世苑|3-8号楼|盛世苑8号楼东边那栋|may
        盛世苑|3-8号楼|盛世苑8号楼东边那家超市|may
        盛世苑|3-8号楼|盛世苑5号楼中间单元|in
        盛世苑|8号楼1单元|盛世苑8号楼最东边那个单元|may
    """,
    "a house told by where it is in a village or an estate that is out whole": """
        后七家子村||后七家子 村委会东边第二趟房|in
        后七家子村||后七家子村村委会东边第二趟房|in
        后七家子村||后七家子村东头第三家|in
        后七家子村||后七家子村最后一趟房|in
        后七家子村||后七家子村小学后边那趟房|in
        后七家子村|1-3组|后七家子村东头第三家|may
        后七家子村||后七家子村西边李家屯|may
        星汉湾||星汉湾物业后面那栋|in
        星汉湾||星汉湾锅炉房旁边的楼|in
        星汉湾|1-3号楼|星汉湾物业后面那栋|may
        星汉湾||星汉湾小学东侧|may
        双子座公寓||双子座公寓北塔2204|in
        双子座公寓|北塔|双子座公寓北塔2204|in
        双子座公寓|北塔|双子座公寓南塔2204|out
        双子座公寓|北塔|双子座公寓2204|may
        双子座公寓|南北塔|双子座公寓南塔2204|may
        双子座公寓|5号楼南塔|双子座公寓5号楼北塔|may
    """,
    "around a place may be in it, opposite it is not, and what is named there is another place": """
        富安小区||富安小区附近|may
        富安小区|3-8号楼|富安小区附近|may
        富安小区||富安小区周边|may
        富安小区||富安小区那边|may
        富安小区||富安小区后身|may
        富安小区||富安小区对面|no
        富安小区||富安小区附近的早市|no
        富安小区||富安小区附近的锦绣小区3号楼|no
        三十六中家属院|1号楼、2号楼|三十六中那边 学校后边的楼|may
        三十六中家属院|1号楼、2号楼|三十六中对面锦绣小区3号楼|no
    """,
    "a name that nobody understood may be any": """
        站前小区|3号楼|3-2-301 小区名没听清|may
        站前小区|3号楼|没听清哪个小区 3号楼|may
        站前小区|3号楼|小区名字没听清，5号楼2单元|may
        站前小区|3号楼|哪个小区没听清，3号楼2单元|may
        站前小区|3号楼|没报小区名 就说5号楼|may
        站前小区|3号楼|站北小区3号楼，名字没听清|no
        站前小区|3号楼|锦绣小区3号楼，单元没听清|no
        站前小区|3号楼|光明小区，没听清几号楼|no
    """,
    "another name of the place": """
        锦绣江南（原三中家属院）|1-4号楼|三中家属院2号楼|in
        锦绣江南（原三中家属院）|1-4号楼|三中家属院6号楼|out
        锦绣江南（原三中家属院）|1-4号楼|锦绣江南2号楼|in
        锦绣江南（原三中家属院）|1-4号楼|四中家属院2号楼|no
        锦绣江南（又名江南苑）|1-4号楼|江南苑2号楼|in
        新天地（原电业小区3号楼）||电业小区5号楼|no
        锦绣江南（原小区）|1-4号楼|小区2号楼|no
    """,
    "usual short names of schools, hospitals and works": """
        师范学院家属院|1-6号楼|师院家属院4号楼|may
        师院家属院|1-6号楼|师范学院家属院4号楼|may
        师范学院家属院|1-6号楼|师范学校家属院4号楼|may
        市人民医院家属院|1-6号楼|市医院家属院4号楼|may
        市中医院家属院|1-6号楼|市医院家属院4号楼|no
        农业机械厂宿舍|1-6号楼|农机厂宿舍4号楼|may
        第一中学家属楼|1-6号楼|二中家属楼4号楼|no
        师范学院家属院|1-6号楼|师范家属院4号楼|may
        工业大学家属院|1-6号楼|工大家属院2号楼|may
        市政府家属院|1-6号楼|区政府家属院3栋|may
        市政府家属院|1-6号楼|政府家属院3栋|may
        市政府家属院|1-6号楼|市政府家属院3栋|in
        交通局家属院|1-6号楼|交警队家属院4号楼|no
    """,
    "two numbers may be unit and flat, unless there is no such unit": """
        天成嘉苑|2、4、6号楼|天成嘉苑4-502|may
        天成嘉苑|10-14号楼|天成嘉苑4-502|may
        天成嘉苑|10-14号楼|天成嘉苑12-502|in
        天成嘉苑|2、4、6号楼|天成嘉苑4-1502|in
        天成嘉苑|2、4、6号楼|天成嘉苑4-3-502|in
        天成嘉苑|A1-A6|天成嘉苑A4-502|in
        天成嘉苑||天成嘉苑4-502|in
    """,
    "a letter and a number where dispatch counts so": """
        湖畔华府|B1-B6栋|湖畔华府B4|in
        湖畔华府|B1-B6栋|湖畔华府B7|out
        湖畔华府|B1-B6栋|湖畔华府B12-2-801|out
        湖畔华府|1-6栋|湖畔华府B4|may
    """,
    "rows of low houses": """
        毛纺平房|1-5趟|毛纺平房3趟6号|in
        毛纺平房|1-5趟|毛纺平房第七趟|out
        毛纺平房|1-5排|毛纺平房3趟6号|may
    """,
    "parts of a village": """
        刘家村|后屯|刘家村后屯12号|in
        刘家村|后屯|刘家村前屯12号|out
        刘家村|后屯|刘家村12号|may
        刘家村||刘家村前屯12号|may
    """,
    "a street called by the other word, or without its side": """
        爱民街|甲5号|爱民路甲5号|may
        南二道街|6-20号|二道街12号|may
        南二道街|6-20号|三道街12号|no
    """,
}
"""Estate, buildings, address, what is said; by the rule that says it."""


@pytest.mark.parametrize(
    "case", [row.strip() for rows in KINDS.values() for row in rows.strip().splitlines()]
)
def test_kinds_of_addresses(case: str) -> None:
    estate, buildings, address, said = case.split("|")
    assert match(address, estate, buildings).outcome is _SAID[said]
