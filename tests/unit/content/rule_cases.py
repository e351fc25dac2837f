"""Named cases for the rules: the rule, a change that breaks it, and a near miss that does not."""

from dataclasses import dataclass

from tests.unit.content.content_sample import VALUES

P, E, R = "procedures/proc-sample.yaml", "emergency/em-sample.yaml", "regulations/reg-in-force.yaml"
V = "values.yaml"
S, K, C = "scripts/scr-sample.yaml", "knowledge/kn-sample.yaml", "cases/case-sample.yaml"
_TEXT, _PRINT = "公开法律库甲(2026-10)", "0123456789abcdef"


@dataclass(frozen=True)
class RuleCase:
    """One rule with documents that break it and documents that nearly do."""

    rule: str
    file: str
    bad: tuple[str, ...]
    good: tuple[str, ...] = ()


def _step(text: str, kind: str = "do", extra: str = "", list_name: str = "steps") -> str:
    more = f", {extra}" if extra else ""
    state = ", state: 已记下" if kind == "do" and "state" not in extra else ""
    return f'{list_name}:\n  - {{id: hurt, kind: ask, group: 接着问, text: 有没有人烫伤?, answers: [{{label: 有人烫伤, entry: proc-sample}}, {{label: 没有人受伤}}]}}\n  - {{id: it, kind: {kind}, text: "{text}"{state}{more}}}\n  - {{kind: do, text: 报热线班长, state: 班长已接}}\n'


def _proc_step(text: str, kind: str = "do", extra: str = "") -> str:
    more = f", {extra}" if extra else ""
    return (
        "steps:\n  - {id: extent, kind: ask, group: 先问, text: 只有一组吗?, topic: 范围, answers: [{label: 只有一组}, {label: 都这样, outcome: closed}]}\n"
        "  - {id: pipes, kind: ask, text: 哪根热?, topic: 进回水管, answers: [{label: 进热回凉}, {label: 都凉}]}\n"
        f'  - {{id: it, kind: {kind}, text: "{text}"{more}}}\n'
        "  - {kind: do, text: 记下门牌, state: 已记下}\n"
    )


def _figure(row: str) -> str:
    """The values of the sample with one more."""
    more = ", promise: false" if "unit" in row else ""
    return f"{VALUES}  - {{key: other, label: 别的, {row}{more}, scope: 公司, source: 典型值, confidence: 据通识}}\n"


def _answers(*labels: str) -> str:
    listed = ", ".join(f'{{label: "{label}"}}' for label in labels)
    return _step("怎么样了?", "ask", f"answers: [{listed}]")


def _immediate(*lines: str) -> str:
    return "immediate:\n" + "".join(f'  - {{kind: say, text: "{line}"}}\n' for line in lines)


def _outcome(**parts: str) -> str:
    values = {
        "id": "visit",
        "title": "需要上门",
        "responsible": "[供热单位]",
        "citations": "[reg-in-force]",
        "next_action": "派维修班上门",
        "owner": "维修班",
        "promise": "p3_arrival",
        "priority": "P3",
        "say": '"师傅会在{{p3_arrival}}联系您。"',
    } | parts
    listed = ", ".join(f"{key}: {value}" for key, value in values.items() if value)
    return (
        f"outcomes:\n  - {{{listed}}}\n"
        "  - {id: closed, title: 阀门没开, responsible: [待查明], next_action: 核对缴费状态, owner: 客服, say: 我先核对供热状态。}\n"
    )


def _groups(count: int) -> str:
    steps = "".join(f"  - {{kind: do, text: 记下第{i}项, state: 已记下}}\n" for i in range(count - 1))
    return (
        "steps:\n  - {id: hurt, kind: ask, group: 接着问, text: 有没有人烫伤?, answers: [{label: 有}, {label: 没有}]}\n"
        + steps
    )


def _script(text: str, tone: str = "标准") -> str:
    return f'lines:\n  - id: elder\n    variants: {{标准: "{{称呼}},我给您登记。", {tone}: "{text}"}}\n'


def _warn(tail: str, level: str = "level: 警告", text: str = "热水会烫伤人。") -> str:
    parts = f"{{kind: warn, {level}, text: {text}}}" if level else f"{{kind: warn, text: {text}}}"
    return (
        "steps:\n  - {id: hurt, kind: ask, group: 接着问, text: 有没有人烫伤?, answers: [{label: 有}, {label: 没有}]}\n"
        f"  - {parts}\n{tail}"
    )


def _law_value(article: str) -> str:
    return (
        "values:\n  - {key: p3_arrival, label: 上门, value: '24', unit: 小时内, scope: 公司, source: 典型值, confidence: 据通识}\n"
        "  - {key: ambulance, label: 急救, value: '120', scope: 国家, source: 统一号码, confidence: 高}\n"
        f"  - {{key: legal_min_temp, label: 室温, value: '20', unit: ℃, scope: 省, source: 条例, confidence: 高, citations: [{article}]}}\n"
    )


_DO = "  - {kind: do, text: 报热线班长, state: 班长已接}\n"
_DO_IN_NEW_GROUP = "  - {kind: do, group: 接着办, text: 报热线班长, state: 班长已接}\n"

_FRAIL = "  - {id: who, kind: ask, text: 家里有老人或婴儿吗?, answers: [{label: 有}, {label: 没有}], killer: true}\n"
_TEMP = "  - {id: temp, kind: ask, text: 多少度?, value: {name: 室温, unit: ℃, minimum: -10, maximum: 40}}\n"


def _question(text: str, before: str = "", extra: str = "") -> str:
    """A question that two answers fit, after `before`."""
    return (
        _step("看一眼阀", extra="audience: 可告知用户")
        + before
        + (
            f'  - {{id: then, kind: ask, text: "{text}", answers: [{{label: 好了}}, {{label: 没好}}]{extra}}}\n'
        )
    )


def _said(text: str, more: str = "") -> str:
    return f'  - {{kind: say, text: "{text}"{more}}}\n'


def _two_lists(first: str, second: str, facts: str = "facts: [water_on_power]") -> str:
    """A card that asks the same twice, each time with another word for one answer."""
    asked = (
        f"  - {{id: {name}, kind: ask, group: 接着问, text: 水碰到电了吗?, {facts}, answers: [{{label: {label}}}, {{label: 不清楚}}]}}\n"
        for name, label in (("one", first), ("two", second))
    )
    return "steps:\n" + "".join(asked) + "dispatch_minimum: []\n"


def _timed(unit: str, more: str = "") -> str:
    extra = f", {more}" if more else ""
    return f"{VALUES}  - {{key: other, label: 别的, value: '3', unit: {unit}{extra}, scope: 公司, source: 典型值, confidence: 据通识}}\n"


def _comes_to(*conditions: str, owner: str = "抢修班", next_action: str = "抢修到场关阀") -> str:
    return "outcomes:\n" + "".join(
        f"  - {{{condition}priority: P1, next_action: {next_action}, owner: {owner}}}\n"
        for condition in conditions
    )


def _calls_an_ambulance(text: str, when: str, *conditions: str) -> str:
    """A card that asks who is hurt and, under `when`, lets the agent do `text`; its outcomes are P1 but for what they say."""
    return (
        "steps:\n"
        "  - {id: hurt, kind: ask, group: 接着问, text: 有没有人烫伤?, answers: [{label: 有人烫伤, hazard: 有人烫伤}, {label: 没有人受伤}]}\n"
        "  - {id: near, kind: ask, text: 谁在跟前?, when: {hurt: [有人烫伤]}, topic: 跟前的人, answers: [{label: 大人}, {label: 孩子}]}\n"
        f'  - {{kind: do, text: "{text}", state: 急救已接{f", when: {{{when}}}" if when else ""}}}\n'
        "  - {kind: do, text: 报热线班长, state: 班长已接}\n" + _comes_to(*conditions)
    )


def _guide(**cells: str) -> str:
    """A guide in which every cell is in order but those given, each the lines of one."""
    lines = {
        "conditions": "{text: 户名写错了的}",
        "materials": "{text: 带身份证, usual: true}",
        "process": "{text: 登记 → 核对 → 答复}",
        "time_limit": '{text: "{{p3_arrival}}回话"}',
        "fee": "{text: 以本单位公布为准}",
        "channels": "{text: 电话登记}",
        "responsible": "{text: 供热单位营业厅}",
    } | cells
    return "guide:\n" + "".join(f"  {field}: [{line}]\n" for field, line in lines.items() if line)


def _hazard(words: str) -> str:
    return _step("水呢?", "ask", f"answers: [{{label: 碰到电, hazard: {words}}}, {{label: 没碰到}}]")


def _danger(more: str, then: str = "") -> str:
    """A question with an answer that may name a danger, `more` in that answer, and `then` after it."""
    asked = f"answers: [{{label: 碰到电{more}}}, {{label: 没碰到}}]"
    return _step("水呢?", "ask", asked) + then


CASES = (
    # -- questions after a wait
    RuleCase(
        "wait-missing",
        E,
        (
            *(
                _question(text)
                for text in (
                    "等一刻钟再摸,热了吗?",
                    "过半天,那路热了没?",
                    "关了主阀,一顿饭工夫后水势怎样?",
                    "等一阵,现在热起来没?",
                    "过一宿还响吗?",
                    "明早再摸,热了吗?",
                    "半个钟头以后,下头热了吗?",
                    "等{{p3_arrival}}再看,好了没?",
                    "焐一会儿,阀杆能动了没?",
                    "过个把钟头再听,还响吗?",
                    "等十来分钟,水停了没有?",
                    "隔一会儿再听,还响吗?",
                )
            ),
            _question("降下来没有?", _said("一回调一点,过一阵再看。")),
            _question(
                "现在吹的风热了吗?",
                _said("调到最高,等一会儿。")
                + "  - {id: mid, kind: ask, text: 挡着吗?, answers: [{label: 挡着}, {label: 没挡}]}\n",
            ),
        ),
        (
            *(
                _question(text)
                for text in (
                    "现在热了吗?",
                    "阀关上以后,水停了吗?",
                    "拧到最小以后等了多久?",
                    "过了保修期吗?",
                    "隔几天就得放气吗?",
                    "修好几天后又漏的吗?",
                    "停过几小时电吗?",
                    "等了半天没人接吗?",
                    "过几天师傅来,家里有人吗?",
                    "来热一天后才凉的吗?",
                    "放过一会儿水吗?",
                    "从开栓到现在几天了?",
                    "过几天您还在家吗?",
                )
            ),
            _question("您在家吗?", _said("一回调一点,过一阵再看。")),
            _question("降下来没有?", _said("先问一下。")),
            _question(
                "水停了没有?",
                _said("过一阵再看。") + "  - {kind: do, group: 接着办, text: 报班长, state: 班长已接}\n",
            ),
        ),
    ),
    RuleCase(
        "wait-no-answer",
        E,
        (_question("等一刻钟再摸,热了吗?", extra=", wait: 一刻钟"),),
        (
            _question("等一刻钟再摸,热了吗?", extra=", wait: 一刻钟").replace(
                "{label: 没好}", "{label: 没好}, {label: 还没到时候}"
            ),
        ),
    ),
    # -- values that cannot be measured
    RuleCase(
        "no-way-to-measure",
        P,
        (_proc_step("记") + _FRAIL + _TEMP + "dispatch_minimum: [extent, temp]\n",),
        (
            _proc_step("记") + _FRAIL + _TEMP + "dispatch_minimum: [extent]\n",
            _proc_step("记")
            + _FRAIL
            + _TEMP.replace("value:", "answers: [{label: 量不了(没有表)}, {label: 手摸着凉}], value:")
            + "dispatch_minimum: [extent, temp]\n",
            _proc_step("记")
            + _FRAIL
            + _TEMP.replace("unit: ℃, minimum: -10, maximum: 40", "unit: 天")
            + "dispatch_minimum: [extent, temp]\n",
        ),
    ),
    # -- who freezes there
    RuleCase(
        "no-frail-question",
        P,
        (
            _proc_step("记"),
            _proc_step("记") + "family: 停复热\n",
            _proc_step("记") + _TEMP + "family: 温控\n",
            _proc_step("记")
            + _TEMP.replace("}}", "}, facts: [room_temperature]}").replace("室温", "屋里")
            + "family: 温控\n",
        ),
        (
            _proc_step("记") + _FRAIL,
            _proc_step("记") + "family: 计费\n",
            _proc_step("记") + _outcome(priority="P4"),
            _proc_step("记") + _TEMP.replace("40", "50") + "family: 温控\n",
        ),
    ),
    RuleCase(
        "no-frail-question",
        E,
        ("leaves_cold: true",),
        ("leaves_cold: true\n" + _step("记下") + _FRAIL, "leaves_cold: false"),
    ),
    RuleCase("leaves-cold-missing", E, ("leaves_cold: ~~",), ("leaves_cold: false",)),
    RuleCase(
        "frail-not-killer",
        P,
        (_proc_step("记") + _FRAIL.replace(", killer: true", ""),),
        (_proc_step("记") + _FRAIL,),
    ),
    # -- phase 1 of an emergency card
    RuleCase(
        "immediate-lines",
        E,
        (_immediate("一。", "二。", "三。", "四。"),),
        (_immediate("一。", "二。", "三。"),),
    ),
    RuleCase(
        "immediate-form-field",
        E,
        (_immediate("{称呼},人先离开。"), _immediate("地址:____"), _immediate("楼(  )单元")),
        (_immediate("请打{{ambulance}}。"),),
    ),
    RuleCase("immediate-question", E, (_immediate("有没有人受伤?"),), (_immediate("没人的地方等我。"),)),
    RuleCase(
        "immediate-reading-time",
        E,
        (_immediate("水" * 40, "水" * 40),),
        (_immediate("水" * 40, "水" * 39),),
    ),
    RuleCase(
        "nothing-to-say",
        E,
        ("immediate:\n  - {kind: do, text: 报班长}\n",),
        ("immediate:\n  - {kind: do, text: 报班长}\n  - {kind: say, text: 人先离开。}\n",),
    ),
    # -- groups
    RuleCase("group-too-large", E, (_groups(10),), (_groups(9),)),
    RuleCase("group-large", E, (_groups(8),), (_groups(7), _groups(7) + _DO_IN_NEW_GROUP)),
    RuleCase("no-group", P, (_proc_step("记下").replace("group: 先问, ", ""),), (_proc_step("记下"),)),
    # -- one action a step
    RuleCase(
        "one-action",
        E,
        (
            _step("关阀并登记地址"),
            _step("通知物业,并记下姓名"),
            _step("先关阀,再拉闸"),
            _step("关阀,然后拍照"),
            _step("报班长,同时通知调度"),
            _step("安抚的同时记下地址"),
            _step("同时派抢修班"),
            _step("一边安抚,一边登记"),
            _step("记下地址,再打给抢修班"),
            _step("请关阀,然后离开。", "say"),
            _immediate("人先离开,再打电话。"),
            _step("关阀并登记地址"),
        ),
        (
            _step("记下并联的两组"),
            _step("问是不是几户同时漏水"),
            _step("看是不是同时段来电"),
            _step("再次拨打抢修班"),
            _step("再问一遍门牌"),
            _step("告诉他不再派人"),
            _step("一并记下备用电话"),
            _step("记下并发的另一处漏点"),
            _step("拿盆接着。", "say"),
            _step("先别进屋,等师傅到了再进。", "say"),
            _step("并非楼上漏的记作本户"),
            _step("先生姓什么,再三核对"),
            _step("多户同时报修转大面积停热卡"),
            _step("记下两家同时不热"),
            _step("水已经停了,不再流。", "say"),
        ),
    ),
    # -- condition before action
    RuleCase(
        "condition-first",
        E,
        (
            _step("打急救电话,如果有人受伤"),
            _step("转班长,要是对方说要轻生"),
            _step("关总闸,够得着的话"),
            _step("报调度如果整楼都漏"),
            _step("先记地址,万一断线", "say"),
        ),
        (
            _step("如果有人受伤,打急救电话"),
            _step("阀门如果关不死,就转抢修班"),
            _step("若整楼都漏就报调度"),
            _step("问清若干户门牌"),
            _step("够得着的话,关总闸"),
            _step("问他如果断线打哪个电话"),
            _step("您先坐下,要是还晕就打给我。", "say"),
            _step("万一断线,我打回去。", "say"),
        ),
    ),
    # -- answers name a state
    RuleCase(
        "answer-state",
        E,
        (
            _answers("已检查", "没有"),
            _answers("确认", "没有"),
            _answers("正常处理", "没有"),
            _answers("按需关阀", "没有"),
            _answers("视情况", "没有"),
            _answers("确认过了", "没有"),
            _answers("已确认", "没有"),
            _answers("已设", "没有"),
            _answers("根据情况处理", "没有"),
            _answers("检查阀门", "没有"),
            _step("报班长", extra="state: 已确认"),
        ),
        (
            _answers("无法确认", "已关到与管垂直"),
            _answers("水压正常", "没有水"),
            _answers("确认不了", "看得见水"),
            _answers("检查井里有水", "没有水"),
            _answers("已关闭", "关不死"),
            _answers("不足{{legal_min_temp}}", "够"),
            _step("报班长", extra="state: 班长已接"),
        ),
    ),
    RuleCase("one-answer", E, (_answers("已关住"),), (_answers("已关住", "关不死"),)),
    RuleCase(
        "no-state",
        P,
        (_proc_step("登记地址"),),
        (
            _proc_step("登记地址", extra="state: 已登记"),
            _proc_step("看阀柄方向", extra="audience: 可告知用户"),
        ),
    ),
    # -- lengths
    RuleCase(
        "step-too-long",
        E,
        (_step("记" * 41), _immediate("走" * 41)),
        (_step("记" * 40 + "。,、"), _step("记" * 39 + "12345")),
    ),
    RuleCase(
        "step-too-long",
        P,
        (_proc_step("记" * 41, extra="state: 已记"),),
        (_proc_step("记" * 40, extra="state: 已记"),),
    ),
    RuleCase(
        "note-too-long",
        P,
        (_proc_step("记", extra=f"state: 已记, hint: {'短' * 41}"),),
        (_proc_step("记", extra=f"state: 已记, hint: {'短' * 40}"),),
    ),
    RuleCase(
        "why-too-long",
        P,
        (_proc_step("记", extra="state: 已记, why: 一句。两句。三句。"),),
        (_proc_step("记", extra="state: 已记, why: 一句。两句。"),),
    ),
    RuleCase(
        "topic-missing",
        P,
        (
            _proc_step("关了吗?", "ask", "answers: [{label: 关了}, {label: 没关}]"),
            _proc_step("像哪种?", "decide", "answers: [{label: 漏}, {label: 渗}]"),
        ),
        (
            _proc_step("关了吗?", "ask", "topic: 小阀, answers: [{label: 关了}, {label: 没关}]"),
            _proc_step("几天了?", "ask", "value: {name: 天数, unit: 天}"),
            _proc_step(
                "楼下呢?", "ask", "facts: [below_wet], answers: [{label: 楼下已进水}, {label: 楼下没进水}]"
            ),
        ),
    ),
    RuleCase(
        "topic-too-long",
        P,
        (_proc_step("关了吗?", "ask", "topic: 暖气片两头的小阀门, answers: [{label: 关了}, {label: 没关}]"),),
        (_proc_step("关了吗?", "ask", "topic: 两头小阀, answers: [{label: 关了}, {label: 没关}]"),),
    ),
    # -- warnings
    RuleCase(
        "warning-guards-nothing",
        E,
        (_warn(""), _warn(_DO_IN_NEW_GROUP), _warn("  - {kind: note, text: 说明一下。}\n")),
        (_warn(_DO), _warn("  - {kind: note, text: 说明一下。}\n" + _DO)),
    ),
    RuleCase(
        "warning-level", E, (_warn(_DO, level=""),), (_warn(_DO), _warn(_DO, "level: 注意", "阀会坏。"))
    ),
    RuleCase(
        "warning-in-step",
        E,
        (
            _step("警告:热水烫人"),
            _step("注意别让人靠近"),
            _step("注意:脚下有水。", "say"),
            _step("【注意】水烫", "note", "killer: false"),
        ),
        (_step("提醒他注意脚下"), _step("注意力放在伤者身上"), _warn(_DO, text="小心热水会烫人。")),
    ),
    RuleCase("level-not-warning", E, (_step("报班长", extra="level: 警告"),), (_warn(_DO),)),
    RuleCase("level-twice", E, (_warn(_DO, text="警告:热水会烫伤人。"),), (_warn(_DO),)),
    RuleCase("level-too-high", E, (_warn(_DO, text="地板会泡坏。"),), (_warn(_DO, text="热水会烫伤人。"),)),
    RuleCase(
        "level-too-low",
        E,
        (_warn(_DO, "level: 注意", "热水会烫伤人。"),),
        (_warn(_DO, "level: 注意", "地板会泡坏。"),),
    ),
    RuleCase(
        "information-line",
        E,
        (
            _step("水温很高", "note", "value: {name: 水温}"),
            _step("水温很高", "note", "state: 已知道"),
            _step("水温很高,会烫伤人", "warn", "level: 警告, killer: true"),
        ),
        (_step("水温很高", "note"), _step("水温多少?", "ask", "value: {name: 水温, unit: ℃}")),
    ),
    # -- end of the card
    RuleCase(
        "card-end",
        E,
        ("stop: 完成", "takeover: 视情况", "done: 处理完毕。", "stop: 按需停止"),
        ("stop: 抢修班已接单。", "done: 回访已约。"),
    ),
    RuleCase("takeover-nobody", E, ("takeover: 到场以后接着处理现场",), ("takeover: 抢修班接管现场。",)),
    RuleCase("card-severity", E, ("severity: 一般",), ("severity: 紧急",)),
    # -- words to say
    RuleCase(
        "quoted-words",
        E,
        (_immediate("“人先离开。”"), _step("「别急」", "say"), "calm: [说一句“我在”就好]"),
        (_immediate("人先离开。"), _step("“跑一跑就热”的说法不对", "note")),
    ),
    RuleCase("quoted-words", P, (_outcome(say="'“我给您登记。”'"),), (_outcome(),)),
    RuleCase(
        "quoted-words",
        S,
        (_script("“您别急。”", "安抚"),),
        (_script("您别急。", "安抚"), "dont: [反问“您怎么不早说”]"),
    ),
    # -- numbers with units
    RuleCase(
        "unit-spelling",
        R,
        (
            "key_points: [不低于 20°C。]",
            "key_points: [不低于 20 度。]",
            "key_points: [不低于 20 摄氏度。]",
            'key_points: ["要在 24  小时内。"]',
            "penalties: |\n  停供 24\n  小时以上的,另行规定。",
        ),
        (
            "key_points: [不低于 20 ℃。]",
            "key_points: [不低于 20℃。]",
            "tell_caller: [底线是 20 度。]",
            "key_points: [阀柄转 90 度。]",
            'key_points: ["要在 24 小时内,或 24小时内。"]',
        ),
    ),
    RuleCase(
        "invisible-character",
        R,
        (
            'key_points: ["不低于 20\\u00a0℃。"]',
            'key_points: ["不低\\u200b于。"]',
            'title: "室温\\u202e底线"',
        ),
        ('key_points: ["不低于 20 ℃。"]',),
    ),
    RuleCase(
        "unreadable-character",
        K,
        (
            "title: 气\ue003堵",
            "key_points: [气\ufffd往高处走。]",
            'asks: ["\U000f0001堵", 气堵, 窝气, 憋气, 有气]',
        ),
        ("title: 气⽓堵",),
    ),
    RuleCase(
        "unreadable-character",
        "values.yaml",
        ("values: [{key: ab, label: 甲\ue000, scope: 公司, source: 典型值, confidence: 高}]",),
    ),
    RuleCase(
        "not-on-paper",
        S,
        ("title: 安抚☎", "lines: [{id: elder, situation: 家有老人, variants: {标准: 您着急是應該⺮的。}}]"),
        ("title: 安抚℃①→㎡", "title: 安⻔抚⼾"),
    ),
    RuleCase(
        "not-on-paper",
        "knowledge/diagrams/valve.svg",
        ('<svg viewBox="0 0 1 1"><text>☎</text></svg>',),
        ('<svg viewBox="0 0 1 1"><text>阀⻔</text></svg>',),
    ),
    RuleCase(
        "full-width",
        K,
        (
            "tags: [气，泵]",
            "tags: [气、泵, 阀]",
            "related: [proc-sample，reg-in-force]",
            "asks: [气堵，窝气，憋气, 虚气, 有气]",
            'title: “气堵"',
            "title: ‘气堵'",
            "tell_caller: [到｛称呼｝家里等。]",
            "body: ｜\n  气往高处走。",
        ),
        (
            "summary: “气堵”,也叫：窝气（虚气）；见［注］、【注】。",
            "asks: [不热，咋整, 窝气, 憋气, 有气, 虚气]",
            "title: “气堵”",
            'title: "“气”堵"',
            "key_points: [气、水、泥，各有各的路；先放气。, “气”是'气']",
            "tags: [气 泵, 阀]",
        ),
    ),
    # -- prohibited acts
    RuleCase(
        "prohibited-act",
        E,
        (
            _immediate("您先用手堵住。"),
            _step("您放点水试试。", "say"),
            'calm: ["拿开水浇一浇就化了。"]',
            _step("打开楼道阀门", extra="audience: 可告知用户"),
            _step("指导用户清洗过滤网"),
        ),
        (
            _immediate("别用手堵。"),
            _step("您先别放水。", "say"),
            _step("通知抢修班清洗过滤网"),
            _step("告诉用户不要清洗过滤网"),
        ),
    ),
    RuleCase(
        "prohibited-act",
        P,
        (_outcome(say="您自己装个循环泵就行。"),),
        (
            _outcome(say="'循环泵不能装,会影响整栋楼。'"),
            "onsite_steps:\n  - {kind: do, group: 到场, text: 清洗过滤网, state: 已复位}\n",
        ),
    ),
    RuleCase(
        "prohibited-act",
        S,
        (_script("您把过滤网拆下来洗洗。", "简短"),),
        (_script("条例不允许放水。", "简短"), "taboos: [{avoid: 您放点水就热, instead: 我派师傅去看。}]"),
    ),
    RuleCase(
        "prohibited-act",
        R,
        ("tell_caller: [您放点水就好。]",),
        ("tell_caller: [您举报邻居放水,我已登记。]", "dont_say: [您放点水就好]"),
    ),
    RuleCase(
        "prohibited-act", K, ("tell_caller: [拆下排气阀就行。]",), ("tell_caller: [放水会让高处更不热。]",)
    ),
    # -- literal figures
    RuleCase(
        "literal-figure",
        P,
        (
            _outcome(say="师傅 24 小时内到。"),
            _outcome(say="师傅半小时到。"),
            _outcome(next_action="三天内上门"),
            _outcome(note="低于 20 ℃ 可退"),
            _outcome(note="退 50%"),
            _outcome(note="10 月 20 日开栓"),
            _outcome(note="上午 10 点以前测"),
            _outcome(note="每平方米 38.32 元"),
            _outcome(note="退百分之五十"),
            _outcome(note="屋里只有十八度"),
            _proc_step("记 15 分钟后回拨", extra="state: 已约"),
            "not_for: [停热 8 小时以上的]",
            _outcome(note="24小时内到"),
            _outcome(note="15 日不交可限热"),
        ),
        (
            _outcome(say="'师傅{{p3_arrival}}到。'"),
            _outcome(note="'一组不热,两个阀'"),
            _outcome(note="问几度、几天了"),
            _outcome(note="按第36条答"),
            _outcome(note="阀柄转 90 度"),
            _outcome(note="2021 年 10 月 29 日修正的口径"),
            _outcome(note="这两天、前两天都不热"),
            _outcome(note="第 3 天再打"),
            _outcome(note="冬天、半天、每天、三九天"),
            _outcome(priority="P1"),
            "asks: [屋里18度, 24小时没热, 十八度, 停了三天, 零下二十度]",
            _proc_step("室温多少?", "ask", "value: {name: 室温, unit: ℃, minimum: -10, maximum: 40}"),
        ),
    ),
    RuleCase(
        "literal-figure",
        S,
        (_script("24 小时内上门。", "简短"),),
        ("taboos: [{avoid: 24 小时内肯定到, instead: 师傅会先打电话。}]",),
    ),
    RuleCase("literal-figure", E, (_immediate("凉水冲 10 分钟。"),), (_immediate("凉水一直冲。"),)),
    RuleCase(
        "literal-phone",
        E,
        (
            _immediate("请打 120。"),
            _step("打110"),
            _step("回拨 0451-12345678"),
            _step("转 12345"),
            _step("打 13812345678"),
        ),
        (
            _immediate("请打{{ambulance}}。"),
            _step("打{{repair_team}}"),
            _step("记下 110 米处塌陷"),
            "title: 12345 转来的单子",
        ),
    ),
    # -- old law
    RuleCase(
        "stale-law",
        K,
        (
            "key_points: [室温 18 ℃ 就算达标。]",
            "key_points: [退费分 30%、50%、100% 三档。]",
            "summary: 十八度算不算达标。",
            "body: 18 度达标。",
        ),
        (
            "key_points: ['18 ℃ 是旧规定,现已不适用。']",
            "key_points: [测得 18 ℃。]",
            "key_points: ['旧规定退 30%/50%/100%,现已不适用。']",
            "key_points: [设计温度 18–24 ℃。]",
            "asks: [18度达标吗, 气堵, 窝气, 憋气, 有气]",
            "key_points: [18.5 ℃ 按日退一半。]",
            "key_points: [118 ℃ 的一次网。]",
        ),
    ),
    RuleCase(
        "stale-law", C, ("result: 法院说 18 ℃ 即达标。",), ("result: 18 ℃ 是当时的旧规定,现已不适用。",)
    ),
    RuleCase(
        "superseded-note",
        R,
        ("superseded: [{text: 室温 18 ℃, note: 以前的}]",),
        ("superseded: [{text: 室温 18 ℃, note: '旧规定,现已不适用'}]",),
    ),
    # -- citations
    RuleCase(
        "citation-not-in-force",
        P,
        (
            "citations: [reg-repealed]",
            "citations: [reg-unverified]",
            "citations: [reg-draft]",
            _outcome(citations="[reg-missing]"),
            _outcome(citations="[reg-repealed]"),
        ),
        ("citations: [reg-in-force]", "citations: []", "related: [reg-repealed]"),
    ),
    RuleCase(
        "article-not-cited",
        P,
        (_outcome(note="按条例第36条"), _outcome(note="按第三十六条")),
        (_outcome(note="按条例第32条"), _outcome(note="按第三十二条")),
    ),
    # -- regulations
    RuleCase(
        "claim-without-text",
        "regulations/reg-missing.yaml",
        (
            "key_points: [说了什么。]",
            "figures: [{name: 温度, value: 20 ℃, note: x}]",
            "penalties: 罚一万元。",
            "tell_caller: [要罚 500 元。]",
        ),
        (
            "article_note: 正文没有拿到",
            "penalties: 金额以现行条例及执法部门认定为准。",
            "tell_caller: [第 4 条我先查原文。]",
        ),
    ),
    RuleCase(
        "article-number",
        R,
        ("article: 三十二", "former_articles: [第34条]", "citation: 《黑龙江省城市供热条例》第三十六条"),
        ("article: '32'", "former_articles: ['34', '36-1']"),
    ),
    RuleCase(
        "article-twice",
        "regulations/reg-unverified.yaml",
        ("law: 黑龙江省城市供热条例\nplace: 黑龙江\narticle: '32'",),
        ("law: 黑龙江省城市供热条例\nplace: 黑龙江\narticle: '33'",),
    ),
    RuleCase(
        "inferred-number",
        R,
        ("verification: 推算条号",),
        ("verification: 推算条号\narticle_note: 按前移两位推算",),
    ),
    RuleCase(
        "figure-note",
        R,
        ("verification: 推算条号\nfigures: [{name: 温度, value: 20 ℃}]",),
        (
            "verification: 已核对原文\nfigures: [{name: 温度, value: 20 ℃}]",
            "verification: 已对照公开全文\nfigures: [{name: 温度, value: 20 ℃}]",
        ),
    ),
    RuleCase(
        "checked-by-nobody",
        R,
        (
            "verification: 已核对原文",
            "checked_by: 王法务",
            "verification: 已对照公开全文\nchecked_by: 王法务",
        ),
        ("verification: 已核对原文\nchecked_by: 王法务", "verification: 据公开报道"),
    ),
    RuleCase(
        "compared-with-nothing",
        R,
        (
            "verification: 已对照公开全文",
            f"verification: 已对照公开全文\ntext_source: {_TEXT}\ntext_print: {_PRINT}",
            f"verification: 已对照公开全文\ntext_date: 2021-01-22\ntext_print: {_PRINT}",
            f"verification: 已对照公开全文\ntext_date: 2021-01-22\ntext_source: {_TEXT}",
            f"text_print: {_PRINT}",
            "verification: 推算条号\ntext_date: 2021-01-22",
        ),
        (
            f"verification: 已对照公开全文\ntext_date: 2021-01-22\ntext_source: {_TEXT}\ntext_print: {_PRINT}",
            f"verification: 已核对原文\ntext_source: {_TEXT}",
            "verification: 据公开报道",
        ),
    ),
    RuleCase(
        "text-print",
        R,
        ("text_print: 卧室不低于二十度", "text_print: 0123456789ABCDEF", "text_print: '0123'"),
        (f"text_print: {_PRINT}",),
    ),
    RuleCase(
        "status-note",
        R,
        ("status_note: 按 2021 年文本", "status: 已废止\nstatus_note: 按 2021 年文本"),
        ("status: 未核实\nstatus_note: 按 2021 年文本", "status: 未核实"),
    ),
    RuleCase(
        "status-date",
        R,
        ("effective: 2999-01-01", "repealed: 2020-01-01", "text_date: 2999-01-01"),
        ("effective: 2021-10-29", "text_date: 2021-10-29"),
    ),
    RuleCase("law-name", R, ("law: 《黑龙江省城市供热条例》",), ("law: 黑龙江省城市供热条例",)),
    RuleCase("no-key-points", R, ("key_points: []",), ("key_points: [全天不低于 20 ℃。]",)),
    # -- outcomes
    RuleCase(
        "outcome-part",
        P,
        (
            _outcome(responsible="[]"),
            _outcome(owner="相关部门"),
            _outcome(next_action="处理"),
            _outcome(owner="待定"),
            _outcome(say="完成"),
            _outcome(next_action="视情况派单"),
        ),
        (_outcome(), _outcome(owner="计费服务组"), _outcome(responsible="[待查明]")),
    ),
    RuleCase(
        "promise-missing",
        P,
        (
            _outcome(promise="", say="师傅马上到场。"),
            _outcome(promise="", say="我们尽快安排。"),
        ),
        (
            _outcome(promise="", say="有水就马上打给我们。"),
            _outcome(say="师傅会尽快上门。"),
            _outcome(promise="", say="我这就给您登记。"),
        ),
    ),
    RuleCase(
        "no-priority",
        P,
        (
            _outcome(priority=""),
            _outcome(priority="", promise="", next_action="过去看看", say="我记下了。"),
            _outcome(priority="", owner="客服", next_action="提醒用户留意阀口"),
        ),
        (_outcome(priority="", owner="客服", promise="", next_action="提醒用户留意阀口", say="我记下了。"),),
    ),
    RuleCase(
        "outcome-unused",
        P,
        (
            _outcome()
            + "  - {id: spare, title: 没人走到, responsible: [待查明], next_action: 核对缴费状态, owner: 客服, say: 我先核对供热状态。}\n",
        ),
        (_outcome(),),
    ),
    RuleCase("no-dispatch-minimum", P, ("dispatch_minimum: []",), ("family: 计费\ndispatch_minimum: []",)),
    # -- upkeep
    RuleCase("no-owner", K, ("owner: 待定",), ("owner: 客服培训组",)),
    RuleCase("no-source", K, ("sources: []",), ("sources: [{title: 据通识, confidence: 据通识}]",)),
    RuleCase(
        "review-dates",
        K,
        ("review_by: 2026-11-20", "reviewed: 2999-01-01\nreview_by: 2999-12-31"),
        ("review_by: 2027-09-30",),
    ),
    RuleCase(
        "review-overdue",
        K,
        ("reviewed: 2020-01-01\nreview_by: 2021-01-01",),
        ("reviewed: 2020-01-01\nreview_by: 2999-01-01",),
    ),
    RuleCase("no-severity", P, ("severity: ~~",), ("severity: 一般",)),
    RuleCase("related-self", K, ("related: [kn-sample]",), ("related: [proc-sample]",)),
    # -- asks
    # What asks for three and then for five is two rules to whoever writes: who has three hears no more of it.
    RuleCase("few-asks", P, ("asks: [上热下凉, 半截热]",), ("asks: [上热下凉, 半截热, 底下冰凉]",)),
    RuleCase("few-asks", K, ("asks: [气堵, 窝气]",), ("asks: [气堵, 窝气, 憋气, 有气, 虚气]",)),
    RuleCase(
        "ask-twice",
        K,
        ("asks: [气堵, 气堵?, 窝气, 憋气, 有气]",),
        ("asks: [气堵, 窝气, 憋气, 有气, 上热下凉]",),
    ),
    # -- blanks of a new entry
    RuleCase("left-blank", K, ("summary: 〔待填:说的是什么〕",), ("summary: 气堵了怎么听出来",)),
    RuleCase("demo-words", K, ("summary: 打〔示例〕0000-0000 0001",), ("summary: 打供热热线,说的是示例",)),
    # -- site values
    RuleCase(
        "dangling-link",
        "values.yaml",
        (_law_value("reg-nothing"), _law_value("kn-sample")),
        (_law_value("reg-in-force"),),
    ),
    RuleCase(
        "citation-not-in-force", "values.yaml", (_law_value("reg-unverified"),), (_law_value("reg-in-force"),)
    ),
    RuleCase(
        "literal-figure",
        S,
        (_script("室温 18 ℃ 就行。", "简短"),),
        (_script("18 ℃ 是旧规定,现已不适用。", "简短"),),
    ),
    # -- values to be entered
    RuleCase(
        "value-range",
        P,
        tuple(
            _proc_step("室温多少?", "ask", f"value: {{name: 室温, minimum: {low}, maximum: {high}}}")
            for low, high in (("40", "10"), ("5", "5"))
        ),
        (
            _proc_step("室温多少?", "ask", "value: {name: 室温, unit: ℃, minimum: -10, maximum: 40}"),
            _proc_step("哪天?", "ask", "value: {name: 日期}"),
        ),
    ),
    # -- coverage
    RuleCase("uncovered-row", "coverage.yaml", ("rows: {S01: [kn-sample]}", "rows: {}"), ()),
    RuleCase("unknown-row", "coverage.yaml", ("rows: {S46: [kn-sample]}",), ("rows: {S45: [kn-sample]}",)),
    RuleCase("dangling-link", "coverage.yaml", ("rows: {S01: [kn-nothing]}",), ("rows: {S01: [kn-sample]}",)),
    # -- scripts
    RuleCase(
        "placeholder-unused",
        S,
        ("placeholders: [{name: 称呼}, {name: 小区}]",),
        ("placeholders: [{name: 称呼}]",),
    ),
    RuleCase(
        "line-too-long",
        S,
        (f'lines:\n  - id: elder\n    variants: {{标准: "{{称呼}}{"说" * 90}"}}\n',),
        (f'lines:\n  - id: elder\n    variants: {{标准: "{{称呼}}{"说" * 88}"}}\n',),
    ),
    RuleCase(
        "line-id-twice",
        S,
        ('lines:\n  - {id: elder, variants: {标准: "{称呼}好"}}\n  - {id: elder, variants: {标准: 再见}}\n',),
        ('lines:\n  - {id: elder, variants: {标准: "{称呼}好"}}\n  - {id: bye, variants: {标准: 再见}}\n',),
    ),
    RuleCase("same-variant", S, (_script("{称呼},我给您登记。", "安抚"),), (_script("您别急。", "安抚"),)),
    RuleCase("no-lines", S, ("lines: []",), (_script("好", "简短"),)),
    # -- words that suit one caller only, come too late, or cannot be said yet
    RuleCase(
        "fixed-address",
        S,
        tuple(_script(f"{who},我给您登记。", "安抚") for who in ("大娘", "老大爷", "小伙子", "阿姨", "您老")),
        (
            _script("家里有老人,我给您记优先。", "安抚"),
            _script("小朋友,大人的电话告诉我。", "安抚"),
            _script("您老是这个点凉吗。", "安抚"),
        ),
    ),
    RuleCase(
        "fixed-address",
        P,
        (_proc_step("大姐,手背碰一下就拿开。", "say"),),
        (_proc_step("问老太太在不在家", "do", "state: 已问"),),
    ),
    RuleCase(
        "hang-up-first",
        S,
        (
            "severity: 危险\n" + _script("电话也先挂,到外面打{{ambulance}}。", "安抚"),
            "severity: 危险\n" + _script("放下电话,出去。", "安抚"),
        ),
        (
            "severity: 危险\n" + _script("到外面打{{ambulance}}。现在挂电话,走。", "安抚"),
            "severity: 危险\n" + _script("我不挂电话。", "安抚"),
            _script("没事了您先挂。", "安抚"),
        ),
    ),
    RuleCase(
        "hang-up-first",
        E,
        ("severity: 危险\n" + _step("挂电话,走。", "say"),),
        (
            "severity: 危险\n" + _step("到外面打给我,现在挂电话。", "say"),
            "severity: 危险\n" + _immediate("到外面打{{ambulance}}。", "现在挂电话,走。"),
        ),
    ),
    RuleCase(
        "ring-without-number",
        S,
        (
            "severity: 危险\n" + _script("到外面马上打。", "安抚"),
            "severity: 危险\n" + _script("有人困着就拨打,再告诉我。", "安抚"),
        ),
        (
            "severity: 危险\n" + _script("到外面马上打{{fire}}。", "安抚"),
            "severity: 危险\n" + _script("打{{fire}},我这儿也替您报。", "安抚"),
            "severity: 危险\n" + _script("到外面马上打119。", "安抚"),
            "severity: 危险\n" + _script("我马上给您打。", "安抚"),
            _script("有变化马上打。", "安抚"),
        ),
    ),
    RuleCase(
        "ring-without-number",
        E,
        (
            "severity: 危险\n" + _step("替用户打,说有人触电", extra="state: 急救已接"),
            "severity: 危险\n" + _step("有人困着的,替用户报", extra="state: 消防已接"),
            "severity: 危险\n" + _immediate("请马上打。"),
        ),
        (
            "severity: 危险\n" + _step("替用户打{{ambulance}},说有人触电", extra="state: 急救已接"),
            "severity: 危险\n" + _step("先报热线班长", extra="state: 已报"),
        ),
    ),
    RuleCase(
        "bare-hole",
        S,
        (_script("先关阀,再打{{hotline}}。", "安抚"), _script("交费渠道:{{hotline}}。", "安抚")),
        (_script("先关阀,再打供热热线{{hotline}}。", "安抚"), _script("现在打{{ambulance}}。", "安抚")),
    ),
    # -- facts: each asked for by itself, declared, worded alike
    RuleCase(
        "fact-asks-more",
        E,
        (
            _step("记下地址", extra="state: 已记下, facts: [address, gas]"),
            _step("地址?", "ask", "facts: [address], value: {name: 门牌}"),
            _step("地址?", "ask", "facts: [phone], answers: [{label: 说了}, {label: 不肯说}]"),
            _step("我记下您的地址。", "say", "facts: [address]"),
        ),
        (
            _step("记下地址、电话", extra="state: 已记下, facts: [address, phone]"),
            _step("您在哪儿?", "ask", "facts: [address]"),
            _step("谁能开门?", "ask", "facts: [phone], whose: 开门人, value: {name: 开门人电话}"),
        ),
    ),
    RuleCase(
        "fact-missing",
        E,
        (
            _step("记下小区、楼、单元、门牌、回拨电话"),
            _step("问清户号、户名"),
            _step("再要一个备用的电话"),
            _step("谁能开门?", "ask", "value: {name: 开门人电话}"),
            _step("谁能开门?", "ask", "whose: 开门人, value: {name: 开门人}"),
            _step("户号、户名跟系统里的对一遍"),
            _step("核对户号、来电人身份"),
        ),
        (
            _step("记下小区、楼、单元、门牌、回拨电话", extra="state: 已记下, facts: [address, phone]"),
            _step("电话直派抢修班"),
            _step("替用户报急救,报地址"),
            _step("户号、户名跟系统里的对一遍", extra="checks: [account]"),
            _step("核对来的师傅的工牌"),
            _step("记下谁在家"),
            _step("谁能开门?", "ask", "facts: [phone], whose: 开门人, value: {name: 开门人电话}"),
        ),
    ),
    RuleCase(
        "fact-labels",
        E,
        (_two_lists("碰着了", "碰到了"), _two_lists("没碰到电", "没碰到")),
        (
            _two_lists("碰到了", "碰到了"),
            _two_lists("碰到了", "看不清"),
            _two_lists("碰着了", "碰到了", facts="whose: 楼上, facts: [water_on_power]"),
        ),
    ),
    # -- promises: named where they are said, and nowhere else
    RuleCase(
        "promise-unnamed",
        E,
        (
            _step("师傅{{p3_arrival}}联系您。", "say"),
            _immediate("别碰水。", "师傅{{p3_arrival}}到。"),
            'calm: ["师傅{{p3_arrival}}就到。"]',
        ),
        (
            _step("师傅{{p3_arrival}}联系您。", "say", "promises: [p3_arrival]"),
            _step("到点({{p3_arrival}})没到就催派", extra="state: 已盯到场"),
            _step("现在打{{ambulance}}。", "say"),
        ),
    ),
    RuleCase(
        "promise-unnamed",
        P,
        (_outcome(promise="", say='"师傅{{p3_arrival}}到。"'),),
        (_outcome(say='"师傅{{p3_arrival}}到。"'), _outcome(say="师傅会联系您。")),
    ),
    RuleCase(
        "promise-unspoken",
        E,
        (
            _step("师傅会联系您。", "say", "promises: [p3_arrival]"),
            _step("现在打{{ambulance}}。", "say", "promises: [ambulance]"),
            _step("盯到{{p3_arrival}}", extra="state: 已盯到场, promises: [p3_arrival]"),
        ),
        (_step("师傅{{p3_arrival}}联系您。", "say", "promises: [p3_arrival]"),),
    ),
    RuleCase("promise-unspoken", P, (_outcome(promise="legal_min_temp", say="师傅来量。"),), (_outcome(),)),
    RuleCase(
        "value-promise",
        V,
        (_timed("小时内"), _timed("个工作日"), _timed("小时以上"), _timed("年")),
        (_timed("小时内", "promise: true"), _timed("天", "promise: false"), _timed("℃"), _timed("元")),
    ),
    RuleCase(
        "spoken-hole",
        P,
        (
            _proc_step("打供热热线{{hotline}}。", "say"),
            _proc_step("打供热热线{{hotline}}。||打抢修班{{repair_team}}。", "say"),
            _outcome(say='"师傅会联系您,急了打供热热线{{hotline}}。"'),
            _outcome(next_action='"派维修班上门,电话 {{repair_team}}"'),
        ),
        (
            _proc_step("打供热热线{{hotline}}。||打{{ambulance}}。", "say"),
            _proc_step("打供热热线{{hotline}}。||打抢修班{{repair_team}}。||打公布的电话。", "say"),
            _outcome(next_action='"派维修班上门,电话 {{repair_team}}||派维修班上门"'),
        ),
    ),
    RuleCase(
        "typical-value",
        V,
        (
            _figure("value: 公众号, is_typical: true").replace(
                "scope: 公司, source: 典型值", "scope: 省, source: 典型值"
            ),
            _figure("is_typical: true"),
            _figure("value: 公众号, is_typical: true, citations: [reg-in-force]"),
        ),
        (_figure("value: 公众号, is_typical: true"), _figure("value: 公众号")),
    ),
    RuleCase(
        "formula-words",
        K,
        (
            "summary: 日标准热费 = 全年热费 ÷ 供热天数。",
            "key_points: [退费 = 日标准热费 × 天数 × 比例。]",
            "body: 违约金 = 欠费 × 比例 × 天数",
        ),
        (
            "summary: 日标准热费 = 应交热费 ÷ 供热期天数。",
            "key_points: ['公式:应交热费÷供热期天数×不达标天数×比例。']",
            "body: 室温合格率 = 合格的户数 ÷ 抽测户数",
        ),
    ),
    RuleCase(
        "spoken-sum",
        K,
        ("tell_caller: [按现在的口径试算约三十元。]",),
        ("tell_caller: [退多少由计费按记录核。]",),
    ),
    RuleCase(
        "value-figure",
        V,
        (
            _figure("value: 按整户算"),
            _figure("value: 按整户算, figure: {choice: 按供热期天数平分}"),
            _figure("value: 按整户算, figure: {choice: 按整户算}").replace("other", "fee_spread_rule"),
            _figure("value: 看着办").replace("other", "fee_spread_rule"),
            _figure(
                'value: "11 月 50%、12 月 51%", figure: {months: [{month: 11, share: "0.5"}, {month: 12, share: "0.51"}]}'
            ),
            _figure('value: "可以说,王立 2026-11-01"'),
            _figure('value: "3", unit: 天, figure: {number: {amount: "4", unit: 天}}'),
            _figure('value: "3", unit: 天, figure: {number: {amount: "3", unit: 小时}}'),
            _figure('value: "3", unit: 天内'),
            _figure('value: 三十, unit: 天, figure: {number: {amount: "13", unit: 天}}'),
            _figure('value: 欠费的每日千分之一, figure: {number: {amount: "0.01", unit: 占比/天}}'),
            _figure('value: 每日千分之一, figure: {number: {amount: "0.001", unit: 占比}}'),
            _figure("value: 30%"),
            _figure("value: 次年 4 月 20 日, figure: {day: {month: 4, day: 20}}"),
            _figure("value: 十月二十日, figure: {day: {month: 10, day: 12}}"),
            _figure('value: 6–8 时与 16–20 时, figure: {clock: [{start: "06:00", end: "08:00"}]}'),
            _figure(
                'value: "16 ℃以上、不到20 ℃退50%,低于16 ℃全退", figure: {tiers: [{at_least: "16", below: "20", share: "0.3"}, {below: "16", share: "1"}]}'
            ),
            _figure('figure: {number: {amount: "3", unit: 天}}'),
            _figure('value: 看公告, figure: {number: {amount: "3", unit: 天}}'),
        ),
        (
            _figure("value: 按整户算, figure: {choice: 按整户算}"),
            _figure(
                'value: "11 月 50%、12 月 50%", figure: {months: [{month: 11, share: "0.5"}, {month: 12, share: "0.5"}]}'
            ),
            _figure('value: "可以说,王立 2026-11-01", figure: {approval: {name: 王立, day: 2026-11-01}}'),
            _figure('value: "3", unit: 天, figure: {number: {amount: "3", unit: 天}}'),
            _figure('value: 三十, unit: 天内, figure: {number: {amount: "30", unit: 天}}'),
            _figure('value: 1–3, unit: 天, figure: {number: {amount: "1", most: "3", unit: 天}}'),
            _figure('value: 欠费的每日千分之一, figure: {number: {amount: "0.001", unit: 占比/天}}'),
            _figure('value: 三成, figure: {number: {amount: "0.30", unit: 占比}}'),
            _figure('value: 百分之三十, figure: {number: {amount: "0.3", unit: 占比}}'),
            _figure("value: 次年四月二十日, figure: {day: {month: 4, day: 20, is_next_year: true}}"),
            _figure(
                "value: 供热期结束后、5 月 31 日前, figure: {day: {month: 5, day: 31, is_next_year: true}}"
            ),
            _figure(
                'value: 6–8 时与 16–20 时, figure: {clock: [{start: "06:00", end: "08:00"}, {start: "16:00", end: "20:00"}]}'
            ),
            _figure(
                'value: "16 ℃以上、不到20 ℃退50%,低于16 ℃全退", figure: {tiers: [{at_least: "16", below: "20", share: "0.5"}, {below: "16", share: "1"}]}'
            ),
            _figure(
                'value: 层高超 3.2 米每超 0.1 米加 3%, figure: {surcharge: {above: "3.2", each: "0.1", share: "0.03", unit: 米}}'
            ),
            _figure("value: 看公告"),
            _figure('value: "12356"'),
            _figure("unit: 天"),
        ),
    ),
    # -- what a card comes to
    RuleCase(
        "card-outcome",
        E,
        (
            "outcomes: ~~",
            "outcomes: []",
            _comes_to("when: {hurt: [有人烫伤]}, "),
            _comes_to("", "", ""),
            _comes_to("", "when: {hurt: [有人烫伤]}, "),
        ),
        (_comes_to(""), _comes_to("when: {hurt: [有人烫伤]}, ", "")),
    ),
    RuleCase(
        "broken-when",
        E,
        (_comes_to("when: {nobody: [有人烫伤]}, ", ""), _comes_to("when: {hurt: [有人冻伤]}, ", "")),
        (_comes_to("when: {hurt: [有人烫伤]}, ", ""),),
    ),
    RuleCase(
        "outcome-part",
        E,
        (_comes_to("", owner="相关部门"), _comes_to("", next_action="正常处理")),
        (_comes_to("", owner="热线班长"),),
    ),
    RuleCase(
        "hazard-length",
        E,
        (_hazard("水已经碰到厨房里冰箱后头那个插排和旁边电箱了"),),
        (_hazard("水碰到厨房的插排"),),
    ),
    # -- dangers that an answer names
    RuleCase(
        "hazard-unfollowed",
        E,
        (
            _danger(", hazard: 水碰到电"),
            _danger(", hazard: 水碰到电", "  - {kind: say, when: {it: [没碰到]}, text: 人先出来。}\n"),
            _danger(
                ", hazard: 水碰到电",
                "  - {kind: warn, level: 警告, when: {it: [碰到电]}, text: 水碰电会电着人。}\n",
            ),
        ),
        (
            _danger(", hazard: 水碰到电", "  - {kind: say, when: {it: [碰到电]}, text: 人先出来。}\n"),
            _danger(", hazard: 水碰到电, entry: proc-sample"),
        ),
    ),
    RuleCase(
        "hazard-undeclared",
        E,
        (_danger("").replace("label: 碰到电", "label: 水流到插座上"),),
        (
            _danger("").replace("label: 碰到电", "label: 没烫着人"),
            _danger("").replace("label: 碰到电", "label: 总闸已拉下、插座没水"),
            _danger(", entry: proc-sample").replace("label: 碰到电", "label: 水流到插座上"),
        ),
    ),
    RuleCase(
        "killer-without-danger",
        E,
        (_danger("", "").replace("{label: 没碰到}]", "{label: 没碰到}], killer: true"),),
        (
            _danger(", entry: proc-sample").replace("{label: 没碰到}]", "{label: 没碰到}], killer: true"),
            _danger(""),
        ),
    ),
    # -- one instruction for each act in the home
    RuleCase(
        "act-contradicted",
        S,
        (
            _script("电暖气一个插排只插一台。", "安抚"),
            _script("楼道那个阀您先关上。", "安抚"),
            _script("冻着了喝口酒暖暖。", "安抚"),
        ),
        (
            _script("电暖气直接插墙上,别用插排。", "安抚"),
            _script("楼道的阀关着整栋的匀称,您别动。", "安抚"),
            _script("冻着了别喝酒。", "安抚"),
        ),
    ),
    RuleCase(
        "act-unsaid",
        E,
        (
            _step("关严门窗存住热气。", "say"),
            _step("门窗关严,可别生炉子。", "say"),
            _step("现在就去拉总闸。", "say"),
            _step("人先出来。", "say", "act: 拉总闸"),
        ),
        (
            _step("没生炉子,才关严门窗。", "say"),
            _step("够得着才拉总闸。", "say", "act: 拉总闸"),
            _step("别拉总闸。", "say"),
        ),
    ),
    RuleCase(
        "unknown-act",
        E,
        (_step("人先出来。", "say", "act: 翻跟头"),),
        (_step("够得着才拉总闸。", "say", "act: 拉总闸"),),
    ),
    # -- how urgent, for the same matter
    RuleCase(
        "priority-too-low",
        P,
        (
            _outcome(matter="整户不热"),
            _outcome(title='"全家没热,约个日子"'),
            _outcome()
            + _proc_step("记")
            + "  - {id: stop, kind: ask, text: 水停了吗?, facts: [water_stopped], answers: [{label: 水已停}, {label: 还没停, outcome: visit}]}\n",
        ),
        (
            _outcome(matter="整户不热", priority="P2"),
            _outcome(matter="整户不热", priority="P1"),
            _outcome(matter="一组一间", title="全家没热的另开单"),
            _outcome()
            + _proc_step("记")
            + "  - {id: stop, kind: ask, text: 水停了吗?, facts: [water_stopped], answers: [{label: 水已停, outcome: visit}, {label: 还没停}]}\n",
        ),
    ),
    RuleCase("priority-too-low", E, (_comes_to("matter: 煤气味, "),), (_comes_to("matter: 关不住的漏, "),)),
    RuleCase(
        "note-raises-priority",
        P,
        (
            _outcome(note="家有老人的按 P1 派。"),
            _outcome(note='"很冷的按 P2 报,念{{p3_arrival}}。"'),
        ),
        (
            _outcome(note="屋里很冷的走“整户不热”。"),
            _outcome(note="淹到邻居都按 P1 派。", priority="P1"),
            _outcome(note="只是问问的按 P4 办。"),
        ),
    ),
    RuleCase(
        "ambulance-priority",
        E,
        (
            _calls_an_ambulance("替用户打{{ambulance}}", "hurt: [有人烫伤]", ""),
            _calls_an_ambulance("替用户打{{ambulance}}", "near: [孩子]", "when: {hurt: [有人烫伤]}, ", ""),
            _calls_an_ambulance("替用户打{{ambulance}}", "near: [孩子]", "when: {near: [大人]}, ", ""),
        ),
        (
            _calls_an_ambulance("报热线班长", "hurt: [有人烫伤]", ""),
            _calls_an_ambulance("要叫{{ambulance}}的,班长定", "", ""),
            _calls_an_ambulance("替用户打{{ambulance}}", "near: [孩子]", "when: {hurt: [没有人受伤]}, ", "")
            .replace("priority: P1", "priority: P0")
            .replace("priority: P0", "priority: P1", 1),
        ),
    ),
    RuleCase("unknown-matter", P, (_outcome(matter="很急"),), (_outcome(matter="异响"),)),
    # -- calls without a time
    RuleCase(
        "call-without-time",
        P,
        (
            _outcome(promise="", say="我查了给您回电话。"),
            _outcome(promise="", say="定下来就联系您。"),
            _outcome(say='"我请计费查,核完给您回电话。"'),
            _outcome(say="查清告诉您。"),
        ),
        (
            _outcome(say='"师傅在{{p3_arrival}}联系您。"'),
            _outcome(promise="", say="您打回来问也行。"),
            _outcome(promise="", say='"您再打来,我直接给您排。"'),
        ),
    ),
    # -- mockery, threats and gaps in what is said
    RuleCase(
        "rude-words",
        S,
        (
            _script("您骂两句能解气,事还得办。", "安抚"),
            _script("再骂我就挂线。", "坚定"),
            _script("还把自己搭进去。", "坚定"),
        ),
        (
            _script("您着急我明白,咱们说事。", "安抚"),
            _script("开了就等着,捂热得些工夫。", "安抚"),
            _script("再这样我先结束通话,单子照派。", "坚定"),
        ),
    ),
    RuleCase(
        "spoken-hole",
        S,
        (_script("请打____。", "安抚"), _script("找〔待填〕。", "安抚")),
        (_script("请打{{ambulance}}。", "安抚"), _script("{时间}给您打。", "安抚")),
    ),
    RuleCase("hazard-vague", E, (_hazard("待定"), _hazard("视情况")), (_hazard("水碰到电"),)),
    # -- the guide of a 事务 entry
    RuleCase("no-guide", P, ("severity: 事务",), ("severity: 事务\n" + _guide(), "severity: 紧急")),
    RuleCase("missing-key", P, (_guide(fee=""), _guide(responsible="")), (_guide(),)),
    RuleCase("empty", P, ("guide:\n  fee: []\n",), (_guide(),)),
    RuleCase(
        "guide-empty",
        P,
        (
            _guide(materials="{text: 无, usual: true}"),
            _guide(fee="{text: 视情况}"),
            _guide(process="{text: 按需处理}"),
            _guide(responsible="{text: 相关部门}"),
        ),
        (_guide(materials="{text: 不用备材料, usual: true}"), _guide(fee="{text: 本地规定未取得}")),
    ),
    RuleCase(
        "guide-claim-without-basis",
        P,
        (
            _guide(materials="{text: 带房本}"),
            _guide(fee="{text: 不收费}"),
            _guide(time_limit="{text: 当天办完}"),
        ),
        (
            _guide(materials="{text: 带房本, usual: true}"),
            _guide(fee="{text: '退出收不收费:本地规定未取得'}"),
            _guide(time_limit='{text: "{{p3_arrival}}办完"}'),
            _guide(fee="{text: 不收费, citations: [reg-in-force]}"),
        ),
    ),
    RuleCase(
        "guide-law-without-basis",
        P,
        (
            _guide(conditions="{text: 条例准许的}"),
            _guide(materials="{text: 法定代理人的证件, usual: true}"),
            _guide(time_limit='{text: "室温要够{{legal_min_temp}}"}'),
        ),
        (
            _guide(conditions="{text: 条例准许的, citations: [reg-in-force]}"),
            _guide(time_limit='{text: "室温要够{{legal_min_temp}}", citations: [reg-in-force]}'),
            _guide(channels='{text: "电话登记;难受打{{ambulance}}"}'),
            _guide(conditions="{text: 看本地规定}"),
        ),
    ),
    RuleCase(
        "guide-basis-not-cited",
        P,
        (_guide(fee="{text: 不收费, citations: [室温底线]}"),),
        (_guide(fee="{text: 不收费, citations: [reg-in-force]}"),),
    ),
    RuleCase(
        "dangling-link",
        P,
        (_guide(fee="{text: 不收费, citations: [reg-nowhere]}"),),
        (_guide(fee="{text: 不收费, citations: [reg-in-force]}"),),
    ),
    RuleCase(
        "guide-usual-or-law",
        P,
        (_guide(fee="{text: 不收费, usual: true, citations: [reg-in-force]}"),),
        (_guide(fee="{text: 不收费, usual: true}"),),
    ),
    RuleCase(
        "guide-long",
        P,
        (_guide(process="{text: " + "先登记再核对" * 11 + "}"),),
        (_guide(process="{text: " + "先登记再核对" * 10 + "}"),),
    ),
    RuleCase("literal-figure", P, (_guide(time_limit="{text: 3 天内答复, usual: true}"),), (_guide(),)),
    # -- markdown and one-line lists
    RuleCase(
        "markdown-forbidden",
        K,
        (
            "body: '![图](x.png)'",
            "body: '[看](https://example.com)'",
            "body: '<b>气</b>'",
            "key_points: ['<script>x</script>']",
        ),
        ("body: '[看](entry:proc-sample)'", "body: 压力 < 3 且 > 1", "body: '**气**'"),
    ),
    RuleCase("markdown-outside-body", K, ("key_points: ['**气**往高处走']",), ("body: '**气**往高处走'",)),
    RuleCase(
        "cut-by-comma", E, ("calm: [您别急,我在派]",), ("calm: ['您别急,我在派']", "calm: [您别急, 我在派]")
    ),
)
