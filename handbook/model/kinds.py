"""The closed vocabularies of the handbook; each value is the word that authors write and readers see."""

from enum import StrEnum


class Kind(StrEnum):
    """The six kinds of entries; the value is the stable name used in JSON and on the command line."""

    PROCEDURE = "procedure"
    EMERGENCY = "emergency"
    REGULATION = "regulation"
    SCRIPT = "script"
    KNOWLEDGE = "knowledge"
    CASE = "case"

    @property
    def label(self) -> str:
        """The full Chinese name, for headings."""
        return _LABELS[self][0]

    @property
    def short_label(self) -> str:
        """Two characters, for chips and result rows."""
        return _LABELS[self][1]

    @property
    def folder(self) -> str:
        """The folder below the content root that holds this kind, and the field of `Handbook`."""
        return _LABELS[self][2]

    @property
    def id_prefix(self) -> str:
        """What every id of this kind begins with, such as ``proc-``."""
        return _LABELS[self][3]


_LABELS = {
    Kind.PROCEDURE: ("排查流程", "流程", "procedures", "proc-"),
    Kind.EMERGENCY: ("应急卡", "应急", "emergency", "em-"),
    Kind.REGULATION: ("法规条文", "法规", "regulations", "reg-"),
    Kind.SCRIPT: ("话术", "话术", "scripts", "scr-"),
    Kind.KNOWLEDGE: ("基础知识", "知识", "knowledge", "kn-"),
    Kind.CASE: ("典型案例", "案例", "cases", "case-"),
}


class Severity(StrEnum):
    """How urgent the matter is; the order of definition is the order of rank."""

    DANGER = "危险"
    URGENT = "紧急"
    NORMAL = "一般"
    ROUTINE = "事务"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


class Phase(StrEnum):
    """Part of the heating season in which an entry matters most."""

    PRESSURE_TEST = "试压"
    START_UP = "初供"
    DEEP_COLD = "严寒"
    SHUT_DOWN = "停热"


class Audience(StrEnum):
    """Whether a line may be told to the caller; internal lines never leave by “copy for caller”."""

    CALLER = "可告知用户"
    INTERNAL = "仅限内部"


class HeatingSystem(StrEnum):
    """What gives the heat off in the flat."""

    RADIATOR = "散热器"
    FLOOR = "地暖"
    FAN_COIL = "风机盘管"


class Extent(StrEnum):
    """How far the trouble reaches; from one radiator to the whole estate."""

    ONE_RADIATOR = "一组"
    ONE_ROOM = "一间"
    WHOLE_FLAT = "整户"
    NEIGHBOURS = "上下邻居"
    STAIRWELL = "单元"
    BUILDING = "整楼"
    ESTATE = "小区"


class Family(StrEnum):
    """Family of a procedure: four fault families of the training deck, then the service ones."""

    LEAK = "漏水"
    POOR_HEAT = "散热不良"
    CONTROL = "温控"
    NOISE = "噪音"
    OUTAGE = "停热"
    BILLING = "计费"
    SUSPENSION = "停复热"
    VIOLATION = "违规"
    COMPLAINT = "投诉"
    SERVICE = "服务"


class StepKind(StrEnum):
    """What a step wants of the agent."""

    ASK = "ask"
    DO = "do"
    SAY = "say"
    WARN = "warn"
    NOTE = "note"
    DECIDE = "decide"

    @property
    def label(self) -> str:
        """One or two characters for the mark before the step."""
        return {"ask": "问", "do": "办", "say": "说", "warn": "警", "note": "注", "decide": "判"}[self.value]

    @property
    def can_be_ticked(self) -> bool:
        """Notes and warnings are information: they carry no tick box."""
        return self not in (StepKind.WARN, StepKind.NOTE)


class WarningLevel(StrEnum):
    """警告 is for injury alone, 注意 for damage, 说明 for information."""

    WARNING = "警告"
    CAUTION = "注意"
    INFORMATION = "说明"


class Party(StrEnum):
    """Who is responsible once the cause is known."""

    SUPPLIER = "供热单位"
    USER = "用户"
    PROPERTY = "物业"
    DEVELOPER = "开发商"
    THIRD_PARTY = "第三方"
    OPEN = "待查明"


class Priority(StrEnum):
    """Dispatch priority of the company (not law)."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class Confidence(StrEnum):
    """How well a fact is supported."""

    HIGH = "高"
    MEDIUM = "中"
    LOW = "低"
    COMMON = "据通识"


class Verification(StrEnum):
    """How far the wording of an article was checked against the official text."""

    CHECKED = "已核对原文"
    """A person who is named laid it beside the official text."""
    COMPARED = "已对照公开全文"
    """Laid beside a full text of known date and source that is a copy, not the official one."""
    REPORTED = "据公开报道"
    INFERRED = "推算条号"
    MISSING = "未取得"
    LAPSED = "待复核"
    """The article has changed since, and nobody has looked at our points again; the program says so, no author writes it."""

    @property
    def rests_on_full_text(self) -> bool:
        """Whether words and figures were compared with a full text, not taken from what others say of it."""
        return self in (Verification.CHECKED, Verification.COMPARED)


class LawStatus(StrEnum):
    """Whether an article is in force today."""

    IN_FORCE = "现行有效"
    REPEALED = "已废止"
    NOT_YET = "尚未施行"
    DRAFT = "征求意见"
    UNKNOWN = "未核实"


class LawLevel(StrEnum):
    """Who made the rule."""

    NATIONAL = "国家"
    PROVINCE = "省"
    CITY = "市"
    MINISTRY = "部门"
    STANDARD = "标准"
    CONTRACT = "合同范本"


class Tone(StrEnum):
    """Variant of a line of script."""

    BRIEF = "简短"
    STANDARD = "标准"
    SOOTHING = "安抚"
    FIRM = "坚定"


class ValueScope(StrEnum):
    """Who may set a site value."""

    COMPANY = "公司"
    CITY = "市"
    PROVINCE = "省"
    NATIONAL = "国家"
