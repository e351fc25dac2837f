"""An address as somebody writes it -> which building and which flat it names, so that two writings can be compared.

花园街88号2单元301, 南岗区花园街 88 号 2 单元 301 室 and 花园街88-2-301 are one flat. What cannot be read names nothing.
"""

import re
import unicodedata
from dataclasses import dataclass

from handbook.chinese_numbers import HAN_NUMERALS, below_wan

_IN_NAME = r"(?:道街|经街|纬路|马路|委|组|里|道|街|路|巷|胡同|弄|大街|大道|中学|小学|医院|院区|期)"
_HAN = re.compile(f"[{HAN_NUMERALS}]+")
_DIGIT_BY_DIGIT = re.compile(r"[零〇一二三四五六七八九]{2,}")
_ABOVE = re.compile(r"^(?:[^\d]{2,8}?(?:省|自治区))?(?:[^\d]{2,8}?市)?(?:[^\d]{2,6}?(?:区|县))?")
"""Province, city and district, as far as they are named; 小区 is none of them."""
_COMPOUND = re.compile(r"(?:小|社|园|校|厂|矿|景|院|新|住宅|家属|开发)区$")
_STROKE = re.compile(r"[\s,，、;；。:：()（）\[\]【】/\\~_—–\-－−﹣#＃]+")
_NAME_NUMBER = re.compile(rf"\d+(?={_IN_NAME})")
_FLOOR = re.compile(r"(?<!号)(\d{1,2})(?:层|楼)-?(?=(\d{3,4})(?!\d))")
_TOKEN = re.compile(
    r"(\d{1,5}|[A-Za-z](?=[座栋楼区幢单\d-]|$)|[甲乙丙丁](?=[座栋楼幢单]))"
    r"(号院|号楼|号|院|栋|幢|楼|座|区|单元|门|室|户|房|层)?"
)
_JOINT = re.compile(r"-?(?:附|之|第|的)?-?")
FLAT_DIGITS = 3
"""A number of so many digits or more is that of a flat, also where no unit stands before it."""
LEAST_NAME = 3
"""Signs of a name that is looked for at the end of a longer one: 花园街 in 南岗花园街."""
MOST_EXTRA = 4


@dataclass(frozen=True, slots=True)
class Place:
    """What an address names."""

    name: str
    """Street or estate, without what it lies in."""
    house: tuple[str, ...]
    """Numbers down to the building."""
    flat: tuple[str, ...] = ()
    """Unit and flat; empty where the address ends with the building."""

    def is_same_flat(self, other: "Place") -> bool:
        """Whether both name the same flat."""
        return bool(self.flat) and self.flat == other.flat and self.is_same_building(other)

    def is_same_building(self, other: "Place") -> bool:
        """Whether both name the same building."""
        return bool(self.house) and self.house == other.house and _is_same_name(self.name, other.name)


_WITHOUT_FLAT = re.compile(
    r"门市|商铺|商服|店|超市|平房|车库|车位|地下室|换热站|泵房|锅炉房|学校|小学|中学|大学|幼儿园|医院|公司|单位|厂|路口|井盖|楼道|楼外|室外"
)
"""Words of places that have no flat to name."""
UNIT, DOOR = "单元", "门牌"


def parts_not_said(address: str) -> tuple[str, ...]:
    """What whoever goes there still needs of the door: 单元, 门牌; empty where it was said, has none, or cannot be read."""
    place = place_of(address)
    if place is None or place.flat or _WITHOUT_FLAT.search(address):
        return ()
    return (
        (DOOR,) if re.search(r"单元|\d\s*门(?!市)", unicodedata.normalize("NFKC", address)) else (UNIT, DOOR)
    )


def place_of(address: str) -> Place | None:
    """What `address` names; None where it names no building."""
    text = _folded(address)
    text = text[_above(text) :]
    first = _first_token(text)
    if first is None or not (name := text[: first.start()].strip("-")):
        return None
    tokens = _tokens(text, first.start())
    if not tokens:
        return None
    house, flat = _parted(tokens)
    return Place(name, house, flat) if house else None


def _folded(address: str) -> str:
    """Half width, one stroke for every kind of break, Arabic digits; a floor that the flat says again is left out."""
    text = _STROKE.sub("-", unicodedata.normalize("NFKC", address).strip())
    text = re.sub(r"(?<!\d)-|-(?!\d)", "", text)  # a break counts between numbers alone
    text = _HAN.sub(_number, text)
    return _FLOOR.sub(lambda m: "" if m[2].startswith(m[1]) and len(m[2]) == len(m[1]) + 2 else m[0], text)


def _number(match: re.Match[str]) -> str:
    words = match[0]
    if _DIGIT_BY_DIGIT.fullmatch(words):
        return "".join(str("零一二三四五六七八九".find("零" if c == "〇" else c)) for c in words)
    value = below_wan(words)
    return words if value is None else str(value)


def _above(text: str) -> int:
    """Where the street or estate begins, past province, city and district."""
    match = _ABOVE.match(text)
    end = match.end() if match is not None else 0
    return 0 if end >= len(text) or _COMPOUND.search(text[:end]) or text[end].isdigit() else end


def _first_token(text: str) -> re.Match[str] | None:
    """The first number that is not part of the name."""
    in_name = {m.start() for m in _NAME_NUMBER.finditer(text)}
    return next((m for m in _TOKEN.finditer(text) if m.start() not in in_name), None)


def _tokens(text: str, at: int) -> list[tuple[str, str]]:
    """Numbers and what stands behind each, as long as one follows upon the other."""
    found: list[tuple[str, str]] = []
    while match := _TOKEN.match(text, at):
        number = match[1].upper()
        found.append((number.lstrip("0") or "0" if number.isdigit() else number, match[2] or ""))
        joint = _JOINT.match(text, match.end())
        at = joint.end() if joint is not None else match.end()
    return found


def _parted(tokens: list[tuple[str, str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Numbers of the building, and those of unit and flat."""
    numbers = [number for number, _ in tokens]
    unit = next((n for n, (_, kind) in enumerate(tokens) if kind in ("单元", "门") and n), None)
    if unit is not None:
        return tuple(numbers[:unit]), tuple(numbers[unit:]) if len(numbers) > unit + 1 else ()
    if len(numbers) >= 2 and _is_flat(*tokens[-1]):
        begins = -2 if len(numbers) >= 3 and tokens[-2][1] == "" else -1
        return tuple(numbers[:begins]), tuple(numbers[begins:])
    return tuple(numbers), ()


def _is_flat(number: str, kind: str) -> bool:
    return kind in ("室", "户", "房") or (kind in ("", "号") and len(number) >= FLAT_DIGITS)


def _is_same_name(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    extra = len(long) - len(short)
    if not extra:
        return short == long
    return len(short) >= LEAST_NAME and 2 <= extra <= MOST_EXTRA and long.endswith(short)
