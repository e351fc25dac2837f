"""One paragraph of Word -> its text, as the page shows it with all changes accepted, and the text boxes hung on it."""

from typing import TypeAlias

from lxml import etree

from handbook.law_files.docx.names import child, is_on, value, word_name
from handbook.law_files.refusal import Refusal, UnreadableLaw

TextBox: TypeAlias = etree._Element
_DELETED = frozenset(("del", "moveFrom", "rt", "delText", "delInstrText", "instrText", "pPr", "rPr", "sdtPr"))
"""What is in the file and not on the page; ``rt`` are the small signs above others."""
_PAGE_NUMBERS = ("PAGEREF", "PAGE", "NUMPAGES", "SECTIONPAGES")
_BREAKS = ("br", "cr")
_UNSEEN_IN_TEXT = "\u00ad"


class ParagraphText:
    """Text of one ``w:p``: runs, breaks, fields, links, insertions."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self.boxes: list[TextBox] = []
        self.hidden = 0
        """Characters that are in the file and set to be hidden."""
        self.symbols = 0
        """Signs that a font of symbols draws: nobody can tell what they are."""
        self._pieces: list[str] = []
        self._fields: list[_Field] = []
        self._had_deleted = False
        self._walk(element)
        self.text = "".join(self._pieces)

    @property
    def is_deleted(self) -> bool:
        """Whether all it had was deleted."""
        return self._had_deleted and not self.text.strip() and not self.boxes

    def _walk(self, element: etree._Element) -> None:
        for part in element:
            name = word_name(part)
            if name in _DELETED:
                self._had_deleted |= name in ("del", "moveFrom")
                self._instruct(part, name)
            elif name == "r":
                self._run(part)
            elif name == "mc:AlternateContent":
                self._walk(next((e for e in part if word_name(e) == "mc:Choice"), part))
            elif name == "txbxContent":
                self.boxes.append(part)
            elif name == "bdo" and value(part, of="val") == "rtl":
                raise UnreadableLaw(Refusal.REORDERED, "Word 的 bdo")
            elif name == "fldSimple":
                if not _is_page_number(_instruction(part)):
                    self._walk(part)
            else:
                self._piece(part, name)

    def _instruct(self, part: etree._Element, name: str) -> None:
        if name == "instrText" and self._fields:
            self._fields[-1].instruction += part.text or ""

    def _run(self, run: etree._Element) -> None:
        properties = child(run, "rPr")
        if is_on(properties, "vanish") and not is_on(properties, "specVanish"):
            self.hidden += sum(len((e.text or "").strip()) for e in run.iter() if word_name(e) == "t")
            return
        self._walk(run)

    def _piece(self, part: etree._Element, name: str) -> None:
        if name == "fldChar":
            self._field(part)
        elif name == "t":
            self._write((part.text or "").replace("\n", " ").replace(_UNSEEN_IN_TEXT, ""))
        elif name in _BREAKS:
            self._write("\n")
        elif name in ("tab", "ptab"):
            self._write(" ")
        elif name == "noBreakHyphen":
            self._write("-")
        elif name == "sym":
            self.symbols += 1
            self._write("\ufffd")
        elif name != "softHyphen":
            self._walk(part)

    def _field(self, part: etree._Element) -> None:
        kind = next((str(v) for k, v in part.attrib.items() if str(k).endswith("}fldCharType")), "")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].is_shown = not _is_page_number(self._fields[-1].instruction)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _write(self, text: str) -> None:
        if all(field.is_shown for field in self._fields):
            self._pieces.append(text)


class _Field:
    """What Word counts or fetches: an instruction, then what it last gave."""

    def __init__(self) -> None:
        self.instruction = ""
        self.is_shown = False


def _instruction(part: etree._Element) -> str:
    return next((str(v) for k, v in part.attrib.items() if str(k).endswith("}instr")), "")


def _is_page_number(instruction: str) -> bool:
    return instruction.strip().upper().split(" ")[0] in _PAGE_NUMBERS
