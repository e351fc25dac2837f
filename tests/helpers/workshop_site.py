"""A company's folder with an invented law in two versions and entries of it, for the pages of the workshop."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from docx import Document

from handbook.chinese_numbers import write_number
from handbook.content.law_folder import LawFolder
from handbook.content.person import Person
from handbook.law.draft import Choice
from handbook.law.law_text import LawText, Origin
from handbook.law.settling import settled
from handbook.law.splitting import split

LAW = "北江省城市供热条例"
OLD, NEW = date(2021, 10, 29), date(2027, 1, 1)
TODAY = date(2026, 11, 28)
HISTORY = (
    "（2011年8月12日北江省第十一届人民代表大会常务委员会第十次会议通过　根据2021年10月29日北江省第十三届人民代表"
    "大会常务委员会第三次会议《关于修改〈北江省城市供热条例〉的决定》第一次修正"
)
SECOND = "　根据2026年11月6日北江省第十四届人民代表大会常务委员会第六次会议《关于修改〈北江省城市供热条例〉的决定》第二次修正"
STRAYS = ("北江公报室存档样张甲", "扫描批次乙,第六号", "装订处丙")
"""Lines that stand between title and articles and are nothing known."""
_HEADS = {1: "第一章　总则", 9: "第二章　规划与建设", 21: "第三章　供热与用热", 37: "第四章　附则"}
_SAID = {
    1: "为了规范城市供热、用热行为，维护双方的合法权益，制定本条例。",
    2: "本省城市规划区内的供热规划、建设、经营、使用和管理，适用本条例。",
    36: "未经供热单位同意，用户不得改变热用途，不得安装放水装置。",
    40: "本条例自2011年10月1日起施行。",
}
_REFUND = (
    "供热期内，用户卧室、起居室温度不达标，属于供热单位责任的，供热单位应当按日退还热费：",
    "（一）室温在十六摄氏度以上不足二十摄氏度的，退还日标准热费的百分之五十；",
    "（二）室温不足十六摄氏度的，退还日标准热费的百分之百。",
)
_NOT_ATTRIBUTED = "用户对测温结果有异议的，可以委托具备资质的第三方机构复测。"


def law_lines(*, is_new: bool = False, strays: bool = False) -> list[str]:
    """The lines of a file with the law; `strays`: three of them find no place."""
    lines = [LAW, HISTORY + (SECOND if is_new else "") + "）"]
    if strays:
        lines += STRAYS
    for number in range(1, 41):
        if number in _HEADS:
            lines.append(_HEADS[number])
        name = f"第{write_number(number)}条　"
        if number == 34:
            when = "确认之日起三十日内" if is_new else "供热期结束后"
            lines += [name + _REFUND[0], *_REFUND[1:], f"供热单位应当在{when}办理退费。"]
            if is_new:
                lines.append(f"第三十四条之一　{_NOT_ATTRIBUTED}")
        elif number == 36 and is_new:
            lines.append(name + _SAID[36].rstrip("。") + "，不得拆除、遮挡远传测温装置。")
        elif number == 12 and is_new:
            lines.append(f"{name}建设单位应当在六十日内移交第十二类档案。")
        else:
            said = _SAID.get(number, f"供热单位应当每年公布第{write_number(number)}类服务事项。")
            lines.append(name + said)
    return lines


def law_text(*, is_new: bool = False) -> LawText:
    """One version as it stands on the shelf."""
    draft = split(law_lines(is_new=is_new), is_marked=True)
    origin = Origin(source="省人大网站 Word 文件", obtained_on=date(2026, 11, 20), obtained_by="王敏")
    return settled(
        draft,
        dict.fromkeys(draft.unplaced, Choice.AS_NOTE),
        title=LAW,
        effective=NEW if is_new else OLD,
        origin=origin,
        place="北江省",
    )


def law_docx(path: Path, *, is_new: bool = True) -> Path:
    """A Word file with the law and three lines that find no place."""
    document = Document()
    for line in law_lines(is_new=is_new, strays=True):
        document.add_paragraph(line)
    document.save(str(path))
    return path


def entry_yaml(entry_id: str, article: str, title: str, points: Sequence[str], *, more: str = "") -> str:
    """An entry of an article of the law, as a maintainer writes it."""
    spoken = "\n".join(f"  - {point}" for point in points)
    return f"""id: {entry_id}
title: {title}
summary: {title},按北江省条例说。
asks: [北江 {title}]
tags: [北江]
sources:
  - {{title: "北江省城市供热条例,公开文本", confidence: 中, note: "本条要点为转述,非原文"}}
owner: 法务合规组
reviewed: 2026-06-29
review_by: 2027-03-31
law: {LAW}
law_short_names: [北江条例]
level: 省
place: 北江省
article: "{article}"
status: 现行有效
effective: 2021-10-29
verification: 推算条号
key_points:
{spoken}
tell_caller:
  - 是供热这头的原因,测出来不够数,按天退。
dont_say:
  - 没测温就答应退多少钱
citation: 《北江省城市供热条例》第{write_number(int(article))}条
{more}"""


REFUND_POINTS = (
    "室温 16 ℃ 及以上、不到 20 ℃:按日退日标准热费的 50%。",
    "室温低于 16 ℃:按日退 100%。",
    "是热源单位的原因,也由供热单位先赔给用户,再去追偿。",
    "供热单位原因造成的,1 个月内退。",
)
ENTRIES = {
    "reg-bj-34": ("34", "温度不够怎么退热费", REFUND_POINTS),
    "reg-bj-36": ("36", "用户不许做的", ("没经供热单位同意,不许改变热用途。",)),
    "reg-bj-12": ("12", "档案什么时候移交", ("建设单位移交档案的期限,按条例说。",)),
}


CARD = "kn-bj-refund"
_CARD = f"""id: {CARD}
title: 退费怎么跟用户讲
summary: 先量室温,再按条例讲退多少。
asks: [北江 退费怎么讲]
tags: [北江]
sources:
  - {{title: 据通识, confidence: 据通识, note: 一般做法}}
key_points:
  - 量出来不够 16 ℃,按日退。
body: |
  退费的期限写在第34条。
citations: [reg-bj-34]
owner: 客服培训组
reviewed: 2025-11-20
review_by: 2026-09-30
"""


def write_entries(site: Path) -> None:
    """The entries of the law; that of article 34 has a figure that stands in no version, and a card cites it."""
    (site / "knowledge").mkdir(parents=True, exist_ok=True)
    (site / "knowledge" / f"{CARD}.yaml").write_text(_CARD, "utf-8")
    folder = site / "regulations"
    folder.mkdir(parents=True, exist_ok=True)
    for entry_id, (article, title, points) in ENTRIES.items():
        (folder / f"{entry_id}.yaml").write_text(entry_yaml(entry_id, article, title, points), "utf-8")


def prepared_site(site: Path, versions: int = 2, *, now: Callable[[], datetime] | None = None) -> Path:
    """A folder with entries and so many versions (0–2) of the law."""
    write_entries(site)
    shelf = LawFolder(site, Person("王敏", "wangmin"), now or _now)
    for number in range(versions):
        shelf.add(law_text(is_new=number == 1))
    return site


def _now() -> datetime:
    return datetime(2026, 11, 20, 9, 0).astimezone()
