"""Procedures go in; 事务 without a guide, cells that say nothing, and claims in it without a basis come out."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.figures_in_text import figures_in
from handbook.content.rules.wording import count_characters, is_empty_phrase, plain, without_values
from handbook.content.structure import placed_lines
from handbook.content.yaml_reader import Path
from handbook.model.handbook import Handbook
from handbook.model.kinds import Severity, ValueScope
from handbook.model.problem import Gravity, Problem
from handbook.model.procedure import Procedure
from handbook.model.region import LACKING
from handbook.model.service_guide import AS_PUBLISHED, GuideLine, ServiceGuide
from handbook.model.text import value_keys

_CLAIMING = frozenset({"materials", "time_limit", "fee"})
"""Fields by which a caller acts or pays: nothing in them is said of the writer's own accord."""
_UNKNOWN = (AS_PUBLISHED, LACKING)
_LAW_WORDS = re.compile(
    r"条例|法定|依法|法律|法规|法条|(?<!本地)规定|实施细则|[省市]办法|国标|国家标准|[《》]|第[\d一二三四五六七八九十百]+条"
)
_LONGEST = 60
"""Characters of a cell: two lines of a page beside its label."""
_HOW = f"写 citations(依据)、usual: true(通常这样)、站点值,或写“{AS_PUBLISHED}”“{LACKING}”"


def service_guides(content: LoadedContent) -> Iterator[Problem]:
    """Every 事务 procedure has its guide; what it says is short, known or honestly not, and rests on something."""
    for entry in content.handbook.procedures:
        origin = content.origins[entry.id]
        if entry.guide is None:
            if entry.severity is Severity.ROUTINE:
                message = "事务流程要有 guide(办事指南),七项都写:条件、材料、流程、时限、收费、渠道、责任单位"
                yield origin.problem(("severity",), "no-guide", message)
            continue
        for path, line in placed_lines(entry.guide):
            for rule, message in _objections(content.handbook, entry, path, line):
                yield origin.problem(path, rule, message)
        for path, length in _lengths(entry.guide):
            message = f"这一格 {length} 字,办事指南一格最多 {_LONGEST} 字;细处写进步骤"
            yield origin.problem(path, "guide-long", message, Gravity.WARNING)


def _objections(
    handbook: Handbook, entry: Procedure, path: Path, line: GuideLine
) -> Iterator[tuple[str, str]]:
    text = plain(line.text)
    if is_empty_phrase(text.removeprefix("通常")):
        yield "guide-empty", f"“{line.text}”等于没说;不收的写明不收,不知道的写“{AS_PUBLISHED}”或“{LACKING}”"
    for cited in line.citations:
        if cited not in entry.citations:
            yield "guide-basis-not-cited", f"“{cited}”是这一行的依据,条目的 citations 里也要有它"
    if not line.citations:
        keys = list(value_keys(text))
        if path[1] in _CLAIMING and not (line.usual or keys or any(word in text for word in _UNKNOWN)):
            yield "guide-claim-without-basis", f"“{line.text}”没有来处;请{_HOW}"
        law = _law_in(handbook, line)
        if law:
            yield "guide-law-without-basis", f"“{law}”读着是规定,这一行要有 citations(作依据的角色或条文)"
    if line.usual and line.citations:
        yield "guide-usual-or-law", "一行要么是通常做法(usual),要么有依据(citations);请分成两行"


def _law_in(handbook: Handbook, line: GuideLine) -> str:
    """What reads as law: its words, or a figure that no company may set."""
    found = _LAW_WORDS.search(without_values(plain(line.text)))
    if found:
        return found.group()
    known = handbook.value_by_key
    for key in value_keys(line.text):
        value = known.get(key)
        if value is None or value.scope is ValueScope.COMPANY:
            continue
        if value.citations or any(not figure.is_phone for figure in figures_in(value.text)):
            return value.label
    return ""


def _lengths(guide: ServiceGuide) -> Iterator[tuple[Path, int]]:
    """Cells that are too long, with their characters."""
    counted: dict[Path, int] = {}
    for path, line in placed_lines(guide):
        counted[path[:2]] = counted.get(path[:2], 0) + count_characters(without_values(line.text))
    return ((path, length) for path, length in counted.items() if length > _LONGEST)
