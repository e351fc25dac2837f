"""Why a table or an outline was not read, and what to do about it: a reason goes in, a Chinese sentence comes out."""

from enum import StrEnum

from handbook.errors import HandbookError


class Refusal(StrEnum):
    """Reason; the same words travel from the child process."""

    MISSING = "missing"
    NO_FILE = "no_file"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_BIG = "too_big"
    UNPACKS_TOO_BIG = "unpacks_too_big"
    ENCRYPTED = "encrypted"
    NO_TABLE = "no_table"
    NO_OUTLINE = "no_outline"
    OLD_FORMAT = "old_format"
    NO_ROWS = "no_rows"
    DAMAGED = "damaged"
    ENCODING = "encoding"
    ENTITIES = "entities"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"
    BROKE = "broke"
    NO_READER = "no_reader"
    STOPPED = "stopped"


_WORDS = {
    Refusal.MISSING: "没有这个文件{detail}，请看看是不是移走或改名了。",
    Refusal.NO_FILE: "这不是一个普通文件{detail}，请选一个文件，不要选文件夹或设备。",
    Refusal.UNREADABLE: "文件打不开{detail}，请看看有没有权限、是不是正被别的程序占用，或先拷到本机再导入。",
    Refusal.EMPTY: "文件是空的，请重新取得一份。",
    Refusal.TOO_BIG: "文件太大{detail}，请只留要导入的表或页，另存后再导入。",
    Refusal.UNPACKS_TOO_BIG: "解压后太大{detail}，可能是有意做坏的文件，请向给文件的人另要一份。",
    Refusal.ENCRYPTED: "文件加了密码，请先取消密码，另存后再导入。",
    Refusal.NO_TABLE: "这不是表格{detail}，能导入的是 xlsx、xls、ods、csv、tsv，请另存为其中一种。",
    Refusal.NO_OUTLINE: "这不是能读的大纲{detail}，能导入的是 pptx 和 docx，请另存为其中一种。",
    Refusal.OLD_FORMAT: "这是老格式的文件{detail}，请用 Office 或 WPS 打开，另存为 xlsx、pptx 或 docx 再导入。",
    Refusal.NO_ROWS: "文件里没有字{detail}，请看看是不是选错了文件。",
    Refusal.DAMAGED: "文件坏了或不完整{detail}，请重新取得一份，或打开后另存再导入。",
    Refusal.ENCODING: "文字的编码认不出来{detail}，请用记事本打开，确认没有乱码，另存为 UTF-8 再导入。",
    Refusal.ENTITIES: "文件里有不该有的实体定义{detail}，可能是有意做坏的文件，请向给文件的人另要一份。",
    Refusal.TOO_SLOW: "读了太久，已停下{detail}，请只留要导入的部分，另存为 csv 再导入。",
    Refusal.TOO_MUCH_MEMORY: "读这个文件要用太多内存，已停下，请只留要导入的部分，另存为 csv 再导入。",
    Refusal.BROKE: "读文件的程序中途停了{detail}，没有读进来，请打开文件另存一份，或另存为 csv 再导入。",
    Refusal.NO_READER: "读文件的程序没能启动{detail}，请运行自检（handbook --selftest），把结果交给维护人员。",
    Refusal.STOPPED: "已停下，没有读进来。",
}


class TableFileRefused(HandbookError):
    """A file was not read; the message says what, why and the way out."""

    def __init__(self, reason: Refusal, detail: str = "", name: str = "") -> None:
        words = _WORDS[reason].format(detail=f"（{detail}）" if detail else "")
        super().__init__(f"{name}：{words}" if name else words)
        self.reason = reason
        self.detail = detail


class UnreadableTable(Exception):
    """Inside the child process: the file is not read, for this reason."""

    def __init__(self, reason: Refusal, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail
