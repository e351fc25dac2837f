"""A small handbook with one entry of each kind and every part that the renderer tells apart."""

from dataclasses import replace
from datetime import date

from handbook.model.emergency import EmergencyCard, ImmediateLine
from handbook.model.handbook import Handbook
from handbook.model.kinds import (
    Audience,
    Confidence,
    Family,
    LawLevel,
    LawStatus,
    Party,
    Severity,
    StepKind,
    Tone,
    ValueScope,
    Verification,
    WarningLevel,
)
from handbook.model.knowledge import Case, Knowledge
from handbook.model.procedure import Procedure
from handbook.model.regulation import Figure, RegulationArticle, Superseded
from handbook.model.script import Placeholder, Script, ScriptLine, Taboo
from handbook.model.site_value import SiteValue
from handbook.model.step import Answer, Outcome, Step, ValueField

_LIFE = {"owner": "客服培训组", "reviewed": date(2026, 9, 1), "review_by": date(2099, 9, 1)}

PROCEDURE = Procedure(
    id="proc-top-hot",
    title="散热器上热下凉",
    summary="一组散热器上面烫、下面凉。",
    asks=("上热下凉",),
    citations=("reg-36",),
    related=("scr-wait",),
    severity=Severity.NORMAL,
    family=Family.POOR_HEAT,
    steps=(
        Step(
            id="extent",
            kind=StepKind.ASK,
            group="先问",
            text="是一组还是每组都这样?",
            answers=(Answer(label="一组"), Answer(label="每组都这样", outcome="open")),
        ),
        Step(kind=StepKind.WARN, level=WarningLevel.WARNING, text="管子烫手,先提醒。"),
        Step(kind=StepKind.SAY, text="室温不低于{{floor}},您先别放水。"),
        Step(kind=StepKind.SAY, text="这句只给班长听", audience=Audience.INTERNAL),
        Step(
            id="room",
            kind=StepKind.ASK,
            text="室温多少度?",
            value=ValueField(name="室温", unit="℃"),
            killer=True,
            when={"extent": ("一组",)},
        ),
    ),
    onsite_steps=(
        Step(kind=StepKind.DO, text="关回水阀", state="已关严"),
        Step(kind=StepKind.SAY, text="这句是师傅在现场说的"),
    ),
    outcomes=(
        Outcome(
            id="open",
            title="片内存气",
            responsible=(Party.SUPPLIER,),
            citations=("reg-36",),
            next_action="上门放气",
            owner="维修班",
            promise="arrival",
            say="我给您登记,师傅会上门。",
            note="只给坐席看的说明",
        ),
    ),
    default_outcome="open",
    dispatch_minimum=("room",),
    **_LIFE,  # type: ignore[arg-type]
)
EMERGENCY = EmergencyCard(
    id="em-burst",
    title="爆管喷水",
    summary="热水大量喷出。",
    severity=Severity.DANGER,
    digit=1,
    immediate=(ImmediateLine(text="人先离开热水"), ImmediateLine(kind="do", text="同时呼叫抢修班")),
    steps=(Step(kind=StepKind.DO, text="报热线班长", state="班长已接"),),
    calm=("我不挂电话。",),
    stop="抢修确认出发。",
    takeover="抢修班接管。",
    promises=("arrival",),
    dont_say=("这不归我们管",),
    done="抢修已出发。",
    **_LIFE,  # type: ignore[arg-type]
)
REGULATION = RegulationArticle(
    id="reg-36",
    title="用户禁止行为",
    summary="不得装循环泵、放水装置。",
    law="黑龙江省城市供热条例",
    level=LawLevel.PROVINCE,
    article="36",
    former_articles=("38",),
    status=LawStatus.IN_FORCE,
    verification=Verification.INFERRED,
    key_points=("不得安装循环泵。",),
    figures=(Figure(name="室温下限", value="20 ℃"),),
    tell_caller=("条例不允许装循环泵。",),
    dont_say=("一律罚款",),
    citation="《黑龙江省城市供热条例》第三十六条",
    superseded=(Superseded(text="18 ℃", note="旧规定,现已不适用"),),
    **_LIFE,  # type: ignore[arg-type]
)
SCRIPT = Script(
    id="scr-wait",
    title="解释初期升温",
    summary="初供几天升温慢。",
    set="解释",
    lines=(
        ScriptLine(id="one", variants={Tone.STANDARD: "{称呼},系统刚注满水。", Tone.SOOTHING: "您别急。"}),
        ScriptLine(id="two", audience=Audience.INTERNAL, variants={Tone.STANDARD: "先看停热公告"}),
    ),
    taboos=(Taboo(avoid="不知道", instead="我帮您查"),),
    placeholders=(Placeholder(name="称呼", hint="姓加先生或女士"),),
    **_LIFE,  # type: ignore[arg-type]
)
KNOWLEDGE = Knowledge(
    id="kn-pump",
    title="循环泵为什么不能装",
    summary="私装循环泵会抢邻居的热。",
    key_points=("改变水力平衡。",),
    body="## 道理\n\n**注意:**见[禁止行为](entry:reg-36)。\n\n- 一\n- 二",
    diagram="flow",
    diagram_caption="水往哪里走",
    tell_caller=("装泵会让邻居家变冷。",),
    **_LIFE,  # type: ignore[arg-type]
)
CASE = Case(
    id="case-pump",
    title="饭店装泵十九户不热",
    summary="一处私装影响一片。",
    place="哈尔滨",
    time="2007-12",
    facts="装了四台泵。",
    dispute="谁来拆。",
    result="勒令拆除。",
    lessons=("影响一片。",),
    **_LIFE,  # type: ignore[arg-type]
)
VALUES = (
    SiteValue(
        key="floor",
        label="室温下限",
        value="20",
        unit="℃",
        scope=ValueScope.PROVINCE,
        source="条例",
        confidence=Confidence.HIGH,
    ),
    SiteValue(
        key="arrival",
        label="到场时限",
        scope=ValueScope.COMPANY,
        source="公司可配置典型值",
        confidence=Confidence.COMMON,
    ),
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 30"><rect width="60" height="30" fill="#0f6b8f"/></svg>'
SAMPLE = Handbook(
    version="test",
    revision="sample",
    procedures=(PROCEDURE,),
    emergency=(EMERGENCY,),
    regulations=(REGULATION,),
    scripts=(SCRIPT,),
    knowledge=(KNOWLEDGE,),
    cases=(CASE,),
    values=VALUES,
    diagrams={"flow": SVG},
)
INTERNAL = (
    "这句只给班长听",
    "这句是师傅在现场说的",
    "只给坐席看的说明",
    "同时呼叫抢修班",
    "先看停热公告",
    "这不归我们管",
    "一律罚款",
    "不知道",
    "关回水阀",
    "是一组还是每组都这样",
)
"""Words that must never leave by a copy for the caller."""


def long_procedure(entry_id: str, title: str, steps: int = 40) -> Procedure:
    """A procedure that is longer than a screen; its steps are numbered in words that can be searched for."""
    many = tuple(Step(kind=StepKind.DO, text=f"第{n}件要办的事", state="已办") for n in range(steps))
    return replace(PROCEDURE, id=entry_id, title=title, steps=many, dispatch_minimum=())
