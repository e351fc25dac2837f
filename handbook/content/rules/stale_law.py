"""Texts go in; old figures (18 ℃, refund in three tiers) that are not marked as no longer valid come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin
from handbook.content.rules.placed_texts import QUOTED_MISTAKES, Placed, prose
from handbook.content.rules.wording import plain
from handbook.model.entry import Entry
from handbook.model.problem import Problem
from handbook.model.regulation import RegulationArticle

_OLD_FLOOR = re.compile(
    r"(?<![\d.–\-~])18(?:\.0)?\s*(?:℃|°C|度)(?!\s*[–\-~至到]\s*\d)|(?<![一二三四五六七八九])十八度"
)
_OLD_TIERS = re.compile(
    r"30\s*[%]?\s*[/、,]\s*50\s*[%]?\s*[/、,和]\s*100\s*[%]|退[^。;]{0,12}(?<!\d)30\s*[%]|(?<!\d)30\s*[%][^。;]{0,20}50\s*[%][^。;]{0,20}100\s*[%]|"
    r"退[^。;]{0,8}(?:三档|百分之三十)"
)
_MARKED = re.compile(
    r"旧(?:规定|规|口径|标准|条例|版)[^。]*(?:不适用|不再适用|失效|作废)|(?:外省|外地)[^。]*不适用"
)
_MEASURED = re.compile(r"(?:测得|实测|量得|测出|量出|显示|读数)[^,。;]{0,8}$")


def is_stale(text: str) -> str:
    """The old figure in `text` that is not marked as such, or an empty string."""
    for paragraph in plain(text).split("\n"):
        if _MARKED.search(paragraph):
            continue
        for pattern in (_OLD_FLOOR, _OLD_TIERS):
            for found in pattern.finditer(paragraph):
                if not _MEASURED.search(paragraph[: found.start()]):
                    return found.group()
    return ""


def is_marked_old(words: str, text: str) -> bool:
    """Whether `words` is the old floor and `text` says that it no longer applies."""
    return _OLD_FLOOR.fullmatch(plain(words)) is not None and _MARKED.search(plain(text)) is not None


def stale_law(content: LoadedContent) -> Iterator[Problem]:
    """18 ℃ and the refund of 30/50/100 % stand only beside 旧规定,现已不适用."""
    for entry in content.handbook:
        origin = content.origins[entry.id]
        if isinstance(entry, RegulationArticle):
            yield from _superseded(entry, origin)
        for placed in _texts(entry):
            found = is_stale(placed.text)
            if found:
                message = f"“{found}”是旧规定;要提到它,就在同一段写明“旧规定,现已不适用”,否则请删去"
                yield origin.problem(placed.path, "stale-law", message)


def _texts(entry: Entry) -> Iterator[Placed]:
    for placed in prose(entry):
        if not placed.is_in(QUOTED_MISTAKES) and "superseded" not in placed.path:
            yield placed


def _superseded(entry: RegulationArticle, origin: Origin) -> Iterator[Problem]:
    for index, old in enumerate(entry.superseded):
        if "旧规定" not in old.note or "不适用" not in old.note:
            message = "superseded 的 note 要写“旧规定,现已不适用”和从何时起"
            yield origin.problem(("superseded", index, "note"), "superseded-note", message)
