"""Invented statutes: a seed -> a law and the lines in which files have it, with all that makes such lines hard to read.

No sentence here is one of a real law, and no name is that of one.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from handbook.chinese_numbers import write_number
from handbook.law.law_text import Annex, LawArticle, LawText, Origin

_PLACES = ("北江省", "东岭市", "白石自治州", "云坪土家族自治县", "西原自治区")
_MATTERS = ("城市供热", "温泉浴场", "路灯养护", "锅炉房值守", "热力管沟", "采暖补贴")
_FORMS = ("条例", "管理办法", "若干规定", "实施细则")
_WHO = ("供热单位", "用热户", "热源单位", "管沟巡查员", "街道办事处", "物业服务人")
_MUST = ("应当记好", "可以查看", "不得拆除", "应当交还", "应当说明", "有权取得")
_WHAT = ("室温簿", "阀门牌", "井盖清单", "测温点位图", "停热日程", "备用循环泵", "保温层", "用热卡")
_WHEN = ("三日内", "每年十月前", "接到告知后", "停热期间", "必要时", "下一个采暖季以前")
_CHAPTERS = ("总则", "规划与建设", "供热与用热", "设施养护", "监督检查", "法律责任", "附则")
_SECTIONS = ("一般规定", "报装", "测温", "停热与恢复", "费用")
_BLANKS = (" ", "  ", "\u3000", "\u3000\u3000", "\t", "\u00a0")
_UNSEEN = ("", "", "\u200b", "\ufeff", "\u200e", "\u00ad")


@dataclass(frozen=True, slots=True)
class Statute:
    """A law and how it stands in a file."""

    law: LawText
    lines: tuple[str, ...]
    strays: tuple[str, ...]
    """Those of the lines that are no part of the law."""


def invented(seed: int) -> Statute:
    """The statute of a seed; the same one each time."""
    return _Writer(Random(seed)).statute()


class _Writer:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._strays: list[str] = []

    def statute(self) -> Statute:
        place = self._random.choice(_PLACES)
        title = place + self._random.choice(_MATTERS) + self._random.choice(_FORMS)
        passed = date(2001, 1, 1) + timedelta(self._random.randrange(8000))
        history = self._history(place, passed)
        articles = self._articles(passed)
        annexes = self._annexes()
        law = LawText(
            title=title,
            place=place,
            organ=f"{place}人民代表大会常务委员会",
            history=history,
            effective=passed + timedelta(30),
            origin=Origin(source="编出来的", obtained_on=date(2026, 4, 1), obtained_by="王敏"),
            articles=articles,
            annexes=annexes,
        )
        return Statute(law, tuple(self._lines(law)), tuple(self._strays))

    def _is(self, share: float) -> bool:
        return self._random.random() < share

    # The law

    def _history(self, place: str, passed: date) -> tuple[str, ...]:
        organ = f"{place}第十二届人民代表大会常务委员会第{write_number(self._random.randint(1, 40))}次会议"
        lines = [f"{self._written(passed)}{organ}通过"]
        if self._is(0.5):
            other = f"{place}{self._random.choice(_MATTERS)}条例"
            later = passed + timedelta(self._random.randint(100, 3000))
            lines.append(
                f"根据{self._written(later)}{organ}《关于修改〈{other}〉等三件地方性法规的决定》修正"
            )
        if self._is(0.2):
            return (f"（{'　'.join(lines)}）",)
        if self._is(0.4):
            lines[0] = "（" + lines[0]
            lines[-1] += "）"
        return tuple(lines)

    def _articles(self, passed: date) -> tuple[LawArticle, ...]:
        chapters = self._random.sample(_CHAPTERS, self._random.choice((0, 0, 3, 5, 7)))
        chapters.sort(key=_CHAPTERS.index)
        found: list[LawArticle] = []
        number = 0
        for at, name in enumerate(chapters or ("",), 1):
            path = (f"第{write_number(at)}章 {name}",) if name else ()
            sections = self._random.sample(_SECTIONS, 2) if name and self._is(0.2) else [""]
            for section_at, section in enumerate(sections, 1):
                below = (f"第{write_number(section_at)}节 {section}",) if section else ()
                for _ in range(self._random.randint(1, 6)):
                    number += 1
                    found.append(self._article(str(number), path + below))
                    subs = range(1, self._random.choice((1, 1, 1, 1, 2, 3)))
                    found += [self._article(f"{number}-{sub}", path + below) for sub in subs]
        last = f"本规则自{self._written(passed + timedelta(30))}起施行。"
        found.append(LawArticle(number=str(number + 1), path=found[-1].path, paragraphs=(last,)))
        return tuple(found)

    def _article(self, number: str, path: tuple[str, ...]) -> LawArticle:
        paragraphs: list[str] = []
        for _ in range(self._random.choice((1, 1, 2, 3))):
            if self._is(0.25):
                paragraphs += self._list()
            elif self._is(0.06) and paragraphs:
                paragraphs += ["| 迟延 | 每日减收 |", "| 一至三日 | 百分之十 |", "| 四日以上 | 百分之三十 |"]
            elif self._is(0.12) and paragraphs:
                paragraphs.append(
                    f"第{write_number(self._random.randint(1, 30))}条第二款规定的{self._sentence()}"
                )
            else:
                paragraphs.append(self._sentence())
        return LawArticle(number=number, path=path, paragraphs=tuple(paragraphs))

    def _list(self) -> list[str]:
        lines = [f"{self._random.choice(_WHO)}有下列情形之一的，由管理部门告知："]
        count = self._random.randint(2, 12)
        for n in range(1, count + 1):
            end = "。" if n == count else "；"
            lines.append(f"（{write_number(n)}）未按时送达{self._random.choice(_WHAT)}的{end}")
            if self._is(0.1):
                lines += [f"{k}.{self._random.choice(_WHAT)}；" for k in (1, 2)]
        return lines

    def _sentence(self) -> str:
        some = self._random
        words = f"{some.choice(_WHO)}{some.choice(_WHEN)}{some.choice(_MUST)}{some.choice(_WHAT)}"
        if self._is(0.3):
            words += f"，但是依照本规则第{write_number(some.randint(1, 40))}条另有安排的除外"
        if self._is(0.1):
            words += f"；温度按“{some.randint(16, 20)}℃”记"
        return words + "。"

    def _annexes(self) -> tuple[Annex, ...]:
        if self._is(0.7):
            return ()
        names = ("附件一 收费表", "附件二 测温记录") if self._is(0.5) else ("附：用语说明",)
        return tuple(
            Annex(
                title=name,
                lines=("第一条 表中温度按室内中央一点记。", "| 面积 | 每平方米 |", "| 九十以下 | 二十 |"),
            )
            for name in names
        )

    # Its lines

    def _lines(self, law: LawText) -> list[str]:
        lines = self._stray("北江省人大常委会公报　2026年第6号") if self._is(0.15) else []
        lines += self._stray("来源：北江省人大网站") if self._is(0.15) else []
        lines += self._title(law.title)
        lines += law.history
        if law.articles[0].path and self._is(0.4):
            lines += self._contents(law)
        lines += self._body(law)
        for annex in law.annexes:
            lines += [annex.title, *annex.lines]
        if not law.annexes and self._is(0.2):
            lines += self._stray("责任编辑：李华")
        return [self._spaced(line) for line in lines]

    def _stray(self, line: str) -> list[str]:
        self._strays.append(line)
        return [line]

    def _title(self, title: str) -> list[str]:
        style = self._random.randrange(5)
        if style == 0:
            return [" ".join(title)]
        if style == 1:
            return [f"《{title}》"]
        if style == 2:
            return [title[:-4], title[-4:]]
        return [f"# {title}" if style == 3 else title]

    def _contents(self, law: LawText) -> list[str]:
        seen = dict.fromkeys(heading for article in law.articles for heading in article.path[:1])
        dots = "……" if self._is(0.4) else ""
        return [self._random.choice(("目录", "目　录", "目 次"))] + [
            f"{heading}{dots}{page}" if dots else heading for page, heading in enumerate(seen, 1)
        ]

    def _body(self, law: LawText) -> list[str]:
        lines: list[str] = []
        open_path: tuple[str, ...] = ()
        has_marks = self._is(0.3)
        page = 1
        for article in law.articles:
            for depth, heading in enumerate(article.path):
                if article.path[: depth + 1] != open_path[: depth + 1]:
                    lines += self._heading(heading, "#" * (depth + 2) if has_marks else "")
            open_path = article.path
            number, blank = self._number(article)
            if not article.paragraphs[0].startswith(("第", "和", "的")) and self._is(0.05):
                lines.append(number)
                lines.append(article.paragraphs[0])
            else:
                lines.append(number + blank + article.paragraphs[0])
            lines += article.paragraphs[1:]
            if self._is(0.08):
                lines.append(self._random.choice((f"— {page} —", f"第 {page} 页 共 90 页", f"- {page} -")))
                page += 1
        return lines

    def _heading(self, heading: str, marks: str) -> list[str]:
        number, _, name = heading.partition(" ")
        if len(name) == 2 and self._is(0.3):
            name = "　".join(name)
        if not marks and self._is(0.1):
            return [number, name]
        return [f"{marks} {number}{self._random.choice(_BLANKS)}{name}".strip()]

    def _number(self, article: LawArticle) -> tuple[str, str]:
        main, _, sub = article.number.partition("-")
        style = self._random.randrange(8)
        written = f"第{write_number(int(main))}条"
        if style == 0:
            written = f"第{main}条"
        elif style == 1:
            written = f"第{write_number(int(main))} 条"
        elif style == 2 and int(main) > 10:
            written = "第" + "".join("〇一二三四五六七八九"[int(digit)] for digit in main) + "条"
        blank = self._random.choice(_BLANKS)
        return written + (f"之{write_number(int(sub))}" if sub else ""), blank

    def _spaced(self, line: str) -> str:
        head = self._random.choice(("", "", "\u3000\u3000", "    ")) if not line.startswith("#") else ""
        at = self._random.randrange(len(line) + 1)
        return (
            head + line[:at] + self._random.choice(_UNSEEN) + line[at:] + self._random.choice(("", "", " "))
        )

    def _written(self, day: date) -> str:
        if self._is(0.15):
            digits = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
            return f"{digits}年{write_number(day.month)}月{write_number(day.day)}日"
        return f"{day.year}年{day.month}月{day.day}日"
