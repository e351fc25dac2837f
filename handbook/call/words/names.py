"""Text that may name a caller -> the same text with the names that are surely names as stars.

A name is taken for one only after a word that introduces names, or before a form of address; a surname alone,
or in any other place, is left as it is (张贴, 王府井, 高层): a note that is masked at random helps nobody.
"""

import re

_PLAIN = "王张刘陈杨赵黄周吴徐孙胡朱郭梁谢宋郑韩冯董曹袁邓沈吕苏卢蒋蔡贾魏薛阎闫潘杜戴姜崔谭廖邹熊孟秦尹黎贺龚邵赖郝侯邱汪姚彭肖隋曲鞠栾迟衣"
_DOUBTFUL = "李林何高马罗唐许曾田余于叶程丁任钟范陆方石夏江白段雷史龙陶顾毛钱严洪武莫孔金傅关"
"""Surnames that end many other words (由于, 分钟, 交钱): before a form of address only after a break."""
_RARE = (
    "毕纪施宫庞岳乔牛柴尚滕康常葛柳万聂祝战苗谷丛倪符耿佟富裴焦管覃祁申殷章俞褚卫易倪詹喻柯翁司卓芦佘项贲辛闵甘鲍盛"
    "裘解应丘骆蔚糜晏柏窦宁仇栗匡冉欧诸艾巩池冷蒲鹿敖亓逄仲门单简牟麻屈靳伊初盖桂娄刁訾明郎车连辜荆阙"
)
"""Rarer ones, many of them common words too: only before a form of address, after a break."""
_COMPOUND = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|夏侯|端木|独孤|令狐|轩辕|呼延|宇文|长孙|完颜"
_SURNAME = f"(?:{_COMPOUND}|[{_PLAIN}{_DOUBTFUL}])"
_TITLE = "先生|女士|小姐|大爷|大妈|大娘|大叔|大姐|大哥|阿姨|奶奶|爷爷|叔叔|婶子|老太太|老爷子"
_POST = "师傅|经理|主任|老师|医生|站长|班长"
"""Whoever bears one is mostly no caller."""
_GIVEN = rf"(?:(?!{_TITLE}|{_POST})[\u4e00-\u9fff](?<![电话手机的家住在说是来要号户地址不没有暖气冷热温漏水也就和跟与去到打叫称讲反映投诉楼室元]))"
# Words that begin like a name.
_NO_NAME = (
    r"(?!张[贴挂罗开口嘴望]|王[府岗兆]|高[层低压温速新峰龄额]|马[上路桶家]|周[一二三四五六日天末边围期年转]|温度|何[时处况必]|"
    r"方[便面法向案式]|关[闭于阀掉上系键门停机]|于[是此]|白[天色班]|江[北南边湾]|金[额属]|钱[款数]|石[油头]|林[业场区]|"
    r"黄[河色牌金]|龙[头江]|任[何务]|许[可多]|程[度序]|段[落位]|夏[天季]|余[额热]|田[地]|丁字|史无|顾客|范围|高于|"
    r"孙子(?![^\W来去开在家说打住找不也是的要帮接回病上下有没都和跟给叫](?![\u4e00-\u9fff]))|胡同|胡乱|杨树|谢谢|宋体|秦皇|陈[旧述]|吴[淞]|徐徐|严[重寒格]|毛[病巾]|洪水|武[警装]|莫名|孔[洞径]|雷[雨电]|"
    r"陆续|叶轮|罗列|唐突|曾经|姜黄|曲[线折]|迟[到迟延]|衣[服柜架]|肖像|朱红|苏打|沈阳|杜绝|谭)"
)
_PLACE = r"(?![\u4e00-\u9fff]{0,3}(?:小区|花园|家园|物业|公司|社区|单位|街道|路口|大街|学校|医院|幼儿园|饭店|村|屯))"
_CALLED = "姐|哥|姨|叔|婶|嫂|伯"
"""Short forms of address: only after a plain surname behind a break, and where no other word begins."""
_NAME = rf"{_NO_NAME}{_SURNAME}{_PLACE}{_GIVEN}{{1,2}}"
_ANY_NAME = r"(?!不|没|无|未|同|见|待|已|暂|空|略|匿|某|本人|有|是|物业|公司|社区|单位|前台|值班|邻居|保安|家[属里中人]|儿|女儿|老|父|母|租|房|业主|用户|住户|客服|热线|自己|他|她|我|您|你|电话|手机)[\u4e00-\u9fff]{2,3}"
_ROLE = (
    "用户|业主|户主|房主|房东|屋主|产权人|申请人|报修人|投诉人|反映人|来电人|来电者|经办人|代办人|租户|租客|住户|居民|家属|联系人|"
    "老伴|爱人|丈夫|妻子|老公|老婆|儿子|女儿|儿媳|女婿|媳妇|父亲|母亲|[爸妈]{1,2}|孙子|孙女|邻居|客户|本人"
)
_NAME_ENDS = rf"(?=$|[^\u4e00-\u9fff]|{_TITLE}|电话|手机|反映|来电|本人|称)"
_RARE_NAME = (
    rf"(?!单[位元]|施[工主]|车[主间上位]|房主|应[该急]|安排|解释|管[理线道网]|焦虑|宁可|常[年来]|连续|明[天日确]|简单|门|"
    rf"池|解[决除]|申[请报]|易|冷|平房|祝|初|丛|毕竟|尚未|诸多|联系)[{_RARE}]{_GIVEN}{{1,2}}"
)
# The first condition only spares the time of the others.
_BREAK = rf"(?=[{_PLAIN}{_DOUBTFUL}{_RARE}{_COMPOUND}])(?:(?<![\u4e00-\u9fff])|(?<=[是找叫姓给跟问请让老小]))"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:姓名|名字|联系人|户名|收件人|我叫|名叫|叫做|全名|本名|大名)[\s:\uff1a,\uff0c是为叫(\uff08/=\[【-]{{0,3}}({_NAME})",
        rf"(?:{_ROLE})[\s:\uff1a(\uff08/=\[【-]{{0,2}}({_NAME}){_NAME_ENDS}",
        rf"(?:{_ROLE}|[她他我]|姓[\u4e00-\u9fff]{{1,2}}[,\uff0c]?)(?:就?叫|是|为|名叫|姓名|名)[\s:\uff1a]{{0,2}}({_NAME}){_NAME_ENDS}",
        rf"(?:名字|姓名|全名|本名|大名)(?:就?[叫是为])?[\s:\uff1a]{{0,2}}({_RARE_NAME}){_NAME_ENDS}",
        rf"(?:{_ROLE}|我叫|名叫)\s*[:\uff1a]\s*({_RARE_NAME}){_NAME_ENDS}",
        rf"(?:我|名|户主|业主)叫(?![车连单应明常安简])({_RARE_NAME}){_NAME_ENDS}",
        rf"((?=[{_PLAIN}{_COMPOUND}])(?<![紧纸夸主扩国大霸每上下本这发二桥房]){_NO_NAME}(?:{_COMPOUND}|[{_PLAIN}]))(?:{_TITLE})",
        rf"((?:{_BREAK}){_NO_NAME}(?:[{_DOUBTFUL}]|(?![施车用房户]主|施工|连续)[{_RARE}]))(?:{_TITLE})",
        rf"((?:{_BREAK}){_NO_NAME}[{_PLAIN}])(?:{_CALLED})(?![\u4e00-\u9fff])",
        rf"((?:{_BREAK}){_NO_NAME}[{_PLAIN}])(?:{_CALLED})(?=家|说|来|打|电|手|反|在|的|不|要|那|开)",
        # A label with a colon leaves no doubt, whatever the surname.
        rf"(?:姓名|联系人|户名|收件人|全名)\s*[:\uff1a]\s*({_ANY_NAME})(?=$|[^\u4e00-\u9fff]|{_TITLE}|电话|手机)",
        rf"((?:{_BREAK}){_NAME})(?:{_TITLE})",
        rf"((?:{_BREAK})(?!施[工主]|车[主间上]|房主|单[位元]|应[该急]|安排|解释|管[理线道网]|焦虑|宁可|开|门|常[年来]|易|明|连|简)"
        rf"[{_RARE}]{_GIVEN}{{1,2}})(?:先生|女士|小姐)",
    )
)


def mask_names(text: str) -> str:
    """Names after 姓名, 联系人, 我叫 …, and those before 先生, 女士, 大爷 …, with a star for each sign."""
    before = ""
    while text != before:  # a star is a break, behind which the next name may stand
        before = text
        for pattern in _PATTERNS:
            text = pattern.sub(_starred, text)
    return text


def _starred(match: re.Match[str]) -> str:
    start, end = match.start(1) - match.start(), match.end(1) - match.start()
    whole = match.group()
    return whole[:start] + "*" * (end - start) + whole[end:]
