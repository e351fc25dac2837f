"""Why a file of a law was not read, and what to do about it: a reason goes in, a Chinese sentence comes out."""

from enum import StrEnum

from handbook.errors import HandbookError


class Refusal(StrEnum):
    """Reason; the same words travel from the child process."""

    MISSING = "missing"
    NO_FILE = "no_file"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_BIG = "too_big"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_LONG = "too_long"
    UNPACKS_TOO_BIG = "unpacks_too_big"
    ENCRYPTED = "encrypted"
    OLD_WORD = "old_word"
    OTHER_FORMAT = "other_format"
    PICTURE = "picture"
    NO_TEXT_LAYER = "no_text_layer"
    GARBLED = "garbled"
    DAMAGED = "damaged"
    ENCODING = "encoding"
    NO_TEXT = "no_text"
    REORDERED = "reordered"
    ENTITIES = "entities"
    NUMBERING = "numbering"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"
    BROKE = "broke"
    NO_READER = "no_reader"
    STOPPED = "stopped"


_WORDS = {
    Refusal.MISSING: "没有这个文件{detail}。请看看文件是不是移走或改名了。",
    Refusal.NO_FILE: "这不是一个普通文件{detail}。请选一个文件,不要选文件夹或设备。",
    Refusal.UNREADABLE: "文件打不开{detail}。请看看有没有权限、是不是正被别的程序占用,或先拷到本机再导入。",
    Refusal.EMPTY: "文件是空的。请重新取得一份。",
    Refusal.TOO_BIG: "文件太大{detail}。一部法规用不了这么大;请只留正文,另存后再导入。",
    Refusal.TOO_MANY_PAGES: "页数太多{detail}。请只留这一部法规的页,另存后再导入。",
    Refusal.TOO_LONG: "文字太多{detail}。请一次只导入一部法规。",
    Refusal.UNPACKS_TOO_BIG: "解压后太大{detail},可能是有意做坏的文件。请向给文件的人另要一份。",
    Refusal.ENCRYPTED: "文件加密了。请先取消密码,另存后再导入。",
    Refusal.OLD_WORD: "这是老格式的文件(.doc 或 .wps),不是 .docx。请用 Word 或 WPS 打开,另存为 .docx 再导入。",
    Refusal.OTHER_FORMAT: "认不出这是法规文件{detail}。能导入的是 docx、pdf(有文字层)、html、md、txt;请另存为其中一种。",
    Refusal.PICTURE: "这是图片,没有文字{detail}。请给可复制的文件(docx、网页,或能选中文字的 pdf)。",
    Refusal.NO_TEXT_LAYER: "这份 pdf 没有文字层{detail},多半是扫描件。请给可复制的文件(能选中文字的 pdf、docx 或网页)。",
    Refusal.GARBLED: "这份 pdf 的文字复制出来是乱码{detail}:字体没有带对应表。请给 docx、网页,或别的程序做的 pdf。",
    Refusal.DAMAGED: "文件坏了或不完整{detail}。请重新取得一份,或打开后另存再导入。",
    Refusal.ENCODING: "文字的编码认不出来{detail}。请用记事本打开,确认没有乱码,另存为 UTF-8 再导入。",
    Refusal.NO_TEXT: "文件里没有文字{detail}。请看看是不是选错了文件。",
    Refusal.REORDERED: "文件里有改变文字方向的符号{detail}:看到的次序和存的不一样,不能当原文。请向公布的机关另取一份。",
    Refusal.ENTITIES: "文件里有不该有的实体定义{detail},可能是有意做坏的文件。请向给文件的人另要一份。",
    Refusal.NUMBERING: "条号是自动编号,这种编号读不出来{detail}。请在 Word 里把编号转成文本(或另存为 txt)再导入。",
    Refusal.TOO_SLOW: "读了太久,已停下{detail}。请打开文件另存一份,或换一种格式再导入。",
    Refusal.TOO_MUCH_MEMORY: "读这个文件要用太多内存,已停下。请打开文件另存一份,或换一种格式再导入。",
    Refusal.BROKE: "读文件的程序中途停了{detail},没有读进来。请打开文件另存一份,或换一种格式再导入。",
    Refusal.NO_READER: "读文件的程序没能启动{detail}。请运行自检(handbook --selftest),把结果交给维护人员。",
    Refusal.STOPPED: "已停下,没有读进来。",
}


class LawFileRefused(HandbookError):
    """A file was not read; the message says what, why and the way out."""

    def __init__(self, reason: Refusal, detail: str = "", name: str = "") -> None:
        words = _WORDS[reason].format(detail=f"({detail})" if detail else "")
        super().__init__(f"{name}:{words}" if name else words)
        self.reason = reason
        self.detail = detail


class UnreadableLaw(Exception):
    """Inside the child process: the file is not read, for this reason."""

    def __init__(self, reason: Refusal, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail
