"""A small content folder in which every rule holds, and ways to change one part of it."""

import re
from pathlib import Path

from handbook.content.checking import check_content
from handbook.content.rules.coverage import ROWS
from handbook.model.problem import Problem

LIFE = """
owner: 客服培训组
reviewed: 2026-11-20
review_by: 2027-09-30
sources: [{title: 据通识, confidence: 据通识}]
severity: 一般
"""

PROCEDURE = """
id: proc-sample
title: 散热器上热下凉
summary: 一组散热器上面烫、下面凉。
asks: [上热下凉, 上边烫下边凉, 半截热, 底下冰凉, 上面热下面不热]
citations: [reg-in-force]
family: 散热不良
steps:
  - id: extent
    kind: ask
    group: 先问
    text: 是只有一组这样吗?
    topic: 范围
    answers: [{label: 只有一组}, {label: 每组都这样}]
  - {id: frail, kind: ask, text: "家里有老人、婴幼儿或病人吗?", topic: 老幼病人, killer: true, answers: [{label: 有, outcome: visit}, {label: 没有}]}
  - {kind: warn, level: 警告, text: "管子可能烫人,先提醒用户。"}
  - id: pipes
    kind: ask
    text: 进水管和回水管哪根热?
    topic: 进回水管
    answers: [{label: 进热回凉}, {label: 都凉, outcome: closed}]
  - {kind: say, text: "我给您登记,师傅上门前会先打电话。"}
onsite_steps:
  - {kind: do, group: 到场, text: 关供、回水阀, state: 已关严}
outcomes:
  - {id: visit, title: 需要上门, responsible: [供热单位], citations: [reg-in-force], next_action: 派维修班上门, owner: 维修班,
     promise: p3_arrival, priority: P3, say: "师傅会在{{p3_arrival}}联系您,上门前请别自己拆阀。"}
  - {id: closed, title: 阀门没开, responsible: [待查明], next_action: 核对缴费状态, owner: 客服, say: 我先核对您家的供热状态。}
default_outcome: visit
dispatch_minimum: [extent, pipes]
"""

EMERGENCY = """
id: em-sample
title: 室内喷水
summary: 屋里暖气喷水时用。
asks: [喷水了, 爆了, 呲水, 满屋是水, 管子崩了]
digit: 1
leaves_cold: false
immediate:
  - {kind: say, text: "人先离开,别用手堵。"}
  - {kind: say, text: 有水的插座别碰。}
steps:
  - id: hurt
    kind: ask
    group: 接着问
    text: 有没有人烫伤?
    topic: 烫伤
    killer: true
    answers: [{label: 有人烫伤, hazard: 有人烫伤}, {label: 没有人受伤}]
  - {kind: do, when: {hurt: [有人烫伤]}, text: 替用户报急救, state: 急救已接}
  - {kind: warn, level: 警告, text: 热水会烫伤人。}
  - {kind: do, text: 报热线班长, state: 班长已接}
calm: ["我不挂电话,您人安全最要紧。"]
stop: 抢修确认出发,用户已离开热水。
takeover: 抢修班接管现场。
outcomes:
  - {priority: P1, next_action: 抢修到场关阀, owner: 抢修班, follow_up: 回拨问水停没停}
done: 抢修已确认出发,回访已约。
dispatch_minimum: [hurt]
"""

REGULATION = """
id: reg-in-force
title: 室温底线
summary: 卧室和客厅的最低温度。
asks: [条例第三十二条, 供热条例32条, 室温标准]
law: 黑龙江省城市供热条例
level: 省
place: 黑龙江
article: "32"
status: 现行有效
verification: 据公开报道
key_points: [卧室、起居室全天不低于 20 ℃。]
figures: [{name: 最低室温, value: 20 ℃, note: 2021-10-29 起}]
tell_caller: [咱们省的底线是 20 度。]
citation: 《黑龙江省城市供热条例》第三十二条
superseded: [{text: 室温 18 ℃ 即达标, note: "旧规定,现已不适用(2021-10-29 前)"}]
"""

SCRIPT = """
id: scr-sample
title: 安抚
summary: 对方着急时说。
asks: [安抚, 用户着急, 别生气, 火气大, 急眼了]
set: 安抚
lines:
  - id: elder
    situation: 家有老人
    variants: {标准: "{称呼},您着急是应该的,我这就给您登记。", 简短: 我给您记优先。}
placeholders: [{name: 称呼}]
taboos: [{avoid: 我们没接到报修, instead: 我先给您登记。}]
"""

KNOWLEDGE = """
id: kn-sample
title: 气堵
summary: 气为什么会堵在上面。
asks: [气堵, 窝气, 憋气, 有气, 虚气]
key_points: [气往高处走。]
body: |
  **气**往高处走,见 [上热下凉](entry:proc-sample)。
tell_caller: [水里的空气跑到了高处。]
"""

CASE = """
id: case-sample
title: 拒交热费
summary: 不热就不交,能不能行。
asks: [不热不交费, 拒交热费, 不热能不能不交, 打官司, 被告了]
place: 大庆
time: "2022"
facts: 测得 17 ℃,用户没交热费。
dispute: 该不该交。
result: 按减免后金额交。
lessons: [测温记录要留。]
"""

BASE = {
    "procedures/proc-sample.yaml": PROCEDURE,
    "emergency/em-sample.yaml": EMERGENCY,
    "regulations/reg-in-force.yaml": REGULATION,
    "scripts/scr-sample.yaml": SCRIPT,
    "knowledge/kn-sample.yaml": KNOWLEDGE,
    "cases/case-sample.yaml": CASE,
}

OTHER_ARTICLES = {
    "regulations/reg-repealed.yaml": ("reg-repealed", "1", "已废止", "据公开报道"),
    "regulations/reg-unverified.yaml": ("reg-unverified", "2", "未核实", "据公开报道"),
    "regulations/reg-draft.yaml": ("reg-draft", "3", "征求意见", "据公开报道"),
    "regulations/reg-missing.yaml": ("reg-missing", "4", "现行有效", "未取得"),
}
_ARTICLE = """
id: {0}
title: 条文{1}
summary: 样例。
asks: [样例第{1}条, 样例{1}条, 样例条文{1}]
law: 样例办法
level: 市
article: "{1}"
status: {2}
verification: {3}
citation: 《样例办法》
tell_caller: [这条我先查原文。]
"""

VALUES = """
values:
  - {key: p3_arrival, label: P3 上门, value: "24", unit: 小时内, figure: {number: {amount: "24", unit: 小时}}, promise: true, scope: 公司, source: 典型值, confidence: 据通识}
  - {key: ambulance, label: 急救电话, value: "120", scope: 国家, source: 全国统一紧急号码, confidence: 高}
  - {key: hotline, label: 供热服务热线, scope: 公司, source: 由使用单位填写, confidence: 据通识}
  - {key: repair_team, label: 抢修班电话, scope: 公司, source: 由使用单位填写, confidence: 据通识}
  - {key: legal_min_temp, label: 最低室温, value: "20", unit: ℃, figure: {number: {amount: "20", unit: ℃}}, scope: 省, source: 省条例, confidence: 高, citations: [reg-in-force]}
"""

_TOP_LEVEL = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)


def merged(base: str, change: str) -> str:
    """`base` with the top-level keys of `change` replaced or added; a key with the value ~~ is taken out."""
    parts: dict[str, str] = {}
    for text in (base, change):
        for part in _TOP_LEVEL.split(text.strip("\n") + "\n"):
            if ":" in part:
                parts[part.split(":", 1)[0]] = part
    return "".join(part for part in parts.values() if not part.rstrip().endswith(": ~~"))


def files(changes: dict[str, str] | None = None) -> dict[str, str]:
    """The sample folder with `changes` merged into its files (new files are taken as they are)."""
    content = {name: merged(LIFE, text) for name, text in BASE.items()}
    content["emergency/em-sample.yaml"] = merged(content["emergency/em-sample.yaml"], "severity: 危险")
    content |= {
        name: merged(LIFE, _ARTICLE.format(*values))
        + ("" if values[3] == "未取得" else "key_points: [样例要点。]\n")
        for name, values in OTHER_ARTICLES.items()
    }
    content["values.yaml"] = VALUES
    content["handbook.yaml"] = 'version: "2026.11"\n'
    content["coverage.yaml"] = "rows:\n" + "".join(f"  {row}: [kn-sample]\n" for row in ROWS)
    for name, change in (changes or {}).items():
        content[name] = merged(content[name], change) if name in content else change
    return content


def write(root: Path, content: dict[str, str]) -> Path:
    """Write `content` (name → text) below `root`."""
    for name, text in content.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def problems_of(root: Path, changes: dict[str, str] | None = None) -> list[Problem]:
    """The problems of the sample folder with `changes`."""
    return check_content(write(root, files(changes))).problems
