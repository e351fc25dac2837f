"""The words of which addresses are made: kinds of places, streets, districts, what is said around them."""

import re

from handbook.bulletin.building import STRONG
from handbook.bulletin.near_names import Name
from handbook.bulletin.plain_writing import plain_place

LEAST_NAME = 3
"""Signs of a name that is looked for inside another one; shorter ones are in too many."""
TYPES = (
    "花园小区|家属小区|家属院|家属楼|住宅楼|宿舍|公寓|花园|嘉园|家园|佳园|新村|新城|新区|小区|社区|大厦|广场|名苑|雅苑|花苑|名都|公馆|"
    "御府|华府|学府|华庭|名邸|国际|城|苑|园|府|里|湾|庭|居|阁|轩|邸|村|屯|院|楼|郡|墅|坊|寓"
)
STREETS = "大街|大道|胡同|街(?!口)|(?<![铁公])路(?!口)|(?<![铁轨])道(?!口)|巷(?!口)|弄"
TYPE = re.compile(rf"(?:{TYPES})$")
CUT_AT = re.compile("|".join(word for word in TYPES.split("|") if len(word) > 1 or word in "村屯苑"))
VILLAGE = re.compile(r"[村屯庄堡营寨沟窝铺店岗洼子]$")
STREET = re.compile(rf"(?:{STREETS})$")
ABOVE = (
    r"自治区|开发区|高新区|经开区|示范区|(?<![小园家属社校厂矿景院东西南北中新\dA-Z])区|省|(?<![都城超])市|县|(?<![红彩国军战])旗|(?<!小)镇|"
    r"(?<![新水])乡|(?<!新)村|街道|(?<=[^\d]{2})办(?!公)|办事处|社区"
)
BEFORE = re.compile(
    rf"(?:.*[省市州])?[^\d][东西南北中]区|.*(?:{ABOVE}|(?:{STREETS})(?:\d+(?:-\d+)*号?院?)?|交口|交叉口|[街路道巷]口|交汇处)"
)
"""What an address may say before the name of the estate: districts, the street with its number."""
SPOKEN = re.compile(
    r"(?:你好|您好|用户|业主|住户|客户|地址|位于|住址|小区|来电|报修|联系|用热|反映|反应|说|称|租户|老人|老?[爸妈]|父母|父亲|母亲|儿子|女儿|[我你您他她]们?|这边|这里|家住|家在|家(?!属)|住|在|是|到|来自|的|:)+"
)
"""What is said around an address and names nothing."""
NEAR = (
    r"(?:斜|正)?(?:对面|对过|对门|旁边|边上|附近|隔壁|周边|邻近|毗邻|紧邻|挨着|靠近|临近|距离|后身|后面|后边|前面|前边|外面|门外|墙外|以外|[前后][楼栋])|"
    r"斜对|旁(?=$|[是的有])|(?<!大)离(?=$)"
)
NEAR_ANYWHERE = re.compile(rf"{NEAR}|(?:[往以][东西南北]|[东西南北][侧边面])")
UNSURE = re.compile(
    r"不是|不在|不住|好像|可能|大概|也许|应该|估计|似乎|忘了|忘记|不知道|不清楚|不确定|不记得|没说|几号|几栋|几幢|几单元|哪|原来|以前|原先|曾|那边|"
    r"(?<![度热])不对(?!劲|外)|说错|记错|一带|那片|这片|中间|之间|左右|除了|[?*]"
)
UNIT = re.compile(r"\d{1,2}(?:单元|门(?![市口外前]))")
HOUSE_YARD = re.compile(r"([甲乙丙丁]?)(\d{1,3})院")
BUILT_BEFORE = re.compile(
    rf"(?<![A-Z\d])([A-Z]|[甲乙丙丁戊])?(\d{{1,4}})?([A-Z]|[甲乙])?({STRONG})(\d{{1,2}}单元)?(?:\d{{1,4}}[室户]?)?的?$"
)


def past_greeting(text: str) -> str:
    """`text` without what is said before an address; 家 stays in 颐和家园."""
    found = SPOKEN.match(text)
    return text[found.end() :] if found is not None else text


def as_name(name: str) -> Name:
    """`name` apart from the word for its kind."""
    is_street = STREET.search(name) is not None
    kind = (STREET if is_street else TYPE).search(name)
    core = name[: kind.start()] if kind is not None else name
    return Name(name, core, kind[0] if kind is not None else "", is_street)


def is_street(estate: str) -> bool:
    """Whether what dispatch called the place is a street, whose houses are counted, not an estate."""
    return STREET.search(plain_place(estate)) is not None
