"""The words of every heading and lead, once for all surfaces: reader, call list, paper, files."""

IMMEDIATE = "先说先做"
STEPS = "步骤"
ONSITE = "现场:"
"""Stands before the headings of the fitter's steps."""
INTERNAL = "仅限内部"
KILLER = "关键项"
WANTED = "派单必填"
FILL_IN = "填写"
NOTE = "说明"
"""Before what is only told in a list of steps, as the reader shows it; paper has a mark there."""
NOT_APPLICABLE = "不适用"
"""Before the look-alikes of a list, and at a step that does not apply."""

GUIDE = "办事指南"
GUIDE_FIELDS = ("条件", "材料", "流程", "时限", "收费", "渠道", "责任单位")
"""The fields of a guide, in order."""
USUALLY = "通常"
"""Before what a company usually asks for."""
SEE = "见"
"""Before the article that says it."""

OUTCOMES = "结论与下一步"
OUTCOME = "结论"
OTHERWISE = "其余情况"
"""At the outcome of a list whose answers led nowhere else."""
REACHED = "本次到此结论"
RESPONSIBLE = "责任"
NEXT_STEP = "下一步"
AFTERWARDS = "事后"
"""What is asked or told when an emergency card is done."""
TIME_LIMIT = "时限"
WHO_ANSWERS = "谁负责"
WHO_GOES = "谁去、几点前"
OTHER_OUTCOME = "换个结论"
"""At the outcome: to end at another one."""
NOT_SAID = "没说的话"
"""At the outcome: sentences that were passed by."""
NOW = "现在"
"""At the step that is current."""

CALM = "稳住对方"
STOP_AND_TAKEOVER = "什么时候停,谁接管"
STOP = "停"
TAKEOVER = "接管"
TIME_LIMITS = "时限(本公司)"
END = "■ 本卡完成"

TELL = "可告知用户"
AVOID = "不要说"
KEY_POINTS = "要点"
"""Of an article."""
REMEMBER = "要记住"
"""Of knowledge and of a case."""

CITATION = "引用"
FORCE = "效力"
VERIFICATION = "核对"
COMPARED_WITH = "对照文本"
FORMER_ARTICLE = "旧条号"
ARTICLE_NOTE = "条号"
FULL_TEXT = "法规原文"
"""What the text of a whole law is called, on its page and in lists."""
OFFICIAL_TEXT = "官方原文"
IN_FORCE_SINCE = "{day} 起施行"
SOURCE = "原文来源"
COMING = "{day} 起施行,现在还没施行"
REPEALED_SINCE = "{day} 起已废止"
GONE = "这一版里没有这一条了。"
FIGURES = "数字"
FIGURE_HEAD = ("项目", "数值", "说明")
PENALTIES = "法律责任"
SUPERSEDED = "旧规定,现已不适用"
SUPERSEDED_HEAD = ("来电人还会提到", "说明")

LINES = "逐句"
PLACEHOLDERS = "先填好"
AS_IT_IS = "按实际填写"
DO = "要这样做"
DONT = "不要这样做"
TABOOS = "服务忌语与改说"
TABOO_HEAD = ("不说", "改说")
ANY_TIME = "任何时候"

PLACE_AND_TIME = "时地"
FACTS = "经过"
DISPUTE = "争议"
RESULT = "结果"
BODY = "说明"
FORMULAS = "公式"

SAY_SO = "可以这么说"
LOOK = "看图"
HELP_EMPTY = "这一步没有现成的话、图和依据。"
GROUNDS = "依据"
RELATED = "相关"
CITED_BY = "引用本条的条目"
SOURCES = "来源"
ELSEWHERE = "外地，仅作参考"
"""Over what is known of other places, and at a case of another city."""
FOR_MAINTAINER = "维护提示"
UNSAID = "还没填：{labels}。话里先不说这些；填在本单位的 values.yaml 里，就按填好的说。"
"""On the page alone: what is missing is no matter of whoever holds the sheet."""
OWNER = "负责"
MISSING = "缺"
"""After the id of an entry that is named and is not there."""

IS_DEMO = "示例，不能念"
"""Instead of the offer to copy a sentence that holds a value of the demo company."""
DEMO_PAGE = "现在放着示例公司：前面有〔示例〕的都不是真的，不能念给用户。"
"""Above every page and beside every surface, as long as it is laid in."""
LAY_DEMO_IN = "放进示例公司"
LEAVE_DEMO = "撤掉示例公司"
"""What the button says that takes the demo company out, wherever it stands."""
DEMO_REFUSED = f"没有做：里面有示例公司的数，不是真的。先点窗口上边的“{LEAVE_DEMO}”，再试。"
"""Instead of copying, printing or writing what holds a value of the demo company."""
OLD_DEMO_REFUSED = f"没有做：这是放着示例公司时记的，数不是真的。先{LEAVE_DEMO}，从条目重新加入通话台，再试。"
"""The same of a call or a list that began while it was laid in: it stays so when the demo is out."""
DEMO_OR_UNSURE = f"没有复制：这句里有示例公司的数，或者有没核实的规定。先点窗口上边的“{LEAVE_DEMO}”，再试。"
"""Instead of copying words of which it is not known which of the two they hold."""
DEMO_LEFT_OUT = "略去 {count} 句：里面有示例公司的数，或者还没核实的规定"
"""Where others were copied."""
NOT_FOR_CALLERS = (
    "没有复制：地区未确认，这句里有{name}的规定或数字，不一定是本地的。到“设置 → 地区”选定本地区，再复制。"
)
"""Instead of copying words of a region that nobody confirmed; `name` is the region that they are of."""
ASSUMED_LEFT_OUT = "地区未确认，略去 {count} 句{name}的规定或数字；到“设置 → 地区”选定本地区，再复制"
"""Where others were copied."""
NOT_SINCE_CHANGED = (
    "没有复制：这句所依的条文已改，要点还没人复核，数字不一定还对。先看“官方原文”，或请维护人员到维护台核对。"
)
"""Instead of copying words of an article that has changed since our points of it were looked at."""
PINNED_LAW_CHANGED = (
    "{citation}{more}在这张清单加入以后改了：清单还是原来的话，里面的数先别对用户报，以条目里的官方原文为准。"
)
"""Once of a list that is open while an article it rests on takes effect in other words."""
CHANGED_LEFT_OUT = "条文已改、还没复核，略去 {count} 句；请维护人员到维护台核对"
"""Where others were copied."""
PINNED_BEFORE = (
    "没有复制：这张清单是地区确认前加入的，这句里的规定或数字不一定是本地的。从条目重新加入通话台，再复制。"
)
"""The same, where the region was chosen after the list had been pinned."""

FORMER_HEADINGS = frozenset(
    {
        "结论与下一步",
        "结果与答复",
        "稳住对方",
        "稳住用户,什么时候停",
        "什么时候停,谁接管",
        "步骤",
        "先说先做",
        "■ 本卡完成",
        "可告知用户",
        "不要说",
        "要点",
        "要记住",
        "记住",
        "坐席记住",
        "条文原文(本单位导入)",
        "数字",
        "法律责任",
        "旧规定,现已不适用",
        "先填好",
        "要这样做",
        "要这样",
        "不要这样做",
        "不要这样",
        "服务忌语",
        "服务忌语与改说",
        "经过",
        "争议",
        "争在哪里",
        "结果",
        "说明",
    }
)
"""Lines that are headings of ours in releases and print registers of before; those written now hold none, so nothing is
added here when a heading changes."""
FORMER_FRAMES = (("现场:", "(仅限内部)"), ("", ":逐句"))
"""What stood there before and after headings of the entry itself."""


def quoted(text: str) -> str:
    """Words to say, as they are set apart everywhere."""
    return f"「{text}」"


def with_state(text: str, state: str) -> str:
    """What is done, and the state that shows it is done."""
    return f"{text.removesuffix('。')} — {state}" if state else text
