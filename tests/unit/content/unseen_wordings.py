"""Ten ways to break each rule of the gate that were written before the rule, none taken from the content or its fixtures."""

from dataclasses import dataclass

from tests.unit.content.rule_cases import (
    E,
    P,
    S,
    _calls_an_ambulance,
    _guide,
    _outcome,
    _proc_step,
    _question,
    _script,
    _step,
)


@dataclass(frozen=True)
class Unseen:
    """One rule, the file it is broken in, and ten changes of which nine must be found."""

    rules: tuple[str, ...]
    file: str
    changes: tuple[str, ...]


def _needed(value: str) -> str:
    """A procedure that sends nobody without `value`, which offers no way to say that it cannot be had."""
    return (
        _proc_step("记下", extra="state: 已记下")
        + f"  - {{id: measured, kind: ask, text: 是多少?, value: {{{value}}}}}\n"
        + "dispatch_minimum: [extent, measured]\n"
    )


def _danger(label: str, hazard: str = "") -> str:
    named = f", hazard: {hazard}" if hazard else ""
    return _step("那边啥样?", "ask", f'answers: [{{label: "{label}"{named}}}, {{label: 都没有}}]')


def _cold_card(title: str) -> str:
    return f"title: {title}\nsummary: {title}时用。\nleaves_cold: ~~\n"


UNSEEN = (
    Unseen(
        ("wait-missing",),
        E,
        tuple(
            _question(text)
            for text in (
                "过上十分钟您再瞧,回水管温了没?",
                "放那儿等两袋烟的工夫,下面几片热了没有?",
                "等上小半天,地面有热乎气了吗?",
                "半小时后再摸一遍,还凉不凉?",
                "歇一阵再听听,还嗡嗡响吗?",
                "等到天黑再看,暖和点没有?",
                "过个三五分钟,水还滴吗?",
                "等它慢慢热,二十分钟后手背碰碰,温了没?",
                "捂热一会儿之后,阀能拧了没?",
                "明天早晨再瞅瞅,屋里上温度了吗?",
            )
        ),
    ),
    Unseen(
        ("no-way-to-measure",),
        P,
        tuple(
            _needed(value)
            for value in (
                "name: 屋里温度, unit: 度",
                "name: 供水温度",
                "name: 回水温度, unit: °C",
                "name: 压力, unit: 公斤",
                "name: 水压, unit: MPa",
                "name: 表上读数",
                "name: 响声, unit: 分贝",
                "name: 层高, unit: 米",
                "name: 房屋面积, unit: ㎡",
                "name: 阀前压力",
            )
        ),
    ),
    Unseen(
        ("no-priority",),
        P,
        tuple(
            _outcome(priority="", promise="", say="我记下了。", next_action=action, owner=owner)
            for action, owner in (
                ("让人过去看看", "抢修队"),
                ("登门查阀", "维修班"),
                ("约个时间入户量温度", "测温组"),
                ("到现场把各栋调匀", "换热站"),
                ("去一趟带上滤网", "维修组"),
                ("到楼里顺着管查", "巡线班"),
                ("上楼看电箱", "电工班"),
                ("带人去现场", "抢修班长"),
                ("开车出发", "抢修班"),
                ("明早来换滤网", "维修师傅"),
            )
        ),
    ),
    Unseen(
        ("hazard-unfollowed",),
        E,
        tuple(
            _danger(label, hazard)
            for label, hazard in (
                ("顺着灯线往下滴", "灯口进水"),
                ("热水盖住脚面了", "屋里积着热水"),
                ("梯子倒在那儿", "楼道有梯子横着"),
                ("井盖没了", "路边井口敞着"),
                ("狗没拴", "院里有狗没拴"),
                ("电线耷拉着", "地上有断电线"),
                ("炕还烧着", "屋里有明火"),
                ("老太太躺着动不了", "家有需优先照应的人"),
                ("棚顶鼓包", "棚板要掉"),
                ("阀杆歪了", "阀杆一碰会断"),
            )
        ),
    ),
    Unseen(
        ("hazard-undeclared",),
        E,
        tuple(
            _danger(label)
            for label in (
                "有人让热水烫着了",
                "灯口往下滴水",
                "插排泡水里了",
                "老人晕过去了",
                "闻着煤气味",
                "孩子叫不醒",
                "屋里烧着炭盆",
                "地面塌了个坑",
                "有人触了电",
                "有人摔倒起不来",
            )
        ),
    ),
    Unseen(
        ("killer-without-danger",),
        E,
        tuple(
            _danger(label).replace("{label: 都没有}]", "{label: 都没有}], killer: true")
            for label in (
                "孩子手烫红了",
                "水顺着电线流",
                "冰柜底下进水了",
                "老伴儿没反应了",
                "厨房有煤气",
                "墙要倒",
                "屋里冒黑烟",
                "人卡在坑里",
                "热水溅到脸上",
                "插座噼啪响",
            )
        ),
    ),
    Unseen(
        ("call-without-time",),
        P,
        tuple(
            _outcome(promise="", say=words, priority="P4")
            for words in (
                "核完我给您去个电话。",
                "查明白了回头给您打过去。",
                "有信儿我就拨您电话。",
                "结果出来计费那边会找您说。",
                "定下来我们跟您联系。",
                "到时候有人给您回话。",
                "完了我再给您回个信。",
                "班长看过以后会给您打过来。",
                "复核完短信告诉您。",
                "调出来我再告诉您一声。",
            )
        ),
    ),
    Unseen(
        ("rude-words",),
        S,
        tuple(
            _script(words, "安抚")
            for words in (
                "再嚷嚷我可就挂了。",
                "您冲我喊也没用。",
                "这么简单都听不明白吗。",
                "早干嘛去了。",
                "您有本事去告。",
                "再闹就不给您派了。",
                "又不是我让您家不热的。",
                "您这人怎么不讲理。",
                "不交钱就等着冻着吧。",
                "爱找谁找谁去。",
            )
        ),
    ),
    Unseen(
        ("fixed-address",),
        S,
        tuple(
            _script(words, "安抚")
            for words in (
                "老哥,您先坐下。",
                "小妹,别急。",
                "大兄弟,阀先别动。",
                "闺女,听我说。",
                "老人家,您慢点说。",
                "奶奶,您别碰水。",
                "美女,您接着说。",
                "老妹儿,我给您记上。",
                "帅哥,您那是几楼?",
                "小朋友他爸,您先关阀。",
            )
        ),
    ),
    Unseen(
        ("spoken-hole",),
        S,
        tuple(
            _script(words, "安抚")
            for words in (
                "请打____。",
                "电话是XXXX。",
                "您打〔待填〕。",
                "金额是(  )元。",
                "您找某某某。",
                "师傅__点到。",
                "编号是***。",
                "地址在【】。",
                "电话待填。",
                "到x月x日。",
            )
        ),
    ),
    Unseen(
        ("no-frail-question", "leaves-cold-missing"),
        E,
        tuple(
            _cold_card(title)
            for title in (
                "一大片突然没热",
                "小区暖气全凉",
                "热源厂停炉断热",
                "家里冻得待不住",
                "整栋停暖",
                "夜里暖气冰凉",
                "大面积不热",
                "寒潮里没暖气",
                "屋里冷得结冰",
                "供热中断",
            )
        ),
    ),
    Unseen(
        ("act-contradicted", "act-unsaid"),
        S,
        tuple(
            _script(words, "安抚")
            for words in (
                "电暖风插到接线板上就行。",
                "几台电热器都用一个排插带。",
                "油汀夜里开着睡,暖和。",
                "炉子正烧着,窗户都给堵严了省热。",
                "生着炭盆也把门窗关紧。",
                "水淌到电箱了,您蹚过去把闸拉了。",
                "把分水器放气嘴整个拧下来放。",
                "跑风拧到底,放到水热为止。",
                "烫的地方抹点牙膏。",
                "管子冻住了,您拿开水浇一浇。",
            )
        ),
    ),
    Unseen(
        ("priority-too-low",),
        P,
        tuple(
            _outcome(priority=priority, title=f'"{title}"')
            for priority, title in (
                ("P3", "一家子全没热"),
                ("P4", "整屋冰凉"),
                ("P2", "漏水关不住"),
                ("P3", "阀关不死还在流"),
                ("P3", "全楼停热"),
                ("P2", "整个小区没热"),
                ("P3", "远程阀误关了"),
                ("P2", "楼道立管在漏"),
                ("P1", "煤气味,先撤人"),
                ("P1", "有人让热水烫伤"),
            )
        ),
    ),
    Unseen(
        ("note-raises-priority",),
        P,
        tuple(
            _outcome(note=f'"{note}"', priority=priority)
            for note, priority in (
                ("有娃的按 P1 直派", "P2"),
                ("冻得厉害的,按P2派", "P3"),
                ("孕妇家按 P1 级派,先打电话", "P2"),
                ("夜里全家没热的按 P2 走", "P4"),
                ("漏得大的按 P0 报", "P1"),
                ("屋里十来度的按 P2 办,单上写明", "P3"),
                ("独居的按 P1,别等", "P2"),
                ("学校、医院按 P1。", "P2"),
                ("原来就急的按 P1 派单", "P2"),
                ("停了一宿的要按 P1 报班长", "P3"),
            )
        ),
    ),
    Unseen(
        ("ambulance-priority",),
        E,
        tuple(
            _calls_an_ambulance(text, when, *conditions)
            for text, when, conditions in (
                ("班长另线报{{ambulance}}", "hurt: [有人烫伤]", ("",)),
                ("替他叫{{ambulance}},报门牌", "near: [孩子]", ("",)),
                ("急救{{ambulance}}由我们叫", "near: [大人, 孩子]", ("",)),
                ("拨{{ambulance}},说有孩子", "near: [孩子]", ("when: {hurt: [没有人受伤]}, ", "")),
                ("报{{ambulance}}", "hurt: [有人烫伤]", ("when: {near: [大人]}, ", "")),
                ("另一部电话打{{ambulance}}", "hurt: [有人烫伤], near: [孩子]", ("",)),
                ("{{ambulance}}叫上", "near: [孩子]", ("when: {near: [孩子]}, ", "")),
                ("请{{ambulance}}派车,等他回话", "near: [大人]", ("when: {hurt: [有人烫伤]}, ", "")),
                ("替现场报{{ambulance}},说几个人", "hurt: [有人烫伤, 没有人受伤]", ("",)),
                (
                    "通知急救{{ambulance}}先到",
                    "near: [孩子]",
                    ("when: {hurt: [有人烫伤], near: [孩子]}, ", ""),
                ),
            )
        ),
    ),
    Unseen(
        ("guide-law-without-basis",),
        P,
        tuple(
            _guide(**{field: f'{{text: "{text}"{", usual: true" if field == "materials" else ""}}}'})
            for field, text in (
                ("conditions", "符合条例写明的情形"),
                ("conditions", "依法可以申请的住户"),
                ("conditions", "《供热办法》列出的几类户"),
                ("materials", "法定代理人的身份证件"),
                ("materials", "法规要的那几样"),
                ("process", "照市办法的次序办"),
                ("time_limit", "按规定的日子,{{p3_arrival}}回话"),
                ("fee", "第三十条写着不收,以本单位公布为准"),
                ("channels", "法律指定的窗口"),
                ("responsible", "上头文件定的那家"),
            )
        ),
    ),
    Unseen(
        ("guide-claim-without-basis",),
        P,
        tuple(
            _guide(**{field: f'{{text: "{text}"}}'})
            for field, text in (
                ("materials", "房产证原件和复印件"),
                ("materials", "拿身份证来就行"),
                ("materials", "委托书要手写签字"),
                ("materials", "不用带东西"),
                ("time_limit", "当场就办好"),
                ("time_limit", "下班前给准信"),
                ("time_limit", "十月以前来"),
                ("fee", "一分钱不要"),
                ("fee", "收个工本费"),
                ("fee", "跟热费一起交"),
            )
        ),
    ),
)
