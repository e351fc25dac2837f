"""A search that found nothing -> those of its words that may leave the desk: words of the trade, all else as □.

The words come with the program, never from what somebody typed nor from the company's own content, where an estate may be
called by its name. Whatever is in doubt stays: a word that touches what could be a name or an address goes with it, and a
search with a name, a house number, a telephone number or too many characters says nothing at all.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from handbook import paths
from handbook.call.words.masking import holds_caller_data
from handbook.han_forms import fold_han
from handbook.search.tables.layout import VOCABULARY
from handbook.search.words.vocabulary import LEAST, MOST

UNKNOWN = "□"
LONGEST = 20
"""Characters of a search that may leave; a longer one is a story, and stories tell of people."""
_MOST_NUMERALS = 4
"""So many digits and numerals a search may have; more may be a telephone number that somebody broke up."""
_NUMERALS = "零〇一二三四五六七八九十百千两幺壹贰叁肆伍陆柒捌玖拾洞拐勾"
_NUMERAL = re.compile(rf"[0-9{_NUMERALS}]")
_TWO_NUMERALS = re.compile(rf"[{_NUMERALS}]{{2}}")
_COUNTED_PLACE = re.compile(rf"[{_NUMERALS}][楼层栋幢座号单室门户度区院组]")
_RUN = re.compile("[a-z0-9]+|[^a-z0-9]+")
_LATIN_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_GAP = " "
_SINGLES = frozenset("漏热冷凉烫滴响堵锈臭吵坏冻喷爆停不没")
"""Characters that say enough by themselves."""
_LATIN = frozenset(
    ("ppr", "pvc", "pex", "pert", "app", "wifi", "dn15", "dn20", "dn25", "dn32", "dn40", "dn50")
)
_CODES = re.compile(r"[pe]\d")
"""What a thermostat shows; only where the search speaks of one, for E1 may be a building."""
_SHOWN = re.compile("故障|代码|报码|显示|面板|温控|热表|错误|黑屏|乱码")
_PLACE_NOUN = re.compile(
    "小区|新小区|园区|社区|公寓|家属院|大院|居民区|住宅区|街道|农村|村里|屯里|寝室|学校|物业|单元|门洞|楼洞"
)
_PLACE_SIGN = re.compile(
    "胡同|[街路巷道苑园府庭城里湾郡院村屯厦坊弄邸墅寓区镇乡县市省旗楼所厂站号宿舍栋幢座校店局司馆委组]"
)
"""In what is no word of the trade, it may end an address, whose beginning may be one: 热力家园."""
_BEFORE_PLACE = 8
"""Characters before it that go with it."""
_NO_NAMES = ("关", "严寒", "毛坯", *"管单门施初冷连解盖卫焦申麻")
"""Beginnings of words of the trade that are surnames too, and of no name in these words."""
_HOW_FAR = frozenset(("整个", "我们", "咱们", "这个"))
"""Before 小区 they are part of no address."""
_TRADE = (
    "暖气 供热 供暖 地暖 水管 管子 阀门 温度 热水 冷水 水压 漏水 漏气 异响 声音 缴费 交费 收费 退费 欠费 催费 面积 发票 合同 "
    "标准 违约金 滞纳金 减免 低保 证明 过户 报停 复热 恢复 停暖 手续 流程 材料 办理 申请 投诉 报修 维修 师傅 上门 电话 "
    "怎么办 怎么 多少钱 为什么 什么时候 没有 不够 能不能 要不要"
)
"""Said beside the words of the handbook, so that what is left can be understood."""


@dataclass(slots=True)
class _Piece:
    """A stretch of the search."""

    text: str
    is_known: bool


class TradeWords:
    """Whole words that may leave."""

    def __init__(self, words: Iterable[str]) -> None:
        surnames = _surnames()
        known = frozenset(word for word in words if _may_leave(word, surnames))
        self._words = known.union(_TRADE.split(), _HOW_FAR) if known else known
        self._surnames = surnames

    @classmethod
    def shipped(cls) -> "TradeWords":
        """Those that came with the program; none, so that nothing leaves, where they cannot be read."""
        return _words_of(paths.bundled() / "index" / VOCABULARY)

    def leaving(self, text: str) -> str:
        """What may leave of a search; empty where all of it stays. Doing it twice is doing it once."""
        left = self._leaving(text)
        while left != (
            again := self._leaving(left)
        ):  # a blank square beside a word may make another name of it
            left = again
        return left

    def _leaving(self, text: str) -> str:
        plain = " ".join(text.split())
        folded = fold_han(unicodedata.normalize("NFKC", plain)).lower()
        if max(len(plain), len(folded)) > LONGEST or not folded:
            return ""
        if any(map(holds_caller_data, (plain, folded))) or set("*#＃") & set(plain + folded):
            return ""
        if len(_NUMERAL.findall(folded)) > _MOST_NUMERALS:
            return ""
        return self._joined(folded)

    def _joined(self, folded: str) -> str:
        may_name_codes = _SHOWN.search(folded) is not None
        pieces = [
            piece
            for stretch in _stretches(folded)
            for piece in self._pieces(stretch, may_name_codes=may_name_codes)
        ]
        self._hide_names(pieces)
        _hide_places(pieces)
        _hide_by_neighbours(pieces)
        if not any(piece.is_known and len(piece.text) >= LEAST for piece in pieces):
            return ""
        words = "".join(_shown(piece) for piece in pieces)
        return re.sub(rf"{UNKNOWN}(?: ?{UNKNOWN})+", UNKNOWN, words).strip()

    def _pieces(self, stretch: str, *, may_name_codes: bool) -> Iterator[_Piece]:
        for match in _RUN.finditer(stretch):
            run = match[0]
            if run[0] in _LATIN_SIGNS:
                is_code = may_name_codes and _CODES.fullmatch(run) is not None
                yield _Piece(run, run in _LATIN or is_code)
            else:
                yield from self._cut(run)

    def _cut(self, run: str) -> Iterator[_Piece]:
        """The longest word at each place; a stretch that is none is one piece."""
        unknown, at = "", 0
        while at < len(run):
            sizes = range(min(MOST, len(run) - at), LEAST - 1, -1)
            size = next((n for n in sizes if run[at : at + n] in self._words), 0)
            is_known = bool(size) or run[at] in _SINGLES
            piece = run[at : at + (size or 1)]
            at += len(piece)
            if not is_known:
                unknown += piece
                continue
            if unknown:
                yield _Piece(unknown, is_known=False)
                unknown = ""
            yield _Piece(piece, is_known=True)
        if unknown:
            yield _Piece(unknown, is_known=False)

    def _hide_names(self, pieces: list[_Piece]) -> None:
        """A short word behind a surname may be a given name, also after a blank: 李 安全; one that begins with one, half a name."""
        said = [piece for piece in pieces if piece.text != _GAP]
        for before, piece in pairwise(said):
            is_short = len(piece.text) <= LEAST
            is_surname = before.text[-1:] in self._surnames or before.text[-2:] in self._surnames
            if is_short and is_surname and (not before.is_known or len(before.text) == 1):
                piece.is_known = False
        for before, piece in pairwise(pieces):  # 关小满 begins with a word of the trade
            is_gap = _GAP in (before.text, piece.text)
            if (
                not (is_gap or piece.is_known)
                and len(before.text) <= LEAST
                and before.text[0] in self._surnames
            ):
                before.is_known = False


def _stretches(folded: str) -> Iterator[str]:
    """What stands between blanks and marks, a blank between each two; letters and numerals of any script stay together."""
    found = re.findall(rf"[\w{UNKNOWN}]+", folded)
    for at, stretch in enumerate(found):
        if at:
            yield _GAP
        yield stretch


def _shown(piece: _Piece) -> str:
    if piece.text == _GAP:
        return _GAP
    return piece.text.upper() if piece.is_known else UNKNOWN


def _hide_places(pieces: list[_Piece]) -> None:
    """Words before the end of an address are part of it: those that touch it, and behind a blank where nothing else names it."""
    for at, piece in enumerate(pieces):
        is_place = _PLACE_NOUN.match(piece.text) if piece.is_known else _PLACE_SIGN.search(piece.text)
        if not is_place:
            continue
        may_cross = piece.is_known or len(piece.text) <= LEAST  # 锅炉房 家属院, 热力 家园; not 漏水 红旗街
        size = 0
        for before in reversed(pieces[:at]):
            if before.text == _GAP and may_cross:
                continue
            if before.text == _GAP:
                break
            size += len(before.text)
            if size > _BEFORE_PLACE or before.text in _HOW_FAR:
                break
            before.is_known = False


def _hide_by_neighbours(pieces: list[_Piece]) -> None:
    """A single character beside what is hidden may belong to it; so does a numeral beside a numeral."""
    for order in (range(len(pieces)), reversed(range(len(pieces)))):
        for at in order:
            piece = pieces[at]
            if piece.text == _GAP:
                continue
            beside = [pieces[n] for n in (at - 1, at + 1) if 0 <= n < len(pieces) and pieces[n].text != _GAP]
            is_single = len(piece.text) == 1 and any(not other.is_known for other in beside)
            is_number = _NUMERAL.search(piece.text) and any(
                not other.is_known and _NUMERAL.search(other.text) for other in beside
            )
            if is_single or is_number:
                piece.is_known = False


def _may_leave(word: str, surnames: frozenset[str]) -> bool:
    """Whether a word of the trade is never a name, a number or part of an address."""
    if _TWO_NUMERALS.search(word) or _COUNTED_PLACE.search(word):
        return False
    looks_like_name = len(word) <= 3 and (word[0] in surnames or word[:2] in surnames)
    return not looks_like_name or word.startswith(_NO_NAMES)


@cache
def _surnames() -> frozenset[str]:
    rows = (
        line.split("\t") for line in paths.surnames_file().read_text("utf-8").splitlines() if line[:1] != "#"
    )
    kinds: dict[str, list[str]] = {}
    for row in rows:
        if len(row) > 1:
            kinds.setdefault(row[0], []).append(row[1])
    single = "".join("".join(kinds.get(kind, ())) for kind in ("plain", "doubtful", "rare"))
    return frozenset(single) | frozenset(kinds.get("compound", ()))


@cache
def _words_of(file: Path) -> TradeWords:
    try:
        return TradeWords(file.read_text("utf-8").splitlines())
    except OSError:
        return TradeWords(())
