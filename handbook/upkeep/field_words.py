"""What each part of an entry is called on the forms of the workshop, what is asked there, and where a part stands, in words.

The one place for such words: forms, findings, changes and the log all say the same. Groups are the sections of a form.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, get_args

from handbook.content.yaml_reader import Path, Value
from handbook.model.aspects import Extent, RoomSide
from handbook.model.fact import Fact
from handbook.model.handbook import CLASS_OF_KIND
from handbook.model.kinds import Kind, Priority, StepKind
from handbook.model.site_value import SiteValue
from handbook.model.standing import Standing

TITLE, STEPS, ONSITE, OUTCOMES = "标题与叫法", "步骤", "上门步骤", "结论"
FIRST, SPOKEN, BODY, GROUNDS = "先说先做", "话", "正文", "依据"
SERVICE, SOURCES, OTHER = "办事", "来源与负责人", "别的"
GROUPS = (TITLE, FIRST, STEPS, ONSITE, OUTCOMES, SERVICE, SPOKEN, BODY, GROUNDS, SOURCES, OTHER)
"""In the order in which a form shows them."""
_LONGEST_NAME = 18
"""Characters of a title or an answer that stand in the words of a place."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """``synonyms.yaml`` as a form sees it."""

    groups: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FieldWords:
    """What stands beside the box of one field."""

    label: str
    help: str
    group: str


STEP_KIND_WORDS: Mapping[StepKind, str] = {
    StepKind.ASK: "问",
    StepKind.DO: "做",
    StepKind.SAY: "说",
    StepKind.WARN: "提醒",
    StepKind.NOTE: "说明",
    StepKind.DECIDE: "判断",
}
STEP_TEXT_WORDS: Mapping[StepKind, str] = {
    StepKind.ASK: "问什么",
    StepKind.DO: "做什么",
    StepKind.SAY: "说什么",
    StepKind.WARN: "提醒什么",
    StepKind.NOTE: "说明什么",
    StepKind.DECIDE: "判断什么",
}
"""What the box of a step's words is called, by the kind of the step."""

_EXTENTS = {
    Extent.RADIATOR: "一组",
    Extent.ROOM: "一间",
    Extent.FLAT: "整户",
    Extent.COLUMN: "上下邻居",
    Extent.UNIT: "单元",
    Extent.BUILDING: "整楼",
    Extent.ESTATE: "小区",
}
_ROOM_SIDES = {
    RoomSide.VERY_COLD: "很冷",
    RoomSide.COLD: "不够温度",
    RoomSide.NEAR_FLOOR: "刚好够",
    RoomSide.FINE: "够温度",
    RoomSide.TOO_HOT: "太热",
}
_FACTS = {str(fact): fact.label for fact in Fact}
_YES_NO = {"true": "是", "false": "不是"}
_PRIORITIES = {
    str(Priority.P0): "P0 最急：煤气味、有人受伤",
    str(Priority.P1): "P1 很急：关不住的漏、整楼停热",
    str(Priority.P2): "P2 当班：整户不热、漏但能控",
    str(Priority.P3): "P3 约上门：一组不热、有响声",
    str(Priority.P4): "P4 不上门：咨询、账单、报停",
}
"""As the table of levels says them: a letter and a digit alone tell nothing to whoever is new."""

CHOICE_WORDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("Entry", "room_sides"): {str(side): words for side, words in _ROOM_SIDES.items()},
    ("Entry", "extents"): {str(extent): words for extent, words in _EXTENTS.items()},
    ("Outcome", "priority"): _PRIORITIES,
    ("CardOutcome", "priority"): _PRIORITIES,
    ("Step", "kind"): {str(kind): words for kind, words in STEP_KIND_WORDS.items()},
    ("Step", "facts"): _FACTS,
    ("Step", "checks"): _FACTS,
    ("Step", "killer"): _YES_NO,
    ("ValueField", "measured"): _YES_NO,
    ("ImmediateLine", "kind"): {"say": "对用户说", "do": "自己先做"},
    ("EmergencyCard", "leaves_cold"): _YES_NO,
    ("GuideLine", "usual"): _YES_NO,
    ("SiteValue", "is_typical"): _YES_NO,
    ("SiteValue", "promise"): _YES_NO,
}
"""Choices whose written word is not what people read; all others are read as they are written."""

_WORDS: Mapping[tuple[str, str], FieldWords] = {
    # What every entry has
    ("Entry", "id"): FieldWords("编号", "程序靠它认这一条，起好就不再改", OTHER),
    ("Entry", "title"): FieldWords("标题", "越短越好，用大白话", TITLE),
    ("Entry", "summary"): FieldWords("一句话说明", "一两句：说的什么事，什么时候用", TITLE),
    ("Entry", "asks"): FieldWords("怎么问", "用户和同事平时怎么说这件事，一行一种", TITLE),
    ("Entry", "tags"): FieldWords("关键词", "搜的时候也能搜到的词", TITLE),
    ("Entry", "severity"): FieldWords("急不急", "危险最急，其次紧急、一般、事务", TITLE),
    ("Entry", "phases"): FieldWords("什么时候要紧", "不选就是全年都一样", TITLE),
    ("Entry", "room_sides"): FieldWords("室温什么样", "和室温没关系就不选", TITLE),
    ("Entry", "extents"): FieldWords("多大一片", "和范围没关系就不选", TITLE),
    ("Entry", "systems"): FieldWords("用在哪种采暖", "不选就是都适用", TITLE),
    ("Entry", "citations"): FieldWords("依据的法规", "这一条凭哪几条法规说话", GROUNDS),
    ("Entry", "related"): FieldWords("接着看", "看完这条，还该看哪几条", OTHER),
    ("Entry", "sources"): FieldWords("来源", "话从哪里来，至少写一个", SOURCES),
    ("Entry", "elsewhere"): FieldWords("外地的情况", "只给自己人看，不对用户说", SOURCES),
    ("Entry", "owner"): FieldWords("谁负责", "有疑问找谁，比如客服培训组", SOURCES),
    ("Entry", "reviewed"): FieldWords("上次复核", "最近一次从头看过是哪天", SOURCES),
    ("Entry", "review_by"): FieldWords("下次复核", "到这天还没复核，就标过期", SOURCES),
    # A procedure
    ("Procedure", "family"): FieldWords("哪一类", "坐席按类找，选最像的一类", TITLE),
    ("Procedure", "extent"): FieldWords("只管多大一片", "这条流程只管一种范围时才选", TITLE),
    ("Procedure", "demand"): FieldWords("用户要什么", "比如要求退费；看故障就知道的不用写", TITLE),
    ("Procedure", "not_for"): FieldWords("什么时候别用", "容易弄混的情况，该用哪一条", TITLE),
    ("Procedure", "guide"): FieldWords("办事指南", "条件、材料、流程、时限、收费，一格一格填", SERVICE),
    ("Procedure", "steps"): FieldWords("步骤", "电话里按顺序问、做、说", STEPS),
    ("Procedure", "onsite_steps"): FieldWords("上门步骤", "给上门师傅看，不对用户说", ONSITE),
    ("Procedure", "outcomes"): FieldWords("结论", "问到最后会有哪几种结果", OUTCOMES),
    ("Procedure", "default_outcome"): FieldWords("问完没定时算", "问完都没定下来，算哪个结论", OUTCOMES),
    ("Procedure", "dispatch_minimum"): FieldWords("派单前必答", "这几步没答，先不派单", STEPS),
    # A step
    ("Step", "id"): FieldWords("步骤编号", "程序靠它认这一步，坐席看不到", OTHER),
    ("Step", "use"): FieldWords("共用的步骤", "许多流程都用的一步，在一处改", STEPS),
    ("Step", "kind"): FieldWords("这一步干什么", "问、做、说、提醒、说明、判断，选一样", STEPS),
    ("Step", "group"): FieldWords("小标题", "从这一步起换小标题；不写就接着上一步", STEPS),
    ("Step", "text"): FieldWords("这一步的话", "说的步骤写原话，不加引号", STEPS),
    ("Step", "topic"): FieldWords("工单里叫什么", "最多 8 个字；不写就用问句末尾", STEPS),
    ("Step", "hint"): FieldWords("提示", "步骤下面的小字，最多 40 个字", STEPS),
    ("Step", "state"): FieldWords("做好是什么样", "比如已关闭", STEPS),
    ("Step", "audience"): FieldWords("给谁听", "不选：说的给用户听，别的只给自己人", STEPS),
    ("Step", "answers"): FieldWords("回答", "写用户会说的状态或数，至少两个", STEPS),
    ("Step", "value"): FieldWords("要填的数", "要量、要读、要数的，填在这里", STEPS),
    ("Step", "when"): FieldWords("只在某个回答时才有", "前面那一步答了什么，才走这一步", STEPS),
    ("Step", "killer"): FieldWords("漏了会伤人", "选了是，跳过就要写原因", STEPS),
    ("Step", "level"): FieldWords("提醒到什么程度", "警告是会伤人，注意是会损坏，说明只是告知", STEPS),
    ("Step", "why"): FieldWords("为什么", "最多两句，平时收着，点开才看", STEPS),
    ("Step", "wait"): FieldWords("要等多久", "比如一刻钟；坐席就能选还没到时候", STEPS),
    ("Step", "facts"): FieldWords("问的是哪件事", "别的流程也问的事，问过一次就不再问", STEPS),
    ("Step", "whose"): FieldWords("问的是谁的", "比如楼上、物业；平时是来电人的", STEPS),
    ("Step", "checks"): FieldWords("核对什么", "和公司登记的对一对哪几样", STEPS),
    ("Step", "promises"): FieldWords("答应了什么时间", "说了这句，就答应了哪个时限", STEPS),
    ("Step", "act"): FieldWords("哪个安全动作", "家里的安全动作，做法在一处定好", STEPS),
    ("Step", "is_standing"): FieldWords("是共用的", "由程序标，不用填", OTHER),
    # Answers and values
    ("Answer", "label"): FieldWords("回答", "写状态或数，别写检查、确认、按需", STEPS),
    ("Answer", "outcome"): FieldWords("到哪个结论", "选了这个回答，就到这个结论", STEPS),
    ("Answer", "entry"): FieldWords("转到哪一条", "选了这个回答，就打开另一条", STEPS),
    ("Answer", "note"): FieldWords("旁边的小字", "这个回答说明什么，最多 40 个字", STEPS),
    ("Answer", "hazard"): FieldWords("上门要当心", "比如水碰到电；没有就空着", STEPS),
    ("Answer", "is_standing"): FieldWords("是共用的", "由程序标，不用填", OTHER),
    ("ValueField", "name"): FieldWords("数叫什么", "工单里怎么叫，比如室温", STEPS),
    ("ValueField", "unit"): FieldWords("单位", "比如 ℃、分钟", STEPS),
    ("ValueField", "minimum"): FieldWords("最小", "比这还小会问一句，不拦着", STEPS),
    ("ValueField", "maximum"): FieldWords("最大", "比这还大会问一句，不拦着", STEPS),
    ("ValueField", "measured"): FieldWords("要量才知道", "选了是，坐席就能选量不了", STEPS),
    # Where a procedure ends
    ("Outcome", "id"): FieldWords("结论编号", "程序靠它认这个结论，坐席看不到", OTHER),
    ("Outcome", "title"): FieldWords("查明是什么", "大白话，比如片内存气", OUTCOMES),
    ("Outcome", "responsible"): FieldWords("归谁管", "上门才知道的选待查明", OUTCOMES),
    ("Outcome", "citations"): FieldWords("依据的法规", "归谁管凭哪几条", OUTCOMES),
    ("Outcome", "next_action"): FieldWords("接下来做什么", "一件能照着做的事", OUTCOMES),
    ("Outcome", "owner"): FieldWords("谁去做", "比如抢修班", OUTCOMES),
    ("Outcome", "promise"): FieldWords("答应的时间", "用哪个时限；没答应就空着", OUTCOMES),
    ("Outcome", "priority"): FieldWords("派单级别", "P0 最急，P4 最缓", OUTCOMES),
    ("Outcome", "matter"): FieldWords("按哪种事定级", "级别不会低于这种事的最低级", OUTCOMES),
    ("Outcome", "say"): FieldWords("对用户说", "能照着念的原话，不加引号", OUTCOMES),
    ("Outcome", "note"): FieldWords("给坐席的小字", "只给坐席自己看", OUTCOMES),
    ("Outcome", "is_standing"): FieldWords("是共用的", "由程序标，不用填", OTHER),
    # The guide of a service
    ("ServiceGuide", "conditions"): FieldWords("条件", "谁能办，什么时候能办", SERVICE),
    ("ServiceGuide", "materials"): FieldWords("材料", "要带什么来", SERVICE),
    ("ServiceGuide", "process"): FieldWords("流程", "先做什么，后做什么", SERVICE),
    ("ServiceGuide", "time_limit"): FieldWords("时限", "最晚哪天来办，多久有回音", SERVICE),
    ("ServiceGuide", "fee"): FieldWords("收费", "要交多少", SERVICE),
    ("ServiceGuide", "channels"): FieldWords("渠道", "在哪里办", SERVICE),
    ("ServiceGuide", "responsible"): FieldWords("责任单位", "谁来办", SERVICE),
    ("GuideLine", "text"): FieldWords("写什么", "末尾不加句号；不知道就写以本单位公布为准", SERVICE),
    ("GuideLine", "citations"): FieldWords("依据的法规", "法规定的才选", SERVICE),
    ("GuideLine", "usual"): FieldWords("只是通常这样", "选了是，前面会加通常两个字", SERVICE),
    # An emergency card
    ("EmergencyCard", "leaves_cold"): FieldWords("会不会让人挨冻", "选了会，就要问家里老人孩子病人", TITLE),
    ("EmergencyCard", "digit"): FieldWords("快捷数字", "1 到 9，应急时按它打开；一个数只给一张卡", TITLE),
    ("EmergencyCard", "immediate"): FieldWords("先说先做", "一到三句，接起来马上说、马上做", FIRST),
    ("EmergencyCard", "steps"): FieldWords("步骤", "先说先做以后：问、记、派单、通知、回访", STEPS),
    ("EmergencyCard", "calm"): FieldWords("安抚的话", "让对方稳住的原话，一行一句", SPOKEN),
    ("EmergencyCard", "stop"): FieldWords("什么时候停", "出现什么就别再往下做", FIRST),
    ("EmergencyCard", "takeover"): FieldWords("谁接手", "什么时候交给谁", FIRST),
    ("EmergencyCard", "promises"): FieldWords("答应了什么时间", "这张卡会答应哪几个时限", OUTCOMES),
    ("EmergencyCard", "outcomes"): FieldWords("结论", "这通电话会落到哪几种结果", OUTCOMES),
    ("EmergencyCard", "dont_say"): FieldWords("不能说的", "会害人或惹事的话，一行一句", SPOKEN),
    ("EmergencyCard", "not_for"): FieldWords("什么时候别用", "容易弄混的情况，该用哪一张", TITLE),
    ("EmergencyCard", "done"): FieldWords("做到哪算完", "这张卡做完时是什么样", OUTCOMES),
    ("EmergencyCard", "dispatch_minimum"): FieldWords("派单前必答", "这几步没答，先不派单", STEPS),
    ("ImmediateLine", "kind"): FieldWords("说还是做", "对用户说，还是坐席自己先做", FIRST),
    ("ImmediateLine", "text"): FieldWords("这一句", "只说一个动作，最多 40 个字", FIRST),
    ("CardOutcome", "title"): FieldWords("工单里叫什么", "不写就用卡片的标题", OUTCOMES),
    ("CardOutcome", "priority"): FieldWords("派单级别", "P0 最急，P4 最缓", OUTCOMES),
    ("CardOutcome", "matter"): FieldWords("按哪种事定级", "级别不会低于这种事的最低级", OUTCOMES),
    ("CardOutcome", "next_action"): FieldWords("接下来做什么", "比如关楼里的阀、抢修", OUTCOMES),
    ("CardOutcome", "owner"): FieldWords("谁去做", "比如抢修班", OUTCOMES),
    ("CardOutcome", "follow_up"): FieldWords("事后问什么", "谁来问、谁来讲；没有就空着", OUTCOMES),
    ("CardOutcome", "when"): FieldWords("什么时候算它", "前面答了什么才算；最后一个不用选", OUTCOMES),
    # A script
    ("Script", "set"): FieldWords("哪一套话", "比如安抚、解释", TITLE),
    ("Script", "lines"): FieldWords("话", "按平时说的先后排", SPOKEN),
    ("Script", "do"): FieldWords("这样做有用", "一行一条", SPOKEN),
    ("Script", "dont"): FieldWords("别这样做", "越做越糟的，一行一条", SPOKEN),
    ("Script", "taboos"): FieldWords("服务忌语", "不能说的，和换成怎么说", SPOKEN),
    ("Script", "placeholders"): FieldWords("要现填的空", "念之前坐席自己填的，比如称呼", SPOKEN),
    ("ScriptLine", "id"): FieldWords("这句的编号", "程序靠它认这一句，坐席看不到", OTHER),
    ("ScriptLine", "situation"): FieldWords("什么时候说", "用户说到什么、出了什么事", SPOKEN),
    ("ScriptLine", "audience"): FieldWords("给谁听", "仅限内部的不能复制给用户", SPOKEN),
    ("ScriptLine", "variants"): FieldWords("几种说法", "标准必写，简短、安抚、坚定没有也行", SPOKEN),
    ("Taboo", "avoid"): FieldWords("别说", "忌语的原话", SPOKEN),
    ("Taboo", "instead"): FieldWords("换成这样说", "能直接念的一句", SPOKEN),
    ("Placeholder", "name"): FieldWords("空的名字", "句子里花括号中间写的字", SPOKEN),
    ("Placeholder", "hint"): FieldWords("填什么", "给坐席的一句提示", SPOKEN),
    # Knowledge and cases
    ("Knowledge", "key_points"): FieldWords("要点", "要记住的，一行一句", BODY),
    ("Knowledge", "body"): FieldWords("正文", "多讲几句，可以分小标题", BODY),
    ("Knowledge", "formulas"): FieldWords("公式", "选哪几个，公式由程序写，跟算账用的一样", BODY),
    ("Knowledge", "diagram"): FieldWords("示意图", "用哪一张图；没有就空着", BODY),
    ("Knowledge", "diagram_caption"): FieldWords("图的说明", "图上画的是什么；有图就要写", BODY),
    ("Knowledge", "tell_caller"): FieldWords("怎么跟用户讲", "一口气能说完的原话", SPOKEN),
    ("Case", "place"): FieldWords("哪里的事", "城市、法院或出处", BODY),
    ("Case", "time"): FieldWords("什么时候的事", "知道到哪就写到哪", BODY),
    ("Case", "facts"): FieldWords("出了什么事", "经过，按先后写", BODY),
    ("Case", "dispute"): FieldWords("争的是什么", "两边各说什么", BODY),
    ("Case", "result"): FieldWords("最后怎样", "不知道就写未取得", BODY),
    ("Case", "lessons"): FieldWords("学到什么", "坐席该记住的，一行一句", BODY),
    ("Case", "body"): FieldWords("正文", "还想多讲的", BODY),
    # An article of a law
    ("RegulationArticle", "law"): FieldWords("法规全名", "不加书名号", GROUNDS),
    ("RegulationArticle", "law_short_names"): FieldWords("平时怎么叫", "比如省条例，一行一个", GROUNDS),
    ("RegulationArticle", "level"): FieldWords("谁定的", "国家、省、市、部门、标准或合同", GROUNDS),
    ("RegulationArticle", "place"): FieldWords("管哪里", "省或市的名字；全国的空着", GROUNDS),
    ("RegulationArticle", "article"): FieldWords(
        "第几条", "写数字，如 36；之一写成 36-1；不知道空着", GROUNDS
    ),
    ("RegulationArticle", "article_range_end"): FieldWords("到第几条", "连着好几条时，写最后一条", GROUNDS),
    ("RegulationArticle", "articles"): FieldWords(
        "不连着的几条", "几条不连着时写这里，第几条就不写", GROUNDS
    ),
    ("RegulationArticle", "former_articles"): FieldWords("以前是第几条", "修改以前的条号", GROUNDS),
    ("RegulationArticle", "article_note"): FieldWords("条号哪里没准", "说清没准的是什么", GROUNDS),
    ("RegulationArticle", "status"): FieldWords("现在有效吗", "拿不准就选未核实", GROUNDS),
    ("RegulationArticle", "status_note"): FieldWords(
        "哪里没核实", "按哪年的文本、什么没核；选未核实才写", GROUNDS
    ),
    ("RegulationArticle", "effective"): FieldWords("从哪天起施行", "这一版写法从哪天起算数", GROUNDS),
    ("RegulationArticle", "repealed"): FieldWords("从哪天起作废", "没作废就空着", GROUNDS),
    ("RegulationArticle", "verification"): FieldWords(
        "核对到哪一步", "对着正式文本核对过，才选已核对", GROUNDS
    ),
    ("RegulationArticle", "checked_by"): FieldWords("谁核对的", "写人名；核对过才写", GROUNDS),
    ("RegulationArticle", "text_date"): FieldWords("对的是哪天的文本", "那份文本通过或修改的日子", GROUNDS),
    ("RegulationArticle", "text_source"): FieldWords("对的是哪份文本", "那份公开文本叫什么", GROUNDS),
    ("RegulationArticle", "text_print"): FieldWords("文本的记号", "由程序算，用来知道条文变没变", OTHER),
    ("RegulationArticle", "key_points"): FieldWords("要点", "用自己的大白话，一行一句", BODY),
    ("RegulationArticle", "figures"): FieldWords("里面的数", "温度、天数、比例，一个数一行", BODY),
    ("RegulationArticle", "tell_caller"): FieldWords("可以对用户说", "能照着念的原话", SPOKEN),
    ("RegulationArticle", "dont_say"): FieldWords("不能说的", "一行一句", SPOKEN),
    ("RegulationArticle", "citation"): FieldWords("怎么引用", "书名号、条号、哪年的文本", GROUNDS),
    ("RegulationArticle", "penalties"): FieldWords("违反了会怎样", "核过多少写多少", BODY),
    ("RegulationArticle", "superseded"): FieldWords("老说法", "用户还在讲、现在不算数的", BODY),
    ("Figure", "name"): FieldWords("什么数", "比如卧室最低温度", BODY),
    ("Figure", "value"): FieldWords("多少", "连单位一起写，比如 20 ℃", BODY),
    ("Figure", "note"): FieldWords("补一句", "从哪天起、对谁、有多准", BODY),
    ("Superseded", "text"): FieldWords("老规定", "以前是怎么说的", BODY),
    ("Superseded", "note"): FieldWords("为什么不算数了", "写旧规定、现已不适用，从哪天起", BODY),
    # Where things come from
    ("Source", "title"): FieldWords("出处", "文件或报道的名字；都知道的事写据通识", SOURCES),
    ("Source", "confidence"): FieldWords("有多准", "高、中、低，或据通识", SOURCES),
    ("Source", "date"): FieldWords("出处的日期", "知道到哪写到哪，如 2021-10", SOURCES),
    ("Source", "note"): FieldWords("撑得住什么", "这个出处管到哪里，哪里管不到", SOURCES),
    ("Elsewhere", "place"): FieldWords("哪里", "省或市的名字", SOURCES),
    ("Elsewhere", "text"): FieldWords("那里怎样", "出过什么事，或者怎么规定", SOURCES),
    # What the company sets
    ("SiteValue", "key"): FieldWords("编号", "程序靠它认这个数，起好就不再改", OTHER),
    ("SiteValue", "label"): FieldWords("叫什么", "比如投诉监督电话", TITLE),
    ("SiteValue", "value"): FieldWords("是多少", "只写数或字，单位另写；不知道先空着", TITLE),
    ("SiteValue", "unit"): FieldWords("单位", "写在数后面的，比如小时", TITLE),
    ("SiteValue", "is_typical"): FieldWords("只是行业常见", "选了是，就还不对用户说", TITLE),
    ("SiteValue", "figure"): FieldWords("算账用的数", "由程序从写的话里读", OTHER),
    ("SiteValue", "scope"): FieldWords("谁能定", "公司、市、省或国家", SOURCES),
    ("SiteValue", "source"): FieldWords("从哪来", "哪份文件，或者谁说的", SOURCES),
    ("SiteValue", "date"): FieldWords("来源的日期", "知道到哪写到哪，如 2021-10", SOURCES),
    ("SiteValue", "until"): FieldWords("管到哪天", "只管一段时间的才写，如只管一季的热价", SOURCES),
    ("SiteValue", "confidence"): FieldWords("有多准", "高、中、低，或据通识", SOURCES),
    ("SiteValue", "citations"): FieldWords("依据的法规", "法规定的数，凭哪几条", GROUNDS),
    ("SiteValue", "promise"): FieldWords("说了就算答应", "对用户说了这个时间，算不算答应", OTHER),
    ("SiteValue", "counts_from"): FieldWords("从什么时候算起", "不是从说话那时算起才写，如收到申请", OTHER),
    ("Standing", "steps"): FieldWords("共用的步骤", "许多流程都用的步骤，改一处都跟着变", STEPS),
    ("Standing", "cannot_measure"): FieldWords("量不了时的回答", "要量的数都会带上这些回答", STEPS),
    ("Standing", "not_yet"): FieldWords("还没到时候的回答", "要等的步骤都会带上它", STEPS),
    ("Standing", "not_yet_go_on"): FieldWords("还没到时候、先往下办", "不能停的步骤用这一个", STEPS),
    ("Standing", "callback"): FieldWords("约好回拨的结论", "还没到时候，就到这个结论", OUTCOMES),
    ("CannotMeasure", "units"): FieldWords("哪些单位", "量这些单位的数时用；空着就是其余的", STEPS),
    ("CannotMeasure", "answers"): FieldWords("回答", "量不了、读不了，和为什么", STEPS),
    ("Synonyms", "groups"): FieldWords("一个意思的词", "一行一组，第一个是正式叫法", TITLE),
}


_SPECIAL: Mapping[str, type] = {"values": SiteValue, "groups": Synonyms}
"""What the special files hold, by their first word; all others are what entries share."""


def words_of(cls: type, field: str) -> FieldWords:
    """Words of a field of a dataclass of the model, of `Synonyms`, or ``use`` of a step; KeyError where it has none."""
    for known in cls.__mro__:
        found = _WORDS.get((known.__name__, field))
        if found is not None:
            return found
    raise KeyError((cls.__name__, field))


def choices_of(cls: type, field: str) -> Mapping[str, str]:
    """Written word → what people read, where these differ; empty where they are the same."""
    for known in cls.__mro__:
        found = CHOICE_WORDS.get((known.__name__, field))
        if found is not None:
            return found
    return {}


def place_words(kind: Kind | None, value: Value, path: Path, shown: Callable[[str], str] = str) -> str:
    """Where `path` of the plain values of a file is, such as 第 5 步 · 回答“情况不正常”; 整条 for ().

    `kind` is None in files of the company's own values and of synonyms; `shown` fills values into titles and answers.
    """
    cls: Any = CLASS_OF_KIND[kind] if kind is not None else None
    parts = list(_parts(cls, value, path, shown))
    return " · ".join(parts) if parts else "整条"


def _parts(cls: Any, value: Value, path: Path, shown: Callable[[str], str]) -> Iterator[str]:
    if cls is None:
        cls = _SPECIAL.get(str(path[0]), Standing) if path else Standing
    field = ""
    for depth, part in enumerate(path):
        holder, value = value, _inside(value, part)
        if isinstance(part, int) and cls is Synonyms and depth == len(path) - 1 and depth > 1:
            yield f"第 {part + 1} 个词"
            continue
        if isinstance(part, int):
            inner = SiteValue if field == "values" else inner_class(cls, field)
            yield _item_words(inner, field, value, part, shown)
            if inner is not None:
                cls, field = inner, ""
            continue
        if field and not _is_dataclass_field(
            cls, field
        ):  # a key of a mapping: a tone, or a step that was answered
            if field == "variants":
                yield part
            continue
        if field:
            cls = inner_class(cls, field)
        field = part
        following = path[depth + 1] if depth + 1 < len(path) else None
        if not (isinstance(following, int) and _names_itself(cls, field)) and not (
            field == "variants" and following is not None
        ):
            yield _label(cls, field, holder)


def _names_itself(cls: Any, field: str) -> bool:
    """Whether the items of a list are told without the name of the list."""
    inner = inner_class(cls, field)
    return field in ("values", "groups") or (inner is not None and inner.__name__ in _NAMED)


_NAMED = ("Step", "Answer", "Outcome", "CardOutcome", "ScriptLine", "ImmediateLine")


def _label(cls: Any, field: str, holder: Value) -> str:
    if cls is not None and cls.__name__ == "Step" and field == "text" and isinstance(holder, dict):
        written = holder.get("kind")
        if isinstance(written, str) and written in list(StepKind):
            return STEP_TEXT_WORDS[StepKind(written)]
    try:
        return words_of(cls, field).label
    except (KeyError, AttributeError):
        return "这一处"


def _item_words(inner: Any, field: str, item: Value, index: int, shown: Callable[[str], str]) -> str:
    """What an item of a list is called: by its own words where it has some, else by its number."""
    number = index + 1
    said = item if isinstance(item, dict) else {}

    def named(before: str, *keys: str) -> str:
        words = next((w for key in keys if isinstance(w := said.get(key), str) and w), "")
        return f"{before}“{_short(shown(words))}”" if words else f"{before} {number}"

    match inner.__name__ if inner is not None else "":
        case "Step":
            return f"上门第 {number} 步" if field == "onsite_steps" else f"第 {number} 步"
        case "Answer":
            return named("回答", "label")
        case "Outcome":
            return named("结论", "title")
        case "CardOutcome":
            return named("结论", "title", "next_action")
        case "ScriptLine":
            situation = said.get("situation")
            return _short(shown(situation)) if isinstance(situation, str) and situation else f"第 {number} 句"
        case "ImmediateLine":
            return f"先说先做第 {number} 句"
        case "SiteValue":
            label = said.get("label")
            return _short(label) if isinstance(label, str) and label else f"第 {number} 个数"
    if field == "groups":
        first = item[0] if isinstance(item, list) and item else None
        return f"一个意思的词“{_short(first)}”" if isinstance(first, str) else f"第 {number} 组词"
    return f"第 {number} 条"


def _inside(value: Value, part: str | int) -> Value:
    if isinstance(part, int):
        return value[part] if isinstance(value, list) and part < len(value) else None
    return value.get(part) if isinstance(value, dict) else None


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_NAME else f"{words[:_LONGEST_NAME]}……"


def _is_dataclass_field(cls: Any, field: str) -> bool:
    return inner_class(cls, field) is not None


def class_at(kind: Kind | None, path: Path) -> Any:
    """The dataclass that the mapping at `path` is read into; of a plain value or a mapping of names the one around it."""
    return _class_and_field(kind, path)[0]


def field_at(kind: Kind | None, path: Path) -> str:
    """The field that the value at `path` belongs to; empty where it is a whole item or the whole file."""
    return _class_and_field(kind, path)[1]


def _class_and_field(kind: Kind | None, path: Path) -> tuple[Any, str]:
    cls: Any = CLASS_OF_KIND[kind] if kind is not None else None
    if cls is None:
        cls = _SPECIAL.get(str(path[0]), Standing) if path else Standing
    field = ""
    for part in path:
        if isinstance(part, int):
            inner = SiteValue if field == "values" else inner_class(cls, field)
            if inner is not None:
                cls, field = inner, ""
        elif not field:
            field = part
        elif (inner := inner_class(cls, field)) is not None:
            cls, field = inner, part
    return cls, field


def inner_class(cls: Any, field: str) -> Any:
    """The dataclass that a field holds, alone or in a row; None where it holds none."""
    if not is_dataclass(cls):
        return None
    return _found({one.name: one.type for one in fields(cls)}.get(field))


def _found(annotation: Any) -> Any:
    if isinstance(annotation, type) and is_dataclass(annotation):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _found(arg))), None)
