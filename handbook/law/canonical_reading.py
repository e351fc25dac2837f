"""The Markdown file in which the handbook keeps a law -> the law; what is unclear is refused, with the line and how to mend it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from handbook.law import canonical_escapes as escapes
from handbook.law.law_text import Annex, LawArticle, LawText, Origin
from handbook.law.numbering import ARTICLE, article_number

_KEYS = (
    "标题",
    "文号",
    "制定机关",
    "施行地域",
    "历次",
    "施行日期",
    "废止日期",
    "来源",
    "取得日期",
    "取得人",
    "原件",
    "原件指纹",
)
_LIST = "历次"
_NEEDED = ("来源", "取得人")
_HEADING = re.compile(r"(?P<marks>#{1,8})(?:[ \t\u3000]+(?P<text>.*))?")
_BLANKS = " \t\u3000"


class LawTextError(ValueError):
    """The file of a law cannot be read, or the law not written; says in Chinese what, where, and how to mend it."""


@dataclass(slots=True)
class _Front:
    """What the front block says, with the line of each."""

    values: dict[str, str] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    history: list[str] = field(default_factory=list)

    def day(self, key: str) -> date:
        """The day of a key."""
        if key not in self.values:
            raise LawTextError(f"开头两道 --- 之间缺“{key}”,请补一行“{key}: 2026-05-01”")
        try:
            return date.fromisoformat(self.values[key])
        except ValueError:
            raise LawTextError(
                f"第 {self.places[key]} 行:{key}“{self.values[key]}”不是日期,请写成 2026-05-01 的样子"
            ) from None


@dataclass(slots=True)
class _Article:
    number: str
    path: tuple[str, ...]
    paragraphs: list[str]


@dataclass(slots=True)
class _Body:
    """What stands below the front block, as far as it was read."""

    title: str | None = None
    path: tuple[str, ...] = ()
    preamble: list[str] = field(default_factory=list)
    articles: list[_Article] = field(default_factory=list)
    annexes: list[tuple[str, list[str]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_in_notes: bool = False
    has_open_heading: bool = False

    def lines(self) -> list[str] | None:
        """Where the next paragraph belongs, None behind a heading under which no article stands yet."""
        if self.is_in_notes:
            return self.notes
        if self.annexes:
            return self.annexes[-1][1]
        if self.has_open_heading:
            return None
        return self.articles[-1].paragraphs if self.articles else self.preamble


def read_markdown(text: str) -> LawText:
    """The law of a file as `handbook.law.canonical.write_markdown` writes it; by hand more or fewer blanks and empty lines may stand.

    Raises LawTextError naming the line.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    front, begin = _read_front(lines)
    for key in _NEEDED:
        if key not in front.values:
            raise LawTextError(f"开头两道 --- 之间缺“{key}”,请补一行“{key}: …”")
    body = _read_body(lines, begin)
    title = front.values.get("标题", body.title)
    if not title:
        raise LawTextError("没有标题:请在开头两道 --- 之间写一行“标题: …”")
    if body.title is not None and body.title != title:
        raise LawTextError(f"标题写了两样:开头是“{title}”,“# ”后面是“{body.title}”,请改成一样")
    return LawText(
        title=title,
        number=front.values.get("文号", ""),
        organ=front.values.get("制定机关", ""),
        place=front.values.get("施行地域", ""),
        history=tuple(front.history),
        effective=front.day("施行日期"),
        repealed=front.day("废止日期") if "废止日期" in front.values else None,
        origin=Origin(
            source=front.values["来源"],
            obtained_on=front.day("取得日期"),
            obtained_by=front.values["取得人"],
            file_name=front.values.get("原件", ""),
            file_print=front.values.get("原件指纹", ""),
        ),
        preamble=tuple(body.preamble),
        articles=tuple(
            LawArticle(number=a.number, path=a.path, paragraphs=tuple(a.paragraphs)) for a in body.articles
        ),
        annexes=tuple(Annex(title=name, lines=tuple(of)) for name, of in body.annexes),
        notes=tuple(body.notes),
    )


def _read_front(lines: Sequence[str]) -> tuple[_Front, int]:
    """The front block, and the place of the first line below it."""
    begin = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    if begin == len(lines) or lines[begin].strip() != "---":
        raise LawTextError(f"第 {begin + 1} 行:开头应当是一行 ---,下面写“标题: …”“施行日期: …”,再一行 ---")
    front = _Front()
    key = ""
    for at in range(begin + 1, len(lines)):
        line = lines[at].strip(_BLANKS)
        if line == "---":
            return front, at + 1
        if line.startswith("#"):
            break
        if not line:
            continue
        if line.startswith("- ") and key == _LIST:
            front.history.append(escapes.plain(line[2:].strip(_BLANKS)))
            continue
        key = _read_pair(front, line, at + 1)
    raise LawTextError(f"第 {begin + 1} 行的 --- 没有第二道 ---:请在“键: 值”各行之后补一行 ---")


def _read_pair(front: _Front, line: str, place: int) -> str:
    """One line ``键: 值`` goes into `front`; gives its key."""
    match = re.match(r"(?P<key>[^:：]+?)\s*[:：]\s*(?P<value>.*)", line)
    if match is None or match["key"] not in _KEYS:
        raise LawTextError(f"第 {place} 行:“{line[:20]}”不认得,这里只能写 {'、'.join(_KEYS)}")
    key = match["key"]
    if key in front.places:
        raise LawTextError(f"第 {place} 行:“{key}”写了两次(第 {front.places[key]} 行已有),请留一个")
    front.places[key] = place
    value = escapes.plain(match["value"])
    if key == _LIST and value:
        front.history.append(value)
    elif key != _LIST and match["value"]:
        front.values[key] = value
    return key


def _read_body(lines: Sequence[str], begin: int) -> _Body:
    body = _Body()
    for at in range(begin, len(lines)):
        line = lines[at].strip(_BLANKS)
        if not line or line.startswith("<!--") or escapes.is_rule(line):
            continue
        heading = _HEADING.fullmatch(line)
        if heading is not None:
            _read_heading(body, len(heading["marks"]), heading["text"], at + 1)
            continue
        if not (body.annexes or body.is_in_notes):
            match = ARTICLE.match(line)
            if match is not None:
                body.articles.append(_read_article(body.path, line, match, at + 1))
                body.has_open_heading = False
                continue
        home = body.lines()
        if home is None:
            raise LawTextError(
                f"第 {at + 1} 行:“{line[:20]}”在标题下面,却没有条号;请写上条号,或挪到上一条后面"
            )
        home.append(escapes.plain(line))
    return body


def _read_article(path: tuple[str, ...], line: str, match: re.Match[str], place: int) -> _Article:
    rest = line[match.end() :]
    number = article_number(match)
    if number is None or (rest and rest[0] not in _BLANKS):
        raise LawTextError(
            f"第 {place} 行:“{line[:14]}”看不出是新的一条还是一段话;是新的一条,条号后面空一格;是一段话,最前面加一个 \\"
        )
    first = rest.strip(_BLANKS)
    return _Article(number, path, [escapes.plain(first)] if first else [])


def _read_heading(body: _Body, marks: int, text: str | None, place: int) -> None:
    written = (text or "").strip(_BLANKS)
    if marks == 1:
        if body.title is not None:
            raise LawTextError(f"第 {place} 行:“# ”只能有一行,章节请用“## ”“### ”")
        body.title = escapes.plain(written)
        return
    annex = escapes.read_annex_title(written) if marks == 2 else None
    if marks == 2 and written == escapes.NOTES:
        body.is_in_notes = True
    elif annex is not None and not body.is_in_notes:
        body.annexes.append((annex, []))
    elif body.annexes or body.is_in_notes:
        raise LawTextError(f"第 {place} 行:附件和附注后面不能再有章节;是一段话,最前面加一个 \\")
    else:
        if marks - 2 > len(body.path):
            raise LawTextError(f"第 {place} 行:“{written[:20]}”的 # 太多,上一级标题应当用 {marks - 1} 个 #")
        body.path = (*body.path[: marks - 2], escapes.plain(written)) if written else ()
        body.has_open_heading = True
