"""A small handbook of all six kinds for the tests of this room."""

from datetime import date

from handbook.model.emergency import EmergencyCard, ImmediateLine
from handbook.model.handbook import Handbook
from handbook.model.kinds import (
    Confidence,
    Family,
    LawLevel,
    LawStatus,
    Party,
    Phase,
    Severity,
    StepKind,
    Tone,
    ValueScope,
    Verification,
)
from handbook.model.knowledge import Case, Knowledge
from handbook.model.procedure import Procedure
from handbook.model.regulation import Figure, RegulationArticle
from handbook.model.script import Script, ScriptLine
from handbook.model.site_value import SiteValue
from handbook.model.step import Answer, Outcome, Step

_LIFE = {"owner": "客服培训组", "reviewed": date(2026, 9, 1), "review_by": date(2027, 9, 1)}
_OUTCOME = Outcome(
    id="open",
    title="片内存气",
    responsible=(Party.SUPPLIER,),
    next_action="派维修人员上门放气",
    owner="维修班",
    say="我给您登记,师傅会带钥匙上门处理。",
)


def procedure(
    name: str, title: str, asks: tuple[str, ...], steps: tuple[str, ...], **more: object
) -> Procedure:
    """A procedure of ask steps."""
    made = tuple(
        Step(id=f"s{i}", kind=StepKind.ASK, text=t, answers=(Answer(label="是"), Answer(label="否")))
        for i, t in enumerate(steps)
    )
    values: dict[str, object] = {
        "id": f"proc-{name}",
        "title": title,
        "summary": f"{title}时怎样问、怎样判断。",
        "asks": asks,
        "family": Family.POOR_HEAT,
        "steps": made,
        "outcomes": (_OUTCOME,),
        "default_outcome": "open",
        "severity": Severity.NORMAL,
    }
    return Procedure(**(values | _LIFE | more))  # type: ignore[arg-type]


def article(
    name: str, title: str, number: str, former: tuple[str, ...], points: tuple[str, ...]
) -> RegulationArticle:
    """An article of the provincial regulation."""
    return RegulationArticle(
        id=f"reg-{name}",
        title=title,
        summary=points[0],
        law="黑龙江省城市供热条例",
        law_short_names=("供热条例", "省条例"),
        level=LawLevel.PROVINCE,
        article=number,
        former_articles=former,
        status=LawStatus.IN_FORCE,
        verification=Verification.REPORTED,
        key_points=points,
        citation=f"《黑龙江省城市供热条例》第{number}条",
        figures=(Figure(name="室温下限", value="20 ℃"),) if number == "32" else (),
        **_LIFE,  # type: ignore[arg-type]
    )


PROCEDURES = (
    procedure(
        "top-hot",
        "散热器上热下凉",
        ("暖气上边烫手底下冰凉", "上面热下面不热", "上温下凉"),
        ("是一组还是每组都这样?", "进水管和回水管各是什么温度?", "执行器有没有动作?"),
    ),
    procedure(
        "all-cold",
        "整户不热",
        ("家里不热", "屋里太冷了没法住人", "暖气不热"),
        ("室温测得多少度?", "邻居家热不热?"),
    ),
    procedure(
        "leak",
        "暖气片漏水",
        ("暖气漏水", "接头渗水", "排气阀滴水"),
        ("漏点在哪里?", "水量多大?"),
        family=Family.LEAK,
        severity=Severity.URGENT,
    ),
    procedure(
        "suspend",
        "办理报停",
        ("今年不烧了", "房子空着没人住想报停"),
        ("是否分户?", "产权人本人办理吗?"),
        family=Family.SUSPENSION,
        severity=Severity.ROUTINE,
    ),
    procedure("repair", "登记报修", ("找人来修", "师傅什么时候来"), ("地址和电话?",), family=Family.SERVICE),
    procedure(
        "valve", "排气阀的安全用法", ("跑风怎么拧", "放气"), ("手里有没有钥匙?",), severity=Severity.NORMAL
    ),
    procedure("floor", "地暖不热", ("地热不热", "地面凉但不冰手"), ("分水器阀门开了吗?",)),
    procedure("noise", "管道噪音", ("哗哗响", "咣咣敲管子似的"), ("声音从哪里来?",), family=Family.NOISE),
    procedure(
        "bank",
        "银行代扣热费",
        ("银行卡交费",),
        ("行号是多少?",),
        family=Family.BILLING,
        severity=Severity.ROUTINE,
    ),
)
EMERGENCY = (
    EmergencyCard(
        id="em-burst",
        title="爆管喷水",
        summary="热水大量喷出时先说先做。",
        asks=("暖气爆了", "水都没脚面了"),
        severity=Severity.DANGER,
        digit=1,
        immediate=(ImmediateLine(text="人先离开热水,别碰电"),),
        steps=(),
        stop="水已关停",
        takeover="抢修班到场接手",
        done="人员安全,水已关停",
        **_LIFE,  # type: ignore[arg-type]
    ),
    EmergencyCard(
        id="em-scald",
        title="烫伤",
        summary="有人被热水烫伤。",
        asks=("烫着了", "孩子烫伤了"),
        severity=Severity.DANGER,
        digit=2,
        immediate=(ImmediateLine(text="用凉水冲二十分钟"),),
        steps=(),
        stop="急救人员到场",
        takeover="120 接手",
        done="已送医",
        phases=(Phase.START_UP,),
        **_LIFE,  # type: ignore[arg-type]
    ),
)
REGULATIONS = (
    article("hlj-32", "室温不低于 20℃", "32", ("34",), ("卧室、起居室全天不低于 20℃。",)),
    article(
        "hlj-34",
        "室温不达标的退费",
        "34",
        ("36",),
        ("16℃ 以上不足 20℃ 的按日退 50%,不足 16℃ 的退 100%。", "一个月内退还。"),
    ),
    article(
        "hlj-36", "用户禁止行为", "36", ("38",), ("未经同意不得安装循环泵、放水装置,不得改动供热设施。",)
    ),
    article("hlj-36-1", "违反禁止行为的责任", "36-1", (), ("造成他人损失的依法赔偿。",)),
)
SCRIPTS = (
    Script(
        id="scr-wait",
        title="解释初期升温",
        summary="初供几天升温慢时怎样解释。",
        set="解释",
        asks=("刚开栓怎么不热",),
        lines=(
            ScriptLine(
                id="one", variants={Tone.STANDARD: "{称呼},系统刚注满水,一般 {{warm_days}} 内升上来。"}
            ),
        ),
        phases=(Phase.START_UP,),
        **_LIFE,  # type: ignore[arg-type]
    ),
)
KNOWLEDGE = (
    Knowledge(
        id="kn-pump",
        title="循环泵为什么不能装",
        summary="私装循环泵会抢邻居的热。",
        asks=("加装循环泵", "装增压泵行不行"),
        key_points=("循环泵改变整栋楼的水力平衡。",),
        body="**注意:**见[禁止行为](entry:reg-hlj-36)。",
        **_LIFE,  # type: ignore[arg-type]
    ),
)
CASES = (
    Case(
        id="case-pump",
        title="饭店装泵十九户不热",
        summary="一处私装影响一片。",
        place="哈尔滨",
        time="2007-12",
        facts="饭店装四台强制循环泵。",
        dispute="谁来拆。",
        result="勒令拆除。",
        lessons=("一处私装影响一片。",),
        **_LIFE,  # type: ignore[arg-type]
    ),
)
SAMPLE = Handbook(
    version="test",
    revision="sample-1",
    procedures=PROCEDURES,
    emergency=EMERGENCY,
    regulations=REGULATIONS,
    scripts=SCRIPTS,
    knowledge=KNOWLEDGE,
    cases=CASES,
    values=(
        SiteValue(
            key="warm_days",
            label="升温天数",
            value="3",
            unit="天",
            scope=ValueScope.COMPANY,
            source="公司可配置典型值",
            confidence=Confidence.COMMON,
        ),
    ),
    synonyms=(
        ("散热器", "暖气", "暖气片", "片子"),
        ("地暖", "地热"),
        ("报停", "停用"),
        ("循环泵", "增压泵", "小泵"),
    ),
)
