"""A text goes in; the prohibited acts that it tells the reader to do come out, with the words and their offset.

An act that is negated, reported, asked about, warned of or done by somebody else is not an instruction. The
judgement is made clause by clause: “您先别放水” is fine, “您放点水试试” is not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.content.check_patterns import VERB
from handbook.content.checks import Act
from handbook.content.rules.negation import is_demanded, is_negated
from handbook.content.rules.wording import Clause, sentences

_CALLER = re.compile(
    r"(?<![给帮替为到把跟和比由])您(?!家|的|那|这|楼|小区|单元)|自己|自个儿?|咱|一起|请(?!师傅|维修|物业|专业|人)|麻烦|劳驾|建议|不妨|试着|要不(?!然)"
)
_OTHERS = r"师傅|维修|工作人员|抢修|我们|我这边|施工|物业|专业|持证|班组|他们|她们|他|她|供热单位|供热公司|热力|电工|开发商|装修队|医生|消防|换热站|站里|锅炉房|热源厂|厂里|调度|值班"
_NEIGHBOURS = r"邻居|楼上|楼下|有人|别人|人家|对门|隔壁|商户|饭店|住户|谁家|哪家|同楼"
_ACTOR = re.compile(
    rf"(?<![找见问跟告诉])(?:{_OTHERS})(?![^,]{{0,4}}(?:之前|以前|来前|到前|没到|没来|还没))|(?<![让叫请帮跟])(?:{_NEIGHBOURS})"
)
_WAITED_FOR = re.compile(r"(?:不用|别|甭|先不|没)?等(?=师傅|维修|工作人员|抢修|物业|我们|专业)[^,]{0,12}")
_WAIT_THEN_THEY = re.compile(
    r"^等(?:师傅|维修|工作人员|抢修|物业|我们|专业)[^,]{0,6}(?:来|上门|到|过去)[^您自己]*$"
)
_CONTINUES = re.compile(r"^(?:再|然后|会|现场|上门|到场|进行|负责|才|给您|帮您|还会|也会|需要|要|来)")
_PEJORATIVE = re.compile(
    r"(?:私自|擅自|偷偷|私下|违规|违法|非法|未经\S{0,8}|偷着?|私)(?:地|去)?$|(?:成|叫|算|等于|就是|变成|当成|是在)$"
)
_REPORTED = re.compile(
    r"举报|反映|投诉|怀疑|涉嫌|查处|查到|制止|劝阻|关于|有关|所谓|涉及|像$|比如|例如|包括|属于|就是指|说的|提到|讲的|听说|以为"
)
_NOUN = re.compile(
    r"^(?:装置|行为|现象|的?(?:情况|人家?|事|用户|邻居|问题|危害|后果|位置|时间|线索|记录|证据|照片|视频|声音|做法|说法|费用))|^的(?!话|时候|时)"
)
# “放水会…”, “放水等于…”: a statement about the act, unless it promises good.
_TALKED_ABOUT = re.compile(
    r"^(?:只|也|都|反而|还)?会(?![^,。]{0,4}(?:热|好|管用|舒服|强|见效))|^(?:等于|容易|属于|影响|害|是(?!可以|能|好|对))"
)
_ASKED_BEFORE = re.compile(
    r"(?:有没有|是不是|是否|有无|谁|曾|之前|以前|最近|近期|刚才?)(?![^,]{0,4}(?:该|要|需要|得|可以|能))"
)
_ASKED_AFTER = re.compile(r"^[^,]{0,3}(?:了|过)[^,。]{0,4}(?:吗|没有?|么|吧?\?)")
_URGES_BEFORE = re.compile(
    r"您(?:先|就|可以|再|自己|去|把|放|能|试)|请|可以|试|建议|麻烦|不妨|要不(?!然)|^先|^再|^就|快|赶紧|只好|只能|得先"
)
_URGES_AFTER = re.compile(r"^[^,。]{0,4}(?:试试|试一下|一下|吧|就行|就好|就可以|看看|即可)")
_IF = re.compile(r"要是|如果|若|一旦|万一|假如|只要|谁|凡是|每|一(?=放|装|拆|改|动|堵)")
_BAD = (
    r"(?:遭罪|受罪|挨冻|担着|出了?事|带走|糟|跟着凉|凉下来|不允许|不准|不行|不可以|不让|禁止|违规|违反|违法|违约|影响|责任|担责|赔|罚|"
    r"查处|危险|风险|触电|失水|掉压|不热|更凉|更冷|变凉|损失|损坏|没用|不管用|不顶用|解决不了|治标|得不偿失|害|反而|造成|导致|"
    r"举报|拆除|拆掉|属于|不安全|跑水|不解决|不是办法|没有用|进气|吃亏|不合适|不划算)"
)
# These name a harm only where they are said to follow: “会烫着”, not “漏的地方”.
_HARM = r"(?:会|就|能|容易|更|还|要|得)[^,。]{0,6}(?:烫|伤|坏|裂|断|爆|漏|喷|淹|压力|处理)"
_BAD_END = re.compile(rf"{_BAD}|{_HARM}")
_OTHERWISE = re.compile(r"不然|否则|省得|免得|以免|以防")
_PERMISSION = re.compile(r"申请|登记|营业厅|报给|备案|批下来|批了|同意|批准|许可|审批|报备|手续|书面|资质")


@dataclass(frozen=True, slots=True)
class Instruction:
    """A prohibited act that the text tells the reader to do."""

    act: str
    words: str
    start: int


def instructed_acts(text: str, acts: Sequence[Act]) -> Iterator[Instruction]:
    """Every one of `acts` that `text` tells the reader to do, at most one for each act and clause."""
    for clauses in sentences(text):
        for index in range(len(clauses)):
            for act in acts:
                found = _first_instruction(clauses, index, act)
                if found:
                    start = clauses[max(0, index - 1)].start + found.start()
                    yield Instruction(act.name, found.group(), start)


def _first_instruction(clauses: Sequence[Clause], index: int, act: Act) -> re.Match[str] | None:
    """The first match whose verb stands in clause `index`; its object may stand in the clause before."""
    previous = clauses[index - 1] if index else None
    text = (previous.text if previous else "") + clauses[index].text
    own = len(previous.text) if previous else 0
    for pattern in act.patterns:
        for found in pattern.finditer(text):
            verb = verb_start(found) - own
            if verb >= 0 and not _is_excused(clauses, index, verb, found.end() - own, act):
                return found
    return None


def verb_start(found: re.Match[str]) -> int:
    """Where the verb of a matched act begins."""
    return found.start(VERB) if VERB in found.re.groupindex else found.start()


def _is_excused(clauses: Sequence[Clause], index: int, verb: int, end: int, act: Act) -> bool:
    clause = clauses[index].text
    before = clause[:verb]
    after = clause[end:]
    rest = after + "".join(c.text for c in clauses[index + 1 :])
    if is_demanded(before, rest):
        return False
    return (
        is_negated([c.text for c in clauses[:index]], before)
        or _is_reported(before, after)
        or _is_done_by_others(clauses, index, before)
        or _is_warned_of(before, after, rest)
        or (act.is_by_permission and _PERMISSION.search("".join(c.text for c in clauses)) is not None)
    )


def _is_reported(before: str, after: str) -> bool:
    if _URGES_AFTER.search(after):
        return False
    return bool(
        _PEJORATIVE.search(before)
        or _REPORTED.search(before)
        or _NOUN.search(after)
        or (_TALKED_ABOUT.search(after) and not _URGES_BEFORE.search(before))
        or _ASKED_BEFORE.search(before)
        or _ASKED_AFTER.search(after)
    )


def _is_done_by_others(clauses: Sequence[Clause], index: int, before: str) -> bool:
    subject = _subject(before)
    if subject is not None:
        return subject
    if index == 0 or not _CONTINUES.match(clauses[index].text):
        return False
    return _subject(clauses[index - 1].text) is True


def _subject(before: str) -> bool | None:
    """True if somebody else acts, False if the caller does, None if nobody is named."""
    if _WAIT_THEN_THEY.match(before):
        return True
    # “不用等师傅” names the fitter as somebody who is waited for, not as the one who acts.
    words = _WAITED_FOR.sub("", before)
    caller = max((m.start() for m in _CALLER.finditer(words)), default=-1)
    others = max((m.start() for m in _ACTOR.finditer(words)), default=-1)
    if caller < 0 and others < 0:
        return None
    return others > caller


def _is_warned_of(before: str, after: str, rest: str) -> bool:
    conditional = _IF.search(before) is not None or "的话" in after
    if not conditional and (_URGES_BEFORE.search(before) or _URGES_AFTER.search(after)):
        return False
    bad = _BAD_END.search(rest)
    otherwise = _OTHERWISE.search(rest)
    return bad is not None and (otherwise is None or otherwise.start() > bad.start())
