"""Statutes that nobody passed, for tests of reading: a seed goes in; title, headings and articles come out."""

import random
from dataclasses import dataclass

from handbook.law.numbering import written_article

_NAMES = ("北江省城市供热条例", "南岭市集中供热办法", "西川县供热用热规定", "东原省热能服务条例")
_HEADINGS = ("总则", "规划与建设", "供热与用热", "设施管理", "监督检查", "法律责任", "附则")
_WHO = (
    "供热单位",
    "热用户",
    "县级以上人民政府供热主管部门",
    "物业服务人",
    "热源单位",
    "房屋所有权人",
    "街道办事处",
)
_WHEN = ("在供热期内", "供热期开始三十日前", "接到报修后两小时内", "每年九月三十日前", "因检修需要停止供热的")
_MUST = ("应当", "不得", "可以", "有权要求供热单位", "应当依照合同的约定")
_DO = (
    "公布服务电话和收费标准",
    "对供热设施进行检查、维护和更新",
    "擅自拆除、改装或者移动供热设施",
    "告知受影响的热用户并说明原因",
    "保证室内温度不低于18℃",
    "按照实际供热天数退还相应的热费",
    "建立2027—2030年度的档案并保存不少于5年",
    "处以一千元以上五千元以下罚款",
    "报送DN200以上管道的资料",
    "向社会公开检测结果(每月不少于1次)",
    "委托具有资质的机构测量“卧室、起居室”的温度",
)


@dataclass(frozen=True, slots=True)
class InventedLaw:
    """A statute as its lines, and as its articles."""

    title: str
    lines: tuple[str, ...]
    """Title, line on passing, headings, paragraphs with their numbers."""
    articles: tuple[tuple[str, ...], ...]
    """Paragraphs of each article, the first with its number."""


def invented_law(seed: int, articles: int = 60) -> InventedLaw:
    """The same statute for the same seed."""
    chance = random.Random(seed)
    title = _NAMES[seed % len(_NAMES)]
    lines = [title, "（2026年3月27日北江省第十四届人民代表大会常务委员会第二十一次会议通过）"]
    all_articles = []
    chapter = 0
    for number in range(1, articles + 1):
        if number % max(1, articles // 6) == 1:
            lines.append(f"第{'一二三四五六七八九十'[chapter]}章　{_HEADINGS[chapter % len(_HEADINGS)]}")
            chapter += 1
        made = _article(chance, number)
        all_articles.append(made)
        lines += made
    return InventedLaw(title, tuple(lines), tuple(all_articles))


def _article(chance: random.Random, number: int) -> tuple[str, ...]:
    paragraphs = [f"{written_article(str(number))}　{_paragraph(chance, number)}"]
    if chance.random() < 0.4:
        paragraphs[-1] = paragraphs[-1].rstrip("。") + "，有下列情形之一的，依照前款规定处理："
        count = chance.randint(2, 5)
        items = [f"（{'一二三四五六七'[n]}）{_clause(chance)}" for n in range(count)]
        paragraphs += [*(f"{item}；" for item in items[:-1]), f"{items[-1]}。"]
    if chance.random() < 0.5:
        paragraphs.append(_paragraph(chance, number))
    return tuple(paragraphs)


def _paragraph(chance: random.Random, number: int) -> str:
    clauses = [_clause(chance) for _ in range(chance.randint(1, 7))]
    if number > 3 and chance.random() < 0.4:
        clauses.append(
            f"违反本条例{written_article(str(chance.randint(1, number)))}规定的，由供热主管部门责令限期改正"
        )
    return "，".join(clauses) + "。"


def _clause(chance: random.Random) -> str:
    return f"{chance.choice(_WHO)}{chance.choice(_WHEN)}{chance.choice(_MUST)}{chance.choice(_DO)}"
