"""Text that may name a caller -> the same text with the names that are surely names as stars.

A name is taken for one only after a word that introduces names, or before a form of address; a surname alone,
or in any other place, is left as it is (张贴, 王府井, 高层): a note that is masked at random helps nobody.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from handbook.paths import surnames_file

_TITLE = "先生|女士|小姐|大爷|大妈|大娘|大叔|大姐|大哥|阿姨|奶奶|爷爷|叔叔|婶子|老太太|老爷子"
_POST = "师傅|经理|主任|老师|医生|站长|班长"
"""Whoever bears one is mostly no caller."""
_GIVEN = rf"(?:(?!{_TITLE}|{_POST})[\u4e00-\u9fff](?<![电话手机的家住在说是来要号户地址不没有暖气冷热温漏水也就和跟与去到打叫称讲反映投诉楼室元]))"
_PLACE = r"(?![\u4e00-\u9fff]{0,3}(?:小区|花园|家园|物业|公司|社区|单位|街道|路口|大街|学校|医院|幼儿园|饭店|村|屯))"
_CALLED = "姐|哥|姨|叔|婶|嫂|伯"
"""Short forms of address: only after a plain surname behind a break, and where no other word begins."""
_ANY_NAME = r"(?!不|没|无|未|同|见|待|已|暂|空|略|匿|某|本人|有|是|物业|公司|社区|单位|前台|值班|邻居|保安|家[属里中人]|儿|女儿|老|父|母|租|房|业主|用户|住户|客服|热线|自己|他|她|我|您|你|电话|手机)[\u4e00-\u9fff]{2,3}"
_ROLE = (
    "用户|业主|户主|房主|房东|屋主|产权人|申请人|报修人|投诉人|反映人|来电人|来电者|经办人|代办人|租户|租客|住户|居民|家属|联系人|"
    "老伴|爱人|丈夫|妻子|老公|老婆|儿子|女儿|儿媳|女婿|媳妇|父亲|母亲|[爸妈]{1,2}|孙子|孙女|邻居|客户|本人"
)
_NAME_ENDS = rf"(?=$|[^\u4e00-\u9fff]|{_TITLE}|电话|手机|反映|来电|本人|称)"
# 孙子 is a grandson, unless what follows could be the rest of a name.
_GRANDSON = r"孙子(?![^\W来去开在家说打住找不也是的要帮接回病上下有没都和跟给叫](?![\u4e00-\u9fff]))"


@dataclass(frozen=True, slots=True)
class _Table:
    """The surnames as parts of patterns."""

    plain: str
    doubtful: str
    """They end many other words (由于, 分钟, 交钱): before a form of address only after a break."""
    rare: str
    """Many of them common words too: only before a form of address, after a break."""
    compound: str
    no_name: str
    """Words that begin like a name."""
    no_rare_name: str
    no_rare_before_title: str

    @property
    def surname(self) -> str:
        return f"(?:{self.compound}|[{self.plain}{self.doubtful}])"

    @property
    def name(self) -> str:
        return rf"{self.no_name}{self.surname}{_PLACE}{_GIVEN}{{1,2}}"

    @property
    def rare_name(self) -> str:
        return rf"(?!{self.no_rare_name})[{self.rare}]{_GIVEN}{{1,2}}"

    @property
    def break_(self) -> str:
        # The first condition only spares the time of the others.
        return (
            rf"(?=[{self.plain}{self.doubtful}{self.rare}{self.compound}])"
            r"(?:(?<![\u4e00-\u9fff])|(?<=[是找叫姓给跟问请让老小]))"
        )


@lru_cache(maxsize=1)
def _table() -> _Table:
    """The table; read when the first text is masked, not at the start."""
    rows: dict[str, list[str]] = defaultdict(list)
    for line in surnames_file().read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, text, *then = (re.escape(cell) for cell in line.split("\t"))
            rows[kind].append(f"{text}[{then[0]}]" if then else text)
    joined = {kind: "|".join(words) for kind, words in rows.items()}
    return _Table(**{**joined, "no_name": f"(?!{joined['no_name']}|{_GRANDSON})"})


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    t = _table()
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?:姓名|名字|联系人|户名|收件人|我叫|名叫|叫做|全名|本名|大名)[\s:\uff1a,\uff0c是为叫(\uff08/=\[【-]{{0,3}}({t.name})",
            rf"(?:{_ROLE})[\s:\uff1a(\uff08/=\[【-]{{0,2}}({t.name}){_NAME_ENDS}",
            rf"(?:{_ROLE}|[她他我]|姓[\u4e00-\u9fff]{{1,2}}[,\uff0c]?)(?:就?叫|是|为|名叫|姓名|名)[\s:\uff1a]{{0,2}}({t.name}){_NAME_ENDS}",
            rf"(?:名字|姓名|全名|本名|大名)(?:就?[叫是为])?[\s:\uff1a]{{0,2}}({t.rare_name}){_NAME_ENDS}",
            rf"(?:{_ROLE}|我叫|名叫)\s*[:\uff1a]\s*({t.rare_name}){_NAME_ENDS}",
            rf"(?:我|名|户主|业主)叫(?![车连单应明常安简])({t.rare_name}){_NAME_ENDS}",
            rf"((?=[{t.plain}{t.compound}])(?<![紧纸夸主扩国大霸每上下本这发二桥房]){t.no_name}(?:{t.compound}|[{t.plain}]))(?:{_TITLE})",
            rf"((?:{t.break_}){t.no_name}(?:[{t.doubtful}]|(?![施车用房户]主|施工|连续)[{t.rare}]))(?:{_TITLE})",
            rf"((?:{t.break_}){t.no_name}[{t.plain}])(?:{_CALLED})(?![\u4e00-\u9fff])",
            rf"((?:{t.break_}){t.no_name}[{t.plain}])(?:{_CALLED})(?=家|说|来|打|电|手|反|在|的|不|要|那|开)",
            # A label with a colon leaves no doubt, whatever the surname.
            rf"(?:姓名|联系人|户名|收件人|全名)\s*[:\uff1a]\s*({_ANY_NAME})(?=$|[^\u4e00-\u9fff]|{_TITLE}|电话|手机)",
            rf"((?:{t.break_}){t.name})(?:{_TITLE})",
            rf"((?:{t.break_})(?!{t.no_rare_before_title})"
            rf"[{t.rare}]{_GIVEN}{{1,2}})(?:先生|女士|小姐)",
        )
    )


def mask_names(text: str) -> str:
    """Names after 姓名, 联系人, 我叫 …, and those before 先生, 女士, 大爷 …, with a star for each sign."""
    before = ""
    while text != before:  # a star is a break, behind which the next name may stand
        before = text
        for pattern in _patterns():
            text = pattern.sub(_starred, text)
    return text


def _starred(match: re.Match[str]) -> str:
    start = match.start(1) - match.start()
    end = match.end(1) - match.start()
    whole = match.group()
    return whole[:start] + "*" * (end - start) + whole[end:]
