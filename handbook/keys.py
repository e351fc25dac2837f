"""Every key of the program in one table: what binds a key and whatever names one to a person are made from it.

It stands on the ground, so that a refusal of the call desk or a page can name a key as well as a button can.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_SIGNS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "PgDown": "PgDn", "Backspace": "退格"}
"""Keys with a sign of their own on the keyboard."""
FILL = "…"
"""Between the first key of a row of numbered ones and the last."""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One key and what it does."""

    name: str
    """Stable name, by which the window finds its slot and words find the key; empty where nobody asks."""
    keys: tuple[str, ...]
    """Portable key sequences, the one that is shown first; empty where a widget takes the key itself."""
    words: str
    """What it does."""
    group: str
    own: str = ""
    """The key that a widget takes itself, as it is written."""

    @property
    def shown(self) -> str:
        """As it is written in help and on buttons."""
        if not self.keys:
            return self.own
        before, plus, last = self.keys[0].rpartition("+")
        return before + plus + _SIGNS.get(last, last)


WORKSHOP: tuple[Shortcut, ...] = (
    Shortcut("mend_next", ("F8",), "下一处要改要定的", "维护台"),
    Shortcut("mend_former", ("Shift+F8",), "上一处要改要定的", "维护台"),
    Shortcut("main_act", ("Ctrl+Enter", "Ctrl+Return"), "这一页的主要动作", "维护台"),
    *(
        Shortcut(f"page_{n}", (f"Alt+{n}",), f"到“{words}”", "维护台")
        for n, words in enumerate(("待办", "条目", "法规", "本单位", "导入", "发布"), 1)
    ),
    Shortcut("level_back", ("Esc",), "退一层,再回通话台", "维护台"),
    Shortcut("column_next", ("F6",), "换到下一栏", "维护台"),
    Shortcut("column_former", ("Shift+F6",), "换到上一栏", "维护台"),
    Shortcut("", (), "没处放的一行:不要、归上一条、作附注", "维护台", "1 2 3"),
    Shortcut("version_former", ("Alt+PgUp",), "原文的前一版", "维护台"),
    Shortcut("version_next", ("Alt+PgDown",), "原文的后一版", "维护台"),
    Shortcut("unchecked_former", ("Ctrl+PgUp",), "上一条没核对的", "维护台"),
    Shortcut("unchecked_next", ("Ctrl+PgDown",), "下一条没核对的", "维护台"),
    Shortcut("versions", ("Ctrl+Shift+B",), "和哪版比", "维护台"),
    Shortcut("", (), "比较两版时:只看真有变化的", "维护台", "A"),
    Shortcut("todo_done", ("Ctrl+Backspace",), "待办里:看过了,不用改", "维护台"),
    Shortcut("", (), "审改动时:这一处看过了,再按取消", "维护台", "空格"),
    Shortcut("send_back", ("Ctrl+Backspace",), "审改动时:写好一句,退回给作者", "维护台"),
    Shortcut("take_back", ("Ctrl+Z",), "撤回上一步", "维护台"),
    Shortcut("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "撤回的再做一遍", "维护台"),
    Shortcut("save_now", ("Ctrl+S",), "改条目时:现在就存草稿", "维护台"),
    Shortcut("more_acts", ("Alt+M",), "改条目时:复制一份、停用、丢掉草稿", "维护台"),
    Shortcut("try_out", ("F5",), "改流程时:试一试", "维护台"),
    Shortcut("item_next", ("Ctrl+Down",), "下一项", "维护台"),
    Shortcut("item_former", ("Ctrl+Up",), "上一项", "维护台"),
    Shortcut("", (), "改条目时:移动这一步", "维护台", "Alt+↑ Alt+↓"),
    Shortcut("", (), "改条目时:在下面加一步", "维护台", "Ins"),
    Shortcut("", (), "条目、待办里:新写一条", "维护台", "N"),
    Shortcut("take_mend", ("Ctrl+.",), "导入表格时:照建议换、拆", "维护台"),
    Shortcut("column_kind", (), "导入表格时:这一列换成别的", "维护台", "Alt+↓"),
)
"""Those of the workshop's window, which also binds search, help, zoom, look and the closing of notices as the desk does."""
SHORTCUTS: tuple[Shortcut, ...] = (
    Shortcut("search", ("Ctrl+K", "Ctrl+L"), "到搜索框", "查"),
    *(
        Shortcut(f"scope_{n}", (f"Alt+{n}",), words, "查")
        for n, words in enumerate(
            ("范围:全部", "范围:流程", "范围:应急", "范围:法规", "范围:话术", "范围:知识", "范围:案例")
        )
    ),
    Shortcut("", (), "上一条、下一条结果", "查", "↑ ↓"),
    Shortcut("", (), "打开选中的结果", "查", "Enter"),
    Shortcut("", (), "退一层(窗口、查找、应急卡),再到搜索框;在搜索框里清空", "查", "Esc"),
    Shortcut("contents", ("Ctrl+B",), "目录", "查"),
    Shortcut("literal", ("Alt+L",), "猜错了:照打的字找;再按换回来", "查"),
    Shortcut("report_gap", ("Ctrl+Shift+G",), "没搜到的这句话记为缺口", "查"),
    Shortcut("back", ("Alt+Left",), "后退;应急卡里回到上一张卡", "读"),
    Shortcut("forward", ("Alt+Right",), "前进", "读"),
    Shortcut("read", ("Ctrl+R",), "把键盘移到条目内容(方向键滚动,Tab 到链接)", "读"),
    Shortcut("step_help", ("Ctrl+Shift+R",), "帮这一步、整张卡:换着看", "读"),
    Shortcut("find", ("Ctrl+F",), "在本条目中查找", "读"),
    Shortcut("favourite", ("Ctrl+D",), "收藏或取消", "读"),
    Shortcut("copy_for_caller", ("Ctrl+Shift+C",), "复制给用户的话", "读"),
    Shortcut("zoom_in", ("Ctrl+=", "Ctrl++"), "文字放大", "窗口"),
    Shortcut("zoom_out", ("Ctrl+-",), "文字缩小", "窗口"),
    Shortcut("zoom_reset", ("Ctrl+0",), "文字恢复 100%", "窗口"),
    Shortcut("look", ("Ctrl+Shift+L",), "浅色、深色切换", "窗口"),
    Shortcut("print", ("Ctrl+P",), "打印或导出", "读"),
    Shortcut("flag", ("Ctrl+Shift+F",), "标记内容有误", "读"),
    Shortcut("script", ("Ctrl+T",), "话术大字朗读", "读"),
    Shortcut("pin_selected", (), "把选中的清单加入通话台", "通话", "Ctrl+Enter"),
    Shortcut("pin", ("Ctrl+G",), "把正在读的清单加入通话台", "通话"),
    Shortcut("new_call", ("Ctrl+N",), "新来电", "通话"),
    Shortcut("end_call", ("Ctrl+E",), "结束通话并复制工单文字", "通话"),
    Shortcut("desk", ("Ctrl+J",), "把键盘移到清单", "通话"),
    Shortcut("caller", ("F2",), "填地址;再按到下一格", "通话"),
    Shortcut("phone", ("F3",), "填电话", "通话"),
    Shortcut("earlier", ("Alt+H",), "看这个地址、号码上一次来电的工单", "通话"),
    Shortcut("notice", ("F7",), "停热通知:看这句怎么说;再按或 Esc 收起", "通话"),
    Shortcut("link_notice", ("Ctrl+F7",), "把停热通知并进这张单;再按取消", "通话"),
    Shortcut("note", ("Ctrl+M",), "备注:看、改、加一条", "通话"),
    Shortcut("new_line", (), "备注里换行;Enter 记下", "通话", "Shift+Enter"),
    Shortcut("ticket", ("Ctrl+Shift+T",), "工单:看、改;再按回到原来的页面", "通话"),
    Shortcut("reckon", ("Ctrl+Shift+S",), "试算:退费、违约金、基础费、期限;再按回到原来的页面", "通话"),
    Shortcut("dispatch", ("Ctrl+Shift+D",), "派单(先查最低要求)", "通话"),
    Shortcut("park", ("Ctrl+Shift+K",), "搁置这通,先接别的", "通话"),
    Shortcut("resume", ("Ctrl+Shift+J",), "回到搁置的通话", "通话"),
    Shortcut("next_call", ("Ctrl+Tab",), "换到下一通来电,回到那通的搜索和页面", "通话"),
    Shortcut("", (), "给当前步骤打钩;中断后重新确认", "通话", "空格"),
    Shortcut("", (), "填当前步骤的数值;都做完时完成清单", "通话", "Enter"),
    Shortcut("", (), "跳过当前步骤", "通话", "-"),
    Shortcut("", (), "复制当前这句话", "通话", "C"),
    Shortcut("finish_list", (), "在清单里:完成这张清单", "通话", "Ctrl+Enter"),
    Shortcut("", (), "在清单里:看每一步;展开收起的来电与清单", "通话", "L T"),
    Shortcut("", (), "在清单里:到第一步、到等着的那一步", "通话", "Home End"),
    Shortcut("", (), "清空当前步骤的回答、数值或钩", "通话", "退格"),
    Shortcut("", (), "回答当前问题(键盘在清单上时)", "通话", "1…9"),
    Shortcut("", (), "移动当前步骤,不打钩", "通话", "↑ ↓"),
    *(Shortcut(f"run_{n}", (f"Ctrl+{n}",), f"第 {n} 张清单", "通话") for n in range(1, 10)),
    Shortcut("undo", ("Ctrl+Z",), "撤销清单里的上一步", "通话"),
    Shortcut("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "重做", "通话"),
    Shortcut("history", ("Ctrl+H",), "通话记录", "通话"),
    Shortcut("dock", ("Ctrl+\\",), "靠边停靠、展开", "窗口"),
    Shortcut("take_update", ("F5",), "换上更新的内容", "窗口"),
    Shortcut("close_notice", ("Ctrl+W",), "收起窗口上方的通知", "窗口"),
    Shortcut("said_first", (), "红框里的第 1…3 句说过了", "应急", "Shift+1…3"),
    Shortcut("emergency", ("F9",), "应急卡,再按数字选卡;Esc 返回原处", "应急"),
    Shortcut("", (), "应急卡里:第 1…3 句说了,再按取消", "应急", "Shift+1…3"),
    Shortcut("settings", ("Ctrl+,",), "设置", "窗口"),
    Shortcut("workshop", ("Ctrl+Shift+E",), "维护台(能改内容的人)", "窗口"),
    *(Shortcut("", (), s.words, s.group, s.own or s.shown) for s in WORKSHOP),
    Shortcut("help", ("F1",), "帮助与全部按键", "窗口"),
    Shortcut("quit", ("Ctrl+Q",), "退出", "窗口"),
)


def bound() -> Iterator[Shortcut]:
    """Those that the window binds."""
    return (s for s in SHORTCUTS if s.keys)


@cache
def window_keys() -> frozenset[str]:
    """Every key sequence that the window binds."""
    return frozenset(keys for shortcut in bound() for keys in shortcut.keys)


@cache
def keys_of(name: str) -> frozenset[str]:
    """The key sequences of one function."""
    named = (shortcut for shortcut in (*SHORTCUTS, *WORKSHOP) if shortcut.name == name)
    return frozenset(keys for shortcut in named for keys in shortcut.keys)


@cache
def key_of(name: str) -> str:
    """The key of one function as it is shown; a name that is not in the table is a fault."""
    found = next((shortcut for shortcut in (*SHORTCUTS, *WORKSHOP) if shortcut.name == name), None)
    if found is None:
        raise LookupError(f"no key is named {name!r}")
    return found.shown


def run_key(number: int) -> str:
    """The key of the `number`-th list of a call as it is shown; empty where the table has none for it."""
    return next((shortcut.shown for shortcut in SHORTCUTS if shortcut.name == f"run_{number}"), "")


def keys_between(first: str, last: str) -> str:
    """The keys of a row of numbered functions: the first and the last, what both begin with said once."""
    start, end = key_of(first), key_of(last)
    modifiers = start.rpartition("+")[0] + "+"
    return f"{start}{FILL}{end.removeprefix(modifiers)}"


def key_table() -> str:
    """All keys as a Markdown table, for the manual."""
    rows = [f"| {s.shown} | {s.words} |" for s in SHORTCUTS]
    return "\n".join(["| 键 | 作用 |", "|---|---|", *rows])
