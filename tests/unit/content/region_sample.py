"""An invented province with a city below it, laid into the small content folder: cards cite roles, regions answer them."""

from pathlib import Path

from tests.unit.content.content_sample import files, merged, write

_ARTICLE = """
id: {id}
title: {law}第{number}条 {about}
summary: 样例:{about}。
asks: [{law}第{number}条, {about}怎么定, {about}哪条]
law: 北江省城市供热条例
level: {level}
place: {place}
article: "{number}"
status: 现行有效
verification: 已对照公开全文
text_date: 2024-06-01
text_source: 公开法律库甲(2025-04)
text_print: "0123456789abcdef"
citation: 《{law}》第{number}条
key_points: [样例:{about}。]
tell_caller: [这条说的是{about}。]
owner: 客服培训组
reviewed: 2026-11-20
review_by: 2027-09-30
sources: [{{title: 据通识, confidence: 据通识}}]
severity: 一般
"""
SILENT = "silent: {停热申请: 全文没有写, 供热期: 全文没有写}\n"
ALL_SILENT = "silent: {室温底线: 全文没有写, 退费: 全文没有写, 停热申请: 全文没有写, 供热期: 全文没有写}\n"
PROVINCE, CITY = "beijiang", "beijiang-linzhou"
VALUE = '  - {{key: legal_min_temp, label: 最低室温, value: "{0}", unit: ℃, figure: {{number: {{amount: "{0}", unit: ℃}}}}, scope: 省, source: 北江省条例, confidence: 高, citations: [{1}]}}\n'


def article(
    region: str, entry_id: str, number: int, about: str, *, level: str = "省", place: str = "北江"
) -> dict[str, str]:
    """One article of `region`."""
    words = _ARTICLE.format(
        id=entry_id, number=number, about=about, level=level, place=place, law="北江省城市供热条例"
    )
    return {f"regions/{region}/regulations/{entry_id}.yaml": words}


def regional_files() -> dict[str, str]:
    """The sample whose procedure cites 室温底线 and 退费; the province answers both, the city the first anew."""
    base = files()
    (name, procedure), *_ = [(n, t) for n, t in base.items() if n.startswith("procedures/")]
    cited = merged(procedure, "citations: [室温底线, 退费]")
    return {
        **base,
        name: cited,
        f"regions/{PROVINCE}/region.yaml": (
            f"id: {PROVINCE}\nname: 北江省\ncities: [北江]\nroles:\n  室温底线: [reg-bj-9]\n  退费: [reg-bj-12]\n{SILENT}"
        ),
        f"regions/{CITY}/region.yaml": (
            f"id: {CITY}\nname: 北江(临州)\ncities: [临州]\nparent: {PROVINCE}\nroles:\n  室温底线: [reg-lz-3]\n{SILENT}"
        ),
        f"regions/{PROVINCE}/values.yaml": "values:\n" + VALUE.format("17.3", "reg-bj-9"),
        f"regions/{CITY}/values.yaml": "values:\n" + VALUE.format("18.1", "reg-lz-3"),
        **article(PROVINCE, "reg-bj-9", 9, "底线"),
        **article(PROVINCE, "reg-bj-12", 12, "退钱"),
        **article(CITY, "reg-lz-3", 3, "本市底线", level="市", place="临州"),
    }


def regional(root: Path, more: dict[str, str] | None = None) -> Path:
    """Written below `root`."""
    return write(root, {**regional_files(), **(more or {})})
