"""Statutes that were never passed anywhere: a few written ones, and as many generated ones as a test wants."""

import random
from collections.abc import Sequence
from datetime import date

from handbook.chinese_numbers import write_number
from handbook.law.law_text import LawArticle, LawText, Origin
from handbook.law.numbering import written_article

TODAY = date(2026, 11, 30)
HEATING = "北江省城市供热条例"
SERVICE = "北江省热线服务条例"
_ORIGIN = Origin(source="虚构", obtained_on=date(2026, 11, 1), obtained_by="测试")
_WHO = ("供热企业", "热用户", "供热主管部门", "街道办事处", "建设单位", "物业服务人", "检测机构", "值守人员")
_MUST = ("应当", "可以", "不得", "负责", "及时")
_DO = ("检修", "告知", "登记", "退还", "测量", "公示", "抢修", "移交", "保存", "报告", "受理", "回访")
_WHAT = (
    "供热设施",
    "热费",
    "室内温度",
    "用热合同",
    "停热通知",
    "管网图纸",
    "投诉记录",
    "计量装置",
    "维修记录",
    "应急预案",
    "入户阀门",
    "采暖期日志",
)
_WHEN = ("在二十四小时内", "于采暖期开始前", "自接到报告之日起五日内", "每年", "在三十日内", "按照约定")
_CHAPTERS = ("总则", "规划与建设", "供热与用热", "设施管理", "法律责任", "附则")


def statute(
    title: str,
    articles: Sequence[tuple[str, str]],
    *,
    effective: date = date(2020, 1, 1),
    repealed: date | None = None,
    place: str = "北江省",
    path: tuple[str, ...] = (),
    preamble: tuple[str, ...] = (),
) -> LawText:
    """A law of (number, words, lines parted by breaks) in the order given, all under the headings `path`."""
    return LawText(
        title=title,
        place=place,
        effective=effective,
        repealed=repealed,
        origin=_ORIGIN,
        preamble=preamble,
        articles=tuple(
            LawArticle(number=number, path=path, paragraphs=tuple(words.split("\n")))
            for number, words in articles
        ),
    )


def generated(title: str, articles: int, *, seed: int, effective: date = date(2020, 1, 1)) -> LawText:
    """A law of so many articles in six chapters, the same for the same `seed`."""
    chance = random.Random(seed)
    made = []
    for number in range(1, articles + 1):
        chapter = min(len(_CHAPTERS) - 1, (number - 1) * len(_CHAPTERS) // articles)
        heading = f"第{write_number(chapter + 1)}章 {_CHAPTERS[chapter]}"
        lines = tuple(_sentence(chance, number) for _ in range(chance.randint(1, 4)))
        made.append(LawArticle(number=str(number), path=(heading,), paragraphs=lines))
    return LawText(title=title, place="北江省", effective=effective, origin=_ORIGIN, articles=tuple(made))


def shelf_of(laws: int, articles: int) -> list[LawText]:
    """So many laws with so many articles together, the first of them the region's on heating."""
    each = articles // laws
    titles = [HEATING, *(f"北江省第{write_number(n)}类事项管理条例" for n in range(1, laws))]
    return [generated(title, each, seed=n) for n, title in enumerate(titles)]


def _sentence(chance: random.Random, number: int) -> str:
    parts = [
        chance.choice(_WHO)
        + chance.choice(_WHEN)
        + chance.choice(_MUST)
        + chance.choice(_DO)
        + chance.choice(_WHAT)
        for _ in range(chance.randint(2, 4))
    ]
    tail = f"，违反{written_article(str(max(1, number - 1)))}规定的，处{chance.randint(1, 9) * 100}元罚款"
    return "，".join(parts) + (tail if chance.random() < 0.2 else "") + "。"
