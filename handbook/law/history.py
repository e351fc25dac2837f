"""The lines below a title -> the events they tell: passed, made public, amended, and who made the law."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from handbook.chinese_numbers import DIGITS, whole_number
from handbook.law.draft import Change

_HAN_DIGIT = "〇○ＯO零一二三四五六七八九"
DAY = re.compile(
    rf"(?P<year>\d{{4}}|[{_HAN_DIGIT}]{{4}})\s*年\s*(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*月\s*"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
"""A day as laws write it: 2026年5月1日, 二〇二六年五月一日."""
_WORDS = {
    "修正": "修正",
    "修改": "修正",
    "修订": "修订",
    "通过": "通过",
    "批准": "批准",
    "公布": "公布",
    "发布": "公布",
    "颁布": "公布",
    "印发": "公布",
    "废止": "废止",
    "施行": "施行",
    "实施": "施行",
    "生效": "施行",
}
EVENT = re.compile("|".join(_WORDS))
"""A word for what happened to a law."""
_AMENDED = re.compile("修正(?!案)|修订|修改")
_NAMED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|〈[^〈〉]*〉")
_SINCE = re.compile(r"自?(?:公布|发布|颁布|印发|通过|批准|下发)之日起")
_SESSION = re.compile(rf"第[{_HAN_DIGIT}十百\d\s]+届")
_AFTER_ORGAN = re.compile(
    rf"第[{_HAN_DIGIT}十百\d\s]+(?:次|号|届)|令|公告|会议|通过|批准|公布|发布|颁布|审议|常务会|部务|主任|以|经|（|\(|《|\[|〔"
)
_IN_HEAD = re.compile(
    rf"[（(【\[]?\s*(?:题注[:：])?\s*[（(]?\s*(?:根据|经|自|已经|已由|已于|于)?\s*(?:{DAY.pattern.replace('?P<year>', '').replace('?P<month>', '').replace('?P<day>', '')})"
)
_MADE_PUBLIC = re.compile(
    r"已[由经于].{0,160}(?:通过|批准).{0,80}(?:公布|发布|施行)|现予(?:公布|发布)|^自.{4,24}起(?:施行|实施)。?$"
)
_ITEM_OF_DECISION = re.compile(r"[一二三四五六七八九十]{1,3}、")
_ANNOUNCED = re.compile(r"已[由经](?P<organ>[^，。；]{3,40}?)第[^，。；]{1,10}次会议")
_REASONS = re.compile(r"制定本|作如下|决定如下|解释如下|规定如下|通知如下|批复如下|答复如下|为了|结合")
_LONGEST = 400
_ENDS_IN_EVENT = re.compile(rf"(?:{EVENT.pattern})[）)\s。]*$")


def read_day(match: re.Match[str]) -> date | None:
    """The day of a match of `DAY`; None for one that no calendar has."""
    year, month, day = (unicodedata.normalize("NFKC", match[name]) for name in ("year", "month", "day"))
    digits = "".join(c if c.isascii() and c.isdigit() else str(DIGITS.get(c, 0)) for c in year)
    try:
        return date(int(digits), whole_number(month) or 0, whole_number(day) or 0)
    except ValueError:
        return None


def without_names(text: str) -> str:
    """`text` without the names of laws in it: their words are no events."""
    return _NAMED.sub("", text)


def begins_item(words: str) -> bool:
    """Whether a line is numbered as the items of a decision are, by 一 and a comma."""
    return _ITEM_OF_DECISION.match(words) is not None


def ends_in_event(words: str) -> bool:
    """Whether a line ends in what happened to a law."""
    return _ENDS_IN_EVENT.search(words) is not None


def tells_history(words: str) -> bool:
    """Whether a line above the body tells what happened to the law."""
    if len(words) > _LONGEST * 3 or begins_item(words):
        return False
    if _MADE_PUBLIC.search(words):
        return True
    if len(words) > _LONGEST or _REASONS.search(without_names(words)):
        return bool(re.match(r"[（(]", words)) and bool(DAY.search(words) and EVENT.search(words))
    if DAY.fullmatch(words.strip("（）() ")):
        return True
    bare = without_names(words)
    return bool(DAY.search(bare) and EVENT.search(bare)) and (
        _IN_HEAD.match(words) is not None or ends_in_event(words)
    )


def changes_in(lines: Sequence[str]) -> tuple[Change, ...]:
    """The events of these lines, by their days.

    A day without a word of its own takes that of the next one: “根据1999年…、2001年…修正”.
    """
    found: set[tuple[date, str]] = set()
    for line in lines:
        text = without_names(line)
        matches = list(DAY.finditer(text))
        word = ""
        for match, after in zip(reversed(matches), [None, *reversed(matches)], strict=False):
            words = text[match.end() : after.start() if after else len(text)]
            word = _word(_SINCE.sub("", words)) or word
            day = read_day(match)
            if day is not None and word:
                found.add((day, word))
            if day is not None and _SINCE.search(words) and "公布" in words and word:
                found.add((day, "公布"))
    return tuple(Change(day=day, word=word) for day, word in sorted(found))


def _word(words: str) -> str:
    if amended := _AMENDED.search(words):
        return _WORDS[amended[0]]
    event = EVENT.search(words)
    return _WORDS[event[0]] if event else ""


def organ_in(lines: Sequence[str]) -> str:
    """Who passed the law, else who made it public, as the lines say; empty where they do not."""
    for wanted in ("通过", "公布|发布|颁布|印发", "批准"):
        for line in lines:
            text = without_names(line)
            if announced := _ANNOUNCED.search(_SESSION.sub("", text)):
                return announced["organ"]
            for match in DAY.finditer(text):
                behind = text[match.end() :]
                event = EVENT.search(behind)
                if event is None or not re.fullmatch(wanted, event[0]):
                    continue
                organ = _AFTER_ORGAN.split("".join(_SESSION.sub("", behind).split()), maxsplit=1)[0]
                organ = organ.strip("，,：:由经在第")
                organ = organ.removesuffix("审判委员会").removesuffix("检察委员会")
                if 2 < len(organ) <= 40:
                    return organ
    return ""
