"""Every key of the program in one table: the window, the help and the manual are made from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One key and what it does."""

    name: str
    """Stable name, by which the window finds its slot."""
    keys: tuple[str, ...]
    """Portable key sequences; empty where a widget takes the key itself."""
    shown: str
    """As it is written in help and on buttons."""
    words: str
    """What it does."""
    group: str


SHORTCUTS: tuple[Shortcut, ...] = (
    Shortcut("search", ("Ctrl+K", "Ctrl+L"), "Ctrl+K", "到搜索框", "查"),
    *(
        Shortcut(f"scope_{n}", (f"Alt+{n}",), f"Alt+{n}", words, "查")
        for n, words in enumerate(
            ("范围:全部", "范围:流程", "范围:应急", "范围:法规", "范围:话术", "范围:知识", "范围:案例")
        )
    ),
    Shortcut("", (), "↑ ↓", "上一条、下一条结果", "查"),
    Shortcut("", (), "Enter", "打开选中的结果", "查"),
    Shortcut("", (), "Esc", "清空搜索", "查"),
    Shortcut("contents", ("Ctrl+B",), "Ctrl+B", "目录", "查"),
    Shortcut("back", ("Alt+Left",), "Alt+←", "后退", "读"),
    Shortcut("forward", ("Alt+Right",), "Alt+→", "前进", "读"),
    Shortcut("read", ("Ctrl+R",), "Ctrl+R", "把键盘移到条目内容(方向键滚动,Tab 到链接)", "读"),
    Shortcut("find", ("Ctrl+F",), "Ctrl+F", "在本条目中查找", "读"),
    Shortcut("favourite", ("Ctrl+D",), "Ctrl+D", "收藏或取消", "读"),
    Shortcut("copy_for_caller", ("Ctrl+Shift+C",), "Ctrl+Shift+C", "复制给用户的话", "读"),
    Shortcut("zoom_in", ("Ctrl+=", "Ctrl++"), "Ctrl+=", "文字放大", "窗口"),
    Shortcut("zoom_out", ("Ctrl+-",), "Ctrl+-", "文字缩小", "窗口"),
    Shortcut("zoom_reset", ("Ctrl+0",), "Ctrl+0", "文字恢复 100%", "窗口"),
    Shortcut("look", ("Ctrl+Shift+L",), "Ctrl+Shift+L", "浅色、深色切换", "窗口"),
    Shortcut("print", ("Ctrl+P",), "Ctrl+P", "打印或导出", "读"),
    Shortcut("flag", ("Ctrl+Shift+F",), "Ctrl+Shift+F", "标记内容有误", "读"),
    Shortcut("script", ("Ctrl+T",), "Ctrl+T", "话术大字朗读", "读"),
    Shortcut("", (), "Ctrl+Enter", "把选中的清单加入通话台", "通话"),
    Shortcut("pin", ("Ctrl+G",), "Ctrl+G", "把正在读的清单加入通话台", "通话"),
    Shortcut("new_call", ("Ctrl+N",), "Ctrl+N", "新来电", "通话"),
    Shortcut("end_call", ("Ctrl+E",), "Ctrl+E", "结束通话并复制工单文字", "通话"),
    Shortcut("desk", ("Ctrl+J",), "Ctrl+J", "把键盘移到清单", "通话"),
    Shortcut("caller", ("F2",), "F2", "填户号、电话、地址;再按到下一格", "通话"),
    Shortcut("note", ("Ctrl+M",), "Ctrl+M", "备注", "通话"),
    Shortcut("dispatch", ("Ctrl+Shift+D",), "Ctrl+Shift+D", "派单(先查最低要求)", "通话"),
    Shortcut("park", ("Ctrl+Shift+K",), "Ctrl+Shift+K", "搁置这通,先接别的", "通话"),
    Shortcut("resume", ("Ctrl+Shift+J",), "Ctrl+Shift+J", "回到搁置的通话", "通话"),
    Shortcut("", (), "空格", "给当前步骤打钩;中断后重新确认", "通话"),
    Shortcut("", (), "Enter", "填当前步骤的数值;都做完时完成清单", "通话"),
    Shortcut("", (), "-", "跳过当前步骤", "通话"),
    Shortcut("", (), "C", "复制当前这句话", "通话"),
    Shortcut("", (), "Ctrl+Enter", "在清单里:完成这张清单", "通话"),
    Shortcut("", (), "Home End", "在清单里:到第一步、到等着的那一步", "通话"),
    Shortcut("", (), "退格", "清空当前步骤的回答、数值或钩", "通话"),
    Shortcut("", (), "1…9", "回答当前问题(键盘在清单上时)", "通话"),
    Shortcut("", (), "↑ ↓", "移动当前步骤,不打钩", "通话"),
    *(Shortcut(f"run_{n}", (f"Ctrl+{n}",), f"Ctrl+{n}", f"第 {n} 张清单", "通话") for n in range(1, 10)),
    Shortcut("undo", ("Ctrl+Z",), "Ctrl+Z", "撤销清单里的上一步", "通话"),
    Shortcut("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "Ctrl+Y", "重做", "通话"),
    Shortcut("history", ("Ctrl+H",), "Ctrl+H", "通话记录", "通话"),
    Shortcut("dock", ("Ctrl+\\",), "Ctrl+\\", "靠边停靠、展开", "窗口"),
    Shortcut("close_notice", ("Ctrl+W",), "Ctrl+W", "收起窗口上方的通知", "窗口"),
    Shortcut("emergency", ("F9",), "F9", "应急卡,再按数字选卡;Esc 返回原处", "应急"),
    Shortcut("help", ("F1",), "F1", "帮助与全部按键", "窗口"),
    Shortcut("quit", ("Ctrl+Q",), "Ctrl+Q", "退出", "窗口"),
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
    return frozenset(keys for shortcut in bound() if shortcut.name == name for keys in shortcut.keys)


def key_table() -> str:
    """All keys as a Markdown table, for the manual."""
    rows = [f"| {s.shown} | {s.words} |" for s in SHORTCUTS]
    return "\n".join(["| 键 | 作用 |", "|---|---|", *rows])
