"""An invented province 北江 whose handbook is of the shape of a shipped one: 42 numbers of which no text is known, 6 inferred.

The statute is written here, sentence by sentence invented. Its articles 1–58 include the six that the handbook speaks of
under numbers that were inferred from an older text, four of them wrongly.
"""

from datetime import date
from pathlib import Path

import docx

from handbook.chinese_numbers import write_number
from handbook.law.law_text import LawText
from tests.helpers.laws import BEIJIANG, law

FIRST_DAY, SECOND_DAY = date(2021, 10, 29), date(2027, 1, 1)
INFERRED = {
    # number that was inferred → (number it really bears, what our entry says, what the statute says)
    "32": (
        "32",
        "室温底线",
        "卧室、起居室不低于 19 ℃。",
        "供热期内,用户卧室、起居室的温度不得低于十九摄氏度。",
    ),
    "34": ("34", "上门时限", "接到报修 3 小时内到场。", "供热单位接到用户报修后,应当在三小时内到达现场。"),
    "35": (
        "36",
        "退费比例",
        "不到 15 ℃ 的,按日退 80%。",
        "室温低于十五摄氏度的,按日退还百分之八十的日标准热费。",
    ),
    "37": ("39", "测温时间", "每天 9 时至 21 时测温。", "入户测量室温应当在每日九时至二十一时进行。"),
    "38": ("40", "停热申请", "开栓前 45 日申请停热。", "用户申请停止用热的,应当在供热期开始四十五日前提出。"),
    "42": ("44", "违约金", "欠费按日收 0.3‰ 违约金。", "用户逾期不交纳热费的,按日加收万分之三的违约金。"),
}
LAST = 58
UNKNOWN = tuple(
    str(n) for n in range(1, LAST) if str(n) not in {real for real, *_ in INFERRED.values()} | set(INFERRED)
)[:42]
_ENTRY = """id: reg-bj-{number}
title: 北江条例第{number}条 {about}
summary: 样例:{about}。
asks: [北江条例第{number}条, {about}怎么定, {about}哪条]
law: 北江省城市供热条例
law_short_names: [北江条例, 省条例]
level: 省
place: 北江
article: "{number}"
article_note: 条号按旧文本推算。
status: 未核实
status_note: 全文未取得
verification: 推算条号
citation: 《北江省城市供热条例》第{written}条(条号系推算,书面引用前请核对)
key_points: ["{point}"]
tell_caller: [这条说的是{about},我按规定给您办。]
owner: 法务合规组
reviewed: 2026-11-20
review_by: 2027-09-30
sources: [{{title: 据公开报道, confidence: 低, date: "2021-11-01"}}]
severity: 一般
"""
_TABLE = """id: reg-bj-missing
title: 北江条例其余条文
summary: 这些条号的原文还没有拿到。
asks: [北江条例其余条文, 没有原文的条, 北江条例哪些条没有]
law: 北江省城市供热条例
law_short_names: [北江条例, 省条例]
level: 省
place: 北江
articles: [{numbers}]
status: 未核实
status_note: 全文未取得
verification: 未取得
citation: 《北江省城市供热条例》
owner: 法务合规组
reviewed: 2026-11-20
review_by: 2027-09-30
sources: [{{title: 据公开报道, confidence: 低, date: "2021-11-01"}}]
severity: 一般
"""
_REGION = """id: beijiang
name: 北江省
cities: [北江]
roles: {室温底线: [reg-bj-32], 退费: [reg-bj-35], 停热申请: [reg-bj-38]}
silent: {供热期: 全文没有写}
"""
_CARD = """id: kn-bj-refund
title: 样例:退费怎么算
summary: 样例:退费按条例算。
asks: [样例退费怎么算, 样例退多少, 样例按日退]
key_points: [样例:不到 15 ℃ 的退 80%。]
body: 样例正文。
citations: [reg-bj-35]
owner: 客服培训组
reviewed: 2026-11-20
review_by: 2027-09-30
sources: [{title: 据通识, confidence: 据通识}]
severity: 一般
"""


def site_files() -> dict[str, str]:
    """Files of an overlay, by their names: the region, its entries, and a card that cites one of them."""
    folder = "regions/beijiang/regulations"
    files = {
        "regions/beijiang/region.yaml": _REGION,
        f"{folder}/reg-bj-missing.yaml": _TABLE.format(numbers=", ".join(f'"{n}"' for n in UNKNOWN)),
        "knowledge/kn-bj-refund.yaml": _CARD,
        "values.yaml": (
            "values:\n  - {key: region, label: 地区, value: beijiang, scope: 公司, source: 本单位, confidence: 高}\n"
        ),
    }
    for number, (_, about, point, _words) in INFERRED.items():
        written = write_number(int(number))
        files[f"{folder}/reg-bj-{number}.yaml"] = _ENTRY.format(
            number=number, written=written, about=about, point=point
        )
    return files


def write_site(site: Path) -> Path:
    """The overlay below `site`."""
    for name, text in site_files().items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return site


def statute(*, is_second: bool = False) -> LawText:
    """The invented regulation: as passed, or as amended from 2027 on, when the floor is 20 ℃ and article 40 is gone."""
    real = {number: words for number, _, _, words in INFERRED.values()}
    articles = {}
    for n in range(1, LAST):
        articles[str(n)] = real.get(
            str(n), f"样例第{write_number(n)}件事由北江省有关部门按照职责办理,具体办法另行制定。"
        )
    articles[str(LAST)] = "本条例自2011年10月1日起施行。"
    if is_second:
        articles["32"] = articles["32"].replace("十九", "二十")
        del articles["40"]
    return law(articles, title=BEIJIANG, effective=SECOND_DAY if is_second else FIRST_DAY)


def lines_of(text: LawText) -> list[str]:
    """The regulation as its paragraphs stand in a file."""
    lines = [
        text.title,
        "(2011年8月12日北江省人民代表大会常务委员会通过 根据2021年10月29日《关于修改〈北江省城市供热条例〉的决定》修正)",
        "第一章 总则",
    ]
    for article in text.articles:
        first, *rest = article.paragraphs
        lines += [f"{article.written_number} {first}", *rest]
    return lines


def write_docx(path: Path, text: LawText) -> Path:
    """The regulation as a Word file."""
    document = docx.Document()
    for line in lines_of(text):
        document.add_paragraph(line)
    document.save(str(path))
    return path
