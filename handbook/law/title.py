"""The rows above the body -> the title of the law, also one set over two lines, and the place it names."""

import re
from collections.abc import Sequence

from handbook.law.headings import begins_annex
from handbook.law.history import DAY, EVENT, begins_item, tells_history
from handbook.law.law_rows import SENTENCE_END, Row, without_blanks
from handbook.law.stray_lines import stray_reason

_LAW_END = re.compile(
    r"(?:法|条例|规定|办法|细则|决定|决议|解释|规则|通知|批复|意见|方案|章程|准则|标准|制度|通则|公约|协定|议定书|答复|复函|"
    r"纪要|修正案|法典|规范|程序|措施|纲要|若干问题|解答|规程|指引|指南|目录|清单|计划|规划|安排|函)"
    r"(?:[（(](?:试行|暂行|草案|修订|修正|节选|[一二三四五六七八九十]{1,2}|[^（）()]{0,14}(?:修正|修订)[^（）()]{0,6})[）)]|节选)*》?$"
)
_ANNOUNCEMENT = re.compile(r"(?:公告|公报|主席令|令|公布令)$")
_SENDING = re.compile(r"(?:印发|发布|公布)《.+》的(?:通知|公告)$")
_ON = (
    "关于",
    "的",
    "实施",
    "施行",
    "及",
    "和",
    "若干",
    "适用",
    "贯彻",
    "办理",
    "修改",
    "（试行",
    "(试行",
    "（暂行",
    "(暂行",
)
_OF_A_LAW = ("实施", "施行", "的", "（试行", "(试行", "（暂行", "(暂行")
_UNFINISHED = (
    "关于",
    "的",
    "和",
    "与",
    "、",
    "实施",
    "及",
    "》",
    "等",
    "适用",
    "管理",
    "保护",
    "促进",
    "修改",
)
_TRIAL = re.compile(r"[（(](?:试行|暂行)[）)]")
_MOST = 90
_LONGEST = 600
_HISTORY_BEHIND = re.compile(
    r"(?P<title>.+?)\s*(?P<history>[（(](?=[^（）()]*\d{4})[^（）()]*(?:通过|公布|发布|修正|修订|批准|[日月])[^（）()]*[）)])$"
)
NUMBER = re.compile(
    r"[（(【]?[^，。；：]{0,40}?(?:[〔\[（(【﹝]\s*(?:19|20)\d{2}\s*[〕\]）)】﹞]\s*(?:第\s*)?\d+\s*号"
    r"|(?:令|公告|函|字)?\s*第?\s*[〇○零一二三四五六七八九十百\d]+\s*号(?:令|公告)?)[)）】]?"
)
"""A 文号 that stands alone on its line."""
_PLACE = re.compile(
    r"(?P<stem>[\u4e00-\u9fff]{2,8}?)(?P<kind>特别行政区|自治区|自治州|自治县|自治旗|经济特区|省|市(?![场容])|盟|地区)"
)
_NO_PLACE = re.compile(
    r"全国|国家|中央|国务院|最高|关于|中华|人民|管理|规定|[和与的等及《]|城镇|大中|中小|[大中小古新县山]城$"
)
_NO_CITY = ("超", "股", "菜", "夜", "门", "上", "都", "集")


def title_rows(rows: Sequence[Row], *, has_articles: bool) -> list[int]:
    """Places of the rows in which the title stands, in order; empty where none is found.

    `rows` are those above the body. The first one under a single ``#`` is it; else the last that ends as names of laws do,
    as an announcement of the law may stand above.
    """
    marked = [at for at, row in enumerate(rows) if row.mark == 1 and row.words]
    if marked:
        return _joined(rows, marked[0], down_only=True)
    candidates = []
    for at, row in enumerate(rows):
        if _may_be_title(row):
            candidates.append(at)
        elif (
            candidates
            and not has_articles
            and SENTENCE_END.search(row.words)
            and not tells_history(row.words)
        ):
            break
    if not candidates:
        return []
    named = [at for at in candidates if _LAW_END.search(bare_title(rows[at].words))]
    named = [at for at in named if not _SENDING.search(rows[at].tight)] or named
    if named:
        found = _joined(rows, named[-1])
        words = compared("".join(rows[at].tight for at in found))
        again = (at for at in named[:-1] if compared(rows[at].tight).endswith(words))
        whole = next(again, None)  # it stands twice, the second time broken over lines
        return found if whole is None else [whole]
    plain = [at for at in candidates if not _ANNOUNCEMENT.search(rows[at].tight)]
    return _joined(rows, (plain or candidates)[0])


def compared(words: str) -> str:
    """The letters, characters and figures of a title, by which two are known to be the same."""
    return re.sub(r"[\W_]", "", words)


def bare_title(words: str) -> str:
    """A title as others name the law: without blanks between its characters, book-title marks and a history behind it."""
    text = without_blanks(words)
    if len(text) > _LONGEST:
        return text
    if behind := _HISTORY_BEHIND.fullmatch(text):
        text = behind["title"].strip()
    if text.startswith("《") and text.endswith("》") and text.count("《") == 1:
        text = text[1:-1]
    return text


def history_behind(words: str) -> str:
    """The history in brackets behind a title on the same line; empty where there is none."""
    behind = _HISTORY_BEHIND.fullmatch(without_blanks(words)[:_LONGEST])
    return behind["history"] if behind else ""


def place_in(title: str) -> str:
    """北江省城市供热条例 -> 北江省; empty for a title that begins with no place."""
    for match in _PLACE.finditer(title[:14]):
        stem = match["stem"]
        if match.start() or _NO_PLACE.search(stem):
            return ""
        if match["kind"] == "市" and (stem.endswith(_NO_CITY) and len(stem) > 2):
            return ""
        if match["kind"] == "市" and stem.endswith("城") and len(stem) > 2:
            return ""
        return match[0]
    return ""


def _may_be_title(row: Row) -> bool:
    words = row.words
    if not 2 <= len(row.tight) <= _MOST or row.is_table or SENTENCE_END.search(words.rstrip("》")):
        return False
    if NUMBER.fullmatch(words) or words.startswith(("（", "(", "|")) or row.tight in ("目录", "目次"):
        return False
    if stray_reason(row) or DAY.fullmatch(words) or begins_item(words) or begins_annex(row):
        return False
    bare = bare_title(words)
    return not (DAY.search(bare) and EVENT.search(bare))


def _joined(rows: Sequence[Row], at: int, *, down_only: bool = False) -> list[int]:
    """The rows of one title: those above that it goes on from, and those below that go on from it."""
    places = [at]
    while not down_only and len(places) < 4:
        above = places[0] - 1
        if above < 0 or not _may_be_title(rows[above]) or not _goes_on(rows[above], rows[places[0]]):
            break
        places.insert(0, above)
    while len(places) < 4:
        below = places[-1] + 1
        if below >= len(rows) or rows[below].mark:
            break
        row = rows[below]
        is_trial = _TRIAL.fullmatch(row.tight) is not None
        is_rest = _may_be_title(row) and _LAW_END.search(row.tight) and _goes_on(rows[places[-1]], row)
        if not (is_trial or is_rest):
            break
        places.append(below)
    return places


def _goes_on(above: Row, below: Row) -> bool:
    """Whether a title that breaks off in the line above goes on in the line below."""
    if _ANNOUNCEMENT.search(above.tight) or above.mark != below.mark:
        return False
    if above.tight.endswith("》") and not above.tight.startswith("《"):
        return True
    if _LAW_END.search(above.tight):
        return below.tight.startswith(_OF_A_LAW)
    if below.tight.startswith(_ON):
        return True
    is_organ = above.tight.endswith(
        ("委员会", "政府", "法院", "检察院", "办公厅", "部", "局", "国务院", "大会")
    )
    return above.tight.endswith(_UNFINISHED) or (
        not is_organ and len(above.tight) <= 40 and not above.tight[-1].isdigit()
    )
