"""An address as it was told, with slips put right in mid-sentence -> the place that holds at the end.

“3号楼，哦不对，13号楼” is 13号楼; “不是13号楼，是3号楼” is 3号楼; who reports for a parent means the parent's home. What
cannot be put right so stays as it is, and its words of doubt with it.
"""

import re

from handbook.bulletin.building import STRONG
from handbook.bulletin.plain_writing import plain_place

_CLAUSES = re.compile(r"[,，。;；!！\n]+")
_WORTH = re.compile(
    "不对|不是|错|更正|改成|改为|口误|不在|不住|替|帮|[代给].*报|家在|家住|房子|[她他]住|以前|原来|原先|曾经|过去|从前|住在|住的|的是|地址|報|對|錯|幫"
)
"""Without one of these there is nothing to put right."""
_BUILT = rf"(?:[A-Z甲乙丙丁]?\d{{1,4}}[A-Z]?(?:{STRONG}|号(?!院))|[A-Z](?:{STRONG}))"
_CHAIN = r"[A-Z]?\d{1,3}-\d{1,2}-\d{2,4}"
_TOKENS = (
    re.compile(rf"{_CHAIN}|{_BUILT}|\d{{1,3}}楼(?=$|\||\d)"),
    re.compile(r"\d{1,2}(?:单元|门)"),
    re.compile(r"\d{3,4}(?:室|户|房)?(?!\d)"),
    re.compile(r"\d{1,2}(?:层|楼)"),
)
"""What may be put right by another of its kind: a building, a unit, a flat, a floor."""
_SECTION = re.compile(r"(?:\d{1,2}|[东西南北中A-Z])(?:期|区)")
_SOUNDS = r"[啊哦噢呃额嗯诶唉哎呀|,]*"
_WRONG = re.compile(
    rf"{_SOUNDS}(?:(?:不对(?![劲外着门过面])|不是(?=[|啊呀])|(?:说|(?<!登)记|报|讲|我)错了?|(?:^|(?<=[|啊哦\d楼栋幢座#室元门层期区院])|(?<=楼号))错了|更正(?:一下)?|口误|改成|改为)"
    rf"{_SOUNDS}(?:了|我|应该|应当|就)?)+(?:是|为|成|说的是|在|住){{0,2}}{_SOUNDS}"
)
_NOT_BUT = re.compile(
    r"(?<!是)(?:不是|不在|不住)(?P<wrong>[^|?]{1,20}?)(?<!不)[|,]*[而我]?(?:是|在|住)(?!不)(?P<right>.+)"
)
_BUT_NOT = re.compile(r"(?<!是)[|,]*(?:可|并)?(?<!是)不是(?P<wrong>[^|?]{1,20})(?=\||$)")
_PLACE = re.compile(r"\d|[园苑府里湾庭居阁轩邸村屯院郡墅坊寓城]|小区|家属|宿舍|大厦|广场|公馆|新村|山庄")
"""What a text has that names a place at all."""
_WHO = (
    r"(?:老人|老太太|老爷子|父母|爸妈|公婆|[我他她]?(?:老?[爸妈]|父亲|母亲|爷爷|奶奶|姥姥|姥爷|岳父|岳母|婆婆|公公|丈母娘|儿子|女儿|闺女|姑娘|"
    r"[哥姐弟妹舅姨姑叔]{1,2})|孩子|亲戚|朋友|同事|邻居|婆家|娘家|租户|租客|房客)"
)
_THEIRS = re.compile(
    rf"(?:^|\|)[^|\d]{{0,8}}?{_WHO}(?:们|她|他)?(?:家|的房子)?(?:住在|家在|住|在|是)+(?P<place>.+)$"
)
_MINE = re.compile(
    r"(?:用户|客户|业主|本人|自己|来电人|报修人|我)(?:本人|自己|家|现在|目前)*(?:住在|家在|住|在)+"
)
_HOME = re.compile(
    r"(?:^|\|)(?P<who>[^|\d]{0,6}?)(?:家在|家住|住在|房子[在是]|[她他]住|住的是|住址是?|地址是?|家是)(?P<place>.+)$"
)
_AT_WORK = re.compile(r"在?[^|]*?(?:上班|工作|出差|住院|打工|上学)|(?:公司|单位|店|学校)在[^|]*")
_OTHER_PLACE = re.compile(
    rf".{{2,}}?(?:{_BUILT}|{_CHAIN}|[^\d](?:[园苑府里湾庭居阁轩邸村屯院郡墅坊寓城]$|小区|家属|宿舍|新村|山庄))"
)
_NEIGHBOURS = re.compile("对门|对面|隔壁|邻居|楼[上下]|旁边")
_OWN = re.compile("[我他她]|自己|本人|业主|投诉|咨询")
_WRITTEN_AS = re.compile("[登报写记说当]成")
_HEDGE = re.compile(r"(?:好像|可能|大概|也许|估计|似乎)是?(?=[A-Z\d])")
_MOVED = re.compile(
    r"(?:以前|原来|原先|曾经|过去|从前)(?:住|在|是).*?[|,]?(?:现在?|目前|如今|后来)(?:已经)?(?:搬[到去至]了?)?(?:住在?|在|是)?(?P<place>[^|]+)$"
)
_REPORTED = re.compile(
    r"(?:报修|报的|不热|漏水|要问|问的|咨询|查询|要查)的?(?:地址|地点|地方|房子|房屋)?的?(?:是|在|为)+(?P<place>.*\d.*|.*(?:小区|家园|花园|家属院).*)$"
)


def said_last(address: str) -> str:
    """`address` in plain writing (see `plain_place`), put right as its own words say."""
    if _WORTH.search(address) is None:
        return plain_place(address)
    parts = [plain_place(part) for part in _CLAUSES.split(address)]
    text = _place_reported("|".join(part for part in parts if part))
    for _ in range(3):
        changed = _put_right(text)
        if changed == text:
            break
        text = changed
    return plain_place(text.replace("|", ","))


def _place_reported(text: str) -> str:
    """The place that is asked about, where another one is told beside it."""
    if (found := _REPORTED.search(text)) is not None:
        return found["place"]
    if (moved := _MOVED.search(text)) is not None and _OTHER_PLACE.match(moved["place"]) is not None:
        return moved["place"]
    home = _HOME.search(text)
    if home is not None and _PLACE.search(_AT_WORK.sub("", text[: home.start()])) is None:
        if home["place"][0].isascii():
            return text[: home.end("who")] + home["place"]  # 锦华嘉园，住在3号楼
        return home["place"] if _OTHER_PLACE.match(home["place"]) else text
    theirs = _THEIRS.search(text)
    if theirs is None or _OTHER_PLACE.match(theirs["place"]) is None or theirs["place"][0].isascii():
        return text
    head = text[: theirs.start()]
    is_told_apart = _MINE.search(head) is not None or _PLACE.search(head) is None
    return theirs["place"] if is_told_apart and "|" not in theirs["place"] else text


def _put_right(text: str) -> str:
    """`text` without the first thing that is taken back in it."""
    if (found := _NOT_BUT.search(text)) is not None:
        before, wrong, right = text[: found.start()], found["wrong"], found["right"]
        if right[0].isascii():
            return _with_last(before + wrong, right) or text
        is_place = _OTHER_PLACE.match(right) and not _NEIGHBOURS.match(right) and not _OWN.match(wrong)
        return right if is_place else text
    if (found := _WRONG.search(text)) is not None:
        head, tail = text[: found.start()], text[found.end() :]
        if not tail:
            return text
        if (hedge := _HEDGE.match(tail)) is not None:
            return _with_last(head, tail[hedge.end() :], hedge[0]) or text
        if (part := _SECTION.match(tail)) is not None or tail[0].isascii():
            return (_with_section(head, tail, part) if part is not None else _with_last(head, tail)) or text
        return tail if _OTHER_PLACE.match(tail) and not _WRITTEN_AS.match(tail) else text
    if (found := _BUT_NOT.search(text)) is not None and found.start():
        wrong = found["wrong"]
        if _PLACE.search(wrong) and not re.search(r"[吗吧么呢]$", wrong):
            return text[: found.start()] + text[found.end() :]
    return text


def _with_last(head: str, tail: str, hedge: str = "") -> str:
    """`head` to its last building, unit or flat, and `tail` from there on; empty where it has none of that kind.

    `hedge`: a word of doubt that stays before `tail`.
    """
    for token in _TOKENS:
        if token.match(tail) is None:
            continue
        found = list(token.finditer(head))
        return f"{head[: found[-1].start()]}{hedge}{tail}" if found else ""
    return ""


def _with_section(head: str, tail: str, part: re.Match[str]) -> str:
    """`head` with the part of the estate that `tail` begins with."""
    found = _SECTION.search(head)
    if found is None:
        return ""
    rest = tail[part.end() :] or head[found.end() :]
    return f"{head[: found.start()]}{part[0]}{rest}"
