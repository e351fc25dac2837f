"""What a caller says of other people's buildings -> the address without it: the building named first is the caller's own.

“6号楼，说隔壁7号楼有热” is 6号楼. A building is let go only behind another one, and only where it is said to have heat, or
nothing more than that somebody else lives there; “6号楼，隔壁7号楼也不热” stays as it is, and somebody has to ask.
"""

import re

from handbook.chinese_numbers import HAN_NUMERALS

_NUMBER = rf"[A-Za-z]?[\d{HAN_NUMERALS}]{{1,4}}"
_BUILDING = rf"{_NUMBER}\s*(?:号楼|号(?!院)|[栋幢座#]|单元|楼)"
_OWN = re.compile(rf"{_BUILDING}|\d{{1,3}}-\d{{1,2}}-\d{{3,4}}")
_GAP = r"(?:[\s,，。;；!！、(（]|(?=[说比]))+"
_SAYS = r"(?:但是?|可是?|而|就是|他|她|我|用户|客户|业主|对方)*(?:听说|还说|说是|说|反映|看|问|质疑)*(?:为什么|为啥|怎么|咋|凭什么)?"
_OTHERS = r"(?:[我他她]们?家?)?(?:隔壁|人家|别人家?|别的|邻居家?|对门|对面|旁边|前后|前面|后面|前边|后边|同小区|同院)的?(?:小区)?(?:那个)?"
_PERSON = (
    r"(?:[我他她]家?)?的?(?:亲戚|朋友|同事|同学|邻居|别人|人家|老?[爸妈]|父母|婆婆|公公|老?丈人|丈母娘|对象|孩子|岳父|岳母|姥姥|姥爷|爷爷|奶奶|"
    r"儿子|女儿|闺女|[哥姐弟妹舅姨姑叔]{1,2})"
)
_HAS_HEAT = (
    r"(?:[都也就全早已经一直倒]|现在|今天|昨天|家家|屋里|室内|暖气|家里|温度)*"
    r"(?:有热|有暖气?|供[暖热]了|来热|供热了?|供上|热(?!线|力|水|源|网|计)|暖和|正常|没停|不停|没事|好好的|好的?(?:呢|了)|烫|\d{2}度)"
)
_END = r"[^,，。;；!！\s]*"
_TALK = (
    re.compile(rf"{_GAP}{_SAYS}{_OTHERS}(?:那?[栋个]?(?:楼|单元)|家)?{_HAS_HEAT}{_END}"),
    re.compile(
        rf"{_GAP}{_SAYS}{_OTHERS}(?:{_PERSON}家?)?(?:住的?|在)*{_BUILDING}(?:的|那边|[我他她]家)?(?:{_HAS_HEAT}|(?:怎么|为什么|为啥|咋)[都就]?有){_END}"
    ),
    re.compile(
        rf"{_GAP}{_SAYS}(?:同小区|小区)?(?:的|我们|他们)?{_BUILDING}(?:的|那边|那里|那栋|楼)?{_HAS_HEAT}{_END}"
    ),
    re.compile(
        rf"{_GAP}{_SAYS}{_BUILDING}(?:是|住的?是?|有)?{_PERSON}家?(?:{_HAS_HEAT}{_END}|(?=[\s,，。;；!！)）]*$))"
    ),
    re.compile(rf"{_GAP}{_SAYS}{_PERSON}家?(?:住的?是?|在)*{_BUILDING}的?{_HAS_HEAT}{_END}"),
    re.compile(
        rf"{_GAP}{_SAYS}{_PERSON}家?住的是?{_BUILDING}(?:也[^,，。;；!！\s]*|(?=[\s,，。;；!！)）]*$))"
    ),
    re.compile(
        rf"{_GAP}(?:{_SAYS})?(?:没有?|不如|比)(?:隔壁|人家)?{_BUILDING}(?:[那还]|{_HAS_HEAT}|冷|凉|低|差){_END}"
    ),
)
"""隔壁7号楼有热; 3号楼都热就他家不热; 3号楼他亲戚家; 我妈住的5号楼; 比5号楼冷."""
_TAKES_BACK = re.compile(r"不对|错|更正|改成|不是|其实|应该|搬")


def without_others(address: str) -> str:
    """`address` without what is said of other people's buildings behind the first one."""
    own = _OWN.search(address)
    if own is None or _TAKES_BACK.search(address) is not None:
        return address
    head, tail = address[: own.end()], address[own.end() :]
    if re.match(rf"(?:的|那边)?{_HAS_HEAT}(?![吗么没])", tail) is not None:
        return address  # 3号楼有热, 5号楼没有: the first may be the other one
    for talk in _TALK:
        tail = talk.sub("", tail)
    return head + tail
