"""Rows of names and values -> site values, or what is wrong with them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from handbook.model.bare_words import bare
from handbook.model.handbook import Handbook
from handbook.model.kinds import ValueScope
from handbook.model.site_value import SiteValue
from handbook.model.text import holes, value_keys
from handbook.upkeep.bringing_columns import Field
from handbook.upkeep.bringing_rows import BroughtRow, Cells, Mend, RowNotes, ValueProposal

_PHONE_LABEL = re.compile(r"电话|热线|分机|专线|传真")
_PHONE = re.compile(
    r"(?:\(?0\d{2,3}\)?-?)?[2-9]\d{6,7}(?:(?:-|转)\d{1,6})?|(?:86-?)?1[3-9]\d{9}|[48]00-?\d{3,4}-?\d{3,4}|"
    r"(?:0\d{2,3}-?)?(?:1[0-2]\d{1,3}|9[56]\d{3,6})(?:(?:-|转)\d{1,6})?"
)
_EXTENSION = re.compile(r"\d{2,6}")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_PARTED = re.compile(r"[、,，;；/\n或]+")
_NUMBER = re.compile(r"\d")
_SURE = 0.86
_LIKE = 0.5
_LIKE_PHONE = 0.7
"""A telephone book is full of names that are a little like one of ours."""
_DIALLED = re.compile(r"[\d()-]{3,}")
_LONGEST = 120
_LOCKED = (ValueScope.NATIONAL, ValueScope.PROVINCE)


def value_rows(
    rows: Iterable[Cells], handbook: Handbook, file_name: str, *, only_phones: bool
) -> Iterator[BroughtRow]:
    """One for each row; with `only_phones` a row that names nothing of the handbook is passed over, as a telephone
    book is full of them.
    """
    known = [value for value in handbook.values if not only_phones or is_phone(value)]
    seen: dict[str, tuple[int, str]] = {}
    for cells in rows:
        notes = RowNotes(cells.number)
        value = _named(cells, known, notes, is_silent=only_phones)
        if value is not None:
            _value(cells, value, file_name, seen, notes)
        yield notes.row()


def is_phone(value: SiteValue) -> bool:
    """Whether a site value is a telephone number, by what it is called."""
    return bool(_PHONE_LABEL.search(value.label)) and not value.unit


def _named(cells: Cells, known: list[SiteValue], notes: RowNotes, *, is_silent: bool) -> SiteValue | None:
    label = cells.words(Field.LABEL)
    column = cells.column(Field.LABEL)
    if not label:
        notes.problem(column, "没有写名称，不知道是哪一项的值，请补上。")
        return None
    ranked = sorted(((_likeness(label, value), value.key) for value in known), reverse=True)
    by_key = {value.key: value for value in known}
    if not ranked or ranked[0][0] < (_LIKE_PHONE if is_silent else _LIKE):
        if is_silent:
            notes.remarks.append(f"手册里没有“{label}”这一项，没有收。")
        else:
            notes.problem(column, f"手册里没有叫“{label}”的值，请改成本单位资料里的名称，或不要这一行。")
        return None
    share, best = ranked[0]
    is_alone = len(ranked) < 2 or ranked[1][0] < share
    if share >= _SURE and is_alone:
        if share < 1:
            notes.remarks.append(f"“{label}”按“{by_key[best].label}”收。")
        return by_key[best]
    told = f"“{label}”是不是“{by_key[best].label}”？请改成手册里的名称，或不要这一行。"
    notes.problem(column, told, Mend("换", by_key[best].label))
    return None


def _likeness(label: str, value: SiteValue) -> float:
    """1 for the same words; a name that holds the other whole is nearly the same, by how much more it holds."""
    ours, theirs = bare(value.label), bare(label)
    if theirs in (ours, value.key):
        return 1.0
    if not ours or not theirs:
        return 0.0
    share = SequenceMatcher(None, ours, theirs, autojunk=False).ratio()
    if len(theirs) > 2 and (ours in theirs or theirs in ours):
        return max(share, 0.87 + 0.1 * min(len(ours), len(theirs)) / max(len(ours), len(theirs)))
    return share


def _value(
    cells: Cells, value: SiteValue, file_name: str, seen: dict[str, tuple[int, str]], notes: RowNotes
) -> None:
    column = cells.column(Field.VALUE)
    words = " ".join(cells.words(Field.VALUE).split())
    if value.scope in _LOCKED or value.citations:
        notes.problem(column, f"“{value.label}”由法规或国家定，不从表里收，请不要这一行。")
    elif not words:
        notes.problem(column, f"“{value.label}”没有写值，请补上，或不要这一行。")
    elif len(words) > _LONGEST or any(value_keys(words)) or any(holes(words)):
        notes.problem(column, f"“{value.label}”的值太长，或有花括号，请只写值本身。")
    elif is_phone(value):
        words = _phone(words, value, column, notes)
    else:
        words = _figure(words, cells, value, column, notes)
    if notes.problems:
        return
    if value.key in seen:
        first, before = seen[value.key]
        if before == words:
            notes.joined_to = first
            notes.remarks.append(f"和第 {first} 行是同一项，合在一起。")
        else:
            notes.problem(column, f"“{value.label}”在第 {first} 行写的是“{before}”，请只留一行。")
        return
    seen[value.key] = (cells.number, words)
    if words == value.value and not value.is_typical:
        notes.remarks.append(f"“{value.label}”现在就是“{words}”，不用改。")
        return
    source = cells.words(Field.SOURCE) or f"{file_name} 第 {cells.number} 行".strip()
    notes.proposals.append(ValueProposal(value.key, value.label, words, value.unit, source))


def _phone(words: str, value: SiteValue, column: int, notes: RowNotes) -> str:
    """The number as it is dialled, written plainly; tells what is none."""
    plain = _plain_number(words)
    if _fits(plain, value):
        return plain
    parts = [part for part in map(_plain_number, _PARTED.split(words)) if part]
    whole = [part for part in parts if _fits(part, value)]
    whole = whole or [part for part in _DIALLED.findall(plain) if _fits(part, value)]
    if _SCIENTIFIC.fullmatch(plain):
        sentence = f"“{words}”是科学计数，号码已经不全，请在表里把这一列设成文本再填一遍。"
        notes.problem(column, sentence)
    elif len(whole) > 1:
        notes.problem(
            column, f"“{value.label}”一格里有 {len(whole)} 个号码，请只留一个。", Mend("换", whole[0])
        )
    elif _fits(f"0{plain}", value):
        notes.problem(column, f"“{words}”像是丢了区号前的 0，请补上。", Mend("换", f"0{plain}"))
    else:
        mend = Mend("换", whole[0]) if whole else None
        notes.problem(column, f"“{words}”不像电话号码，请写成 0451-88881234 这样，或写分机、短号。", mend)
    return words


def _plain_number(words: str) -> str:
    text = unicodedata.normalize("NFKC", words)
    text = re.sub(r"[‐-―−－~]", "-", text)
    return (
        re.sub(r"\s+", "", re.sub(r"(?<=\d) (?=\d)", "", text)).replace("(", "").replace(")", "-").strip("-")
    )


def _fits(number: str, value: SiteValue) -> bool:
    if "分机" in value.label and _EXTENSION.fullmatch(number):
        return True
    return bool(_PHONE.fullmatch(number))


def _figure(words: str, cells: Cells, value: SiteValue, column: int, notes: RowNotes) -> str:
    """The value without its unit; tells a unit that is another than the handbook's, and a figure that is missing."""
    text = unicodedata.normalize("NFKC", words) if value.unit else words
    unit = cells.words(Field.UNIT)
    core = value.unit.rstrip("内以上") or value.unit
    if not value.unit:
        return text
    if unit and bare(core) not in bare(unit) and bare(unit) not in bare(value.unit):
        sentence = f"单位写的是“{unit}”，手册里“{value.label}”用“{value.unit}”，请换算好再填。"
        notes.problem(cells.column(Field.UNIT), sentence, Mend("换", value.unit))
    for ending in (value.unit, core):
        if text.endswith(ending):
            text = text[: -len(ending)].strip()
            break
    if not _NUMBER.search(text):
        notes.problem(column, f"“{value.label}”要填数，“{words}”里没有数，请改成数。")
    return text.strip()
