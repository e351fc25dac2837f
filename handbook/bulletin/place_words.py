"""The words of which addresses are made: kinds of places, streets, districts, what is said around them."""

import re

from handbook.bulletin.building import STRONG
from handbook.bulletin.near_names import Name
from handbook.bulletin.plain_writing import plain_place

APART = "\u2423"
"""Stands between bare numbers that were typed with a space between them: they may be one."""
LEAST_NAME = 3
"""Signs of a name that is looked for inside another one; shorter ones are in too many."""
TYPES = (
    "花园小区|家属小区|家属院|家属楼|家属区|生活区|家属房|佳苑|嘉苑|新居|雅居|名居|住宅楼|宿舍|公寓|花园|嘉园|家园|佳园|新村|新城|新区|小区|社区|大厦|广场|名苑|雅苑|花苑|名都|公馆|"
    "御府|华府|学府|华庭|名邸|国际|城|苑|园|府|里|湾|庭|居|阁|轩|邸|村|屯|院|楼|郡|墅|坊|寓"
)
STREETS = "大街|大道|胡同|街(?!口|区)|(?<![铁公])路(?!口|[南北]区)|(?<![铁轨])道(?!口|区|街)|巷(?!口)|弄"
ENDS_APART = re.compile(rf"(?:[\dA-Z村屯镇乡厂局校院所站社库矿队段东西南北中]|{STREETS})$")
"""What a name without 小区 would be another place: 解放路, 药厂, 李家村."""
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
    r"(?:你好|您好|家里|屋里|一直|来电人|报修人|请问|麻烦|咨询|查询|投诉|加急|紧急|再次|用户|业主|住户|客户|地址|位于|住址|小区|来电|报修|联系|用热|反映|反应|说|称|租户|老人|老?[爸妈]|父母|父亲|母亲|儿子|女儿|[我你您他她]们?|这边|这里|家住|家在|家(?!属)|住|在|是|到|来自|的|:)+"
)
"""What is said around an address and names nothing."""
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱郭何罗宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎闫余潘杜戴夏钟汪田任姜范姚谭廖邹熊陆郝孔"
    "崔康毛邱秦顾侯邵孟段雷钱汤尹黎常武乔贺赖龚"
)
_TITLES = "先生|女士|小姐|同志|师傅|大爷|大娘|大妈|大姐|大哥|大叔|大婶|阿姨|奶奶|爷爷|叔叔|老师|主任|经理|老板|医生|大夫"
PERSON = re.compile(
    rf"(?:姓名)?(?:(?:[^\d,]|[{_SURNAMES}][^\d,]{{1,2}})(?:{_TITLES})|姓[^\d,]|老[{_SURNAMES}]|[{_SURNAMES}]某{{1,2}}|小?[{_SURNAMES}](?:[姐哥叔婶姨嫂总工]|师傅))"
)
"""Who calls: 李女士."""
PERSON_ALONE = re.compile(rf"\s*([{_SURNAMES}][\u4e00-\u9fff]{{1,2}})[\s,，、:：;；]+(?=[\u4e00-\u9fff])")
"""A name of a person at the head of what was typed, apart from the rest: 王丽丽, 锦华嘉园."""
HOUSEHOLD = re.compile(
    rf"的?(?:[村屯]?[东西南北中前后][头边街]的?)?(?:(?:业主|住户|居民|用户|村民)(?:$|(?=[^\d]))|(?:[老小]?[{_SURNAMES}][^\d,]{{0,2}}(?:{_TITLES}|家|[男女]士)(?:家|那儿)?|(?:{_TITLES})家)(?![屯庄堡沟窝]|村(?![东西南北中前后里口委]))里?)"
)
"""Who lives in a place: 老刘家."""
COMPLAINT = re.compile(
    r"(?:家里|家中|屋里|室内|室温|屋子|房间|暖气|供[暖热](?![站公所中办])|地[热暖]|不太?热|没有?热|有没?有?热|[来给]热|没热|没暖气|没有?供|停[热暖供]|漏水|[太很好真]冷|冷|冰凉|温度|"
    r"什么时候|啥时候|多久|怎么|为什么|为啥|咋|一直|[有都全又还]?不热|一点|整[个栋]|已经|来人|报修(?!点)|报停|来电|电话(?![亭局])|联系(?!点)|(?:孕妇|老人|孩子)(?![院王活乐公之])|\d+天|急(?!救)|1\d{10}(?!\d))"
)
"""What is said of the heat behind a place, and names no part of it."""
PHONE = re.compile(r"(?:电话|手机)?(?<!\d)(?:1\d{10}|\d{3,4}-\d{7,8}|\d{7,8})(?!\d)")
_PREFACE = re.compile(
    r"(?:12345|\d{5}热线|市长热线|便民热线|热线|平台|微信|公众号|小程序|网上|网格员|物业|居委会|房东|租客|家属|邻居|客服|转办|转派|转来|转|代报|代为|上报|派单|工单|老太太|老爷子|老人家?|大爷|大娘|阿姨|大姐|居民|对方|有人|一位|孕妇|孩子|重复|回访|重点|急|昨[天晚]|今[天早晚]|前天|早上|晚上|"
    r"上午|下午|凌晨|夜里|刚刚|从|自|开始|起|不热|没热|,)+"
)
"""What is said before a place of how the call came, and since when."""
_QUARTER = re.compile(r"[城市郊][东西南北]|[东西南北]郊|市区|城区|县城|老城|镇里")
"""Where in town a place lies, of which no other name is made."""
_HOUSES = "(?=教?职?工?(?:家属|宿舍|住宅|公寓))"
_BODIES = (
    (re.compile("街道办事处"), "街道办"),
    (re.compile(rf"(\d{{1,3}})院{_HOUSES}"), r"\1医院"),
    (re.compile(rf"(\d{{1,3}})中{_HOUSES}"), r"\1中学"),
    (re.compile(rf"(\d{{1,3}})小{_HOUSES}"), r"\1小学"),
)
NEAR = (
    r"(?:斜|正)?(?:对面|对过|对门|旁边|边上|附近|隔壁|周边|邻近|毗邻|紧邻|挨着|靠近|临近|距离|后身|后面|后边|前面|前边|外面|门外|墙外|以外|[前后][楼栋])|"
    r"斜对|旁(?=$|[是的有])|(?<!大)离(?=$)"
)
AREA_AROUND = re.compile(r"的?(?:附近|那边|这边|一带|周边|周围|那块|那片|这片|跟前|左近)")
"""What means the place as well as what lies around it; 对面 and 门外 mean what lies there alone."""
NEAR_ANYWHERE = re.compile(rf"{NEAR}|(?:[往以][东西南北]|[东西南北][侧边面])")
UNSURE = re.compile(
    r"不是|不在|不住|搬(?![来进入])|好像|可能|大概|也许|应该|估计|似乎|忘了|忘记|不知道|不清楚|不确定|不记得|没说|几号|几栋|几幢|几单元|哪|原来|以前|原先|曾|那边|"
    r"(?<![度热])不对(?!劲|外)|说错|记错|除外|以外|除(?=\d)|以[后上下内]|[往向][后上下]|一带|那片|这片|中间|之间|左右|除了|[?*]"
)
MIDDLE_UNIT = re.compile("中间(?=的?那?1?个?(?:单元|门|户|家))")
UNIT = re.compile(r"\d{1,2}(?:单元|门(?![市口外前]))")
HOUSE_YARD = re.compile(r"([甲乙丙丁]?)(\d{1,3})院")
BUILT_BEFORE = re.compile(
    rf"(?<![A-Z\d])([A-Z]|[甲乙丙丁戊])?(\d{{1,4}})?([A-Z]|[甲乙])?({STRONG})(?:(\d{{1,2}})(?:单元|门|-))?(?:\d{{1,4}}[室户]?)?的?$"
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


def in_full(name: str) -> str:
    """`name` with 2院, 3中 and 5小 before the word for their houses as 2医院, 3中学 and 5小学."""
    for short, full in _BODIES:
        name = short.sub(full, name)
    return name


def without_people(before: str) -> str:
    """What an address says before a place, without the caller, the telephone and the quarter of the town."""
    rest = PHONE.sub("", SPOKEN.sub("", before)).strip(",-")
    while (
        found := PERSON.match(rest) or COMPLAINT.match(rest) or _QUARTER.match(rest) or _PREFACE.match(rest)
    ) is not None:
        rest = rest[found.end() :].lstrip(",-")
    return rest


def is_street(estate: str) -> bool:
    """Whether what dispatch called the place is a street, whose houses are counted, not an estate."""
    return STREET.search(plain_place(estate)) is not None
